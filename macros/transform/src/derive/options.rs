//! The attribute `#[diff(…)]` on a type and on its fields.

use syn::spanned::Spanned;
use syn::{Attribute, DeriveInput, Error, Meta, Type};

/// Where a type's tangent comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Slope {
    /// A new struct with the tangents of the fields.
    Fields,
    /// The type itself: `#[diff(tangent = Self)]`.
    Itself,
    /// `()`: `#[diff(constant)]`.
    None,
}

/// What `#[diff(…)]` says of the type.
#[derive(Debug)]
pub struct Options {
    /// The tangent asked for.
    pub slope: Slope,
    /// `#[diff(vector)]`: the tangent is a vector of numbers.
    pub vector: Option<syn::Path>,
}

const ON_TYPE: &str = "a type's `#[diff(…)]`: write `tangent = Self` (the tangent is the type itself, \
as for vectors), `constant` (the tangent is `()`) or `vector` (implicit equations are solved for it)";
const ON_FIELD: &str = "a field's `#[diff(…)]`: write `constant` (the field has no derivative, its tangent \
is `()`) or leave it out";

/// Reads the attributes of the type.
pub fn of_type(input: &DeriveInput) -> Result<Options, Error> {
    let (mut slope, mut vector) = (None, None);
    each(&input.attrs, ON_TYPE, |meta| {
        if meta.path.is_ident("vector") {
            vector = Some(meta.path.clone());
            return Ok(());
        }
        let found = if meta.path.is_ident("constant") {
            Slope::None
        } else if meta.path.is_ident("tangent") {
            itself(meta)?
        } else {
            return Err(meta.error(ON_TYPE));
        };
        match slope.replace(found) {
            None => Ok(()),
            Some(_) => Err(meta.error("a type has one tangent: keep one of these options")),
        }
    })?;
    Ok(Options { slope: slope.unwrap_or(Slope::Fields), vector })
}

/// Whether the field is `#[diff(constant)]`.
pub fn is_constant(attrs: &[Attribute]) -> Result<bool, Error> {
    let mut constant = false;
    each(attrs, ON_FIELD, |meta| {
        constant = true;
        if meta.path.is_ident("constant") { Ok(()) } else { Err(meta.error(ON_FIELD)) }
    })?;
    Ok(constant)
}

/// `tangent = Self`; no other type, since costate must know that it adds field by field.
fn itself(meta: &syn::meta::ParseNestedMeta) -> Result<Slope, Error> {
    let ty: Type = meta.value()?.parse()?;
    match &ty {
        Type::Path(path) if path.path.is_ident("Self") => Ok(Slope::Itself),
        _ => Err(Error::new(
            ty.span(),
            "the tangent cannot be another type: write `Self`, or leave this option out for a new \
             struct, or write `impl Diff` by hand",
        )),
    }
}

/// Calls `read` on every entry of every `#[diff(…)]` among `attrs`.
fn each(
    attrs: &[Attribute],
    usage: &str,
    mut read: impl FnMut(&syn::meta::ParseNestedMeta) -> Result<(), Error>,
) -> Result<(), Error> {
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("diff")) {
        let Meta::List(list) = &attr.meta else {
            return Err(Error::new(attr.span(), usage));
        };
        if list.tokens.is_empty() {
            return Err(Error::new(attr.span(), usage));
        }
        attr.parse_nested_meta(|meta| read(&meta))?;
    }
    Ok(())
}
