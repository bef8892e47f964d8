use costate::differentiable;

#[differentiable]
fn limited(limit: Option<f64>, x: f64) -> f64 {
    let Some(limit) = limit else {
        return x;
    };
    limit * x
}

fn main() {}
