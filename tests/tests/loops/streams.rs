//! Iterators whose items must be gone through in order, and methods that search.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::manual_find, clippy::search_is_some, clippy::manual_flatten)]
#![allow(clippy::unnecessary_filter_map, clippy::map_identity, clippy::iter_skip_zero, clippy::iter_nth)]
#![allow(clippy::neg_cmp_op_on_partial_ord, clippy::obfuscated_if_else, clippy::unnecessary_lazy_evaluations)]

use costate::{Diff, Real, Scalar, differentiable};
use costate_tests::check;

#[differentiable]
fn filtered<T: Scalar + core::iter::Sum + core::iter::Product>(x: &[T], k: T) -> T {
    let positive: T = x.iter().filter(|v| **v > T::ZERO).map(|v| *v * k).sum();
    let product: T = x.iter().copied().filter(|&v| v < k).product();
    let folded = x.iter().enumerate().filter(|(i, _)| i % 2 == 0).fold(k, |s, (i, v)| s * *v + x[i]);
    let mut each = T::ZERO;
    x.iter().zip(x.iter().rev()).filter(|(a, b)| **a > **b).for_each(|(a, b)| each += *a * *b * *b);
    positive * product + folded * each
}

#[differentiable]
fn filtered_floats(x: &[f64], y: &[f64]) -> f64 {
    let dot: f64 = x.iter().zip(y).filter(|(a, _)| **a > 0.0).map(|(a, b)| a * b).sum();
    let n = x.iter().filter(|v| v.abs() > 0.4).count();
    let odd = (0..x.len()).filter(|i| i % 2 == 1).map(|i| x[i] * x[i]).sum::<f64>();
    dot * n as f64 + odd
}

#[differentiable]
fn looped<T: Scalar>(x: &[T], y: &mut [T], limit: T) -> T {
    let mut s = T::ONE;
    for (v, w) in y.iter_mut().zip(x).filter(|(_, w)| **w > T::ZERO) {
        *v = *v * *w;
        s += *v * s;
        if s > limit {
            break;
        }
    }
    for pair in x.iter().zip(y.iter()).skip_while(|p| *p.0 > limit) {
        if *pair.1 < T::ZERO {
            continue;
        }
        s += *pair.0 * *pair.1;
    }
    for (i, v) in x.iter().filter(|v| **v < limit).enumerate().skip(1).take(2) {
        if i > 3 {
            return s * *v;
        }
        s = s * *v + T::from_f64(i as f64);
    }
    s
}

#[differentiable]
fn mapped<T: Scalar + core::iter::Sum>(x: &[T], k: T) -> T {
    let roots: T = x.iter().filter_map(|v| if *v > T::ZERO { Some(v.sqrt() * k) } else { None }).sum();
    let first: T = x.iter().map_while(|v| (*v < k).then(|| *v * *v)).sum();
    let until: T = x.iter().take_while(|v| **v < k).map(|v| v.sin()).sum();
    let from: T = x.iter().skip_while(|v| **v < k).map(|v| v.cos()).sum();
    let partial: T = x
        .iter()
        .scan(k, |s, v| {
            *s = *s * *v;
            if *s > T::from_f64(40.0) { None } else { Some(*s * *s) }
        })
        .sum();
    roots * first + until * from + partial
}

#[differentiable]
fn nested<T: Scalar + core::iter::Sum>(rows: &[[T; 3]], k: T) -> T {
    let all: T = rows.iter().flatten().map(|v| *v * *v).sum();
    let some: T = rows.iter().flat_map(|row| row.iter().map(|v| *v * row[0])).sum();
    let first: T = rows.iter().flat_map(|row| row.iter().filter(|v| **v > k)).take(3).map(|v| v.sin()).sum();
    let mut s = k;
    for v in rows.iter().filter(|row| row[0] > T::ZERO).flatten() {
        s = s * *v + all;
        if s > T::from_f64(1000.0) {
            break;
        }
    }
    let under = rows.iter().flatten().find(|v| **v < k);
    if let Some(v) = under {
        s += *v * first;
    }
    s + some * first
}

#[differentiable]
fn written<T: Scalar>(rows: &mut [[T; 2]], k: T) {
    for v in rows.iter_mut().flatten() {
        *v = *v * *v * k;
    }
    rows.iter_mut().filter(|row| row[0] > k).for_each(|row| row[1] = row[0] * row[1]);
}

#[differentiable]
fn quantified<T: Scalar>(x: &[T], k: T) -> T {
    let any = x.iter().any(|v| *v > k);
    let all = x.iter().all(|&v| v < k * k * T::from_f64(4.0));
    let s = if any { k * x[0] } else { k };
    if all && !x.iter().enumerate().any(|(i, v)| i > 1 && *v < T::ZERO) { s * s } else { s.sin() }
}

#[differentiable]
fn found<T: Scalar>(x: &[T], k: T) -> T {
    let at = x.iter().position(|v| *v > k);
    let value = x.iter().find(|v| **v > k).copied().unwrap_or(k);
    let scaled = x.iter().find_map(|v| if *v > k { Some(*v * k) } else { None });
    let second = x.iter().filter(|v| **v > T::ZERO).nth(1);
    let last = x.iter().map(|v| *v * k).last().unwrap_or(T::ONE);
    let mut s = match at {
        Some(i) => x[i] * value,
        None => value * k,
    };
    if let Some(v) = second {
        s += *v * last;
    }
    s + scaled.unwrap_or(s * s) + *x.iter().nth(0).unwrap_or(&k)
}

#[differentiable]
fn extremes<T: Scalar>(x: &[T], k: T) -> T {
    let most = *x.iter().max_by(|a, b| a.partial_cmp(b).unwrap()).unwrap();
    let least = x.iter().copied().min_by(|a, b| a.partial_cmp(b).unwrap()).unwrap();
    let at = x.iter().enumerate().max_by(|(_, a), (_, b)| a.partial_cmp(b).unwrap()).map(|(i, _)| i).unwrap();
    let (low, v) = x.iter().enumerate().min_by(|a, b| a.1.partial_cmp(b.1).unwrap()).unwrap();
    let total = x.iter().copied().reduce(|a, b| a * k + b).unwrap();
    most * least * T::from_f64(at as f64 + 1.0) + x[low] * *v * total
}

#[differentiable]
fn extremes_of_floats(x: &[f64], n: usize) -> f64 {
    let most = x.iter().max_by(|a, b| a.total_cmp(b)).unwrap();
    let least = x.iter().min_by(|a, b| b.total_cmp(a)).copied().unwrap_or(0.0);
    let far = x.iter().copied().max_by(|a, b| a.abs().total_cmp(&b.abs())).unwrap();
    let at = (0..x.len()).max_by(|&i, &j| x[i].partial_cmp(&x[j]).unwrap()).unwrap();
    let by = x.iter().copied().min_by(f64::total_cmp).unwrap();
    let by = by * x.iter().min_by(|a, b| f64::total_cmp(a, b)).unwrap();
    let top = (0..n).filter(|i| i % 3 != 0).max().unwrap_or(0);
    let low = (0..n).map(|i| (i + 2) % 4).min().unwrap_or(7);
    most * least + far * x[at] * by + x[top % x.len()] * low as f64
}

#[derive(Clone, Copy, Debug, Diff)]
struct Particle<T: Real> {
    pos: [T; 2],
    mass: T,
}

#[differentiable]
fn heaviest<T: Scalar + core::iter::Sum>(all: &[Particle<T>], limit: T) -> T {
    let heavy = all.iter().max_by(|p, q| p.mass.partial_cmp(&q.mass).unwrap()).unwrap();
    let right: T = all.iter().filter(|p| p.pos[0] > limit).map(|p| p.mass * p.pos[1]).sum();
    let mean = all.iter().map(|p| p.mass).reduce(|a, b| a + b).unwrap_or(T::ONE);
    heavy.pos[0] * heavy.mass + right * mean
}

#[differentiable]
fn pieces<T: Real + core::iter::Sum>(x: &[T], n: usize) -> T {
    let mut s = T::ONE;
    for chunk in x.chunks(n) {
        s = s * chunk[0] + T::from_f64(chunk.len() as f64) * chunk[chunk.len() - 1];
    }
    let squares: T = x.chunks(2).map(|c| c.iter().map(|v| *v * *v).sum::<T>() * s).sum();
    s * squares
}

#[differentiable]
fn chosen<T: Scalar>(x: T, y: T) -> T {
    let big = (x > y).then(|| x * x);
    let small = (x < y && !(y > T::ONE)).then_some(y * y * x);
    let at = [x, y, x * y].iter().position(|v| *v < T::ZERO);
    big.unwrap_or(x * y) + small.unwrap_or(y) + if at.is_none() { x } else { y * y }
}

#[differentiable]
fn ended<T: Scalar>(x: &[T], k: T) -> T {
    x.iter()
        .filter(|v| **v < k)
        .zip(1..)
        .map(|(v, i)| *v * T::from_f64(f64::from(i)))
        .fold(k, |s, v| s * v + v)
}

#[differentiable]
fn outer<T: Scalar + core::iter::Sum + core::iter::Product>(x: &[T], k: T) -> T {
    filtered(x, k) * ended(x, k) + filtered(&x[1..], k * k)
}

#[differentiable]
fn of_three<T: Scalar + core::iter::Sum>(pos: &[[T; 2]], mass: [T; 3], limit: T) -> T {
    let all: [Particle<T>; 3] = core::array::from_fn(|i| Particle { pos: pos[i], mass: mass[i] });
    heaviest(&all, limit)
}

#[differentiable]
fn options<T: Scalar + core::iter::Sum>(x: [T; 3], k: T) -> T {
    let roots = x.map(|v| if v > T::ZERO { Some(v.sqrt() * k) } else { None });
    let sum: T = roots.iter().flatten().map(|v| *v * *v).sum();
    let all: [Option<T>; 2] = [Some(sum), (k > sum).then_some(k)];
    sum * all.into_iter().flatten().sum::<T>()
}

#[differentiable]
fn checkpointed<T: Scalar>(x: &[T], k: T) -> T {
    let mut s = k;
    #[checkpoint(every = 2)]
    for v in x.iter().filter(|v| **v > T::ZERO) {
        s = s * *v + s.sin();
        if s > T::from_f64(20.0) {
            break;
        }
    }
    s
}

#[differentiable(hvp)]
fn energy(x: &[f64], k: f64) -> f64 {
    let far: f64 = x.iter().filter(|v| **v > k).map(|v| v * v * v * k).sum();
    let most = x.iter().copied().max_by(|a, b| a.partial_cmp(b).unwrap()).unwrap();
    far * most + x.iter().any(|v| *v < 0.0).then(|| k * k).unwrap_or(k)
}

#[test]
fn of_options() {
    check!(f64 options(in [0.3, -0.5, 0.7], in 0.8));
    check!(f64 options(in [0.3, 0.5, 0.7], in 1.8));
}

#[test]
fn states_of_a_loop_over_some_are_kept() {
    check!(checkpointed(ref vec![0.9, -0.5, 1.7, 1.3, 0.6, 2.1, 0.8], in 0.7));
    check!(checkpointed(ref vec![0.9, -0.5, 9.0, 9.3, 0.6], in 0.7));
}

#[test]
fn second_derivatives_through_a_filter() {
    let (x, k, v) = ([0.9, -0.5, 0.7], 0.4, [0.3, 0.2, -0.6]);
    let (hx, hk) = energy::hvp(&x, &v, k, 0.5);
    let h = 1e-5;
    let moved = |s: f64| energy::grad(&std::array::from_fn::<f64, 3, _>(|i| x[i] + s * v[i]), k + s * 0.5);
    let ((ax, ak), (bx, bk)) = (moved(h), moved(-h));
    for i in 0..3 {
        assert!((hx[i] - (ax[i] - bx[i]) / (2.0 * h)).abs() < 1e-8, "{hx:?}");
    }
    assert!((hk - (ak - bk) / (2.0 * h)).abs() < 1e-8, "{hk}");
}

#[test]
fn items_left_out() {
    for k in [0.9, 0.4] {
        check!(f64 filtered(ref vec![0.3, -0.5, 0.7, 1.3], in k));
        check!(f64 outer(ref vec![0.3, -0.5, 0.7, 1.3], in k));
    }
    check!(f64 filtered(ref vec![], in 0.9));
    check!(f64 filtered_floats(ref vec![0.3, -0.5, 0.7, 1.3], ref vec![0.2, 0.4, 0.8, -0.1]));
}

#[test]
fn loops_over_some() {
    for limit in [0.2, 1.1, 9.0] {
        check!(looped(ref vec![0.9, -0.5, 0.7, 1.3, 0.1], mut vec![0.3, 0.6, 0.8, 0.2, -0.4], in limit));
    }
}

#[test]
fn mapped_and_ended() {
    check!(f64 mapped(ref vec![0.3, 0.5, 1.7, 0.4], in 1.1));
    check!(f64 mapped(ref vec![0.3, -0.5, 0.7], in 1.1));
    check!(f64 mapped(ref vec![3.0, 5.0, 7.0], in 1.1));
}

#[test]
fn rows_and_their_elements() {
    check!(f64 nested(ref vec![[0.3, 0.5, 1.7], [-0.4, 0.2, 0.9], [0.6, 1.2, 0.8]], in 0.45));
    check!(f64 nested(ref vec![], in 0.45));
    check!(written(mut vec![[0.9, 0.5], [0.3, 1.2]], in 0.7) -> ());
}

#[test]
fn whether_some_or_all() {
    for k in [0.2, 0.6, 2.0] {
        check!(quantified(ref vec![0.3, -0.5, 0.7], in k));
        check!(quantified(ref vec![0.3, 0.5, -0.7, 0.1], in k));
    }
}

#[test]
fn the_first_and_the_last() {
    for k in [0.2, 0.6, 2.0] {
        check!(found(ref vec![0.3, -0.5, 0.7], in k));
    }
    check!(found(ref vec![-0.3], in 0.6));
    check!(found(ref vec![], in 0.6));
}

#[test]
fn the_greatest_and_the_least() {
    check!(extremes(ref vec![0.3, -0.5, 0.7, 0.2], in 0.6));
    check!(extremes(ref vec![0.3], in 0.6));
    for n in [0usize, 1, 7] {
        check!(f64 extremes_of_floats(ref vec![0.3, -0.5, 0.7, 0.2], fix n));
    }
    let pos = vec![[0.3, 0.9], [-0.4, 0.2], [0.8, 0.1]];
    check!(f64 of_three(ref pos, in [1.2, 2.1, 0.4], in 0.1));
}

#[test]
fn chunks_of_any_length() {
    for n in 1..6usize {
        check!(f64 pieces(ref vec![0.3, 0.5, 0.7, 1.3, 0.9], fix n));
    }
}

#[test]
fn options_of_conditions() {
    check!(chosen(in 0.3, in 0.8));
    check!(chosen(in 0.8, in 0.3));
    check!(chosen(in -0.8, in 0.3));
}

#[test]
fn ties_give_the_last_of_the_greatest_and_the_first_of_the_least() {
    let (x, k) = ([0.5, 0.2, 0.5, 0.2], 1.0);
    let (dx, _) = extremes::grad(&x, k);
    // most = x₂, least = x₁, at = 2, low = 1, total = Σ x
    let (most, least, low, total): (f64, f64, f64, f64) = (0.5, 0.2, 0.2, 1.4);
    let square = low * low;
    assert_eq!(extremes(&x, k), most * least * 3.0 + low * low * total);
    let expected = [square, 3.0 * most + 2.0 * low * total + square, 3.0 * least + square, square];
    for (d, e) in dx.iter().zip(expected) {
        assert!((d - e).abs() < 1e-14, "{dx:?} {expected:?}");
    }
}
