//! A ball on the plane z = 0: impulses for restitution and friction, then semi-implicit Euler.
//!
//! One contact, solved in closed form. The normal impulse undoes the approach velocity and adds
//! restitution; the friction impulse stops the slip of the contact point, or is as large as
//! Coulomb's cone allows. Nothing branches: conditions are selects, `min` and `max`, as in
//! \[Degrave2019\] (Frontiers in Neurorobotics 13:6, doi:10.3389/fnbot.2019.00006, §2.1).
//! Impulses are per unit of mass \[m/s\], since the mass of a lone ball cancels.
//!
//! The [`engine`](crate::engine) has the same ball among others, and tasks use that one. This kernel is what is left
//! where nothing but a ball is wanted: it is timed against other tools of differentiation ([`bench_ball`](crate::bench_ball)),
//! compared to the bit between CPU, lanes and GPU, and a peer that tests hold the engine's ball to.

use costate::{Diff, Real, differentiable, lit};

use crate::math::vec3::{Vec3, vec3};

/// The ball and its world: what stays the same during a rollout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Ball<T> {
    /// Radius R \[m\].
    pub radius: T,
    /// Coefficient of friction μ.
    pub friction: T,
    /// Coefficient of restitution e.
    pub restitution: T,
    /// Approach speed below which the ball does not bounce \[m/s\].
    pub threshold: T,
    /// Acceleration of gravity, along −z \[m/s²\].
    pub gravity: T,
    /// Time step h \[s\].
    pub timestep: T,
}

/// What moves: a solid sphere needs no orientation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct State<T> {
    /// Centre of the ball \[m\].
    pub position: Vec3<T>,
    /// Velocity of the centre v \[m/s\].
    pub velocity: Vec3<T>,
    /// Angular velocity ω \[rad/s\].
    pub spin: Vec3<T>,
}

impl Ball<f64> {
    /// The ball of \[Degrave2019\] §2.1.1: 1 m across, μ = 1, e = 0.5, steps of 0.01 s.
    ///
    /// Below 0.2 m/s it does not bounce: a resting ball would flicker at ± 0.098 m/s else.
    pub const DEGRAVE2019: Self =
        Self { radius: 0.5, friction: 1.0, restitution: 0.5, threshold: 0.2, gravity: 9.81, timestep: 0.01 };

    /// The same ball in another number type.
    pub fn cast<T: Real>(&self) -> Ball<T> {
        Ball {
            radius: lit(self.radius),
            friction: lit(self.friction),
            restitution: lit(self.restitution),
            threshold: lit(self.threshold),
            gravity: lit(self.gravity),
            timestep: lit(self.timestep),
        }
    }
}

/// The state of a ball thrown from `position` with (v \[m/s\], ω \[rad/s\]).
#[differentiable]
pub fn release<T: Real>(position: Vec3<T>, throw: [T; 6]) -> State<T> {
    State { position, velocity: vec3(throw[0], throw[1], throw[2]), spin: vec3(throw[3], throw[4], throw[5]) }
}

/// Advances `s` by one time step.
///
/// With the slip of the contact point u = v + ω × (−R ẑ) and the inertia I = ⅖ R²:
///
/// J_n = −(1 + e) v_z,  J_t = −min(μ J_n, ²⁄₇ ‖u‖) u / ‖u‖,  v⁺ = v + J,  ω⁺ = ω + (−R ẑ) × J_t / I
#[differentiable]
#[inline]
pub fn step<T: Real>(ball: &Ball<T>, s: State<T>) -> State<T> {
    // gravity
    let fall = s.velocity.z - ball.gravity * ball.timestep;

    // normal impulse, where the ball touches and approaches; no restitution when slow
    let bounce = T::select((-fall).lt(ball.threshold), T::ONE, T::ONE + ball.restitution);
    let push = (-(bounce * fall)).max(T::ZERO);
    let normal = T::select(s.position.z.le(ball.radius), push, T::ZERO);

    // slip of the contact point; 1e-12 [m²/s²] keeps its norm smooth
    let slip_x = s.velocity.x - ball.radius * s.spin.y;
    let slip_y = s.velocity.y + ball.radius * s.spin.x;
    let slip = (slip_x * slip_x + slip_y * slip_y + 1e-12).sqrt();

    // friction impulse: what stops the slip (a sphere needs ²⁄₇ of it), within Coulomb's cone
    let tangential = (ball.friction * normal).min(2.0 / 7.0 * slip);
    let scale = tangential / slip;
    let push_x = -(scale * slip_x);
    let push_y = -(scale * slip_y);

    // its torque over the inertia: R / (⅖ R²)
    let lever = 2.5 / ball.radius;
    let velocity = vec3(s.velocity.x + push_x, s.velocity.y + push_y, fall + normal);
    let spin = vec3(s.spin.x + lever * push_y, s.spin.y - lever * push_x, s.spin.z);

    // position with the new velocity
    let h = ball.timestep;
    let position =
        vec3(s.position.x + h * velocity.x, s.position.y + h * velocity.y, s.position.z + h * velocity.z);
    State { position, velocity, spin }
}

/// The state after `steps` time steps.
#[differentiable]
pub fn rollout<T: Real>(ball: &Ball<T>, start: State<T>, steps: usize) -> State<T> {
    let mut s = start;
    for _step in 0..steps {
        s = step(ball, s);
    }
    s
}
