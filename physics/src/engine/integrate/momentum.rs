//! The momentum of trees that hang on nothing.
//!
//! Bodies that are put where their joints have them are e away from x + h v, where they would have gone by themselves.
//! The tree as a whole is moved by Σ m e / Σ m, so that its centre of mass goes on straight. Its angular momentum lacks
//! Σ m e × v then, and it is turned faster by that over its inertia: a rigid motion, which no joint feels.

use costate::{Real, differentiable};

use super::Place;
use crate::math::sym3::{apply_sym, inverse, rotated};
use crate::math::vec3::{cross, square};
use crate::math::{Sym3, Twist, Vec3};
use crate::model::{Body, Params, Topology, WORLD};

/// Moves and turns free trees of several bodies such that momentum and angular momentum stay.
#[differentiable]
pub fn keep_momentum<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    start: &[Body<T>; B],
    moved: &[Twist<T>; B],
    place: &mut [Place<T>; B],
    velocity: &mut [Twist<T>; B],
) {
    let h = params.world.timestep;
    let (tree, several) = trees(topology);
    // the centre of mass, where it should be and where it is
    let mut mass = [T::ZERO; B];
    let mut astray = [Vec3::<T>::ZERO; B];
    let mut middle = [Vec3::<T>::ZERO; B];
    let mut away = [Vec3::<T>::ZERO; B];
    for i in 0..topology.bodies {
        let r = tree[i];
        if r != WORLD && several[r] {
            let m = params.body[i].mass;
            let goal = start[i].position + moved[i].linear * h;
            away[i] = goal - place[i].position;
            mass[r] += m;
            astray[r] += away[i] * m;
            middle[r] += goal * m;
        }
    }
    // angular momentum that is lacking, and the inertia of the tree
    let mut lacking = [Vec3::<T>::ZERO; B];
    let mut inertia = [Sym3::<T>::ZERO; B];
    let mut arm = [Vec3::<T>::ZERO; B];
    for i in 0..topology.bodies {
        let r = tree[i];
        if r != WORLD && several[r] {
            let m = params.body[i].mass;
            let over = 1.0 / mass[r];
            let shift = astray[r] * over;
            let position = place[i].position + shift;
            arm[i] = position - middle[r] * over;
            lacking[r] += cross(away[i] - shift, moved[i].linear) * m;
            inertia[r] += rotated(place[i].rotation, params.body[i].inertia) + about(arm[i], m);
            place[i].position = position;
        }
    }
    let mut turn = [Vec3::<T>::ZERO; B];
    for i in 0..topology.bodies {
        if several[i] {
            turn[i] = apply_sym(inverse(inertia[i]), lacking[i]);
        }
    }
    for i in 0..topology.bodies {
        let r = tree[i];
        if r != WORLD && several[r] {
            velocity[i].linear += cross(turn[r], arm[i]);
            velocity[i].angular += turn[r];
        }
    }
}

/// The root of each body's tree, [`WORLD`] where the tree hangs on it; and whether more than one hangs on a root.
fn trees<const B: usize, const J: usize, const G: usize, const C: usize>(
    topology: &Topology<B, J, G, C>,
) -> ([usize; B], [bool; B]) {
    let mut tree = core::array::from_fn(|i| i);
    let mut several = [false; B];
    for j in 0..topology.joints {
        let link = topology.joint[j];
        tree[link.child] = if link.parent == WORLD { WORLD } else { tree[link.parent] };
        if link.parent != WORLD && tree[link.parent] != WORLD {
            several[tree[link.parent]] = true;
        }
    }
    (tree, several)
}

/// m (a² 1 − a aᵀ): the inertia of a mass at the end of an arm.
#[differentiable]
#[inline(always)]
fn about<T: Real>(a: Vec3<T>, m: T) -> Sym3<T> {
    let s = square(a);
    Sym3 {
        xx: m * (s - a.x * a.x),
        yy: m * (s - a.y * a.y),
        zz: m * (s - a.z * a.z),
        xy: -(m * a.x * a.y),
        xz: -(m * a.x * a.z),
        yz: -(m * a.y * a.z),
    }
}
