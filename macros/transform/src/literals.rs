//! Float literals that are numbers of their own type in a function generic over `Real`.
//!
//! There `0.5` means `lit::<T>(0.5)`. Beside a value that is known to be `f64` or `f32` it cannot: such a
//! literal gains that suffix before anything else reads the function, so that every layer has the same.
//!
//! | in the source, `fn f<T: Real>(x: T, eps: f64)` | what it becomes |
//! |---|---|
//! | `0.5 * x` | unchanged, `lit::<T>(0.5)` later |
//! | `15.0 * eps`, `let h: f64 = 1e-3;` | `15.0_f64 * eps`, `let h: f64 = 1e-3_f64;` |
//! | `c(2.0 / 9.0)` where `let c = \|x: f64\| T::from_f64(x);` | `c(2.0_f64 / 9.0_f64)` |
//!
//! A wrong guess is a type error in the plain function: `T` and `f64` are different types.

mod bind;
mod call;
mod infer;
mod method;
mod names;

use syn::visit_mut::{self, VisitMut};
use syn::{Item, LitFloat};

use crate::messages::Messages;
use crate::signature::Signature;
use crate::types::{Kinds, Ty};

/// Gives the literals of an item's functions the suffix of their type, where it is known.
pub(crate) fn suffix(item: &mut Item) {
    match item {
        Item::Fn(f) => function(&f.sig, &mut f.block, &[]),
        Item::Impl(i) => {
            for item in &mut i.items {
                if let syn::ImplItem::Fn(f) = item {
                    function(&f.sig, &mut f.block, &[&i.generics]);
                }
            }
        }
        Item::Trait(t) => {
            for item in &mut t.items {
                if let syn::TraitItem::Fn(syn::TraitItemFn { sig, default: Some(block), .. }) = item {
                    function(sig, block, &[&t.generics]);
                }
            }
        }
        _ => {}
    }
}

fn function(sig: &syn::Signature, block: &mut syn::Block, outer: &[&syn::Generics]) {
    let mut generics = outer.to_vec();
    generics.push(&sig.generics);
    let signature = Signature::read(sig, &generics, &mut Messages::default());
    if signature.kinds.reals.is_empty() {
        return;
    }
    let mut pass = Literals {
        kinds: signature.kinds.clone(),
        names: names::Names::default(),
        found: Vec::new(),
        outputs: vec![signature.known_output.clone()],
        settled: false,
    };
    pass.params(&signature);
    let value = pass.block(block);
    pass.kinds.unify(&value, &signature.known_output);
    Suffixes { kinds: pass.kinds, found: pass.found }.visit_block_mut(block);
}

/// The types of one function's values, as far as they are known.
struct Literals {
    kinds: Kinds,
    names: names::Names,
    /// The literals without a suffix, and their types; each is marked with its place in the list.
    found: Vec<(LitFloat, Ty)>,
    /// What the function and the closures at hand return.
    outputs: Vec<Ty>,
    /// Inside the argument of `lit` or `from_f64`, where literals are `f64`.
    settled: bool,
}

/// What marks a literal while its type is found.
const MARK: &str = "costate";

impl Literals {
    /// Marks a literal, whose type is of a new class.
    fn literal(&mut self, literal: &mut LitFloat) -> Ty {
        match literal.suffix() {
            "" if self.settled => self.kinds.named("f64"),
            "" => {
                let ty = self.kinds.fresh();
                let mark = format!("{MARK}{}", self.found.len());
                self.found.push((literal.clone(), ty.clone()));
                *literal = with_suffix(literal, &mark);
                ty
            }
            suffix => self.kinds.named(suffix),
        }
    }

    /// Whether a type is `f64` or `f32`.
    fn is_float(&self, ty: &Ty) -> bool {
        ty.is_scalar() && matches!(self.kinds.name_of(ty), Some("f32" | "f64"))
    }
}

/// `0.5_f64`
fn with_suffix(literal: &LitFloat, suffix: &str) -> LitFloat {
    let digits = literal.base10_digits();
    let zero = if digits.ends_with('.') { "0" } else { "" };
    LitFloat::new(&format!("{digits}{zero}_{suffix}"), literal.span())
}

/// Takes the marks away: a suffix stands where the type is known.
struct Suffixes {
    kinds: Kinds,
    found: Vec<(LitFloat, Ty)>,
}

impl VisitMut for Suffixes {
    fn visit_lit_float_mut(&mut self, literal: &mut LitFloat) {
        let index = literal.suffix().strip_prefix(MARK).and_then(|k| k.parse::<usize>().ok());
        let Some((original, ty)) = index.and_then(|k| self.found.get(k)) else { return };
        *literal = match self.kinds.name_of(ty) {
            Some(float @ ("f32" | "f64")) => with_suffix(original, float),
            _ => original.clone(),
        };
    }

    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        crate::expand::arguments(mac, &mut |e| self.visit_expr_mut(e));
    }

    fn visit_item_mut(&mut self, _: &mut Item) {}
}

impl VisitMut for Literals {
    fn visit_expr_mut(&mut self, e: &mut syn::Expr) {
        self.expr(e);
    }

    fn visit_block_mut(&mut self, block: &mut syn::Block) {
        self.block(block);
    }

    /// The literals of a pattern are what they are.
    fn visit_pat_mut(&mut self, pat: &mut syn::Pat) {
        if let syn::Pat::Guard(g) = pat {
            self.expr(&mut g.guard);
            visit_mut::visit_pat_mut(self, &mut g.pat);
        }
    }

    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        crate::expand::arguments(mac, &mut |e| {
            self.expr(e);
        });
    }

    fn visit_item_mut(&mut self, _: &mut Item) {}
}
