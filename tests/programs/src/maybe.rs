//! `Option`s: built, matched, taken, written through.

use crate::function::Writer;
use crate::scope::{Around, Name};
use crate::types::Type;

impl Writer<'_, '_> {
    /// A value of `Option<T>`.
    pub(crate) fn maybe(&mut self, depth: usize) -> String {
        match self.choices.below(9) {
            1 => "None".to_owned(),
            2 => match self.one_of(|n| n.ty == Type::Maybe) {
                Some(o) => o.whole(),
                None => format!("Some({})", self.real(depth)),
            },
            3 => self.chosen(Type::Maybe, depth.saturating_sub(1)),
            4 => {
                let truth = self.truth(1);
                format!("(if {truth} {{ Some({}) }} else {{ None }})", self.real(depth))
            }
            5 => self.called(Type::Maybe).unwrap_or_else(|| "None".to_owned()),
            6 | 7 => self.made_of(depth),
            _ => format!("Some({})", self.real(depth)),
        }
    }

    /// What a closure makes of an `Option` in scope, or of an element.
    fn made_of(&mut self, depth: usize) -> String {
        let Some(o) = self.one_of(|n| n.ty == Type::Maybe) else { return self.found() };
        let (v, text) = (self.fresh("v"), &o.text);
        let name = Name::local(&v, Type::Real, false);
        match self.choices.below(5) {
            1 => {
                let some = self.some_or_none(name);
                format!("{text}.and_then(|{v}| {some})")
            }
            2 => {
                let holds = self.predicate(Name::behind(&v, Type::Real, false));
                format!("{text}.filter(|{v}| {holds})")
            }
            3 => {
                let other = self.closure_body(Vec::new(), depth);
                format!("{text}.or_else(|| Some({other}))")
            }
            4 => self.found(),
            _ => {
                let value = self.closure_body(vec![name], depth);
                format!("{text}.map(|{v}| {value})")
            }
        }
    }

    /// `a.get(n).copied()`, `a.iter().copied().find(|&e| e > 0.3)`
    fn found(&mut self) -> String {
        let row = if self.chained { None } else { self.row(false) };
        let Some(row) = row else { return "None".to_owned() };
        if self.choices.below(2) == 0 {
            return format!("{}.get({}).copied()", row.text, self.index(1));
        }
        let e = self.fresh("e");
        let holds = self.predicate(Name::local(&e, Type::Real, false));
        format!("{}.iter().copied().find(|&{e}| {holds})", row.text)
    }

    /// What an `Option` in scope holds, or something else.
    pub(crate) fn held(&mut self) -> Option<String> {
        let o = self.one_of(|n| n.ty == Type::Maybe)?;
        let (other, text) = (self.atom(), &o.text);
        Some(match self.choices.below(6) {
            0 => format!("{text}.unwrap_or({other})"),
            1 => {
                let v = self.fresh("v");
                format!("{text}.map_or({other}, |{v}| {v} * {v})")
            }
            2 => {
                let v = self.fresh("v");
                let holds = self.predicate(Name::local(&v, Type::Real, false));
                format!("(if {text}.is_some_and(|{v}| {holds}) {{ {other} }} else {{ {} }})", self.atom())
            }
            3 => {
                let value = self.closure_body(Vec::new(), 1);
                format!("{text}.unwrap_or_else(|| {value})")
            }
            4 => {
                let v = self.fresh("v");
                let value = self.closure_body(vec![Name::local(&v, Type::Real, false)], 1);
                format!("{text}.map(|{v}| {value}).unwrap_or({other})")
            }
            _ => format!("(if {text}.is_some() {{ {other} }} else {{ {} }})", self.atom()),
        })
    }

    /// A statement about an `Option`.
    pub(crate) fn option_stmt(&mut self) {
        let o = self.one_of(|n| n.ty == Type::Maybe);
        let Some(o) = o.filter(|_| self.nested() <= 4) else { return self.let_maybe() };
        let free = o.mutable && !self.frozen.contains(&o.bare);
        match self.choices.below(10) {
            8 if self.result == Type::Maybe && !self.valued => self.asked(&o),
            0 => self.if_some(&o),
            1 if free => self.if_some_written(&o),
            2 | 3 if free => self.taken(&o),
            4 if free && self.loops.len() < 2 => self.while_some(&o),
            5 if !self.valued || !self.loops.is_empty() => self.let_else(&o),
            6 => self.match_maybe(&o),
            7 if free => {
                let value = self.maybe(1);
                self.line(&format!("{} = {value};", o.text));
            }
            _ => self.let_maybe(),
        }
    }

    pub(crate) fn let_maybe(&mut self) {
        let value = self.maybe(2);
        let bare = self.fresh("o");
        let mutable = self.choices.below(3) > 0;
        self.line(&format!("let {}{bare}: Option<T> = {value};", if mutable { "mut " } else { "" }));
        self.declare(Name::local(&bare, Type::Maybe, mutable));
    }

    /// `if let Some(v) = o { … } else { … }`
    fn if_some(&mut self, o: &Name) {
        let v = self.fresh("v");
        let guard = if self.choices.once_in(4) { format!(" && {}", self.truth(1)) } else { String::new() };
        self.line(&format!("if let Some({v}) = {}{guard} {{", o.text));
        self.inside(|w| {
            w.declare(Name::local(&v, Type::Real, false));
            w.stmts(3);
        });
        if self.choices.below(2) == 1 {
            self.line("} else {");
            self.inside(|w| w.stmts(2));
        }
        self.line("}");
    }

    /// `if let Some(v) = &mut o { *v = …; }`
    fn if_some_written(&mut self, o: &Name) {
        let v = self.fresh("v");
        self.line(&format!("if let Some({v}) = &mut {} {{", o.text));
        self.lending(&[], std::slice::from_ref(&o.bare), |w| {
            w.declare(Name::behind(&v, Type::Real, true));
            w.assign_real();
            w.stmts(2);
        });
        self.line("}");
    }

    /// An `Option`, and what it holds or `None` as the result.
    pub(crate) fn let_asked(&mut self) {
        self.let_maybe();
        let newest = self.names.last().cloned();
        if let Some(o) = newest.filter(|_| self.choices.below(2) == 1) {
            self.asked(&o);
        }
    }

    /// `let v = o?;`
    fn asked(&mut self, o: &Name) {
        let v = self.fresh("v");
        self.line(&format!("let {v} = {}?;", o.text));
        self.declare(Name::local(&v, Type::Real, false));
    }

    /// `let v = o.take().unwrap_or(x);`
    fn taken(&mut self, o: &Name) {
        let (v, value, other) = (self.fresh("v"), self.real(1), self.atom());
        let text = &o.text;
        let took = match self.choices.below(3) {
            0 => format!("{text}.take()"),
            1 => {
                // what replaces it may read it
                self.line(&format!("let {v} = {value};"));
                format!("{text}.replace({v})")
            }
            _ => format!("core::mem::take(&mut {text})"),
        };
        let took_name = self.fresh("o");
        self.line(&format!("let {took_name} = {took};"));
        self.line(&format!("let {v} = {took_name}.unwrap_or({other});"));
        self.declare(Name::local(&v, Type::Real, false));
    }

    /// `while let Some(v) = o { …; o = if … { Some(e) } else { None }; }`
    fn while_some(&mut self, o: &Name) {
        let (v, k) = (self.fresh("v"), self.fresh("k"));
        self.line(&format!("let mut {k} = 0_usize;"));
        self.line(&format!("while let Some({v}) = {} {{", o.text));
        self.loops.push(Around { label: None, continuable: false, behind_block: false });
        self.inside(|w| {
            w.declare(Name::local(&v, Type::Real, false));
            w.frozen.push(o.bare.clone());
            w.stmts(3);
            w.frozen.pop();
            let more = if w.choices.below(2) == 1 { format!(" && {}", w.truth(1)) } else { String::new() };
            let value = w.real(1);
            let value = w.bounded(value);
            w.line(&format!("{k} += 1;"));
            w.line(&format!("{} = if {k} < 3{more} {{ Some({value}) }} else {{ None }};", o.text));
        });
        self.loops.pop();
        self.line("}");
    }

    /// `let Some(v) = o else { break };`
    fn let_else(&mut self, o: &Name) {
        let (v, jump) = (self.fresh("v"), self.jump_text());
        self.line(&format!("let Some({v}) = {} else {{", o.text));
        self.inside(|w| w.line(&jump));
        self.line("};");
        self.declare(Name::local(&v, Type::Real, false));
    }

    fn match_maybe(&mut self, o: &Name) {
        let v = self.fresh("v");
        let guard = self.calm(|w| {
            let outer = w.names.clone();
            w.declare(Name::local(&v, Type::Real, false));
            let guard = w.guard(1);
            w.names = outer;
            guard
        });
        self.line(&format!("match {} {{", o.text));
        for pattern in [format!("Some({v}) if {guard}"), format!("Some({v})"), "None".to_owned()] {
            self.inside(|w| {
                w.line(&format!("{pattern} => {{"));
                w.inside(|w| {
                    if pattern != "None" {
                        w.declare(Name::local(&v, Type::Real, false));
                    }
                    w.stmts(2);
                });
                w.line("}");
            });
        }
        self.line("}");
    }
}
