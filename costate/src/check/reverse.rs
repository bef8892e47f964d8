//! `vjp` against `jvp`, and against itself.

use std::format;
use std::vec::Vec;

use super::compare::{Worst, dot, norm, size};
use super::direction::{Direction, Label};
use super::random::Random;
use super::{Check, CheckTape, GradientCheck, GradientError, Vector};

impl<X: Vector, Y: Vector> GradientCheck<'_, X, Y> {
    /// A random cotangent; in the first round all ones, so that no output is left out.
    pub(super) fn cotangent(&self, y: &Y, round: usize, random: &mut Random) -> Y {
        let mut dr = y.clone();
        for d in dr.components_mut() {
            *d = if round == 0 { 1.0 } else { random.symmetric() };
        }
        dr
    }

    /// `vjp` onto `dx`; its value must be the function's, and the tape must be left empty.
    pub(super) fn run_vjp(
        &self,
        y: &Y,
        dx: &mut X,
        dr: &Y,
        tape: &mut CheckTape,
    ) -> Result<(), GradientError> {
        let value = (self.vjp)(&self.x, dx, dr, tape);
        self.same_value("vjp", value.components(), y)?;
        let what = "the adjoint from vjp";
        self.length(what, dx.components(), self.x.components().len())?;
        self.finite(what, dx.components())?;
        match crate::Tape::mark(tape) {
            0 => Ok(()),
            words => Err(GradientError::Tape { name: self.name.clone(), words }),
        }
    }

    /// ⟨Jᵀ ȳ, ẋ⟩ = ⟨ȳ, J ẋ⟩, relative to the larger product of norms.
    pub(super) fn check_dot(
        &self,
        directions: &[Direction<X>],
        jvps: &[Y],
        dr: &Y,
        dx: &X,
    ) -> Result<f64, GradientError> {
        let mut worst = Worst::new(&self.name, Check::DotProduct, self.tolerances.dot_product);
        let (dr, dx) = (dr.components(), dx.components());
        for (Direction { tangent, label }, jvp) in directions.iter().zip(jvps) {
            let (tangent, jvp) = (tangent.components(), jvp.components());
            let scale = (norm(dx) * norm(tangent)).max(norm(dr) * norm(jvp));
            worst.number(dot(dx, tangent), dot(dr, jvp), scale, label)?;
        }
        Ok(worst.error)
    }

    /// (Jᵀ ȳ)ᵢ ẋᵢ = ⟨ȳ, J ẋᵢ⟩ along each axis i.
    pub(super) fn check_reverse(
        &self,
        directions: &[Direction<X>],
        jvps: &[Y],
        dr: &Y,
        dx: &X,
    ) -> Result<f64, GradientError> {
        let mut worst = Worst::new(&self.name, Check::Reverse, self.tolerances.reverse);
        let mut pairs = Vec::new();
        for (direction, jvp) in directions.iter().zip(jvps) {
            if let Label::Axis(i) = direction.label {
                let got = dx.components()[i] * direction.tangent.components()[i];
                pairs.push((got, dot(dr.components(), jvp.components())));
            }
        }
        let (got, want): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
        worst.vector(&got, &want, 0.0, |i| format!("adjoint of input {i}"))?;
        Ok(worst.error)
    }

    /// `vjp` onto adjoints that are not zero adds the same as onto zero.
    pub(super) fn check_sum(
        &self,
        y: &Y,
        dr: &Y,
        dx: &X,
        tape: &mut CheckTape,
        random: &mut Random,
    ) -> Result<f64, GradientError> {
        let tolerance = self.tolerances.accumulation;
        let mut worst = Worst::new(&self.name, Check::Accumulation, tolerance);
        let scale = size(dx.components()).max(f64::MIN_POSITIVE);
        let mut given = dx.clone();
        given.components_mut().fill_with(|| random.symmetric() * scale);
        let pairs = given.components().iter().zip(dx.components());
        let want: Vec<f64> = pairs.map(|(given, added)| given + added).collect();
        self.run_vjp(y, &mut given, dr, tape)?;
        worst.vector(given.components(), &want, 0.0, |i| format!("adjoint of input {i}"))?;
        Ok(worst.error)
    }
}
