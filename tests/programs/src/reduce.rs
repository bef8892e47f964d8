//! Iterator chains that end in a value, and arrays made of closures.

use crate::function::Writer;
use crate::scope::Name;
use crate::types::Type;

impl Writer<'_, '_> {
    /// `a.iter().map(|e| …).sum::<T>()`
    pub(crate) fn reduced(&mut self, depth: usize) -> String {
        // a chain inside a chain runs many times
        let row = if self.chained { None } else { self.row(false) };
        let Some(row) = row else { return self.atom() };
        let (e, i, s) = (self.fresh("e"), self.fresh("i"), self.fresh("v"));
        let item = Name::behind(&e, Type::Real, false);
        let index = Name::local(&i, Type::Index, false);
        let text = &row.text;
        match self.choices.below(8) {
            1 => {
                let body = self.closure_body(vec![index], depth);
                format!("(0..{}).map(|{i}| {body}).sum::<T>()", 2 + self.choices.below(2))
            }
            2 => {
                let Some(other) = self.row(false) else { return self.atom() };
                let body = self.closure_body(vec![item, Name::behind(&s, Type::Real, false)], depth);
                format!("{text}.iter().zip({}.iter()).map(|({e}, {s})| {body}).sum::<T>()", other.text)
            }
            3 => {
                let body = self.closure_body(vec![index, item], depth);
                format!("{text}.iter().enumerate().rev().map(|({i}, {e})| {body}).sum::<T>()")
            }
            4 => {
                let body = self.closure_body(vec![item], depth);
                format!("{text}.iter().fold(T::ONE, |{s}, {e}| {s} * ({body}).cos())")
            }
            5 | 6 => {
                let first = self.atom();
                let body = self.closure_body(vec![Name::local(&s, Type::Real, false), item], depth);
                let by = ["iter()", "iter().rev()", "iter().skip(1)"][self.choices.below(3)];
                format!("{text}.{by}.fold({first}, |{s}, {e}| ({body}).sin() + 0.5 * {s} * *{e})")
            }
            7 => format!("{text}.iter().copied().fold({}, T::max)", self.atom()),
            _ => {
                let body = self.closure_body(vec![item], depth);
                format!("{text}.iter().map(|{e}| {body} * *{e}).sum::<T>()")
            }
        }
    }

    /// `a.map(|e| …)`, `core::array::from_fn(|i| …)`
    pub(crate) fn mapped(&mut self, n: usize, depth: usize) -> String {
        let e = self.fresh("e");
        match self.one_of(|name| name.ty == Type::Array(n)) {
            Some(a) if self.choices.below(2) == 1 => {
                let body = self.closure_body(vec![Name::local(&e, Type::Real, false)], depth);
                format!("{}.map(|{e}| {body})", a.text)
            }
            _ => {
                let body = self.closure_body(vec![Name::local(&e, Type::Index, false)], depth);
                format!("core::array::from_fn::<T, {n}, _>(|{e}| {body})")
            }
        }
    }

    /// A value that changes nothing, with these names.
    pub(crate) fn closure_body(&mut self, names: Vec<Name>, depth: usize) -> String {
        self.closure_of(names, |w| w.real(depth))
    }

    /// Text that changes nothing, with these names.
    pub(crate) fn closure_of(&mut self, names: Vec<Name>, write: impl FnOnce(&mut Self) -> String) -> String {
        self.calm(|w| {
            let (outer, chained) = (w.names.clone(), std::mem::replace(&mut w.chained, true));
            names.into_iter().for_each(|n| w.declare(n));
            let body = write(w);
            (w.names, w.chained) = (outer, chained);
            body
        })
    }
}
