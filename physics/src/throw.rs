//! The throw of \[Degrave2019\] §2.1.1: from (0, 0, 1.5), to lie still at a target after 5 s.
//!
//! Six numbers are sought, the velocity and the angular velocity at the start. A spinning ball
//! rolls on unless its angular momentum about the contact vanishes: v_x = −⅖ R ω_y, and so for
//! the other axis; friction cannot change that momentum.

use costate::{Real, differentiable};

use crate::engine::step;
use crate::math::vec3::{Vec3, norm, vec3};
use crate::math::{Mat3, Twist};
use crate::model::{Body, Params, Topology};
use crate::models::ball;
use crate::solver::Solution;

/// What moves: one body, no joint, one point of contact.
pub type State<T> = crate::model::State<T, 1, 0, 1>;

/// Position error below which the throw has succeeded \[m\].
pub const POSITION_TOLERANCE: f64 = 0.01;

/// Velocity error ‖(v, R ω)‖ below which the throw has succeeded \[m/s\].
pub const VELOCITY_TOLERANCE: f64 = 0.01;

/// What is thrown, from where, to where, in how many steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Throw<T> {
    /// The ball and the ground, and how a step is solved.
    pub topology: Topology<1, 0, 2, 1>,
    /// Their numbers.
    pub params: Params<T, 1, 0, 2>,
    /// Where the centre of the ball starts \[m\].
    pub start: Vec3<T>,
    /// Where the centre of the ball shall come to rest \[m\].
    pub target: Vec3<T>,
    /// Time steps until the ball is looked at.
    pub steps: usize,
}

impl<T: Real> Throw<T> {
    /// R \[m\].
    pub fn radius(&self) -> T {
        self.params.geom[0].size.x
    }

    /// h \[s\].
    pub fn timestep(&self) -> T {
        self.params.world.timestep
    }

    /// The state in which a throw leaves the hand: velocity \[m/s\], then angular velocity \[rad/s\].
    pub fn release(&self, throw: [T; 6]) -> State<T> {
        release(self.start, throw)
    }

    /// The state one time step after `state`.
    pub fn step(&self, state: &State<T>) -> State<T> {
        step(&self.topology, &self.params, state, &[])
    }
}

impl Throw<f64> {
    /// Start (0, 0, 1.5), target (10, 0, 0.5), 500 steps of 0.01 s.
    pub fn degrave2019() -> Self {
        Self::of(&ball::model(), vec3(10.0, 0.0, ball::RADIUS), 500)
    }

    /// The throw of a ball from where it starts to `target` \[m\].
    pub fn of(ball: &ball::Ball, target: Vec3<f64>, steps: usize) -> Self {
        let start = ball.start.body[0].position;
        Self { topology: ball.topology, params: ball.params, start, target, steps }
    }

    /// The same throw in another number type.
    pub fn cast<T: Real>(&self) -> Throw<T> {
        Throw {
            topology: self.topology,
            params: self.params.cast(),
            start: self.start.cast(),
            target: self.target.cast(),
            steps: self.steps,
        }
    }
}

/// The state of a ball thrown from `position` with (v \[m/s\], ω \[rad/s\]).
#[differentiable]
pub fn release<T: Real>(position: Vec3<T>, throw: [T; 6]) -> State<T> {
    let velocity =
        Twist { linear: vec3(throw[0], throw[1], throw[2]), angular: vec3(throw[3], throw[4], throw[5]) };
    let body = Body { position, rotation: Mat3::<T>::IDENTITY, velocity };
    State { body: [body], rate: [], warm: Solution::<T, 1, 0, 1>::ZERO }
}

/// The ball after all steps.
#[differentiable]
pub fn landing<T: Real>(#[constant] task: &Throw<T>, throw: [T; 6]) -> Body<T> {
    let mut state = release(task.start, throw);
    for _step in 0..task.steps {
        state = step(&task.topology, &task.params, &state, &[]);
    }
    state.body[0]
}

/// What is left to zero: (p − p*, v, R ω) at the end, 3 \[m\] and 6 \[m/s\].
#[differentiable]
pub fn residual<T: Real>(#[constant] task: &Throw<T>, throw: [T; 6]) -> [T; 9] {
    let end = landing(task, throw);
    let radius = task.params.geom[0].size.x;
    let (p, v, w) = (end.position - task.target, end.velocity.linear, end.velocity.angular * radius);
    [p.x, p.y, p.z, v.x, v.y, v.z, w.x, w.y, w.z]
}

/// ‖p − p*‖ \[m\] of a residual.
#[differentiable]
pub fn position_error<T: Real>(r: [T; 9]) -> T {
    norm(vec3(r[0], r[1], r[2]))
}

/// ‖(v, R ω)‖ \[m/s\] of a residual.
#[differentiable]
pub fn velocity_error<T: Real>(r: [T; 9]) -> T {
    let linear = r[3] * r[3] + r[4] * r[4] + r[5] * r[5];
    let angular = r[6] * r[6] + r[7] * r[7] + r[8] * r[8];
    let square = linear + angular;
    T::select(square.gt(T::ZERO), square.sqrt(), T::ZERO)
}

/// Both errors of a throw: ‖p − p*‖ \[m\] and ‖(v, R ω)‖ \[m/s\].
#[differentiable]
pub fn errors<T: Real>(#[constant] task: &Throw<T>, throw: [T; 6]) -> (T, T) {
    let r = residual(task, throw);
    (position_error(r), velocity_error(r))
}

/// The loss of the paper's gradient descent, ‖p − p*‖ + ‖(v, R ω)‖.
#[differentiable]
pub fn loss<T: Real>(#[constant] task: &Throw<T>, throw: [T; 6]) -> T {
    let (position, velocity) = errors(task, throw);
    position + velocity
}
