//! Names that are in scope.

use crate::kernel::Type;

/// A variable, an argument, or what it refers to.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    /// As its value is written: `x`, `(*x)`.
    pub(crate) text: String,
    /// As it is declared: `x`.
    pub(crate) bare: String,
    pub(crate) ty: Type,
    /// It may be assigned.
    pub(crate) mutable: bool,
    /// `&x` is a reference to a reference: it is passed as it stands.
    pub(crate) reference: bool,
}

impl Name {
    pub(crate) fn local(bare: &str, ty: Type, mutable: bool) -> Self {
        Self { text: bare.to_owned(), bare: bare.to_owned(), ty, mutable, reference: false }
    }

    pub(crate) fn behind(bare: &str, ty: Type, mutable: bool) -> Self {
        let indexed = matches!(ty, Type::Slice(_) | Type::Array(_) | Type::Pair);
        let text = if indexed { bare.to_owned() } else { format!("(*{bare})") };
        Self { text, bare: bare.to_owned(), ty, mutable, reference: true }
    }
}

/// A loop around the place at hand.
#[derive(Clone, Debug)]
pub(crate) struct Around {
    pub(crate) label: Option<String>,
    /// `continue` would skip the step of its counter.
    pub(crate) continuable: bool,
}
