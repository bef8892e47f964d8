//! A time step of rigid bodies: kinematics → collide → assemble → solve → integrate.

pub mod assemble;
pub mod collide;
pub mod curvature;
pub mod integrate;
pub mod kinematics;
mod trajectory;

use costate::{Real, Tape, Zero, differentiable, jvp_of, vjp_of};

pub use trajectory::{Episode, episode, rollout};

use crate::model::topology::Gradient;
use crate::model::{Body, Params, State, Topology};
use crate::sensor;
use crate::solver::{self, Problem, Solution, known, solve};
use collide::ContactPoint;
use kinematics::JointPose;

/// The state after one time step under `controls`.
///
/// `controls` has a number for each control of the topology: a target \[rad, m\] for a servo, a torque \[N m\] or a force
/// \[N\] for a motor; what is beyond `topology.controls` is not read.
///
/// Its derivative is that of the equations at their solution, or of all the solver's sweeps, as the settings say.
/// ```
/// use costate::{HeapTape, Zero};
/// use costate_physics::Vec3;
/// use costate_physics::engine::step;
/// use costate_physics::model::builder::{BodyId, Builder, Form, Joint, Pose, Weight};
/// use costate_physics::model::{Params, State};
///
/// // a cart of 2 kg on a rail, pushed by a motor
/// let mut b = Builder::<1, 1, 0, 0>::new();
/// let cart = b.body(Pose::ORIGIN);
/// b.solid(cart, Form::cuboid(0.3, 0.2, 0.1), Pose::ORIGIN, Weight::Mass(2.0));
/// b.joint(Joint::slider(BodyId::WORLD, cart, Vec3::ZERO, Vec3::X).motor(50.0));
/// let model = b.build()?;
///
/// let after = step(&model.topology, &model.params, &model.reset(), &[10.0]);
/// assert!((after.body[0].velocity.linear.x - 0.05).abs() < 1e-9);
///
/// // how its velocity depends on the force and on its mass: v = h F / m
/// let mut seed = State::zero();
/// seed.body[0].velocity.linear.x = 1.0;
/// let (mut by_params, mut by_start, mut by_controls) = (Params::zero(), State::zero(), [0.0]);
/// step::vjp(
///     &model.topology,
///     &model.params,
///     &mut by_params,
///     &model.reset(),
///     &mut by_start,
///     &[10.0],
///     &mut by_controls,
///     seed,
///     &mut HeapTape::new(),
/// );
/// assert!((by_controls[0] - 0.01 / 2.0).abs() < 1e-9);
/// assert!((by_params.body[0].mass + 0.01 * 10.0 / 4.0).abs() < 1e-9);
/// # Ok::<(), costate_physics::model::builder::BuildError>(())
/// ```
///
/// # Panics
/// There are fewer controls than the topology has.
#[differentiable]
pub fn step<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    state: &State<T, B, J, C>,
    controls: &[T],
) -> State<T, B, J, C> {
    match topology.settings.gradient {
        Gradient::Implicit => implicit(topology, params, state, controls),
        Gradient::Unrolled => unrolled(topology, params, state, controls),
    }
}

/// A step that is differentiated from its first verb to its last.
#[differentiable]
fn unrolled<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    state: &State<T, B, J, C>,
    controls: &[T],
) -> State<T, B, J, C> {
    let problem = equations(topology, params, state, controls);
    let solution = solve(topology, &problem, &state.warm);
    integrate::integrate(topology, params, &state.body, &problem, &solution)
}

/// The same step. Going backward it is not solved again: the state behind it has the solution.
fn implicit<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    state: &State<T, B, J, C>,
    controls: &[T],
) -> State<T, B, J, C> {
    unrolled(topology, params, state, controls)
}

#[vjp_of(implicit, result, tape)]
fn implicit_vjp<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    of_params: &mut Params<T, B, J, G>,
    state: &State<T, B, J, C>,
    of_state: &mut State<T, B, J, C>,
    controls: &[T],
    of_controls: &mut [T],
    after: State<T, B, J, C>,
    of_after: State<T, B, J, C>,
    tape: &mut impl Tape,
) {
    verbs_back(
        topology,
        params,
        of_params,
        state,
        of_state,
        controls,
        of_controls,
        &after.warm,
        of_after,
        tape,
    );
}

/// The adjoint of a step between two states that are known.
fn back<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    of_params: &mut Params<T, B, J, G>,
    before: &State<T, B, J, C>,
    of_before: &mut State<T, B, J, C>,
    controls: &[T],
    of_controls: &mut [T],
    after: &State<T, B, J, C>,
    of_after: State<T, B, J, C>,
    tape: &mut impl Tape,
) {
    match topology.settings.gradient {
        Gradient::Implicit => {
            let x = &after.warm;
            verbs_back(
                topology,
                params,
                of_params,
                before,
                of_before,
                controls,
                of_controls,
                x,
                of_after,
                tape,
            );
        }
        Gradient::Unrolled => {
            unrolled::vjp(
                topology,
                params,
                of_params,
                before,
                of_before,
                controls,
                of_controls,
                of_after,
                tape,
            );
        }
    }
}

/// The adjoints of the verbs, from the last to the first; `x` solves the step.
fn verbs_back<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    of_params: &mut Params<T, B, J, G>,
    state: &State<T, B, J, C>,
    of_state: &mut State<T, B, J, C>,
    controls: &[T],
    of_controls: &mut [T],
    x: &Solution<T, B, J, C>,
    of_after: State<T, B, J, C>,
    tape: &mut impl Tape,
) {
    let (body, of_body) = (&state.body, &mut of_state.body);
    let pose = kinematics::joints(topology, params, body);
    let point = collide::collide(topology, params, body);
    let problem = assemble::assemble(topology, params, body, &state.rate, &pose, &point, controls);

    let (mut of_x, mut of_problem) = (Solution::ZERO, Problem::zero());
    integrate::integrate::vjp(
        topology,
        params,
        of_params,
        body,
        of_body,
        &problem,
        &mut of_problem,
        x,
        &mut of_x,
        of_after,
        tape,
    );
    known::vjp(topology, &problem, &mut of_problem, x, of_x, tape);
    let (mut of_pose, mut of_point) = ([JointPose::zero(); J], [ContactPoint::zero(); C]);
    assemble::assemble::vjp(
        topology,
        params,
        of_params,
        body,
        of_body,
        &state.rate,
        &mut of_state.rate,
        &pose,
        &mut of_pose,
        &point,
        &mut of_point,
        controls,
        of_controls,
        of_problem,
        tape,
    );
    collide::collide::vjp(topology, params, of_params, body, of_body, of_point, tape);
    kinematics::joints::vjp(topology, params, of_params, body, of_body, of_pose, tape);
}

#[jvp_of(implicit)]
fn implicit_jvp<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    along_params: &Params<T, B, J, G>,
    state: &State<T, B, J, C>,
    along_state: &State<T, B, J, C>,
    controls: &[T],
    along_controls: &[T],
) -> (State<T, B, J, C>, State<T, B, J, C>) {
    let after = implicit(topology, params, state, controls);
    solved::jvp(topology, params, along_params, state, along_state, controls, along_controls, &after.warm)
}

/// A step whose solution is known.
#[differentiable]
fn solved<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    state: &State<T, B, J, C>,
    controls: &[T],
    #[constant] solution: &Solution<T, B, J, C>,
) -> State<T, B, J, C> {
    let problem = equations(topology, params, state, controls);
    let solution = known(topology, &problem, solution);
    integrate::integrate(topology, params, &state.body, &problem, &solution)
}

/// kinematics → collide → assemble
///
/// # Panics
/// There are fewer controls than the topology has.
#[differentiable]
pub fn equations<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    state: &State<T, B, J, C>,
    controls: &[T],
) -> Problem<T, B, J, C> {
    // without numbers: derivatives keep no others
    assert!(
        controls.len() >= topology.controls,
        "too few controls: a step needs `topology.controls` of them"
    );
    let pose = kinematics::joints(topology, params, &state.body);
    let point = collide::collide(topology, params, &state.body);
    assemble::assemble(topology, params, &state.body, &state.rate, &pose, &point, controls)
}

/// How far the step from `before` to `after` is from solved: the largest residual of its equations, each as a part of 1
/// and of the velocity \[m/s, rad/s\] or impulse \[N s, N m s\] that it is a residual of.
///
/// The [implicit](Gradient::Implicit) gradient of a step that is not solved is NaN: where this is greater than the
/// method's [tolerance](solver::residual::tolerance).
///
/// # Panics
/// There are fewer controls than the topology has.
pub fn residual<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    before: &State<T, B, J, C>,
    controls: &[T],
    after: &State<T, B, J, C>,
) -> T {
    let problem = equations(topology, params, before, controls);
    solver::residual::relative(topology, &problem, &after.warm)
}

/// A new start: the state of bodies that are where and as fast as `body` says, with no impulses of a step before.
///
/// A state has more than its bodies: the rates of joints, which follow from `body`, and the last solution, which is none.
/// Who changes `body` of a state by hand calls this afterwards.
#[differentiable]
pub fn reset<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    body: [Body<T>; B],
) -> State<T, B, J, C> {
    let mut rate = [[T::ZERO; 3]; J];
    for j in 0..topology.joints {
        let link = topology.joint[j];
        let parent = kinematics::at(&body, link.parent);
        rate[j] = sensor::joint::angles(link.kind, &params.joint[j], &body[link.child], &parent).1;
    }
    State { body, rate, warm: Solution::<T, B, J, C>::ZERO }
}
