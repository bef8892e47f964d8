//! The simulation itself: steps, and what is kept of them.

use std::io::Write;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use costate_model::{Named, Visitor};
use costate_physics::engine::{residual, step};
use costate_physics::model::builder::Piece;
use costate_physics::model::{Body, State, WORLD};
use costate_physics::solver::residual::tolerance;
use costate_view::{Color, Pose};

use super::columns;
use super::controls::Controls;
use super::energy::drift;
use super::scenery::{colors, overlaps, rods};
use crate::scene::{lowest, pose};

/// Frames of a replay come at least this far apart \[s\].
const FRAME: f64 = 0.01;
/// A replay has about so many frames at most.
const FRAMES: usize = 6000;

/// A simulation to be run: `controls` for `steps` steps, whose trajectory is written to `csv`.
pub struct Simulation<'a, W> {
    /// What the drives are told.
    pub controls: &'a Controls,
    /// How many steps.
    pub steps: usize,
    /// Where the trajectory goes.
    pub csv: W,
}

/// What is kept of it.
#[derive(Debug)]
pub struct Record {
    /// The names of the bodies.
    pub bodies: Vec<String>,
    /// What they are drawn in.
    pub colors: Vec<Color>,
    /// What there is to see.
    pub pieces: Vec<Piece>,
    /// Whether something hangs on the world.
    pub is_held: bool,
    /// How low any body has reached \[m\].
    pub lowest: f64,
    /// \[s\]
    pub timestep: f64,
    /// Steps from one frame to the next.
    pub stride: usize,
    /// Where the bodies are in each frame.
    pub frames: Vec<Vec<Pose>>,
    /// Names of the columns of the trajectory.
    pub columns: Vec<String>,
    /// The row of the trajectory at each frame.
    pub rows: Vec<Vec<f64>>,
    /// The last row of the trajectory.
    pub last: Vec<f64>,
    /// Steps that were taken; all that is above is of these.
    pub steps: usize,
    /// What they took, without all that is written.
    pub spent: Duration,
    /// The largest distance of the two points that a joint holds together \[m\].
    pub drift: f64,
    /// Steps that the solver left unsolved.
    pub unsolved: usize,
    /// What overlaps at the start, and how deep \[m\].
    pub overlaps: Vec<(String, f64)>,
    /// Why it broke off.
    pub failure: Option<String>,
}

impl<W: Write> Visitor for Simulation<'_, W> {
    type Output = Result<Record>;

    fn visit<const B: usize, const J: usize, const G: usize, const C: usize>(
        mut self,
        named: &Named<B, J, G, C>,
    ) -> Result<Record> {
        let model = &named.model;
        let mut record = Record::of(named, self.steps);
        let mut state = model.reset();
        self.keep(&mut record, named, &state, &vec![0.0; named.controls.len()])?;
        for k in 0..self.steps {
            let controls = self.controls.at(k, k as f64 * record.timestep);
            let before = state;
            let clock = Instant::now();
            state = step(&model.topology, &model.params, &before, &controls);
            record.spent += clock.elapsed();
            if let Some(failure) = lost(named, &state) {
                let time = (k + 1) as f64 * record.timestep;
                record.failure = Some(format!("diverged in step {} ({time:.3} s): {failure}", k + 1));
                break;
            }
            let left = residual(&model.topology, &model.params, &before, &controls, &state);
            record.unsolved += usize::from(left > tolerance(model.topology.settings.method));
            record.steps = k + 1;
            self.keep(&mut record, named, &state, &controls)?;
        }
        Ok(record)
    }
}

impl<W: Write> Simulation<'_, W> {
    /// Writes a state down.
    fn keep<const B: usize, const J: usize, const G: usize, const C: usize>(
        &mut self,
        record: &mut Record,
        named: &Named<B, J, G, C>,
        state: &State<f64, B, J, C>,
        controls: &[f64],
    ) -> Result<()> {
        let time = record.steps as f64 * record.timestep;
        let row = columns::numbers(named, state, controls, time);
        if record.steps == 0 {
            self.write(columns::line(record.columns.iter().cloned()))?;
        }
        self.write(columns::line(row.iter().map(|x| format!("{x:?}"))))?;
        record.drift = record.drift.max(drift(&named.model, state));
        if record.steps.is_multiple_of(record.stride) {
            record.frames.push(state.body[..named.bodies.len()].iter().map(pose).collect());
            record.rows.push(row.clone());
            let moving = named.pieces.iter().filter(|piece| piece.body.0 < named.bodies.len());
            let low = moving.map(|piece| lowest(piece, &state.body[piece.body.0]));
            record.lowest = low.fold(record.lowest, f64::min);
        }
        record.last = row;
        Ok(())
    }

    fn write(&mut self, line: String) -> Result<()> {
        self.csv.write_all(line.as_bytes()).context("cannot write trajectory.csv")
    }
}

impl Record {
    /// The record of `steps` steps before the first.
    fn of<const B: usize, const J: usize, const G: usize, const C: usize>(
        named: &Named<B, J, G, C>,
        steps: usize,
    ) -> Self {
        let timestep = named.model.params.world.timestep;
        let stride = ((FRAME / timestep).round() as usize).max(steps / FRAMES).max(1);
        Self {
            bodies: named.bodies.clone(),
            colors: colors(named),
            pieces: named.pieces.iter().copied().chain(rods(named)).collect(),
            is_held: named.model.topology.joint[..named.joints.len()].iter().any(|link| link.parent == WORLD),
            lowest: f64::INFINITY,
            timestep,
            stride,
            frames: Vec::new(),
            columns: columns::names(named),
            rows: Vec::new(),
            last: Vec::new(),
            steps: 0,
            spent: Duration::ZERO,
            drift: 0.0,
            unsolved: 0,
            overlaps: overlaps(named),
            failure: None,
        }
    }

    /// The energy at the start and at the end \[J\].
    pub fn energy(&self) -> [f64; 2] {
        let of = |row: Option<&Vec<f64>>| row.and_then(|row| row.last()).copied().unwrap_or(0.0);
        [of(self.rows.first()), of(Some(&self.last))]
    }
}

/// The first number that a picture cannot have.
fn lost<const B: usize, const J: usize, const G: usize, const C: usize>(
    named: &Named<B, J, G, C>,
    state: &State<f64, B, J, C>,
) -> Option<String> {
    let bodies = named.bodies.iter().zip(&state.body);
    bodies.filter_map(|(name, body)| Some(format!("of body `{name}` {}", what_is_lost(body)?))).next()
}

fn what_is_lost(body: &Body<f64>) -> Option<String> {
    let (v, w, r) = (body.velocity.linear, body.velocity.angular, body.rotation);
    let parts = [
        ("the position", [body.position, body.position, body.position]),
        ("the velocity", [v, v, v]),
        ("the angular velocity", [w, w, w]),
        ("the rotation", [r.x, r.y, r.z]),
    ];
    let numbers = parts.into_iter().flat_map(|(what, vectors)| {
        vectors.into_iter().flat_map(move |v| [v.x, v.y, v.z].map(|x| (what, x)))
    });
    // what an f32 has not is lost as well
    let lost = numbers.into_iter().find(|(_, x)| !(*x as f32).is_finite());
    lost.map(|(what, x)| format!("{what} is {x:e}"))
}
