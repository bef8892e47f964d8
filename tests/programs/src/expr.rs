//! Expressions: reals, indices, conditions, aggregates.

use crate::function::Writer;
use crate::kernel::Numbers;
use crate::types::Type;

impl Writer<'_, '_> {
    /// A value of a type.
    pub(crate) fn value_of(&mut self, ty: Type, depth: usize) -> String {
        match ty {
            Type::Unit => "()".to_owned(),
            Type::Real => self.real(depth),
            Type::Index => self.index(depth),
            Type::Truth => self.truth(depth),
            Type::Pair => self.pair(depth),
            Type::Array(n) => self.array(n, depth),
            Type::Mask => self.mask(depth),
            Type::Body | Type::Spring => self.structure(ty, depth),
            Type::Maybe => self.maybe(depth),
            Type::Shape => self.shape(depth),
            Type::Slice(_) | Type::Law => unreachable!("lent, never a value"),
        }
    }

    /// A real: `depth` operations deep.
    pub(crate) fn real(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.atom();
        }
        let d = depth - 1;
        if !self.callable.is_empty()
            && self.choices.once_in(4)
            && let Some(call) = self.closure_called()
        {
            return call;
        }
        match self.choices.below(34) {
            0 | 1 => self.atom(),
            2 | 3 => format!("({} * {})", self.real(d), self.real(d)),
            4 | 5 => format!("({} + {})", self.real(d), self.real(d)),
            6 => format!("({} - {})", self.real(d), self.real(d)),
            7 => format!("(-{})", self.real(d)),
            8 => format!("{}.sin()", self.real(d)),
            9 => format!("{}.cos()", self.real(d)),
            10 => format!("{}.tanh()", self.real(d)),
            11 => {
                let by = self.atom();
                format!("({} / (1.0 + {by} * {by}))", self.real(d))
            }
            12 => format!("{}.max({})", self.real(d), self.real(d)),
            13 => format!("{}.min({})", self.real(d), self.real(d)),
            14 => format!("{}.abs()", self.real(d)),
            15..=18 => self.primitive(d),
            19 => format!("T::select({}, {}, {})", self.mask(d), self.real(d), self.real(d)),
            20 => format!("T::from_f64({} as f64)", self.index(d)),
            21 => self.chosen(Type::Real, d),
            22..=26 => self.called(Type::Real).unwrap_or_else(|| self.atom()),
            27 => self.block_expression(d),
            28 | 31 => self.held().unwrap_or_else(|| self.atom()),
            29 | 30 => self.sifted(d),
            _ => self.reduced(d),
        }
    }

    /// A variable, an element, a literal.
    pub(crate) fn atom(&mut self) -> String {
        match self.choices.below(8) {
            6 => return self.literal(),
            4 | 5 => {
                if let Some(a) = self.one_of(|n| matches!(n.ty, Type::Array(_) | Type::Slice(_))) {
                    let i = self.position(&a.text, a.ty);
                    return format!("{}[{i}]", a.text);
                }
            }
            3 | 7 => {
                if let Some(p) = self.one_of(|n| !n.ty.fields().is_empty()) {
                    return self.field_of(&p);
                }
            }
            _ => {}
        }
        match self.one_of(|n| n.ty == Type::Real) {
            Some(x) => x.text,
            None => self.literal(),
        }
    }

    fn literal(&mut self) -> String {
        let all = ["0.5", "1.5", "T::ONE", "(-0.7)", "0.3", "2.0", "T::ZERO", "1.1", "T::from_f64(0.25)"];
        let text = all[self.choices.below(all.len())];
        match self.numbers {
            Numbers::Double if text.starts_with(|c: char| c.is_ascii_digit()) => format!("{text}_f64"),
            Numbers::Double => text.replace("-0.7", "-0.7_f64").replace("0.25", "0.25_f64"),
            _ => text.to_owned(),
        }
    }

    /// `x.lt(y)`, or a variable that holds one.
    fn mask(&mut self, depth: usize) -> String {
        if let Some(m) = self.one_of(|n| n.ty == Type::Mask).filter(|_| self.choices.below(3) > 0) {
            return m.text;
        }
        let (op, x) = (["lt", "le", "gt", "ge"][self.choices.below(4)], self.real(depth));
        format!("{x}.{op}({})", self.atom())
    }

    /// An index into an array or a slice, in range.
    pub(crate) fn position(&mut self, text: &str, ty: Type) -> String {
        let (least, len) = match ty {
            Type::Array(n) => (n, n.to_string()),
            Type::Slice(least) => (least, format!("{text}.len()")),
            _ => (1, "1".to_owned()),
        };
        match self.choices.below(3) {
            0 => self.choices.below(least).to_string(),
            1 => format!("{} % {len}", self.index(1)),
            _ => format!("{}.min({len} - 1)", self.index(0)),
        }
    }

    /// A small integer that is never negative.
    pub(crate) fn index(&mut self, depth: usize) -> String {
        if depth == 0 || self.choices.below(2) == 0 {
            let all = ["1_usize", "2_usize", "0_usize", "3_usize"];
            return match self.one_of(|n| n.ty == Type::Index).filter(|_| !self.choices.once_in(3)) {
                Some(n) => n.text,
                None => all[self.choices.below(4)].to_owned(),
            };
        }
        match self.choices.below(5) {
            0 => format!("({} + {})", self.index(depth - 1), self.index(0)),
            1 => format!("({} * {} % 5)", self.index(depth - 1), self.index(0)),
            2 => format!("(3 - {} % 3)", self.index(depth - 1)),
            3 => format!("{}.max({})", self.index(depth - 1), self.index(0)),
            _ => match self.one_of(|n| matches!(n.ty, Type::Array(_) | Type::Slice(_))) {
                Some(a) => format!("{}.len()", a.text),
                None => match self.one_of(|n| n.ty == Type::Body) {
                    Some(b) => format!("({}.count % 4)", b.text),
                    None => "2_usize".to_owned(),
                },
            },
        }
    }

    /// A condition.
    pub(crate) fn truth(&mut self, depth: usize) -> String {
        if depth > 0 {
            match self.choices.below(8) {
                5 => return format!("({} && {})", self.truth(depth - 1), self.truth(depth - 1)),
                6 => return format!("({} || {})", self.truth(depth - 1), self.truth(depth - 1)),
                7 => return format!("!{}", self.truth(depth - 1)),
                _ => {}
            }
        }
        // only numbers that can be ordered steer
        let kind = self.choices.below(if self.numbers == Numbers::Real { 3 } else { 6 });
        match if self.numbers == Numbers::Real { kind + 3 } else { kind } {
            0..=2 => {
                let op = ["<", ">", "<=", ">="][self.choices.below(4)];
                format!("({} {op} {})", self.real(depth.min(1)), self.atom())
            }
            3 if self.choices.once_in(3) => {
                let op = ["==", "!=", "<"][self.choices.below(3)];
                format!("(Some({}) {op} Some({}))", self.index(1), self.index(0))
            }
            3 => format!("({} % 2 == {})", self.index(1), self.choices.below(2)),
            4 => format!("({} < {})", self.index(1), self.index(0)),
            _ => match self.one_of(|n| n.ty == Type::Truth) {
                Some(c) => c.text,
                None if self.numbers == Numbers::Real => format!("({} > 1)", self.index(0)),
                None => format!("({} > 0.1)", self.atom()),
            },
        }
    }

    fn pair(&mut self, depth: usize) -> String {
        match self.choices.below(5) {
            1 => match self.one_of(|n| n.ty == Type::Pair) {
                Some(p) => p.whole(),
                None => format!("({}, {})", self.real(depth), self.real(depth)),
            },
            2 => format!("{}.sin_cos()", self.real(depth)),
            3 => self.chosen(Type::Pair, depth.saturating_sub(1)),
            4 => match self.called(Type::Pair) {
                Some(call) => call,
                None => format!("({}, {})", self.real(depth), self.atom()),
            },
            _ => format!("({}, {})", self.real(depth), self.real(depth)),
        }
    }

    pub(crate) fn array(&mut self, n: usize, depth: usize) -> String {
        match self.choices.below(6) {
            5 if depth > 0 => return self.mapped(n, depth - 1),
            1 => {
                if let Some(a) = self.one_of(|name| name.ty == Type::Array(n)) {
                    return a.whole();
                }
            }
            2 => return format!("[{}; {n}]", self.real(depth)),
            3 => {
                if let Some(call) = self.called(Type::Array(n)) {
                    return call;
                }
            }
            4 => return self.chosen(Type::Array(n), depth.saturating_sub(1)),
            _ => {}
        }
        let all: Vec<String> = (0..n).map(|_| self.real(depth)).collect();
        format!("[{}]", all.join(", "))
    }
}
