//! Loops over the elements of arrays and slices.

use crate::function::Writer;
use crate::scope::{Around, Name};
use crate::types::Type;

/// What a loop goes over: the name that it lends, and the place.
pub(crate) struct Row {
    pub(crate) root: String,
    pub(crate) text: String,
    /// Elements, at least.
    pub(crate) least: usize,
}

impl Writer<'_, '_> {
    /// `for x in a.iter() { … }` and its kin.
    pub(crate) fn loop_over(&mut self) {
        let unique = self.choices.below(2) == 1;
        let row = if self.loops.len() < 2 && self.nested() <= 4 { self.row(unique) } else { None };
        let Some(row) = row else { return self.element() };
        let other = self.row(false).filter(|o| !unique || o.root != row.root);
        let label = self.choices.once_in(4).then(|| format!("'l{}", self.fresh("")));
        let (head, names) = self.head(&row, other.as_ref(), unique);
        let prefix = label.as_ref().map(|l| format!("{l}: ")).unwrap_or_default();
        self.line(&format!("{prefix}for {head} {{"));
        self.loops.push(Around { label, continuable: true, behind_block: false });
        let mut shared = vec![other.map(|o| o.root).unwrap_or_default()];
        let lent = if unique {
            vec![row.root]
        } else {
            shared.push(row.root);
            Vec::new()
        };
        self.lending(&shared, &lent, |w| {
            let first = names.iter().find(|n| n.mutable).cloned();
            names.into_iter().for_each(|n| w.declare(n));
            if let Some(x) = first
                && w.choices.below(3) > 0
            {
                w.set_item(&x);
            }
            w.stmts(3);
        });
        self.loops.pop();
        self.line("}");
    }

    /// `*x = e;`, `c[1] = e;`
    fn set_item(&mut self, x: &Name) {
        let value = self.real(2);
        let value = self.bounded(value);
        match x.ty {
            Type::Real => self.line(&format!("*{} = {value};", x.bare)),
            _ => self.line(&format!("{}[1] = {value};", x.bare)),
        }
    }

    /// An array or a slice, or the one inside a struct.
    pub(crate) fn row(&mut self, unique: bool) -> Option<Row> {
        let frozen = self.frozen.clone();
        let name = self.one_of(|n| {
            let row = matches!(n.ty, Type::Array(_) | Type::Slice(_) | Type::Body);
            row && (!unique || (n.mutable && !frozen.contains(&n.bare)))
        })?;
        let (text, least) = match name.ty {
            Type::Array(n) | Type::Slice(n) => (name.text.clone(), n),
            _ => (format!("{}.arm", name.text), 2),
        };
        Some(Row { root: name.bare, text, least })
    }

    /// `x in a.iter()`, and the names that it gives.
    fn head(&mut self, row: &Row, other: Option<&Row>, unique: bool) -> (String, Vec<Name>) {
        let (x, i, y) = (self.fresh("e"), self.fresh("i"), self.fresh("e"));
        let item = Name::behind(&x, Type::Real, unique);
        let index = Name::local(&i, Type::Index, false);
        let text = &row.text;
        let (iter, chunks) = if unique { ("iter_mut", "chunks_exact_mut") } else { ("iter", "chunks_exact") };
        let odd = self.index(0);
        match (self.choices.below(12), other) {
            (1, _) => (format!("{x} in {text}.{iter}().rev()"), vec![item]),
            (2, _) => (format!("({i}, {x}) in {text}.{iter}().enumerate()"), vec![index, item]),
            (3, _) => (format!("({i}, {x}) in {text}.{iter}().enumerate().rev()"), vec![index, item]),
            (4 | 5, Some(o)) => {
                let names = vec![item, Name::behind(&y, Type::Real, false)];
                (format!("({x}, {y}) in {text}.{iter}().zip({}.iter())", o.text), names)
            }
            (6, Some(o)) => {
                let names = vec![index, item, Name::local(&y, Type::Real, false)];
                (format!("({i}, ({x}, &{y})) in {text}.{iter}().zip({}.iter()).enumerate()", o.text), names)
            }
            (7, _) if row.least > 1 => {
                let part = Name::behind(&x, Type::Slice(2), unique);
                (format!("{x} in {text}.{chunks}(2)"), vec![part])
            }
            (8, _) => (format!("{x} in {text}.{iter}().step_by(2)"), vec![item]),
            (9, _) => (format!("{x} in {text}.{iter}().skip({odd} % 3).take(2)"), vec![item]),
            (10, _) if !unique => {
                (format!("&{x} in {text}.iter()"), vec![Name::local(&x, Type::Real, false)])
            }
            (11, _) if !unique => {
                (format!("{x} in {text}.windows(2)"), vec![Name::behind(&x, Type::Slice(2), false)])
            }
            (10, _) => (format!("({i}, {x}) in (1..3).zip({text}.{iter}())"), vec![index, item]),
            _ => (format!("{x} in {text}.{iter}()"), vec![item]),
        }
    }
}
