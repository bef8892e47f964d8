//! A team of quadrupeds with one net.

use costate::{HeapTape, Real, Zero};
use costate_physics::engine::episode;
use costate_physics::model::StateOf;
use costate_physics::models::quadruped::{Quadruped16, SENSORS, Walk};

use super::SharedLoss;

/// How many weights they share.
const WEIGHTS: usize = 16 * SENSORS;

/// Quadrupeds in closed loop with the layer [`Walk`], each of which starts so much faster ahead \[m/s\] than its model;
/// the loss is how far each gets, backward \[m\].
pub struct Walkers {
    /// Each of them.
    pub model: Quadruped16,
    /// How many steps they take.
    pub steps: usize,
}

impl SharedLoss<WEIGHTS, 1> for Walkers {
    fn value<T: Real>(&self, weights: &[T; WEIGHTS], [faster]: [T; 1]) -> T {
        let model = self.model.cast::<T>();
        let start = pushed(model.start, faster);
        episode(&model.topology, &model.params, &start, &walk(weights), self.steps)
    }

    fn value_and_gradient<T: Real>(
        &self,
        weights: &[T; WEIGHTS],
        [faster]: [T; 1],
        gradient: &mut [T; WEIGHTS],
        tape: &mut HeapTape,
    ) -> T {
        let model = self.model.cast::<T>();
        let (start, walk) = (pushed(model.start, faster), walk(weights));
        let (mut dp, mut ds, mut dw) = (Zero::zero(), Zero::zero(), Walk::STILL);
        let (topology, params) = (&model.topology, &model.params);
        let loss = episode::vjp(
            topology,
            params,
            &mut dp,
            &start,
            &mut ds,
            &walk,
            &mut dw,
            self.steps,
            T::ONE,
            tape,
        );
        gradient.iter_mut().zip(dw.weights.as_flattened()).for_each(|(sum, entry)| *sum += *entry);
        loss
    }
}

/// All bodies faster ahead.
fn pushed<T: Real>(mut state: StateOf<Quadruped16<T>>, faster: T) -> StateOf<Quadruped16<T>> {
    state.body.iter_mut().for_each(|body| body.velocity.linear.x += faster);
    state
}

fn walk<T: Real>(weights: &[T; WEIGHTS]) -> Walk<T> {
    let mut walk = Walk::STILL;
    walk.weights.as_flattened_mut().copy_from_slice(weights);
    walk
}
