#![allow(unused_assignments)]

use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
struct Pair {
    at: [f64; 2],
}

// Rust computes the index first, and then reads from the new array
#[differentiable]
fn of_an_array(x: f64) -> f64 {
    let mut a = [x, 2.0];
    a[{
        a = [3.0, x];
        1
    }]
}

#[differentiable]
fn of_a_field(x: f64) -> f64 {
    let mut pair = Pair { at: [x, 2.0] };
    pair.at[if x > 0.0 {
        pair = Pair { at: [x, x] };
        1
    } else {
        0
    }]
}

#[differentiable]
fn behind_a_reference(a: &[f64; 2], b: &[f64; 2]) -> f64 {
    let mut p = a;
    p[{
        p = b;
        0
    }] * p[1]
}

fn main() {}
