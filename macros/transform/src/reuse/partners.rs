//! Values whose rules read each other: sine and cosine, sine and cosine of hyperbolas.

use std::collections::{HashMap, HashSet};

use crate::activity::Activity;
use crate::ir::{Block, Expr, Function, Role, Stmt, Var};
use crate::numbering::Numbering;
use crate::prim::Prim;
use crate::walk::each_block;

/// Who is whose partner.
#[derive(Clone, Debug, Default)]
pub(super) struct Partners {
    of: HashMap<Var, Var>,
    inserted: HashSet<Var>,
}

impl Partners {
    /// Finds the partners of active values; where a sine or a cosine has none, it is inserted before it.
    pub(super) fn insert(function: &mut Function, activity: &Activity, numbering: &Numbering) -> Self {
        let mut body = std::mem::take(&mut function.body);
        let mut pass = Pass { function, activity, numbering, found: Self::default(), there: HashMap::new() };
        pass.block(&mut body);
        let found = pass.found;
        function.body = body;
        found
    }

    pub(super) fn of(&self, var: Var) -> Option<Var> {
        self.of.get(&var).copied()
    }

    pub(super) fn is_inserted(&self, var: Var) -> bool {
        self.inserted.contains(&var)
    }
}

/// A primitive of a variable.
type Of = (Prim, Var);

struct Pass<'a> {
    function: &'a mut Function,
    activity: &'a Activity,
    numbering: &'a Numbering,
    found: Partners,
    /// What has been computed so far.
    there: HashMap<Of, Var>,
}

impl Pass<'_> {
    fn block(&mut self, block: &mut Block) {
        let outside = self.there.clone();
        let later: Vec<(Of, Var)> = block.stmts.iter().filter_map(|s| self.computed(s)).collect();
        let mut out = Vec::with_capacity(block.stmts.len());
        for mut stmt in std::mem::take(&mut block.stmts) {
            each_block(&mut stmt, &mut |b, _| self.block(b));
            if let Some((of, v)) = self.computed(&stmt) {
                self.there.entry(of).or_insert(v);
                self.beside(of, v, &later, &mut out);
            }
            out.push(stmt);
        }
        block.stmts = out;
        self.there = outside;
    }

    /// What a statement computes, if that may have a partner.
    fn computed(&self, stmt: &Stmt) -> Option<(Of, Var)> {
        let Stmt::Let(v, Expr::Prim(prim, args)) = stmt else { return None };
        let [Expr::Var(x)] = args.as_slice() else { return None };
        partner(*prim).map(|_| ((*prim, self.numbering.first(*x)), *v))
    }

    /// Finds the partner of an active value: before it, or to be computed with it further on in the block; else it
    /// is inserted before it.
    fn beside(&mut self, (prim, x): Of, v: Var, later: &[(Of, Var)], out: &mut Vec<Stmt>) {
        let Some(wanted) = partner(prim).filter(|_| self.activity.is_active(v)) else { return };
        let of = (wanted, x);
        let is_new = |w: Var| !self.numbering.is_again(w);
        let behind =
            || later.iter().find(|(other, w)| *other == of && is_new(*w) && is_new(v)).map(|(_, w)| *w);
        let there = self.there.get(&of).copied().or_else(behind);
        let beside = there.or_else(|| is_joined(prim).then(|| self.new_partner(of, v, out)));
        if let Some(w) = beside {
            self.found.of.insert(v, w);
        }
    }

    fn new_partner(&mut self, of: Of, v: Var, out: &mut Vec<Stmt>) -> Var {
        let (wanted, x) = of;
        let info = self.function.info(v).clone();
        let name = wanted.row().map_or("partner", |row| row.name);
        let w = self.function.fresh(name, info.span, info.ty, Role::Value);
        self.function.vars[w.0].temporary = true;
        self.found.inserted.insert(w);
        self.there.insert(of, w);
        out.push(Stmt::Let(w, Expr::Prim(wanted, vec![Expr::Var(x)])));
        w
    }
}

fn partner(prim: Prim) -> Option<Prim> {
    match prim {
        Prim::Sin => Some(Prim::Cos),
        Prim::Cos => Some(Prim::Sin),
        Prim::Sinh => Some(Prim::Cosh),
        Prim::Cosh => Some(Prim::Sinh),
        _ => None,
    }
}

/// Whether a primitive costs little where its partner is computed.
pub(super) fn is_joined(prim: Prim) -> bool {
    matches!(prim, Prim::Sin | Prim::Cos)
}

/// The rule of a primitive on `d`, given the partner's value.
#[must_use]
pub fn slope(prim: Prim, partner: Expr, d: Expr) -> Expr {
    match prim {
        Prim::Sin => Expr::Rule(Prim::SinCos, 0, vec![partner, d]),
        Prim::Cos => Expr::Rule(Prim::SinCos, 1, vec![partner, d]),
        _ => Expr::Rule(Prim::Product, 0, vec![partner, d]),
    }
}
