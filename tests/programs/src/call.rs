//! Calls of earlier functions: what is lent as `&mut` is lent once.

use crate::function::Writer;
use crate::kernel::{Kernel, Param, Type};
use crate::scope::Name;

impl Writer<'_, '_> {
    /// A call with a result of this type, if there is such a function.
    pub(crate) fn called(&mut self, result: Type) -> Option<String> {
        let all: Vec<&Kernel> = self.earlier.iter().filter(|k| k.result == result).collect();
        if all.is_empty() || self.calls == 0 {
            return None;
        }
        let kernel = all[self.choices.below(all.len())].clone();
        self.call(&kernel)
    }

    /// A call as a statement.
    pub(crate) fn call_stmt(&mut self) {
        if self.earlier.is_empty() || self.calls == 0 {
            return self.let_array();
        }
        let kernel = self.earlier[self.choices.below(self.earlier.len())].clone();
        let Some(call) = self.call(&kernel) else { return self.let_array() };
        let letter = match kernel.result {
            Type::Real => "x",
            Type::Pair => "p",
            Type::Array(_) => "w",
            _ => return self.line(&format!("{call};")),
        };
        if self.choices.once_in(5) {
            return self.line(&format!("{call};"));
        }
        let bare = self.new_name(letter, kernel.result);
        self.line(&format!("let {bare} = {call};"));
        self.declare(Name::local(&bare, kernel.result, false));
    }

    /// The call's text; none if there is nothing to lend.
    fn call(&mut self, kernel: &Kernel) -> Option<String> {
        self.calls -= 1;
        let mut lent: Vec<(usize, String)> = Vec::new();
        let mut taken: Vec<String> = Vec::new();
        for (i, param) in kernel.params.iter().enumerate() {
            let text = match param {
                Param::Value(_) => continue,
                Param::Shared(ty) => self.lend(*ty, false, &mut taken)?,
                Param::Unique(ty) => self.lend(*ty, true, &mut taken)?,
            };
            lent.push((i, text));
        }
        // values are read while the others are lent
        let names = self.names.clone();
        self.names.retain(|n| !taken.contains(&n.bare));
        let mut args = Vec::new();
        for (i, param) in kernel.params.iter().enumerate() {
            let text = match lent.iter().find(|(k, _)| *k == i) {
                Some((_, text)) => text.clone(),
                None => self.argument_value(param.ty()),
            };
            args.push(text);
        }
        self.names = names;
        Some(format!("{}({})", kernel.name, args.join(", ")))
    }

    fn argument_value(&mut self, ty: Type) -> String {
        match ty {
            Type::Index => format!("{} % 4", self.index(1)),
            // no effects while something is lent
            Type::Real => self.atom(),
            Type::Pair => format!("({}, {})", self.atom(), self.atom()),
            ty => {
                let n = if let Type::Array(n) = ty { n } else { 1 };
                let all: Vec<String> = (0..n).map(|_| self.atom()).collect();
                format!("[{}]", all.join(", "))
            }
        }
    }

    /// `&a`, `&mut a`, or the reference itself.
    fn lend(&mut self, ty: Type, unique: bool, taken: &mut Vec<String>) -> Option<String> {
        let frozen = self.frozen.clone();
        let fits = |n: &Name| match (ty, n.ty) {
            (Type::Slice(least), Type::Slice(len) | Type::Array(len)) => len >= least,
            (wanted, found) => wanted == found,
        };
        let wanted = |n: &Name| {
            fits(n) && !taken.contains(&n.bare) && (!unique || (n.mutable && !frozen.contains(&n.bare)))
        };
        let name = self.one_of(wanted)?;
        taken.push(name.bare.clone());
        let mark = if unique { "&mut " } else { "&" };
        if let (Type::Slice(least), Type::Slice(len)) = (ty, name.ty)
            && len > least
            && self.choices.below(2) == 1
        {
            return Some(match self.choices.below(3) {
                0 => format!("{mark}{}[1..]", name.bare),
                1 => format!("{mark}{}[..{least}]", name.bare),
                _ => format!("{mark}{}[1..{}]", name.bare, least + 1),
            });
        }
        Some(if name.reference { name.bare } else { format!("{mark}{}", name.text) })
    }
}
