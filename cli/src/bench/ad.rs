//! Kernels by which tools of automatic differentiation are compared: the function, its value with the
//! generated gradient, and the same written by hand.

use std::hint::black_box;
use std::time::Duration;

use costate::{HeapTape, Lanes, Real, Tape, Zero};
use costate_kernels::mixture::{self, Parameters};
use costate_kernels::{bundle, chain, loops, network, pendulum, rope, rosenbrock};
use serde::Serialize;

use super::clock::shortest_ns;
use crate::table::table;

/// One row: a kernel and what it takes.
#[derive(Debug, Serialize)]
pub struct Row {
    kernel: &'static str,
    /// Nanoseconds of the function.
    primal_ns: f64,
    /// Of its value with its gradient.
    gradient_ns: f64,
    /// Gradient over primal.
    ratio: f64,
    /// The value with the gradient written by hand.
    hand_ns: Option<f64>,
}

/// All kernels.
pub fn rows(budget: Duration) -> Vec<Row> {
    vec![
        rosenbrock(budget),
        chain(budget),
        pendulum(budget),
        network(budget),
        mixture(budget),
        bundle(budget),
        elementwise(budget),
        recurrence(budget),
        axpy(budget),
        matrix_vector(budget),
        rotations(budget),
        rope::<f64>("rope, 100 steps of 10 substeps", budget),
        rope::<Lanes<f64, 8>>("rope, 8 lanes f64", budget),
        rope::<Lanes<f32, 8>>("rope, 8 lanes f32", budget),
    ]
}

/// Times the function, its gradient, and the gradient by hand: jobs 0, 1, 2.
fn row(kernel: &'static str, budget: Duration, job: impl FnMut(usize)) -> Row {
    let [primal, gradient, hand] = shortest_ns(budget, job);
    Row { kernel, primal_ns: primal, gradient_ns: gradient, ratio: gradient / primal, hand_ns: Some(hand) }
}

fn rosenbrock(budget: Duration) -> Row {
    let x = rosenbrock::start(1000);
    let (mut dx, mut tape) = (vec![0.0; x.len()], HeapTape::new());
    row("Rosenbrock, n = 1000", budget, |which| {
        let x = black_box(x.as_slice());
        let value = match which {
            0 => rosenbrock::rosenbrock(x),
            1 => rosenbrock::rosenbrock::vjp(x, &mut dx, 1.0, &mut tape),
            _ => rosenbrock::by_hand(x, &mut dx, 1.0),
        };
        black_box((value, &mut dx));
    })
}

fn chain(budget: Duration) -> Row {
    let (x, stiffness, steps) = (chain::start(), 3e3, 200);
    let (mut dx, mut ds, mut tape) = (chain::Points::default(), 0.0, HeapTape::new());
    let mut memory = chain::Memory::default();
    row("chain of 16 masses, 200 steps", budget, |which| {
        let (x, stiffness) = black_box((&x, stiffness));
        let value = match which {
            0 => chain::chain(stiffness, x, steps),
            1 => chain::chain::vjp(stiffness, &mut ds, x, &mut dx, steps, 1.0, &mut tape),
            _ => chain::by_hand(stiffness, &mut ds, x, &mut dx, steps, &mut memory),
        };
        black_box((value, &mut dx, &mut ds));
    })
}

fn pendulum(budget: Duration) -> Row {
    let (rods, start, steps) = (pendulum::RODS, pendulum::START, 200);
    let (mut drods, mut dstart, mut tape) = ([0.0; 4], [0.0; 4], HeapTape::new());
    let mut memory = pendulum::Memory::default();
    row("double pendulum, 200 steps", budget, |which| {
        let (rods, start) = black_box((&rods, &start));
        let value = match which {
            0 => pendulum::pendulum(rods, start, steps),
            1 => pendulum::pendulum::vjp(rods, &mut drods, start, &mut dstart, steps, 1.0, &mut tape),
            _ => pendulum::by_hand(rods, &mut drods, start, &mut dstart, steps, &mut memory),
        };
        black_box((value, &mut drods, &mut dstart));
    })
}

fn network(budget: Duration) -> Row {
    let (net, x) = network::start();
    let mut dnet: Box<network::Network<f64>> = Box::new(Zero::zero());
    let (mut dx, mut tape) = ([0.0; network::INPUTS], HeapTape::new());
    row("network 8-64-64-4, tanh", budget, |which| {
        let (net, x) = black_box((&*net, &x));
        let value = match which {
            0 => network::network(net, x),
            1 => network::network::vjp(net, &mut dnet, x, &mut dx, 1.0, &mut tape),
            _ => network::by_hand(net, &mut dnet, x, &mut dx),
        };
        black_box((value, &mut dnet, &mut dx));
    })
}

fn mixture(budget: Duration) -> Row {
    let (at, points) = Parameters::<10, 25, 45>::start(1000);
    let (mut d, mut tape) = (Parameters::zero(), HeapTape::new());
    row("ADBench GMM, d 10, K 25, 1000 points", budget, |which| {
        let (at, points) = black_box((&at, points.as_slice()));
        let Parameters { alphas, means, q, l } = at;
        let value = match which {
            0 => mixture::mixture(alphas, means, q, l, points),
            1 => {
                let Parameters { alphas: da, means: dm, q: dq, l: dl } = &mut d;
                mixture::mixture::vjp(alphas, da, means, dm, q, dq, l, dl, points, 1.0, &mut tape)
            }
            _ => mixture::by_hand(at, &mut d, points),
        };
        black_box((value, &mut d));
    })
}

fn bundle(budget: Duration) -> Row {
    let scene = bundle::Scene::start();
    let count = scene.pairs.len();
    let (mut values, mut rows) = (vec![[0.0; 2]; count], vec![bundle::Rows::default(); count]);
    let mut tape = HeapTape::new();
    row("ADBench BA, sparse Jacobian", budget, |which| {
        let scene = black_box(&scene);
        for (o, &(c, p)) in scene.pairs.iter().enumerate() {
            let (camera, point, weight, seen) =
                (&scene.cameras[c], &scene.points[p], scene.weights[o], &scene.seen[o]);
            match which {
                0 => values[o] = bundle::residual(camera, point, weight, seen),
                1 => {
                    let (dc, dp, dw) = &mut rows[o];
                    (*dc, *dp, *dw) = Default::default();
                    let (dc, dp, dw, dr) =
                        (dc.each_mut(), dp.each_mut(), dw.each_mut(), [[1.0, 0.0], [0.0, 1.0]]);
                    values[o] =
                        bundle::residual::vjp_n(camera, dc, point, dp, weight, dw, seen, dr, &mut tape);
                }
                _ => (values[o], rows[o]) = bundle::by_hand(camera, point, weight, seen),
            }
        }
        black_box((&mut values, &mut rows));
    })
}

fn elementwise(budget: Duration) -> Row {
    let (x, y, seed) = (loops::numbers(1000, 0.1), loops::numbers(1000, 0.2), loops::numbers(1000, 0.3));
    let [mut dx, mut dy, mut out, mut dout] = [const { Vec::new() }; 4].map(|_: Vec<f64>| vec![0.0; 1000]);
    let mut tape = HeapTape::new();
    row("elementwise, n = 1000", budget, |which| {
        let (x, y) = black_box((x.as_slice(), y.as_slice()));
        dout.copy_from_slice(&seed);
        match which {
            0 => loops::elementwise(x, y, &mut out),
            1 => loops::elementwise::vjp(x, &mut dx, y, &mut dy, &mut out, &mut dout, &mut tape),
            _ => loops::elementwise_by_hand(x, &mut dx, y, &mut dy, &mut out, &mut dout),
        }
        black_box((&mut dx, &mut dy, &mut out));
    })
}

fn recurrence(budget: Duration) -> Row {
    let k = loops::numbers(1000, 0.4);
    let (mut dk, mut memory, mut tape) = (vec![0.0; 1000], Vec::new(), HeapTape::new());
    row("recurrence, n = 1000", budget, |which| {
        let k = black_box(k.as_slice());
        let value = match which {
            0 => loops::recurrence(k),
            1 => loops::recurrence::vjp(k, &mut dk, 1.0, &mut tape),
            _ => loops::recurrence_by_hand(k, &mut dk, &mut memory),
        };
        black_box((value, &mut dk));
    })
}

fn axpy(budget: Duration) -> Row {
    let (x, seed) = (loops::numbers(1000, 0.5), loops::numbers(1000, 0.7));
    let (mut y, mut dx, mut dy) = (loops::numbers(1000, 0.6), vec![0.0; 1000], seed);
    let (mut da, mut tape) = (0.0, HeapTape::new());
    row("axpy, n = 1000", budget, |which| {
        let x = black_box(x.as_slice());
        match which {
            0 => loops::axpy(1e-9, x, &mut y),
            1 => loops::axpy::vjp(1e-9, &mut da, x, &mut dx, &mut y, &mut dy, &mut tape),
            _ => loops::axpy_by_hand(1e-9, &mut da, x, &mut dx, &mut y, &dy),
        }
        black_box((&mut da, &mut dx, &mut y));
    })
}

fn matrix_vector(budget: Duration) -> Row {
    const N: usize = 64;
    let (a, x, seed) = (loops::numbers(N * N, 0.8), loops::numbers(N, 0.9), loops::numbers(N, 1.0));
    let (mut da, mut dx, mut y, mut dy) = (vec![0.0; N * N], vec![0.0; N], vec![0.0; N], vec![0.0; N]);
    let mut tape = HeapTape::new();
    row("matrix times vector, n = 64", budget, |which| {
        let (a, x) = black_box((a.as_slice(), x.as_slice()));
        dy.copy_from_slice(&seed);
        match which {
            0 => loops::matrix_vector(a, x, &mut y),
            1 => loops::matrix_vector::vjp(a, &mut da, x, &mut dx, &mut y, &mut dy, &mut tape),
            _ => loops::matrix_vector_by_hand(a, &mut da, x, &mut dx, &mut y, &mut dy),
        }
        black_box((&mut da, &mut dx, &mut y));
    })
}

fn rotations(budget: Duration) -> Row {
    let (angles, point) = (loops::numbers(100, 1.1), [0.3, -0.5, 0.7]);
    let (mut dangles, mut dpoint) = (vec![0.0; 100], [0.0; 3]);
    let (mut memory, mut tape) = (Vec::new(), HeapTape::new());
    row("rotations, n = 100", budget, |which| {
        let (angles, point) = black_box((angles.as_slice(), point));
        let value = match which {
            0 => loops::rotations(angles, point),
            1 => loops::rotations::vjp(angles, &mut dangles, point, &mut dpoint, 1.0, &mut tape),
            _ => loops::rotations_by_hand(angles, &mut dangles, point, &mut dpoint, &mut memory),
        };
        black_box((value, &mut dangles, &mut dpoint));
    })
}

/// Nanoseconds a control step and robot, as the other simulators are timed.
fn rope<T: Real>(kernel: &'static str, budget: Duration) -> Row {
    let steps = 100;
    let actions: Vec<_> = rope::actions(steps).iter().map(|a| a.map(T::from_f64)).collect();
    let mut dactions = vec![[T::ZERO; 3]; steps];
    let mut tape = HeapTape::new();
    let times: [f64; 2] = shortest_ns(budget, |which| {
        let actions = black_box(actions.as_slice());
        let value = match which {
            0 => rope::rope(actions),
            _ => rope::rope::vjp(actions, &mut dactions, T::ONE, &mut tape),
        };
        black_box((value, &mut dactions, tape.mark()));
    });
    let [primal_ns, gradient_ns] = times.map(|ns| ns / (steps * T::LANES) as f64);
    Row { kernel, primal_ns, gradient_ns, ratio: gradient_ns / primal_ns, hand_ns: None }
}

/// The rows for people.
pub fn text(rows: &[Row]) -> String {
    let header = ["kernel", "function", "gradient", "ratio", "by hand", "gradient / by hand"];
    let cells = |row: &Row| {
        vec![
            row.kernel.to_owned(),
            format!("{:.0}", row.primal_ns),
            format!("{:.0}", row.gradient_ns),
            format!("{:.2}", row.ratio),
            row.hand_ns.map_or(String::new(), |hand| format!("{hand:.0}")),
            row.hand_ns.map_or(String::new(), |hand| format!("{:.2}", row.gradient_ns / hand)),
        ]
    };
    let table = table(&header, &rows.iter().map(cells).collect::<Vec<_>>());
    format!("{table}\n\nNanoseconds; the gradient includes the value. The rope: a control step and robot.")
}
