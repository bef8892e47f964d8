//! Calls, of functions and of generated derivatives.

use proc_macro2::Span;

use super::{Expr, Place, Var};

/// What is called.
#[derive(Clone, Debug)]
pub enum Callee {
    /// A function, whose companion has the same name.
    Function(syn::ExprPath),
    /// An associated function, whose derivatives have suffixes.
    Associated(syn::ExprPath),
    /// A method; the receiver is the first argument.
    Method(syn::Ident, Option<syn::AngleBracketedGenericArguments>),
}

/// An argument of a call.
#[derive(Clone, Debug)]
pub enum Arg {
    /// By value.
    Value(Expr),
    /// `&place`, or a shared reference argument passed on.
    Shared(Place),
    /// `&mut place`, or a `&mut` argument passed on.
    Unique(Place),
    /// A method's receiver that may be lent in any way.
    Receiver(Place),
}

/// A call of a function that is not a primitive.
#[derive(Clone, Debug)]
pub struct Call {
    /// Its value, if used.
    pub result: Option<Var>,
    /// What is called.
    pub callee: Callee,
    /// With what.
    pub args: Vec<Arg>,
    /// Where.
    pub span: Span,
    /// Inside `detach(…)`: its derivative is meant to be lost.
    pub detached: bool,
    /// Derivative programs: the place of each lent argument's saved value, see `save`.
    pub saved: Vec<Option<Saved>>,
}

/// What is kept of a lent argument until the backward sweep needs it.
#[derive(Clone, Debug)]
pub enum Saved {
    /// A copy.
    Copy(Var),
    /// The words of a slice, on the tape from this mark on.
    Slice(Var),
}

/// A call of a generated derivative.
#[derive(Clone, Debug)]
pub struct Derived {
    /// `tan`, `fwd` or `rev`.
    pub layer: &'static str,
    /// The value, or the pair of value and tangent.
    pub results: Vec<Var>,
    /// What is derived.
    pub callee: Callee,
    /// Arguments as they are written.
    pub args: Vec<DerivedArg>,
    /// The last argument is the tape.
    pub tape: bool,
    /// Here rustc is asked whether the callee is the function that its companion belongs to.
    pub asks: bool,
    /// Where.
    pub span: Span,
}

/// An argument of a generated derivative.
#[derive(Clone, Debug)]
pub enum DerivedArg {
    /// By value.
    Value(Expr),
    /// `&place`
    Shared(Place),
    /// `&mut place`
    Unique(Place),
    /// A method's receiver, as a place.
    Receiver(Place),
    /// `&mut` to an adjoint that nobody wants.
    Sink,
    /// A zero tangent, by value.
    ZeroValue,
    /// A zero tangent of a constant, by value or by reference, as the constant is.
    ZeroAsIs(Expr),
    /// A zero tangent, by reference.
    ZeroShared,
}
