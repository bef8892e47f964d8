//! Where the optimisation starts.

use serde::{Deserialize, Serialize};

use crate::Philox;

/// How far random starts spread around rest.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spread {
    /// Largest velocity of a random start, in each component \[m/s\].
    pub velocity: f64,
    /// Largest angular velocity of a random start, in each component \[rad/s\].
    pub spin: f64,
}

impl Default for Spread {
    fn default() -> Self {
        Self { velocity: 5.0, spin: 10.0 }
    }
}

/// A random throw (v \[m/s\], ω \[rad/s\]), each component uniform within its spread.
pub fn random_start(seed: u64, spread: Spread) -> [f64; 6] {
    let mut random = Philox::new(seed);
    std::array::from_fn(|i| random.within(if i < 3 { spread.velocity } else { spread.spin }))
}
