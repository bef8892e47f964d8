//! The settings of a run: defaults, a file, flags, and `--set KEY=VALUE`, the later the stronger.

mod overrides;
mod physics;

use std::path::Path;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use costate_learn::throw_ball::{self, Optimizer, Spread, random_start};
use costate_learn::{AdamOptions, GaussNewtonOptions};
use serde::{Deserialize, Serialize};

pub use overrides::settings;
pub use physics::{BallConfig, ThrowConfig};

/// The tasks there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    /// Throw a ball so that it comes to rest at a target.
    #[default]
    Ball,
}

/// The optimisers there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OptimizerName {
    /// Gauss-Newton with Levenberg's damping, by forward mode.
    #[default]
    GaussNewton,
    /// Adam through time, by reverse mode.
    Adam,
}

/// Where the optimisation starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Start {
    /// The ball is let go without velocity or spin.
    #[default]
    Rest,
    /// A random throw, drawn from the seed.
    Random,
}

/// All settings of a run; `config.toml` of its folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// What is learned.
    pub task: Task,
    /// By which optimiser.
    pub optimizer: OptimizerName,
    /// From where.
    pub start: Start,
    /// Seed of the random numbers.
    pub seed: u64,
    /// Updates after which the run gives up.
    pub max_updates: usize,
    /// Start, target and duration of the throw.
    pub throw: ThrowConfig,
    /// The ball and its world.
    pub ball: BallConfig,
    /// Spread of random starts.
    pub random: Spread,
    /// Options of the Gauss-Newton method.
    pub gauss_newton: GaussNewtonOptions,
    /// Options of Adam.
    pub adam: AdamOptions,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            task: Task::default(),
            optimizer: OptimizerName::default(),
            start: Start::default(),
            seed: 0,
            max_updates: 500,
            throw: ThrowConfig::default(),
            ball: BallConfig::default(),
            random: Spread::default(),
            gauss_newton: GaussNewtonOptions::default(),
            adam: throw_ball::ADAM,
        }
    }
}

impl Config {
    /// Reads a `config.toml`; what it leaves out keeps its default.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read the config {}", path.display()))?;
        toml::from_str(&text).with_context(|| format!("{} is no valid config", path.display()))
    }

    /// These settings with each `KEY=VALUE` of `assignments` put in.
    pub fn with(&self, assignments: &[String]) -> Result<Self> {
        overrides::apply(self, assignments)
    }

    /// The optimiser with its options.
    pub fn optimizer(&self) -> Optimizer {
        match self.optimizer {
            OptimizerName::GaussNewton => Optimizer::GaussNewton(self.gauss_newton),
            OptimizerName::Adam => Optimizer::Adam(self.adam),
        }
    }

    /// The throw (v \[m/s\], ω \[rad/s\]) to start from.
    pub fn first_throw(&self) -> [f64; 6] {
        match self.start {
            Start::Rest => [0.0; 6],
            Start::Random => random_start(self.seed, self.random),
        }
    }

    /// Checks that every setting makes sense.
    ///
    /// # Errors
    /// Names every setting that does not, at once.
    pub fn validate(&self) -> Result<()> {
        let mut complaints = self.ball.complaints();
        complaints.extend(self.throw.complaints(self.ball.radius));
        complaints.extend(self.optimizer_complaints());
        if complaints.is_empty() {
            return Ok(());
        }
        bail!("bad settings:\n  {}", complaints.join("\n  "))
    }

    /// What is wrong with the options of the optimisers and the random starts.
    fn optimizer_complaints(&self) -> Vec<String> {
        let (newton, adam) = (&self.gauss_newton, &self.adam);
        let wanted = [
            ("gauss_newton.damping", newton.damping, 0.0..=f64::MAX, "at least 0"),
            ("gauss_newton.lower", newton.lower, 0.0..=1.0, "between 0 and 1"),
            ("gauss_newton.raise", newton.raise, 1.0..=f64::MAX, "at least 1"),
            ("adam.rate", adam.rate, f64::MIN_POSITIVE..=f64::MAX, "positive"),
            ("adam.cap", adam.cap, f64::MIN_POSITIVE..=f64::INFINITY, "positive"),
            ("adam.beta1", adam.beta1, 0.0..=1.0_f64.next_down(), "at least 0 and below 1"),
            ("adam.beta2", adam.beta2, 0.0..=1.0_f64.next_down(), "at least 0 and below 1"),
            ("adam.epsilon", adam.epsilon, f64::MIN_POSITIVE..=f64::MAX, "positive"),
            ("random.velocity", self.random.velocity, 0.0..=f64::MAX, "at least 0"),
            ("random.spin", self.random.spin, 0.0..=f64::MAX, "at least 0"),
        ];
        complaints(&wanted)
    }
}

/// A setting, its value, the values it may have, and those in words.
type Wanted = (&'static str, f64, std::ops::RangeInclusive<f64>, &'static str);

/// A sentence for each setting outside its range.
fn complaints(wanted: &[Wanted]) -> Vec<String> {
    let bad = wanted.iter().filter(|(_, value, range, _)| !range.contains(value));
    bad.map(|(key, value, _, words)| format!("{key} must be {words}, it is {value}")).collect()
}
