//! Memory and time of a gradient through a long rollout, by schedule:
//! `cargo run --release -p costate-tests --example checkpoints`
//!
//! A chain of eight masses between springs, its ends held, half of them pulled; the loss is the
//! energy after `n` steps, the gradient is that by all initial positions and velocities, the
//! stiffness and the damping.

use std::sync::LazyLock;
use std::time::Instant;

use costate::{CountTape, Tape, differentiable};

const MASSES: usize = 8;

/// One step of `h` = 1 ms, velocities first.
///
/// q̈ᵢ = k (qᵢ₋₁ − 2 qᵢ + qᵢ₊₁) + 0.1 sin qᵢ − c q̇ᵢ
#[differentiable]
fn step(q: &mut [f64; MASSES], v: &mut [f64; MASSES], k: f64, c: f64) {
    for i in 0..MASSES {
        let left = if i > 0 { q[i - 1] } else { 0.0 };
        let right = if i + 1 < MASSES { q[i + 1] } else { 0.0 };
        v[i] += 0.001 * (k * (left - 2.0 * q[i] + right) + 0.1 * q[i].sin() - c * v[i]);
    }
    for i in 0..MASSES {
        q[i] += 0.001 * v[i];
    }
}

/// ½ Σ q̇²
#[differentiable]
fn energy(v: &[f64; MASSES]) -> f64 {
    let mut sum = 0.0;
    for i in 0..MASSES {
        sum += 0.5 * v[i] * v[i];
    }
    sum
}

#[differentiable]
fn plain(q: &mut [f64; MASSES], v: &mut [f64; MASSES], k: f64, c: f64, n: usize, _s: usize) -> f64 {
    for _ in 0..n {
        step(q, v, k, c);
    }
    energy(v)
}

#[differentiable]
fn every(q: &mut [f64; MASSES], v: &mut [f64; MASSES], k: f64, c: f64, n: usize, each: usize) -> f64 {
    #[checkpoint(every = each)]
    for _ in 0..n {
        step(q, v, k, c);
    }
    energy(v)
}

#[differentiable]
fn binomial(q: &mut [f64; MASSES], v: &mut [f64; MASSES], k: f64, c: f64, n: usize, s: usize) -> f64 {
    #[checkpoint(binomial, slots = s)]
    for _ in 0..n {
        step(q, v, k, c);
    }
    energy(v)
}

/// Seconds that this thread has run, where the system tells; otherwise by the clock on the wall.
fn now() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.elapsed().as_secs_f64(), |ns| 1e-9 * ns)
}

fn start() -> [f64; MASSES] {
    std::array::from_fn(|i| if i % 2 == 0 { 0.5 } else { -0.1 * i as f64 })
}

/// Seconds, and the gradient's bits.
macro_rules! gradient {
    ($f:ident, $n:expr, $number:expr, $tape:expr) => {{
        let (mut q, mut v, tape) = (start(), [0.0; MASSES], $tape);
        let (mut dq, mut dv, mut dk, mut dc) = ([0.0; MASSES], [0.0; MASSES], 0.0, 0.0);
        let before = now();
        $f::vjp(&mut q, &mut dq, &mut v, &mut dv, 30.0, &mut dk, 0.01, &mut dc, $n, $number, 1.0, tape);
        let seconds = now() - before;
        let bits: Vec<u64> = dq.iter().chain(&dv).chain([&dk, &dc]).map(|d| d.to_bits()).collect();
        (seconds, bits)
    }};
}

/// A row of the table: the best of three runs on a tape that has grown.
macro_rules! row {
    ($f:ident, $n:expr, $number:expr, $text:expr, $primal:expr) => {{
        let mut counted = CountTape::new();
        let (_, bits) = gradient!($f, $n, $number, &mut counted);
        let (bytes, mut tape) = (4.0 * counted.peak() as f64, counted.into_inner());
        let runs = [(); 3].map(|()| gradient!($f, $n, $number, &mut tape).0);
        let seconds = runs.into_iter().fold(f64::INFINITY, f64::min);
        assert_eq!(tape.mark(), 0);
        println!(
            "| {:<22} | {:>12} | {:>8.0} ns | {:>5.1} × |",
            $text,
            size(bytes),
            1e9 * seconds / $n as f64,
            seconds / $primal
        );
        bits
    }};
}

fn size(bytes: f64) -> String {
    match bytes {
        b if b < 1e3 => format!("{b:.0} B"),
        b if b < 1e6 => format!("{:.1} kB", b / 1e3),
        b => format!("{:.1} MB", b / 1e6),
    }
}

fn main() {
    let n = std::env::args().nth(1).map_or(1_000_000, |n| n.parse().expect("a number of steps"));
    let runs = [(); 3].map(|()| {
        let (mut q, mut v, before) = (start(), [0.0; MASSES], now());
        std::hint::black_box(plain(&mut q, &mut v, 30.0, 0.01, n, 0));
        now() - before
    });
    let primal = runs.into_iter().fold(f64::INFINITY, f64::min);
    println!("{n} steps; the primal takes {:.0} ns a step\n", 1e9 * primal / n as f64);
    println!("| schedule               | tape         | a step      | primals |");
    println!("|---|--:|--:|--:|");
    let all = [
        row!(plain, n, 0, "none", primal),
        row!(every, n, 10, "`every = 10`", primal),
        row!(every, n, 100, "`every = 100`", primal),
        row!(every, n, 1000, "`every = 1000`", primal),
        row!(binomial, n, 1000, "`binomial`, 1000 slots", primal),
        row!(binomial, n, 100, "`binomial`, 100 slots", primal),
        row!(binomial, n, 30, "`binomial`, 30 slots", primal),
        row!(binomial, n, 10, "`binomial`, 10 slots", primal),
    ];
    assert!(all.iter().all(|bits| *bits == all[0]), "every schedule gives the same bits");
}
