//! The order of the checks.

use super::direction::{directions, zero};
use super::random::Random;
use super::{CheckTape, GradientCheck, GradientError, Report, Vector};

impl<X: Vector, Y: Vector> GradientCheck<'_, X, Y> {
    /// Runs all checks.
    ///
    /// # Errors
    /// The first check that fails: what, where, and how far off.
    pub fn run(&self) -> Result<Report, GradientError> {
        let y = (self.f)(&self.x);
        self.finite("the value", y.components())?;
        let mut random = Random::new(self.seed);
        let directions = directions(&self.x, self.directions, &mut random);
        let jvps = self.run_jvps(&y, &directions)?;

        let mut report = Report {
            name: self.name.clone(),
            inputs: self.x.components().len(),
            outputs: y.components().len(),
            directions: directions.len(),
            central_difference: self.check_central(&y, &directions, &jvps)?,
            dual: self.check_dual(&y, &directions, &jvps)?,
            dot_product: 0.0,
            reverse: 0.0,
            accumulation: 0.0,
            tape_words: 0,
        };
        let mut tape = CheckTape::new();
        for round in 0..self.directions.max(1) {
            let dr = self.cotangent(&y, round, &mut random);
            let mut dx = zero(&self.x);
            self.run_vjp(&y, &mut dx, &dr, &mut tape)?;
            let dot_product = self.check_dot(&directions, &jvps, &dr, &dx)?;
            let reverse = self.check_reverse(&directions, &jvps, &dr, &dx)?;
            let accumulation = self.check_sum(&y, &dr, &dx, &mut tape, &mut random)?;
            report.dot_product = report.dot_product.max(dot_product);
            report.reverse = report.reverse.max(reverse);
            report.accumulation = report.accumulation.max(accumulation);
        }
        report.tape_words = tape.peak();
        Ok(report)
    }
}
