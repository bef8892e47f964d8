//! The runtime's numbers as the interpreter wants them.

use std::cell::Cell;
use std::cmp::Ordering;

use costate::{Scalar, rules};
use costate_transform::interp::Number;
use costate_transform::ir::Op;
use costate_transform::prim::Prim;

thread_local! {
    static OVERFLOWN: Cell<bool> = const { Cell::new(false) };
}

/// Whether a value has not been finite since this was asked last.
#[allow(dead_code)] // one of the two tests that have this module asks
pub fn overflown() -> bool {
    OVERFLOWN.take()
}

/// Takes note of a value that is not finite.
fn noted<T: Scalar>(x: T) -> Real<T> {
    if !Scalar::to_f64(x).is_finite() {
        OVERFLOWN.set(true);
    }
    Real(x)
}

/// A number of the runtime.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Real<T>(pub T);

impl<T: Scalar> Number for Real<T> {
    fn from_f64(x: f64) -> Self {
        Real(T::from_f64(x))
    }

    fn to_f64(self) -> f64 {
        Scalar::to_f64(self.0)
    }

    fn order(self, other: Self) -> Option<Ordering> {
        self.0.partial_cmp(&other.0)
    }

    fn neg(self) -> Self {
        Real(-self.0)
    }

    fn arithmetic(self, op: Op, other: Self) -> Self {
        noted(match op {
            Op::Add => self.0 + other.0,
            Op::Sub => self.0 - other.0,
            Op::Mul => self.0 * other.0,
            _ => self.0 / other.0,
        })
    }

    fn powi(self, n: i32) -> Self {
        noted(self.0.powi(n))
    }

    fn powi_rule(self, n: i32, d: Self) -> Self {
        Real(rules::powi(self.0, n, d.0))
    }

    fn prim(prim: Prim, arguments: &[Self]) -> Option<Self> {
        let all: Vec<T> = arguments.iter().map(|a| a.0).collect();
        value(prim, &all).map(noted)
    }

    fn rule(prim: Prim, i: usize, operands: &[Self]) -> Option<Self> {
        let all: Vec<T> = operands.iter().map(|a| a.0).collect();
        share(prim, i, &all).map(Real)
    }
}

macro_rules! unary {
    ($($prim:ident $name:ident),*) => {
        fn value<T: Scalar>(prim: Prim, all: &[T]) -> Option<T> {
            Some(match (prim, all) {
                $((Prim::$prim, [x]) => x.$name(),)*
                (Prim::Atan2, [a, b]) => a.atan2(*b),
                (Prim::Powf, [a, b]) => a.powf(*b),
                (Prim::Hypot, [a, b]) => a.hypot(*b),
                (Prim::Min, [a, b]) => a.min(*b),
                (Prim::Max, [a, b]) => a.max(*b),
                (Prim::Clamp, [x, lo, hi]) => x.clamp(*lo, *hi),
                _ => return None,
            })
        }

        fn share<T: Scalar>(prim: Prim, i: usize, all: &[T]) -> Option<T> {
            Some(match (prim, i, all) {
                $((Prim::$prim, 0, [x, y, d]) => rules::$name(*x, *y, *d),)*
                (Prim::Product, 0, [b, d]) => rules::product(*b, *d),
                (Prim::SinCos, 0, [cos, d]) => rules::sin_with(*cos, *d),
                (Prim::SinCos, 1, [sin, d]) => rules::cos_with(*sin, *d),
                (Prim::Div, 0, [a, b, y, d]) => rules::div_0(*a, *b, *y, *d),
                (Prim::Div, 1, [a, b, y, d]) => rules::div_1(*a, *b, *y, *d),
                (Prim::Atan2, 0, [a, b, y, d]) => rules::atan2_0(*a, *b, *y, *d),
                (Prim::Atan2, 1, [a, b, y, d]) => rules::atan2_1(*a, *b, *y, *d),
                (Prim::Powf, 0, [a, b, y, d]) => rules::powf_0(*a, *b, *y, *d),
                (Prim::Powf, 1, [a, b, y, d]) => rules::powf_1(*a, *b, *y, *d),
                (Prim::Hypot, 0, [a, b, y, d]) => rules::hypot_0(*a, *b, *y, *d),
                (Prim::Hypot, 1, [a, b, y, d]) => rules::hypot_1(*a, *b, *y, *d),
                (Prim::Min, 0, [a, b, y, d]) => rules::min_0(*a, *b, *y, *d),
                (Prim::Min, 1, [a, b, y, d]) => rules::min_1(*a, *b, *y, *d),
                (Prim::Max, 0, [a, b, y, d]) => rules::max_0(*a, *b, *y, *d),
                (Prim::Max, 1, [a, b, y, d]) => rules::max_1(*a, *b, *y, *d),
                (Prim::Clamp, 0, [x, lo, hi, _, d]) => rules::clamp_0(*x, *lo, *hi, *d),
                (Prim::Clamp, 1, [x, lo, hi, _, d]) => rules::clamp_1(*x, *lo, *hi, *d),
                (Prim::Clamp, 2, [x, lo, hi, _, d]) => rules::clamp_2(*x, *lo, *hi, *d),
                _ => return None,
            })
        }
    };
}

unary! {
    Sin sin, Cos cos, Tan tan, Asin asin, Acos acos, Atan atan, Sinh sinh, Cosh cosh, Tanh tanh,
    Exp exp, ExpM1 exp_m1, Ln ln, Ln1p ln_1p, Log2 log2, Log10 log10, Cbrt cbrt, Sqrt sqrt,
    Recip recip, Floor floor, Ceil ceil, Round round, Trunc trunc, Abs abs, Signum signum
}
