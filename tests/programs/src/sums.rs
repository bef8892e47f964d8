//! Loops whose iterations do not wait for each other: sums, elements of their own, memory that is only added to.

use crate::function::Writer;
use crate::scope::{Around, Name};
use crate::types::Type;

/// What a loop of sums may change.
struct Sums {
    /// Numbers that are only added to.
    sums: Vec<String>,
    /// The element of this iteration.
    own: Option<Name>,
    /// Memory that is only added to.
    added: Option<Name>,
    /// Nothing else sees them, and no variable can hide them.
    apart: bool,
}

impl Writer<'_, '_> {
    /// `for i in 0..3 { let x = …; z += x; a[i] = …; b[0] += …; }`
    pub(crate) fn loop_of_sums(&mut self) {
        if self.loops.len() >= 2 || self.nested() > 4 {
            return self.assign_real();
        }
        let sums: Vec<String> = (0..1 + self.choices.below(2)).map(|_| self.let_sum()).collect();
        let row = |ty: Type| matches!(ty, Type::Array(_) | Type::Slice(_));
        let own = self.writable(row);
        let added = self.writable(row).filter(|b| own.as_ref().is_none_or(|a| a.bare != b.bare));
        let (counter, range) = (self.fresh("i"), self.own_range(own.as_ref()));
        self.line(&format!("for {counter} in {range} {{"));
        self.loops.push(Around { label: None, continuable: true, behind_block: false });
        // one in four loops may read what the others keep apart
        let apart = !self.choices.once_in(4);
        let rows: Vec<String> = [&own, &added].into_iter().flatten().map(|n| n.bare.clone()).collect();
        let kept: Vec<String> = rows.iter().chain(&sums).filter(|_| apart).cloned().collect();
        let own = own.map(|a| Name::local(&format!("{}[{counter}]", a.text), Type::Real, true));
        let all = Sums { sums, own, added, apart };
        self.lending(&[], &kept, |w| {
            w.declare(Name::local(&counter, Type::Index, false));
            if let Some(a) = &all.own {
                w.declare(a.clone());
            }
            for _ in 0..2 + w.choices.below(3) {
                w.independent(&all);
            }
        });
        self.loops.pop();
        self.line("}");
    }

    /// `let mut z = e;`
    pub(crate) fn let_sum(&mut self) -> String {
        let (bare, value) = (self.fresh("z"), self.real(1));
        self.line(&format!("let mut {bare} = {value};"));
        self.declare(Name::local(&bare, Type::Real, true));
        bare
    }

    /// Counters that are inside the array.
    fn own_range(&mut self, own: Option<&Name>) -> String {
        let end = match own.map(|a| (a.ty, &a.text)) {
            Some((Type::Array(n), _)) => n.to_string(),
            Some((_, text)) => format!("{text}.len()"),
            None => "3".to_owned(),
        };
        match self.choices.below(5) {
            1 => format!("(0..{end}).rev()"),
            2 => format!("(0..{end}).step_by(2)"),
            3 => format!("1..{end}"),
            _ => format!("0..{end}"),
        }
    }

    fn independent(&mut self, all: &Sums) {
        match self.choices.below(9) {
            0 => self.let_real(),
            1 | 2 => self.add_to(all),
            3 => {
                let truth = self.truth(1);
                self.line(&format!("if {truth} {{"));
                self.inside(|w| w.add_to(all));
                self.line("}");
            }
            4 if self.loops.len() < 2 => {
                let j = self.fresh("j");
                self.line(&format!("for {j} in 0..2 {{"));
                self.inside(|w| {
                    w.declare(Name::local(&j, Type::Index, false));
                    w.let_real();
                    w.add_to(all);
                });
                self.line("}");
            }
            5 | 6 => match &all.own {
                Some(a) if self.may_change(all, &a.bare) => self.set_own(a),
                _ => self.let_array(),
            },
            7 => match &all.added {
                Some(b) if self.may_change(all, &b.bare) => {
                    let (i, value) = (self.position(&b.text, b.ty), self.calm(|w| w.real(2)));
                    self.line(&format!("{}[{i}] += {value};", b.text));
                }
                _ => self.let_array(),
            },
            _ => self.plain_stmts(2),
        }
    }

    /// Whether no later variable has hidden one that the loop changes.
    fn may_change(&self, all: &Sums, bare: &str) -> bool {
        all.apart && !bare.contains('[') || !self.those(|n| n.bare == bare && n.mutable).is_empty()
    }

    /// `z += e;`
    fn add_to(&mut self, all: &Sums) {
        let z = &all.sums[self.choices.below(all.sums.len())];
        if !self.may_change(all, z) {
            return self.let_real();
        }
        let op = ["+=", "+=", "-="][self.choices.below(3)];
        let value = self.calm(|w| w.real(2));
        let value = self.bounded(value);
        self.line(&format!("{z} {op} {value};"));
    }

    /// `a[i] op= e;`
    fn set_own(&mut self, a: &Name) {
        let op = ["=", "+=", "*=", "="][self.choices.below(4)];
        let value = self.calm(|w| w.real(2));
        let value = self.bounded(value);
        let value = if op == "*=" { format!("{value}.cos()") } else { value };
        self.line(&format!("{} {op} {value};", a.text));
    }
}
