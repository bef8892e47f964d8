//! `jvp` against central differences and dual numbers.

use std::format;
use std::string::String;
use std::vec::Vec;

use super::compare::{Worst, size};
use super::direction::{Direction, Label, moved};
use super::{Check, GradientCheck, GradientError, Vector};

impl<X: Vector, Y: Vector> GradientCheck<'_, X, Y> {
    /// `jvp` in every direction; its values must be the function's.
    pub(super) fn run_jvps(&self, y: &Y, directions: &[Direction<X>]) -> Result<Vec<Y>, GradientError> {
        let run = |direction: &Direction<X>| {
            let (value, tangent) = (self.jvp)(&self.x, &direction.tangent);
            self.same_value("jvp", value.components(), y)?;
            let what = "the result of jvp";
            self.length(what, tangent.components(), y.components().len())?;
            self.finite(what, tangent.components())?;
            Ok(tangent)
        };
        directions.iter().map(run).collect()
    }

    /// J ẋ ≈ (f(x + h ẋ) − f(x − h ẋ)) / 2h
    pub(super) fn check_central(
        &self,
        y: &Y,
        directions: &[Direction<X>],
        jvps: &[Y],
    ) -> Result<f64, GradientError> {
        let tolerance = self.tolerances.central_difference;
        let mut worst = Worst::new(&self.name, Check::CentralDifference, tolerance);
        for (direction, jvp) in directions.iter().zip(jvps) {
            let slopes = self.slopes(&direction.tangent, self.step);
            let scale = slope_scale(y, jvp);
            for (i, (&got, &want)) in jvp.components().iter().zip(&slopes).enumerate() {
                let compared = worst.number(got, want, scale, place(i, direction.label));
                if let Err(wrong) = compared {
                    let error = self.finer(y, &direction.tangent, jvp, i).ok_or(wrong)?;
                    worst.error = worst.error.max(error);
                }
            }
        }
        Ok(worst.error)
    }

    /// (f(x + h ẋ) − f(x − h ẋ)) / 2h
    fn slopes(&self, tangent: &X, h: f64) -> Vec<f64> {
        let (ahead, behind) = ((self.f)(&moved(&self.x, tangent, h)), (self.f)(&moved(&self.x, tangent, -h)));
        let pairs = ahead.components().iter().zip(behind.components());
        pairs.map(|(a, b)| (a - b) / (2.0 * h)).collect()
    }

    /// How far `jvp` is off a difference of smaller step with which it agrees, if there is one: a
    /// function may bend within the step of an input that is small, or be broken off there.
    ///
    /// A difference in which the values' rounding could be seen says nothing, and neither does zero,
    /// which is what rounding makes of a step that is too small.
    fn finer(&self, y: &Y, tangent: &X, jvp: &Y, output: usize) -> Option<f64> {
        const STEPS: i32 = 12;
        let (tolerance, size_y) = (self.tolerances.central_difference, size(y.components()));
        let (got, scale) = (jvp.components()[output], slope_scale(y, jvp));
        (1..=STEPS).find_map(|k| {
            let h = self.step / 16_f64.powi(k);
            let slopes = self.slopes(tangent, h);
            let rounding = f64::EPSILON * size_y / h;
            let (want, told) = (slopes[output], rounding <= 0.25 * tolerance * scale);
            let error = (got - want).abs() / scale.max(f64::MIN_POSITIVE);
            (told && want != 0.0 && error <= tolerance).then_some(error)
        })
    }

    /// J ẋ = the dual part of f(x + ε ẋ); `None` where there is no dual run.
    pub(super) fn check_dual(
        &self,
        y: &Y,
        directions: &[Direction<X>],
        jvps: &[Y],
    ) -> Result<Option<f64>, GradientError> {
        let Some(dual) = &self.dual else {
            return Ok(None);
        };
        let mut worst = Worst::new(&self.name, Check::Dual, self.tolerances.dual);
        for (Direction { tangent, label }, jvp) in directions.iter().zip(jvps) {
            let result = dual(&self.x.duals(tangent));
            let result = Y::dual_components(&result).iter();
            let (values, slopes): (Vec<f64>, Vec<f64>) = result.map(|r| (r.re, r.eps)).unzip();
            self.same_value("the dual run", &values, y)?;
            worst.vector(jvp.components(), &slopes, 0.0, |i| place(i, *label))?;
        }
        Ok(Some(worst.error))
    }
}

fn place(output: usize, label: Label) -> String {
    format!("output {output} {label}")
}

/// What differences are compared with: the slopes as `jvp` gives them, since a difference over a jump may be
/// of any size; below a thousandth of the values they are rounding.
fn slope_scale<Y: Vector>(y: &Y, jvp: &Y) -> f64 {
    size(jvp.components()).max(1e-3 * size(y.components()))
}
