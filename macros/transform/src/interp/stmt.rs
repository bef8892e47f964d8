//! Statements, branches and loops.

use super::constant;
use super::error::Error;
use super::machine::Machine;
use super::number::Number;
use super::value::Value;
use crate::ir::{Block, Choice, Expr, Head, Loop, Place, Stmt, Var};

impl<N: Number> Machine<'_, N> {
    /// The statements of a block, in the scope at hand.
    pub(super) fn block(&mut self, block: &Block) -> Result<(), Error> {
        block.stmts.iter().try_for_each(|s| self.stmt(s))
    }

    fn stmt(&mut self, stmt: &Stmt) -> Result<(), Error> {
        match stmt {
            Stmt::Let(v, e) => {
                let value = self.expr(e)?;
                self.fits(*v, &value)?;
                self.define(*v, value);
            }
            Stmt::LetPair(a, b, e) => match self.expr(e)? {
                Value::Tuple(pair) if pair.len() == 2 => {
                    [*a, *b].into_iter().zip(pair).for_each(|(v, value)| self.define(v, value));
                }
                other => return Err(other.is_not("a pair")),
            },
            Stmt::Alloc(v, e) => {
                let value = self.expr(e)?;
                self.define(*v, self.in_length(*v, value));
            }
            Stmt::Store(place, e) => {
                let value = self.expr(e)?;
                self.write(place, value)?;
            }
            Stmt::Assign(v, e) => {
                let value = self.expr(e)?;
                self.write(&Place::whole(*v), value)?;
            }
            Stmt::Update(place, op, e) => {
                let value = self.expr(e)?;
                let before = self.read(place)?;
                let after = super::arithmetic::binary(*op, &before, &value)?;
                self.write(place, after)?;
            }
            Stmt::If(cond, then, otherwise, choices) => self.branch(cond, then, otherwise, choices)?,
            Stmt::Loop(l) => self.looped_from(l, &mut |_, _| Ok(()))?,
            Stmt::Call(call) => self.call(call)?,
            Stmt::Assert(_, cond, message) => {
                if !self.expr(cond)?.truth()? {
                    return Err(Error::Panicked(format!("an assertion failed: {message}")));
                }
            }
            Stmt::Panic(_, message) => return Err(Error::Panicked(message.to_string())),
            other => self.taped(other)?,
        }
        Ok(())
    }

    /// A filler of a type that is spelled as an array is one.
    fn in_length(&self, var: Var, value: Value<N>) -> Value<N> {
        match (&self.function.info(var).spelled, value) {
            (Some(syn::Type::Array(array)), Value::Filler) => {
                let len = &array.len;
                let len = quote::quote!(#len).to_string().parse();
                len.map_or(Value::Filler, |n| Value::Array(vec![Value::Filler; n]))
            }
            (_, value) => value,
        }
    }

    /// An integer stays within its type.
    fn fits(&self, var: Var, value: &Value<N>) -> Result<(), Error> {
        let Value::Integer(i) = value else { return Ok(()) };
        let name = self.function.kinds.name_of(&self.function.info(var).ty);
        match name.and_then(constant::range) {
            Some((least, greatest)) if *i < least || *i > greatest => Err(Error::Overflow),
            _ => Ok(()),
        }
    }

    /// One of two blocks, and what it chooses.
    fn branch(
        &mut self,
        cond: &Expr,
        then: &Block,
        otherwise: &Block,
        choices: &[Choice],
    ) -> Result<(), Error> {
        let holds = self.expr(cond)?.truth()?;
        let chosen = self.scope(|m| {
            m.block(if holds { then } else { otherwise })?;
            let chosen = choices.iter().map(|c| m.expr(if holds { &c.then } else { &c.otherwise }));
            chosen.collect::<Result<Vec<_>, Error>>()
        })?;
        for (choice, value) in choices.iter().zip(chosen) {
            self.define(choice.result, value);
        }
        Ok(())
    }

    /// A loop; before each iteration, `enter` is told its place.
    pub(super) fn looped_from(
        &mut self,
        l: &Loop,
        enter: &mut dyn FnMut(&mut Self, usize) -> Result<(), Error>,
    ) -> Result<(), Error> {
        for c in &l.carried {
            let init = self.expr(&c.init)?;
            self.define(c.param, init);
        }
        let mut count = 0;
        match &l.head {
            Head::For { index, .. } => {
                for i in self.range(&l.head)? {
                    enter(self, count)?;
                    count += 1;
                    if self.iteration(l, Some((*index, i)))? {
                        break;
                    }
                }
            }
            Head::While { test, cond } => {
                while self.scope(|m| {
                    m.block(test)?;
                    m.expr(cond)?.truth()
                })? {
                    enter(self, count)?;
                    count += 1;
                    if self.iteration(l, None)? {
                        break;
                    }
                }
            }
        }
        for c in &l.carried {
            let last = self.expr(&Expr::Var(c.param))?;
            self.define(c.result, last);
        }
        if let Some(var) = l.count {
            self.define(var, Value::Integer(count as i128));
        }
        Ok(())
    }

    /// One iteration; says whether it ends the loop.
    fn iteration(&mut self, l: &Loop, index: Option<(Var, i128)>) -> Result<bool, Error> {
        let (next, exit) = self.scope(|m| {
            if let Some((var, i)) = index {
                m.define(var, Value::Integer(i));
            }
            m.block(&l.body)?;
            let next = l.carried.iter().map(|c| m.expr(&c.next)).collect::<Result<Vec<_>, Error>>()?;
            let exit = l.exit.as_ref().map_or(Ok(false), |e| m.expr(e)?.truth())?;
            Ok((next, exit))
        })?;
        for (c, value) in l.carried.iter().zip(next) {
            self.write(&Place::whole(c.param), value)?;
        }
        Ok(exit)
    }

    /// The counters of a range, in the order of the iterations.
    pub(super) fn range(&mut self, head: &Head) -> Result<Vec<i128>, Error> {
        let Head::For { lo, hi, inclusive, reversed, step, .. } = head else { return Ok(Vec::new()) };
        let (lo, hi) = (self.expr(lo)?.integer()?, self.expr(hi)?.integer()?);
        let step = step.as_ref().map_or(Ok(1), |e| self.expr(e)?.index())?;
        if step == 0 {
            return Err(Error::Panicked("step_by(0)".to_owned()));
        }
        let end = if *inclusive { hi + 1 } else { hi };
        let mut all: Vec<i128> = (lo..end).step_by(step).collect();
        if *reversed {
            all.reverse();
        }
        Ok(all)
    }
}
