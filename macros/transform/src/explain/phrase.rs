//! Expressions and types as people read them: temporaries stand where they are used.

use quote::ToTokens;

use crate::defs::{Def, Defs};
use crate::ir::{Callee, Expr, Function, Head, Op, Place, Step, Var};
use crate::prim::Prim;

/// The longest text of an expression, in characters.
const LONGEST: usize = 44;

/// Writes a function's variables, expressions and places.
pub(super) struct Phrase<'a> {
    pub(super) function: &'a Function,
    pub(super) defs: &'a Defs,
}

impl Phrase<'_> {
    /// A variable's name; what it holds, if the user gave it none.
    pub(super) fn var(&self, var: Var) -> String {
        let info = self.function.info(var);
        let text = match self.defs.of(var) {
            Some(Def::Let(e)) if info.temporary => self.expr(e),
            Some(Def::Call(k)) if info.temporary => format!("{}(…)", callee(&self.defs.calls[*k].callee)),
            _ => info.written.clone(),
        };
        short(text)
    }

    /// What a variable was defined as.
    pub(super) fn definition(&self, var: Var) -> String {
        match self.defs.of(var) {
            Some(Def::Let(e)) => short(self.expr(e)),
            _ => self.var(var),
        }
    }

    /// An operand of an operator that binds so tightly; with parentheses if it binds less.
    fn operand(&self, e: &Expr, tightness: u8) -> String {
        let text = self.expr(e);
        if self.tightness(e) < tightness { format!("({text})") } else { text }
    }

    /// How tightly an expression binds, as it is written.
    fn tightness(&self, e: &Expr) -> u8 {
        match e {
            Expr::Var(v) if self.function.info(*v).temporary => match self.defs.of(*v) {
                Some(Def::Let(inner)) => self.tightness(inner),
                _ => ATOM,
            },
            Expr::Binary(op, ..) => binds(*op),
            Expr::Ahead(..) => binds(Op::Add),
            Expr::Cast(..) => CAST,
            Expr::Neg(_) | Expr::Not(_) => PREFIX,
            _ => ATOM,
        }
    }

    pub(super) fn expr(&self, e: &Expr) -> String {
        match e {
            Expr::Var(v) => self.var(*v),
            Expr::Const(c) => constant(&c.tokens),
            Expr::Load(place) => self.place(place),
            Expr::Len(place) => format!("{}.len()", self.place(place)),
            Expr::Neg(a) => format!("-{}", self.operand(a, PREFIX)),
            Expr::Not(a) => format!("!{}", self.operand(a, PREFIX)),
            Expr::Binary(op, a, b) => {
                let left = binds(*op);
                format!("{} {} {}", self.operand(a, left), operator(*op), self.operand(b, left + 1))
            }
            Expr::Prim(Prim::Select, all) => format!("select({})", self.all(all)),
            Expr::Prim(prim, all) => self.method(*prim, all),
            Expr::Cast(a, ty) => format!("{} as {}", self.operand(a, CAST), ty_text(ty)),
            Expr::Struct(path, ..) => format!("{} {{ … }}", plain(path)),
            Expr::Construct(path, all) => format!("{}({})", plain(path), self.all(all)),
            Expr::Tuple(all) => format!("({})", self.all(all)),
            Expr::Array(all) => format!("[{}]", self.all(all)),
            Expr::Repeat(a, n) => format!("[{}; {}]", self.expr(a), plain(n)),
            Expr::Matches(a, pattern) => format!("matches!({}, {})", self.expr(a), plain(pattern)),
            Expr::Detach(a, _) => format!("detach({})", self.expr(a)),
            Expr::Integer(a) | Expr::Real(a) => self.expr(a),
            Expr::Ahead(a, b) => format!("{} + {}", self.operand(a, binds(Op::Add)), self.operand(b, CAST)),
            _ => "…".to_owned(),
        }
    }

    fn all(&self, all: &[Expr]) -> String {
        all.iter().map(|e| self.expr(e)).collect::<Vec<_>>().join(", ")
    }

    fn method(&self, prim: Prim, all: &[Expr]) -> String {
        let name = match prim {
            Prim::Compare(name) => name,
            prim => prim.row().map_or("…", |row| row.name),
        };
        match all {
            [first, rest @ ..] => format!("{}.{name}({})", self.operand(first, ATOM), self.all(rest)),
            [] => format!("{name}()"),
        }
    }

    pub(super) fn place(&self, place: &Place) -> String {
        let root = self.function.info(place.root).written.clone();
        place.path.iter().fold(root, |text, step| match step {
            Step::Field(member) => format!("{text}.{}", plain(member)),
            Step::Index(i) => format!("{text}[{}]", self.expr(i)),
            Step::Range(lo, hi) => {
                let end = |e: &Option<Box<Expr>>| e.as_ref().map_or(String::new(), |e| self.expr(e));
                format!("{text}[{}..{}]", end(lo), end(hi))
            }
            Step::Variant(path, member) | Step::Slope(path, member) => {
                let variant = path.segments.last().map(|s| s.ident.to_string()).unwrap_or_default();
                format!("{text} as {variant}.{}", plain(member))
            }
        })
    }

    /// The head of a loop.
    pub(super) fn head(&self, head: &Head) -> String {
        let text = match head {
            Head::While { cond: Expr::Const(_), .. } => "loop".to_owned(),
            Head::While { cond, .. } => format!("while {}", self.expr(cond)),
            Head::For { index, lo, hi, inclusive, reversed, step } => {
                let dots = if *inclusive { "..=" } else { ".." };
                let range = format!("{}{dots}{}", self.expr(lo), self.expr(hi));
                let back = if *reversed { ".rev()" } else { "" };
                let step = step.as_ref().map_or(String::new(), |s| format!(".step_by({})", self.expr(s)));
                let range = if back.is_empty() && step.is_empty() { range } else { format!("({range})") };
                format!("for {} in {range}{back}{step}", self.function.info(*index).written)
            }
        };
        short(text)
    }
}

/// The name of what is called.
pub(super) fn callee(callee: &Callee) -> String {
    match callee {
        Callee::Function(path) | Callee::Associated(path) => plain(&path.path),
        Callee::Method(name, _) => name.to_string(),
    }
}

/// A type, formatted.
pub(super) fn ty_text(ty: &syn::Type) -> String {
    let file = syn::parse_quote!(type A = #ty;);
    let text = prettyplease::unparse(&file);
    let text = text.trim().trim_start_matches("type A =").trim_end_matches(';');
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A constant; of a literal in a generic function, `lit::<T>(0.5)`, what the user wrote.
fn constant(tokens: &proc_macro2::TokenStream) -> String {
    let text = plain(tokens);
    match text.strip_prefix("::costate::lit").and_then(|rest| rest.split_once('(')) {
        Some((_, literal)) => literal.trim_end_matches(')').to_owned(),
        None => text,
    }
}

/// Tokens without the spaces that quote puts between them.
fn plain(tokens: &impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    [(" :: ", "::"), (":: ", "::"), (" . ", "."), (" <", "<"), ("< ", "<"), (" >", ">"), (" ,", ",")]
        .iter()
        .fold(text, |text, (from, to)| text.replace(from, to))
}

fn short(text: String) -> String {
    if text.chars().count() <= LONGEST {
        return text;
    }
    text.chars().take(LONGEST - 2).chain(" …".chars()).collect()
}

/// Rust's precedence: numbers, names and calls bind tightest.
const ATOM: u8 = 14;
const PREFIX: u8 = 13;
const CAST: u8 = 12;

fn binds(op: Op) -> u8 {
    match op.plain() {
        Op::Mul | Op::Div | Op::Rem => 11,
        Op::Add | Op::Sub => 10,
        Op::Shl | Op::Shr => 9,
        Op::BitAnd => 8,
        Op::Xor => 7,
        Op::BitOr => 6,
        Op::Eq | Op::Ne | Op::Lt | Op::Le | Op::Gt | Op::Ge => 5,
        Op::And => 4,
        _ => 3,
    }
}

fn operator(op: Op) -> &'static str {
    match op.plain() {
        Op::Add => "+",
        Op::Sub => "-",
        Op::Mul => "*",
        Op::Div => "/",
        Op::Rem => "%",
        Op::And => "&&",
        Op::Or => "||",
        Op::Xor => "^",
        Op::Shl => "<<",
        Op::Shr => ">>",
        Op::BitAnd => "&",
        Op::BitOr => "|",
        Op::Eq => "==",
        Op::Ne => "!=",
        Op::Lt => "<",
        Op::Le => "<=",
        Op::Gt => ">",
        _ => ">=",
    }
}
