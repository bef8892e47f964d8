//! `#[differentiable(recompute)]`: nothing is kept for a caller, whose backward sweep computes the function again.

use costate::{CountTape, Diff, Real, Scalar, differentiable};
use costate_tests::{argument_struct, check, check_called};

check_called! {
    in_place by calls_in_place,
    through_a_method by calls_through_a_method,
    nested by calls_nested,
    recursive by calls_recursive,
    with_early_ends by calls_with_early_ends,
}

/// Carried through a loop, read and written in place.
#[differentiable(recompute)]
fn in_place<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        s = (s * x[i]).sin() + s * c;
        x[i] = x[i] * s + c;
    }
    s * x[0]
}

/// A spring and what it holds.
#[derive(Clone, Copy, Debug, Diff)]
struct Spring<T> {
    stiffness: T,
    at: [T; 2],
}
argument_struct!(Spring, SpringTangent { stiffness: f64, at: [f64; 2] });

#[differentiable(recompute)]
impl<T: Scalar> Spring<T> {
    fn pull(&mut self, by: T) -> T {
        for k in 0..2 {
            self.at[k] = self.at[k] + by * self.stiffness * self.at[1 - k];
        }
        self.stiffness = self.stiffness * 0.5 + self.at[0] * by;
        self.at[0] * self.at[1]
    }

    fn energy(self) -> T {
        self.stiffness * self.at[0] * self.at[0]
    }
}

#[differentiable]
fn through_a_method<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut spring = Spring { stiffness: c, at: [x[0], x[1]] };
    let mut s = spring.pull(x[2]) * 0.1;
    s = s * spring.pull(s) + spring.energy();
    x[0] = spring.at[1] * 0.3;
    s
}

/// A call of one that is recomputed, by one that is recomputed.
#[differentiable(recompute)]
fn nested<T: Scalar>(x: &mut [T], c: T) -> T {
    let first = in_place(x, c * 0.3) * 0.2;
    let n = x.len();
    first * in_place(&mut x[1..n], first) + c
}

#[differentiable(recompute)]
fn recursive<T: Scalar>(x: &mut [T], c: T) -> T {
    let n = x.len();
    if n < 2 {
        return c * x[0];
    }
    x[0] = (x[0] * c).sin();
    let s = recursive(&mut x[1..n], c * 0.5 + 0.1);
    s * x[0] + c
}

#[differentiable(recompute)]
fn with_early_ends<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for v in x.iter_mut() {
        if *v > 0.8 {
            return s * *v;
        }
        *v = *v * s + 0.1;
        s = s * *v;
    }
    s
}

/// A slice that is read, and a number of entries without a derivative.
#[differentiable(recompute)]
fn weighted<T: Real>(x: &[T], n: usize, w: T) -> T {
    let mut sum = w;
    for i in 0..n {
        sum = sum * x[i] + w;
    }
    sum
}

/// The caller wants the derivative of one slice, not of the other.
#[differentiable]
fn of_constants<T: Real>(w: T) -> T {
    let rows = [T::ONE, T::from_f64(2.0), T::from_f64(0.5)];
    weighted(&rows, 3, w) * weighted(&[w, w * w], 2, w)
}

#[test]
fn slices_nobody_wants_are_computed_with() {
    check!(weighted(ref vec![0.3, 1.2, 0.7], fix 3usize, in 0.4));
    check!(of_constants(in 0.4));
}

#[differentiable(recompute, hvp)]
fn quartic(x: f64, y: f64) -> f64 {
    x * x * y * y + x
}

#[differentiable(hvp)]
fn calls_quartic(x: f64, y: f64) -> f64 {
    quartic(x, y * x) * y
}

#[test]
fn second_derivatives_go_through() {
    let along = |h: f64| calls_quartic::grad(0.7 + h, 0.4 - 0.5 * h);
    let ((a, b), (c, d)) = (along(1e-6), along(-1e-6));
    let second = calls_quartic::hvp(0.7, 1.0, 0.4, -0.5);
    let known = ((a - c) / 2e-6, (b - d) / 2e-6);
    assert!((second.0 - known.0).abs() < 1e-8 && (second.1 - known.1).abs() < 1e-8, "{second:?} {known:?}");
}

/// Runs a loop of its own.
fn words(recomputed: bool) -> usize {
    let mut tape = CountTape::new();
    let (mut of_x, x) = ([0.0; 64], [0.5; 64]);
    let (mut a, mut b) = (0.0, 0.0);
    match recomputed {
        true => twice::vjp(&x, &mut of_x, 0.3, &mut a, 1.0, &mut tape),
        false => twice_kept::vjp(&x, &mut of_x, 0.3, &mut b, 1.0, &mut tape),
    };
    tape.peak()
}

#[differentiable]
fn kept(x: &[f64], w: f64) -> f64 {
    let mut s = w;
    for &v in x {
        s = (s * v).sin() + w;
    }
    s
}

#[differentiable(recompute)]
fn again(x: &[f64], w: f64) -> f64 {
    let mut s = w;
    for &v in x {
        s = (s * v).sin() + w;
    }
    s
}

#[differentiable]
fn twice_kept(x: &[f64], w: f64) -> f64 {
    kept(x, kept(x, kept(x, w)))
}

#[differentiable]
fn twice(x: &[f64], w: f64) -> f64 {
    again(x, again(x, again(x, w)))
}

#[test]
fn the_tape_holds_one_call_at_a_time() {
    assert!(2 * words(true) < words(false), "{} and {}", words(true), words(false));
    assert_eq!(twice::grad(&[0.3, 0.9, 1.2], 0.4), twice_kept::grad(&[0.3, 0.9, 1.2], 0.4));
}
