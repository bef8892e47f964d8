//! One thread: a stack of frames that walks through the functions.

use std::collections::BTreeMap;

use super::EmulatorError;
use super::alu::Alu;
use super::frame::{Frame, Next, parts};
use super::function::{Function, Step, Verb};
use super::memory::Memory;
use super::operand::{Operand, split};

/// Where a thread stands in its grid.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// `%ctaid.x`.
    pub block: u32,
    /// `%tid.x`.
    pub thread: u32,
    /// `%ntid.x`.
    pub threads: u32,
}

/// A thread.
pub struct Thread<'a> {
    functions: &'a BTreeMap<String, Function>,
    memory: &'a mut Memory,
    place: Place,
    patience: usize,
}

impl<'a> Thread<'a> {
    /// A thread at a place, which may do `patience` steps.
    pub fn new(
        functions: &'a BTreeMap<String, Function>,
        memory: &'a mut Memory,
        place: Place,
        patience: usize,
    ) -> Self {
        Self { functions, memory, place, patience }
    }

    /// Runs an entry point with these arguments.
    pub fn enter(&mut self, entry: &'a Function, arguments: &[u64]) -> Result<(), EmulatorError> {
        let bytes = arguments.iter().map(|argument| argument.to_le_bytes().to_vec());
        self.call(entry, bytes.collect()).map(|_| ())
    }

    /// Runs a function with these arguments; its result.
    fn call(&mut self, function: &'a Function, arguments: Vec<Vec<u8>>) -> Result<Vec<u8>, EmulatorError> {
        let sizes = function.variables.iter();
        let mut variables: BTreeMap<&str, Vec<u8>> =
            sizes.map(|(name, &size)| (name.as_str(), vec![0; size])).collect();
        for (name, argument) in function.parameters.iter().zip(arguments) {
            if let Some(variable) = variables.get_mut(name.as_str()) {
                let bytes = variable.len().min(argument.len());
                variable[..bytes].copy_from_slice(&argument[..bytes]);
            }
        }
        let stack = function.frame.as_ref().map(|(_, bytes)| self.memory.reserve(*bytes));
        let mut frame = Frame { function, registers: vec![0; function.registers], variables, stack };
        self.walk(&mut frame)?;
        if let Some(start) = stack {
            self.memory.release(start);
        }
        let result = function.result.as_deref().and_then(|name| frame.variables.remove(name));
        Ok(result.unwrap_or_default())
    }

    /// Does a function's steps until it returns.
    fn walk(&mut self, frame: &mut Frame<'a>) -> Result<(), EmulatorError> {
        let function = frame.function;
        let mut at = 0;
        while let Some(step) = function.steps.get(at) {
            self.patience = self.patience.checked_sub(1).ok_or(EmulatorError::Endless { line: step.line })?;
            let runs = step.guard.is_none_or(|(register, wanted)| (frame.registers[register] != 0) == wanted);
            at = match if runs { self.step(frame, step)? } else { Next::Following } {
                Next::Following => at + 1,
                Next::Label(target) => target,
                Next::Return => break,
            };
        }
        Ok(())
    }

    /// Does one step.
    fn step(&mut self, frame: &mut Frame<'a>, step: &'a Step) -> Result<Next, EmulatorError> {
        let done = match (step.verb, step.operands.as_slice()) {
            (Verb::Compute(alu), [to, from @ ..]) => self.compute(frame, alu, to, from),
            (Verb::Load { width, signed }, [to, from]) => self.load(frame, step, width, signed, to, from)?,
            (Verb::Store(width), [to, from]) => self.store(frame, step, width, to, from)?,
            (Verb::LoadParameter(width), [to, from]) => frame.load(width, to, from),
            (Verb::StoreParameter(width), [to, from]) => self.store_parameter(frame, width, to, from),
            (Verb::Split(bits), [to, from]) => self.split(frame, bits, to, from),
            (Verb::Join(bits), [to, from]) => self.join(frame, bits, to, from),
            (Verb::Branch, [Operand::Name(label)]) => {
                return frame.jump(label).ok_or_else(|| step.unknown());
            }
            (Verb::BranchTable, [index, Operand::Name(table)]) => {
                let target = self.target(frame, index, table).and_then(|label| frame.jump(label));
                return target.ok_or_else(|| step.unknown());
            }
            (Verb::Call, operands) => self.call_step(frame, operands).transpose()?,
            (Verb::Return, _) => return Ok(Next::Return),
            (Verb::Trap, _) => return Err(EmulatorError::Trap { line: step.line }),
            (Verb::Nothing, _) => Some(()),
            _ => None,
        };
        done.map(|()| Next::Following).ok_or_else(|| step.unknown())
    }

    fn compute(&self, frame: &mut Frame<'_>, alu: Alu, to: &Operand, from: &[Operand]) -> Option<()> {
        let mut values = [0; 4];
        for (value, operand) in values.iter_mut().zip(from) {
            *value = self.value(frame, operand)?;
        }
        frame.set(to, alu(values))
    }

    fn load(
        &self,
        frame: &mut Frame<'_>,
        step: &Step,
        width: usize,
        signed: bool,
        to: &Operand,
        from: &Operand,
    ) -> Result<Option<()>, EmulatorError> {
        let Some(start) = self.address(frame, from) else {
            return Ok(None);
        };
        let mut done = Some(());
        for (address, register) in (start..).step_by(width).zip(parts(to)) {
            let access = EmulatorError::Access { line: step.line, address, bytes: width };
            let word = self.memory.load(address, width).ok_or(access)?;
            done = done.and(frame.set(register, if signed { extend(word, width) } else { word }));
        }
        Ok(done)
    }

    fn store(
        &mut self,
        frame: &Frame<'_>,
        step: &Step,
        width: usize,
        to: &Operand,
        from: &Operand,
    ) -> Result<Option<()>, EmulatorError> {
        let Some(start) = self.address(frame, to) else {
            return Ok(None);
        };
        for (address, operand) in (start..).step_by(width).zip(parts(from)) {
            let access = EmulatorError::Access { line: step.line, address, bytes: width };
            let Some(word) = self.value(frame, operand) else {
                return Ok(None);
            };
            self.memory.store(address, width, word).ok_or(access)?;
        }
        Ok(Some(()))
    }

    fn store_parameter(
        &self,
        frame: &mut Frame<'_>,
        width: usize,
        to: &Operand,
        from: &Operand,
    ) -> Option<()> {
        for (index, operand) in parts(from).iter().enumerate() {
            let word = self.value(frame, operand)?.to_le_bytes();
            frame.variable(to, index * width, width)?.copy_from_slice(&word[..width]);
        }
        Some(())
    }

    fn split(&self, frame: &mut Frame<'_>, bits: usize, to: &Operand, from: &Operand) -> Option<()> {
        let word = self.value(frame, from)?;
        let mut registers = parts(to).iter().enumerate();
        registers.try_for_each(|(index, register)| frame.set(register, word >> (index * bits) & low(bits)))
    }

    fn join(&self, frame: &mut Frame<'_>, bits: usize, to: &Operand, from: &Operand) -> Option<()> {
        let mut word = 0;
        for (index, operand) in parts(from).iter().enumerate() {
            word |= (self.value(frame, operand)? & low(bits)) << (index * bits);
        }
        frame.set(to, word)
    }

    /// The label that a jump table has at an index.
    fn target(&self, frame: &Frame<'a>, index: &Operand, table: &str) -> Option<&'a str> {
        let index = self.value(frame, index)? as usize;
        frame.function.tables.get(table)?.get(index).map(String::as_str)
    }

    /// `call (result), name, (arguments)`; nothing where that cannot be understood.
    fn call_step(
        &mut self,
        frame: &mut Frame<'a>,
        operands: &[Operand],
    ) -> Option<Result<(), EmulatorError>> {
        let mut result = None;
        let mut function = None;
        let mut arguments = Vec::new();
        for operand in operands {
            let Operand::Name(text) = operand else {
                return None;
            };
            let list = text.strip_prefix('(').map(|list| list.trim_end_matches(')').trim());
            match (list, function) {
                (Some(list), None) => result = Some(list),
                (None, None) => function = Some(self.functions.get(text)?),
                (Some(list), Some(_)) => arguments.extend(split(list)),
                (None, Some(_)) => return None,
            }
        }
        let arguments =
            arguments.iter().map(|name| frame.variables.get(name).cloned()).collect::<Option<_>>()?;
        let value = match self.call(function?, arguments) {
            Ok(value) => value,
            Err(error) => return Some(Err(error)),
        };
        if let Some(result) = result {
            *frame.variables.get_mut(result)? = value;
        }
        Some(Ok(()))
    }

    /// The address of `[base + offset]`.
    fn address(&self, frame: &Frame<'_>, operand: &Operand) -> Option<u64> {
        let Operand::Address(base, offset) = operand else {
            return None;
        };
        Some(self.value(frame, base)?.wrapping_add(*offset))
    }

    /// The value of an operand.
    fn value(&self, frame: &Frame<'_>, operand: &Operand) -> Option<u64> {
        let name = match operand {
            Operand::Register(number) => return Some(frame.registers[*number]),
            Operand::Immediate(bits) => return Some(*bits),
            Operand::Name(name) => name.as_str(),
            Operand::Address(..) | Operand::Vector(_) => return None,
        };
        match name {
            "%tid.x" => Some(self.place.thread.into()),
            "%ctaid.x" => Some(self.place.block.into()),
            "%ntid.x" => Some(self.place.threads.into()),
            _ => match (&frame.function.frame, frame.stack) {
                (Some((stack, _)), Some(start)) if stack == name => Some(start),
                _ => self.memory.address(name),
            },
        }
    }
}

/// Sign-extends a word of `width` bytes.
fn extend(word: u64, width: usize) -> u64 {
    let shift = 64 - 8 * width as u32;
    ((word << shift) as i64 >> shift) as u64
}

/// That many ones.
fn low(bits: usize) -> u64 {
    u64::MAX >> (64 - bits)
}
