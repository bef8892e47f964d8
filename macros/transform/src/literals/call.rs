//! Calls of functions and closures: what they tell of their arguments.

use syn::Expr;

use super::Literals;
use super::names::Local;
use crate::prim;
use crate::signature::last_is;
use crate::types::Ty;

impl Literals {
    pub(super) fn call(&mut self, c: &mut syn::ExprCall) -> Ty {
        let Expr::Path(f) = &*c.func else {
            self.expr(&mut c.func);
            return self.unknown_call(c);
        };
        let path = f.path.clone();
        if last_is(&path, &["lit", "from_f64"]) {
            return self.converted(c, &path);
        }
        if crate::ir::is_some(&path) && c.args.len() == 1 {
            return Ty::Option(Box::new(self.expr(&mut c.args[0])));
        }
        if let Some(name) = path.get_ident() {
            return match self.names.find(&name.to_string()) {
                Some(Local::Closure(inputs, output)) => {
                    c.args.iter_mut().zip(inputs).for_each(|(a, ty)| {
                        self.wanted(a, &ty);
                    });
                    output
                }
                _ => self.unknown_call(c),
            };
        }
        self.of_a_number(c, &path).unwrap_or_else(|| self.unknown_call(c))
    }

    fn unknown_call(&mut self, c: &mut syn::ExprCall) -> Ty {
        c.args.iter_mut().for_each(|a| {
            self.expr(a);
        });
        Ty::Unknown
    }

    /// `T::from_f64(0.5)`, whose literals are `f64` everywhere.
    fn converted(&mut self, c: &mut syn::ExprCall, path: &syn::Path) -> Ty {
        let outer = std::mem::replace(&mut self.settled, true);
        self.unknown_call(c);
        self.settled = outer;
        let first = path.segments[0].ident.to_string();
        match self.kinds.reals.contains(&first) {
            true => self.kinds.named(&first),
            false => Ty::Unknown,
        }
    }

    /// `f64::max(a, 0.5)`, `T::hypot(a, b)`, `f64::from(n)`
    fn of_a_number(&mut self, c: &mut syn::ExprCall, path: &syn::Path) -> Option<Ty> {
        let names: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        let [.., number, function] = names.as_slice() else { return None };
        let real = self.kinds.reals.contains(number);
        if !real && number != "f64" && number != "f32" {
            return None;
        }
        let ty = self.kinds.named(number);
        if prim::by_name(function).is_some_and(|row| row.arity == c.args.len()) {
            c.args.iter_mut().for_each(|a| {
                self.wanted(a, &ty);
            });
            return Some(ty);
        }
        (function == "from" && !real).then(|| {
            self.unknown_call(c);
            ty
        })
    }

    /// A closure's arguments and value; `given` is what its arguments are known to be.
    pub(super) fn closure(&mut self, c: &mut syn::ExprClosure, given: &[Ty]) -> (Vec<Ty>, Ty) {
        let output = match &c.output {
            syn::ReturnType::Type(_, ty) => self.kinds.spelled(ty),
            syn::ReturnType::Default => Ty::Unknown,
        };
        self.outputs.push(output.clone());
        self.names.enter();
        let mut inputs = Vec::new();
        for (k, pat) in c.inputs.iter_mut().enumerate() {
            let mut ty = given.get(k).cloned().unwrap_or(Ty::Unknown);
            if let syn::Pat::Type(p) = pat {
                let spelled = self.kinds.spelled(&p.ty);
                ty = self.kinds.unify(&spelled, &ty);
            }
            self.bind(pat, &ty);
            inputs.push(ty);
        }
        let value = self.wanted(&mut c.body, &output);
        self.names.leave();
        self.outputs.pop();
        (inputs, value)
    }

    /// What stands where a closure could: its value for items of these types.
    pub(super) fn applied(&mut self, e: &mut Expr, given: &[Ty]) -> Ty {
        match e {
            Expr::Closure(c) => self.closure(c, given).1,
            e => {
                self.expr(e);
                Ty::Unknown
            }
        }
    }
}
