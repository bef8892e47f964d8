//! Kernels in a library: generic ones, which the binary instantiates, and one for `f64` that is
//! compiled here. They call those of [`costate_tests::kernels`], a second crate away.

use costate::{Real, Scalar, differentiable};
use costate_tests::kernels::{self, Damper, System};

/// The end of a pendulum's swing from `q` \[rad\] after `n` steps of `h` \[s\].
#[differentiable]
pub fn swing<T: Real, S: System<T>>(system: &S, q: T, n: usize, h: T) -> T {
    let mut s = (q, T::ZERO);
    for _ in 0..n {
        s = kernels::euler(system, s.0, s.1, h);
    }
    s.0 + s.1 * h
}

/// A sum of all rows of the rule table that are smooth at `x` in 0.2..0.9.
#[differentiable]
pub fn functions<T: Real>(x: T, y: T) -> T {
    let circular = x.sin() * y.cos() + x.tan() - (x * y).asin() + y.acos() * x.atan() + x.atan2(y);
    let hyperbolic = x.sinh() - y.cosh() * x.tanh();
    let powers = x.powf(y) + y.powi(3) + x.sqrt() * y.cbrt() + x.hypot(y) + y.recip();
    let logarithms = x.ln() * y.ln_1p() + x.log2() - y.log10() + x.exp() * y.exp_m1();
    circular + hyperbolic * powers + logarithms.max(x).min(powers).abs()
}

/// Smooths `a` in place, `n` times, and returns the energy that is left.
#[differentiable]
pub fn smooth<T: Scalar>(a: &mut [T], rate: T, n: usize) -> T {
    for k in 0..n {
        for i in 1..a.len() {
            let by = rate * (a[i - 1] - a[i]);
            if by > 0.25 && k > 1 {
                continue;
            }
            a[i] += by;
            a[i - 1] -= by * a[i].cos();
        }
    }
    let mut energy = T::ZERO;
    for i in 0..a.len() {
        energy += kernels::spring(rate, a[i]);
    }
    energy + kernels::scale(rate, &mut a[1..])
}

/// √x by Newton's method, to the last bit that still moves.
#[differentiable]
pub fn root(x: f64) -> f64 {
    let mut y = 0.5 * (1.0 + x);
    let mut last = 0.0;
    let mut n = 0;
    while n < 40 && (y - last).abs() > 1e-15 * y {
        last = y;
        y = 0.5 * (y + x / y);
        n += 1;
    }
    y * kernels::spring_f64(x, y)
}

/// The work of a damper of another crate along a path.
#[differentiable]
pub fn work<T: Real>(damper: &Damper<T>, path: &[T]) -> T {
    let mut work = T::ZERO;
    for i in 1..path.len() {
        let v = path[i] - path[i - 1];
        work -= damper.force(v) * v;
    }
    work
}
