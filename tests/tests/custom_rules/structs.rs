//! Structs; the result given to the rule.

use costate::{Diff, differentiable, jvp_of, vjp_of};
use costate_tests::{argument_struct, check};

#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct State<T> {
    q: T,
    v: T,
    steps: usize,
}

argument_struct!(State, StateTangent { q: f64, v: f64, steps: usize });

fn fall(s: &State<f64>, h: f64) -> State<f64> {
    State { q: s.q + h * s.v, v: s.v - h * s.q.exp(), steps: s.steps + 1 }
}

#[vjp_of(fall -> State<f64>)]
fn fall_vjp(s: &State<f64>, ds: &mut StateTangent<f64>, h: f64, dh: &mut f64, dr: StateTangent<f64>) {
    ds.q += dr.q - h * s.q.exp() * dr.v;
    ds.v += dr.v + h * dr.q;
    *dh += dr.q * s.v - dr.v * s.q.exp();
}

#[jvp_of(fall)]
fn fall_jvp(s: &State<f64>, ts: &StateTangent<f64>, h: f64, th: f64) -> (State<f64>, StateTangent<f64>) {
    let e = s.q.exp();
    let q = ts.q + h * ts.v + th * s.v;
    let v = ts.v - h * e * ts.q - th * e;
    (fall(s, h), StateTangent { q, v, steps: () })
}

fn fallen(s: State<f64>, h: f64) -> State<f64> {
    fall(&s, h)
}

#[vjp_of(fallen)]
fn fallen_vjp(
    s: State<f64>,
    ds: &mut StateTangent<f64>,
    h: f64,
    dh: &mut f64,
    dr: <State<f64> as Diff>::Tangent,
) {
    fall_vjp(&s, ds, h, dh, dr);
}

#[jvp_of(fallen)]
fn fallen_jvp(s: State<f64>, ts: StateTangent<f64>, h: f64, th: f64) -> (State<f64>, StateTangent<f64>) {
    fall_jvp(&s, &ts, h, th)
}

#[differentiable]
fn rollout(s: State<f64>, h: f64) -> f64 {
    let mut s = s;
    for i in 0..5 {
        s = if i % 2 == 0 { fall(&s, h) } else { fallen(s, 0.5 * h) };
    }
    s.q * s.v
}

#[test]
fn structs() {
    let s = State { q: 0.3, v: 0.8, steps: 2 };
    check!(f64 fall(ref s, in 0.1));
    check!(f64 rollout(in s, in 0.1));
}

fn root(x: f64) -> f64 {
    x.sqrt()
}

#[vjp_of(root, result)]
fn root_vjp(_: f64, dx: &mut f64, r: f64, dr: f64) {
    *dx += 0.5 * dr / r;
}

#[jvp_of(root)]
fn root_jvp(x: f64, tx: f64) -> (f64, f64) {
    let r = root(x);
    (r, 0.5 * tx / r)
}

fn both(x: f64) -> [f64; 2] {
    [x.exp(), (2.0 * x).exp()]
}

#[vjp_of(both, result)]
fn both_vjp(_x: f64, dx: &mut f64, r: &[f64; 2], dr: [f64; 2]) {
    *dx += r[0] * dr[0] + 2.0 * r[1] * dr[1];
}

#[jvp_of(both)]
fn both_jvp(x: f64, tx: f64) -> ([f64; 2], [f64; 2]) {
    let r = both(x);
    (r, [r[0] * tx, 2.0 * r[1] * tx])
}

#[differentiable]
fn roots(x: f64) -> f64 {
    let mut y = x;
    for _ in 0..4 {
        let both = both(y);
        y = root(both[0] + both[1] * y) * root(x);
    }
    y
}

#[test]
fn a_rule_is_given_the_result() {
    check!(f64 root(in 0.7));
    check!(f64 both(in 0.7));
    check!(f64 roots(in 0.2));
}
