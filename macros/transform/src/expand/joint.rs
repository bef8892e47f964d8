//! `vjp`: both sweeps in one body.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::adjoint::{self, Sweeps};
use crate::emit::Emit;
use crate::tidy::tidy;

/// The body of `vjp`, after the checks of its arguments.
pub(super) fn joint(sweeps: Sweeps, tape: Ident, checks: &[TokenStream]) -> TokenStream {
    let mut j = adjoint::joint(sweeps);
    tidy(&j.function, &mut j.body, &mut j.result.iter_mut().collect::<Vec<_>>());
    let emit = Emit { function: &j.function, tape, checked: false };
    let (body, value) = (emit.block(&j.body), j.result.as_ref().map(|r| emit.value_of(r)));
    quote!(#(#checks)* #body #value)
}
