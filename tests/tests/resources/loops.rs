//! Which loops are checkpointed, where they stand, and what the numbers of a schedule may be.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop)]

use costate::{Real, differentiable};
use costate_tests::check;

#[differentiable]
fn halved<T: costate::Scalar>(x: T, k: usize) -> T {
    let mut s = x * x;
    let mut n = 0_i32;
    #[checkpoint(every = k)]
    while s > T::from_f64(0.5) {
        s = s * 0.8 + 0.01 * s.sin() * x;
        n += 1;
    }
    s * T::from_f64(n as f64)
}

#[differentiable]
fn looped<T: costate::Scalar>(x: T, k: usize) -> T {
    let mut s = x * x;
    let mut path = [T::ZERO; 2];
    #[checkpoint(every = k + 1)]
    loop {
        s = s * 0.8 + 0.01 * s.sin() * x;
        path = [s * path[1], path[0] + s];
        if s < T::from_f64(0.5) {
            break;
        }
    }
    s + path[0] * path[1]
}

/// Its condition calls a function: it becomes a part of the iteration.
#[differentiable]
fn asked<T: costate::Scalar>(x: T, k: usize) -> T {
    let mut s = x * x;
    #[checkpoint(every = k)]
    while wave(s) > T::from_f64(0.4) {
        s = s * 0.8;
    }
    s * x
}

#[differentiable]
fn wave<T: Real>(x: T) -> T {
    x.sin() * x
}

#[test]
fn while_and_loop() {
    for k in [1, 2, 3, 50] {
        for x in [0.3, 0.9, 2.5] {
            check!(halved(in x, fix k));
            check!(looped(in x, fix k));
            check!(asked(in x, fix k));
        }
    }
}

#[differentiable]
fn ranges<T: Real>(x: &[T], k: usize) -> T {
    let n = x.len();
    let mut s = T::ONE;
    #[checkpoint(binomial, slots = k)]
    for i in (0..n).rev() {
        s = s * x[i].cos() + s * s * 0.1;
    }
    #[checkpoint(every = k)]
    for i in (0..n).step_by(2) {
        s = s + x[i] * s.sin();
    }
    #[checkpoint(binomial, slots = k)]
    for i in (0..n).step_by(3).rev() {
        s = s + x[i] * s.cos();
    }
    #[checkpoint(every = k)]
    for i in -2_i8..=2 {
        s = s * (x[0] * T::from_f64(i as f64)).exp() + T::from_f64(0.2);
    }
    let mut t = s;
    #[checkpoint(binomial, slots = k)]
    for _ in 250..=255_u8 {
        t = t * s.cos() + x[0];
    }
    s + t
}

#[test]
fn ranges_of_every_kind() {
    for n in [1, 2, 3, 7, 10] {
        let x: Vec<f64> = (0..n).map(|i| 0.3 + (i as f64).sin() * 0.4).collect();
        for k in [1, 2, 4, 30] {
            check!(ranges(ref x.clone(), fix k));
        }
    }
}

// ---- loops in loops and branches

#[differentiable]
fn inside_a_loop<T: Real>(x: T, n: usize, k: usize) -> T {
    let mut a = [x, T::ONE];
    for i in 0..n {
        let mut local = [a[0], x * T::from_f64(i as f64)];
        if i % 2 == 0 {
            #[checkpoint(every = k)]
            for j in 0..i + 2 {
                local[j % 2] = local[(j + 1) % 2] * a[1] * 0.3 + local[j % 2].sin();
            }
        } else {
            #[checkpoint(binomial, slots = k)]
            for j in 0..i {
                a[j % 2] = a[j % 2] + local[0] * 0.1;
                local[0] = local[0].cos() * a[0];
            }
        }
        a[1] = a[1] * local[0] + local[1];
    }
    a[0] * a[1]
}

#[test]
fn in_loops_and_branches() {
    for n in [0, 1, 2, 5] {
        for k in [1, 2, 3, 9] {
            check!(inside_a_loop(in 0.7, fix n, fix k));
        }
    }
}

// ---- numbers

const FEW: usize = 3;

#[differentiable]
fn constants<T: Real, const K: usize>(x: T, y: &[T]) -> T {
    let mut s = x;
    #[checkpoint(every = K)]
    for i in 0..y.len() {
        s = s * y[i].sin() + x;
    }
    #[checkpoint(binomial, slots = FEW)]
    for i in 0..y.len() {
        s = s * y[i].cos() + x;
    }
    #[checkpoint(binomial, slots = y.len() / 2 + 1,)]
    for i in 0..y.len() {
        s = s * y[i] + s.sin();
    }
    s
}

/// Nothing that an output depends on runs through these loops.
#[differentiable]
fn unneeded<T: Real>(x: T, n: usize) -> T {
    let mut count = 0;
    #[checkpoint(every = 2)]
    for i in 0..n {
        count += i;
    }
    let mut lost = x;
    #[checkpoint(binomial, slots = 2)]
    for _ in 0..n {
        lost = lost * x;
    }
    let _ = lost;
    x * x * T::from_f64(count as f64)
}

#[differentiable]
fn five<T: Real>(x: T, y: &[T]) -> T {
    constants::<T, 5>(x, y)
}

#[test]
fn numbers_that_are_constants_or_computed() {
    check!(five(in 0.4, ref vec![0.3, -0.2, 0.9, 0.1, 0.5, 0.7, -0.4]));
    check!(unneeded(in 0.7, fix 5usize));
}

// ---- written by a macro

macro_rules! powers {
    ($name:ident, $k:expr, $n:expr) => {
        #[differentiable]
        fn $name(x: f64) -> f64 {
            let mut s = x;
            #[checkpoint(every = $k)]
            for _ in 0..$n {
                s = s * x.sin();
            }
            #[checkpoint(binomial, slots = 1 + $k)]
            for _ in 0..$n {
                s = s * x.cos();
            }
            s
        }
    };
}

powers!(powers_of_five, 1 + 1, 5);

#[test]
fn numbers_that_a_macro_writes() {
    check!(f64 powers_of_five(in 0.8));
}
