//! Where each value is defined.

use std::collections::HashMap;

use crate::ir::{Block, Expr, Function, Head, Place, Stmt, Var};

/// How a variable gets its value.
#[derive(Clone, Debug)]
pub enum Def {
    /// By an expression.
    Let(Expr),
    /// Memory, by its initial value.
    Memory(Expr),
    /// By a branch: either of two.
    Choice(Expr, Expr),
    /// Carried by a loop: the initial value, and that of the next iteration.
    Carried(Expr, Expr),
    /// A loop's counter: the first value.
    Index(Expr),
    /// A count of iterations.
    Count,
    /// By the call at this place in [`Defs::calls`].
    Call(usize),
}

/// All definitions, and the blocks they stand in.
#[derive(Clone, Debug, Default)]
pub struct Defs {
    of: HashMap<Var, Def>,
    home: HashMap<Var, usize>,
    order: HashMap<usize, Vec<Var>>,
    /// The calls.
    pub calls: Vec<crate::ir::Call>,
    blocks: usize,
    /// The loops around each block, by the block of their body, the innermost last.
    around: HashMap<usize, Vec<usize>>,
    loops: Vec<usize>,
}

impl Defs {
    /// Reads a function's body.
    #[must_use]
    pub fn read(function: &Function) -> Self {
        let mut defs = Self::default();
        defs.block(&function.body, &[]);
        defs
    }

    /// The definition of a variable; arguments have none.
    #[must_use]
    pub fn of(&self, var: Var) -> Option<&Def> {
        self.of.get(&var)
    }

    /// Whether an expression that a variable stands for is the same in every iteration of the loop that
    /// the variable stands in.
    #[must_use]
    pub fn is_invariant(&self, var: Var, e: &Expr) -> bool {
        let around = |v: Var| self.around.get(&self.home(v)).map_or(&[][..], Vec::as_slice);
        let Some(innermost) = around(var).last() else { return false };
        let mut same = true;
        e.each_var(&mut |v| same &= !around(v).contains(innermost));
        same
    }

    /// The number of the block that defines a variable; the body is block 0.
    #[must_use]
    pub fn home(&self, var: Var) -> usize {
        self.home.get(&var).copied().unwrap_or(0)
    }

    /// The number of a block: that of anything it defines, in the order of the text.
    fn block(&mut self, block: &Block, params: &[(Var, Def)]) {
        let id = self.blocks;
        self.blocks += 1;
        self.around.insert(id, self.loops.clone());
        for (var, def) in params {
            self.define(*var, def.clone(), id);
        }
        for stmt in &block.stmts {
            self.stmt(stmt, id);
        }
    }

    fn stmt(&mut self, stmt: &Stmt, id: usize) {
        match stmt {
            Stmt::Let(v, e) => self.define(*v, Def::Let(e.clone()), id),
            Stmt::Alloc(v, e) => self.define(*v, Def::Memory(e.clone()), id),
            // memory without an initial value has the type of the first whole one
            Stmt::Store(place, e) if place.path.is_empty() => {
                if let Some(Def::Memory(init @ (Expr::Filler | Expr::FillerLike(_)))) =
                    self.of.get_mut(&place.root)
                {
                    *init = e.clone();
                }
            }
            Stmt::If(_, then, otherwise, choices) => {
                self.block(then, &[]);
                self.block(otherwise, &[]);
                for c in choices {
                    self.define(c.result, Def::Choice(c.then.clone(), c.otherwise.clone()), id);
                }
            }
            Stmt::Loop(l) => self.looped(l, id),
            Stmt::Call(call) => {
                self.calls.push((**call).clone());
                if let Some(result) = call.result {
                    self.define(result, Def::Call(self.calls.len() - 1), id);
                }
            }
            _ => {}
        }
    }

    fn looped(&mut self, l: &crate::ir::Loop, id: usize) {
        let carried = |c: &crate::ir::Carried| Def::Carried(c.init.clone(), c.next.clone());
        let mut params: Vec<(Var, Def)> = l.carried.iter().map(|c| (c.param, carried(c))).collect();
        match &l.head {
            Head::For { index, lo, .. } => params.push((*index, Def::Index(lo.clone()))),
            Head::While { test, .. } => self.block(test, &[]),
        }
        self.loops.push(self.blocks);
        self.block(&l.body, &params);
        self.loops.pop();
        for c in &l.carried {
            self.define(c.result, carried(c), id);
        }
        if let Some(count) = l.count {
            self.define(count, Def::Count, id);
        }
    }

    fn define(&mut self, var: Var, def: Def, block: usize) {
        self.of.insert(var, def);
        self.home.insert(var, block);
        self.order.entry(block).or_default().push(var);
    }

    /// The variables that a block defines itself, in the order of the text.
    #[must_use]
    pub fn defined(&self, block: usize) -> &[Var] {
        self.order.get(&block).map_or(&[], Vec::as_slice)
    }
}

/// Whether a place can be read again in the backward sweep.
#[must_use]
pub fn is_constant_place(function: &Function, place: &Place) -> bool {
    !function.is_memory(place.root)
}
