use costate::differentiable;

mod library {
    use costate::{Real, differentiable};

    #[differentiable]
    pub fn mean<T: Real, const N: usize>(x: &[T; N]) -> T {
        let mut sum = T::ZERO;
        for k in 0..N {
            sum = sum + x[k];
        }
        sum / T::from_f64(N as f64)
    }
}

use costate::Real;
use library::*;

fn mean<T: Real, const N: usize>(x: &[T; N]) -> T {
    x[0]
}

#[differentiable]
fn spread<T: Real>(x: &[T; 3]) -> T {
    let mut s = T::ZERO;
    for k in 0..3 {
        s = s + (x[k] - mean::<T, 3>(x)) * (x[k] - mean(x));
    }
    s
}

fn main() {}
