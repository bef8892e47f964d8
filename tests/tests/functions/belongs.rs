//! rustc is asked whether the function that is called is the one whose derivative is used. What is one
//! function compiles, whichever way its name comes.

use costate::{Diff, Real, Tape, differentiable, implicit, jvp_of, vjp_of};
use costate_tests::check;

mod library {
    use costate::{Real, differentiable};

    #[differentiable]
    pub fn cube(x: f64) -> f64 {
        x * x * x
    }

    #[differentiable]
    pub fn root<T: Real>(x: T) -> T {
        x.sqrt()
    }

    /// Its result alone says what `B` is.
    #[differentiable]
    pub fn zero<A: Real, B: Real>(x: A, y: &mut A) -> B {
        *y = x * x;
        B::ZERO
    }

    #[differentiable]
    pub fn power<T: Real, const N: usize>(x: T) -> T {
        let mut y = T::ONE;
        for _ in 0..N {
            y = y * x;
        }
        y
    }

    #[differentiable]
    pub fn lent<'a, 'b, T: Real>(a: &'a [T], b: &'b mut [T], k: usize) -> T
    where
        'a: 'b,
    {
        b[k] = a[k] * a[k];
        b[k] * a[0]
    }

    #[differentiable]
    pub fn opaque<T: Real>(x: T, n: impl Into<usize> + Copy + costate::Diff) -> T {
        let n: usize = costate::detach(n.into());
        x * T::from_f64(n as f64)
    }

    pub mod raw {
        pub fn fifth(x: f64) -> f64 {
            x.powi(5)
        }
    }
    pub use raw::fifth;

    #[costate::vjp_of(raw::fifth, gradient)]
    fn fifth_vjp(x: f64, dx: &mut f64, dr: f64) {
        *dx += 5.0 * x.powi(4) * dr;
    }
}

mod again {
    pub use super::library::*;
}

#[differentiable]
fn by_path(x: f64) -> f64 {
    library::cube(x) + again::cube(x * x) + crate::belongs::library::root(x)
}

#[differentiable]
fn by_glob(x: f64) -> f64 {
    use again::*;
    cube(x) + root::<f64>(x) + fifth(x)
}

#[differentiable]
fn by_another_name(x: f64) -> f64 {
    use library::{cube as third, root};
    third(x) * root(x)
}

#[test]
fn names() {
    check!(f64 by_path(in 0.7));
    check!(f64 by_glob(in 0.7));
    check!(f64 by_another_name(in 0.7));
}

#[differentiable]
fn parameters<T: Real>(x: T) -> T {
    let mut y = x;
    let z: T = library::zero(x, &mut y);
    library::power::<T, 3>(x) + library::power::<_, 2>(y) + z
}

#[differentiable]
fn lends<T: Real>(a: &[T], n: usize) -> T {
    let mut b = [T::ONE; 3];
    let mut sum = T::ZERO;
    for k in 0..n {
        sum = sum + library::lent(a, &mut b, k);
        sum = sum + library::lent(&a[0..2], &mut b[1..3], 1);
    }
    sum + library::opaque(sum, 3_u8)
}

#[test]
fn type_parameters_lifetimes_and_lent_parts() {
    check!(parameters(in 0.7));
    check!(lends(ref vec![0.7, 0.3, 0.9], fix 3usize));
}

#[differentiable]
fn even<T: Real>(x: T, n: usize) -> T {
    if n == 0 { x } else { odd(x * x, n - 1) + x }
}

#[differentiable]
fn odd<T: Real>(x: T, n: usize) -> T {
    if n == 0 { x.sin() } else { even(x, n - 1) * x }
}

#[test]
fn functions_that_call_each_other() {
    check!(even(in 0.7, fix 4usize));
}

mod hides_with_a_derivative {
    use super::library::*;
    use costate::differentiable;

    #[differentiable]
    pub fn cube(x: f64) -> f64 {
        x * x * x * 2.0
    }

    #[differentiable]
    pub fn calls(x: f64) -> f64 {
        cube(x) * root(x)
    }
}

#[test]
fn a_function_hides_another_with_its_companion() {
    check!(f64 hides_with_a_derivative::calls(in 0.7));
}

/// Written by hand, a companion says nothing of its function.
fn by_hand(x: f64) -> f64 {
    x * x
}

#[allow(non_camel_case_types)]
enum by_hand {}

impl by_hand {
    fn tan(x: f64, tx: f64) -> (f64, f64) {
        (by_hand(x), 2.0 * x * tx)
    }

    fn fwd(x: f64, tape: &mut impl Tape) -> f64 {
        tape.push(x);
        by_hand(x)
    }

    fn rev(_: f64, dx: &mut f64, dr: f64, tape: &mut impl Tape) {
        *dx += 2.0 * tape.pop::<f64>() * dr;
    }
}

fn square_of<T: Real>(x: T) -> T {
    x * x
}

#[vjp_of(square_of)]
fn square_of_vjp<T: Real + Diff<Tangent = T>>(x: T, dx: &mut T, dr: T) {
    *dx += T::from_f64(2.0) * x * dr;
}

#[jvp_of(square_of)]
fn square_of_jvp<T: Real + Diff<Tangent = T>>(x: T, tx: T) -> (T, T) {
    (square_of(x), T::from_f64(2.0) * x * tx)
}

#[differentiable]
fn law<T: Real>(y: T, x: T) -> T {
    y * y - x
}

#[implicit(residual = law)]
fn side<T: Real>(area: T) -> T {
    area.sqrt()
}

#[differentiable]
fn rules(x: f64) -> f64 {
    by_hand(x) * square_of(x) + side(x)
}

#[test]
fn rules_and_equations() {
    check!(f64 rules(in 0.7));
}

#[differentiable(hvp, vjp_n)]
fn potential(x: f64) -> f64 {
    squared(x) * squared(x * x)
}

#[differentiable(hvp, vjp_n)]
fn squared(x: f64) -> f64 {
    x * x
}

#[differentiable]
fn slope(x: f64) -> f64 {
    potential::grad(x) * x
}

#[test]
fn derived_layers() {
    assert_eq!(potential::grad(1.0), 6.0);
    assert_eq!(potential::hvp(1.0, 1.0), 30.0);
    assert_eq!(slope::grad(1.0), 36.0);
}

#[differentiable]
fn named_like_its_callee(x: f64) -> f64 {
    let doubled = {
        let squared = 2.0 * x;
        squared.sin()
    };
    let squared = squared(doubled);
    squared * library::power::<f64, 2>(squared)
}

#[test]
fn a_variable_is_named_like_a_function() {
    check!(f64 named_like_its_callee(in 0.7));
}
