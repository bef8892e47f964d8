//! The runs of a function's layers: arguments and slots go in, results and slots come out.

use super::error::Error;
use super::machine::{Machine, Shared};
use super::number::Number;
use super::program::{Program, Pulled, Pushed, Ran, Swept};
use super::value::Value;
use crate::ir::{Expr, Var};

impl Program {
    pub(super) fn run_primal<N: Number>(
        &self,
        k: usize,
        arguments: Vec<Value<N>>,
        shared: &mut Shared<N>,
    ) -> Result<Ran<N>, Error> {
        let primal = &self.routines[k].primal;
        let mut m = Machine::new(self, primal, 4 * k, shared);
        m.enter(&primal.params, arguments)?;
        m.block(&primal.body)?;
        m.leave(&primal.params, primal.result.as_ref())
    }

    pub(super) fn run_tangent<N: Number>(
        &self,
        k: usize,
        arguments: Vec<Value<N>>,
        tangents: Vec<Value<N>>,
        shared: &mut Shared<N>,
    ) -> Result<Pushed<N>, Error> {
        let t = &self.routines[k].tangents;
        let mut m = Machine::new(self, &t.function, 4 * k + 1, shared);
        m.enter(&t.function.params, arguments)?;
        m.enter_slots(&t.slots, &tangents)?;
        m.block(&t.body)?;
        let tangent = m.expr(&t.tangent)?;
        let ran = m.leave(&t.function.params, t.result.as_ref())?;
        let tangents = m.leave_slots(&t.slots, tangents)?;
        Ok(Pushed { value: ran.value, tangent, arguments: ran.arguments, tangents })
    }

    pub(super) fn run_fwd<N: Number>(
        &self,
        k: usize,
        arguments: Vec<Value<N>>,
        shared: &mut Shared<N>,
    ) -> Result<Ran<N>, Error> {
        let s = &self.routines[k].split;
        let mut m = Machine::new(self, &s.function, 4 * k + 2, shared);
        m.enter(&s.function.params, arguments)?;
        m.block(&s.forward)?;
        m.leave(&s.function.params, s.result.as_ref())
    }

    /// The arguments as `rev` leaves them, and their adjoints.
    pub(super) fn run_rev<N: Number>(
        &self,
        k: usize,
        arguments: Vec<Value<N>>,
        adjoints: Vec<Value<N>>,
        seed: Value<N>,
        shared: &mut Shared<N>,
    ) -> Result<Swept<N>, Error> {
        let s = &self.routines[k].split;
        let mut m = Machine::new(self, &s.function, 4 * k + 2, shared);
        m.enter(&s.function.params, arguments)?;
        m.enter_slots(&s.slots, &adjoints)?;
        s.seed.into_iter().for_each(|var| m.define(var, seed.clone()));
        m.block(&s.backward)?;
        let ran = m.leave(&s.function.params, None)?;
        Ok((ran.arguments, m.leave_slots(&s.slots, adjoints)?))
    }

    pub(super) fn run_joint<N: Number>(
        &self,
        k: usize,
        arguments: Vec<Value<N>>,
        adjoints: Vec<Value<N>>,
        seed: Value<N>,
        shared: &mut Shared<N>,
    ) -> Result<Pulled<N>, Error> {
        let j = &self.routines[k].joint;
        let mut m = Machine::new(self, &j.function, 4 * k + 3, shared);
        m.enter(&j.function.params, arguments)?;
        m.enter_slots(&j.slots, &adjoints)?;
        j.seed.into_iter().for_each(|var| m.define(var, seed.clone()));
        m.block(&j.body)?;
        let ran = m.leave(&j.function.params, j.result.as_ref())?;
        Ok(Pulled {
            value: ran.value,
            arguments: ran.arguments,
            adjoints: m.leave_slots(&j.slots, adjoints)?,
        })
    }
}

impl<N: Number> Machine<'_, N> {
    fn enter(&mut self, params: &[Var], arguments: Vec<Value<N>>) -> Result<(), Error> {
        if params.len() != arguments.len() {
            return Err(Error::Arguments(params.len(), arguments.len()));
        }
        params.iter().zip(arguments).for_each(|(var, value)| self.define(*var, value));
        Ok(())
    }

    fn enter_slots(&mut self, slots: &[Option<Var>], given: &[Value<N>]) -> Result<(), Error> {
        if slots.len() != given.len() {
            return Err(Error::Arguments(slots.len(), given.len()));
        }
        for (slot, value) in slots.iter().zip(given) {
            slot.iter().for_each(|var| self.define(*var, value.clone()));
        }
        Ok(())
    }

    fn leave(&mut self, params: &[Var], result: Option<&Expr>) -> Result<Ran<N>, Error> {
        let value = result.map_or(Ok(Value::unit()), |e| self.expr(e))?;
        let arguments = params.iter().map(|var| self.value(*var).cloned()).collect::<Result<_, _>>()?;
        Ok(Ran { value, arguments })
    }

    fn leave_slots(&mut self, slots: &[Option<Var>], given: Vec<Value<N>>) -> Result<Vec<Value<N>>, Error> {
        let after = slots.iter().zip(given).map(|(slot, given)| match slot {
            Some(var) => self.value(*var).cloned(),
            None => Ok(given),
        });
        after.collect()
    }
}
