//! What a function has while it runs: registers, variables, a stack frame.

use std::collections::BTreeMap;

use super::function::Function;
use super::operand::Operand;

/// What a function has while it runs.
pub struct Frame<'a> {
    /// The function.
    pub function: &'a Function,
    /// Its registers.
    pub registers: Vec<u64>,
    /// Its variables of the parameter space.
    pub variables: BTreeMap<&'a str, Vec<u8>>,
    /// Where its stack frame lies.
    pub stack: Option<u64>,
}

/// What comes after a step.
pub enum Next {
    /// The next one.
    Following,
    /// The one with that number.
    Label(usize),
    /// The caller's.
    Return,
}

impl Frame<'_> {
    /// Sets a register.
    pub fn set(&mut self, operand: &Operand, value: u64) -> Option<()> {
        let Operand::Register(number) = operand else {
            return None;
        };
        self.registers[*number] = value;
        Some(())
    }

    /// Where a label leads.
    pub fn jump(&self, label: &str) -> Option<Next> {
        self.function.labels.get(label).map(|&target| Next::Label(target))
    }

    /// Reads a variable of the parameter space into registers.
    pub fn load(&mut self, width: usize, to: &Operand, from: &Operand) -> Option<()> {
        for (index, register) in parts(to).iter().enumerate() {
            let mut word = [0; 8];
            word[..width].copy_from_slice(self.variable(from, index * width, width)?);
            self.set(register, u64::from_le_bytes(word))?;
        }
        Some(())
    }

    /// Some bytes of a variable of the parameter space: `[name+offset]`.
    pub fn variable(&mut self, operand: &Operand, index: usize, width: usize) -> Option<&mut [u8]> {
        let Operand::Address(base, offset) = operand else {
            return None;
        };
        let Operand::Name(name) = base.as_ref() else {
            return None;
        };
        let start = *offset as usize + index;
        self.variables.get_mut(name.as_str())?.get_mut(start..start + width)
    }
}

/// The elements of a vector operand; an operand that is none is its own only element.
pub fn parts(operand: &Operand) -> &[Operand] {
    match operand {
        Operand::Vector(parts) => parts,
        single => std::slice::from_ref(single),
    }
}
