//! The operators' twins.

use super::*;
use crate::{Dual, StackTape};

/// Value, tangent and adjoints of one binary operator by its twin.
macro_rules! twin {
    ($a:expr, $b:expr, $tan:ident, $fwd:ident, $rev:ident, forgetting) => {{
        let (y, ty) = $a.$tan(0.3, $b, -0.7);
        let (mut da, mut db) = (10.0, 20.0);
        let mut tape = StackTape::<4>::new();
        assert_eq!($a.$fwd($b, &mut tape), y);
        assert_eq!(tape.mark(), 0);
        f64::$rev(Of::new(), &mut da, Of::new(), &mut db, 2.0, &mut tape);
        (y, ty, da - 10.0, db - 20.0)
    }};
    ($a:expr, $b:expr, $tan:ident, $fwd:ident, $rev:ident) => {{
        let (y, ty) = $a.$tan(0.3, $b, -0.7);
        let (mut da, mut db) = (10.0, 20.0);
        let mut tape = StackTape::<4>::new();
        assert_eq!($a.$fwd($b, &mut tape), y);
        $a.$rev(&mut da, $b, &mut db, 2.0, &mut tape);
        assert_eq!(tape.mark(), 0);
        (y, ty, da - 10.0, db - 20.0)
    }};
}

#[test]
fn operators_of_reals_have_their_rules() {
    let (a, b) = (1.5_f64, -2.5_f64);
    let (ta, tb) = (Dual::new(a, 0.3), Dual::new(b, -0.7));
    let cases = [
        (twin!(a, b, add_tan, add_fwd, add_rev, forgetting), ta + tb, 1.0, 1.0),
        (twin!(a, b, sub_tan, sub_fwd, sub_rev, forgetting), ta - tb, 1.0, -1.0),
        (twin!(a, b, mul_tan, mul_fwd, mul_rev), ta * tb, b, a),
        (twin!(a, b, div_tan, div_fwd, div_rev), ta / tb, 1.0 / b, -a / (b * b)),
    ];
    for ((y, ty, da, db), want, slope_a, slope_b) in cases {
        assert_eq!((y, ty), (want.re, want.eps));
        assert!((da - 2.0 * slope_a).abs() < 1e-14, "{da} is not 2 · {slope_a}");
        assert!((db - 2.0 * slope_b).abs() < 1e-14, "{db} is not 2 · {slope_b}");
        // ⟨ȳ, Jẋ⟩ = ⟨Jᵀȳ, ẋ⟩
        assert!((2.0 * ty - (0.3 * da - 0.7 * db)).abs() < 1e-14);
    }
}

#[test]
fn assignments_of_reals_have_the_rules_of_the_operators() {
    let (a, b) = (1.5_f64, -2.5_f64);
    let pairs = [
        (
            twin!(a, b, add_assign_tan, add_assign_fwd, add_assign_rev, forgetting),
            twin!(a, b, add_tan, add_fwd, add_rev, forgetting),
        ),
        (
            twin!(a, b, sub_assign_tan, sub_assign_fwd, sub_assign_rev, forgetting),
            twin!(a, b, sub_tan, sub_fwd, sub_rev, forgetting),
        ),
        (twin!(a, b, mul_assign_tan, mul_assign_fwd, mul_assign_rev), twin!(a, b, mul_tan, mul_fwd, mul_rev)),
        (twin!(a, b, div_assign_tan, div_assign_fwd, div_assign_rev), twin!(a, b, div_tan, div_fwd, div_rev)),
    ];
    for (assigned, plain) in pairs {
        assert_eq!(assigned, plain);
    }
}

#[test]
fn the_opposite_has_slope_minus_one() {
    let (mut da, mut tape) = (1.0, StackTape::<0>::new());
    assert_eq!(2.0.neg_fwd(&mut tape), -2.0);
    f64::neg_rev(Of::new(), &mut da, 3.0, &mut tape);
    assert_eq!((2.0.neg_tan(0.5), da), ((-2.0, -0.5), -2.0));
}

#[test]
fn integers_have_values_only() {
    let mut tape = StackTape::<1>::new();
    assert_eq!(7_usize.add_tan((), 3, ()), (10, ()));
    assert_eq!(7_i32.sub_tan((), 9, ()), (-2, ()));
    assert_eq!(7_u8.div_tan((), 2, ()), (3, ()));
    assert_eq!((-7_i64).neg_tan(()), (7, ()));
    assert_eq!(7_u16.add_assign_fwd(3, &mut tape), 10);
    assert_eq!(7_u16.div_assign_tan((), 2, ()), (3, ()));
    assert_eq!(7_u32.mul_fwd(3, &mut tape), 21);
    7_u32.mul_rev(&mut (), 3, &mut (), (), &mut tape);
    assert_eq!(tape.mark(), 0);
}

#[test]
fn a_zero_cotangent_stays_zero_in_a_division_by_zero() {
    let (mut da, mut db) = (0.0, 0.0);
    0.0.div_rev(&mut da, 0.0, &mut db, 0.0, &mut StackTape::<0>::new());
    assert_eq!((da, db), (0.0, 0.0));
}
