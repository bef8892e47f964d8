//! Directions in which a function is tried.

use core::fmt;
use std::vec::Vec;

use super::{Vector, random::Random};

/// Inputs up to which every axis is a direction.
const AXES: usize = 32;

/// A direction in the space of inputs.
pub(super) struct Direction<X> {
    /// ẋ, each component in proportion to the input's size.
    pub(super) tangent: X,
    pub(super) label: Label,
}

/// What a direction is called.
#[derive(Clone, Copy)]
pub(super) enum Label {
    /// Along one input.
    Axis(usize),
    /// Along all of them.
    Random(usize),
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Label::Axis(i) => write!(f, "along input {i}"),
            Label::Random(i) => write!(f, "along random direction {i}"),
        }
    }
}

/// The axes at `x`, if there are few, and `count` random directions.
pub(super) fn directions<X: Vector>(x: &X, count: usize, random: &mut Random) -> Vec<Direction<X>> {
    // an input at or near zero moves as one of size 0.01
    let scales: Vec<f64> = x.components().iter().map(|x| x.abs().max(0.01)).collect();
    let axes = (0..scales.len()).filter(|_| scales.len() <= AXES);
    let labels = axes.map(Label::Axis).chain((0..count).map(Label::Random));
    labels
        .map(|label| {
            let mut tangent = zero(x);
            let components = tangent.components_mut();
            match label {
                Label::Axis(i) => components[i] = scales[i],
                Label::Random(_) => {
                    for (t, scale) in components.iter_mut().zip(&scales) {
                        *t = random.symmetric() * scale;
                    }
                }
            }
            Direction { tangent, label }
        })
        .collect()
}

/// x + h ẋ
pub(super) fn moved<X: Vector>(x: &X, tangent: &X, h: f64) -> X {
    let mut x = x.clone();
    for (x, t) in x.components_mut().iter_mut().zip(tangent.components()) {
        *x += h * t;
    }
    x
}

/// A vector of zeros as long as `v`.
pub(super) fn zero<V: Vector>(v: &V) -> V {
    let mut zero = v.clone();
    zero.components_mut().fill(0.0);
    zero
}
