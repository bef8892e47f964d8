use costate::differentiable;

#[differentiable]
fn root(x: f64) -> Result<f64, usize> {
    if x < 0.0 {
        return Err(1);
    }
    Ok(x.sqrt())
}

fn main() {}
