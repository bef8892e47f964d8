use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
struct Spring {
    stiffness: f64,
}

impl Spring {
    fn force(&self, x: f64) -> f64 {
        self.stiffness * x
    }
}

#[differentiable]
trait Force: Diff {
    fn force(&self, x: f64) -> f64;
}

#[differentiable]
impl Force for Spring {
    fn force(&self, x: f64) -> f64 {
        100.0 * self.stiffness * x
    }
}

// this is the spring's own method, which has no derivative; that of the trait has one
#[differentiable]
fn work(spring: &Spring, x: f64) -> f64 {
    spring.force(x) * x
}

fn main() {}
