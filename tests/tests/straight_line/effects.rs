//! Effects: what runs in which order, and what a backward sweep must not run again.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::needless_late_init)]

use costate::{Real, Scalar, differentiable};
use costate_tests::check;

#[differentiable]
fn bump<T: Real>(x: &mut T, by: T) -> T {
    let old = *x;
    *x = *x * by + 0.1;
    old * by
}

#[differentiable]
fn order_of_operands<T: Real>(x: T, y: T) -> T {
    let mut k = x;
    let a = bump(&mut k, y) * k;
    let b = k * bump(&mut k, y);
    let c = (k, bump(&mut k, y), k);
    let d = [k, bump(&mut k, y), k];
    a * b + c.0 * c.1 - c.2 + d[0] * d[1] * d[2]
}

#[differentiable]
fn sum_of_three<T: Real>(a: T, b: T, c: T) -> T {
    a * b + c
}

#[differentiable]
fn order_of_arguments<T: Real>(x: T, y: T) -> T {
    let mut k = x;
    let s = sum_of_three(k, bump(&mut k, y), k);
    let mut a = [x, y];
    a[0] = bump(&mut a[1], s) * a[1];
    a[1] *= bump(&mut k, a[0]);
    a[0] += bump(&mut k, a[1]) * k;
    s * a[0] + a[1]
}

#[differentiable]
fn compound_by_a_call(x: f64, y: f64) -> f64 {
    let mut k = x;
    let mut s = y;
    s += bump(&mut k, y) * k;
    s *= bump(&mut k, s) + k;
    k -= s * k;
    s * k
}

#[test]
fn operands_run_from_left_to_right() {
    check!(order_of_operands(in 0.6, in 0.9));
    check!(order_of_arguments(in 0.6, in 0.9));
    check!(f64 compound_by_a_call(in 0.6, in 0.9));
}

#[differentiable]
fn short_circuits<T: Scalar>(x: T, y: T) -> T {
    let mut k = y;
    let mut s = x;
    if x > 0.0 && bump(&mut k, x) > 0.3 {
        s = s * k;
    }
    if x < 0.0 || bump(&mut k, x) > 0.3 || bump(&mut k, y) < 1.0 {
        s += k * k;
    }
    let both = k < s && bump(&mut k, s) < s;
    if both { s * k } else { k }
}

#[test]
fn the_right_side_of_and_and_or_runs_only_if_it_must() {
    for (x, y) in [(0.6, 0.9), (-0.6, 0.9), (0.3, 0.2), (1.5, 2.5)] {
        check!(short_circuits(in x, in y));
    }
}

/// A random number in 0 … 1, and the next state (Numerical Recipes' quick generator).
fn random(state: &mut u32) -> f64 {
    *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    f64::from(*state >> 8) / f64::from(1 << 24)
}

#[differentiable]
fn monte_carlo(x: f64, seed: u32, n: usize) -> f64 {
    let mut state = seed;
    let mut s = x;
    for _ in 0..n {
        let r = random(&mut state);
        s = s * s + r * x;
        if random(&mut state) > 0.5 {
            s = s.sin() * random(&mut state);
        }
    }
    s + random(&mut state)
}

/// Counts, without a derivative.
fn next(i: &mut usize, n: usize) -> usize {
    *i = (*i * 2 + 1) % n;
    *i
}

#[differentiable]
fn index_by_a_call(a: &mut [f64; 5], x: f64) -> f64 {
    let mut i = 0;
    let mut s = x;
    for _ in 0..4 {
        s = s * a[next(&mut i, 5)];
        a[next(&mut i, 5)] = s + a[i];
    }
    s * a[i]
}

#[test]
fn calls_that_change_only_integers_run_once() {
    check!(f64 monte_carlo(in 0.6, fix 7u32, fix 6usize));
    check!(f64 index_by_a_call(mut [0.3, 0.5, 0.7, 0.9, 1.1], in 0.6));
}

#[differentiable]
fn varied_late<T: Real>(x: T, n: usize) -> T {
    let mut a = T::ZERO;
    let mut b = T::ONE;
    let mut c = [T::ZERO; 2];
    let mut s = T::ONE;
    for i in 0..n {
        s = s + s * a + c[i % 2];
        c[0] = a;
        a = b;
        b = x * s;
        c[1] = b * c[0];
    }
    s
}

#[differentiable]
fn useful_late<T: Real>(x: T, n: usize) -> T {
    let mut a = x;
    let mut b = x * x;
    let mut c = x.sin();
    for _ in 0..n {
        a = b;
        b = c * a;
        c = c * c;
    }
    a
}

#[test]
fn activity_that_needs_several_iterations() {
    for n in 0..5 {
        check!(varied_late(in 0.6, fix n as usize));
        check!(useful_late(in 0.6, fix n as usize));
    }
}

#[differentiable]
fn inactive_carried(x: f64, n: usize) -> f64 {
    let mut t = 0.0;
    let mut weight = 1.0;
    let mut s = x;
    let mut left = n;
    while t < 1.0 {
        s += (t * x).sin() * weight;
        weight = weight * 0.7 + t;
        t += 0.3;
        if left > 0 {
            left -= 1;
            weight += left as f64;
        }
    }
    s * weight
}

#[differentiable]
fn condition_is_a_block<T: Scalar>(x: T) -> T {
    let mut s = x;
    let mut n = 0;
    while {
        let square = s * s;
        s += square;
        n += 1;
        square < 4.0 && n < 9
    } {
        s = s * x + 0.2;
    }
    s * T::from_f64(n as f64)
}

#[test]
fn inactive_values_and_conditions_with_effects() {
    check!(f64 inactive_carried(in 0.6, fix 2usize));
    check!(condition_is_a_block(in 0.6));
    check!(condition_is_a_block(in 3.0));
}

#[differentiable]
fn shadowed_memory<T: Real>(x: T, n: usize) -> T {
    let mut a = [x, x * x];
    let mut s = T::ONE;
    for i in 0..n {
        let mut a = a;
        a[0] *= s;
        s = s + a[0] * a[1];
        let a = [a[1], a[0]];
        s *= a[i % 2];
    }
    a[1] = s;
    let b;
    if n > 2 {
        b = a;
    } else {
        b = [a[1], s];
    }
    let mut b = b;
    b[0] = b[0] * b[1];
    b[0] + a[0]
}

#[differentiable]
fn whole_overwritten<T: Real>(a: &mut [T; 2], x: &mut T, rows: &mut [[T; 2]]) {
    *x = *x * a[0];
    *a = [*x, a[1] * a[0]];
    for i in 0..rows.len() {
        rows[i] = *a;
        *a = [a[1], rows[i][0] * *x];
    }
    rows[0][1] = a[0] * rows[1][0];
    *x = a[1];
}

#[test]
fn memory_shadowed_and_overwritten_as_a_whole() {
    check!(shadowed_memory(in 0.6, fix 2usize));
    check!(shadowed_memory(in 0.6, fix 3usize));
    check!(whole_overwritten(mut [0.3, 0.5], mut 0.7, mut vec![[0.1, 0.2]; 2]) -> ());
}

#[differentiable]
fn bubble_sort<T: Scalar>(a: &mut [T], b: &mut [T]) -> usize {
    let mut swaps = 0;
    let mut spare = a[0];
    for end in (1..a.len()).rev() {
        for i in 0..end {
            if a[i] > a[i + 1] {
                a.swap(i, i + 1);
                core::mem::swap(&mut b[i], &mut spare);
                b.swap(0, end);
                swaps += 1;
            }
        }
    }
    swaps
}

#[differentiable]
fn after_sorting<T: Scalar>(a: &mut [T], x: T) -> T {
    let mut b = [x, x * x, x.sin()];
    let swaps = bubble_sort(a, &mut b);
    let mut s = b[0] * a[0] + T::from_f64(swaps as f64) * x;
    a[1..].fill(s);
    s += b[1] * a[2];
    b[..2].copy_from_slice(&a[1..]);
    s * b[0] + b[1] * b[2]
}

#[test]
fn sorting_two_slices_and_filling_parts() {
    check!(after_sorting(mut vec![0.9, 0.3, 0.6], in 0.7));
    check!(after_sorting(mut vec![0.1, 0.3, 0.6], in 0.7));
}

#[differentiable]
fn polynomial<T: Scalar>(x: T, kind: usize) -> T {
    let mut s = x;
    for i in 0..6 {
        match kind {
            0 => return s,
            1 if s > 2.0 => return s * x,
            2 => {
                if i == 3 {
                    break;
                }
                s = s * x + 1.0;
            }
            3 => {
                s += x;
                continue;
            }
            _ => {}
        }
        s = match i {
            0 | 1 => s * s,
            2..=3 => s + x,
            _ => s * x,
        };
    }
    s * x
}

#[test]
fn match_arms_that_leave() {
    for kind in 0..5 {
        check!(polynomial(in 0.9, fix kind as usize));
        check!(polynomial(in 1.4, fix kind as usize));
    }
}
