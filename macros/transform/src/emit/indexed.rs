//! Indexing of a type that the macro does not know: rustc checks that its `Index` gives a place
//! which does not depend on what it holds, so that the tangent has the same.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emit;
use crate::ir::{Place, Step};
use crate::types::Ty;

impl Emit<'_> {
    /// A place that is read, where an index in it must be checked.
    pub(super) fn checked_place(&self, place: &Place) -> Option<TokenStream> {
        let first = (0..place.path.len()).find(|k| self.is_unknown_index(place, *k))?;
        let mut inside = self.start(place.root, &place.path);
        if first == 0 && self.is_reference(place.root) {
            inside = quote!((*#inside));
        }
        for (k, step) in place.path.iter().enumerate() {
            inside = match step {
                Step::Index(i) if self.is_unknown_index(place, k) => {
                    let i = self.expr(i);
                    quote!((*::costate::rt::index(&#inside, #i)))
                }
                step => self.steps(inside, std::slice::from_ref(step)),
            };
        }
        Some(inside)
    }

    /// The statement that checks a place which is written.
    pub(super) fn check(&self, place: &Place) -> Option<TokenStream> {
        let checked = self.checked_place(place)?;
        Some(quote!(let _ = &#checked;))
    }

    fn is_unknown_index(&self, place: &Place, k: usize) -> bool {
        let base = Place { root: place.root, path: place.path[..k].to_vec() };
        self.checked
            && !self.function.info(place.root).fixed
            && matches!(place.path[k], Step::Index(_))
            && !matches!(self.function.place_ty(&base), Ty::Array(_) | Ty::Slice(_))
    }
}
