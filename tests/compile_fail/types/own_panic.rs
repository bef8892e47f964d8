use costate::differentiable;

macro_rules! panic {
    ($text:literal) => {
        1.0
    };
}

#[differentiable]
fn guarded(x: f64) -> f64 {
    let y = if x < 0.0 { panic!("negative") } else { x };
    y * y
}

fn main() {}
