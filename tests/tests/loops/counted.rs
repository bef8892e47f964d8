//! Loops: what is carried through them, how they end, what they run over.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::mut_range_bound, clippy::manual_is_multiple_of)]

use costate::{Diff, Real, Scalar, differentiable};
use costate_tests::check;

#[differentiable]
fn carried_scalar<T: Real>(x: &[T], k: T) -> T {
    let mut s = T::ONE;
    for i in 0..x.len() {
        s = s * (k * x[i]).exp() + s * s;
    }
    s
}

#[differentiable]
fn carried_array<T: Real>(x: T, n: usize) -> T {
    let mut a = [x, x * x, T::ONE];
    for _ in 0..n {
        a = [a[1] * x, a[2] + a[0], a[0] * a[1]];
    }
    a[0] + a[1] * a[2]
}

/// A particle.
#[derive(Clone, Copy, Diff)]
struct Particle<T> {
    position: T,
    velocity: T,
    steps: usize,
}

#[differentiable]
fn carried_struct<T: Real>(x: T, v: T, h: T) -> T {
    let mut s = Particle { position: x, velocity: v, steps: 0 };
    for _ in 0..5 {
        s.velocity -= h * s.position.sin();
        s = Particle { position: s.position + h * s.velocity, steps: s.steps + 1, ..s };
    }
    s.position * s.velocity * T::from_f64(s.steps as f64)
}

#[test]
fn a_carried_scalar_array_or_struct() {
    check!(carried_scalar(ref vec![0.1, -0.2, 0.3], in 0.4));
    check!(carried_array(in 0.8, fix 4usize));
    check!(carried_struct(in 0.5, in 0.1, in 0.2));
}

#[differentiable]
fn defined_before_used_after<T: Real>(x: T, n: usize) -> T {
    let before = x.sin();
    let mut s = x;
    for _ in 0..n {
        s = s * before;
    }
    let after = s * before;
    after * after + before
}

#[differentiable]
fn overwritten_after_the_loop<T: Real>(x: T) -> T {
    let mut w = x * x;
    let mut s = x;
    for i in 0..3 {
        s += w * s * T::from_f64(i as f64);
    }
    w = s.sin();
    w * s
}

#[test]
fn a_value_from_before_the_loop_used_after_it() {
    check!(defined_before_used_after(in 0.7, fix 3usize));
    check!(defined_before_used_after(in 0.7, fix 0usize));
    check!(overwritten_after_the_loop(in 0.6));
}

#[differentiable]
fn nested<T: Real>(counts: &[usize], x: T) -> T {
    let mut s = x;
    for i in 0..counts.len() {
        let mut inner = s;
        for j in 0..counts[i] {
            inner = inner * x + T::from_f64((i * j) as f64);
        }
        s = s + inner.sin();
    }
    s
}

#[differentiable]
fn triangular<T: Real>(a: &mut [T]) {
    for i in 0..a.len() {
        for j in i + 1..a.len() {
            a[j] = a[j] - a[i] * a[j];
        }
    }
}

#[test]
fn nested_loops_with_data_dependent_counts() {
    check!(nested(fixref vec![2, 0, 3], in 0.6));
    check!(triangular(mut vec![0.2, 0.4, 0.6, 0.8]) -> ());
}

#[differentiable]
fn while_active<T: Scalar>(x: T, limit: T) -> T {
    let mut s = x;
    while s < limit {
        s = s * s + x;
    }
    s
}

#[differentiable]
fn newton<T: Scalar>(a: T) -> T {
    let mut x = a;
    let mut n = 0;
    while (x * x - a).abs() > 1e-9 && n < 50 {
        x = 0.5 * (x + a / x);
        n += 1;
    }
    x
}

#[test]
fn while_on_an_active_value() {
    check!(while_active(in 0.6, in 20.0));
    check!(while_active(in 3.0, in 2.0));
    check!(newton(in 2.0));
}

#[differentiable]
fn broken<T: Scalar>(x: &[T]) -> T {
    let mut product = T::ONE;
    for i in 0..x.len() {
        if x[i] < 0.0 {
            break;
        }
        product = product * x[i] + x[i];
    }
    product
}

#[differentiable]
fn continued<T: Scalar>(x: &[T]) -> T {
    let mut product = T::ONE;
    for i in 0..x.len() {
        if x[i] < 0.0 {
            product *= x[i];
            continue;
        }
        product = product * x[i] + x[i] * x[i];
    }
    product
}

#[differentiable]
fn labelled<T: Scalar>(x: &[T]) -> T {
    let mut s = T::ONE;
    'rows: for i in 0..x.len() {
        s = s * x[i];
        for j in 0..x.len() {
            if s > 4.0 {
                break 'rows;
            }
            if x[j] < 0.0 {
                s += 0.1;
                continue 'rows;
            }
            s = s + x[j] * s;
        }
        s -= x[i];
    }
    s * s
}

#[differentiable]
fn endless<T: Scalar>(x: T) -> T {
    let mut s = x;
    let mut n = 0;
    loop {
        s = s * x + 1.0;
        n += 1;
        if s > 3.0 || n == 20 {
            break;
        }
        s = s.sin() + s;
    }
    s
}

#[test]
fn break_continue_and_labels() {
    check!(broken(ref vec![0.5, 0.7, -0.1, 2.0]));
    check!(broken(ref vec![-0.5, 0.7]));
    check!(broken(ref vec![0.5, 0.7]));
    check!(continued(ref vec![0.5, -0.7, 0.3, -2.0]));
    check!(labelled(ref vec![0.5, 0.7, -0.1, 2.0]));
    check!(labelled(ref vec![2.5, 1.7, 0.1]));
    check!(endless(in 0.9));
}

#[differentiable]
fn reversed<T: Real>(a: &[T]) -> T {
    let mut s = T::ONE;
    for i in (0..a.len()).rev() {
        s = s * a[i] + a[i].sin();
    }
    s
}

#[differentiable]
fn stepped<T: Real>(a: &[T]) -> T {
    let mut s = T::ONE;
    for i in (1..a.len()).step_by(2) {
        s = s * a[i] + a[i - 1];
    }
    s
}

#[differentiable]
fn stepped_backward<T: Real>(a: &[T]) -> T {
    let mut s = T::ONE;
    for i in (0..a.len()).step_by(3).rev() {
        s = s * a[i] + a[i] * a[i];
    }
    s
}

#[differentiable]
fn inclusive<T: Real>(x: T, n: usize) -> T {
    let mut s = x;
    for i in 1..=n {
        s = s * x + T::from_f64(i as f64);
    }
    s
}

#[differentiable]
fn signed_range(x: f64, low: i32, high: i32) -> f64 {
    let mut s = x;
    for i in low..high {
        s = s * x + i as f64 * s.sin();
    }
    s
}

#[test]
fn ranges_reversed_stepped_inclusive_and_signed() {
    let a = vec![0.2, 0.4, 0.6, 0.8, 1.0];
    check!(reversed(ref a.clone()));
    check!(stepped(ref a.clone()));
    check!(stepped_backward(ref a));
    check!(inclusive(in 0.7, fix 4usize));
    check!(f64 signed_range(in 0.7, fix -2, fix 3));
    check!(f64 signed_range(in 0.7, fix 3, fix -2));
}

#[differentiable]
fn own_counter<T: Real>(a: &[T]) -> T {
    let mut i = 0;
    let mut s = T::ONE;
    while i < a.len() {
        s = s * a[i];
        if i % 2 == 0 {
            i += 1;
        }
        s += a[i.min(a.len() - 1)];
        i += 1;
    }
    s
}

#[differentiable]
fn shadowed_counter<T: Real>(a: &[T]) -> T {
    let mut s = T::ONE;
    for i in 0..a.len() {
        let mut i = i;
        i = (i + 1) % a.len();
        s = s * a[i] + a[i];
    }
    s
}

#[test]
fn a_counter_changed_in_the_body() {
    check!(own_counter(ref vec![0.2, 0.4, 0.6, 0.8, 1.0]));
    check!(shadowed_counter(ref vec![0.2, 0.4, 0.6]));
}

#[differentiable]
fn trips<T: Real>(x: T, n: usize) -> T {
    let mut s = x;
    let mut last = x * x;
    for i in 0..n {
        last = s * T::from_f64(i as f64 + 1.0);
        s = last.sin();
    }
    last + s
}

#[differentiable]
fn no_trip_of_a_while<T: Scalar>(x: T) -> T {
    let mut s = x * x;
    while s < 0.0 {
        s = s + x;
    }
    s * x
}

#[test]
fn zero_and_one_trips() {
    check!(trips(in 0.7, fix 0usize));
    check!(trips(in 0.7, fix 1usize));
    check!(no_trip_of_a_while(in 0.7));
}

#[differentiable]
fn overwritten_bound<T: Real>(x: T, n: usize) -> T {
    let mut n = n;
    let mut s = x;
    for i in 0..n {
        n = i;
        s = s * x + T::from_f64(n as f64);
    }
    s * T::from_f64(n as f64)
}

#[differentiable]
fn local_arrays<T: Real>(x: T) -> T {
    let mut s = x;
    for i in 0..3 {
        let mut row = [s; 2];
        row[i % 2] *= x;
        for j in 0..2 {
            row[j] = row[j] * row[1 - j];
        }
        s = row[0] + row[1].sin();
    }
    s
}

#[differentiable]
fn two_loops<T: Real>(a: &mut [T]) -> T {
    let mut norm = T::ZERO;
    for i in 0..a.len() {
        norm += a[i] * a[i];
    }
    norm = norm.sqrt();
    for i in 0..a.len() {
        a[i] /= norm;
    }
    norm
}

#[test]
fn bounds_overwritten_inside_local_arrays_and_loops_in_sequence() {
    check!(overwritten_bound(in 0.7, fix 4usize));
    check!(local_arrays(in 0.7));
    check!(two_loops(mut vec![0.3, 0.4, 1.2]));
}
