//! `Option`: built, matched, passed, returned, carried by loops, `?`.

// what people write, also where clippy knows better
#![allow(
    clippy::needless_range_loop,
    clippy::manual_unwrap_or,
    clippy::manual_map,
    clippy::question_mark,
    clippy::unnecessary_unwrap,
    clippy::needless_question_mark,
    clippy::manual_filter,
    clippy::unnecessary_literal_unwrap
)]

use costate::{Diff, HeapTape, Real, Scalar, differentiable};
use costate_tests::check;

#[differentiable]
fn positive<T: Scalar>(x: T, y: T) -> Option<T> {
    if x > 0.0 { Some(x.sqrt() * y) } else { None }
}

#[differentiable]
fn early<T: Scalar>(x: T, y: T) -> Option<T> {
    if x > 3.0 {
        return None;
    }
    let s = x * y;
    if s < 0.0 {
        return Some(s * s);
    }
    Some(s + y)
}

#[differentiable]
fn of_argument<T: Scalar>(a: Option<T>, b: &Option<T>, x: T) -> T {
    let s = match a {
        Some(a) => a * x,
        None => x * x,
    };
    let t = match b {
        Some(b) if *b > 1.0 => *b * s,
        Some(b) => b.sin(),
        None => s,
    };
    s * t
}

#[differentiable]
fn methods<T: Scalar>(a: Option<T>, b: Option<T>, x: T) -> T {
    let mut s = x;
    if a.is_some() {
        s = s * a.unwrap() * x;
    }
    if b.is_none() || b.unwrap() > 1.0 {
        s = s.sin();
    }
    s * b.unwrap_or(x * x) + a.unwrap_or_default() * Some(s).expect("it is there")
}

#[test]
fn options_as_arguments_and_results() {
    for (x, y) in [(0.7, 0.9), (-0.7, 0.9), (4.0, 0.5)] {
        check!(positive(in x, in y));
        check!(early(in x, in y));
    }
    for a in [Some(0.6), None] {
        for b in [Some(0.4), Some(1.4), None] {
            check!(of_argument(in a, ref b, in 0.8));
            check!(methods(in a, in b, in 0.8));
        }
    }
}

#[differentiable]
fn tried<T: Scalar>(x: T, y: T) -> Option<T> {
    let a = positive(x, y)?;
    early(a, x)?;
    let b = a * positive(y, x * a)? + early(x, positive(a, y)?)? * y;
    Some(b * early(b, a)?)
}

#[differentiable]
fn tried_in_a_loop<T: Scalar>(a: &[T], x: T) -> Option<T> {
    let mut s = x;
    for i in 0..a.len() {
        s = s * positive(a[i], s)?;
        if a[i] > 2.0 {
            return Some(early(s, x)?);
        }
        s += match early(s, a[i]) {
            Some(v) if v > 1.0 => v,
            Some(v) => v * v,
            None => break,
        };
    }
    if s > 100.0 && positive(x, s)? > 1.0 { None } else { Some(s) }
}

#[differentiable]
fn taken_apart<T: Scalar>(x: T, y: T) -> T {
    let Some(a) = positive(x, y) else {
        return y * y;
    };
    let b = if let Some(b) = early(a, y) { b * a } else { a };
    let c = if let Some(c) = positive(b, x)
        && c > 0.5
        && let Some(d) = early(c, b)
    {
        c * d
    } else if let Some(e) = positive(y, b) {
        e.sin()
    } else {
        b
    };
    let (Some(p), Some(q)) = (positive(c, a), positive(b, c)) else { return c };
    p * q
}

#[differentiable]
fn as_long_as<T: Scalar>(a: &[T], x: T) -> T {
    let mut s = x;
    let mut i = 0;
    let mut next = Some(x);
    while let Some(v) = next {
        s = s * v + v.sin();
        next = if i < a.len() && a[i] > 0.0 { Some(a[i] * s) } else { None };
        i += 1;
    }
    while let Some(v) = positive(s, x)
        && v > 0.3
        && i < 20
    {
        s = s * 0.7 - v * 0.1;
        i += 1;
    }
    s
}

#[test]
fn patterns_and_question_marks() {
    for (x, y) in [(0.7, 0.9), (-0.7, 0.9), (2.0, 1.1), (0.7, -0.9), (1.2, 0.3)] {
        check!(tried(in x, in y));
        check!(taken_apart(in x, in y));
    }
    for a in [vec![0.7, 0.9], vec![0.7, -0.3, 2.0], vec![1.5, 2.5, 0.1], vec![0.3, 3.0], vec![]] {
        check!(tried_in_a_loop(ref a.clone(), in 0.9));
        check!(as_long_as(ref a, in 0.9));
    }
}

#[differentiable]
fn greatest<T: Scalar>(a: &[T]) -> Option<(T, usize)> {
    let mut best: Option<(T, usize)> = None;
    for i in 0..a.len() {
        best = match best {
            Some((value, _)) if value >= a[i] => best,
            _ => Some((a[i] * a[i].abs(), i)),
        };
    }
    best
}

#[differentiable]
fn carried<T: Scalar>(a: &[T], x: T) -> T {
    let mut last = None;
    let mut s = x;
    for i in 0..a.len() {
        if let Some(v) = last {
            s = s * v + a[i];
        }
        last = if a[i] > 0.0 { Some(a[i] * s) } else { last };
    }
    match greatest(a) {
        None => s,
        Some((value, i)) => s * value * T::from_f64(i as f64) + last.unwrap_or(x),
    }
}

#[differentiable]
fn in_arrays<T: Scalar>(a: &[T; 4], x: T) -> T {
    let mut found = [None; 4];
    for i in 0..4 {
        if a[i] > x {
            found[i] = Some(a[i] * x);
        }
    }
    found[0] = found[3];
    let mut s = T::ONE;
    for i in 0..4 {
        if let Some(v) = found[i] {
            s = s * v;
        }
    }
    let both = (found[1], Some(s));
    match both {
        (Some(a), Some(b)) => a * b,
        (None, Some(b)) => b,
        _ => x,
    }
}

#[differentiable]
fn nested<T: Real>(a: Option<Option<[T; 2]>>, x: T) -> T {
    match a {
        Some(Some([p, q])) => p * q * x,
        Some(None) => x * x,
        None => T::ONE,
    }
}

#[differentiable]
fn nests<T: Scalar>(x: T, y: T) -> T {
    let inner = if x > 0.0 { Some([x, y * x]) } else { None };
    let outer = if y > 0.0 { Some(inner) } else { None };
    nested(outer, x) * nested(Some(Some([y, x])), y)
}

#[test]
fn options_in_loops_arrays_and_options() {
    for a in [vec![0.7, 0.9, -1.1, 1.4], vec![0.7], vec![-0.4, -0.2], vec![]] {
        check!(greatest(ref a.clone()));
        check!(carried(ref a, in 0.9));
    }
    for x in [0.1, 0.6, 0.8, 2.0] {
        check!(in_arrays(ref [0.9, 0.7, 1.1, 1.3], in x));
    }
    for a in [Some(Some([0.5, 0.7])), Some(None), None] {
        check!(nested(in a, in 0.9));
    }
    for (x, y) in [(0.7, 0.9), (-0.7, 0.9), (0.7, -0.9)] {
        check!(nests(in x, in y));
    }
}

/// Holds what was computed last.
#[derive(Clone, Copy, Diff)]
struct Cache<T> {
    last: Option<T>,
    gain: T,
}
costate_tests::argument_struct!(Cache, CacheTangent { last: Option<f64>, gain: f64 });

#[differentiable]
impl<T: Scalar> Cache<T> {
    fn step(&mut self, x: T) -> T {
        let before = match self.last {
            Some(v) => v,
            None => self.gain,
        };
        self.last = if x > 0.0 { Some(x * before) } else { None };
        before * x
    }

    fn read(&self) -> Option<T> {
        Some(self.last? * self.gain)
    }

    fn scale(&mut self, by: T) {
        if let Some(v) = &mut self.last {
            *v *= by;
        }
        match self {
            Cache { last: Some(v), gain } => {
                *gain = *gain * *v;
                *v = *v + by;
            }
            Cache { gain, .. } => *gain += by,
        }
    }

    fn drain(&mut self, x: T) -> T {
        let old = self.last.replace(x * x);
        let new = self.last.take();
        old.unwrap_or(x) * new.unwrap()
    }
}

#[differentiable]
fn through_a_cache<T: Scalar>(c: &mut Cache<T>, a: &[T]) -> T {
    let mut s = T::ONE;
    for i in 0..a.len() {
        s = s * c.step(a[i]);
        c.scale(s);
        if let Some(v) = c.read() {
            s += v;
        }
        if i % 3 == 2 {
            s += c.drain(a[i]);
        }
    }
    s
}

#[differentiable]
fn cached<T: Scalar>(last: Option<T>, gain: T, a: &[T]) -> (T, T, Option<T>) {
    let mut c = Cache { last, gain };
    let s = through_a_cache(&mut c, a);
    (s * s, c.gain, c.read())
}

#[test]
fn options_in_structs_and_behind_mutable_references() {
    for last in [Some(0.4), None] {
        check!(cached(in last, in 1.2, ref vec![0.7, -0.4, 0.9, 1.1]));
        check!(cached(in last, in 1.2, ref vec![0.7]));
        check!(cached(in last, in 1.2, ref Vec::<f64>::new()));
    }
    let filled = Cache { last: Some(0.4), gain: 1.2 };
    check!(through_a_cache(mut filled, ref vec![0.7, 0.9]));
}

#[test]
fn none_is_the_zero_of_a_derivative() {
    let mut tape = HeapTape::new();
    // a cotangent that is `None`
    let (mut dx, mut dy) = (1.0, 2.0);
    assert!(positive::vjp(4.0, &mut dx, 3.0, &mut dy, None, &mut tape).is_some());
    assert_eq!((dx, dy), (1.0, 2.0));
    // a tangent and an adjoint that are `None`
    let (value, slope) = of_argument::jvp(Some(2.0), None, &None, &None, 3.0, 1.0);
    assert_eq!((value, slope), (36.0, 24.0));
    let (mut da, mut db, mut dx) = (None, None, 0.0);
    of_argument::vjp(Some(2.0), &mut da, &None, &mut db, 3.0, &mut dx, 1.0, &mut tape);
    assert_eq!((da, db, dx), (Some(36.0), None, 24.0));
    // nothing flows into what is not there
    let (mut da, mut db) = (None, None);
    of_argument::vjp(None, &mut da, &Some(0.5), &mut db, 3.0, &mut dx, 1.0, &mut tape);
    assert_eq!(da, None);
    assert_eq!(db, Some(9.0 * 0.5_f64.cos()));
}
