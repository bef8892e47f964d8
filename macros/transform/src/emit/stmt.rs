//! Statements, to tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use super::Emit;
use super::expr::twin;
use crate::ir::{
    Arg, Block, Call, Callee, Carried, Choice, Derived, DerivedArg, Expr, Head, Loop, Op, Place, ReverseHead,
    ReverseLoop, Stmt, Step, Target, TwinOperand, TwinRev,
};

impl Emit<'_> {
    pub(super) fn stmt(&self, stmt: &Stmt) -> TokenStream {
        match stmt {
            Stmt::Let(v, e) => {
                let (v, e) = (self.name(*v), self.expr(e));
                quote!(let #v = #e;)
            }
            Stmt::LetPair(a, b, e) => {
                let (a, b, e) = (self.name(*a), self.name(*b), self.expr(e));
                quote!(let (#a, #b) = #e;)
            }
            Stmt::Alloc(v, e) => self.alloc(*v, e),
            Stmt::Store(place, e) => {
                let (place, e) = (self.place(place), self.expr(e));
                quote!(#place = #e;)
            }
            Stmt::Assign(v, e) => {
                let (v, e) = (self.name(*v), self.expr(e));
                quote!(#v = #e;)
            }
            Stmt::Update(place, op, e) => {
                let (place, op, e) = (self.place(place), compound(*op), self.expr(e));
                quote!(#place #op #e;)
            }
            Stmt::If(cond, then, otherwise, choices) => self.branch(cond, then, otherwise, choices),
            Stmt::Loop(l) => self.looped(l),
            Stmt::Call(call) => self.call(call),
            Stmt::Assert(path, cond, rest) => {
                let cond = self.expr(cond);
                let comma = (!rest.is_empty()).then(|| quote!(,));
                quote!(#path!(#cond #comma #rest);)
            }
            Stmt::Panic(path, rest) => quote!(#path!(#rest);),
            other => self.taped(other),
        }
    }

    /// What only derivative programs have.
    fn taped(&self, stmt: &Stmt) -> TokenStream {
        let t = self.tape();
        match stmt {
            Stmt::Push(e) => {
                let e = self.expr(e);
                quote!(#t.push(#e);)
            }
            Stmt::Pop(v, witness) => self.pop(*v, witness.as_ref()),
            Stmt::PushSlice(place) => {
                let place = self.shared(place);
                quote!(#t.push_slice(#place);)
            }
            Stmt::ReadSlice(mark, place) => {
                let (mark, place) = (self.name(*mark), self.exclusive(place));
                quote!(#t.read_slice(#mark, #place);)
            }
            Stmt::WriteSlice(mark, place) => {
                let (mark, place) = (self.name(*mark), self.shared(place));
                quote!(#t.write_slice(#mark, #place);)
            }
            Stmt::DropSlice(place) => {
                let place = self.shared(place);
                quote!(::costate::rt::drop_slice(#t, #place);)
            }
            Stmt::Accumulate(target, op, e) => self.accumulate(target, *op, e),
            Stmt::Derived(call) => self.derived_call(call),
            Stmt::TwinRev(twin) => self.twin_rev(twin),
            Stmt::ReverseLoop(l) => self.reverse_loop(l),
            _ => unreachable!("primal statements are written by `stmt`"),
        }
    }

    fn alloc(&self, v: crate::ir::Var, e: &Expr) -> TokenStream {
        let (name, value) = (self.name(v), self.expr(e));
        let ty = self.function.info(v).spelled.as_ref().map(|ty| quote!(: #ty));
        quote!(let mut #name #ty = #value;)
    }

    fn pop(&self, v: crate::ir::Var, witness: Option<&crate::ir::Witness>) -> TokenStream {
        let (t, name) = (self.tape(), self.name(v));
        if let Some(witness) = witness {
            let witness = self.witness(witness);
            return quote!(let #name = #t.pop_as(|| #witness););
        }
        let info = self.function.info(v);
        let ty = match (&info.spelled, self.function.kinds.name_of(&info.ty)) {
            (Some(ty), _) => quote!(#ty),
            (None, Some(name)) => {
                let name = crate::emit::ident(name, Span::call_site());
                quote!(#name)
            }
            (None, None) => quote!(_),
        };
        quote!(let #name = #t.pop::<#ty>();)
    }

    fn scope(&self, block: &Block, values: &[&Expr]) -> TokenStream {
        let stmts = self.block(block);
        let values: Vec<TokenStream> = values.iter().map(|e| self.expr(e)).collect();
        match values.as_slice() {
            [] => quote!({ #stmts }),
            [one] => quote!({ #stmts #one }),
            all => quote!({ #stmts (#(#all),*) }),
        }
    }

    fn branch(&self, cond: &Expr, then: &Block, otherwise: &Block, choices: &[Choice]) -> TokenStream {
        let cond = self.expr(cond);
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

    fn looped(&self, l: &Loop) -> TokenStream {
        let enter = l.carried.iter().map(|c| {
            let (name, init) = (self.name(c.param), self.expr(&c.init));
            quote!(let mut #name = #init;)
        });
        let count = l.count.map(|c| self.name(c));
        let (start, tick) = match &count {
            Some(n) => (quote!(let mut #n = 0_usize;), quote!(#n += 1;)),
            None => (quote!(), quote!()),
        };
        let (body, next) = (self.block(&l.body), self.carry(&l.carried));
        let exit = l.exit.as_ref().map(|e| {
            let e = self.expr(e);
            quote!(if #e { break; })
        });
        let head = match &l.head {
            Head::For { index, reversed, .. } => {
                let (index, range) = (self.name(*index), self.range(&l.head, *reversed));
                quote!(for #index in #range { #body #next #tick #exit })
            }
            Head::While { test, cond } => {
                let (test, cond) = (self.block(test), self.expr(cond));
                let stop = quote!(#test if !(#cond) { break; });
                quote!(loop { #stop #body #next #tick #exit })
            }
        };
        let leave = l.carried.iter().map(|c| {
            let (result, param) = (self.name(c.result), self.name(c.param));
            quote!(let #result = #param;)
        });
        quote!(#(#enter)* #start #head #(#leave)*)
    }

    /// The values of the next iteration, all at once where one reads another.
    fn carry(&self, carried: &[Carried]) -> TokenStream {
        let changed: Vec<&Carried> =
            carried.iter().filter(|c| !matches!(&c.next, Expr::Var(v) if *v == c.param)).collect();
        let crossed = changed.iter().enumerate().any(|(i, c)| {
            changed[..i].iter().any(|d| matches!(&c.next, Expr::Var(v) if *v == d.param))
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
        let range = if *inclusive { quote!(#lo..=#hi) } else { quote!(#lo..#hi) };
        match (step.as_ref().map(|s| self.expr(s)), reversed) {
            (Some(step), true) => quote!((#range).step_by(#step).rev()),
            (Some(step), false) => quote!((#range).step_by(#step)),
            (None, true) => quote!((#range).rev()),
            (None, false) => range,
        }
    }

    /// The iterations that a loop did before it was left, in the order of the primal.
    fn taken(&self, head: &Head, reversed: bool, count: &Expr) -> TokenStream {
        let mut head = head.clone();
        if let Head::For { hi, inclusive: closed @ true, .. } = &mut head {
            // an inclusive range does not know its length
            *hi = Expr::Binary(Op::Add, Box::new(hi.clone()), Box::new(crate::ir::number(1)));
            *closed = false;
        }
        let (range, count) = (self.range(&head, reversed), self.expr(count));
        let simple = !reversed && matches!(head, Head::For { step: None, .. });
        let range = if simple { quote!((#range)) } else { range };
        quote!(#range.take(#count).rev())
    }

    fn reverse_loop(&self, l: &ReverseLoop) -> TokenStream {
        let body = self.block(&l.body);
        match &l.head {
            ReverseHead::Range(head, count) => {
                let Head::For { index, reversed, .. } = head else { return quote!() };
                let range = match count {
                    Some(count) => self.taken(head, *reversed, count),
                    None => self.range(head, !reversed),
                };
                let index = self.name(*index);
                quote!(for #index in #range { #body })
            }
            ReverseHead::Count(n) => {
                let n = self.expr(n);
                quote!(for _ in 0..#n { #body })
            }
        }
    }

    fn accumulate(&self, target: &Target, op: Op, e: &Expr) -> TokenStream {
        let value = self.expr(e);
        if target.first {
            let name = self.name(target.place.root);
            return match op {
                Op::Sub => quote!(let mut #name = -#value;),
                _ => quote!(let mut #name = #value;),
            };
        }
        if target.optional
            && let [Step::Index(i), rest @ ..] = target.place.path.as_slice()
        {
            let (slice, i) = (self.name(target.place.root), self.expr(i));
            let inner = Place { root: target.place.root, path: rest.to_vec() };
            return self.optional(&slice, &i, &inner, op, &value);
        }
        match (target.scalar, op) {
            (true, op) => {
                let (place, op) = (self.place(&target.place), compound(op));
                quote!(#place #op #value;)
            }
            (false, op) => {
                let place = self.exclusive(&target.place);
                let verb = format_ident!("{}", if op == Op::Sub { "reduce" } else { "accumulate" });
                quote!(::costate::rt::#verb(#place, #value);)
            }
        }
    }

    /// Into a slice that may be empty: not wanted.
    fn optional(&self, slice: &Ident, i: &TokenStream, inner: &Place, op: Op, value: &TokenStream) -> TokenStream {
        if inner.path.is_empty() {
            let verb = format_ident!("{}", if op == Op::Sub { "sub_at" } else { "add_at" });
            return quote!(::costate::rt::#verb(#slice, #i, #value););
        }
        let verb = format_ident!("{}", if op == Op::Sub { "reduce" } else { "accumulate" });
        let steps = {
            let whole = self.place_inside(inner);
            let root = self.name(inner.root);
            // the steps alone, behind another root
            let text: Vec<proc_macro2::TokenTree> = whole.into_iter().skip(1).collect();
            let _ = root;
            text.into_iter().collect::<TokenStream>()
        };
        quote!(if let Some(wanted) = ::costate::rt::wanted(#slice, #i) { ::costate::rt::#verb(&mut wanted #steps, #value); })
    }

    // ---- calls

    fn call(&self, call: &Call) -> TokenStream {
        let receiver = |p: &Place| {
            let (name, p) = (self.name(p.root), p);
            let whole = self.place_inside(p);
            if p.path.is_empty() { quote!(#name) } else { whole }
        };
        let mut args = call.args.iter().map(|arg| match arg {
            Arg::Value(e) => self.expr(e),
            Arg::Shared(p) => self.shared(p),
            Arg::Unique(p) => self.exclusive(p),
            Arg::Receiver(p) => receiver(p),
        });
        let value = match &call.callee {
            Callee::Function(path) | Callee::Associated(path) => quote!(#path(#(#args),*)),
            Callee::Method(name, turbofish) => {
                let receiver = args.next();
                quote!(#receiver.#name #turbofish(#(#args),*))
            }
        };
        self.bound(&call.result.into_iter().collect::<Vec<_>>(), value)
    }

    fn bound(&self, results: &[crate::ir::Var], value: TokenStream) -> TokenStream {
        let names: Vec<Ident> = results.iter().map(|v| self.name(*v)).collect();
        match names.as_slice() {
            [] => quote!(#value;),
            [one] => quote!(let #one = #value;),
            all => quote!(let (#(#all),*) = #value;),
        }
    }

    fn derived_call(&self, call: &Derived) -> TokenStream {
        let mut args: Vec<TokenStream> = call.args.iter().map(|a| self.derived_arg(a)).collect();
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
        self.bound(&call.results, value)
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
            DerivedArg::ZeroShared => quote!(&*::costate::rt::sink()),
        }
    }

    /// A reference; a part of a slice that may be empty is asked for gently.
    fn lent(&self, place: &Place, mutable: bool) -> TokenStream {
        let whole = |p: &Place| if mutable { self.exclusive(p) } else { self.shared(p) };
        let Some((Step::Range(lo, hi), before)) = place.path.split_last() else { return whole(place) };
        let base = Place { root: place.root, path: before.to_vec() };
        let len = self.place_inside(&base);
        let lo = lo.as_ref().map_or(quote!(0), |e| self.expr(e));
        let hi = hi.as_ref().map_or(quote!(#len.len()), |e| self.expr(e));
        let (base, verb) = (whole(&base), format_ident!("{}", if mutable { "part_mut" } else { "part" }));
        quote!({ let range = #lo..#hi; ::costate::rt::#verb(#base, range) })
    }

    fn twin_rev(&self, rev: &TwinRev) -> TokenStream {
        let (twin, method) = twin(rev.op, "rev");
        let args = rev.operands.iter().map(|(operand, slot)| {
            let operand = match operand {
                TwinOperand::Value(e) => self.expr(e),
                TwinOperand::Type(witness) => {
                    let witness = self.witness(witness);
                    quote!(::costate::rt::of(|| #witness))
                }
            };
            let slot = match slot {
                Some(v) => self.exclusive(&Place::whole(*v)),
                None => quote!(&mut *::costate::rt::sink()),
            };
            quote!(#operand, #slot)
        });
        let cotangent = self.expr(&rev.cotangent);
        let tape = matches!(rev.op, Some(Op::Mul | Op::Div)).then(|| {
            let t = self.tape();
            quote!(, #t)
        });
        quote!(#twin::#method(#(#args),*, #cotangent #tape);)
    }
}

/// `+=` or `-=`
fn compound(op: Op) -> TokenStream {
    match op {
        Op::Sub => quote!(-=),
        _ => quote!(+=),
    }
}

/// `a::f::<T>` → `a::f::fwd::<T>`
fn companion(path: &syn::ExprPath, layer: &str) -> syn::ExprPath {
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
