//! Operands of PTX instructions.

use std::collections::BTreeMap;

/// What an instruction works on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operand {
    /// A register, by its number in the function.
    Register(usize),
    /// A constant's bits.
    Immediate(u64),
    /// A special register such as `%tid.x`, a label, a variable or a function.
    Name(String),
    /// `[base + offset]`.
    Address(Box<Operand>, u64),
    /// `{a, b}`.
    Vector(Vec<Operand>),
}

/// The registers of a function, numbered as they are met.
#[derive(Debug, Default)]
pub struct Registers(BTreeMap<String, usize>);

impl Registers {
    /// The number of a register.
    pub fn number(&mut self, name: &str) -> usize {
        let next = self.0.len();
        *self.0.entry(name.to_owned()).or_insert(next)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Reads one operand.
    pub fn operand(&mut self, text: &str) -> Option<Operand> {
        let text = text.trim();
        if let Some(inside) = text.strip_prefix('{') {
            let parts = split(inside.strip_suffix('}')?).map(|part| self.operand(part));
            return Some(Operand::Vector(parts.collect::<Option<_>>()?));
        }
        if let Some(inside) = text.strip_prefix('[') {
            let (base, offset) = offset(inside.strip_suffix(']')?)?;
            return Some(Operand::Address(Box::new(self.operand(base)?), offset));
        }
        match text {
            special if special.starts_with('%') && special.contains('.') => Some(Operand::Name(text.into())),
            register if register.starts_with('%') || self.0.contains_key(register) => {
                Some(Operand::Register(self.number(text)))
            }
            _ => immediate(text)
                .map(Operand::Immediate)
                .or_else(|| is_name(text).then(|| Operand::Name(text.into()))),
        }
    }
}

/// The operands of a list, split at the commas outside brackets.
pub fn split(list: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    list.split(move |c| {
        depth += i32::from("([{".contains(c)) - i32::from(")]}".contains(c));
        c == ',' && depth == 0
    })
    .map(str::trim)
    .filter(|part| !part.is_empty())
}

/// `base`, `base+8`, `base+-8`, `base-8`.
fn offset(text: &str) -> Option<(&str, u64)> {
    let at = text.find(['+', '-']).unwrap_or(text.len());
    let (base, rest) = text.split_at(at);
    let offset: i64 = match rest.trim_start_matches('+').trim() {
        "" => 0,
        digits => digits.parse().ok()?,
    };
    Some((base.trim(), offset as u64))
}

/// `12`, `-3`, `0x1F`, `0d` and `0f` with the bits of a float, `true`.
fn immediate(text: &str) -> Option<u64> {
    let hex = |digits: &str| u64::from_str_radix(digits, 16).ok();
    match text.get(..2) {
        Some("0d" | "0f" | "0x" | "0D" | "0F" | "0X") => hex(&text[2..]),
        _ => text.parse::<i64>().map(|value| value as u64).or_else(|_| text.parse()).ok(),
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "_$.".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_of_every_kind_are_read() {
        let mut registers = Registers::default();
        let mut read = |text: &str| registers.operand(text).expect("an operand");
        assert_eq!(read("%rd1"), Operand::Register(0));
        assert_eq!(read("[%rd2+-8]"), Operand::Address(Box::new(Operand::Register(1)), -8_i64 as u64));
        assert_eq!(read("[param0]"), Operand::Address(Box::new(Operand::Name("param0".into())), 0));
        assert_eq!(read("{%rd1, %rd2}"), Operand::Vector(vec![Operand::Register(0), Operand::Register(1)]));
        assert_eq!(read("0d3FF0000000000000"), Operand::Immediate(1.0_f64.to_bits()));
        assert_eq!(read("0fBF800000"), Operand::Immediate((-1.0_f32).to_bits().into()));
        assert_eq!(read("-2"), Operand::Immediate(-2_i64 as u64));
        assert_eq!(read("%tid.x"), Operand::Name("%tid.x".into()));
    }

    #[test]
    fn lists_are_split_outside_brackets() {
        let parts: Vec<&str> = split("(retval0), sine, (param0, param1), {%r1, %r2}").collect();
        assert_eq!(parts, ["(retval0)", "sine", "(param0, param1)", "{%r1, %r2}"]);
    }
}
