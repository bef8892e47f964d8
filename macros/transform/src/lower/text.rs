//! `&str` arguments: a text has no size, so it is compared as the reference that it is.

use quote::ToTokens;

use super::Lower;
use crate::ir::{Const, Expr, Place, Role};
use crate::types::Ty;

impl Lower<'_> {
    /// The argument `kind: &str`, if a place is one: it has no derivative and never changes.
    pub(super) fn text(&self, place: &Place) -> Option<Expr> {
        let info = self.function.info(place.root);
        let of_text = matches!(&info.spelled, Some(syn::Type::Path(p)) if p.path.is_ident("str"));
        (of_text && info.role == Role::Shared && place.path.is_empty()).then(|| {
            let tokens = crate::emit::ident(&info.name, info.span).to_token_stream();
            Expr::Const(Const { tokens, number: None, ty: Ty::Flat })
        })
    }
}
