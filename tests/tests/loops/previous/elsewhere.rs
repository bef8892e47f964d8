//! The same of rows, in nested loops, beside calls, and of memory that is only read.

use costate::{HeapTape, Scalar, Tape, differentiable};
use costate_tests::{check, check_called};

check_called! {
    of_rows by calls_of_rows,
    of_an_outer_loop by calls_of_an_outer_loop,
    of_an_inner_array by calls_of_an_inner_array,
    of_a_local_array by calls_of_a_local_array,
    through_keys by calls_through_keys,
    keys by calls_keys,
    lent_in_between by calls_lent_in_between,
    lent_behind by calls_lent_behind,
    twice_in_a_row by calls_twice_in_a_row,
    from_checkpoints by calls_from_checkpoints,
    of_an_iterator by calls_of_an_iterator,
    left_over by calls_left_over,
}

#[differentiable]
fn rows<T: Scalar>(x: &mut [[T; 2]; 3], c: T) -> T {
    let (mut s, mut above) = (c, [c * c, c]);
    for i in 0..3 {
        s = s * above[0] * 0.5 + x[i][1] * above[1];
        above = x[i];
    }
    for i in 0..3 {
        x[i][0] = x[i][1] * s;
    }
    let mut left = c;
    for i in 0..3 {
        s = s * left * 0.5 + x[i][1] * left;
        left = x[i][0];
    }
    s
}

#[differentiable]
fn of_rows<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut all = [[x[0], c], [x[1], x[2]], [x[3], x[0]]];
    let s = rows(&mut all, c) + rows(&mut all, x[1]);
    x[0] = all[1][0];
    s * all[2][0]
}

/// The counter of an outer loop stands in the place; each time it starts anew.
#[differentiable]
fn of_an_outer_loop<T: Scalar>(x: &mut [T], c: T) -> T {
    let a = [[x[0], x[1]], [x[2], c], [x[3], x[1]]];
    let (mut s, mut outer) = (c, c * c);
    for k in 0..2 {
        let mut above = s;
        for i in 0..3 {
            s = s * above * 0.5 + outer * above;
            above = a[i][k];
        }
        s = s * outer + above;
        outer = x[k];
    }
    x[1] = s;
    s * outer
}

/// The array is another one in each iteration.
#[differentiable]
fn of_an_inner_array<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut above) = (c, c * c);
    for i in 0..x.len() {
        let mut a = [x[i], s];
        a[1] = a[1] * above;
        s = s * above * 0.5 + a[1];
        above = a[i % 2];
    }
    s
}

#[differentiable]
fn of_a_local_array<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for k in 0..2 {
        let mut a = [c; 4];
        for i in 0..4 {
            a[i] = x[i] * s;
        }
        let mut above = s * c;
        for i in 0..4 {
            s = s * above * 0.5 + a[i] * above * a[i];
            above = a[i];
        }
        x[k] = s;
    }
    s
}

/// The place is not a constant away from the counter.
#[differentiable]
fn through_keys<T: Scalar>(x: &mut [T], c: T) -> T {
    let keys = [2, 0, 1];
    let (mut s, mut above, mut k) = (c, c * c, 1);
    for i in 0..3 {
        s = s * above * 0.5 + c;
        above = x[keys[i]];
    }
    for i in 0..3 {
        s = s * above * 0.5 + c;
        above = x[2 * i % 3];
    }
    for _ in 0..3 {
        s = s * above * 0.5 + c;
        above = x[k];
        k = (k + 2) % 4;
    }
    x[0] = s;
    s
}

/// Integers are handed on.
#[differentiable]
fn keys<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut keys = [2_usize, 0, 3];
    let (mut s, mut last) = (c, 1);
    for i in 0..3 {
        s = s * x[last] * 0.5 + x[keys[i]];
        last = keys[i];
    }
    keys[0] = 1;
    x[last] = s;
    for i in 0..3 {
        s = s * x[last] * 0.5 + x[keys[i]];
        last = keys[i];
    }
    s
}

/// Reads and writes.
#[differentiable]
fn advance<T: Scalar>(x: &mut [T], c: T) -> T {
    let s = x[0] * x[1] + c;
    for v in x.iter_mut() {
        *v = *v * s;
    }
    s
}

#[differentiable]
fn lent_in_between<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut above) = (c, c * c);
    for i in 0..x.len() {
        s = s * above * 0.5 + c;
        above = x[i];
        s += advance(x, s) * 0.1;
    }
    s
}

#[differentiable]
fn lent_behind<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut above) = (c, c * c);
    for i in 0..x.len() {
        s = s * above * 0.5 + c;
        above = x[i];
    }
    s += advance(&mut x[1..], s);
    for i in 0..x.len() {
        s = s * above * 0.5 + c;
        above = x[i];
    }
    s * advance(x, c)
}

#[differentiable]
fn twice_in_a_row<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut above) = (c, c * c);
    for i in 0..x.len() {
        s = s * above * 0.5 + c;
        above = x[i];
    }
    for i in 0..x.len() {
        s = s * above * 0.5 + x[i] * c;
        above = x[i] * 1.0;
    }
    for i in 1..x.len() {
        s = s * above * 0.5 + c;
        above = x[i];
    }
    s
}

#[differentiable]
fn from_checkpoints<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut above) = (c, c * c);
    #[checkpoint(every = 2)]
    for i in 0..4 {
        s = s * above * 0.5 + c;
        above = x[i];
        x[i] = x[i] * s;
    }
    #[checkpoint(every = 3)]
    for i in 0..4 {
        s = s * above * 0.5 + c;
        above = x[i];
    }
    s
}

#[differentiable]
fn of_an_iterator<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut above) = (c, c * c);
    for (i, v) in x.iter().enumerate() {
        s = s * above * 0.5 + *v * T::from_f64(i as f64);
        above = *v;
    }
    for v in x.iter().skip(1).rev() {
        s = s * above * 0.5 + *v;
        above = *v;
    }
    x[0] = s;
    s
}

/// What the last iteration hands on goes on from there.
#[differentiable]
fn left_over<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut above) = (c, c * c);
    for k in 0..2 {
        for i in 0..x.len() {
            s = s * above * 0.5 + c;
            above = x[i];
        }
        above = above * s;
        x[k] = above * above;
    }
    s * above
}

#[differentiable]
fn shared<T: Scalar>(x: &[T], rows: &[[T; 2]; 2], c: T) -> T {
    let (mut s, mut above, mut row) = (c, c * c, [c, c.sin()]);
    for i in 0..x.len() {
        s = s * above * 0.5 + x[i] * above;
        above = x[i];
    }
    for i in 0..2 {
        s = s * row[0] * row[1] + above;
        row = rows[i];
    }
    s
}

#[test]
fn shared_memory_is_read_again() {
    check!(shared(ref vec![0.7, 0.4, 1.1], ref [[0.3, 0.8], [1.2, 0.5]], in 0.6));
}

/// Nothing else is kept.
#[differentiable]
fn smooth(x: &[f64]) -> f64 {
    let (mut s, mut above) = (0.0, 1.0);
    for i in 0..x.len() {
        s += above * x[i];
        above = x[i];
    }
    s
}

#[test]
fn it_is_not_on_the_tape() {
    let x: Vec<f64> = (0..100).map(f64::from).collect();
    let mut tape = HeapTape::new();
    smooth::fwd(&x, &mut tape);
    assert!(tape.mark() < 20, "{} words for 100 elements", tape.mark());
}
