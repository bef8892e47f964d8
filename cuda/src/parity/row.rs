//! What a comparison found.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

/// Where a kernel runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// One robot after the other on the CPU, with a GPU's strided tape.
    Scalar,
    /// Four robots in lanes.
    Lanes4,
    /// Eight robots in lanes.
    Lanes8,
    /// The PTX, [interpreted](crate::emulator) on the CPU.
    Ptx,
    /// A CUDA device.
    Cuda,
}

impl Place {
    /// Every place, in the order in which they are compared.
    pub const ALL: [Self; 5] = [Self::Scalar, Self::Lanes4, Self::Lanes8, Self::Ptx, Self::Cuda];

    /// Its name on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Scalar => "scalar",
            Self::Lanes4 => "lanes4",
            Self::Lanes8 => "lanes8",
            Self::Ptx => "ptx",
            Self::Cuda => "cuda",
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// There is no such place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no device `{0}`: scalar, lanes4, lanes8, ptx or cuda")]
pub struct NoPlace(String);

impl FromStr for Place {
    type Err = NoPlace;

    fn from_str(name: &str) -> Result<Self, NoPlace> {
        Self::ALL.into_iter().find(|place| place.name() == name).ok_or_else(|| NoPlace(name.into()))
    }
}

/// A number whose bits differ from the reference's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mismatch {
    /// The robot.
    pub case: usize,
    /// The output row.
    pub output: &'static str,
    /// The reference's bits, hexadecimal.
    pub expected: String,
    /// The bits that the place gave.
    pub found: String,
}

/// One kernel in one precision at one place, against the same kernel as scalar on the CPU.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The kernel, `impulse_ball_vjp`.
    pub kernel: &'static str,
    /// `f32` or `f64`.
    pub precision: &'static str,
    /// Where it ran.
    pub device: Place,
    /// The card's name, where there is one.
    pub hardware: Option<String>,
    /// How many robots were compared.
    pub cases: usize,
    /// How many numbers differ in a bit.
    pub mismatches: usize,
    /// The first of them.
    pub first_mismatch: Option<Mismatch>,
    /// Why nothing was compared though nothing is wrong: this machine has no driver, card or PTX.
    pub skipped: Option<String>,
    /// What went wrong instead of giving numbers.
    pub error: Option<String>,
}

impl Row {
    /// Whether the numbers were compared and all agree.
    pub fn agrees(&self) -> bool {
        self.cases > 0 && self.mismatches == 0 && self.error.is_none()
    }

    /// Whether something is wrong: numbers differ, or there are none though there should be.
    pub fn failed(&self) -> bool {
        self.mismatches > 0 || self.error.is_some()
    }
}
