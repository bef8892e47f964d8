mod library {
    use costate::differentiable;

    #[differentiable]
    pub fn drag(v: f64) -> f64 {
        v * v
    }
}

mod car {
    use super::library::*;
    use costate::differentiable;

    fn drag(v: f64) -> f64 {
        3.0 * v
    }

    // the function is the one above, the type beside it that of the library
    #[differentiable]
    fn power(v: f64) -> f64 {
        drag(v) * v
    }
}

fn main() {}
