//! A function: its signature, its body.

use crate::choices::Choices;
use crate::kernel::{Kernel, Param, Type};
use crate::scope::{Around, Name};

/// Writes one function.
pub(crate) struct Writer<'a, 'c> {
    pub(crate) choices: &'a mut Choices<'c>,
    /// The functions that may be called.
    pub(crate) earlier: &'a [Kernel],
    pub(crate) names: Vec<Name>,
    pub(crate) loops: Vec<Around>,
    pub(crate) result: Type,
    /// Names that must not be written at the moment.
    pub(crate) frozen: Vec<String>,
    /// Inside an expression, where a function cannot be left.
    pub(crate) valued: bool,
    text: String,
    depth: usize,
    fresh: usize,
    /// Statements that may still be written.
    pub(crate) fuel: usize,
    /// Calls that may still be written.
    pub(crate) calls: usize,
}

impl<'a, 'c> Writer<'a, 'c> {
    pub(crate) fn new(choices: &'a mut Choices<'c>, earlier: &'a [Kernel]) -> Self {
        Self {
            choices,
            earlier,
            names: Vec::new(),
            loops: Vec::new(),
            result: Type::Real,
            frozen: Vec::new(),
            valued: false,
            text: String::new(),
            depth: 0,
            fresh: 0,
            fuel: 20,
            calls: 4,
        }
    }

    /// `pub fn name<T: Scalar>(…) -> R { … }`
    pub(crate) fn function(mut self, name: &str) -> Kernel {
        let mut params: Vec<Param> = (0..1 + self.choices.below(4)).map(|_| self.param()).collect();
        if params.iter().all(|p| p.ty() == Type::Index) {
            // nothing else tells `T`
            params.push(Param::Value(Type::Real));
        }
        let writes = params.iter().any(|p| matches!(p, Param::Unique(_)));
        self.result = match self.choices.below(8) {
            5 => Type::Pair,
            6 => Type::Array(2),
            7 if writes => Type::Unit,
            _ => Type::Real,
        };
        let mut arguments = Vec::new();
        for (i, param) in params.iter().enumerate() {
            arguments.push(self.argument(i, *param));
        }
        let output = match self.result {
            Type::Unit => String::new(),
            ty => format!(" -> {}", ty.text()),
        };
        self.line(&format!("pub fn {name}<T: Scalar>({}){output} {{", arguments.join(", ")));
        self.depth = 1;
        self.start();
        self.stmts(9);
        self.finish();
        self.depth = 0;
        self.line("}");
        Kernel { name: name.to_owned(), params, result: self.result, source: self.text }
    }

    /// A variable that all of the body may change.
    fn start(&mut self) {
        let value = self.real(2);
        self.line(&format!("let mut s = {value};"));
        self.names.push(Name::local("s", Type::Real, true));
    }

    /// The result: all that is still there has a part in it.
    fn finish(&mut self) {
        if self.result == Type::Unit {
            return;
        }
        let mut value = self.value_of(self.result, 2);
        if self.result == Type::Real {
            let reals = self.those(|n| n.ty == Type::Real);
            for x in reals.iter().rev().take(4) {
                value = format!("{value} + {} * {}", x.text, ["0.7", "1.3"][self.choices.below(2)]);
            }
            for a in self.those(|n| matches!(n.ty, Type::Array(_))) {
                value = format!("{value} - {}[1]", a.text);
            }
        }
        self.line(&value);
    }

    /// How deep the blocks are nested.
    pub(crate) fn nested(&self) -> usize {
        self.depth
    }

    fn param(&mut self) -> Param {
        let least = if self.earlier.is_empty() { 2 } else { 3 };
        match self.choices.below(14) {
            0..=4 => Param::Value(Type::Real),
            5 | 6 => Param::Shared(Type::Slice(least)),
            7 | 8 => Param::Unique(Type::Slice(least)),
            9 => Param::Value(Type::Index),
            10 => Param::Unique(Type::Real),
            11 => Param::Unique(Type::Array(3)),
            12 => Param::Value(Type::Array(3)),
            _ => Param::Value(Type::Pair),
        }
    }

    /// Writes an argument and puts it in scope.
    fn argument(&mut self, i: usize, param: Param) -> String {
        let letter = match param.ty() {
            Type::Index => "n",
            Type::Pair => "p",
            Type::Real => "x",
            _ => "a",
        };
        let bare = format!("{letter}{i}");
        let mutable = matches!(param, Param::Value(_)) && self.choices.once_in(4);
        let name = match param {
            Param::Value(ty) => Name::local(&bare, ty, mutable),
            Param::Shared(ty) => Name::behind(&bare, ty, false),
            Param::Unique(ty) => Name::behind(&bare, ty, true),
        };
        self.names.push(name);
        format!("{}{bare}: {}", if mutable { "mut " } else { "" }, param.text())
    }

    // ---- text

    pub(crate) fn line(&mut self, text: &str) {
        for _ in 0..self.depth {
            self.text.push_str("    ");
        }
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// A name that nobody has.
    pub(crate) fn fresh(&mut self, letter: &str) -> String {
        self.fresh += 1;
        format!("{letter}_{}", self.fresh)
    }

    /// `{ … }` without its braces: names of the inside end with it.
    pub(crate) fn inside<R>(&mut self, write: impl FnOnce(&mut Self) -> R) -> R {
        let names = self.names.clone();
        self.depth += 1;
        let result = write(self);
        self.depth -= 1;
        self.names = names;
        result
    }

    /// What `write` writes, apart from the text so far.
    pub(crate) fn apart<R>(&mut self, write: impl FnOnce(&mut Self) -> R) -> (String, R) {
        let outer = std::mem::take(&mut self.text);
        let result = write(self);
        (std::mem::replace(&mut self.text, outer), result)
    }

    /// The indentation of the line at hand.
    pub(crate) fn indent(&self) -> String {
        "    ".repeat(self.depth)
    }

    // ---- names

    /// The names of which `wanted` holds.
    pub(crate) fn those(&self, wanted: impl Fn(&Name) -> bool) -> Vec<Name> {
        self.names.iter().filter(|n| wanted(n)).cloned().collect()
    }

    /// One of the names of which `wanted` holds.
    pub(crate) fn one_of(&mut self, wanted: impl Fn(&Name) -> bool) -> Option<Name> {
        let all = self.those(wanted);
        if all.is_empty() {
            return None;
        }
        // the newest is the likeliest to matter
        Some(all[all.len() - 1 - self.choices.below(all.len())].clone())
    }

    /// One that may be written.
    pub(crate) fn writable(&mut self, wanted: impl Fn(Type) -> bool) -> Option<Name> {
        let frozen = self.frozen.clone();
        self.one_of(|n| n.mutable && wanted(n.ty) && !frozen.contains(&n.bare))
    }

    /// Puts a name in scope; it hides an earlier one of the same text.
    pub(crate) fn declare(&mut self, name: Name) {
        self.names.retain(|n| n.bare != name.bare);
        self.names.push(name);
    }
}
