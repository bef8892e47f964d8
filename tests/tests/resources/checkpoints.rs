//! Checkpointed loops: every schedule gives the gradient of the plain loop, to the bit.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::too_many_arguments)]

use costate::{HeapTape, Tape, differentiable};
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

// ---- loops in loops

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

// ---- numbers that show to be zero

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
