//! The arm of scene S4 under given torques, and its gradient by them.

use std::hint::black_box;

use costate::{Tape, Zero};
use costate_physics::model::Model;
use costate_physics::models::peers::arm::{self, Arm};
use costate_physics::models::peers::reach;

/// The arm and a torque for each motor and step.
pub struct Swing {
    pub model: Arm,
    pub torques: Vec<[f64; 4]>,
    /// The gradient that was computed last.
    pub by_torques: Vec<[f64; 4]>,
}

impl Swing {
    /// The scene, with so many time steps in each of its own.
    pub fn new(substeps: usize) -> Self {
        let mut model = arm::model();
        model.params.world.timestep /= substeps as f64;
        let steps = substeps * reach::STEPS;
        let torques = (0..steps).map(|k| reach::torques(k / substeps)).collect();
        Self { model, torques, by_torques: vec![[0.0; 4]; steps] }
    }

    /// The scene's loss.
    pub fn loss(&self) -> f64 {
        self.loss_at(&self.torques)
    }

    /// The loss under other torques.
    pub fn loss_at(&self, torques: &[[f64; 4]]) -> f64 {
        let (Model { topology, params, start }, torques) = black_box((&self.model, torques));
        reach::loss(topology, params, start, torques)
    }

    /// The loss with its gradient.
    pub fn gradient(&mut self, tape: &mut impl Tape) -> f64 {
        let (Model { topology, params, start }, torques) = black_box((&self.model, self.torques.as_slice()));
        let (mut dp, mut ds) = (Zero::zero(), Zero::zero());
        self.by_torques.fill([0.0; 4]);
        let by_torques = &mut self.by_torques;
        reach::loss::vjp(topology, params, &mut dp, start, &mut ds, torques, by_torques, 1.0, tape)
    }
}
