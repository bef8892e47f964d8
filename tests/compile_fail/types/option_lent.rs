use costate::differentiable;

#[differentiable]
fn filled(limit: &mut Option<f64>, x: f64) {
    let value = limit.get_or_insert(x);
    *value *= x;
}

fn main() {}
