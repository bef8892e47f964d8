//! Scene S2: the quadruped with a network of 29, 34 and 8 numbers that sees all of it and the time; far is good.

use core::f64::consts::PI;

use costate::{Diff, Real, differentiable};

use crate::engine::Episode;
use crate::engine::kinematics::at;
use crate::math::Mat3;
use crate::math::mat3::{apply, apply_transposed, product, transpose};
use crate::math::rotation::exp;
use crate::math::vec3::vec3;
use crate::model::{Params, State, Topology};
use crate::models::peers::quadruped::HOME;
use crate::sensor::joint::angles;

/// Time steps of the scene: 10 s.
pub const STEPS: usize = 1000;

/// What the network sees.
pub const SEEN: usize = 29;

/// Its hidden layer.
pub const HIDDEN: usize = 34;

/// The largest torque \[N m\].
pub const TORQUE: f64 = 8.0;

/// How often the clock that it sees goes round \[Hz\].
pub const CLOCK: f64 = 1.5;

/// u = 8 tanh(W₂ tanh(W₁ o + b₁) + b₂): 1,300 numbers.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Net<T> {
    /// W₁.
    pub hidden: [[T; SEEN]; HIDDEN],
    /// b₁.
    pub hidden_bias: [T; HIDDEN],
    /// W₂.
    pub output: [[T; HIDDEN]; 8],
    /// b₂.
    pub output_bias: [T; 8],
}

impl<T: Real> Net<T> {
    /// How many numbers it has.
    pub const SIZE: usize = (SEEN + 1) * HIDDEN + (HIDDEN + 1) * 8;

    /// The network of these numbers, as they are asked for: W₁ row after row, b₁, W₂, b₂.
    pub fn of(mut number: impl FnMut() -> T) -> Self {
        Self {
            hidden: core::array::from_fn(|_| core::array::from_fn(|_| number())),
            hidden_bias: core::array::from_fn(|_| number()),
            output: core::array::from_fn(|_| core::array::from_fn(|_| number())),
            output_bias: core::array::from_fn(|_| number()),
        }
    }

    /// Its numbers in that order.
    pub fn numbers(&self) -> impl Iterator<Item = T> {
        let first = self.hidden.as_flattened().iter().chain(&self.hidden_bias);
        first.chain(self.output.as_flattened()).chain(&self.output_bias).copied()
    }
}

/// The network in closed loop for so many steps, judged by −x of the torso behind the last of them \[m\].
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
pub struct Ahead<T> {
    /// The network.
    pub net: Net<T>,
    /// How many steps there are.
    pub steps: usize,
}

#[differentiable]
impl<T: Real> Episode<T, 8, 9, 8, 5, 4> for Ahead<T> {
    fn act(
        &self,
        #[constant] topology: &Topology<9, 8, 5, 4>,
        params: &Params<T, 9, 8, 5>,
        state: &State<T, 9, 8, 4>,
        k: usize,
    ) -> [T; 8] {
        let seen = see(topology, params, state, k);
        act(&self.net, &seen)
    }

    fn cost(&self, _params: &Params<T, 9, 8, 5>, state: &State<T, 9, 8, 4>, k: usize) -> T {
        if k + 1 == self.steps { -state.body[0].position.x } else { T::ZERO }
    }
}

/// The network's torques \[N m\].
#[differentiable]
pub fn act<T: Real>(net: &Net<T>, seen: &[T; 29]) -> [T; 8] {
    let mut hidden = [T::ZERO; 34];
    for i in 0..34 {
        let row = &net.hidden[i];
        let mut sum = net.hidden_bias[i];
        for j in 0..29 {
            sum += row[j] * seen[j];
        }
        hidden[i] = sum.tanh();
    }
    let mut torques = [T::ZERO; 8];
    for i in 0..8 {
        let row = &net.output[i];
        let mut sum = net.output_bias[i];
        for j in 0..34 {
            sum += row[j] * hidden[j];
        }
        torques[i] = T::from_f64(TORQUE) * sum.tanh();
    }
    torques
}

/// Height \[m\], orientation as a quaternion, 8 angles \[rad\]; velocity \[m/s\], angular velocity in the torso's axes
/// \[rad/s\], 8 rates over 10; sine and cosine of the clock.
#[differentiable]
pub fn see<T: Real>(
    #[constant] topology: &Topology<9, 8, 5, 4>,
    params: &Params<T, 9, 8, 5>,
    state: &State<T, 9, 8, 4>,
    k: usize,
) -> [T; 29] {
    let torso = &state.body[0];
    let mut seen = [T::ZERO; 29];
    seen[0] = torso.position.z;
    let q = quaternion(torso.rotation);
    for i in 0..4 {
        seen[1 + i] = q[i];
    }
    let v = torso.velocity.linear;
    let w = apply_transposed(torso.rotation, torso.velocity.angular);
    let motion = [v.x, v.y, v.z, w.x, w.y, w.z];
    for i in 0..6 {
        seen[13 + i] = motion[i];
    }
    for j in 0..8 {
        let link = topology.joint[j];
        let parent = at(&state.body, link.parent);
        let (angle, rate) = angles(link.kind, &params.joint[j], &state.body[link.child], &parent);
        seen[5 + j] = angle[0];
        seen[19 + j] = 0.1 * rate[0];
    }
    let phase = T::from_f64(2.0 * PI * CLOCK * k as f64) * params.world.timestep;
    seen[27] = phase.sin();
    seen[28] = phase.cos();
    seen
}

/// (w, x, y, z) with w > 0 of a rotation by less than half a turn: w = ½ √(1 + tr R), x = (R_zy − R_yz) / 4w.
#[differentiable]
fn quaternion<T: Real>(r: Mat3<T>) -> [T; 4] {
    let w = 0.5 * (1.0 + r.x.x + r.y.y + r.z.z).sqrt();
    let scale = 0.25 / w;
    [w, (r.y.z - r.z.y) * scale, (r.z.x - r.x.z) * scale, (r.x.y - r.y.x) * scale]
}

/// The start, with each joint bent by so much more than at home \[rad\].
pub fn bent<T: Real>(
    topology: &Topology<9, 8, 5, 4>,
    params: &Params<T, 9, 8, 5>,
    mut start: State<T, 9, 8, 4>,
    by: &[T; 8],
) -> State<T, 9, 8, 4> {
    for j in 0..8 {
        let (link, p) = (topology.joint[j], &params.joint[j]);
        let parent = start.body[link.parent];
        let turn = exp(vec3(T::from_f64(HOME[j % 2]) + by[j], T::ZERO, T::ZERO));
        let axes = product(product(parent.rotation, p.parent_frame), turn);
        let rotation = product(axes, transpose(p.child_frame));
        let anchor = parent.position + apply(parent.rotation, p.parent_anchor);
        let child = &mut start.body[link.child];
        child.rotation = rotation;
        child.position = anchor - apply(rotation, p.child_anchor);
    }
    start
}
