//! A robot in closed loop, and its gradient by the numbers of its controller.

use std::hint::black_box;

use costate::{Diff, Tape, Zero};
use costate_physics::engine::{Episode, episode};
use costate_physics::model::Model;

/// A robot, its controller, and how long it goes.
pub struct ClosedLoop<E: Diff, const B: usize, const J: usize, const G: usize, const C: usize> {
    pub model: Model<B, J, G, C>,
    pub task: E,
    pub steps: usize,
    /// The gradient that was computed last.
    pub by_task: E::Tangent,
}

impl<E: Diff, const B: usize, const J: usize, const G: usize, const C: usize> ClosedLoop<E, B, J, G, C> {
    /// A robot without a gradient so far.
    pub fn new(model: Model<B, J, G, C>, task: E, steps: usize) -> Self {
        Self { model, task, steps, by_task: E::Tangent::zero() }
    }

    /// What the steps cost.
    pub fn loss<const U: usize>(&self) -> f64
    where
        E: Episode<f64, U, B, J, G, C>,
    {
        self.loss_of(&self.task)
    }

    /// What they cost with another controller.
    pub fn loss_of<const U: usize>(&self, task: &E) -> f64
    where
        E: Episode<f64, U, B, J, G, C>,
    {
        let (Model { topology, params, start }, task) = black_box((&self.model, task));
        episode(topology, params, start, task, self.steps)
    }

    /// What they cost, with its gradient.
    pub fn gradient<const U: usize>(&mut self, tape: &mut impl Tape) -> f64
    where
        E: Episode<f64, U, B, J, G, C>,
    {
        let (Model { topology, params, start }, task) = black_box((&self.model, &self.task));
        let (mut dp, mut ds) = (Zero::zero(), Zero::zero());
        self.by_task = E::Tangent::zero();
        let by_task = &mut self.by_task;
        episode::vjp(topology, params, &mut dp, start, &mut ds, task, by_task, self.steps, 1.0, tape)
    }
}
