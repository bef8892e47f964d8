//! Loops that exchange what they carry: all of the next iteration's values at once.

use crate::function::Writer;
use crate::scope::{Around, Name};
use crate::types::Type;

impl Writer<'_, '_> {
    /// `for … { (a, b) = (b, a + b); }`
    pub(crate) fn rotating_loop(&mut self) {
        if self.loops.len() >= 2 || self.nested() > 4 {
            return self.exchange();
        }
        let ty = [Type::Real, Type::Real, Type::Array(2), Type::Pair, Type::Spring][self.choices.below(5)];
        let all: Vec<String> = (0..2 + self.choices.below(2)).map(|_| self.fresh("z")).collect();
        for bare in &all {
            let value = self.value_of(ty, 1);
            self.line(&format!("let mut {bare} = {value};"));
            self.declare(Name::local(bare, ty, true));
        }
        let (counter, end) = (self.fresh("i"), 2 + self.choices.below(3));
        self.line(&format!("for {counter} in 0..{end} {{"));
        self.loops.push(Around { label: None, continuable: true, behind_block: false });
        self.inside(|w| {
            w.declare(Name::local(&counter, Type::Index, false));
            let before = w.choices.below(2) == 1;
            if before {
                w.stmts(2);
            }
            if w.choices.once_in(4) {
                let truth = w.truth(1);
                w.line(&format!("if {truth} {{"));
                w.inside(|w| w.rotate(&all, ty));
                w.line("}");
            } else {
                w.rotate(&all, ty);
            }
            if !before {
                w.stmts(2);
            }
        });
        self.loops.pop();
        self.line("}");
    }

    /// One variable takes the place of the next one.
    fn rotate(&mut self, all: &[String], ty: Type) {
        // a statement before may have hidden one of them
        let there =
            |w: &Self, bare: &String| w.names.iter().any(|n| n.bare == *bare && n.ty == ty && n.mutable);
        if !all.iter().all(|bare| there(self, bare)) {
            return self.exchange();
        }
        let (a, b) = (&all[0], &all[1]);
        match self.choices.below(6) {
            1 => {
                let held = self.fresh("t");
                self.line(&format!("let {held} = {a};"));
                all.windows(2).for_each(|w| self.line(&format!("{} = {};", w[0], w[1])));
                self.line(&format!("{} = {held};", all[all.len() - 1]));
            }
            2 => self.line(&format!("core::mem::swap(&mut {a}, &mut {b});")),
            3 => {
                let (value, held) = (self.next_value(b, ty), self.fresh("t"));
                self.line(&format!("let {held} = {value};"));
                self.line(&format!("{a} = core::mem::replace(&mut {b}, {held});"));
            }
            4 => {
                let value = self.next_value(a, ty);
                let back: Vec<&str> = all.iter().rev().map(String::as_str).collect();
                let values: Vec<&str> = all[1..].iter().map(String::as_str).chain([value.as_str()]).collect();
                self.line(&format!("({}) = ({});", back.join(", "), values.join(", ")));
            }
            _ => {
                let value = self.next_value(a, ty);
                let values: Vec<&str> = all[1..].iter().map(String::as_str).chain([value.as_str()]).collect();
                self.line(&format!("({}) = ({});", all.join(", "), values.join(", ")));
            }
        }
    }

    /// What the last variable becomes: made of `from`, or `from` itself; `from` may not be written meanwhile.
    fn next_value(&mut self, from: &str, ty: Type) -> String {
        if ty != Type::Real || self.choices.once_in(3) {
            return from.to_owned();
        }
        self.calm(|w| {
            let value = w.real(1);
            let value = w.bounded(value);
            format!("0.5 * {from} + {value}")
        })
    }
}
