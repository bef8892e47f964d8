use costate::differentiable;

#[derive(Clone, Copy)]
enum Shape {
    Ball(f64),
    Nothing,
}

#[differentiable]
fn area(s: Shape) -> f64 {
    match s {
        Shape::Ball(r) => r * r,
        Shape::Nothing => 0.0,
    }
}

fn main() {
    area(Shape::Ball(1.0));
    area(Shape::Nothing);
}
