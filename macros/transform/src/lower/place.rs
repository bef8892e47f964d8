//! Places: variables and the way into their inside.

use proc_macro2::Span;
use syn::Expr as Syn;
use syn::spanned::Spanned;

use super::Lower;
use super::item::Item;
use super::scope::Local;
use crate::ir::{Expr, Op, Place, Role, Step, Stmt, number};
use crate::messages;
use crate::types::Ty;

impl Lower<'_> {
    /// The place that an expression names, if it names one.
    pub(super) fn place(&mut self, e: &Syn) -> Option<Place> {
        match e {
            Syn::Path(p) => self.named_place(p),
            Syn::Paren(p) => self.place(&p.expr),
            Syn::Group(p) => self.place(&p.expr),
            Syn::Unary(u) if matches!(u.op, syn::UnOp::Deref(_)) => self.behind(u),
            Syn::MethodCall(m) if self.is_unwrapped(m) => self.unwrapped_place(m),
            Syn::MethodCall(m) if super::iterators::is_part(m) => Some(self.part_of_iterator(m)?.0),
            Syn::Call(c) => {
                let k = self.moved_from(e)?;
                let was = self.moved_reference(k, c);
                Some(self.access(was, e.span()))
            }
            Syn::Reference(r) if !matches!(&*r.expr, Syn::Array(_) | Syn::Lit(_)) => self.place(&r.expr),
            Syn::Field(f) if self.part_of_items(&f.base, &f.member).is_some() => {
                match self.part_of_items(&f.base, &f.member)? {
                    Item::Reference(place, _) => Some(place),
                    Item::Rebound(k) => Some(self.access(k, f.span())),
                    item => {
                        let value = self.item_value(item, None, f.span());
                        Some(Place::whole(self.rooted(value, f.span())))
                    }
                }
            }
            Syn::Field(f) => {
                let mut place = self.place_or_value(&f.base);
                place.path.push(Step::Field(f.member.clone()));
                Some(place)
            }
            Syn::Index(i) => {
                self.refuse_moved(i);
                let mut place = self.place_or_value(&i.expr);
                let step = self.index(&i.index);
                place.path.push(step);
                Some(place)
            }
            _ => None,
        }
    }

    /// `*x`: a reference stands for its place; the `Deref` of another type is not known.
    fn behind(&mut self, u: &syn::ExprUnary) -> Option<Place> {
        let place = self.place(&u.expr)?;
        if !self.gives_reference(&u.expr) && self.function.place_ty(&place) == Ty::Unknown {
            self.messages.add(u, messages::DEREF);
        }
        Some(place)
    }

    /// The place of an expression; a temporary is given a name first.
    pub(super) fn place_or_value(&mut self, e: &Syn) -> Place {
        if let Some(place) = self.place(e) {
            return place;
        }
        let atom = self.expr(e, None);
        Place::whole(self.rooted(atom, e.span()))
    }

    fn named_place(&mut self, p: &syn::ExprPath) -> Option<Place> {
        let name = p.path.get_ident().filter(|_| p.qself.is_none())?;
        match self.scopes.find(&name.to_string())? {
            Local::Place(place) | Local::Reference(place, _) => Some(place),
            Local::Rebound(k) => Some(self.access(k, name.span())),
            Local::Closure(_) | Local::Items(_) | Local::Iterator(_) | Local::Maybe(..) => None,
            Local::Value(variable) => {
                let atom = self.scopes.get(variable)?;
                Some(Place::whole(self.rooted(atom, name.span())))
            }
        }
    }

    /// A variable that holds an atom.
    pub(super) fn rooted(&mut self, atom: Expr, span: Span) -> crate::ir::Var {
        match atom {
            Expr::Var(v) => v,
            other => {
                let ty = self.function.ty_of(&other);
                let var = self.temporary(span, ty);
                self.function.vars[var.0].fixed = self.may_refer(&other);
                self.stmts.push(Stmt::Let(var, other));
                var
            }
        }
    }

    /// Rust reads `a[{ a = b; 0 }]` from the new `a`: the index comes first.
    fn refuse_moved(&mut self, i: &syn::ExprIndex) {
        if !crate::escapes::acts(&i.index) && !crate::escapes::changes(&i.index) {
            return;
        }
        let variables = match root(&i.expr).and_then(|name| self.scopes.find(&name)) {
            Some(Local::Value(k)) => vec![k],
            Some(Local::Rebound(k)) => self.rebound_variables(k),
            _ => return,
        };
        if self.changed_by(&i.index).iter().any(|(k, _)| variables.contains(k)) {
            self.messages.add(&i.index, messages::INDEX_EFFECT);
        }
    }

    fn index(&mut self, e: &Syn) -> Step {
        match e {
            Syn::Range(r) => {
                let start = r.start.as_ref().map(|e| Box::new(self.expr(e, None)));
                let end = r.end.as_ref().map(|e| self.expr(e, None));
                let end = match r.limits {
                    syn::RangeLimits::Closed(_) => end.map(|e| self.whole(Op::Add, e, number(1), r.span())),
                    syn::RangeLimits::HalfOpen(_) => end,
                };
                Step::Range(start, end.map(Box::new))
            }
            e => {
                let index = self.expr(e, None);
                let (ty, usize) = (self.function.ty_of(&index), self.kinds().integer("usize"));
                self.unify(&ty, &usize);
                Step::Index(index)
            }
        }
    }

    /// Whether a place is a whole value, and not one of several that is chosen at run time.
    pub(super) fn is_value(&self, place: &Place) -> bool {
        let role = self.function.info(place.root).role;
        let value = matches!(role, Role::Value | Role::Argument);
        value && place.path.is_empty() && !self.chosen_places.contains_key(&place.root)
    }

    /// Reads a place.
    pub(super) fn load(&mut self, place: Place, hint: Option<&str>, span: Span) -> Expr {
        if matches!(place.path.last(), Some(Step::Range(..))) {
            self.messages.at(span, messages::RANGE_INDEX);
            return self.failed();
        }
        if self.is_value(&place) {
            return Expr::Var(place.root);
        }
        if let Some(text) = self.text(&place) {
            return text;
        }
        let ty = self.function.place_ty(&place);
        self.bind(hint, Expr::Load(place), ty, span)
    }
}

/// The variable at the root of a place.
fn root(e: &Syn) -> Option<String> {
    match e {
        Syn::Path(p) => p.path.get_ident().map(ToString::to_string),
        Syn::Field(f) => root(&f.base),
        Syn::Index(i) => root(&i.expr),
        Syn::Paren(p) => root(&p.expr),
        Syn::Unary(u) => root(&u.expr),
        _ => None,
    }
}
