//! Loops that go through a part of a slice: the gradient borrows it before the loop, unless the slice is also reached
//! in another way, or the part is another one in each iteration.

// what people write
#![allow(
    clippy::needless_range_loop,
    clippy::explicit_counter_loop,
    clippy::manual_memcpy,
    clippy::identity_op
)]

use costate::{HeapTape, Scalar, differentiable};
use costate_tests::{check, check_called};

check_called! {
    of_a_row by calls_of_a_row,
    changed_in_place by calls_changed_in_place,
    two_parts_of_one_slice by calls_two_parts_of_one_slice,
    from_one_part_to_another by calls_from_one_part_to_another,
    beside_the_plain_index by calls_beside_the_plain_index,
    ahead_by_one by calls_ahead_by_one,
    ahead_of_the_row by calls_ahead_of_the_row,
    behind_the_counter by calls_behind_the_counter,
    backward by calls_backward,
    with_a_counter_beside by calls_with_a_counter_beside,
    where_indices_lead by calls_where_indices_lead,
    up_to_its_own_length by calls_up_to_its_own_length,
    from_what_it_changes by calls_from_what_it_changes,
    no_iterations by calls_no_iterations,
    parts_of_parts by calls_parts_of_parts,
    in_branches by calls_in_branches,
    until_a_break by calls_until_a_break,
    of_arrays by calls_of_arrays,
    from_checkpoints by calls_from_checkpoints,
}

#[differentiable]
fn of_a_row<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..2 {
        let mut row = T::ZERO;
        for j in 0..2 {
            row += x[i * 2 + j] * x[j] * x[i * 2 + j];
        }
        s += row * c;
    }
    s
}

/// The slice is changed through the window, from what it holds.
#[differentiable]
fn changed_in_place<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..2 {
        for j in 0..2 {
            x[i * 2 + j] = x[i * 2 + j] * c * x[i * 2 + j];
            x[i * 2 + j] += s * 0.3;
            s = s * x[i * 2 + j];
        }
    }
    s
}

#[differentiable]
fn two_parts_of_one_slice<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..2 {
        for j in 0..2 {
            s = s * 0.7 + x[i + j] * x[2 * i + j] * c;
        }
    }
    s
}

/// Read from one part, written to another: no window.
#[differentiable]
fn from_one_part_to_another<T: Scalar>(x: &mut [T], c: T) -> T {
    let n = x.len() - 2;
    for i in 0..2 {
        for j in 0..n {
            x[i + j] = x[2 * i + j] * c + x[i + j] * 0.5;
        }
    }
    x[0] * x[1]
}

#[differentiable]
fn beside_the_plain_index<T: Scalar>(x: &mut [T], c: T) -> T {
    for i in 1..3 {
        for j in 0..2 {
            x[i + j] = x[i + j] * c + x[j] * x[j];
        }
    }
    x[2] * x[3] + x[1]
}

#[differentiable]
fn ahead_by_one<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for j in 0..x.len() - 1 {
        let d = x[j + 1] - x[j] * x[j];
        s += d * d * c;
    }
    for j in 0..x.len() - 1 {
        x[j + 1] += s * x[j + 1];
    }
    s
}

#[differentiable]
fn ahead_of_the_row<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..2 {
        for j in 0..2 {
            s += x[i + j + 1] * x[1 + (j + i)] * c;
        }
    }
    s * s
}

/// The part would begin before the slice.
#[differentiable]
fn behind_the_counter<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..2 {
        for j in 1..3 {
            s += x[i + j - 1] * x[j - 1] * c;
            x[i + (j - 1)] = s * x[j];
        }
    }
    s
}

#[differentiable]
fn backward<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in (0..2).rev() {
        for j in (0..2).rev() {
            s = s * x[i * 2 + j] + c;
            x[i * 2 + j] = s * x[i * 2 + j];
        }
    }
    s
}

/// Where the part begins is another place in each iteration.
#[differentiable]
fn with_a_counter_beside<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut k) = (c, 0);
    for j in 0..2 {
        s += x[k + j] * x[k + j] * c;
        k += 1;
    }
    for j in 0..2 {
        k = j;
        x[k + j] = s * x[k + j];
        s += x[k + j];
    }
    s
}

#[differentiable]
fn where_indices_lead<T: Scalar>(x: &mut [T], c: T) -> T {
    let starts = [2, 0, 1];
    let mut s = c;
    for i in 0..3 {
        for j in 0..2 {
            s += x[starts[i] + j] * c * x[starts[i] + j];
        }
        let start = starts[i];
        for j in 0..2 {
            x[start + j] = s * x[start + j];
        }
    }
    s
}

#[differentiable]
fn up_to_its_own_length<T: Scalar>(x: &mut [T], c: T) -> T {
    for i in 1..3 {
        for j in 0..x.len() - i {
            x[i + j] = x[i + j] * c + x[i + j] * x[i + j];
        }
    }
    x[3] * x[2]
}

/// The first value of the sum is an element of the slice that the loop changes.
#[differentiable]
fn from_what_it_changes<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..2 {
        let mut t = x[i];
        for j in 0..2 {
            t = t * x[i + j] + c;
            x[i + j] = t;
        }
        s += t * x[i];
    }
    s
}

/// The first index of the loop that does not run is none.
#[differentiable]
fn no_iterations<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..3 {
        for j in 0..2 * i {
            s += x[(i - 1) * 2 + j / 2] * c;
        }
        for j in 0..i {
            x[(i - 1) * 2 + j] = s * x[(i - 1) * 2 + j];
        }
    }
    s
}

#[differentiable]
fn parts_of_parts<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    let (head, tail) = x.split_at_mut(2);
    for i in 0..2 {
        let part = &tail[i..];
        for j in 0..1 {
            s += part[j] * head[i + j] * c;
        }
        let part = &mut tail[i..];
        for j in 0..1 {
            part[j] = s * part[j];
        }
    }
    s
}

#[differentiable]
fn in_branches<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..2 {
        for j in 0..2 {
            if j > i {
                s += x[i * 2 + j] * c;
                x[i + j] = s;
            }
        }
    }
    s
}

/// An index that the loop does not reach may be out of bounds.
#[differentiable]
fn until_a_break<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..2 {
        for j in 0..90 {
            if i + j >= x.len() {
                break;
            }
            s += x[i + j] * x[i + j] * c;
        }
    }
    s
}

#[differentiable]
fn of_arrays<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut table = [[T::ZERO; 2]; 4];
    for i in 0..2 {
        for j in 0..2 {
            table[i * 2 + j][i] = x[i * 2 + j] * c;
            table[i * 2 + j][1 - i] = x[i + j];
        }
    }
    table[0][0] * table[3][1] + table[2][0] * c
}

#[differentiable]
fn from_checkpoints<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    #[checkpoint(every = 2)]
    for _ in 0..3 {
        for i in 0..2 {
            for j in 0..2 {
                x[i * 2 + j] = (x[i * 2 + j] * s).sin();
            }
        }
        s = s * x[1] + x[3];
    }
    s
}

/// Long enough for sums in parts; the window is one of the closure's.
#[differentiable]
fn times<T: Scalar>(a: &[T], x: &[T], y: &mut [T]) {
    let n = x.len();
    for i in 0..y.len() {
        let mut sum = T::ZERO;
        for j in 0..n {
            sum += a[i * n + j] * x[j];
        }
        y[i] = sum;
    }
}

#[differentiable]
fn scaled<T: Scalar>(a: &mut [T], c: T, n: usize) -> T {
    let mut s = T::ZERO;
    for i in 0..a.len() / n {
        for j in 0..n {
            a[i * n + j] = a[i * n + j] * c;
        }
        s += a[i * n] * a[i * n + n - 1];
    }
    s
}

#[test]
fn long_rows() {
    let numbers =
        |n: usize, phase: f64| -> Vec<f64> { (0..n).map(|k| (0.7 * k as f64 + phase).sin()).collect() };
    for (rows, n) in [(3, 40), (2, 33), (1, 1), (0, 4), (4, 0)] {
        check!(times(ref numbers(rows * n, 0.1), ref numbers(n, 0.2), mut numbers(rows, 0.3)) -> ());
    }
    for (rows, n) in [(3, 40), (2, 33), (1, 1), (0, 4)] {
        check!(scaled(mut numbers(rows * n, 0.1), in 0.8, fix n));
    }
}

/// `x` is both the matrix and the vector.
#[differentiable]
fn times_itself<T: Scalar>(x: &[T], y: &mut [T]) {
    times(x, x, y);
}

#[test]
fn one_slice_twice() {
    check!(times_itself(ref vec![0.4, 0.9, -0.3], mut vec![0.2]) -> ());
}

#[test]
#[should_panic(expected = "index out of bounds: the len is 5 but the index is 5")]
fn a_row_that_is_not_there_is_named() {
    let (mut da, mut dx) = ([0.0; 5], [0.0; 3]);
    times::vjp(&[1.0; 5], &mut da, &[1.0; 3], &mut dx, &mut [0.0; 2], &mut [1.0; 2], &mut HeapTape::new());
}
