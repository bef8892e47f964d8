//! What stands in `#[implicit(…)]`.

use proc_macro2::TokenStream;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Expr, MetaNameValue, Path, Token, parse_quote};

use crate::messages::{self, Messages};

/// How the equation is written.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// r(x, …) = 0
    Residual,
    /// x = g(x, …)
    FixedPoint,
}

/// The equation, and what solves its linear systems.
pub(super) struct Options {
    pub(super) form: Form,
    pub(super) equation: Path,
    pub(super) solver: Path,
    /// What follows the product and the right side.
    pub(super) arguments: Vec<Expr>,
}

impl Options {
    pub(super) fn parse(attr: TokenStream, messages: &mut Messages) -> Option<Self> {
        let all = match Punctuated::<MetaNameValue, Token![,]>::parse_terminated.parse2(attr) {
            Ok(all) => all,
            Err(error) => {
                messages.at(error.span(), messages::IMPLICIT_OPTION);
                return None;
            }
        };
        let mut equation = None;
        let (mut solver, mut arguments): (Path, _) = (parse_quote!(::costate::implicit::dense), Vec::new());
        for pair in all {
            let form = match pair.path.get_ident().map(ToString::to_string).as_deref() {
                Some("residual") => Form::Residual,
                Some("fixed_point") => Form::FixedPoint,
                Some("solve") => {
                    (solver, arguments) = solver_of(pair.value, messages)?;
                    continue;
                }
                _ => {
                    messages.add(&pair.path, messages::IMPLICIT_OPTION);
                    return None;
                }
            };
            if equation.is_some() {
                messages.add(&pair.path, messages::IMPLICIT_TWO);
            }
            equation = Some((form, path_of(pair.value, messages)?));
        }
        if equation.is_none() {
            messages.at(proc_macro2::Span::call_site(), messages::IMPLICIT_EQUATION);
        }
        let (form, equation) = equation?;
        Some(Self { form, equation, solver, arguments })
    }
}

fn path_of(value: Expr, messages: &mut Messages) -> Option<Path> {
    match value {
        Expr::Path(p) if p.qself.is_none() => Some(p.path),
        // what `macro_rules!` put there
        Expr::Group(g) => path_of(*g.expr, messages),
        other => {
            messages.add(&other, messages::IMPLICIT_OPTION);
            None
        }
    }
}

/// `dense`, or `neumann(1e-12, 100)` with the arguments that follow the product and the right side.
fn solver_of(value: Expr, messages: &mut Messages) -> Option<(Path, Vec<Expr>)> {
    match value {
        Expr::Group(g) => solver_of(*g.expr, messages),
        Expr::Call(c) => Some((path_of(*c.func, messages)?, c.args.into_iter().collect())),
        other => Some((path_of(other, messages)?, Vec::new())),
    }
}
