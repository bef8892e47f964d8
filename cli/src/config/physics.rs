//! The settings of the throw and of its ball.

use anyhow::{Context, Result};
use costate_physics::math::vec3::Vec3;
use costate_physics::models::ball;
use costate_physics::throw::Throw;
use serde::{Deserialize, Serialize};

use super::complaints;

/// The ball and its world.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BallConfig {
    /// Radius \[m\].
    pub radius: f64,
    /// Coefficient of friction.
    pub friction: f64,
    /// Coefficient of restitution.
    pub restitution: f64,
    /// Approach speed below which the ball does not bounce \[m/s\].
    pub threshold: f64,
    /// Acceleration of gravity \[m/s²\].
    pub gravity: f64,
    /// Time step \[s\].
    pub timestep: f64,
}

/// Where the ball starts, where it shall come to rest, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ThrowConfig {
    /// Time steps until the ball shall lie still.
    pub steps: usize,
    /// Where its centre starts \[m\].
    pub start: [f64; 3],
    /// Where its centre shall come to rest \[m\].
    pub target: [f64; 3],
}

impl Default for BallConfig {
    fn default() -> Self {
        let world = ball::builder().world;
        Self {
            radius: ball::RADIUS,
            friction: ball::FRICTION,
            restitution: ball::RESTITUTION,
            threshold: world.threshold,
            gravity: -world.gravity.z,
            timestep: world.timestep,
        }
    }
}

impl Default for ThrowConfig {
    fn default() -> Self {
        let Throw { start, target, steps, .. } = Throw::degrave2019();
        let array = |v: Vec3<f64>| [v.x, v.y, v.z];
        Self { steps, start: array(start), target: array(target) }
    }
}

impl BallConfig {
    /// What is wrong with it.
    pub fn complaints(&self) -> Vec<String> {
        let positive = f64::MIN_POSITIVE..=f64::MAX;
        complaints(&[
            ("ball.radius", self.radius, positive.clone(), "positive"),
            ("ball.friction", self.friction, 0.0..=f64::MAX, "at least 0"),
            ("ball.restitution", self.restitution, 0.0..=1.0, "between 0 and 1"),
            ("ball.threshold", self.threshold, 0.0..=f64::MAX, "at least 0"),
            ("ball.gravity", self.gravity, positive.clone(), "positive"),
            ("ball.timestep", self.timestep, positive, "positive"),
        ])
    }
}

impl ThrowConfig {
    /// The task of the kernels.
    ///
    /// # Errors
    /// Where the settings make no ball.
    pub fn task(&self, ball: &BallConfig) -> Result<Throw<f64>> {
        let mut b = ball::builder_of(ball.radius, ball.friction, ball.restitution);
        b.world.threshold = ball.threshold;
        b.world.gravity = Vec3 { x: 0.0, y: 0.0, z: -ball.gravity };
        b.world.timestep = ball.timestep;
        let vector = |[x, y, z]: [f64; 3]| Vec3 { x, y, z };
        let model = b.build().context("bad settings of the ball")?;
        Ok(Throw { start: vector(self.start), ..Throw::of(&model, vector(self.target), self.steps) })
    }

    /// What is wrong with it, for a ball of this radius \[m\].
    pub fn complaints(&self, radius: f64) -> Vec<String> {
        let mut found = Vec::new();
        if self.steps == 0 {
            found.push("throw.steps must be positive, it is 0".to_owned());
        }
        for (key, point) in [("throw.start", self.start), ("throw.target", self.target)] {
            if point.iter().any(|x| !x.is_finite()) {
                found.push(format!("{key} must be finite, it is {point:?}"));
            } else if point[2] < radius {
                let height = point[2];
                found
                    .push(format!("{key} must lie above the ground: its z is {height}, the radius {radius}"));
            }
        }
        found
    }
}
