//! Methods of the user's inside the closures of adaptors; range indices that are closed.

use costate::{Diff, Scalar, differentiable};
use costate_tests::{argument_struct, check};

/// A spring with a memory.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Spring<T> {
    k: T,
    last: T,
}
argument_struct!(Spring, SpringTangent { k: f64, last: f64 });

#[differentiable]
impl<T: Scalar> Spring<T> {
    fn energy(&self) -> T {
        self.k * self.k * self.last
    }

    fn eval(&self, x: T) -> T {
        self.k * x * x + self.last
    }

    /// It writes, and gives what depends on the order of the calls.
    fn stretch(&mut self, x: T) -> T {
        self.last = self.last * self.k + x;
        self.last * x
    }
}

#[differentiable]
fn energies<T: Scalar>(s: &mut [Spring<T>; 3], k: T) -> T {
    s[1].k = k * s[0].last;
    let sum: T = s.iter().map(|s| s.energy()).sum();
    let owned = *s;
    sum * owned.iter().skip(1).map(|s| s.energy() * sum).sum::<T>()
}

#[differentiable]
fn energies_of<T: Scalar>(s: &[Spring<T>], k: T) -> T {
    s.iter().map(|s| s.energy()).zip(s).map(|(e, s)| e * s.eval(k)).sum::<T>()
}

/// What is `mut` for another reason is only read here.
#[differentiable]
fn evaluated<T: Scalar>(k: T, x: &[T]) -> T {
    let mut s = Spring { k, last: k * k };
    let before: T = x.iter().map(|&x| s.eval(x)).sum();
    s.k = before;
    let after: T = x.iter().enumerate().map(|(i, &x)| s.eval(x) * T::from_f64(i as f64)).rev().take(2).sum();
    s.last = after;
    x.iter().map(|x| s.eval(*x)).fold(before, |so_far, v| so_far * s.k + v)
}

/// The calls come in Rust's order, each once.
#[differentiable]
fn stretched<T: Scalar>(s: &mut Spring<T>, x: &[T]) -> T {
    let forward: T = x.iter().map(|&x| s.stretch(x)).sum();
    let backward: T = x.iter().map(|&x| s.stretch(x)).rev().sum();
    let mut own = *s;
    let two: T = x.iter().map(|&x| own.stretch(x)).take(2).sum();
    let some: T = x.iter().filter(|x| **x > T::ZERO).map(|&x| own.stretch(x)).sum();
    let mut total = two;
    for (i, v) in x.iter().map(|&x| s.stretch(x)).enumerate() {
        if i == 1 {
            break;
        }
        total = total * v;
    }
    total + (forward * two + some) * own.last + backward
}

#[test]
fn methods_in_adaptors() {
    let springs = || [(0.3, 0.9), (0.8, -0.4), (1.1, 0.6)].map(|(k, last)| Spring { k, last });
    check!(energies(mut springs(), in 0.7));
    check!(energies_of(ref springs().to_vec(), in 0.7));
    check!(evaluated(in 0.7, ref vec![0.3, -0.5, 0.7]));
    check!(stretched(mut Spring { k: 0.6, last: 0.4 }, ref vec![0.3, -0.5, 0.7]));
}

#[differentiable]
fn total<T: Scalar>(x: &[T]) -> T {
    let mut sum = T::ZERO;
    for v in x {
        sum += *v * *v;
    }
    sum
}

#[differentiable]
fn grow<T: Scalar>(x: &mut [T], by: T) {
    for v in x {
        *v = *v * by;
    }
}

#[differentiable]
fn closed_parts<T: Scalar>(x: &mut [T], by: T, i: usize, j: usize) -> T {
    grow(&mut x[..=i], by);
    grow(&mut x[i..=j], by * by);
    let part = &x[i..=j][..=1];
    x[1..=2].iter().map(|v| *v * by).sum::<T>() + total(&x[..=j]) * total(part)
}

#[test]
fn range_indices_with_their_end() {
    check!(closed_parts(mut vec![0.3, -0.5, 0.7, 0.9], in 0.8, fix 1, fix 3));
    check!(closed_parts(mut vec![0.3, -0.5, 0.7, 0.9], in 0.8, fix 0, fix 2));
}
