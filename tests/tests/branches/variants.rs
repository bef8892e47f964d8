//! Variants by every path, constants and literals in patterns, types that only rustc knows,
//! variants that change behind `&mut`, loops and blocks inside each other.

// what people write, also where clippy knows better
#![allow(clippy::all)]

use costate::{Real, differentiable};
use costate_tests::check;

/// Types of another module, some of them not public.
mod shapes {
    use costate::{Diff, Real, differentiable};

    #[derive(Clone, Copy, Diff)]
    pub enum Shape<T: Real, const N: usize>
    where
        T: Copy,
    {
        Ball(T),
        Poly { r#type: [T; N], k: Option<T> },
        Line,
    }
    #[derive(Clone, Copy, Diff)]
    pub(crate) struct Hidden {
        x: f64,
    }
    pub(crate) fn slope(dc: CrateTangent) -> f64 {
        match dc {
            CrateTangent::A(hidden) => hidden.x,
            _ => 0.0,
        }
    }
    #[derive(Clone, Copy, Diff)]
    pub(crate) enum Crate {
        A(Hidden),
        B,
    }
    impl Crate {
        pub(crate) fn new(x: f64) -> Self {
            Crate::A(Hidden { x })
        }
    }
    #[differentiable]
    pub(crate) fn hidden(c: Crate, y: f64) -> f64 {
        match c {
            Crate::A(Hidden { x }) => x * y,
            Crate::B => y,
        }
    }
}
use shapes::Shape as S;
#[differentiable]
fn of_alias<T: Real, const N: usize>(s: S<T, N>, x: T) -> T {
    match s {
        S::Ball(r) => r * x,
        shapes::Shape::Poly { r#type, k: Some(k) } => r#type[0] * x * k,
        S::Poly { r#type: t, .. } => t[N - 1],
        S::<T, N>::Line => x * x,
    }
}
#[differentiable]
fn by_any_path(k: usize, r: f64, x: f64) -> f64 {
    let s = if k == 0 {
        S::Ball(r)
    } else if k == 1 {
        shapes::Shape::Poly { r#type: [r, x], k: Some(x) }
    } else if k == 2 {
        S::Poly { k: Option::None, r#type: [r, x] }
    } else {
        S::Line
    };
    of_alias(s, x) + of_alias::<f64, 2>(s, r)
}
const LIMIT: i32 = 3;
#[differentiable]
fn consts(n: i32, c: char, x: f64, b: bool) -> f64 {
    let y = match n {
        LIMIT => x * x,
        i32::MAX => 1.0,
        k if k < LIMIT => x,
        _ => x.sin(),
    };
    let z = match c {
        'a'..='f' => y * x,
        'z' => y,
        _ => x,
    };
    let w = match x {
        0.0..=1.0 => z,
        v if v < 0.0 => -z * v,
        v => v * z,
    };
    match (&n, b) {
        (&3, true) => w * y,
        (k, false) if *k > 1 => w,
        (_, t) => {
            if t {
                x
            } else {
                w
            }
        }
    }
}
#[differentiable]
fn inferred(x: f64, n: usize) -> f64 {
    let mut best = None;
    for i in 0..n {
        match best {
            None => best = Some(x * i as f64 + 0.3),
            Some(b) => {
                if b < x {
                    best = Some(b * x + 0.1)
                }
            }
        }
    }
    match best {
        Some(b) => b * x,
        None => x,
    }
}
#[differentiable]
fn inferred_arrays(x: f64, n: usize) -> f64 {
    let mut hist = [None; 4];
    let mut acc = (None, 0.0);
    let mut i = 0;
    while i < n {
        let prev = hist[(i + 3) % 4];
        hist[i % 4] = if i % 3 == 1 {
            None
        } else {
            Some((
                x * match prev {
                    Some((p, _)) => p,
                    None => 1.0,
                },
                i,
            ))
        };
        acc = (hist[i % 4], acc.1 + x);
        i += 1;
    }
    let mut s = acc.1;
    for h in hist {
        if let Some((v, k)) = h {
            s += v * k as f64;
        }
    }
    if let (Some((v, _)), w) = acc { s * v * w } else { s }
}
#[differentiable]
fn is_positive(x: f64) -> Option<()> {
    if x > 0.0 { Some(()) } else { None }
}
#[differentiable]
fn qualified(x: f64) -> Option<f64> {
    is_positive(x)?;
    let a = Option::Some(x * x);
    let core::option::Option::Some(b) = a else { return Option::None::<f64> };
    if let Option::None = a {
        return None;
    }
    Some(b * a?)
}
#[differentiable]
fn change(s: &mut S<f64, 2>, x: f64) -> f64 {
    let v = match s {
        S::Ball(r) => *r * x,
        S::Poly { k, r#type } => {
            let old = r#type[0];
            r#type[1] *= x;
            *k = Some(old * x);
            old
        }
        S::Line => x,
    };
    if v > 0.5 {
        *s = S::Poly { r#type: [v, x], k: None };
    } else if v < -0.5 {
        *s = S::Line
    }
    match *s {
        S::Poly { r#type: [a, b], .. } => a * b,
        _ => v,
    }
}
#[differentiable]
fn changed(k: usize, r: f64, x: f64) -> f64 {
    let mut s = if k == 0 {
        S::Ball(r)
    } else if k == 1 {
        S::Poly { r#type: [r, x], k: Some(x) }
    } else {
        S::Line
    };
    let mut t = x;
    for _ in 0..3 {
        t += change(&mut s, t);
        if let S::Poly { k: Some(q), .. } = s {
            t = t * q;
        }
    }
    t * of_alias(s, x)
}
#[differentiable]
fn deeply_nested(x: f64, n: usize) -> f64 {
    let mut s = x;
    let r = 'o: loop {
        let t = 'b: {
            if s > 3.0 {
                break 'b None;
            }
            let Some(u) = qualified(s) else { break 'b Some(0.1) };
            if u > 2.0 {
                break 'o s * u;
            }
            Some(u)
        };
        s += match t {
            Some(v) => v + 0.2,
            None => {
                break loop {
                    if s > 4.0 {
                        break s;
                    }
                    s = s * 1.3;
                    if n > 3 {
                        return s;
                    }
                };
            }
        };
    };
    r * s
}
#[test]
fn variants_by_every_path() {
    for k in 0..4 {
        check!(f64 by_any_path(fix k, in 0.7, in 0.8));
        check!(f64 changed(fix k, in 0.7, in 0.8));
        check!(f64 changed(fix k, in 1.7, in -0.8));
    }
    let (dc, dy) = shapes::hidden::grad(shapes::Crate::new(2.0), 3.0);
    assert_eq!((shapes::slope(dc), dy), (3.0, 2.0));
}

#[test]
fn constants_and_literals() {
    for n in [3, 2, 5, i32::MAX] {
        for c in ['a', 'z', 'q'] {
            for b in [false, true] {
                for x in [0.5, -0.6, 1.4] {
                    let step = 1e-6;
                    let known = (consts(n, c, x + step, b) - consts(n, c, x - step, b)) / (2.0 * step);
                    let found = consts::grad(n, c, x, b);
                    assert!((found - known).abs() < 1e-6, "{n} {c} {b} {x}: {found}, {known}");
                }
            }
        }
    }
}

#[test]
fn types_that_rustc_infers() {
    for n in 0..7 {
        check!(f64 inferred(in 0.5, fix n));
        check!(f64 inferred(in 1.5, fix n));
        check!(f64 inferred_arrays(in 0.8, fix n));
    }
}

#[test]
fn loops_and_blocks_inside_each_other() {
    for n in 0..6 {
        for x in [0.5, 1.5, 2.3, 5.0] {
            check!(f64 deeply_nested(in x, fix n));
        }
    }
    check!(f64 qualified(in 0.7));
    check!(f64 qualified(in -0.7));
}
