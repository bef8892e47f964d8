//! Second derivatives: `hvp` against closed forms, its own transpose, the gradient and the value.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop)]

use costate::check::check_hessian;
use costate::{Diff, Dual, HeapTape, Real, Scalar, detach, differentiable};

/// Checks `f(&[f64]) -> f64` at a point.
macro_rules! check_slice {
    ($f:ident($x:expr $(, $more:expr)*)) => {
        check_hessian(
            stringify!($f),
            $x.to_vec(),
            |x| $f(x $(, $more)*),
            |x| $f::grad(x $(, $more)*),
            |x, v| $f::hvp(x, v $(, $more)*),
        )
        .unwrap_or_else(|error| panic!("{error}"))
    };
}

// ---- closed forms

/// ½ xᵀ A x with A = [[2, 1], [1, 6]]
#[differentiable(hvp)]
fn quadratic(x: &[f64]) -> f64 {
    x[0] * x[0] + x[0] * x[1] + 3.0 * x[1] * x[1]
}

#[test]
fn the_hessian_of_a_quadratic_is_its_matrix() {
    for x in [[0.0, 0.0], [1.5, -2.0]] {
        assert_eq!(quadratic::hvp(&x, &[1.0, 0.0]), [2.0, 1.0]);
        assert_eq!(quadratic::hvp(&x, &[0.5, -1.0]), [0.0, -5.5]);
    }
    check_slice!(quadratic([1.5, -2.0]));
}

/// Rosenbrock's valley in any dimension.
#[differentiable(hvp)]
fn rosenbrock(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() - 1 {
        let (a, b) = (x[i + 1] - x[i] * x[i], 1.0 - x[i]);
        sum += 100.0 * a * a + b * b;
    }
    sum
}

#[test]
fn rosenbrock_at_its_minimum() {
    // H = [[802, −400], [−400, 200]]
    assert_eq!(rosenbrock::hvp(&[1.0, 1.0], &[1.0, 0.0]), [802.0, -400.0]);
    assert_eq!(rosenbrock::hvp(&[1.0, 1.0], &[0.0, 1.0]), [-400.0, 200.0]);
    check_slice!(rosenbrock([0.5, -0.7, 1.1, 0.2]));
}

/// ln Σ exp xᵢ
#[differentiable(hvp)]
fn log_sum_exp(x: &[f64]) -> f64 {
    let mut most = x[0];
    for i in 1..x.len() {
        most = most.max(x[i]);
    }
    let mut sum = 0.0;
    for xi in x {
        sum += (xi - most).exp();
    }
    most + sum.ln()
}

#[test]
fn the_hessian_of_log_sum_exp_is_the_covariance_of_softmax() {
    let (x, v) = ([0.3, 1.1, -0.4], [1.0, -2.0, 0.5]);
    let total: f64 = x.iter().map(|x: &f64| x.exp()).sum();
    let p = x.map(|x: f64| x.exp() / total);
    let mean: f64 = p.iter().zip(&v).map(|(p, v)| p * v).sum();
    for (hv, (p, v)) in log_sum_exp::hvp(&x, &v).iter().zip(p.iter().zip(&v)) {
        assert!((hv - p * (v - mean)).abs() < 1e-15, "{hv}");
    }
    check_slice!(log_sum_exp([0.3, 1.1, -0.4]));
}

// ---- structs, methods, traits

/// A vector of the plane: its own tangent.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
struct Vec2<T> {
    x: T,
    y: T,
}

/// Two bodies.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Pair<T> {
    at: [Vec2<T>; 2],
    charge: T,
    #[diff(constant)]
    size: T,
    kind: Kind,
    steps: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Diff)]
enum Kind {
    Soft,
    Hard,
}

#[differentiable(hvp)]
impl<T: Real> Pair<T> {
    fn energy(&self, k: T, #[constant] h: T) -> T {
        let (a, b) = (self.at[0], self.at[1]);
        let (x, y) = (a.x - b.x, a.y - b.y);
        let size = detach(self.size);
        let r = (x * x + y * y + size * size + h).sqrt();
        let hard = if self.kind == Kind::Hard { 2.0 } else { 1.0 };
        hard * k * self.charge * self.charge / r + T::from_f64(self.steps as f64) * a.x * a.x * k
    }

    /// Written in place: no `hvp`, as no `grad`.
    fn push(&mut self, by: T) {
        self.charge += by * by;
    }
}

fn pair(x: &[f64; 6], kind: Kind) -> Pair<f64> {
    let at = [Vec2 { x: x[0], y: x[1] }, Vec2 { x: x[2], y: x[3] }];
    Pair { at, charge: x[4], size: 0.3, kind, steps: 2 }
}

fn flat(d: PairTangent<f64>, k: f64) -> [f64; 6] {
    [d.at[0].x, d.at[0].y, d.at[1].x, d.at[1].y, d.charge, k]
}

fn direction(v: &[f64; 6]) -> PairTangent<f64> {
    let at = [Vec2 { x: v[0], y: v[1] }, Vec2 { x: v[2], y: v[3] }];
    PairTangent { at, charge: v[4], ..Default::default() }
}

/// The same of a function spelled in `f64`, with the struct by value.
#[differentiable(hvp)]
fn twice(p: Pair<f64>, k: f64, kind: Kind) -> f64 {
    let soft = if kind == Kind::Soft { 1.0 } else { 0.5 };
    let d = p.at[0].x * p.at[1].y * k;
    p.energy(k, 0.1) * soft + d * d * d
}

#[test]
fn structs_and_methods() {
    const X: [f64; 6] = [0.4, -0.2, 1.1, 0.7, 0.9, 1.3];
    for kind in [Kind::Soft, Kind::Hard] {
        let checked = check_hessian(
            "Pair::energy",
            X,
            |x| pair(x, kind).energy(x[5], 0.1),
            |x| {
                let (d, dk) = pair(x, kind).energy_grad(x[5], 0.1);
                flat(d, dk)
            },
            |x, v| {
                let (d, dk) = pair(x, kind).energy_hvp(&direction(v), x[5], v[5], 0.1);
                flat(d, dk)
            },
        );
        checked.unwrap_or_else(|error| panic!("{error}"));
        let checked = check_hessian(
            "twice",
            X,
            |x| twice(pair(x, kind), x[5], kind),
            |x| {
                let (d, dk, ()) = twice::grad(pair(x, kind), x[5], kind);
                flat(d, dk)
            },
            |x, v| {
                let (d, dk, ()) = twice::hvp(pair(x, kind), direction(v), x[5], v[5], kind, ());
                flat(d, dk)
            },
        );
        checked.unwrap_or_else(|error| panic!("{error}"));
    }
    let mut moved = pair(&X, Kind::Soft);
    moved.push(2.0);
    assert_eq!(moved.charge, 4.9);
}

/// A system with one coordinate.
#[differentiable]
trait Potential<T: Real> {
    fn potential(&self, q: T) -> T;
}

#[derive(Clone, Copy, Diff)]
struct Well<T> {
    depth: T,
}

#[differentiable]
impl<T: Real> Potential<T> for Well<T> {
    fn potential(&self, q: T) -> T {
        -self.depth * (-q * q).exp()
    }
}

#[differentiable(hvp)]
fn at_two<T: Real, S: Potential<T>>(s: &S, q: T) -> T {
    s.potential(q) * s.potential(q + 0.5)
}

#[differentiable(hvp)]
fn at_two_f64<S: Potential<f64>>(s: &S, q: f64) -> f64 {
    s.potential(q) * s.potential(q + 0.5)
}

#[test]
fn higher_order_functions() {
    let well = |x: &[f64; 2]| Well { depth: x[0] };
    let checked = check_hessian(
        "at_two",
        [1.3, 0.4],
        |x| at_two(&well(x), x[1]),
        |x| {
            let (d, dq) = at_two::grad(&well(x), x[1]);
            [d.depth, dq]
        },
        |x, v| {
            let (d, dq) = at_two::hvp(&well(x), &WellTangent { depth: v[0] }, x[1], v[1]);
            let (again, _) = at_two_f64::hvp(&well(x), &WellTangent { depth: v[0] }, x[1], v[1]);
            assert_eq!(again, d);
            [d.depth, dq]
        },
    );
    checked.unwrap_or_else(|error| panic!("{error}"));
}

/// What a spring stores.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
enum Law<T> {
    Linear { k: T },
    Power(T, i32),
    Free,
}

#[differentiable(hvp)]
fn stored(law: Law<f64>, x: f64) -> f64 {
    match law {
        Law::Linear { k } => 0.5 * k * x * x,
        Law::Power(k, n) => k * k * x.powi(n),
        Law::Free => x * x * x,
    }
}

#[differentiable]
fn force<T: Real>(law: Law<T>, x: T) -> T {
    let (_, dx) = stored_generic::grad(law, x);
    dx * dx
}

#[differentiable(hvp)]
fn stored_generic<T: Real>(law: Law<T>, x: T) -> T {
    match law {
        Law::Linear { k } => 0.5 * k * x * x,
        Law::Power(k, n) => k * k * x.powi(n),
        Law::Free => x * x * x,
    }
}

#[test]
fn enums_with_values() {
    let (linear, power) = (Law::Linear { k: 2.0 }, Law::Power(3.0, 3));
    assert_eq!(stored::hvp(linear, LawTangent::Zero, 3.0, 1.0), (LawTangent::Linear { k: 3.0 }, 2.0));
    assert_eq!(stored::hvp(linear, LawTangent::Linear { k: 1.0 }, 3.0, 0.0).1, 3.0);
    // k² x³
    let (d, dx) = stored::hvp(power, LawTangent::Power(1.0, ()), 2.0, 1.0);
    assert_eq!((d, dx), (LawTangent::Power(16.0 + 72.0, ()), 72.0 + 108.0));
    assert_eq!(stored::hvp(Law::Free, LawTangent::Zero, 2.0, 1.0), (LawTangent::Zero, 12.0));
    // (3 k² x²)²
    assert_eq!(force(power, 2.0), 108.0 * 108.0);
    assert_eq!(force::grad(power, 2.0), (LawTangent::Power(15_552.0, ()), 23_328.0));
}

// ---- numerics

#[differentiable(hvp)]
fn singular(x: &[f64]) -> f64 {
    let norm = (x[0] * x[0] + x[1] * x[1]).sqrt();
    if norm > 0.0 { norm * x[0].abs().max(0.25) } else { 0.0 }
}

#[test]
fn at_singular_points_nothing_leaks() {
    assert_eq!(singular::hvp(&[0.0, 0.0], &[1.0, 1.0]), [0.0, 0.0]);
    check_slice!(singular([1.0, -0.5]));
    check_slice!(singular([0.1, -0.5]));
}

#[test]
#[should_panic(expected = "the adjoint of `x` has length 1, `x` has 2")]
fn the_vector_has_the_arguments_length() {
    quadratic::hvp(&[1.0, 2.0], &[1.0]);
}

#[differentiable(hvp)]
fn sum(x: &[f64]) -> f64 {
    x.iter().sum()
}

/// What is detached is a constant of the gradient too, however it is computed.
#[differentiable(hvp)]
fn weighted(x: &[f64]) -> f64 {
    let frozen = detach(x[0] * x[0]) + detach(sum(x));
    x[1] * x[1] * frozen + x[0]
}

#[differentiable(hvp)]
fn weighted_generic<T: Real>(x: [T; 2]) -> T {
    x[1] * x[1] * detach(x[0] * x[0] + x[0] + x[1]) + x[0]
}

#[differentiable]
fn slope_of_weighted<T: Real>(x: [T; 2]) -> T {
    let slope = weighted_generic::grad(x);
    slope[0] * slope[1]
}

#[test]
fn what_is_detached_stays_so() {
    let x = [1.5, 2.0];
    let frozen = 1.5 * 1.5 + 3.5;
    assert_eq!(weighted::grad(&x), [1.0, 4.0 * frozen]);
    for (v, hv) in [([1.0, 0.0], [0.0, 0.0]), ([0.0, 1.0], [0.0, 2.0 * frozen])] {
        assert_eq!((weighted::hvp(&x, &v), weighted_generic::hvp(x, v)), (hv.to_vec(), hv));
    }
    assert_eq!(slope_of_weighted::grad(x), [0.0, 2.0 * frozen]);
    assert_eq!(slope_of_weighted::jvp(x, [0.0, 1.0]).1, 2.0 * frozen);
}

// ---- the adjoint of the adjoint

#[differentiable]
fn wave<T: Scalar>(x: &[T], y: &mut [T], k: T) -> T {
    let mut s = T::ZERO;
    for i in 0..x.len() {
        y[i] = (x[i] * k).sin() * y[i] + s * s;
        if y[i] > 0.2 {
            s += y[i] * x[i];
        }
    }
    s
}

/// Adjoints of `wave`, along the numbers of a type.
fn adjoints<T: Scalar>(x: [T; 3]) -> ([T; 3], [T; 3], T) {
    let (mut y, mut dx) = ([0.5, 0.6, 0.7].map(T::from_f64), [T::ZERO; 3]);
    let (mut dy, mut dk) = ([0.1, -0.4, 0.3].map(T::from_f64), T::ZERO);
    wave::vjp(
        &x,
        &mut dx,
        &mut y,
        &mut dy,
        T::from_f64(1.3),
        &mut dk,
        T::from_f64(0.8),
        &mut HeapTape::new(),
    );
    (dx, dy, dk)
}

#[test]
fn an_adjoint_of_dual_numbers_is_the_derivative_of_the_adjoint() {
    let x = [0.6, 0.9, 0.4];
    for i in 0..3 {
        let ahead = adjoints(core::array::from_fn(|j| if i == j { x[j] + 1e-6 } else { x[j] }));
        let behind = adjoints(core::array::from_fn(|j| if i == j { x[j] - 1e-6 } else { x[j] }));
        let exact = adjoints(core::array::from_fn(|j| Dual::new(x[j], f64::from(u8::from(i == j)))));
        for j in 0..3 {
            let pairs = [(ahead.0[j] - behind.0[j], exact.0[j]), (ahead.1[j] - behind.1[j], exact.1[j])];
            for (difference, dual) in pairs.into_iter().chain([(ahead.2 - behind.2, exact.2)]) {
                assert!(
                    (difference / 2e-6 - dual.eps).abs() < 1e-8,
                    "{i} {j}: {} {}",
                    difference / 2e-6,
                    dual.eps
                );
            }
        }
    }
}
