//! Structs, arrays of arrays and tuples as solutions.

use costate::{Diff, Real, differentiable, implicit};
use costate_tests::{argument_struct, check};

// ---- a struct as the solution, and as an argument

#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(vector)]
struct Contact<T> {
    force: [T; 2],
    depth: T,
}

argument_struct!(Contact, ContactTangent { force: [f64; 2], depth: f64 });

#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Ground<T> {
    stiffness: T,
    friction: T,
    kind: usize,
}

argument_struct!(Ground, GroundTangent { stiffness: f64, friction: f64, kind: usize });

#[differentiable]
fn contact_residual<T: Real>(c: &Contact<T>, g: &Ground<T>, load: (T, T)) -> Contact<T> {
    let normal = g.stiffness * c.depth * c.depth;
    Contact {
        force: [c.force[0] - normal, c.force[1] - g.friction * c.force[0] * c.depth - load.1],
        depth: c.depth + 0.1 * c.force[1] + c.force[0] - load.0,
    }
}

#[implicit(residual = contact_residual)]
fn contact<T: Real>(g: &Ground<T>, load: (T, T)) -> Contact<T> {
    let mut c = Contact { force: [T::ZERO; 2], depth: T::from_f64(0.5) };
    for _ in 0..60 {
        let still = (&GroundTangent { stiffness: T::ZERO, friction: T::ZERO, kind: () }, (T::ZERO, T::ZERO));
        let product = |v: &ContactTangent<T>| contact_residual::tan(&c, v, g, still.0, load, still.1).1;
        let r = contact_residual(&c, g, load);
        let step = costate::implicit::dense(product, ContactTangent { force: r.force, depth: r.depth });
        c.force = [c.force[0] - step.force[0], c.force[1] - step.force[1]];
        c.depth -= step.depth;
    }
    c
}

#[differentiable]
fn through_contact<T: Real>(g: Ground<T>, load: T) -> T {
    let mut load = load;
    for _ in 0..3 {
        let c = contact(&g, (load, 0.1 * load));
        load = load + c.force[1] * c.depth;
    }
    load
}

#[test]
fn a_struct_is_solved_for() {
    check!(contact(ref Ground { stiffness: 2.0, friction: 0.4, kind: 1 }, in (0.9, 0.2)));
    check!(through_contact(in Ground { stiffness: 2.0, friction: 0.4, kind: 1 }, in 0.9));
}

// ---- arrays of arrays, tuples

#[differentiable]
fn square_residual<T: Real>(x: [[T; 2]; 2], a: &[[T; 2]; 2]) -> [[T; 2]; 2] {
    let mut r = [[T::ZERO; 2]; 2];
    for i in 0..2 {
        for j in 0..2 {
            r[i][j] = x[i][0] * x[0][j] + x[i][1] * x[1][j] - a[i][j];
        }
    }
    r
}

/// The square root of a matrix, by Denman and Beavers.
#[implicit(residual = square_residual)]
fn square_root<T: Real>(a: &[[T; 2]; 2]) -> [[T; 2]; 2] {
    let inverse = |m: [[T; 2]; 2]| {
        let det = m[0][0] * m[1][1] - m[0][1] * m[1][0];
        [[m[1][1] / det, -m[0][1] / det], [-m[1][0] / det, m[0][0] / det]]
    };
    let half = T::from_f64(0.5);
    let mean = |a: [[T; 2]; 2], b: [[T; 2]; 2]| {
        core::array::from_fn(|i| core::array::from_fn(|j| half * (a[i][j] + b[i][j])))
    };
    let (mut y, mut z) = (*a, [[T::ONE, T::ZERO], [T::ZERO, T::ONE]]);
    for _ in 0..20 {
        (y, z) = (mean(y, inverse(z)), mean(z, inverse(y)));
    }
    y
}

/// Fields of one type, of the other, and of the first again; its own tangent.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self, vector)]
struct Pose<T> {
    x: T,
    axis: [T; 2],
    angle: T,
}

argument_struct!(Pose, Pose { x: f64, axis: [f64; 2], angle: f64 });

#[differentiable]
fn pose_residual<T: Real>(p: Pose<T>, k: [T; 2]) -> Pose<T> {
    Pose {
        x: p.x + p.angle * 0.2 - k[0],
        axis: [p.axis[0] - p.x * k[1], p.axis[1] + p.axis[0] * p.angle],
        angle: p.angle - p.axis[1] * 0.3 - k[1],
    }
}

#[implicit(fixed_point = pose_step)]
fn pose<T: Real>(k: [T; 2]) -> Pose<T> {
    let mut p = Pose { x: T::ZERO, axis: [T::ZERO; 2], angle: T::ZERO };
    for _ in 0..200 {
        p = pose_step(p, k);
    }
    p
}

#[differentiable]
fn pose_step<T: Real>(p: Pose<T>, k: [T; 2]) -> Pose<T> {
    let r = pose_residual(p, k);
    Pose { x: p.x - r.x, axis: [p.axis[0] - r.axis[0], p.axis[1] - r.axis[1]], angle: p.angle - r.angle }
}

#[implicit(residual = pose_residual)]
fn pose_by_residual<T: Real>(k: [T; 2]) -> Pose<T> {
    pose(k)
}

#[test]
fn a_struct_that_is_its_own_tangent() {
    check!(pose(in [0.4, 0.3]));
    check!(pose_by_residual(in [0.4, 0.3]));
}

#[differentiable]
fn split_residual(x: (f64, [f64; 2]), p: f64) -> (f64, [f64; 2]) {
    let sum = x.0 + x.1[0] + x.1[1];
    (sum - p, [x.0 * x.1[0] - 0.1 * p, x.1[1] - x.1[0] * p])
}

#[implicit(residual = split_residual)]
fn split(p: f64) -> (f64, [f64; 2]) {
    // x₀ + (1 + p) y = p with x₀ y = p/10
    let y = (p - (p * p - 0.4 * p * (1.0 + p)).sqrt()) / (2.0 * (1.0 + p));
    (0.1 * p / y, [y, y * p])
}

#[test]
fn arrays_of_arrays_and_tuples() {
    check!(square_root(ref [[2.0, 0.3], [0.1, 1.5]]));
    check!(f64 split(in 1.9));
}
