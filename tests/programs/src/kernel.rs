//! A kernel from outside: arguments, result, source; and numbers to call it with.

/// The type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// `()`
    Unit,
    /// `T`
    Real,
    /// `usize`
    Index,
    /// `bool`
    Truth,
    /// `(T, T)`
    Pair,
    /// `[T; n]`
    Array(usize),
    /// `[T]`, at least so long.
    Slice(usize),
}

/// An argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Param {
    /// `x: A`
    Value(Type),
    /// `x: &A`
    Shared(Type),
    /// `x: &mut A`
    Unique(Type),
}

/// A value to call a kernel with.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// A real.
    Real(f64),
    /// An index.
    Index(usize),
    /// A pair.
    Pair(f64, f64),
    /// An array or a slice.
    Array(Vec<f64>),
}

/// A function.
#[derive(Clone, Debug)]
pub struct Kernel {
    /// Its name.
    pub name: String,
    /// Its arguments.
    pub params: Vec<Param>,
    /// Its result.
    pub result: Type,
    /// Its text.
    pub source: String,
}

/// Functions, each of which may call those before it.
#[derive(Clone, Debug)]
pub struct Program {
    /// In order.
    pub kernels: Vec<Kernel>,
}

impl Program {
    /// The text of all functions; `attribute` stands above each.
    #[must_use]
    pub fn source(&self, attribute: &str) -> String {
        self.kernels.iter().map(|k| format!("{attribute}{}\n", k.source)).collect()
    }
}

impl Type {
    /// As it is written.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Type::Unit => "()".to_owned(),
            Type::Real => "T".to_owned(),
            Type::Index => "usize".to_owned(),
            Type::Truth => "bool".to_owned(),
            Type::Pair => "(T, T)".to_owned(),
            Type::Array(n) => format!("[T; {n}]"),
            Type::Slice(_) => "[T]".to_owned(),
        }
    }

    /// A value of this type; `next` gives numbers in −1..1.
    fn given(self, next: &mut impl FnMut() -> f64) -> Given {
        match self {
            Type::Pair => Given::Pair(next(), next()),
            Type::Array(n) => Given::Array((0..n).map(|_| next()).collect()),
            Type::Slice(least) => {
                let longer = usize::from(next() > 0.0);
                Given::Array((0..least + longer).map(|_| next()).collect())
            }
            Type::Index => Given::Index((2.5 + 2.5 * next()) as usize),
            _ => Given::Real(next()),
        }
    }
}

impl Param {
    /// The type behind the reference.
    #[must_use]
    pub fn ty(self) -> Type {
        match self {
            Param::Value(ty) | Param::Shared(ty) | Param::Unique(ty) => ty,
        }
    }

    /// As it is written.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Param::Value(ty) => ty.text(),
            Param::Shared(ty) => format!("&{}", ty.text()),
            Param::Unique(ty) => format!("&mut {}", ty.text()),
        }
    }
}

impl Kernel {
    /// Arguments, away from round numbers where kinks tend to be.
    #[must_use]
    pub fn arguments(&self, seed: u64) -> Vec<Given> {
        let numbers = crate::seeded(seed, 64);
        let mut numbers = numbers.into_iter().cycle();
        let mut next = || f64::from(numbers.next().unwrap_or(0)) / 32768.0 - 0.999_871_3;
        self.params.iter().map(|p| p.ty().given(&mut next)).collect()
    }
}
