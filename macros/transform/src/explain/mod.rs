//! What `explain` says of a function: for each argument whether it has an adjoint, and for each loop
//! and block what goes on the tape, why, how many bytes that takes, and what the backward sweep
//! computes again instead.
//!
//! ```text
//! size      bytes, and sizes that only rustc or a run knows
//! phrase    expressions and types as people read them
//! layout    the type and the size of a value
//! why       the reason for which a value is kept
//! part      the blocks with what they keep
//! tree      reads them from the forward sweep
//! text      the table
//! ```
//!
//! Names are the source's; a value without one is called by its expression.

mod layout;
mod part;
mod phrase;
mod size;
mod text;
mod tree;
mod why;

use crate::activity::Activity;
use crate::adjoint::{Mode, adjoint_with, held};
use crate::defs::Defs;
use crate::ir::{Function, Place, Role, Var};
use crate::plan::Savings;
use crate::signature::{Param, Signature};
use part::{Part, Row};
use phrase::{Phrase, ty_text};
use size::Amount;
use tree::Tree;

/// The table for a function with what its calls lend kept, see `save`. One that is `recomputed` keeps nothing for its
/// callers.
#[must_use]
pub fn explain(
    name: &str,
    function: &Function,
    signature: &Signature,
    activity: &Activity,
    savings: Savings,
    recomputed: bool,
) -> String {
    let read = |mode| {
        let mut sweeps = adjoint_with(function, signature, activity, mode, savings);
        let defs = Defs::read(&sweeps.function);
        let (slices, _) = held(&mut sweeps);
        let phrase = Phrase { function: &sweeps.function, defs: &defs };
        let tree = Tree::new(phrase, &sweeps.plan, function);
        let finals: Vec<Row> = slices.into_iter().map(|v| last(&tree, v)).collect();
        (tree.body(&sweeps.forward), finals)
    };
    let ((joint, finals), (split, _)) = (read(Mode::Joint), read(Mode::Split));
    format!(
        "{}\n{}",
        arguments(name, signature, function, activity),
        tapes(&joint, &finals, (!recomputed).then_some(&split))
    )
}

/// The row of a slice whose final values `vjp` puts on the tape.
fn last(tree: &Tree<'_>, var: Var) -> Row {
    let place = Place::whole(var);
    let why = "its final values: the backward sweep uses the slice";
    Row::on_tape(tree.phrase.place(&place), tree.phrase.slice(&place), why)
}

fn arguments(name: &str, signature: &Signature, function: &Function, activity: &Activity) -> String {
    let rows = signature.params.iter().zip(&function.params).map(|(param, var)| {
        let text = match param {
            p if p.constant => "no adjoint: `#[constant]`".to_owned(),
            p if p.known.is_flat() => format!("no adjoint: {} has no derivative", ty_text(&p.written)),
            _ if !activity.is_active(*var) => "not active: nothing is added to its adjoint".to_owned(),
            p if p.role == Role::Unique => "adjoint, changed in place".to_owned(),
            _ => "adjoint".to_owned(),
        };
        [param.name.to_string(), text]
    });
    let rows: Vec<[String; 2]> = rows.collect();
    format!("{name}({})\n{}", names(&signature.params), text::columns(&rows, 1))
}

fn names(params: &[Param]) -> String {
    params.iter().map(|p| p.name.to_string()).collect::<Vec<_>>().join(", ")
}

/// What `vjp` keeps, and what the pair `fwd` and `rev` does.
fn tapes(joint: &Part, finals: &[Row], split: Option<&Part>) -> String {
    let mut whole = joint.amount();
    for row in finals {
        whole.add(&Amount::exactly(row.size.clone()));
    }
    let text = text::part(&with(joint, finals), &format!("tape of `vjp`: {whole}"), 0);
    let Some(split) = split else {
        return text + "tape of `fwd`, for `rev`: nothing: `rev` is `vjp`\n";
    };
    let (variables, rest) = split.without_values();
    match rest.keeps_the_same(joint) {
        true => text + &beside(finals, &variables),
        false => text + &text::part(split, &format!("tape of `fwd`, for `rev`: {}", split.amount()), 0),
    }
}

/// In what the pair differs from `vjp` if its blocks keep the same.
fn beside(finals: &[Row], variables: &[Row]) -> String {
    let mut own = Amount::default();
    variables.iter().for_each(|row| own.add(&Amount::exactly(row.size.clone())));
    let finals = if finals.is_empty() { "" } else { " without the final values" };
    let own = if own.is_zero() { String::new() } else { format!(", and {own} that are variables in `vjp`") };
    format!("tape of `fwd`, for `rev`: the same{finals}{own}\n{}", text::rows(variables, 1))
}

/// The body's part with the rows that only `vjp` has; what the body itself computes is still there.
fn with(body: &Part, finals: &[Row]) -> Part {
    let mut all = body.clone();
    all.kept.extend_from_slice(finals);
    all.again.clear();
    all
}
