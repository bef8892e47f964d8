//! The throw of \[Degrave2019\] §2.1.1: from (0, 0, 1.5), to lie still at a target after 5 s.
//!
//! Six numbers are sought, the velocity and the angular velocity at the start. A spinning ball
//! rolls on unless its angular momentum about the contact vanishes: v_x = −⅖ R ω_y, and so for
//! the other axis; friction cannot change that momentum.

use costate::{Diff, Real, differentiable};

use crate::impulse_ball::{Ball, State, rollout};
use crate::vec3::{Vec3, norm, vec3};

/// Position error below which the throw has succeeded \[m\].
pub const POSITION_TOLERANCE: f64 = 0.01;

/// Velocity error ‖(v, R ω)‖ below which the throw has succeeded \[m/s\].
pub const VELOCITY_TOLERANCE: f64 = 0.01;

/// What is thrown, from where, to where, in how many steps.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
pub struct Throw<T> {
    /// The ball and its world.
    pub ball: Ball<T>,
    /// Where the centre of the ball starts \[m\].
    pub start: Vec3<T>,
    /// Where the centre of the ball shall come to rest \[m\].
    pub target: Vec3<T>,
    /// Time steps until the ball is looked at.
    pub steps: usize,
}

impl<T: Real> Throw<T> {
    /// The state in which a throw leaves the hand: velocity \[m/s\], then angular velocity \[rad/s\].
    pub fn release(&self, throw: [T; 6]) -> State<T> {
        release(self.start, throw)
    }
}

impl Throw<f64> {
    /// Start (0, 0, 1.5), target (10, 0, 0.5), 500 steps of 0.01 s.
    pub const DEGRAVE2019: Self = Self {
        ball: Ball::DEGRAVE2019,
        start: Vec3 { x: 0.0, y: 0.0, z: 1.5 },
        target: Vec3 { x: 10.0, y: 0.0, z: 0.5 },
        steps: 500,
    };

    /// The same throw in another number type.
    pub fn cast<T: Real>(&self) -> Throw<T> {
        Throw {
            ball: self.ball.cast(),
            start: self.start.cast(),
            target: self.target.cast(),
            steps: self.steps,
        }
    }
}

/// The state of a ball thrown from `position` with (v \[m/s\], ω \[rad/s\]).
#[differentiable]
pub fn release<T: Real>(position: Vec3<T>, throw: [T; 6]) -> State<T> {
    State { position, velocity: vec3(throw[0], throw[1], throw[2]), spin: vec3(throw[3], throw[4], throw[5]) }
}

/// What is left to zero: (p − p*, v, R ω) at the end, 3 \[m\] and 6 \[m/s\].
#[differentiable]
pub fn residual<T: Real>(task: &Throw<T>, throw: [T; 6]) -> [T; 9] {
    let end = rollout(&task.ball, release(task.start, throw), task.steps);
    let radius = task.ball.radius;
    [
        end.position.x - task.target.x,
        end.position.y - task.target.y,
        end.position.z - task.target.z,
        end.velocity.x,
        end.velocity.y,
        end.velocity.z,
        radius * end.spin.x,
        radius * end.spin.y,
        radius * end.spin.z,
    ]
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
pub fn errors<T: Real>(task: &Throw<T>, throw: [T; 6]) -> (T, T) {
    let r = residual(task, throw);
    (position_error(r), velocity_error(r))
}

/// The loss of the paper's gradient descent, ‖p − p*‖ + ‖(v, R ω)‖.
#[differentiable]
pub fn loss<T: Real>(task: &Throw<T>, throw: [T; 6]) -> T {
    let (position, velocity) = errors(task, throw);
    position + velocity
}
