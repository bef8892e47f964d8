//! Constants that are references: tables of numbers, of pairs, of rows; a text; a model. They have no
//! derivative.

use costate::{Diff, Real, differentiable};
use costate_tests::check;

const WEIGHTS: &[f64] = &[0.7, -1.2, 0.4];
const TRIPLE: &[f64; 3] = &[0.7, -1.2, 0.4];
/// Gauss-Legendre: the nodes and their weights on [-1, 1].
const NODES: &[(f64, f64)] =
    &[(-0.774_596_669_241_483_4, 5.0 / 9.0), (0.0, 8.0 / 9.0), (0.774_596_669_241_483_4, 5.0 / 9.0)];
/// A tableau: rows of several lengths.
const ROWS: &[&[f64]] = &[&[], &[0.5], &[-1.0, 2.0]];
static SHARED: &[f64] = &[1.5, 0.25, -0.5];

#[derive(Clone, Copy, Diff)]
struct Spring {
    stiffness: f64,
    power: usize,
}

const SPRING: &Spring = &Spring { stiffness: 1.3, power: 2 };

#[differentiable]
impl Spring {
    const HALVES: &'static [f64] = &[0.5, 0.25];

    fn energy(&self, x: f64) -> f64 {
        self.stiffness * x * x
    }

    fn halved(self, x: f64) -> f64 {
        let y = self.energy(x) * Self::HALVES[1];
        y + weighted(Self::HALVES, &[x, y])
    }
}

#[differentiable]
fn weighted(w: &[f64], x: &[f64]) -> f64 {
    w.iter().zip(x).map(|(w, x)| w * x * x).sum()
}

#[differentiable]
fn counted(#[constant] of: &[u8], x: f64) -> f64 {
    if of.len() == 3 { x * x } else { x }
}

#[differentiable]
fn stretched(spring: &Spring, x: f64) -> f64 {
    spring.stiffness * x.powi(spring.power as i32)
}

/// ∫ exp(a x) dx on [-1, 1], with each way to write the loop.
#[differentiable]
fn quadrature(a: f64) -> f64 {
    let b = a * a;
    let mut sum = 0.0;
    for &(node, weight) in NODES {
        sum += weight * (a * node).exp();
    }
    for (node, weight) in NODES {
        sum += weight * (b * node).sin();
    }
    for pair in NODES.iter().rev() {
        sum *= 1.0 + pair.1 * (b * pair.0);
    }
    for i in 0..NODES.len() {
        sum += NODES[i].1 * b * sum;
    }
    sum
}

#[differentiable]
fn read(x: &[f64]) -> f64 {
    let y = x[0] * x[1];
    let mut sum = y * WEIGHTS[1] + y * y * TRIPLE[2] + SHARED[0] * x[2];
    for (i, w) in WEIGHTS.iter().enumerate() {
        sum += w * x[i] * sum * SHARED[i];
    }
    sum + WEIGHTS.iter().zip(x).map(|(w, x)| w * x * x).sum::<f64>()
}

#[differentiable]
fn passed(x: &[f64], k: f64) -> f64 {
    let mut sum = k * weighted(WEIGHTS, x);
    for _ in 0..2 {
        sum = sum * weighted(TRIPLE, x) + weighted(SHARED, x);
    }
    sum + weighted(&WEIGHTS[1..], &x[..2]) + counted(b"abc", sum) + counted(b"abcd", k)
}

#[differentiable]
fn named(k: f64) -> f64 {
    let table: &[f64] = WEIGHTS;
    let same = WEIGHTS;
    let y = k * table[0] + weighted(table, &[k, k * k, 1.0]);
    y * same[2] + weighted(same, &[y, k, y])
}

#[differentiable]
fn tableau(k: f64) -> f64 {
    let mut y = k;
    for row in ROWS {
        for a in row.iter() {
            y += a * k * y;
        }
        y += weighted(row, &[y, k]);
    }
    for i in 0..ROWS.len() {
        for j in 0..ROWS[i].len() {
            y += ROWS[i][j] * k * y;
        }
        y += weighted(ROWS[i], &[y, k]);
    }
    y
}

#[differentiable]
fn modelled(x: f64) -> f64 {
    let y = SPRING.stiffness * x * x;
    y * stretched(SPRING, y) + SPRING.energy(y) + SPRING.halved(x)
}

#[differentiable]
fn generic<T: Real>(x: &[T], k: T) -> T {
    let mut sum = k;
    for &(node, weight) in NODES {
        sum += T::from_f64(weight) * (sum * T::from_f64(node)).sin();
    }
    for (x, w) in x.iter().zip(WEIGHTS) {
        sum *= *x * T::from_f64(*w);
    }
    for _ in 0..SPRING.power {
        sum = sum * sum + x[0] * T::from_f64(TRIPLE[0]);
    }
    sum
}

/// Called from another differentiable function, twice in a row.
#[differentiable]
fn nested(x: &[f64]) -> f64 {
    let first = read(x) * quadrature(x[0]);
    first * tableau(0.1 * x[1]) + passed(x, modelled(x[2])) + named(read(x))
}

#[test]
fn tables_are_iterated_over_and_indexed() {
    check!(f64 quadrature(in 0.6));
    check!(f64 read(ref vec![0.6, -0.8, 1.1]));
    check!(f64 tableau(in 0.6));
    check!(generic(ref vec![0.6, -0.8, 1.1], in 0.4));
}

#[test]
fn tables_and_models_are_arguments() {
    check!(f64 passed(ref vec![0.6, -0.8, 1.1], in 0.7));
    check!(f64 named(in 0.6));
    check!(f64 modelled(in 0.6));
    check!(f64 nested(ref vec![0.6, -0.8, 1.1]));
}

/// What `hvp` reads of a table of references.
#[differentiable(hvp)]
fn cubic(x: f64) -> f64 {
    let mut sum = 0.0;
    for i in 0..WEIGHTS.len() {
        sum += WEIGHTS[i] * NODES[i].1 * x * x * x;
    }
    sum
}

#[test]
fn elements_are_read_in_second_derivatives() {
    let c: f64 = WEIGHTS.iter().zip(NODES).map(|(w, (_, v))| w * v).sum();
    let second = cubic::hvp(0.5, 2.0);
    assert!((second - 6.0 * c * 0.5 * 2.0).abs() < 1e-14, "{second}");
    check!(f64 cubic(in 0.6));
}
