//! Methods of the user's with the names of floats' and slices', called by their paths.

use costate::{Diff, Scalar, differentiable};
use costate_tests::check;

#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
struct V<T> {
    x: T,
    y: T,
}

#[differentiable]
impl<T: Scalar> V<T> {
    fn abs(self) -> Self {
        V { x: self.x.abs(), y: self.y * self.y }
    }

    fn min(self, other: Self) -> Self {
        V { x: self.x.min(other.x), y: self.y * other.y }
    }

    fn exp(&self) -> T {
        self.x.exp() * self.y
    }

    fn len(&self) -> T {
        self.x.hypot(self.y)
    }

    fn map(&self, k: T) -> T {
        self.x * k
    }

    fn lt(&self, other: &Self) -> bool {
        self.x < other.x
    }

    fn get(&self, i: usize) -> T {
        if i == 0 { self.x } else { self.y * self.y }
    }

    fn first(&self) -> T {
        self.x * self.y
    }
}

#[differentiable]
fn by_path<T: Scalar>(a: T, b: T) -> T {
    let (v, w) = (V { x: a, y: b }, V { x: b * a, y: a });
    let u = V::min(V::abs(v), w);
    let long = if V::lt(&u, &w) { V::len(&u) } else { V::map(&u, a) };
    long * V::exp(&w) + u.get(1) * w.get(0) * u.first()
}

#[test]
fn methods_by_their_paths() {
    check!(by_path(in 0.7, in 0.4));
    check!(by_path(in -0.7, in 1.4));
}
