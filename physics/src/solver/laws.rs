//! Laws between velocity and impulse, as projections: what they project onto itself solves them.
//!
//! A monotone law λ ∈ F(ν) is the equation ν = P(ν − ρ λ) for any ρ > 0, with a projection P that has corners where
//! the law has. Written so it has a derivative at every point but the corners.

use costate::{Real, detach, differentiable};

use super::problem::{ContactBlock, Coordinate};
use crate::math::bounds::{at_least, between, doubt};
use crate::model::topology::Friction;

/// P of a coordinate: ν at z = ν − ρ e.
///
/// Within ± ρ strength of the target it is the target; the slowest and the fastest velocity bound it. A bound that is
/// just reached does not hold: a servo that brings its joint to a stop is at a tie there, and its own slope is right.
#[differentiable]
#[inline(always)]
pub fn coordinate<T: Real>(law: &Coordinate<T>, z: T, rho: T) -> T {
    let off = z - law.target;
    let reach = rho * law.strength;
    let loose = law.target + (off - between(off, -reach, reach));
    let low = T::select(loose.lt(law.slowest), law.slowest, loose);
    T::select(low.gt(law.fastest), law.fastest, low)
}

/// p of a contact at z = p − ρ (u + compliance p − bias): pushes only, with friction inside its set.
///
/// The normal part is projected first, and the others onto the disc of that radius: Coulomb's law (P. Alart and
/// A. Curnier, Comput. Methods Appl. Mech. Eng. 92:353, 1991).
#[differentiable]
#[inline(always)]
pub fn contact<T: Real>(friction: Friction, rows: usize, z: [T; 4], mu: T, torsion: T) -> [T; 4] {
    let mut p = [T::ZERO; 4];
    p[0] = at_least(z[0], T::ZERO);
    if rows > 1 {
        let radius = mu * p[0];
        let (along, across) = match friction {
            Friction::Cone => disc(z[1], z[2], radius),
            Friction::Box => (band(z[1], radius), band(z[2], radius)),
        };
        p[1] = along;
        p[2] = across;
        if rows > 3 {
            p[3] = band(z[3], torsion * radius);
        }
    }
    p
}

/// The point of a disc that is nearest to (x, y). One of no radius holds on to nothing, not even to its centre.
#[differentiable]
#[inline(always)]
pub fn disc<T: Real>(x: T, y: T, radius: T) -> (T, T) {
    let square = x * x + y * y;
    let inside = square.le(radius * radius) & radius.gt(T::ZERO);
    let length = T::select(square.gt(T::ZERO), square, T::ONE).sqrt();
    let scale = T::select(inside, T::ONE, radius / length);
    (x * scale, y * scale)
}

/// The number within ± radius that is nearest to x. A band of no width holds on to nothing.
#[differentiable]
#[inline(always)]
pub fn band<T: Real>(x: T, radius: T) -> T {
    let inside = x.abs().le(radius) & radius.gt(T::ZERO);
    let side = T::select(x.lt(T::ZERO), -T::ONE, T::select(x.gt(T::ZERO), T::ONE, detach(doubt(x))));
    T::select(inside, x, radius * side)
}

/// D: the slope of [`contact()`] at a contact's z, whose velocity is u and whose push is p.
pub fn slope<T: Real>(
    friction: Friction,
    rows: usize,
    block: &ContactBlock<T>,
    u: [T; 4],
    p: [T; 4],
) -> [[T; 4]; 4] {
    let z = reflected(block, u, p);
    let mut slope = [[T::ZERO; 4]; 4];
    for s in 0..rows {
        let mut along = [T::ZERO; 4];
        along[s] = T::ONE;
        let (mu, torsion) = (block.friction, block.torsion);
        let (_, column) = contact::jvp(friction, (), rows, z, along, mu, T::ZERO, torsion, T::ZERO);
        for k in 0..rows {
            slope[k][s] = column[k];
        }
    }
    slope
}

/// z = p − (u + compliance p − bias).
#[differentiable]
#[inline(always)]
pub fn reflected<T: Real>(block: &ContactBlock<T>, u: [T; 4], p: [T; 4]) -> [T; 4] {
    let mut z = [T::ZERO; 4];
    z[0] = p[0] - (u[0] + block.compliance * p[0] - block.bias);
    for k in 1..4 {
        z[k] = p[k] - (u[k] + block.compliance * p[k]);
    }
    z
}
