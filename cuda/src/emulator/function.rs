//! A PTX function as the emulator runs it: registers numbered, labels and variables resolved.

use std::collections::BTreeMap;

use super::alu::{self, Alu};
use super::operand::{Operand, Registers, split};
use super::{EmulatorError, unknown};
use crate::gate::rules;
use crate::gate::statement::Statement;

/// A function or an entry point.
#[derive(Debug)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// Whether it is an `.entry`.
    pub is_entry: bool,
    /// Its parameters' names, in order.
    pub parameters: Vec<String>,
    /// The name of its result.
    pub result: Option<String>,
    /// How many registers it has.
    pub registers: usize,
    /// Its stack frame: name and size in bytes.
    pub frame: Option<(String, usize)>,
    /// The variables of the parameter space that it names, with their sizes in bytes.
    pub variables: BTreeMap<String, usize>,
    /// What it does.
    pub steps: Vec<Step>,
    /// Where its labels stand in `steps`.
    pub labels: BTreeMap<String, usize>,
    /// Its jump tables: lists of labels.
    pub tables: BTreeMap<String, Vec<String>>,
}

/// An instruction.
#[derive(Debug)]
pub struct Step {
    /// Its line in the PTX, from 1.
    pub line: usize,
    /// The predicate register that has to have this value.
    pub guard: Option<(usize, bool)>,
    /// What it does.
    pub verb: Verb,
    /// What it does it to.
    pub operands: Vec<Operand>,
    /// As it stands in the PTX.
    text: String,
}

impl Step {
    /// The error of an instruction that cannot be done.
    pub fn unknown(&self) -> EmulatorError {
        EmulatorError::Unknown { line: self.line, text: self.text.clone() }
    }
}

/// What an instruction does.
#[derive(Debug, Clone, Copy)]
pub enum Verb {
    /// Computes the first operand from the others.
    Compute(Alu),
    /// Reads memory, `width` bytes an element; sign-extended if `signed`.
    Load {
        /// Bytes an element.
        width: usize,
        /// Whether the element is sign-extended.
        signed: bool,
    },
    /// Writes memory, that many bytes an element.
    Store(usize),
    /// Reads or writes a variable of the parameter space, that many bytes an element.
    LoadParameter(usize),
    /// The same for writing.
    StoreParameter(usize),
    /// Splits a word into the registers of a vector, that many bits each.
    Split(usize),
    /// Joins the elements of a vector to a word, that many bits each.
    Join(usize),
    /// Jumps.
    Branch,
    /// Jumps to one of a table's labels.
    BranchTable,
    /// Calls a function.
    Call,
    /// Leaves the function.
    Return,
    /// Ends in a panic.
    Trap,
    /// Does nothing here.
    Nothing,
}

impl Function {
    /// Reads a function: its header, and the statements between its braces.
    pub fn new(header: &Statement, body: &[Statement]) -> Result<Self, EmulatorError> {
        let entry = rules::declared(&header.text, ".entry");
        let name = entry.or_else(|| rules::declared(&header.text, ".func")).ok_or_else(|| unknown(header))?;
        let (before, after) = header.text.split_once(name).ok_or_else(|| unknown(header))?;
        let mut function = Self {
            name: name.into(),
            is_entry: entry.is_some(),
            parameters: Vec::new(),
            result: None,
            registers: 0,
            frame: None,
            variables: BTreeMap::new(),
            steps: Vec::new(),
            labels: BTreeMap::new(),
            tables: BTreeMap::new(),
        };
        function.result = function.parameters(before).pop();
        function.parameters = function.parameters(after);
        let mut registers = Registers::default();
        for statement in body {
            function.take(statement, &mut registers)?;
        }
        function.registers = registers.count();
        Ok(function)
    }

    /// Declares the parameters of a list in brackets.
    fn parameters(&mut self, list: &str) -> Vec<String> {
        let inside =
            list.split_once('(').and_then(|(_, list)| list.rsplit_once(')')).map_or("", |(list, _)| list);
        split(inside).filter_map(|parameter| self.declare(parameter)).collect()
    }

    /// Declares a variable of the parameter space: `.param .align 8 .b8 name[16]`, `.param .b64 name`.
    fn declare(&mut self, text: &str) -> Option<String> {
        let (words, count) = match text.split_once('[') {
            Some((words, count)) => (words, count.trim_end_matches(']').parse().ok()?),
            None => (text, 1),
        };
        let width = words.split_whitespace().find_map(|word| alu::width(word.strip_prefix('.')?))?;
        let name = words.split_whitespace().next_back()?.to_owned();
        self.variables.insert(name.clone(), width * count);
        Some(name)
    }

    /// Takes one statement of the body.
    fn take(&mut self, statement: &Statement, registers: &mut Registers) -> Result<(), EmulatorError> {
        for label in &statement.labels {
            self.labels.insert(label.clone(), self.steps.len());
        }
        match statement.head() {
            "" | ".loc" | ".pragma" => Ok(()),
            ".reg" => {
                // registers with a `%` are numbered where they are used; LLVM has a `tmp` without one
                for name in statement.text.split([' ', ',']).skip(2).filter(|name| !name.is_empty()) {
                    registers.number(name);
                }
                Ok(())
            }
            ".branchtargets" => {
                let targets: Vec<String> =
                    split(&statement.text[".branchtargets".len()..]).map(str::to_owned).collect();
                self.tables.extend(statement.labels.iter().map(|label| (label.clone(), targets.clone())));
                Ok(())
            }
            ".param" => self.declare(&statement.text).map(|_| ()).ok_or_else(|| unknown(statement)),
            ".local" => {
                let bytes = rules::stack_bytes(&statement.text).ok_or_else(|| unknown(statement))?;
                let name = statement.text.split('[').next().and_then(|text| text.split(' ').next_back());
                self.frame = Some((name.unwrap_or_default().into(), bytes));
                Ok(())
            }
            _ => {
                let step = step(statement, registers).ok_or_else(|| unknown(statement))?;
                self.steps.push(step);
                Ok(())
            }
        }
    }
}

/// Reads one instruction.
fn step(statement: &Statement, registers: &mut Registers) -> Option<Step> {
    let (opcode, list) = statement.text.split_once(' ').unwrap_or((&statement.text, ""));
    let verb = verb(opcode)?;
    let operands: Vec<Operand> = match verb {
        Verb::Call => split(list).map(|part| Operand::Name(part.into())).collect(),
        _ => split(list).map(|part| registers.operand(part)).collect::<Option<_>>()?,
    };
    let guard = statement.guard.strip_prefix('@');
    let guard = guard.map(|guard| (registers.number(guard.trim_start_matches('!')), !guard.starts_with('!')));
    let verb = match (verb, operands.as_slice()) {
        (Verb::Compute(_), [Operand::Vector(parts), _]) => Verb::Split(bits(opcode, parts)?),
        (Verb::Compute(_), [_, Operand::Vector(parts)]) => Verb::Join(bits(opcode, parts)?),
        _ => verb,
    };
    Some(Step { line: statement.line, guard, verb, operands, text: statement.text.clone() })
}

/// The bits of an element where `mov.b64` takes a vector.
fn bits(opcode: &str, parts: &[Operand]) -> Option<usize> {
    let word = alu::width(opcode.strip_prefix("mov.")?)? * 8;
    word.checked_div(parts.len())
}

/// What an opcode does, `ld.global.nc.v2.b64` for instance.
fn verb(opcode: &str) -> Option<Verb> {
    let mut parts = opcode.split('.');
    let name = parts.next()?;
    let (space, last) = (parts.next(), opcode.rsplit('.').next()?);
    let width = alu::width(last);
    match (name, space) {
        ("ld", Some("param")) => width.map(Verb::LoadParameter),
        ("st", Some("param")) => width.map(Verb::StoreParameter),
        ("ld", _) => width.map(|width| Verb::Load { width, signed: last.starts_with('s') }),
        ("st", _) => width.map(Verb::Store),
        ("brx", _) => Some(Verb::BranchTable),
        ("bra", _) => Some(Verb::Branch),
        ("call", _) => Some(Verb::Call),
        ("ret", _) => Some(Verb::Return),
        ("trap" | "exit" | "brkpt", _) => Some(Verb::Trap),
        ("membar" | "fence", _) => Some(Verb::Nothing),
        _ => alu::lookup(opcode).map(Verb::Compute),
    }
}
