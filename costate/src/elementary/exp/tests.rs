//! exp beside one in twice the precision, and libm's where the result is hardly a number.

use super::{exp, expf};
use crate::elementary::reference::{self, Double};

/// Numbers between −`end` and `end`, a third of them within 2.
fn numbers(count: usize, end: f64) -> impl Iterator<Item = f64> {
    (0..count).map(move |i| {
        let part = 2.0 * (i as f64 * 0.618_033_988_749_895).fract() - 1.0;
        part * if i % 3 == 0 { 2.0 } else { end }
    })
}

#[test]
fn doubles_are_within_1_1_units() {
    for x in numbers(100_000, 700.0) {
        let Double(high, low) = reference::exp(x);
        let unit = high.next_up() - high;
        let off = ((exp(x) - high) - low).abs();
        assert!(off <= 1.1 * unit, "exp({x:?}) is {} units off", off / unit);
    }
}

#[test]
fn singles_are_the_nearest_or_its_neighbour() {
    for x in numbers(100_000, 110.0).map(|x| x as f32) {
        let nearest = reference::exp(f64::from(x)).0 as f32;
        let steps = nearest.to_bits().abs_diff(expf(x).to_bits());
        assert!(steps <= 1, "exp({x:?}) is {steps} numbers off");
    }
}

#[test]
fn subnormal_and_huge_results_are_at_most_one_number_off() {
    for x in numbers(20_000, 1.0) {
        for x in [-725.0 + 21.0 * x, 709.3 + x] {
            let steps = libm::exp(x).to_bits().abs_diff(exp(x).to_bits());
            assert!(steps <= 1, "exp({x:?}) is {steps} numbers off");
        }
    }
}

#[test]
fn the_ends_are_where_they_belong() {
    assert_eq!((exp(0.0), exp(-0.0), exp(1e-320), exp(-1e-17)), (1.0, 1.0, 1.0, 1.0));
    assert_eq!((exp(709.782712893384), exp(709.7827128933841)), (1.7976931348622732e308, f64::INFINITY));
    assert_eq!((exp(-745.1332191019411), exp(-745.1332191019412)), (f64::from_bits(1), 0.0));
    assert_eq!((exp(f64::INFINITY), exp(f64::NEG_INFINITY)), (f64::INFINITY, 0.0));
    assert_eq!((exp(f64::MAX), exp(f64::MIN)), (f64::INFINITY, 0.0));
    assert_eq!((expf(f32::INFINITY), expf(f32::NEG_INFINITY)), (f32::INFINITY, 0.0));
    assert_eq!((expf(0.0), expf(88.72284), expf(-104.0)), (1.0, f32::INFINITY, 0.0));
    assert!(exp(f64::NAN).is_nan() && expf(f32::NAN).is_nan());
}

#[test]
fn an_array_has_the_bits_of_its_elements() {
    let mut all = [0.0; 128];
    for (x, number) in all.iter_mut().zip(numbers(128, 760.0)) {
        *x = number;
    }
    for (x, many) in all.into_iter().zip(all.map(exp)) {
        assert_eq!(many.to_bits(), exp(core::hint::black_box(x)).to_bits());
    }
}
