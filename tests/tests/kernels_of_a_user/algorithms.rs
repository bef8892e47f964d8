//! Whole algorithms as physics engines have them: rollouts, scratch memory, solvers.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::manual_memcpy)]

use costate::{Diff, HeapTape, Real, Scalar, differentiable};
use costate_tests::{argument_struct, check};

/// A tree of links of one length.
#[derive(Clone, Copy, Debug, Diff)]
#[diff(constant)]
struct Topology {
    parent: [usize; 3],
    length: f64,
}

#[differentiable]
fn along_links<T: Real>(#[constant] t: &Topology, x: T) -> T {
    let mut s = x;
    for i in 0..3 {
        s = s * T::from_f64(t.length) + T::from_f64(t.parent[i] as f64) * x;
    }
    s
}

#[differentiable]
fn passes_on<T: Real>(#[constant] t: &Topology, x: T) -> T {
    along_links(t, x * x) + along_links(&Topology { parent: [0; 3], length: 2.0_f64 }, x)
}

#[test]
fn a_constant_model_is_passed_on() {
    let t = Topology { parent: [1, 2, 0], length: 0.5 };
    let mut dx = 0.0;
    let mut tape = HeapTape::new();
    passes_on::vjp(&t, 0.7, &mut dx, 1.0, &mut tape);
    let h = 1e-6;
    assert!((dx - (passes_on(&t, 0.7 + h) - passes_on(&t, 0.7 - h)) / (2.0 * h)).abs() < 1e-8);
}

/// Integers only: every tangent is `()`.
#[derive(Clone, Copy, Debug, Diff)]
struct Links {
    parent: [usize; 3],
    count: usize,
}

/// Springs and a damper.
#[derive(Clone, Copy, Debug, Diff)]
struct Params<T> {
    k: [T; 3],
    c: T,
}
argument_struct!(Params, ParamsTangent { k: [f64; 3], c: f64 });

/// Positions and velocities.
#[derive(Clone, Copy, Debug, Diff)]
struct State<T> {
    q: [T; 3],
    v: [T; 3],
}
argument_struct!(State, StateTangent { q: [f64; 3], v: [f64; 3] });

#[differentiable]
fn step<T: Real>(l: &Links, p: &Params<T>, s: &mut State<T>, h: T) {
    let mut f = [T::ZERO; 3];
    for i in 0..l.count {
        let j = l.parent[i];
        if j != i {
            let d = s.q[i] - s.q[j];
            f[i] -= p.k[i] * d * d.abs();
            f[j] += p.k[i] * d * d.abs();
        }
        f[i] -= p.c * s.v[i];
    }
    for i in 0..l.count {
        s.v[i] += h * f[i];
        s.q[i] += h * s.v[i];
    }
}

#[differentiable]
fn rollout<T: Real>(p: &Params<T>, s: &State<T>, h: T, n: usize) -> T {
    let l = Links { parent: [0, 0, 1], count: 3 };
    let mut s = *s;
    let mut cost = T::ZERO;
    for _ in 0..n {
        step(&l, p, &mut s, h);
        for i in 0..3 {
            cost += s.q[i] * s.q[i] * h;
        }
    }
    cost
}

#[test]
fn a_rollout() {
    check!(rollout(ref Params { k: [1.0, 2.0, 3.0], c: 0.3 }, ref State { q: [0.1, 0.5, -0.2], v: [0.3, 0.0, 0.1] }, in 0.1, fix 6usize));
}

#[differentiable]
fn trajectory<T: Real>(p: &Params<T>, states: &mut [State<T>], controls: &[[T; 3]], h: T) -> T {
    let l = Links { parent: [0, 0, 1], count: 3 };
    for t in 0..controls.len() {
        let mut s = states[t];
        for i in 0..3 {
            s.v[i] += h * controls[t][i];
        }
        step(&l, p, &mut s, h);
        states[t + 1] = s;
    }
    let last = states[controls.len()];
    last.q[0] * last.v[1] + last.q[2]
}

#[test]
fn a_trajectory_with_controls() {
    let s = State { q: [0.1, 0.5, -0.2], v: [0.3, 0.0, 0.1] };
    check!(trajectory(ref Params { k: [1.0, 2.0, 3.0], c: 0.3 }, mut vec![s; 4], ref vec![[0.1, 0.2, 0.3]; 3], in 0.1));
}

#[differentiable]
fn scratch<T: Scalar>(x: &[T], work: &mut [T], out: &mut [T]) {
    let n = x.len();
    for i in 0..n {
        work[i] = x[i] * x[i];
    }
    for i in 0..n {
        out[i] = T::ZERO;
        for j in 0..n {
            if work[j] > work[i] {
                out[i] += work[j] * x[i];
            } else {
                out[i] -= x[j];
            }
        }
    }
    for i in 0..n {
        work[i] = out[i];
    }
}

#[test]
fn scratch_memory() {
    check!(scratch(ref vec![0.3, 0.9, 0.5], mut vec![1.0; 3], mut vec![2.0; 3]) -> ());
}

#[differentiable]
fn gauss_seidel<T: Real, const N: usize>(a: &[[T; N]; N], b: &[T; N], sweeps: usize) -> [T; N] {
    let mut x = [T::ZERO; N];
    for _ in 0..sweeps {
        for i in 0..N {
            let mut r = b[i];
            for j in 0..N {
                if j != i {
                    r -= a[i][j] * x[j];
                }
            }
            x[i] = (r / a[i][i]).max(0.0);
        }
    }
    x
}

#[test]
fn projected_gauss_seidel() {
    check!(gauss_seidel(ref [[4.0, 1.0, 0.5], [1.0, 3.0, -1.0], [0.5, -1.0, 5.0]], ref [1.0, -2.0, 3.0], fix 4usize));
}

#[differentiable]
fn cholesky<T: Real, const N: usize>(a: &mut [[T; N]; N]) -> T {
    let mut det = T::ONE;
    for j in 0..N {
        for k in 0..j {
            for i in j..N {
                a[i][j] = a[i][j] - a[i][k] * a[j][k];
            }
        }
        let d = a[j][j].sqrt();
        det *= d;
        for i in j..N {
            a[i][j] /= d;
        }
    }
    det
}

#[test]
fn cholesky_in_place() {
    check!(cholesky(mut [[4.0, 1.0, 0.5], [1.0, 3.0, -1.0], [0.5, -1.0, 5.0]]));
}
