//! Batches on the CPU: the rows of many robots, taken one robot or one group of lanes at a time.

use costate::{Real, StridedTape, Tape};
use costate_cuda_kernels::{Inputs, Outputs, Program};

/// Runs a program for every robot, [`Real::LANES`] of them at a time, and gives the output rows.
///
/// `robots` is a multiple of the lanes.
pub fn run<P: Program, T: Real>(
    inputs: &[T::Element],
    robots: usize,
    tape: &mut impl Tape,
) -> Vec<T::Element> {
    let mut outputs = vec![T::Element::ZERO; robots * P::OUTPUTS.len()];
    for first in (0..robots).step_by(T::LANES) {
        group::<P, T>(inputs, &mut outputs, first, robots, tape);
    }
    outputs
}

/// Runs a program for every robot as a GPU does it: all tapes in one arena, words of a robot apart.
///
/// Nothing comes back where a tape was too short.
pub fn run_strided<P: Program, T: Real>(
    inputs: &[T::Element],
    robots: usize,
    words: usize,
) -> Option<Vec<T::Element>> {
    let mut outputs = vec![T::Element::ZERO; robots * P::OUTPUTS.len()];
    let mut arena = vec![0; robots * words];
    for robot in 0..robots {
        let mut tape = StridedTape::new(&mut arena, robot, robots);
        group::<P, T>(inputs, &mut outputs, robot, robots, &mut tape);
        if tape.failed() {
            return None;
        }
    }
    Some(outputs)
}

/// Runs a program for the robots of one group of lanes.
fn group<P: Program, T: Real>(
    inputs: &[T::Element],
    outputs: &mut [T::Element],
    first: usize,
    robots: usize,
    tape: &mut impl Tape,
) {
    let mut inputs = InputColumns { rows: inputs.chunks(robots), first };
    let mut outputs = OutputColumns { rows: outputs.chunks_mut(robots), first };
    P::run::<T>(&mut inputs, &mut outputs, tape);
    let rest = inputs.rows.len() + outputs.rows.len();
    assert_eq!(rest, 0, "`{}` leaves rows", P::NAME);
}

/// The rows that a program has yet to take.
struct InputColumns<'a, E> {
    rows: std::slice::Chunks<'a, E>,
    first: usize,
}

impl<T: Real> Inputs<T> for InputColumns<'_, T::Element> {
    fn take(&mut self) -> T {
        let row = self.rows.next().expect("a program takes its input rows");
        let mut value = T::ZERO;
        for lane in 0..T::LANES {
            value.set_lane(lane, row[self.first + lane]);
        }
        value
    }
}

/// The rows that a program has yet to give.
struct OutputColumns<'a, E> {
    rows: std::slice::ChunksMut<'a, E>,
    first: usize,
}

impl<T: Real> Outputs<T> for OutputColumns<'_, T::Element> {
    fn give(&mut self, value: T) {
        let row = self.rows.next().expect("a program gives its output rows");
        for lane in 0..T::LANES {
            row[self.first + lane] = value.lane(lane);
        }
    }
}
