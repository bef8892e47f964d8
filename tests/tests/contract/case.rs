//! The check itself: it accepts a right derivative, written by hand here, and notices wrong ones.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop)]

use costate::{HeapTape, Real, Tape};
use costate_tests::argument::{Read, Written};
use costate_tests::case::Case;
use costate_tests::check;

/// s = k Σ xᵢ², x ← k x
fn scale<T: Real>(k: T, x: &mut [T], twice: bool) -> T {
    let mut s = T::ZERO;
    for xi in x.iter_mut() {
        s += k * *xi * *xi;
        *xi *= k;
    }
    if twice { s + s } else { s }
}

#[allow(non_camel_case_types)]
enum scale {}

impl scale {
    fn fwd<T: Real>(k: T, x: &mut [T], twice: bool, tape: &mut impl Tape) -> T {
        tape.push_slice(x);
        self::scale(k, x, twice)
    }

    fn jvp<T: Real>(k: T, tk: T, x: &mut [T], tx: &mut [T], twice: bool) -> (T, T) {
        let two = T::from_f64(if twice { 2.0 } else { 1.0 });
        let mut ts = T::ZERO;
        for (x, tx) in x.iter().zip(tx.iter_mut()) {
            ts += two * (tk * *x * *x + k * (*x + *x) * *tx);
            *tx = tk * *x + k * *tx;
        }
        (self::scale(k, x, twice), ts)
    }

    fn vjp<T: Real>(k: T, dk: &mut T, x: &mut [T], dx: &mut [T], twice: bool, dr: T, _: &mut impl Tape) -> T {
        let two = T::from_f64(if twice { 2.0 } else { 1.0 });
        for (x, dx) in x.iter().zip(dx.iter_mut()) {
            *dk += *x * *dx + two * dr * *x * *x;
            *dx = k * *dx + two * dr * k * (*x + *x);
        }
        self::scale(k, x, twice)
    }
}

#[test]
fn a_right_derivative_passes() {
    check!(scale(in 0.7, mut vec![0.3, -0.6], fix true));
    check!(scale(in 0.7, mut vec![0.3, -0.6], fix false));
    check!(f64 scale(in 0.7, mut Vec::<f64>::new(), fix false));
}

/// x ↦ x², x by value.
fn square() -> Case<(Read<f64>,), f64> {
    Case::new("square", (Read(3.0),), |(x,)| (x.0 * x.0, (x,)))
}

/// The same in place.
fn in_place() -> Case<(Written<f64>,), ()> {
    Case::new("in place", (Written(3.0),), |(x,)| ((), (Written(x.0 * x.0),)))
}

#[test]
#[should_panic(expected = "by `jvp`")]
fn a_wrong_tangent_is_noticed() {
    square().jvp(|(x,), (t,)| (x.0 * x.0, 2.001 * x.0 * t, (x,), (t,)));
}

#[test]
#[should_panic(expected = "by `vjp`")]
fn a_wrong_adjoint_is_noticed() {
    square().vjp(|(x,), (d,), dr, _| (x.0 * x.0, (x.clone(),), (d + 2.001 * x.0 * dr,)));
}

#[test]
#[should_panic(expected = "by dual numbers")]
fn dual_numbers_are_compared() {
    square().dual(|(x,)| (x.0 * x.0 * x.0, (x,)));
}

#[test]
#[should_panic(expected = "the value of `fwd`")]
fn another_value_is_noticed() {
    square().fwd(|(x,), _| (x.0 * x.0 * (1.0 + f64::EPSILON), (x,)));
}

#[test]
#[should_panic(expected = "⟨Jᵀȳ, ẋ⟩")]
fn an_adjoint_that_does_not_accumulate_is_noticed() {
    square().vjp(|(x,), _, dr, _| (x.0 * x.0, (x.clone(),), (2.0 * x.0 * dr,)));
}

#[test]
#[should_panic(expected = "by `vjp`")]
fn an_adjoint_in_place_that_is_not_transformed_is_noticed() {
    in_place().vjp(|(x,), (d,), (), _| ((), (Written(x.0 * x.0),), (d + 2.0 * x.0 * d,)));
}

#[test]
#[should_panic(expected = "the tape is left as it was found")]
fn a_tape_left_fuller_is_noticed() {
    let leave = |tape: &mut HeapTape| tape.push(1.0);
    square().vjp(|(x,), (d,), dr, tape| {
        leave(tape);
        (x.0 * x.0, (x.clone(),), (d + 2.0 * x.0 * dr,))
    });
}
