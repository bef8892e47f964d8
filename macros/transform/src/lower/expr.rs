//! Expressions, to atoms.

use proc_macro2::Span;
use quote::{ToTokens, quote};
use syn::Expr as Syn;
use syn::spanned::Spanned;

use super::Lower;
use crate::exits::enclosed;
use crate::ir::{Const, Expr, Op, Place};
use crate::messages;
use crate::prim::Prim;
use crate::types::Ty;

impl Lower<'_> {
    /// Lowers an expression to an atom; a new value is called `hint`, if given.
    pub(super) fn expr(&mut self, e: &Syn, hint: Option<&str>) -> Expr {
        match e {
            Syn::Lit(l) => self.literal(&l.lit),
            Syn::Path(p) => self.path(p, hint),
            Syn::Paren(p) => self.expr(&p.expr, hint),
            Syn::Group(p) => self.expr(&p.expr, hint),
            Syn::Unary(u) => self.unary(u, hint),
            Syn::Binary(b) => self.binary_expr(b, hint),
            Syn::Cast(c) => self.cast(c, hint),
            Syn::Field(_) | Syn::Index(_) => match self.place(e) {
                Some(place) => self.load(place, hint, e.span()),
                None => self.refuse(e, messages::UNKNOWN_PLACE),
            },
            Syn::Tuple(_) | Syn::Array(_) | Syn::Repeat(_) | Syn::Struct(_) => self.aggregate(e, hint),
            Syn::If(i) => self.if_else(i, hint).unwrap_or(Expr::Filler),
            Syn::Block(b) => self.block(b, hint).unwrap_or(Expr::Filler),
            Syn::Call(c) => self.call(c, hint),
            Syn::MethodCall(m) => self.method_call(m, hint),
            Syn::Macro(m) if m.mac.path.is_ident("matches") => self.matches(&m.mac, hint),
            Syn::Macro(m) if crate::escapes::panics(&m.mac) => {
                self.value_or_statement(e, hint);
                Expr::Filler
            }
            Syn::Closure(c) if self.detached => self.refuse(c, messages::DETACHED_CLOSURE),
            other => self.refuse(other, refusal(other)),
        }
    }

    /// Gives a message and an atom to go on with.
    pub(super) fn refuse(&mut self, tokens: &impl ToTokens, text: &str) -> Expr {
        self.messages.add(tokens, text);
        self.failed()
    }

    fn unary(&mut self, u: &syn::ExprUnary, hint: Option<&str>) -> Expr {
        match u.op {
            syn::UnOp::Neg(_) => {
                let a = self.operand(&u.expr);
                let ty = self.function.ty_of(&a);
                self.bind(hint, Expr::Neg(Box::new(a)), ty, u.span())
            }
            syn::UnOp::Not(_) => {
                let a = self.expr(&u.expr, None);
                let ty = self.function.ty_of(&a);
                let a = self.flat(a);
                let ty = if ty.is_flat() { ty } else { Ty::Flat };
                self.bind(hint, Expr::Not(Box::new(a)), ty, u.span())
            }
            _ if super::ends::is_element(&u.expr) => self.expr(&u.expr, hint),
            _ => match self.place(&u.expr) {
                Some(place) => self.load(place, hint, u.span()),
                None => self.refuse(u, messages::UNKNOWN_PLACE),
            },
        }
    }

    fn binary_expr(&mut self, b: &syn::ExprBinary, hint: Option<&str>) -> Expr {
        let Some(op) = operator(&b.op) else { return self.refuse(b, messages::COMPOUND) };
        if matches!(op, Op::And | Op::Or) {
            return self.shortcut(op, b, hint);
        }
        let left = self.operand(&b.left);
        let right = self.operand(&b.right);
        if self.mixes(&b.op, &left, &right) {
            return self.failed();
        }
        self.binary(op, left, right, hint, b.span(), b)
    }

    /// An operand by its value, also of `&x`: the plain function has rustc check that `x` is a number.
    pub(super) fn operand(&mut self, e: &Syn) -> Expr {
        match e {
            Syn::Paren(p) => self.operand(&p.expr),
            Syn::Reference(r) if r.mutability.is_none() => self.operand(&r.expr),
            e => self.expr(e, None),
        }
    }

    /// Gives a message where a float meets an integer or a `T`, which rustc would say of each layer.
    pub(super) fn mixes(&mut self, op: &syn::BinOp, a: &Expr, b: &Expr) -> bool {
        let kinds = &self.function.kinds;
        let float = |ty: &Ty| matches!(kinds.name_of(ty), Some("f32" | "f64"));
        let generic = |ty: &Ty| kinds.is_generic(ty) && !kinds.bounded_operators;
        let (a, b) = (self.function.ty_of(a), self.function.ty_of(b));
        let text = match (&a, &b) {
            (Ty::Scalar(_), Ty::Int(_)) if float(&a) => messages::MIXED,
            (Ty::Int(_), Ty::Scalar(_)) if float(&b) => messages::MIXED,
            (Ty::Scalar(_), Ty::Scalar(_)) if float(&a) && generic(&b) || generic(&a) && float(&b) => {
                messages::MIXED_NUMBERS
            }
            _ => return false,
        };
        self.messages.add(op, text);
        true
    }

    /// `a op b` of atoms.
    pub(super) fn binary(
        &mut self,
        op: Op,
        a: Expr,
        b: Expr,
        hint: Option<&str>,
        span: Span,
        tokens: &impl ToTokens,
    ) -> Expr {
        let (ta, tb) = (self.function.ty_of(&a), self.function.ty_of(&b));
        let ty = match op {
            Op::Add | Op::Sub => self.kinds().arithmetic(&ta, &tb, true),
            Op::Mul | Op::Div => self.kinds().arithmetic(&ta, &tb, false),
            Op::AddAssign | Op::SubAssign | Op::MulAssign | Op::DivAssign => ta,
            Op::Rem if ta.is_scalar() || tb.is_scalar() => {
                return self.refuse(tokens, messages::REMAINDER);
            }
            Op::Rem | Op::BitAnd | Op::BitOr | Op::Xor | Op::Shl | Op::Shr => {
                let (a, b) = (self.flat(a), self.flat(b));
                let shift = matches!(op, Op::Shl | Op::Shr);
                let ty = if shift { ta } else { self.unify(&ta, &tb) };
                let ty = if ty == Ty::Unknown { Ty::Int(None) } else { ty };
                return self.bind(hint, Expr::Binary(op, Box::new(a), Box::new(b)), ty, span);
            }
            _ => {
                self.unify(&ta, &tb);
                Ty::Bool
            }
        };
        self.bind(hint, Expr::Binary(op, Box::new(a), Box::new(b)), ty, span)
    }

    /// `a && b`: the right side runs only if it must.
    fn shortcut(&mut self, op: Op, b: &syn::ExprBinary, hint: Option<&str>) -> Expr {
        if crate::escapes::acts(&b.right) {
            // what it does is done only if it must be
            let (left, right) = (enclosed::operand(&b.left), enclosed::value(&b.right));
            let chosen: syn::ExprIf = match op {
                Op::And => syn::parse_quote!(if #left { #right } else { false }),
                _ => syn::parse_quote!(if #left { true } else { #right }),
            };
            return self.if_else(&chosen, hint).unwrap_or(Expr::Filler);
        }
        let left = self.expr(&b.left, None);
        let (block, right) = self.nested(|pass| pass.expr(&b.right, None));
        if block.stmts.iter().all(|s| matches!(s, crate::ir::Stmt::Let(_, e) if cannot_fail(e))) {
            self.stmts.extend(block.stmts);
            return self.bind(hint, Expr::Binary(op, Box::new(left), Box::new(right)), Ty::Bool, b.span());
        }
        let known = Expr::Const(Const {
            tokens: if op == Op::Or { quote!(true) } else { quote!(false) },
            number: Some(f64::from(u8::from(op == Op::Or))),
            ty: Ty::Bool,
        });
        let result = self.temporary(b.span(), Ty::Bool);
        let none = crate::ir::Block::default();
        let (then, otherwise, yes, no) = match op {
            Op::And => (block, none, right, known),
            _ => (none, block, known, right),
        };
        let choice = crate::ir::Choice { result, then: yes, otherwise: no };
        self.stmts.push(crate::ir::Stmt::If(left, then, otherwise, vec![choice]));
        Expr::Var(result)
    }

    fn cast(&mut self, c: &syn::ExprCast, hint: Option<&str>) -> Expr {
        let a = self.expr(&c.expr, None);
        let a = self.of_its_type(a);
        let ty = self.kinds().spelled(&c.ty);
        self.bind(hint, Expr::Cast(Box::new(a), c.ty.clone()), ty, c.span())
    }

    /// `let a: f32 = 0.1; a as f64` rounds to `f32` first: the cast alone does not tell the literal so.
    fn of_its_type(&self, e: Expr) -> Expr {
        let Expr::Const(c) = e else { return e };
        let name = self.function.kinds.name_of(&c.ty).map(ToOwned::to_owned);
        let tokens = match name.filter(|name| c.number.is_some() && is_primitive(name)) {
            Some(name) if !c.tokens.to_string().ends_with(&name) => {
                let (ty, number) = (proc_macro2::Ident::new(&name, proc_macro2::Span::call_site()), c.tokens);
                quote!(::core::convert::identity::<#ty>(#number))
            }
            _ => c.tokens,
        };
        Expr::Const(Const { tokens, ..c })
    }

    pub(super) fn atoms<'e>(&mut self, all: impl Iterator<Item = &'e Syn>) -> Vec<Expr> {
        all.map(|e| self.expr(e, None)).collect()
    }

    /// A primitive on atoms.
    pub(super) fn prim(&mut self, prim: Prim, atoms: Vec<Expr>, hint: Option<&str>, span: Span) -> Expr {
        let ty = match prim {
            Prim::Compare(_) => Ty::Flat,
            Prim::Select => {
                let (a, b) = (self.function.ty_of(&atoms[1]), self.function.ty_of(&atoms[2]));
                self.unify(&a, &b)
            }
            Prim::Powi => {
                let (n, i32) = (self.function.ty_of(&atoms[1]), self.kinds().integer("i32"));
                self.unify(&n, &i32);
                self.scalar(&atoms[0])
            }
            _ if prim.row().is_some_and(|r| r.ordered) => {
                let tys: Vec<Ty> = atoms.iter().map(|a| self.function.ty_of(a)).collect();
                tys.iter().fold(Ty::Unknown, |ty, t| self.unify(&ty, t))
            }
            _ => {
                let tys: Vec<Ty> = atoms.iter().map(|a| self.scalar(a)).collect();
                tys.iter().skip(1).fold(tys[0].clone(), |ty, t| self.unify(&ty, t))
            }
        };
        self.bind(hint, Expr::Prim(prim, atoms), ty, span)
    }

    /// The type of an atom that is surely a scalar.
    fn scalar(&mut self, atom: &Expr) -> Ty {
        let ty = self.function.ty_of(atom);
        if ty.is_scalar() { ty } else { self.kinds().fresh() }
    }

    /// An operand that has no derivative: where its type is unknown, rustc checks it.
    fn flat(&mut self, atom: Expr) -> Expr {
        match self.function.ty_of(&atom) {
            Ty::Unknown => Expr::Integer(Box::new(atom)),
            _ => atom,
        }
    }

    /// The length of a slice or an array.
    pub(super) fn length(&mut self, place: Place, hint: Option<&str>, span: Span) -> Expr {
        let usize = self.kinds().integer("usize");
        self.bind(hint, Expr::Len(place), usize, span)
    }
}

/// Whether an expression may run although its value is not wanted.
fn cannot_fail(e: &Expr) -> bool {
    match e {
        Expr::Load(p) => p.path.iter().all(|s| matches!(s, crate::ir::Step::Field(_))),
        Expr::Binary(op, ..) => {
            matches!(op, Op::Lt | Op::Le | Op::Gt | Op::Ge | Op::Eq | Op::Ne | Op::And | Op::Or)
        }
        Expr::Matches(a, _) => matches!(**a, Expr::Var(_)) || cannot_fail(a),
        Expr::Prim(..) | Expr::Not(_) | Expr::Len(_) => true,
        _ => false,
    }
}

/// The operator of a binary expression.
pub(super) fn operator(op: &syn::BinOp) -> Option<Op> {
    use syn::BinOp as B;
    Some(match op {
        B::Add(_) => Op::Add,
        B::Sub(_) => Op::Sub,
        B::Mul(_) => Op::Mul,
        B::Div(_) => Op::Div,
        B::Rem(_) => Op::Rem,
        B::And(_) => Op::And,
        B::Or(_) => Op::Or,
        B::BitXor(_) => Op::Xor,
        B::BitAnd(_) => Op::BitAnd,
        B::BitOr(_) => Op::BitOr,
        B::Shl(_) => Op::Shl,
        B::Shr(_) => Op::Shr,
        B::Eq(_) => Op::Eq,
        B::Lt(_) => Op::Lt,
        B::Le(_) => Op::Le,
        B::Ne(_) => Op::Ne,
        B::Ge(_) => Op::Ge,
        B::Gt(_) => Op::Gt,
        _ => return None,
    })
}

/// What to say of an expression that is not differentiated.
pub(super) fn refusal(e: &Syn) -> &'static str {
    match e {
        Syn::Closure(_) => messages::CLOSURE,
        Syn::Async(_) | Syn::Await(_) => messages::ASYNC,
        Syn::Unsafe(_) => messages::UNSAFE,
        Syn::RawAddr(_) => messages::RAW_POINTER,
        Syn::Try(_) | Syn::TryBlock(_) => messages::TRY,
        Syn::Macro(_) => messages::MACRO,
        Syn::Reference(_) => messages::REFERENCE_HERE,
        Syn::Return(_) | Syn::Break(_) | Syn::Continue(_) => messages::EXIT_IN_EXPRESSION,
        _ => messages::UNKNOWN_PLACE,
    }
}

/// Whether a type has literals of its own.
fn is_primitive(name: &str) -> bool {
    let bits = name.strip_prefix(['f', 'i', 'u']);
    bits.is_some_and(|bits| matches!(bits, "8" | "16" | "32" | "64" | "128" | "size"))
}
