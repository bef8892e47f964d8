//! Elementary functions in twice the precision of `f64`, for tests.

/// A number as the sum of two, 106 bits together.
#[derive(Clone, Copy)]
pub struct Double(pub f64, pub f64);

impl Double {
    /// a + b, exactly.
    fn sum(a: f64, b: f64) -> Self {
        let s = a + b;
        let t = s - a;
        Self(s, (a - (s - t)) + (b - t))
    }

    fn plus(self, other: Self) -> Self {
        let s = Self::sum(self.0, other.0);
        Self::sum(s.0, s.1 + self.1 + other.1)
    }

    fn times(self, other: Self) -> Self {
        let p = self.0 * other.0;
        Self::sum(p, self.0.mul_add(other.0, -p) + (self.0 * other.1 + self.1 * other.0))
    }

    fn over(self, other: Self) -> Self {
        let q = self.0 / other.0;
        let rest = self.plus(other.times(Self(-q, 0.0)));
        Self::sum(q, rest.0 / other.0)
    }
}

/// tanh x from that of x/128, the quotient of the series of sinh and cosh, by tanh 2y = 2t / (1 + t²).
pub fn tanh(x: f64) -> Double {
    let one = Double(1.0, 0.0);
    let y = Double(x / 128.0, 0.0);
    let z = y.times(y);
    let (mut sinh, mut cosh) = (one, one);
    for n in (1..=10).rev() {
        let n = f64::from(2 * n);
        sinh = one.plus(z.times(sinh).over(Double(n * (n + 1.0), 0.0)));
        cosh = one.plus(z.times(cosh).over(Double(n * (n - 1.0), 0.0)));
    }
    let mut t = y.times(sinh).over(cosh);
    for _ in 0..7 {
        t = Double(2.0 * t.0, 2.0 * t.1).over(one.plus(t.times(t)));
    }
    t
}

/// eˣ from that of x/1024, its series, by squaring.
pub fn exp(x: f64) -> Double {
    let one = Double(1.0, 0.0);
    let y = Double(x / 1024.0, 0.0);
    let mut sum = one;
    for n in (1..=24).rev() {
        sum = one.plus(y.times(sum).over(Double(f64::from(n), 0.0)));
    }
    for _ in 0..10 {
        sum = sum.times(sum);
    }
    sum
}
