//! Statements: lets, assignments, branches.

use crate::function::Writer;
use crate::kernel::Numbers;
use crate::scope::Name;
use crate::types::Type;

impl Writer<'_, '_> {
    /// One to `most` statements.
    pub(crate) fn stmts(&mut self, most: usize) {
        for _ in 0..1 + self.choices.below(most) {
            if self.fuel == 0 || self.choices.is_empty() {
                return;
            }
            self.fuel -= 1;
            self.stmt();
        }
    }

    /// Statements without jumps.
    pub(crate) fn plain_stmts(&mut self, most: usize) {
        for _ in 0..1 + self.choices.below(most) {
            if self.fuel == 0 || self.choices.is_empty() {
                return;
            }
            self.fuel -= 1;
            self.plain_stmt();
        }
    }

    fn stmt(&mut self) {
        if self.nested() > 4 {
            return self.simple_stmt();
        }
        match self.choices.below(39) {
            0..=17 => self.plain_stmt(),
            18..=21 => self.for_loop(),
            22 | 23 => self.while_loop(),
            24..=26 => self.jump(),
            27 => self.searching_loops(),
            28 | 29 => self.loop_over(),
            30 | 31 => self.rotating_loop(),
            32 => self.let_broken(),
            33 => self.loop_over_stream(),
            34 | 35 => self.loop_of_sums(),
            36 | 37 => self.loop_of_rows(),
            _ => self.match_stmt(),
        }
    }

    fn plain_stmt(&mut self) {
        if self.nested() > 4 {
            return self.simple_stmt();
        }
        if !self.circle.is_empty() && self.turns > 0 && self.choices.once_in(4) {
            return self.turn();
        }
        match self.choices.below(33) {
            0 | 1 => self.let_real(),
            2..=6 => self.assign_real(),
            7 | 8 => self.if_stmt(),
            9..=11 => self.element(),
            12 => self.let_array(),
            13 => self.let_pair(),
            14 | 15 => self.call_stmt(),
            16 => self.let_other(),
            17 | 18 => self.memory(),
            19 => self.let_struct(),
            20 | 21 => self.field_stmt(),
            22 | 23 => self.referring(),
            24 | 25 => self.option_stmt(),
            26 => self.shape_stmt(),
            27 | 28 => self.closure(),
            29 | 30 => self.let_pattern(),
            31 => self.operating(),
            _ => self.block_stmt(),
        }
    }

    /// What has no block.
    fn simple_stmt(&mut self) {
        match self.choices.below(7) {
            0 => self.let_real(),
            1 | 2 => self.assign_real(),
            3 => self.element(),
            4 => self.call_stmt(),
            5 => self.field_stmt(),
            _ => self.memory(),
        }
    }

    pub(crate) fn let_real(&mut self) {
        let value = if self.choices.once_in(6) { self.value_of_half() } else { self.real(2) };
        let bare = self.new_name("x", Type::Real);
        let mutable = self.choices.below(2) == 1;
        let (keyword, ty) =
            (if mutable { "let mut" } else { "let" }, if self.choices.once_in(4) { ": T" } else { "" });
        self.line(&format!("{keyword} {bare}{ty} = {value};"));
        self.declare(Name::local(&bare, Type::Real, mutable));
    }

    fn value_of_half(&self) -> String {
        if self.numbers == Numbers::Double { "0.5_f64" } else { "0.5" }.to_owned()
    }

    /// In a loop, a value that cannot grow with each iteration.
    pub(crate) fn bounded(&mut self, value: String) -> String {
        if self.loops.is_empty() && self.circle.is_empty() {
            return value;
        }
        match self.choices.below(4) {
            0 => format!("({value}).sin()"),
            1 => format!("({value}).tanh()"),
            2 => format!("({value}).atan()"),
            _ => format!("(0.5 * {value}).cos()"),
        }
    }

    pub(crate) fn assign_real(&mut self) {
        let Some(x) = self.writable(|ty| ty == Type::Real) else { return self.let_real() };
        let kind = self.choices.below(8);
        if kind >= 3 {
            self.frozen.push(x.bare.clone());
        }
        let value = self.real(2);
        let value = self.bounded(value);
        let x_text = x.text.trim_start_matches('(').trim_end_matches(')').to_owned();
        let line = match kind {
            0 => format!("{x_text} = {value};"),
            1 => format!("{x_text} = {value}.tanh() * {};", x.text),
            2 => format!("{x_text} = 0.5 * {} + {value}.sin();", x.text),
            3 | 4 => format!("{x_text} += {value};"),
            5 => format!("{x_text} -= {value};"),
            6 => format!("{x_text} *= {value}.sin();"),
            _ => format!("{x_text} /= 1.2 + {value}.powi(2);"),
        };
        if kind >= 3 {
            self.frozen.pop();
        }
        self.line(&line);
    }

    fn if_stmt(&mut self) {
        let truth = self.truth(2);
        if self.choices.once_in(8) {
            return self.assigned_in_branches(&truth);
        }
        self.line(&format!("if {truth} {{"));
        self.inside(|w| w.stmts(3));
        if self.choices.once_in(5) {
            let truth = self.truth(1);
            self.line(&format!("}} else if {truth} {{"));
            self.inside(|w| w.stmts(2));
        }
        if self.choices.below(2) == 1 {
            self.line("} else {");
            self.inside(|w| w.stmts(3));
        }
        self.line("}");
    }

    /// `let y; if c { y = a; } else { y = b; }`
    fn assigned_in_branches(&mut self, truth: &str) {
        let bare = self.fresh("y");
        self.line(&format!("let {bare};"));
        for head in [format!("if {truth} {{"), "} else {".to_owned()] {
            self.line(&head);
            self.inside(|w| {
                w.plain_stmts(2);
                let value = w.real(2);
                w.line(&format!("{bare} = {value};"));
            });
        }
        self.line("}");
        self.declare(Name::local(&bare, Type::Real, false));
    }

    fn block_stmt(&mut self) {
        self.line("{");
        self.inside(|w| w.plain_stmts(3));
        self.line("}");
    }

    fn match_stmt(&mut self) {
        let on = self.index(1);
        self.line(&format!("match {on} % 4 {{"));
        for pattern in self.patterns() {
            self.inside(|w| {
                w.line(&format!("{pattern} => {{"));
                w.inside(|w| w.stmts(2));
                w.line("}");
            });
        }
        self.line("}");
    }

    /// Integers and conditions.
    fn let_other(&mut self) {
        match self.choices.below(5) {
            0 => {
                let value = self.index(2);
                let bare = self.fresh("k");
                let mutable = self.choices.below(2) == 1;
                self.line(&format!("let {}{bare}: usize = {value};", if mutable { "mut " } else { "" }));
                self.declare(Name::local(&bare, Type::Index, mutable));
            }
            1 => {
                let value = self.truth(2);
                let bare = self.fresh("c");
                self.line(&format!("let {bare} = {value};"));
                self.declare(Name::local(&bare, Type::Truth, false));
            }
            2 => {
                let value = self.value_of(Type::Mask, 1);
                let bare = self.fresh("m");
                self.line(&format!("let {bare} = {value};"));
                self.declare(Name::local(&bare, Type::Mask, false));
            }
            3 => match self.writable(|ty| ty == Type::Index) {
                Some(k) if !k.reference => {
                    let value = self.index(1);
                    let line = match self.choices.below(3) {
                        0 => format!("{} += 1;", k.text),
                        1 => format!("{} = {value} % 4;", k.text),
                        _ => format!("{} = ({} + {value}) % 5;", k.text, k.text),
                    };
                    self.line(&line);
                }
                _ => self.let_real(),
            },
            _ => {
                let value = self.real(2);
                let pair = [self.fresh("s"), self.fresh("c")];
                self.line(&format!("let ({}, {}) = {value}.sin_cos();", pair[0], pair[1]));
                pair.iter().for_each(|bare| self.declare(Name::local(bare, Type::Real, false)));
            }
        }
    }
}
