//! Room on the tape for the iterations of a loop, to tokens.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emit;
use crate::ir::{Beside, Block, Expr, Head, Stmt, TOGETHER, Var, Witness};

impl Emit<'_> {
    /// `let mut room = t.room(n);`
    pub(super) fn room(&self, room: Var, head: &Head, beside: Beside) -> TokenStream {
        let (t, room, n) = (self.tape(), self.name(room), self.iterations(head));
        match beside {
            Beside::Nothing => quote!(let mut #room = #t.room(#n);),
            Beside::Operators => quote!(let #room = &mut ::costate::rt::open_room(#t, #n);),
        }
    }

    /// What writes an iteration: where it has a room, that is the tape of its operators.
    pub(super) fn in_room(&self, body: &Block) -> Emit<'_> {
        let room = body.stmts.iter().find_map(|s| match s {
            Stmt::Put(room, _) | Stmt::Get(room, _) => Some(self.name(*room)),
            _ => None,
        });
        Emit { tape: room.unwrap_or_else(|| self.tape.clone()), ..*self }
    }

    /// `room.push((a, b));`
    pub(super) fn put(&self, room: Var, all: &[Expr]) -> TokenStream {
        let room = self.name(room);
        let values = together(all.iter().map(|e| self.expr(e)).collect());
        quote!(#room.push(#values);)
    }

    /// `let mut kept = t.take_room::<(f64, T)>(n);`
    pub(super) fn take_room(&self, room: Var, head: &Head, values: &[Var], beside: Beside) -> TokenStream {
        let (t, room, n) = (self.tape(), self.name(room), self.iterations(head));
        let types = together(values.iter().map(|v| self.popped_type(*v)).collect());
        match beside {
            Beside::Nothing => quote!(let mut #room = #t.take_room::<#types>(#n);),
            Beside::Operators => quote!(let #room = &mut ::costate::rt::open_taken::<#types, _>(#t, #n);),
        }
    }

    /// `let (a, b) = kept.pop();`
    pub(super) fn get(&self, room: Var, all: &[(Var, Option<Witness>)]) -> TokenStream {
        let room = self.name(room);
        let names: Vec<TokenStream> = all.iter().map(|(v, _)| self.name(*v)).map(|v| quote!(#v)).collect();
        let told = all.iter().zip(&names).filter_map(|((_, witness), name)| {
            let of = self.witness(witness.as_ref()?);
            Some(quote!(#of.is(&#name);))
        });
        let told: Vec<TokenStream> = told.collect();
        let values = together(names);
        quote!(let #values = #room.pop(); #(#told)*)
    }

    /// How many iterations a range has.
    fn iterations(&self, head: &Head) -> TokenStream {
        match head {
            Head::For { lo: Expr::Const(lo), hi, inclusive: false, step: None, .. }
                if lo.number == Some(0.0) && self.is_usize(hi) =>
            {
                self.expr(hi)
            }
            head => self.trips(head),
        }
    }

    fn is_usize(&self, e: &Expr) -> bool {
        self.function.kinds.name_of(&self.function.ty_of(e)) == Some("usize")
    }
}

/// One value as it is, several as a tuple, many as a tuple of tuples.
fn together(all: Vec<TokenStream>) -> TokenStream {
    match all.as_slice() {
        [one] => one.clone(),
        all if all.len() <= TOGETHER => quote!((#(#all),*)),
        all => together(all.chunks(TOGETHER).map(|some| together(some.to_vec())).collect()),
    }
}
