//! `a[i] += x`: for numbers Rust computes `x` first, for other types the index.

use std::collections::{BTreeSet, HashSet};

use syn::visit_mut::{self, VisitMut};
use syn::{Expr as Syn, Stmt as SynStmt};

use super::Lower;
use super::assigned;
use super::item::Item;
use super::scan;
use super::scope::{Local, Names, find_in};
use crate::ir::{Place, Step};
use crate::types::Ty;

/// What names stand for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    Value(usize),
    Memory(usize),
    Iterator(usize),
    /// A reference that is given other places may be any memory.
    Any,
}

/// What one side mentions, and what of that it may change.
#[derive(Default)]
struct Touched {
    mentioned: BTreeSet<Thing>,
    changed: BTreeSet<Thing>,
}

impl Touched {
    /// Whether the other side may see what this one changes.
    fn is_seen_by(&self, other: &Self) -> bool {
        let memory = |t: &Thing| matches!(t, Thing::Memory(_) | Thing::Any);
        let any = |changed: &Thing| match changed {
            Thing::Any => other.mentioned.iter().any(memory),
            Thing::Memory(_) => other.mentioned.contains(&Thing::Any) || other.mentioned.contains(changed),
            changed => other.mentioned.contains(changed),
        };
        self.changed.iter().any(any)
    }
}

impl Lower<'_> {
    /// Whether it could make a difference for types other than numbers which side runs first.
    pub(super) fn order_matters(&self, left: &Syn, right: &Syn) -> bool {
        let mut indices = Vec::new();
        collect(left, &mut indices);
        indices.iter_mut().for_each(|e| Lengths { pass: self }.visit_expr_mut(e));
        let [first, second] = [&indices, std::slice::from_ref(right)].map(|side| {
            let mut touched = Touched::default();
            self.touched(&statements(side), self.scopes.open(), &mut HashSet::new(), &mut touched);
            touched
        });
        first.is_seen_by(&second) || second.is_seen_by(&first)
    }

    /// Collects what statements touch, also in the closures that they may call.
    fn touched(&self, stmts: &[SynStmt], names: &Names, seen: &mut HashSet<usize>, found: &mut Touched) {
        let things = |name: &String| find_in(names, name).map(|local| self.things(local)).unwrap_or_default();
        found.mentioned.extend(scan::mentioned(stmts).iter().flat_map(things));
        found.changed.extend(written(stmts).iter().flat_map(things));
        let lent = |name: &&String| find_in(names, name).is_some_and(|local| self.is_lent(local));
        let handed: HashSet<String> = stmts.iter().flat_map(handed).collect();
        found.changed.extend(handed.iter().filter(lent).flat_map(things));
        for (body, names) in self.closures_in(stmts, names, seen) {
            self.touched(&body, names, seen, found);
        }
    }

    fn things(&self, local: &Local) -> Vec<Thing> {
        match local {
            Local::Value(k) => vec![Thing::Value(*k)],
            Local::Place(place) | Local::Reference(place, _) => vec![Thing::Memory(place.root.0)],
            Local::Iterator(k) => vec![Thing::Iterator(*k)],
            Local::Rebound(_) | Local::Items(_) | Local::Maybe(..) => vec![Thing::Any],
            Local::Closure(_) => Vec::new(),
        }
    }

    /// Whether what a name stands for is handed on as `&mut`.
    fn is_lent(&self, local: &Local) -> bool {
        match local {
            Local::Reference(_, mutable) => *mutable,
            Local::Rebound(k) => self.rebound[*k].mutable,
            Local::Items(items) => items.iter().any(|i| !matches!(i, Item::Value(_))),
            Local::Maybe(..) | Local::Iterator(_) => true,
            Local::Value(_) | Local::Place(_) | Local::Closure(_) => false,
        }
    }

    /// Whether a place is a slice or an array.
    fn is_row(&self, place: &Place) -> bool {
        let part = matches!(place.path.last(), Some(Step::Range(..)));
        part || matches!(self.function.place_ty(place), Ty::Slice(_) | Ty::Array(_))
    }

    /// Whether a place surely holds a number of Rust's own.
    pub(super) fn is_primitive(&mut self, place: &Place) -> bool {
        let ty = self.function.place_ty(place);
        let generic = self.kinds().reals.iter().any(|r| r != crate::expand::twin::REAL);
        matches!(ty, Ty::Int(_) | Ty::Bool) || ty.is_scalar() && !generic
    }
}

/// Takes the lengths of slices and arrays out of an expression: nothing that runs before it changes them.
struct Lengths<'a, 'b> {
    pass: &'a Lower<'b>,
}

impl VisitMut for Lengths<'_, '_> {
    fn visit_expr_mut(&mut self, e: &mut Syn) {
        if let Syn::MethodCall(m) = e
            && m.method == "len"
            && let Syn::Path(p) = &*m.receiver
            && let Some(Local::Place(place) | Local::Reference(place, _)) =
                p.path.get_ident().and_then(|name| self.pass.scopes.find(&name.to_string()))
            && self.pass.is_row(&place)
        {
            *e = syn::parse_quote!(0);
        }
        visit_mut::visit_expr_mut(self, e);
    }
}

/// The indices in a place.
fn collect(e: &Syn, out: &mut Vec<Syn>) {
    match e {
        Syn::Field(f) => collect(&f.base, out),
        Syn::Paren(p) => collect(&p.expr, out),
        Syn::Unary(u) => collect(&u.expr, out),
        Syn::Index(i) => {
            collect(&i.expr, out);
            out.extend(Some((*i.index).clone()).filter(|index| !matches!(index, Syn::Lit(_))));
        }
        Syn::Path(_) => {}
        other => out.push(other.clone()),
    }
}

fn statements(all: &[Syn]) -> Vec<SynStmt> {
    all.iter().map(|e| SynStmt::Expr(e.clone(), Some(Default::default()))).collect()
}

/// The names that a statement hands to calls.
fn handed(stmt: &SynStmt) -> HashSet<String> {
    match stmt {
        SynStmt::Expr(e, _) => scan::handed(e),
        _ => HashSet::new(),
    }
}

/// The variables that statements may change.
fn written(stmts: &[SynStmt]) -> HashSet<String> {
    let mut names = assigned::assigned(stmts);
    names.extend(scan::changed(&syn::Block { brace_token: Default::default(), stmts: stmts.to_vec() }));
    names
}
