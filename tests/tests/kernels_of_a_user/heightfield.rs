//! Bilinear lookup in a heightfield, with the slope of the ground.
use costate::{Scalar, differentiable};
use costate_tests::check;

/// Height at (x, y) in units of cells; outside, the border goes on.
#[differentiable]
fn height<const W: usize, const H: usize>(field: &[[f64; W]; H], x: f64, y: f64) -> f64 {
    let x = x.clamp(0.0, (W - 1) as f64);
    let y = y.clamp(0.0, (H - 1) as f64);
    let i = (x as usize).min(W - 2);
    let j = (y as usize).min(H - 2);
    let (u, v) = (x - i as f64, y - j as f64);
    let lerp = |a: f64, b: f64, t: f64| a + (b - a) * t;
    lerp(lerp(field[j][i], field[j][i + 1], u), lerp(field[j + 1][i], field[j + 1][i + 1], u), v)
}

/// Height and slopes from a flat texture that repeats.
#[differentiable]
fn sample(texels: &[f64], width: usize, x: f64, y: f64) -> (f64, [f64; 2]) {
    let height = texels.len() / width;
    let (x0, y0) = (x.floor(), y.floor());
    let (u, v) = (x - x0, y - y0);
    let wrap = |i: i64, n: usize| i.rem_euclid(n as i64) as usize;
    let texel = |i: i64, j: i64| texels[wrap(j, height) * width + wrap(i, width)];
    let (i, j) = (x0 as i64, y0 as i64);
    let (a, b, c, d) = (texel(i, j), texel(i + 1, j), texel(i, j + 1), texel(i + 1, j + 1));
    let h = a * (1.0 - u) * (1.0 - v) + b * u * (1.0 - v) + c * (1.0 - u) * v + d * u * v;
    (h, [(b - a) * (1.0 - v) + (d - c) * v, (c - a) * (1.0 - u) + (d - b) * u])
}

/// A marble that rolls over it: gradient through coordinates and heights.
#[differentiable]
fn roll(texels: &[f64], width: usize, mut x: f64, mut y: f64, steps: usize) -> f64 {
    let (mut vx, mut vy) = (0.0, 0.0);
    for _ in 0..steps {
        let (_, [sx, sy]) = sample(texels, width, x, y);
        vx -= 0.1 * sx;
        vy -= 0.1 * sy;
        x += 0.1 * vx;
        y += 0.1 * vy;
    }
    sample(texels, width, x, y).0 + 0.5 * (vx * vx + vy * vy)
}

#[differentiable]
fn height_generic<T: Scalar>(field: &[T], width: usize, x: T, y: T) -> T {
    let rows = field.len() / width;
    let x = x.clamp(T::ZERO, T::from_f64((width - 1) as f64));
    let y = y.clamp(T::ZERO, T::from_f64((rows - 1) as f64));
    let i = (x.floor().to_f64() as usize).min(width - 2);
    let j = (y.floor().to_f64() as usize).min(rows - 2);
    let u = x - T::from_f64(i as f64);
    let v = y - T::from_f64(j as f64);
    let at = |i: usize, j: usize| field[j * width + i];
    let low = at(i, j) + (at(i + 1, j) - at(i, j)) * u;
    let high = at(i, j + 1) + (at(i + 1, j + 1) - at(i, j + 1)) * u;
    low + (high - low) * v
}

#[test]
fn lookups_are_right() {
    let field = [[0.1, 0.5, -0.2, 0.4], [0.9, -0.3, 0.7, 0.2], [0.0, 0.6, 0.3, -0.8]];
    let flat: Vec<f64> = field.iter().flatten().copied().collect();
    for (x, y) in [(0.3, 0.6), (2.2, 1.9), (-1.2, 0.5), (3.4, 2.6)] {
        check!(f64 height(ref field, in x, in y));
        check!(f64 sample(ref flat.clone(), fix 4, in x, in y));
        check!(f64 roll(ref flat.clone(), fix 4, in x + 0.01, in y - 0.02, fix 12));
        check!(height_generic(ref flat.clone(), fix 4, in x, in y));
    }
}
