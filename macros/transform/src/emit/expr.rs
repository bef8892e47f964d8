//! Expressions and places, to tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::Emit;
use super::variant::Access;
use crate::ir::{Expr, Op, Place, Role, Var, Witness};
use crate::prim::Prim;
use crate::types::Ty;

impl Emit<'_> {
    /// A variable's name.
    pub(super) fn name(&self, var: Var) -> Ident {
        let info = self.function.info(var);
        super::ident(&info.name, Span::call_site().located_at(info.span))
    }

    /// An operand: parenthesised where the syntax wants it.
    fn operand(&self, e: &Expr) -> TokenStream {
        let tokens = self.expr(e);
        match e {
            Expr::Binary(op, ..) if op.plain() != *op => tokens,
            Expr::Binary(..) | Expr::Neg(_) | Expr::Not(_) | Expr::Cast(..) => quote!((#tokens)),
            Expr::Const(c) if c.number.is_some_and(|n| n < 0.0) => quote!((#tokens)),
            _ => tokens,
        }
    }

    pub(super) fn expr(&self, e: &Expr) -> TokenStream {
        match e {
            Expr::Var(v) => self.value(*v),
            Expr::Const(c) => c.tokens.clone(),
            Expr::Load(place) => self.place(place),
            Expr::Len(place) => {
                match self.function.place_ty(place) {
                    Ty::Array(_) | Ty::Slice(_) => {
                        let all = self.steps(self.start(place.root, &place.path), &place.path);
                        quote!(#all.len())
                    }
                    // rustc checks that this is the length of a slice or an array
                    _ => {
                        let place = self.place_inside(place);
                        quote!(::costate::rt::len(&#place))
                    }
                }
            }
            Expr::Neg(a) => {
                let a = self.operand(a);
                quote!(-#a)
            }
            Expr::Not(a) => {
                let a = self.operand(a);
                quote!(!#a)
            }
            Expr::Binary(op, a, b) if op.plain() != *op => {
                let (a, b) = (self.expr(a), self.expr(b));
                let (_, verb) = twin(Some(*op), "to");
                quote!(::costate::rt::#verb(#a, #b))
            }
            Expr::Binary(op, a, b) => {
                let (a, op, b) = (self.operand(a), operator(*op), self.operand(b));
                quote!(#a #op #b)
            }
            Expr::Prim(prim, args) => self.prim(*prim, args),
            Expr::Cast(a, ty) => {
                let a = self.operand(a);
                quote!(#a as #ty)
            }
            Expr::Matches(a, pattern) => {
                let a = self.expr(a);
                quote!(::core::matches!(#a, #pattern))
            }
            other => self.aggregate(other),
        }
    }

    /// What goes through a function of the runtime.
    pub(super) fn said(&self, e: &Expr) -> TokenStream {
        match e {
            Expr::Detach(a, path) => {
                let a = self.expr(a);
                // rustc checks that this is costate's `detach` and no other
                quote!({ let () = #path::MEANT; #path(#a) })
            }
            Expr::Integer(a) => {
                let a = self.expr(a);
                quote!(::costate::rt::integer(#a))
            }
            Expr::Real(a) => {
                let a = self.expr(a);
                quote!(::costate::rt::real(#a))
            }
            Expr::Ahead(a, n) => {
                let (a, n) = (self.expr(a), self.expr(n));
                quote!(::costate::rt::ahead(#a, #n))
            }
            Expr::Filler => quote!(::costate::rt::filler()),
            Expr::FillerLike(a) => {
                let a = self.expr(a);
                quote!(::costate::rt::filler_like(&#a))
            }
            Expr::FillerPart(a, [before, behind]) => {
                let a = self.expr(a);
                let skipped = |n: usize| std::iter::repeat_n(quote!(_,), n);
                let (before, behind) = (skipped(*before), skipped(*behind));
                let rest = proc_macro2::Ident::new("rest", proc_macro2::Span::mixed_site());
                quote!({ let [#(#before)* #rest @ .., #(#behind)*] = #a; #rest })
            }
            other => self.derived(other),
        }
    }

    /// What only derivative programs have.
    fn derived(&self, e: &Expr) -> TokenStream {
        let t = self.tape();
        match e {
            Expr::Rule(prim, i, operands) => self.rule(*prim, *i, operands),
            Expr::Zero => quote!(::costate::Zero::zero()),
            Expr::ZeroOf(a) => self.zero_of(a, "zero_of"),
            Expr::ZeroAs(witness) => {
                let of = self.witness(witness);
                quote!(::costate::rt::zero_of_type(#of))
            }
            Expr::Neutral(zero) => self.neutral(zero),
            Expr::SumOf(a) => {
                let a = self.expr(a);
                quote!(::costate::rt::sum(#a))
            }
            Expr::Take(place) => {
                let place = self.exclusive(place);
                quote!(::costate::rt::take(#place))
            }
            Expr::Scratch(place) => {
                let place = self.lent(place, false);
                quote!(::costate::rt::scratch(#place))
            }
            Expr::At(place, i) => {
                let (root, i) = (self.name(place.root), self.expr(i));
                self.steps(quote!(::costate::rt::at(#root, #i)), &place.path)
            }
            Expr::TwinTan(op, all) => {
                let (twin, method) = twin(*op, "tan");
                let all = self.all(all);
                quote!(#twin::#method(#(#all),*))
            }
            Expr::TwinFwd(op, all) => {
                let (twin, method) = twin(*op, "fwd");
                let all = self.all(all);
                quote!(#twin::#method(#(#all,)* #t))
            }
            Expr::CastRule(layer, of, d, ty) => {
                let verb = Ident::new(&format!("cast_{layer}"), Span::call_site());
                let (of, d) = (self.witness(of), self.expr(d));
                quote!(::costate::rt::#verb::<#ty, _>(#of, #d))
            }
            Expr::Never => quote!(::costate::rt::never()),
            Expr::Mark => quote!(#t.mark()),
            Expr::TangentStruct(_, value, fields, rest) => {
                self.tangent_struct(*value, fields, rest.as_deref())
            }
            Expr::TangentVariant(path, value, fields) => {
                let value = self.value(*value);
                self.tangent_variant(path, value, fields)
            }
            _ => unreachable!("primal expressions are written by `expr`"),
        }
    }

    /// What a sum starts from.
    fn neutral(&self, zero: &Expr) -> TokenStream {
        match zero {
            Expr::ZeroOf(a) => self.zero_of(a, "neutral_of"),
            Expr::ZeroAs(witness) => {
                let of = self.witness(witness);
                quote!(::costate::rt::neutral_of_type(#of))
            }
            scalar => {
                let zero = self.expr(scalar);
                quote!(-#zero)
            }
        }
    }

    /// The zero tangent of a value that is in scope.
    fn zero_of(&self, value: &Expr, verb: &str) -> TokenStream {
        if let Expr::Load(Place { root, path }) = value
            && path.is_empty()
            && self.function.info(*root).fixed
        {
            let constant = self.value(*root);
            return quote!(::costate::rt::still(&#constant).zero());
        }
        let value = match value {
            Expr::Load(place) => self.place_inside(place),
            other => self.expr(other),
        };
        let verb = Ident::new(verb, Span::call_site());
        quote!(::costate::rt::#verb(&#value))
    }

    pub(super) fn all(&self, all: &[Expr]) -> Vec<TokenStream> {
        all.iter().map(|e| self.expr(e)).collect()
    }

    fn prim(&self, prim: Prim, args: &[Expr]) -> TokenStream {
        if prim == Prim::Select {
            let all = self.all(args);
            return quote!(::costate::rt::select(#(#all),*));
        }
        let (first, rest) = (self.receiver(&args[0]), self.all(&args[1..]));
        let method = match prim {
            Prim::Compare(name) => Ident::new(name, Span::call_site()),
            other => Ident::new(&format!("op_{}", row_name(other)), Span::call_site()),
        };
        match prim {
            Prim::Compare(_) => quote!(::costate::Real::#method(#first, #(#rest),*)),
            _ => quote!(#first.#method(#(#rest),*)),
        }
    }

    /// A literal receiver needs a type of its own.
    fn receiver(&self, e: &Expr) -> TokenStream {
        match e {
            Expr::Var(v) => self.place_inside(&Place::whole(*v)),
            Expr::Load(place) => self.place_inside(place),
            other => self.operand(other),
        }
    }

    fn rule(&self, prim: Prim, i: usize, operands: &[Expr]) -> TokenStream {
        let name = match prim {
            Prim::Div => "div",
            Prim::Product => "product",
            Prim::SinCos if i == 0 => "sin_with",
            Prim::SinCos => "cos_with",
            other => row_name(other),
        };
        let many = matches!(
            prim,
            Prim::Div | Prim::Atan2 | Prim::Powf | Prim::Hypot | Prim::Min | Prim::Max | Prim::Clamp
        );
        let name = if many { format!("{name}_{i}") } else { name.to_owned() };
        let name = Ident::new(&name, Span::call_site());
        let mut operands = operands.to_vec();
        if matches!(prim, Prim::Powi | Prim::Clamp) {
            // these rules do not take the result
            operands.remove(operands.len() - 2);
        }
        let operands = self.all(&operands);
        quote!(::costate::rules::#name(#(#operands),*))
    }

    /// The type of a value, as `Of`.
    pub(super) fn witness(&self, witness: &Witness) -> TokenStream {
        match witness {
            Witness::Asked(v) => {
                let marker = self.marker(*v);
                quote!(#marker)
            }
            Witness::InScope(e) => {
                let e = self.expr(e);
                quote!(::costate::rt::of(|| #e))
            }
        }
    }

    /// The marker of a variable's type; no name of the user's can be its.
    pub(super) fn marker(&self, var: Var) -> Ident {
        let name = self.function.info(var).name.replace("r#", "");
        Ident::new(&format!("of_{name}"), Span::mixed_site())
    }

    /// A value; an argument by reference is read through.
    pub(super) fn value(&self, var: Var) -> TokenStream {
        self.place(&Place::whole(var))
    }

    /// A place, as a value or the left side of an assignment.
    pub(super) fn place(&self, place: &Place) -> TokenStream {
        let name = self.name(place.root);
        if place.path.is_empty() && self.is_reference(place.root) {
            return quote!(*#name);
        }
        if let Some(checked) = self.checked_place(place) {
            return checked;
        }
        self.steps(self.start(place.root, &place.path), &place.path)
    }

    /// A place that is written, or lent as `&mut`.
    pub(super) fn written(&self, place: &Place) -> TokenStream {
        match place.path.is_empty() {
            true => self.place(place),
            false => self.way(self.start(place.root, &place.path), &place.path, Access::Write),
        }
    }

    /// A place whose methods are called: a reference needs no star.
    pub(super) fn place_inside(&self, place: &Place) -> TokenStream {
        if place.path.is_empty() && self.is_reference(place.root) {
            let name = self.name(place.root);
            return quote!((*#name));
        }
        self.steps(self.start(place.root, &place.path), &place.path)
    }

    pub(super) fn is_reference(&self, var: Var) -> bool {
        matches!(self.function.info(var).role, Role::Shared | Role::Unique)
    }

    /// `&place`
    pub(super) fn shared(&self, place: &Place) -> TokenStream {
        let place = self.place(place);
        quote!(&#place)
    }

    /// `&mut place`
    pub(super) fn exclusive(&self, place: &Place) -> TokenStream {
        let place = self.written(place);
        quote!(&mut #place)
    }
}

fn row_name(prim: Prim) -> &'static str {
    match prim {
        Prim::SinCos => "sin_cos",
        other => other.row().map_or("select", |row| row.name),
    }
}

/// The twin trait of an operator, and its method.
pub(super) fn twin(op: Option<Op>, layer: &str) -> (TokenStream, Ident) {
    let (name, method) = match op {
        None => ("DiffNeg", "neg"),
        Some(Op::Add) => ("DiffAdd", "add"),
        Some(Op::Sub) => ("DiffSub", "sub"),
        Some(Op::Mul) => ("DiffMul", "mul"),
        Some(Op::AddAssign) => ("DiffAddAssign", "add_assign"),
        Some(Op::SubAssign) => ("DiffSubAssign", "sub_assign"),
        Some(Op::MulAssign) => ("DiffMulAssign", "mul_assign"),
        Some(Op::DivAssign) => ("DiffDivAssign", "div_assign"),
        _ => ("DiffDiv", "div"),
    };
    let name = Ident::new(name, Span::call_site());
    (quote!(::costate::twin::#name), Ident::new(&format!("{method}_{layer}"), Span::call_site()))
}

fn operator(op: Op) -> TokenStream {
    match op {
        Op::Add => quote!(+),
        Op::Sub => quote!(-),
        Op::Mul => quote!(*),
        Op::Div => quote!(/),
        Op::Rem => quote!(%),
        Op::And => quote!(&&),
        Op::Or => quote!(||),
        Op::Xor => quote!(^),
        Op::Shl => quote!(<<),
        Op::Shr => quote!(>>),
        Op::BitAnd => quote!(&),
        Op::BitOr => quote!(|),
        Op::Eq => quote!(==),
        Op::Ne => quote!(!=),
        Op::Lt => quote!(<),
        Op::Le => quote!(<=),
        Op::Gt => quote!(>),
        Op::Ge => quote!(>=),
        // written as calls, see `expr`
        Op::AddAssign | Op::SubAssign | Op::MulAssign | Op::DivAssign => quote!(),
    }
}
