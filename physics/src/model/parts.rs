//! The types of a model's parts, by the type of the model: sizes are spelled once.

use costate::Real;

use super::{Model, Params, State, Topology};

/// What a [`Model`] is made of. Each part has those of the model's sizes that it needs.
/// ```
/// use costate::{Real, differentiable};
/// use costate_physics::math::vec3::dot;
/// use costate_physics::model::{Model, ParamsOf, StateOf};
///
/// type Cartpole<T = f64> = Model<2, 2, 0, 0, T>;
///
/// /// Of all bodies, as they move ahead \[J\].
/// #[differentiable]
/// fn kinetic<T: Real>(params: &ParamsOf<Cartpole<T>>, state: &StateOf<Cartpole<T>>) -> T {
///     let mut energy = T::ZERO;
///     for i in 0..2 {
///         let v = state.body[i].velocity.linear;
///         energy += 0.5 * params.body[i].mass * dot(v, v);
///     }
///     energy
/// }
/// ```
pub trait Parts {
    /// Its integers.
    type Topology;
    /// Its numbers.
    type Params;
    /// What moves.
    type State;
}

impl<const B: usize, const J: usize, const G: usize, const C: usize, T: Real> Parts for Model<B, J, G, C, T> {
    type Topology = Topology<B, J, G, C>;
    type Params = Params<T, B, J, G>;
    type State = State<T, B, J, C>;
}

/// The [`Topology`] of a model of type `M`.
pub type TopologyOf<M> = <M as Parts>::Topology;

/// The [`Params`] of a model of type `M`.
pub type ParamsOf<M> = <M as Parts>::Params;

/// The [`State`] of a model of type `M`.
pub type StateOf<M> = <M as Parts>::State;
