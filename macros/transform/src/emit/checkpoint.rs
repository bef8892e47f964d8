//! Checkpointed loops, to tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::Emit;
use crate::ir::{Checkpoint, Const, Expr, Head, Iteration, Loop, Place, Saving, State, Stretches, Var};
use crate::types::Ty;

/// A name that no name of the user's is.
fn own(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

impl Emit<'_> {
    /// ```text
    /// let mut schedule = Every::new(k);
    /// for i in lo..hi { if let Some(kept) = schedule.keeps(count) { push state; push kept } … }
    /// ```
    pub(super) fn saving(&self, s: &Saving) -> TokenStream {
        let (t, schedule, kept) = (self.tape(), own("schedule"), own("kept"));
        let (bounds, head) = self.bounds(&s.plain.head);
        let number = self.expr(s.checkpoint.number());
        let start = match &s.checkpoint {
            Checkpoint::Every(_) => quote!(::costate::rt::Every::new(#number)),
            Checkpoint::Binomial(_) => {
                let trips = self.trips(&head);
                quote!(::costate::rt::Binomial::new(#trips, #number))
            }
        };
        let count = s.plain.count.map(|c| self.name(c));
        let (state, fixed) = (self.keep(&s.state), self.keep(&s.fixed));
        let enter = quote!(if let Some(#kept) = #schedule.keeps(#count) { #state #t.push(#kept); });
        let plain = self.looped_from(&Loop { head, ..s.plain.clone() }, &enter);
        quote!(#bounds let mut #schedule = #start; #plain #fixed)
    }

    /// ```text
    /// { pop fixed
    ///   let mut end = count;
    ///   while end > 0 {
    ///       let at = pop; pop state
    ///       for i in at..end { record }
    ///       for i in (at..end).rev() { back }
    ///       end = at; } }
    /// ```
    pub(super) fn stretches(&self, s: &Stretches) -> TokenStream {
        let (t, at, free, end) = (self.tape(), own("at"), own("free"), own("end"));
        let (bounds, head) = self.bounds(&s.head);
        let count = self.expr(&s.count);
        let (fixed, state) = (self.take(&s.fixed), self.take(&s.state));
        let (here, advance) = match &s.advance {
            Some(plain) => (
                quote!(let (mut #at, mut #free) = ::costate::rt::place(#t.pop(), #end);),
                self.advance(plain, &head, &s.state),
            ),
            None => (quote!(let (#at, _) = ::costate::rt::place((#t.pop(), 0), #end);), quote!()),
        };
        let record = self.run(&s.record, &head, &quote!(#at..#end));
        let back = self.block(&s.back);
        let (index, range) = self.places(&head, &quote!(#at..#end));
        quote! {{
            #bounds
            #fixed
            let mut #end: usize = #count;
            while #end > 0 {
                #here
                #state
                #advance
                #record
                for #index in (#range).rev() { #back }
                #end = #at;
            }
        }}
    }

    /// On to the last iteration that is left, keeping states on the way.
    fn advance(&self, plain: &Iteration, head: &Head, state: &State) -> TokenStream {
        let (t, at, free, end, to) = (self.tape(), own("at"), own("free"), own("end"), own("to"));
        let (keep, run) = (self.keep(state), self.run(plain, head, &quote!(#at..#to)));
        quote! {
            while #end - #at > 1 {
                #keep
                #t.push((#at, #free));
                let #to = #at + ::costate::rt::stride(#end - #at, #free);
                #run
                (#at, #free) = (#to, #free.saturating_sub(1));
            }
        }
    }

    /// Some iterations, from the state at hand.
    fn run(&self, iteration: &Iteration, head: &Head, places: &TokenStream) -> TokenStream {
        let (index, range) = self.places(head, places);
        let (body, next) = (self.block(&iteration.body), self.carry(&iteration.carried));
        quote!(for #index in #range { #body #next })
    }

    /// The counter, and its values at some places of the range.
    fn places(&self, head: &Head, places: &TokenStream) -> (TokenStream, TokenStream) {
        let Head::For { index, lo, hi, inclusive, reversed, step } = head else {
            return (quote!(_), quote!(#places));
        };
        let (index, lo, hi) = (self.name(*index), self.expr(lo), self.expr(hi));
        let step = step.as_ref().map_or(quote!(1), |s| self.expr(s));
        let range = quote!(::costate::rt::stretch(#lo, #hi, #inclusive, #step, #reversed, #places));
        (quote!(#index), range)
    }

    pub(super) fn trips(&self, head: &Head) -> TokenStream {
        let Head::For { lo, hi, inclusive, step, .. } = head else { return quote!() };
        let (lo, hi) = (self.expr(lo), self.expr(hi));
        let step = step.as_ref().map_or(quote!(1), |s| self.expr(s));
        quote!(::costate::rt::trips(#lo, #hi, #inclusive, #step))
    }

    /// The bounds of a range under names, and the range between these: one type, evaluated once.
    fn bounds(&self, head: &Head) -> (TokenStream, Head) {
        let Head::For { index, lo, hi, inclusive, reversed, step } = head else {
            return (quote!(), head.clone());
        };
        let named = |name: &str, e: &Expr| {
            let (name, e) = (own(name), self.expr(e));
            let atom = Expr::Const(Const { tokens: quote!(#name), number: None, ty: Ty::Unknown });
            (quote!(let #name = #e;), atom)
        };
        let ((let_lo, lo), (let_hi, hi)) = (named("lo", lo), named("hi", hi));
        let (let_step, step) = step.as_ref().map(|s| named("step", s)).unzip();
        let head = Head::For { index: *index, lo, hi, inclusive: *inclusive, reversed: *reversed, step };
        (quote!(#let_lo #let_hi #let_step), head)
    }

    /// Puts a state on the tape.
    fn keep(&self, state: &State) -> TokenStream {
        let t = self.tape();
        let own = state.own.iter().map(|(v, _)| self.kept(*v));
        let lent = state.lent.iter().map(|v| {
            let (name, value) = (self.name(*v), self.kept(*v));
            match self.function.is_slice(&Place::whole(*v)) {
                true => quote!(#t.push_slice(&*#name);),
                false => quote!(#t.push(#value);),
            }
        });
        quote!(#(#t.push(#own);)* #(#lent)*)
    }

    /// A value that stays where it is.
    fn kept(&self, v: Var) -> TokenStream {
        let value = self.place(&Place::whole(v));
        let info = self.function.info(v);
        let span = Span::call_site().located_at(info.span);
        match info.ty {
            Ty::Unknown => quote_spanned!(span=> ::costate::keep!(#value)),
            _ => value,
        }
    }

    /// Takes a state from the tape.
    fn take(&self, state: &State) -> TokenStream {
        let t = self.tape();
        let lent = state.lent.iter().rev().map(|v| {
            let name = self.name(*v);
            match self.function.is_slice(&Place::whole(*v)) {
                true => quote!(::costate::rt::pop_slice(#t, &mut *#name);),
                false => quote!(*#name = #t.pop();),
            }
        });
        let own = state.own.iter().rev().map(|(v, witness)| {
            let (name, value) = (self.name(*v), self.popped(*v, witness.as_ref()));
            quote!(let mut #name = #value;)
        });
        quote!(#(#lent)* #(#own)*)
    }
}
