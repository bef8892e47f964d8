//! From Rust's syntax to the IR: names become values in single assignment,
//! expressions become statements with atoms as operands.

mod arrays;
mod asked;
mod assigned;
mod atoms;
mod borrowed;
mod call;
mod candidate;
mod captured;
mod chain;
pub(crate) mod checkpoint;
mod choose;
mod closure;
mod conditions;
mod control;
mod converted;
mod effects;
mod ends;
mod expr;
mod floats;
mod inside;
mod item;
mod iterators;
mod lent;
mod maybe;
mod memory;
mod method;
mod moved;
mod options;
mod order;
mod pattern;
mod place;
mod ranges;
mod reassign;
mod rebind;
mod receiver;
mod reserved;
mod scan;
mod scope;
mod search;
mod settle;
mod slices;
mod split;
mod steady;
mod stmt;
mod stream;
mod sums;
mod tails;
mod text;
mod typed;
mod variant;
mod windows;

use std::collections::HashSet;

use proc_macro2::Span;

use crate::exits;
use crate::ir::{Block, Expr, Function, Place, Role, Stmt, Var};
use crate::messages::Messages;
use crate::signature::Signature;
use crate::types::{Kinds, Ty};
pub(crate) use call::is_array_from_fn;
pub(crate) use chain::maker;
pub(crate) use iterators::{is_indexed, is_sifted, name_iterators, unname_iterators};
pub(crate) use maybe::is_maybe;
pub(crate) use memory::memory_function;
pub(crate) use pattern::spelled_fully;
pub(crate) use scan::{compound, is_pure_method, mentioned};
use scope::{Local, Scopes};
pub(crate) use settle::is_of_numbers;

/// The state of the pass.
pub(crate) struct Lower<'a> {
    function: Function,
    /// What the user's variables are at this point of the program.
    scopes: Scopes,
    /// The statements of the block at hand.
    stmts: Vec<Stmt>,
    /// Variables that are written in part or lent as `&mut`.
    changed: HashSet<String>,
    /// All identifiers of the user's body.
    reserved: HashSet<String>,
    /// Inside the argument of `lit` or `from_f64`, where literals are `f64`.
    plain_literals: bool,
    /// Inside the argument of `detach`.
    detached: bool,
    /// The function returns a `Result`, of which a message was given.
    result_refused: bool,
    /// References that are given other places.
    rebound: Vec<rebind::Rebound>,
    /// What is known of them.
    known: rebind::Known,
    /// The indices of places that do not change.
    steady: steady::Steady,
    /// The variables that stand for places chosen at run time.
    chosen_places: rebind::ChosenPlaces,
    /// The spelled type of the array or the sum at hand.
    expected: Option<syn::Type>,
    /// Closures in variables.
    closures: Vec<closure::Callable>,
    /// The names that are called.
    called: HashSet<String>,
    /// Iterators in variables.
    iterators: Vec<iterators::Named>,
    /// Items may be asked for beyond the end of an iterator, where they are not looked at.
    beyond: bool,
    /// How many closures are being written inside each other.
    depth: usize,
    /// Variables that began as a `None` of a type that is not known, and their declarations.
    nones: Vec<(typed::Variable, usize)>,
    /// How many names stand for what is inside an `Option`.
    inner_names: usize,
    messages: &'a mut Messages,
}

/// Lowers a body under its signature.
pub fn lower(signature: &Signature, body: &syn::Block, messages: &mut Messages) -> Function {
    reserved::refuse_reserved(signature, body, messages);
    let (items, mut body) = without_items(body);
    iterators::name_iterators(&mut body);
    asked::name_maps(&mut body, signature.output.as_ref());
    checkpoint::refuse_elsewhere(&body, messages);
    let body = exits::normalise(&body, signature.output.is_some(), messages);
    let mut known = rebind::Known::default();
    loop {
        // until no reference is given a place that was not known before
        let mut own = Messages::default();
        let (function, found) = lower_once(signature, &body, items.clone(), known.clone(), &mut own);
        if found == known {
            messages.merge(own);
            return function;
        }
        known = found.next();
    }
}

fn lower_once(
    signature: &Signature,
    body: &syn::Block,
    items: Vec<syn::Item>,
    known: rebind::Known,
    messages: &mut Messages,
) -> (Function, rebind::Known) {
    // a variable that outlives its scope in the IR hides no function
    let names = scan::called(body);
    let function = Function { kinds: signature.kinds.clone(), items, names, ..Function::default() };
    let mut pass = Lower {
        function,
        scopes: Scopes::default(),
        stmts: Vec::new(),
        changed: scan::changed(body),
        reserved: scan::identifiers(body),
        plain_literals: false,
        detached: false,
        result_refused: signature.returns_result(),
        rebound: Vec::new(),
        known,
        steady: steady::Steady::new(),
        chosen_places: rebind::ChosenPlaces::new(),
        expected: None,
        closures: Vec::new(),
        called: scan::called(body),
        iterators: Vec::new(),
        beyond: false,
        depth: 0,
        nones: Vec::new(),
        inner_names: 0,
        messages,
    };
    pass.scopes.enter();
    pass.params(signature);
    pass.take_apart(signature);
    let result = pass.body_value(body, signature.output.as_ref());
    let result = result.filter(|_| signature.output.is_some());
    if let Some(result) = &result {
        let ty = pass.function.ty_of(result);
        pass.unify(&ty, &signature.known_output);
    }
    pass.function.result = result;
    pass.function.body = Block { stmts: std::mem::take(&mut pass.stmts) };
    pass.function.names.extend(pass.reserved);
    settle::settle(&mut pass.function);
    choose::choose(&mut pass.function, &pass.chosen_places, pass.messages);
    (pass.function, pass.known)
}

/// The items of a body, and the body without them.
fn without_items(body: &syn::Block) -> (Vec<syn::Item>, syn::Block) {
    let mut body = body.clone();
    let mut items = Vec::new();
    body.stmts.retain(|stmt| match stmt {
        syn::Stmt::Item(item) => {
            items.push(item.clone());
            false
        }
        _ => true,
    });
    (items, body)
}

impl Lower<'_> {
    /// The value of the body, which has the type of the result.
    fn body_value(&mut self, body: &syn::Block, output: Option<&syn::Type>) -> Option<Expr> {
        let Some((syn::Stmt::Expr(tail, None), before)) = body.stmts.split_last() else {
            return self.block_value(&body.stmts);
        };
        before.iter().for_each(|s| self.stmt(s));
        self.expect(tail, output);
        let value = self.value_or_statement(tail, None);
        self.expected = None;
        value
    }

    /// Notes the type of an expression whose own type the compiler cannot tell.
    fn expect(&mut self, e: &syn::Expr, ty: Option<&syn::Type>) {
        let tells = match e {
            syn::Expr::MethodCall(m) => ["sum", "product", "map"].iter().any(|n| m.method == n),
            syn::Expr::Call(c) => {
                matches!(&*c.func, syn::Expr::Path(p) if crate::signature::last_is(&p.path, &["from_fn"]))
            }
            _ => false,
        };
        self.expected = ty.filter(|_| tells).cloned();
    }

    fn params(&mut self, signature: &Signature) {
        for p in &signature.params {
            let name = p.name.to_string();
            let var = self.function.named(name.clone(), p.name.span(), p.known.clone(), p.role);
            self.function.vars[var.0].spelled = Some(p.ty.clone());
            self.function.params.push(var);
            let changed = self.changed.contains(&name) && p.mutable;
            let local = match p.role {
                Role::Argument if changed => {
                    let copy = self.fresh(&name, p.name.span(), p.known.clone(), Role::Memory);
                    self.function.vars[copy.0].spelled = Some(p.ty.clone());
                    self.stmts.push(Stmt::Alloc(copy, Expr::Var(var)));
                    Local::Place(Place::whole(copy))
                }
                Role::Argument => self.scopes.value(Some(Expr::Var(var))),
                role => Local::Reference(Place::whole(var), role == Role::Unique),
            };
            self.scopes.declare(name.clone(), local.clone());
            if signature.refused.contains(&name) {
                self.declare_failed(&p.name);
                continue;
            }
            if let (Local::Reference(place, unique), true) = (local, p.mutable && !p.receiver) {
                let k = self.rebound_from(&item::Item::Reference(place, unique), p.name.span());
                self.scopes.declare(name, Local::Rebound(k));
            }
        }
    }

    /// A variable whose name no user variable has, if it is taken.
    fn fresh(&mut self, name: &str, span: Span, ty: Ty, role: Role) -> Var {
        let base = name.split("__").next().unwrap_or(name).replace("r#", "");
        let taken = |n: &str| {
            let used = self.function.names.contains(n) || crate::ir::is_keyword(n);
            used || (n != name && self.reserved.contains(n))
        };
        let name = crate::ir::unique(&base, taken);
        let var = self.function.named(name, span, ty, role);
        self.function.vars[var.0].written = base;
        var
    }

    /// A variable for an intermediate value.
    fn temporary(&mut self, span: Span, ty: Ty) -> Var {
        let taken = |n: &str| self.function.names.contains(n) || self.reserved.contains(n);
        let name = crate::ir::unique("u", taken);
        let var = self.function.named(name, span, ty, Role::Value);
        self.function.vars[var.0].temporary = true;
        var
    }

    /// Gives an expression a name and returns it as an atom.
    fn bind(&mut self, hint: Option<&str>, expr: Expr, ty: Ty, span: Span) -> Expr {
        let var = match hint {
            Some(name) => self.fresh(name, span, ty, Role::Value),
            None => self.temporary(span, ty),
        };
        self.function.vars[var.0].fixed = self.may_refer(&expr);
        self.stmts.push(Stmt::Let(var, expr));
        Expr::Var(var)
    }

    /// Whether a value is a constant, or a part of one, that may be a reference.
    fn may_refer(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Const(c) => c.may_refer(),
            Expr::Load(p) => self.function.info(p.root).fixed && self.function.place_ty(p) == Ty::Unknown,
            _ => false,
        }
    }

    fn kinds(&mut self) -> &mut Kinds {
        &mut self.function.kinds
    }

    fn unify(&mut self, a: &Ty, b: &Ty) -> Ty {
        self.function.kinds.unify(a, b)
    }

    /// Runs `inside` on an empty list of statements, in a scope of its own.
    fn nested<R>(&mut self, inside: impl FnOnce(&mut Self) -> R) -> (Block, R) {
        let outer = std::mem::take(&mut self.stmts);
        self.scopes.enter();
        let result = inside(self);
        self.scopes.leave();
        (Block { stmts: std::mem::replace(&mut self.stmts, outer) }, result)
    }

    /// An atom that stands where lowering failed; a message was given.
    fn failed(&self) -> Expr {
        Expr::Filler
    }
}
