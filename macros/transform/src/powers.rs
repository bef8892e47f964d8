//! Powers: products in which all that carries a derivative is one value, `k * v * v`.
//!
//! The chain rule goes back through each product by itself: of `y = u * v` with `u = k * v` it makes
//! `dv += u dy; du += v dy; dv += k du`, and no compiler may find that the two are one number. Where nothing else reads
//! `u`, the slope is known beforehand: u dy, once for each time that `v` is a factor.

use std::collections::HashMap;

use crate::activity::Activity;
use crate::ir::{Block, Expr, Function, Op, Stmt, Var};
use crate::reuse::Reuse;
use crate::singular::Singular;
use crate::uses::count;

/// The powers of a function, by the variables that hold them.
#[derive(Clone, Debug, Default)]
pub struct Powers(HashMap<Var, Power>);

/// A product.
#[derive(Clone, Debug)]
pub struct Power {
    /// All factors but the last: the slope of each.
    pub rest: Expr,
    /// The factors with a derivative, which are one value: variables, some of them more than once.
    pub factors: Vec<Expr>,
}

impl Powers {
    /// Finds them; a product is followed through others of its block that nothing else reads.
    #[must_use]
    pub fn find(function: &Function, activity: &Activity, reuse: &Reuse, singular: &Singular) -> Self {
        let (uses, found) = (count(function), HashMap::new());
        let mut pass = Pass { function, activity, reuse, singular, uses, products: HashMap::new(), found };
        pass.block(&function.body);
        Self(pass.found)
    }

    /// The power that a variable holds.
    #[must_use]
    pub fn of(&self, var: Var) -> Option<&Power> {
        self.0.get(&var)
    }
}

struct Pass<'a> {
    function: &'a Function,
    activity: &'a Activity,
    reuse: &'a Reuse,
    singular: &'a Singular,
    uses: HashMap<Var, usize>,
    /// The products of the block so far that one expression reads.
    products: HashMap<Var, [Expr; 2]>,
    found: HashMap<Var, Power>,
}

impl Pass<'_> {
    fn block(&mut self, block: &Block) {
        let outside = std::mem::take(&mut self.products);
        for stmt in &block.stmts {
            match stmt {
                Stmt::Let(y, Expr::Binary(Op::Mul, a, b)) => self.product(*y, [a, b]),
                Stmt::If(_, then, otherwise, _) => [then, otherwise].into_iter().for_each(|b| self.block(b)),
                Stmt::Loop(l) => self.block(&l.body),
                _ => {}
            }
        }
        self.products = outside;
    }

    fn product(&mut self, y: Var, [a, b]: [&Expr; 2]) {
        let guarded = [a, b].into_iter().any(|factor| self.singular.guards(y, factor));
        if guarded || !self.is_active(y) || !self.function.info(y).ty.is_scalar() {
            return;
        }
        if let Some(power) = self.power(a, b).or_else(|| self.power(b, a)) {
            self.found.insert(y, power);
        }
        if self.uses.get(&y) == Some(&1) {
            self.products.insert(y, [a.clone(), b.clone()]);
        }
    }

    /// The power `rest * last`.
    fn power(&self, rest: &Expr, last: &Expr) -> Option<Power> {
        let (Expr::Var(product), Expr::Var(value)) = (rest, last) else { return None };
        let mut factors = vec![last.clone()];
        let found = self.is_active(*value) && self.factors(*product, *value, &mut factors);
        found.then(|| Power { rest: rest.clone(), factors })
    }

    /// Collects the factors of a product that have a derivative; false where one is another value.
    fn factors(&self, product: Var, value: Var, all: &mut Vec<Expr>) -> bool {
        let Some(both) = self.products.get(&product) else { return false };
        both.iter().all(|factor| match factor {
            Expr::Var(v) if !self.is_active(*v) => true,
            Expr::Var(v) if self.reuse.first(*v) == self.reuse.first(value) => {
                all.push(factor.clone());
                true
            }
            Expr::Var(v) => self.factors(*v, value, all),
            _ => true,
        })
    }

    fn is_active(&self, v: Var) -> bool {
        self.activity.is_active(v)
    }
}
