//! A companion written as a whole.

use costate::{Tape, differentiable};
use costate_tests::check;

fn clipped(x: f64, y: &mut [f64]) -> f64 {
    y.iter_mut().for_each(|y| *y = y.min(x));
    y.iter().sum()
}

#[allow(non_camel_case_types)]
enum clipped {}

impl clipped {
    fn tan(x: f64, tx: f64, y: &mut [f64], ty: &mut [f64]) -> (f64, f64) {
        for (y, ty) in y.iter().zip(ty.iter_mut()) {
            *ty = if *y < x { *ty } else { tx };
        }
        (clipped(x, y), ty.iter().sum())
    }

    /// Which were clipped goes on the tape.
    fn fwd(x: f64, y: &mut [f64], tape: &mut impl Tape) -> f64 {
        for y in y.iter() {
            tape.push(*y < x);
        }
        clipped(x, y)
    }

    fn rev(_: f64, dx: &mut f64, y: &mut [f64], dy: &mut [f64], dr: f64, tape: &mut impl Tape) {
        for i in (0..y.len()).rev() {
            let kept: bool = tape.pop();
            let d = dr + dy.get(i).copied().unwrap_or(0.0);
            *dx += if kept { 0.0 } else { d };
            if let Some(dy) = dy.get_mut(i) {
                *dy = if kept { d } else { 0.0 };
            }
        }
    }
}

#[differentiable]
fn clip_twice(x: f64, z: f64) -> f64 {
    let mut y = [x, z, x * z, 2.0];
    let mut sum = 0.0;
    for i in 0..3 {
        sum += clipped(z * sum + 1.0, &mut y[i..4]) * y[i];
    }
    sum * clipped(x, &mut y)
}

#[test]
fn a_companion_written_by_hand() {
    check!(f64 clip_twice(in 0.6, in 1.3));
    check!(f64 clip_twice(in 1.7, in 0.3));
}
