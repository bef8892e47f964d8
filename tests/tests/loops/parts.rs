//! Long loops, whose sums of adjoints go into 16 parts: more and fewer terms than the parts hold, each in one scope
//! (`vjp`) and in two (`fwd` and `rev`, by a caller); the same bits in lanes.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop)]

use costate::{HeapTape, Lanes, Real, Scalar, differentiable};
use costate_tests::check;

/// n numbers between 0 and 1.
fn numbers(n: usize, phase: f64) -> Vec<f64> {
    (0..n).map(|i| 0.5 + 0.5 * (0.7 * i as f64 + phase).sin()).collect()
}

/// The adjoint of `c` is a sum over the loop.
#[differentiable]
fn scaled<T: Scalar>(x: &mut [T], c: T) -> T {
    for i in 0..x.len() {
        x[i] = x[i] * c;
    }
    c
}

/// Sums from both ends, some in branches, one with a sign.
#[differentiable]
fn several<T: Scalar>(x: &mut [T], c: T) -> T {
    let (a, b) = (c * 0.3, c * c);
    let mut s = a;
    for i in (1..x.len()).rev() {
        x[i] = x[i] * a - b;
        if x[i] > 0.1 {
            s += a * x[i];
        } else {
            s -= b * x[i];
        }
    }
    s
}

/// Each iteration needs what the one before added: nothing may go into parts.
#[differentiable]
fn running<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        s = s * 0.9 + x[i] * c * s * 0.1;
        x[i] = s;
    }
    s
}

/// Sums in places of memory: one that stays the same, one that does not.
#[differentiable]
fn in_places<T: Scalar>(x: &mut [T], c: T) -> T {
    let w = [c, c * c, 0.5 * c];
    let mut s = T::ZERO;
    for k in 0..2 {
        for i in 0..x.len() {
            s += x[i] * w[k] + w[i % 3] * w[2];
        }
        x[k] = s;
    }
    s
}

/// The same memory is read and added to.
#[differentiable]
fn read_and_added<T: Scalar>(x: &mut [T], c: T) -> T {
    let n = x.len();
    for i in 1..n {
        x[i] = x[i] * x[0] + c;
        x[0] = x[0] * 0.98;
    }
    x[n - 1]
}

/// y = A x, row by row, and back.
#[differentiable]
fn matrix<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut y = [c; 3];
    let n = x.len();
    for k in 0..3 {
        for i in 0..n {
            y[k] += x[i] * x[(i + k) % n];
        }
    }
    for i in 0..n {
        x[i] = y[0] * x[i] + y[1];
    }
    y[2]
}

macro_rules! check_long {
    ($($f:ident by $caller:ident,)*) => {
        $(
            #[differentiable]
            fn $caller<T: Scalar>(x: &mut [T], c: T) -> T {
                let s = $f(x, c * 0.5) * c;
                (s * 0.01).sin() + $f(x, c) * x[1] * 0.1
            }
        )*

        #[test]
        fn long_sums_are_right() {
            for n in [3, 16, 31, 32, 33, 53] {
                $(
                    check!($f(mut numbers(n, 0.2), in 0.9));
                    check!($caller(mut numbers(n, 0.4), in 0.7));
                )*
            }
        }
    };
}

check_long! {
    scaled by calls_scaled,
    several by calls_several,
    running by calls_running,
    in_places by calls_in_places,
    read_and_added by calls_read_and_added,
    matrix by calls_matrix,
}

/// Σ c xᵢ²
#[differentiable]
fn squares<T: Real>(x: &[T], c: T) -> T {
    let mut s = T::ZERO;
    for i in 0..x.len() {
        s += c * x[i] * x[i];
    }
    s
}

#[test]
fn lanes_round_as_one_does() {
    let columns: Vec<Vec<f64>> = (0..4).map(|k| numbers(77, k as f64)).collect();
    let x: Vec<Lanes<f64, 4>> = (0..77).map(|i| Lanes(std::array::from_fn(|k| columns[k][i]))).collect();
    let c = Lanes([0.3, 0.5, 0.7, 0.9]);
    let (_, (dx, dc)) = squares::value_and_grad(&x, c);
    for k in 0..4 {
        let (_, (ex, ec)) = squares::value_and_grad(&columns[k], c.0[k]);
        assert_eq!(dc.0[k], ec);
        assert!(dx.iter().zip(&ex).all(|(d, e)| d.0[k] == *e));
    }
}

/// A factor that is there only where a term asks for it.
#[differentiable]
fn one_of(x: &[f64], y: &[f64], k: usize) -> f64 {
    let mut s = 0.0;
    for i in 0..y.len() {
        s += x[k] * y[i];
    }
    for i in 0..y.len() {
        if k < 2 {
            s += x[k + 1] * y[i] * y[i];
        }
    }
    s
}

#[test]
fn a_place_that_no_term_reaches_is_not_there() {
    let (value, (dx, dy)) = one_of::value_and_grad(&[], &[], 7);
    assert_eq!((value, dx.len(), dy.len()), (0.0, 0, 0));
    let (_, (dx, dy)) = one_of::value_and_grad(&[3.0, 4.0, 5.0], &[2.0; 40], 2);
    assert_eq!((dx, dy), (vec![0.0, 0.0, 80.0], vec![5.0; 40]));
    let (_, (dx, _)) = one_of::value_and_grad(&[3.0, 4.0, 5.0], &[2.0; 40], 1);
    assert_eq!(dx, [0.0, 80.0, 160.0]);
}

/// A slice that is too short, found before the loop.
#[differentiable]
fn product(x: &[f64], y: &[f64]) -> f64 {
    let mut s = 0.0;
    for i in 0..x.len() {
        s += x[i] * y[i];
    }
    s
}

#[test]
#[should_panic(expected = "index out of bounds: the len is 3 but the index is 3")]
fn a_slice_that_is_too_short_is_named() {
    let (mut dx, mut dy) = ([0.0; 5], [0.0; 3]);
    product::vjp(&[1.0; 5], &mut dx, &[1.0; 3], &mut dy, 1.0, &mut HeapTape::new());
}
