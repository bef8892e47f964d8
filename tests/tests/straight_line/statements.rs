//! Straight-line code: overwriting, shadowing, patterns, casts, constants.

// what people write, also where clippy knows better
#![allow(clippy::needless_late_init, clippy::needless_return)]

use costate::{Diff, Real, Scalar, differentiable};
use costate_tests::check;

#[differentiable]
fn squared_twice<T: Real>(x: T) -> T {
    let mut x = x;
    x = x * x;
    x = x * x;
    x
}

#[differentiable]
fn mutable_parameter<T: Real>(mut x: T, y: T) -> T {
    x *= y;
    x = x * x + y;
    x
}

#[test]
fn a_variable_overwritten_by_its_square() {
    check!(squared_twice(in 1.3));
    check!(mutable_parameter(in 0.7, in -1.2));
}

#[differentiable]
fn product<T: Real>(a: T, b: T) -> T {
    a * b.sin()
}

#[differentiable]
fn same_variable_twice<T: Real>(x: T) -> T {
    product(x, x) + product(product(x, x), x)
}

#[test]
fn a_variable_twice_in_a_call() {
    check!(same_variable_twice(in 0.8));
}

#[differentiable]
fn shadowed<T: Real>(x: T, y: T) -> T {
    let x = x * y;
    let z = {
        let x = x.sin();
        let y = x * y;
        y + x
    };
    let x = x * z;
    x + y
}

#[test]
fn shadowing_in_one_block_and_in_inner_ones() {
    check!(shadowed(in 0.6, in 1.1));
}

#[differentiable]
fn overwritten_after_use<T: Real>(x: T, y: T) -> T {
    let mut a = x * y;
    let before = a.sin();
    a = a.exp() * y;
    let between = a * a;
    a = x;
    before * between + a * a
}

#[test]
fn a_variable_used_nonlinearly_before_and_after_it_is_overwritten() {
    check!(overwritten_after_use(in 0.4, in 0.9));
}

#[differentiable]
fn compound<T: Real>(x: T, y: T) -> T {
    let mut a = x;
    a += y * x;
    a -= x * x;
    a *= a;
    a /= y + 3.0;
    a *= a + x;
    a
}

#[test]
fn compound_assignment_of_every_kind() {
    check!(compound(in 0.4, in 0.9));
}

#[differentiable]
fn casts(x: f64, n: usize, k: i32) -> f64 {
    let scale = n as f64 + 0.5;
    let m = (k as f64 * 2.0) as i32 + 1;
    let narrow = x as f32;
    let wide = narrow as f64;
    scale * x * x + m as f64 * x + wide * 0.0
}

#[differentiable]
fn truncated(x: f64, y: f64) -> f64 {
    let cell = x as usize;
    let fraction = x - cell as f64;
    y * fraction * fraction + cell as f64 * y
}

#[test]
fn casts_between_integers_and_floats() {
    check!(f64 casts(in 1.25, fix 3usize, fix -2));
    check!(f64 truncated(in 3.3, in 0.7));
}

#[differentiable]
fn narrowed(x: f64, y: f64) -> f64 {
    let a = (x * y) as f32;
    let b = a * a;
    b as f64 * y
}

#[test]
fn a_cast_between_floats_keeps_the_derivative() {
    let mut tape = costate::HeapTape::new();
    let (mut dx, mut dy) = (0.0, 0.0);
    let value = narrowed::vjp(1.5, &mut dx, 2.0, &mut dy, 1.0, &mut tape);
    assert_eq!(value, narrowed(1.5, 2.0));
    assert_eq!((dx, dy), (2.0 * 1.5 * 8.0, 3.0 * 2.25 * 4.0));
}

const GRAVITY: f64 = 9.81;

#[differentiable]
fn constants(x: f64, y: f64) -> f64 {
    const HALF: f64 = 0.5;
    let turn = core::f64::consts::PI * x;
    HALF * GRAVITY * y * y + turn.sin() * f64::EPSILON + turn.cos()
}

#[differentiable]
fn associated_constants<T: Real>(x: T) -> T {
    let one = T::ONE;
    let mut a = T::ZERO;
    a += T::PI * x;
    (one + one) * a.sin() + T::from_f64(GRAVITY) * x * x
}

#[test]
fn constants_local_global_and_associated() {
    check!(f64 constants(in 0.3, in 1.4));
    check!(associated_constants(in 0.3));
}

#[differentiable]
fn tuples<T: Real>(x: T, y: T) -> T {
    let (a, b) = (x * y, x + y);
    let pair = (a.sin(), (b, a * b));
    let (c, (d, _)) = pair;
    let mut last = (c, d);
    last.0 *= last.1;
    last.1 = pair.1.1;
    last.0 * last.1 + pair.0
}

#[differentiable]
fn swapped<T: Real>(x: T, y: T) -> T {
    let (mut a, mut b) = (x, y * y);
    (a, b) = (b, a);
    a *= a;
    (a, b) = (a + b, a * b);
    a - b
}

#[test]
fn tuples_and_destructuring_assignment() {
    check!(tuples(in 0.5, in 1.2));
    check!(swapped(in 0.5, in 1.2));
}

#[differentiable]
fn nested_blocks<T: Real>(x: T) -> T {
    let mut total = x;
    let y = {
        let square = x * x;
        total += square;
        {
            let cube = square * x;
            total *= cube;
            cube - x
        }
    };
    total * y
}

#[test]
fn nested_blocks_with_effects_outside() {
    check!(nested_blocks(in 1.1));
}

/// Two numbers by name.
#[derive(Clone, Copy, Diff)]
struct Named<T> {
    first: T,
    second: T,
}

/// Two numbers by place.
#[derive(Clone, Copy, Diff)]
struct Placed<T>(T, T);

#[differentiable]
fn patterns<T: Real>(x: T, pair: (T, (T, T))) -> T {
    let (a, (mut b, _)) = pair;
    b *= x;
    let named = Named { first: a, second: x };
    let Named { first, second: renamed } = named;
    let Named { second, .. } = named;
    let Placed(p, mut q) = Placed(first, renamed * b);
    q += p * second;
    let _ = a * b;
    let (c, d): (T, T) = (q, p);
    c * d + a * b
}

#[test]
fn let_patterns() {
    check!(patterns(in 0.4, in (1.1, (1.3, 0.9))));
}

#[differentiable]
fn declared_later<T: Real>(x: T) -> T {
    let y;
    let z: T;
    y = x * x;
    z = y.sin() * x;
    y * z
}

#[test]
fn a_variable_declared_before_it_is_set() {
    check!(declared_later(in 0.9));
}

#[differentiable]
fn signs<T: Real>(x: T, y: T) -> T {
    let a = -x;
    -(a * -y) - (-(a))
}

#[differentiable]
fn literals<T: Real>(x: T) -> T {
    0.5 * x * x - 3.0 / x + (2.0 - x) * 1e-1
}

#[test]
fn negation_parentheses_and_literals() {
    check!(signs(in 0.5, in 1.5));
    check!(literals(in 1.5));
}

#[differentiable]
fn trigonometric<T: Real>(x: T, y: T) -> T {
    let (s, c) = x.sin_cos();
    x.sin() * y.cos() + x.tan() + x.asin() * y.acos() + y.atan() + x.atan2(y) + s * c
}

#[differentiable]
fn exponential<T: Real>(x: T, y: T) -> T {
    x.exp() + x.exp_m1() * y.ln() + y.ln_1p() + y.log2() * x.log10() + x.sinh() + x.cosh() * y.tanh()
}

#[differentiable]
fn powers<T: Real>(x: T, y: T) -> T {
    x.powf(y) + x.powi(3) * y.cbrt() + x.hypot(y) + y.sqrt() + x.recip() + x.powi(-2)
}

#[differentiable]
fn pieces<T: Real>(x: T, y: T) -> T {
    let low = T::from_f64(-0.5);
    let steps = x.floor() + x * y.round() + x.ceil() + x.trunc();
    x.abs() * y.signum() + x.max(y) * x.min(y) + y.clamp(low, 0.25) * x + steps
}

#[test]
fn every_primitive() {
    check!(trigonometric(in 0.4, in 0.7));
    check!(exponential(in 0.4, in 0.7));
    check!(powers(in 0.4, in 0.7));
    check!(pieces(in -0.4, in 0.7));
}

#[differentiable]
fn primitives_of_f64(x: f64, y: f64) -> f64 {
    let a = x.sin().exp() * y.ln() + f64::max(x, y) - y.powi(3);
    a.abs().sqrt() * f64::cos(x) + f64::powf(y, x)
}

#[differentiable]
fn primitives_by_path<T: Real>(x: T, y: T) -> T {
    T::sin(x) * Real::exp(y) + T::max(x, y) + T::recip(y)
}

#[test]
fn primitives_as_methods_and_by_path() {
    check!(f64 primitives_of_f64(in 0.4, in 0.7));
    check!(primitives_by_path(in 0.4, in 0.7));
}

#[differentiable]
fn single_precision(x: f32, y: f32) -> f32 {
    let mut a = x * y;
    a = a.sin() * x;
    a * a + 0.5 * y
}

#[test]
fn single_precision_follows_its_own_formula() {
    let mut tape = costate::HeapTape::new();
    let (x, y) = (0.6_f32, 1.1_f32);
    let (mut dx, mut dy) = (0.0_f32, 0.0_f32);
    let value = single_precision::vjp(x, &mut dx, y, &mut dy, 1.0, &mut tape);
    assert_eq!(value.to_bits(), single_precision(x, y).to_bits());
    let (s, c) = ((x as f64 * y as f64).sin(), (x as f64 * y as f64).cos());
    let (x, y) = (x as f64, y as f64);
    let expected = (2.0 * s * x * (c * y * x + s), 2.0 * s * x * c * x * x + 0.5);
    assert!(
        (dx as f64 - expected.0).abs() < 1e-6 && (dy as f64 - expected.1).abs() < 1e-6,
        "{dx} {dy} {expected:?}"
    );
}

#[differentiable]
fn exchanged<T: Real>(x: T, y: T) -> T {
    let (mut a, mut b) = (x * y, y);
    core::mem::swap(&mut a, &mut b);
    a *= x;
    std::mem::swap(&mut a, &mut b);
    a * b.sin() + b
}

#[test]
fn swap_of_two_variables() {
    check!(exchanged(in 0.6, in 1.1));
}

#[differentiable]
fn detached<T: Real>(x: T, y: T) -> T {
    let frozen = costate::detach(x * y);
    frozen * x
}

#[test]
fn a_detached_value_has_no_derivative() {
    let mut tape = costate::HeapTape::new();
    let (mut dx, mut dy) = (0.0, 0.0);
    let value = detached::vjp(3.0, &mut dx, 5.0, &mut dy, 1.0, &mut tape);
    assert_eq!((value, dx, dy), (detached(3.0, 5.0), 15.0, 0.0));
    assert_eq!(detached::jvp(3.0, 1.0, 5.0, 1.0), (45.0, 15.0));
}

#[differentiable]
fn unused_and_constant<T: Real>(x: T, y: T) -> T {
    let _unused = x * y;
    x.sin();
    T::from_f64(2.0)
}

#[differentiable]
fn returned_argument<T: Real>(x: T) -> T {
    x
}

#[differentiable]
fn returned_early<T: Scalar>(x: T) -> T {
    return x * x;
}

#[test]
fn results_that_are_constant_an_argument_or_returned() {
    check!(unused_and_constant(in 0.5, in 0.6));
    check!(returned_argument(in 0.5));
    check!(returned_early(in 0.5));
}
