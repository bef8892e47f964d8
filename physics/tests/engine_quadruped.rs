//! The quadruped of 100 equations, where solving them is hard: thrashing, on its back, deep in the ground, falling at
//! 50 m/s. Its steps are solved all the same.

mod problems;

use costate::Real;
use costate_physics::engine::{equations, step};
use costate_physics::math::mat3::{apply, product};
use costate_physics::math::rotation::exp;
use costate_physics::math::{Mat3, Vec3};
use costate_physics::model::{Model, State};
use costate_physics::models::Preset;
use costate_physics::models::quadruped::{Quadruped16, RANGE, with_16_motors};
use costate_physics::solver::residual::residual;
use problems::Random;
use problems::numbers::Numbers;

type Moving<T> = State<T, 17, 16, 8>;

/// The largest residual of the equations of a step at what it came to.
fn left<T: Real<Element = T> + Into<f64>>(
    model: &Model<17, 16, 9, 8, T>,
    before: &Moving<T>,
    after: &Moving<T>,
    controls: &[T],
) -> f64 {
    let problem = equations(&model.topology, &model.params, before, controls);
    let r = residual(&after.warm, &model.topology, &problem).row();
    r.into_iter()
        .map(Into::into)
        .fold(0.0, |most: f64, x: f64| if x.is_nan() { f64::INFINITY } else { most.max(x.abs()) })
}

/// Turned about the spine's middle, lifted, and thrown as a whole.
fn thrown(start: &Moving<f64>, turn: Mat3<f64>, lift: f64, velocity: Vec3<f64>) -> Moving<f64> {
    let middle = start.body[0].position;
    let mut state = *start;
    for body in &mut state.body {
        body.position = middle + apply(turn, body.position - middle) + Vec3 { x: 0.0, y: 0.0, z: lift };
        body.rotation = product(turn, body.rotation);
        body.velocity.linear = velocity;
    }
    state
}

/// Two seconds of random motor action: how many steps leave more than a residual.
fn thrash<T: Real<Element = T> + Into<f64>>(
    model: &Quadruped16,
    start: &Moving<f64>,
    random: &mut Random,
    most: f64,
) -> usize {
    let (model, mut now, mut unsolved) = (model.cast::<T>(), start.cast::<T>(), 0);
    let mut controls = [T::ZERO; 16];
    for k in 0..200 {
        if k % 5 == 0 {
            controls = std::array::from_fn(|_| T::from_f64(1.2 * RANGE * random.next()));
        }
        let after = step(&model.topology, &model.params, &now, &controls);
        unsolved += usize::from(left(&model, &now, &after, &controls) > most);
        now = after;
    }
    unsolved
}

/// Upright and on its back, in the ground, and falling fast.
fn starts(model: &Quadruped16, random: &mut Random) -> Vec<Moving<f64>> {
    let still = Vec3::ZERO;
    let flat = Mat3::IDENTITY;
    let back = exp(Vec3 { x: core::f64::consts::PI, y: 0.0, z: 0.0 });
    let start = &model.start;
    let mut starts = vec![
        thrown(start, flat, 0.0, still),
        thrown(start, back, -0.3, still),
        thrown(start, flat, -0.3, still),
        thrown(start, flat, 0.2, Vec3 { x: 5.0, y: 3.0, z: -50.0 }),
    ];
    for _ in 0..6 {
        let (turn, lift) = (random.rotation(), random.within(-0.3, 0.3));
        starts.push(thrown(start, turn, lift, random.vector(20.0)));
    }
    starts
}

/// Of 4000 steps.
fn unsolved<T: Real<Element = T> + Into<f64>>(seed: u64, most: f64) -> usize {
    let mut random = Random(seed);
    let mut count = 0;
    for preset in [Preset::Printed, Preset::Equivalent] {
        let model = with_16_motors(preset);
        for start in starts(&model, &mut random) {
            count += thrash::<T>(&model, &start, &mut random, most);
        }
    }
    count
}

#[test]
fn steps_are_solved() {
    let count: usize = (7..11).map(|seed| unsolved::<f64>(seed, 1e-8)).sum();
    assert!(count == 0, "{count} of 16000 are not");
}

#[test]
fn steps_are_solved_in_single_precision() {
    let count = unsolved::<f32>(8, 2e-3);
    assert!(count <= 2, "{count} of 4000 are not");
}
