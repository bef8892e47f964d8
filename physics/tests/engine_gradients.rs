//! The gradient of whole steps, by every parameter, number of the state and control, on random scenes.

mod problems;
mod scenes;

use costate::{HeapTape, Zero};
use costate_physics::engine::rollout;
use costate_physics::model::topology::{Friction, Gradient, Impact, Method, Settings};
use costate_physics::model::{Params, State, Topology};
use problems::Random;
use scenes::parts::Parts;
use scenes::{B, C, G, Inputs, J, Moving, U, weighed};

/// Settings of every kind; of the solvers that sweep the gradient of the sweeps, which is exact at any number of them.
fn settings(random: &mut Random, method: Method) -> Settings {
    let gradient = match method {
        Method::Direct => [Gradient::Implicit, Gradient::Unrolled][random.below(2)],
        _ => Gradient::Unrolled,
    };
    Settings {
        method,
        gradient,
        sweeps: if method == Method::Direct { 200 } else { 12 },
        friction: [Friction::Cone, Friction::Box][random.below(2)],
        impact: [Impact::Step, Impact::Time][random.below(2)],
        ..Settings::DEFAULT
    }
}

/// A scene in motion, and weights for what a step makes of it.
fn scene(seed: u64, method: Method) -> (Topology<B, J, G, C>, Inputs, Vec<f64>) {
    let mut random = Random::mixed(seed);
    let settings = settings(&mut random, method);
    let steps = random.below(12);
    let (topology, now) = random.inputs(settings, steps);
    let weights = (0..Moving::REST.numbers().len()).map(|_| random.next()).collect();
    (topology, now, weights)
}

/// Whether a step is solved, so that its equations have the derivative of its solution.
///
/// Some scenes have no solution: friction that jams a body between its joint and the ground.
fn solved(topology: &Topology<B, J, G, C>, now: &Inputs) -> bool {
    topology.settings.method != Method::Direct || now.residual(topology, &now.step(topology)) < 1e-10
}

/// How a slope compares with differences along one way.
#[derive(PartialEq, Eq)]
enum Found {
    Right,
    /// The differences to both sides are not alike: there is a corner.
    Corner,
    Wrong,
}

fn compared(slope: f64, size: f64, here: f64, f: impl Fn(f64) -> f64) -> Found {
    let mut corner = false;
    for h in [1e-5, 1e-6, 1e-7] {
        let (up, down) = (f(h), f(-h));
        let want = (up - down) / (2.0 * h);
        if (want - slope).abs() <= 1e-5 * (1.0 + want.abs()) + 1e-7 * size + 1e-10 / h {
            return Found::Right;
        }
        let (right, left) = ((up - here) / h, (here - down) / h);
        corner = (right - left).abs() > 0.3 * (want - slope).abs();
    }
    if corner { Found::Corner } else { Found::Wrong }
}

/// Compares all slopes of some scenes with differences.
fn compare(method: Method, seeds: core::ops::Range<u64>) {
    let (mut ways, mut corners) = (0, 0);
    for seed in seeds {
        let (topology, now, weights) = scene(seed, method);
        if !solved(&topology, &now) {
            continue;
        }
        let weigh = |now: &Inputs| weighed(&weights, &now.step(&topology).numbers());
        let slopes = now.slopes(now.pulled(&topology, Moving::REST.with(&weights)));
        let (names, here) = (now.ways(), weigh(&now));
        let size = slopes.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
        for (k, (&slope, name)) in slopes.iter().zip(&names).enumerate() {
            let along = |h: f64| {
                let mut by = vec![0.0; names.len()];
                by[k] = h;
                weigh(&now.moved(&by))
            };
            let found = compared(slope, size, here, along);
            assert!(found != Found::Wrong, "{method:?} {seed}: number {k}, {name}: {slope}");
            corners += usize::from(found == Found::Corner);
        }
        ways += names.len();
    }
    assert!(200 * corners < ways, "{corners} corners of {ways}");
}

#[test]
fn the_gradient_of_a_direct_step_is_that_of_differences() {
    compare(Method::Direct, 0..60);
}

#[test]
fn the_gradient_of_a_step_of_sweeps_is_that_of_differences() {
    compare(Method::GaussSeidel, 100..125);
    compare(Method::Jacobi, 200..225);
}

#[test]
fn forward_and_reverse_mode_agree() {
    for method in [Method::Direct, Method::GaussSeidel, Method::Jacobi] {
        for seed in 1000..1100 {
            let (topology, now, weights) = scene(seed, method);
            if !solved(&topology, &now) {
                continue;
            }
            let slopes = now.slopes(now.pulled(&topology, Moving::REST.with(&weights)));
            let mut random = Random(seed);
            let by: Vec<f64> = slopes.iter().map(|_| random.next()).collect();
            let pushed = now.pushed(&topology, &now.along(&by)).numbers();
            let (forward, reverse) = (weighed(&weights, &pushed), weighed(&by, &slopes));
            let size: f64 = by.iter().zip(&slopes).map(|(b, s)| (b * s).abs()).sum();
            assert!(
                (forward - reverse).abs() < 1e-9 * (1.0 + size),
                "{method:?} {seed}: {forward} {reverse}"
            );
        }
    }
}

/// Where friction jams a body such that nothing solves a step, its gradient is none, and says so.
#[test]
fn gradients_are_finite_in_ten_thousand_states_that_are_solved() {
    let (mut touching, mut unsolved) = (0, 0);
    for seed in 0..500 {
        let (topology, mut now, weights) = scene(20_000 + seed, Method::Direct);
        let mut random = Random(seed);
        for k in 0..20 {
            let after = now.step(&topology);
            let slopes = now.slopes(now.pulled(&topology, Moving::REST.with(&weights)));
            if now.residual(&topology, &after) < 1e-6 {
                assert!(slopes.iter().all(|x| x.is_finite()), "{seed}, step {k}");
            } else {
                unsolved += 1;
            }
            now.state = after;
            now.controls = std::array::from_fn(|_| 1.5 * random.next());
            touching += usize::from(now.state.warm.push.iter().any(|p| p[0] > 0.0));
        }
    }
    assert!(touching > 2000, "{touching} touch");
    assert!(unsolved <= 2, "{unsolved} are not solved");
}

/// A derivative by equations that are not solved would be a number like any other.
#[test]
fn the_implicit_gradient_of_an_unsolved_step_is_not_a_number() {
    let (mut told, mut solved) = (0, 0);
    for seed in 0..60 {
        for method in [Method::Direct, Method::GaussSeidel, Method::Jacobi] {
            let (mut topology, now, weights) = scene(seed, method);
            topology.settings.gradient = Gradient::Implicit;
            let left = now.residual(&topology, &now.step(&topology));
            let slopes = now.slopes(now.pulled(&topology, Moving::REST.with(&weights)));
            let along = now.along(&vec![1.0; slopes.len()]);
            let pushed = now.pushed(&topology, &along).numbers();
            if left < 1e-9 {
                assert!(slopes.iter().chain(&pushed).all(|x| x.is_finite()), "{method:?} {seed}");
                solved += 1;
            } else if left > 1.0 {
                assert!(slopes.iter().any(|x| x.is_nan()), "{method:?} {seed}: {left:e}");
                assert!(pushed.iter().any(|x| x.is_nan()), "{method:?} {seed}: {left:e}");
                told += 1;
            }
        }
    }
    assert!(solved > 60 && told > 20, "{solved} solved, {told} not");
}

/// The gradient of a rollout is that of its steps, one after the other.
#[test]
fn rollouts_have_the_gradient_of_their_steps() {
    const STEPS: usize = 6;
    for method in [Method::Direct, Method::GaussSeidel, Method::Jacobi] {
        for seed in 3000..3015 {
            let (topology, now, weights) = scene(seed, method);
            let mut random = Random(seed);
            let controls: [[f64; U]; STEPS] = std::array::from_fn(|_| std::array::from_fn(|_| random.next()));

            let (mut of_params, mut of_start) = (Params::zero(), State::zero());
            let mut of_controls = [[0.0; U]; STEPS];
            let weights = Moving::REST.with(&weights);
            let (params, start) = (&now.params, &now.state);
            let tape = &mut HeapTape::new();
            rollout::vjp(
                &topology,
                params,
                &mut of_params,
                start,
                &mut of_start,
                &controls,
                &mut of_controls,
                weights,
                tape,
            );

            let mut path = vec![now];
            for u in controls {
                let last = path.last_mut().expect("a state");
                last.controls = u;
                let next = Inputs { state: last.step(&topology), ..*last };
                path.push(next);
            }
            let (mut of_state, mut sum) = (weights, vec![0.0; of_params.numbers().len()]);
            for k in (0..STEPS).rev() {
                let of = path[k].pulled(&topology, of_state);
                of_state = of.state;
                sum.iter_mut().zip(of.params.numbers()).for_each(|(sum, x)| *sum += x);
                alike("controls", &of_controls[k].numbers(), &of.controls.numbers());
            }
            alike("start", &of_start.numbers(), &of_state.numbers());
            alike("parameters", &of_params.numbers(), &sum);
        }
    }
}

#[track_caller]
fn alike(what: &str, got: &[f64], want: &[f64]) {
    let size = want.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
    let apart = got.iter().zip(want).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    assert!(apart <= 1e-9 * (1e-6 + size), "{what}: off by {apart:e} of {size:e}");
}
