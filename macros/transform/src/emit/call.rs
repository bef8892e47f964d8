//! Calls, of functions and of their derivatives, to tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use super::Emit;
use super::expr::twin;
use super::parts::Loan;
use crate::ir::{Arg, Call, Callee, Derived, DerivedArg, Place, Step, TwinOperand, TwinRev};

impl Emit<'_> {
    pub(super) fn call(&self, call: &Call) -> TokenStream {
        let receiver = |p: &Place| {
            let (name, p) = (self.name(p.root), p);
            let whole = self.place_inside(p);
            if p.path.is_empty() { quote!(#name) } else { whole }
        };
        let lent = call.args.iter().map(|arg| match arg {
            Arg::Shared(p) => Some((p, Loan::Shared)),
            Arg::Unique(p) => Some((p, Loan::Unique)),
            Arg::Receiver(p) => Some((p, Loan::Receiver)),
            Arg::Value(_) => None,
        });
        let (split, parts) = self.split(&lent.collect::<Vec<_>>());
        let mut args = call.args.iter().zip(parts).map(|(arg, part)| match (arg, part) {
            (_, Some(part)) => part,
            (Arg::Value(e), _) => self.expr(e),
            (Arg::Shared(p), _) => self.shared(p),
            (Arg::Unique(p), _) => self.exclusive(p),
            (Arg::Receiver(p), _) => receiver(p),
        });
        let value = match &call.callee {
            Callee::Function(path) | Callee::Associated(path) => quote!(#path(#(#args),*)),
            Callee::Method(name, turbofish) => {
                let receiver = args.next();
                quote!(#receiver.#name #turbofish(#(#args),*))
            }
        };
        self.bound(&call.result.into_iter().collect::<Vec<_>>(), within(split, value))
    }

    fn bound(&self, results: &[crate::ir::Var], value: TokenStream) -> TokenStream {
        let names: Vec<Ident> = results.iter().map(|v| self.name(*v)).collect();
        match names.as_slice() {
            [] => quote!(#value;),
            [one] => quote!(let #one = #value;),
            all => quote!(let (#(#all),*) = #value;),
        }
    }

    pub(super) fn derived_call(&self, call: &Derived) -> TokenStream {
        let (split, mut args) = self.derived_args(&call.args.iter().collect::<Vec<_>>());
        if call.tape {
            let t = self.tape();
            args.push(quote!(#t));
        }
        let value = match &call.callee {
            Callee::Function(path) => {
                let path = companion(path, call.layer);
                quote!(#path(#(#args),*))
            }
            Callee::Associated(path) => {
                let path = suffixed(path, call.layer);
                quote!(#path(#(#args),*))
            }
            Callee::Method(name, turbofish) => {
                let name = Ident::new(&format!("{name}_{}", call.layer), name.span());
                let receiver = args.remove(0);
                quote!(#receiver.#name #turbofish(#(#args),*))
            }
        };
        let asked = self.asked(call);
        let bound = self.bound(&call.results, within(split, value));
        quote!(#bound #asked)
    }

    /// Arguments, after the slices that they are lent parts of are split.
    pub(super) fn derived_args(&self, args: &[&DerivedArg]) -> (TokenStream, Vec<TokenStream>) {
        let lent = args.iter().map(|arg| match arg {
            DerivedArg::Shared(p) => Some((p, Loan::Shared)),
            DerivedArg::Unique(p) => Some((p, Loan::Unique)),
            DerivedArg::Receiver(p) => Some((p, Loan::Receiver)),
            _ => None,
        });
        let (split, parts) = self.split(&lent.collect::<Vec<_>>());
        let args = args.iter().zip(parts);
        (split, args.map(|(arg, part)| part.unwrap_or_else(|| self.derived_arg(arg))).collect())
    }

    fn derived_arg(&self, arg: &DerivedArg) -> TokenStream {
        match arg {
            DerivedArg::Value(e) => self.expr(e),
            DerivedArg::Shared(p) => self.lent(p, false),
            DerivedArg::Unique(p) => self.lent(p, true),
            DerivedArg::Receiver(p) if p.path.is_empty() => {
                let name = self.name(p.root);
                quote!(#name)
            }
            DerivedArg::Receiver(p) => self.place_inside(p),
            DerivedArg::Sink => quote!(&mut *::costate::rt::sink()),
            DerivedArg::ZeroValue => quote!(::costate::Zero::zero()),
            DerivedArg::ZeroAsIs(e) => {
                let constant = self.expr(e);
                quote!(::costate::rt::still(&#constant).slot(&*::costate::rt::sink()))
            }
            DerivedArg::ZeroShared => quote!(&*::costate::rt::sink()),
        }
    }

    /// A reference; a part of a slice that may be empty is asked for gently.
    pub(super) fn lent(&self, place: &Place, mutable: bool) -> TokenStream {
        let whole = |p: &Place| if mutable { self.exclusive(p) } else { self.shared(p) };
        let place = if matches!(place.path.last(), Some(Step::Range(..))) { &place.flat() } else { place };
        let Some((Step::Range(lo, hi), before)) = place.path.split_last() else { return whole(place) };
        let base = Place { root: place.root, path: before.to_vec() };
        let len = self.place_inside(&base);
        let lo = lo.as_ref().map_or(quote!(0), |e| self.expr(e));
        let hi = hi.as_ref().map_or(quote!(#len.len()), |e| self.expr(e));
        let (base, verb) = (whole(&base), format_ident!("{}", if mutable { "part_mut" } else { "part" }));
        let range = Ident::new("range", Span::mixed_site());
        quote!({ let #range = #lo..#hi; ::costate::rt::#verb(#base, #range) })
    }

    pub(super) fn twin_rev(&self, rev: &TwinRev) -> TokenStream {
        let (twin, method) = twin(rev.op, if rev.guarded { "rev_chosen" } else { "rev" });
        let args = rev.operands.iter().map(|(operand, slot)| {
            let operand = match operand {
                TwinOperand::Value(e) => self.expr(e),
                TwinOperand::Type(witness) => self.witness(witness),
            };
            let slot = match slot {
                Some(v) => self.exclusive(&Place::whole(*v)),
                None => quote!(&mut *::costate::rt::sink()),
            };
            quote!(#operand, #slot)
        });
        let (cotangent, t) = (self.expr(&rev.cotangent), self.tape());
        super::located(quote!(#twin::#method(#(#args),*, #cotangent, #t);), rev.span)
    }
}

/// A call after the slices that it is lent parts of are split.
pub(super) fn within(split: TokenStream, call: TokenStream) -> TokenStream {
    if split.is_empty() { call } else { quote!({ #split #call }) }
}

/// `a::f::<T>` → `a::f::fwd::<T>`
pub(super) fn companion(path: &syn::ExprPath, layer: &str) -> syn::ExprPath {
    let mut path = path.clone();
    if let Some(last) = path.path.segments.last_mut() {
        let arguments = std::mem::take(&mut last.arguments);
        let ident = Ident::new(layer, last.ident.span());
        path.path.segments.push(syn::PathSegment { ident, arguments });
    }
    path
}

/// `S::step::<T>` → `S::step_fwd::<T>`
fn suffixed(path: &syn::ExprPath, layer: &str) -> syn::ExprPath {
    let mut path = path.clone();
    if let Some(last) = path.path.segments.last_mut() {
        last.ident = Ident::new(&format!("{}_{layer}", last.ident), last.ident.span());
    }
    path
}
