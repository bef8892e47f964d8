//! Scene S2: one robot, and a batch that starts from 128 postures.

use std::hint::black_box;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use costate::{Diff, HeapTape, Lanes, Real, Zero};
use costate_learn::batch::{Batch, SharedLoss};
use costate_physics::engine::episode;
use costate_physics::models::peers::net::{self, Ahead, Net};
use costate_physics::models::peers::quadruped::{self, Quadruped};

use super::super::clock::shortest;
use super::super::closed_loop::ClosedLoop;
use super::check::off;
use super::numbers::numbers;
use super::{Row, Scene, here};

const SIZE: usize = Net::<f64>::SIZE;
const BATCH: usize = 128;
const THREADS: usize = 2;

type Wide = Lanes<f32, 8>;

/// The gradient by a network.
type Slope<T> = <Ahead<T> as Diff>::Tangent;

/// One robot over 100 steps and over all of them, then the batch.
pub fn rows(budget: Duration) -> Result<Vec<Row>> {
    let (net, bends) = drawn()?;
    Ok(vec![alone(&net, 100, budget), alone(&net, net::STEPS, budget), batch(&net, &bends, budget)?])
}

/// The numbers of the network, and those of the postures.
fn drawn() -> Result<(Vec<f64>, Vec<f64>)> {
    let mut net = numbers()?;
    let expected = SIZE + 8 * BATCH;
    ensure!(net.len() == expected, "numbers.txt has {} numbers, {expected} wanted", net.len());
    let bends = net.split_off(SIZE);
    Ok((net, bends))
}

/// The scene's robot with its network.
pub fn robot() -> Result<ClosedLoop<Ahead<f64>, 9, 8, 5, 4>> {
    Ok(over(net::STEPS, &drawn()?.0))
}

/// The robot over so many steps with the network of these numbers.
fn over(steps: usize, numbers: &[f64]) -> ClosedLoop<Ahead<f64>, 9, 8, 5, 4> {
    ClosedLoop::new(quadruped::model(), Ahead { net: read(numbers), steps }, steps)
}

fn alone(numbers: &[f64], steps: usize, budget: Duration) -> Row {
    let mut robot = over(steps, numbers);
    let (mut tape, mut value) = (HeapTape::new(), 0.0);
    let times = shortest(budget, |which| {
        value = if which == 0 { robot.loss() } else { robot.gradient(&mut tape) };
    });
    let gradient: Vec<f64> = robot.by_task.net.numbers().collect();
    let off = off(numbers, &gradient, 1e-6, |moved| robot.loss_of(&Ahead { net: read(moved), steps }));
    Row { loss: Some(value), off: Some(off), ..here(Scene::Quadruped, "engine", steps, times, 1) }
}

fn read<T: Real>(numbers: &[T]) -> Net<T> {
    let mut rest = numbers.iter();
    Net::of(|| rest.next().copied().unwrap_or(T::ZERO))
}

fn batch(numbers: &[f64], bends: &[f64], budget: Duration) -> Result<Row> {
    let mut team = Batch::new(THREADS).context("cannot start the threads")?;
    let postures = Postures { model: quadruped::model() };
    let shared: [f32; SIZE] = std::array::from_fn(|i| numbers[i] as f32);
    let own: Vec<[f32; 8]> = bends.chunks_exact(8).map(|by| std::array::from_fn(|j| by[j] as f32)).collect();
    let (mut value, mut gradient) = (0.0, [0.0; SIZE]);
    let times = shortest(budget, |which| {
        let own = black_box(own.as_slice());
        value = if which == 0 {
            team.mean::<Wide, SIZE, 8>(&postures, &shared, own)
        } else {
            team.mean_and_gradient::<Wide, SIZE, 8>(&postures, &shared, own, &mut gradient)
        };
        black_box(&mut gradient);
    });
    let row = here(Scene::Quadruped, "engine", net::STEPS, times, BATCH);
    let precision = "f32".to_owned();
    Ok(Row { precision, lanes: Wide::LANES, threads: THREADS, loss: Some(f64::from(value)), ..row })
}

/// Robots that start bent by angles of their own.
struct Postures {
    model: Quadruped,
}

impl SharedLoss<SIZE, 8> for Postures {
    fn value<T: Real>(&self, numbers: &[T; SIZE], bend: [T; 8]) -> T {
        let model = self.model.cast::<T>();
        let start = net::bent(&model.topology, &model.params, model.start, &bend);
        let ahead = Ahead { net: read(numbers), steps: net::STEPS };
        episode(&model.topology, &model.params, &start, &ahead, net::STEPS)
    }

    fn value_and_gradient<T: Real>(
        &self,
        numbers: &[T; SIZE],
        bend: [T; 8],
        gradient: &mut [T; SIZE],
        tape: &mut HeapTape,
    ) -> T {
        let model = self.model.cast::<T>();
        let (topology, params) = (&model.topology, &model.params);
        let start = net::bent(topology, params, model.start, &bend);
        let ahead = Ahead { net: read(numbers), steps: net::STEPS };
        let (mut dp, mut ds, mut da): (_, _, Slope<T>) = (Zero::zero(), Zero::zero(), Zero::zero());
        let steps = net::STEPS;
        let loss =
            episode::vjp(topology, params, &mut dp, &start, &mut ds, &ahead, &mut da, steps, T::ONE, tape);
        gradient.iter_mut().zip(da.net.numbers()).for_each(|(sum, entry)| *sum += entry);
        loss
    }
}
