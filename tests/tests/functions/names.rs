//! Names: the user's may be any that generated code uses itself.

// what people write, also where rustc or clippy knows better
#![allow(dead_code, non_camel_case_types, clippy::multiple_bound_locations, clippy::needless_lifetimes)]

use costate::{Diff, Real, Scalar, differentiable};
use costate_tests::check;

#[differentiable]
fn names_of_tangents<T: Real>(t: T, dt: T, tt: T, d_t: T, dr: T) -> T {
    let d = t * dt;
    let r = d.sin() * tt;
    let dd = r * d_t + dr;
    dd * dr * d
}

#[differentiable]
fn names_of_tapes<T: Real>(tape: T, value: T, result: T, u: T, x_1: T) -> T {
    let x = x_1 * u;
    let x_2 = x * tape;
    let mut x = x_2 + value;
    x *= result;
    let count = x * x;
    count + x_1 * x_2
}

#[differentiable]
fn names_of_loops<T: Scalar>(x: T, mark: T, n: usize) -> T {
    let mut count = 0;
    let mut k = x;
    let mut i = mark;
    while count < n {
        count += 1;
        k = k * i;
        for t in 0..count {
            i = i + k * T::from_f64(t as f64);
            if i > 9.0 {
                break;
            }
        }
    }
    k * i
}

#[differentiable]
fn names_of_exits<T: Scalar>(returned: T, broke: T, skipped: T) -> T {
    let matched = returned * broke;
    if matched < 0.0 {
        return skipped;
    }
    let result = match skipped < broke {
        true => matched * skipped,
        false => broke,
    };
    result * matched
}

#[test]
fn names_of_generated_variables() {
    check!(names_of_tangents(in 0.3, in 0.5, in 0.7, in 0.9, in 1.1));
    check!(names_of_tapes(in 0.3, in 0.5, in 0.7, in 0.9, in 1.1));
    check!(names_of_loops(in 0.7, in 0.4, fix 4usize));
    check!(names_of_exits(in 0.7, in 0.4, in 0.2));
    check!(names_of_exits(in 0.7, in 0.4, in 0.6));
    check!(names_of_exits(in 0.7, in -0.4, in 0.6));
}

#[differentiable]
fn other_parameter<R: Real>(x: R) -> R {
    0.5 * x * x.sin() + R::ONE
}

#[differentiable]
fn lower_case_parameter<real: Scalar>(x: real, y: real) -> real {
    if x > 0.5 { x * y } else { 2.0 * y }
}

#[differentiable]
fn two_parameters<A: Real, B: Scalar>(x: A, y: B) -> A {
    let mut s = x;
    if y > B::ZERO {
        s = s * s;
    }
    s * x
}

#[test]
fn names_of_type_parameters() {
    check!(other_parameter(in 0.7));
    check!(lower_case_parameter(in 0.7, in 0.9));
    let mut tape = costate::HeapTape::new();
    let (mut dx, mut dy) = (0.0, 0.0_f32);
    let value = two_parameters::vjp(2.0, &mut dx, 1.0_f32, &mut dy, 1.0, &mut tape);
    assert_eq!((value, dx, dy), (8.0, 12.0, 0.0));
}

#[differentiable]
fn sin<T: Real>(x: T) -> T {
    x * x
}

#[differentiable]
fn own_function_called_like_a_primitive<T: Real>(x: T) -> T {
    sin(x) * x.sin()
}

#[test]
fn a_function_called_like_a_primitive() {
    check!(own_function_called_like_a_primitive(in 0.7));
}

mod shadowed_prelude {
    #![allow(non_camel_case_types, dead_code)]
    use costate::differentiable;

    /// Types that generated code must not mean.
    pub struct Option;
    pub struct Tape;
    pub struct Diff;
    pub struct Clone;
    pub struct HeapTape;
    pub mod core {}
    pub mod std {}

    #[differentiable]
    pub fn square(x: f64, n: usize) -> f64 {
        let mut s = x;
        for _ in 0..n {
            s = s * s + x.sin();
        }
        s
    }

    #[derive(::costate::Diff, ::core::clone::Clone, ::core::marker::Copy)]
    pub struct Point {
        pub x: f64,
    }
}

#[test]
fn names_of_the_prelude_may_be_the_users() {
    check!(f64 shadowed_prelude::square(in 0.7, fix 2usize));
    assert_eq!(shadowed_prelude::PointTangent::default().x, 0.0);
}

/// Methods called like those of slices and iterators.
#[derive(Clone, Copy, Diff)]
struct Inputs<T> {
    a: [T; 2],
}

#[differentiable]
impl<T: Real> Inputs<T> {
    fn get(&self, i: usize) -> T {
        self.a[i] * self.a[1 - i]
    }

    fn sum(&self) -> T {
        self.a[0] + self.a[1]
    }
}

#[differentiable]
fn methods_called_like_those_of_slices<T: Real>(x: T, y: T) -> T {
    let inputs = Inputs { a: [x, y * x] };
    inputs.get(1) * inputs.sum()
}

#[test]
fn methods_of_the_user_called_like_those_of_slices() {
    check!(methods_called_like_those_of_slices(in 0.7, in 0.4));
}

/// Fields called like what is derived.
#[derive(Clone, Copy, Diff)]
struct Fields<T> {
    t: T,
    dr: T,
    r#type: T,
}

#[differentiable]
fn fields<T: Real>(x: T, r#fn: T) -> T {
    let f = Fields { t: x, dr: x * r#fn, r#type: r#fn };
    f.t * f.dr + f.r#type * f.t
}

#[test]
fn raw_identifiers_and_fields() {
    check!(fields(in 0.7, in 0.4));
}

/// A kernel whose parts are arguments of a macro: each keeps its own precedence.
macro_rules! kernel {
    ($name:ident, $t:ty, $e:expr, $n:expr, $op:tt, $p:pat => $b:block) => {
        #[differentiable]
        fn $name(x: $t, y: $t) -> $t {
            let k = $e;
            let mut s = x * $e;
            for _ in 0..$n {
                let a = x * y;
                s = s * $e $op k * a;
            }
            let $p = s;
            s * $b - $e
        }
    };
}
kernel!(made_by_a_macro, f64, 1.0 + 2.0, 1 + 1, +, q => { q + 2.0 });

#[test]
fn a_function_made_by_a_macro() {
    check!(f64 made_by_a_macro(in 0.3, in 0.7));
    let once = |s: f64| s * 3.0 + 3.0 * (0.3 * 0.7);
    let s = once(once(0.3 * 3.0));
    assert_eq!(made_by_a_macro(0.3, 0.7), s * (s + 2.0) - 3.0);
}

/// Documentation, attributes and visibility stay.
#[inline]
#[must_use]
#[allow(clippy::many_single_char_names)]
#[differentiable]
pub(crate) fn decorated<'a, T: Real>(x: &'a [T], #[allow(unused)] y: T) -> T
where
    T: 'static,
{
    x[0] * x[1]
}

#[differentiable]
fn without_arguments() -> f64 {
    let x = 3.0;
    x * x
}

#[differentiable]
fn without_active_arguments(n: usize) -> f64 {
    n as f64 * 0.5
}

#[differentiable]
fn uses_inactive(x: f64) -> f64 {
    without_arguments() * x + without_active_arguments(3) * x
}

#[test]
fn attributes_lifetimes_and_no_arguments() {
    check!(decorated(ref vec![0.5, 0.7], in 0.1));
    check!(f64 without_arguments());
    check!(f64 without_active_arguments(fix 3usize));
    check!(f64 uses_inactive(in 0.4));
}
