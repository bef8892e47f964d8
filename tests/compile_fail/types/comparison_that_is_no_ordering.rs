use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
struct Level {
    height: f64,
}

impl Level {
    fn partial_cmp(&self, other: &Level) -> f64 {
        self.height - other.height
    }
}

#[differentiable]
fn above(a: Level, b: Level) -> f64 {
    a.partial_cmp(&b)
}

fn main() {}
