use costate::differentiable;

#[differentiable]
fn helper(x: f64) -> f64 {
    100.0 * x
}

#[differentiable]
fn of_another(x: f64) -> f64 {
    fn helper(x: f64) -> f64 {
        x * x
    }
    helper(x) * helper(2.0)
}

fn main() {
    helper(1.0);
}
