//! Several unknowns, in lanes and step after step.

use costate::{HeapTape, Lanes, Real, differentiable, implicit};
use costate_tests::check;

// ---- three unknowns, the solution by reference

#[differentiable]
fn forces<T: Real>(x: &[T; 3], p: &[T; 2]) -> [T; 3] {
    [
        p[0] * x[0] + x[1] * x[2] - 1.0,
        x[0].exp() + x[1] * x[1] * p[1] - 2.0,
        x[2] * x[2] * x[2] + x[0] * x[1] - p[0] * p[1],
    ]
}

#[implicit(residual = forces)]
fn balance<T: Real>(p: &[T; 2]) -> [T; 3] {
    let mut x = [T::from_f64(0.5); 3];
    for _ in 0..60 {
        let step =
            costate::implicit::dense(|v: &[T; 3]| forces::tan(&x, v, p, &[T::ZERO; 2]).1, forces(&x, p));
        (0..3).for_each(|i| x[i] -= step[i]);
    }
    x
}

#[differentiable]
fn through_balance<T: Real>(p: &[T; 2], k: T) -> T {
    let mut p = [p[0], p[1] * k];
    let mut sum = T::ZERO;
    for i in 0..2 {
        let x = balance(&p);
        p[i] = p[i] + 0.1 * x[i] * x[2];
        sum += x[0] * x[1] * p[i];
    }
    sum
}

#[test]
fn three_unknowns() {
    let p = [1.3, 0.8];
    let left: f64 = forces(&balance(&p), &p).iter().map(|r: &f64| r.abs()).sum();
    assert!(left < 1e-14, "solved to {left}");
    check!(balance(ref [1.3, 0.8]));
    check!(through_balance(ref [1.3, 0.8], in 0.9));
}

#[test]
fn lanes_are_scalars() {
    type L = Lanes<f64, 2>;
    let p = [Lanes([1.3, 1.1]), Lanes([0.8, 0.9])];
    let mut d = [L::ZERO; 2];
    let mut dk = L::ZERO;
    through_balance::vjp(&p, &mut d, Lanes([0.9, 1.0]), &mut dk, L::ONE, &mut HeapTape::new());
    for lane in 0..2 {
        let p = p.map(|p| p.lane(lane));
        let (alone, alone_k) = through_balance::grad(&p, [0.9, 1.0][lane]);
        assert_eq!((d.map(|d| d.lane(lane)), dk.lane(lane)), (alone, alone_k));
    }
}

// ---- an implicit Euler step of a stiff equation

/// One step of the van der Pol oscillator: y − y₀ − h f(y) = 0.
#[differentiable]
fn euler_residual<T: Real>(y: [T; 2], start: &[T; 2], mu: T, h: T) -> [T; 2] {
    let force = mu * (1.0 - y[0] * y[0]) * y[1] - y[0];
    [y[0] - start[0] - h * y[1], y[1] - start[1] - h * force]
}

/// Newton's iteration as a differentiable function, for comparison.
#[differentiable]
fn newton<T: Real>(start: &[T; 2], mu: T, h: T) -> [T; 2] {
    let (mut q, mut v) = (start[0], start[1]);
    for _ in 0..12 {
        let r = euler_residual([q, v], start, mu, h);
        // [1, −h; c, d]
        let c = h * (2.0 * mu * q * v + 1.0);
        let d = 1.0 - h * mu * (1.0 - q * q);
        let det = d + h * c;
        q = q - (d * r[0] + h * r[1]) / det;
        v = v - (r[1] - c * r[0]) / det;
    }
    [q, v]
}

#[differentiable]
#[implicit(residual = euler_residual)]
fn euler<T: Real>(start: &[T; 2], mu: T, h: T) -> [T; 2] {
    newton(start, mu, h)
}

#[differentiable]
fn rollout<T: Real>(q: T, mu: T, steps: usize) -> T {
    let mut y = [q, T::ZERO];
    for _ in 0..steps {
        y = euler(&y, mu, 0.05);
    }
    y[0] * y[1] + y[1]
}

#[differentiable]
fn unrolled<T: Real>(q: T, mu: T, steps: usize) -> T {
    let mut y = [q, T::ZERO];
    for _ in 0..steps {
        y = newton(&y, mu, 0.05);
    }
    y[0] * y[1] + y[1]
}

#[differentiable]
fn checkpointed<T: Real>(q: T, mu: T, steps: usize) -> T {
    let mut y = [q, T::ZERO];
    #[checkpoint(binomial, slots = 3)]
    for _ in 0..steps {
        y = euler(&y, mu, 0.05);
    }
    y[0] * y[1] + y[1]
}

#[test]
fn checkpoints_change_no_bit() {
    check!(checkpointed(in 1.8, in 40.0, fix 10));
    assert_eq!(checkpointed::grad(1.8, 40.0, 30), rollout::grad(1.8, 40.0, 30));
}

#[test]
fn a_stiff_equation() {
    check!(euler(ref [1.8, -0.4], in 40.0, in 0.05));
    check!(rollout(in 1.8, in 40.0, fix 10));
    let (value, (by_q, by_mu)) = rollout::value_and_grad(1.8, 40.0, 30);
    let (known, (known_by_q, known_by_mu)) = unrolled::value_and_grad(1.8, 40.0, 30);
    assert_eq!(value, known);
    assert!((by_q - known_by_q).abs() < 1e-11 * known_by_q.abs().max(1.0), "{by_q} {known_by_q}");
    assert!((by_mu - known_by_mu).abs() < 1e-11 * known_by_mu.abs().max(1.0), "{by_mu} {known_by_mu}");
}

#[differentiable(vjp_n, jvp_n)]
fn two_balances<T: Real>(p: &[T; 2], k: T) -> [T; 2] {
    let mut p = [p[0], p[1] * k];
    let mut out = [T::ONE, k];
    for i in 0..2 {
        let x = balance(&p);
        p[i] = p[i] + 0.1 * x[i] * x[2];
        out[i] = out[i] * x[0] + x[1] * p[i];
    }
    out
}

#[test]
fn many_directions_at_once() {
    let (p, k) = ([1.3, 0.8], 0.9);
    let (mut dp, mut dk) = ([[0.0; 2]; 2], [0.0; 2]);
    let tape = &mut HeapTape::new();
    two_balances::vjp_n(&p, dp.each_mut(), k, dk.each_mut(), [[1.0, 0.0], [0.0, 1.0]], tape);
    let directions = [[1.0, 0.0], [0.0, 1.0]];
    let (_, columns) = two_balances::jvp_n(&p, directions.each_ref(), k, [0.0; 2]);
    for row in 0..2 {
        let (mut alone, mut alone_k) = ([0.0; 2], 0.0);
        two_balances::vjp(&p, &mut alone, k, &mut alone_k, directions[row], tape);
        assert_eq!((dp[row], dk[row]), (alone, alone_k));
        (0..2).for_each(|column| assert!((columns[column][row] - alone[column]).abs() < 1e-14));
    }
}
