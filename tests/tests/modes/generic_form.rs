//! Functions spelled in `f64` have second derivatives through a generic form of their own source.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop)]

use costate::check::check_hessian;
use costate::{Diff, detach, differentiable};

/// Checks `f(&[f64]) -> f64` at a point.
macro_rules! check_slice {
    ($f:ident($x:expr $(, $more:expr)*)) => {
        check_hessian(
            stringify!($f),
            $x.to_vec(),
            |x| $f(x $(, $more)*),
            |x| $f::grad(x $(, $more)*),
            |x, v| $f::hvp(x, v $(, $more)*),
        )
        .unwrap_or_else(|error| panic!("{error}"))
    };
}

/// A chain of masses with springs that stiffen, and a wall.
#[differentiable(hvp)]
fn chain(q: &[f64], stiffness: f64, wall: f64) -> f64 {
    let mut energy = 0.0;
    let mut i = 0;
    while i + 1 < q.len() {
        let stretch = q[i + 1] - q[i];
        energy += 0.5 * stiffness * stretch * stretch + stretch.powi(4);
        if q[i] > wall {
            let depth = q[i] - wall;
            energy += depth * depth * depth;
        } else {
            energy -= 0.1 * q[i].cos();
        }
        i += 1;
    }
    energy
}

#[test]
fn every_float_argument_has_a_part_of_the_vector() {
    let report = check_hessian(
        "chain",
        [0.1, 0.7, 0.3, 2.0, 0.45],
        |x| chain(&x[..3], x[3], x[4]),
        |x| {
            let (dq, dk, dw) = chain::grad(&x[..3], x[3], x[4]);
            [dq[0], dq[1], dq[2], dk, dw]
        },
        |x, v| {
            let (dq, dk, dw) = chain::hvp(&x[..3], &v[..3], x[3], v[3], x[4], v[4]);
            [dq[0], dq[1], dq[2], dk, dw]
        },
    );
    let report = report.unwrap_or_else(|error| panic!("{error}"));
    assert!(report.central_difference < 1e-7, "{report}");
}

mod parts {
    //! Functions that `hvp` reaches through calls, in a module of their own.
    use costate::differentiable;

    pub const GRAVITY: f64 = 9.81;

    /// Writes through `&mut`: no `hvp` of its own, but a generic form.
    #[differentiable(hvp)]
    pub fn turn(q: &mut [f64], angle: f64) {
        let (s, c) = angle.sin_cos();
        let x = q[0];
        q[0] = c * x - s * q[1];
        q[1] = s * x + c * q[1];
    }

    /// Gives an array.
    #[differentiable(hvp)]
    pub fn cross(a: &[f64; 3], b: [f64; 3]) -> [f64; 3] {
        [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
    }

    /// Generic already, over a length too.
    #[differentiable(hvp)]
    pub fn norm<T: costate::Real, const N: usize>(a: [T; N]) -> T {
        let mut sum = T::ZERO;
        for i in 0..N {
            sum += a[i] * a[i];
        }
        sum.sqrt()
    }

    /// Spelled in `f64`, with a constant length.
    #[differentiable(hvp)]
    pub fn power<const N: usize>(x: f64) -> f64 {
        let mut y = x;
        for _ in 1..N {
            y *= x;
        }
        y
    }

    /// Recursive.
    #[differentiable(hvp)]
    pub fn tower(x: f64, n: usize) -> f64 {
        if n == 0 { x } else { (0.5 * x * tower(x, n - 1)).sin() + x }
    }
}
use parts::power as raised;

fn next(i: usize, n: usize) -> usize {
    (i + 1) % n
}

fn weight(i: usize) -> f64 {
    1.0 + 0.25 * i as f64
}

fn half<T: costate::Real>(x: T) -> T {
    x * T::from_f64(0.5)
}

#[differentiable(hvp)]
fn through_calls(x: &[f64]) -> f64 {
    let mut q = [x[0], x[1], x[2]];
    parts::turn(&mut q[..2], x[2] * x[0]);
    let c = parts::cross(&q, [x[1], 0.5, x[0] * x[0]]);
    let mut energy = parts::norm(c) * parts::GRAVITY + raised::<3>(q[0]);
    for i in 0..3 {
        // neither of these is differentiated, nor has a generic form
        let j = next(i, 3);
        energy += weight(i) * q[i] * c[j] * (i as f64 + f64::from(2_u8)) + half::<f64>(0.3) * q[j] * q[j];
    }
    energy + parts::tower(q[1], 3) + f64::max(q[0], -9.0) * core::f64::consts::PI + f64::EPSILON
}

#[test]
fn through_calls_of_every_kind() {
    check_slice!(through_calls([0.4, -0.7, 1.3]));
}

/// A constant of the program: it is not generic, and `hvp` leaves it as it is.
struct Model {
    links: [Link; 3],
    count: usize,
}

#[derive(Clone, Copy)]
struct Link {
    mass: f64,
    parent: usize,
}

impl Model {
    fn stiffness(&self, i: usize) -> f64 {
        self.links[i].mass * 3.0
    }
}

const MODEL: Model = Model {
    links: [Link { mass: 1.0, parent: 0 }, Link { mass: 2.0, parent: 0 }, Link { mass: 0.5, parent: 1 }],
    count: 3,
};

fn nearest(x: f64) -> f64 {
    (4.0 * x).round() / 4.0
}

const SCALE: [f64; 2] = [0.5, 2.0];

#[differentiable(hvp)]
fn of_a_model(q: &[f64], #[constant] model: &Model, #[constant] h: f64, #[constant] table: &[f64]) -> f64 {
    let mut energy = 0.0_f64;
    for i in 0..model.count {
        let link = model.links[i];
        let apart: f64 = q[i] - q[link.parent] + h;
        energy += link.mass * q[i].sin() + model.links[i].mass.sqrt() * apart.powi(3);
        energy += model.stiffness(i) * apart * apart * table[i] * SCALE[i % 2];
        let cell = (q[i] * 2.0) as usize;
        let off = q[i] - detach(nearest(q[i]));
        energy += off * off * off * table[cell];
        if nearest(q[i]) > 10.0 {
            energy -= 1.0;
        }
    }
    assert!(energy > -1e3 && matches!(model.count, 3), "{}", model.count);
    energy
}

#[test]
fn constants_of_the_program_stay_as_they_are() {
    check_slice!(of_a_model([0.31, 0.68, 1.19], &MODEL, 0.1, &[0.3, 0.2, 0.7]));
}

/// Closures, iterators, early returns, arrays made of a closure.
#[differentiable(hvp)]
fn with_iterators(x: &[f64], skip: bool) -> f64 {
    if skip {
        return x[0] * x[1] * x[1];
    }
    let squares: [f64; 3] = core::array::from_fn(|i| x[i] * x[i] * 0.5);
    let dot: f64 = squares.iter().zip(x).map(|(a, b)| a * b.exp()).sum();
    let mut product = 1.0_f64;
    for (i, s) in squares.iter().enumerate() {
        product *= s + i as f64;
        if product > 1e9 {
            break;
        }
    }
    dot + product.ln()
}

#[test]
fn loops_closures_and_returns() {
    check_slice!(with_iterators([0.4, -0.7, 1.3], false));
    check_slice!(with_iterators([0.4, -0.7, 1.3], true));
}

/// Integers are written through `&mut`.
#[differentiable(hvp)]
fn counted(x: [f64; 2], steps: &mut usize, seen: &mut [u8]) -> f64 {
    *steps += 1;
    seen[*steps] = 1;
    x[0] * x[0] * x[1]
}

#[test]
fn integers_are_written_once() {
    let (mut steps, mut seen) = (0, [0; 3]);
    assert_eq!(counted::hvp([2.0, 3.0], [1.0, 0.0], &mut steps, &mut seen), [6.0, 4.0]);
    assert_eq!((steps, seen), (1, [0, 1, 0]));
}

/// In single precision.
#[differentiable(hvp)]
fn single(x: [f32; 2], n: usize) -> f32 {
    x[0] * x[0] * x[1] * n as f32 + 0.5 * x[1].sin() + 1_f32
}

#[test]
fn single_precision() {
    let [a, b] = single::hvp([0.5, 0.25], [1.0, 0.0], 2);
    assert_eq!((a, b), (2.0 * 0.25 * 2.0, 2.0 * 0.5 * 2.0));
    let [_, b] = single::hvp([0.5, 0.25], [0.0, 1.0], 2);
    assert!((b + 0.5 * 0.25_f32.sin()).abs() < 1e-7);
}

// ---- names, items, places

/// Arguments that are called as generated names are.
#[differentiable(hvp, vjp_n, jvp_n)]
fn named(r: f64, ape: f64, value: f64, tape: f64, lifted_r: f64) -> f64 {
    r * ape * value * tape * lifted_r
}

const N: usize = 2;

#[differentiable(hvp, vjp_n, jvp_n)]
fn of_length(x: [f64; N], k: f64) -> f64 {
    let mut sum = 0.0;
    for i in 0..N {
        sum += x[i] * x[i] * k;
    }
    sum
}

#[test]
fn names_do_not_collide() {
    let product = named::hvp(1.0, 1.0, 2.0, 0.0, 3.0, 0.0, 5.0, 0.0, 7.0, 0.0);
    assert_eq!(product, (0.0, 105.0, 70.0, 42.0, 30.0));
    let along = named::jvp_n(1.0, [1.0, 0.0], 2.0, [0.0, 1.0], 3.0, [0.0; 2], 5.0, [0.0; 2], 7.0, [0.0; 2]);
    assert_eq!(along, (210.0, [210.0, 105.0]));
    assert_eq!(of_length::hvp([1.0, 2.0], [1.0, 0.0], 3.0, 0.0), ([6.0, 0.0], 2.0));
    assert_eq!(of_length::jvp_n([1.0, 2.0], [[1.0, 0.0]; 3], 3.0, [0.0; 3]).1, [6.0; 3]);
}

/// A mass of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Mass<T> {
    at: [T; 2],
    mass: T,
    index: usize,
}

/// Structs by slices and references, structs that are made inside, items of the function's own.
#[differentiable(hvp)]
fn made_inside<'a>(masses: &'a [Mass<f64>], first: &'a Mass<f64>, pull: (f64, f64)) -> f64 {
    const HALF: f64 = 0.5;
    #[differentiable(hvp)]
    fn cube(y: f64) -> f64 {
        y * y * y * HALF
    }
    let mut energy = cube(first.at[0]) * pull.1;
    for (i, m) in masses.iter().enumerate() {
        let moved: Mass<f64> = Mass { at: [m.at[0] + pull.0, m.at[1] * 2f64], ..*m };
        let mut a = [0.0_f64; 3];
        a[1] = moved.at[0] * moved.at[1];
        a[m.index] = m.mass;
        a.swap(0, 1);
        energy += match i {
            0 => a[0] * a[2],
            _ => a[0].sin() * moved.mass,
        };
    }
    if energy.is_nan() || !energy.is_finite() { 0.0 } else { energy }
}

#[test]
fn structs_in_slices_and_inside() {
    let masses = |x: &[f64; 8]| {
        [Mass { at: [x[0], x[1]], mass: x[2], index: 2 }, Mass { at: [x[3], x[4]], mass: x[5], index: 0 }]
    };
    let directions = |v: &[f64; 8]| {
        let slope = |k: usize| MassTangent { at: [v[k], v[k + 1]], mass: v[k + 2], index: () };
        [slope(0), slope(3)]
    };
    // the first mass is the function's second argument, too
    let flat = |d: Vec<MassTangent<f64>>, first: MassTangent<f64>, pull: (f64, f64)| {
        let (a, b) = (d[0], d[1]);
        let at = [a.at[0] + first.at[0], a.at[1] + first.at[1]];
        [at[0], at[1], a.mass + first.mass, b.at[0], b.at[1], b.mass, pull.0, pull.1]
    };
    let checked = check_hessian(
        "made_inside",
        [0.3, 0.8, 1.2, -0.4, 0.9, 0.7, 0.15, 1.3],
        |x| made_inside(&masses(x), &masses(x)[0], (x[6], x[7])),
        |x| {
            let (d, first, pull) = made_inside::grad(&masses(x), &masses(x)[0], (x[6], x[7]));
            flat(d, first, pull)
        },
        |x, v| {
            let (m, t) = (masses(x), directions(v));
            let (d, first, pull) = made_inside::hvp(&m, &t, &m[0], &t[0], (x[6], x[7]), (v[6], v[7]));
            flat(d, first, pull)
        },
    );
    checked.unwrap_or_else(|error| panic!("{error}"));
}
