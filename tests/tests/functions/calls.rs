//! Calls: arguments by every way, results of every kind, modules, generics.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::manual_is_multiple_of)]

use costate::{Diff, Real, Scalar, differentiable};
use costate_tests::kernels::{self, spring as stored_energy};
use costate_tests::{argument_struct, check};

#[differentiable]
fn rotate<T: Real>(x: &mut T, y: &mut T, angle: T) {
    let (s, c) = (angle.sin(), angle.cos());
    let old = *x;
    *x = c * old - s * *y;
    *y = s * old + c * *y;
}

#[differentiable]
fn rotated_twice<T: Real>(x: T, y: T, angle: T) -> T {
    let (mut a, mut b) = (x, y * y);
    rotate(&mut a, &mut b, angle);
    a = a * b;
    let turn = angle * a;
    rotate(&mut b, &mut a, turn);
    a * b
}

#[differentiable]
fn write_only<T: Real>(x: T, out: &mut T) {
    *out = x * x;
}

#[differentiable]
fn through_out<T: Real>(x: T) -> T {
    let mut y = x.sin();
    let z = y * x;
    write_only(z, &mut y);
    y * z
}

#[differentiable]
fn squares<T: Real>(x: &[T], out: &mut [T]) -> T {
    let mut sum = T::ZERO;
    for i in 0..x.len() {
        out[i] = x[i] * x[i] * out[i];
        sum += out[i];
    }
    sum
}

#[differentiable]
fn squares_twice<T: Real>(x: &[T; 2]) -> T {
    let mut y = [T::ONE; 2];
    let a = squares(x, &mut y);
    let before = y[0] * a;
    let b = squares(x, &mut y);
    before * b + y[1]
}

#[test]
fn out_and_in_out_arguments() {
    check!(rotate(mut 0.3, mut 0.7, in 0.5) -> ());
    check!(rotated_twice(in 0.3, in 0.7, in 0.5));
    check!(write_only(in 0.6, mut 2.0) -> ());
    check!(through_out(in 0.6));
    check!(squares(ref vec![0.3, 0.8], mut vec![0.5, 0.6]));
    check!(squares_twice(ref [0.3, 0.8]));
}

#[differentiable]
fn polar<T: Real>(x: T, y: T) -> (T, T) {
    (x.hypot(y), y.atan2(x))
}

#[differentiable]
fn use_tuple<T: Real>(x: T, y: T) -> T {
    let (r, angle) = polar(x, y);
    let again = polar(r, angle);
    again.0 * r + again.1
}

#[differentiable]
fn doubled<T: Real>(v: [T; 2]) -> [T; 2] {
    [v[0] + v[0], v[1] * v[0]]
}

#[differentiable]
fn use_array<T: Real>(v: [T; 2]) -> T {
    let w = doubled(doubled(v));
    doubled(w)[1] + w[0]
}

/// A point of the phase plane.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct State<T> {
    qpos: T,
    qvel: T,
}
argument_struct!(State, StateTangent { qpos: f64, qvel: f64 });

#[differentiable]
fn step<T: Real>(s: State<T>, h: T) -> State<T> {
    let qvel = s.qvel - h * s.qpos.sin();
    State { qpos: s.qpos + h * qvel, qvel }
}

#[differentiable]
fn rollout<T: Real>(s: &State<T>, h: T, steps: usize) -> State<T> {
    let mut s = *s;
    for _ in 0..steps {
        s = step(s, h);
    }
    s
}

#[differentiable]
fn mixed_results<T: Real>(x: T, n: usize) -> (usize, [T; 2], (T, bool)) {
    (n + 1, [x * x, x], (x.sin(), n > 2))
}

#[differentiable]
fn use_mixed<T: Real>(x: T, n: usize) -> T {
    let (m, a, (s, flag)) = mixed_results(x, n);
    let y = a[0] * a[1] * T::from_f64(m as f64);
    if flag { y * s } else { y + s }
}

#[test]
fn tuples_arrays_and_structs_as_results() {
    check!(polar(in 0.6, in 0.8));
    check!(use_tuple(in 0.6, in 0.8));
    check!(doubled(in [0.6, 0.8]));
    check!(use_array(in [0.6, 0.8]));
    check!(step(in State { qpos: 0.4, qvel: 0.1 }, in 0.2));
    check!(rollout(ref State { qpos: 0.4, qvel: 0.1 }, in 0.2, fix 5usize));
    check!(mixed_results(in 0.6, fix 2usize));
    check!(use_mixed(in 0.6, fix 2usize));
    check!(use_mixed(in 0.6, fix 3usize));
}

#[differentiable]
fn identity<T: Real>(x: T, _unused: T) -> T {
    x
}

#[differentiable]
fn use_identity<T: Real>(x: T, y: T) -> T {
    identity(x, y) * identity(y, x) + identity(identity(x, x), y)
}

#[test]
fn a_returned_argument() {
    check!(use_identity(in 0.6, in 0.8));
}

#[differentiable]
fn power<T: Real>(x: T, n: u32) -> T {
    if n == 0 {
        return T::ONE;
    }
    let half = power(x, n / 2);
    if n % 2 == 0 { half * half } else { half * half * x }
}

#[differentiable]
fn halved_to_one<T: Scalar>(x: T) -> T {
    if x < 1.0 { x * x } else { x * halved_to_one(0.5 * x) }
}

#[differentiable]
fn tree<T: Real>(depth: usize, a: &mut [T]) -> T {
    if depth == 0 {
        a[0] *= a[1];
        return a[0];
    }
    let left = tree(depth - 1, a);
    a[1] = a[1] + left;
    let right = tree(depth - 1, a);
    left * right
}

#[test]
fn recursion() {
    check!(power(in 1.1, fix 0u32));
    check!(power(in 1.1, fix 13u32));
    check!(halved_to_one(in 5.3));
    check!(tree(fix 2usize, mut vec![0.6, 0.8]));
}

mod outer {
    pub mod inner {
        use costate::{Real, differentiable};

        #[differentiable]
        pub fn cube<T: Real>(x: T) -> T {
            x * x * x
        }

        #[differentiable]
        pub fn cube_of_cube<T: Real>(x: T) -> T {
            self::cube(super::inner::cube(x))
        }
    }
    pub use inner::cube as renamed;
}

use outer::inner;

#[differentiable]
fn across_modules<T: Real>(x: T) -> T {
    inner::cube(x) + outer::renamed(x) * outer::inner::cube_of_cube(x)
}

#[differentiable]
fn across_crates<T: Real>(k: T, x: T) -> T {
    let mut y = [x, k];
    let sum = kernels::scale(k, &mut y);
    stored_energy(k, x) + sum * y[0] * y[1] + costate_tests::kernels::spring(x, k)
}

#[differentiable]
fn monomorphic_across_crates(k: f64, x: f64) -> f64 {
    kernels::spring_f64(k * x, x)
}

#[test]
fn across_modules_and_crates_and_renamed() {
    check!(across_modules(in 0.9));
    check!(across_crates(in 1.4, in 0.6));
    check!(f64 monomorphic_across_crates(in 1.4, in 0.6));
    check!(outer::renamed(in 0.9));
    check!(stored_energy(in 0.9, in 1.2));
}

#[differentiable]
fn bounded<T>(x: T, y: T) -> T
where
    T: Scalar,
{
    if x < y { x * y } else { y.sin() }
}

#[differentiable]
fn dot<T: Real, const N: usize>(a: &[T; N], b: &[T; N]) -> T {
    let mut sum = T::ZERO;
    for i in 0..N {
        sum += a[i] * b[i];
    }
    sum
}

#[differentiable]
fn use_const_generics<T: Real>(a: &[T; 3], x: T) -> T {
    let b = [x; 3];
    dot(a, &b) + dot::<T, 2>(&[x, x * x], &[a[0], a[1]])
}

#[test]
fn generics_bounds_and_const_generics() {
    check!(bounded(in 0.3, in 0.4));
    check!(bounded(in 0.4, in 0.3));
    check!(use_const_generics(ref [0.3, 0.5, 0.7], in 1.2));
}

#[differentiable]
fn same_callee_twice<T: Real>(x: T, y: T) -> T {
    let a = identity(x * y, y).exp();
    let mut b = power(a, 2);
    b = power(b * x, 3) + a;
    b
}

#[differentiable]
fn same_slice_twice<T: Real>(x: &[T; 2]) -> T {
    dot(x, x) * x[0]
}

#[test]
fn the_same_callee_and_the_same_argument_twice() {
    check!(same_callee_twice(in 0.6, in 0.8));
    check!(same_slice_twice(ref [0.6, 0.8]));
}

#[differentiable]
fn inactive_arguments<T: Real>(x: T, n: usize, flags: &[bool], #[constant] scale: T) -> T {
    let mut s = x;
    for i in 0..n {
        if flags[i] {
            s = s * scale;
        } else {
            s = s * x;
        }
    }
    s
}

#[differentiable]
fn calls_inactive<T: Real>(x: T) -> T {
    let three = T::from_f64(3.0);
    inactive_arguments(x, 2, &[true, false], three) + power(three, 2) * x
}

fn not_differentiable(n: usize) -> f64 {
    (n * n) as f64
}

#[differentiable]
fn plain_call(x: f64, n: usize) -> f64 {
    not_differentiable(n) * x * x
}

#[test]
fn inactive_arguments_and_plain_calls() {
    check!(inactive_arguments(in 0.6, fix 3usize, fixref vec![true, false, true], fix 1.7));
    check!(calls_inactive(in 0.6));
    check!(f64 plain_call(in 0.6, fix 3usize));
}

#[differentiable]
fn count_above<T: Scalar>(a: &[T], limit: T) -> usize {
    let mut n = 0;
    for i in 0..a.len() {
        if a[i] > limit {
            n += 1;
        }
    }
    n
}

#[differentiable]
fn use_count<T: Scalar>(a: &[T], limit: T) -> T {
    let n = count_above(a, limit);
    limit * limit * T::from_f64(n as f64)
}

#[differentiable]
fn is_inside<T: Scalar>(x: T) -> bool {
    x > 0.0 && x < 1.0
}

#[differentiable]
fn use_bool<T: Scalar>(x: T) -> T {
    if is_inside(x) { x * x } else { x }
}

#[test]
fn integer_and_bool_results() {
    check!(use_count(ref vec![0.2, 0.7, 0.9], in 0.5));
    check!(use_bool(in 0.4));
    check!(use_bool(in 1.4));
}

/// A value without a derivative of its own added to one that has: its tangent is that of the other, and is lent.
#[differentiable]
fn lends_a_sum<T: Scalar>(n: usize, x: &T) -> T {
    let mut s = x.sin();
    let (mut y, z) = (0.3.tanh() + (*x + *x), *x);
    if n > 0 {
        s = 0.5 * s + lends_a_sum(n - 1, &y).sin();
        y *= z;
    }
    s + y * z
}

#[test]
fn a_copy_that_is_lent() {
    for n in 0..3 {
        check!(lends_a_sum(fix n, ref 0.4));
    }
}
