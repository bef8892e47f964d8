//! `s.energy(s.step(h))`: a receiver by value is read before the arguments run, one that is lent is not.
//!
//! The macro does not know which it is. Where an argument surely writes it, Rust lets it be by value only:
//! that is refused. Where an argument calls a method of it, rustc is asked whether that may write.

use proc_macro2::{Ident, Span};
use quote::{quote, quote_spanned};

use super::Lower;
use crate::ir::{Arg, Call, Callee, Const, Expr, Function, Overlap, Place, Step, Stmt};
use crate::messages;
use crate::types::Ty;
use crate::walk::each_block;

impl Lower<'_> {
    /// Has what arguments do leave the receiver of a method alone: the statements from `from` on are theirs.
    pub(super) fn receiver_stays(&mut self, receiver: &Place, from: usize, m: &syn::ExprMethodCall) {
        if !self.stands_for(receiver).iter().any(|p| self.function.is_memory(p.root)) {
            return;
        }
        let mut inside = self.stmts.split_off(from);
        if self.ask_of_methods(receiver, &mut inside) {
            self.messages.add(&m.receiver, messages::ORDER);
        }
        self.stmts.extend(inside);
    }

    /// A place, or those of which a reference names one.
    fn stands_for(&self, place: &Place) -> Vec<Place> {
        let chosen = self.chosen_places.get(&place.root).map(|chosen| &chosen.places);
        chosen.map_or_else(|| vec![place.clone()], |all| all.iter().map(|(_, place)| place.clone()).collect())
    }

    /// Asks whether methods may write the receiver; whether something else surely does.
    fn ask_of_methods(&self, receiver: &Place, stmts: &mut Vec<Stmt>) -> bool {
        let receivers = self.stands_for(receiver);
        let touch = |p: &Place, q: &Place| {
            self.function.overlap(p, q) != Overlap::Nothing && !are_apart(&self.function, p, q)
        };
        let touches = |p: &Place| {
            self.stands_for(p).iter().any(|p| receivers.iter().any(|receiver| touch(p, receiver)))
        };
        let (mut writes, mut asked) = (false, Vec::new());
        for mut stmt in std::mem::take(stmts) {
            each_block(&mut stmt, &mut |block, _| writes |= self.ask_of_methods(receiver, &mut block.stmts));
            match &stmt {
                Stmt::Store(p, _) | Stmt::Update(p, ..) => writes |= touches(p),
                Stmt::Call(call) => {
                    writes |= call.args.iter().any(|arg| matches!(arg, Arg::Unique(p) if touches(p)));
                    asked.extend(looked_at(call).filter(|_| match &call.args[0] {
                        Arg::Receiver(p) => touches(p),
                        _ => false,
                    }));
                }
                _ => {}
            }
            asked.push(stmt);
        }
        *stmts = asked;
        writes
    }
}

/// Whether two places in one are elements of different numbers, as `a[0]` and `a[1]` of an array.
fn are_apart(function: &Function, p: &Place, q: &Place) -> bool {
    let whole = |step: &Step| !matches!(step, Step::Range(..));
    let steps = p.path.iter().zip(&q.path).take_while(|(a, b)| whole(a) && whole(b));
    steps.enumerate().any(|(k, steps)| match steps {
        (Step::Index(Expr::Const(a)), Step::Index(Expr::Const(b))) => {
            let plain = [p, q].into_iter().all(|place| function.is_indexed_plainly(place, k));
            plain && a.number.zip(b.number).is_some_and(|(a, b)| a != b)
        }
        _ => false,
    })
}

/// Has rustc check that the method of a call does not write what it is called on.
fn looked_at(call: &Call) -> Option<Stmt> {
    let (Callee::Method(name, turbofish), Some(Arg::Receiver(place))) = (&call.callee, call.args.first())
    else {
        return None;
    };
    let here = Span::mixed_site().located_at(call.span);
    let receiver = Ident::new("receiver", here);
    let args = call.args.iter().skip(1).map(|_| quote!(::costate::rt::nothing()));
    let tokens = quote_spanned! {here=>
        |#receiver| { let _ = (*#receiver).#name #turbofish(#(#args),*); }
    };
    let method = Expr::Const(Const { tokens, number: None, ty: Ty::Flat });
    Some(Stmt::Call(Box::new(Call {
        result: None,
        callee: Callee::Function(syn::parse_quote!(::costate::rt::looked_at)),
        args: vec![Arg::Shared(place.clone()), Arg::Value(method)],
        span: call.span,
        detached: true,
        saved: Vec::new(),
    })))
}
