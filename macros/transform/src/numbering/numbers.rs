//! Which values are surely numbers, truths or masks: those of a known type, and those of an unknown type that the
//! program uses as only a number can be used.
//!
//! ```text
//! let a = start[0];  let b = start[1];  let u = a - b;  let s = a.sin();      start: &State
//! ```
//! A primitive is one of numbers, so `a` is; `b` is an element of the same memory; `u` is the difference of two
//! numbers. What a loop carries has one type throughout, and so have the two sides of a choice.

use std::collections::HashSet;

use crate::ir::{Block, Expr, Function, Head, Loop, Place, Step, Stmt, Var};
use crate::prim::Prim;
use crate::types::Ty;

/// Finds them.
pub(super) fn find(function: &Function) -> HashSet<Var> {
    let mut pass = Pass { function, vars: HashSet::new(), places: HashSet::new() };
    for (k, info) in function.vars.iter().enumerate() {
        if is_number(&info.ty) {
            pass.vars.insert(Var(k));
        }
    }
    loop {
        let before = (pass.vars.len(), pass.places.len());
        pass.block(&function.body);
        if before == (pass.vars.len(), pass.places.len()) {
            return pass.vars;
        }
    }
}

fn is_number(ty: &Ty) -> bool {
    matches!(ty, Ty::Scalar(_) | Ty::Int(_) | Ty::Bool)
}

struct Pass<'a> {
    function: &'a Function,
    vars: HashSet<Var>,
    /// Memory of numbers: the way to them, whatever the indices are.
    places: HashSet<String>,
}

impl Pass<'_> {
    fn block(&mut self, block: &Block) {
        block.stmts.iter().for_each(|s| self.stmt(s));
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::Let(v, e) => self.value(*v, e),
            Stmt::Store(place, e) => self.stored(place, e),
            Stmt::If(_, then, otherwise, choices) => {
                self.block(then);
                self.block(otherwise);
                for c in choices {
                    self.alike(&[&Expr::Var(c.result), &c.then, &c.otherwise]);
                }
            }
            Stmt::Loop(l) => self.looped(l),
            _ => {}
        }
    }

    fn looped(&mut self, l: &Loop) {
        if let Head::While { test, .. } = &l.head {
            self.block(test);
        }
        self.block(&l.body);
        for c in &l.carried {
            self.alike(&[&c.init, &Expr::Var(c.param), &c.next, &Expr::Var(c.result)]);
        }
    }

    fn value(&mut self, v: Var, e: &Expr) {
        let of = Expr::Var(v);
        match e {
            Expr::Var(_) => self.alike(&[&of, e]),
            Expr::Neg(a) | Expr::Not(a) => self.made_of(v, &[a]),
            Expr::Binary(_, a, b) => self.made_of(v, &[a, b]),
            Expr::Prim(prim, args) => self.prim(*prim, args, &of),
            Expr::Cast(..) | Expr::Len(_) => {
                self.vars.insert(v);
            }
            Expr::Load(place) => self.stored(place, &of),
            _ => {}
        }
    }

    /// What an operator makes of numbers is one.
    fn made_of(&mut self, v: Var, operands: &[&Expr]) {
        if operands.iter().all(|e| self.is_one(e)) {
            self.vars.insert(v);
        }
    }

    /// Of functions that integers have, too, all operands have the type of the result.
    fn prim(&mut self, prim: Prim, args: &[Expr], of: &Expr) {
        match prim {
            Prim::Select => self.alike(&[of, &args[1], &args[2]]),
            _ => {
                for e in args.iter().chain([of]) {
                    self.one(e);
                }
            }
        }
    }

    /// What is loaded or stored has the type of the place.
    fn stored(&mut self, place: &Place, e: &Expr) {
        let way = way(place);
        if self.is_one(e) && matches!(e, Expr::Var(_)) || is_number(&self.function.place_ty(place)) {
            self.places.insert(way.clone());
        }
        if self.places.contains(&way) {
            self.one(e);
        }
    }

    /// All of one type.
    fn alike(&mut self, all: &[&Expr]) {
        if all.iter().any(|e| matches!(e, Expr::Var(_)) && self.is_one(e)) {
            all.iter().for_each(|e| self.one(e));
        }
    }

    fn one(&mut self, e: &Expr) {
        if let Expr::Var(v) = e {
            self.vars.insert(*v);
        }
    }

    fn is_one(&self, e: &Expr) -> bool {
        match e {
            Expr::Var(v) => self.vars.contains(v),
            Expr::Const(c) => is_number(&c.ty) || c.number.is_some(),
            _ => false,
        }
    }
}

fn way(place: &Place) -> String {
    let mut text = place.root.0.to_string();
    for step in &place.path {
        text += &match step {
            Step::Field(member) => format!(".{}", quote::ToTokens::to_token_stream(member)),
            Step::Index(_) => "[]".to_owned(),
            Step::Range(..) => "[..]".to_owned(),
            Step::Variant(path, member) | Step::Slope(path, member) => {
                format!(".{}.{}", quote::quote!(#path), quote::ToTokens::to_token_stream(member))
            }
        };
    }
    text
}
