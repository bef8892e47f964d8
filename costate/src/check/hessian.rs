//! The check of a second derivative.
//!
//! | check | says that | to |
//! |---|---|---|
//! | symmetry | ⟨u, H v⟩ = ⟨v, H u⟩ | 1e-10 |
//! | difference | H v is (∇f(x + h v) − ∇f(x − h v)) / 2h | 1e-6 |
//! | Taylor | f(x + h v) − f(x) − h ∇f·v − h²/2 v·H v is of third order in h | a factor 8 ± 30 % |

use core::fmt;
use std::format;
use std::string::String;
use std::vec::Vec;

use super::compare::{Worst, dot, size};
use super::direction::{Direction, Label, directions, moved};
use super::random::Random;
use super::{Check, GradientError, Vector};

/// The largest error of each check of a Hessian, relative to the size of what it compares.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct HessianReport {
    /// The function.
    pub name: String,
    /// ⟨u, H v⟩ from ⟨v, H u⟩.
    pub symmetry: f64,
    /// H v from the gradient's central differences.
    pub central_difference: f64,
    /// The Taylor remainder of half the step, from an eighth of that of the whole.
    pub taylor: f64,
}

impl fmt::Display for HessianReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, symmetry, central_difference, taylor } = self;
        write!(f, "{name}: symmetry {symmetry:.0e}, central {central_difference:.0e}, Taylor {taylor:.0e}")
    }
}

/// Checks `hvp` of a function at `x` against its own transpose, the gradient and the value.
///
/// Directions are the axes (of up to 32 inputs) and four seeded random ones. The function must be
/// smooth for a hundredth of the inputs' size around `x`.
/// ```
/// use costate::check::check_hessian;
/// // f(x, y) = x² y
/// check_hessian(
///     "cubic",
///     [2.0, 3.0],
///     |&[x, y]| x * x * y,
///     |&[x, y]| [2.0 * x * y, x * x],
///     |&[x, y], &[u, v]| [2.0 * y * u + 2.0 * x * v, 2.0 * x * u],
/// )
/// .unwrap();
/// ```
///
/// # Errors
/// The first check that fails: what, where, and how far off.
pub fn check_hessian<X: Vector>(
    name: &str,
    x: X,
    f: impl Fn(&X) -> f64,
    gradient: impl Fn(&X) -> X,
    hvp: impl Fn(&X, &X) -> X,
) -> Result<HessianReport, GradientError> {
    let ways = directions(&x, 4, &mut Random::new(1));
    let products: Vec<X> = ways.iter().map(|way| hvp(&x, &way.tangent)).collect();
    Ok(HessianReport {
        name: name.into(),
        symmetry: check_symmetry(name, &ways, &products)?,
        central_difference: check_central(name, &x, &gradient, &ways, &products)?,
        taylor: check_taylor(name, &x, &f, &gradient(&x), &ways, &products)?,
    })
}

/// ⟨u, H v⟩ = ⟨v, H u⟩
fn check_symmetry<X: Vector>(
    name: &str,
    ways: &[Direction<X>],
    products: &[X],
) -> Result<f64, GradientError> {
    let mut worst = Worst::new(name, Check::Symmetry, 1e-10);
    let norm = |v: &X| dot(v.components(), v.components()).sqrt();
    for (i, (u, hu)) in ways.iter().zip(products).enumerate() {
        for (v, hv) in ways.iter().zip(products).take(i) {
            let (a, b) =
                (dot(u.tangent.components(), hv.components()), dot(v.tangent.components(), hu.components()));
            let scale = (norm(&u.tangent) * norm(hv)).max(norm(&v.tangent) * norm(hu));
            worst.number(a, b, scale, format_args!("{} and {}", u.label, v.label))?;
        }
    }
    Ok(worst.error)
}

/// H v ≈ (∇f(x + h v) − ∇f(x − h v)) / 2h
fn check_central<X: Vector>(
    name: &str,
    x: &X,
    gradient: &impl Fn(&X) -> X,
    ways: &[Direction<X>],
    products: &[X],
) -> Result<f64, GradientError> {
    const STEP: f64 = 6e-6;
    let mut worst = Worst::new(name, Check::Hessian, 1e-6);
    // below this, a difference is the rounding of the gradients
    let floor = 1e-3 * size(gradient(x).components());
    for (Direction { tangent, label }, product) in ways.iter().zip(products) {
        let (ahead, behind) = (gradient(&moved(x, tangent, STEP)), gradient(&moved(x, tangent, -STEP)));
        let pairs = ahead.components().iter().zip(behind.components());
        let difference: Vec<f64> = pairs.map(|(a, b)| (a - b) / (2.0 * STEP)).collect();
        worst.vector(product.components(), &difference, floor, |i| format!("component {i}, {label}"))?;
    }
    Ok(worst.error)
}

/// The remainder r(h) = f(x + h v) − f(x) − h ∇f·v − h²/2 v·H v falls by 8 when h is halved.
fn check_taylor<X: Vector>(
    name: &str,
    x: &X,
    f: &impl Fn(&X) -> f64,
    gradient: &X,
    ways: &[Direction<X>],
    products: &[X],
) -> Result<f64, GradientError> {
    const STEP: f64 = 1e-2;
    let mut worst = Worst::new(name, Check::Taylor, 0.3);
    let value = f(x);
    for (way, product) in ways.iter().zip(products).filter(|(way, _)| matches!(way.label, Label::Random(_))) {
        let v = way.tangent.components();
        let (slope, curvature) = (dot(gradient.components(), v), dot(v, product.components()));
        let remainder = |h: f64| f(&moved(x, &way.tangent, h)) - value - h * slope - 0.5 * h * h * curvature;
        let (whole, half) = (remainder(STEP), remainder(STEP / 2.0));
        // what rounding leaves of a remainder that is zero
        let floor = 1e-13 * (value.abs() + (STEP * slope).abs());
        worst.number(half, whole / 8.0, (whole / 8.0).abs() + floor, way.label)?;
    }
    Ok(worst.error)
}

#[cfg(test)]
mod tests {
    use super::*;

    const X: [f64; 2] = [2.0, -3.0];

    fn value(&[x, y]: &[f64; 2]) -> f64 {
        x * x * y + y * y * y * y
    }
    fn gradient(&[x, y]: &[f64; 2]) -> [f64; 2] {
        [2.0 * x * y, x * x + 4.0 * y * y * y]
    }
    fn hvp(&[x, y]: &[f64; 2], &[u, v]: &[f64; 2]) -> [f64; 2] {
        [2.0 * y * u + 2.0 * x * v, 2.0 * x * u + 12.0 * y * y * v]
    }

    fn failure(hvp: impl Fn(&[f64; 2], &[f64; 2]) -> [f64; 2]) -> Check {
        match check_hessian("f", X, value, gradient, hvp) {
            Err(GradientError::Wrong { check, .. }) => check,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_right_hessian_passes() {
        let report = check_hessian("f", X, value, gradient, hvp).unwrap();
        assert!(
            report.symmetry < 1e-14 && report.central_difference < 1e-8 && report.taylor < 0.1,
            "{report}"
        );
    }

    #[test]
    fn a_wrong_hessian_is_named() {
        assert_eq!(failure(|x, v| [hvp(x, v)[0], 0.0]), Check::Symmetry);
        assert_eq!(failure(|x, v| hvp(x, v).map(|h| 1.001 * h)), Check::Hessian);
        let wrong = check_hessian("f", X, |x| 1.001 * value(x), gradient, hvp);
        assert!(matches!(wrong, Err(GradientError::Wrong { check: Check::Taylor, .. })), "{wrong:?}");
    }
}
