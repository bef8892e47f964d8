//! What a slice's methods give where nobody says that it is one; slices that are turned around.

use costate::{Diff, Scalar, differentiable};
use costate_tests::check;

/// A table and a flag, of types that only rustc knows.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Table<T> {
    all: [T; 4],
    on: bool,
}

#[differentiable]
impl<T: Scalar> Table<T> {
    fn at(&self, i: usize) -> T {
        self.all.get(i).copied().unwrap_or(self.all[0])
    }

    fn ends(&self) -> T {
        let first = self.all.first().copied();
        let last = self.all.last().cloned().unwrap();
        first.map(|v| v * last).unwrap_or(last)
    }

    fn looked_at(&self, i: usize) -> T {
        let mut sum = *self.all.get(1).unwrap() * *self.all.first().unwrap();
        if let Some(&v) = self.all.get(i) {
            sum += v * v;
        }
        let Some(&w) = self.all.last() else { return sum };
        sum * w * self.all.get(i + 1).map(|&v| v * w).unwrap_or(w)
    }

    fn gated(&self, x: T) -> Option<T> {
        let there = self.on.then_some(x * x);
        let other = (self.on).then(|| x * self.all[0]);
        Some(there? * other?)
    }
}

#[differentiable]
fn of_table<T: Scalar>(x: T, y: T, on: bool) -> T {
    let t = Table { all: [x, y * y, x * y, y], on };
    let far = t.at(2) * t.at(7) * t.ends();
    far + t.looked_at(2) * t.looked_at(9) + t.gated(y).unwrap_or(x)
}

#[test]
fn elements_of_fields() {
    check!(of_table(in 0.7, in 0.4, fix true));
    check!(of_table(in 0.7, in 0.4, fix false));
}

#[differentiable]
fn turned<T: Scalar>(x: &mut [T], a: [T; 3], k: usize) -> T {
    let mut a = a;
    let mut sum = T::ZERO;
    for i in 0..2 {
        x.reverse();
        x.rotate_left(k);
        a.reverse();
        x[1] = x[1] * a[i] * x[0];
        x[1..].reverse();
        x.rotate_right(k + i);
        a.rotate_right(1);
        sum += x[2] * a[0] * x[k];
    }
    a[..2].reverse();
    x.rotate_left(0);
    sum * a[1]
}

#[test]
fn slices_are_turned_around() {
    for k in 0..4 {
        check!(turned(mut vec![0.3, -0.5, 0.7, 0.9, 1.1], in [0.4, 0.8, -0.6], fix k));
    }
    check!(turned(mut vec![0.3, -0.5, 0.7, 0.9], in [0.4, 0.8, -0.6], fix 3));
}

#[test]
fn turning_moves_what_core_moves() {
    #[differentiable]
    fn moved(x: &mut [f64], k: usize) {
        x.rotate_left(k);
        x.reverse();
        x.rotate_right(k / 2);
    }
    let mut tape = costate::HeapTape::new();
    for n in 1..7 {
        for k in 0..=n {
            let start: Vec<f64> = (0..n).map(|i| i as f64).collect();
            let (mut plain, mut x, mut d) = (start.clone(), start.clone(), start.clone());
            moved(&mut plain, k);
            moved::vjp(&mut x, &mut d, k, &mut tape);
            assert_eq!(plain, x);
            // the adjoint of a permutation moves the elements back
            moved(&mut d, k);
            assert_eq!(d, start);
        }
    }
}

#[differentiable]
impl<T: Scalar> Table<T> {
    /// A part of a field is a slice.
    fn parts(&mut self, i: usize) -> T {
        let all = &mut self.all[..];
        all.reverse();
        self.all[1..].rotate_left(1);
        let all = &self.all[..];
        match all.get(i) {
            Some(v) => *v * self.all[1..].first().map(|v| *v * *v).unwrap_or(*v),
            None => self.all[0] * self.all[1],
        }
    }
}

#[differentiable]
fn parts_of_table<T: Scalar>(x: T, y: T, i: usize) -> T {
    let mut t = Table { all: [x, y * y, x * y, y], on: true };
    let first = t.parts(i);
    first * t.parts(i + 1) + t.all[2]
}

#[test]
fn parts_of_fields_are_slices() {
    check!(parts_of_table(in 0.7, in 0.4, fix 1));
    check!(parts_of_table(in 0.7, in 0.4, fix 3));
}
