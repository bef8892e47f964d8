use costate::differentiable;

trait Shape {
    fn area(&self) -> f64;
}

#[differentiable]
fn twice(shape: &dyn Shape, k: f64) -> f64 {
    k * shape.area()
}

fn main() {}
