//! `summary.json`, and the same in words.

use costate_model::{Named, Visitor};
use costate_physics::model::WORLD;
use serde::Serialize;

use super::record::Record;

/// What a model is.
#[derive(Clone, Debug, Serialize)]
pub struct Facts {
    model: String,
    /// How many there are.
    pub bodies: usize,
    joints: usize,
    colliders: usize,
    /// Names of the controls, in their order.
    pub controls: Vec<String>,
    /// Equations of a step.
    equations: usize,
    /// \[kg\]
    mass: f64,
    /// \[s\]
    pub timestep: f64,
    /// Names of colliders on bodies that no other collider touches.
    touch_nothing: Vec<String>,
}

/// A simulation in numbers.
#[derive(Debug, Serialize)]
pub struct Summary {
    #[serde(flatten)]
    facts: Facts,
    steps: usize,
    /// Simulated \[s\].
    duration_s: f64,
    /// Of the engine alone.
    us_per_step: f64,
    /// Kinetic, of gravity and of springs: at the start and at the end \[J\].
    energy: [f64; 2],
    /// The largest distance of the two points that a joint holds together \[m\].
    joint_drift: f64,
    /// Steps that the solver left unsolved: their implicit gradient is NaN.
    unsolved_steps: usize,
    /// What overlaps at the start, and how deep \[m\].
    overlaps: Vec<(String, f64)>,
    /// Why it broke off.
    pub failure: Option<String>,
}

/// Asks a model what it is.
pub struct Ask;

impl Visitor for Ask {
    type Output = Facts;

    fn visit<const B: usize, const J: usize, const G: usize, const C: usize>(
        self,
        named: &Named<B, J, G, C>,
    ) -> Facts {
        Facts {
            model: named.name.clone(),
            bodies: named.bodies.len(),
            joints: named.joints.len(),
            colliders: named.colliders.len(),
            controls: named.controls.clone(),
            equations: named.model.rows(),
            mass: named.model.mass(),
            timestep: named.model.params.world.timestep,
            touch_nothing: touch_nothing(named),
        }
    }
}

/// Colliders that move and are in no pair: somebody may have forgotten `touches`.
fn touch_nothing<const B: usize, const J: usize, const G: usize, const C: usize>(
    named: &Named<B, J, G, C>,
) -> Vec<String> {
    let topology = &named.model.topology;
    let pairs = &topology.pair[..topology.pairs];
    let alone =
        |k: &usize| topology.geom[*k].body != WORLD && pairs.iter().all(|pair| pair.a != *k && pair.b != *k);
    (0..topology.geoms).filter(alone).map(|k| named.colliders[k].clone()).collect()
}

impl Summary {
    /// The summary of a record.
    pub fn of(facts: Facts, record: &Record) -> Self {
        Self {
            facts,
            steps: record.steps,
            duration_s: record.steps as f64 * record.timestep,
            us_per_step: 1e6 * record.spent.as_secs_f64() / record.steps.max(1) as f64,
            energy: record.energy(),
            joint_drift: record.drift,
            unsolved_steps: record.unsolved,
            overlaps: record.overlaps.clone(),
            failure: record.failure.clone(),
        }
    }

    /// In words.
    pub fn text(&self) -> String {
        let Facts { model, bodies, joints, colliders, controls, equations, mass, timestep, touch_nothing } =
            &self.facts;
        let count = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
        let parts = [
            match bodies {
                1 => "1 body".to_owned(),
                n => format!("{n} bodies"),
            },
            count(*joints, "joint"),
            count(*colliders, "collider"),
            count(controls.len(), "control"),
            count(*equations, "equation"),
        ];
        let [before, after] = self.energy;
        let drift = match joints {
            0 => String::new(),
            _ => format!("\njoint drift  {:.1e} m at most", self.joint_drift),
        };
        let overlaps = self.overlaps.iter().map(|(pair, depth)| {
            format!("\nnote         {pair} overlap by {depth:.3} m at the start: they will be pushed apart")
        });
        let alone = touch_nothing.iter().map(|name| {
            format!("\nnote         collider {name} touches nothing: no `touches` names it, and it has none")
        });
        let unsolved = match self.unsolved_steps {
            0 => String::new(),
            n => format!(
                "\nnote         {} left unsolved: an implicit gradient is NaN there",
                count(n, "step")
            ),
        };
        format!(
            "model        {model}: {}; {} kg\n\
             simulated    {:.2} s in {} of {timestep} s, {:.2} µs a step\n\
             energy       {before:.3} J at the start, {after:.3} J at the end{drift}{unsolved}{}{}",
            parts.join(", "),
            (1e3 * mass).round() / 1e3,
            self.duration_s,
            count(self.steps, "step"),
            self.us_per_step,
            overlaps.collect::<String>(),
            alone.collect::<String>(),
        )
    }
}
