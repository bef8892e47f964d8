//! What only derivative programs have: the tape, adjoints, loops run backward.

use super::error::Error;
use super::machine::Machine;
use super::number::Number;
use super::value::Value;
use crate::ir::{
    Expr, Head, InParts, Op, Place, ReverseHead, ReverseLoop, Step, Stmt, Target, TwinOperand, TwinRev, Var,
    Window,
};
use crate::prim::Prim;

impl<N: Number> Machine<'_, N> {
    pub(super) fn taped(&mut self, stmt: &Stmt) -> Result<(), Error> {
        match stmt {
            Stmt::Push(all) => {
                for e in all {
                    let value = self.expr(e)?;
                    self.shared.tape.push(value);
                }
            }
            Stmt::Pop(all) => {
                for (v, _) in all.iter().rev() {
                    let value = self.shared.tape.pop().ok_or(Error::EmptyTape)?;
                    self.define(*v, value);
                }
            }
            Stmt::Room(..) | Stmt::Put(..) | Stmt::TakeRoom(..) | Stmt::Get(..) | Stmt::EndRoom(_) => {
                self.in_room(stmt)?;
            }
            Stmt::PushSlice(place) => {
                let all = self.read(place)?;
                self.shared.tape.extend(all.elements()?.iter().cloned());
            }
            Stmt::ReadSlice(mark, place) => self.read_slice(*mark, place)?,
            Stmt::WriteSlice(mark, place) => self.write_slice(*mark, place)?,
            Stmt::DropSlice(place) => {
                let len = self.read(place)?.elements()?.len();
                let left = self.shared.tape.len().checked_sub(len).ok_or(Error::EmptyTape)?;
                self.shared.tape.truncate(left);
            }
            Stmt::AddSlice(place, scratch) => {
                let (mut sum, more) = (self.read(place)?, self.value(*scratch)?.clone());
                sum.accumulate(Op::Add, &more)?;
                self.write(place, sum)?;
            }
            Stmt::Accumulate(target, op, e) => self.accumulate(target, *op, e)?,
            Stmt::Derived(call) => self.derived_call(call)?,
            Stmt::TwinRev(twin) => self.twin_rev(twin)?,
            Stmt::ReverseLoop(l) => self.reverse_loop(l)?,
            Stmt::InParts(s) => self.in_parts(s)?,
            Stmt::Window(w) => self.window(w)?,
            Stmt::Saving(s) => self.saving(s)?,
            Stmt::Stretches(s) => self.stretches(s)?,
            other => return Err(Error::Unsupported(format!("{other:?}"))),
        }
        Ok(())
    }

    fn read_slice(&mut self, mark: Var, place: &Place) -> Result<(), Error> {
        let from = self.value(mark)?.index()?;
        let len = self.read(place)?.elements()?.len();
        let words = self.shared.tape.get(from..from + len).ok_or(Error::EmptyTape)?.to_vec();
        self.write(place, Value::Array(words))
    }

    fn write_slice(&mut self, mark: Var, place: &Place) -> Result<(), Error> {
        let from = self.value(mark)?.index()?;
        let words = self.read(place)?;
        let words = words.elements()?;
        let onto = self.shared.tape.get_mut(from..from + words.len()).ok_or(Error::EmptyTape)?;
        onto.clone_from_slice(words);
        Ok(())
    }

    /// Adds to an adjoint: declares it, or lets an empty slice (not wanted) be.
    fn accumulate(&mut self, target: &Target, op: Op, e: &Expr) -> Result<(), Error> {
        let value = self.expr(e)?;
        if target.first {
            let value = if op == Op::Sub { value.negated()? } else { value };
            self.define(target.place.root, value);
            return Ok(());
        }
        let unwanted = target.optional
            && matches!(target.place.path.first(), Some(Step::Index(_)))
            && matches!(self.value(target.place.root)?, Value::Array(all) if all.is_empty());
        if unwanted {
            return Ok(());
        }
        let mut sum = self.read(&target.place)?;
        sum.accumulate(op, &value)?;
        self.write(&target.place, sum)
    }

    /// `a op b` of a type that the compiler did not know, backward.
    fn twin_rev(&mut self, twin: &TwinRev) -> Result<(), Error> {
        let d = self.expr(&twin.cotangent)?;
        if self.operated_backward(twin, &d)? || d.is_unit() {
            return Ok(());
        }
        let mut values = Vec::new();
        for (operand, _) in &twin.operands {
            values.push(match operand {
                TwinOperand::Value(e) => self.expr(e)?,
                TwinOperand::Type(_) => Value::Zero,
            });
        }
        for (i, (_, slot)) in twin.operands.iter().enumerate() {
            let Some(slot) = slot else { continue };
            let share = share(twin.op, i, &values, &d)?;
            self.add_to(*slot, Op::Add, &share)?;
        }
        Ok(())
    }

    /// In one part: the interpreter rounds in its own order.
    fn in_parts(&mut self, s: &InParts) -> Result<(), Error> {
        for sum in &s.sums {
            self.define(sum.part, Value::Number(N::from_f64(0.0)));
        }
        self.looped_from(&s.l, &mut |_, _| Ok(()))?;
        for sum in &s.sums {
            let total = self.value(sum.part)?.clone();
            self.define(sum.total, total);
        }
        Ok(())
    }

    /// A way into a slice: what is done with the window is done with the slice.
    fn window(&mut self, w: &Window) -> Result<(), Error> {
        let (lo, hi) = (self.expr(&w.lo)?.index()?, self.expr(&w.hi)?.index()?);
        if lo < hi {
            let base = self.expr(&w.base)?.index()?;
            let len = self.value(w.of)?.elements()?.len();
            if base + hi > len {
                return Err(Error::Index((base + hi) as i128, len));
            }
            self.windows.insert(w.part, (w.of, base));
        }
        Ok(())
    }

    fn reverse_loop(&mut self, l: &ReverseLoop) -> Result<(), Error> {
        match &l.head {
            ReverseHead::Range(head, count) => {
                let Head::For { index, .. } = &**head else {
                    return Err(Error::Unsupported("a range without a counter".to_owned()));
                };
                let mut taken = self.range(head)?;
                if let Some(count) = count {
                    taken.truncate(self.expr(count)?.index()?);
                }
                for i in taken.into_iter().rev() {
                    self.scope(|m| {
                        m.define(*index, Value::Integer(i));
                        m.block(&l.body)
                    })?;
                }
            }
            ReverseHead::Count(n) => {
                for _ in 0..self.expr(n)?.index()? {
                    self.scope(|m| m.block(&l.body))?;
                }
            }
        }
        Ok(())
    }
}

/// What operand `i` of `a op b` gets of the cotangent `d`.
fn share<N: Number>(op: Option<Op>, i: usize, values: &[Value<N>], d: &Value<N>) -> Result<Value<N>, Error> {
    match op.map(Op::plain) {
        None => d.negated(),
        Some(Op::Sub) if i == 1 => d.negated(),
        Some(Op::Add | Op::Sub) => Ok(d.clone()),
        Some(Op::Mul) => super::arithmetic::binary(Op::Mul, &values[1 - i], d),
        Some(Op::Div) => {
            let (a, b, d) = (values[0].number()?, values[1].number()?, d.number()?);
            let share = N::rule(Prim::Div, i, &[a, b, a.arithmetic(Op::Div, b), d]);
            share.map(Value::Number).ok_or_else(|| Error::Unsupported("division".to_owned()))
        }
        Some(other) => Err(Error::Unsupported(format!("{other:?} backward"))),
    }
}
