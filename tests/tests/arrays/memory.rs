//! Memory: structs and arrays that change in place, across loops, branches and calls.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::needless_late_init, clippy::self_assignment)]

use costate::{Diff, Real, Scalar, differentiable};
use costate_tests::{argument_struct, check};

/// A joint.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Joint<T> {
    angle: T,
    limits: [T; 2],
}
argument_struct!(Joint, JointTangent { angle: f64, limits: [f64; 2] });

/// A leg of two joints.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Leg<T> {
    joints: [Joint<T>; 2],
    foot: (T, T),
    contacts: usize,
}
argument_struct!(Leg, LegTangent { joints: [Joint<f64>; 2], foot: (f64, f64), contacts: usize });

fn leg() -> Leg<f64> {
    let joint = Joint { angle: 0.3, limits: [-0.5, 0.8] };
    Leg { joints: [joint, Joint { angle: -0.6, ..joint }], foot: (0.1, 0.2), contacts: 0 }
}

#[differentiable]
fn nested_places<T: Real>(leg: &mut Leg<T>, x: T) -> T {
    leg.joints[1].limits[0] = leg.joints[0].angle * x;
    leg.joints[0].angle *= leg.joints[1].limits[0];
    leg.foot.1 += leg.joints[0].angle * leg.foot.0;
    leg.contacts += 1;
    let copy = leg.joints[0];
    leg.joints[1] = copy;
    leg.joints[1].angle = leg.joints[1].angle * copy.limits[1];
    leg.foot = (leg.foot.1, x * leg.joints[1].angle);
    leg.joints[1].angle + leg.foot.0
}

#[differentiable]
fn own_copy<T: Real>(leg: &Leg<T>, x: T) -> Leg<T> {
    let mut mine = *leg;
    for i in 0..2 {
        mine.joints[i].angle = mine.joints[1 - i].angle * x + leg.joints[i].angle;
        mine.foot.0 += mine.joints[i].angle * mine.joints[i].limits[i];
    }
    mine
}

#[differentiable]
fn by_value<T: Scalar>(mut leg: Leg<T>, x: T) -> Leg<T> {
    let mut i = 0;
    while i < 2 && leg.foot.0 < 1.0 {
        leg.foot.0 += x * leg.joints[i].angle.cos();
        if leg.joints[i].angle > leg.joints[i].limits[0] {
            leg.joints[i].angle -= x;
            leg.contacts += 1;
        } else {
            leg.joints[i] = leg.joints[0];
        }
        i += 1;
    }
    leg
}

#[test]
fn nested_structs_and_arrays() {
    check!(nested_places(mut leg(), in 0.7));
    check!(own_copy(ref leg(), in 0.7));
    check!(by_value(in leg(), in 0.7));
    check!(by_value(in leg(), in 0.2));
}

#[differentiable]
fn snapshots<T: Real>(x: T, y: T) -> T {
    let mut a = [x, y, x * y];
    let before = a;
    a[0] = a[1] * a[2];
    let between = a;
    a = before;
    a[1] *= between[0];
    for i in 0..3 {
        a[i] = a[i] * between[2 - i] + before[i];
    }
    a[0] * a[1] + a[2] * between[0]
}

#[differentiable]
fn self_assignments<T: Real>(a: &mut [T; 3]) {
    a[0] = a[0];
    a[1] += a[1];
    a[2] *= a[2];
    a[1] -= a[0] * a[1];
    a[0] = a[2];
    a[2] = a[0] * a[2];
}

#[test]
fn copies_of_arrays_and_self_assignment() {
    check!(snapshots(in 0.4, in 0.9));
    check!(self_assignments(mut [0.4, 0.9, 0.6]) -> ());
}

#[differentiable]
fn integer_memory<T: Real>(x: &[T; 4], n: usize) -> T {
    let mut order = [0, 1, 2, 3];
    let mut seen = [false; 4];
    let mut s = T::ONE;
    for k in 0..n {
        let i = order[k % 4];
        s = s * x[i] + x[order[i]];
        order[i] = order[(k + 1) % 4];
        order[(k * 2) % 4] = k % 3;
        if !seen[i] {
            seen[i] = true;
            s = s + x[i] * x[i];
        }
    }
    s
}

#[differentiable]
fn bound_from_memory<T: Real>(x: T, counts: &mut [usize; 3]) -> T {
    let mut s = x;
    for i in 0..3 {
        for j in 0..counts[i] {
            s = s * x + T::from_f64(j as f64);
            counts[(i + 1) % 3] = j;
        }
    }
    s
}

#[test]
fn integers_in_memory() {
    check!(integer_memory(ref [0.3, 0.5, 0.7, 0.9], fix 6usize));
    let mut tape = costate::HeapTape::new();
    let (mut dx, mut counts) = (0.0, [2, 1, 3]);
    let value = bound_from_memory::vjp(0.7, &mut dx, &mut counts, 1.0, &mut tape);
    let (mut plain, mut ahead, mut behind) = ([2, 1, 3], [2, 1, 3], [2, 1, 3]);
    assert_eq!(value, bound_from_memory(0.7, &mut plain));
    assert_eq!(counts, plain);
    let slope = bound_from_memory(0.7 + 1e-6, &mut ahead) - bound_from_memory(0.7 - 1e-6, &mut behind);
    assert!((dx - slope / 2e-6).abs() < 1e-6, "{dx}");
}

#[differentiable]
fn local_in_loop<T: Real>(x: &[T]) -> T {
    let mut total = T::ZERO;
    let mut last = [T::ONE; 2];
    for i in 0..x.len() {
        let mut row = [x[i]; 3];
        for j in 1..3 {
            row[j] = row[j - 1] * x[i] + last[j - 1];
        }
        last = [row[1], row[2] * last[0]];
        total += row[2] * row[2];
    }
    total * last[0]
}

#[differentiable]
fn memory_in_branches<T: Scalar>(x: T, n: usize) -> T {
    let mut a = [x, x * x];
    for i in 0..n {
        if i % 2 == 0 {
            let mut b = a;
            b[0] *= b[1];
            if b[0] > 0.2 {
                a = b;
            } else {
                a[1] = b[0];
            }
        } else {
            a[0] = a[1].sin();
        }
    }
    a[0] + a[1]
}

#[test]
fn memory_declared_in_loops_and_branches() {
    check!(local_in_loop(ref vec![0.4, 0.6, 0.8]));
    check!(local_in_loop(ref Vec::<f64>::new()));
    for x in [0.4, 0.9] {
        check!(memory_in_branches(in x, fix 5usize));
    }
}

#[differentiable]
fn relax<T: Real>(a: &mut [T], at: usize, k: &mut T) -> T {
    let old = a[at];
    a[at] = *k * (a[at] + a[0]);
    *k = *k * 0.9 + a[at] * old;
    old * *k
}

#[differentiable]
fn calls_in_loops<T: Real>(a: &mut [T], k: T) -> T {
    let mut k = k;
    let mut s = T::ZERO;
    for sweep in 0..2 {
        for i in 0..a.len() {
            s += relax(a, i, &mut k) * a[i];
            if (i + sweep) % 2 == 0 {
                s = s * k;
            }
        }
        k *= s;
    }
    s + k
}

#[differentiable]
fn call_in_a_condition<T: Scalar>(a: &mut [T], k: T) -> T {
    let mut k = k;
    let mut n = 0;
    while relax(a, n % 2, &mut k) < 0.5 && n < 6 {
        a[1] += k;
        n += 1;
    }
    if relax(a, 0, &mut k) > 0.1 { k * a[0] } else { a[1] }
}

#[test]
fn calls_that_change_memory() {
    check!(relax(mut vec![0.3, 0.5], fix 1usize, mut 0.7));
    check!(calls_in_loops(mut vec![0.3, 0.5, 0.4], in 0.7));
    check!(call_in_a_condition(mut vec![0.3, 0.5], in 0.7));
    check!(call_in_a_condition(mut vec![2.3, 1.5], in 1.7));
}

#[differentiable]
fn leave_while_changing<T: Scalar>(a: &mut [T], limit: T) -> T {
    let mut sum = T::ZERO;
    'outer: for i in 0..a.len() {
        let mut j = 0;
        while j < a.len() {
            a[j] = a[j] * a[i] + 0.1;
            sum += a[j] * a[j];
            if sum > limit {
                if j == 0 {
                    return sum * a[i];
                }
                break 'outer;
            }
            if a[j] < 0.0 {
                j += 2;
                continue;
            }
            j += 1;
        }
        a[i] += sum;
    }
    sum * a[0]
}

#[test]
fn leaving_loops_that_change_memory() {
    for limit in [0.2, 0.5, 1.2, 9.0] {
        check!(leave_while_changing(mut vec![0.6, -0.5, 0.4], in limit));
    }
}
