//! Random numbers that the other tools were given, as text.

use anyhow::{Context, Result};

/// The numbers of scene S2, in the order of the file.
pub fn numbers() -> Result<Vec<f64>> {
    let lines = include_str!("numbers.txt").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.parse().with_context(|| format!("numbers.txt: {line}"))).collect()
}
