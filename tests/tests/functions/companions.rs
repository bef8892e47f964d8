//! Companions: where a derivative is found, and what it is called.

// kernels of which only a derivative is called
#![allow(dead_code)]

use costate::{Diff, HeapTape, Real, differentiable};
use costate_tests::check;

mod gmm {
    use costate::differentiable;

    #[differentiable(companion = gmm_ad)]
    pub fn gmm(x: f64) -> f64 {
        x * x * x
    }
}
use gmm::{gmm as mixture, gmm_ad};

#[test]
fn a_companion_can_have_another_name() {
    assert_eq!((mixture(2.0), gmm_ad::grad(2.0)), (8.0, 12.0));
}

mod library {
    use costate::differentiable;

    #[differentiable]
    pub fn cube(x: f64) -> f64 {
        x * x * x
    }
}
use library::cube as renamed;

#[test]
fn use_brings_the_function_and_its_companion() {
    assert_eq!((renamed(2.0), renamed::grad(2.0)), (8.0, 12.0));
}

#[differentiable]
fn outer(x: f64) -> f64 {
    #[differentiable]
    fn inner(y: f64) -> f64 {
        y * y
    }
    inner(x) * x
}

#[test]
fn functions_nest_in_bodies() {
    check!(f64 outer(in 1.2));
}

/// A damped pendulum.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Pendulum<T> {
    damping: T,
    teeth: usize,
}

#[differentiable]
impl<T: Real> Pendulum<T> {
    /// The torque at speed `v`, with `n` teeth in contact.
    fn torque(&self, v: T, n: usize) -> T {
        -self.damping * v * v * T::from_f64((n * self.teeth) as f64)
    }

    fn wear(&mut self, v: T) {
        self.damping *= v;
    }

    fn with(damping: T, teeth: usize) -> Self {
        Pendulum { damping, teeth }
    }

    #[differentiable(skip)]
    fn describe(&self) -> String {
        format!("{} teeth", self.teeth)
    }
}

#[test]
fn methods_have_suffixes() {
    let (p, mut tape) = (Pendulum { damping: 0.5, teeth: 2 }, HeapTape::new());
    let (mut dp, mut dv) = (PendulumTangent::default(), 0.0);
    assert_eq!(p.torque_vjp(&mut dp, 3.0, &mut dv, 1, 1.0, &mut tape), p.torque(3.0, 1));
    assert_eq!((dp, dv), (PendulumTangent { damping: -18.0, teeth: () }, -6.0));
    let tangent = PendulumTangent { damping: 1.0, teeth: () };
    assert_eq!(p.torque_jvp(&tangent, 3.0, 10.0, 1), (-9.0, -78.0));
    assert_eq!(p.torque_grad(3.0, 1), (dp, -6.0));
    assert_eq!(p.torque_value_and_grad(3.0, 1), (-9.0, (dp, -6.0)));
    assert_eq!(p.describe(), "2 teeth");
}

#[test]
fn the_split_pair_of_a_method_has_a_slot_for_every_argument() {
    let (p, mut tape) = (Pendulum { damping: 0.5, teeth: 2 }, HeapTape::new());
    let (mut dp, mut dv) = (PendulumTangent::default(), 0.0);
    assert_eq!(p.torque_fwd(3.0, 1, &mut tape), -9.0);
    p.torque_rev(&mut dp, 3.0, &mut dv, 1, &mut (), 1.0, &mut tape);
    assert_eq!((dp.damping, dv), (-18.0, -6.0));
}

#[test]
fn a_changed_receiver_is_transformed_in_place() {
    let (mut p, mut tape) = (Pendulum { damping: 0.5, teeth: 2 }, HeapTape::new());
    let (mut dp, mut dv) = (PendulumTangent { damping: 10.0, teeth: () }, 0.25);
    p.wear_vjp(&mut dp, 3.0, &mut dv, &mut tape);
    assert_eq!((p.damping, dp.damping, dv), (1.5, 30.0, 5.25));
    let (made, tangent) = Pendulum::with_jvp(0.5, 1.0, 2);
    assert_eq!((made.damping, tangent), (0.5, PendulumTangent { damping: 1.0, teeth: () }));
}

fn foreign(x: f64) -> f64 {
    x.to_degrees()
}

#[differentiable]
fn detached(x: f64) -> f64 {
    costate::detach(foreign(x)) * x
}

#[test]
fn a_function_without_a_companion_can_be_detached() {
    assert_eq!(detached::value_and_grad(2.0), (2.0 * foreign(2.0), foreign(2.0)));
}

#[differentiable]
fn inner_constant(x: f64, #[constant] k: f64) -> f64 {
    k * x * x
}

#[differentiable]
fn passes_a_constant(x: f64, #[constant] k: f64, n: usize) -> f64 {
    inner_constant(x, k) + inner_constant(x, n as f64) + inner_constant(x, costate::detach(x))
}

#[test]
fn constants_are_passed_on_and_values_detached() {
    let mut tape = HeapTape::new();
    let mut dx = 0.0;
    assert_eq!(passes_a_constant::vjp(3.0, &mut dx, 5.0, 2, 1.0, &mut tape), 90.0);
    assert_eq!(dx, 2.0 * 3.0 * (5.0 + 2.0 + 3.0));
    let mut dx = 0.0;
    let value = passes_a_constant::fwd(3.0, 5.0, 2, &mut tape);
    let none = &mut costate::NoAdjoint;
    passes_a_constant::rev(3.0, &mut dx, 5.0, none, 2, &mut (), 1.0, &mut tape);
    assert_eq!((value, dx), (90.0, 60.0));
}

macro_rules! scaled_by {
    ($name:ident, $x:ident, $k:expr, $e:expr) => {
        #[costate::differentiable]
        fn $name($x: f64) -> f64 {
            let factor = $k;
            $e * factor
        }
    };
}

scaled_by!(tripled_square, y, 3.0, y * y);

#[test]
fn arguments_may_be_named_by_the_caller_of_a_macro() {
    assert_eq!(tripled_square::value_and_grad(2.0), (12.0, 12.0));
}
