//! Statements, blocks, branches and loops.

use proc_macro2::{Span, TokenStream};

use super::{Call, Checkpoint, Derived, Expr, Op, Place, Saving, Stretches, Var, Witness};

/// Values that go on the tape as one: a tuple, whose room is checked once.
pub const TOGETHER: usize = 12;

/// A list of statements with their own scope.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// In the order of execution.
    pub stmts: Vec<Stmt>,
}

impl Block {
    /// Whether a loop stands in it, in a branch or not.
    #[must_use]
    pub fn has_loops(&self) -> bool {
        self.stmts.iter().any(|stmt| match stmt {
            Stmt::Loop(_) => true,
            Stmt::If(_, then, otherwise, _) => then.has_loops() || otherwise.has_loops(),
            _ => false,
        })
    }
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
    /// Counts the iterations, where the range does not tell or the loop is checkpointed.
    pub count: Option<Var>,
    /// States are kept instead of values of each iteration.
    pub checkpoint: Option<Checkpoint>,
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
    /// Says that a variable has the type that was asked for.
    Is(Var),
    /// Puts values on the tape, as one: at most [`TOGETHER`], the first lowest.
    Push(Vec<Expr>),
    /// Takes from the tape what one `Push` put there; a witness tells a type that is not known.
    Pop(Vec<(Var, Option<Witness>)>),
    /// `let mut room = tape.room(n);` for the values that each iteration of a range puts into it.
    Room(Var, Head, Beside),
    /// Puts an iteration's values into a room, as one.
    Put(Var, Vec<Expr>),
    /// Takes the values of a room from the tape: so many as a range has iterations.
    TakeRoom(Var, Head, Vec<Var>, Beside),
    /// Takes an emptied room off the tape that operators used beside it.
    EndRoom(Var),
    /// Takes an iteration's values from a room, as one; a witness tells a type that is not known.
    Get(Var, Vec<(Var, Option<Witness>)>),
    /// Puts a slice on the tape.
    PushSlice(Place),
    /// Reads a slice from the tape at a mark.
    ReadSlice(Var, Place),
    /// Writes a slice onto the tape at a mark.
    WriteSlice(Var, Place),
    /// Drops a slice's words from the tape.
    DropSlice(Place),
    /// Adds a scratch to a slice of adjoints.
    AddSlice(Place, Var),
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
    /// A loop whose sums go into parts.
    InParts(Box<InParts>),
    /// Borrows the part of a slice that the loop behind it goes through.
    Window(Box<Window>),
    /// Runs forward through a checkpointed loop.
    Saving(Box<Saving>),
    /// Runs backward through a checkpointed loop.
    Stretches(Box<Stretches>),
}

/// What uses the tape beside a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Nothing does.
    Nothing,
    /// Operators on types that are not known may.
    Operators,
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
    /// An operand may be infinite where the result is left out, see `singular`.
    pub guarded: bool,
    /// Where the user wrote the operator.
    pub span: Span,
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
    /// The iterations may go in any order.
    pub free: bool,
}

/// A counted loop that adds to numbers which it does not read: in parts, see `parts`.
#[derive(Clone, Debug)]
pub struct InParts {
    /// The loop: its range has no step and does not include its end.
    pub l: Loop,
    /// What it adds to.
    pub sums: Vec<Sum>,
}

/// `let part = &of[base..][..hi];` for a loop over `lo..hi`; nothing where that does not run. See `windows`.
#[derive(Clone, Debug)]
pub struct Window {
    /// The window.
    pub part: Var,
    /// The slice that it leads into.
    pub of: Var,
    /// Where it begins: only computed if the loop runs.
    pub base: Expr,
    /// The loop's first counter.
    pub lo: Expr,
    /// The end of its range.
    pub hi: Expr,
    /// `&mut`
    pub written: bool,
}

/// One of the sums.
#[derive(Clone, Debug)]
pub struct Sum {
    /// What an iteration adds to.
    pub part: Var,
    /// All of it.
    pub total: Var,
}

/// How often, and with which counter.
#[derive(Clone, Debug)]
pub enum ReverseHead {
    /// The primal's range from its end, or from where it was left.
    Range(Box<Head>, Option<Expr>),
    /// So many times.
    Count(Expr),
}
