//! The ball of scene S1: rollouts one by one, in lanes, on two threads.

use std::hint::black_box;
use std::time::Duration;

use anyhow::{Context, Result};
use costate::{Float, HeapTape, Lanes, Real, Zero};
use costate_learn::Philox;
use costate_learn::batch::{Batch, BatchLoss};
use costate_physics::bench_ball::{self, SCENE, STEPS};
use costate_physics::impulse_ball::Ball;
use serde::Serialize;

use super::clock::shortest;
use crate::table::table;

/// One row: a case and what it takes.
#[derive(Debug, Serialize)]
pub struct Row {
    scene: &'static str,
    precision: &'static str,
    batch: usize,
    lanes: usize,
    threads: usize,
    /// Microseconds a rollout and time step.
    forward_us_per_step: f64,
    /// The same for the value with its gradient.
    gradient_us_per_step: f64,
    /// Gradient over forward.
    ratio: f64,
}

/// All cases.
pub fn rows(budget: Duration) -> Result<Vec<Row>> {
    let mut rows = precision::<f64>("f64", budget)?;
    rows.extend(precision::<f32>("f32", budget)?);
    Ok(rows)
}

/// All cases in one precision.
fn precision<F: Float>(name: &'static str, budget: Duration) -> Result<Vec<Row>>
where
    Lanes<F, 8>: Real<Element = F>,
{
    Ok(vec![
        case::<F>(name, 1, 1, budget)?,
        case::<F>(name, 64, 1, budget)?,
        case::<Lanes<F, 8>>(name, 8, 1, budget)?,
        case::<Lanes<F, 8>>(name, 64, 1, budget)?,
        case::<F>(name, 64, 2, budget)?,
        case::<Lanes<F, 8>>(name, 64, 2, budget)?,
    ])
}

/// Times `batch` rollouts and their gradients in `T`'s lanes.
fn case<T: Real>(precision: &'static str, batch: usize, threads: usize, budget: Duration) -> Result<Row> {
    let mut team = Batch::new(threads).context("cannot start the threads")?;
    let loss = SquaredLoss { ball: black_box(Ball::DEGRAVE2019) };
    let points = throws::<T>(batch);
    let mut values = vec![T::ZERO.lane(0); batch];
    let mut gradients = vec![[T::ZERO.lane(0); 6]; batch];
    let [forward, gradient] = shortest(budget, |which: usize| {
        let points = black_box(points.as_slice());
        match which {
            0 => team.values::<T, 6>(&loss, points, &mut values),
            _ => team.values_and_gradients::<T, 6>(&loss, points, &mut values, &mut gradients),
        }
        black_box((&mut values, &mut gradients));
    });
    let per_step = |time: Duration| 1e6 * time.as_secs_f64() / (batch * STEPS) as f64;
    Ok(Row {
        scene: "S1_ball",
        precision,
        batch,
        lanes: T::LANES,
        threads,
        forward_us_per_step: per_step(forward),
        gradient_us_per_step: per_step(gradient),
        ratio: gradient.as_secs_f64() / forward.as_secs_f64(),
    })
}

/// The throw of the scene, and others near it.
fn throws<T: Real>(count: usize) -> Vec<[T::Element; 6]> {
    let mut random = Philox::new(0);
    let mut near = |x: f64| T::from_f64(x + random.within(0.1)).lane(0);
    let mut points: Vec<_> = (0..count).map(|_| SCENE.map(&mut near)).collect();
    points[0] = SCENE.map(|x| T::from_f64(x).lane(0));
    points
}

/// The loss of scene S1.
struct SquaredLoss {
    ball: Ball<f64>,
}

impl BatchLoss<6> for SquaredLoss {
    fn value<T: Real>(&self, x: [T; 6]) -> T {
        bench_ball::loss(&self.ball.cast(), x, STEPS)
    }

    fn value_and_gradient<T: Real>(&self, x: [T; 6], gradient: &mut [T; 6], tape: &mut HeapTape) -> T {
        let mut of_ball = Zero::zero();
        bench_ball::loss::vjp(&self.ball.cast(), &mut of_ball, x, gradient, STEPS, T::ONE, tape)
    }
}

/// The rows for people.
pub fn text(rows: &[Row]) -> String {
    let header = ["scene", "precision", "batch", "lanes", "threads", "forward", "gradient", "ratio"];
    let cells = |row: &Row| {
        vec![
            row.scene.to_owned(),
            row.precision.to_owned(),
            row.batch.to_string(),
            row.lanes.to_string(),
            row.threads.to_string(),
            format!("{:.4}", row.forward_us_per_step),
            format!("{:.4}", row.gradient_us_per_step),
            format!("{:.2}", row.ratio),
        ]
    };
    let table = table(&header, &rows.iter().map(cells).collect::<Vec<_>>());
    format!("{table}\n\nforward, gradient: microseconds a ball and step; the gradient includes the value.")
}
