//! Expressions: what is known of their types.

use syn::{BinOp, Expr, UnOp};

use super::Literals;
use super::names::Local;
use crate::types::Ty;

impl Literals {
    /// The type of an expression, whose literals are marked.
    pub(super) fn expr(&mut self, e: &mut Expr) -> Ty {
        match e {
            Expr::Lit(l) => match &mut l.lit {
                syn::Lit::Float(f) => self.literal(f),
                syn::Lit::Int(_) => Ty::Int(None),
                _ => Ty::Unknown,
            },
            Expr::Path(p) => self.path(&p.path),
            Expr::Paren(p) => self.expr(&mut p.expr),
            Expr::Group(p) => self.expr(&mut p.expr),
            Expr::Reference(r) => self.expr(&mut r.expr),
            Expr::Unary(u) => self.expr(&mut u.expr),
            Expr::Binary(b) => self.binary(b),
            Expr::Cast(c) => self.cast(c),
            Expr::Assign(a) => {
                let left = self.expr(&mut a.left);
                self.wanted(&mut a.right, &left);
                Ty::Flat
            }
            Expr::Array(a) => Ty::Array(Box::new(self.alike(a.elems.iter_mut()))),
            Expr::Repeat(r) => Ty::Array(Box::new(self.expr(&mut r.expr))),
            Expr::Tuple(t) => Ty::Tuple(t.elems.iter_mut().map(|e| self.expr(e)).collect()),
            Expr::Index(i) => self.index(i),
            Expr::Field(f) => self.field(f),
            Expr::Call(c) => self.call(c),
            Expr::MethodCall(m) => self.method(m),
            Expr::Closure(c) => {
                self.closure(c, &[]);
                Ty::Unknown
            }
            Expr::Try(t) => inside(&self.expr(&mut t.expr)),
            other => self.control(other),
        }
    }

    fn control(&mut self, e: &mut Expr) -> Ty {
        match e {
            Expr::Block(b) => self.block(&mut b.block),
            Expr::If(i) => self.if_else(i),
            Expr::Match(m) => self.match_arms(m),
            Expr::Let(l) => {
                let ty = self.expr(&mut l.expr);
                self.bind(&mut l.pat, &ty);
                Ty::Bool
            }
            Expr::ForLoop(f) => {
                let item = self.expr(&mut f.expr).element();
                self.names.enter();
                self.bind(&mut f.pat, &item);
                self.block(&mut f.body);
                self.names.leave();
                Ty::Flat
            }
            Expr::While(w) => {
                self.names.enter();
                self.expr(&mut w.cond);
                self.block(&mut w.body);
                self.names.leave();
                Ty::Flat
            }
            Expr::Return(r) => {
                let output = self.outputs.last().cloned().unwrap_or(Ty::Unknown);
                if let Some(value) = &mut r.expr {
                    self.wanted(value, &output);
                }
                Ty::Unknown
            }
            other => {
                syn::visit_mut::visit_expr_mut(self, other);
                Ty::Unknown
            }
        }
    }

    /// An expression where a value of a known type stands: `0.5 * scale()` as an `f64`.
    pub(super) fn wanted(&mut self, e: &mut Expr, want: &Ty) -> Ty {
        match e {
            Expr::Paren(p) => self.wanted(&mut p.expr, want),
            Expr::Unary(u) if matches!(u.op, UnOp::Neg(_)) => self.wanted(&mut u.expr, want),
            Expr::Binary(b) if additive(&b.op).is_some() && self.is_float(want) => {
                self.wanted(&mut b.left, want);
                self.wanted(&mut b.right, want)
            }
            e => {
                let ty = self.expr(e);
                self.kinds.unify(&ty, want)
            }
        }
    }

    /// The last expression's type, in a scope of its own.
    pub(super) fn block(&mut self, block: &mut syn::Block) -> Ty {
        self.names.enter();
        let mut value = Ty::Unknown;
        for stmt in &mut block.stmts {
            value = Ty::Unknown;
            match stmt {
                syn::Stmt::Local(local) => self.local(local),
                syn::Stmt::Expr(e, None) => value = self.expr(e),
                syn::Stmt::Expr(e, Some(_)) => {
                    self.expr(e);
                }
                other => syn::visit_mut::visit_stmt_mut(self, other),
            }
        }
        self.names.leave();
        value
    }

    fn path(&mut self, path: &syn::Path) -> Ty {
        if let Some(name) = path.get_ident() {
            return match self.names.find(&name.to_string()) {
                Some(Local::Value(ty)) => ty,
                _ => Ty::Unknown,
            };
        }
        let names: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        match names.as_slice() {
            [.., t @ ("f32" | "f64"), "consts", _] | [t @ ("f32" | "f64"), _] => self.kinds.named(t),
            [t, "ZERO" | "ONE" | "PI"] if self.kinds.reals.iter().any(|r| r == t) => self.kinds.named(t),
            _ => Ty::Unknown,
        }
    }

    fn binary(&mut self, b: &mut syn::ExprBinary) -> Ty {
        let (left, right) = (self.expr(&mut b.left), self.expr(&mut b.right));
        match b.op {
            BinOp::Lt(_) | BinOp::Le(_) | BinOp::Gt(_) | BinOp::Ge(_) | BinOp::Eq(_) | BinOp::Ne(_) => {
                self.kinds.unify(&left, &right);
                Ty::Bool
            }
            BinOp::AddAssign(_) | BinOp::SubAssign(_) | BinOp::MulAssign(_) | BinOp::DivAssign(_) => {
                self.kinds.unify(&left, &right);
                Ty::Flat
            }
            op => match additive(&op) {
                Some(additive) => self.kinds.arithmetic(&left, &right, additive),
                None => Ty::Unknown,
            },
        }
    }

    /// Only a primitive number can be cast.
    fn cast(&mut self, c: &mut syn::ExprCast) -> Ty {
        let inner = self.expr(&mut c.expr);
        let ty = self.kinds.spelled(&c.ty);
        if inner.is_scalar() {
            let own = if self.is_float(&ty) { ty.clone() } else { self.kinds.named("f64") };
            self.kinds.unify(&inner, &own);
        }
        ty
    }

    fn alike<'e>(&mut self, all: impl Iterator<Item = &'e mut Expr>) -> Ty {
        all.fold(Ty::Unknown, |ty, e| {
            let next = self.expr(e);
            self.kinds.unify(&ty, &next)
        })
    }

    fn index(&mut self, i: &mut syn::ExprIndex) -> Ty {
        let base = self.expr(&mut i.expr);
        self.expr(&mut i.index);
        match &*i.index {
            Expr::Range(_) => Ty::Slice(Box::new(base.element())),
            _ => base.element(),
        }
    }

    fn field(&mut self, f: &mut syn::ExprField) -> Ty {
        match (self.expr(&mut f.base), &f.member) {
            (Ty::Tuple(all), syn::Member::Unnamed(k)) => {
                all.get(k.index as usize).cloned().unwrap_or(Ty::Unknown)
            }
            _ => Ty::Unknown,
        }
    }

    fn if_else(&mut self, i: &mut syn::ExprIf) -> Ty {
        self.names.enter();
        self.expr(&mut i.cond);
        let then = self.block(&mut i.then_branch);
        self.names.leave();
        match &mut i.else_branch {
            Some((_, other)) => {
                let other = self.expr(other);
                self.kinds.unify(&then, &other)
            }
            None => Ty::Flat,
        }
    }

    fn match_arms(&mut self, m: &mut syn::ExprMatch) -> Ty {
        let ty = self.expr(&mut m.expr);
        m.arms.iter_mut().fold(Ty::Unknown, |value, arm| {
            self.names.enter();
            self.bind(&mut arm.pat, &ty);
            let next = self.expr(&mut arm.body);
            self.names.leave();
            self.kinds.unify(&value, &next)
        })
    }
}

/// Of `+ - * /`: whether it is a sum.
fn additive(op: &BinOp) -> Option<bool> {
    match op {
        BinOp::Add(_) | BinOp::Sub(_) => Some(true),
        BinOp::Mul(_) | BinOp::Div(_) => Some(false),
        _ => None,
    }
}

/// What an `Option` is of.
pub(super) fn inside(ty: &Ty) -> Ty {
    match ty {
        Ty::Option(inner) => (**inner).clone(),
        _ => Ty::Unknown,
    }
}
