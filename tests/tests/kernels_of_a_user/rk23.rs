//! Adaptive Runge-Kutta (Bogacki-Shampine) with rejected steps.
use costate::{Diff, Scalar, differentiable};
use costate_tests::check;

/// Van der Pol.
#[differentiable]
fn rhs(y: [f64; 2], mu: f64) -> [f64; 2] {
    let [x, v] = y;
    [v, mu * (1.0 - x * x) * v - x]
}

#[differentiable]
fn axpy(y: [f64; 2], a: f64, k: &[f64; 2]) -> [f64; 2] {
    [y[0] + a * k[0], y[1] + a * k[1]]
}

#[derive(Clone, Copy, Debug, Diff)]
#[diff(constant)]
struct Options {
    rtol: f64,
    atol: f64,
    h0: f64,
    max_steps: usize,
}

/// The state at `t1`, how many steps were taken and how many rejected; `None` if there are too many.
#[differentiable]
fn rk23(y0: [f64; 2], mu: f64, t1: f64, #[constant] opt: &Options) -> Option<([f64; 2], usize, usize)> {
    let mut t = 0.0;
    let mut y = y0;
    let mut h = opt.h0;
    let mut k1 = rhs(y, mu);
    let (mut taken, mut rejected) = (0, 0);
    while t < t1 {
        if taken + rejected >= opt.max_steps {
            return None;
        }
        h = h.min(t1 - t);
        let k2 = rhs(axpy(y, 0.5 * h, &k1), mu);
        let k3 = rhs(axpy(y, 0.75 * h, &k2), mu);
        let new: [f64; 2] =
            std::array::from_fn(|i| y[i] + h * (2.0 * k1[i] + 3.0 * k2[i] + 4.0 * k3[i]) / 9.0);
        let k4 = rhs(new, mu);
        let mut err: f64 = 0.0;
        for i in 0..2 {
            let e = h * (-5.0 / 72.0 * k1[i] + k2[i] / 12.0 + k3[i] / 9.0 - k4[i] / 8.0);
            let scale = opt.atol + opt.rtol * y[i].abs().max(new[i].abs());
            err = err.max((e / scale).abs());
        }
        let factor = (0.9 * err.powf(-1.0 / 3.0)).clamp(0.2, 5.0);
        if err > 1.0 {
            h *= factor;
            rejected += 1;
            continue;
        }
        t += h;
        y = new;
        k1 = k4;
        h *= factor;
        taken += 1;
    }
    Some((y, taken, rejected))
}

#[differentiable]
fn energy_after(x: f64, v: f64, mu: f64, t1: f64) -> f64 {
    let opt = Options { rtol: 1e-4, atol: 1e-6, h0: 1.0, max_steps: 10_000 };
    let Some(([x, v], _, _)) = rk23([x, v], mu, t1, &opt) else {
        return 0.0;
    };
    0.5 * (x * x + v * v)
}

// -- generic, over a system by a trait --

#[differentiable]
trait System<T: Scalar, const N: usize>: Diff {
    fn rhs(&self, y: &[T; N]) -> [T; N];
}

#[derive(Clone, Copy, Debug, Diff)]
struct Lotka<T> {
    growth: T,
    predation: T,
}

#[differentiable]
impl<T: Scalar> System<T, 2> for Lotka<T> {
    fn rhs(&self, y: &[T; 2]) -> [T; 2] {
        let [prey, hunters] = *y;
        [self.growth * prey - self.predation * prey * hunters, -hunters + 0.5 * prey * hunters]
    }
}

/// Heun with Euler inside, step control, steps of the error estimate.
#[differentiable]
fn heun<T: Scalar, const N: usize, S: System<T, N>>(
    s: &S,
    y0: [T; N],
    t1: T,
    #[constant] tolerance: f64,
) -> [T; N] {
    let tol = T::from_f64(tolerance);
    let mut y = y0;
    let mut t = T::ZERO;
    let mut h = 0.5 * t1;
    loop {
        let last = t + h >= t1;
        if last {
            h = t1 - t;
        }
        let a = s.rhs(&y);
        let mut euler = y;
        for (e, a) in euler.iter_mut().zip(&a) {
            *e += h * *a;
        }
        let b = s.rhs(&euler);
        let mut next = y;
        let mut error = T::ZERO;
        for i in 0..N {
            next[i] += 0.5 * h * (a[i] + b[i]);
            error += (next[i] - euler[i]).powi(2);
        }
        let error = error.sqrt();
        if error > tol {
            h *= (0.9 * (tol / error).sqrt()).max(T::from_f64(0.1));
            continue;
        }
        if last {
            break next;
        }
        t += h;
        y = next;
        h *= (0.9 * (tol / error).sqrt()).min(T::from_f64(3.0));
    }
}

#[differentiable]
fn prey_after<T: Scalar>(growth: T, predation: T, prey: T, t1: T) -> T {
    let s = Lotka { growth, predation };
    heun(&s, [prey, T::ONE], t1, 1e-3_f64)[0]
}

#[test]
fn adaptive_is_right() {
    assert!(
        rk23([1.0, 0.0], 3.0, 2.0, &Options { rtol: 1e-4, atol: 1e-6, h0: 1.0, max_steps: 10_000 })
            .unwrap()
            .2
            > 0
    );
    check!(f64 energy_after(in 1.0, in 0.5, in 3.0, in 2.0));
    check!(prey_after(in 1.1, in 0.7, in 1.5, in 2.0));
}
