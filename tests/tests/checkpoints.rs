//! Checkpointed loops: every schedule gives the gradient of the plain loop, to the bit.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::too_many_arguments)]

use costate::{Diff, HeapTape, Real, Tape, differentiable};
use costate_tests::check;

/// One kernel three times: without checkpoints, with one every `k` iterations, with `k` slots.
macro_rules! schedules {
    // the attribute comes from the caller, so that the names of all it writes do
    ($hash:tt $attribute:tt [$none:ident $every:ident $binomial:ident] ($($args:tt)*) by $k:ident $(-> $r:ty)?
        { $($before:tt)* } [$($head:tt)*] { $($body:tt)* } { $($after:tt)* }) => {
        $hash $attribute
        fn $none($($args)*) $(-> $r)? { let _ = $k; $($before)* $($head)* { $($body)* } $($after)* }
        $hash $attribute
        fn $every($($args)*) $(-> $r)? {
            $($before)*
            #[checkpoint(every = $k)]
            $($head)* { $($body)* }
            $($after)*
        }
        $hash $attribute
        fn $binomial($($args)*) $(-> $r)? {
            $($before)*
            #[checkpoint(binomial, slots = $k)]
            $($head)* { $($body)* }
            $($after)*
        }
    };
}

/// Numbers of a run, as bits.
trait Bits {
    fn bits(&self, all: &mut Vec<u64>);
}

impl Bits for f64 {
    fn bits(&self, all: &mut Vec<u64>) {
        all.push(self.to_bits());
    }
}

impl<B: Bits, const N: usize> Bits for [B; N] {
    fn bits(&self, all: &mut Vec<u64>) {
        self.iter().for_each(|b| b.bits(all));
    }
}

impl<B: Bits> Bits for Vec<B> {
    fn bits(&self, all: &mut Vec<u64>) {
        self.iter().for_each(|b| b.bits(all));
    }
}

macro_rules! bits {
    ($($e:expr),*) => {{
        let mut all = Vec::new();
        $($e.bits(&mut all);)*
        all
    }};
}

/// Runs `pull!(kernel, k)` with all schedules of a loop of `n` iterations.
macro_rules! identical {
    ($pull:ident, $n:expr, [$none:ident $every:ident $binomial:ident]) => {{
        let n: usize = $n;
        let plain = $pull!($none, 1);
        for k in [1, 2, 7, n.max(1), n + 3] {
            assert_eq!(plain, $pull!($every, k), "every = {k} of {n}");
        }
        for s in 1..=n.max(1) + 1 {
            assert_eq!(plain, $pull!($binomial, s), "binomial, slots = {s} of {n}");
        }
    }};
}

// ---- what an iteration carries

schedules! {
    #[differentiable]
    [scalars scalars_every scalars_binomial]
    (x: &[f64], a: f64, xs: &mut [f64], k: usize) by k -> f64
    { let mut s = 1.0; let mut v = a; let w = a.cos(); }
    [for i in 0..x.len()] {
        v = v - 0.1 * s.sin() * x[i];
        s = s + 0.2 * v * w;
        xs[i] = s * v;
    }
    { s * s + v * w }
}

#[test]
fn carried_scalars_and_a_trajectory() {
    for n in [0, 1, 2, 5, 12] {
        let x: Vec<f64> = (0..n).map(|i| (i as f64 * 0.7).sin()).collect();
        macro_rules! pull {
            ($f:ident, $k:expr) => {{
                let (mut dx, mut da, mut xs) = (vec![0.5; n], 0.25, vec![0.0; n]);
                let mut dxs: Vec<f64> = (0..n).map(|i| 1.0 + i as f64).collect();
                let mut tape = HeapTape::new();
                let r = $f::vjp(&x, &mut dx, 0.3, &mut da, &mut xs, &mut dxs, $k, 1.5, &mut tape);
                assert_eq!(tape.mark(), 0);
                bits!(r, dx, da, xs, dxs)
            }};
        }
        identical!(pull, n, [scalars scalars_every scalars_binomial]);
        check!(f64 scalars_every(ref x.clone(), in 0.3, mut vec![0.5; n], fix 2usize));
        check!(f64 scalars_binomial(ref x.clone(), in 0.3, mut vec![0.5; n], fix 2usize));
    }
}

schedules! {
    #[differentiable]
    [arrays arrays_every arrays_binomial] (x: f64, n: usize, k: usize) by k -> f64
    {
        let mut table = [x, x * x, 1.0];
        table[2] = x.sin();
        let mut a = [1.0, x, 0.5 * x];
        let mut visits = [0usize; 3];
    }
    [for i in 0..n] {
        let j = (i + visits[0]) % 3;
        visits[j] += 1;
        a[j] = a[(j + 1) % 3] * table[j] + 0.3 * a[j].cos();
        if visits[j] > 2 {
            a[0] = a[0] + 0.1 * a[1] * a[2];
        }
    }
    { table[0] = 3.0 * x; a[1] = a[1] * table[0]; a[0] + a[1] * a[2] }
}

#[test]
fn arrays_that_change_and_arrays_that_are_read() {
    for n in [0, 1, 2, 9, 14] {
        macro_rules! pull {
            ($f:ident, $k:expr) => {{
                let (mut dx, mut tape) = (0.0, HeapTape::new());
                let r = $f::vjp(0.7, &mut dx, n, $k, 1.0, &mut tape);
                assert_eq!(tape.mark(), 0);
                bits!(r, dx)
            }};
        }
        identical!(pull, n, [arrays arrays_every arrays_binomial]);
        check!(f64 arrays_every(in 0.7, fix n, fix 3usize));
        check!(f64 arrays_binomial(in 0.7, fix n, fix 3usize));
    }
}

/// A pendulum's state.
#[derive(Clone, Copy, Debug, Diff)]
struct State<T> {
    q: T,
    v: T,
    steps: u32,
}

/// Its parameters.
#[derive(Clone, Copy, Debug, Diff)]
struct Pendulum<T> {
    gravity: T,
    damping: T,
}

#[differentiable]
impl<T: Real> Pendulum<T> {
    fn force(&self, s: &State<T>) -> T {
        -self.gravity * s.q.sin() - self.damping * s.v
    }

    fn step(&self, s: &mut State<T>, h: T) {
        let f = self.force(s);
        s.v = s.v + h * f;
        s.q = s.q + h * s.v;
        s.steps += 1;
    }

    fn rollout(&self, s: &mut State<T>, h: T, n: usize, slots: usize) {
        #[checkpoint(binomial, slots = slots)]
        for _ in 0..n {
            self.step(s, h);
        }
    }

    fn energy(&self, q0: T, h: T, n: usize) -> T {
        let mut s = State { q: q0, v: T::ZERO, steps: 0 };
        #[checkpoint(every = 3)]
        for _ in 0..n {
            self.step(&mut s, h);
        }
        s.v * s.v * 0.5 + self.gravity * (T::ONE - s.q.cos())
    }
}

#[differentiable]
fn swing<T: Real>(gravity: T, q: T, v: T, n: usize, slots: usize) -> T {
    let p = Pendulum { gravity, damping: q * T::from_f64(0.3) };
    let mut s = State { q, v, steps: 0 };
    p.rollout(&mut s, T::from_f64(0.05), n, slots);
    let half = s.q * s.v;
    p.rollout(&mut s, T::from_f64(0.1), n, slots);
    half + s.q * T::from_f64(s.steps as f64)
}

#[differentiable]
fn energy<T: Real>(g: T, d: T, q: T, n: usize) -> T {
    let p = Pendulum { gravity: g, damping: d };
    p.energy(q, T::from_f64(0.1), n)
}

#[test]
fn methods_and_structs_behind_references() {
    for n in [0, 1, 2, 3, 8] {
        for slots in [1, 2, 5] {
            check!(swing(in 9.8, in 0.5, in 0.1, fix n, fix slots));
        }
        check!(energy(in 9.8, in 0.1, in 0.4, fix n));
    }
}

// ---- `&mut` arguments

#[differentiable]
fn relax(x: &mut [f64], rate: f64) {
    for i in 1..x.len() {
        x[i] = x[i] + rate * (x[i - 1] - x[i]).sin();
    }
}

schedules! {
    #[differentiable]
    [slices slices_every slices_binomial]
    (x: &mut [f64], y: &mut [f64; 2], z: &mut f64, rate: f64, n: usize, k: usize) by k -> f64
    { x[0] = x[0] * 1.5; *z = *z * *z; y[1] = y[1] * *z; let mut sum = 0.0; }
    [for i in 0..n] {
        relax(x, rate * y[0]);
        y[0] = y[0] + 0.1 * x[i % 3] * *z;
        relax(&mut x[1..], 0.2 * y[1]);
        sum = sum + x[2] * y[0];
    }
    { *z = *z * y[0]; x[1] = x[1] * *z; y[1] = 0.5 * x[0]; sum }
}

#[differentiable]
fn lent_every(x: &mut [f64], y: &mut [f64; 2], z: &mut f64, rate: f64, n: usize) -> f64 {
    slices_every(x, y, z, rate, n, 2)
}

#[differentiable]
fn lent_binomial(x: &mut [f64], y: &mut [f64; 2], z: &mut f64, rate: f64, n: usize) -> f64 {
    slices_binomial(x, y, z, rate, n, 3)
}

#[test]
fn slices_arrays_and_numbers_that_are_lent() {
    for n in [0, 1, 2, 6, 11] {
        macro_rules! pull {
            ($f:ident, $k:expr) => {{
                let (mut x, mut dx) = (vec![0.3, -0.2, 0.9, 0.1], vec![1.0, 0.5, -1.0, 2.0]);
                let (mut y, mut dy) = ([0.8, 0.4], [0.3, 0.7]);
                let (mut z, mut dz, mut drate) = (0.6, 1.1, 0.0);
                let mut tape = HeapTape::new();
                let r = $f::vjp(
                    &mut x, &mut dx, &mut y, &mut dy, &mut z, &mut dz, 0.3, &mut drate, n, $k, 0.7, &mut tape,
                );
                assert_eq!(tape.mark(), 0);
                bits!(r, x, dx, y, dy, z, dz, drate)
            }};
        }
        identical!(pull, n, [slices slices_every slices_binomial]);
        check!(f64 lent_every(mut vec![0.3, -0.2, 0.9, 0.1], mut [0.8, 0.4], mut 0.6, in 0.3, fix n));
        check!(f64 lent_binomial(mut vec![0.3, -0.2, 0.9, 0.1], mut [0.8, 0.4], mut 0.6, in 0.3, fix n));
    }
}

/// Through `fwd` and `rev`, in a loop, twice in a row, with what the callees leave in between.
#[differentiable]
fn calls_checkpointed(x: &mut [f64], rate: f64, n: usize) -> f64 {
    let mut y = [0.8, 0.4];
    let mut z = 0.6;
    let mut total = 0.0;
    for k in 1..3 {
        total = total + slices_every(x, &mut y, &mut z, rate, n, k);
        total = total * slices_binomial(x, &mut y, &mut z, rate * total.cos(), n, k);
    }
    total + y[0] * z
}

#[test]
fn a_checkpointed_function_is_called() {
    for n in [0, 1, 4] {
        check!(f64 calls_checkpointed(mut vec![0.3, -0.2, 0.9, 0.1], in 0.3, fix n));
    }
}

// ---- how loops run and end

schedules! {
    #[differentiable]
    [left left_every left_binomial] (x: f64, n: usize, limit: f64, k: usize) by k -> f64
    { let mut s = x; let mut last = 0.0; }
    ['out: for i in 0..n] {
        if i == 1 { continue; }
        for j in 0..3 {
            s = s * (1.0 + 0.1 * x) + 0.05 * s.sin();
            if j == 1 && i % 3 == 2 { continue 'out; }
            if s > limit { break 'out; }
        }
        last = s * x;
    }
    { s * s + last }
}

schedules! {
    #[differentiable]
    [returned returned_every returned_binomial] (x: f64, n: usize, limit: f64, k: usize) by k -> f64
    { let mut s = x; }
    [for i in 0..n] {
        s = s * (1.0 + 0.2 * x) + 0.01 * (i as f64) * s.sin();
        if s > limit { return s * s; }
    }
    { s * 3.0 }
}

#[test]
fn a_loop_that_is_left_early() {
    for (n, limit) in [(0, 1.0), (6, 0.0), (9, 1.2), (9, 2.0), (9, 100.0)] {
        macro_rules! pull {
            ($f:ident, $k:expr) => {{
                let (mut dx, mut dl, mut tape) = (0.0, 0.0, HeapTape::new());
                let r = $f::vjp(0.9, &mut dx, n, limit, &mut dl, $k, 1.0, &mut tape);
                assert_eq!(tape.mark(), 0);
                bits!(r, dx, dl)
            }};
        }
        identical!(pull, n, [left left_every left_binomial]);
        identical!(pull, n, [returned returned_every returned_binomial]);
        check!(f64 left_every(in 0.9, fix n, in limit, fix 2usize));
        check!(f64 left_binomial(in 0.9, fix n, in limit, fix 2usize));
        check!(f64 returned_every(in 0.9, fix n, in limit, fix 4usize));
        check!(f64 returned_binomial(in 0.9, fix n, in limit, fix 4usize));
    }
}

#[differentiable]
fn halved<T: costate::Scalar>(x: T, k: usize) -> T {
    let mut s = x * x;
    let mut n = 0_i32;
    #[checkpoint(every = k)]
    while s > T::from_f64(0.5) {
        s = s * 0.8 + 0.01 * s.sin() * x;
        n += 1;
    }
    s * T::from_f64(n as f64)
}

#[differentiable]
fn looped<T: costate::Scalar>(x: T, k: usize) -> T {
    let mut s = x * x;
    let mut path = [T::ZERO; 2];
    #[checkpoint(every = k + 1)]
    loop {
        s = s * 0.8 + 0.01 * s.sin() * x;
        path = [s * path[1], path[0] + s];
        if s < T::from_f64(0.5) {
            break;
        }
    }
    s + path[0] * path[1]
}

/// Its condition calls a function: it becomes a part of the iteration.
#[differentiable]
fn asked<T: costate::Scalar>(x: T, k: usize) -> T {
    let mut s = x * x;
    #[checkpoint(every = k)]
    while wave(s) > T::from_f64(0.4) {
        s = s * 0.8;
    }
    s * x
}

#[differentiable]
fn wave<T: Real>(x: T) -> T {
    x.sin() * x
}

#[test]
fn while_and_loop() {
    for k in [1, 2, 3, 50] {
        for x in [0.3, 0.9, 2.5] {
            check!(halved(in x, fix k));
            check!(looped(in x, fix k));
            check!(asked(in x, fix k));
        }
    }
}

#[differentiable]
fn ranges<T: Real>(x: &[T], k: usize) -> T {
    let n = x.len();
    let mut s = T::ONE;
    #[checkpoint(binomial, slots = k)]
    for i in (0..n).rev() {
        s = s * x[i].cos() + s * s * 0.1;
    }
    #[checkpoint(every = k)]
    for i in (0..n).step_by(2) {
        s = s + x[i] * s.sin();
    }
    #[checkpoint(binomial, slots = k)]
    for i in (0..n).step_by(3).rev() {
        s = s + x[i] * s.cos();
    }
    #[checkpoint(every = k)]
    for i in -2_i8..=2 {
        s = s * (x[0] * T::from_f64(i as f64)).exp() + T::from_f64(0.2);
    }
    let mut t = s;
    #[checkpoint(binomial, slots = k)]
    for _ in 250..=255_u8 {
        t = t * s.cos() + x[0];
    }
    s + t
}

#[test]
fn ranges_of_every_kind() {
    for n in [1, 2, 3, 7, 10] {
        let x: Vec<f64> = (0..n).map(|i| 0.3 + (i as f64).sin() * 0.4).collect();
        for k in [1, 2, 4, 30] {
            check!(ranges(ref x.clone(), fix k));
        }
    }
}

// ---- loops in loops

#[differentiable]
fn inside_a_loop<T: Real>(x: T, n: usize, k: usize) -> T {
    let mut a = [x, T::ONE];
    for i in 0..n {
        let mut local = [a[0], x * T::from_f64(i as f64)];
        if i % 2 == 0 {
            #[checkpoint(every = k)]
            for j in 0..i + 2 {
                local[j % 2] = local[(j + 1) % 2] * a[1] * 0.3 + local[j % 2].sin();
            }
        } else {
            #[checkpoint(binomial, slots = k)]
            for j in 0..i {
                a[j % 2] = a[j % 2] + local[0] * 0.1;
                local[0] = local[0].cos() * a[0];
            }
        }
        a[1] = a[1] * local[0] + local[1];
    }
    a[0] * a[1]
}

#[differentiable]
fn outer_and_inner(x: &mut [f64], a: f64, n: usize, k: usize) -> f64 {
    let mut s = a;
    let mut m = [a, 1.0];
    #[checkpoint(binomial, slots = k)]
    for i in 0..n {
        let mut t = s * m[1];
        #[checkpoint(every = k)]
        for j in 0..i + 1 {
            t = t * x[j % 2].cos() + 0.1 * m[0];
            #[checkpoint(binomial, slots = 2)]
            for l in 0..3 {
                x[l] = x[l] + 0.1 * t.sin() * m[l % 2];
                m[l % 2] = m[l % 2] * 0.9 + 0.05 * x[2];
            }
        }
        s = s + 0.3 * t;
    }
    s * m[0] + x[1]
}

#[differentiable]
fn outer_and_inner_plain(x: &mut [f64], a: f64, n: usize, k: usize) -> f64 {
    let _ = k;
    let mut s = a;
    let mut m = [a, 1.0];
    for i in 0..n {
        let mut t = s * m[1];
        for j in 0..i + 1 {
            t = t * x[j % 2].cos() + 0.1 * m[0];
            for l in 0..3 {
                x[l] = x[l] + 0.1 * t.sin() * m[l % 2];
                m[l % 2] = m[l % 2] * 0.9 + 0.05 * x[2];
            }
        }
        s = s + 0.3 * t;
    }
    s * m[0] + x[1]
}

#[test]
fn nested_loops() {
    for n in [0, 1, 2, 5] {
        for k in [1, 2, 3, 9] {
            check!(inside_a_loop(in 0.7, fix n, fix k));
            check!(f64 outer_and_inner(mut vec![0.2, 0.5, -0.3], in 0.4, fix n, fix k));
        }
        macro_rules! pull {
            ($f:ident, $k:expr) => {{
                let (mut x, mut dx) = (vec![0.2, 0.5, -0.3], vec![1.0, -0.5, 0.25]);
                let (mut da, mut tape) = (0.0, HeapTape::new());
                let r = $f::vjp(&mut x, &mut dx, 0.4, &mut da, n, $k, 1.0, &mut tape);
                assert_eq!(tape.mark(), 0);
                bits!(r, x, dx, da)
            }};
        }
        identical!(pull, n, [outer_and_inner_plain outer_and_inner outer_and_inner]);
    }
}

// ---- what the numbers may be, and where nothing is differentiated

const FEW: usize = 3;

#[differentiable]
fn constants<T: Real, const K: usize>(x: T, y: &[T]) -> T {
    let mut s = x;
    #[checkpoint(every = K)]
    for i in 0..y.len() {
        s = s * y[i].sin() + x;
    }
    #[checkpoint(binomial, slots = FEW)]
    for i in 0..y.len() {
        s = s * y[i].cos() + x;
    }
    #[checkpoint(binomial, slots = y.len() / 2 + 1,)]
    for i in 0..y.len() {
        s = s * y[i] + s.sin();
    }
    s
}

/// Nothing that an output depends on runs through these loops.
#[differentiable]
fn unneeded<T: Real>(x: T, n: usize) -> T {
    let mut count = 0;
    #[checkpoint(every = 2)]
    for i in 0..n {
        count += i;
    }
    let mut lost = x;
    #[checkpoint(binomial, slots = 2)]
    for _ in 0..n {
        lost = lost * x;
    }
    let _ = lost;
    x * x * T::from_f64(count as f64)
}

#[differentiable]
fn five<T: Real>(x: T, y: &[T]) -> T {
    constants::<T, 5>(x, y)
}

#[test]
fn numbers_that_are_constants_or_computed() {
    check!(five(in 0.4, ref vec![0.3, -0.2, 0.9, 0.1, 0.5, 0.7, -0.4]));
    check!(unneeded(in 0.7, fix 5usize));
}

#[test]
#[should_panic(expected = "k must be at least 1")]
fn every_zero_iterations_panics() {
    let (mut dx, mut da, mut tape) = ([0.0; 1], 0.0, HeapTape::new());
    scalars_every::vjp(&[1.0], &mut dx, 1.0, &mut da, &mut [0.0], &mut [0.0], 0, 1.0, &mut tape);
}

#[test]
#[should_panic(expected = "s must be at least 1")]
fn no_slots_panic() {
    let (mut dx, mut da, mut tape) = ([0.0; 1], 0.0, HeapTape::new());
    scalars_binomial::vjp(&[1.0], &mut dx, 1.0, &mut da, &mut [0.0], &mut [0.0], 0, 1.0, &mut tape);
}

// ---- receivers

#[differentiable]
impl<T: Real> State<T> {
    fn fall(&mut self, g: T, n: usize, slots: usize) -> T {
        let mut way = T::ZERO;
        #[checkpoint(binomial, slots = slots)]
        for _ in 0..n {
            self.v = self.v - g * self.q.cos() * 0.1;
            self.q = self.q + self.v * 0.1;
            way = way + self.q * self.v;
        }
        self.v = self.v * way;
        way
    }

    fn fallen(mut self, g: T, n: usize) -> T {
        #[checkpoint(every = 2)]
        for _ in 0..n {
            self.v = self.v - g * self.q.cos() * 0.1;
            self.q = self.q + self.v * 0.1;
        }
        self.q
    }
}

#[differentiable]
fn falls<T: Real>(q: T, v: T, g: T, n: usize, slots: usize) -> T {
    let mut s = State { q, v, steps: 0 };
    let a = s.fall(g, n, slots);
    let b = s.fall(a, n, slots + 1);
    s.q + s.v * b + s.fallen(g * q, n)
}

#[test]
fn receivers_are_state_too() {
    for n in [0, 1, 4, 9] {
        check!(falls(in 0.4, in 0.1, in 0.7, fix n, fix 2usize));
    }
    // the receiver has its final value after `vjp`
    let (mut s, mut ds) = (State { q: 0.4, v: 0.1, steps: 0 }, costate::Zero::zero());
    let (mut t, mut dg, mut tape) = (s, 0.0, HeapTape::new());
    let way = s.fall(0.7, 6, 2);
    assert_eq!(way, t.fall_vjp(&mut ds, 0.7, &mut dg, 6, 2, 1.0, &mut tape));
    assert_eq!(bits!(s.q, s.v), bits!(t.q, t.v));
}
