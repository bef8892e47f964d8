use costate::implicit::neumann;
use costate::{Real, differentiable, implicit};

#[differentiable]
fn cosine<T: Real>(x: T, p: T) -> T {
    (p * x).cos()
}

#[implicit(fixed_point = cosine, solve = neumann(1e-12, 100))]
fn dottie<T: Real>(p: T) -> T {
    (0..100).fold(p, |x, _| cosine(x, p))
}

fn main() {}
