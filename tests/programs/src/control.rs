//! Loops and jumps.

use crate::function::Writer;
use crate::scope::{Around, Name};
use crate::types::Type;

/// Loops in loops.
const DEEPEST: usize = 2;

impl Writer<'_, '_> {
    pub(crate) fn for_loop(&mut self) {
        if self.loops.len() >= DEEPEST {
            return self.element();
        }
        let end = self.end();
        let range = match self.choices.below(8) {
            0..=2 => format!("0..{end}"),
            3 => format!("(0..{end}).rev()"),
            4 => format!("(0..{end}).step_by(2)"),
            5 => format!("1..{end}"),
            6 => format!("0..={end}"),
            _ => format!("(0..{end}).step_by(2).rev()"),
        };
        let named = !self.choices.once_in(6);
        let counter = if named { self.fresh("i") } else { "_".to_owned() };
        let label = self.label();
        self.line(&format!("{}for {counter} in {range} {{", prefix(&label)));
        self.loops.push(Around { label, continuable: true, behind_block: false });
        self.inside(|w| {
            if named {
                w.declare(Name::local(&counter, Type::Index, false));
            }
            match w.choices.below(3) {
                1 if named => w.element_of(&counter),
                2 => w.assign_real(),
                _ => {}
            }
            w.stmts(4);
        });
        self.loops.pop();
        self.line("}");
    }

    /// The end of a range: small.
    fn end(&mut self) -> String {
        match self.choices.below(5) {
            0 => (2 + self.choices.below(3)).to_string(),
            1 => {
                self.one_of(|n| n.ty == Type::Index).map_or("3".to_owned(), |n| format!("{}.min(4)", n.text))
            }
            2 => format!("{} % 4", self.index(1)),
            3 => match self.one_of(|n| matches!(n.ty, Type::Slice(_) | Type::Array(_))) {
                Some(a) => format!("{}.len()", a.text),
                None => "3".to_owned(),
            },
            _ => "3".to_owned(),
        }
    }

    fn label(&mut self) -> Option<String> {
        self.choices.once_in(4).then(|| format!("'l{}", self.fresh("")))
    }

    /// A counter bounds it, whatever else its condition says.
    pub(crate) fn while_loop(&mut self) {
        if self.loops.len() >= DEEPEST {
            return self.element();
        }
        let counter = self.fresh("k");
        self.line(&format!("let mut {counter} = 0_usize;"));
        let more = if self.choices.below(2) == 1 { format!(" && {}", self.truth(1)) } else { String::new() };
        let (least, label) = (2 + self.choices.below(3), self.label());
        let kind = self.choices.below(3);
        let head = match kind {
            2 => format!("{}loop {{", prefix(&label)),
            _ => format!("{}while {counter} < {least}{more} {{", prefix(&label)),
        };
        self.line(&head);
        self.loops.push(Around { label, continuable: kind > 0, behind_block: false });
        self.inside(|w| {
            w.declare(Name::local(&counter, Type::Index, false));
            if kind == 2 {
                w.line(&format!("if {counter} >= {least} {{"));
                w.inside(|w| w.line("break;"));
                w.line("}");
            }
            if kind > 0 {
                w.line(&format!("{counter} += 1;"));
            }
            w.stmts(3);
            if kind == 0 {
                w.line(&format!("{counter} += 1;"));
            }
        });
        self.loops.pop();
        self.line("}");
        self.declare(Name::local(&counter, Type::Index, false));
    }

    /// `if c { …; break; }`
    pub(crate) fn jump(&mut self) {
        if self.valued && self.loops.is_empty() {
            return self.element();
        }
        let truth = self.truth(1);
        if self.choices.once_in(6) {
            return self.let_or_leave(&truth);
        }
        self.line(&format!("if {truth} {{"));
        self.inside(|w| {
            if w.choices.below(2) == 1 {
                w.plain_stmts(2);
            }
            let jump = w.jump_text();
            w.line(&jump);
        });
        if self.choices.once_in(4) {
            self.line("} else {");
            self.inside(|w| w.plain_stmts(2));
        }
        self.line("}");
    }

    /// `for … { for … { …; if c { return e; } … } … }`
    pub(crate) fn searching_loops(&mut self) {
        if self.valued || !self.loops.is_empty() || self.nested() > 2 {
            return self.jump();
        }
        let around = Around { label: None, continuable: true, behind_block: false };
        let heads = [3, 2].map(|end| (self.fresh("i"), end));
        let [(i, outer), (j, inner)] = &heads;
        self.line(&format!("for {i} in 0..{outer} {{"));
        self.loops.push(around.clone());
        self.inside(|w| {
            w.declare(Name::local(i, Type::Index, false));
            w.line(&format!("for {j} in 0..{inner} {{"));
            w.loops.push(around);
            w.inside(|w| {
                w.declare(Name::local(j, Type::Index, false));
                w.assign_real();
                w.returning();
                w.stmts(2);
            });
            w.loops.pop();
            w.line("}");
            w.assign_real();
        });
        self.loops.pop();
        self.line("}");
    }

    /// `if c { return e; }`
    fn returning(&mut self) {
        let truth = self.truth(1);
        let value = match self.result {
            Type::Unit => "return;".to_owned(),
            ty => format!("return {};", self.value_of(ty, 1)),
        };
        self.line(&format!("if {truth} {{"));
        self.inside(|w| w.line(&value));
        self.line("}");
    }

    /// `let x = if c { return e; } else { … };`
    fn let_or_leave(&mut self, truth: &str) {
        let bare = self.new_name("x", Type::Real);
        self.line(&format!("let {bare} = if {truth} {{"));
        self.inside(|w| {
            let jump = w.jump_text();
            w.line(&jump);
        });
        self.line("} else {");
        self.inside(|w| {
            let value = w.real(2);
            w.line(&value);
        });
        self.line("};");
        self.declare(Name::local(&bare, Type::Real, false));
    }

    pub(crate) fn jump_text(&mut self) -> String {
        let around = self.loops.len();
        let caught = self.loops.last().is_none_or(|l| l.behind_block && l.label.is_none());
        if caught || (!self.valued && self.choices.once_in(4)) {
            return match self.result {
                Type::Unit => "return;".to_owned(),
                ty => format!("return {};", self.value_of(ty, 2)),
            };
        }
        let target = around - 1 - self.choices.below(around);
        let to = self.loops[target].clone();
        let (target, to) = match to.label.is_some() || target == around - 1 {
            true => (target, to),
            false => (around - 1, self.loops[around - 1].clone()),
        };
        let named =
            to.behind_block || target != around - 1 || (to.label.is_some() && self.choices.below(2) == 1);
        let label = to.label.filter(|_| named).map(|l| format!(" {l}")).unwrap_or_default();
        match to.continuable && self.choices.below(2) == 1 {
            true => format!("continue{label};"),
            false => format!("break{label};"),
        }
    }
}

fn prefix(label: &Option<String>) -> String {
    label.as_ref().map(|l| format!("{l}: ")).unwrap_or_default()
}
