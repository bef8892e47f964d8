//! What the compiler knows of types: enough to write plain arithmetic where
//! a value is surely a scalar, and to leave the rest to rustc.

/// A type, as far as it is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Ty {
    /// Nothing is known: rustc will find out.
    Unknown,
    /// Some `Real`; which one is a question to [`Kinds`].
    Scalar(usize),
    /// A primitive integer; which one is a question to [`Kinds`], if it was asked.
    Int(Option<usize>),
    /// `bool`.
    Bool,
    /// `char`, `str`, a mask: no derivative.
    Flat,
    /// An array.
    Array(Box<Ty>),
    /// A slice.
    Slice(Box<Ty>),
    /// A tuple.
    Tuple(Vec<Ty>),
    /// An `Option`.
    Option(Box<Ty>),
}

const INTEGERS: [&str; 12] =
    ["i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize"];

/// The scalar types of one function: a union-find whose classes may have a name
/// (`f64`, `T`), or none yet (a literal).
#[derive(Clone, Debug, Default)]
pub struct Kinds {
    parent: Vec<usize>,
    name: Vec<Option<String>>,
    /// Whether a float literal is of the class: `f32` or `f64`, which of them rustc finds out.
    primitive: Vec<bool>,
    /// The type parameters that are `Real` or `Scalar`.
    pub reals: Vec<String>,
    /// Bounds give operators, maybe between one of these and an `f64`.
    pub bounded_operators: bool,
}

impl Kinds {
    /// No classes yet; these type parameters are `Real`.
    #[must_use]
    pub fn of(reals: Vec<String>) -> Self {
        Self { reals, ..Self::default() }
    }

    /// A new class without a name.
    pub fn fresh(&mut self) -> Ty {
        self.parent.push(self.parent.len());
        self.name.push(None);
        self.primitive.push(false);
        Ty::Scalar(self.parent.len() - 1)
    }

    /// The class of a float literal.
    pub fn literal(&mut self) -> Ty {
        let ty = self.fresh();
        self.primitive.pop();
        self.primitive.push(true);
        ty
    }

    /// The zero of a scalar's type, as far as it is known; rustc knows that of a literal.
    #[must_use]
    pub fn zero_of(&self, ty: &Ty) -> Option<crate::ir::Expr> {
        let Ty::Scalar(k) = ty else { return None };
        match self.name_of(ty) {
            Some(name) => Some(crate::ir::zero(name)),
            None => self.primitive[self.find(*k)].then(crate::ir::literal_zero),
        }
    }

    /// The class of a scalar's name.
    pub fn named(&mut self, name: &str) -> Ty {
        Ty::Scalar(self.class(name))
    }

    /// An integer of a new class without a name.
    pub fn fresh_integer(&mut self) -> Ty {
        match self.fresh() {
            Ty::Scalar(k) => Ty::Int(Some(k)),
            other => other,
        }
    }

    /// The class of an integer's name.
    pub fn integer(&mut self, name: &str) -> Ty {
        Ty::Int(Some(self.class(name)))
    }

    fn class(&mut self, name: &str) -> usize {
        if let Some(k) = self.name.iter().position(|n| n.as_deref() == Some(name)) {
            return self.find(k);
        }
        self.parent.push(self.parent.len());
        self.name.push(Some(name.to_owned()));
        self.primitive.push(false);
        self.parent.len() - 1
    }

    fn find(&self, mut k: usize) -> usize {
        while self.parent[k] != k {
            k = self.parent[k];
        }
        k
    }

    /// The name of a scalar's class.
    #[must_use]
    pub fn name_of(&self, ty: &Ty) -> Option<&str> {
        match ty {
            Ty::Scalar(k) | Ty::Int(Some(k)) => self.name[self.find(*k)].as_deref(),
            Ty::Bool => Some("bool"),
            _ => None,
        }
    }

    /// Two types that must be one: what is known of either.
    pub fn unify(&mut self, a: &Ty, b: &Ty) -> Ty {
        match (a, b) {
            (Ty::Scalar(x), Ty::Scalar(y)) => Ty::Scalar(self.join(*x, *y)),
            (Ty::Int(Some(x)), Ty::Int(Some(y))) => Ty::Int(Some(self.join(*x, *y))),
            (Ty::Int(None), Ty::Int(k)) | (Ty::Int(k), Ty::Int(None)) => Ty::Int(*k),
            (Ty::Array(x), Ty::Array(y)) => Ty::Array(Box::new(self.unify(x, y))),
            (Ty::Slice(x), Ty::Slice(y)) => Ty::Slice(Box::new(self.unify(x, y))),
            (Ty::Option(x), Ty::Option(y)) => Ty::Option(Box::new(self.unify(x, y))),
            (Ty::Tuple(x), Ty::Tuple(y)) if x.len() == y.len() => {
                Ty::Tuple(x.iter().zip(y).map(|(x, y)| self.unify(x, y)).collect())
            }
            (Ty::Unknown, known) | (known, _) => known.clone(),
        }
    }

    fn join(&mut self, x: usize, y: usize) -> usize {
        let (x, y) = (self.find(x), self.find(y));
        let (keep, drop) = if self.name[x].is_some() { (x, y) } else { (y, x) };
        // two different names cannot be one type: rustc will say so
        if self.name[drop].is_none() {
            self.parent[drop] = keep;
            self.primitive[keep] |= self.primitive[drop];
        }
        keep
    }

    /// The type of `a op b` for `+ - * /`.
    ///
    /// Unknown operands stay unknown unless no other type could stand there: a
    /// generic scalar has operators with its own kind only, and nobody adds a
    /// scalar to a vector.
    pub fn arithmetic(&mut self, a: &Ty, b: &Ty, additive: bool) -> Ty {
        match (a, b) {
            (Ty::Scalar(_), Ty::Scalar(_)) => self.unify(a, b),
            (Ty::Scalar(_), Ty::Unknown) if additive || self.is_generic(a) => a.clone(),
            (Ty::Unknown, Ty::Scalar(_)) if additive => b.clone(),
            (Ty::Int(_), Ty::Int(_)) => self.unify(a, b),
            _ => Ty::Unknown,
        }
    }

    /// Whether a scalar is of a type parameter that is `Real`.
    #[must_use]
    pub fn is_generic(&self, ty: &Ty) -> bool {
        self.name_of(ty).is_some_and(|n| self.reals.iter().any(|r| r == n))
    }

    /// What a spelled type says; references are looked through.
    pub fn spelled(&mut self, ty: &syn::Type) -> Ty {
        match ty {
            syn::Type::Paren(t) => self.spelled(&t.elem),
            syn::Type::Group(t) => self.spelled(&t.elem),
            syn::Type::Reference(t) => self.spelled(&t.elem),
            syn::Type::Array(t) => Ty::Array(Box::new(self.spelled(&t.elem))),
            syn::Type::Slice(t) => Ty::Slice(Box::new(self.spelled(&t.elem))),
            syn::Type::Tuple(t) => Ty::Tuple(t.elems.iter().map(|t| self.spelled(t)).collect()),
            syn::Type::Path(p) => self.path(p),
            _ => Ty::Unknown,
        }
    }

    fn path(&mut self, path: &syn::TypePath) -> Ty {
        if let Some(inner) = option_of(path) {
            return Ty::Option(Box::new(self.spelled(inner)));
        }
        let Some(ident) = path.path.get_ident().filter(|_| path.qself.is_none()) else {
            return Ty::Unknown;
        };
        let name = ident.to_string();
        match name.as_str() {
            "f32" | "f64" => self.named(&name),
            "bool" => Ty::Bool,
            "char" | "str" => Ty::Flat,
            n if INTEGERS.contains(&n) => self.integer(n),
            n if self.reals.iter().any(|r| r == n) => self.named(&name),
            _ => Ty::Unknown,
        }
    }
}

/// What an `Option` is of.
fn option_of(path: &syn::TypePath) -> Option<&syn::Type> {
    let last = path.path.segments.last().filter(|last| last.ident == "Option" && path.qself.is_none())?;
    match &last.arguments {
        syn::PathArguments::AngleBracketed(all) => match all.args.first()? {
            syn::GenericArgument::Type(ty) => Some(ty),
            _ => None,
        },
        _ => None,
    }
}

impl Ty {
    /// Surely without a derivative.
    #[must_use]
    pub fn is_flat(&self) -> bool {
        match self {
            Ty::Int(_) | Ty::Bool | Ty::Flat => true,
            Ty::Array(t) | Ty::Slice(t) => t.is_flat(),
            Ty::Tuple(all) => all.iter().all(Ty::is_flat),
            // its tangent is an `Option` too
            Ty::Option(_) | Ty::Unknown | Ty::Scalar(_) => false,
        }
    }

    /// Surely a scalar.
    #[must_use]
    pub fn is_scalar(&self) -> bool {
        matches!(self, Ty::Scalar(_))
    }

    /// Surely made of scalars only.
    #[must_use]
    pub fn is_integer_free(&self) -> bool {
        match self {
            Ty::Scalar(_) => true,
            Ty::Array(t) | Ty::Option(t) => t.is_integer_free(),
            Ty::Tuple(all) => all.iter().all(Ty::is_integer_free),
            _ => false,
        }
    }

    /// The type of an element, if this is an array or a slice.
    #[must_use]
    pub fn element(&self) -> Ty {
        match self {
            Ty::Array(t) | Ty::Slice(t) => (**t).clone(),
            _ => Ty::Unknown,
        }
    }
}
