//! Checkpointed loops: what of their state is kept, and the sweeps that use it.
//!
//! The forward sweep runs such a loop as the primal does and keeps its **state**
//! at some iterations: the carried values, and the memory that an iteration both
//! reads and changes. Memory that it reads only is **fixed** and kept once, unless
//! nobody changes it at all; memory that it writes only is **idle**: nothing
//! depends on it, so the iterations that the backward sweep runs again leave it
//! alone, and a trajectory that is written costs nothing.

use std::collections::{BTreeSet, HashSet};

use super::Adjoint;
use super::forward::loop_params;
use super::reverse::all_defined;
use crate::ir::{
    Arg, Block, Checkpoint, Expr, Function, Iteration, Loop, Role, Saved, Saving, State, Stmt, Stretches, Var,
};
use crate::walk::{each_block, each_changed, each_expr};

/// The memory outside a loop that its iterations use.
#[derive(Default)]
struct Used {
    read: BTreeSet<Var>,
    written: BTreeSet<Var>,
}

/// What a checkpointed loop keeps, and what it need not write again.
struct Kept {
    state: State,
    fixed: State,
    idle: HashSet<Var>,
}

impl Adjoint<'_> {
    /// How the backward sweep goes through a loop: from checkpoints, if it goes there at all.
    pub(super) fn checkpoint_of(&self, l: &Loop) -> Option<Checkpoint> {
        let reversed = l.count.is_some_and(|c| self.plan.needed.contains(&c));
        l.checkpoint.clone().filter(|_| reversed)
    }

    /// The forward sweep.
    pub(super) fn saving(&self, l: &Loop, checkpoint: Checkpoint) -> Stmt {
        let Kept { state, fixed, .. } = self.kept_of(l);
        let mut plain = l.clone();
        plain.checkpoint = None;
        plain.body = self.unrecorded(&l.body);
        Stmt::Saving(Box::new(Saving { plain, checkpoint, state, fixed }))
    }

    /// The backward sweep, around that of one iteration.
    pub(super) fn stretches(&mut self, l: &Loop, checkpoint: &Checkpoint, back: Block) -> Stmt {
        let mut kept = self.kept_of(l);
        for (var, witness) in kept.fixed.own.iter_mut().chain(&mut kept.state.own) {
            *witness = self.witness_unless_known(*var);
        }
        self.read_by_iterations(l);
        let count = l.count.map_or(Expr::Filler, |c| self.read(&Expr::Var(c)));
        let body = without(&l.body, &|s| stores_into(s, &kept.idle));
        let carried = &l.carried;
        let params = loop_params(carried, &l.head);
        let binomial = matches!(checkpoint, Checkpoint::Binomial(_));
        let advance = binomial.then(|| Iteration { body: self.unrecorded(&body), carried: carried.clone() });
        let record = Iteration { body: self.forward_nested(&body, &params), carried: carried.clone() };
        let (head, fixed, state) = (l.head.clone(), kept.fixed, kept.state);
        Stmt::Stretches(Box::new(Stretches { head, count, fixed, state, advance, record, back }))
    }

    /// Iterations are run again: the backward sweep reads what they read.
    fn read_by_iterations(&mut self, l: &Loop) {
        let mut inner: HashSet<Var> = all_defined(&l.body).into_iter().collect();
        inner.extend(loop_params(&l.carried, &l.head));
        let (reads, reuse) = (&mut self.reads, &self.reuse);
        let mut see = |v: Var| {
            let v = reuse.first(v);
            if !inner.contains(&v) {
                reads.insert(v);
            }
        };
        crate::uses::each_use(&l.body, &mut see);
        l.carried.iter().for_each(|c| c.next.each_var(&mut see));
    }

    /// A block without what is there for the backward sweep only: partners, and what calls keep, see `save`.
    fn unrecorded(&self, block: &Block) -> Block {
        without(&unrecorded(block), &|s| self.reuse.is_only_partner(s))
    }

    fn kept_of(&self, l: &Loop) -> Kept {
        let f = &self.function;
        let Used { read, written } = used_by(f, &l.body);
        let everywhere = used_by(f, &f.body).written;
        let (lent, own): (Vec<Var>, Vec<Var>) = read.iter().partition(|v| f.info(**v).role == Role::Unique);
        let split = |changed: bool| State {
            own: own.iter().filter(|v| written.contains(v) == changed).map(|v| (*v, None)).collect(),
            lent: lent.iter().filter(|v| written.contains(v) == changed).copied().collect(),
        };
        let (mut state, mut fixed) = (split(true), split(false));
        let carried = l.carried.iter().map(|c| (c.param, None));
        state.own = carried.chain(state.own).collect();
        // what nobody changes is there
        fixed.lent.retain(|v| everywhere.contains(v));
        Kept { state, fixed, idle: written.difference(&read).copied().collect() }
    }
}

/// The memory that a block reads or changes and does not define.
fn used_by(function: &Function, block: &Block) -> Used {
    let mut used = Used::default();
    used.block(function, &mut block.clone());
    let inner: HashSet<Var> = all_defined(block).into_iter().collect();
    let outer = |v: &Var| function.is_memory(*v) && !inner.contains(v);
    used.read.retain(outer);
    used.written.retain(outer);
    used
}

impl Used {
    fn block(&mut self, f: &Function, block: &mut Block) {
        for stmt in &mut block.stmts {
            each_changed(stmt, &mut |v| {
                self.written.insert(v);
            });
            each_expr(stmt, &mut |e| self.expr(f, e));
            if let Stmt::Call(call) = stmt {
                self.read.extend(call.args.iter().filter_map(|arg| match arg {
                    Arg::Shared(p) | Arg::Unique(p) | Arg::Receiver(p) => Some(p.root),
                    Arg::Value(_) => None,
                }));
            }
            each_block(stmt, &mut |b, ends| {
                self.block(f, b);
                ends.into_iter().for_each(|e| self.expr(f, e));
            });
        }
    }

    fn expr(&mut self, f: &Function, e: &Expr) {
        match e {
            // the length of what is lent does not change
            Expr::Len(p) if f.info(p.root).role == Role::Unique => {}
            other => other.each_var(&mut |v| {
                self.read.insert(v);
            }),
        }
    }
}

/// A block without some statements, inner blocks included.
fn without(block: &Block, drop: &dyn Fn(&Stmt) -> bool) -> Block {
    let mut block = block.clone();
    retain(&mut block, drop);
    block
}

fn retain(block: &mut Block, drop: &dyn Fn(&Stmt) -> bool) {
    block.stmts.retain(|s| !drop(s));
    block.stmts.iter_mut().for_each(|s| each_block(s, &mut |b, _| retain(b, drop)));
}

fn stores_into(stmt: &Stmt, roots: &HashSet<Var>) -> bool {
    matches!(stmt, Stmt::Store(p, _) | Stmt::Update(p, ..) if roots.contains(&p.root))
}

/// A block without what calls keep of their arguments, see `save`.
fn unrecorded(block: &Block) -> Block {
    let mut copies = HashSet::new();
    copies_in(&mut block.clone(), &mut copies);
    without(block, &|s| match s {
        Stmt::PushSlice(_) | Stmt::Let(_, Expr::Mark) => true,
        Stmt::Let(v, _) => copies.contains(v),
        _ => false,
    })
}

fn copies_in(block: &mut Block, copies: &mut HashSet<Var>) {
    for stmt in &mut block.stmts {
        if let Stmt::Call(call) = stmt {
            copies.extend(call.saved.iter().filter_map(|saved| match saved {
                Some(Saved::Copy(v)) => Some(*v),
                _ => None,
            }));
        }
        each_block(stmt, &mut |b, _| copies_in(b, copies));
    }
}
