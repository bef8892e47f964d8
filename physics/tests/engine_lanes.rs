//! A robot in a lane goes where it would go alone, to the bit, whatever the robots beside it do; and so does its gradient.

mod problems;
mod scenes;

use costate::{HeapTape, Lanes, Real, Zero};
use costate_physics::engine::step;
use costate_physics::model::topology::{Friction, Gradient, Impact, Method, Settings};
use costate_physics::model::{Params, State, Topology};
use problems::Random;
use problems::numbers::Numbers;
use scenes::{B, C, G, Inputs, J, Moving, U};

const LANES: usize = 4;
type Wide = Lanes<f64, LANES>;

/// A number a lane.
fn wide(rows: [Vec<f64>; LANES]) -> Vec<Wide> {
    let mut all = vec![Wide::ZERO; rows[0].len()];
    for (lane, row) in rows.iter().enumerate() {
        all.iter_mut().zip(row).for_each(|(all, &x)| all.set_lane(lane, x));
    }
    all
}

/// Compares what is in one lane with what is found alone.
#[track_caller]
fn alike(what: &str, lane: usize, row: &[Wide], alone: &[f64]) {
    for (k, (wide, alone)) in row.iter().zip(alone).enumerate() {
        let wide = wide.lane(lane);
        let same = wide.to_bits() == alone.to_bits() || (wide.is_nan() && alone.is_nan());
        assert!(same, "{what}: number {k} is {wide} in lane {lane}, {alone} alone");
    }
}

/// The same scene at four moments of different runs, so that other contacts touch in each lane.
fn moments(
    random: &mut Random,
    settings: Settings,
    compliance: Option<f64>,
) -> (Topology<B, J, G, C>, [Inputs; LANES]) {
    let (topology, mut start) = random.inputs(settings, 0);
    start.params.world.compliance = compliance.unwrap_or(start.params.world.compliance);
    let moments = [0, 3, 8, 15].map(|steps| {
        let mut now = start;
        for _ in 0..steps {
            now.controls = std::array::from_fn(|_| 1.5 * random.next());
            now.state = now.step(&topology);
        }
        now
    });
    (topology, moments)
}

/// Compares a step and its gradient in lanes with those of each lane alone, of a scene with its own compliance or this
/// one; says how many contacts touch in some lanes only.
fn compare(seed: u64, method: Method, gradient: Gradient, compliance: Option<f64>) -> usize {
    let mut random = Random::mixed(seed);
    let friction = [Friction::Cone, Friction::Box][random.below(2)];
    let impact = [Impact::Step, Impact::Time][random.below(2)];
    let sweeps = match (method, gradient) {
        (Method::Direct, _) => 60,
        (_, Gradient::Unrolled) => 12,
        // else their gradient is NaN
        (_, Gradient::Implicit) => 300,
    };
    let settings = Settings { method, gradient, sweeps, friction, impact, ..Settings::DEFAULT };
    let (topology, moments) = moments(&mut random, settings, compliance);
    let weights = Moving::REST.row().iter().map(|_| random.next()).collect::<Vec<_>>();

    let params = Params::<Wide, B, J, G>::zero().with(&wide(moments.map(|now| now.params.row())));
    let state = State::<Wide, B, J, C>::REST.with(&wide(moments.map(|now| now.state.row())));
    let controls: [Wide; U] = wide(moments.map(|now| now.controls.to_vec())).try_into().expect("as many");
    let controls = &controls[..topology.controls];
    let after = step(&topology, &params, &state, controls).row();

    let (mut of_params, mut of_state, mut of_controls) = (Params::zero(), State::zero(), [Wide::ZERO; U]);
    let seed = State::<Wide, B, J, C>::REST.with(&wide([(); LANES].map(|()| weights.clone())));
    step::vjp(
        &topology,
        &params,
        &mut of_params,
        &state,
        &mut of_state,
        controls,
        &mut of_controls[..topology.controls],
        seed,
        &mut HeapTape::new(),
    );
    let (of_params, of_state) = (of_params.row(), of_state.row());
    for (lane, now) in moments.iter().enumerate() {
        let of = now.pulled(&topology, Moving::REST.with(&weights));
        alike("the state", lane, &after, &now.step(&topology).row());
        alike("its adjoint", lane, &of_state, &of.state.row());
        alike("the parameters' adjoint", lane, &of_params, &of.params.row());
        alike("the controls' adjoint", lane, &of_controls, &of.controls);
    }
    let touches = |now: &Inputs, c: usize| now.step(&topology).warm.push[c][0] > 0.0;
    (0..C)
        .filter(|&c| moments.iter().any(|m| touches(m, c)) && !moments.iter().all(|m| touches(m, c)))
        .count()
}

fn all(method: Method, gradient: Gradient, seeds: core::ops::Range<u64>) {
    all_with(method, gradient, None, seeds);
}

fn all_with(method: Method, gradient: Gradient, compliance: Option<f64>, seeds: core::ops::Range<u64>) {
    let count = seeds.end - seeds.start;
    let apart: usize = seeds.map(|seed| compare(seed, method, gradient, compliance)).sum();
    assert!(3 * apart as u64 > count, "only {apart} contacts differ between lanes of {count} scenes");
}

#[test]
fn direct_steps() {
    all(Method::Direct, Gradient::Implicit, 0..60);
}

/// Contacts that do not give way are softened to be solved, or not solved at all, and have no gradient where one could
/// do without another: in their own lane.
#[test]
fn direct_steps_without_compliance() {
    all_with(Method::Direct, Gradient::Implicit, Some(0.0), 300..420);
}

#[test]
fn steps_of_sweeps() {
    all(Method::GaussSeidel, Gradient::Unrolled, 100..115);
    all(Method::GaussSeidel, Gradient::Implicit, 115..120);
    all(Method::Jacobi, Gradient::Unrolled, 200..215);
    all(Method::Jacobi, Gradient::Implicit, 215..220);
}
