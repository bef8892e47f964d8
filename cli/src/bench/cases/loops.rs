//! Loops of one kind each.

use std::hint::black_box;

use costate::HeapTape;
use costate_kernels::loops;

use super::{Job, Visit};

pub fn elementwise(visit: Visit) {
    let (x, y, seed) = (loops::numbers(1000, 0.1), loops::numbers(1000, 0.2), loops::numbers(1000, 0.3));
    let [mut dx, mut dy, mut out, mut dout] = [const { Vec::new() }; 4].map(|_: Vec<f64>| vec![0.0; 1000]);
    let mut tape = HeapTape::new();
    visit(&mut |job| {
        let (x, y) = black_box((x.as_slice(), y.as_slice()));
        dout.copy_from_slice(&seed);
        match job {
            Job::Function => loops::elementwise(x, y, &mut out),
            Job::Gradient => loops::elementwise::vjp(x, &mut dx, y, &mut dy, &mut out, &mut dout, &mut tape),
            Job::ByHand => loops::elementwise_by_hand(x, &mut dx, y, &mut dy, &mut out, &mut dout),
        }
        black_box((&mut dx, &mut dy, &mut out));
    });
}

pub fn recurrence(visit: Visit) {
    let k = loops::numbers(1000, 0.4);
    let (mut dk, mut memory, mut tape) = (vec![0.0; 1000], Vec::new(), HeapTape::new());
    visit(&mut |job| {
        let k = black_box(k.as_slice());
        let value = match job {
            Job::Function => loops::recurrence(k),
            Job::Gradient => loops::recurrence::vjp(k, &mut dk, 1.0, &mut tape),
            Job::ByHand => loops::recurrence_by_hand(k, &mut dk, &mut memory),
        };
        black_box((value, &mut dk));
    });
}

pub fn axpy(visit: Visit) {
    let (x, seed) = (loops::numbers(1000, 0.5), loops::numbers(1000, 0.7));
    let (mut y, mut dx, mut dy) = (loops::numbers(1000, 0.6), vec![0.0; 1000], seed);
    let (mut da, mut tape) = (0.0, HeapTape::new());
    visit(&mut |job| {
        let x = black_box(x.as_slice());
        match job {
            Job::Function => loops::axpy(1e-9, x, &mut y),
            Job::Gradient => loops::axpy::vjp(1e-9, &mut da, x, &mut dx, &mut y, &mut dy, &mut tape),
            Job::ByHand => loops::axpy_by_hand(1e-9, &mut da, x, &mut dx, &mut y, &dy),
        }
        black_box((&mut da, &mut dx, &mut y));
    });
}

pub fn matrix_vector(visit: Visit) {
    const N: usize = 64;
    let (a, x, seed) = (loops::numbers(N * N, 0.8), loops::numbers(N, 0.9), loops::numbers(N, 1.0));
    let (mut da, mut dx, mut y, mut dy) = (vec![0.0; N * N], vec![0.0; N], vec![0.0; N], vec![0.0; N]);
    let mut tape = HeapTape::new();
    visit(&mut |job| {
        let (a, x) = black_box((a.as_slice(), x.as_slice()));
        dy.copy_from_slice(&seed);
        match job {
            Job::Function => loops::matrix_vector(a, x, &mut y),
            Job::Gradient => loops::matrix_vector::vjp(a, &mut da, x, &mut dx, &mut y, &mut dy, &mut tape),
            Job::ByHand => loops::matrix_vector_by_hand(a, &mut da, x, &mut dx, &mut y, &mut dy),
        }
        black_box((&mut da, &mut dx, &mut y));
    });
}

pub fn rotations(visit: Visit) {
    let (angles, point) = (loops::numbers(100, 1.1), [0.3, -0.5, 0.7]);
    let (mut dangles, mut dpoint) = (vec![0.0; 100], [0.0; 3]);
    let (mut memory, mut tape) = (Vec::new(), HeapTape::new());
    visit(&mut |job| {
        let (angles, point) = black_box((angles.as_slice(), point));
        let value = match job {
            Job::Function => loops::rotations(angles, point),
            Job::Gradient => loops::rotations::vjp(angles, &mut dangles, point, &mut dpoint, 1.0, &mut tape),
            Job::ByHand => loops::rotations_by_hand(angles, &mut dangles, point, &mut dpoint, &mut memory),
        };
        black_box((value, &mut dangles, &mut dpoint));
    });
}
