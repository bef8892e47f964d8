//! A hundred quadrupeds at once, in lanes and threads, with one net.

use std::hint::black_box;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use costate::{HeapTape, Lanes, Real, Zero};
use costate_learn::Philox;
use costate_learn::batch::{Batch, SharedLoss};
use costate_physics::engine::episode;
use costate_physics::model::State;
use costate_physics::models::Preset;
use costate_physics::models::quadruped::{Quadruped16, SENSORS, Walk, with_16_motors};

use super::super::clock::shortest;
use super::quadruped::{ROBOT, of_episode, weights};
use super::{Cost, Row, norm};

const BATCH: usize = 128;
const THREADS: usize = 2;
const WEIGHTS: usize = 16 * SENSORS;

/// Each robot starts with another velocity ahead, up to this \[m/s\].
const SPREAD: f64 = 0.1;

type Wide = Lanes<f32, 8>;

/// The team's mean loss and its gradient.
pub fn row(motion: &'static str, spread: f64, steps: usize, budget: Duration) -> Result<Row> {
    let mut team = Batch::new(THREADS).context("cannot start the threads")?;
    let far = Far { model: with_16_motors(Preset::Equivalent), steps };
    let walk = weights::<f32>(spread);
    let mut shared = [0.0; WEIGHTS];
    shared.copy_from_slice(walk.weights.as_flattened());
    let mut random = Philox::new(1);
    let own: Vec<[f32; 1]> = (0..BATCH).map(|_| [random.within(SPREAD) as f32]).collect();
    let (mut values, mut gradient) = ([0.0; 2], [0.0; WEIGHTS]);
    let times = shortest(budget, |which| {
        let own = black_box(own.as_slice());
        values[which] = if which == 0 {
            team.mean::<Wide, WEIGHTS, 1>(&far, &shared, own)
        } else {
            gradient = [0.0; WEIGHTS];
            team.mean_and_gradient::<Wide, WEIGHTS, 1>(&far, &shared, own, &mut gradient)
        };
    });
    let [value, again] = values;
    ensure!(value == again, "the function is {value}, with its gradient {again}");
    let norm = norm(gradient.map(f64::from));
    Ok(Row {
        robot: ROBOT,
        motion,
        inputs: WEIGHTS,
        precision: "f32",
        batch: BATCH,
        lanes: Wide::LANES,
        threads: THREADS,
        steps,
        cost: Cost::new(times, steps * BATCH, f64::from(value), norm)?,
        accuracy: of_episode(&far.model.cast::<f32>(), &walk, steps),
    })
}

/// How far the quadruped gets, backward \[m\].
struct Far {
    model: Quadruped16,
    steps: usize,
}

impl SharedLoss<WEIGHTS, 1> for Far {
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
fn pushed<T: Real>(mut state: State<T, 17, 16, 8>, faster: T) -> State<T, 17, 16, 8> {
    state.body.iter_mut().for_each(|body| body.velocity.linear.x += faster);
    state
}

fn walk<T: Real>(weights: &[T; WEIGHTS]) -> Walk<T> {
    let mut walk = Walk::STILL;
    walk.weights.as_flattened_mut().copy_from_slice(weights);
    walk
}
