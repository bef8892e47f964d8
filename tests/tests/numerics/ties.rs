//! Where two slopes meet: a choice gives the slope of the value that it chose.

use costate::{Real, differentiable};

#[differentiable]
fn abs<T: Real>(x: [T; 1]) -> T {
    x[0].abs()
}

#[differentiable]
fn max<T: Real>(x: [T; 2]) -> T {
    x[0].max(x[1])
}

#[differentiable]
fn min<T: Real>(x: [T; 2]) -> T {
    x[0].min(x[1])
}

#[differentiable]
fn clamp<T: Real>(x: [T; 3]) -> T {
    x[0].clamp(x[1], x[2])
}

#[differentiable]
fn hinge<T: Real>(x: [T; 1]) -> T {
    x[0].max(0.0)
}

#[differentiable]
fn twice<T: Real>(x: [T; 1]) -> T {
    x[0].max(x[0])
}

#[differentiable]
fn steps<T: Real>(x: [T; 1]) -> T {
    let x = x[0];
    x.signum() + x.floor() + x.ceil() + x.round() + x.trunc()
}

#[differentiable]
fn chosen<T: Real>(x: [T; 2]) -> T {
    T::select(x[0].le(x[1]), x[0] * 2.0, x[1] * 4.0)
}

#[test]
fn an_absolute_value_is_flat_at_zero() {
    assert_eq!(slopes!(abs(0.0)), [0.0]);
    assert_eq!(slopes!(abs(-0.0)), [0.0]);
    assert_eq!(slopes!(abs(-2.0)), [-1.0]);
}

#[test]
fn a_tie_goes_to_the_second() {
    assert_eq!(slopes!(max(2.0, 2.0)), [0.0, 1.0]);
    assert_eq!(slopes!(min(2.0, 2.0)), [0.0, 1.0]);
    assert_eq!(slopes!(max(0.0, -0.0)), [0.0, 1.0]);
    assert_eq!(slopes!(hinge(0.0)), [0.0]);
    assert_eq!(slopes!(twice(3.0)), [1.0]);
}

#[test]
fn with_no_number_the_second_is_chosen() {
    assert_eq!(slopes!(max(f64::NAN, 2.0)), [0.0, 1.0]);
    assert_eq!(slopes!(min(f64::NAN, 2.0)), [0.0, 1.0]);
    assert_eq!(slopes!(max(2.0, f64::NAN)), [0.0, 1.0]);
}

#[test]
fn bounds_that_are_reached_have_the_slope() {
    assert_eq!(slopes!(clamp(-1.0, -1.0, 1.0)), [0.0, 1.0, 0.0]);
    assert_eq!(slopes!(clamp(1.0, -1.0, 1.0)), [0.0, 0.0, 1.0]);
    assert_eq!(slopes!(clamp(0.5, -1.0, 1.0)), [1.0, 0.0, 0.0]);
    assert_eq!(slopes!(clamp(0.5, 1.0, 1.0)), [0.0, 0.0, 1.0]);
    assert_eq!(slopes!(clamp(0.5, 2.0, 1.0)), [0.0, 0.0, 1.0]);
}

#[test]
fn steps_are_flat() {
    for x in [-1.5, -0.0, 0.0, 0.5, 1.0] {
        assert_eq!(slopes!(steps(x)), [0.0]);
    }
}

#[test]
fn a_selection_has_the_slope_of_what_it_takes() {
    assert_eq!(slopes!(chosen(1.0, 1.0)), [2.0, 0.0]);
    assert_eq!(slopes!(chosen(2.0, 1.0)), [0.0, 4.0]);
}
