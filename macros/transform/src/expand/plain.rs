//! The plain function: the user's source, with primitives and literals given
//! their one meaning.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, parse_quote};

use super::subject::Subject;
use crate::messages::Messages;
use crate::prim;
use crate::signature::Signature;

/// What rustc is asked in the plain function: whether things are what generated code takes them for.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    /// Functions known by name, and copies.
    names: bool,
    /// The operands of operators on types that are not known.
    operands: bool,
}

impl Asked {
    /// Nothing, where a message says already that the function is refused.
    pub(super) fn of(subject: &Subject<'_>, accepted: bool) -> Self {
        Self { names: accepted, operands: accepted && subject.own_operators.get() }
    }
}

/// A function as it is emitted.
pub(super) fn function(f: &syn::ItemFn, asked: Asked) -> TokenStream {
    let mut f = f.clone();
    strip(&mut f.sig);
    body(&mut f.block, &f.sig, &[], asked);
    quote! {
        #[allow(dead_code, clippy::assign_op_pattern, clippy::needless_range_loop, clippy::manual_memcpy)]
        #f
    }
}

/// A method as it is emitted.
pub(super) fn method(f: &mut syn::ImplItemFn, outer: &syn::Generics, asked: Asked) {
    strip(&mut f.sig);
    body(&mut f.block, &f.sig, &[outer], asked);
    f.attrs.push(
        parse_quote!(#[allow(clippy::assign_op_pattern, clippy::needless_range_loop, clippy::manual_memcpy)]),
    );
}

/// Takes `#[constant]` from the arguments.
pub(super) fn strip(sig: &mut syn::Signature) {
    for arg in &mut sig.inputs {
        if let syn::FnArg::Typed(t) = arg {
            t.attrs.retain(|a| !a.path().is_ident("constant"));
        }
    }
}

/// Rewrites a body.
pub(super) fn body(block: &mut syn::Block, sig: &syn::Signature, outer: &[&syn::Generics], asked: Asked) {
    let mut generics = outer.to_vec();
    generics.push(&sig.generics);
    let reals = Signature::read(sig, &generics, &mut Messages::default()).kinds.reals;
    let real = reals.first().filter(|_| reals.len() == 1).cloned();
    let mut pass = Plain { real, generic: !reals.is_empty(), checked: asked.names };
    let checks: Vec<syn::Stmt> = if asked.names { super::known::checked(block) } else { Vec::new() };
    crate::lower::name_iterators(block);
    pass.visit_block_mut(block);
    crate::lower::unname_iterators(block);
    if asked.operands {
        super::operands::check(block, sig);
    }
    let import = parse_quote! {
        #[allow(unused_imports)]
        use ::costate::ops::{OrdOps as _, RealOps as _};
    };
    block.stmts.splice(0..0, std::iter::once(import).chain(checks));
}

/// Whether an expression is a variable that holds an iterator, of which a clone is another.
fn is_iterator(e: &Expr) -> bool {
    crate::lower::is_indexed(e) || crate::lower::is_sifted(e)
}

struct Plain {
    /// The one type parameter that is `Real`.
    real: Option<String>,
    generic: bool,
    /// Whether rustc is asked what generated code takes for granted: there is some.
    checked: bool,
}

impl Plain {
    /// `0.5` as `lit::<T>(0.5)`.
    fn literal(&self, f: &syn::LitFloat) -> Expr {
        let span = f.span();
        let real = self.real.as_ref().map(|t| Ident::new(t, span));
        let real = real.map(|t| quote::quote_spanned!(span=> ::<#t>));
        syn::parse2(quote::quote_spanned!(span=> ::costate::lit #real (#f))).expect("a call of a path")
    }
}

impl VisitMut for Plain {
    fn visit_expr_mut(&mut self, e: &mut Expr) {
        if self.generic && takes_f64(e) {
            let mut inside = Plain { real: None, generic: false, checked: self.checked };
            return visit_mut::visit_expr_mut(&mut inside, e);
        }
        let mut numbers = checkpoint_numbers(e);
        numbers.iter_mut().for_each(|n| self.visit_expr_mut(n));
        visit_mut::visit_expr_mut(self, e);
        match e {
            // they are what they must be, and used
            _ if !numbers.is_empty() => *e = parse_quote!({ #(let _: usize = #numbers;)* #e }),
            Expr::MethodCall(m) => {
                let name = m.method.to_string();
                if self.checked && name == "clone" && m.args.is_empty() && !is_iterator(&m.receiver) {
                    // generated code copies
                    *e = parse_quote!(::costate::rt::copy(#m));
                    return;
                }
                let known = prim::by_name(&name).is_some_and(|row| row.arity == m.args.len() + 1);
                if known || (name == "sin_cos" && m.args.is_empty()) {
                    m.method = Ident::new(&format!("op_{name}"), m.method.span());
                }
            }
            Expr::Path(p) => {
                if let Some(path) = by_path(p) {
                    *e = path;
                }
            }
            Expr::Call(c) if self.checked => {
                if let Some(checked) = memory(c).or_else(|| from_fn(c)).or_else(|| maker(c)) {
                    *e = checked;
                }
            }
            Expr::Lit(l) if self.generic => {
                if let syn::Lit::Float(f) = &l.lit
                    && f.suffix().is_empty()
                {
                    *e = self.literal(f);
                }
            }
            Expr::Binary(b) => {
                if let Some(assigned) = assigned(b) {
                    *e = assigned;
                }
            }
            _ => {}
        }
    }

    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        arguments(mac, &mut |e| self.visit_expr_mut(e));
    }

    /// The literals of a pattern are what they are.
    fn visit_pat_mut(&mut self, pat: &mut syn::Pat) {
        if let syn::Pat::Guard(g) = pat {
            self.visit_expr_mut(&mut g.guard);
        }
    }

    fn visit_attributes_mut(&mut self, attrs: &mut Vec<syn::Attribute>) {
        attrs.retain(|a| !crate::lower::checkpoint::is_checkpoint(a));
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

/// Sees the expressions in the arguments of those macros that may stand in a body.
pub(crate) fn arguments(mac: &mut syn::Macro, see: &mut dyn FnMut(&mut Expr)) {
    if mac.path.is_ident("matches") {
        let scrutinee_and_pattern = |input: syn::parse::ParseStream<'_>| {
            let mut scrutinee: Expr = input.parse()?;
            see(&mut scrutinee);
            input.parse::<syn::Token![,]>()?;
            let pattern = syn::Pat::parse_multi_with_leading_vert(input)?;
            let guard = match input.parse::<Option<syn::Token![if]>>()? {
                Some(token) => {
                    let mut guard: Expr = input.parse()?;
                    see(&mut guard);
                    quote!(#token #guard)
                }
                None => quote!(),
            };
            input.parse::<Option<syn::Token![,]>>()?;
            Ok(quote!(#scrutinee, #pattern #guard))
        };
        if let Ok(tokens) = mac.parse_body_with(scrutinee_and_pattern) {
            mac.tokens = tokens;
        }
        return;
    }
    let names = ["assert", "debug_assert", "assert_eq", "assert_ne", "debug_assert_eq", "debug_assert_ne"];
    if !names.iter().any(|n| mac.path.is_ident(n)) {
        return;
    }
    let parser = syn::punctuated::Punctuated::<Expr, syn::Token![,]>::parse_terminated;
    if let Ok(mut args) = mac.parse_body_with(parser) {
        args.iter_mut().for_each(see);
        mac.tokens = args.to_token_stream();
    }
}

/// The numbers in a loop's `#[checkpoint(…)]`.
fn checkpoint_numbers(e: &Expr) -> Vec<Expr> {
    match e {
        Expr::ForLoop(syn::ExprForLoop { attrs, .. })
        | Expr::While(syn::ExprWhile { attrs, .. })
        | Expr::Loop(syn::ExprLoop { attrs, .. }) => crate::lower::checkpoint::numbers(attrs),
        _ => Vec::new(),
    }
}

/// A call of `lit` or `from_f64`, whose literals are `f64`.
fn takes_f64(e: &Expr) -> bool {
    matches!(e, Expr::Call(c) if matches!(&*c.func, Expr::Path(p) if crate::signature::last_is(&p.path, &["lit", "from_f64"])))
}

/// A call of `mem::swap` or its kin. rustc checks that it is core's, which generated code takes it for.
fn memory(c: &syn::ExprCall) -> Option<Expr> {
    let name = crate::lower::memory_function(c)?;
    let Expr::Path(p) = &*c.func else { return None };
    let mut path = p.clone();
    path.path.segments.iter_mut().for_each(|s| s.arguments = syn::PathArguments::None);
    let check =
        quote::quote_spanned!(name.span()=> ::costate::rt::core_mem(&::core::mem::#name::<u8>, &#path));
    Some(parse_quote!({ let _ = || #check; #c }))
}

/// A call of `array::from_fn`, checked so too.
fn from_fn(c: &syn::ExprCall) -> Option<Expr> {
    let Expr::Path(p) = &*c.func else { return None };
    if !crate::lower::is_array_from_fn(c) {
        return None;
    }
    let mut path = p.clone();
    path.path.segments.last_mut()?.arguments = syn::PathArguments::None;
    let arguments = quote!(::<u8, 1, fn(usize) -> u8>);
    let check = quote!(::costate::rt::same(&#path #arguments, &::core::array::from_fn #arguments));
    Some(parse_quote!({ let _ = || #check; #c }))
}

/// A call of `iter::once` or its kin, checked so too. What it is given is lent where it stands.
fn maker(c: &syn::ExprCall) -> Option<Expr> {
    let name = crate::lower::maker(c)?;
    let Expr::Path(p) = &*c.func else { return None };
    let mut path = p.clone();
    path.path.segments.iter_mut().for_each(|s| s.arguments = syn::PathArguments::None);
    let own = Ident::new(name, p.span());
    let arguments = if name == "zip" { quote!(::<[u8; 1], [u8; 1]>) } else { quote!(::<u8>) };
    let check =
        quote::quote_spanned!(p.span()=> ::costate::rt::core_iter(&::core::iter::#own #arguments, &#path));
    let mut call = c.clone();
    *call.func = parse_quote!({ let _ = || #check; #p });
    call.func = Box::new(Expr::Paren(syn::ExprParen {
        attrs: Vec::new(),
        paren_token: Default::default(),
        expr: call.func,
    }));
    Some(Expr::Call(call))
}

/// `f64::sin`, called or as a value in `map(f64::sin)`: costate's function.
fn by_path(p: &syn::ExprPath) -> Option<Expr> {
    let names: Vec<&Ident> = p.path.segments.iter().map(|s| &s.ident).collect();
    let (ty, name) = match names.as_slice() {
        [.., ty, name] if **ty == "f32" || **ty == "f64" => (*ty, *name),
        _ => return None,
    };
    let row = prim::by_name(&name.to_string()).filter(|_| p.qself.is_none())?;
    let method = Ident::new(&format!("op_{name}"), name.span());
    let family = if row.ordered { quote!(OrdOps) } else { quote!(RealOps) };
    Some(parse_quote!(<#ty as ::costate::ops::#family>::#method))
}

/// `a += b` where `b` does something, or reads what `a` is a part of: it runs first, as for numbers.
fn assigned(b: &syn::ExprBinary) -> Option<Expr> {
    let (left, op, right) = (&b.left, &b.op, &b.right);
    let first = || crate::escapes::acts(right) || reads_indexed(left, right);
    crate::lower::compound(op).filter(|_| is_quiet(left) && first())?;
    let value = Ident::new("value", proc_macro2::Span::mixed_site());
    Some(parse_quote!({ let #value = #right; #left #op #value; }))
}

/// Whether `b` in `a[i] += b` reads `a`, which an `IndexMut` borrows.
fn reads_indexed(left: &Expr, right: &Expr) -> bool {
    match left {
        Expr::Index(i) => mentions_root(&i.expr, right),
        Expr::Field(f) => reads_indexed(&f.base, right),
        Expr::Paren(p) => reads_indexed(&p.expr, right),
        Expr::Unary(u) => reads_indexed(&u.expr, right),
        _ => false,
    }
}

fn mentions_root(place: &Expr, right: &Expr) -> bool {
    match place {
        Expr::Path(p) => p.path.get_ident().is_some_and(|root| {
            let right = [syn::Stmt::Expr(right.clone(), None)];
            crate::lower::mentioned(&right).contains(&root.to_string())
        }),
        Expr::Index(syn::ExprIndex { expr, .. })
        | Expr::Paren(syn::ExprParen { expr, .. })
        | Expr::Unary(syn::ExprUnary { expr, .. })
        | Expr::Field(syn::ExprField { base: expr, .. }) => mentions_root(expr, right),
        _ => false,
    }
}

/// Whether a place can be written down twice.
fn is_quiet(e: &Expr) -> bool {
    match e {
        Expr::Path(_) | Expr::Lit(_) => true,
        Expr::Field(f) => is_quiet(&f.base),
        Expr::Index(i) => is_quiet(&i.expr) && is_quiet(&i.index),
        Expr::Paren(p) => is_quiet(&p.expr),
        Expr::Unary(u) => matches!(u.op, syn::UnOp::Deref(_)) && is_quiet(&u.expr),
        Expr::Binary(b) => is_quiet(&b.left) && is_quiet(&b.right),
        _ => false,
    }
}
