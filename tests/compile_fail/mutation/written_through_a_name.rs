use costate::differentiable;

#[differentiable]
fn doubled(x: f64) -> f64 {
    let mut s = Some(Some(x));
    if let Some(inner) = &mut s {
        if let Some(value) = inner {
            *value *= x;
        }
    }
    s.unwrap().unwrap()
}

fn main() {}
