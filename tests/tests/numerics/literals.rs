//! Float literals in functions generic over `Real`: a `T`, or an `f64` beside one.

use costate::{Diff, Real, Scalar, differentiable};
use costate_tests::check;

/// The literal beside `x` is a `T`, the one beside `scale` an `f64`.
#[differentiable]
fn beside_an_argument<T: Real>(x: T, #[constant] scale: f64) -> T {
    0.5 * x * x * T::from_f64(scale) + T::from_f64(1.0 / scale) * x.sin() * 1.5
}

/// Through variables, both ways: what `half` is, its last use says.
#[differentiable]
fn through_variables<T: Real>(x: T, #[constant] scale: f64) -> T {
    let half = 0.5;
    let third = 1.0 / 3.0;
    let weight = scale * half + 0.25;
    let mut sum = 0.0;
    for _ in 0..3 {
        sum += weight.max(1e-3);
    }
    let of_t = third * x;
    T::from_f64(sum) * of_t * x
}

/// A closure's argument is spelled.
#[differentiable]
fn through_a_closure<T: Real>(x: T, y: T) -> T {
    let c = |x: f64| T::from_f64(x);
    let blend = |a: f64, b: f64| T::from_f64(a * 0.25 + b);
    c(2.0 / 9.0) * x * x + c(1.0 / 3.0) * y + c(-0.5) * x * y + blend(0.5, 1.0) * x
}

/// A variable of the same name is another.
#[differentiable]
fn shadowed<T: Real>(x: T, #[constant] h: f64) -> T {
    let inner = {
        let h = x * 0.5;
        h * 0.25 + 2.0
    };
    let h = T::from_f64(h * 0.5);
    h * 0.75 * inner * x
}

/// Tables, tuples, casts, comparisons.
#[differentiable]
fn tables<T: Real>(x: &[T], #[constant] steps: usize) -> T {
    let weights: [f64; 3] = [0.25, 0.5, 1.0 / 4.0];
    let (a, b): (f64, f64) = (0.5, 1.5);
    let step = steps as f64 * 0.125;
    let mut sum = T::ZERO;
    for (i, &w) in weights.iter().enumerate() {
        let scaled = if w > 0.3 { w * 2.0 } else { w / 2.0 };
        sum += T::from_f64(scaled * step) * x[i] * x[i] * 0.5;
    }
    let all: f64 = weights.iter().map(|w| 0.5 * w).sum();
    sum * T::from_f64(all + (a - b).abs().powf(0.5)) + 0.5 * x[0]
}

/// What is written through `&mut` and read from an `Option` is as it is spelled.
#[differentiable]
fn through_an_option<T: Scalar>(x: T, #[constant] limit: Option<f64>) -> T {
    let bound = match limit {
        Some(l) if l > 0.5 => l * 0.5,
        Some(l) => l + 0.125,
        None => 1.5,
    };
    if x > T::from_f64(bound) { 2.0 * x * x } else { x * x * x - 0.5 * x }
}

#[derive(Clone, Copy, Diff)]
struct Spring<T> {
    stiffness: T,
    rest: T,
}

#[differentiable]
trait Energy<T: Real> {
    fn at(&self, x: T) -> T;

    /// A default with a tolerance of its own.
    fn slope(&self, x: T, #[constant] h: f64) -> T {
        let step = T::from_f64(h * 0.5);
        (self.at(x + step) - self.at(x - step)) / T::from_f64(2.0 * (0.5 * h))
    }
}

#[differentiable]
impl<T: Real> Energy<T> for Spring<T> {
    fn at(&self, x: T) -> T {
        0.5 * self.stiffness * (x - self.rest) * (x - self.rest)
    }
}

#[differentiable]
fn of_a_trait<T: Real>(x: T, k: T) -> T {
    let spring = Spring { stiffness: k * k, rest: 0.3 };
    spring.slope(x, 0.1_f64) * x
}

/// The numbers are `f64` on dual numbers, too.
#[differentiable]
fn together<T: Scalar>(x: T, y: T, #[constant] limit: usize) -> T {
    let scale = 1.3_f64;
    let limit = match limit {
        0 => None,
        n => Some(0.2 * n as f64),
    };
    beside_an_argument(x, scale) * y
        + through_variables(x, scale)
        + shadowed(y, scale * 0.5)
        + through_an_option(x, limit)
}

#[test]
fn beside_a_value_that_is_f64_are_f64() {
    check!(through_a_closure(in 0.7, in -0.4));
    check!(tables(ref vec![0.3, -0.8, 1.1], fix 3));
    check!(of_a_trait(in 0.7, in 1.2));
}

#[test]
fn behind_an_option_are_what_it_is_of() {
    for limit in [0, 1, 4] {
        check!(together(in 0.7, in -0.4, fix limit));
    }
}

#[test]
fn mean_the_same_number_in_either_type() {
    let expected = 0.5 * 0.7 * 0.7 * 1.3 + 1.0 / 1.3 * 0.7_f64.sin() * 1.5;
    assert!((beside_an_argument(0.7, 1.3) - expected).abs() < 1e-15);
    let single = through_variables(0.7_f32, 1.3);
    assert!((f64::from(single) - through_variables(0.7, 1.3)).abs() < 1e-6);
}
