//! Iterators whose items must be gone through in order: `filter`, `take_while`, `flat_map`.
//!
//! Such an iterator is a chain, whose items have indices, and stages behind it. A loop over it is a
//! loop over the chain; each stage hands an item on or not, and may say that the loop is done.

mod inner;
mod read;
mod sift;
mod walk;

use syn::Expr as Syn;

use super::Lower;
use super::chain::{Chain, is_chain};
use super::closure::Callable;
use super::control::Changed;
use super::iterators::is_sifted;
use super::scope::Local;
use crate::ir::{Const, Expr, Place};
use crate::messages;
use crate::types::Ty;

/// An iterator.
#[derive(Clone)]
pub(super) struct Stream {
    pub(super) chain: Chain,
    stages: Vec<Stage>,
    /// The variable that says that no item follows.
    done: Option<usize>,
    /// The variables of the stages.
    state: Vec<Changed>,
}

/// What happens to an item on its way. The numbers are variables of [`Scopes`](super::scope::Scopes).
#[derive(Clone)]
enum Stage {
    Map(Callable),
    Copied,
    Filter(Callable),
    /// `filter_map`; `map_while` ends where nothing is given.
    FilterMap(Callable, bool),
    TakeWhile(Callable),
    /// With whether an item was handed on.
    SkipWhile(Callable, usize),
    /// With the index.
    Enumerate(usize),
    /// The count, and that of the items that came.
    Skip(Expr, usize),
    Take(Expr, usize),
    /// With the index in the other chain.
    Zip(Box<Chain>, usize),
    /// With the memory that the closure is lent.
    Scan(Place, Callable),
    Flatten,
    FlatMap(Box<syn::ExprClosure>, super::scope::Names),
}

/// Adaptors that give a stage: those that leave items out, and those that may stand behind them.
const OPENING: [&str; 9] = [
    "filter",
    "filter_map",
    "map_while",
    "take_while",
    "skip_while",
    "scan",
    "flat_map",
    "flatten",
    "by_ref",
];
const FOLLOWING: [&str; 7] = ["map", "copied", "cloned", "enumerate", "skip", "take", "zip"];

/// Whether an expression is an iterator, as far as its text tells.
pub(super) fn is_stream(e: &Syn) -> bool {
    match e {
        Syn::Paren(p) => is_stream(&p.expr),
        Syn::Group(g) => is_stream(&g.expr),
        Syn::MethodCall(m) if m.method == "clone" => is_chain(e) || is_sifted(&m.receiver),
        Syn::MethodCall(m) => is_chain(e) || is_stage(m) && is_stream(&m.receiver),
        e => is_chain(e) || is_sifted(e),
    }
}

fn is_stage(m: &syn::ExprMethodCall) -> bool {
    OPENING.iter().chain(&FOLLOWING).any(|n| m.method == n)
}

/// Whether a path is that of a function in `core::iter`.
pub(super) fn is_function(path: &syn::Path) -> bool {
    const FUNCTIONS: [&str; 8] =
        ["successors", "repeat", "repeat_n", "repeat_with", "once", "empty", "from_fn", "zip"];
    let mut names = path.segments.iter().rev();
    let (last, module) = (names.next(), names.next());
    let known = last.is_some_and(|s| FUNCTIONS.iter().any(|n| s.ident == n));
    known && module.is_some_and(|s| s.ident == "iter")
}

/// What to say of a method of iterators that is not differentiated.
pub(super) fn refusal(m: &syn::ExprMethodCall) -> &'static str {
    match m.method.to_string().as_str() {
        "rev" | "step_by" => messages::ADAPTOR_ORDER,
        "collect" => messages::COLLECT,
        "max_by_key" | "min_by_key" => messages::BY_KEY,
        "max" | "min" => messages::EXTREME,
        "cycle" => messages::CYCLE,
        "rposition" | "rfind" | "rfold" => messages::FROM_THE_END,
        "inspect" => messages::INSPECT,
        _ => messages::ITERATOR_METHOD,
    }
}

/// Where something is gone through that is no iterator, as far as its text tells: the method that it
/// comes from, and what to say of it.
pub(super) fn culprit(m: &syn::ExprMethodCall) -> (&syn::Ident, &'static str) {
    let text = refusal(m);
    match &*m.receiver {
        receiver if is_stream(receiver) => (&m.method, text),
        Syn::MethodCall(inner) if is_adaptor(m) => culprit(inner),
        _ if matches!(m.method.to_string().as_str(), "chars" | "char_indices" | "bytes") => {
            (&m.method, messages::CHARS)
        }
        _ if text == messages::ITERATOR_METHOD => (&m.method, messages::ITERATOR),
        _ => (&m.method, text),
    }
}

fn is_adaptor(m: &syn::ExprMethodCall) -> bool {
    is_stage(m) || ["rev", "step_by", "chain", "peekable"].iter().any(|n| m.method == n)
}

impl Stage {
    /// With another variable.
    fn rename(&mut self, renamed: &impl Fn(usize) -> usize) {
        match self {
            Stage::SkipWhile(_, k)
            | Stage::Enumerate(k)
            | Stage::Skip(_, k)
            | Stage::Take(_, k)
            | Stage::Zip(_, k) => *k = renamed(*k),
            Stage::Map(_) | Stage::Copied | Stage::Filter(_) | Stage::FilterMap(..) => {}
            Stage::TakeWhile(_) | Stage::Scan(..) | Stage::Flatten | Stage::FlatMap(..) => {}
        }
    }
}

impl Stream {
    pub(super) fn of(chain: Chain) -> Self {
        Self { chain, stages: Vec::new(), done: None, state: Vec::new() }
    }

    /// Whether each item of the chain is one of the stream.
    pub(super) fn is_plain(&self) -> bool {
        self.stages.is_empty()
    }
}

impl Lower<'_> {
    /// A variable of an iterator's own.
    pub(super) fn state_of(&mut self, stream: &mut Stream, init: Expr, name: &str) -> usize {
        let Local::Value(k) = self.scopes.value(Some(init)) else { unreachable!("a value was declared") };
        stream.state.push((k, name.to_owned()));
        k
    }

    /// The variable that ends the loop.
    pub(super) fn done_of(&mut self, stream: &mut Stream) -> usize {
        if let Some(done) = stream.done {
            return done;
        }
        let done = self.state_of(stream, truth(false), "done");
        stream.done = Some(done);
        done
    }

    pub(super) fn finish(&mut self, done: usize) {
        self.scopes.set(done, Some(truth(true)));
    }

    /// The same with variables and memory of its own, which have the values of now.
    pub(super) fn with_own_state(&mut self, mut stream: Stream) -> Stream {
        let was = std::mem::take(&mut stream.state);
        let mut own = Vec::new();
        for (old, name) in was {
            let value = self.now(old);
            own.push((old, self.state_of(&mut stream, value, &name)));
        }
        let renamed = |k: usize| own.iter().find(|(old, _)| *old == k).map_or(k, |(_, new)| *new);
        stream.done = stream.done.map(renamed);
        stream.stages.iter_mut().for_each(|stage| stage.rename(&renamed));
        for stage in &mut stream.stages {
            if let Stage::Scan(place, _) = stage {
                let now = self.load(place.clone(), None, stream.chain.span);
                *place = self.lent_state(now, stream.chain.span);
            }
        }
        stream
    }

    pub(super) fn now(&self, variable: usize) -> Expr {
        self.scopes.get(variable).unwrap_or(Expr::Filler)
    }
}

/// `true`, `false`
pub(super) fn truth(is: bool) -> Expr {
    let tokens = if is { quote::quote!(true) } else { quote::quote!(false) };
    Expr::Const(Const { tokens, number: Some(f64::from(u8::from(is))), ty: Ty::Bool })
}
