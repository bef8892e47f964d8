//! Functions of other modules, rules written by a macro.

use costate::{differentiable, jvp_of, vjp_of};
use costate_tests::check;

// ---- other modules, other crates

mod tables {
    use costate::{jvp_of, vjp_of};

    pub mod raw {
        pub fn cube(x: f64) -> f64 {
            x * x * x
        }
    }

    /// The function and its derivatives under one name.
    pub use raw::cube;

    #[vjp_of(raw::cube)]
    fn cube_vjp(x: f64, dx: &mut f64, dr: f64) {
        *dx += 3.0 * x * x * dr;
    }

    #[jvp_of(raw::cube)]
    fn cube_jvp(x: f64, tx: f64) -> (f64, f64) {
        (cube(x), 3.0 * x * x * tx)
    }

    pub fn fifth(x: f64) -> f64 {
        x.powi(5)
    }

    #[vjp_of(fifth, companion = fifth_derivatives)]
    fn fifth_vjp(x: f64, dx: &mut f64, dr: f64) {
        *dx += 5.0 * x.powi(4) * dr;
    }

    #[jvp_of(fifth, companion = fifth_derivatives)]
    fn fifth_jvp(x: f64, tx: f64) -> (f64, f64) {
        (fifth(x), 5.0 * x.powi(4) * tx)
    }

    pub mod fifth {}
}

#[differentiable]
fn across(x: f64) -> f64 {
    use tables::cube as third;
    third(x) * tables::cube(x * x)
}

#[test]
fn modules() {
    check!(f64 across(in 0.7));
    assert_eq!(tables::fifth(2.0), 32.0);
    assert_eq!(tables::fifth_derivatives::grad(2.0), 80.0);
}

// ---- written by a macro

macro_rules! monomial {
    ($name:ident of $path:path, $reverse:ident, $forward:ident, $t:ty, $n:expr) => {
        fn $name(x: $t) -> $t {
            [x; $n].iter().product()
        }
        #[vjp_of($path)]
        fn $reverse(x: $t, dx: &mut $t, dr: $t) {
            *dx += dr * $n as f64 * x.powi($n - 1);
        }
        #[jvp_of($name)]
        fn $forward(x: $t, t: $t) -> ($t, $t) {
            ($name(x), t * $n as f64 * x.powi($n - 1))
        }
    };
}

monomial!(cubed of self::cubed, cubed_vjp, cubed_jvp, f64, 3);

#[differentiable]
fn of_a_macro(x: f64) -> f64 {
    cubed(x) * cubed(x * x)
}

#[test]
fn rules_of_a_macro() {
    check!(f64 of_a_macro(in 0.8));
}
