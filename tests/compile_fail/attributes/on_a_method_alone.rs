use costate::differentiable;

struct Point {
    x: f64,
}

impl Point {
    #[differentiable]
    fn square(&self) -> f64 {
        self.x * self.x
    }
}

fn main() {}
