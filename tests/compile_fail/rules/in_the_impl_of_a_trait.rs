use costate::differentiable;

#[differentiable]
trait Force {
    fn force(&self, x: f64) -> f64;
}

#[derive(Clone, Copy, costate::Diff)]
struct Spring {
    stiffness: f64,
}

#[differentiable]
impl Force for Spring {
    fn force(&self, x: f64) -> f64 {
        self.stiffness * x
    }

    #[costate::jvp_of(force)]
    fn force_forward(&self, ts: &SpringTangent, x: f64, tx: f64) -> (f64, f64) {
        (self.force(x), ts.stiffness * x + self.stiffness * tx)
    }
}

fn main() {}
