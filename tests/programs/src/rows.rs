//! Loops with arrays of their own, which inner loops fill, change and read, and counters beside their own.

use crate::function::Writer;
use crate::scope::{Around, Name};
use crate::types::Type;

impl Writer<'_, '_> {
    /// `let mut n = 0; for k in 0..3 { let mut w = …; for i in 0..4 { w[i] = …; n += 1; } … z += w[i]; }`
    pub(crate) fn loop_of_rows(&mut self) {
        if !self.loops.is_empty() || self.nested() > 3 {
            return self.let_array();
        }
        let (length, sum) = (2 + self.choices.below(3), self.let_sum());
        let [count, k, w] = ["n", "k", "w"].map(|letter| self.fresh(letter));
        let (first, rounds) = (self.choices.below(3), 1 + self.choices.below(3));
        self.line(&format!("let mut {count} = {first};"));
        self.line(&format!("for {k} in 0..{rounds} {{"));
        self.loops.push(Around { label: None, continuable: true, behind_block: false });
        let fixed = [count.clone(), w.clone()];
        self.lending(&[], &fixed, |writer| {
            writer.declare(Name::local(&k, Type::Index, false));
            let value = writer.calm(|w| w.value_of(Type::Array(length), 1));
            writer.line(&format!("let mut {w} = {value};"));
            for _ in 0..2 + writer.choices.below(3) {
                writer.along_row(&w, length, &count, &sum);
            }
        });
        self.loops.pop();
        self.line("}");
    }

    /// `for i in 0..4 { … }`, or a triangle of two loops.
    fn along_row(&mut self, w: &str, length: usize, count: &str, sum: &str) {
        let [i, j] = ["i", "j"].map(|letter| self.fresh(letter));
        self.line(&format!("for {i} in 0..{length} {{"));
        self.inside(|writer| {
            writer.declare(Name::local(&i, Type::Index, false));
            writer.at_element(w, &i, length, count, sum);
            if writer.choices.below(2) == 1 {
                writer.line(&format!("for {j} in {i} + 1..{length} {{"));
                writer.inside(|writer| {
                    writer.at_element(w, &j, length, count, sum);
                    writer.line(&format!("{w}[{j}] += ({w}[{i}] * {w}[{count} % {length}]).sin();"));
                    writer.line(&format!("{count} += 1;"));
                });
                writer.line("}");
            }
        });
        self.line("}");
    }

    fn at_element(&mut self, w: &str, i: &str, length: usize, count: &str, sum: &str) {
        for _ in 0..1 + self.choices.below(2) {
            let value = self.calm(|w| w.real(1));
            let value = self.bounded(value);
            let text = match self.choices.below(8) {
                0 => format!("{w}[{i}] = {w}[{i}] * {value};"),
                1 => format!("{w}[{i}] = ({w}[{i}] + {value}).tanh();"),
                2 => format!("{w}[{length} - 1 - {i}] = ({w}[{i}] * {value}).sin();"),
                3 => format!("{sum} = {sum} * 0.5 + {w}[{i}] * {w}[{count} % {length}];"),
                4 => format!("{sum} += ({w}[{i}] * {w}[{i}]).sin();"),
                5 => format!("{count} += {};", 1 + self.choices.below(2)),
                6 => {
                    let truth = self.calm(|w| w.truth(1));
                    format!("if {truth} {{ {count} += 1; }}")
                }
                _ => format!("{w}[{i}] += ({w}[{count} % {length}] * {value}).sin();"),
            };
            self.line(&text);
        }
    }
}
