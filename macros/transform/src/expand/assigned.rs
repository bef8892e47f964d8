//! `fn add_assign(&mut self, o: B)` as the function that gives what `self` is afterwards: callers treat
//! `a += b` as `a = f(a, b)`, so that a value that is summed up in a loop stays a value.

use proc_macro2::Span;

use crate::ir::{Expr, Function, Place, Role, Stmt, Var, unique};
use crate::signature::Signature;
use crate::types::Ty;

/// Takes `self` by value, and returns it.
pub(crate) fn by_value(function: &mut Function, signature: &mut Signature) {
    let Some(receiver) = signature.params.first_mut().filter(|p| p.receiver && p.role == Role::Unique) else {
        return;
    };
    receiver.role = Role::Argument;
    receiver.written = syn::parse_quote!(Self);
    signature.output = Some(syn::parse_quote!(Self));
    signature.known_output = Ty::Unknown;
    let Some(place) = function.params.first().copied() else { return };
    let argument = argument_for(function, place);
    function.params[0] = argument;
    let after = function.fresh("after", Span::call_site(), Ty::Unknown, Role::Value);
    function.body.stmts.insert(0, Stmt::Alloc(place, Expr::Var(argument)));
    function.body.stmts.push(Stmt::Let(after, Expr::Load(Place::whole(place))));
    function.result = Some(Expr::Var(after));
}

/// The argument `self`; what was behind `&mut self` becomes a variable of its own.
fn argument_for(function: &mut Function, place: Var) -> Var {
    let (name, span) = (function.info(place).name.clone(), function.info(place).span);
    let held = unique("held", |n| function.names.contains(n));
    let argument = function.named(name, span, Ty::Unknown, Role::Argument);
    function.vars[argument.0].spelled = Some(syn::parse_quote!(Self));
    function.names.insert(held.clone());
    let info = &mut function.vars[place.0];
    (info.name, info.role, info.spelled) = (held, Role::Memory, Some(syn::parse_quote!(Self)));
    argument
}
