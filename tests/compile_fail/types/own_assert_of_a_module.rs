use costate::differentiable;

mod checks {
    macro_rules! hoped {
        ($condition:expr) => {
            let _ = $condition;
        };
    }
    pub(crate) use hoped as assert;
}

use checks::assert;

#[differentiable]
fn root(x: f64) -> f64 {
    assert!(x > 0.0);
    x.sqrt()
}

fn main() {}
