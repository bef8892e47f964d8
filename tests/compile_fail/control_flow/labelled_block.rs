use costate::differentiable;

#[differentiable]
fn clipped(x: f64) -> f64 {
    let mut s = x;
    'done: {
        if x < 0.0 {
            break 'done;
        }
        s = s * s;
    }
    s
}

fn main() {}
