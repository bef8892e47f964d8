use core::ops::{Add, Index, IndexMut};

use costate::{Diff, differentiable};

#[derive(Clone, Copy, Default, Diff)]
#[diff(tangent = Self)]
struct Point {
    x: f64,
    y: f64,
}

#[differentiable]
impl Add for Point {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        Point { x: self.x + o.x, y: self.y + o.y }
    }
}

#[differentiable]
impl Point {
    fn area(self, k: f64) -> f64 {
        self.x * self.y * k
    }
}

/// Of two points the third is the first again.
#[derive(Clone, Copy, Default, Diff)]
#[diff(tangent = Self)]
struct Ring {
    all: [Point; 2],
}

#[differentiable]
impl Add for Ring {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        Ring { all: [self.all[0] + o.all[0], self.all[1] + o.all[1]] }
    }
}

#[differentiable]
impl Index<usize> for Ring {
    type Output = Point;
    fn index(&self, i: usize) -> &Point {
        &self.all[i % 2]
    }
}

#[differentiable]
impl IndexMut<usize> for Ring {
    fn index_mut(&mut self, i: usize) -> &mut Point {
        &mut self.all[i % 2]
    }
}

#[differentiable]
fn widened(p: &mut Point, k: f64) -> f64 {
    p.x *= k;
    p.x
}

// `r[2]` is `r[0]`, which Rust copies before the argument runs
#[differentiable]
fn around(ring: Ring, k: f64) -> f64 {
    let mut r = ring;
    r[0].area(widened(&mut r[2], k))
}

fn main() {}
