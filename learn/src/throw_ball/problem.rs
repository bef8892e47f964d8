//! The throw as optimisers see it.

use costate::{HeapTape, Lanes, Real};
use costate_physics::throw::{self, POSITION_TOLERANCE, Throw, VELOCITY_TOLERANCE};

use super::to_throw;
use crate::{LeastSquares, Objective};

/// One lane for each of the six directions; lanes come in powers of two.
type Directions = Lanes<f64, 8>;

/// How far a throw is from its goal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Errors {
    /// ‖p − p*‖ \[m\].
    pub position: f64,
    /// ‖(v, R ω)‖ \[m/s\].
    pub velocity: f64,
}

impl Errors {
    /// The errors in a residual of [`residual`](fn@throw::residual).
    pub fn of(residual: [f64; 9]) -> Self {
        let position = throw::position_error(residual);
        Self { position, velocity: throw::velocity_error(residual) }
    }

    /// Whether both are within the tolerances of the paper.
    pub fn within_tolerance(&self) -> bool {
        self.position < POSITION_TOLERANCE && self.velocity < VELOCITY_TOLERANCE
    }
}

/// The throw with its derivatives, as a function of its modes \[m/s\].
#[derive(Clone, Debug)]
pub struct ThrowProblem {
    task: Throw<f64>,
    in_lanes: Throw<Directions>,
    tape: HeapTape,
    errors: Errors,
}

impl ThrowProblem {
    /// The problem of `task`.
    pub fn new(task: Throw<f64>) -> Self {
        let errors = Errors { position: f64::NAN, velocity: f64::NAN };
        Self { task, in_lanes: task.cast(), tape: HeapTape::new(), errors }
    }

    /// What is thrown, and where.
    pub fn task(&self) -> &Throw<f64> {
        &self.task
    }

    /// The errors at the last point where [`Objective::value_and_gradient`] was called.
    pub fn errors(&self) -> Errors {
        self.errors
    }

    /// The throw of the modes `x`.
    fn throw(&self, x: &[f64]) -> [f64; 6] {
        to_throw(six(x), self.task.radius())
    }

    /// The throw of the modes `x` in every lane, and in lane j what mode j adds to it.
    fn directions(&self, x: &[f64]) -> ([Directions; 6], [Directions; 6]) {
        let point = self.throw(x).map(Directions::from_f64);
        let mut tangent = [Directions::ZERO; 6];
        for j in 0..6 {
            let mut unit = [0.0; 6];
            unit[j] = 1.0;
            for (lanes, entry) in tangent.iter_mut().zip(to_throw(unit, self.task.radius())) {
                lanes.set_lane(j, entry);
            }
        }
        (point, tangent)
    }
}

impl LeastSquares for ThrowProblem {
    fn unknowns(&self) -> usize {
        6
    }

    fn equations(&self) -> usize {
        9
    }

    fn residual(&mut self, x: &[f64], r: &mut [f64]) {
        r.copy_from_slice(&throw::residual(&self.task, self.throw(x)));
    }

    /// One rollout in forward mode: the six directions run in the lanes of one `jvp`.
    fn linearize(&mut self, x: &[f64], r: &mut [f64], jacobian: &mut [f64]) {
        let (point, tangent) = self.directions(x);
        let (value, slope) = throw::residual::jvp(&self.in_lanes, point, tangent);
        for (i, row) in jacobian.chunks_exact_mut(6).enumerate() {
            r[i] = value[i].lane(0);
            for (j, entry) in row.iter_mut().enumerate() {
                *entry = slope[i].lane(j);
            }
        }
    }
}

impl Objective for ThrowProblem {
    fn unknowns(&self) -> usize {
        6
    }

    /// The paper's loss, the sum of both errors, by one reverse sweep through time.
    fn value_and_gradient(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        let throw = self.throw(x);
        let mut of_throw = [0.0; 6];
        let (position, velocity) =
            throw::errors::vjp(&self.task, throw, &mut of_throw, (1.0, 1.0), &mut self.tape);
        self.errors = Errors { position, velocity };
        for (j, entry) in gradient.iter_mut().enumerate() {
            let mut unit = [0.0; 6];
            unit[j] = 1.0;
            let direction = to_throw(unit, self.task.radius());
            *entry = direction.iter().zip(&of_throw).map(|(d, g)| d * g).sum();
        }
        position + velocity
    }
}

/// The six numbers of a slice.
fn six(x: &[f64]) -> [f64; 6] {
    std::array::from_fn(|i| x[i])
}
