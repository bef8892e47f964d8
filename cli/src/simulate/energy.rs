//! What a simulation conserves, or does not.

use costate_physics::engine::kinematics::{at, joints};
use costate_physics::math::mat3::apply_transposed;
use costate_physics::math::sym3::apply_sym;
use costate_physics::math::vec3::{Vec3, dot, norm};
use costate_physics::model::{JointKind, Model, State};
use costate_physics::sensor::joint::angles;

/// Σ ½ m v² + ½ ω · I ω − m g · x, and ½ k (q − q₀)² of all springs \[J\].
pub fn energy<const B: usize, const J: usize, const G: usize, const C: usize>(
    model: &Model<B, J, G, C>,
    state: &State<f64, B, J, C>,
) -> f64 {
    let (topology, params) = (&model.topology, &model.params);
    let bodies = params.body.iter().zip(&state.body).take(topology.bodies).map(|(p, body)| {
        let (v, w) = (body.velocity.linear, apply_transposed(body.rotation, body.velocity.angular));
        let moving = 0.5 * p.mass * dot(v, v) + 0.5 * dot(w, apply_sym(p.inertia, w));
        moving - p.mass * dot(params.world.gravity, body.position)
    });
    let springs = topology.joint.iter().zip(&params.joint).take(topology.joints).map(|(link, p)| {
        let parent = at(&state.body, link.parent);
        let (q, _) = angles(link.kind, p, &state.body[link.child], &parent);
        let off = [q[0] - p.rest.x, q[1] - p.rest.y, q[2] - p.rest.z];
        let square: f64 = off[..link.kind.freedom()].iter().map(|x| x * x).sum();
        0.5 * p.stiffness * square
    });
    bodies.sum::<f64>() + springs.sum::<f64>()
}

/// The largest distance of the two points that a joint holds together \[m\].
pub fn drift<const B: usize, const J: usize, const G: usize, const C: usize>(
    model: &Model<B, J, G, C>,
    state: &State<f64, B, J, C>,
) -> f64 {
    let pose = joints(&model.topology, &model.params, &state.body);
    let links = &model.topology.joint[..model.topology.joints];
    let gap = links.iter().zip(pose).map(|(link, pose)| match link.kind {
        // along its first axis it slides
        JointKind::Slider => norm(Vec3 { x: 0.0, ..pose.gap }),
        _ => norm(pose.gap),
    });
    gap.fold(0.0, f64::max)
}
