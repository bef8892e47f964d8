//! The arm of scene S4 moves as Lagrange's equations say: M q̈ = τ − d q̇ − ∂V/∂q − Ṁ q̇ + ½ ∂(q̇ᵀ M q̇)/∂q.
//!
//! An independent way: four angles instead of four bodies, Runge-Kutta instead of impulses, inertias written out by
//! hand. As the steps of the engine get shorter, its error becomes half as large.

use costate_physics::engine::step;
use costate_physics::math::mat3::{apply, apply_transposed, product};
use costate_physics::math::vec3::{cross, dot, square};
use costate_physics::math::{Mat3, Vec3};
use costate_physics::models::peers::arm;

type Angles = [f64; 4];
type Matrix = [Angles; 4];

const GRAVITY: f64 = 9.81;
const DAMPING: f64 = 5.0;
const ROTOR: f64 = 0.1;

/// Mass \[kg\], height of the centre of mass above the joint \[m\], moments across and along \[kg m²\].
struct Link {
    mass: f64,
    center: f64,
    across: f64,
    along: f64,
}

fn ball(mass: f64, r: f64) -> Link {
    let i = 0.4 * mass * r * r;
    Link { mass, center: 0.0, across: i, along: i }
}

/// A rod of length 0.5 m with round ends: a cylinder and two half balls.
fn rod(mass: f64, r: f64) -> Link {
    let (cylinder, balls) = (0.5 * r * r, 4.0 / 3.0 * r * r * r);
    let (c, b) = (mass * cylinder / (cylinder + balls), mass * balls / (cylinder + balls));
    let along = c * r * r / 2.0 + 0.4 * b * r * r;
    let across = c * (3.0 * r * r + 0.25) / 12.0 + b * (0.4 * r * r + 0.25 * 0.25 + 0.75 * 0.25 * r);
    Link { mass, center: 0.25, across, along }
}

fn links() -> [Link; 4] {
    [ball(4.0, 0.06), rod(14.0, 0.04), ball(3.0, 0.05), rod(11.0, 0.03)]
}

fn v(x: f64, y: f64, z: f64) -> Vec3<f64> {
    Vec3 { x, y, z }
}

/// A turn about x, or about y.
fn turn(j: usize, q: f64) -> Mat3<f64> {
    let (s, c) = q.sin_cos();
    if j.is_multiple_of(2) {
        Mat3 { x: v(1.0, 0.0, 0.0), y: v(0.0, c, s), z: v(0.0, -s, c) }
    } else {
        Mat3 { x: v(c, 0.0, -s), y: v(0.0, 1.0, 0.0), z: v(s, 0.0, c) }
    }
}

/// M(q) \[kg m²\], V(q) \[J\] and the tip \[m\].
fn energies(q: &Angles) -> (Matrix, f64, Vec3<f64>) {
    // the rotors of the motors
    let mut m: Matrix = std::array::from_fn(|a| std::array::from_fn(|b| if a == b { ROTOR } else { 0.0 }));
    let mut potential = 0.0;
    let (mut frame, mut origin) = (Mat3::IDENTITY, Vec3::ZERO);
    let mut hinges: Vec<(Vec3<f64>, Vec3<f64>)> = Vec::new();
    for (j, link) in links().iter().enumerate() {
        if j == 2 {
            origin += frame.z * 0.5;
        }
        hinges.push((if j.is_multiple_of(2) { frame.x } else { frame.y }, origin));
        frame = product(frame, turn(j, q[j]));
        let center = origin + frame.z * link.center;
        potential += link.mass * GRAVITY * center.z;
        for (a, &(axis_a, at_a)) in hinges.iter().enumerate() {
            for (b, &(axis_b, at_b)) in hinges.iter().enumerate() {
                let (speed_a, speed_b) = (cross(axis_a, center - at_a), cross(axis_b, center - at_b));
                let spin = link.across * dot(axis_a, axis_b)
                    + (link.along - link.across) * dot(axis_a, frame.z) * dot(axis_b, frame.z);
                m[a][b] += link.mass * dot(speed_a, speed_b) + spin;
            }
        }
    }
    (m, potential, origin + frame.z * 0.5)
}

fn times(m: &Matrix, x: &Angles) -> Angles {
    m.map(|row| row.iter().zip(x).map(|(m, x)| m * x).sum())
}

/// q̈, with slopes by central differences.
fn acceleration(q: &Angles, rate: &Angles, torque: &Angles) -> Angles {
    let (m, ..) = energies(q);
    let mut force: Angles = std::array::from_fn(|j| torque[j] - DAMPING * rate[j]);
    let e = 1e-6;
    for k in 0..4 {
        let at = |e: f64| energies(&std::array::from_fn(|j| if j == k { q[j] + e } else { q[j] }));
        let ((up, high, _), (down, low, _)) = (at(e), at(-e));
        let slope: Matrix =
            std::array::from_fn(|a| std::array::from_fn(|b| (up[a][b] - down[a][b]) / (2.0 * e)));
        let turned = times(&slope, rate);
        force[k] -= (high - low) / (2.0 * e);
        for j in 0..4 {
            force[j] -= turned[j] * rate[k];
            force[k] += 0.5 * turned[j] * rate[j];
        }
    }
    solved(m, force)
}

/// M⁻¹ f, by elimination of a positive definite matrix.
fn solved(mut m: Matrix, mut f: Angles) -> Angles {
    for k in 0..4 {
        for i in k + 1..4 {
            let factor = m[i][k] / m[k][k];
            (k..4).for_each(|j| m[i][j] -= factor * m[k][j]);
            f[i] -= factor * f[k];
        }
    }
    for k in (0..4).rev() {
        let known: f64 = (k + 1..4).map(|j| m[k][j] * f[j]).sum();
        f[k] = (f[k] - known) / m[k][k];
    }
    f
}

/// The controls of the scene at step `k` of 0.01 s.
fn torque(k: usize) -> Angles {
    let t = 0.01 * k as f64;
    [20.0 * (2.0 * t).sin(), -30.0 * t.cos(), 10.0 * (3.0 * t).sin(), -10.0]
}

/// ‖tip − target‖² + 0.01 ‖q̇‖² + 1e-5 mean τ²: the loss by which simulators are compared.
fn loss(tip: Vec3<f64>, rate: &Angles, steps: usize) -> f64 {
    let effort: f64 = (0..steps).flat_map(torque).map(|u| u * u).sum();
    let square_rate: f64 = rate.iter().map(|w| w * w).sum();
    square(tip - v(0.5, 0.4, 0.6)) + 0.01 * square_rate + 1e-5 * effort / (4 * steps) as f64
}

/// The loss by the Runge-Kutta method of fourth order.
fn lagrange(steps: usize) -> f64 {
    let (mut q, mut w) = (arm::START, [0.0; 4]);
    let h = 0.005;
    for k in 0..2 * steps {
        let u = torque(k / 2);
        let along = |x: &Angles, slope: &Angles, h: f64| std::array::from_fn(|j| x[j] + h * slope[j]);
        let (w1, a1) = (w, acceleration(&q, &w, &u));
        let w2 = along(&w, &a1, 0.5 * h);
        let a2 = acceleration(&along(&q, &w1, 0.5 * h), &w2, &u);
        let w3 = along(&w, &a2, 0.5 * h);
        let a3 = acceleration(&along(&q, &w2, 0.5 * h), &w3, &u);
        let w4 = along(&w, &a3, h);
        let a4 = acceleration(&along(&q, &w3, h), &w4, &u);
        let mean = |x: [&Angles; 4], j: usize| (x[0][j] + 2.0 * (x[1][j] + x[2][j]) + x[3][j]) / 6.0;
        for j in 0..4 {
            q[j] += h * mean([&w1, &w2, &w3, &w4], j);
            w[j] += h * mean([&a1, &a2, &a3, &a4], j);
        }
    }
    loss(energies(&q).2, &w, steps)
}

/// The loss by the engine, with `parts` steps for each of 0.01 s.
fn engine(steps: usize, parts: usize) -> f64 {
    let mut model = arm::model();
    model.params.world.timestep /= parts as f64;
    let mut state = model.reset();
    for k in 0..steps * parts {
        state = step(&model.topology, &model.params, &state, &torque(k / parts));
    }
    let body = &state.body;
    let tip = body[3].position + apply(body[3].rotation, v(0.0, 0.0, 0.25));
    let rate = std::array::from_fn(|j| {
        let parent = if j == 0 { Vec3::ZERO } else { body[j - 1].velocity.angular };
        let spin = apply_transposed(body[j].rotation, body[j].velocity.angular - parent);
        if j.is_multiple_of(2) { spin.x } else { spin.y }
    });
    loss(tip, &rate, steps)
}

#[test]
fn the_arm_moves_as_lagranges_equations_say() {
    let steps = 100;
    let exact = lagrange(steps);
    let error = [2, 4, 8].map(|parts| engine(steps, parts) - exact);
    for pair in error.windows(2) {
        let ratio = pair[0] / pair[1];
        assert!((1.8..2.2).contains(&ratio), "errors {error:?} of {exact}");
    }
    // what is left when the first order is taken away
    let left = 2.0 * error[2] - error[1];
    assert!(left.abs() < 1e-4 * exact, "{left} of {exact}, errors {error:?}");
}
