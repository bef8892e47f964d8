//! `powi` and `powf`: of zero, to zero, of negative numbers; where both exist they agree.

use costate::{Real, differentiable};

const INF: f64 = f64::INFINITY;

#[differentiable]
fn powi<T: Real>(x: [T; 1], n: i32) -> T {
    x[0].powi(n)
}

#[differentiable]
fn powf<T: Real>(x: [T; 2]) -> T {
    x[0].powf(x[1])
}

#[differentiable]
fn to_the_nothing<T: Real>(x: [T; 1]) -> T {
    x[0].powi(0)
}

#[differentiable]
fn inverse<T: Real>(x: [T; 1]) -> T {
    x[0].powi(-1)
}

#[differentiable]
fn square<T: Real>(x: [T; 1]) -> T {
    x[0].powi(2)
}

#[differentiable]
fn itself<T: Real>(x: [T; 1]) -> T {
    x[0].powi(1)
}

#[test]
fn integer_powers_of_zero() {
    assert_eq!(slopes!(to_the_nothing(0.0)), [0.0]);
    assert_eq!(slopes!(to_the_nothing(-3.0)), [0.0]);
    assert_eq!(slopes!(itself(0.0)), [1.0]);
    assert_eq!(slopes!(square(0.0)), [0.0]);
    assert_eq!(slopes!(square(-3.0)), [-6.0]);
    assert_eq!(slopes!(inverse(0.0)), [-INF]);
}

#[test]
fn powers_to_zero_and_of_zero() {
    assert_eq!(slopes!(powf(0.0, 0.0)), [0.0, 0.0]);
    assert_eq!(slopes!(powf(1.0, 0.0)), [0.0, 0.0]);
    assert_eq!(slopes!(powf(0.0, 0.5)), [INF, 0.0]);
    assert_eq!(slopes!(powf(0.0, 1.0)), [1.0, 0.0]);
    assert_eq!(slopes!(powf(0.0, 2.0)), [0.0, 0.0]);
    assert_eq!(slopes!(powf(0.0, -1.0)), [-INF, 0.0]);
}

#[test]
fn powers_of_negative_numbers() {
    assert_eq!(slopes!(powf(-2.0, 3.0)), [12.0, 0.0]);
    assert_eq!(slopes!(powf(-2.0, 2.0)), [-4.0, 0.0]);
    let [base, exponent] = slopes!(powf(-2.0, 0.5));
    assert!(base.is_nan() && exponent == 0.0);
}

#[test]
fn the_two_powers_agree() {
    for x in [-2.5_f64, -1.0, 0.3, 1.0, 7.0] {
        for n in -4..=4 {
            let (by_integer, _) = powi::jvp([x], [1.0], n);
            let slope = powi::jvp([x], [1.0], n).1;
            let (by_float, other) = powf::jvp([x, f64::from(n)], [1.0, 0.0]);
            let near = |a: f64, b: f64| (a - b).abs() <= 1e-14 * a.abs().max(1.0);
            assert!(near(by_integer, by_float) && near(slope, other), "{x} to {n}: {slope}, {other}");
        }
    }
}
