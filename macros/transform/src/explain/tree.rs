//! The blocks of a function with what each keeps: read from the forward sweep, which says what is
//! pushed and where.

use std::collections::{HashMap, HashSet};

use super::layout::Layout;
use super::part::{Inner, Part, Row, Unit};
use super::phrase::{Phrase, callee};
use super::size::Size;
use crate::ir::{Block, Checkpoint, Derived, Expr, Function, Head, Loop, Place, Saved, Saving, Stmt, Var};
use crate::plan::Plan;

/// Reads the forward sweep.
pub(super) struct Tree<'a> {
    pub(super) phrase: Phrase<'a>,
    pub(super) plan: &'a Plan,
    /// Copies, and marks of slices: to whom the original was lent.
    lent: HashMap<Var, String>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(phrase: Phrase<'a>, plan: &'a Plan, function: &Function) -> Self {
        let mut lent = HashMap::new();
        lent_in(&function.body, &mut lent);
        Self { phrase, plan, lent }
    }

    /// The body.
    pub(super) fn body(&self, forward: &Block) -> Part {
        self.part(String::new(), forward, &[])
    }

    fn part(&self, head: String, block: &Block, params: &[Var]) -> Part {
        let mut part = Part { head, ..Part::default() };
        let (mut mark, mut again, mut operators) = (None, Vec::new(), Vec::new());
        for stmt in &block.stmts {
            if let Stmt::Let(v, Expr::Mark) = stmt {
                mark = Some(*v);
            }
            match stmt {
                Stmt::Push(all) | Stmt::Put(_, all) => {
                    part.kept.extend(vars(all).map(|v| self.row(v, params)))
                }
                Stmt::PushSlice(place) => part.kept.push(self.slice(place, mark)),
                Stmt::Derived(call) if call.tape && call.layer == "fwd" => part.kept.push(Self::call(call)),
                Stmt::Let(v, e) => {
                    if let Expr::TwinFwd(..) = e {
                        operators.push(*v);
                    }
                    if self.is_again(*v, e) {
                        again.push((*v, e));
                    }
                }
                // sine and cosine
                Stmt::LetPair(v, w, e @ Expr::Prim(..)) => {
                    again.extend([(*v, e), (*w, e)].into_iter().filter(|(v, e)| self.is_again(*v, e)));
                }
                Stmt::If(cond, then, otherwise, _) => {
                    let head = format!("if {}", self.phrase.expr(cond));
                    let then = self.part(head.clone(), then, &[]);
                    let otherwise = self.part(head, otherwise, &[]);
                    part.inner.push(Inner::Branch(then, otherwise));
                }
                Stmt::Loop(l) => part.inner.push(Inner::Loop(self.iteration(l))),
                Stmt::InParts(s) => part.inner.push(Inner::Loop(self.iteration(&s.l))),
                Stmt::Saving(s) => {
                    let why = "read by a checkpointed loop";
                    part.kept.extend(s.fixed.vars().map(|v| self.state_row(v, why)));
                    part.inner.push(Inner::Loop(self.states(s)));
                }
                // these keep nothing; a new statement must say here whether it does
                Stmt::Alloc(..) | Stmt::Store(..) | Stmt::Update(..) | Stmt::Call(_) | Stmt::Derived(_) => {}
                Stmt::Assert(..) | Stmt::Panic(..) | Stmt::LetPair(..) | Stmt::Is(_) => {}
                Stmt::Pop(..) | Stmt::ReadSlice(..) | Stmt::WriteSlice(..) | Stmt::DropSlice(_) => {}
                Stmt::AddSlice(..) | Stmt::Accumulate(..) | Stmt::Assign(..) | Stmt::Window(_) => {}
                Stmt::Room(..) | Stmt::TakeRoom(..) | Stmt::Get(..) | Stmt::EndRoom(_) => {}
                Stmt::TwinRev(_) | Stmt::ReverseLoop(_) | Stmt::Stretches(_) => {}
            }
        }
        part.kept.extend(self.operators(&operators));
        part.again = self.again(&again);
        part
    }

    fn iteration(&self, l: &Loop) -> Part {
        let params: Vec<Var> = l.carried.iter().map(|c| c.param).collect();
        let part = self.part(self.phrase.head(&l.head), &l.body, &params);
        let fused = matches!(l.head, Head::For { index, .. } if self.plan.fused.contains(&index));
        if fused { Part { unit: Unit::AtATime, again: Vec::new(), ..part } } else { part }
    }

    /// The states of a checkpointed loop.
    fn states(&self, s: &Saving) -> Part {
        let number = self.phrase.expr(s.checkpoint.number());
        let (kind, again) = match &s.checkpoint {
            Checkpoint::Every(_) => (format!("every = {number}"), format!("{number} iterations")),
            Checkpoint::Binomial(_) => (format!("binomial, slots = {number}"), "one iteration".to_owned()),
        };
        Part {
            head: format!("#[checkpoint({kind})] {}", self.phrase.head(&s.plain.head)),
            kept: s.state.vars().map(|v| self.state_row(v, "changed by the loop")).collect(),
            again: vec![format!(
                "the iterations from a state on; the values of {again} are on the tape at a time"
            )],
            unit: Unit::EachState,
            ..Part::default()
        }
    }

    fn state_row(&self, var: Var, why: &str) -> Row {
        let place = Place::whole(var);
        if self.phrase.function.is_slice(&place) {
            return Row::on_tape(self.phrase.place(&place), self.phrase.slice(&place), why);
        }
        Row::on_tape(self.phrase.function.info(var).written.clone(), self.phrase.layout(var), why)
    }

    fn row(&self, var: Var, params: &[Var]) -> Row {
        let layout = self.phrase.layout(var);
        let (name, why) = match self.lent.get(&var).filter(|_| !self.is_mark(var)) {
            Some(callee) => (self.phrase.definition(var), lent_to(callee)),
            None => (self.phrase.var(var), self.phrase.why(var, params.contains(&var))),
        };
        Row::of_value(name, layout, why)
    }

    fn is_mark(&self, var: Var) -> bool {
        matches!(self.phrase.defs.of(var), Some(crate::defs::Def::Let(Expr::Mark)))
    }

    fn slice(&self, place: &Place, mark: Option<Var>) -> Row {
        let callee = mark.and_then(|m| self.lent.get(&m)).map_or("a call", String::as_str);
        Row::on_tape(self.phrase.place(place), self.phrase.slice(place), lent_to(callee))
    }

    fn call(call: &Derived) -> Row {
        let name = callee(&call.callee);
        let layout = Layout { ty: String::new(), size: Size::named(format!("what `{name}` keeps")) };
        Row::on_tape(format!("{name}(…)"), layout, "a call: what the callee keeps")
    }

    /// Operators on types that the macro does not know.
    fn operators(&self, all: &[Var]) -> Option<Row> {
        let texts: Vec<String> = all.iter().map(|v| self.phrase.definition(*v)).collect();
        let name = match texts.as_slice() {
            [] => return None,
            [one] => one.clone(),
            [first, rest @ ..] => format!("{first}, and {} more", rest.len()),
        };
        let layout = Layout { ty: String::new(), size: Size::operators() };
        let why = "operators on types that the macro does not know; nothing for numbers";
        Some(Row::on_tape(name, layout, why))
    }

    /// Whether the backward sweep computes a value again, and that is worth a word.
    fn is_again(&self, var: Var, e: &Expr) -> bool {
        let works = !matches!(e, Expr::Var(_) | Expr::Const(_) | Expr::Load(_) | Expr::Len(_));
        works && self.plan.needed.contains(&var) && !self.plan.kept.contains(&var)
    }

    /// The values in words; a temporary that stands inside another is not said twice.
    fn again(&self, all: &[(Var, &Expr)]) -> Vec<String> {
        let mut inside = HashSet::new();
        for (_, e) in all {
            e.each_var(&mut |v| {
                inside.insert(v);
            });
        }
        let info = |v: Var| self.phrase.function.info(v);
        let said = all.iter().filter(|(v, _)| !(info(*v).temporary && inside.contains(v)));
        let text = |(v, _): &(Var, &Expr)| match info(*v).temporary {
            true => self.phrase.var(*v),
            false => format!("{} = {}", info(*v).written, self.phrase.definition(*v)),
        };
        said.map(text).collect()
    }
}

fn lent_to(callee: &str) -> String {
    format!("copied: lent to `{callee}`, whose `rev` wants it as it was")
}

/// To whom copies and slices were lent.
fn lent_in(block: &Block, lent: &mut HashMap<Var, String>) {
    for stmt in &block.stmts {
        match stmt {
            Stmt::Call(call) => {
                for saved in call.saved.iter().flatten() {
                    let (Saved::Copy(v) | Saved::Slice(v)) = saved;
                    lent.insert(*v, callee(&call.callee));
                }
            }
            Stmt::If(_, then, otherwise, _) => {
                lent_in(then, lent);
                lent_in(otherwise, lent);
            }
            Stmt::Loop(l) => lent_in(&l.body, lent),
            _ => {}
        }
    }
}

/// The variables among some values.
fn vars(all: &[Expr]) -> impl Iterator<Item = Var> {
    all.iter().filter_map(|e| match e {
        Expr::Var(v) => Some(*v),
        _ => None,
    })
}
