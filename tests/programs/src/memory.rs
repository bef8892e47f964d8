//! Arrays, slices and tuples: written in part, as a whole, exchanged.

use crate::function::Writer;
use crate::scope::Name;
use crate::types::Type;

impl Writer<'_, '_> {
    pub(crate) fn let_array(&mut self) {
        let n = 2 + self.choices.below(3);
        let value = match self.choices.once_in(4) {
            true => format!("[T::ZERO; {n}]"),
            false => self.value_of(Type::Array(n), 2),
        };
        let bare = self.new_name("w", Type::Array(n));
        let mutable = self.choices.below(3) > 0;
        self.line(&format!("let {}{bare} = {value};", if mutable { "mut " } else { "" }));
        self.declare(Name::local(&bare, Type::Array(n), mutable));
    }

    pub(crate) fn let_pair(&mut self) {
        let value = self.value_of(Type::Pair, 2);
        if self.choices.below(2) == 1 {
            let [a, b] = [self.fresh("u"), self.fresh("v")];
            let mutable = self.choices.below(2) == 1;
            self.line(&format!("let ({}{a}, {b}) = {value};", if mutable { "mut " } else { "" }));
            self.declare(Name::local(&a, Type::Real, mutable));
            return self.declare(Name::local(&b, Type::Real, false));
        }
        let bare = self.new_name("p", Type::Pair);
        let mutable = self.choices.below(2) == 1;
        self.line(&format!("let {}{bare} = {value};", if mutable { "mut " } else { "" }));
        self.declare(Name::local(&bare, Type::Pair, mutable));
    }

    /// `a[i] op= e;`
    pub(crate) fn element(&mut self) {
        let Some(a) = self.writable(|ty| matches!(ty, Type::Array(_) | Type::Slice(_))) else {
            return self.let_array();
        };
        let i = self.position(&a.text, a.ty);
        self.set_element(&a, &i);
    }

    /// `a[i % n] op= e;` with a loop's counter: one iteration reads what another wrote.
    pub(crate) fn element_of(&mut self, counter: &str) {
        let Some(a) = self.indexed() else { return self.assign_real() };
        let n = match a.ty {
            Type::Array(n) => n.to_string(),
            _ => format!("{}.len()", a.text),
        };
        self.set_element(&a, &format!("{counter} % {n}"));
    }

    fn set_element(&mut self, a: &Name, i: &str) {
        let op = ["=", "+=", "-=", "*=", "="][self.choices.below(5)];
        self.frozen.push(a.bare.clone());
        let value = self.real(2);
        self.frozen.pop();
        let value = self.bounded(value);
        let value = if op == "*=" { format!("{value}.cos()") } else { value };
        self.line(&format!("{}[{i}] {op} {value};", a.text));
    }

    /// What changes more than one number.
    pub(crate) fn memory(&mut self) {
        match self.choices.below(9) {
            0 => self.swap_elements(),
            1 => self.whole_array(),
            2 => self.pair_field(),
            3 => self.exchange(),
            4 => self.swap_variables(),
            5 => self.fill(),
            6 => self.swap_across(),
            7 => self.two_elements(),
            _ => self.copy(),
        }
    }

    fn indexed(&mut self) -> Option<Name> {
        self.writable(|ty| matches!(ty, Type::Array(_) | Type::Slice(_)))
    }

    fn swap_elements(&mut self) {
        let Some(a) = self.indexed() else { return self.let_array() };
        let (i, j) = (self.position(&a.text, a.ty), self.position(&a.text, a.ty));
        // an index that reads the length of what is swapped is computed first
        let [k, l] = [self.fresh("k"), self.fresh("k")];
        self.line(&format!("let {k} = {i};"));
        self.line(&format!("let {l} = {j};"));
        self.line(&format!("{}.swap({k}, {l});", a.text));
    }

    /// `(a[i], a[j]) = (x, y);`: the second may hide the first.
    fn two_elements(&mut self) {
        let Some(a) = self.indexed() else { return self.let_array() };
        let (i, j) = (self.position(&a.text, a.ty), self.position(&a.text, a.ty));
        let [k, l, x, y] = ["k", "k", "x", "x"].map(|letter| self.fresh(letter));
        let values = self.calm(|w| [w.real(1), w.real(1)]);
        let [first, second] = values.map(|value| self.bounded(value));
        self.line(&format!("let ({k}, {l}, {x}, {y}) = ({i}, {j}, {first}, {second});"));
        self.line(&format!("({0}[{k}], {0}[{l}]) = ({x}, {y});", a.text));
    }

    fn whole_array(&mut self) {
        let Some(a) = self.writable(|ty| matches!(ty, Type::Array(_))) else { return self.let_array() };
        let value = self.value_of(a.ty, 1);
        let star = if a.reference { "*" } else { "" };
        self.line(&format!("{star}{} = {value};", a.bare));
    }

    fn pair_field(&mut self) {
        let Some(p) = self.writable(|ty| ty == Type::Pair) else { return self.let_pair() };
        let field = self.choices.below(2);
        let value = self.real(2);
        self.line(&format!("{}.{field} = {value};", p.text));
    }

    /// `(x, y) = (y, x);`
    pub(crate) fn exchange(&mut self) {
        let all = self.those(|n| n.mutable && n.ty == Type::Real && !n.reference);
        let all: Vec<Name> = all.into_iter().filter(|n| !self.frozen.contains(&n.bare)).collect();
        if all.len() < 2 {
            return self.let_pair();
        }
        let (x, y) = (&all[all.len() - 1], &all[all.len() - 2]);
        let value = self.real(1);
        self.line(&format!("({}, {}) = ({}, {} + {value});", x.text, y.text, y.text, x.text));
    }

    fn swap_variables(&mut self) {
        let frozen = self.frozen.clone();
        let all =
            self.those(|n| n.mutable && n.ty == Type::Real && !n.reference && !frozen.contains(&n.bare));
        if all.len() < 2 {
            return self.let_pair();
        }
        let (x, y) = (&all[all.len() - 1], &all[0]);
        self.line(&format!("core::mem::swap(&mut {}, &mut {});", x.text, y.text));
    }

    /// `mem::swap(&mut a[i], &mut x);`
    fn swap_across(&mut self) {
        let Some(a) = self.indexed() else { return self.let_array() };
        let Some(x) = self.writable(|ty| ty == Type::Real) else { return self.let_real() };
        let k = self.fresh("k");
        let i = self.position(&a.text, a.ty);
        self.line(&format!("let {k} = {i};"));
        let x = if x.reference { x.bare } else { format!("&mut {}", x.text) };
        self.line(&format!("core::mem::swap(&mut {}[{k}], {x});", a.text));
    }

    fn fill(&mut self) {
        let Some(a) = self.indexed() else { return self.let_array() };
        self.frozen.push(a.bare.clone());
        let value = self.atom();
        self.frozen.pop();
        let bare = self.fresh("x");
        self.line(&format!("let {bare} = {value};"));
        self.line(&format!("{}.fill({bare});", a.text));
        self.declare(Name::local(&bare, Type::Real, false));
    }

    /// `let w = a;`
    fn copy(&mut self) {
        let Some(a) = self.one_of(|n| matches!(n.ty, Type::Array(_))) else { return self.let_array() };
        let bare = self.fresh("w");
        let star = if a.reference { "*" } else { "" };
        self.line(&format!("let mut {bare} = {star}{};", a.bare));
        self.declare(Name::local(&bare, a.ty, true));
    }
}
