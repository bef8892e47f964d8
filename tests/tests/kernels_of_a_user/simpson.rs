//! Recursive adaptive Simpson quadrature.
use costate::{Diff, Scalar, differentiable};
use costate_tests::check;

#[differentiable]
fn integrand(x: f64, width: f64, center: f64) -> f64 {
    let u = (x - center) / width;
    (-u * u).exp() + x.sin()
}

/// Simpson's rule on an interval: its middle, the value there, and the area.
#[differentiable]
fn simpson(a: f64, fa: f64, b: f64, fb: f64, width: f64, center: f64) -> (f64, f64, f64) {
    let m = 0.5 * (a + b);
    let fm = integrand(m, width, center);
    (m, fm, (b - a) / 6.0 * (fa + 4.0 * fm + fb))
}

#[allow(clippy::too_many_arguments)]
#[differentiable]
fn refine(
    a: f64,
    fa: f64,
    b: f64,
    fb: f64,
    m: f64,
    fm: f64,
    whole: f64,
    tol: f64,
    width: f64,
    center: f64,
    depth: u32,
) -> f64 {
    let (lm, flm, left) = simpson(a, fa, m, fm, width, center);
    let (rm, frm, right) = simpson(m, fm, b, fb, width, center);
    let delta = left + right - whole;
    if depth == 0 || delta.abs() <= 15.0 * tol {
        return left + right + delta / 15.0;
    }
    refine(a, fa, m, fm, lm, flm, left, tol / 2.0, width, center, depth - 1)
        + refine(m, fm, b, fb, rm, frm, right, tol / 2.0, width, center, depth - 1)
}

#[differentiable]
fn integral(a: f64, b: f64, width: f64, center: f64) -> f64 {
    let fa = integrand(a, width, center);
    let fb = integrand(b, width, center);
    let (m, fm, whole) = simpson(a, fa, b, fb, width, center);
    refine(a, fa, b, fb, m, fm, whole, 1e-7, width, center, 20)
}

// -- generic, over integrands by a trait, points in a struct --

#[differentiable]
trait Integrand<T: Scalar>: Diff {
    fn at(&self, x: T) -> T;
}

#[derive(Clone, Copy, Debug, Diff)]
struct Lorentz<T> {
    gamma: T,
}

#[differentiable]
impl<T: Scalar> Integrand<T> for Lorentz<T> {
    fn at(&self, x: T) -> T {
        self.gamma / (x * x + self.gamma * self.gamma)
    }
}

#[derive(Clone, Copy, Debug, Diff)]
struct Sample<T> {
    x: T,
    y: T,
}

#[derive(Clone, Copy, Debug, Diff)]
struct Panel<T> {
    a: Sample<T>,
    m: Sample<T>,
    b: Sample<T>,
}

#[differentiable]
impl<T: Scalar> Panel<T> {
    fn new<F: Integrand<T>>(f: &F, a: Sample<T>, b: Sample<T>) -> Self {
        let x = (a.x + b.x) / 2.0;
        Panel { a, m: Sample { x, y: f.at(x) }, b }
    }

    fn area(self) -> T {
        (self.b.x - self.a.x) * (self.a.y + 4.0 * self.m.y + self.b.y) / 6.0
    }

    fn integrate<F: Integrand<T>>(self, f: &F, tol: T) -> T {
        let left = Self::new(f, self.a, self.m);
        let right = Self::new(f, self.m, self.b);
        let fine = left.area() + right.area();
        let error = fine - self.area();
        if error.abs() < tol {
            fine + error / 15.0
        } else {
            left.integrate(f, tol / 2.0) + right.integrate(f, tol / 2.0)
        }
    }
}

#[differentiable]
fn area<T: Scalar>(a: T, b: T, gamma: T) -> T {
    let f = Lorentz { gamma };
    let ends = [a, b].map(|x| Sample { x, y: f.at(x) });
    Panel::new(&f, ends[0], ends[1]).integrate(&f, T::from_f64(1e-6))
}

#[test]
fn quadrature_is_right() {
    check!(f64 integral(in -1.0, in 2.0, in 0.3, in 0.4));
    check!(area(in -1.0, in 2.0, in 0.3));
}
