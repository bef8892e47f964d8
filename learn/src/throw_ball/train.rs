//! From a start to a throw that hits.

use super::{Errors, ThrowProblem, to_modes, to_throw};
use crate::{Adam, AdamOptions, Failure, GaussNewton, GaussNewtonOptions};

/// Which optimiser throws the ball.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Optimizer {
    /// Least squares of the nine residuals, by forward mode.
    GaussNewton(GaussNewtonOptions),
    /// Descent on the sum of both errors, by reverse mode through time.
    Adam(AdamOptions),
}

/// Where an optimisation stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Steps taken.
    pub update: usize,
    /// Rollouts so far, with or without derivatives, those of refused steps too.
    pub evaluations: usize,
    /// What the optimiser lowers: half the squared residual, or the sum of both errors.
    pub loss: f64,
    /// How far the throw is from its goal.
    pub errors: Errors,
    /// Levenberg's λ, or Adam's rate, of the next step.
    pub pace: f64,
    /// The throw (v \[m/s\], ω \[rad/s\]).
    pub throw: [f64; 6],
}

/// Why an optimisation ended.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// Both errors are within their tolerances.
    Converged,
    /// All updates are used up.
    Exhausted,
    /// The optimiser could not go on.
    Failed(Failure),
}

/// How an optimisation ended, and its last good point.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The last point at which all was finite.
    pub last: Progress,
    /// Why it ended there.
    pub end: End,
}

/// Optimises from `start` (v \[m/s\], ω \[rad/s\]) until the throw hits; `observe` sees every point.
///
/// # Errors
/// [`Failure::Diverged`] where the rollout is not finite at the start. A later failure is an
/// [`Outcome`], with the point before it.
pub fn train(
    problem: &mut ThrowProblem,
    optimizer: Optimizer,
    start: [f64; 6],
    max_updates: usize,
    observe: impl FnMut(&Progress),
) -> Result<Outcome, Failure> {
    let x = to_modes(start, problem.task().radius()).to_vec();
    match optimizer {
        Optimizer::GaussNewton(options) => {
            let solver = GaussNewton::new(problem, x, options)?;
            Ok(descend(problem, solver, max_updates, observe))
        }
        Optimizer::Adam(options) => {
            let solver = Adam::new(problem, x, options)?;
            Ok(descend(problem, solver, max_updates, observe))
        }
    }
}

/// Updates until the throw hits, the updates are used up, or the optimiser fails.
fn descend(
    problem: &mut ThrowProblem,
    mut solver: impl Descent,
    max_updates: usize,
    mut observe: impl FnMut(&Progress),
) -> Outcome {
    loop {
        let last = solver.progress(problem);
        observe(&last);
        if last.errors.within_tolerance() {
            return Outcome { last, end: End::Converged };
        }
        if last.update >= max_updates {
            return Outcome { last, end: End::Exhausted };
        }
        if let Err(failure) = solver.advance(problem) {
            let evaluations = solver.progress(problem).evaluations;
            return Outcome { last: Progress { evaluations, ..last }, end: End::Failed(failure) };
        }
    }
}

/// What [`descend`] asks of an optimiser.
trait Descent {
    /// Takes one step.
    fn advance(&mut self, problem: &mut ThrowProblem) -> Result<(), Failure>;

    /// Where it stands.
    fn progress(&self, problem: &ThrowProblem) -> Progress;
}

impl Descent for GaussNewton {
    fn advance(&mut self, problem: &mut ThrowProblem) -> Result<(), Failure> {
        self.update(problem)
    }

    fn progress(&self, problem: &ThrowProblem) -> Progress {
        let residual = std::array::from_fn(|i| self.residual()[i]);
        Progress {
            update: self.updates(),
            evaluations: self.evaluations(),
            loss: self.loss(),
            errors: Errors::of(residual),
            pace: self.damping(),
            throw: throw_of(self.x(), problem),
        }
    }
}

impl Descent for Adam {
    fn advance(&mut self, problem: &mut ThrowProblem) -> Result<(), Failure> {
        self.update(problem)
    }

    fn progress(&self, problem: &ThrowProblem) -> Progress {
        Progress {
            update: self.updates(),
            evaluations: self.evaluations(),
            loss: self.loss(),
            errors: problem.errors(),
            pace: self.rate(),
            throw: throw_of(self.x(), problem),
        }
    }
}

/// The throw of the modes `x`.
fn throw_of(x: &[f64], problem: &ThrowProblem) -> [f64; 6] {
    to_throw(std::array::from_fn(|i| x[i]), problem.task().radius())
}
