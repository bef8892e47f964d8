use costate::{Diff, differentiable};

#[derive(Diff)]
struct Counted {
    x: f64,
    calls: u32,
}

impl Clone for Counted {
    fn clone(&self) -> Self {
        Counted { x: self.x, calls: 0 }
    }
}

#[differentiable]
fn scaled(c: &Counted, y: f64) -> f64 {
    let d = c.clone();
    d.x * y * f64::from(d.calls)
}

fn main() {}
