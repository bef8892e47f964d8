//! Room on the tape for the iterations of a loop.

use super::error::Error;
use super::machine::Machine;
use super::number::Number;
use super::value::Value;
use crate::ir::{Beside, Head, Place, Stmt, Var, Witness};

impl<N: Number> Machine<'_, N> {
    /// A room that is filled is known by the next place in it, a room that is emptied by the values that are left.
    pub(super) fn in_room(&mut self, stmt: &Stmt) -> Result<(), Error> {
        match stmt {
            // operators may record: the words are those of pushes
            Stmt::Room(room, _, Beside::Operators) | Stmt::TakeRoom(room, _, _, Beside::Operators) => {
                self.define(*room, Value::unit());
            }
            Stmt::EndRoom(_) => {}
            Stmt::Room(room, head, Beside::Nothing) => {
                let (next, n) = (self.shared.tape.len(), self.range(head)?.len());
                self.shared.tape.resize(next + n, Value::Filler);
                self.define(*room, Value::Integer(next as i128));
            }
            Stmt::Put(room, all) => {
                let values = all.iter().map(|e| self.expr(e)).collect::<Result<_, _>>()?;
                self.put(*room, Value::Tuple(values))?;
            }
            Stmt::TakeRoom(room, head, ..) => self.take_room(*room, head)?,
            Stmt::Get(room, all) => self.get(*room, all)?,
            other => return Err(Error::Unsupported(format!("{other:?}"))),
        }
        Ok(())
    }

    fn take_room(&mut self, room: Var, head: &Head) -> Result<(), Error> {
        let n = self.range(head)?.len();
        let left = self.shared.tape.len().checked_sub(n).ok_or(Error::EmptyTape)?;
        let values = self.shared.tape.split_off(left);
        self.define(room, Value::Array(values));
        Ok(())
    }

    fn put(&mut self, room: Var, values: Value<N>) -> Result<(), Error> {
        if self.value(room)?.is_unit() {
            self.shared.tape.push(values);
            return Ok(());
        }
        let next = self.value(room)?.index()?;
        *self.shared.tape.get_mut(next).ok_or(Error::EmptyTape)? = values;
        self.write(&Place::whole(room), Value::Integer(next as i128 + 1))
    }

    fn get(&mut self, room: Var, all: &[(Var, Option<Witness>)]) -> Result<(), Error> {
        let last = match self.value(room)?.is_unit() {
            true => self.shared.tape.pop(),
            false => {
                let mut left = self.value(room)?.elements()?.to_vec();
                let last = left.pop();
                self.write(&Place::whole(room), Value::Array(left))?;
                last
            }
        };
        let Some(Value::Tuple(values)) = last else { return Err(Error::EmptyTape) };
        if values.len() != all.len() {
            return Err(Error::EmptyTape);
        }
        all.iter().zip(values).for_each(|((v, _), value)| self.define(*v, value));
        Ok(())
    }
}
