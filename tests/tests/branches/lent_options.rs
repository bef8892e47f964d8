//! `Option` in slices, behind references, in closures and in iterator chains.

// what people write, also where clippy knows better
#![allow(clippy::all)]

use costate::{Diff, Scalar, differentiable};
use costate_tests::check;

/// Perhaps a number.
#[derive(Clone, Copy, Diff)]
struct Part<T> {
    o: Option<T>,
    w: T,
}
costate_tests::argument_struct!(Part, PartTangent { o: Option<f64>, w: f64 });

#[differentiable]
fn iterated<T: Scalar>(a: &[Option<T>], ps: &[Part<T>], x: T) -> T {
    let mut s = x;
    for v in a.iter() {
        if let Some(v) = v {
            s = s * *v;
        }
    }
    for (i, v) in a.iter().enumerate() {
        match v {
            Some(v) if i > 0 => s += *v * x,
            None => s = s * 0.5,
            _ => {}
        }
    }
    for Part { o, w } in ps {
        if let Some(o) = o {
            s += *o * *w;
        }
    }
    for p in ps {
        let Some(o) = p.o else { continue };
        s = s + o.sin() * p.w;
    }
    for &Part { o, w } in ps.iter() {
        s += o.unwrap_or(w) * x;
    }
    let t: T = ps
        .iter()
        .map(|p| match p.o {
            Some(v) => v * p.w,
            None => p.w,
        })
        .sum();
    let u = ps.iter().fold(T::ONE, |acc, p| if let Some(v) = p.o { acc * v } else { acc });
    let f = |p: &Part<T>, k: T| match p {
        Part { o: Some(v), .. } if *v > 0.3 => *v * k,
        Part { w, .. } => *w * k,
    };
    let mut q = T::ZERO;
    for p in ps {
        q += f(p, s);
    }
    s + t * u + q
}
#[differentiable]
fn iterated_mutably<T: Scalar>(a: &mut [Option<T>], x: T) -> T {
    let mut s = x;
    for v in a.iter_mut() {
        if let Some(v) = v {
            *v = *v * x;
            s += *v;
        } else {
            *v = Some(x * x);
        }
    }
    for i in 0..a.len() {
        if a[i].is_some() && a[i].unwrap() > 1.0 {
            s = s * a[i].unwrap();
            a[i] = None;
        }
        match &mut a[i] {
            Some(v) => {
                *v += s;
            }
            None => s += 1.0,
        }
    }
    s
}
#[differentiable]
fn written_in_place<T: Scalar>(a: [Option<T>; 4], x: T) -> (T, [Option<T>; 4]) {
    let mut a = a;
    let s = iterated_mutably(&mut a, x);
    (s * s, a)
}
#[differentiable]
fn chosen_references<T: Scalar>(a: &Option<T>, b: &Option<T>, x: T) -> T {
    let r = if x > 1.0 { a } else { b };
    let mut p = a;
    if x > 0.5 {
        p = b;
    }
    let s = match r {
        Some(v) => *v * x,
        None => x,
    };
    let t = if let Some(v) = p
        && *v > 0.2
    {
        *v
    } else {
        s
    };
    s * t
        + match *p {
            Some(v) => v,
            None => x,
        }
}
#[test]
fn options_in_iterators() {
    let parts = vec![Part { o: Some(0.4), w: 0.8 }, Part { o: None, w: 0.3 }, Part { o: Some(0.1), w: 0.3 }];
    check!(iterated(ref vec![Some(0.4), None, Some(1.3)], ref parts, in 0.9));
    for x in [0.4, 1.4] {
        check!(written_in_place(in [Some(0.4), None, Some(1.3), Some(0.9)], in x));
    }
}

#[test]
fn options_behind_chosen_references() {
    for x in [0.4, 0.8, 1.4] {
        for (a, b) in [(Some(0.4), None), (Some(0.4), Some(0.1)), (None, Some(0.7))] {
            check!(chosen_references(ref a, ref b, in x));
        }
    }
}

#[differentiable]
fn halved<T: Scalar>(x: T) -> Option<T> {
    if x > 0.2 { Some(x * 0.5) } else { None }
}

#[differentiable]
fn closures<T: Scalar>(o: Option<T>, p: Part<T>, x: T) -> T {
    let mut calls = T::ZERO;
    let a = o.map(|v| v * v * x).map_or(x, |v| v + x);
    let b = o.and_then(|v| halved(v * x)).and_then(halved).or_else(|| halved(x)).unwrap_or_else(|| x * x);
    let inner: Option<T> = p.o;
    let c = inner.map(T::sin).map_or_else(|| x, |v| v * p.w);
    let chosen: Option<T> = p.o.filter(|v| *v > 0.3);
    let d = chosen
        .map(|v| {
            calls += v;
            let w = v.sin();
            if w > 0.5 {
                return w * w;
            }
            w
        })
        .unwrap_or_default();
    let double = |v: T| v * 2.0;
    let e = o.filter(|v| *v > x).map(double);
    let f = if o.is_some_and(|v| v > 0.5) || p.o.is_none_or(|v| v < 0.2) { x } else { T::ONE };
    a * b + c * d + e.map(Some).unwrap_or(Some(x)).unwrap() * f + calls
}

#[test]
fn closures_of_options() {
    for o in [None, Some(0.1), Some(0.7), Some(1.9)] {
        for inner in [None, Some(0.1), Some(0.4), Some(1.2)] {
            check!(closures(in o, in Part { o: inner, w: 0.8 }, in 0.6));
        }
    }
}
