use costate::{Diff, Real, differentiable};

#[derive(Clone, Copy, Diff)]
struct Chain {
    at: [f64; 2],
}

// for `f64` the right side runs first, for a type parameter the index
#[differentiable]
fn scale<T: Real>(a: &mut [T], x: T) {
    let mut i = 0;
    a[i] *= {
        i += 1;
        x
    };
}

fn next(i: &mut usize) -> usize {
    *i += 1;
    *i
}

#[differentiable]
fn of_a_field(chain: &mut Chain, x: f64) {
    let mut i = 0;
    chain.at[next(&mut i)] += x * i as f64;
}

fn main() {}
