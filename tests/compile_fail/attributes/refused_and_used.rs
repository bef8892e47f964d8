//! What is refused has stubs with its types: what uses it has no messages of its own.

use std::ops::{AddAssign, Mul, Neg};

use costate::{Diff, HeapTape, differentiable};

#[derive(Clone, Copy, Diff)]
#[diff(tangent = Self)]
struct Mat([[f64; 2]; 2]);

#[derive(Clone, Copy, Diff)]
#[diff(tangent = Self)]
struct Vec2 {
    x: f64,
    y: f64,
}

#[differentiable]
impl Mul for Mat {
    type Output = Mat;
    fn mul(self, o: Mat) -> Mat {
        let mut r = Mat([[0.0; 2]; 2]);
        for i in 0..2 {
            for j in 0..2 {
                r.0[i][j] = (0..2).map(|k| self.0[i][k] * o.0[k][j]).sum();
            }
        }
        r
    }
}

#[differentiable]
impl Mul<Vec2> for Mat {
    type Output = Vec2;
    fn mul(self, v: Vec2) -> Vec2 {
        let [[a, b], [c, d]] = self.0;
        Vec2 { x: a * v.x + b * v.y, y: c * v.x + d * v.y }
    }
}

#[differentiable]
impl Neg for Mat {
    type Output = Mat;
    fn neg(self) -> Mat {
        let s: f64 = self.0[0][0];
        Mat([[s.to_degrees(); 2]; 2])
    }
}

#[differentiable]
impl AddAssign for Mat {
    fn add_assign(&mut self, o: Mat) {
        let s: f64 = o.0[0][0];
        self.0[0][0] += s.to_degrees();
    }
}

#[differentiable]
fn uses_operators(a: Mat, b: Mat, v: Vec2) -> Vec2 {
    let mut c = a * b;
    c += -a;
    c * v
}

#[differentiable]
fn with_an_argument_like_the_tape(x: f64, t: f64) -> f64 {
    x.to_degrees() * t
}

#[differentiable(vjp_n)]
fn of_a_vector(x: &Vec<f64>, k: f64) -> f64 {
    x[0] * k
}

#[differentiable]
fn uses_functions(x: &[f64], t: f64) -> f64 {
    with_an_argument_like_the_tape(x[0], t)
}

fn main() {
    let x = vec![1.0, 2.0];
    let _ = of_a_vector::value_and_grad(&x, 3.0);
    let _ = uses_functions::grad(&x, 2.0);
    let (mut da, mut dt) = (0.0, 0.0);
    with_an_argument_like_the_tape::vjp(1.0, &mut da, 2.0, &mut dt, 1.0, &mut HeapTape::new());
}
