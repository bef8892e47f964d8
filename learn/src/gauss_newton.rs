//! Gauss-Newton with Levenberg's damping.
//!
//! Near x the residual is r + J d; the step solves (JᵀJ + λ I) d = −Jᵀ r. A step that lowers
//! ½‖r‖² is taken and λ falls, so that the method ends as plain Gauss-Newton; a step that does
//! not, or that leaves the finite numbers, is tried again with a larger λ: shorter, and turned
//! towards the gradient. (Nocedal & Wright, Numerical Optimization, §10.3.)

use serde::{Deserialize, Serialize};

use crate::failure::{Failure, finite};
use crate::{LeastSquares, cholesky};

/// How [`GaussNewton`] damps its steps.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GaussNewtonOptions {
    /// λ of the first step.
    pub damping: f64,
    /// Factor of λ after a step that was taken, below 1.
    pub lower: f64,
    /// Factor of λ after a step that was not, above 1.
    pub raise: f64,
    /// Steps to try in one update before giving up.
    pub trials: usize,
}

impl Default for GaussNewtonOptions {
    fn default() -> Self {
        Self { damping: 1e-4, lower: 0.1, raise: 4.0, trials: 40 }
    }
}

/// A point on its way to the minimum of ½ ‖r(x)‖².
#[derive(Clone, Debug)]
pub struct GaussNewton {
    options: GaussNewtonOptions,
    x: Vec<f64>,
    residual: Vec<f64>,
    jacobian: Vec<f64>,
    damping: f64,
    updates: usize,
    evaluations: usize,
}

impl GaussNewton {
    /// Linearises `problem` at the start `x`.
    ///
    /// # Errors
    /// [`Failure::Diverged`] where the residual or its Jacobian is not finite there.
    pub fn new(
        problem: &mut impl LeastSquares,
        x: Vec<f64>,
        options: GaussNewtonOptions,
    ) -> Result<Self, Failure> {
        let (n, m) = (problem.unknowns(), problem.equations());
        let mut start = Self {
            options,
            x,
            residual: vec![0.0; m],
            jacobian: vec![0.0; m * n],
            damping: options.damping,
            updates: 0,
            evaluations: 0,
        };
        start.linearize(problem)?;
        Ok(start)
    }

    /// Takes one step downhill.
    ///
    /// # Errors
    /// [`Failure::Stalled`] where no step lowers the loss, [`Failure::Diverged`] where none is
    /// finite or the new Jacobian is not; `self` keeps the last good point.
    pub fn update(&mut self, problem: &mut impl LeastSquares) -> Result<(), Failure> {
        let old = self.clone();
        self.updates += 1;
        if let Err(failure) = self.descend(problem).and_then(|()| self.linearize(problem)) {
            let evaluations = self.evaluations;
            *self = Self { evaluations, ..old };
            return Err(failure);
        }
        Ok(())
    }

    /// The unknowns.
    pub fn x(&self) -> &[f64] {
        &self.x
    }

    /// r(x).
    pub fn residual(&self) -> &[f64] {
        &self.residual
    }

    /// ½ ‖r(x)‖².
    pub fn loss(&self) -> f64 {
        half_square(&self.residual)
    }

    /// λ of the next step.
    pub fn damping(&self) -> f64 {
        self.damping
    }

    /// Steps taken.
    pub fn updates(&self) -> usize {
        self.updates
    }

    /// Residuals computed so far, with or without their Jacobian, those of refused steps too.
    pub fn evaluations(&self) -> usize {
        self.evaluations
    }

    /// Tries steps with growing λ until one lowers the loss.
    fn descend(&mut self, problem: &mut impl LeastSquares) -> Result<(), Failure> {
        let loss = self.loss();
        let mut trial = vec![0.0; self.residual.len()];
        let mut shortest = f64::INFINITY;
        let mut seen_finite = false;
        for _trial in 0..self.options.trials {
            if let Some(step) = self.step() {
                shortest = shortest.min((2.0 * half_square(&step)).sqrt());
                let x: Vec<f64> = self.x.iter().zip(&step).map(|(x, d)| x + d).collect();
                problem.residual(&x, &mut trial);
                self.evaluations += 1;
                let lowered = half_square(&trial);
                seen_finite |= lowered.is_finite();
                if lowered < loss {
                    self.x = x;
                    self.damping *= self.options.lower;
                    return Ok(());
                }
            }
            self.damping = (self.damping * self.options.raise).max(f64::MIN_POSITIVE);
        }
        let (update, trials) = (self.updates, self.options.trials);
        if !seen_finite {
            finite("the residual of every step", &trial, update)?;
        }
        Err(Failure::Stalled { loss, update, trials, shortest })
    }

    /// d of (JᵀJ + λ I) d = −Jᵀ r; nothing where the matrix is singular to working precision.
    fn step(&self) -> Option<Vec<f64>> {
        let n = self.x.len();
        let mut normal = vec![0.0; n * n];
        let mut step = vec![0.0; n];
        for (row, r) in self.jacobian.chunks_exact(n).zip(&self.residual) {
            for i in 0..n {
                step[i] -= row[i] * r;
                for j in 0..=i {
                    normal[i * n + j] += row[i] * row[j];
                }
            }
        }
        for i in 0..n {
            normal[i * n + i] += self.damping;
        }
        cholesky::solve(&mut normal, &mut step).then_some(step)
    }

    /// r and J at x.
    fn linearize(&mut self, problem: &mut impl LeastSquares) -> Result<(), Failure> {
        problem.linearize(&self.x, &mut self.residual, &mut self.jacobian);
        self.evaluations += 1;
        finite("the residual", &self.residual, self.updates)?;
        finite("the loss", &[self.loss()], self.updates)?;
        finite("the Jacobian", &self.jacobian, self.updates)
    }
}

/// ½ ‖v‖².
fn half_square(v: &[f64]) -> f64 {
    0.5 * v.iter().map(|x| x * x).sum::<f64>()
}

#[cfg(test)]
mod tests;
