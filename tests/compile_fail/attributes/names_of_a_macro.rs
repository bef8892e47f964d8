use costate::differentiable;

macro_rules! doubled {
    ($name:ident, $x:ident, $e:expr) => {
        #[differentiable]
        fn $name($x: f64) -> f64 {
            let x = 2.0;
            $e * x
        }
    };
}

doubled!(square, x, x * x);

fn main() {}
