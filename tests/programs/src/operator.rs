//! Operators of a struct, see [`STRUCTS`](crate::STRUCTS): what they give, and what they assign.

use crate::function::Writer;
use crate::types::Type;

impl Writer<'_, '_> {
    /// `(g + h)`, `(-g)`, `(g * x)`; `depth` operations deep.
    pub(crate) fn operated(&mut self, depth: usize) -> String {
        let a = self.operand(depth);
        match self.choices.below(4) {
            1 => format!("({a} - {})", self.operand(depth)),
            2 => format!("(-{a})"),
            3 => format!("({a} * {})", self.atom()),
            _ => format!("({a} + {})", self.operand(depth)),
        }
    }

    /// `g += h;`, `b.spring *= x;`
    pub(crate) fn operating(&mut self) {
        let Some(g) = self.writable(|ty| matches!(ty, Type::Spring | Type::Body)) else {
            return self.let_struct();
        };
        let place = match g.ty {
            Type::Body => format!("{}.spring", g.text),
            _ => g.whole(),
        };
        let line = match self.choices.below(3) {
            1 => format!("{place} -= {};", self.operand(1)),
            2 => format!("{place} *= {};", self.atom()),
            _ => format!("{place} += {};", self.operand(1)),
        };
        self.line(&line);
    }

    /// An operand that does no more than read.
    fn operand(&mut self, depth: usize) -> String {
        if depth > 0 && self.choices.once_in(3) {
            return self.operated(depth - 1);
        }
        let there = self.one_of(|n| matches!(n.ty, Type::Spring | Type::Body));
        match there.filter(|_| self.choices.below(4) < 3) {
            Some(b) if b.ty == Type::Body => format!("{}.spring", b.text),
            Some(g) => g.whole(),
            None => format!("(Spring {{ stiffness: {}, rest: {} }})", self.atom(), self.atom()),
        }
    }
}
