//! Checkpointed loops: states on the tape, and the iterations that are run again.

use super::error::Error;
use super::machine::Machine;
use super::number::Number;
use super::value::Value;
use crate::ir::{Checkpoint, Head, Iteration, Place, Saving, State, Stretches};

impl<N: Number> Machine<'_, N> {
    /// Forward: a state where the schedule wants one, with its place and the room above it.
    pub(super) fn saving(&mut self, s: &Saving) -> Result<(), Error> {
        let number = self.expr(s.checkpoint.number())?.index()?;
        if number == 0 {
            return Err(Error::Panicked("a checkpoint every 0 iterations, or no slot".to_owned()));
        }
        let trips = match &s.plain.head {
            Head::For { .. } => self.range(&s.plain.head)?.len(),
            Head::While { .. } => 0,
        };
        let (mut next, mut free) = (0, number);
        self.looped_from(&s.plain, &mut |m, at| {
            if at != next || free == 0 {
                return Ok(());
            }
            m.keep(&s.state)?;
            match s.checkpoint {
                Checkpoint::Every(_) => next += number,
                Checkpoint::Binomial(_) => {
                    free -= 1;
                    next += stride(trips + 1 - at, free);
                }
            }
            m.push_numbers([at, free]);
            Ok(())
        })?;
        self.keep(&s.fixed)
    }

    /// Backward: stretch by stretch.
    pub(super) fn stretches(&mut self, s: &Stretches) -> Result<(), Error> {
        let all = match &s.head {
            Head::For { .. } => self.range(&s.head)?,
            Head::While { .. } => Vec::new(),
        };
        let mut end = self.expr(&s.count)?.index()?;
        self.scope(|m| {
            m.take(&s.fixed)?;
            while end > 0 {
                end = m.scope(|m| m.stretch(s, &all, end))?;
            }
            Ok(())
        })
    }

    /// From the newest state up to `end`, and back; says where that state was.
    fn stretch(&mut self, s: &Stretches, all: &[i128], end: usize) -> Result<usize, Error> {
        let mut free = self.pop()?.index()?;
        let mut at = self.pop()?.index()?;
        self.take(&s.state)?;
        if let Some(plain) = &s.advance {
            while end - at > 1 {
                self.keep(&s.state)?;
                self.push_numbers([at, free]);
                let to = at + stride(end - at, free);
                (at..to).try_for_each(|k| self.run(plain, &s.head, all, k))?;
                (at, free) = (to, free.saturating_sub(1));
            }
        }
        (at..end).try_for_each(|k| self.run(&s.record, &s.head, all, k))?;
        for k in (at..end).rev() {
            self.scope(|m| {
                m.count_from(&s.head, all, k);
                m.block(&s.back)
            })?;
        }
        Ok(at)
    }

    /// One iteration, from the state at hand.
    fn run(&mut self, i: &Iteration, head: &Head, all: &[i128], k: usize) -> Result<(), Error> {
        let next = self.scope(|m| {
            m.count_from(head, all, k);
            m.block(&i.body)?;
            i.carried.iter().map(|c| m.expr(&c.next)).collect::<Result<Vec<_>, Error>>()
        })?;
        for (c, value) in i.carried.iter().zip(next) {
            self.write(&Place::whole(c.param), value)?;
        }
        Ok(())
    }

    fn count_from(&mut self, head: &Head, all: &[i128], k: usize) {
        if let (Head::For { index, .. }, Some(i)) = (head, all.get(k)) {
            self.define(*index, Value::Integer(*i));
        }
    }

    fn push_numbers(&mut self, all: [usize; 2]) {
        self.shared.tape.extend(all.map(|n| Value::Integer(n as i128)));
    }

    fn pop(&mut self) -> Result<Value<N>, Error> {
        self.shared.tape.pop().ok_or(Error::EmptyTape)
    }

    fn keep(&mut self, state: &State) -> Result<(), Error> {
        for var in state.vars() {
            let value = self.value(var)?.clone();
            self.shared.tape.push(value);
        }
        Ok(())
    }

    fn take(&mut self, state: &State) -> Result<(), Error> {
        for var in state.lent.iter().rev() {
            let value = self.pop()?;
            self.write(&Place::whole(*var), value)?;
        }
        for (var, _) in state.own.iter().rev() {
            let value = self.pop()?;
            self.define(*var, value);
        }
        Ok(())
    }
}

/// How far to go before the next state: any way will do here, and the half is one.
fn stride(left: usize, free: usize) -> usize {
    if free == 0 { left.saturating_sub(1) } else { left / 2 }
}
