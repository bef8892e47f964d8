//! Median filter by insertion sort.
use costate::{Scalar, differentiable};
use costate_tests::check;

#[differentiable]
fn median<const N: usize>(window: &[f64]) -> f64 {
    let mut sorted = [0.0; N];
    sorted.copy_from_slice(window);
    for i in 1..N {
        let x = sorted[i];
        let mut j = i;
        while j > 0 && sorted[j - 1] > x {
            sorted[j] = sorted[j - 1];
            j -= 1;
        }
        sorted[j] = x;
    }
    sorted[N / 2]
}

#[differentiable]
fn median_filter(signal: &[f64], out: &mut [f64]) {
    for (w, o) in signal.windows(5).zip(out.iter_mut()) {
        *o = median::<5>(w);
    }
}

/// With swaps, for any length, in scratch memory.
#[differentiable]
fn median_in_place<T: Scalar>(x: &mut [T]) -> T {
    for i in 1..x.len() {
        for j in (1..=i).rev() {
            if x[j] >= x[j - 1] {
                break;
            }
            x.swap(j, j - 1);
        }
    }
    let n = x.len();
    if n % 2 == 1 { x[n / 2] } else { 0.5 * (x[n / 2 - 1] + x[n / 2]) }
}

#[differentiable]
fn smooth<T: Scalar>(signal: &[T], gain: T) -> T {
    let mut roughness = T::ZERO;
    for w in signal.windows(4) {
        let mut scratch = [T::ZERO; 4];
        scratch.copy_from_slice(w);
        let m = median_in_place(&mut scratch);
        roughness += (w[1] - gain * m).powi(2);
    }
    roughness
}

#[test]
fn medians_are_right() {
    let s = vec![0.3, -1.2, 0.8, 0.9, 2.1, -0.4, 0.05, 1.3];
    check!(f64 median_filter(ref s.clone(), mut vec![0.0; 4]) -> ());
    check!(median_in_place(mut s.clone()));
    check!(smooth(ref s.clone(), in 0.9));
}
