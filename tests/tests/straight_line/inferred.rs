//! Types that rustc infers from later lines: of literals, of `None`, of `mem::take`.

use costate::{Diff, Real, differentiable};
use costate_tests::{argument_struct, check};

/// A vector.
#[derive(Clone, Copy, Debug, Default, Diff)]
struct V<T> {
    x: T,
    y: T,
}
argument_struct!(V, VTangent { x: f64, y: f64 });

#[differentiable]
impl<T: Real> core::ops::Mul<T> for V<T> {
    type Output = V<T>;
    fn mul(self, k: T) -> V<T> {
        V { x: self.x * k, y: self.y * k }
    }
}

/// A vector of short floats.
#[derive(Clone, Copy, Diff)]
struct Short {
    x: f32,
}

#[differentiable]
impl core::ops::Mul<f32> for Short {
    type Output = Short;
    fn mul(self, k: f32) -> Short {
        Short { x: self.x * k }
    }
}

#[differentiable]
fn scaled(c: V<f64>, p: &[V<f64>]) -> f64 {
    let mut a = 0.0;
    for v in p {
        a += v.x;
    }
    let g = c * (3.0 * a);
    g.x * g.y
}

#[differentiable]
fn reset(c: V<f64>, p: &[V<f64>]) -> f64 {
    let mut a = 0.0;
    for v in p {
        if v.x > 0.0 {
            a += v.x;
        } else {
            a = 0.0;
        }
    }
    let g = c * (a * 2.0);
    g.x * a
}

#[differentiable]
fn short(c: Short, p: &[Short]) -> f32 {
    let mut a = 0.0;
    for v in p {
        a += v.x;
    }
    let g = c * (3.0 * a);
    g.x * a
}

#[differentiable]
fn greatest(x: &[f64]) -> f64 {
    let mut best = None;
    for &v in x {
        best = Some(best.map_or(v, |b: f64| b.max(v)));
    }
    match best {
        Some(b) => b * b,
        None => 1.0,
    }
}

#[differentiable]
fn greatest_folded(x: &[f64]) -> f64 {
    let best = x.iter().fold(None, |best: Option<f64>, &v| {
        Some(match best {
            Some(b) => b.max(v),
            None => v,
        })
    });
    best.unwrap_or(1.0) * x[0]
}

#[differentiable]
fn total(p: &[V<f64>]) -> f64 {
    let sum = p.iter().fold(None, |sum: Option<V<f64>>, &v| {
        Some(match sum {
            Some(s) => V { x: s.x + v.x, y: s.y * v.y },
            None => v,
        })
    });
    match sum {
        Some(v) => v.x * v.y,
        None => 1.0,
    }
}

#[differentiable]
fn taken(v: V<f64>) -> f64 {
    let mut v = v;
    let w = std::mem::take(&mut v);
    v.y += w.x * w.x;
    w.x * w.y + v.x + v.y
}

#[test]
fn the_type_of_a_literal() {
    let p = || vec![V { x: 0.4, y: 0.1 }, V { x: -0.3, y: 0.2 }, V { x: 0.9, y: 0.7 }];
    check!(f64 scaled(in V { x: 0.7, y: 1.2 }, ref p()));
    check!(f64 reset(in V { x: 0.7, y: 1.2 }, ref p()));
    let (c, p) = (Short { x: 0.5 }, [Short { x: 0.25 }, Short { x: 0.5 }]);
    let (dc, dp) = short::grad(c, &p);
    // 3 c a² with a = 0.75
    assert_eq!(dc.x, 3.0 * 0.75 * 0.75);
    assert_eq!([dp[0].x, dp[1].x], [6.0 * 0.5 * 0.75; 2]);
}

#[test]
fn the_type_of_none() {
    check!(f64 greatest(ref vec![0.3, 0.9, -0.2]));
    check!(f64 greatest_folded(ref vec![0.3, 0.9, -0.2]));
    check!(f64 total(ref vec![V { x: 0.4, y: 0.1 }, V { x: -0.3, y: 0.2 }]));
    assert_eq!(greatest::grad(&[]), Vec::<f64>::new());
}

#[test]
fn the_type_of_a_default() {
    check!(f64 taken(in V { x: 0.4, y: 0.1 }));
}
