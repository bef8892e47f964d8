//! Values that a condition or an integer chooses.

use crate::function::Writer;
use crate::types::Type;

impl Writer<'_, '_> {
    /// `if c { …; a } else { …; b }`, or a `match` on an integer.
    pub(crate) fn chosen(&mut self, ty: Type, depth: usize) -> String {
        if self.nested() > 4 {
            return self.value_of(ty, 0);
        }
        match self.choices.below(8) {
            3 | 7 => return self.matched(ty, depth),
            5 => return self.matched_pair(ty, depth),
            _ => {}
        }
        let truth = self.truth(1);
        let indent = self.indent();
        let then = self.branch_value(ty, depth);
        let middle = match self.choices.below(4) {
            3 => format!("else if {} {{\n{}{indent}}} ", self.truth(0), self.branch_value(ty, depth)),
            _ => String::new(),
        };
        let other = self.branch_value(ty, depth);
        format!("(if {truth} {{\n{then}{indent}}} {middle}else {{\n{other}{indent}}})")
    }

    /// `match n { 0 => a, 1 | 2 => b, _ => c }`
    fn matched(&mut self, ty: Type, depth: usize) -> String {
        let (on, indent) = (self.index(1), self.indent());
        let mut text = format!("(match {on} % 5 {{\n");
        for pattern in self.patterns() {
            let value = self.branch_value(ty, depth);
            text.push_str(&format!("{indent}{pattern} => {{\n{value}{indent}}}\n"));
        }
        format!("{text}{indent}}})")
    }

    /// `match (n, c) { (0, true) | (1, false) => a, (k, true) if … => b, _ => c }`
    fn matched_pair(&mut self, ty: Type, depth: usize) -> String {
        let (on, truth, indent, k) = (self.index(1), self.truth(1), self.indent(), self.fresh("k"));
        let mut text = format!("(match ({on} % 3, {truth}) {{\n");
        let guard = self.guard(0);
        for pattern in
            ["(0, true) | (1, false)".to_owned(), format!("({k}, true) if {guard}"), "_".to_owned()]
        {
            let value = self.branch_value(ty, depth);
            text.push_str(&format!("{indent}{pattern} => {{\n{value}{indent}}}\n"));
        }
        format!("{text}{indent}}})")
    }

    /// Patterns of a match on an integer.
    pub(crate) fn patterns(&mut self) -> Vec<String> {
        let guarded = self.choices.once_in(4);
        let guard = if guarded { format!(" if {}", self.guard(0)) } else { String::new() };
        let second = ["1 | 2", "1..=3", "2.."][self.choices.below(3)];
        vec!["0".to_owned(), format!("{second}{guard}"), "_".to_owned()]
    }

    /// A condition behind a pattern: `||` and `&&` need no parentheses there.
    pub(crate) fn guard(&mut self, depth: usize) -> String {
        let first = self.truth(depth);
        match self.choices.below(4) {
            2 => format!("{first} || {}", self.truth(0)),
            3 => format!("{first} && {} || {}", self.truth(0), self.truth(0)),
            _ => first,
        }
    }

    fn branch_value(&mut self, ty: Type, depth: usize) -> String {
        let (text, ()) = self.apart(|w| {
            w.inside(|w| {
                w.without_exits(|w| {
                    if w.choices.once_in(3) {
                        w.plain_stmts(2);
                    }
                    let value = w.value_of(ty, depth);
                    w.line(&value);
                });
            });
        });
        text
    }

    /// `{ let …; … }`
    pub(crate) fn block_expression(&mut self, depth: usize) -> String {
        if self.nested() > 4 {
            return self.atom();
        }
        let indent = self.indent();
        format!("({{\n{}{indent}}})", self.branch_value(Type::Real, depth))
    }
}
