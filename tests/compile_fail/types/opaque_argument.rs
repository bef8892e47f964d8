use costate::{Diff, differentiable};

#[differentiable]
trait Law: Diff {
    fn force(&self, x: f64) -> f64;
}

#[differentiable]
fn twice(law: &impl Law, x: f64) -> f64 {
    2.0 * law.force(x)
}

fn main() {}
