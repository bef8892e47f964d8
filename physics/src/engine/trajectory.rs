//! Many steps.

use costate::{Diff, Real, Tangent, Tape, Zero, differentiable, jvp_of, vjp_of};

use super::{back, step};
use crate::model::{Params, State, Topology};

/// What closes the loop: a controller and what it is judged by.
///
/// What it is differentiated by are its own numbers, the weights of the controller; U is the number of controls.
/// The types of its arguments follow from that of the [model](crate::model::Model).
/// ```
/// use costate::{Diff, HeapTape, Real, Zero, differentiable};
/// use costate_physics::Vec3;
/// use costate_physics::engine::{Episode, episode};
/// use costate_physics::model::builder::{BodyId, Builder, Form, Joint, Pose, Weight};
/// use costate_physics::model::{Model, Params, ParamsOf, State, StateOf, TopologyOf};
///
/// type Cart<T = f64> = Model<1, 1, 0, 0, T>;
///
/// /// Pushes a cart to x = 1 m: the force is a stiffness times the error, less a damping times the velocity.
/// #[derive(Clone, Copy, Diff)]
/// #[diff(tangent = Self)]
/// struct Push<T> {
///     stiffness: T,
///     damping: T,
/// }
///
/// #[differentiable]
/// impl<T: Real> Episode<T, 1, 1, 1, 0, 0> for Push<T> {
///     fn act(
///         &self,
///         #[constant] topology: &TopologyOf<Cart>,
///         params: &ParamsOf<Cart<T>>,
///         state: &StateOf<Cart<T>>,
///         k: usize,
///     ) -> [T; 1] {
///         let cart = state.body[0];
///         [self.stiffness * (1.0 - cart.position.x) - self.damping * cart.velocity.linear.x]
///     }
///
///     fn cost(&self, params: &ParamsOf<Cart<T>>, state: &StateOf<Cart<T>>, k: usize) -> T {
///         let error = 1.0 - state.body[0].position.x;
///         params.world.timestep * error * error
///     }
/// }
///
/// let mut b = Builder::new();
/// let cart = b.body(Pose::ORIGIN);
/// b.solid(cart, Form::cuboid(0.3, 0.2, 0.1), Pose::ORIGIN, Weight::Mass(2.0));
/// b.joint(Joint::slider(BodyId::WORLD, cart, Vec3::ZERO, Vec3::X).motor(50.0));
/// let model: Cart = b.build()?;
///
/// let mut push = Push { stiffness: 1.0, damping: 1.0 };
/// let mut tape = HeapTape::new();
/// let mut costs = Vec::new();
/// for _ in 0..10 {
///     let (mut by_params, mut by_start) = (Params::zero(), State::zero());
///     let mut by_push = Push { stiffness: 0.0, damping: 0.0 };
///     costs.push(episode::vjp(
///         &model.topology,
///         &model.params,
///         &mut by_params,
///         &model.reset(),
///         &mut by_start,
///         &push,
///         &mut by_push,
///         100,
///         1.0,
///         &mut tape,
///     ));
///     push.stiffness -= 2.0 * by_push.stiffness;
///     push.damping -= 2.0 * by_push.damping;
/// }
/// assert!(costs.windows(2).all(|pair| pair[1] < pair[0]));
/// # Ok::<(), costate_physics::model::builder::BuildError>(())
/// ```
#[differentiable]
pub trait Episode<T: Real, const U: usize, const B: usize, const J: usize, const G: usize, const C: usize>:
    Diff
{
    /// The controls of step `k`.
    fn act(
        &self,
        #[constant] topology: &Topology<B, J, G, C>,
        params: &Params<T, B, J, G>,
        state: &State<T, B, J, C>,
        k: usize,
    ) -> [T; U];

    /// What `controls`, told to `state` in step `k`, cost; nothing where this is not written.
    fn effort(
        &self,
        #[constant] _topology: &Topology<B, J, G, C>,
        _params: &Params<T, B, J, G>,
        _state: &State<T, B, J, C>,
        _controls: &[T; U],
        _k: usize,
    ) -> T {
        T::ZERO
    }

    /// What the state after step `k` costs.
    fn cost(&self, params: &Params<T, B, J, G>, state: &State<T, B, J, C>, k: usize) -> T;
}

/// The sum of the costs and efforts of `steps` steps from `start`, in closed loop.
///
/// # Panics
/// `U` is less than the controls of the topology.
pub fn episode<
    T: Real,
    E: Episode<T, U, B, J, G, C>,
    const U: usize,
    const B: usize,
    const J: usize,
    const G: usize,
    const C: usize,
>(
    topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    start: &State<T, B, J, C>,
    task: &E,
    steps: usize,
) -> T {
    let mut state = *start;
    let mut cost = T::ZERO;
    for k in 0..steps {
        let controls = task.act(topology, params, &state, k);
        cost += task.effort(topology, params, &state, &controls, k);
        state = step(topology, params, &state, &controls);
        cost += task.cost(params, &state, k);
    }
    cost
}

/// Reverse mode: the tape holds the state at each step, which is all that going back needs.
#[vjp_of(episode, tape, whole)]
fn episode_vjp<
    T: Real,
    E: Episode<T, U, B, J, G, C>,
    const U: usize,
    const B: usize,
    const J: usize,
    const G: usize,
    const C: usize,
>(
    #[constant] topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    of_params: &mut Params<T, B, J, G>,
    start: &State<T, B, J, C>,
    of_start: &mut State<T, B, J, C>,
    task: &E,
    of_task: &mut <E as Diff>::Tangent,
    steps: usize,
    seed: T,
    tape: &mut impl Tape,
) -> T {
    let mut after = *start;
    let mut cost = T::ZERO;
    for k in 0..steps {
        tape.push(after);
        let controls = task.act(topology, params, &after, k);
        cost += task.effort(topology, params, &after, &controls, k);
        after = step(topology, params, &after, &controls);
        cost += task.cost(params, &after, k);
    }
    let mut of_after = State::zero();
    for k in (0..steps).rev() {
        task.cost_vjp(of_task, params, of_params, &after, &mut of_after, k, seed, tape);
        let before: State<T, B, J, C> = tape.pop();
        let controls = task.act(topology, params, &before, k);
        let (mut of_before, mut of_controls) = (State::zero(), [T::ZERO; U]);
        back(
            topology,
            params,
            of_params,
            &before,
            &mut of_before,
            &controls,
            &mut of_controls,
            &after,
            of_after,
            tape,
        );
        task.effort_vjp(
            of_task,
            topology,
            params,
            of_params,
            &before,
            &mut of_before,
            &controls,
            &mut of_controls,
            k,
            seed,
            tape,
        );
        task.act_vjp(of_task, topology, params, of_params, &before, &mut of_before, k, of_controls, tape);
        (after, of_after) = (before, of_before);
    }
    of_start.accumulate(&of_after);
    cost
}

/// Forward mode.
#[jvp_of(episode)]
fn episode_jvp<
    T: Real,
    E: Episode<T, U, B, J, G, C>,
    const U: usize,
    const B: usize,
    const J: usize,
    const G: usize,
    const C: usize,
>(
    #[constant] topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    along_params: &Params<T, B, J, G>,
    start: &State<T, B, J, C>,
    along_start: &State<T, B, J, C>,
    task: &E,
    along_task: &<E as Diff>::Tangent,
    steps: usize,
) -> (T, T) {
    let (mut state, mut along) = (*start, *along_start);
    let (mut cost, mut along_cost) = (T::ZERO, T::ZERO);
    for k in 0..steps {
        let (u, du) = task.act_jvp(along_task, topology, params, along_params, &state, &along, k);
        let (e, de) = task.effort_jvp(along_task, topology, params, along_params, &state, &along, &u, &du, k);
        cost += e;
        along_cost += de;
        (state, along) = step::jvp(topology, params, along_params, &state, &along, &u, &du);
        let (c, dc) = task.cost_jvp(along_task, params, along_params, &state, &along, k);
        cost += c;
        along_cost += dc;
    }
    (cost, along_cost)
}

/// The state after `controls.len()` steps from `start`, with these controls.
///
/// A loss of it is a differentiable function that calls it.
/// ```
/// use costate::{HeapTape, Real, Zero, differentiable};
/// use costate_physics::Vec3;
/// use costate_physics::engine::rollout;
/// use costate_physics::model::builder::{BodyId, Builder, Form, Joint, Pose, Weight};
/// use costate_physics::model::{Model, Params, ParamsOf, State, StateOf, TopologyOf};
///
/// type Cart<T = f64> = Model<1, 1, 0, 0, T>;
///
/// /// How far the cart is from x = 1 m at the end, squared.
/// #[differentiable]
/// fn missed<T: Real>(
///     #[constant] topology: &TopologyOf<Cart>,
///     params: &ParamsOf<Cart<T>>,
///     start: &StateOf<Cart<T>>,
///     forces: &[[T; 1]],
/// ) -> T {
///     let error = rollout(topology, params, start, forces).body[0].position.x - 1.0;
///     error * error
/// }
///
/// let mut b = Builder::new();
/// let cart = b.body(Pose::ORIGIN);
/// b.solid(cart, Form::cuboid(0.3, 0.2, 0.1), Pose::ORIGIN, Weight::Mass(2.0));
/// b.joint(Joint::slider(BodyId::WORLD, cart, Vec3::ZERO, Vec3::X).motor(50.0));
/// let model: Cart = b.build()?;
///
/// let forces = [[1.0]; 100];
/// let (mut by_params, mut by_start, mut by_forces) = (Params::zero(), State::zero(), [[0.0]; 100]);
/// missed::vjp(
///     &model.topology,
///     &model.params,
///     &mut by_params,
///     &model.reset(),
///     &mut by_start,
///     &forces,
///     &mut by_forces,
///     1.0,
///     &mut HeapTape::new(),
/// );
/// // it is too slow: every force is to grow, the early ones the most
/// assert!(by_forces.windows(2).all(|pair| pair[0][0] < pair[1][0] && pair[0][0] < 0.0));
/// # Ok::<(), costate_physics::model::builder::BuildError>(())
/// ```
///
/// # Panics
/// `U` is less than the controls of the topology.
#[differentiable]
pub fn rollout<T: Real, const U: usize, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    start: &State<T, B, J, C>,
    controls: &[[T; U]],
) -> State<T, B, J, C> {
    let mut state = *start;
    for u in controls {
        state = step(topology, params, &state, u);
    }
    state
}
