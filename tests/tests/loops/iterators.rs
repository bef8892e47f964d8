//! Iteration over slices and arrays: adaptors, sums and folds, arrays made of closures.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::manual_memcpy, clippy::explicit_counter_loop)]

use costate::{Diff, Real, Scalar, differentiable};
use costate_tests::check;

#[differentiable]
fn by_reference<T: Real>(x: &[T], k: T) -> T {
    let mut s = T::ZERO;
    for v in x {
        s += *v * k;
    }
    for v in x.iter() {
        s = s * *v + k;
    }
    for &v in x {
        s += v.sin();
    }
    s
}

#[differentiable]
fn by_value<T: Real>(x: [T; 3], k: T) -> T {
    let mut s = k;
    for v in x {
        s = s * v + v;
    }
    for v in [k, x[0] * x[1], s] {
        s += v * v;
    }
    s
}

#[differentiable]
fn in_place<T: Real>(x: &mut [T], k: T) {
    for v in x.iter_mut() {
        *v = *v * k;
    }
    for v in &mut *x {
        *v += k * *v * *v;
    }
    for v in x {
        *v = v.sin();
    }
}

#[differentiable]
fn zips<T: Real>(a: &[T], b: &[T], y: &mut [T]) -> T {
    let mut s = T::ZERO;
    for (p, q) in a.iter().zip(b) {
        s += *p * *q;
    }
    for ((p, &q), r) in a.iter().zip(b.iter()).zip(y.iter_mut()) {
        *r = *r * *p + q;
    }
    for (i, (p, r)) in a.iter().zip(y.iter()).enumerate() {
        s += *p * *r * T::from_f64(i as f64);
    }
    for (i, r) in y.iter_mut().enumerate().rev() {
        *r = *r * s + a[i];
        s += *r;
    }
    s
}

#[differentiable]
fn steps<T: Real>(a: &[T], n: usize) -> T {
    let mut s = T::ONE;
    for v in a.iter().step_by(2) {
        s = s * *v;
    }
    for v in a.iter().rev().step_by(n) {
        s += *v * s;
    }
    for v in a.iter().skip(1).take(n) {
        s = s.sin() + *v;
    }
    for (v, i) in a.iter().skip(n).zip(1..) {
        s += *v * T::from_f64(f64::from(i));
    }
    for (i, v) in (0..3).zip(a) {
        s += *v * a[i];
    }
    for (i, v) in (2u32..=4).zip(a.iter().copied()) {
        s += v * v * T::from_f64(i as f64);
    }
    s
}

#[differentiable]
fn pieces<T: Real>(a: &[T], y: &mut [T]) -> T {
    let mut s = T::ZERO;
    for pair in a.chunks_exact(2) {
        s += pair[0] * pair[1];
    }
    for w in a.windows(3) {
        s += w[0] * w[2] - w[1] * s;
    }
    for (row, &v) in y.chunks_exact_mut(3).zip(a) {
        for x in row.iter_mut() {
            *x = *x * v + s;
        }
        row[1] = row[0] * row[2];
        row.swap(0, 1);
        s += 0.1 * T::from_f64(row.len() as f64);
    }
    s
}

#[differentiable]
fn leaving<T: Scalar>(a: &[T], limit: T) -> T {
    let mut s = T::ZERO;
    for v in a.iter() {
        if *v < T::ZERO {
            continue;
        }
        s += *v * *v;
        if s > limit {
            break;
        }
    }
    for (i, v) in a.iter().enumerate() {
        if *v > limit {
            return s * *v + a[i];
        }
        s = s * *v;
    }
    s
}

#[differentiable]
fn sums<T: Scalar + core::iter::Sum + core::iter::Product>(a: &[T], b: &[T]) -> T {
    let dot: T = a.iter().zip(b).map(|(p, q)| *p * *q).sum();
    let scaled = a.iter().map(|v| *v * dot).fold(T::ONE, |s, v| s * v.sin());
    let product: T = b.iter().map(|&v| v * scaled).product();
    dot + scaled * product
}

#[differentiable]
fn sums_of_floats(a: &[f64], b: &[f64], n: usize) -> f64 {
    let mean = a.iter().sum::<f64>() / a.len() as f64;
    let var: f64 = a.iter().map(|v| (v - mean) * (v - mean)).sum();
    let weights: usize = (0..n).map(|i| i * i).sum();
    let most = b.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let none: f64 = a[..0].iter().sum();
    var * weights as f64 + most * mean + none
}

#[differentiable]
fn cube<T: Real>(x: T) -> T {
    x * x * x
}

#[differentiable]
fn add_square<T: Real>(s: T, x: &T) -> T {
    s + *x * *x
}

#[differentiable]
fn paths<T: Real>(a: &[T], y: &mut [T]) -> T {
    let s = a.iter().copied().map(cube).fold(T::ZERO, |s, v| s + v);
    let t = a.iter().fold(s, add_square);
    y.iter_mut().for_each(|v| *v = *v * t);
    let mut total = T::ZERO;
    y.iter().enumerate().for_each(|(i, v)| {
        total += *v * a[i];
        total = total.sin();
    });
    total
}

#[differentiable]
fn arrays<T: Real>(a: [T; 4], k: T) -> [T; 4] {
    let doubled = a.map(|v| v * k + 2.0);
    let mixed: [T; 4] = core::array::from_fn(|i| doubled[i] * a[3 - i]);
    let table: [[T; 2]; 3] = std::array::from_fn(|i| std::array::from_fn(|j| a[i] * mixed[j + 1]));
    core::array::from_fn(|i| mixed[i] + table[i % 3][1])
}

#[derive(Clone, Copy, Debug, Diff)]
struct Particle<T: Real> {
    pos: [T; 2],
    mass: T,
    id: usize,
}

#[differentiable]
fn energy<T: Real>(all: &[Particle<T>], g: T) -> T {
    let mut e = T::ZERO;
    for p in all {
        e += p.mass * g * p.pos[1];
    }
    for Particle { pos, mass, .. } in all.iter() {
        e += *mass * pos[0] * pos[1];
    }
    for (i, p) in all.iter().enumerate() {
        for q in &all[i + 1..] {
            let d = [p.pos[0] - q.pos[0], p.pos[1] - q.pos[1]];
            e += p.mass * q.mass / (d[0] * d[0] + d[1] * d[1]);
        }
    }
    e
}

#[differentiable]
fn mass<T: Real>(all: &[Particle<T>]) -> T {
    all.iter().map(|p| p.mass).sum()
}

#[differentiable]
fn moved<T: Real>(x: [T; 2], k: T, n: usize) -> T {
    let mut all: [Particle<T>; 3] = core::array::from_fn(|i| Particle {
        pos: [x[0] + 0.3 * T::from_f64(i as f64), x[1]],
        mass: k,
        id: i,
    });
    for step in 0..n {
        for p in all.iter_mut() {
            p.pos[1] = p.pos[1] + k * p.pos[0].sin();
            p.mass *= x[0];
            p.id += step;
        }
        for p in &mut all {
            for c in p.pos.iter_mut() {
                *c *= k;
            }
        }
    }
    energy(&all, k) * mass(&all)
}

#[differentiable]
fn closures<T: Real>(x: T, y: T) -> T {
    let k = x * 2.0;
    let f = |a: T, b: T| a * b + k;
    let k = y;
    let g = |a| f(a, k).sin() + f(k, a);
    let mut count = T::ZERO;
    let mut note = |v: T| {
        count += v * v;
        if true {
            return count;
        }
        v
    };
    let a = note(g(x));
    let b = note(g(y));
    a * b + count
}

#[test]
fn slices_by_reference() {
    check!(by_reference(ref vec![0.3, 0.5, 0.7], in 1.2));
    check!(by_reference(ref vec![], in 1.2));
    check!(by_reference(ref vec![0.4], in 1.2));
}

#[test]
fn arrays_by_value() {
    check!(by_value(in [0.3, 0.5, 0.7], in 1.2));
}

#[test]
fn elements_in_place() {
    check!(in_place(mut vec![0.3, 0.5, 0.7], in 1.2) -> ());
    check!(in_place(mut vec![], in 1.2) -> ());
}

#[test]
fn several_at_once() {
    check!(zips(ref vec![0.3, 0.5, 0.7], ref vec![0.9, 1.1, 0.2], mut vec![0.6, 0.8, 0.4]));
    check!(zips(ref vec![0.3, 0.5, 0.7], ref vec![0.9, 1.1], mut vec![0.6, 0.8]));
}

#[test]
fn every_other_from_the_end() {
    check!(steps(ref vec![0.3, 0.5, 0.7, 1.3, 0.9], fix 2usize));
    check!(steps(ref vec![0.3, 0.5, 0.7, 1.3], fix 3usize));
    check!(steps(ref vec![0.3, 0.5, 0.7], fix 1usize));
}

#[test]
fn chunks_and_windows() {
    check!(pieces(ref vec![0.3, 0.5, 0.7, 1.3, 0.9], mut vec![0.6, 0.8, 0.4, 0.2, 0.1, 0.7, 0.5]));
    check!(pieces(ref vec![0.3, 0.5], mut vec![0.6, 0.8]));
}

#[test]
fn left_early() {
    check!(leaving(ref vec![0.3, -0.5, 0.7, 1.3], in 0.9));
    check!(leaving(ref vec![0.3, -0.5, 0.7, 1.3], in 5.0));
    check!(leaving(ref vec![0.3, -0.5, 0.7, 1.3], in 0.05));
}

#[test]
fn sums_and_products() {
    check!(f64 sums(ref vec![0.3, 0.5, 0.7], ref vec![0.9, 1.1, 0.2]));
    check!(f64 sums_of_floats(ref vec![0.3, 0.5, 0.7], ref vec![0.9, 1.1, 0.2], fix 4usize));
}

#[test]
fn functions_by_path() {
    check!(paths(ref vec![0.3, 0.5, 0.7], mut vec![0.9, 1.1, 0.2]));
}

#[test]
fn arrays_of_closures() {
    check!(arrays(in [0.3, 0.5, 0.7, 0.2], in 1.1));
}

#[test]
fn structs_in_slices() {
    check!(f64 moved(in [0.3, 0.5], in 0.8, fix 3usize));
    check!(f64 moved(in [0.3, 0.5], in 0.8, fix 0usize));
}

#[test]
fn closures_are_written_where_they_are_called() {
    check!(closures(in 0.3, in 0.5));
}

#[differentiable]
fn ends<T: Scalar>(a: &[T], b: [T; 3], i: usize) -> T {
    let mut s = *b.first().unwrap() * *b.last().unwrap();
    if let Some(x) = a.first() {
        s += *x * s;
    }
    s += a.last().copied().unwrap_or(s) * s;
    match a.get(i) {
        Some(x) if *x > T::ZERO => s * *x,
        Some(x) => s - *x,
        None => s * s,
    }
}

#[test]
fn elements_that_may_not_be_there() {
    for i in 0..4usize {
        check!(ends(ref vec![0.3, -0.5, 0.7], in [0.9, 0.2, 0.4], fix i));
    }
    check!(ends(ref vec![], in [0.9, 0.2, 0.4], fix 0usize));
}
