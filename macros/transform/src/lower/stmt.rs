//! Statements and assignments.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Expr as Syn, Stmt as SynStmt};

use super::Lower;
use super::assigned::assigned;
use super::scan::{compound, mentioned};
use super::scope::Local;
use super::settle::is_of_numbers;
use super::typed::typed;
use crate::escapes::panics;
use crate::ir::{Expr, Op, Place, Step, Stmt};
use crate::messages;
use crate::types::Ty;

impl Lower<'_> {
    /// The statements of a block and its value.
    pub(super) fn block_value(&mut self, stmts: &[SynStmt]) -> Option<Expr> {
        let (last, before) = stmts.split_last()?;
        before.iter().for_each(|s| self.stmt(s));
        match last {
            SynStmt::Expr(e, None) => self.value_or_statement(e, None),
            other => {
                self.stmt(other);
                None
            }
        }
    }

    /// An expression that may have the value `()`.
    pub(super) fn value_or_statement(&mut self, e: &Syn, hint: Option<&str>) -> Option<Expr> {
        match e {
            Syn::ForLoop(_) | Syn::While(_) | Syn::Loop(_) | Syn::Assign(_) => {
                self.statement(e);
                None
            }
            Syn::Binary(b) if compound(&b.op).is_some() => {
                self.statement(e);
                None
            }
            Syn::Macro(m) if !m.mac.path.is_ident("matches") => {
                self.macro_call(&m.mac);
                panics(&m.mac).then(|| self.failed())
            }
            Syn::If(i) => self.if_else(i, hint),
            Syn::Block(b) => self.block(b, hint),
            Syn::Paren(p) => self.value_or_statement(&p.expr, hint),
            Syn::Tuple(t) if t.elems.is_empty() => None,
            Syn::MethodCall(m) if self.slice_method(m) => None,
            Syn::MethodCall(m) if super::stream::is_stream(&m.receiver) && m.method == "for_each" => {
                self.consumer(m, hint);
                None
            }
            Syn::Call(c) if self.exchange(c) => None,
            e => Some(self.expr(e, hint)),
        }
    }

    pub(super) fn stmt(&mut self, stmt: &SynStmt) {
        self.expected = None;
        match stmt {
            SynStmt::Local(local) => self.local(local),
            SynStmt::Item(item) => self.messages.add(item, messages::INNER_ITEM),
            SynStmt::Expr(e, _) => self.statement(e),
            SynStmt::Macro(m) => self.macro_call(&m.mac),
        }
    }

    fn statement(&mut self, e: &Syn) {
        match e {
            Syn::Assign(a) => self.assign(&a.left, &a.right),
            Syn::Binary(b) if compound(&b.op).is_some() => self.compound(b),
            Syn::ForLoop(l) => self.checkpointed(&l.attrs, |pass| pass.for_loop(l)),
            Syn::While(l) => self.checkpointed(&l.attrs, |pass| pass.while_loop(l)),
            e => {
                self.value_or_statement(e, None);
            }
        }
    }

    fn assign(&mut self, left: &Syn, right: &Syn) {
        match (left, right) {
            (Syn::Paren(p), _) => self.assign(&p.expr, right),
            (Syn::Infer(_), _) => {
                self.expr(right, None);
            }
            (Syn::Path(_), _) if self.assigns_reference(left, right) => {}
            (Syn::Tuple(l), _) if self.assigns_references(l, right) => {}
            (Syn::Tuple(l), Syn::Tuple(r)) if l.elems.len() == r.elems.len() => {
                let atoms: Vec<Expr> = r.elems.iter().map(|e| self.expr(e, None)).collect();
                for (left, atom) in l.elems.iter().zip(atoms) {
                    self.assign_atom(left, atom);
                }
            }
            (Syn::Tuple(l), _) => {
                let whole = self.expr(right, None);
                let root = self.rooted(whole, right.span());
                for (i, left) in l.elems.iter().enumerate() {
                    let place = Place { root, path: vec![Step::Field(syn::Member::from(i))] };
                    let part = self.load(place, None, left.span());
                    self.assign_atom(left, part);
                }
            }
            _ => {
                let (hint, spelled) = (self.value_name(left), self.spelled_of(left));
                let typed = spelled.as_ref().map(|ty| typed(right, ty));
                let atom = self.expr(typed.as_ref().unwrap_or(right), hint.as_deref());
                self.spelled_again(&atom, spelled);
                self.learn_option(left, &atom);
                self.assign_atom(left, atom);
            }
        }
    }

    /// The name of a variable that is assigned as a whole.
    fn value_name(&self, left: &Syn) -> Option<String> {
        let Syn::Path(p) = left else { return None };
        let name = p.path.get_ident()?.to_string();
        matches!(self.scopes.find(&name)?, Local::Value(_)).then_some(name)
    }

    pub(super) fn assign_atom(&mut self, left: &Syn, atom: Expr) {
        if let Some(name) = self.value_name(left)
            && let Some(Local::Value(variable)) = self.scopes.find(&name)
        {
            let atom = self.of_its_own(variable, &name, atom, left.span());
            return self.scopes.set(variable, Some(atom));
        }
        match self.written_place(left) {
            Some(place) => self.store(place, atom),
            None => self.messages.add(left, messages::PLACE),
        }
    }

    /// What is assigned to `let y;` is a value of its own where a reference may be given its place.
    fn of_its_own(&mut self, variable: usize, name: &str, atom: Expr, span: Span) -> Expr {
        if !self.scopes.is_unset(variable) || !self.changed.contains(name) {
            return atom;
        }
        self.scopes.note_own(variable);
        let ty = self.function.ty_of(&atom);
        self.bind(Some(name), atom, ty, span)
    }

    /// `place = atom;`
    pub(super) fn store(&mut self, place: Place, atom: Expr) {
        let (to, from) = (self.function.place_ty(&place), self.function.ty_of(&atom));
        self.unify(&to, &from);
        self.stmts.push(Stmt::Store(place, atom));
    }

    /// A place that may be written.
    pub(super) fn written_place(&mut self, left: &Syn) -> Option<Place> {
        let place = self.place(left)?;
        let ranged = matches!(place.path.last(), Some(Step::Range(..)));
        (self.function.is_memory(place.root) && !ranged).then_some(place)
    }

    fn compound(&mut self, b: &syn::ExprBinary) {
        let Some(op) = compound(&b.op) else { return };
        if let Some(name) = self.value_name(&b.left)
            && let Some(Local::Value(variable)) = self.scopes.find(&name)
        {
            let value = self.operand(&b.right);
            let Some(before) = self.scopes.get(variable) else {
                return self.messages.add(&b.left, messages::PLACE);
            };
            if self.mixes(&b.op, &before, &value) {
                return;
            }
            let op = self.assigning(op, &before, &value, b);
            let after = self.binary(op, before, value, Some(&name), b.span(), b);
            return self.scopes.set(variable, Some(after));
        }
        let value = self.operand(&b.right);
        let Some(place) = self.written_place(&b.left) else {
            return self.messages.add(&b.left, messages::PLACE);
        };
        if self.gives_reference(&b.left) {
            // an operator of the reference's own, which numbers do not have
            return self.messages.add(&b.left, messages::PLACE);
        }
        if self.order_matters(&b.left, &b.right) && !self.is_primitive(&place) {
            return self.messages.add(b, messages::ORDER_OF_SIDES);
        }
        let ty = self.function.place_ty(&place);
        if ty.is_scalar() && matches!(op, Op::Add | Op::Sub) {
            let with = self.function.ty_of(&value);
            self.unify(&ty, &with);
            return self.stmts.push(Stmt::Update(place, op, value));
        }
        let before = self.load(place.clone(), None, b.left.span());
        let op = self.assigning(op, &before, &value, b);
        let after = self.binary(op, before, value, None, b.span(), b);
        self.store(place, after);
    }

    /// `a += b` is `a = a + b` for numbers only: a type may have an `AddAssign` of its own.
    fn assigning(&mut self, op: Op, a: &Expr, b: &Expr, written: &syn::ExprBinary) -> Op {
        let known = is_of_numbers(&mut self.function, op, a, b);
        let Some(assigning) = op.assigning().filter(|_| !known) else { return op };
        if moves(written) {
            self.messages.add(&written.right, messages::ASSIGNED_ORDER);
        }
        assigning
    }

    /// `assert!`, `panic!` and their kin.
    fn macro_call(&mut self, mac: &syn::Macro) {
        if panics(mac) {
            return self.stmts.push(Stmt::Panic(mac.path.clone(), plain_message(&mac.tokens)));
        }
        let asserts = ["assert", "debug_assert"].iter().any(|n| mac.path.is_ident(n));
        let compares = [
            ("assert_eq", Op::Eq),
            ("assert_ne", Op::Ne),
            ("debug_assert_eq", Op::Eq),
            ("debug_assert_ne", Op::Ne),
        ];
        let compared = compares.iter().find(|(n, _)| mac.path.is_ident(n));
        let Ok(args) =
            mac.parse_body_with(syn::punctuated::Punctuated::<Syn, syn::Token![,]>::parse_terminated)
        else {
            return self.messages.add(&mac.path, messages::MACRO);
        };
        let args: Vec<&Syn> = args.iter().collect();
        if let Some(effect) = args.iter().find(|e| crate::escapes::changes(e)) {
            return self.messages.add(effect, messages::MACRO_EFFECT);
        }
        match (asserts, compared, args.as_slice()) {
            (true, _, [cond, rest @ ..]) => {
                let cond = self.expr(cond, None);
                let message = rest.first().map(|e| plain_message(&quote::quote!(#e))).unwrap_or_default();
                self.stmts.push(Stmt::Assert(mac.path.clone(), cond, message));
            }
            (_, Some((name, op)), [a, b, ..]) => {
                let (a, b) = (self.expr(a, None), self.expr(b, None));
                let cond = Expr::Binary(*op, Box::new(a), Box::new(b));
                let cond = self.bind(None, cond, Ty::Flat, mac.path.span());
                let path = if name.starts_with("debug") { "debug_assert" } else { "assert" };
                let path = syn::Ident::new(path, mac.path.span()).into();
                self.stmts.push(Stmt::Assert(path, cond, Default::default()));
            }
            _ => self.messages.add(&mac.path, messages::MACRO),
        }
    }
}

/// Whether the right side changes which place the left side is: numbers and other types look at them
/// in a different order.
fn moves(b: &syn::ExprBinary) -> bool {
    let [left, right] = [&b.left, &b.right].map(|e| [SynStmt::Expr((**e).clone(), None)]);
    let changed = assigned(&right);
    !matches!(*b.left, Syn::Path(_)) && mentioned(&left).iter().any(|name| changed.contains(name))
}

/// A message without arguments is kept.
fn plain_message(tokens: &proc_macro2::TokenStream) -> proc_macro2::TokenStream {
    match syn::parse2::<syn::LitStr>(tokens.clone()) {
        Ok(text) if !text.value().contains('{') => quote::quote!(#text),
        _ => Default::default(),
    }
}
