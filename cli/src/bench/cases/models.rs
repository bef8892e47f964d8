//! Whole models: an optimiser's test function, simulations, a network, statistics, geometry.

use std::hint::black_box;

use costate::{HeapTape, Real, Tape, Zero};
use costate_kernels::mixture::{self, Parameters};
use costate_kernels::{bundle, chain, network, pendulum, rope, rosenbrock};

use super::{Job, Visit};

pub fn rosenbrock(visit: Visit) {
    let x = rosenbrock::start(1000);
    let (mut dx, mut tape) = (vec![0.0; x.len()], HeapTape::new());
    visit(&mut |job| {
        let x = black_box(x.as_slice());
        let value = match job {
            Job::Function => rosenbrock::rosenbrock(x),
            Job::Gradient => rosenbrock::rosenbrock::vjp(x, &mut dx, 1.0, &mut tape),
            Job::ByHand => rosenbrock::by_hand(x, &mut dx, 1.0),
        };
        black_box((value, &mut dx));
    });
}

pub fn chain(visit: Visit) {
    let (x, stiffness, steps) = (chain::start(), 3e3, 200);
    let (mut dx, mut ds, mut tape) = (chain::Points::default(), 0.0, HeapTape::new());
    let mut memory = chain::Memory::default();
    visit(&mut |job| {
        let (x, stiffness) = black_box((&x, stiffness));
        let value = match job {
            Job::Function => chain::chain(stiffness, x, steps),
            Job::Gradient => chain::chain::vjp(stiffness, &mut ds, x, &mut dx, steps, 1.0, &mut tape),
            Job::ByHand => chain::by_hand(stiffness, &mut ds, x, &mut dx, steps, &mut memory),
        };
        black_box((value, &mut dx, &mut ds));
    });
}

pub fn pendulum(visit: Visit) {
    let (rods, start, steps) = (pendulum::RODS, pendulum::START, 200);
    let (mut drods, mut dstart, mut tape) = ([0.0; 4], [0.0; 4], HeapTape::new());
    let mut memory = pendulum::Memory::default();
    visit(&mut |job| {
        let (rods, start) = black_box((&rods, &start));
        let value = match job {
            Job::Function => pendulum::pendulum(rods, start, steps),
            Job::Gradient => {
                pendulum::pendulum::vjp(rods, &mut drods, start, &mut dstart, steps, 1.0, &mut tape)
            }
            Job::ByHand => pendulum::by_hand(rods, &mut drods, start, &mut dstart, steps, &mut memory),
        };
        black_box((value, &mut drods, &mut dstart));
    });
}

pub fn network(visit: Visit) {
    let (net, x) = network::start();
    let mut dnet: Box<network::Network<f64>> = Box::new(Zero::zero());
    let (mut dx, mut tape) = ([0.0; network::INPUTS], HeapTape::new());
    visit(&mut |job| {
        let (net, x) = black_box((&*net, &x));
        let value = match job {
            Job::Function => network::network(net, x),
            Job::Gradient => network::network::vjp(net, &mut dnet, x, &mut dx, 1.0, &mut tape),
            Job::ByHand => network::by_hand(net, &mut dnet, x, &mut dx),
        };
        black_box((value, &mut dnet, &mut dx));
    });
}

pub fn mixture(visit: Visit) {
    let (at, points) = Parameters::<10, 25, 45>::start(1000);
    let (mut d, mut tape) = (Parameters::zero(), HeapTape::new());
    visit(&mut |job| {
        let (at, points) = black_box((&at, points.as_slice()));
        let Parameters { alphas, means, q, l } = at;
        let value = match job {
            Job::Function => mixture::mixture(alphas, means, q, l, points),
            Job::Gradient => {
                let Parameters { alphas: da, means: dm, q: dq, l: dl } = &mut d;
                mixture::mixture::vjp(alphas, da, means, dm, q, dq, l, dl, points, 1.0, &mut tape)
            }
            Job::ByHand => mixture::by_hand(at, &mut d, points),
        };
        black_box((value, &mut d));
    });
}

pub fn bundle(visit: Visit) {
    let scene = bundle::Scene::start();
    let count = scene.pairs.len();
    let (mut values, mut rows) = (vec![[0.0; 2]; count], vec![bundle::Rows::default(); count]);
    let mut tape = HeapTape::new();
    visit(&mut |job| {
        let scene = black_box(&scene);
        for (o, &(c, p)) in scene.pairs.iter().enumerate() {
            let (camera, point, weight, seen) =
                (&scene.cameras[c], &scene.points[p], scene.weights[o], &scene.seen[o]);
            match job {
                Job::Function => values[o] = bundle::residual(camera, point, weight, seen),
                Job::Gradient => {
                    let (dc, dp, dw) = &mut rows[o];
                    (*dc, *dp, *dw) = Default::default();
                    let (dc, dp, dw, dr) =
                        (dc.each_mut(), dp.each_mut(), dw.each_mut(), [[1.0, 0.0], [0.0, 1.0]]);
                    values[o] =
                        bundle::residual::vjp_n(camera, dc, point, dp, weight, dw, seen, dr, &mut tape);
                }
                Job::ByHand => (values[o], rows[o]) = bundle::by_hand(camera, point, weight, seen),
            }
        }
        black_box((&mut values, &mut rows));
    });
}

/// Control steps of the rope.
pub const ROPE_STEPS: usize = 100;

pub fn rope<T: Real>(visit: Visit) {
    let actions: Vec<_> = rope::actions(ROPE_STEPS).iter().map(|a| a.map(T::from_f64)).collect();
    let mut dactions = vec![[T::ZERO; 3]; ROPE_STEPS];
    let mut tape = HeapTape::new();
    visit(&mut |job| {
        let actions = black_box(actions.as_slice());
        let value = match job {
            Job::Function => rope::rope(actions),
            Job::Gradient => rope::rope::vjp(actions, &mut dactions, T::ONE, &mut tape),
            Job::ByHand => unreachable!("nobody has written the gradient of the rope"),
        };
        black_box((value, &mut dactions, tape.mark()));
    });
}
