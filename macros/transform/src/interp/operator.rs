//! Operators of the program's own structs: their `impl`s, in all layers.
//!
//! Who goes backward through `a + b`, `a - b` and `-a` has not kept the operands: the backward sweep is
//! given fillers, and takes from the tape what it reads.

use super::error::Error;
use super::machine::Machine;
use super::number::Number;
use super::value::Value;
use crate::ir::{Op, Place, TwinOperand, TwinRev};

/// On the tape, in place of the number of a struct's operator.
const OF_NUMBERS: i128 = -1;

/// The operators that a struct may have, by the name of their method.
fn method(op: Option<Op>) -> Option<&'static str> {
    Some(match op {
        None => "neg",
        Some(Op::Add) => "add",
        Some(Op::Sub) => "sub",
        Some(Op::Mul) => "mul",
        Some(Op::Div) => "div",
        Some(Op::AddAssign) => "add_assign",
        Some(Op::SubAssign) => "sub_assign",
        Some(Op::MulAssign) => "mul_assign",
        Some(Op::DivAssign) => "div_assign",
        Some(_) => return None,
    })
}

impl<N: Number> Machine<'_, N> {
    /// The operator of the struct that `first` is one of; none if `first` is no struct.
    fn operator(&self, op: Option<Op>, first: Option<&Value<N>>) -> Result<Option<usize>, Error> {
        match (method(op), first) {
            (Some(name), Some(Value::Struct(_))) => self.program.find_for(name, first).map(Some),
            _ => Ok(None),
        }
    }

    /// `a op b`
    pub(super) fn operated(&mut self, op: Option<Op>, all: Vec<Value<N>>) -> Result<Value<N>, Error> {
        match self.operator(op, all.first())? {
            Some(k) => Ok(self.program.run_primal(k, all, self.shared)?.value),
            None => super::arithmetic::twin_value(op, &all),
        }
    }

    /// The forward sweep of `a op b`. The tape says whose operator it was, as types say to rustc.
    pub(super) fn operated_forward(&mut self, op: Option<Op>, all: Vec<Value<N>>) -> Result<Value<N>, Error> {
        let whose = self.operator(op, all.first())?;
        let value = match whose {
            Some(k) => self.program.run_fwd(k, all, self.shared)?.value,
            None => super::arithmetic::twin_value(op, &all)?,
        };
        self.shared.tape.push(Value::Integer(whose.map_or(OF_NUMBERS, |k| k as i128)));
        Ok(value)
    }

    /// The value and its tangent; `all` are operands, each with its tangent.
    pub(super) fn operated_along(&mut self, op: Option<Op>, all: &[Value<N>]) -> Result<Value<N>, Error> {
        let Some(k) = self.operator(op, all.first())? else {
            return super::arithmetic::twin_tangent(op, all);
        };
        let (values, tangents) = all.chunks_exact(2).map(|p| (p[0].clone(), p[1].clone())).unzip();
        let pushed = self.program.run_tangent(k, values, tangents, self.shared)?;
        Ok(Value::Tuple(vec![pushed.value, pushed.tangent]))
    }

    /// Goes backward through an operator of a struct; false if it was one of numbers.
    pub(super) fn operated_backward(&mut self, twin: &TwinRev, d: &Value<N>) -> Result<bool, Error> {
        let whose = self.shared.tape.pop().ok_or(Error::EmptyTape)?.integer()?;
        if whose == OF_NUMBERS {
            return Ok(false);
        }
        let (mut values, mut slots) = (Vec::new(), Vec::new());
        for (operand, slot) in &twin.operands {
            let value = match operand {
                TwinOperand::Value(e) => self.expr(e)?,
                TwinOperand::Type(_) => Value::Filler,
            };
            slots.push(slot.map_or(Ok(value.zero()), |var| self.value(var).cloned())?);
            values.push(value);
        }
        let k = Value::<N>::Integer(whose).index()?;
        let (_, after) = self.program.run_rev(k, values, slots, d.clone(), self.shared)?;
        for ((_, slot), after) in twin.operands.iter().zip(after) {
            let Some(var) = slot else { continue };
            self.write(&Place::whole(*var), after)?;
        }
        Ok(true)
    }
}
