//! What can go wrong in a run.

use std::fmt;

/// A reason why a program has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The source does not parse, or the compiler refuses it.
    Refused(String),
    /// No function of this name.
    Unknown(String),
    /// A variable that is not in scope here.
    OutOfScope(String),
    /// A value of another kind than the operation wants: what was wanted, what was there.
    Kind(&'static str, String),
    /// A value that must never be read was read.
    Filler,
    /// An index, and the length of what it looks into.
    Index(i128, usize),
    /// A field that is not there.
    Field(String),
    /// Two arrays or tuples of different lengths.
    Length(usize, usize),
    /// An integer that does not fit its type, or a division by zero.
    Overflow,
    /// `assert!` or `panic!` in the program.
    Panicked(String),
    /// More was taken from the tape than was put on it.
    EmptyTape,
    /// Entries that the backward sweep left on the tape.
    LeftOnTape(usize),
    /// Number of arguments: wanted, given.
    Arguments(usize, usize),
    /// A node that the interpreter does not run.
    Unsupported(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Refused(text) => write!(f, "refused: {text}"),
            Error::Unknown(name) => write!(f, "there is no function `{name}`"),
            Error::OutOfScope(name) => write!(f, "`{name}` is not in scope"),
            Error::Kind(wanted, found) => write!(f, "{wanted} was wanted, {found} was there"),
            Error::Filler => write!(f, "a filler was read"),
            Error::Index(i, len) => write!(f, "index {i} is out of range: the length is {len}"),
            Error::Field(name) => write!(f, "there is no field `{name}`"),
            Error::Length(a, b) => write!(f, "lengths {a} and {b} differ"),
            Error::Overflow => write!(f, "an integer overflows or a divisor is zero"),
            Error::Panicked(text) => write!(f, "panicked: {text}"),
            Error::EmptyTape => write!(f, "the tape is empty"),
            Error::LeftOnTape(n) => write!(f, "{n} entries are left on the tape"),
            Error::Arguments(wanted, given) => write!(f, "{wanted} arguments were wanted, {given} given"),
            Error::Unsupported(what) => write!(f, "the interpreter does not run {what}"),
        }
    }
}

impl std::error::Error for Error {}
