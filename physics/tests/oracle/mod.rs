//! Distances by slow searches that share nothing with the engine.
#![allow(dead_code)] // each test uses a part

use costate_physics::math::Vec3;
use costate_physics::math::mat3::{apply, apply_transposed};
use costate_physics::math::vec3::{direction, dot, norm, vec3};
use costate_physics::model::Shape;

use crate::pairs::{Place, Random};

/// The least value of a convex function on ± l.
pub fn least(l: f64, f: impl Fn(f64) -> f64) -> f64 {
    let (mut from, mut to) = (-l, l);
    for _ in 0..60 {
        let (p, q) = (from + (to - from) / 3.0, to - (to - from) / 3.0);
        if f(p) < f(q) { to = q } else { from = p }
    }
    f(0.5 * (from + to))
}

/// How far `p` is above the surface of a collider, negative inside \[m\].
pub fn height(shape: Shape, place: &Place<f64>, p: Vec3<f64>) -> f64 {
    let x = apply_transposed(place.frame, p - place.position);
    let size = place.size;
    match shape {
        Shape::Sphere => norm(x) - size.x,
        Shape::Capsule => least(size.y, |s| norm(x - vec3(0.0, 0.0, s))) - size.x,
        Shape::Plane => x.z,
        Shape::Box => {
            let (x, h) = ([x.x, x.y, x.z], [size.x, size.y, size.z]);
            let inside = (0..3).all(|k| x[k].abs() <= h[k]);
            let nearest = (0..6).map(|face| to_face(x, h, face)).fold(f64::INFINITY, f64::min);
            if inside { -nearest } else { nearest }
        }
    }
}

/// The distance from `x` to one of the six faces of a box.
fn to_face(x: [f64; 3], h: [f64; 3], face: usize) -> f64 {
    let (k, side) = (face % 3, if face < 3 { 1.0 } else { -1.0 });
    let (i, j) = ((k + 1) % 3, (k + 2) % 3);
    let off = |k: usize| (x[k].abs() - h[k]).max(0.0);
    (x[k] - side * h[k]).hypot(off(i).hypot(off(j)))
}

/// The distance of a sphere or a capsule from another collider: the least height of its axis, less its radius.
pub fn distance(a: Shape, b: Shape, place: [Place<f64>; 2]) -> f64 {
    let [p, q] = place;
    let half = if a == Shape::Capsule { p.size.y } else { 0.0 };
    least(half, |s| height(b, &q, p.position + p.frame.z * s)) - p.size.x
}

/// How far two boxes are apart along the best of very many directions; minus the least depth where they overlap.
pub fn apart(place: [Place<f64>; 2]) -> f64 {
    let [a, b] = place;
    let reach = |p: &Place<f64>, n: Vec3<f64>| {
        let corners = (0..8).map(|i| {
            let s = |bit: usize| if i >> bit & 1 == 0 { 1.0 } else { -1.0 };
            let corner = vec3(s(0) * p.size.x, s(1) * p.size.y, s(2) * p.size.z);
            dot(n, p.position + apply(p.frame, corner))
        });
        corners.fold(f64::NEG_INFINITY, f64::max)
    };
    let along = |n: Vec3<f64>| -reach(&a, -n) - reach(&b, n);
    let mut random = Random(17);
    let starts = (0..3000).map(|_| random.direction()).collect::<Vec<_>>();
    let mut starts: Vec<_> = starts.into_iter().map(|n| (along(n), n)).collect();
    starts.sort_by(|p, q| q.0.total_cmp(&p.0));
    let climb = |(mut best, mut n): (f64, Vec3<f64>), random: &mut Random| {
        let mut step = 0.1;
        while step > 1e-9 {
            let near = direction(n + random.vector() * step);
            let value = along(near);
            if value > best { (best, n, step) = (value, near, step * 1.5) } else { step *= 0.97 }
        }
        best
    };
    starts.truncate(30);
    starts.into_iter().map(|start| climb(start, &mut random)).fold(f64::NEG_INFINITY, f64::max)
}
