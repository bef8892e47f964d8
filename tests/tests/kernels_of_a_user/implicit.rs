//! Newton with an implicit derivative; colliders in an enum; options.
use costate::{Diff, Scalar, differentiable, implicit};
use costate_tests::check;

/// Peng-Robinson like: the root of a cubic near `guess`.
#[differentiable]
fn cubic(x: f64, a: f64, b: f64) -> f64 {
    x * x * x + a * x - b
}

#[implicit(residual = cubic)]
fn root(a: f64, b: f64) -> f64 {
    let mut x = 1.0;
    while cubic(x, a, b).abs() > 1e-14 {
        x -= cubic(x, a, b) / cubic::grad(x, a, b).0;
    }
    x
}

#[derive(Clone, Copy, Debug, Diff)]
enum Collider {
    Plane { normal: [f64; 2], offset: f64 },
    Circle { center: [f64; 2], radius: f64 },
    Capsule([f64; 2], [f64; 2], f64),
}

#[derive(Clone, Copy, Debug, Diff)]
struct Contact {
    depth: f64,
    normal: [f64; 2],
}

#[differentiable]
fn dot(a: [f64; 2], b: [f64; 2]) -> f64 {
    a[0] * b[0] + a[1] * b[1]
}

#[differentiable]
fn sub(a: [f64; 2], b: [f64; 2]) -> [f64; 2] {
    [a[0] - b[0], a[1] - b[1]]
}

#[differentiable]
impl Collider {
    /// The contact of a point with it, if they touch.
    fn contact(&self, p: [f64; 2]) -> Option<Contact> {
        let (depth, normal) = match *self {
            Collider::Plane { normal, offset } => (offset - dot(normal, p), normal),
            Collider::Circle { center, radius } => Self::around(center, radius, p)?,
            Collider::Capsule(a, b, radius) => {
                let (ab, ap) = (sub(b, a), sub(p, a));
                let t = (dot(ap, ab) / dot(ab, ab)).clamp(0.0, 1.0);
                Self::around([a[0] + t * ab[0], a[1] + t * ab[1]], radius, p)?
            }
        };
        if depth > 0.0 { Some(Contact { depth, normal }) } else { None }
    }

    fn around(center: [f64; 2], radius: f64, p: [f64; 2]) -> Option<(f64, [f64; 2])> {
        let d = sub(p, center);
        let r = d[0].hypot(d[1]);
        if r == 0.0 {
            return None;
        }
        Some((radius - r, [d[0] / r, d[1] / r]))
    }
}

/// A point among colliders under gravity, penalty forces.
#[differentiable]
fn bounce(p: [f64; 2], v: [f64; 2], circle: [f64; 3], params: [f64; 2], steps: usize) -> f64 {
    let [tilt, stiffness] = params;
    let (s, c) = tilt.sin_cos();
    let world = [
        Collider::Plane { normal: [s, c], offset: -0.5 },
        Collider::Circle { center: [circle[0], circle[1]], radius: circle[2] },
        Collider::Capsule([1.0, -0.5], [1.5, 0.2], 0.2),
    ];
    let (mut p, mut v) = (p, v);
    let mut deepest: Option<f64> = None;
    for _ in 0..steps {
        let mut f = [0.0, -9.81];
        for c in &world {
            if let Some(Contact { depth, normal }) = c.contact(p) {
                f[0] += stiffness * depth * normal[0];
                f[1] += stiffness * depth * normal[1];
                deepest = Some(deepest.map_or(depth, |d| d.max(depth)));
            }
        }
        for k in 0..2 {
            v[k] += 0.01 * f[k];
            p[k] += 0.01 * v[k];
        }
    }
    p[0] + p[1] * p[1] + deepest.unwrap_or(0.0)
}

/// The root used downstream, and a limit that may be absent.
#[differentiable]
fn limited_root(a: f64, b: f64, limit: Option<f64>) -> f64 {
    let x = root(a, b);
    match limit {
        Some(l) if x > l => l + 0.1 * (x - l),
        Some(_) | None => x,
    }
}

// -- generic --

#[differentiable]
fn kepler_residual<T: Scalar>(anomaly: T, mean: T, e: T) -> T {
    anomaly - e * anomaly.sin() - mean
}

#[implicit(residual = kepler_residual)]
fn kepler<T: Scalar>(mean: T, e: T) -> T {
    let mut x = mean;
    loop {
        let dx = kepler_residual(x, mean, e) / (T::ONE - e * x.cos());
        x -= dx;
        if dx.abs() < T::from_f64(1e-13) {
            return x;
        }
    }
}

#[derive(Clone, Copy, Debug, Diff)]
enum Orbit<T> {
    Circle { radius: T },
    Ellipse { a: T, e: T },
}

#[differentiable]
fn distance<T: Scalar>(o: &Orbit<T>, mean: T) -> T {
    match o {
        Orbit::Circle { radius } => *radius,
        Orbit::Ellipse { a, e } => *a * (T::ONE - *e * kepler(mean, *e).cos()),
    }
}

#[differentiable]
fn mean_distance<T: Scalar>(a: T, e: T, radius: T, mean: T) -> T {
    let orbits = [Orbit::Ellipse { a, e }, Orbit::Circle { radius }];
    let mut sum = T::ZERO;
    for o in &orbits {
        sum += distance(o, mean);
    }
    sum / 2.0
}

#[test]
fn colliders_are_right() {
    check!(f64 root(in 0.8, in 1.3));
    for limit in [None, Some(0.5), Some(5.0)] {
        check!(f64 limited_root(in 0.8, in 1.3, in limit));
    }
    check!(f64 bounce(in [0.1, 0.3], in [0.5, -0.2], in [0.2, -0.4, 0.3], in [0.1, 300.0], fix 60));
    check!(mean_distance(in 1.2, in 0.3, in 0.9, in 0.8));
}
