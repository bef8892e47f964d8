//! `vjp_n` and `jvp_n`: many directions in one call.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use super::slots;
use super::subject::Subject;
use crate::ir::Role;
use crate::signature::{Param, Signature};
use crate::types::Kinds;

/// What the options ask for; `straight`: the function has no loops.
pub(super) fn many(subject: &Subject<'_>, signature: &Signature, straight: bool) -> TokenStream {
    let mut many = Many::of(subject, signature, straight);
    let vjp = subject.options.vjp_n.is_some().then(|| many.vjp_n());
    let jvp = subject.options.jvp_n.is_some().then(|| many.jvp_n());
    quote!(#vjp #jvp)
}

struct Many<'a> {
    subject: &'a Subject<'a>,
    signature: &'a Signature,
    /// The function has no loops: what it records may be near.
    straight: bool,
    kinds: Kinds,
    /// The number of directions.
    n: Ident,
    /// What counts them.
    k: Ident,
    tape: Ident,
    value: Ident,
}

impl<'a> Many<'a> {
    fn of(subject: &'a Subject<'a>, signature: &'a Signature, straight: bool) -> Self {
        let all = &signature.params;
        let generics = subject.outer.iter().map(|g| g.to_token_stream());
        let written: TokenStream = generics.chain([subject.sig.to_token_stream(), own(subject)]).collect();
        let n = crate::ir::unique("N", |name| crate::route::has(&written, name));
        Self {
            subject,
            signature,
            straight,
            kinds: signature.kinds.clone(),
            n: Ident::new(&n, proc_macro2::Span::call_site()),
            k: slots::beside("", "k", all),
            tape: slots::beside("", "tape", all),
            value: slots::beside("", "value", all),
        }
    }

    /// The function around a body; `inputs` are an argument and what follows it.
    fn function(
        &self,
        layer: &str,
        doc: &str,
        inputs: &[TokenStream],
        output: &TokenStream,
        body: &TokenStream,
    ) -> TokenStream {
        let (subject, n) = (self.subject, &self.n);
        let mut generics = subject.sig.generics.clone();
        generics.params.push(syn::parse_quote!(const #n: usize));
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        let (name, vis, cfg) = (subject.name(layer), &subject.vis, &subject.cfg);
        quote! {
            #(#cfg)*
            #[doc = #doc]
            #[allow(unused, non_snake_case, clippy::all, clippy::pedantic)]
            #vis fn #name #impl_generics (#(#inputs),*) -> #output #where_clause { #body }
        }
    }

    fn slot(&mut self, param: &Param) -> TokenStream {
        slots::slot_type(param, &mut self.kinds)
    }

    fn beside(&self, prefix: &str, param: &Param) -> Ident {
        slots::beside(prefix, &param.name.to_string(), &self.signature.params)
    }

    /// The `&mut` arguments.
    fn written(&self) -> Vec<&'a Param> {
        self.signature.params.iter().filter(|p| p.role == Role::Unique).collect()
    }

    fn output(&mut self) -> (TokenStream, TokenStream) {
        match self.signature.output.clone() {
            Some(ty) => (quote!(#ty), slots::tangent_type(&ty, &mut self.kinds)),
            None => (quote!(()), quote!(())),
        }
    }

    fn vjp_n(&mut self) -> TokenStream {
        let (n, k, tape, value) = (self.n.clone(), self.k.clone(), self.tape.clone(), self.value.clone());
        let (mut inputs, mut checks) = (Vec::new(), Vec::new());
        let (mut recorded, mut reversed) = (Vec::new(), Vec::new());
        for p in &self.signature.params {
            let passed = passed(p);
            inputs.push(slots::argument(p));
            recorded.push(passed.clone());
            reversed.push(passed);
            if p.is_dropped() {
                reversed.push(quote!(&mut *::costate::rt::sink()));
                continue;
            }
            let (d, slot) = (self.beside("d", p), self.slot(p));
            inputs.push(quote!(mut #d: [&mut #slot; #n]));
            reversed.push(quote!(&mut *#d[#k]));
            checks.extend(same_len(p, &d));
        }
        let (output, tangent) = self.output();
        let seed = slots::beside("", "cotangents", &self.signature.params);
        if self.signature.known_output.is_flat() {
            reversed.push(quote!(::costate::Zero::zero()));
        } else {
            inputs.push(quote!(#seed: [#tangent; #n]));
            reversed.push(quote!(#seed[#k]));
        }
        inputs.push(quote!(#tape: &mut impl ::costate::Tape));
        let body = self.replays(&checks, &recorded, &reversed);
        self.function("vjp_n", VJP_N, &inputs, &output, &quote!(use ::costate::Tape as _; #body #value))
    }

    /// The forward sweep once, then the backward sweep for each cotangent.
    fn replays(
        &self,
        checks: &[TokenStream],
        recorded: &[TokenStream],
        reversed: &[TokenStream],
    ) -> TokenStream {
        let (n, k, tape, value) = (&self.n, &self.k, &self.tape, &self.value);
        let all = &self.signature.params;
        let name = |text: &str| slots::beside("", text, all);
        let (start, top, replay, words) = (name("start"), name("top"), name("replay"), name("words"));
        let (fwd, rev) = (self.subject.path("fwd"), self.subject.path("rev"));
        let written = self.written();
        let kept: Vec<Keep> = written.iter().map(|p| Keep::of(p, all, tape)).collect();
        let (before, after) = (kept.iter().map(|k| &k.save_first), kept.iter().map(|k| &k.save_last));
        let near = name("near");
        let near = self.straight.then(|| {
            quote! {
                let mut #near = [0; ::costate::tape::NEAR];
                let #tape = &mut ::costate::tape::Near::over(&mut #near, #tape);
            }
        });
        let (again, last) = (kept.iter().map(|k| &k.read_first), kept.iter().map(|k| &k.read_last));
        quote! {
            #(#checks)*
            #near
            let #start = #tape.mark();
            #(#before)*
            let #value = #fwd(#(#recorded,)* &mut *#tape);
            let #top = #tape.mark();
            #(#after)*
            for #k in 0..#n {
                #(#again)*
                let mut #replay = ::costate::tape::Replay::below(&mut *#tape, #top);
                #rev(#(#reversed,)* &mut #replay);
            }
            #(#last)*
            let #words = #tape.mark() - #start;
            #tape.drop_slice::<u32>(#words);
        }
    }

    fn jvp_n(&mut self) -> TokenStream {
        let (n, k) = (self.n.clone(), self.k.clone());
        let tape = slots::beside("", "before", &self.signature.params);
        let (mut inputs, mut checks, mut args) = (Vec::new(), Vec::new(), Vec::new());
        for p in &self.signature.params {
            inputs.push(slots::argument(p));
            args.push(passed(p));
            if p.is_dropped() {
                args.push(match p.role {
                    Role::Shared => quote!(&*::costate::rt::sink()),
                    Role::Unique => quote!(&mut *::costate::rt::sink()),
                    _ => quote!(::costate::Zero::zero()),
                });
                continue;
            }
            let (t, slot) = (self.beside("t", p), self.slot(p));
            let ty = slots::as_argument(p, &slot);
            let unique = p.role == Role::Unique;
            let mutable = unique.then(|| quote!(mut));
            inputs.push(quote!(#mutable #t: [#ty; #n]));
            args.push(if unique { quote!(&mut *#t[#k]) } else { quote!(#t[#k]) });
            checks.extend(same_len(p, &t));
        }
        let written = self.written();
        let kept: Vec<Keep> = written.iter().map(|p| Keep::of(p, &self.signature.params, &tape)).collect();
        let (before, again) = (kept.iter().map(|k| &k.save_first), kept.iter().map(|k| &k.read_first));
        let own_tape = (!kept.is_empty()).then(|| quote!(let mut #tape = ::costate::HeapTape::new();));
        let (value, all) = (self.value.clone(), &self.signature.params);
        let (tan, tangents) = (self.subject.path("tan"), slots::beside("", "slopes", all));
        let value_type = self.signature.output.is_some();
        let (output, tangent) = self.output();
        let (result, end) = match value_type {
            true => (quote!((#output, [#tangent; #n])), quote!((#value.expect("a direction"), #tangents))),
            false => (quote!(()), quote!()),
        };
        let body = quote! {
            use ::costate::Tape as _;
            const { assert!(#n > 0, "`jvp_n` needs at least one direction") }
            #(#checks)*
            #own_tape
            #(#before)*
            let mut #value = None;
            let mut #tangents = [<#tangent as ::costate::Zero>::zero(); #n];
            for #k in 0..#n {
                #(#again)*
                let (one, slope) = #tan(#(#args),*);
                #value = Some(one);
                #tangents[#k] = slope;
            }
            #end
        };
        let function = self.function("jvp_n", JVP_N, &inputs, &result, &body);
        // what is written is kept on a tape of the heap
        if kept.is_empty() { function } else { quote!(::costate::host_items! { #function }) }
    }
}

const VJP_N: &str = "Reverse mode for `N` cotangents with one forward sweep. Every slot of `vjp` is an \
    array here: adjoints `[&mut _; N]`, cotangents `[_; N]`. Direction `k` of each gives the bits that \
    `fwd` and `rev` of its own would give; a `&mut` argument is left at its final value.";

const JVP_N: &str = "Forward mode for `N` tangents: the value and `N` tangents. Every slot of `jvp` is an \
    array here, `[_; N]` by value, `[&_; N]` or `[&mut _; N]` as the argument is passed. Direction `k` of \
    each gives the bits that a `jvp` of its own would give.";

/// An argument handed on, and kept for the next time.
fn passed(p: &Param) -> TokenStream {
    let name = &p.name;
    if p.role == Role::Unique { quote!(&mut *#name) } else { quote!(#name) }
}

/// The check of every slice of an array.
fn same_len(p: &Param, slot: &Ident) -> Option<TokenStream> {
    let (name, text) = (&p.name, p.name.to_string());
    let each = slots::beside("one_of_", &text, std::slice::from_ref(p));
    p.is_slice()
        .then(|| quote!(#slot.iter().for_each(|#each| ::costate::rt::same_len(#text, &*#name, &**#each));))
}

/// How a `&mut` argument is put on the tape and read back.
struct Keep {
    save_first: TokenStream,
    read_first: TokenStream,
    save_last: TokenStream,
    read_last: TokenStream,
}

impl Keep {
    fn of(p: &Param, all: &[Param], tape: &Ident) -> Self {
        let name = &p.name;
        let (first, last) = (beside_mark("first", p, all), beside_mark("last", p, all));
        let (read, write) = match p.is_slice() {
            true => (quote!(&*#name), quote!(&mut *#name)),
            false => (quote!(::core::slice::from_ref(&*#name)), quote!(::core::slice::from_mut(&mut *#name))),
        };
        Self {
            save_first: quote!(let #first = #tape.mark(); #tape.push_slice(#read);),
            read_first: quote!(#tape.read_slice(#first, #write);),
            save_last: quote!(let #last = #tape.mark(); #tape.push_slice(#read);),
            read_last: quote!(#tape.read_slice(#last, #write);),
        }
    }
}

fn beside_mark(prefix: &str, p: &Param, all: &[Param]) -> Ident {
    slots::beside(&format!("{prefix}_"), &p.name.to_string(), all)
}

/// The type whose methods they are.
fn own(subject: &Subject<'_>) -> TokenStream {
    subject.of.map_or(quote!(), ToTokens::to_token_stream)
}
