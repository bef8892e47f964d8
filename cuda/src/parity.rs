//! Parity: every shipped kernel gives the same bits wherever it runs.
//!
//! The reference is the kernel as a scalar on the CPU with a heap tape. Against it stand the scalar with
//! a GPU's strided tape, lanes of four and eight, the embedded PTX interpreted on the CPU, and, where
//! there is a driver, the card. Not one bit may differ.

mod batch;
mod cases;
mod row;

use costate::{CountTape, Float, HeapTape, Lanes};
use costate_cuda_kernels::{Program, ball, bench_ball};

pub use row::{Mismatch, NoPlace, Place, Row};

use crate::device::{Device, DeviceError};
use crate::emulator::Emulator;
use crate::launch::Launch;
use crate::number::Number;
use crate::ptx;

/// Time steps that the emulator is given a kernel: it takes some 20 ns an instruction, 500 ns unoptimised.
const EMULATED_STEPS: usize = 4096;

/// What to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Only this place; every place if none.
    pub device: Option<Place>,
    /// Robots a kernel; rounded up to a multiple of eight.
    pub cases: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { device: None, cases: 256 }
    }
}

/// Compares every shipped kernel in both precisions at the wanted places.
///
/// Machines without a driver, a card or PTX get rows that say so.
pub fn compare(options: &Options) -> Vec<Row> {
    let bench = Bench::new(options);
    let mut rows = Vec::new();
    bench.kernel::<ball::Step>(&mut rows);
    bench.kernel::<ball::StepVjp>(&mut rows);
    bench.kernel::<bench_ball::Loss>(&mut rows);
    bench.kernel::<bench_ball::LossVjp>(&mut rows);
    rows
}

/// Why a place gave no numbers.
enum Fault {
    /// Nothing is wrong: it is not here.
    Absent(String),
    /// Something is.
    Failed(String),
}

/// The places, opened once.
struct Bench {
    places: Vec<Place>,
    cases: usize,
    emulator: Result<Emulator, Fault>,
    device: Result<Device, Fault>,
}

impl Bench {
    fn new(options: &Options) -> Self {
        let places: Vec<Place> =
            Place::ALL.into_iter().filter(|&p| options.device.is_none_or(|d| d == p)).collect();
        let unwanted = || Fault::Absent("not asked for".into());
        let emulator = if places.contains(&Place::Ptx) { emulator() } else { Err(unwanted()) };
        let device = if places.contains(&Place::Cuda) { device() } else { Err(unwanted()) };
        Self { places, cases: options.cases.max(1).next_multiple_of(8), emulator, device }
    }

    /// Compares one kernel in both precisions.
    fn kernel<P: Program>(&self, rows: &mut Vec<Row>) {
        self.precision::<P, f64>(rows);
        self.precision::<P, f32>(rows);
    }

    /// Compares one kernel in one precision.
    fn precision<P: Program, T: Float<Element = T> + Number>(&self, rows: &mut Vec<Row>) {
        let inputs = cases::cases::<P, T>(self.cases);
        let mut tape = CountTape::<HeapTape>::new();
        let expected = batch::run::<P, T>(&inputs, self.cases, &mut tape);
        let case = Case { inputs, expected, robots: self.cases, words: tape.peak() };
        rows.extend(self.places.iter().map(|&place| self.row::<P, T>(place, &case)));
    }

    /// Compares at one place.
    fn row<P: Program, T: Float<Element = T> + Number>(&self, place: Place, all: &Case<T>) -> Row {
        let fewer;
        let case = match place {
            Place::Ptx => {
                fewer = all.first((EMULATED_STEPS / P::STEPS).clamp(4, self.cases));
                &fewer
            }
            _ => all,
        };
        let mut row = Row {
            kernel: P::NAME,
            precision: T::NAME,
            device: place,
            hardware: self.hardware(place),
            cases: 0,
            mismatches: 0,
            first_mismatch: None,
            skipped: None,
            error: None,
        };
        match self.run::<P, T>(place, case) {
            Ok(found) => case.judge::<P>(&found, &mut row),
            Err(Fault::Absent(reason)) => row.skipped = Some(reason),
            Err(Fault::Failed(error)) => row.error = Some(error),
        }
        row
    }

    /// The name of the card that stands at a place.
    fn hardware(&self, place: Place) -> Option<String> {
        let device = self.device.as_ref().ok().filter(|_| place == Place::Cuda);
        device.map(|device| device.name().to_owned())
    }

    /// Runs a kernel at one place.
    fn run<P: Program, T: Float<Element = T> + Number>(
        &self,
        place: Place,
        case: &Case<T>,
    ) -> Result<Vec<T>, Fault> {
        let Case { inputs, robots, words, .. } = case;
        let (robots, words) = (*robots, *words);
        let entry = format!("{}_{}", P::NAME, T::NAME);
        let launch =
            Launch { entry: &entry, robots, inputs, output_rows: P::OUTPUTS.len(), tape_words: words };
        let mut tape = HeapTape::new();
        match place {
            Place::Scalar => batch::run_strided::<P, T>(inputs, robots, words)
                .ok_or_else(|| Fault::Failed(format!("the strided tape overflowed at {words} words"))),
            Place::Lanes4 => Ok(batch::run::<P, Lanes<T, 4>>(inputs, robots, &mut tape)),
            Place::Lanes8 => Ok(batch::run::<P, Lanes<T, 8>>(inputs, robots, &mut tape)),
            Place::Ptx => {
                let emulator = self.emulator.as_ref().map_err(Fault::again)?;
                emulator.run(&launch).map_err(|error| Fault::Failed(error.to_string()))
            }
            Place::Cuda => {
                let device = self.device.as_ref().map_err(Fault::again)?;
                device.run(&launch).map_err(|error| Fault::Failed(error.to_string()))
            }
        }
    }
}

impl Fault {
    /// The same fault for another row.
    fn again(&self) -> Self {
        match self {
            Self::Absent(reason) => Self::Absent(reason.clone()),
            Self::Failed(error) => Self::Failed(error.clone()),
        }
    }
}

/// The emulator, with PTX that has passed the gate.
fn emulator() -> Result<Emulator, Fault> {
    let ptx = match ptx::checked() {
        Ok((ptx, _)) => ptx,
        Err(ptx::PtxError::Missing(missing)) => return Err(Fault::Absent(missing.to_string())),
        Err(rejected) => return Err(Fault::Failed(rejected.to_string())),
    };
    Emulator::new(ptx.text).map_err(|error| Fault::Failed(error.to_string()))
}

/// The first CUDA device.
fn device() -> Result<Device, Fault> {
    Device::open(0).map_err(|error: DeviceError| match error.is_absence() {
        true => Fault::Absent(error.to_string()),
        false => Fault::Failed(error.to_string()),
    })
}

/// Robots, what the reference gives for them, and the words of tape that they need.
struct Case<T> {
    inputs: Vec<T>,
    expected: Vec<T>,
    robots: usize,
    words: usize,
}

impl<T: Number> Case<T> {
    /// The first `count` robots.
    fn first(&self, count: usize) -> Self {
        let head =
            |rows: &[T]| rows.chunks(self.robots).flat_map(|row| row[..count].iter().copied()).collect();
        Self { inputs: head(&self.inputs), expected: head(&self.expected), robots: count, words: self.words }
    }

    /// Compares bits and notes what differs.
    fn judge<P: Program>(&self, found: &[T], row: &mut Row) {
        row.cases = self.robots;
        let differ = |index: &usize| self.expected[*index].bits() != found[*index].bits();
        let different: Vec<usize> = (0..self.expected.len()).filter(differ).collect();
        row.mismatches = different.len();
        row.first_mismatch = different.first().map(|&index| Mismatch {
            case: index % self.robots,
            output: P::OUTPUTS[index / self.robots],
            expected: format!("{:#x}", self.expected[index].bits()),
            found: format!("{:#x}", found[index].bits()),
        });
    }
}
