//! Many steps.

use costate::{Diff, Real, Tangent, Tape, Zero, differentiable, jvp_of, vjp_of};

use super::{back, step};
use crate::model::{Params, State, Topology};

/// What closes the loop: a controller and what it is judged by.
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

    /// What the state after step `k` costs.
    fn cost(&self, params: &Params<T, B, J, G>, state: &State<T, B, J, C>, k: usize) -> T;
}

/// The sum of the costs of `steps` steps from `start`, in closed loop.
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
        (state, along) = step::jvp(topology, params, along_params, &state, &along, &u, &du);
        let (c, dc) = task.cost_jvp(along_task, params, along_params, &state, &along, k);
        cost += c;
        along_cost += dc;
    }
    (cost, along_cost)
}

/// The state after `controls.len()` steps from `start`, with these controls.
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
