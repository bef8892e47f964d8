//! The patch in which a rectangle and a parallelogram overlap.
//!
//! The nearest points of the rectangle to those on the outline of the parallelogram run along the outline of the
//! patch, and along the rectangle's where they enclose nothing: so the area and the centroid of that path are the
//! patch's. It is straight between the places where the outline crosses the four lines of the rectangle.

use costate::{Real, differentiable, lit};

/// The part of the rectangle's area below which the patch is a point.
const POINT: f64 = 1e-6;

/// The centroid of the patch of |x| ≤ h_x, |y| ≤ h_y and c ± u ± v \[m\].
///
/// A = ½ Σ pₖ × pₖ₊₁, x = Σ (pₖ + pₖ₊₁)(pₖ × pₖ₊₁) / 6 A; where there is no patch, the nearest point to c.
#[differentiable]
#[inline(always)]
pub fn centroid<T: Real>(c: [T; 2], u: [T; 2], v: [T; 2], h: [T; 2]) -> [T; 2] {
    let corner = [
        [c[0] + u[0] + v[0], c[1] + u[1] + v[1]],
        [c[0] - u[0] + v[0], c[1] - u[1] + v[1]],
        [c[0] - u[0] - v[0], c[1] - u[1] - v[1]],
        [c[0] + u[0] - v[0], c[1] + u[1] - v[1]],
    ];
    let mut area = T::ZERO;
    let mut moment = [T::ZERO; 2];
    for k in 0..4 {
        let part = edge(corner[k], corner[(k + 1) % 4], h);
        area += part[0];
        moment[0] += part[1];
        moment[1] += part[2];
    }
    let some = area.abs().gt(lit::<T>(POINT) * h[0] * h[1]);
    let over = 1.0 / T::select(some, 3.0 * area, T::ONE);
    [
        T::select(some, moment[0] * over, c[0]).clamp(-h[0], h[0]),
        T::select(some, moment[1] * over, c[1]).clamp(-h[1], h[1]),
    ]
}

/// Σ p × q and Σ (p + q)(p × q) of the path of an edge: twice its area, and six times its moments.
#[differentiable]
#[inline(always)]
fn edge<T: Real>(p: [T; 2], q: [T; 2], h: [T; 2]) -> [T; 3] {
    let d = [q[0] - p[0], q[1] - p[1]];
    let at = crossings(p, d, h);
    let mut sum = [T::ZERO; 3];
    let mut from = nearest(p, d, T::ZERO, h);
    for k in 0..5 {
        let to = nearest(p, d, at[k], h);
        let cross = from[0] * to[1] - from[1] * to[0];
        sum[0] += cross;
        sum[1] += (from[0] + to[0]) * cross;
        sum[2] += (from[1] + to[1]) * cross;
        from = to;
    }
    sum
}

/// The nearest point of the rectangle to p + t d.
#[differentiable]
#[inline(always)]
fn nearest<T: Real>(p: [T; 2], d: [T; 2], t: T, h: [T; 2]) -> [T; 2] {
    [(p[0] + t * d[0]).clamp(-h[0], h[0]), (p[1] + t * d[1]).clamp(-h[1], h[1])]
}

/// Where p + t d crosses the lines of the rectangle, in order, and 1.
#[differentiable]
#[inline(always)]
fn crossings<T: Real>(p: [T; 2], d: [T; 2], h: [T; 2]) -> [T; 5] {
    let (a, b) = (crossing(p[0], d[0], -h[0]), crossing(p[0], d[0], h[0]));
    let (e, f) = (crossing(p[1], d[1], -h[1]), crossing(p[1], d[1], h[1]));
    let (a, b) = (a.min(b), a.max(b));
    let (e, f) = (e.min(f), e.max(f));
    let (second, third) = (a.max(e), b.min(f));
    [a.min(e), second.min(third), second.max(third), b.max(f), T::ONE]
}

/// t at p + t d = h, within 0 and 1; of what hardly moves, 0.
#[differentiable]
#[inline(always)]
fn crossing<T: Real>(p: T, d: T, h: T) -> T {
    let moves = d.abs().gt(lit::<T>(1e-6) * h.abs());
    let t = T::select(moves, h - p, T::ZERO) / T::select(moves, d, T::ONE);
    t.clamp(T::ZERO, T::ONE)
}
