use costate::{Diff, differentiable};

#[derive(Clone, Diff)]
struct State {
    pos: f64,
    vel: f64,
}

#[differentiable]
fn energy(s: State) -> f64 {
    s.pos * s.pos + s.vel * s.vel
}

#[differentiable]
fn scaled(s: State, k: f64) -> f64 {
    k * energy(s)
}

fn main() {}
