//! Scene S4: how far the arm's tip is from its target after two seconds of given torques.

use costate::{Real, differentiable};

use crate::engine::kinematics::at;
use crate::engine::rollout;
use crate::math::Vec3;
use crate::math::mat3::apply;
use crate::math::vec3::{square, vec3};
use crate::model::{Body, Params, State, Topology};
use crate::sensor::joint::angles;

/// Time steps of the scene: 2 s.
pub const STEPS: usize = 200;

/// The torques of step `k` of 0.01 s \[N m\].
pub fn torques(k: usize) -> [f64; 4] {
    let t = 0.01 * k as f64;
    [20.0 * Real::sin(2.0 * t), -30.0 * Real::cos(t), 10.0 * Real::sin(3.0 * t), -10.0]
}

/// ‖tip − (0.5, 0.4, 0.6)‖² + 0.01 ‖q̇‖² after the torques u, + 10⁻⁵ u² on average.
#[differentiable]
pub fn loss<T: Real>(
    #[constant] topology: &Topology<4, 4, 0, 0>,
    params: &Params<T, 4, 4, 0>,
    start: &State<T, 4, 4, 0>,
    torques: &[[T; 4]],
) -> T {
    let end = rollout(topology, params, start, torques);
    let mut effort = T::ZERO;
    for u in torques {
        effort += (u[0] * u[0] + u[1] * u[1]) + (u[2] * u[2] + u[3] * u[3]);
    }
    let target = vec3(T::from_f64(0.5), T::from_f64(0.4), T::from_f64(0.6));
    let off = tip(&end.body) - target;
    let mut speed = T::ZERO;
    for j in 0..4 {
        let link = topology.joint[j];
        let parent = at(&end.body, link.parent);
        let (_, rate) = angles(link.kind, &params.joint[j], &end.body[link.child], &parent);
        speed += rate[0] * rate[0];
    }
    square(off) + 0.01 * speed + 1e-5 * effort / T::from_f64(4.0 * torques.len() as f64)
}

/// The end of the forearm, 0.25 m from its centre of mass.
#[differentiable]
#[inline(always)]
fn tip<T: Real>(body: &[Body<T>; 4]) -> Vec3<T> {
    body[3].position + apply(body[3].rotation, vec3(T::ZERO, T::ZERO, T::from_f64(0.25)))
}
