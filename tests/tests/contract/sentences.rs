//! The contract of `#[differentiable]`, sentence by sentence: names, slots, meaning.

// what people write, also where rustc or clippy knows better
#![allow(clippy::needless_range_loop, dead_code)]

use costate::{CountTape, Diff, HeapTape, Lanes, Real, Scalar, SliceTape, StackTape, Tape, differentiable};
use costate_tests::check;

#[differentiable]
fn f(x: f64, y: &[f64], n: usize) -> f64 {
    let mut s = x;
    for i in 0..n {
        s = s * y[i] + x;
    }
    s
}

#[test]
fn adjoints_of_inputs_accumulate() {
    let mut tape = HeapTape::new();
    let y = [0.5, 0.25];
    let (mut dx, mut dy) = (0.0, [0.0; 2]);
    f::vjp(2.0, &mut dx, &y, &mut dy, 2, 1.0, &mut tape);
    let (once_x, once_y) = (dx, dy);
    f::vjp(2.0, &mut dx, &y, &mut dy, 2, 1.0, &mut tape);
    assert_eq!(dx, 2.0 * once_x);
    assert_eq!(dy, once_y.map(|d| 2.0 * d));
    assert_eq!(once_x, 0.5 * 0.25 + 0.25 + 1.0);
}

#[differentiable]
fn overwrite(x: f64, y: &mut [f64; 3]) {
    y[0] = x * x;
    y[1] = y[1] * x;
}

#[test]
fn the_adjoint_of_a_mutable_argument_is_transformed_in_place() {
    let mut tape = HeapTape::new();
    let (mut y, mut dy) = ([5.0, 7.0, 9.0], [1.0, 10.0, 100.0]);
    let mut dx = 0.5;
    overwrite::vjp(3.0, &mut dx, &mut y, &mut dy, &mut tape);
    assert_eq!(y, [9.0, 21.0, 9.0], "the final value");
    assert_eq!(dy, [0.0, 30.0, 100.0], "written: zero; scaled; untouched: passed through");
    assert_eq!(dx, 0.5 + 6.0 + 70.0);
}

#[test]
fn jvp_moves_a_mutable_argument_and_its_tangent() {
    let (mut y, mut ty) = ([5.0, 7.0, 9.0], [1.0, 10.0, 100.0]);
    let () = overwrite::jvp(3.0, 1.0, &mut y, &mut ty);
    assert_eq!((y, ty), ([9.0, 21.0, 9.0], [6.0, 37.0, 100.0]));
}

#[test]
fn rev_consumes_what_its_fwd_recorded() {
    let mut tape = HeapTape::new();
    tape.push(3.5_f64);
    let before = tape.mark();
    let y = [0.5, 0.25];
    let first = f::fwd(2.0, &y, 2, &mut tape);
    let middle = tape.mark();
    let second = f::fwd(3.0, &y, 1, &mut tape);
    let (mut dx, mut dy) = (0.0, [0.0; 2]);
    f::rev(3.0, &mut dx, &y, &mut dy, 1, &mut (), 1.0, &mut tape);
    assert_eq!(tape.mark(), middle);
    assert_eq!((second, dx), (f(3.0, &y, 1), 1.5));
    let (mut dx, mut dy) = (0.0, [0.0; 2]);
    f::rev(2.0, &mut dx, &y, &mut dy, 2, &mut (), 1.0, &mut tape);
    assert_eq!(tape.mark(), before);
    assert_eq!((first, dx), (f(2.0, &y, 2), 1.375));
    assert_eq!(tape.pop::<f64>(), 3.5);
}

#[test]
fn a_stack_tape_serves_as_well_as_a_heap_tape() {
    let (mut heap, mut stack) = (HeapTape::new(), StackTape::<256>::new());
    let y = [0.5, 0.25];
    let mut on_heap = (0.0, [0.0; 2]);
    let mut on_stack = on_heap;
    f::vjp(2.0, &mut on_heap.0, &y, &mut on_heap.1, 2, 1.0, &mut heap);
    f::vjp(2.0, &mut on_stack.0, &y, &mut on_stack.1, 2, 1.0, &mut stack);
    assert_eq!(on_heap, on_stack);
}

#[differentiable]
fn energy(k: f64, x: &[f64], v: [f64; 2]) -> f64 {
    k * x[0] * x[1] + v[0] * v[1]
}

#[differentiable]
fn square(x: f64) -> f64 {
    x * x
}

#[test]
fn grad_returns_owned_gradients() {
    let (x, v) = ([2.0, 3.0], [5.0, 7.0]);
    assert_eq!(energy::grad(0.5, &x, v), (6.0, vec![1.5, 1.0], [7.0, 5.0]));
    assert_eq!(energy::value_and_grad(0.5, &x, v), (38.0, (6.0, vec![1.5, 1.0], [7.0, 5.0])));
    assert_eq!(square::grad(3.0), 6.0, "one gradient comes without a tuple");
    assert_eq!(square::value_and_grad(3.0), (9.0, 6.0));
}

/// Parameters of a spring.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Spring<T> {
    stiffness: T,
    rest: T,
    id: u32,
}

#[differentiable]
fn stored(springs: &[Spring<f64>], x: f64) -> f64 {
    let mut sum = 0.0;
    for i in 0..springs.len() {
        let stretch = x - springs[i].rest;
        sum += 0.5 * springs[i].stiffness * stretch * stretch;
    }
    sum
}

#[test]
fn grad_of_a_slice_of_structs_is_a_vector_of_tangents() {
    let springs = [Spring { stiffness: 2.0, rest: 1.0, id: 1 }, Spring { stiffness: 4.0, rest: 2.0, id: 2 }];
    let (d, dx) = stored::grad(&springs, 4.0);
    let expected =
        [(4.5, -6.0), (2.0, -8.0)].map(|(stiffness, rest)| SpringTangent { stiffness, rest, id: () });
    assert_eq!((d, dx), (expected.to_vec(), 14.0));
}

type Index = usize;

#[differentiable]
fn aliased(x: f64, n: Index, m: (usize, bool), k: &[u32]) -> f64 {
    x * x * (n + m.0 + k.len()) as f64
}

#[test]
fn slots_are_dropped_only_for_types_spelled_as_integers() {
    let mut tape = HeapTape::new();
    let mut dx = 0.0;
    let value = aliased::vjp(3.0, &mut dx, 1, &mut (), (1, true), &[7], 1.0, &mut tape);
    assert_eq!((value, dx), (27.0, 18.0));
}

#[differentiable]
fn with_constant(x: f64, #[constant] k: f64, #[constant] table: &[f64]) -> f64 {
    x * k * table[0]
}

#[test]
fn constant_arguments_have_no_slot() {
    let mut tape = HeapTape::new();
    let mut dx = 0.0;
    assert_eq!(with_constant::vjp(3.0, &mut dx, 5.0, &[2.0], 1.0, &mut tape), 30.0);
    assert_eq!(dx, 10.0);
    assert_eq!(with_constant::jvp(3.0, 1.0, 5.0, &[2.0]), (30.0, 10.0));
    assert_eq!(with_constant::grad(3.0, 5.0, &[2.0]), 10.0);
}

#[differentiable]
fn several(x: f64, n: usize) -> (f64, usize, [f64; 2]) {
    (x * x, n, [x, 2.0 * x])
}

#[test]
fn the_adjoint_of_a_tuple_is_a_tuple() {
    let mut tape = HeapTape::new();
    let mut dx = 0.0;
    let value = several::vjp(3.0, &mut dx, 4, (1.0, (), [10.0, 100.0]), &mut tape);
    assert_eq!((value, dx), ((9.0, 4, [3.0, 6.0]), 216.0));
    assert_eq!(several::jvp(3.0, 1.0, 4), ((9.0, 4, [3.0, 6.0]), (6.0, (), [1.0, 2.0])));
}

#[differentiable]
fn how_many(x: f64, limit: f64) -> usize {
    if x > limit { 2 } else { 1 }
}

#[test]
fn an_integer_result_has_no_adjoint() {
    let mut tape = HeapTape::new();
    let (mut dx, mut dl) = (0.0, 0.0);
    assert_eq!(how_many::vjp(3.0, &mut dx, 1.0, &mut dl, &mut tape), 2);
    assert_eq!((dx, dl), (0.0, 0.0));
}

#[differentiable]
fn ties<T: Real>(x: T, y: T) -> [T; 4] {
    [x.abs(), x.max(y), x.min(y), x.clamp(-1.0, 1.0)]
}

#[test]
fn a_tie_goes_to_the_second() {
    let gradient = |x: f64, y: f64, i: usize| {
        let mut tape = HeapTape::new();
        let (mut dx, mut dy, mut dr) = (0.0, 0.0, [0.0; 4]);
        dr[i] = 1.0;
        ties::vjp(x, &mut dx, y, &mut dy, dr, &mut tape);
        (dx, dy)
    };
    assert_eq!(gradient(0.0, 1.0, 0), (0.0, 0.0));
    assert_eq!(gradient(2.0, 2.0, 1), (0.0, 1.0));
    assert_eq!(gradient(2.0, 2.0, 2), (0.0, 1.0));
    assert_eq!(gradient(1.0, 0.0, 3), (0.0, 0.0));
    assert_eq!(gradient(0.5, 0.0, 3), (1.0, 0.0));
}

#[differentiable]
fn guarded<T: Scalar>(x: T) -> T {
    let s = x.sqrt();
    if x > 0.0 { s } else { 0.0 }
}

#[differentiable]
fn guarded_by_select<T: Real>(x: T) -> T {
    T::select(x.gt(T::ZERO), x.sqrt(), T::ZERO)
}

#[test]
fn a_zero_cotangent_passes_a_singular_primitive_as_zero() {
    for x in [0.0, -1.0] {
        assert_eq!(guarded::grad(x), 0.0);
        assert_eq!(guarded_by_select::grad(x), 0.0);
    }
    assert_eq!(guarded::grad(4.0), 0.25);
    assert_eq!(guarded_by_select::grad(4.0), 0.25);
}

#[test]
fn lanes_are_scalars_to_the_bit() {
    let points = [0.3, -0.7, 1.0, 2.0];
    let mut tape = HeapTape::new();
    let (mut dx, mut dy) = (Lanes::<f64, 4>::ZERO, Lanes::<f64, 4>::ZERO);
    let lanes = Lanes(points);
    let value = ties::vjp(lanes, &mut dx, lanes * lanes, &mut dy, [Lanes::ONE; 4], &mut tape);
    for (i, x) in points.into_iter().enumerate() {
        let (mut dx1, mut dy1) = (0.0, 0.0);
        let one = ties::vjp(x, &mut dx1, x * x, &mut dy1, [1.0; 4], &mut tape);
        assert_eq!(value.map(|v| v.0[i].to_bits()), one.map(f64::to_bits));
        assert_eq!((dx.0[i], dy.0[i]), (dx1, dy1));
    }
}

#[differentiable]
fn quartic<T: Real>(x: T) -> T {
    let y = x * x;
    y * y
}

#[test]
fn dual_numbers_through_vjp_give_second_derivatives() {
    use costate::Dual;
    let mut tape = HeapTape::new();
    let mut dx = Dual::new(0.0, 0.0);
    let value = quartic::vjp(Dual::new(2.0, 1.0), &mut dx, Dual::new(1.0, 0.0), &mut tape);
    assert_eq!((value.re, value.eps, dx.re, dx.eps), (16.0, 32.0, 32.0, 48.0));
}

#[test]
fn a_slice_adjoint_of_the_wrong_length_is_a_clear_panic() {
    let panic = std::panic::catch_unwind(|| {
        let mut tape = HeapTape::new();
        f::vjp(2.0, &mut 0.0, &[0.5, 0.25], &mut [0.0; 1], 2, 1.0, &mut tape)
    });
    let message = *panic.unwrap_err().downcast::<String>().unwrap();
    assert!(
        message.contains("adjoint of `y`") && message.contains('1') && message.contains('2'),
        "{message}"
    );
}

#[test]
#[should_panic(expected = "tape")]
fn overflow_of_a_fixed_tape_is_a_panic() {
    let mut tape = StackTape::<2>::new();
    let y = [0.5; 64];
    f::vjp(2.0, &mut 0.0, &y, &mut [0.0; 64], 64, 1.0, &mut tape);
}

#[differentiable]
fn asserts(x: f64, n: usize) -> f64 {
    assert!(n > 0, "n is {n}");
    debug_assert!(x.is_finite());
    assert_eq!(n % 2, 0);
    x * x * n as f64
}

#[test]
fn assertions_stay() {
    check!(f64 asserts(in 1.5, fix 2usize));
    assert!(std::panic::catch_unwind(|| asserts::grad(1.5, 0)).is_err());
    assert!(std::panic::catch_unwind(|| asserts::grad(1.5, 3)).is_err());
}

#[differentiable]
fn elementary<T: Real>(x: T) -> [T; 6] {
    [x.sin(), x.exp(), x.atan2(2.0), x.powf(0.3), x.tanh() + x.ln(), x.cbrt() - x.powi(5)]
}

#[differentiable]
fn elementary_f64(x: f64) -> [f64; 6] {
    [x.sin(), x.exp(), x.atan2(2.0), x.powf(0.3), x.tanh() + x.ln(), x.cbrt() - x.powi(5)]
}

#[test]
fn the_plain_function_uses_costates_primitives() {
    for i in 1..200 {
        let x = 0.037 * f64::from(i);
        let own = [
            Real::sin(x),
            Real::exp(x),
            Real::atan2(x, 2.0),
            Real::powf(x, 0.3),
            Real::tanh(x) + Real::ln(x),
            Real::cbrt(x) - Real::powi(x, 5),
        ];
        assert_eq!(elementary_f64(x).map(f64::to_bits), own.map(f64::to_bits));
        assert_eq!(elementary(x).map(f64::to_bits), own.map(f64::to_bits));
    }
}

#[test]
fn a_counted_tape_tells_the_size_that_suffices() {
    let y = [0.5; 16];
    let gradient = |tape: &mut SliceTape| {
        let mut dy = [0.0; 16];
        f::vjp(2.0, &mut 0.0, &y, &mut dy, 16, 1.0, tape);
        dy
    };
    let (mut counting, mut dy) = (CountTape::new(), [0.0; 16]);
    f::vjp(2.0, &mut 0.0, &y, &mut dy, 16, 1.0, &mut counting);
    let words = counting.peak();
    assert_eq!(gradient(&mut SliceTape::new(&mut vec![0; words])), dy);
    let less = std::panic::catch_unwind(|| gradient(&mut SliceTape::new(&mut vec![0; words - 1])));
    assert!(words > 0 && less.is_err());
}

#[differentiable]
fn changes_an_integer(x: f64, n: &mut usize, flags: &mut [bool; 2]) -> f64 {
    *n += 1;
    flags[*n % 2] = true;
    let y = x * *n as f64;
    *n *= 2;
    y * y
}

#[test]
fn a_mutable_integer_has_no_slot() {
    let mut tape = HeapTape::new();
    let (mut n, mut flags, mut dx) = (2, [false; 2], 0.0);
    let value = changes_an_integer::vjp(1.5, &mut dx, &mut n, &mut flags, 1.0, &mut tape);
    assert_eq!((value, dx, n, flags), (20.25, 27.0, 6, [false, true]));
}
