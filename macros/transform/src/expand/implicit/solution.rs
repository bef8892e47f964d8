//! The derivatives of a solution, from those of its equation.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use super::options::{Form, Options};
use crate::expand::outside::{self, Outside, hidden, layer_of};
use crate::expand::slots;
use crate::signature::Param;

/// The solution of an equation.
pub(super) struct Solution<'a> {
    pub(super) outside: Outside<'a>,
    /// `::<T>` of the function.
    pub(super) turbofish: Option<TokenStream>,
    /// The arguments whose type is an `impl Trait`.
    pub(super) opaque: Vec<Ident>,
    pub(super) options: Options,
}

impl Solution<'_> {
    /// `tan`, `fwd`, `rev`, and what follows from them.
    pub(super) fn layers(mut self) -> TokenStream {
        let tan = self.tan();
        let fwd = self.fwd();
        let rev = self.rev();
        let (jvp, vjp) = (self.outside.jvp(), self.outside.vjp());
        let (solved, x) = (self.solved(), hidden("x"));
        let forms = self.outside.forms(&["tan", "fwd", "rev"], Some(&quote!(#solved #x)));
        quote!(#tan #fwd #rev #jvp #vjp #forms)
    }

    /// The function's body: what the user wrote, then the tangents of dual numbers by Newton steps in
    /// dual numbers. For other numbers there is no such step, and the value is the user's.
    pub(super) fn body(&mut self, solver: &syn::Block) -> Box<syn::Block> {
        let (output, space) = (self.outside.output(), self.outside.output_tangent());
        let [x, push, right, step] = ["x", "push", "right", "step"].map(hidden);
        let arguments: Vec<_> = self.outside.arguments().into_iter().cloned().collect();
        let equation = &self.options.equation;
        let left = quote! {
            ::costate::rt::numbers::<#space, _>(&#equation(::costate::rt::pass(&#x), #(#arguments),*))
        };
        let left = match self.options.form {
            Form::Residual => left,
            Form::FixedPoint => quote!(::costate::rt::less(::costate::rt::numbers(&#x), &#left)),
        };
        let (pushed, product) = (self.push(), self.forward_product());
        let solve = self.solve(product, quote!(#right));
        Box::new(syn::parse_quote!({
            let mut #x: #output = (move || -> #output #solver)();
            for _ in 0..::costate::rt::levels::<#space>() {
                let #push = #pushed;
                let #right: #space = #left;
                let #step: #space = #solve;
                ::costate::rt::correct(&mut #x, &#step);
            }
            #x
        }))
    }

    /// The solution, by the function itself.
    fn solved(&self) -> TokenStream {
        let (name, turbofish) = (&self.outside.subject.sig.ident, &self.turbofish);
        let (output, arguments, x) = (self.outside.output(), self.outside.arguments(), hidden("x"));
        quote!(let #x: #output = #name #turbofish (#(#arguments),*);)
    }

    fn fwd(&mut self) -> TokenStream {
        let (solved, x, tape) = (self.solved(), hidden("x"), outside::tape());
        self.outside.fwd(quote! {
            #solved
            ::costate::Tape::push(#tape, #x);
            #x
        })
    }

    /// Aᵀ λ = x̄, then p̄ −= (∂r/∂p)ᵀ λ; of a fixed point (I − Gᵀ) λ = x̄, then p̄ += (∂g/∂p)ᵀ λ.
    fn rev(&mut self) -> TokenStream {
        let (output, space) = (self.outside.output(), self.outside.output_tangent());
        let [x, v, pulled, lambda, pull] = ["x", "v", "pulled", "lambda", "pull"].map(hidden);
        let (seed, tape) = (outside::seed(), outside::tape());
        let wanted = self.outside.signature.params.iter().map(|p| match p.is_dropped() {
            true => quote!(&mut *::costate::rt::sink()),
            false => outside::adjoint(p).into_token_stream(),
        });
        let wanted: Vec<_> = wanted.collect();
        let unwanted = wanted.iter().map(|_| quote!(&mut *::costate::rt::sink()));
        let product = self.of_product(quote!(#pulled));
        let product = quote! {
            |#v: &#space| -> #space {
                let mut #pulled: #space = ::costate::Zero::zero();
                #pull(&mut #pulled, #(#unwanted,)* *#v);
                #product
            }
        };
        let (solve, sign) = (self.solve(product, quote!(#seed)), self.signed(&lambda));
        let function = self.pull();
        self.outside.rev(quote! {
            let #x: #output = ::costate::Tape::pop(&mut *#tape);
            let mut #pull = #function;
            let #lambda: #space = ::costate::rt::solved(#solve, &#seed);
            #sign
            #pull(&mut <#space as ::costate::Zero>::zero(), #(#wanted,)* #lambda);
        })
    }

    /// The equation forwards and backwards, as a function of the adjoints and the cotangent.
    fn pull(&mut self) -> TokenStream {
        let (fwd, rev) = (layer_of(&self.options.equation, "fwd"), layer_of(&self.options.equation, "rev"));
        let [x, pulled, lambda] = ["x", "pulled", "lambda"].map(hidden);
        let (tape, space) = (outside::tape(), self.outside.output_tangent());
        let arguments: Vec<_> = self.outside.arguments().into_iter().cloned().collect();
        let slots: Vec<Ident> = self.outside.signature.params.iter().map(outside::adjoint).collect();
        let types = self.slot_types(|_, ty| quote!(&mut #ty));
        quote! {
            |#pulled: &mut #space, #(#slots: #types,)* #lambda: #space| {
                let _ = #fwd(::costate::rt::pass(&#x), #(#arguments,)* &mut *#tape);
                #rev(::costate::rt::pass(&#x), #pulled, #(#arguments, #slots,)* #lambda, &mut *#tape);
            }
        }
    }

    /// A ẋ = −(∂r/∂p) ṗ; of a fixed point (I − G) ẋ = (∂g/∂p) ṗ.
    fn tan(&mut self) -> TokenStream {
        let space = self.outside.output_tangent();
        let [x, moved, right, push] = ["x", "moved", "right", "push"].map(hidden);
        let params = &self.outside.signature.params;
        let given = params.iter().map(|p| match p.is_dropped() {
            true => outside::zero(p),
            false => outside::tangent(p).into_token_stream(),
        });
        let given: Vec<_> = given.collect();
        let product = self.forward_product();
        let (solve, sign) = (self.solve(product, quote!(#right)), self.signed(&moved));
        let (solved, pushed, asked) = (self.solved(), self.push(), self.asked());
        self.outside.tan(quote! {
            #solved
            #asked
            let #push = #pushed;
            let #right: #space = #push(&<#space as ::costate::Zero>::zero(), #(#given),*);
            let #moved: #space = #solve;
            #sign
            (#x, #moved)
        })
    }

    /// The equation that the solver sees must be the one that has derivatives.
    fn asked(&self) -> Option<TokenStream> {
        let equation = &self.options.equation;
        if outside::of_type(equation) {
            return None;
        }
        let (x, arguments) = (hidden("x"), self.outside.arguments());
        let path: syn::ExprPath = syn::parse_quote!(#equation);
        let call = |f: &Ident| quote!(#f(::costate::rt::pass(&#x), #(#arguments),*));
        let question = crate::emit::question(&path, call, &quote!(::costate::rt::never()));
        let asking = crate::emit::asking();
        Some(quote!(#asking #question))
    }

    /// v ↦ A v, by `push`.
    fn forward_product(&mut self) -> TokenStream {
        let space = self.outside.output_tangent();
        let [v, moved, push] = ["v", "moved", "push"].map(hidden);
        let zeros = self.outside.signature.params.iter().map(outside::zero);
        let product = self.of_product(quote!(#moved));
        quote! {
            |#v: &#space| -> #space {
                let #moved: #space = #push(#v, #(#zeros),*);
                #product
            }
        }
    }

    /// The equation's tangent, as a function of those of the solution and of the arguments.
    fn push(&mut self) -> TokenStream {
        let (tan, x, v) = (layer_of(&self.options.equation, "tan"), hidden("x"), hidden("v"));
        let space = self.outside.output_tangent();
        let arguments: Vec<_> = self.outside.arguments().into_iter().cloned().collect();
        let slots: Vec<Ident> = self.outside.signature.params.iter().map(outside::tangent).collect();
        let types = self.slot_types(slots::as_argument);
        quote! {
            |#v: &#space, #(#slots: #types),*| -> #space {
                #tan(::costate::rt::pass(&#x), ::costate::rt::pass(#v), #(#arguments, #slots),*).1
            }
        }
    }

    /// The types of the arguments' derivatives; what has none takes what the equation has.
    fn slot_types(&mut self, lent: impl Fn(&Param, &TokenStream) -> TokenStream) -> Vec<TokenStream> {
        let params = self.outside.signature.params.clone();
        let types = params.iter().map(|p| {
            // an `impl Trait` has a name in the derivatives only
            let unnamed = p.is_dropped() || self.opaque.contains(&p.name);
            let ty = if unnamed { quote!(_) } else { self.outside.slot_type(p) };
            lent(p, &ty)
        });
        types.collect()
    }

    /// A v: of a fixed point v − G v.
    fn of_product(&self, moved: TokenStream) -> TokenStream {
        let v = hidden("v");
        match self.options.form {
            Form::Residual => moved,
            Form::FixedPoint => quote!(::costate::rt::less(*#v, &#moved)),
        }
    }

    /// −λ: of a fixed point λ.
    fn signed(&self, lambda: &Ident) -> TokenStream {
        match self.options.form {
            Form::Residual => {
                quote!(let #lambda = ::costate::rt::less(::costate::Zero::zero(), &#lambda);)
            }
            Form::FixedPoint => quote!(),
        }
    }

    fn solve(&self, product: TokenStream, right: TokenStream) -> TokenStream {
        let (solver, more) = (&self.options.solver, &self.options.arguments);
        quote!(#solver(#product, #right, #(#more),*))
    }
}
