//! Runs PTX on the CPU, one thread after the other, to the bit as the PTX manual defines it.
//!
//! So a machine without a card can tell whether the text that a card would get computes the same bits as
//! the Rust that it came from. It knows the part of PTX that LLVM writes for our kernels and says so of
//! everything else. It watches memory as it goes: an access outside the launch's buffers, or one that is
//! not aligned, is an error here, where a card might only corrupt a neighbour.
//!
//! What it cannot tell: whether ptxas and a real card do what the manual says.

mod alu;
mod frame;
mod function;
mod memory;
mod operand;
mod thread;

use std::collections::BTreeMap;

use crate::gate::statement::{Statement, statements};
use crate::launch::{BLOCK, Launch};
use crate::number::Number;
use function::Function;
use memory::Memory;
use thread::{Place, Thread};

/// Why a PTX text could not be run, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EmulatorError {
    /// An instruction, an operand or a directive that the emulator has not learnt.
    #[error("line {line}: the emulator does not know `{text}`")]
    Unknown {
        /// The line, from 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// A load or a store outside every buffer, across the end of one, or not aligned.
    #[error("line {line}: {bytes} bytes at {address:#x} are in no buffer, or not aligned")]
    Access {
        /// The line, from 1.
        line: usize,
        /// The address.
        address: u64,
        /// The size of the access.
        bytes: usize,
    },
    /// The kernel gave up: a Rust panic.
    #[error("line {line}: the kernel panicked")]
    Trap {
        /// The line, from 1.
        line: usize,
    },
    /// A thread went on for too long.
    #[error("line {line}: the thread does not come to an end")]
    Endless {
        /// The line, from 1.
        line: usize,
    },
    /// There is no such entry point.
    #[error("the PTX has no entry point `{name}`")]
    NoEntry {
        /// Its name.
        name: String,
    },
    /// A robot's tape was too short.
    #[error("the tape of `{entry}` overflowed: {words} words a robot are too few")]
    TapeOverflow {
        /// The entry point.
        entry: String,
        /// The words that each robot had.
        words: usize,
    },
}

/// A PTX text, ready to run.
#[derive(Debug)]
pub struct Emulator {
    functions: BTreeMap<String, Function>,
    constants: Memory,
    patience: usize,
}

/// Instructions after which a thread counts as endless, unless told otherwise.
const PATIENCE: usize = 1 << 28;

impl Emulator {
    /// Reads a PTX text.
    ///
    /// # Errors
    /// [`EmulatorError::Unknown`] for what it does not know.
    pub fn new(ptx: &str) -> Result<Self, EmulatorError> {
        let mut constants = Memory::default();
        let mut functions = BTreeMap::new();
        let all = statements(ptx);
        let mut rest = all.as_slice();
        while let [first, after @ ..] = rest {
            rest = after;
            let mut words = first.text.split(' ');
            if first.end == ';' && words.any(|word| matches!(word, ".global" | ".const")) {
                constants.define(first)?;
            } else if first.end == '{' && !first.text.is_empty() {
                let (body, behind) = body(after);
                let function = Function::new(first, body)?;
                functions.insert(function.name.clone(), function);
                rest = behind;
            }
        }
        Ok(Self { functions, constants, patience: PATIENCE })
    }

    /// Lets a thread do that many instructions before it counts as endless.
    #[must_use]
    pub fn with_patience(self, instructions: usize) -> Self {
        Self { patience: instructions, ..self }
    }

    /// Runs an entry point for every robot and gives its output rows back, robot index fastest.
    ///
    /// # Errors
    /// The first thread's that goes wrong.
    ///
    /// # Panics
    /// When the launch does not [fit](Launch::fits).
    pub fn run<T: Number>(&self, launch: &Launch<'_, T>) -> Result<Vec<T>, EmulatorError> {
        assert!(launch.fits(), "the inputs of `{}` are no whole rows, or too many", launch.entry);
        let entry = self.functions.get(launch.entry).filter(|function| function.is_entry);
        let entry = entry.ok_or_else(|| EmulatorError::NoEntry { name: launch.entry.into() })?;
        let mut memory = self.constants.clone();
        let inputs = memory.place(launch.inputs.iter().map(|number| number.bits()), T::BYTES);
        let outputs = memory.reserve(launch.robots * launch.output_rows * T::BYTES);
        let tape = memory.reserve(launch.robots * launch.tape_words * 4);
        let overflow = memory.reserve(4);
        let arguments = [launch.robots as u64, inputs, outputs, tape, launch.tape_words as u64, overflow];
        // as on a card, the last block is a whole one
        for index in 0..(launch.robots as u32).next_multiple_of(BLOCK) {
            let place = Place { block: index / BLOCK, thread: index % BLOCK, threads: BLOCK };
            Thread::new(&self.functions, &mut memory, place, self.patience).enter(entry, &arguments)?;
        }
        match memory.load(overflow, 4) {
            Some(0) => Ok(memory.numbers(outputs, launch.robots * launch.output_rows)),
            _ => Err(EmulatorError::TapeOverflow { entry: launch.entry.into(), words: launch.tape_words }),
        }
    }
}

/// Splits what follows a function's `{` into its body and what stands behind the `}` that closes it.
fn body(after: &[Statement]) -> (&[Statement], &[Statement]) {
    let mut depth = 1;
    for (index, statement) in after.iter().enumerate() {
        depth += i32::from(statement.end == '{') - i32::from(statement.end == '}');
        if depth == 0 {
            return (&after[..index], &after[index + 1..]);
        }
    }
    (after, &[])
}

/// The error of a statement that the emulator does not know.
fn unknown(statement: &Statement) -> EmulatorError {
    EmulatorError::Unknown { line: statement.line, text: statement.text.clone() }
}
