//! Calls: of earlier functions and methods, and of the function itself.

use crate::function::Writer;
use crate::kernel::{Kernel, Owner, Param};
use crate::lend::Lent;
use crate::scope::Name;
use crate::types::Type;

impl Writer<'_, '_> {
    /// A call with a result of this type, if there is such a function.
    pub(crate) fn called(&mut self, result: Type) -> Option<String> {
        let wanted = |k: &&Kernel| k.result == result && k.serves(self.numbers);
        let all: Vec<&Kernel> = self.earlier.iter().filter(wanted).collect();
        if all.is_empty() || self.calls == 0 {
            return None;
        }
        let kernel = all[self.choices.below(all.len())].clone();
        self.call(&kernel, None)
    }

    /// A call as a statement.
    pub(crate) fn call_stmt(&mut self) {
        let all: Vec<&Kernel> = self.earlier.iter().filter(|k| k.serves(self.numbers)).collect();
        if all.is_empty() || self.calls == 0 {
            return self.let_array();
        }
        let kernel = all[self.choices.below(all.len())].clone();
        match self.call(&kernel, None) {
            Some(call) => self.result_of(&call, kernel.result),
            None => self.let_array(),
        }
    }

    /// A call of the newest function as a statement.
    pub(crate) fn call_newest(&mut self) {
        let Some(kernel) = self.earlier.last().cloned() else { return };
        if let Some(call) = self.call(&kernel, None) {
            self.result_of(&call, kernel.result);
        }
    }

    /// `let x = f(…);`, or without the `let`.
    fn result_of(&mut self, call: &str, result: Type) {
        if result == Type::Unit || self.choices.once_in(5) {
            return self.line(&format!("{call};"));
        }
        let bare = self.new_name(result.letter(), result);
        self.line(&format!("let {bare} = {call};"));
        self.declare(Name::local(&bare, result, false));
    }

    /// `if n0 > 0 { … f(n0 - 1, …) … }`
    pub(crate) fn turn(&mut self) {
        let Some(kernel) = self.circle.get(self.choices.below(self.circle.len().max(1))).cloned() else {
            return self.let_array();
        };
        // in a loop the count is halved, and there is one call only
        let (count, cost) = if self.loops.is_empty() { ("n0 - 1", 1) } else { ("n0 / 2", 2) };
        if self.turns < cost || self.loops.len() > 1 {
            return self.let_array();
        }
        self.turns -= cost;
        self.line("if n0 > 0 {");
        self.inside(|w| match w.call(&kernel, Some(count)) {
            Some(call) if kernel.result == Type::Real && w.may_assign("s") => {
                w.line(&format!("s = 0.5 * s + {call}.sin();"));
            }
            Some(call) => {
                w.result_of(&call, kernel.result);
                w.plain_stmts(2);
            }
            None => w.let_array(),
        });
        self.line("}");
    }

    /// The call's text; none if there is nothing to lend.
    fn call(&mut self, kernel: &Kernel, count: Option<&str>) -> Option<String> {
        self.calls = self.calls.saturating_sub(1);
        let mut lent = Lent::default();
        let mut places: Vec<Option<String>> = Vec::new();
        for (i, param) in kernel.params.iter().enumerate() {
            let receiver = i == 0 && kernel.owner != Owner::Nobody;
            places.push(match param {
                Param::Value(ty) if receiver => Some(self.lend(*ty, false, true, &mut lent)?),
                Param::Value(_) => None,
                Param::Shared(ty) => Some(self.lend(*ty, false, receiver, &mut lent)?),
                Param::Unique(ty) => Some(self.lend(*ty, true, receiver, &mut lent)?),
            });
        }
        // values are read while the others are lent
        let names = self.names.clone();
        self.names.retain(|n| lent.readable(&n.bare));
        let args: Vec<String> = self.calm(|w| {
            let all = kernel.params.iter().zip(places).enumerate();
            let text = all.map(|(i, (param, place))| match (place, count) {
                (Some(place), _) => place,
                (None, Some(count)) if i == 0 && kernel.recursive => count.to_owned(),
                (None, None) if i == 0 && kernel.recursive => format!("{} % 3", w.index(0)),
                _ => w.argument_value(param.ty()),
            });
            text.collect()
        });
        self.names = names;
        Some(match kernel.owner {
            Owner::Nobody => format!("{}({})", kernel.name, args.join(", ")),
            _ => format!("{}.{}({})", args[0], kernel.name, args[1..].join(", ")),
        })
    }

    /// A value without effects, since something may be lent.
    fn argument_value(&mut self, ty: Type) -> String {
        if ty.has_inside()
            && self.choices.below(3) == 1
            && let Some(name) = self.one_of(|n| n.ty == ty)
        {
            return name.whole();
        }
        match ty {
            Type::Index => format!("{} % 4", self.index(1)),
            Type::Real => self.atom(),
            Type::Pair => format!("({}, {})", self.atom(), self.atom()),
            Type::Body => self.body_literal(0),
            Type::Spring => self.spring_literal(0),
            Type::Maybe => match self.one_of(|n| n.ty == Type::Maybe) {
                Some(o) => o.whole(),
                None => format!("Some({})", self.atom()),
            },
            Type::Shape => match self.one_of(|n| n.ty == Type::Shape) {
                Some(h) => h.whole(),
                None => format!("Shape::Ball({})", self.atom()),
            },
            ty => {
                let n = if let Type::Array(n) = ty { n } else { 1 };
                let all: Vec<String> = (0..n).map(|_| self.atom()).collect();
                format!("[{}]", all.join(", "))
            }
        }
    }
}
