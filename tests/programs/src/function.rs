//! A function: its signature, its body.

use crate::choices::Choices;
use crate::kernel::{Kernel, Numbers, Owner, Param};
use crate::scope::{Around, Name};
use crate::types::Type;

/// Writes one function.
pub(crate) struct Writer<'a, 'c> {
    pub(crate) choices: &'a mut Choices<'c>,
    /// The functions that may be called.
    pub(crate) earlier: &'a [Kernel],
    /// The function itself, and those that may call it back.
    pub(crate) circle: Vec<Kernel>,
    pub(crate) names: Vec<Name>,
    pub(crate) loops: Vec<Around>,
    pub(crate) numbers: Numbers,
    pub(crate) result: Type,
    /// Names that must not be written at the moment.
    pub(crate) frozen: Vec<String>,
    /// Inside an expression, where a function cannot be left.
    pub(crate) valued: bool,
    /// Closures that may be called, and whether they want an index, too.
    pub(crate) callable: Vec<(String, bool)>,
    /// Inside a closure of an iterator chain.
    pub(crate) chained: bool,
    text: String,
    depth: usize,
    fresh: usize,
    /// Statements that may still be written.
    pub(crate) fuel: usize,
    /// Calls that may still be written.
    pub(crate) calls: usize,
    /// Calls of the circle that may still be written.
    pub(crate) turns: usize,
}

impl<'a, 'c> Writer<'a, 'c> {
    pub(crate) fn new(choices: &'a mut Choices<'c>, earlier: &'a [Kernel]) -> Self {
        Self {
            choices,
            earlier,
            circle: Vec::new(),
            names: Vec::new(),
            loops: Vec::new(),
            numbers: Numbers::Scalar,
            result: Type::Real,
            frozen: Vec::new(),
            valued: false,
            callable: Vec::new(),
            chained: false,
            text: String::new(),
            depth: 0,
            fresh: 0,
            fuel: 20,
            calls: 4,
            turns: 2,
        }
    }

    /// The arguments after those that are there, and the result.
    pub(crate) fn signature(mut self, mut kernel: Kernel) -> Kernel {
        let more = self.choices.below(4) + usize::from(kernel.params.is_empty());
        kernel.params.extend((0..more).map(|_| self.param()));
        if let Some(slice) = kernel.params.iter().find(|p| is_read_slice(p)).copied()
            && self.choices.below(2) == 1
        {
            // a caller may lend one slice twice
            kernel.params.push(slice);
        }
        let telling = |p: &Param| !matches!(p.ty(), Type::Index | Type::Law);
        if !kernel.params.iter().any(telling) {
            // nothing else tells `T`
            kernel.params.push(Param::Value(Type::Real));
        }
        let writes = kernel.params.iter().any(|p| matches!(p, Param::Unique(_)));
        kernel.result = match self.choices.below(12) {
            5 => Type::Pair,
            6 => Type::Array(2),
            7 if writes => Type::Unit,
            8 => Type::Body,
            9 => Type::Spring,
            10 => Type::Maybe,
            11 => Type::Shape,
            _ => Type::Real,
        };
        kernel
    }

    /// `fn name(&self, x1: T) -> R`, as a trait has it.
    pub(crate) fn declaration(mut self, kernel: &Kernel) -> String {
        let arguments = self.arguments(kernel, false);
        format!("fn {}({arguments}){}", kernel.name, output(kernel.result))
    }

    /// `pub fn name<T: Scalar>(…) -> R { … }`, in an impl if it is a method.
    pub(crate) fn function(mut self, mut kernel: Kernel) -> Kernel {
        (self.numbers, self.result) = (kernel.numbers, kernel.result);
        let bound = if kernel.numbers == Numbers::Real { "Real" } else { "Scalar" };
        self.line("#[differentiable]");
        let (vis, generics) = match (kernel.owner, &kernel.law) {
            (Owner::Nobody, None) => ("pub ", format!("<T: {bound}>")),
            (Owner::Nobody, Some(law)) => ("pub ", format!("<T: {bound}, L: {law}<T>>")),
            (_, law) => {
                let of = law.as_ref().map(|law| format!("{law}<T> for ")).unwrap_or_default();
                self.line(&format!("impl<T: {bound}> {of}{} {{", kernel.params[0].ty().text()));
                self.depth += 1;
                (if law.is_some() { "" } else { "pub " }, String::new())
            }
        };
        let arguments = self.arguments(&kernel, true);
        self.line(&format!("{vis}fn {}{generics}({arguments}){} {{", kernel.name, output(kernel.result)));
        self.depth += 1;
        self.body();
        while self.depth > 0 {
            self.depth -= 1;
            self.line("}");
        }
        kernel.source = std::mem::take(&mut self.text);
        if kernel.numbers == Numbers::Double {
            let (name, source) = (&kernel.name, &kernel.source);
            let generic = source.replace(&format!("{name}<"), &format!("{name}_t<"));
            kernel.generic = ["0", "1", "3", "5", "7"]
                .iter()
                .fold(generic, |text, digit| text.replace(&format!("{digit}_f64"), digit));
            kernel.source = in_doubles(source);
        }
        kernel
    }

    /// The arguments' text; they are in scope then.
    fn arguments(&mut self, kernel: &Kernel, changed: bool) -> String {
        let mut all = Vec::new();
        for (i, param) in kernel.params.iter().enumerate() {
            if i == 0 && kernel.owner != Owner::Nobody {
                self.names.push(Name::of(*param, "self", false));
                all.push(param.receiver().to_owned());
                continue;
            }
            let counts = i == 0 && kernel.recursive;
            let bare = format!("{}{i}", param.ty().letter());
            let mutable = changed && !counts && matches!(param, Param::Value(_)) && self.choices.once_in(4);
            self.names.push(Name::of(*param, &bare, mutable));
            if counts {
                self.frozen.push(bare.clone());
            }
            all.push(format!("{}{bare}: {}", if mutable { "mut " } else { "" }, param.text()));
        }
        all.join(", ")
    }

    fn body(&mut self) {
        // a variable that all of the body may change
        let value = self.real(2);
        self.line(&format!("let mut s = {value};"));
        self.names.push(Name::local("s", Type::Real, true));
        if self.choices.once_in(3) {
            self.let_struct();
        }
        if self.result == Type::Maybe {
            self.let_asked();
        } else if self.choices.once_in(4) {
            self.let_maybe();
        }
        if self.names.iter().any(|n| n.ty == Type::Law) {
            self.call_newest();
        }
        self.stmts(9);
        if !self.circle.is_empty() && self.turns == 2 {
            self.turn();
        }
        if self.choices.once_in(3) {
            self.loop_of_sums();
        }
        self.finish();
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
            for o in self.those(|n| n.ty == Type::Maybe) {
                value = format!("{value} + {}.unwrap_or({})", o.text, self.atom());
            }
            for a in self.those(|n| matches!(n.ty, Type::Array(_))) {
                value = format!("{value} - {}[1]", a.text);
            }
            for b in self.those(|n| matches!(n.ty, Type::Body | Type::Spring)) {
                value = format!("{value} + {}.{}", b.text, b.ty.fields()[1]);
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
        match self.choices.below(27) {
            0..=5 => Param::Value(Type::Real),
            6 | 7 => Param::Shared(Type::Slice(least)),
            8..=10 => Param::Unique(Type::Slice(least)),
            11 => Param::Value(Type::Index),
            12 => Param::Unique(Type::Real),
            13 => Param::Unique(Type::Array(3)),
            14 => Param::Value(Type::Array(3)),
            15 => Param::Value(Type::Pair),
            16 => Param::Shared(Type::Array(3)),
            17 => Param::Shared(Type::Real),
            18 => Param::Value(Type::Body),
            19 => Param::Shared(Type::Body),
            20 | 21 => Param::Unique(Type::Body),
            22 => Param::Shared(Type::Spring),
            23 => Param::Value(Type::Maybe),
            25 => Param::Value(Type::Shape),
            26 => Param::Shared(Type::Shape),
            _ => Param::Unique(Type::Spring),
        }
    }

    // ---- text

    pub(crate) fn line(&mut self, text: &str) {
        for _ in 0..self.depth {
            self.text.push_str("    ");
        }
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// Lines that were written apart.
    pub(crate) fn paste(&mut self, lines: &str) {
        self.text.push_str(lines);
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
}

fn is_read_slice(param: &Param) -> bool {
    matches!(param, Param::Shared(Type::Slice(_)))
}

fn output(result: Type) -> String {
    match result {
        Type::Unit => String::new(),
        ty => format!(" -> {}", ty.text()),
    }
}

/// The same function for `f64`.
fn in_doubles(source: &str) -> String {
    let source = source.replace("<T: Scalar>", "").replace("T::from_f64(", "(");
    let source = source.replace("T::ONE", "1.0_f64").replace("T::ZERO", "0.0_f64");
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let mut out = String::new();
    let mut before = ' ';
    let mut rest = source.chars().peekable();
    while let Some(c) = rest.next() {
        let alone = c == 'T' && !word(before) && !rest.peek().copied().is_some_and(word);
        if alone {
            out.push_str("f64")
        } else {
            out.push(c)
        }
        before = c;
    }
    out
}
