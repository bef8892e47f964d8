use costate::differentiable;

#[differentiable]
fn first_times_last(x: [f64; 4]) -> f64 {
    let [a, rest @ ..] = x;
    a * rest[2]
}

fn main() {}
