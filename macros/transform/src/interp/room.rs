//! Room on the tape for the iterations of a loop.

use super::error::Error;
use super::machine::Machine;
use super::number::Number;
use super::value::Value;
use crate::ir::{Head, Place, Stmt, Var, Witness};

impl<N: Number> Machine<'_, N> {
    /// A room that is filled is known by the next place in it, a room that is emptied by the values that are left.
    pub(super) fn in_room(&mut self, stmt: &Stmt) -> Result<(), Error> {
        match stmt {
            Stmt::Room(room, head) => {
                let (next, n) = (self.shared.tape.len(), self.range(head)?.len());
                self.shared.tape.resize(next + n, Value::Filler);
                self.define(*room, Value::Integer(next as i128));
            }
            Stmt::Put(room, all) => {
                let next = self.value(*room)?.index()?;
                let values = all.iter().map(|e| self.expr(e)).collect::<Result<_, _>>()?;
                *self.shared.tape.get_mut(next).ok_or(Error::EmptyTape)? = Value::Tuple(values);
                self.write(&Place::whole(*room), Value::Integer(next as i128 + 1))?;
            }
            Stmt::TakeRoom(room, head, _) => self.take_room(*room, head)?,
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

    fn get(&mut self, room: Var, all: &[(Var, Option<Witness>)]) -> Result<(), Error> {
        let mut left = self.value(room)?.elements()?.to_vec();
        let Some(Value::Tuple(values)) = left.pop() else { return Err(Error::EmptyTape) };
        if values.len() != all.len() {
            return Err(Error::EmptyTape);
        }
        self.write(&Place::whole(room), Value::Array(left))?;
        all.iter().zip(values).for_each(|((v, _), value)| self.define(*v, value));
        Ok(())
    }
}
