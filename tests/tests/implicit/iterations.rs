//! What the iteration does leaves no trace: starts, comparisons, types without a name.

use costate::{Diff, Dual, Real, differentiable, implicit};
use costate_tests::{argument_struct, check};

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
