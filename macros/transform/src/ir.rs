//! The intermediate representation: structured A-normal form, with values in
//! single assignment and memory beside them.
//!
//! - A **value** is assigned once. What a branch chooses is a [`Choice`] of its
//!   `If`; what a loop carries from one iteration to the next is a [`Carried`].
//! - **Memory** is a variable that is written in part, or lent as `&mut`: an
//!   array whose elements change, a struct whose fields change.
//!
//! Primal and derivative programs are written in the same statements; those at
//! the end of [`Stmt`] stand in derivative programs only.

use std::collections::HashSet;

use proc_macro2::{Span, TokenStream};

use crate::prim::Prim;
use crate::types::{Kinds, Ty};

/// A variable: an index into [`Function::vars`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Var(pub usize);

/// What a variable is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Assigned once.
    Value,
    /// Changed in place.
    Memory,
    /// A by-value argument.
    Argument,
    /// A shared reference argument.
    Shared,
    /// A `&mut` argument.
    Unique,
}

/// All that is known about a variable.
#[derive(Clone, Debug)]
pub struct VarInfo {
    /// Unique in its function.
    pub name: String,
    /// Where the user wrote it.
    pub span: Span,
    /// What is known of its type.
    pub ty: Ty,
    /// The type as the user spelled it, if so.
    pub spelled: Option<syn::Type>,
    /// Value, memory, or which kind of argument.
    pub role: Role,
    /// The user gave it no name: it may be written where it is used.
    pub temporary: bool,
}

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

/// A step from a variable into its inside.
#[derive(Clone, Debug)]
pub enum Step {
    /// `.x` or `.0`
    Field(syn::Member),
    /// `[i]`
    Index(Expr),
    /// `[lo..hi]`, only in an argument
    Range(Option<Box<Expr>>, Option<Box<Expr>>),
}

/// A variable and the way into its inside: `s.pos[i]`.
#[derive(Clone, Debug)]
pub struct Place {
    /// The variable at the root.
    pub root: Var,
    /// The way.
    pub path: Vec<Step>,
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
}

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
    /// `(a, b)`
    Tuple(Vec<Expr>),
    /// `[a, b]`
    Array(Vec<Expr>),
    /// `[a; n]`
    Repeat(Box<Expr>, TokenStream),
    /// `matches!(a, pattern)`
    Matches(Box<Expr>, TokenStream),
    /// A value whose derivative is meant to be lost.
    Detach(Box<Expr>),
    /// A value of unknown type that must be an integer: rustc checks it.
    Integer(Box<Expr>),
    /// Any value, never read.
    Filler,
    /// Derivative only: the rule of a primitive with respect to its argument,
    /// applied to the last operand.
    Rule(Prim, usize, Vec<Expr>),
    /// Derivative only: the zero tangent of a type that rustc infers.
    Zero,
    /// Derivative only: the zero tangent of a value that is in scope.
    ZeroOf(Box<Expr>),
    /// Derivative only: the zero tangent of a value that is not.
    ZeroAs(Witness),
    /// Derivative only: the sum of an array's elements, in the fixed order.
    SumOf(Box<Expr>),
    /// Derivative only: what stands in a place, which becomes zero.
    Take(Place),
    /// Derivative only: element of a slice argument's tangent, zero if there is none.
    At(Place, Box<Expr>),
    /// Derivative only: a twin operator in forward mode, `(a, ta, b, tb)` or `(a, ta)`.
    TwinTan(Option<Op>, Vec<Expr>),
    /// Derivative only: a twin operator that records.
    TwinFwd(Op, Box<Expr>, Box<Expr>),
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
}

/// Statements, never run, that tell rustc the type of a value.
#[derive(Clone, Debug)]
pub struct Witness {
    /// The slice of the program that defines it.
    pub stmts: Vec<Stmt>,
    /// The value.
    pub value: Box<Expr>,
}

/// A list of statements with their own scope.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// In the order of execution.
    pub stmts: Vec<Stmt>,
}

/// A value that a branch chooses.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The value after the `if`.
    pub result: Var,
    /// What it is when the condition holds.
    pub then: Expr,
    /// What it is otherwise.
    pub otherwise: Expr,
}

/// A value that a loop carries.
#[derive(Clone, Debug)]
pub struct Carried {
    /// The value at the start of an iteration.
    pub param: Var,
    /// Before the first iteration.
    pub init: Expr,
    /// At the end of an iteration.
    pub next: Expr,
    /// After the loop.
    pub result: Var,
}

/// How a loop goes on.
#[derive(Clone, Debug)]
pub enum Head {
    /// `for index in lo..hi`
    For {
        /// The counter, or none if it is not named.
        index: Var,
        /// First value.
        lo: Expr,
        /// End of the range.
        hi: Expr,
        /// `..=`
        inclusive: bool,
        /// `.rev()`
        reversed: bool,
        /// `.step_by(n)`
        step: Option<Expr>,
    },
    /// `while { test; cond }`
    While {
        /// Computes the condition.
        test: Block,
        /// Goes on while this holds.
        cond: Expr,
    },
}

/// A loop.
#[derive(Clone, Debug)]
pub struct Loop {
    /// The range or the condition.
    pub head: Head,
    /// What is carried.
    pub carried: Vec<Carried>,
    /// One iteration.
    pub body: Block,
    /// Holds after an iteration that ends the loop (`break`).
    pub exit: Option<Expr>,
    /// Counts the iterations, where the range does not tell.
    pub count: Option<Var>,
}

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
    /// A zero tangent, by reference.
    ZeroShared,
}

/// A statement.
#[derive(Clone, Debug)]
pub enum Stmt {
    /// `let var = expr;`
    Let(Var, Expr),
    /// `let mut var = expr;`
    Alloc(Var, Expr),
    /// `place = expr;`
    Store(Place, Expr),
    /// `place += expr;` or `-=`, of scalars
    Update(Place, Op, Expr),
    /// `if cond { then } else { otherwise }`
    If(Expr, Block, Block, Vec<Choice>),
    /// A loop.
    Loop(Box<Loop>),
    /// A call.
    Call(Box<Call>),
    /// `assert!` and its kin: the macro, the condition, the rest.
    Assert(syn::Path, Expr, TokenStream),
    /// `panic!` and its kin.
    Panic(syn::Path, TokenStream),

    /// `let (a, b) = expr;`
    LetPair(Var, Var, Expr),
    /// Puts a value on the tape.
    Push(Expr),
    /// Takes a value from the tape; the witness tells its type if it is not known.
    Pop(Var, Option<Witness>),
    /// Puts a slice on the tape.
    PushSlice(Place),
    /// Reads a slice from the tape at a mark.
    ReadSlice(Var, Place),
    /// Writes a slice onto the tape at a mark.
    WriteSlice(Var, Place),
    /// Drops a slice's words from the tape.
    DropSlice(Place),
    /// Adds to (or takes from) an adjoint.
    Accumulate(Target, Op, Expr),
    /// Gives a place a new value (adjoints between iterations).
    Assign(Var, Expr),
    /// Calls a generated derivative.
    Derived(Box<Derived>),
    /// The reverse of a twin operator.
    TwinRev(Box<TwinRev>),
    /// Runs backward through a loop.
    ReverseLoop(Box<ReverseLoop>),
}

/// Where an adjoint is added.
#[derive(Clone, Debug)]
pub struct Target {
    /// The place.
    pub place: Place,
    /// Plain `+=` will do.
    pub scalar: bool,
    /// This is the variable's first contribution: it is declared here.
    pub first: bool,
    /// The last step indexes a slice that may be empty (not wanted).
    pub optional: bool,
}

/// `a op b` of an unknown type, backward.
#[derive(Clone, Debug)]
pub struct TwinRev {
    /// The operator; none is negation.
    pub op: Option<Op>,
    /// Operands and where their adjoints go (none: not wanted).
    pub operands: Vec<(TwinOperand, Option<Var>)>,
    /// The cotangent of the result.
    pub cotangent: Expr,
}

/// An operand of a twin operator in the backward sweep.
#[derive(Clone, Debug)]
pub enum TwinOperand {
    /// Its value is needed.
    Value(Expr),
    /// Its type is needed.
    Type(Witness),
}

/// The backward sweep of a loop.
#[derive(Clone, Debug)]
pub struct ReverseLoop {
    /// The primal's range, or the count of iterations.
    pub head: ReverseHead,
    /// One iteration, backward.
    pub body: Block,
}

/// How often, and with which counter.
#[derive(Clone, Debug)]
pub enum ReverseHead {
    /// The primal's range from its end, or from where it was left.
    Range(Head, Option<Expr>),
    /// So many times.
    Count(Expr),
}

/// A function of the IR.
#[derive(Clone, Debug, Default)]
pub struct Function {
    /// All variables.
    pub vars: Vec<VarInfo>,
    /// The scalar types.
    pub kinds: Kinds,
    /// The names that are taken.
    pub names: HashSet<String>,
    /// Items nested in the body.
    pub items: Vec<syn::Item>,
    /// The arguments, in order.
    pub params: Vec<Var>,
    /// What it does.
    pub body: Block,
    /// What it returns; none for `()`.
    pub result: Option<Expr>,
}

impl Function {
    /// Adds a variable; its name is made unique.
    pub fn fresh(&mut self, name: &str, span: Span, ty: Ty, role: Role) -> Var {
        let base = name.split("__").next().unwrap_or(name).replace("r#", "");
        let name = unique(&base, |n| self.names.contains(n) || is_keyword(n));
        self.named(name, span, ty, role)
    }

    /// Adds a variable under exactly this name, which nobody else has.
    pub fn named(&mut self, name: String, span: Span, ty: Ty, role: Role) -> Var {
        self.names.insert(name.clone());
        self.vars.push(VarInfo { name, span, ty, spelled: None, role, temporary: false });
        Var(self.vars.len() - 1)
    }

    /// What is known of an atom's type.
    #[must_use]
    pub fn ty_of(&self, atom: &Expr) -> Ty {
        match atom {
            Expr::Var(v) => self.info(*v).ty.clone(),
            Expr::Const(c) => c.ty.clone(),
            _ => Ty::Unknown,
        }
    }

    /// What is known of the type of what stands in a place.
    #[must_use]
    pub fn place_ty(&self, place: &Place) -> Ty {
        place.path.iter().fold(self.info(place.root).ty.clone(), |ty, step| match (step, ty) {
            (Step::Field(syn::Member::Unnamed(i)), Ty::Tuple(all)) => {
                all.get(i.index as usize).cloned().unwrap_or(Ty::Unknown)
            }
            (Step::Index(_), ty) => ty.element(),
            (Step::Range(..), Ty::Array(t) | Ty::Slice(t)) => Ty::Slice(t),
            _ => Ty::Unknown,
        })
    }

    /// What is known about a variable.
    #[must_use]
    pub fn info(&self, var: Var) -> &VarInfo {
        &self.vars[var.0]
    }

    /// Whether a variable is changed in place.
    #[must_use]
    pub fn is_memory(&self, var: Var) -> bool {
        matches!(self.info(var).role, Role::Memory | Role::Unique)
    }
}

/// Whether a name cannot be an identifier.
#[must_use]
pub fn is_keyword(name: &str) -> bool {
    syn::parse_str::<syn::Ident>(name).is_err()
}

/// `name`, or `name_1`, `name_2`, … whichever is free.
pub fn unique(name: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(name) {
        return name.to_owned();
    }
    (1..).map(|k| format!("{name}_{k}")).find(|n| !taken(n)).expect("there are enough names")
}

impl Place {
    /// The whole of a variable.
    #[must_use]
    pub fn whole(root: Var) -> Self {
        Self { root, path: Vec::new() }
    }

    /// The same way from another root.
    #[must_use]
    pub fn rooted(&self, root: Var) -> Self {
        Self { root, path: self.path.clone() }
    }

    /// The variables that stand in its indices.
    pub fn index_vars(&self, see: &mut impl FnMut(Var)) {
        for step in &self.path {
            match step {
                Step::Field(_) => {}
                Step::Index(i) => i.each_var(see),
                Step::Range(a, b) => {
                    for end in [a, b].into_iter().flatten() {
                        end.each_var(see);
                    }
                }
            }
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
        if let Expr::Load(p) | Expr::Len(p) | Expr::Take(p) | Expr::At(p, _) = self {
            see(p);
        }
        self.each_child(&mut |e| e.each_place(see));
    }

    /// Visits every value: all variables but the roots of places.
    pub fn each_value(&self, see: &mut impl FnMut(Var)) {
        match self {
            Expr::Var(v) => see(*v),
            Expr::Load(p) | Expr::Len(p) | Expr::Take(p) => p.index_vars(see),
            Expr::At(p, _) => p.index_vars(see),
            _ => {}
        }
        self.each_child(&mut |e| e.each_value(see));
    }

    /// Visits the direct operands.
    pub fn each_child(&self, see: &mut dyn FnMut(&Expr)) {
        match self {
            Expr::Neg(a) | Expr::Not(a) | Expr::Cast(a, _) | Expr::Repeat(a, _) => see(a),
            Expr::Matches(a, _) | Expr::Detach(a) | Expr::Integer(a) | Expr::ZeroOf(a) | Expr::At(_, a) | Expr::SumOf(a) => see(a),
            Expr::Binary(_, a, b) | Expr::TwinFwd(_, a, b) => {
                see(a);
                see(b);
            }
            Expr::Prim(_, all) | Expr::Tuple(all) | Expr::Array(all) | Expr::Construct(_, all) => {
                all.iter().for_each(see);
            }
            Expr::Rule(_, _, all) | Expr::TwinTan(_, all) => all.iter().for_each(see),
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

/// A count of iterations, of its type.
#[must_use]
pub fn typed_count() -> Expr {
    Expr::Const(Const { tokens: quote::quote!(0_usize), number: Some(0.0), ty: Ty::Int(None) })
}
