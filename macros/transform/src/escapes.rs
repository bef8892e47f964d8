//! Which jumps leave a list of statements, and whether it surely leaves.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span};
use syn::visit::{self, Visit};
use syn::{Expr, Stmt};

/// A jump out of a construct.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// `return`
    Return,
    /// `break` of a loop
    Break(usize),
    /// `continue` of a loop
    Continue(usize),
}

impl Exit {
    /// The variable that tells that the jump was taken.
    pub fn flag(self) -> Ident {
        let name = match self {
            Exit::Return => "returned__0".to_owned(),
            Exit::Break(k) => format!("broke__{k}"),
            Exit::Continue(k) => format!("skipped__{k}"),
        };
        Ident::new(&name, Span::call_site())
    }

    /// The variable of the returned value.
    pub fn value_name(self) -> &'static str {
        "result__0"
    }

    /// Whether a name is that of a flag.
    pub fn is_flag(name: &str) -> bool {
        ["returned__", "broke__", "skipped__"].iter().any(|p| name.starts_with(p))
    }
}

/// A loop, or a block with a label, around the place that is looked at.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Its number.
    pub id: usize,
    /// Its label.
    pub label: Option<String>,
    /// It is a block: only a `break` with its label leaves it.
    pub block: bool,
}

/// The text of a loop's label.
pub fn label_of(label: &syn::Label) -> String {
    label.name.ident.to_string()
}

/// The jumps out of `stmts`, inside the loops `frames`.
pub fn escapes(stmts: &[Stmt], frames: &[Frame]) -> BTreeSet<Exit> {
    let mut seen = Escapes { frames: frames.to_vec(), outer: frames.len(), exits: BTreeSet::new() };
    stmts.iter().for_each(|s| seen.visit_stmt(s));
    seen.exits
}

struct Escapes {
    frames: Vec<Frame>,
    outer: usize,
    exits: BTreeSet<Exit>,
}

impl Escapes {
    fn target(&self, label: Option<&syn::Lifetime>) -> Option<usize> {
        let wanted = label.map(|l| l.ident.to_string());
        let found = self.frames.iter().rposition(|f| match wanted {
            None => !f.block,
            Some(_) => f.label == wanted,
        })?;
        (found < self.outer).then(|| self.frames[found].id)
    }

    fn inside(&mut self, label: Option<&syn::Label>, body: &syn::Block, block: bool) {
        self.frames.push(Frame { id: usize::MAX, label: label.map(label_of), block });
        self.visit_block(body);
        self.frames.pop();
    }
}

impl<'a> Visit<'a> for Escapes {
    fn visit_expr(&mut self, e: &'a Expr) {
        match e {
            Expr::Return(_) | Expr::Try(_) => {
                self.exits.insert(Exit::Return);
            }
            Expr::Break(b) => {
                self.exits.extend(self.target(b.label.as_ref()).map(Exit::Break));
            }
            Expr::Continue(c) => {
                self.exits.extend(self.target(c.label.as_ref()).map(Exit::Continue));
            }
            Expr::ForLoop(l) => {
                self.visit_expr(&l.expr);
                return self.inside(l.label.as_ref(), &l.body, false);
            }
            Expr::While(l) => {
                self.visit_expr(&l.cond);
                return self.inside(l.label.as_ref(), &l.body, false);
            }
            Expr::Loop(l) => return self.inside(l.label.as_ref(), &l.body, false),
            Expr::Block(b) if b.label.is_some() => return self.inside(b.label.as_ref(), &b.block, true),
            Expr::Closure(_) | Expr::Async(_) => return,
            _ => {}
        }
        visit::visit_expr(self, e);
    }

    fn visit_item(&mut self, _: &'a syn::Item) {}
}

/// Whether a list surely does not reach its end.
pub fn diverges(stmts: &[Stmt]) -> bool {
    stmts.iter().any(|stmt| match stmt {
        Stmt::Expr(e, _) => leaves(e),
        Stmt::Macro(m) => panics(&m.mac),
        _ => false,
    })
}

fn leaves(e: &Expr) -> bool {
    match e {
        Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) => true,
        Expr::Block(b) => b.label.is_none() && diverges(&b.block.stmts),
        Expr::If(i) => {
            diverges(&i.then_branch.stmts) && i.else_branch.as_ref().is_some_and(|(_, e)| leaves(e))
        }
        Expr::Macro(m) => panics(&m.mac),
        _ => false,
    }
}

/// Whether a macro never returns.
pub fn panics(mac: &syn::Macro) -> bool {
    ["panic", "unreachable", "unimplemented"].iter().any(|n| mac.path.is_ident(n))
}

/// Whether a pattern binds a name.
pub fn binds(pat: &syn::Pat) -> bool {
    struct Binds(bool);
    impl<'a> Visit<'a> for Binds {
        fn visit_pat_ident(&mut self, p: &'a syn::PatIdent) {
            self.0 |= crate::exits::is_name(p);
        }
    }
    let mut seen = Binds(false);
    seen.visit_pat(pat);
    seen.0
}

/// Whether a condition does more than compare: calls, or blocks with statements.
pub fn acts(cond: &Expr) -> bool {
    struct Acts(bool);
    impl<'a> Visit<'a> for Acts {
        fn visit_expr(&mut self, e: &'a Expr) {
            self.0 |= match e {
                Expr::Call(_) | Expr::Block(_) | Expr::If(_) | Expr::Match(_) => true,
                Expr::Try(_) | Expr::Loop(_) => true,
                Expr::MethodCall(m) => !crate::lower::is_pure_method(&m.method.to_string()),
                _ => false,
            };
            visit::visit_expr(self, e);
        }
    }
    let mut seen = Acts(false);
    seen.visit_expr(cond);
    seen.0
}

/// Whether an expression changes something: blocks with statements, assignments, `&mut`,
/// methods that may change their receiver.
pub fn changes(e: &Expr) -> bool {
    struct Changes(bool);
    impl<'a> Visit<'a> for Changes {
        fn visit_expr(&mut self, e: &'a Expr) {
            self.0 |= match e {
                Expr::Assign(_) | Expr::ForLoop(_) | Expr::While(_) | Expr::Loop(_) => true,
                Expr::Binary(b) => crate::lower::compound(&b.op).is_some(),
                Expr::Block(b) => b.block.stmts.len() > 1,
                Expr::Reference(r) => r.mutability.is_some(),
                Expr::MethodCall(m) => !crate::lower::is_pure_method(&m.method.to_string()),
                _ => false,
            };
            visit::visit_expr(self, e);
        }
    }
    let mut seen = Changes(false);
    seen.visit_expr(e);
    seen.0
}
