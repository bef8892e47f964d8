//! tanh beside one in twice the precision.

use super::{tanh, tanhf};
use crate::elementary::reference::{Double, tanh as reference};

/// Numbers of all sizes below 22: even, dense where the formulas meet, and evenly many of each power of two.
fn numbers(count: usize) -> impl Iterator<Item = f64> {
    (0..count).map(|i| {
        let part = (i as f64 * 0.618_033_988_749_895).fract();
        match i % 3 {
            0 => 22.0 * part,
            1 => 0.45 + 0.35 * part,
            _ => (-40.0 * part).exp2(),
        }
    })
}

#[test]
fn doubles_are_within_1_7_units() {
    for x in numbers(100_000) {
        let Double(high, low) = reference(x);
        let below_one = high.min(1.0f64.next_down());
        let unit = below_one.next_up() - below_one;
        let off = ((tanh(x) - high) - low).abs();
        assert!(off <= 1.7 * unit, "tanh({x:?}) is {} units off", off / unit);
        assert_eq!(tanh(-x), -tanh(x));
    }
}

#[test]
fn singles_are_within_1_63_units() {
    for x in numbers(100_000).map(|x| x as f32) {
        let exact = reference(f64::from(x)).0;
        let nearest = (exact as f32).min(1.0f32.next_down());
        let down = if f64::from(nearest) > exact { nearest.next_down() } else { nearest };
        let unit = f64::from(down.next_up()) - f64::from(down);
        let off = (f64::from(tanhf(x)) - exact).abs();
        assert!(off <= 1.63 * unit, "tanh({x:?}) is {} units off", off / unit);
        assert_eq!(tanhf(-x), -tanhf(x));
    }
}

#[test]
fn small_numbers_are_their_own() {
    for x in [0.0, f64::from_bits(1), 1e-310, f64::MIN_POSITIVE, 1e-20, 1e-8] {
        assert_eq!((tanh(x).to_bits(), tanh(-x).to_bits()), (x.to_bits(), (-x).to_bits()));
    }
    for x in [0.0, f32::from_bits(1), 1e-40, f32::MIN_POSITIVE, 1e-4] {
        assert_eq!((tanhf(x).to_bits(), tanhf(-x).to_bits()), (x.to_bits(), (-x).to_bits()));
    }
}

#[test]
fn large_numbers_give_one_and_nan_stays() {
    for x in [19.07, 22.0, 22.5, 1e10, f64::MAX, f64::INFINITY] {
        assert_eq!((tanh(x), tanh(-x)), (1.0, -1.0));
    }
    for x in [9.02, 10.0, 10.5, 1e10, f32::MAX, f32::INFINITY] {
        assert_eq!((tanhf(x), tanhf(-x)), (1.0, -1.0));
    }
    assert!(tanh(19.06) < 1.0 && tanhf(9.0) < 1.0);
    assert!(tanh(f64::NAN).is_nan() && tanhf(f32::NAN).is_nan());
}

#[test]
fn an_array_has_the_bits_of_its_elements() {
    let mut all = [0.0; 128];
    for (x, number) in all.iter_mut().zip(numbers(128)) {
        *x = number;
    }
    for (x, many) in all.into_iter().zip(all.map(tanh)) {
        assert_eq!(many.to_bits(), tanh(core::hint::black_box(x)).to_bits());
    }
}
