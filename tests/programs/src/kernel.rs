//! A kernel from outside: arguments, result, source; and numbers to call it with.

use crate::types::Type;

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

/// Where a kernel stands, so how it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Nowhere: a function.
    Nobody,
    /// A method of a struct; `self` is the first argument.
    Struct(Type),
    /// A method of a trait that both structs have.
    Trait,
}

/// The numbers that a kernel is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// `T: Scalar`: it may branch on them.
    Scalar,
    /// `T: Real`: it may only select.
    Real,
    /// `f64`
    Double,
}

/// A function.
#[derive(Clone, Debug)]
pub struct Kernel {
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub owner: Owner,
    /// What it computes with.
    pub numbers: Numbers,
    /// Its arguments, `self` included.
    pub params: Vec<Param>,
    /// Its result.
    pub result: Type,
    /// Its first argument says how often it may call itself.
    pub recursive: bool,
    /// The trait that its type parameter `L` has.
    pub law: Option<String>,
    /// Its text.
    pub source: String,
    /// Of one for `f64`: the text of the same function, generic, under the name with `_t`.
    pub generic: String,
}

/// Functions, each of which may call those before it.
#[derive(Clone, Debug)]
pub struct Program {
    /// In order.
    pub kernels: Vec<Kernel>,
}

impl Program {
    /// The text of all functions, without the structs.
    #[must_use]
    pub fn functions(&self) -> String {
        self.kernels.iter().map(|k| format!("{}\n", k.source)).collect()
    }

    /// The text of the program, with the structs if it has any.
    #[must_use]
    pub fn source(&self) -> String {
        let functions = self.functions();
        match ["Body", "Spring", "Shape"].iter().any(|name| functions.contains(name)) {
            true => format!("{}\n{functions}", crate::STRUCTS),
            false => functions,
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

    /// As a receiver is written.
    pub(crate) fn receiver(self) -> &'static str {
        match self {
            Param::Value(_) => "self",
            Param::Shared(_) => "&self",
            Param::Unique(_) => "&mut self",
        }
    }
}

impl Kernel {
    /// Arguments, away from round numbers where kinks tend to be.
    #[must_use]
    pub fn arguments(&self, seed: u64) -> Vec<crate::Given> {
        let numbers = crate::seeded(seed, 64);
        let mut numbers = numbers.into_iter().cycle();
        let mut next = || f64::from(numbers.next().unwrap_or(0)) / 32768.0 - 0.999_871_3;
        self.params.iter().map(|p| p.ty().given(&mut next)).collect()
    }

    /// Whether a kernel for these numbers may call it.
    pub(crate) fn serves(&self, caller: Numbers) -> bool {
        match caller {
            Numbers::Real => self.numbers == Numbers::Real,
            Numbers::Scalar => self.numbers != Numbers::Double,
            Numbers::Double => true,
        }
    }
}
