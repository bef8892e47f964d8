//! Prints the bits of values, tangents and adjoints. `.ci/run` builds it in every way that a user
//! may, and compares what is printed.

use costate::{Diff, HeapTape, Real, Scalar, differentiable};
use costate_bits::{functions, root, smooth, swing, work};
use costate_tests::kernels::{Damper, DamperTangent, System};

/// A pendulum of natural frequency squared `stiffness` \[1/s²\].
#[derive(Clone, Copy, Diff)]
struct Pendulum<T> {
    stiffness: T,
}

#[differentiable]
impl<T: Real> System<T> for Pendulum<T> {
    fn acceleration(&self, q: T) -> T {
        -self.stiffness * q.sin()
    }
}

/// A number whose bits can be printed.
trait Bits: Scalar + Diff<Tangent = Self> {
    fn hex(self) -> String;
}

impl Bits for f64 {
    fn hex(self) -> String {
        format!("{:016x}", self.to_bits())
    }
}

impl Bits for f32 {
    fn hex(self) -> String {
        format!("{:08x}", self.to_bits())
    }
}

fn print<T: Bits>(name: &str, all: &[T]) {
    let words: Vec<String> = all.iter().map(|x| x.hex()).collect();
    println!("{name} {}", words.join(" "));
}

/// Numbers in 0.2..0.9.
fn numbers<T: Bits>(n: usize) -> Vec<T> {
    (0..n).map(|i| T::from_f64(0.2 + 0.7 * (i as f64 * 0.618_033_988_749_895).fract())).collect()
}

/// The derivatives of all generic kernels, in one kind of number.
fn all<T: Bits>() {
    let mut tape = HeapTape::new();
    let (one, zero) = (T::ONE, T::ZERO);
    let points = numbers::<T>(40);
    for pair in points.windows(2) {
        let (x, y) = (pair[0], pair[1]);
        let (mut dx, mut dy) = (zero, zero);
        let value = functions::vjp(x, &mut dx, y, &mut dy, one, &mut tape);
        let (again, tangent) = functions::jvp(x, one, y, zero);
        print("functions", &[value, dx, dy, again, tangent]);

        let (pendulum, mut d) = (Pendulum { stiffness: y }, PendulumTangent { stiffness: zero });
        let h = T::from_f64(0.01);
        let (mut dq, mut dh) = (zero, zero);
        let value = swing::vjp(&pendulum, &mut d, x, &mut dq, 50, h, &mut dh, one, &mut tape);
        let (_, tangent) = swing::jvp(&pendulum, &PendulumTangent { stiffness: one }, x, zero, 50, h, zero);
        print("swing", &[value, d.stiffness, dq, dh, tangent]);
    }
    for n in [0, 1, 7, 32] {
        let (mut a, mut da, mut rate) = (points[..n.max(1)].to_vec(), points[..n.max(1)].to_vec(), zero);
        let value = smooth::vjp(&mut a, &mut da, points[n], &mut rate, 5, one, &mut tape);
        print("smooth", &[a, da, vec![rate, value]].concat());

        let damper = Damper { damping: points[n], count: 3 };
        let (mut d, mut path) = (DamperTangent::default(), vec![zero; n]);
        let value = work::vjp(&damper, &mut d, &points[..n], &mut path, one, &mut tape);
        print("work", &[path, vec![d.damping, value]].concat());
    }
}

fn main() {
    all::<f64>();
    all::<f32>();
    let mut tape = HeapTape::new();
    for x in numbers::<f64>(40) {
        let mut dx = 0.0;
        let value = root::vjp(x, &mut dx, 1.0, &mut tape);
        let (_, tangent) = root::jvp(x, 1.0);
        print("root", &[value, dx, tangent]);
    }
}
