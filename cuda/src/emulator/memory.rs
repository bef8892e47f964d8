//! The emulator's memory: buffers with a guard page between them.

use std::collections::BTreeMap;

use super::{EmulatorError, unknown};
use crate::gate::statement::Statement;
use crate::number::Number;

/// Where the first buffer begins; below it lies nothing, as below address 0x1000 of a process.
const START: u64 = 0x1_0000;

/// Buffers, each at an address of its own, and the names of those that the PTX declares.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    buffers: BTreeMap<u64, Vec<u8>>,
    names: BTreeMap<String, u64>,
}

impl Memory {
    /// A buffer of zeros; its address.
    pub fn reserve(&mut self, bytes: usize) -> u64 {
        let end = self.buffers.last_key_value().map_or(START, |(start, buffer)| start + buffer.len() as u64);
        let start = (end + 0x1000).next_multiple_of(0x1000);
        self.buffers.insert(start, vec![0; bytes]);
        start
    }

    /// A buffer of numbers; its address.
    pub fn place(&mut self, numbers: impl ExactSizeIterator<Item = u64>, size: usize) -> u64 {
        let start = self.reserve(numbers.len() * size);
        for (index, bits) in numbers.enumerate() {
            self.store(start + (index * size) as u64, size, bits);
        }
        start
    }

    /// Gives a buffer back.
    pub fn release(&mut self, start: u64) {
        self.buffers.remove(&start);
    }

    /// The address of a variable that the PTX declares.
    pub fn address(&self, name: &str) -> Option<u64> {
        self.names.get(name).copied()
    }

    /// Takes a declaration: `.global .align 8 .b8 name[4] = {1, 2, 3, 4}`.
    pub fn define(&mut self, statement: &Statement) -> Result<(), EmulatorError> {
        let (declared, values) = statement.text.split_once('=').unwrap_or((&statement.text, ""));
        let define = || -> Option<(String, usize, usize, Vec<u64>)> {
            let (before, size) = declared.split_once('[')?;
            let mut words = before.split_whitespace().rev();
            let (name, element) = (words.next()?, words.next()?);
            let width = element.get(2..)?.parse::<usize>().ok()? / 8;
            let count: usize = size.split(']').next()?.trim().parse().ok()?;
            let values = values.trim().trim_matches(['{', '}', '"']);
            let values = values.split(',').map(str::trim).filter(|value| !value.is_empty());
            let values: Option<Vec<u64>> = values.map(|value| value.parse().ok()).collect();
            Some((name.into(), width, count, values?))
        };
        let (name, width, count, values) = define().ok_or_else(|| unknown(statement))?;
        let start = self.reserve(width * count);
        for (index, value) in values.into_iter().enumerate() {
            self.store(start + (index * width) as u64, width, value);
        }
        self.names.insert(name, start);
        Ok(())
    }

    /// Reads up to eight bytes; nothing where they are in no buffer or not aligned.
    pub fn load(&self, address: u64, bytes: usize) -> Option<u64> {
        let (start, buffer) = self.buffers.range(..=address).next_back()?;
        let offset = (address - start) as usize;
        let found = buffer.get(offset..offset + bytes)?;
        let mut word = [0; 8];
        word[..bytes].copy_from_slice(found);
        address.is_multiple_of(bytes as u64).then_some(u64::from_le_bytes(word))
    }

    /// Writes up to eight bytes; nothing happens where they are in no buffer or not aligned.
    pub fn store(&mut self, address: u64, bytes: usize, value: u64) -> Option<()> {
        let (start, buffer) = self.buffers.range_mut(..=address).next_back()?;
        let offset = (address - start) as usize;
        let found =
            buffer.get_mut(offset..offset + bytes).filter(|_| address.is_multiple_of(bytes as u64))?;
        found.copy_from_slice(&value.to_le_bytes()[..bytes]);
        Some(())
    }

    /// The numbers of a buffer.
    pub fn numbers<T: Number>(&self, start: u64, count: usize) -> Vec<T> {
        let at = |index: usize| self.load(start + (index * T::BYTES) as u64, T::BYTES);
        (0..count).map_while(at).map(T::from_bits).collect()
    }
}
