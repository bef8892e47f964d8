//! The table of primitives: what each is called, and what its rule needs.

/// A primitive of the rule table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Prim {
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Atan2,
    Sinh,
    Cosh,
    Tanh,
    Exp,
    ExpM1,
    Ln,
    Ln1p,
    Log2,
    Log10,
    Powf,
    Powi,
    Cbrt,
    Hypot,
    Sqrt,
    Recip,
    Floor,
    Ceil,
    Round,
    Trunc,
    Abs,
    Signum,
    Min,
    Max,
    Clamp,
    Div,
    /// A product whose zero cotangent gives zero.
    Product,
    /// Sine and cosine of one angle, as a pair; as a rule, that of the one given the other.
    SinCos,
    Select,
    Compare(&'static str),
}

/// What a rule reads beside the incoming cotangent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// Nothing: the slope is zero everywhere.
    Nothing,
    /// The arguments.
    Arguments,
    /// The result.
    Result,
    /// Both.
    Both,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The primitive.
    pub prim: Prim,
    /// The method's name in user code, and of the rule in `costate::rules`.
    pub name: &'static str,
    /// The number of arguments, the receiver included.
    pub arity: usize,
    /// How many of them, from the first, have a derivative.
    pub active: usize,
    /// What the rules read.
    pub reads: Reads,
    /// Integers have it too.
    pub ordered: bool,
}

const fn row(prim: Prim, name: &'static str, arity: usize, active: usize, reads: Reads) -> Row {
    Row { prim, name, arity, active, reads, ordered: false }
}

const fn ordered(prim: Prim, name: &'static str, arity: usize, reads: Reads) -> Row {
    Row { prim, name, arity, active: arity, reads, ordered: true }
}

/// The table.
pub const TABLE: &[Row] = &[
    row(Prim::Sin, "sin", 1, 1, Reads::Arguments),
    row(Prim::Cos, "cos", 1, 1, Reads::Arguments),
    row(Prim::Tan, "tan", 1, 1, Reads::Result),
    row(Prim::Asin, "asin", 1, 1, Reads::Arguments),
    row(Prim::Acos, "acos", 1, 1, Reads::Arguments),
    row(Prim::Atan, "atan", 1, 1, Reads::Arguments),
    row(Prim::Atan2, "atan2", 2, 2, Reads::Arguments),
    row(Prim::Sinh, "sinh", 1, 1, Reads::Arguments),
    row(Prim::Cosh, "cosh", 1, 1, Reads::Arguments),
    row(Prim::Tanh, "tanh", 1, 1, Reads::Result),
    row(Prim::Exp, "exp", 1, 1, Reads::Result),
    row(Prim::ExpM1, "exp_m1", 1, 1, Reads::Both),
    row(Prim::Ln, "ln", 1, 1, Reads::Arguments),
    row(Prim::Ln1p, "ln_1p", 1, 1, Reads::Arguments),
    row(Prim::Log2, "log2", 1, 1, Reads::Arguments),
    row(Prim::Log10, "log10", 1, 1, Reads::Arguments),
    row(Prim::Powf, "powf", 2, 2, Reads::Both),
    row(Prim::Powi, "powi", 2, 1, Reads::Arguments),
    row(Prim::Cbrt, "cbrt", 1, 1, Reads::Both),
    row(Prim::Hypot, "hypot", 2, 2, Reads::Both),
    row(Prim::Sqrt, "sqrt", 1, 1, Reads::Result),
    row(Prim::Recip, "recip", 1, 1, Reads::Result),
    row(Prim::Floor, "floor", 1, 0, Reads::Nothing),
    row(Prim::Ceil, "ceil", 1, 0, Reads::Nothing),
    row(Prim::Round, "round", 1, 0, Reads::Nothing),
    row(Prim::Trunc, "trunc", 1, 0, Reads::Nothing),
    ordered(Prim::Abs, "abs", 1, Reads::Arguments),
    Row { active: 0, ..ordered(Prim::Signum, "signum", 1, Reads::Nothing) },
    ordered(Prim::Min, "min", 2, Reads::Arguments),
    ordered(Prim::Max, "max", 2, Reads::Arguments),
    ordered(Prim::Clamp, "clamp", 3, Reads::Arguments),
];

/// The comparisons of `Real`, which give a mask.
pub const COMPARISONS: [&str; 4] = ["lt", "le", "gt", "ge"];

/// The row of a method's name, if it is a primitive's.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.name == name)
}

impl Prim {
    /// Its row; `select` and the comparisons have none.
    #[must_use]
    pub fn row(self) -> Option<&'static Row> {
        TABLE.iter().find(|row| row.prim == self)
    }

    /// Whether its result never has a derivative.
    #[must_use]
    pub fn is_flat(self) -> bool {
        match self {
            Prim::Compare(_) => true,
            Prim::Select => false,
            _ => self.row().is_some_and(|row| row.active == 0),
        }
    }
}
