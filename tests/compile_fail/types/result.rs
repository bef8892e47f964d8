use costate::differentiable;

#[differentiable]
fn root(x: f64) -> Result<f64, usize> {
    if x < 0.0 {
        return Err(1);
    }
    Ok(x.sqrt())
}

#[differentiable]
fn of_converted_integers(x: &[f64], k: i32) -> f64 {
    let i = usize::try_from(k).unwrap();
    let j: usize = k.try_into().expect("an index");
    let next = if let Ok(n) = usize::try_from(k + 1) { x[n] } else { 0.0 };
    x[i] * x[j] * next
}

fn main() {}
