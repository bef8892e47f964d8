//! Closures in variables: some read what they capture, some change it.

use crate::function::Writer;
use crate::scope::Name;
use crate::types::Type;

impl Writer<'_, '_> {
    /// `let f = |u: T| …;` and statements that call it.
    pub(crate) fn closure(&mut self) {
        if self.nested() > 3 || self.valued {
            return self.let_real();
        }
        self.line("{");
        self.inside(|w| match w.choices.below(2) {
            0 => w.reading_closure(),
            _ => w.changing_closure(),
        });
        self.line("}");
    }

    /// What it captures is not written while it may be called.
    fn reading_closure(&mut self) {
        let (f, u, k) = (self.fresh("f"), self.fresh("u"), self.fresh("k"));
        let counted = self.choices.below(2) == 1;
        let names = [Name::local(&u, Type::Real, false), Name::local(&k, Type::Index, false)];
        let (body, ()) = self.apart(|w| {
            w.calm(|w| {
                let outer = w.names.clone();
                names.into_iter().take(1 + usize::from(counted)).for_each(|n| w.declare(n));
                let value = w.real(2);
                w.line(&value);
                w.names = outer;
            });
        });
        let second = if counted { format!(", {k}: usize") } else { String::new() };
        let body = body.trim();
        self.line(&format!("let {f} = |{u}: T{second}| {body};"));
        let captured = self.words(body);
        self.lending(&captured, &[], |w| {
            w.callable.push((f, counted));
            w.assign_real();
            w.stmts(3);
            w.callable.pop();
        });
    }

    /// A call of a closure that is in scope.
    pub(crate) fn closure_called(&mut self) -> Option<String> {
        let (f, counted) = self.callable.get(self.choices.below(self.callable.len().max(1)))?.clone();
        let value = self.atom();
        Some(match counted {
            true => format!("{f}({value}, {})", self.index(0)),
            false => format!("{f}({value})"),
        })
    }

    /// What it captures is not seen between its calls.
    fn changing_closure(&mut self) {
        let (f, u) = (self.fresh("f"), self.fresh("u"));
        let (body, ()) = self.apart(|w| {
            w.without_exits(|w| {
                w.inside(|w| {
                    w.declare(Name::local(&u, Type::Real, false));
                    w.assign_real();
                    w.plain_stmts(2);
                    let value = w.real(1);
                    w.line(&value);
                });
            });
        });
        self.line(&format!("let mut {f} = |{u}: T| {{"));
        self.paste(&body);
        self.line("};");
        let captured = self.words(&body);
        self.lending(&[], &captured, |w| {
            let (f, read) = if w.choices.once_in(3) { w.closure_around(&f) } else { (f, Vec::new()) };
            w.frozen.extend(read);
            for _ in 0..1 + w.choices.below(2) {
                let value = w.atom();
                let y = w.fresh("y");
                w.line(&format!("let mut {y} = {f}({value});"));
                w.declare(Name::local(&y, Type::Real, true));
                if w.choices.below(2) == 1 {
                    w.stmts(2);
                }
            }
            if w.choices.below(2) == 1 && w.loops.len() < 2 {
                w.line("for _ in 0..3 {");
                w.inside(|w| {
                    let value = w.atom();
                    match w.writable(|ty| ty == Type::Real) {
                        Some(x) if !x.reference => w.line(&format!("{} = {f}({value}).sin();", x.text)),
                        _ => w.line(&format!("{f}({value});")),
                    }
                });
                w.line("}");
            }
        });
    }

    /// `let mut g = |u: T| { y = f(u) * …; … };`: what calls `f` changes what `f` changes.
    /// Also the names that it reads, which are not written while it may be called.
    fn closure_around(&mut self, f: &str) -> (String, Vec<String>) {
        let (g, u, y) = (self.fresh("f"), self.fresh("u"), self.fresh("y"));
        let value = self.closure_of(vec![Name::local(&u, Type::Real, false)], |w| w.real(1));
        self.line(&format!("let mut {g} = |{u}: T| {{"));
        self.line(&format!("    let {y} = {f}({value}) * {u};"));
        self.line(&format!("    {y}.sin() + {f}({y})"));
        self.line("};");
        let read = self.words(&value);
        (g, read)
    }

    /// The names that a text contains.
    pub(crate) fn words(&self, text: &str) -> Vec<String> {
        let word = |c: char| !(c.is_alphanumeric() || c == '_');
        let all: Vec<&str> = text.split(word).collect();
        self.names.iter().map(|n| n.bare.clone()).filter(|n| all.contains(&n.as_str())).collect()
    }
}
