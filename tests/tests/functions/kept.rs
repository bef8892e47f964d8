//! What a method of a type parameter may change is kept before it, also where the type is no `Copy`.

use costate::{Diff, Scalar, differentiable};
use costate_tests::{argument_struct, check};

/// A controller with a state of its own.
#[differentiable]
trait Control<T: Scalar>: Diff {
    fn update(&mut self, error: T) -> T;

    fn twice(&mut self, error: T) -> T {
        let first = self.update(error);
        first * self.update(first)
    }
}

/// A gain and an integral.
#[derive(Clone, Copy, Debug, Diff)]
struct Integral<T> {
    gain: T,
    sum: T,
}
argument_struct!(Integral, IntegralTangent { gain: f64, sum: f64 });

#[differentiable]
impl<T: Scalar> Control<T> for Integral<T> {
    fn update(&mut self, error: T) -> T {
        self.sum = self.sum + error * self.sum;
        self.gain * error + self.sum
    }
}

/// What the last error was, if any; no `Copy`.
#[derive(Diff)]
struct Damped<T> {
    last: Option<T>,
    weights: [T; 2],
    seen: (usize, bool),
}

#[differentiable]
impl<T: Scalar> Control<T> for Damped<T> {
    fn update(&mut self, error: T) -> T {
        let rate = match self.last {
            Some(last) => error - last * last,
            None => error,
        };
        self.last = Some(rate);
        self.seen.0 += 1;
        self.weights[self.seen.0 % 2] *= rate;
        self.weights[0] * error + self.weights[1] * rate
    }
}

#[differentiable]
fn once<T: Scalar, C: Control<T>>(c: &mut C, x: T) -> T {
    c.update(x)
}

#[differentiable]
fn many<T: Scalar, C: Control<T>>(c: &mut C, x: T, n: usize) -> T {
    let mut s = x;
    for _ in 0..n {
        s = c.update(s) * c.twice(s);
        s += once(c, s);
    }
    s
}

#[differentiable]
fn some_kept<T: Scalar, C: Control<T>>(c: &mut C, x: T, n: usize) -> T {
    let mut s = x;
    #[checkpoint(every = 2)]
    for _ in 0..n {
        s = 0.3 * c.update(s) * c.twice(s);
        s += once(c, s);
    }
    s
}

#[differentiable]
fn local<T: Scalar, C: Control<T>>(c: C, x: T) -> T {
    let mut c = c;
    c.update(x) * c.update(x * x)
}

#[differentiable]
fn without_copy<T: Scalar>(a: T, b: T, x: T, n: usize) -> T {
    let mut c = Damped { last: None, weights: [a, b], seen: (n, true) };
    let y = many(&mut c, x, n) * c.update(a);
    y + some_kept(&mut c, x, n)
}

#[test]
fn without_a_copy_bound() {
    let c = Integral { gain: 0.4, sum: -0.7 };
    check!(once(mut c, in 0.3));
    check!(many(mut c, in 0.3, fix 3));
    check!(some_kept(mut c, in 0.3, fix 5));
    check!(local(in c, in 0.3));
}

#[test]
fn of_a_type_that_is_no_copy() {
    for n in 0..4 {
        check!(without_copy(in 0.6, in -0.8, in 0.5, fix n));
    }
}
