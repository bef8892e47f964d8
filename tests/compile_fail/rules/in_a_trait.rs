use costate::{Diff, differentiable};

#[differentiable]
trait Force: Diff {
    fn force(&self, x: f64) -> f64;

    #[costate::vjp_of(force)]
    fn force_reverse(&self, _dself: &mut Self::Tangent, _x: f64, dx: &mut f64, dr: f64) {
        *dx += dr;
    }
}

fn main() {}
