//! `&str` arguments: compared, matched, passed on. They have no derivative.

use costate::{Real, differentiable};
use costate_tests::check;

#[differentiable]
fn power<T: Real>(kind: &str, x: T) -> T {
    let y = x * x;
    match kind {
        "linear" => x,
        "quadratic" | "square" => y,
        _ => y * x,
    }
}

#[differentiable]
fn compared<T: Real>(kind: &str, #[constant] unit: &str, x: T) -> T {
    let mut y = power(kind, x) + power("linear", x);
    for _ in 0..2 {
        if kind == "square" && unit != kind {
            y = y * x + y;
        }
    }
    let same = kind;
    if "m" == unit || matches!(same, "cubic") { y * y } else { y }
}

#[differentiable]
fn nested<T: Real>(kind: &str, x: T) -> T {
    let y = compared(kind, "m", x);
    y + compared("square", kind, y)
}

#[differentiable(hvp)]
fn stiffened(kind: &str, x: f64) -> f64 {
    let y = x * x;
    if kind == "stiff" { y * y } else { y }
}

#[differentiable]
fn of_each<T: Real>(x: T) -> T {
    nested("linear", x) * nested("square", x) + nested("cubic", x) * compared("cubic", "m", x)
}

/// As many factors as the text has bytes.
#[differentiable]
fn counted<T: Real>(kind: &str, x: T) -> T {
    let mut y = x;
    for _ in 0..kind.len() {
        y *= x;
    }
    let same = kind;
    if same.is_empty() || same.len() > 3 { y * y } else { y }
}

#[differentiable]
fn of_lengths<T: Real>(x: T) -> T {
    counted("", x) * counted("ab", x) + counted("four", x)
}

#[test]
fn have_lengths() {
    check!(of_lengths(in 0.7));
    assert_eq!(["", "ab", "four"].map(|kind| counted::grad(kind, 2.0)), [4.0, 12.0, 5120.0]);
}

#[test]
fn are_compared_and_matched() {
    check!(of_each(in 0.7));
    assert_eq!(["linear", "square", "cubic"].map(|kind| power::grad(kind, 3.0)), [1.0, 6.0, 27.0]);
    assert_eq!([stiffened::hvp("stiff", 2.0, 1.0), stiffened::hvp("soft", 2.0, 1.0)], [48.0, 2.0]);
}
