//! Masses and free velocities.

use costate::{Real, differentiable};

use crate::math::sym3::{self, rotated};
use crate::math::{Sym3, Twist};
use crate::model::{Body, Params, Topology, WORLD};
use crate::solver::Mass;

/// M of every body: m, and R I Rᵀ.
#[differentiable(recompute)]
pub fn masses<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    body: &[Body<T>; B],
) -> [Mass<T>; B] {
    let mut mass = [Mass::<T>::NONE; B];
    for i in 0..topology.bodies {
        let p = &params.body[i];
        mass[i] = Mass { mass: p.mass, inertia: rotated(body[i].rotation, p.inertia) };
    }
    mass
}

/// V* = V + h (g, 0) of every body.
///
/// ω stays: that R⁺ I R⁺ᵀ ω⁺ = R I Rᵀ ω is seen to by [`integrate`](crate::engine::integrate).
#[differentiable(recompute)]
pub fn free<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    body: &[Body<T>; B],
) -> [Twist<T>; B] {
    let mut free = [Twist::<T>::ZERO; B];
    let fall = params.world.gravity * params.world.timestep;
    for i in 0..topology.bodies {
        let v = body[i].velocity;
        free[i] = Twist { linear: v.linear + fall, angular: v.angular };
    }
    free
}

/// M⁻¹ of body `i`, as a mass; that of the world is zero.
#[differentiable]
#[inline(always)]
pub fn inverse<T: Real, const B: usize>(mass: &[Mass<T>; B], i: usize) -> Mass<T> {
    if i == WORLD {
        Mass { mass: T::ZERO, inertia: Sym3::<T>::ZERO }
    } else {
        Mass { mass: 1.0 / mass[i].mass, inertia: sym3::inverse(mass[i].inertia) }
    }
}
