//! `explain`: the text, and that its bytes are those of the tape.

#![allow(clippy::needless_range_loop)]

use costate::{CountTape, Diff, HeapTape, Real, differentiable};

type Count = CountTape<HeapTape>;

/// Bytes at the peak of a tape: a word has four.
fn bytes(run: impl FnOnce(&mut Count)) -> usize {
    let mut tape = Count::new();
    run(&mut tape);
    4 * tape.peak()
}

/// The number after `before` in a text.
fn number(text: &str, before: &str) -> usize {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("`{before}` stands in\n{text}"));
    rest.split_whitespace().next().and_then(|word| word.parse().ok()).unwrap_or_else(|| panic!("{rest}"))
}

#[differentiable(explain)]
fn fall(speed: f64, drag: f64, steps: usize) -> f64 {
    let (mut z, mut v) = (0.0, speed);
    for _ in 0..steps {
        v += 0.01 * (9.81 - drag * v * v);
        z += 0.01 * v;
    }
    z
}

#[test]
fn a_loop_keeps_what_it_carries() {
    let text = "\
fall(speed, drag, steps)
  speed  adjoint
  drag   adjoint
  steps  no adjoint: usize has no derivative

tape of `vjp`: 8 bytes an iteration of `for k in 0..steps`
  for k in 0..steps: 8 bytes an iteration
    v  f64  8 bytes  carried by the loop
    computed again: drag * v
tape of `fwd`, for `rev`: the same
";
    assert_eq!(fall::EXPLAIN, text);
    for steps in [0, 1, 7] {
        let measured = bytes(|t| {
            fall::vjp(1.0, &mut 0.0, 0.1, &mut 0.0, steps, 1.0, t);
        });
        assert_eq!(measured, steps * number(text, "tape of `vjp`: "));
        assert_eq!(
            measured,
            bytes(|t| {
                let _ = fall::fwd(1.0, 0.1, steps, t);
            }),
            "fwd: the same"
        );
    }
}

#[differentiable(explain)]
fn decay(x: &[f32], k: f32, _spare: f32) -> f32 {
    let scale = k.exp();
    let mut s = 1.0;
    for i in 0..x.len() {
        s = s * (scale * x[i]).sin() + s * s;
    }
    s * (1.0 / scale)
}

#[test]
fn what_is_costly_is_kept_and_the_bodys_values_are_variables() {
    let text = "\
decay(x, k, _spare)
  x       adjoint
  k       adjoint
  _spare  not active: nothing is added to its adjoint

tape of `vjp`: 12 bytes an iteration of `for i in 0..x.len()`
  for i in 0..x.len(): 12 bytes an iteration
    s                     f32  4 bytes  carried by the loop
    (scale * x[i]).cos()  f32  4 bytes  `cos` costs more than reading it back
    (scale * x[i]).sin()  f32  4 bytes  `sin` costs more than reading it back
tape of `fwd`, for `rev`: the same, and 12 bytes that are variables in `vjp`
  scale        f32  4 bytes  `exp` costs more than reading it back
  s            f32  4 bytes  what a loop leaves
  1.0 / scale  f32  4 bytes  a division costs more than reading it back
";
    assert_eq!(decay::EXPLAIN, text);
    let x = [0.5, 0.25, 0.125];
    let vjp = bytes(|t| {
        decay::vjp(&x, &mut [0.0; 3], 0.5, &mut 0.0, 0.0, &mut 0.0, 1.0, t);
    });
    assert_eq!(vjp, 3 * number(text, "tape of `vjp`: "));
    let fwd = bytes(|t| {
        let _ = decay::fwd(&x, 0.5, 0.0, t);
    });
    assert_eq!(fwd, vjp + number(text, "the same, and "));
}

#[differentiable(explain)]
fn conduct(temperature: &mut [f64], number: f64) {
    let mut left = temperature[0];
    for i in 1..temperature.len() - 1 {
        let here = temperature[i];
        temperature[i] = here + number * (left - 2.0 * here + temperature[i + 1]);
        left = here;
    }
}

#[test]
fn what_memory_held_is_kept() {
    let text = "\
conduct(temperature, number)
  temperature  adjoint, changed in place
  number       adjoint

tape of `vjp`: 24 bytes an iteration of `for i in 1..temperature.len() - 1`
  for i in 1..temperature.len() - 1: 24 bytes an iteration
    left                f64  8 bytes  carried by the loop
    here                f64  8 bytes  read from `temperature`, which changes
    temperature[i + 1]  f64  8 bytes  read from `temperature`, which changes
    computed again: i + 1
    computed again: left - 2.0 * here + temperature[i + 1]
tape of `fwd`, for `rev`: 8 bytes an iteration of `for i in 1..temperature.len() - 1`
  computed again: temperature.len() - 1
  for i in 1..temperature.len() - 1: 8 bytes an iteration
    temperature[i + 1]  f64  8 bytes  read from `temperature`, which changes
    computed again: i + 1
    computed again: left - 2.0 * here + temperature[i + 1]
";
    assert_eq!(conduct::EXPLAIN, text);
    let measured = bytes(|t| conduct::vjp(&mut [1.0, 2.0, 4.0, 8.0, 9.0], &mut [1.0; 5], 0.1, &mut 0.0, t));
    assert_eq!(measured, 3 * number(text, "tape of `vjp`: "));
}

#[differentiable(explain)]
fn bars(bar: &mut [f64], n: usize, diffusion: f64) {
    for _ in 0..n {
        conduct(bar, diffusion);
    }
}

#[test]
fn what_is_lent_is_copied() {
    let text = "\
bars(bar, n, diffusion)
  bar        adjoint, changed in place
  n          no adjoint: usize has no derivative
  diffusion  adjoint

tape of `vjp`: (8 bytes + bar.len() × 8 bytes + what `conduct` keeps) an iteration of `for k in 0..n` + bar.len() × 8 bytes
  bar  [f64]  bar.len() × 8 bytes  its final values: the backward sweep uses the slice
  for k in 0..n: (8 bytes + bar.len() × 8 bytes + what `conduct` keeps) an iteration
    bar         [f64]  bar.len() × 8 bytes  copied: lent to `conduct`, whose `rev` wants it as it was
    conduct(…)                              a call: what the callee keeps
    mark        usize  8 bytes              where that slice lies on the tape
tape of `fwd`, for `rev`: the same without the final values
";
    assert_eq!(bars::EXPLAIN, text);
    let (n, len) = (4, 5);
    let callee = (len - 2) * number(conduct::EXPLAIN, "tape of `fwd`, for `rev`: ");
    let vjp = bytes(|t| bars::vjp(&mut [1.0, 2.0, 4.0, 8.0, 9.0], &mut [1.0; 5], n, 0.1, &mut 0.0, t));
    assert_eq!(vjp, n * (8 + 8 * len + callee) + 8 * len);
    let fwd = bytes(|t| bars::fwd(&mut [1.0, 2.0, 4.0, 8.0, 9.0], n, 0.1, t));
    assert_eq!(fwd, vjp - 8 * len, "without the final values");
}

#[differentiable(explain)]
fn bounce(x: f64, n: usize, limit: f64) -> f64 {
    let mut p = [x, 1.0, 0.5];
    let mut k = 0;
    while k < n {
        if p[0] > limit {
            p[0] = p[1] * p[2].tanh();
        } else {
            p[1] = p[0].tanh();
        }
        p[2] = p[1] + p[0];
        k += 1;
    }
    p[2]
}

#[test]
fn branches_differ_and_a_while_loop_is_counted() {
    let text = "\
bounce(x, n, limit)
  x      adjoint
  n      no adjoint: usize has no derivative
  limit  not active: nothing is added to its adjoint

tape of `vjp`: 16 to 24 bytes an iteration of `while k < n`
  while k < n: 16 to 24 bytes an iteration
    p[0]  f64  8 bytes  read from `p`, which changes
    computed again: p[0] > limit
    if p[0] > limit: 16 bytes
      p[1]         f64  8 bytes  read from `p`, which changes
      p[2].tanh()  f64  8 bytes  `tanh` costs more than reading it back
    else: 8 bytes
      p[0].tanh()  f64  8 bytes  `tanh` costs more than reading it back
tape of `fwd`, for `rev`: the same, and 8 bytes that are variables in `vjp`
  count  usize  8 bytes  how often the loop ran
";
    assert_eq!(bounce::EXPLAIN, text);
    let vjp = |limit: f64| {
        bytes(|t| {
            bounce::vjp(0.5, &mut 0.0, 6, limit, &mut 0.0, 1.0, t);
        })
    };
    assert_eq!(vjp(f64::INFINITY), 6 * number(text, "tape of `vjp`: "), "the smaller branch only");
    assert_eq!(vjp(f64::NEG_INFINITY), 6 * number(text, "tape of `vjp`: 16 to "), "the larger only");
    let fwd = bytes(|t| {
        let _ = bounce::fwd(0.5, 6, f64::INFINITY, t);
    });
    assert_eq!(fwd, vjp(f64::INFINITY) + number(text, "the same, and "));
}

#[derive(Diff)]
struct Spring<T> {
    stiffness: T,
}

#[differentiable(explain)]
impl<T: Real> Spring<T> {
    fn new(stiffness: T) -> Self {
        Spring { stiffness }
    }

    fn relax(x: T, n: usize) -> T {
        let mut y = x;
        for _ in 0..n {
            y = y * y.cos();
        }
        y
    }
}

#[test]
fn a_method_has_a_constant_of_its_own_name() {
    let text = Spring::<f64>::RELAX_EXPLAIN;
    assert!(text.contains("\n    y        T  size of `T`  carried by the loop\n"), "{text}");
    assert!(text.contains("tape of `vjp`: 3 × size of `T` an iteration of `for k in 0..n`"), "{text}");
    assert!(
        Spring::<f64>::NEW_EXPLAIN.ends_with("tape of `vjp`: nothing\ntape of `fwd`, for `rev`: the same\n")
    );
    assert_eq!((Spring::new(2.0).stiffness, Spring::relax(2.0, 0)), (2.0, 2.0));
}

const GRAVITY: f64 = 9.81;
const SHARE: f32 = 0.25;

/// The types of constants from outside are known where they are written.
#[differentiable(explain)]
fn typed_constants(x: f64, y: f32, steps: usize) -> f64 {
    let (gravity, share): (f64, f32) = (GRAVITY, SHARE);
    let (mut v, mut w) = (x, y);
    for _ in 0..steps {
        v = v * gravity * 0.1;
        w = w * share + share;
    }
    v + w as f64
}

#[test]
fn a_written_type_of_a_constant_is_known() {
    assert!(!typed_constants::EXPLAIN.contains("operators"), "{}", typed_constants::EXPLAIN);
    let (value, (dx, dy)) = typed_constants::value_and_grad(2.0, 3.0, 2);
    assert_eq!(value, typed_constants(2.0, 3.0, 2));
    assert!((dx - 0.981 * 0.981).abs() < 1e-12, "{dx}");
    assert_eq!(dy, 0.0625);
}
