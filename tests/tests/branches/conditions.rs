//! Branches: on active values, on integers and enums; early returns; sorting.

// what people write, also where clippy knows better
#![allow(
    clippy::needless_range_loop,
    clippy::nonminimal_bool,
    clippy::needless_late_init,
    clippy::neg_cmp_op_on_partial_ord
)]

use costate::{Diff, Real, Scalar, differentiable};
use costate_tests::check;

#[differentiable]
fn piecewise<T: Scalar>(x: T, y: T) -> T {
    let mut s = x * y;
    if s > 1.0 {
        s = s.sin() * x;
    } else if x < 0.0 {
        s *= y;
    } else {
        let x = x * x;
        s += x;
    }
    s * s
}

#[differentiable]
fn as_expression<T: Scalar>(x: T, y: T) -> T {
    let (a, b) = if x < y { (x * x, y) } else { (y.exp(), x) };
    let c = 1.0 + if a > b { a * b } else { -b };
    a + b * c
}

#[differentiable]
fn without_else<T: Scalar>(x: T, y: T) -> T {
    let mut s = x;
    if x > 0.0 && y > 0.0 || x * y > 2.0 {
        s = s * s;
        if !(y < 1.0) {
            s += y;
        }
    }
    s * y
}

#[test]
fn branches_on_active_values() {
    for (x, y) in [(0.7, 0.9), (1.7, 0.9), (-0.7, 0.9), (-2.0, -1.5)] {
        check!(piecewise(in x, in y));
        check!(as_expression(in x, in y));
        check!(without_else(in x, in y));
    }
}

#[differentiable]
fn selected<T: Real>(x: T, y: T) -> T {
    let a = T::select(x.lt(y), x * x, y.exp());
    T::select(a.ge(T::ONE), a * y, a - y)
}

#[test]
fn select_without_a_branch() {
    check!(selected(in 0.7, in 0.9));
    check!(selected(in 1.7, in 0.9));
}

/// What a contact does.
#[derive(Clone, Copy, PartialEq, Diff)]
enum Mode {
    Free,
    Sticking,
    Sliding,
}

#[differentiable]
fn of_mode<T: Real>(mode: Mode, x: T) -> T {
    match mode {
        Mode::Free => x * x,
        Mode::Sticking => T::ZERO,
        Mode::Sliding => {
            let s = x.sin();
            s * x
        }
    }
}

#[differentiable]
fn mode_of<T: Scalar>(x: T) -> T {
    let mode = if x < 0.0 {
        Mode::Free
    } else if x < 1.0 {
        Mode::Sticking
    } else {
        Mode::Sliding
    };
    let mut s = x;
    if mode == Mode::Sticking {
        s = s * s;
    }
    s * of_mode(mode, x) + x
}

#[differentiable]
fn of_integer<T: Real>(n: i32, x: T) -> T {
    let mut s = x;
    match n {
        0 => {}
        1 | 2 => s = s * x,
        3..=5 => s = s.sin() * x,
        _ if n < 0 => s = s * x.exp(),
        _ => s = T::ONE,
    }
    s * x
}

#[differentiable]
fn of_bool<T: Real>(flag: bool, n: usize, x: T) -> T {
    let a = match flag {
        true => x * x,
        false => x,
    };
    match (n, flag) {
        (0, _) => a,
        (_, true) => a * x,
        _ => a * T::from_f64(n as f64),
    }
}

#[test]
fn match_on_integers_bools_and_enums() {
    for n in [-1, 0, 1, 2, 4, 9] {
        check!(of_integer(fix n, in 0.8));
    }
    for (flag, n) in [(true, 0usize), (true, 2), (false, 3)] {
        check!(of_bool(fix flag, fix n, in 0.8));
    }
    for x in [-0.6, 0.6, 1.6] {
        check!(mode_of(in x));
    }
    let mut tape = costate::HeapTape::new();
    let mut dx = 0.0;
    let value = of_mode::vjp(Mode::Free, &mut (), 3.0, &mut dx, 1.0, &mut tape);
    assert_eq!((value, dx), (9.0, 6.0));
}

#[differentiable]
fn early_return<T: Scalar>(x: T, y: T) -> T {
    if x < 0.0 {
        return x * y;
    }
    let a = x.sqrt();
    if a > y {
        let b = a * y;
        return b * b;
    }
    a + y
}

#[differentiable]
fn return_in_a_loop<T: Scalar>(a: &[T], limit: T) -> T {
    let mut s = T::ONE;
    for i in 0..a.len() {
        s = s * a[i] + a[i];
        if s > limit {
            return s * limit;
        }
        s += limit;
    }
    s = s * s;
    if s > 100.0 {
        return limit;
    }
    s
}

#[differentiable]
fn return_in_nested_loops<T: Scalar>(a: &mut [T], x: T) -> T {
    for i in 0..a.len() {
        a[i] = a[i] * x;
        for j in 0..i {
            a[j] += a[i] * a[j];
            if a[j] > 1.0 {
                return a[i] * a[j];
            }
        }
    }
    x * a[0]
}

#[test]
fn early_returns_before_in_and_after_loops() {
    for (x, y) in [(-0.5, 0.8), (0.9, 0.3), (0.4, 0.9)] {
        check!(early_return(in x, in y));
    }
    for limit in [0.8, 2.5, 9.0] {
        check!(return_in_a_loop(ref vec![0.5, 0.6, 0.7], in limit));
    }
    check!(return_in_a_loop(ref Vec::<f64>::new(), in 0.8));
    check!(return_in_nested_loops(mut vec![0.5, 0.6, 0.9], in 1.2));
    check!(return_in_nested_loops(mut vec![0.1, 0.2, 0.3], in 1.2));
}

#[differentiable]
fn skipped_loop<T: Scalar>(x: T, n: usize) -> T {
    let mut s = x;
    if x > 0.0 {
        for _ in 0..n {
            s = s * x + s.sin();
        }
    } else {
        s = s * s;
    }
    s * x
}

#[differentiable]
fn branch_in_a_loop<T: Scalar>(a: &[T]) -> T {
    let mut s = T::ONE;
    for i in 0..a.len() {
        if a[i] > s {
            s = a[i] * s;
        } else {
            let t = s - a[i];
            s = t * t;
        }
    }
    s
}

#[test]
fn paths_that_skip_a_loop_and_branches_in_loops() {
    check!(skipped_loop(in 0.7, fix 3usize));
    check!(skipped_loop(in -0.7, fix 3usize));
    check!(branch_in_a_loop(ref vec![1.5, 0.3, 0.9, 2.2]));
}

#[differentiable]
fn insertion_sort<T: Scalar>(a: &mut [T]) {
    for i in 1..a.len() {
        let x = a[i];
        let mut j = i;
        while j > 0 && a[j - 1] > x {
            a[j] = a[j - 1];
            j -= 1;
        }
        a[j] = x;
    }
}

#[differentiable]
fn weighted_after_sort<T: Scalar>(a: &[T; 4]) -> T {
    let mut sorted = *a;
    insertion_sort(&mut sorted);
    let mut s = T::ZERO;
    for i in 0..4 {
        s += sorted[i] * sorted[i] * T::from_f64(i as f64 + 1.0);
    }
    s
}

#[differentiable]
fn argmax<T: Scalar>(a: &[T]) -> usize {
    let mut best = 0;
    for i in 1..a.len() {
        if a[i] > a[best] {
            best = i;
        }
    }
    best
}

#[differentiable]
fn largest_squared<T: Scalar>(a: &[T]) -> T {
    let i = argmax(a);
    a[i] * a[i]
}

#[test]
fn insertion_sort_and_argmax() {
    check!(insertion_sort(mut vec![0.7, 0.1, 0.9, 0.4]) -> ());
    check!(weighted_after_sort(ref [0.7, 0.1, 0.9, 0.4]));
    check!(largest_squared(ref vec![0.7, 0.1, 0.9, 0.4]));
}

#[differentiable]
fn set_in_branches<T: Scalar>(x: T) -> T {
    let y;
    if x > 0.5 {
        y = x * x;
    } else {
        y = x.exp();
    }
    y * x
}

#[differentiable]
fn leaves_in_an_initialiser<T: Scalar>(x: T, y: T) -> T {
    let x = if x < 0.0 {
        return x * y;
    } else {
        x * x
    };
    let z = if x > y {
        if y < 0.0 {
            return y;
        }
        x.sin()
    } else {
        y
    };
    x * z
}

#[differentiable]
fn local_names_of_a_branch<T: Scalar>(x: T) -> T {
    let y = x.sin();
    let mut total = x * x;
    if x < 0.0 {
        return y;
    } else {
        let y = x * 2.0;
        total += y;
    }
    total * y
}

#[test]
fn returns_inside_initialisers_and_local_names() {
    for (x, y) in [(-0.5, 0.7), (0.9, 0.7), (0.9, -0.7), (0.2, 0.7)] {
        check!(leaves_in_an_initialiser(in x, in y));
        check!(local_names_of_a_branch(in x));
    }
}

#[differentiable]
fn different_values_kept<T: Scalar>(x: T, n: usize) -> T {
    let mut s = x;
    for i in 0..n {
        let t = if i % 2 == 0 { s * s } else { s.sin() };
        let u = match i {
            0 => t,
            1 => t * s,
            _ => t + s,
        };
        s = u * x;
    }
    s
}

#[test]
fn variables_set_in_branches() {
    check!(set_in_branches(in 0.7));
    check!(set_in_branches(in 0.3));
    check!(different_values_kept(in 0.9, fix 5usize));
}
