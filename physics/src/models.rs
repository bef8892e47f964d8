//! Robots and scenes that are ready to run.
//!
//! | module | model |
//! |---|---|
//! | [`ball`] | the ball of \[Degrave2019\] §2.1.1 |
//! | [`quadruped`] | the quadruped of §3.1 and §3.3, with 8 motors or with 16 |
//! | [`arm`] | the arm of §3.2, with 4 motors |
//! | [`peers`] | the scenes by which simulators are compared: S1, S2 and S4 |
//!
//! Each has a builder, for those who want to change it or to see it, and a model, whose sizes are its type.

pub mod arm;
pub mod ball;
pub mod peers;
pub mod quadruped;

use crate::math::Vec3;
use crate::model::builder::BuildError;
use crate::model::{Builder, Model};

/// kg/m³ of all solids of \[Degrave2019\].
pub const DENSITY: f64 = 1000.0;

/// How strong the motors are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// As \[Degrave2019\] prints it.
    Printed,
    /// As the paper's solver lets them be: it adds the whole impulse again in every sweep, and with the printed
    /// torques neither the arm holds its target nor the quadruped leaves the ground.
    Equivalent,
}

const X: Vec3<f64> = Vec3 { x: 1.0, y: 0.0, z: 0.0 };
const Y: Vec3<f64> = Vec3 { x: 0.0, y: 1.0, z: 0.0 };

const fn point(x: f64, y: f64, z: f64) -> Vec3<f64> {
    Vec3 { x, y, z }
}

/// The model of a builder that has no mistake, as tests know.
fn built<const B: usize, const J: usize, const G: usize, const C: usize>(
    builder: &Builder<B, J, G, C>,
) -> Model<B, J, G, C> {
    let model: Result<Model<B, J, G, C>, BuildError> = builder.build();
    model.expect("the models of this crate have no mistakes")
}
