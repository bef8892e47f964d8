use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
struct Spring {
    energy: f64,
}

#[differentiable]
fn total(springs: &[Spring]) -> Spring {
    Spring { energy: springs.iter().map(|s| s.energy).sum() }
}

fn main() {}
