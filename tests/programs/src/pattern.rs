//! Names from nested patterns, and values that a jump carries out of a block.

use crate::function::Writer;
use crate::scope::{Around, Name};
use crate::types::Type;

impl Writer<'_, '_> {
    /// `let ((a, b), [c, _]) = …;` and its kin.
    pub(crate) fn let_pattern(&mut self) {
        let [a, b, c] = [self.fresh("u"), self.fresh("v"), self.fresh("w")];
        let mutable = self.choices.below(2) == 1;
        let mark = if mutable { "mut " } else { "" };
        let body = self.one_of(|n| n.ty == Type::Body);
        let line = match (self.choices.below(5), body) {
            (1, Some(body)) => {
                let value = body.whole();
                format!(
                    "let Body {{ qpos: {mark}{a}, spring: Spring {{ rest: {b}, .. }}, arm: [{c}, _], .. }} = {value};"
                )
            }
            (2, _) => {
                let value = self.array(4, 1);
                format!("let [{mark}{a}, {b}, .., {c}] = {value};")
            }
            (3, _) => {
                let [x, y, z] = [0; 3].map(|_| self.real(1));
                format!(
                    "let (({mark}{a}, {b}), Spring {{ rest: {c}, .. }}) = (({x}, {y}), Spring {{ stiffness: {x}, rest: {z} }});"
                )
            }
            _ => {
                let (pair, array) = (self.pair_of_values(), self.array(2, 1));
                format!("let (({mark}{a}, {b}), [{c}, _]) = ({pair}, {array});")
            }
        };
        self.line(&line);
        self.declare(Name::local(&a, Type::Real, mutable));
        self.declare(Name::local(&b, Type::Real, false));
        self.declare(Name::local(&c, Type::Real, false));
    }

    fn pair_of_values(&mut self) -> String {
        self.value_of(Type::Pair, 1)
    }

    /// `let x = 'l: { if c { break 'l e; } …; e };`, or of a loop.
    pub(crate) fn let_broken(&mut self) {
        if self.nested() > 4 {
            return self.let_real();
        }
        let (x, label) = (self.fresh("x"), format!("'l{}", self.fresh("")));
        if self.choices.below(2) == 1 && self.loops.len() < 2 {
            return self.let_loop(&x, &label);
        }
        self.line(&format!("let {x} = {label}: {{"));
        let loops = self.loops.clone();
        self.loops.iter_mut().for_each(|l| l.behind_block = true);
        self.inside(|w| {
            for _ in 0..1 + w.choices.below(2) {
                w.break_with(&label);
                w.stmts(2);
            }
            let value = w.real(2);
            w.line(&value);
        });
        self.loops = loops;
        self.line("};");
        self.declare(Name::local(&x, Type::Real, false));
    }

    /// `if c { …; break 'l e; }`
    fn break_with(&mut self, label: &str) {
        let truth = self.truth(1);
        self.line(&format!("if {truth} {{"));
        self.inside(|w| {
            if w.choices.once_in(3) {
                w.plain_stmts(1);
            }
            let value = w.real(2);
            w.line(&format!("break {label} {value};"));
        });
        self.line("}");
    }

    /// `let x = 'l: loop { …; break 'l e; };`
    fn let_loop(&mut self, x: &str, label: &str) {
        let k = self.fresh("k");
        self.line(&format!("let mut {k} = 0_usize;"));
        self.line(&format!("let {x} = {label}: loop {{"));
        // an inner loop may be broken; this one only with a value
        let inner = Around { label: None, continuable: true, behind_block: false };
        self.inside(|w| {
            w.line(&format!("{k} += 1;"));
            w.declare(Name::local(&k, Type::Index, false));
            w.without_exits(|w| w.plain_stmts(3));
            if w.choices.once_in(3) && w.loops.is_empty() {
                w.line("for _ in 0..2 {");
                w.loops.push(inner);
                w.inside(|w| {
                    w.plain_stmts(2);
                    w.break_with(label);
                });
                w.loops.pop();
                w.line("}");
            } else {
                w.break_with(label);
            }
            w.line(&format!("if {k} > 2 {{"));
            w.inside(|w| {
                let value = w.real(1);
                w.line(&format!("break {label} {value};"));
            });
            w.line("}");
        });
        self.line("};");
        self.declare(Name::local(x, Type::Real, false));
    }
}
