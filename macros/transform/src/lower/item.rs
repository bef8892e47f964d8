//! What a pattern is bound to: values, references to places, and tuples of them.
//!
//! A reference is no value of its own: the name stands for the place, so what is read
//! or written through it is read from or written to the place.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Expr as Syn, Pat};

use super::Lower;
use super::iterators::is_part;
use super::scope::Local;
use super::split::is_split;
use super::variant::Given;
use crate::ir::{Expr, Place, Role};
use crate::messages;
use crate::types::Ty;

/// What a name or a pattern is bound to.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// A value.
    Value(Expr),
    /// A reference to a place; whether it is `&mut`.
    Reference(Place, bool),
    /// A reference that is given other places.
    Rebound(usize),
    /// A tuple that holds references.
    Tuple(Vec<Item>),
}

/// The names that blocks around the place at hand declare, and whether they are those of references.
type OwnNames = Vec<(String, bool)>;

impl Lower<'_> {
    /// Whether an expression gives a reference, or a tuple that holds one.
    pub(super) fn gives_reference(&self, e: &Syn) -> bool {
        self.gives(e, &Vec::new())
    }

    /// The same inside blocks, whose own names hide others.
    fn gives(&self, e: &Syn, own: &OwnNames) -> bool {
        match e {
            Syn::Paren(p) => self.gives(&p.expr, own),
            Syn::Reference(_) => true,
            Syn::Path(p) => p.path.get_ident().is_some_and(|name| self.names_reference(name, own)),
            Syn::Tuple(t) => t.elems.iter().any(|e| self.gives(e, own)),
            Syn::MethodCall(m) => is_split(m) || is_part(m) || self.is_unwrapped(m),
            Syn::Call(_) => self.moved_from(e).is_some(),
            Syn::Field(f) => match &*f.base {
                Syn::MethodCall(m) => is_split(m),
                base if is_own(base, own) => false,
                base => {
                    self.part_of_items(base, &f.member).is_some_and(|part| !matches!(part, Item::Value(_)))
                }
            },
            Syn::Block(b) => self.ends_in_reference(&b.block, own),
            Syn::If(i) => {
                // one side tells: a name that the other gives may be one of its own
                let other = i.else_branch.as_ref();
                other.is_some_and(|(_, e)| self.gives(e, own) || self.ends_in_reference(&i.then_branch, own))
            }
            _ => false,
        }
    }

    fn names_reference(&self, name: &syn::Ident, own: &OwnNames) -> bool {
        let name = name.to_string();
        match own.iter().rev().find(|(other, _)| *other == name) {
            Some((_, reference)) => *reference,
            None => matches!(
                self.scopes.find(&name),
                Some(Local::Reference(..) | Local::Rebound(_) | Local::Items(_))
            ),
        }
    }

    /// `{ let (a, _) = x.split_at(2); a }`
    fn ends_in_reference(&self, block: &syn::Block, own: &OwnNames) -> bool {
        let Some((syn::Stmt::Expr(e, None), before)) = block.stmts.split_last() else { return false };
        let mut own = own.clone();
        for stmt in before {
            if let syn::Stmt::Local(local) = stmt {
                let reference = local.init.as_ref().is_some_and(|init| self.gives(&init.expr, &own));
                own.extend(names(&local.pat).into_iter().map(|name| (name, reference)));
            }
        }
        self.gives(e, &own)
    }

    /// An expression as what a pattern can be bound to.
    pub(super) fn item(&mut self, e: &Syn) -> Item {
        match e {
            Syn::Paren(p) => self.item(&p.expr),
            Syn::Reference(r) => self.referenced(r),
            Syn::Path(p) => self.named_item(p).unwrap_or_else(|| Item::Value(self.expr(e, None))),
            Syn::Tuple(t) if self.gives_reference(e) => {
                Item::Tuple(t.elems.iter().map(|e| self.item(e)).collect())
            }
            Syn::MethodCall(m) if is_split(m) => self.split(m),
            Syn::MethodCall(m) if self.is_unwrapped(m) => self.unwrapped_item(m),
            Syn::MethodCall(m) if is_part(m) => match self.part_of_iterator(m) {
                Some((place, mutable)) => Item::Reference(place, mutable),
                None => Item::Value(self.failed()),
            },
            Syn::Field(f) if self.part_of_items(&f.base, &f.member).is_some() => {
                self.part_of_items(&f.base, &f.member).unwrap_or_else(|| Item::Value(self.failed()))
            }
            Syn::Call(c) if let Some(k) = self.moved_from(e) => Item::Rebound(self.moved_reference(k, c)),
            Syn::Field(f) if self.gives_reference(e) => match (self.item(&f.base), &f.member) {
                (Item::Tuple(mut parts), syn::Member::Unnamed(i)) if (i.index as usize) < parts.len() => {
                    parts.swap_remove(i.index as usize)
                }
                _ => Item::Value(self.refuse(e, messages::UNKNOWN_PLACE)),
            },
            Syn::If(_) | Syn::Block(_) if self.gives_reference(e) => self.chosen(e),
            _ => Item::Value(self.expr(e, None)),
        }
    }

    fn named_item(&self, p: &syn::ExprPath) -> Option<Item> {
        match self.scopes.find(&p.path.get_ident()?.to_string())? {
            Local::Reference(place, mutable) => Some(Item::Reference(place, mutable)),
            Local::Rebound(k) => Some(Item::Rebound(k)),
            Local::Items(items) => Some(Item::Tuple(items)),
            _ => None,
        }
    }

    /// A part of a tuple that holds references, `pair.0`.
    pub(super) fn part_of_items(&self, base: &Syn, member: &syn::Member) -> Option<Item> {
        let items = match base {
            Syn::Paren(p) => return self.part_of_items(&p.expr, member),
            Syn::Path(p) => match self.scopes.find(&p.path.get_ident()?.to_string())? {
                Local::Items(items) => items,
                _ => return None,
            },
            Syn::Field(f) => match self.part_of_items(&f.base, &f.member)? {
                Item::Tuple(items) => items,
                _ => return None,
            },
            _ => return None,
        };
        let syn::Member::Unnamed(i) = member else { return None };
        items.get(i.index as usize).cloned()
    }

    /// `&place`, `&mut place`, `&value`
    fn referenced(&mut self, r: &syn::ExprReference) -> Item {
        if let Syn::Path(p) = &*r.expr
            && let Some(Item::Tuple(items)) = self.named_item(p)
        {
            return Item::Tuple(items);
        }
        let place = self.place_or_value(&r.expr);
        if r.mutability.is_some() && !self.function.is_memory(place.root) {
            self.messages.add(r, unwritable(r));
        }
        Item::Reference(place, r.mutability.is_some())
    }

    /// Binds a pattern.
    pub(super) fn bind_item(&mut self, pat: &Pat, item: Item) {
        match (pat, item) {
            (Pat::Paren(p), item) => self.bind_item(&p.pat, item),
            (Pat::Type(t), item) => {
                let item = match item {
                    Item::Value(value) => Item::Value(self.with_type(value, &t.ty)),
                    item => item,
                };
                self.bind_item(&t.pat, item);
            }
            (Pat::Wild(_), _) => {}
            (Pat::Reference(r), item @ Item::Tuple(_)) => self.bind_item(&r.pat, item),
            (pat, Item::Value(value)) => self.destructure(pat, value),
            (Pat::Ident(p), item) if p.by_ref.is_none() && p.subpat.is_none() => {
                self.declare_reference(&p.ident, p.mutability.is_some(), item);
            }
            (Pat::Tuple(t), Item::Tuple(items)) if t.elems.len() == items.len() => {
                t.elems.iter().zip(items).for_each(|(p, item)| self.bind_item(p, item));
            }
            (pat, Item::Rebound(k)) => {
                let place = self.access(k, pat.span());
                let mutable = self.rebound[k].mutable;
                self.destructure_place(pat, place, Given::Reference(mutable));
            }
            (pat, Item::Reference(place, mutable)) => {
                self.destructure_place(pat, place, Given::Reference(mutable));
            }
            (pat, Item::Tuple(_)) => self.messages.add(pat, messages::PATTERN),
        }
    }

    /// A name for a reference; `mut` says that it is given other places.
    pub(super) fn declare_reference(&mut self, name: &proc_macro2::Ident, mutable: bool, item: Item) {
        let local = match item {
            Item::Reference(place, unique) if !mutable => Local::Reference(place, unique),
            Item::Rebound(k) if !mutable => Local::Rebound(self.rebound_copy(k)),
            Item::Reference(..) | Item::Rebound(_) => Local::Rebound(self.rebound_from(&item, name.span())),
            Item::Tuple(items) if !mutable => Local::Items(self.copies(items)),
            Item::Value(_) | Item::Tuple(_) => {
                self.messages.add(name, messages::LOCAL_REFERENCE);
                return self.declare_failed(name);
            }
        };
        self.scopes.declare(name.to_string(), local);
    }

    /// References keep their places where those that they were copied from are given others.
    fn copies(&mut self, items: Vec<Item>) -> Vec<Item> {
        let copied = items.into_iter().map(|item| match item {
            Item::Rebound(k) => Item::Rebound(self.rebound_copy(k)),
            Item::Tuple(all) => Item::Tuple(self.copies(all)),
            item => item,
        });
        copied.collect()
    }

    /// An item as the argument of a call.
    pub(super) fn item_arg(&mut self, item: Item, span: Span) -> crate::ir::Arg {
        use crate::ir::Arg;
        match item {
            Item::Value(e) => Arg::Value(e),
            Item::Reference(place, true) => Arg::Unique(place),
            Item::Reference(place, false) => Arg::Shared(place),
            Item::Rebound(k) => {
                let place = self.access(k, span);
                self.item_arg(Item::Reference(place, self.rebound[k].mutable), span)
            }
            Item::Tuple(_) => {
                self.messages.at(span, messages::REFERENCE_HERE);
                Arg::Value(self.failed())
            }
        }
    }

    /// The value of an item: what a reference refers to.
    pub(super) fn item_value(&mut self, item: Item, hint: Option<&str>, span: Span) -> Expr {
        match item {
            Item::Value(e) => e,
            Item::Reference(place, _) => self.load(place, hint, span),
            Item::Rebound(k) => {
                let place = self.access(k, span);
                self.load(place, hint, span)
            }
            Item::Tuple(items) => {
                let all: Vec<Expr> = items.into_iter().map(|i| self.item_value(i, None, span)).collect();
                let ty = Ty::Tuple(all.iter().map(|a| self.function.ty_of(a)).collect());
                self.bind(hint, Expr::Tuple(all), ty, span)
            }
        }
    }

    /// A name that stands for nothing: its uses give no messages of their own.
    pub(super) fn declare_failed(&mut self, name: &proc_macro2::Ident) {
        let var = self.fresh("failed", name.span(), Ty::Unknown, Role::Memory);
        self.stmts.push(crate::ir::Stmt::Alloc(var, Expr::Filler));
        self.scopes.declare(name.to_string(), Local::Place(Place::whole(var)));
    }
}

/// What to say of `&mut e` where there is no memory behind it.
pub(super) fn unwritable(r: &syn::ExprReference) -> &'static str {
    match &*r.expr {
        Syn::Path(_) | Syn::Field(_) | Syn::Index(_) | Syn::Paren(_) | Syn::Unary(_) => messages::PLACE,
        _ => messages::LENT_VALUE,
    }
}

/// The names that a pattern gives to the whole or to parts of a tuple.
/// Whether the variable at the root of a place is one of these.
fn is_own(e: &Syn, own: &OwnNames) -> bool {
    match e {
        Syn::Paren(p) => is_own(&p.expr, own),
        Syn::Field(f) => is_own(&f.base, own),
        Syn::Path(p) => p.path.get_ident().is_some_and(|name| own.iter().any(|(other, _)| name == other)),
        _ => false,
    }
}

fn names(pat: &Pat) -> Vec<String> {
    match pat {
        Pat::Tuple(t) => t.elems.iter().flat_map(names).collect(),
        pat => pattern_name(pat).into_iter().collect(),
    }
}

/// The name that a pattern gives to the whole.
pub(super) fn pattern_name(pat: &Pat) -> Option<String> {
    match pat {
        Pat::Ident(p) => Some(p.ident.to_string()),
        Pat::Paren(p) => pattern_name(&p.pat),
        Pat::Type(t) => pattern_name(&t.pat),
        Pat::Reference(r) => pattern_name(&r.pat),
        _ => None,
    }
}
