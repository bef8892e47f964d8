//! Expressions.

use proc_macro2::{Span, TokenStream};

use super::{Place, Var};
use crate::prim::Prim;
use crate::types::Ty;

/// A constant of the user's source: a literal or a path.
#[derive(Clone, Debug)]
pub struct Const {
    /// As it is written into generated code.
    pub tokens: TokenStream,
    /// Its number, if it is a literal.
    pub number: Option<f64>,
    /// What is known of its type.
    pub ty: Ty,
}

impl Const {
    /// Whether it may be a reference: `const NODES: &[f64]`, `"text"`.
    #[must_use]
    pub fn may_refer(&self) -> bool {
        self.number.is_none() && matches!(self.ty, Ty::Unknown | Ty::Flat)
    }

    /// Whether it is a path, `NODES`.
    #[must_use]
    pub fn is_path(&self) -> bool {
        syn::parse2::<syn::ExprPath>(self.tokens.clone()).is_ok()
    }
}

/// The operators of Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Op {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    And,
    Or,
    Xor,
    Shl,
    Shr,
    BitAnd,
    BitOr,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    /// What `a` is after `a += b`, of a type that is not known; and so on.
    AddAssign,
    SubAssign,
    MulAssign,
    DivAssign,
}

impl Op {
    /// The compound assignment of an operator that has one.
    #[must_use]
    pub fn assigning(self) -> Option<Op> {
        ASSIGNING.iter().find(|(plain, _)| *plain == self).map(|(_, assigning)| *assigning)
    }

    /// Whether it is a compound assignment.
    #[must_use]
    pub fn is_assigning(self) -> bool {
        self.plain() != self
    }

    /// The operator of a compound assignment; any other is itself.
    #[must_use]
    pub fn plain(self) -> Op {
        ASSIGNING.iter().find(|(_, assigning)| *assigning == self).map_or(self, |(plain, _)| *plain)
    }
}

const ASSIGNING: [(Op, Op); 4] =
    [(Op::Add, Op::AddAssign), (Op::Sub, Op::SubAssign), (Op::Mul, Op::MulAssign), (Op::Div, Op::DivAssign)];

/// An expression. In primal programs the operands are atoms: variables and constants.
#[derive(Clone, Debug)]
pub enum Expr {
    /// A value.
    Var(Var),
    /// A constant.
    Const(Const),
    /// What stands in a place.
    Load(Place),
    /// The length of the slice or array in a place.
    Len(Place),
    /// `-a`
    Neg(Box<Expr>),
    /// `!a`
    Not(Box<Expr>),
    /// `a op b`
    Binary(Op, Box<Expr>, Box<Expr>),
    /// A primitive of the rule table.
    Prim(Prim, Vec<Expr>),
    /// `a as T`
    Cast(Box<Expr>, Box<syn::Type>),
    /// A struct literal; `rest` is the base after `..`.
    Struct(syn::Path, Vec<(syn::Member, Expr)>, Option<Box<Expr>>),
    /// A tuple struct's constructor.
    Construct(syn::Path, Vec<Expr>),
    /// An enum's variant with values, `Some(a)`, `Shape::Box { half: a }`.
    Variant(syn::Path, Vec<(syn::Member, Expr)>),
    /// `(a, b)`
    Tuple(Vec<Expr>),
    /// `[a, b]`
    Array(Vec<Expr>),
    /// `[a; n]`
    Repeat(Box<Expr>, TokenStream),
    /// `matches!(a, pattern)`
    Matches(Box<Expr>, TokenStream),
    /// A value whose derivative is meant to be lost.
    Detach(Box<Expr>, Box<syn::Path>),
    /// A value of unknown type that must be an integer: rustc checks it.
    Integer(Box<Expr>),
    /// Derivative only: a value that was taken for a number: rustc checks it.
    Real(Box<Expr>),
    /// The integer so many places after another, of its type.
    Ahead(Box<Expr>, Box<Expr>),
    /// Any value, never read.
    Filler,
    /// An array as long as this one, of any elements, never read.
    FillerLike(Box<Expr>),
    /// What is between the first and the last elements of an array, so many each: its derivative is
    /// that of what is stored into it.
    FillerPart(Box<Expr>, [usize; 2]),
    /// Derivative only: the rule of a primitive with respect to its argument,
    /// applied to the last operand.
    Rule(Prim, usize, Vec<Expr>),
    /// Derivative only: the zero tangent of a type that rustc infers.
    Zero,
    /// Derivative only: the zero tangent of a value that is in scope.
    ZeroOf(Box<Expr>),
    /// Derivative only: the zero tangent of a value that is not.
    ZeroAs(Witness),
    /// Derivative only: this zero as a sum starts from it: −0, so that adding to it keeps all bits.
    Neutral(Box<Expr>),
    /// Derivative only: the sum of an array's elements, in the fixed order.
    SumOf(Box<Expr>),
    /// Derivative only: what stands in a place, which becomes zero.
    Take(Place),
    /// Derivative only: a slice of zeros as long as an adjoint.
    Scratch(Place),
    /// Derivative only: element of a slice argument's tangent, zero if there is none.
    At(Place, Box<Expr>),
    /// Derivative only: a twin operator in forward mode, `(a, ta, b, tb)` or `(a, ta)`.
    TwinTan(Option<Op>, Vec<Expr>),
    /// Derivative only: a twin operator that records, `(a, b)` or `(a)`.
    TwinFwd(Option<Op>, Vec<Expr>),
    /// Derivative only: `a as T` of an unknown type, forward or backward: the
    /// layer, the type of `a`, the derivative.
    CastRule(&'static str, Witness, Box<Expr>, Box<syn::Type>),
    /// Derivative only: a value of the variable's spelled type, in a witness.
    Never,
    /// Derivative only: the words on the tape.
    Mark,
    /// Derivative only: the tangent of a struct value: the struct that has the
    /// fields of its tangent type, which the value's type tells.
    TangentStruct(syn::Path, Var, Vec<(syn::Member, Expr)>, Option<Box<Expr>>),
    /// Derivative only: the tangent of an enum's value, which is of this variant.
    TangentVariant(syn::Path, Var, Vec<(syn::Member, Expr)>),
}

impl Expr {
    /// Whether it has no derivative, whatever it is made of.
    #[must_use]
    pub fn is_constant(&self) -> bool {
        matches!(
            self,
            Expr::Const(_)
                | Expr::Len(_)
                | Expr::Not(_)
                | Expr::Matches(..)
                | Expr::Detach(..)
                | Expr::Integer(_)
                | Expr::Ahead(..)
                | Expr::Filler
                | Expr::FillerLike(_)
                | Expr::FillerPart(..)
                | Expr::Never
        )
    }
}

/// What tells rustc the type of a value.
#[derive(Clone, Debug)]
pub enum Witness {
    /// The value is not in scope: the program's types are asked, see `types_of`.
    Asked(Var),
    /// The value itself.
    InScope(Box<Expr>),
}

impl Witness {
    /// The variable whose type is meant, if it is one's.
    #[must_use]
    pub fn var(&self) -> Option<Var> {
        match self {
            Witness::Asked(v) => Some(*v),
            Witness::InScope(e) => match **e {
                Expr::Var(v) => Some(v),
                _ => None,
            },
        }
    }
}

impl Expr {
    /// Visits every variable, roots of places included.
    pub fn each_var(&self, see: &mut impl FnMut(Var)) {
        self.each_place(&mut |place| see(place.root));
        self.each_value(see);
    }

    /// Visits every place.
    pub fn each_place(&self, see: &mut impl FnMut(&Place)) {
        if let Expr::Load(p) | Expr::Len(p) | Expr::Take(p) | Expr::Scratch(p) | Expr::At(p, _) = self {
            see(p);
        }
        self.each_child(&mut |e| e.each_place(see));
    }

    /// Visits every value: all variables but the roots of places.
    pub fn each_value(&self, see: &mut impl FnMut(Var)) {
        match self {
            Expr::Var(v) => see(*v),
            Expr::Load(p) | Expr::Len(p) | Expr::Take(p) | Expr::Scratch(p) => p.index_vars(see),
            Expr::At(p, _) => p.index_vars(see),
            _ => {}
        }
        self.each_child(&mut |e| e.each_value(see));
    }

    /// Visits the direct operands.
    pub fn each_child(&self, see: &mut dyn FnMut(&Expr)) {
        match self {
            Expr::Neg(a) | Expr::Not(a) | Expr::Cast(a, _) | Expr::Repeat(a, _) => see(a),
            Expr::Matches(a, _)
            | Expr::Detach(a, _)
            | Expr::Integer(a)
            | Expr::Real(a)
            | Expr::FillerLike(a)
            | Expr::FillerPart(a, _)
            | Expr::ZeroOf(a)
            | Expr::Neutral(a)
            | Expr::At(_, a)
            | Expr::SumOf(a) => see(a),
            Expr::Binary(_, a, b) | Expr::Ahead(a, b) => {
                see(a);
                see(b);
            }
            Expr::Prim(_, all) | Expr::Tuple(all) | Expr::Array(all) | Expr::Construct(_, all) => {
                all.iter().for_each(see);
            }
            Expr::Rule(_, _, all) | Expr::TwinTan(_, all) | Expr::TwinFwd(_, all) => all.iter().for_each(see),
            Expr::Variant(_, fields) => fields.iter().for_each(|(_, e)| see(e)),
            Expr::Struct(_, fields, rest) => {
                fields.iter().for_each(|(_, e)| see(e));
                rest.iter().for_each(|e| see(e));
            }
            _ => {}
        }
    }
}

/// An integer constant.
#[must_use]
pub fn number(n: usize) -> Expr {
    let literal = proc_macro2::Literal::usize_unsuffixed(n);
    Expr::Const(Const { tokens: quote::quote!(#literal), number: Some(n as f64), ty: Ty::Int(None) })
}

/// The zero of a scalar type.
#[must_use]
pub fn zero(name: &str) -> Expr {
    let ty = proc_macro2::Ident::new(name, Span::call_site());
    let tokens = match name {
        "f32" | "f64" => {
            let literal: TokenStream = format!("0.0_{name}").parse().expect("a float literal");
            literal
        }
        _ => quote::quote!(<#ty as ::costate::Real>::ZERO),
    };
    Expr::Const(Const { tokens, number: Some(0.0), ty: Ty::Unknown })
}

/// The zero of a literal's type.
#[must_use]
pub fn literal_zero() -> Expr {
    Expr::Const(Const { tokens: quote::quote!(0.0), number: Some(0.0), ty: Ty::Unknown })
}

/// A count of iterations, of its type.
#[must_use]
pub fn typed_count() -> Expr {
    Expr::Const(Const { tokens: quote::quote!(0_usize), number: Some(0.0), ty: Ty::Int(None) })
}
