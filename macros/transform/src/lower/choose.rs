//! Writes the branches of references that are chosen at run time: a statement whose
//! place depends on the choice stands once for each place.

use super::rebind::{Chosen, ChosenPlaces};
use crate::ir::{Arg, Block, Call, Choice, Expr, Function, Head, Op, Overlap, Place, Role, Stmt, Var};
use crate::messages::{self, Messages};
use crate::types::Ty;

/// Replaces the variables that stand for chosen places.
pub(super) fn choose(function: &mut Function, chosen: &ChosenPlaces, messages: &mut Messages) {
    if chosen.is_empty() {
        return;
    }
    let mut body = std::mem::take(&mut function.body);
    Choose { function, chosen, messages, reached: false }.block(&mut body);
    function.body = body;
}

struct Choose<'a> {
    function: &'a mut Function,
    chosen: &'a ChosenPlaces,
    messages: &'a mut Messages,
    /// Whether a branch of the call at hand can be.
    reached: bool,
}

impl Choose<'_> {
    fn block(&mut self, block: &mut Block) {
        let mut out = Vec::with_capacity(block.stmts.len());
        for stmt in std::mem::take(&mut block.stmts) {
            self.stmt(stmt, &mut out);
        }
        block.stmts = out;
    }

    fn stmt(&mut self, mut stmt: Stmt, out: &mut Vec<Stmt>) {
        match &mut stmt {
            Stmt::If(_, then, otherwise, _) => {
                self.block(then);
                self.block(otherwise);
            }
            Stmt::Loop(l) => {
                if let Head::While { test, .. } = &mut l.head {
                    self.block(test);
                }
                self.block(&mut l.body);
            }
            _ => return self.simple(stmt, out),
        }
        out.push(stmt);
    }

    /// A statement without blocks, once for each place that it may be about.
    fn simple(&mut self, stmt: Stmt, out: &mut Vec<Stmt>) {
        self.reached = false;
        self.possible(stmt.clone(), out);
        if let Stmt::Call(call) = &stmt
            && !self.reached
        {
            self.messages.at(call.span, messages::LENT_TOGETHER);
        }
    }

    fn possible(&mut self, mut stmt: Stmt, out: &mut Vec<Stmt>) {
        let mut root = None;
        each_place(&mut stmt, &mut |p| root = root.or(Some(p.root).filter(|r| self.chosen.contains_key(r))));
        if let Some(root) = root {
            let Chosen { which, places, .. } = self.chosen[&root].clone();
            return self.branches(&stmt, &which, &places, out);
        }
        match &stmt {
            Stmt::Call(call) if self.cannot_be(call) => self.never(call, out),
            _ => {
                self.reached = true;
                out.push(stmt);
            }
        }
    }

    /// `if which == 0 { stmt of the first place } else { … }`
    fn branches(&mut self, stmt: &Stmt, which: &Expr, places: &[(usize, Place)], out: &mut Vec<Stmt>) {
        let Some(((id, _), rest)) = places.split_first() else { return };
        let mut here = stmt.clone();
        each_place(&mut here, &mut |p| self.decide(p, which, *id));
        if rest.is_empty() {
            return self.possible(here, out);
        }
        let result = defined(stmt);
        let mut there = stmt.clone();
        let (yes, no) = (self.renamed(&mut here), self.renamed(&mut there));
        let (mut then, mut otherwise) = (Vec::new(), Vec::new());
        self.possible(here, &mut then);
        self.branches(&there, which, rest, &mut otherwise);
        let cond = self.is(which, *id, out);
        let choices = match (result, yes, no) {
            (Some(result), Some(yes), Some(no)) => {
                vec![Choice { result, then: Expr::Var(yes), otherwise: Expr::Var(no) }]
            }
            _ => Vec::new(),
        };
        out.push(Stmt::If(cond, Block { stmts: then }, Block { stmts: otherwise }, choices));
    }

    /// Writes the place with this number where the same choice is made.
    fn decide(&self, p: &mut Place, which: &Expr, id: usize) {
        let Some(chosen) = self.chosen.get(&p.root).filter(|c| same(&c.which, which)) else { return };
        if let Some((_, place)) = chosen.places.iter().find(|(k, _)| *k == id) {
            p.root = place.root;
            p.path.splice(0..0, place.path.iter().cloned());
        }
    }

    /// Two references never stand for one place where one of them is `&mut`.
    fn never(&self, call: &Call, out: &mut Vec<Stmt>) {
        let path = syn::Ident::new("unreachable", call.span).into();
        let why = quote::quote!("a reference that is lent as `&mut` is lent again");
        out.push(Stmt::Panic(path, why));
        out.extend(call.result.map(|r| Stmt::Let(r, Expr::Filler)));
    }

    /// Whether Rust would not lend these arguments together.
    fn cannot_be(&self, call: &Call) -> bool {
        let place = |arg: &Arg| match arg {
            Arg::Shared(p) => Some((p.clone(), false)),
            Arg::Unique(p) => Some((p.clone(), true)),
            _ => None,
        };
        let places: Vec<(Place, bool)> = call.args.iter().filter_map(place).collect();
        let same = |p: &Place, q: &Place| self.function.overlap(p, q) == Overlap::Memory;
        places.iter().enumerate().any(|(k, (p, unique))| {
            *unique && places.iter().enumerate().any(|(j, (q, _))| j != k && same(p, q))
        })
    }

    /// Gives what a statement defines another name.
    fn renamed(&mut self, stmt: &mut Stmt) -> Option<Var> {
        let var = defined(stmt)?;
        let info = self.function.info(var).clone();
        let new = self.function.fresh(&info.name, info.span, info.ty, Role::Value);
        match stmt {
            Stmt::Let(v, _) => *v = new,
            Stmt::Call(call) => call.result = Some(new),
            _ => {}
        }
        Some(new)
    }

    fn is(&mut self, which: &Expr, id: usize, out: &mut Vec<Stmt>) -> Expr {
        let cond = self.function.fresh("u", crate::signature::nowhere(), Ty::Bool, Role::Value);
        self.function.vars[cond.0].temporary = true;
        let is = Expr::Binary(Op::Eq, Box::new(which.clone()), Box::new(crate::ir::number(id)));
        out.push(Stmt::Let(cond, is));
        Expr::Var(cond)
    }
}

fn same(a: &Expr, b: &Expr) -> bool {
    matches!((a, b), (Expr::Var(a), Expr::Var(b)) if a == b)
}

/// The value that a statement defines.
fn defined(stmt: &Stmt) -> Option<Var> {
    match stmt {
        Stmt::Let(v, _) => Some(*v),
        Stmt::Call(call) => call.result,
        _ => None,
    }
}

fn loads(e: &mut Expr, see: &mut dyn FnMut(&mut Place)) {
    if let Expr::Load(p) | Expr::Len(p) = e {
        see(p);
    }
    crate::walk::each_child(e, &mut |e| loads(e, see));
}

/// Visits the places that a statement itself names.
fn each_place(stmt: &mut Stmt, see: &mut dyn FnMut(&mut Place)) {
    match stmt {
        Stmt::Let(_, e) | Stmt::Alloc(_, e) => loads(e, see),
        Stmt::Store(p, _) | Stmt::Update(p, ..) => see(p),
        Stmt::Call(call) => {
            let Call { args, .. } = &mut **call;
            for arg in args {
                if let Arg::Shared(p) | Arg::Unique(p) | Arg::Receiver(p) = arg {
                    see(p);
                }
            }
        }
        _ => {}
    }
}
