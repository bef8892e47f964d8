//! What `#[derive(Diff)]` refuses: each on the user's token, all at once.

use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Data, DataEnum, DeriveInput, Error, Field, Fields, Type};

use super::options::{self, Options, Slope};

const BORROWED: &str = "structs holding references are refused: a tape keeps plain data. Hold the value \
itself or an array `[T; N]`, and hand a slice to the function as an argument of its own";
const POINTER: &str = "a pointer cannot lie on a tape: hold the value itself, an array `[T; N]`, or an \
index into a slice that the function gets as an argument";
const FUNCTION: &str = "a function cannot lie on a tape: use a field-less enum that says which function, \
or a trait with a differentiable method and a type parameter";
const HEAP: &str = "this owns memory of the heap, which a tape and a GPU cannot hold: use an array `[T; N]`, \
or hand a slice to the function as an argument of its own";
const UNION: &str =
    "a union does not say which of its fields is alive, so it has no derivative: use a struct";
const EMPTY: &str = "an enum without variants has no value that a tape could hold: add a variant, or leave \
out `derive(Diff)`";
const FLAT: &str = "the tangent of this field is `()`, so the tangent of the whole cannot be `Self`: leave out \
`tangent = Self`, or keep this value apart from the vector";
const ENUM_SLOPE: &str = "the tangent of an enum without values is `()` already: leave this attribute out";
const ENUM_ITSELF: &str = "an enum is not its own tangent, which needs a zero of no variant: leave this attribute \
out, or write `#[diff(constant)]`";
const NO_NUMBERS: &str = "this has no numbers to solve for: `#[diff(vector)]` belongs on a struct of real numbers, \
arrays and vectors of those";
const NOT_A_NUMBER: &str = "the tangent of this field is `()`, so the struct is no vector of numbers: leave out \
`vector`, or keep this value apart from what is solved for";

/// The options of `input`, or all errors combined.
pub fn check(input: &DeriveInput) -> Result<Options, Error> {
    let mut errors = Errors::default();
    let options = errors.keep(options::of_type(input));
    let slope = options.as_ref().map_or(Slope::None, |options| options.slope);
    match &input.data {
        Data::Struct(data) => check_fields(&data.fields, slope, &mut errors),
        Data::Enum(data) => check_enum(input, data, options.as_ref(), &mut errors),
        Data::Union(data) => errors.push(data.union_token, UNION),
    }
    if let Some(word) = options.as_ref().and_then(|options| options.vector.as_ref()) {
        check_vector(input, word, slope, &mut errors);
    }
    if let (Some(lifetime), None) = (input.generics.lifetimes().next(), &errors.all) {
        errors.push(lifetime, BORROWED);
    }
    match (options, errors.all) {
        (Some(options), None) => Ok(options),
        (_, Some(all)) => Err(all),
        (None, None) => unreachable!("missing options come with an error"),
    }
}

/// Every field: its attribute and its type.
fn check_fields(fields: &Fields, slope: Slope, errors: &mut Errors) {
    for Field { attrs, ty, .. } in fields {
        let constant = errors.keep(options::is_constant(attrs)).unwrap_or(false);
        if slope == Slope::Itself && (constant || is_flat(ty)) {
            errors.push(ty, FLAT);
        }
        errors.visit_type(ty);
    }
}

/// A vector has numbers, and nothing else.
fn check_vector(input: &DeriveInput, word: &syn::Path, slope: Slope, errors: &mut Errors) {
    match &input.data {
        Data::Struct(data) if slope != Slope::None && !data.fields.is_empty() => {
            for Field { attrs, ty, .. } in &data.fields {
                if options::is_constant(attrs).unwrap_or(false) || is_flat(ty) {
                    errors.push(ty, NOT_A_NUMBER);
                }
            }
        }
        _ => errors.push(word, NO_NUMBERS),
    }
}

/// Whether `ty` is spelled as a primitive without a derivative.
pub(super) fn is_flat(ty: &Type) -> bool {
    const FLAT: [&str; 14] = [
        "bool", "char", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128",
        "isize",
    ];
    matches!(ty, Type::Path(path) if FLAT.iter().any(|name| path.path.is_ident(name)))
}

/// At least one variant; an attribute that fits.
fn check_enum(input: &DeriveInput, data: &DataEnum, options: Option<&Options>, errors: &mut Errors) {
    if data.variants.is_empty() {
        errors.push(&input.ident, EMPTY);
    }
    let slope = options.map_or(Slope::Fields, |options| options.slope);
    let valued = data.variants.iter().any(|variant| !variant.fields.is_empty());
    let text = match (valued, slope) {
        (_, Slope::Fields) | (true, Slope::None) => None,
        (true, Slope::Itself) => Some(ENUM_ITSELF),
        (false, _) => Some(ENUM_SLOPE),
    };
    for attr in input.attrs.iter().filter(|attr| attr.path().is_ident("diff")) {
        text.iter().for_each(|text| errors.push(attr, text));
    }
    for variant in &data.variants {
        check_fields(&variant.fields, Slope::Fields, errors);
    }
}

/// The errors found so far.
#[derive(Default)]
struct Errors {
    all: Option<Error>,
}

impl Errors {
    fn push(&mut self, tokens: impl ToTokens, message: &str) {
        self.add(Error::new_spanned(tokens, message));
    }

    fn add(&mut self, error: Error) {
        match &mut self.all {
            None => self.all = Some(error),
            Some(all) => all.combine(error),
        }
    }

    fn keep<V>(&mut self, result: Result<V, Error>) -> Option<V> {
        result.map_err(|error| self.add(error)).ok()
    }
}

impl<'ast> Visit<'ast> for Errors {
    fn visit_type(&mut self, ty: &'ast Type) {
        match ty {
            Type::Reference(_) => self.push(ty, BORROWED),
            Type::Ptr(_) => self.push(ty, POINTER),
            Type::FnPtr(_) | Type::TraitObject(_) => self.push(ty, FUNCTION),
            Type::Path(path) if is_heap(path) => self.push(ty, HEAP),
            _ => visit::visit_type(self, ty),
        }
    }
}

/// The owners of heap memory that people put into structs first.
fn is_heap(path: &syn::TypePath) -> bool {
    const OWNERS: [&str; 6] = ["Vec", "Box", "String", "Rc", "Arc", "HashMap"];
    let last = path.path.segments.last();
    last.is_some_and(|segment| OWNERS.iter().any(|owner| segment.ident == owner))
}
