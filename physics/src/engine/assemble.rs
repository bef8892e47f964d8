//! The equations of a step: masses, free velocities, and the laws of all rows.

mod bodies;
mod contacts;
pub mod joints;

use costate::{Real, differentiable};

use super::collide::ContactPoint;
use super::curvature::curvature;
use super::kinematics::{JointPose, at};
use crate::model::{Body, Params, Topology};
use crate::solver::Problem;

/// All equations of a step under `controls`.
#[differentiable]
pub fn assemble<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    body: &[Body<T>; B],
    rate: &[[T; 3]; J],
    pose: &[JointPose<T>; J],
    point: &[ContactPoint<T>; C],
    controls: &[T],
) -> Problem<T, B, J, C> {
    let mass = bodies::masses(topology, params, body);
    let free = bodies::free(topology, params, body);
    let mut joint = joints::blocks(topology, params, pose, rate, &mass, controls);
    for j in 0..topology.joints {
        let link = topology.joint[j];
        let (child, parent) = (&body[link.child], at(body, link.parent));
        let away = curvature(link.kind, params.world.timestep, &joint[j], child, &parent);
        joint[j].bias[0] -= away.x;
        joint[j].bias[1] -= away.y;
        joint[j].bias[2] -= away.z;
    }
    let contact = contacts::blocks(topology, params, body, point, &mass);
    Problem { mass, free, joint, contact }
}
