//! Branches and loops, forward and backward, to tokens.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::quote;

use super::Emit;
use crate::ir::{
    Block, Carried, Choice, Expr, Head, InParts, Loop, Place, ReverseHead, ReverseLoop, Sum, Var, Window,
};

impl Emit<'_> {
    fn scope(&self, block: &Block, values: &[&Expr]) -> TokenStream {
        let stmts = self.block(block);
        let values: Vec<TokenStream> = values.iter().map(|e| self.expr(e)).collect();
        match values.as_slice() {
            [] => quote!({ #stmts }),
            [one] => quote!({ #stmts #one }),
            all => quote!({ #stmts (#(#all),*) }),
        }
    }

    pub(super) fn branch(
        &self,
        cond: &Expr,
        then: &Block,
        otherwise: &Block,
        choices: &[Choice],
    ) -> TokenStream {
        let cond = self.head(cond);
        let yes = self.scope(then, &choices.iter().map(|c| &c.then).collect::<Vec<_>>());
        let no = self.scope(otherwise, &choices.iter().map(|c| &c.otherwise).collect::<Vec<_>>());
        let names: Vec<Ident> = choices.iter().map(|c| self.name(c.result)).collect();
        match names.as_slice() {
            [] if otherwise.stmts.is_empty() => quote!(if #cond #yes),
            [] => quote!(if #cond #yes else #no),
            [one] => quote!(let #one = if #cond #yes else #no;),
            all => quote!(let (#(#all),*) = if #cond #yes else #no;),
        }
    }

    /// The condition of an `if`: there a `{` would begin its block, so a struct's literal stands in parentheses.
    fn head(&self, cond: &Expr) -> TokenStream {
        enclosed(self.expr(cond))
    }

    pub(super) fn looped(&self, l: &Loop) -> TokenStream {
        self.looped_from(l, &quote!())
    }

    /// A loop, and what each iteration starts with.
    pub(super) fn looped_from(&self, l: &Loop, start_with: &TokenStream) -> TokenStream {
        let (enter, leave) = (self.enter(l), self.leave(l));
        let count = l.count.map(|c| self.name(c));
        let (start, tick) = match &count {
            Some(n) => (quote!(let mut #n = 0_usize;), quote!(#n += 1;)),
            None => (quote!(), quote!()),
        };
        let (body, next) = (self.in_room(&l.body).block(&l.body), self.carry(&l.carried));
        // the test comes before the values of the next iteration
        let stop = Ident::new("stop", Span::mixed_site());
        let test = l.exit.as_ref().map(|e| {
            let e = self.expr(e);
            quote!(let #stop = #e;)
        });
        let exit = l.exit.as_ref().map(|_| quote!(if #stop { break; }));
        let head = match &l.head {
            Head::For { index, reversed, .. } => {
                let (index, range) = (self.name(*index), self.range(&l.head, *reversed));
                quote!(for #index in #range { #start_with #body #test #next #tick #exit })
            }
            Head::While { test: first, cond } => {
                let (head, cond) = (self.block(first), self.expr(cond));
                let go_on = quote!(#head if !(#cond) { break; });
                quote!(loop { #go_on #start_with #body #test #next #tick #exit })
            }
        };
        quote!(#enter #start #head #leave)
    }

    /// The variables that a loop carries.
    fn enter(&self, l: &Loop) -> TokenStream {
        let all = l.carried.iter().map(|c| {
            let (name, init) = (self.name(c.param), self.expr(&c.init));
            let ty = self.annotation(c.param).filter(|_| matches!(c.init, Expr::Const(_)));
            quote!(let mut #name #ty = #init;)
        });
        all.collect()
    }

    /// What they leave.
    fn leave(&self, l: &Loop) -> TokenStream {
        let all = l.carried.iter().map(|c| {
            let (result, param) = (self.name(c.result), self.name(c.param));
            quote!(let #result = #param;)
        });
        all.collect()
    }

    /// A loop whose sums go into parts: a closure is an iteration.
    pub(super) fn in_parts(&self, s: &InParts) -> TokenStream {
        let InParts { l, sums } = s;
        let Head::For { index, lo, hi, reversed, .. } = &l.head else { return quote!() };
        let enter = self.enter(l);
        let (index, lo, hi) = (self.name(*index), self.expr(lo), self.expr(hi));
        let (body, next) = (self.block(&l.body), self.carry(&l.carried));
        let names = |of: fn(&Sum) -> Var| sums.iter().map(move |sum| self.name(of(sum)));
        let (parts, totals) = (names(|sum| sum.part), names(|sum| sum.total));
        let number = sums.first().and_then(|sum| self.known_type(&self.function.info(sum.total).ty));
        let sum = Ident::new(if *reversed { "in_parts_backward" } else { "in_parts" }, Span::call_site());
        let leave = self.leave(l);
        quote! {
            #enter
            let [#(#totals),*] = ::costate::rt::#sum(#lo, #hi, |#index, [#(#parts),*]: &mut [#number; _]| {
                #body
                #next
            });
            #leave
        }
    }

    /// A part of a slice that a loop goes through.
    pub(super) fn window(&self, w: &Window) -> TokenStream {
        let (part, of) = (self.name(w.part), Place::whole(w.of));
        let (lo, hi, base) = (self.expr(&w.lo), self.expr(&w.hi), self.value_of(&w.base));
        let (window, slice) = match w.written {
            true => (quote!(window_mut), self.exclusive(&of)),
            false => (quote!(window), self.shared(&of)),
        };
        quote!(let #part = ::costate::rt::#window(#lo, #hi, #slice, || #base);)
    }

    /// The values of the next iteration, all at once where one reads another.
    pub(super) fn carry(&self, carried: &[Carried]) -> TokenStream {
        let changed: Vec<&Carried> =
            carried.iter().filter(|c| !matches!(&c.next, Expr::Var(v) if *v == c.param)).collect();
        let crossed = changed.iter().enumerate().any(|(i, c)| {
            let mut reads = false;
            c.next.each_var(&mut |v| reads |= changed[..i].iter().any(|d| d.param == v));
            reads
        });
        let names: Vec<Ident> = changed.iter().map(|c| self.name(c.param)).collect();
        let values: Vec<TokenStream> = changed.iter().map(|c| self.expr(&c.next)).collect();
        match crossed {
            true => quote!((#(#names),*) = (#(#values),*);),
            false => quote!(#(#names = #values;)*),
        }
    }

    fn range(&self, head: &Head, reversed: bool) -> TokenStream {
        let Head::For { lo, hi, inclusive, step, .. } = head else { return quote!() };
        let (lo, hi) = (self.expr(lo), self.expr(hi));
        let (lo, hi) = (&lo, &hi);
        let range = enclosed(if *inclusive { quote!(#lo..=#hi) } else { quote!(#lo..#hi) });
        match (step.as_ref().map(|s| self.expr(s)), reversed) {
            // not every range of core's knows its length
            (Some(step), true) => quote!(::costate::rt::backward(#lo, #hi, #inclusive, #step)),
            (Some(step), false) => quote!((#range).step_by(#step)),
            (None, true) => quote!((#range).rev()),
            (None, false) => range,
        }
    }

    /// The iterations that a loop did before it was left, from the last.
    fn taken(&self, head: &Head, count: &Expr) -> TokenStream {
        let Head::For { lo, hi, inclusive, reversed, step, .. } = head else { return quote!() };
        let (lo, hi, count) = (self.expr(lo), self.expr(hi), self.expr(count));
        let step = step.as_ref().map_or(quote!(1), |s| self.expr(s));
        quote!(::costate::rt::taken(#lo, #hi, #inclusive, #step, #reversed, #count))
    }

    pub(super) fn reverse_loop(&self, l: &ReverseLoop) -> TokenStream {
        let body = self.in_room(&l.body).block(&l.body);
        match &l.head {
            ReverseHead::Range(head, count) => {
                let Head::For { index, reversed, .. } = &**head else { return quote!() };
                let range = match count {
                    Some(count) => self.taken(head, count),
                    None => self.range(head, !reversed),
                };
                let index = self.name(*index);
                quote!(for #index in #range { #body })
            }
            ReverseHead::Count(n) => {
                let n = enclosed(self.expr(n));
                quote!(for _ in 0..#n { #body })
            }
        }
    }
}

/// Tokens in parentheses if they hold a `{` that is in none.
fn enclosed(tokens: TokenStream) -> TokenStream {
    if has_brace(tokens.clone()) { quote!((#tokens)) } else { tokens }
}

fn has_brace(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(g) => match g.delimiter() {
            Delimiter::Brace => true,
            Delimiter::None => has_brace(g.stream()),
            _ => false,
        },
        _ => false,
    })
}
