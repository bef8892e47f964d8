//! The figures of a passed check.

use core::fmt;
use std::string::String;

/// What was checked, and the largest relative error of each check.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Report {
    /// The function.
    pub name: String,
    /// How many numbers it takes.
    pub inputs: usize,
    /// How many numbers it gives.
    pub outputs: usize,
    /// How many directions were taken.
    pub directions: usize,
    /// `jvp` from central differences.
    pub central_difference: f64,
    /// `jvp` from dual numbers; `None` where there was no dual run.
    pub dual: Option<f64>,
    /// ⟨ȳ, J ẋ⟩ from ⟨Jᵀ ȳ, ẋ⟩.
    pub dot_product: f64,
    /// `vjp`, component by component, from `jvp`.
    pub reverse: f64,
    /// `vjp` on given adjoints from those plus `vjp` on zero.
    pub accumulation: f64,
    /// 32-bit words `vjp` had on the tape at its peak.
    pub tape_words: usize,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} → {}, central {:.0e}",
            self.name, self.inputs, self.outputs, self.central_difference
        )?;
        if let Some(dual) = self.dual {
            write!(f, ", dual {dual:.0e}")?;
        }
        write!(
            f,
            ", dot {:.0e}, reverse {:.0e}, accumulation {:.0e}, tape {} words",
            self.dot_product, self.reverse, self.accumulation, self.tape_words
        )
    }
}
