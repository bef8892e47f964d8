//! Memory that is read again in the backward sweep, where methods, operators, rules of one's own and
//! recursion change it. Each function runs in one scope (`vjp`) and in two (`fwd` and `rev`).

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::suspicious_op_assign_impl)]

use core::ops::MulAssign;

use costate::{Diff, Real, Scalar, differentiable, jvp_of, vjp_of};
use costate_tests::{argument_struct, check, check_called};

check_called! {
    a_struct_is_lent by calls_a_struct_is_lent,
    a_struct_is_lent_on by calls_a_struct_is_lent_on,
    recursive by calls_recursive,
    operators by calls_operators,
    a_rule_of_its_own by calls_a_rule_of_its_own,
    by_a_method by calls_by_a_method,
    over_a_trait by calls_over_a_trait,
}

/// A state of a body.
#[derive(Clone, Copy, Diff)]
struct Body<T> {
    at: [T; 2],
    speed: T,
}

argument_struct!(Body, BodyTangent { at: [f64; 2], speed: f64 });

/// Something that moves.
#[differentiable]
trait Moves<T: Scalar>: Diff {
    /// Goes on by a step.
    fn step(&mut self, h: T) -> T;
}

#[differentiable]
impl<T: Scalar> Moves<T> for Body<T> {
    fn step(&mut self, h: T) -> T {
        let mut s = h;
        for i in 0..2 {
            s = s * self.at[i] + self.speed * self.at[i];
        }
        for i in 0..2 {
            self.at[i] = self.at[i] + self.speed * s * 0.2;
        }
        self.speed = self.speed * 0.5 + s * 0.1;
        s * self.speed
    }
}

#[differentiable]
impl<T: Scalar> Body<T> {
    fn push(&mut self, by: T) -> T {
        let mut s = by;
        for _ in 0..2 {
            s = s * self.speed * self.at[0] + self.at[1];
        }
        self.speed = self.speed + s * 0.1;
        for k in 0..2 {
            s = s * 0.5 + self.speed * self.at[k];
        }
        s
    }
}

#[differentiable]
fn pushed<T: Scalar>(b: &mut Body<T>, c: T) -> T {
    let mut s = c;
    for k in 0..2 {
        s = s * b.at[k] + b.speed;
    }
    b.at[0] = b.at[1] * s * 0.5;
    b.speed *= 0.5;
    s
}

#[differentiable]
fn a_struct_is_lent<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut b = Body { at: [x[0], x[1]], speed: c };
    let mut s = c;
    for k in 0..2 {
        s = s * b.at[k] * 0.5 + b.speed;
    }
    s += pushed(&mut b, s);
    for k in 0..2 {
        s = s * b.at[k] * 0.5 + b.speed * b.speed;
    }
    x[2] = s * b.speed;
    for k in 0..2 {
        s += x[k + 1] * b.at[k] * s;
    }
    s
}

/// A type that is not `Copy`: what `rev` reads of it again is duplicated.
#[derive(Clone, Diff)]
struct Bag<T> {
    all: [T; 2],
    weight: T,
}

#[differentiable]
fn stirred<T: Scalar>(b: &mut Bag<T>, c: T) -> T {
    let mut s = c;
    for i in 0..2 {
        s = s * b.all[i] * 0.5 + b.weight;
    }
    b.weight = b.weight * s * 0.3;
    b.all[0] = b.all[1] * s * 0.3;
    s
}

#[differentiable]
fn stirred_twice<T: Scalar>(b: &mut Bag<T>, c: T) -> T {
    let first = stirred(b, c) * b.weight;
    let mut s = first;
    for i in 0..2 {
        s += stirred(b, first) * b.all[i];
    }
    s
}

#[differentiable]
fn a_struct_is_lent_on<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut b = Bag { all: [x[0], x[1]], weight: c };
    let s = stirred_twice(&mut b, x[2]);
    x[0] = s;
    s * b.weight + x[1] * b.all[0]
}

#[differentiable]
fn recursive<T: Scalar>(x: &mut [T], c: T) -> T {
    let n = x.len() / 2;
    let mut s = c;
    for i in 0..x.len() {
        s = s * x[i] * 0.5 + x[i];
    }
    if n == 0 {
        return s;
    }
    let (head, tail) = x.split_at_mut(n);
    let low = recursive(head, s * 0.5);
    for i in 0..n {
        tail[i] = tail[i] * head[i] + low * 0.2;
    }
    let high = recursive(tail, low);
    for i in 0..n {
        s = s * 0.5 + head[i] * tail[i] * high;
    }
    s
}

/// A pair with a product of its own.
#[derive(Clone, Copy, Diff)]
#[diff(tangent = Self)]
struct Pair<T: Real> {
    both: [T; 2],
}

#[differentiable]
impl<T: Real> MulAssign for Pair<T> {
    fn mul_assign(&mut self, o: Self) {
        let mut s = T::ONE;
        for i in 0..2 {
            s = s * self.both[i] + o.both[i];
        }
        for i in 0..2 {
            self.both[i] = self.both[i] * s * 0.5;
        }
    }
}

#[differentiable]
fn operators<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut p, q) = (Pair { both: [x[0], x[1]] }, Pair { both: [c, x[2]] });
    let mut s = c;
    for k in 0..2 {
        s = s * p.both[k] + x[k];
        p *= q;
    }
    x[0] = p.both[0];
    for k in 0..2 {
        s = s * p.both[k] + x[k] * p.both[1 - k];
    }
    s
}

/// A function with a rule of its own, which writes.
fn squares<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for v in x.iter_mut() {
        *v = *v * *v * c;
        s += *v;
    }
    s
}

#[vjp_of(squares)]
fn squares_backward<T: Scalar>(x: &mut [T], dx: &mut [T], c: T, dc: &mut T, dr: T) {
    *dc += dr;
    for (v, d) in x.iter_mut().zip(dx) {
        let all = *d + dr;
        *dc += *v * *v * all;
        *d = *v * c * all * T::from_f64(2.0);
        *v = *v * *v * c;
    }
}

#[jvp_of(squares)]
fn squares_forward<T: Scalar>(x: &mut [T], tx: &mut [T], c: T, tc: T) -> (T, T) {
    let (mut s, mut ts) = (c, tc);
    for (v, t) in x.iter_mut().zip(tx) {
        *t = *v * *t * c * T::from_f64(2.0) + *v * *v * tc;
        *v = *v * *v * c;
        s += *v;
        ts += *t;
    }
    (s, ts)
}

#[differentiable]
fn a_rule_of_its_own<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        s = s * x[i] * 0.5 + x[i];
    }
    s += squares(x, s) * 0.3;
    for i in 0..x.len() {
        s = s * x[i] * 0.5 + x[i];
    }
    s
}

#[differentiable]
fn by_a_method<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut b = Body { at: [x[0], c], speed: x[1] };
    let mut s = b.push(c);
    for k in 0..2 {
        s = s * 0.5 + b.push(s) * b.at[k] + b.speed;
        b.at[k] = s * x[k];
    }
    s * b.speed
}

#[differentiable]
fn three_steps<T: Scalar, S: Moves<T>>(state: &mut S, h: T) -> T {
    let mut s = h;
    for _ in 0..3 {
        s = s * 0.5 + state.step(s);
    }
    s
}

#[differentiable]
fn over_a_trait<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut b = Body { at: [x[0], c], speed: x[1] };
    let mut s = three_steps(&mut b, c * 0.5);
    for k in 0..2 {
        s = s * 0.5 + b.at[k] * x[k];
    }
    x[0] = s;
    s + b.step(s * 0.1) * b.speed
}

#[test]
fn a_struct_alone() {
    let body = Body { at: [0.4, 0.9], speed: 0.7 };
    check!(pushed(mut body, in 0.6));
}
