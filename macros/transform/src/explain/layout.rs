//! What type a value has, and how many bytes of the tape it takes, as far as the macro knows.

use super::phrase::{Phrase, ty_text};
use super::size::Size;
use crate::defs::Def;
use crate::ir::{Expr, Place, Step, Var};
use crate::types::Ty;

/// A type's text and its size on the tape.
pub(super) struct Layout {
    pub(super) ty: String,
    pub(super) size: Size,
}

/// Bytes of a number on the tape, whose words have four; `usize` has eight everywhere.
fn number(name: &str) -> Option<u64> {
    Some(match name {
        "bool" | "char" | "u8" | "u16" | "u32" | "i8" | "i16" | "i32" | "f32" => 4,
        "u64" | "i64" | "usize" | "isize" | "f64" => 8,
        "u128" | "i128" => 16,
        _ => return None,
    })
}

impl Phrase<'_> {
    /// The layout of a variable.
    pub(super) fn layout(&self, var: Var) -> Layout {
        let info = self.function.info(var);
        if let Some(ty) = info.spelled.as_ref().filter(|ty| !has_hole(ty)) {
            return spelled(ty);
        }
        let unknown = || Layout { ty: "?".to_owned(), size: Size::unknown() };
        self.known(&info.ty, Some(var)).unwrap_or_else(unknown)
    }

    /// The layout of a known type; the variable that has it, if any, may tell its length.
    fn known(&self, ty: &Ty, var: Option<Var>) -> Option<Layout> {
        match ty {
            Ty::Scalar(_) | Ty::Int(_) | Ty::Bool => {
                let name = self.function.kinds.name_of(ty)?;
                Some(Layout { ty: name.to_owned(), size: size_of_name(name) })
            }
            Ty::Array(elem) => {
                let (elem, len) = (self.known(elem, None)?, self.length(var?)?);
                Some(array(&elem, &len))
            }
            Ty::Tuple(all) => {
                let all = all.iter().map(|ty| self.known(ty, None)).collect::<Option<Vec<_>>>()?;
                Some(tuple(&all))
            }
            _ => None,
        }
    }

    /// The length of an array, by the expression that made it.
    fn length(&self, var: Var) -> Option<String> {
        let mut e = Expr::Var(var);
        for _ in 0..16 {
            e = match e {
                Expr::Repeat(_, n) => return Some(n.to_string()),
                Expr::Array(all) => return Some(all.len().to_string()),
                Expr::Load(place) if place.path.is_empty() => Expr::Var(place.root),
                Expr::Var(v) => match self.function.info(v).spelled.clone() {
                    Some(syn::Type::Array(a)) if !matches!(a.len, syn::Expr::Infer(_)) => {
                        let len = &a.len;
                        return Some(quote::quote!(#len).to_string());
                    }
                    _ => self.made_by(v)?,
                },
                _ => return None,
            };
        }
        None
    }

    fn made_by(&self, var: Var) -> Option<Expr> {
        match self.defs.of(var)? {
            Def::Let(e) | Def::Memory(e) | Def::Choice(e, _) | Def::Carried(e, _) => Some(e.clone()),
            _ => None,
        }
    }

    /// The layout of a slice that is lent.
    pub(super) fn slice(&self, place: &Place) -> Layout {
        let elem = match (self.function.place_ty(place), &self.function.info(place.root).spelled) {
            (_, Some(syn::Type::Slice(s))) => Some(spelled(&s.elem)),
            (Ty::Slice(ty) | Ty::Array(ty), _) => self.known(&ty, None),
            _ => None,
        };
        let text = self.place(place);
        let count = match place.path.last() {
            Some(Step::Range(..)) => format!("len of `{text}`"),
            _ => format!("{text}.len()"),
        };
        match elem {
            Some(elem) => Layout { ty: format!("[{}]", elem.ty), size: elem.size.by(&count) },
            None => Layout { ty: "[?]".to_owned(), size: Size::named(format!("all of `{text}`")) },
        }
    }
}

/// Whether a type leaves something to rustc.
fn has_hole(ty: &syn::Type) -> bool {
    match ty {
        syn::Type::Infer(_) => true,
        syn::Type::Array(a) => matches!(a.len, syn::Expr::Infer(_)) || has_hole(&a.elem),
        _ => false,
    }
}

/// The layout of a type as it is written.
fn spelled(ty: &syn::Type) -> Layout {
    match ty {
        syn::Type::Array(a) => {
            let len = &a.len;
            array(&spelled(&a.elem), &quote::quote!(#len).to_string())
        }
        syn::Type::Tuple(t) => tuple(&t.elems.iter().map(spelled).collect::<Vec<_>>()),
        syn::Type::Reference(r) => spelled(&r.elem),
        syn::Type::Paren(t) => spelled(&t.elem),
        syn::Type::Group(t) => spelled(&t.elem),
        other => {
            let ty = ty_text(other);
            Layout { size: size_of_name(&ty), ty }
        }
    }
}

fn size_of_name(name: &str) -> Size {
    number(name).map_or_else(|| Size::named(format!("size of `{name}`")), Size::bytes)
}

fn array(elem: &Layout, len: &str) -> Layout {
    let number = len.trim_end_matches("usize").trim_end_matches('_').parse();
    let size = number.map_or_else(|_| elem.size.by(len), |n| elem.size.clone().times(n));
    Layout { ty: format!("[{}; {len}]", elem.ty), size }
}

fn tuple(all: &[Layout]) -> Layout {
    let mut size = Size::default();
    all.iter().for_each(|part| size.add(&part.size));
    let types: Vec<&str> = all.iter().map(|part| part.ty.as_str()).collect();
    Layout { ty: format!("({})", types.join(", ")), size }
}
