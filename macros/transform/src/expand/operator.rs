//! `#[differentiable] impl Mul<T> for Vec3<T>`: the operator and its twin.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::ImplItem;

use super::options::Options;
use super::subject::{Compiled, Naming, Subject};
use super::{assigned, plain, slots};
use crate::adjoint::{Mode, Operator, Sweeps, adjoint_of_operator, types_of};
use crate::emit::Emit;
use crate::ir::{Expr, Function, Role, Stmt, Var};
use crate::messages::{self, Messages};
use crate::plan::Savings;
use crate::signature::{Signature, last_is};
use crate::tangent::tangent;
use crate::types::Ty;

mod stub;

const OPERATORS: [&str; 9] =
    ["Add", "Sub", "Mul", "Div", "Neg", "AddAssign", "SubAssign", "MulAssign", "DivAssign"];

/// Whether a trait is an operator; not all have a twin.
pub(crate) fn is_operator(path: &syn::Path) -> bool {
    last_is(path, &OPERATORS) || last_is(path, &["Rem", "RemAssign"])
}

/// Whether a name is that of a compound assignment.
pub(crate) fn is_assigning(name: &Ident) -> bool {
    name.to_string().ends_with("Assign")
}

/// Whether callers of an operator do not keep its operands.
pub(crate) fn forgets(name: &Ident) -> bool {
    ["Add", "Sub", "Neg"].iter().any(|plain| name.to_string().starts_with(plain))
}

/// The operator's `impl` and that of its twin.
pub(super) fn implementation(mut i: syn::ItemImpl, messages: &mut Messages) -> TokenStream {
    let generics = i.generics.clone();
    let Some((path, _)) = i.trait_.clone() else { return quote!(#i) };
    let Some(last) = path.segments.last().filter(|s| OPERATORS.iter().any(|n| s.ident == n)) else {
        messages.add(&path, messages::FOREIGN_TRAIT);
        return quote!(#i);
    };
    let (name, arguments) = (last.ident.clone(), last.arguments.clone());
    let mut methods = None;
    if let Some(ImplItem::Fn(f)) = i.items.iter().find(|item| matches!(item, ImplItem::Fn(_)))
        && forgets(&name)
        && is_mixed(f, &i)
    {
        messages.add(&f.sig.inputs, messages::MIXED_SUM);
        return quote!(#i);
    }
    for item in &mut i.items {
        let ImplItem::Fn(f) = item else { continue };
        let subject = Subject {
            sig: &f.sig,
            vis: quote!(),
            outer: vec![&generics],
            block: Some(&f.block),
            naming: Naming::Suffix,
            cfg: Vec::new(),
            owned: false,
            options: Options::default(),
            of: None,
            of_trait: None,
            implements: false,
            spelled: None,
            own_operators: Default::default(),
        };
        let before = messages.count();
        methods = twin_methods(&subject, &name, messages);
        let asked = plain::Asked::of(&subject, messages.count() == before);
        plain::method(f, &generics, asked);
    }
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let Some(methods) = methods else { return quote!(#i) };
    let (self_ty, twin) = (&i.self_ty, format_ident!("Diff{}", name));
    quote! {
        #i
        #[allow(clippy::all, clippy::pedantic)]
        impl #impl_generics ::costate::twin::#twin #arguments for #self_ty #where_clause { #methods }
    }
}

fn twin_methods(subject: &Subject<'_>, name: &Ident, messages: &mut Messages) -> Option<TokenStream> {
    let (signature, compiled, sound) = match is_assigning(name) {
        true => subject.compile_as(messages, assigned::by_value),
        false => subject.compile(messages),
    };
    let by_value = signature.params.iter().all(|p| p.role == Role::Argument);
    if !by_value {
        messages.add(&subject.sig.ident, messages::FOREIGN_TRAIT);
    }
    let Some(compiled) = compiled.filter(|_| by_value) else {
        return (sound && by_value).then(|| stub::methods(subject, &signature, forgets(name)));
    };
    let tan = write_tan(subject, &compiled);
    let rest = match forgets(name) {
        true => write_forgetting(subject, &compiled),
        false => write_sweeps(subject, &compiled),
    };
    Some(quote!(#tan #rest))
}

/// Whether one operand is known to be a number and the other not.
fn is_mixed(f: &syn::ImplItemFn, i: &syn::ItemImpl) -> bool {
    let signature = Signature::read(&f.sig, &[&i.generics], &mut Messages::default());
    let mut kinds = signature.kinds.clone();
    let own = kinds.spelled(&i.self_ty).is_scalar();
    signature.params.iter().any(|p| !p.receiver && p.known.is_scalar() != own)
}

const ALLOW: &str = "unused, non_snake_case, clippy::all, clippy::pedantic";

fn allow() -> TokenStream {
    let list: TokenStream = ALLOW.parse().expect("a list of lints");
    quote!(#[allow(#list)])
}

/// What the arguments' tangents are called in the trait: `Self::Tangent`, `<B as Diff>::Tangent`.
fn slot_types(signature: &Signature) -> (Vec<TokenStream>, TokenStream) {
    let mut kinds = signature.kinds.clone();
    let slots = signature.params.iter().map(|p| slots::slot_type(p, &mut kinds)).collect();
    let output = signature.output.as_ref().map_or(quote!(()), |t| slots::tangent_type(t, &mut kinds));
    (slots, output)
}

fn write_tan(subject: &Subject<'_>, c: &Compiled) -> TokenStream {
    let program = tangent(&c.primal, &c.signature, &c.activity);
    let (slot_types, output_tangent) = slot_types(&c.signature);
    let mut function = program.function.clone();
    // operators lend nothing: tangents come by value
    for slot in program.slots.iter().flatten() {
        function.vars[slot.0].role = Role::Argument;
    }
    let inputs = c.signature.params.iter().zip(&slot_types).zip(&program.slots).map(|((p, ty), slot)| {
        let argument = slots::argument(p);
        let name = slot.map_or(quote!(_), |v| name_of(&function, v));
        quote!(#argument, #name: #ty)
    });
    let emit = Emit { function: &function, tape: Ident::new("t", Span::call_site()), checked: false };
    let (body, tangent) = (emit.block(&program.body), emit.value_of(&program.tangent));
    let asked = program.asks.then(crate::emit::asking);
    let value = program.result.as_ref().map_or(quote!(()), |r| emit.value_of(r));
    let (output, name, allow) = (&c.signature.output, subject.name("tan"), allow());
    let items = &c.function.items;
    quote! {
        #allow
        #[inline]
        fn #name(#(#inputs),*) -> (#output, #output_tangent) {
            use ::costate::ops::{OrdOps as _, RealOps as _};
            #(#items)*
            #asked
            #body (#value, #tangent)
        }
    }
}

fn name_of(function: &Function, var: Var) -> TokenStream {
    let name = crate::emit::ident(&function.info(var).name, Span::call_site());
    quote!(#name)
}

/// `mul_fwd` and `mul_rev`, with the operands' values and the tape.
fn write_sweeps(subject: &Subject<'_>, c: &Compiled) -> TokenStream {
    let mut s = crate::adjoint::adjoint(&c.function, &c.signature, &c.activity, Mode::Split);
    let tape = s.function.fresh("t", Span::call_site(), Ty::Unknown, Role::Argument);
    let tape = Ident::new(&s.function.info(tape).name, Span::call_site());
    let (slot_types, output_tangent) = slot_types(&c.signature);
    let emit = Emit { function: &s.function, tape: tape.clone(), checked: false };
    let types = emit.types(&s.asked, &types_of(&s.function, &s.asked), quote!());
    let (forward, backward) = (emit.block(&s.forward), emit.block(&s.backward));
    let value = s.result.as_ref().map_or(quote!(()), |r| emit.value_of(r));
    let arguments: Vec<TokenStream> = c.signature.params.iter().map(slots::argument).collect();
    let slots = s.slots.iter().zip(&slot_types).map(|(slot, ty)| {
        let name = slot.map_or(quote!(_), |v| name_of(&s.function, v));
        quote!(#name: &mut #ty)
    });
    let seed = s.seed.map_or(quote!(_), |v| name_of(&s.function, v));
    let (fwd, rev, output, allow) = (subject.name("fwd"), subject.name("rev"), &c.signature.output, allow());
    let items = &c.function.items;
    quote! {
        #allow
        #[inline]
        fn #fwd(#(#arguments,)* #tape: &mut impl ::costate::Tape) -> #output {
            use ::costate::ops::{OrdOps as _, RealOps as _};
            #(#items)*
            #forward #value
        }
        #allow
        #[inline]
        fn #rev(#(#arguments, #slots,)* #seed: #output_tangent, #tape: &mut impl ::costate::Tape) {
            use ::costate::ops::{OrdOps as _, RealOps as _};
            #(#items)*
            #types
            #backward
        }
    }
}

/// `add_fwd` and `add_rev`: the caller keeps no operand, so `add_fwd` does, if `add_rev` reads it.
fn write_forgetting(subject: &Subject<'_>, c: &Compiled) -> TokenStream {
    let Operator { sweeps: mut s, this } =
        adjoint_of_operator(&c.function, &c.signature, &c.activity, Savings::ALL);
    let tape = s.function.fresh("t", Span::call_site(), Ty::Unknown, Role::Argument);
    let tape = Ident::new(&s.function.info(tape).name, Span::call_site());
    let fwd = write_forward(subject, c, &s, this, &tape);
    let (slot_types, output_tangent) = slot_types(&c.signature);
    let emit = Emit { function: &s.function, tape: tape.clone(), checked: false };
    // the operands are not there: types without values
    let mut program = types_of(&s.function, &s.asked);
    let operands = s.function.params.iter().map(|v| Stmt::Alloc(*v, Expr::Never));
    program.stmts.splice(0..0, operands);
    let types = emit.types(&s.asked, &program, quote!());
    let backward = emit.block(&s.backward);
    let inputs = c.signature.params.iter().zip(&slot_types).zip(&s.slots).map(|((p, ty), slot)| {
        let name = slot.map_or(quote!(_), |v| name_of(&s.function, v));
        let of = &p.ty;
        quote!(_: ::costate::twin::Of<#of>, #name: &mut #ty)
    });
    let seed = s.seed.map_or(quote!(_), |v| name_of(&s.function, v));
    let (rev, allow) = (subject.name("rev"), allow());
    let items = &c.function.items;
    quote! {
        #fwd
        #allow
        #[inline]
        fn #rev(#(#inputs,)* #seed: #output_tangent, #tape: &mut impl ::costate::Tape) {
            use ::costate::ops::{OrdOps as _, RealOps as _};
            #(#items)*
            #types
            #backward
        }
    }
}

/// `add_fwd`, with the operands under their own names.
fn write_forward(
    subject: &Subject<'_>,
    c: &Compiled,
    s: &Sweeps,
    this: Option<Var>,
    tape: &Ident,
) -> TokenStream {
    let mut function = s.function.clone();
    if let Some(this) = this {
        "self".clone_into(&mut function.vars[this.0].name);
    }
    let emit = Emit { function: &function, tape: tape.clone(), checked: false };
    let forward = emit.block(&s.forward);
    let value = s.result.as_ref().map_or(quote!(()), |r| emit.value_of(r));
    let arguments = c.signature.params.iter().map(slots::argument);
    let (fwd, output, allow) = (subject.name("fwd"), &c.signature.output, allow());
    let items = &c.function.items;
    quote! {
        #allow
        #[inline]
        fn #fwd(#(#arguments,)* #tape: &mut impl ::costate::Tape) -> #output {
            use ::costate::ops::{OrdOps as _, RealOps as _};
            #(#items)*
            #forward #value
        }
    }
}
