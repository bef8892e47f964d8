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
        // below this, a difference is the rounding of the values
        let floor = 1e-3 * size(y.components());
        for (Direction { tangent, label }, jvp) in directions.iter().zip(jvps) {
            let ahead = (self.f)(&moved(&self.x, tangent, self.step));
            let behind = (self.f)(&moved(&self.x, tangent, -self.step));
            let pairs = ahead.components().iter().zip(behind.components());
            let slopes: Vec<f64> = pairs.map(|(a, b)| (a - b) / (2.0 * self.step)).collect();
            worst.vector(jvp.components(), &slopes, floor, |i| place(i, *label))?;
        }
        Ok(worst.error)
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
