//! Patterns that test floats, and tables, in second derivatives: `hvp` against differences of `grad`.

use costate::check::check_hessian;
use costate::differentiable;

const LOW: f64 = 0.5;
const ARRAY: [f64; 3] = [0.3, 0.8, -0.6];
const WEIGHTS: &[f64] = &[0.7, -1.2, 0.4];
const NODES: &[(f64, usize)] = &[(-0.7, 2), (0.3, 3)];
const ROWS: &[&[f64]] = &[&[], &[0.5], &[-1.0, 2.0]];

/// Ranges, alternatives and names, of an argument and of an element.
#[differentiable(hvp)]
fn drag(re: f64, x: &[f64]) -> f64 {
    let mut sum = match re {
        0.1..0.5 => 2.0 * re.sqrt(),
        ..0.1 | 7.0 => re.powi(3),
        LOW.. => 0.44 * re * re,
        _ => re,
    };
    for &v in x {
        if let z @ -1.0..0.0 = v * re {
            sum += z * z * v;
        }
        if matches!(x[0], 0.0..=0.45) {
            sum = sum * sum;
        }
    }
    sum
}

/// Inside of tuples and of an `Option`, in a loop and behind it.
#[differentiable(hvp)]
fn inside(re: f64, x: &[f64]) -> f64 {
    let mut sum = re * x[0];
    for &v in x {
        sum += match (v, re * re) {
            (0.0..0.5 | 0.8, _) => v * v * re,
            (_, 0.0..=4.0) => v * re * re,
            _ => v * v * v,
        };
    }
    let kept = if re > 0.0 { Some(sum) } else { None };
    match kept {
        Some(0.0..0.5) => sum * sum,
        Some(-5.0..=0.0) => sum * sum * re,
        _ => sum * sum * sum,
    }
}

/// Tables: what a loop reads of a constant is a number of the second derivative too.
#[differentiable(hvp)]
fn tables(k: f64, x: &[f64]) -> f64 {
    let mut sum = k * x[0];
    for w in WEIGHTS {
        sum += w * k * k * sum;
    }
    for w in ARRAY {
        sum += w * k * x[1] * sum;
    }
    for w in &ARRAY {
        sum += w * k * k;
    }
    for &(node, power) in NODES {
        sum += node * k.powi(power as i32) * x[0];
    }
    for node in NODES.iter().rev() {
        for _ in 0..node.1 {
            sum = sum * node.0 + k;
        }
    }
    for row in ROWS {
        for a in row.iter() {
            sum += a * k * sum;
        }
    }
    for i in 0..ROWS.len() {
        for a in ROWS[i] {
            sum += a * k * sum;
        }
    }
    sum + joined(k, x)
}

#[differentiable(hvp)]
fn joined(k: f64, x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for (x, w) in x.iter().zip(WEIGHTS) {
        sum += w * x * x * k;
    }
    sum += x.iter().zip(ARRAY.iter()).map(|(x, w)| w * x * x).sum::<f64>();
    sum += WEIGHTS.iter().enumerate().map(|(i, w)| w * x[i % 2] * k).sum::<f64>();
    let own = ARRAY;
    WEIGHTS.windows(2).fold(sum, |sum, w| sum + w[0] * w[1] * k * k) + weighted(&own, x)
}

#[differentiable(hvp)]
fn weighted(w: &[f64], x: &[f64]) -> f64 {
    w[0] * x[0] * x[0] + w[1] * x[1] * x[1] * x[0]
}

/// Checks `f(k, x)` at each `k` of some.
macro_rules! check_at {
    ($f:ident, $all:expr) => {
        for k in $all {
            check_hessian(
                stringify!($f),
                [k, 0.4, -0.7],
                |x| $f(x[0], &x[1..]),
                |x| {
                    let (dk, dx) = $f::grad(x[0], &x[1..]);
                    [dk, dx[0], dx[1]]
                },
                |x, v| {
                    let (dk, dx) = $f::hvp(x[0], v[0], &x[1..], &v[1..]);
                    [dk, dx[0], dx[1]]
                },
            )
            .unwrap_or_else(|error| panic!("{error}"));
        }
    };
}

#[test]
fn ranges_of_floats_choose() {
    check_at!(drag, [-0.3, 0.05, 0.3, 1.2]);
    check_at!(inside, [-0.3, 0.3, 1.2, 3.0]);
}

#[test]
fn tables_are_iterated_over() {
    check_at!(tables, [-0.3, 0.6]);
}
