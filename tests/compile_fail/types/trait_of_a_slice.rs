use costate::differentiable;

#[differentiable]
trait Norm {
    fn square(&self) -> f64;
}

#[differentiable]
impl Norm for [f64] {
    fn square(&self) -> f64 {
        let mut s = 0.0;
        for v in self {
            s += v * v;
        }
        s
    }
}

fn main() {}
