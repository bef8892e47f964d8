//! Registers compute what a number alone does, to the bit.

use core::fmt::Debug;

use super::alone::Alone;
use super::*;
use crate::Float;

/// Numbers that ask for care: both zeros, infinities, NaN, tiny ones.
fn numbers<T: Float>() -> [T; 8] {
    [1.5, -2.25, 0.0, -0.0, f64::INFINITY, f64::NAN, 1e-310, -7.0].map(T::from_f64)
}

/// What an operation gives for all pairs, in registers `R`.
fn pairs_of<T: Float, R: Register<T>>(op: fn(R, R) -> R) -> [[T; 8]; 8] {
    let b = numbers::<T>();
    core::array::from_fn(|turn| {
        let mut a = numbers::<T>();
        a.rotate_left(turn);
        assert_eq!(pairs(&mut a, &b, 0, op), 8);
        a
    })
}

fn singles_of<T: Float, R: Register<T>>(op: fn(R) -> R) -> [T; 8] {
    let mut a = numbers::<T>();
    assert_eq!(singles(&mut a, 0, op), 8);
    a
}

/// `Debug` tells zeros and numbers apart to the bit.
fn same(a: impl Debug, b: impl Debug) {
    assert_eq!(std::format!("{a:?}"), std::format!("{b:?}"));
}

fn agrees<T: Float, R: Register<T>>() {
    let (pair, single) = (pairs_of::<T, R>, singles_of::<T, R>);
    same(pair(R::add), pairs_of::<T, Alone<T>>(Register::add));
    same(pair(R::sub), pairs_of::<T, Alone<T>>(Register::sub));
    same(pair(R::mul), pairs_of::<T, Alone<T>>(Register::mul));
    same(pair(R::div), pairs_of::<T, Alone<T>>(Register::div));
    same(pair(R::min), pairs_of::<T, Alone<T>>(Register::min));
    same(pair(R::max), pairs_of::<T, Alone<T>>(Register::max));
    same(pair(R::where_nonzero), pairs_of::<T, Alone<T>>(Register::where_nonzero));
    same(single(R::neg), singles_of::<T, Alone<T>>(Register::neg));
    same(single(R::abs), singles_of::<T, Alone<T>>(Register::abs));
    same(single(R::sqrt), singles_of::<T, Alone<T>>(Register::sqrt));
}

#[test]
fn registers_agree_with_numbers_alone() {
    agrees::<f64, <f64 as Wide>::Whole>();
    agrees::<f64, <f64 as Wide>::Half>();
    agrees::<f32, <f32 as Wide>::Whole>();
    agrees::<f32, <f32 as Wide>::Half>();
}

/// Any number of lanes: whole registers, half ones, and numbers alone.
#[test]
fn all_lanes_are_reached_once() {
    fn check<const N: usize>() {
        let from: [f32; N] = core::array::from_fn(|i| i as f32);
        let (mut sum, mut negated) = (from, from);
        add(&mut sum, &from);
        neg(&mut negated);
        assert_eq!(sum, from.map(|x| x + x));
        assert_eq!(negated, from.map(|x| -x));
        let wide = from.map(f64::from);
        let mut difference = wide;
        sub(&mut difference, &wide.map(|x| 3.0 * x));
        assert_eq!(difference, wide.map(|x| x - 3.0 * x));
    }
    check::<0>();
    check::<1>();
    check::<3>();
    check::<7>();
    check::<8>();
    check::<15>();
    check::<29>();
}
