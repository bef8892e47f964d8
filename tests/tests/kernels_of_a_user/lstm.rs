//! An LSTM cell over a sequence.
use costate::{Diff, Real, differentiable};
use costate_tests::check;

#[differentiable]
fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// One gate: input weights, recurrent weights, bias.
#[derive(Clone, Copy, Debug, Diff)]
struct Gate<const I: usize, const H: usize> {
    w: [[f64; I]; H],
    u: [[f64; H]; H],
    b: [f64; H],
}

#[differentiable]
impl<const I: usize, const H: usize> Gate<I, H> {
    fn linear(&self, x: &[f64; I], h: &[f64; H]) -> [f64; H] {
        let mut out = self.b;
        for ((o, w), u) in out.iter_mut().zip(&self.w).zip(&self.u) {
            *o += w.iter().zip(x).map(|(a, b)| a * b).sum::<f64>();
            *o += u.iter().zip(h).map(|(a, b)| a * b).sum::<f64>();
        }
        out
    }
}

#[derive(Clone, Copy, Debug, Diff)]
struct Lstm<const I: usize, const H: usize> {
    input: Gate<I, H>,
    forget: Gate<I, H>,
    cell: Gate<I, H>,
    output: Gate<I, H>,
}

#[derive(Clone, Copy, Debug, Diff)]
struct Memory<const H: usize> {
    h: [f64; H],
    c: [f64; H],
}

#[differentiable]
impl<const I: usize, const H: usize> Lstm<I, H> {
    fn step(&self, x: &[f64; I], m: Memory<H>) -> Memory<H> {
        let i = self.input.linear(x, &m.h).map(sigmoid);
        let f = self.forget.linear(x, &m.h).map(sigmoid);
        let g = self.cell.linear(x, &m.h).map(f64::tanh);
        let o = self.output.linear(x, &m.h).map(sigmoid);
        let c: [f64; H] = std::array::from_fn(|k| f[k] * m.c[k] + i[k] * g[k]);
        let h = std::array::from_fn(|k| o[k] * c[k].tanh());
        Memory { h, c }
    }

    fn run(&self, xs: &[[f64; I]]) -> [f64; H] {
        let mut m = Memory { h: [0.0; H], c: [0.0; H] };
        for x in xs {
            m = self.step(x, m);
        }
        m.h
    }
}

type Weights = [([[f64; 2]; 3], [[f64; 3]; 3], [f64; 3]); 4];

/// Loss of a network of two inputs and three units, from weights in arrays.
#[differentiable]
fn loss(weights: &Weights, xs: &[[f64; 2]], target: &[f64; 3]) -> f64 {
    let [input, forget, cell, output] = weights.map(|(w, u, b)| Gate { w, u, b });
    let net = Lstm { input, forget, cell, output };
    let y = net.run(xs);
    y.iter().zip(target).map(|(y, t)| (y - t).powi(2)).sum()
}

// -- generic, weights as flat slices --

#[differentiable]
fn logistic<T: Real>(x: T) -> T {
    T::ONE / (T::ONE + (-x).exp())
}

/// `weights` holds, for each gate and unit, the weights of `x`, of `h`, and a bias.
#[differentiable]
fn cell<T: Real, const H: usize>(weights: &[T], x: &[T], h: &mut [T; H], c: &mut [T; H]) {
    let row = x.len() + H + 1;
    let before = *h;
    let pre = |gate: usize, unit: usize| {
        let w = &weights[(gate * H + unit) * row..][..row];
        let mut sum = w[row - 1];
        for (a, b) in w.iter().zip(x) {
            sum += *a * *b;
        }
        for (a, b) in w[x.len()..].iter().zip(&before) {
            sum += *a * *b;
        }
        sum
    };
    for k in 0..H {
        let i = logistic(pre(0, k));
        let f = logistic(pre(1, k));
        let g = pre(2, k).tanh();
        let o = logistic(pre(3, k));
        c[k] = f * c[k] + i * g;
        h[k] = o * c[k].tanh();
    }
}

#[differentiable]
fn unrolled<T: Real>(weights: &[T], xs: &[T], width: usize) -> T {
    let (mut h, mut c) = ([T::ZERO; 2], [T::ZERO; 2]);
    for x in xs.chunks_exact(width) {
        cell(weights, x, &mut h, &mut c);
    }
    h[0] * h[0] + h[1]
}

fn number(i: usize) -> f64 {
    (1.7 * i as f64 + 0.3).sin()
}

#[test]
fn lstm_is_right() {
    let mut n = 0;
    let mut next = || {
        n += 1;
        number(n)
    };
    let weights: Weights = std::array::from_fn(|_| {
        (
            std::array::from_fn(|_| std::array::from_fn(|_| next())),
            std::array::from_fn(|_| std::array::from_fn(|_| next())),
            std::array::from_fn(|_| next()),
        )
    });
    check!(f64 loss(ref weights, ref vec![[0.5, -0.2], [0.1, 0.9], [-0.7, 0.3]], ref [0.2, -0.1, 0.4]));
    let flat: Vec<f64> = (0..4 * 2 * 6).map(number).collect();
    check!(unrolled(ref flat, ref vec![0.5, -0.2, 0.3, 0.1, 0.9, -0.4], fix 3));
}
