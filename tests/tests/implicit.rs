//! Implicit functions: the derivative of a solution is that of its equation.

// a slice is indexed in differentiable code
#![allow(clippy::needless_range_loop)]

use costate::implicit::{bicgstab, neumann};
use costate::{Diff, Dual, HeapTape, Lanes, Real, Scalar, differentiable, implicit};
use costate_tests::{argument_struct, check};

// ---- Kepler's equation

/// E − e sin E = M.
#[differentiable]
fn kepler_residual<T: Real>(anomaly: T, mean: T, e: T) -> T {
    anomaly - e * anomaly.sin() - mean
}

/// The eccentric anomaly \[rad\].
#[implicit(residual = kepler_residual)]
fn kepler<T: Scalar>(mean: T, e: T) -> T {
    let mut anomaly = mean;
    // a closure, a `while` that looks at the value only
    let error = |anomaly: T| anomaly - e * anomaly.sin() - mean;
    let mut steps = 0;
    while error(anomaly).abs().to_f64() > 1e-15 && steps < 100 {
        anomaly -= error(anomaly) / (T::ONE - e * anomaly.cos());
        steps += 1;
    }
    anomaly
}

#[differentiable]
fn orbit<T: Scalar>(mean: T, e: T, n: usize) -> T {
    let (mut sum, mut anomaly) = (T::ZERO, mean);
    for _ in 0..n {
        anomaly = kepler(mean * anomaly, e * e);
        sum += e * anomaly.sin() * kepler(sum, e);
    }
    if sum > T::ZERO { sum } else { sum * anomaly }
}

#[test]
fn keplers_equation() {
    check!(kepler(in 0.9, in 0.4));
    check!(orbit(in 0.9, in 0.4, fix 3));
    let (anomaly, (by_mean, by_e)) = kepler::value_and_grad(0.9, 0.4);
    let slope = 1.0 - 0.4 * Real::cos(anomaly);
    assert!((by_mean - 1.0 / slope).abs() < 1e-15);
    assert!((by_e - Real::sin(anomaly) / slope).abs() < 1e-15);
}

#[test]
fn second_derivatives_by_dual_numbers() {
    let mut d = (Dual::default(), Dual::default());
    let (mean, e) = (Dual::variable(0.9), Dual::constant(0.4));
    kepler::vjp(mean, &mut d.0, e, &mut d.1, Dual::constant(1.0), &mut HeapTape::new());
    // E′ = 1/(1 − e cos E), E″ = −e sin E E′³
    let anomaly = kepler(0.9, 0.4);
    let slope = 1.0 / (1.0 - 0.4 * Real::cos(anomaly));
    let curvature = -0.4 * Real::sin(anomaly) * slope * slope * slope;
    assert!((d.0.eps - curvature).abs() < 1e-13, "{} {curvature}", d.0.eps);
    let (_, tangent) = kepler::jvp(mean, Dual::constant(1.0), e, Dual::constant(0.0));
    assert!((tangent.eps - curvature).abs() < 1e-13);
}

#[test]
fn third_derivatives_by_dual_numbers_of_dual_numbers() {
    let (mean, e) =
        (Dual::new(Dual::variable(0.9), Dual::constant(1.0)), Dual::constant(Dual::constant(0.4)));
    let (_, tangent) = kepler::jvp(mean, Dual::constant(Dual::constant(1.0)), e, Dual::default());
    // f = 1 − e cos E, E′ = 1/f, E‴ = (3 e² sin² E − e cos E f)/f⁵
    let anomaly = kepler(0.9, 0.4);
    let (sine, cosine) = Real::sin_cos(anomaly);
    let f: f64 = 1.0 - 0.4 * cosine;
    let known = (3.0 * 0.16 * sine * sine - 0.4 * cosine * f) / f.powi(5);
    assert!((tangent.eps.eps - known).abs() < 1e-12, "{} {known}", tangent.eps.eps);
    let plain = kepler(mean, e);
    assert!((plain.eps.eps + 0.4 * sine / f.powi(3)).abs() < 1e-12);
}

#[test]
fn a_solution_that_is_found_by_its_value_has_tangents() {
    // the iteration reads values only: as dual numbers its iterates are constants
    let load = Dual::variable(2.0);
    let (law, still) = (Cubic { k: Dual::constant(1.3) }, CubicTangent { k: Dual::constant(0.0) });
    let x = deflection(&law, load);
    let slope = |x: f64| 1.0 / (1.3 * (1.0 + 3.0 * x * x));
    assert!((x.eps - slope(x.re)).abs() < 1e-14);
    let (_, tangent) = deflection::jvp(&law, &still, load, Dual::constant(1.0));
    let known = -6.0 * 1.3 * x.re * slope(x.re).powi(3);
    assert!((tangent.eps - known).abs() < 1e-13, "{} {known}", tangent.eps);
}

// ---- three unknowns, the solution by reference

#[differentiable]
fn forces<T: Real>(x: &[T; 3], p: &[T; 2]) -> [T; 3] {
    [
        p[0] * x[0] + x[1] * x[2] - 1.0,
        x[0].exp() + x[1] * x[1] * p[1] - 2.0,
        x[2] * x[2] * x[2] + x[0] * x[1] - p[0] * p[1],
    ]
}

#[implicit(residual = forces)]
fn balance<T: Real>(p: &[T; 2]) -> [T; 3] {
    let mut x = [T::from_f64(0.5); 3];
    for _ in 0..60 {
        let step =
            costate::implicit::dense(|v: &[T; 3]| forces::tan(&x, v, p, &[T::ZERO; 2]).1, forces(&x, p));
        (0..3).for_each(|i| x[i] -= step[i]);
    }
    x
}

#[differentiable]
fn through_balance<T: Real>(p: &[T; 2], k: T) -> T {
    let mut p = [p[0], p[1] * k];
    let mut sum = T::ZERO;
    for i in 0..2 {
        let x = balance(&p);
        p[i] = p[i] + 0.1 * x[i] * x[2];
        sum += x[0] * x[1] * p[i];
    }
    sum
}

#[test]
fn three_unknowns() {
    let p = [1.3, 0.8];
    let left: f64 = forces(&balance(&p), &p).iter().map(|r: &f64| r.abs()).sum();
    assert!(left < 1e-14, "solved to {left}");
    check!(balance(ref [1.3, 0.8]));
    check!(through_balance(ref [1.3, 0.8], in 0.9));
}

#[test]
fn lanes_are_scalars() {
    type L = Lanes<f64, 2>;
    let p = [Lanes([1.3, 1.1]), Lanes([0.8, 0.9])];
    let mut d = [L::ZERO; 2];
    let mut dk = L::ZERO;
    through_balance::vjp(&p, &mut d, Lanes([0.9, 1.0]), &mut dk, L::ONE, &mut HeapTape::new());
    for lane in 0..2 {
        let p = p.map(|p| p.lane(lane));
        let (alone, alone_k) = through_balance::grad(&p, [0.9, 1.0][lane]);
        assert_eq!((d.map(|d| d.lane(lane)), dk.lane(lane)), (alone, alone_k));
    }
}

// ---- an implicit Euler step of a stiff equation

/// One step of the van der Pol oscillator: y − y₀ − h f(y) = 0.
#[differentiable]
fn euler_residual<T: Real>(y: [T; 2], start: &[T; 2], mu: T, h: T) -> [T; 2] {
    let force = mu * (1.0 - y[0] * y[0]) * y[1] - y[0];
    [y[0] - start[0] - h * y[1], y[1] - start[1] - h * force]
}

/// Newton's iteration as a differentiable function, for comparison.
#[differentiable]
fn newton<T: Real>(start: &[T; 2], mu: T, h: T) -> [T; 2] {
    let (mut q, mut v) = (start[0], start[1]);
    for _ in 0..12 {
        let r = euler_residual([q, v], start, mu, h);
        // [1, −h; c, d]
        let c = h * (2.0 * mu * q * v + 1.0);
        let d = 1.0 - h * mu * (1.0 - q * q);
        let det = d + h * c;
        q = q - (d * r[0] + h * r[1]) / det;
        v = v - (r[1] - c * r[0]) / det;
    }
    [q, v]
}

#[differentiable]
#[implicit(residual = euler_residual)]
fn euler<T: Real>(start: &[T; 2], mu: T, h: T) -> [T; 2] {
    newton(start, mu, h)
}

#[differentiable]
fn rollout<T: Real>(q: T, mu: T, steps: usize) -> T {
    let mut y = [q, T::ZERO];
    for _ in 0..steps {
        y = euler(&y, mu, 0.05);
    }
    y[0] * y[1] + y[1]
}

#[differentiable]
fn unrolled<T: Real>(q: T, mu: T, steps: usize) -> T {
    let mut y = [q, T::ZERO];
    for _ in 0..steps {
        y = newton(&y, mu, 0.05);
    }
    y[0] * y[1] + y[1]
}

#[test]
fn a_stiff_equation() {
    check!(euler(ref [1.8, -0.4], in 40.0, in 0.05));
    check!(rollout(in 1.8, in 40.0, fix 10));
    let (value, (by_q, by_mu)) = rollout::value_and_grad(1.8, 40.0, 30);
    let (known, (known_by_q, known_by_mu)) = unrolled::value_and_grad(1.8, 40.0, 30);
    assert_eq!(value, known);
    assert!((by_q - known_by_q).abs() < 1e-11 * known_by_q.abs().max(1.0), "{by_q} {known_by_q}");
    assert!((by_mu - known_by_mu).abs() < 1e-11 * known_by_mu.abs().max(1.0), "{by_mu} {known_by_mu}");
}

// ---- fixed points

#[differentiable]
fn cosine(x: f64, p: f64) -> f64 {
    (p * x).cos()
}

#[implicit(fixed_point = cosine)]
fn dottie(p: f64) -> f64 {
    let iterates = std::iter::successors(Some(0.5), |x| Some(cosine(*x, p)));
    iterates.take(400).last().unwrap()
}

#[implicit(fixed_point = cosine, solve = neumann(1e-15, 1000))]
fn dottie_by_series(p: f64) -> f64 {
    dottie(p)
}

#[differentiable]
fn through_dottie(p: f64) -> f64 {
    let mut sum = p;
    for _ in 0..3 {
        sum += dottie(sum * 0.2) * dottie_by_series(p);
    }
    sum
}

#[test]
fn a_fixed_point() {
    check!(f64 dottie(in 0.8));
    check!(f64 dottie_by_series(in 0.8));
    check!(f64 through_dottie(in 0.8));
    // x′ = −x sin(p x) / (1 + p sin(p x))
    let x = dottie(0.8);
    let s = Real::sin(0.8 * x);
    assert!((dottie::grad(0.8) + x * s / (1.0 + 0.8 * s)).abs() < 1e-15);
}

// ---- slices, integers, constants, more unknowns, a solver without a matrix

/// A chain of springs between two walls, loaded.
#[differentiable]
fn chain_residual(u: &[f64], k: &[f64], load: f64, hardening: &[f64; 2], at: usize) -> [f64; 16] {
    let mut r = [0.0; 16];
    for i in 0..16 {
        let left = if i > 0 { u[i] - u[i - 1] } else { u[i] };
        let right = if i < 15 { u[i + 1] - u[i] } else { -u[i] };
        let pull = k[i + 1] * right + hardening[0] * right * right * right;
        r[i] = k[i] * left + hardening[0] * left * left * left - pull;
    }
    r[at] -= load * hardening[1];
    r
}

fn solve_chain(k: &[f64], load: f64, hardening: &[f64; 2], at: usize) -> [f64; 16] {
    let mut u = [0.0; 16];
    for _ in 0..30 {
        let product = |v: &[f64; 16]| {
            chain_residual::tan(&u, v, k, &vec![0.0; k.len()], load, 0.0, hardening, &[0.0; 2], at, ()).1
        };
        let step = costate::implicit::dense(product, chain_residual(&u, k, load, hardening, at));
        (0..16).for_each(|i| u[i] -= step[i]);
    }
    u
}

#[implicit(residual = chain_residual)]
fn chain(k: &[f64], load: f64, #[constant] hardening: &[f64; 2], at: usize) -> [f64; 16] {
    solve_chain(k, load, hardening, at)
}

#[implicit(residual = chain_residual, solve = bicgstab(1e-14, 200))]
fn chain_without_a_matrix(k: &[f64], load: f64, hardening: &[f64; 2], at: usize) -> [f64; 16] {
    solve_chain(k, load, hardening, at)
}

#[differentiable]
fn stretched(k: &[f64], load: f64, #[constant] hardening: &[f64; 2]) -> f64 {
    let mut sum = 0.0;
    for at in 3..5 {
        let u = chain(k, load * (1.0 + sum), hardening, at);
        sum += u[at] * u[7];
    }
    sum
}

#[test]
fn slices_and_a_solver_without_a_matrix() {
    let k: Vec<f64> = (0..17).map(|i| 1.0 + 0.3 * Real::sin(i as f64)).collect();
    check!(f64 chain(ref k.clone(), in 0.8, fixref [0.3, 1.0], fix 4));
    check!(f64 stretched(ref k.clone(), in 0.8, fixref [0.3, 1.0]));
    let (mut dense, mut free) = ((vec![0.1; 17], 0.2), (vec![0.1; 17], 0.2));
    let mut dr = [0.0; 16];
    (dr[2], dr[9]) = (1.0, -0.5);
    let tape = &mut HeapTape::new();
    chain::vjp(&k, &mut dense.0, 0.8, &mut dense.1, &[0.3, 1.0], 4, dr, tape);
    let mut hardening = [0.0; 2];
    chain_without_a_matrix::vjp(&k, &mut free.0, 0.8, &mut free.1, &[0.3, 1.0], &mut hardening, 4, dr, tape);
    let pairs = dense.0.iter().zip(&free.0).chain([(&dense.1, &free.1)]);
    pairs.for_each(|(dense, free)| assert!((dense - free).abs() < 1e-11, "{dense} {free}"));
    assert!(hardening.iter().all(|d| d.abs() > 1e-3));
}

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

// ---- a start that only helps, and is overwritten

#[differentiable]
fn cube_residual(x: f64, _start: f64, p: f64, _steps: usize) -> f64 {
    x * x * x - p
}

#[implicit(residual = cube_residual)]
fn cube_root(mut start: f64, p: f64, steps: usize) -> f64 {
    for step in 0..steps {
        let next = start - (start * start * start - p) / (3.0 * start * start);
        if next == start && step > 0 {
            return next;
        }
        start = next;
    }
    start
}

#[differentiable]
fn warm_started(p: f64) -> f64 {
    let mut x = 1.0;
    for i in 1..4 {
        x = cube_root(x, p * x + 0.1 * i as f64, 100);
    }
    x
}

#[test]
fn a_start_has_no_derivative() {
    check!(f64 cube_root(in 1.0, in 2.0, fix 100));
    check!(f64 warm_started(in 2.0));
    assert_eq!(cube_root::grad(1.0, 2.0, 100).0, 0.0);
}

// ---- a type that is not named

#[differentiable]
trait Law<T: Real> {
    fn force(&self, x: T) -> T;
}

#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Cubic<T> {
    k: T,
}

argument_struct!(Cubic, CubicTangent { k: f64 });

#[differentiable]
impl<T: Real> Law<T> for Cubic<T> {
    fn force(&self, x: T) -> T {
        self.k * (x + x * x * x)
    }
}

#[differentiable]
fn law_residual<T: Real, L: Law<T>>(x: T, law: &L, load: T) -> T {
    law.force(x) - load
}

#[implicit(residual = law_residual)]
fn deflection<T: Real>(law: &impl Law<T>, load: T) -> T {
    // bisection
    let (mut low, mut high) = (T::ZERO, T::from_f64(4.0));
    for _ in 0..80 {
        let middle = (low + high) * T::from_f64(0.5);
        let above = law.force(middle).gt(load);
        (low, high) = (T::select(above, low, middle), T::select(above, middle, high));
    }
    low
}

#[differentiable]
fn deflections<T: Real>(law: Cubic<T>, load: T) -> T {
    deflection(&law, load + deflection(&law, load))
}

#[test]
fn an_argument_that_is_impl_trait() {
    // the bisection of dual numbers has no tangents of its own
    check!(deflections(in Cubic { k: 1.3 }, in 2.0));
}

// ---- written by a macro, under another name

macro_rules! root {
    ($name:ident, $residual:path, $companion:ident) => {
        #[implicit(residual = $residual)]
        #[differentiable(companion = $companion)]
        fn $name(x: f64) -> f64 {
            x.sqrt()
        }
    };
}

mod equations {
    #[costate::differentiable]
    pub fn square(y: f64, x: f64) -> f64 {
        y * y - x
    }
}

root!(square_root_of, equations::square, root_derivatives);

#[test]
fn a_macro_may_write_it() {
    assert_eq!(square_root_of(4.0), 2.0);
    assert_eq!(root_derivatives::grad(4.0), 0.25);
}

// ---- where the equation does not determine the solution

#[differentiable]
fn double_residual(x: f64, p: f64) -> f64 {
    (x - p) * (x - p)
}

#[implicit(residual = double_residual)]
fn double_root(p: f64) -> f64 {
    p
}

#[differentiable]
fn if_not_singular(p: f64, wanted: bool) -> f64 {
    let x = double_root(p);
    if wanted { x } else { p * p }
}

#[differentiable]
fn line_residual(x: [f64; 2], p: f64) -> [f64; 2] {
    [0.1 * x[0] + 0.2 * x[1] - p, 0.3 * x[0] + 0.6 * x[1] - 3.0 * p]
}

#[implicit(residual = line_residual)]
fn on_a_line(p: f64) -> [f64; 2] {
    [10.0 * p, 0.0]
}

#[test]
fn a_singular_equation_gives_nan() {
    assert!(double_root::grad(0.7).is_nan());
    assert!(double_root::jvp(0.7, 1.0).1.is_nan());
    let mut dp = 0.0;
    on_a_line::vjp(0.7, &mut dp, [1.0, 0.5], &mut HeapTape::new());
    assert!(dp.is_nan());
    assert!(on_a_line::jvp(0.7, 1.0).1.iter().all(|x| x.is_nan()));
}

#[test]
fn a_cotangent_of_zero_stays_zero() {
    assert_eq!(if_not_singular::grad(0.7, false), 1.4);
    assert!(if_not_singular::grad(0.7, true).is_nan());
}
