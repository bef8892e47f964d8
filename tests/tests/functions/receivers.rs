//! Receivers that share their struct with another argument.

use costate::{Diff, Real, differentiable};
use costate_tests::{argument_struct, check};

/// A spring.
#[derive(Clone, Copy, Debug, Diff)]
struct Spring<T> {
    stiffness: T,
    rest: T,
}
argument_struct!(Spring, SpringTangent { stiffness: f64, rest: f64 });

/// A body on a spring.
#[derive(Clone, Copy, Debug, Diff)]
struct Body<T> {
    qpos: T,
    spring: Spring<T>,
}
argument_struct!(Body, BodyTangent { qpos: f64, spring: Spring<f64> });

#[differentiable]
impl<T: Real> Spring<T> {
    fn relax(&mut self, q: &mut T) -> T {
        let force = self.stiffness * (*q - self.rest);
        *q -= 0.1 * force;
        self.rest += force * *q;
        force
    }

    fn blend(self, other: &Spring<T>) -> T {
        self.stiffness * other.rest * other.stiffness
    }
}

#[differentiable]
fn fields_apart<T: Real>(b: &mut Body<T>, n: usize) -> T {
    let mut work = T::ZERO;
    for _ in 0..n {
        work += b.spring.relax(&mut b.qpos) * b.qpos;
    }
    work
}

#[differentiable]
fn local_fields_apart<T: Real>(b: Body<T>) -> T {
    let mut b = b;
    let force = b.spring.relax(&mut b.qpos);
    force * b.spring.relax(&mut b.qpos) + b.spring.rest
}

#[differentiable]
fn with_itself<T: Real>(s: &mut Spring<T>) -> T {
    s.rest = s.blend(s) * s.rest;
    s.blend(s)
}

#[differentiable]
fn caller<T: Real>(b: &mut Body<T>) -> T {
    let work = fields_apart(b, 2);
    work * with_itself(&mut b.spring) + local_fields_apart(*b)
}

#[test]
fn a_field_as_the_receiver_beside_another_field() {
    let b = Body { qpos: 0.4, spring: Spring { stiffness: 1.3, rest: -0.2 } };
    check!(fields_apart(mut b, fix 3));
    check!(local_fields_apart(in b));
    check!(caller(mut b));
}

#[test]
fn a_receiver_by_value_that_is_lent_too() {
    check!(with_itself(mut Spring { stiffness: 1.3, rest: -0.2 }));
}

#[derive(Clone, Copy, Diff)]
struct Muscle<T> {
    stiffness: T,
    length: T,
}

argument_struct!(Muscle, MuscleTangent { stiffness: f64, length: f64 });

#[differentiable]
impl<T: Real> Muscle<T> {
    fn scaled(self, k: T) -> T {
        self.stiffness * self.length * k
    }

    fn pull(&mut self, by: T) -> T {
        self.length += by * self.stiffness;
        self.length
    }
}

/// Arguments that call methods of the receiver, which do not write it.
#[differentiable]
fn of_itself<T: Real>(all: &mut [Muscle<T>], k: T) -> T {
    let mut s = all[0];
    s.length = k;
    let pulled = s.pull(s.scaled(k) + s.scaled(s.scaled(k)));
    let mut two = [all[1], s];
    let mut r = s.scaled(s.scaled(pulled)) * s.length + two[0].scaled(two[1].pull(k));
    for i in 0..all.len() {
        r = all[i].pull(all[all.len() - 1 - i].scaled(r));
        r = r * all[i].scaled(all[0].scaled(k));
    }
    r
}

#[test]
fn arguments_that_look_at_the_receiver() {
    let all = vec![Muscle { stiffness: 0.7, length: 1.2 }, Muscle { stiffness: 1.3, length: 0.4 }];
    check!(of_itself(mut all, in 0.6));
}
