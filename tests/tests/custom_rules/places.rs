//! `&mut` arguments; no result, and a result without a derivative.

use costate::{differentiable, jvp_of, vjp_of};
use costate_tests::check;

fn stretch(k: f64, y: &mut [f64]) {
    y.iter_mut().for_each(|y| *y = k * *y * *y);
}

#[vjp_of(stretch)]
fn stretch_vjp(k: f64, dk: &mut f64, y: &mut [f64], dy: &mut [f64]) {
    for i in 0..y.len() {
        *dk += dy[i] * y[i] * y[i];
        dy[i] *= 2.0 * k * y[i];
    }
    // what a rule leaves in its arguments does not matter
    y.fill(f64::NAN);
}

#[jvp_of(stretch)]
fn stretch_jvp(k: f64, tk: f64, y: &mut [f64], ty: &mut [f64]) {
    for i in 0..y.len() {
        ty[i] = tk * y[i] * y[i] + 2.0 * k * y[i] * ty[i];
    }
    stretch(k, y);
}

fn grow(x: &mut f64, state: &mut [f64; 2], out: &mut [f64]) -> usize {
    *x *= state[0];
    *state = [state[1] * *x, state[0]];
    out[0] = *x;
    3
}

#[vjp_of(grow -> usize)]
fn grow_vjp(
    x: &mut f64,
    dx: &mut f64,
    state: &mut [f64; 2],
    dstate: &mut [f64; 2],
    out: &mut [f64],
    dout: &mut [f64],
) {
    let after = *x * state[0];
    let into = *dx + dout[0] + dstate[0] * state[1];
    (*dstate, dout[0]) = ([dstate[1] + into * *x, dstate[0] * after], 0.0);
    *dx = into * state[0];
    out[0] = f64::NAN;
}

#[jvp_of(grow)]
fn grow_jvp(
    x: &mut f64,
    tx: &mut f64,
    state: &mut [f64; 2],
    tstate: &mut [f64; 2],
    out: &mut [f64],
    tout: &mut [f64],
) -> (usize, ()) {
    *tx = *tx * state[0] + *x * tstate[0];
    *tstate = [tstate[1] * *x * state[0] + state[1] * *tx, tstate[0]];
    tout[0] = *tx;
    (grow(x, state, out), ())
}

#[differentiable]
fn grow_on(x: &mut f64, state: &mut [f64; 2], out: &mut [f64]) {
    let n = grow(x, state, out);
    out[n - 2] = *x * out[0];
    grow(x, state, out);
}

#[differentiable]
fn in_place(k: f64, x: f64) -> f64 {
    let mut y = [x, k, 0.4, 0.9];
    let mut state = [k, x];
    let mut z = x;
    let mut sum = 0.0;
    for i in 0..3 {
        stretch(z, &mut y[i..4]);
        let n = grow(&mut z, &mut state, &mut y);
        stretch(k, &mut state);
        sum += y[n] * y[0] + state[1];
    }
    sum * z
}

/// Written, and not read: nobody wants the adjoint of `out`.
#[differentiable]
fn written_in_vain(x: f64) -> f64 {
    let mut out = [0.0; 2];
    let mut state = [x, x];
    let mut y = x;
    grow(&mut y, &mut state, &mut out);
    y * state[1]
}

#[test]
fn arguments_that_are_written() {
    check!(f64 stretch(in 0.4, mut vec![0.6, 0.9]) -> ());
    check!(f64 stretch(in 0.4, mut Vec::new()) -> ());
    check!(f64 grow_on(mut 0.4, mut [0.6, 0.9], mut vec![0.3, 0.2]) -> ());
    check!(f64 in_place(in 0.8, in 1.1));
    check!(f64 written_in_vain(in 0.8));
}
