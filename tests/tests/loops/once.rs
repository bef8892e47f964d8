//! The same expression twice: the backward sweep reads one value for both, unless what it was made of changed in
//! between. Sine and cosine of one angle are computed together, wherever they stand.

// what people write
#![allow(clippy::needless_range_loop, clippy::explicit_counter_loop)]

use costate::{Scalar, differentiable};
use costate_tests::check_called;

check_called! {
    squares by calls_squares,
    written_between by calls_written_between,
    updated_between by calls_updated_between,
    lent_between by calls_lent_between,
    written_in_a_branch by calls_written_in_a_branch,
    written_later_in_the_loop by calls_written_later_in_the_loop,
    read_in_the_inner_loop by calls_read_in_the_inner_loop,
    another_index by calls_another_index,
    fields_of_elements by calls_fields_of_elements,
    a_shadowed_name by calls_a_shadowed_name,
    from_checkpoints by calls_from_checkpoints,
    in_the_condition by calls_in_the_condition,
    sine_before_cosine by calls_sine_before_cosine,
    cosine_in_a_branch by calls_cosine_in_a_branch,
    sine_in_both_branches by calls_sine_in_both_branches,
    sines_of_sines by calls_sines_of_sines,
    a_sine_that_is_compared by calls_a_sine_that_is_compared,
    angles_of_a_sum by calls_angles_of_a_sum,
    hyperbolas by calls_hyperbolas,
    lent_sine by calls_lent_sine,
    detached_twin by calls_detached_twin,
    of_unknown_type by calls_of_unknown_type,
}

#[differentiable]
fn squares<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        s = s * 0.5 + x[i] * x[i] * (x[i] + c) * (x[i] + c) * 0.2;
        x[i] = s * x[i];
    }
    s
}

#[differentiable]
fn written_between<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        let before = x[i] * x[i];
        x[i] = before * c;
        s += before * (x[i] * x[i]) + x[0] * x[0];
        x[0] = s * 0.1;
    }
    s
}

#[differentiable]
fn updated_between<T: Scalar>(x: &mut [T], c: T) -> T {
    let a = x[1] * x[1];
    x[1] += a;
    let b = x[1] * x[1];
    x[1] -= b * 0.1;
    a * b * (x[1] * x[1]) + c
}

#[differentiable]
fn doubled<T: Scalar>(x: &mut [T]) -> T {
    x[0] = x[0] * 2.0;
    x[0] * x[1]
}

#[differentiable]
fn lent_between<T: Scalar>(x: &mut [T], c: T) -> T {
    let a = x[0].sin() * x[2];
    let b = doubled(x) + doubled(&mut x[1..]);
    let d = x[0].sin() * x[2];
    a * b * d + x[1].sin() * c
}

#[differentiable]
fn written_in_a_branch<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        let a = x[i] * c;
        if a > 0.25 {
            x[i] = a * a;
            s += x[i] * c;
        } else {
            s += x[i] * c * a;
        }
        s += x[i] * c;
    }
    s
}

/// The load at the head of an iteration follows the store of the one before.
#[differentiable]
fn written_later_in_the_loop<T: Scalar>(x: &mut [T], c: T) -> T {
    let first = x[0] * x[1];
    let mut s = c;
    for _ in 0..3 {
        let a = x[0] * x[1];
        s = s * 0.5 + a * first;
        x[0] = s * a;
    }
    s + x[0] * x[1]
}

#[differentiable]
fn read_in_the_inner_loop<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        let a = (x[i] * c).sin();
        for j in 0..2 {
            s = s * 0.5 + (x[i] * c).sin() * x[j] + (x[i] * c).cos() * a;
        }
        x[i] = s;
    }
    s
}

#[differentiable]
fn another_index<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut i, mut s) = (0, c);
    while i < 3 {
        let a = x[i] * x[i + 1];
        i += 1;
        let b = x[i] * x[i - 1];
        s = s * 0.7 + a * b * x[i];
    }
    s
}

#[differentiable]
fn fields_of_elements<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut pairs = [(x[0], x[1]), (x[2], c)];
    let a = pairs[0].0 * pairs[1].1;
    pairs[1].0 = a * x[0];
    let b = pairs[0].0 * pairs[1].1;
    pairs[0].1 = b * x[0];
    let d = pairs[1].0 * pairs[0].1;
    pairs[0].0 = d;
    a * b * d * pairs[0].0 * pairs[1].1
}

#[differentiable]
fn a_shadowed_name<T: Scalar>(x: &mut [T], c: T) -> T {
    let y = x[0];
    let a = (y * c).sin();
    let y = x[1];
    let b = (y * c).sin();
    let mut y = y;
    let d = (y * c).sin();
    y = y * d;
    a * b * d + (y * c).sin()
}

#[differentiable]
fn from_checkpoints<T: Scalar>(x: &mut [T], c: T) -> T {
    let outer = (c * c).sin();
    let mut s = outer;
    #[checkpoint(every = 2)]
    for i in 0..5 {
        let a = (c * c).sin() * x[i % 3] * x[i % 3];
        x[i % 3] = a * s * 0.3 + (c * c).cos() * 0.2;
        s = s * 0.5 + x[i % 3] * x[i % 3] + (s * c).sin() * 0.2;
    }
    s * outer
}

#[differentiable]
fn in_the_condition<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut n) = (c.sin(), 0);
    while s.sin() * c.sin() < 0.8 && n < 4 {
        s = s + s.sin() * c.sin() * x[n % 2] + 0.1;
        n += 1;
    }
    s * s.sin()
}

#[differentiable]
fn sine_before_cosine<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        let (a, b) = (x[i].sin(), x[i].cos());
        let (d, e) = ((s - c).cos(), (s - c).sin());
        s = s * a + b * d * e;
        x[i] = a * b;
    }
    s
}

#[differentiable]
fn cosine_in_a_branch<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        let a = x[i].sin();
        s = if a > c { s * x[i].cos() + a } else { s + a * a };
        s += x[i].cos() * 0.1;
    }
    s
}

#[differentiable]
fn sine_in_both_branches<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        s = if s > 0.5 { s * x[i].sin() } else { s + x[i].sin() * x[i].cos() };
    }
    s * c.cos()
}

#[differentiable]
fn sines_of_sines<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        s = (x[i].sin().cos() * s).sin().sin() + x[i].cos().sin() + s.cos().cos();
    }
    s
}

/// Its first sine has no derivative, the same further inside has.
#[differentiable]
fn a_sine_that_is_compared<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        let size = if x[i].sin() > c { 2.0 } else { 3.0 };
        if i > 0 {
            s += x[i].sin() * size;
        }
        s *= 0.5;
    }
    s
}

#[differentiable]
fn angles_of_a_sum<T: Scalar>(x: &mut [T], c: T) -> T {
    let (a, b) = (x[0], x[1]);
    let s = (a + b * c).sin();
    x[0] = s;
    let d = (a + b * c).cos();
    let e = (x[0] + x[1] * c).cos();
    s * d * e
}

#[differentiable]
fn hyperbolas<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        let a = x[i].sinh() * x[i].cosh() * 0.1;
        s = s * 0.2 + a * s.cosh() + s.sinh() * 0.1 + x[i].sinh();
    }
    s
}

#[differentiable]
fn product<T: Scalar>(a: &T, b: &T) -> T {
    *a * *b
}

#[differentiable]
fn lent_sine<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        let (a, b, d) = (x[i].sin(), x[i].sin(), x[i].cos());
        s = s * 0.5 + product(&a, &b) + product(&b, &d);
    }
    s
}

/// A value that is detached is not the one that is not.
#[differentiable]
fn detached_twin<T: Scalar>(x: &mut [T], c: T) -> T {
    let still = costate::detach(x.len()) as f64;
    let a = (x[0] * c).sin();
    let scale = T::from_f64(still) * 0.25;
    (x[0] * c).sin() * a * scale
}

type Pair<T> = [T; 2];

#[differentiable]
fn turned<T: Scalar>(p: Pair<T>, c: T) -> Pair<T> {
    let [mut a, mut b] = p;
    for _ in 0..3 {
        let (s, d) = ((a - b).sin(), (a - b).cos());
        a += d * (a - b) * c;
        b += s * (a - b) + a.sin() * b.cos();
    }
    [a, b]
}

#[differentiable]
fn of_unknown_type<T: Scalar>(x: &mut [T], c: T) -> T {
    let [a, b] = turned([x[0], x[1]], c);
    x[0] = b * 0.1;
    a * b
}
