//! Adam, with a learning rate that follows the loss.
//!
//! Kingma & Ba 2015, arXiv:1412.6980. Adam's steps have the length of its rate, whatever the
//! gradient's, so a constant rate cannot end within a tolerance below it. Here the rate is
//! proportional to the loss, as in \[Degrave2019\] §3.2: η = rate · min(loss, cap).

use serde::{Deserialize, Serialize};

use crate::Objective;
use crate::failure::{Failure, finite};

/// How [`Adam`] steps.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdamOptions {
    /// Step per unit of loss.
    pub rate: f64,
    /// Loss above which the step does not grow any more.
    pub cap: f64,
    /// Memory β₁ of the mean gradient.
    pub beta1: f64,
    /// Memory β₂ of the mean squared gradient.
    pub beta2: f64,
    /// ε, in the unit of the gradient: components below it take shorter steps.
    pub epsilon: f64,
}

/// A point on its way to the minimum of a loss.
#[derive(Clone, Debug)]
pub struct Adam {
    options: AdamOptions,
    x: Vec<f64>,
    loss: f64,
    gradient: Vec<f64>,
    mean: Vec<f64>,
    square: Vec<f64>,
    updates: usize,
    evaluations: usize,
}

impl Adam {
    /// Evaluates `problem` at the start `x`.
    ///
    /// # Errors
    /// [`Failure::Diverged`] where the loss or its gradient is not finite there.
    pub fn new(problem: &mut impl Objective, x: Vec<f64>, options: AdamOptions) -> Result<Self, Failure> {
        let n = problem.unknowns();
        let mut start = Self {
            options,
            x,
            loss: 0.0,
            gradient: vec![0.0; n],
            mean: vec![0.0; n],
            square: vec![0.0; n],
            updates: 0,
            evaluations: 0,
        };
        start.evaluate(problem)?;
        Ok(start)
    }

    /// Takes one step and evaluates `problem` there.
    ///
    /// # Errors
    /// [`Failure::Diverged`] where the loss or its gradient is not finite there; `self` keeps the
    /// last good point.
    pub fn update(&mut self, problem: &mut impl Objective) -> Result<(), Failure> {
        let old = self.clone();
        self.updates += 1;
        self.step();
        if let Err(failure) = self.evaluate(problem) {
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

    /// The loss at x.
    pub fn loss(&self) -> f64 {
        self.loss
    }

    /// η of the next step.
    pub fn rate(&self) -> f64 {
        self.options.rate * self.loss.min(self.options.cap)
    }

    /// Steps taken.
    pub fn updates(&self) -> usize {
        self.updates
    }

    /// Losses computed so far, each with its gradient.
    pub fn evaluations(&self) -> usize {
        self.evaluations
    }

    /// x ← x − η m̂ / (√v̂ + ε), the means freed of their bias towards zero.
    fn step(&mut self) {
        let AdamOptions { beta1, beta2, epsilon, .. } = self.options;
        let rate = self.rate();
        let unbias1 = 1.0 - beta1.powi(self.updates as i32);
        let unbias2 = 1.0 - beta2.powi(self.updates as i32);
        for i in 0..self.x.len() {
            let g = self.gradient[i];
            self.mean[i] = beta1 * self.mean[i] + (1.0 - beta1) * g;
            self.square[i] = beta2 * self.square[i] + (1.0 - beta2) * g * g;
            let length = (self.square[i] / unbias2).sqrt() + epsilon;
            self.x[i] -= rate * (self.mean[i] / unbias1) / length;
        }
    }

    /// The loss and its gradient at x.
    fn evaluate(&mut self, problem: &mut impl Objective) -> Result<(), Failure> {
        self.loss = problem.value_and_gradient(&self.x, &mut self.gradient);
        self.evaluations += 1;
        finite("the loss", &[self.loss], self.updates)?;
        finite("the gradient", &self.gradient, self.updates)
    }
}

#[cfg(test)]
mod tests;
