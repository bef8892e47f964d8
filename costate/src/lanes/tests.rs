//! Lanes are scalars to the bit. The functions' turn comes in `rules::tests`.

use crate::{Dual, LaneMask, Lanes, Mask, Pod, Real};

const A: [f64; 6] = [1.5, -2.25, 0.0, -0.0, f64::INFINITY, f64::NAN];
const B: [f64; 6] = [-0.75, -2.25, -0.0, 3.0, 1e-310, 1.0];

fn bits<const N: usize>(x: [f64; N]) -> [u64; N] {
    x.map(f64::to_bits)
}

/// What `op` gives lane by lane.
fn lane_by_lane(op: impl Fn(f64, f64) -> f64) -> [u64; 6] {
    core::array::from_fn(|i| op(A[i], B[i]).to_bits())
}

#[test]
fn arithmetic_is_the_scalars_in_every_lane() {
    let (a, b) = (Lanes(A), Lanes(B));
    assert_eq!(bits((a + b).0), lane_by_lane(|a, b| a + b));
    assert_eq!(bits((a - b).0), lane_by_lane(|a, b| a - b));
    assert_eq!(bits((a * b).0), lane_by_lane(|a, b| a * b));
    assert_eq!(bits((a / b).0), lane_by_lane(|a, b| a / b));
    assert_eq!(bits((-a).0), lane_by_lane(|a, _| -a));
    assert_eq!(bits(a.max(b).0), lane_by_lane(Real::max));
    assert_eq!(bits(a.min(b).0), lane_by_lane(Real::min));
    assert_eq!(bits(a.abs().0), lane_by_lane(|a, _| a.abs()));
    assert_eq!(bits(a.sin_cos().0.0), lane_by_lane(|a, _| Real::sin(a)));
    assert_eq!(bits(a.sin_cos().1.0), lane_by_lane(|a, _| Real::cos(a)));
    assert_eq!(bits(a.powi(5).0), lane_by_lane(|a, _| Real::powi(a, 5)));
    assert_eq!(bits(b.powi(-3).0), lane_by_lane(|_, b| Real::powi(b, -3)));
    assert_eq!(bits(b.recip().0), lane_by_lane(|_, b| Real::recip(b)));
    assert_eq!(bits(a.where_nonzero(b).0), lane_by_lane(Real::where_nonzero));
}

#[test]
fn sums_start_like_cores() {
    let none: [Lanes<f64, 2>; 0] = [];
    assert_eq!(bits(none.iter().sum::<Lanes<f64, 2>>().0), [[0.0; 0].iter().sum::<f64>().to_bits(); 2]);
    let sum: Lanes<f64, 2> = [Lanes([0.1, 0.2]), Lanes([0.3, 0.4]), Lanes([0.5, 0.6])].into_iter().sum();
    assert_eq!(sum.0, [[0.1, 0.3, 0.5].iter().sum(), [0.2, 0.4, 0.6].iter().sum()]);
}

#[test]
fn comparisons_and_masks_are_the_scalars() {
    let (a, b) = (Lanes(A), Lanes(B));
    let (lt, le, gt, ge) = (a.lt(b), a.le(b), a.gt(b), a.ge(b));
    for i in 0..6 {
        assert_eq!((lt.0[i], le.0[i]), (A[i] < B[i], A[i] <= B[i]));
        assert_eq!((gt.0[i], ge.0[i]), (A[i] > B[i], A[i] >= B[i]));
        assert_eq!((le & ge).0[i], A[i] == B[i]);
        assert_eq!((lt | gt).0[i], A[i] != B[i] && !A[i].is_nan());
        assert_eq!((lt ^ le).0[i], A[i] == B[i]);
        assert_eq!((!lt).0[i], !lt.0[i]);
    }
    assert!(lt.any() && !lt.all());
    assert!(LaneMask::<3>::splat(true).all() && !LaneMask::<3>::splat(false).any());
    assert_eq!(bits(Real::select(lt, a, b).0), lane_by_lane(|a, b| if a < b { a } else { b }));
}

#[test]
fn lanes_are_set_and_read_one_by_one() {
    let mut x = Dual::<Lanes<f32, 3>>::splat(Dual::new(1.0, 2.0));
    x.set_lane(1, Dual::new(5.0, 6.0));
    assert_eq!((x.re.0, x.eps.0), ([1.0, 5.0, 1.0], [2.0, 6.0, 2.0]));
    assert_eq!((x.lane(1).eps, Dual::<Lanes<f32, 3>>::LANES), (6.0, 3));
}

#[test]
fn lanes_and_masks_go_through_words() {
    let mut words = [0; 20];
    Lanes(A).store(&mut words[..], 1);
    assert_eq!(bits(Lanes::<f64, 6>::load(&words[..], 1).0), bits(A));
    let mask = LaneMask([true, false, true]);
    mask.store(&mut words[..], 2);
    assert_eq!(LaneMask::<3>::load(&words[..], 2), mask);
}
