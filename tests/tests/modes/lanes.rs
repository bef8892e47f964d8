//! Lanes are scalars to the bit: values, tangents and adjoints of whole kernels.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop)]

use costate::{Diff, HeapTape, Lanes, Real, differentiable};

/// Value, gradient and tangent of a kernel of two numbers.
type Outcome<T> = [T; 4];

/// Every lane of `wide` is what `narrow` gives for the numbers in that lane.
fn same_bits<const N: usize>(
    narrow: impl Fn(f64, f64) -> Outcome<f64>,
    wide: impl Fn(Lanes<f64, N>, Lanes<f64, N>) -> Outcome<Lanes<f64, N>>,
    single: impl Fn(f32, f32) -> Outcome<f32>,
    wide_single: impl Fn(Lanes<f32, N>, Lanes<f32, N>) -> Outcome<Lanes<f32, N>>,
) {
    let x: [f64; N] = core::array::from_fn(|i| 0.3 + 0.17 * i as f64);
    let y: [f64; N] = core::array::from_fn(|i| 1.1 - 0.29 * i as f64);
    let lanes = wide(Lanes(x), Lanes(y));
    let (x32, y32) = (x.map(|x| x as f32), y.map(|y| y as f32));
    let lanes32 = wide_single(Lanes(x32), Lanes(y32));
    for i in 0..N {
        let bits = lanes.map(|l| l.0[i].to_bits());
        assert_eq!(bits, narrow(x[i], y[i]).map(f64::to_bits), "lane {i}");
        let bits = lanes32.map(|l| l.0[i].to_bits());
        assert_eq!(bits, single(x32[i], y32[i]).map(f32::to_bits), "lane {i} in f32");
    }
}

/// Runs a kernel on all four types; it takes two numbers and gives one.
macro_rules! check_lanes {
    ($kernel:ident) => {{
        fn outcome<T: Real>(x: T, y: T) -> Outcome<T> {
            let (mut dx, mut dy, mut tape) = (T::ZERO, T::ZERO, HeapTape::new());
            let value = $kernel::vjp(x, &mut dx, y, &mut dy, T::from_f64(0.7), &mut tape);
            let (again, tangent) = $kernel::jvp(x, T::from_f64(0.3), y, T::from_f64(-0.2));
            let plain = $kernel(x, y);
            assert_eq!(
                [format!("{again:?}"), format!("{value:?}")],
                [format!("{plain:?}"), format!("{plain:?}")]
            );
            [value, dx, dy, tangent]
        }
        same_bits::<4>(outcome, outcome, outcome, outcome);
        same_bits::<7>(outcome, outcome, outcome, outcome);
    }};
}

#[differentiable]
fn primitives<T: Real>(x: T, y: T) -> T {
    let a = x.sin() * y.cos() + x.exp() / (y * y + 1.0) + x.sqrt() + x.ln() * y.tanh();
    let b = x.atan2(y) + x.powi(3) + x.powf(1.5) + x.hypot(y) + x.cbrt() + y.atan() + x.ln_1p();
    a * b + y.abs() + x.max(y) * x.min(y) + y.clamp(-0.5, 0.5) + x.floor() + y.signum()
}

/// A ball on a floor.
#[derive(Clone, Copy, Diff)]
struct Ball<T> {
    height: T,
    speed: T,
}

#[differentiable]
impl<T: Real> Ball<T> {
    fn step(self, h: T) -> Self {
        let speed = self.speed - 9.81 * h;
        let height = self.height + h * speed;
        let hits = height.lt(T::ZERO);
        Ball { height: T::select(hits, -height, height), speed: T::select(hits, -0.8 * speed, speed) }
    }
}

#[differentiable]
fn bounce<T: Real>(height: T, speed: T) -> T {
    let mut ball = Ball { height, speed };
    for _ in 0..40 {
        ball = ball.step(0.05);
    }
    ball.height * ball.speed
}

#[differentiable]
fn filter<T: Real>(x: T, y: T) -> T {
    let mut a = [x, y, x * y, T::ONE];
    for sweep in 0..3 {
        for i in 1..4 {
            a[i] = 0.5 * (a[i - 1] + a[(i + sweep) % 4]).sin() + a[i] * y;
        }
        a[0] += a[3];
    }
    a[0] * a[1] + a[2] - a[3]
}

#[test]
fn kernels_in_lanes_are_the_scalar_kernels() {
    check_lanes!(primitives);
    check_lanes!(bounce);
    check_lanes!(filter);
}
