use costate::{Real, differentiable};

#[differentiable(explain)]
trait Law<T: Real> {
    fn force(&self, x: T) -> T;
}

fn main() {}
