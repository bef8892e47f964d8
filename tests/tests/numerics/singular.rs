//! Where a slope is infinite or none, and where that must not be seen.

use costate::{HeapTape, Real, differentiable, lit};

const INF: f64 = f64::INFINITY;
const NONE: f64 = f64::NAN;

/// Functions of one number, each with a test that its zero cotangent stays zero.
macro_rules! functions {
    ($($name:ident: |$x:ident| $value:expr, at [$($at:expr),+];)*) => {
        $(
            #[differentiable]
            fn $name<T: Real>(all: [T; 1]) -> T {
                let $x = all[0];
                $value
            }
        )*

        #[test]
        fn a_zero_cotangent_stays_zero() {
            let mut tape = HeapTape::new();
            $(for at in [$($at),+] {
                let mut dx = [0.0];
                $name::vjp([at], &mut dx, 0.0, &mut tape);
                assert_eq!(dx, [0.0], "{} at {at}", stringify!($name));
                assert_eq!($name::jvp([at], [0.0]).1, 0.0, "{} at {at}", stringify!($name));
            })*
        }
    };
}

functions! {
    sqrt: |x| x.sqrt(), at [0.0, -1.0, INF, NONE];
    cbrt: |x| x.cbrt(), at [0.0, INF, NONE];
    ln: |x| x.ln(), at [0.0, -1.0, INF];
    log2: |x| x.log2(), at [0.0, -1.0];
    log10: |x| x.log10(), at [0.0, -1.0];
    ln_1p: |x| x.ln_1p(), at [-1.0, -2.0];
    asin: |x| x.asin(), at [1.0, -1.0, 2.0];
    acos: |x| x.acos(), at [1.0, -1.0, 2.0];
    recip: |x| x.recip(), at [0.0, NONE];
    inverse: |x| T::ONE / x, at [0.0, NONE];
    inverse_square: |x| x.powi(-2), at [0.0];
    root: |x| x.powf(lit(0.5)), at [0.0, -1.0];
    exp: |x| x.exp(), at [1000.0, INF, NONE];
    cosh: |x| x.cosh(), at [1000.0, INF];
    sin: |x| x.sin(), at [INF, NONE];
    tan: |x| x.tan(), at [INF, NONE];
}

#[differentiable]
fn hypot<T: Real>(x: [T; 2]) -> T {
    x[0].hypot(x[1])
}

#[differentiable]
fn atan2<T: Real>(x: [T; 2]) -> T {
    x[0].atan2(x[1])
}

#[differentiable]
fn ratio<T: Real>(x: [T; 2]) -> T {
    x[0] / x[1]
}

#[test]
fn roots_are_vertical_at_zero() {
    assert_eq!(slopes!(sqrt(0.0)), [INF]);
    assert_eq!(slopes!(cbrt(0.0)), [INF]);
    assert_eq!(slopes!(root(0.0)), [INF]);
    assert!(slopes!(sqrt(-1.0))[0].is_nan());
}

#[test]
fn logarithms_at_and_below_zero() {
    assert_eq!(slopes!(ln(0.0)), [INF]);
    assert_eq!(slopes!(log2(0.0)), [INF]);
    assert_eq!(slopes!(log10(0.0)), [INF]);
    assert_eq!(slopes!(ln_1p(-1.0)), [INF]);
    assert_eq!(slopes!(ln(-2.0)), [-0.5]);
    assert_eq!(slopes!(ln_1p(-3.0)), [-0.5]);
}

#[test]
fn arcs_are_vertical_at_one() {
    assert_eq!(slopes!(asin(1.0)), [INF]);
    assert_eq!(slopes!(asin(-1.0)), [INF]);
    assert_eq!(slopes!(acos(1.0)), [-INF]);
    assert_eq!(slopes!(acos(-1.0)), [-INF]);
    assert!(slopes!(asin(2.0))[0].is_nan());
}

#[test]
fn quotients_by_zero() {
    assert_eq!(slopes!(recip(0.0)), [-INF]);
    assert_eq!(slopes!(inverse(0.0)), [-INF]);
    assert_eq!(slopes!(ratio(1.0, 0.0)), [INF, -INF]);
    let [a, b] = slopes!(ratio(0.0, 0.0));
    assert!(a == INF && b.is_nan());
}

#[test]
fn lengths_and_angles_of_nothing() {
    assert_eq!(slopes!(hypot(0.0, 0.0)), [0.0, 0.0]);
    assert_eq!(slopes!(hypot(0.0, -2.0)), [0.0, -1.0]);
    assert!(slopes!(atan2(0.0, 0.0)).iter().all(|d| d.is_nan()));
    assert_eq!(slopes!(atan2(0.0, 2.0)), [0.5, 0.0]);
}

#[test]
fn a_zero_cotangent_stays_zero_in_both_arguments() {
    let mut tape = HeapTape::new();
    let mut d = [0.0; 2];
    for x in [[0.0, 0.0], [1.0, 0.0], [INF, 0.0], [INF, INF]] {
        hypot::vjp(x, &mut d, 0.0, &mut tape);
        atan2::vjp(x, &mut d, 0.0, &mut tape);
        ratio::vjp(x, &mut d, 0.0, &mut tape);
        assert_eq!(d, [0.0, 0.0], "at {x:?}");
    }
}
