use costate::{Real, differentiable};

#[differentiable]
trait System<T: Real> {
    fn rate(&self, x: T) -> T;
}

#[differentiable]
fn twice<T: Real, S: System<T>>(s: S, x: T) -> T {
    s.rate(s.rate(x))
}

#[differentiable]
fn step<T: Real, S: System<T>>(s: S, x: T, h: T) -> T {
    x + h * twice(s, x)
}

fn main() {}
