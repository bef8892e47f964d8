//! A part of a slice as an array of its own: `try_into().unwrap()`.

use costate::{Real, differentiable};
use costate_tests::check;

#[differentiable]
fn product<T: Real>(a: &[T; 3]) -> T {
    a[0] * a[1] * a[2] * a[2]
}

#[differentiable]
fn of_a_range<T: Real>(x: &[T]) -> T {
    let a: [T; 3] = x[1..4].try_into().unwrap();
    product(&a) * a[1]
}

#[differentiable]
fn of_the_whole<T: Real>(x: &[T], k: T) -> T {
    let mut a: [T; 3] = x.try_into().expect("three numbers");
    a[1] *= k;
    product(&a) + x[1]
}

/// In a loop, of pieces that overlap, with a variable that changes.
#[differentiable]
fn in_a_loop<T: Real, const N: usize>(x: &mut [T], k: T) -> T {
    let mut sum = T::ZERO;
    for i in 0..x.len() - N {
        let piece: [T; N] = (&x[i..i + N]).try_into().unwrap();
        x[i + 1] = piece[0] * k + piece[N - 1] * piece[N - 1];
        sum += piece[1] * k;
    }
    sum
}

#[differentiable]
fn thrice<T: Real>(x: &mut [T], k: T) -> T {
    in_a_loop::<T, 3>(x, k)
}

/// Of integers there is nothing to differentiate.
#[differentiable]
fn of_integers<T: Real>(index: &[usize], x: &[T]) -> T {
    let [a, b]: [usize; 2] = index.try_into().unwrap();
    x[a] * x[b] * x[b]
}

#[test]
fn are_differentiated_element_by_element() {
    check!(of_a_range(ref vec![0.3, 0.8, -1.1, 0.7, 0.2]));
    check!(of_the_whole(ref vec![0.3, 0.8, -1.1], in 0.6));
    check!(thrice(mut vec![0.3, 0.8, -1.1, 0.7, 0.2, 0.9], in 0.6));
    check!(of_integers(fixref vec![2, 0], ref vec![0.3, 0.8, -1.1]));
}

#[test]
#[should_panic(expected = "len")]
fn of_another_length_panic_in_the_derivative_too() {
    of_the_whole::grad(&[0.3, 0.8], 0.6);
}
