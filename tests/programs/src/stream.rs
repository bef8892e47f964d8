//! Iterators that leave items out: `filter`, `take_while`, `skip_while`, `filter_map`, `map_while`, `scan`.

use crate::function::Writer;
use crate::scope::{Around, Name};
use crate::types::Type;

/// An iterator with such a stage.
struct Stream {
    /// As it is written.
    text: String,
    /// The name of an item in a closure or a loop, and the pattern that gives it.
    item: Name,
    pattern: String,
    /// What it goes over.
    root: String,
}

impl Writer<'_, '_> {
    /// `a.iter().filter(|&&e| e > 0.3).map(|e| …).sum::<T>()`
    pub(crate) fn sifted(&mut self, depth: usize) -> String {
        // a chain inside a chain runs many times
        let stream = if self.chained { None } else { self.stream() };
        let Some(Stream { text, item, pattern, .. }) = stream else { return self.atom() };
        let s = self.fresh("v");
        match self.choices.below(3) {
            1 => {
                let first = self.atom();
                let body = self.closure_body(vec![Name::local(&s, Type::Real, false), item], depth);
                format!("{text}.fold({first}, |{s}, {pattern}| ({body}).sin() + 0.5 * {s})")
            }
            2 => {
                let body = self.closure_body(vec![Name::local(&s, Type::Index, false), item], depth);
                format!("{text}.enumerate().map(|({s}, {pattern})| {body}).sum::<T>()")
            }
            _ => {
                let body = self.closure_body(vec![item], depth);
                format!("{text}.map(|{pattern}| {body}).sum::<T>()")
            }
        }
    }

    /// `for e in a.iter().take_while(|&&e| e < 0.5) { … }`
    pub(crate) fn loop_over_stream(&mut self) {
        let stream = if self.loops.len() < 2 && self.nested() <= 4 { self.stream() } else { None };
        let Some(Stream { text, item, pattern, root }) = stream else { return self.element() };
        // what its closures read is lent as long as the loop runs
        let mut lent = self.words(&text);
        lent.push(root);
        self.line(&format!("for {pattern} in {text} {{"));
        self.loops.push(Around { label: None, continuable: true, behind_block: false });
        self.lending(&lent, &[], |w| {
            w.declare(item);
            if w.choices.below(2) == 1 {
                w.assign_real();
            }
            w.stmts(3);
        });
        self.loops.pop();
        self.line("}");
    }

    fn stream(&mut self) -> Option<Stream> {
        let row = self.row(false)?;
        let (e, x) = (self.fresh("e"), self.fresh("e"));
        let item = Name::local(&x, Type::Real, false);
        let asked = Name::local(&e, Type::Real, false);
        let (stage, pattern) = match self.choices.below(8) {
            1 => (format!("take_while(|&&{e}| {})", self.predicate(asked)), format!("&{x}")),
            2 => (format!("skip_while(|&&{e}| {})", self.predicate(asked)), format!("&{x}")),
            3 => (format!("filter_map(|&{e}| {})", self.some_or_none(asked)), x),
            4 => (format!("map_while(|&{e}| {})", self.some_or_none(asked)), x),
            5 => {
                let (s, first) = (self.fresh("v"), self.atom());
                let state = Name::behind(&s, Type::Real, false);
                let value = self.closure_body(vec![state, asked], 1);
                let scan =
                    format!("scan({first}, |{s}, &{e}| {{ *{s} = ({value}).sin(); Some(*{s} * {e}) }})");
                (scan, x)
            }
            6 => (format!("copied().filter(|&{e}| {})", self.predicate(asked)), x),
            _ => (format!("filter(|&&{e}| {})", self.predicate(asked)), format!("&{x}")),
        };
        let start = ["iter()", "iter().rev()", "iter()", "iter().skip(1)"][self.choices.below(4)];
        let after = if self.choices.once_in(4) { ".skip(1)" } else { "" };
        let text = format!("{}.{start}.{stage}{after}", row.text);
        Some(Stream { text, item, pattern, root: row.root })
    }

    /// What a closure says of a name.
    pub(crate) fn predicate(&mut self, name: Name) -> String {
        self.closure_of(vec![name], |w| w.truth(0))
    }

    /// `if e > 0.3 { Some(e * x) } else { None }`
    pub(crate) fn some_or_none(&mut self, name: Name) -> String {
        self.closure_of(vec![name], |w| {
            let (truth, value) = (w.truth(0), w.real(1));
            format!("if {truth} {{ Some({value}) }} else {{ None }}")
        })
    }
}
