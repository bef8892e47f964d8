//! An `Index` of the user's that leads further in than a field does: `r[0].a` is `r.pair.first.a`.

use core::ops::{Add, Index, IndexMut};

use costate::{Diff, Real, Scalar, differentiable};
use costate_tests::check_called;

#[derive(Clone, Copy, Debug, Default, Diff)]
#[diff(tangent = Self)]
struct Point<T: Real> {
    a: T,
    b: T,
}

#[derive(Clone, Copy, Debug, Default, Diff)]
#[diff(tangent = Self)]
struct Pair<T: Real> {
    first: Point<T>,
    second: Point<T>,
}

#[derive(Clone, Copy, Debug, Default, Diff)]
#[diff(tangent = Self)]
struct Row<T: Real> {
    pair: Pair<T>,
    b: T,
}

macro_rules! sums {
    ($($name:ident { $($field:ident)* })*) => {$(
        #[differentiable]
        impl<T: Real> Add for $name<T> {
            type Output = Self;
            fn add(self, o: Self) -> Self {
                $name { $($field: self.$field + o.$field,)* }
            }
        }
    )*};
}

sums! { Point { a b } Pair { first second } Row { pair b } }

#[differentiable]
impl<T: Real> Index<usize> for Row<T> {
    type Output = Point<T>;
    fn index(&self, i: usize) -> &Point<T> {
        if i == 0 { &self.pair.first } else { &self.pair.second }
    }
}

#[differentiable]
impl<T: Real> IndexMut<usize> for Row<T> {
    fn index_mut(&mut self, i: usize) -> &mut Point<T> {
        if i == 0 { &mut self.pair.first } else { &mut self.pair.second }
    }
}

check_called! {
    read_twice by calls_read_twice,
    in_a_loop by calls_in_a_loop,
    stored_by_both by calls_stored_by_both,
    lent_by_both by calls_lent_by_both,
}

#[differentiable]
fn row<T: Scalar>(x: &[T], c: T) -> Row<T> {
    let start = Point { a: c, b: x[0] };
    Row { pair: Pair { first: start, second: start }, b: c }
}

#[differentiable]
fn read_twice<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut r = row(x, c);
    let p = r[0].a;
    let u = p.sin() * p;
    r.pair.first.a = p * x[0] + c * c;
    let q = r[0].a;
    let w = q.sin() * q;
    r[0].a = w * u;
    let t = r.pair.first.a;
    r[1].b = t * t;
    u * w * t + q * p + r.pair.second.b
}

#[differentiable]
fn in_a_loop<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut r, mut s) = (row(x, c), c);
    for i in 0..3 {
        let p = r[0].b;
        s = (s * p.sin() + p * p).sin();
        r.pair.first.b = s.cos() * x[i];
        let q = r[0].b;
        s = (s * q.sin() + q * q).sin();
        r[i % 2].b = q * s;
        let t = r.pair.first.b;
        s = s * t + t * t;
    }
    s
}

#[differentiable]
fn stored_by_both<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..3 {
        let mut r = row(x, c);
        let v = (x[i] * s).tanh();
        r[0].a = v;
        r.pair.first.a = v * v;
        s = s * v + r[0].a;
        let u = (x[i] * s).tanh();
        r.pair.first.b = u;
        r[0].b = u * s;
        s = s * u + v * u * v + r.pair.first.b;
    }
    s
}

#[differentiable]
fn product<T: Scalar>(p: &Point<T>, q: &T) -> T {
    p.a * *q * p.b
}

#[differentiable]
fn lent_by_both<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut r = row(x, c);
    let s = product(&r[0], &r.pair.first.a);
    r[0].a = s * x[1];
    let t = product(&r.pair.first, &r[0].a) + product(&r[1], &r[0].b);
    r.pair.first.b = t;
    product(&r.pair.first, &r[0].b) * s + t
}
