//! A fully connected network 8-64-64-4 with hyperbolic tangents.

use costate::{Diff, Real, differentiable};

/// Numbers that go in.
pub const INPUTS: usize = 8;
/// Neurons of each hidden layer.
pub const HIDDEN: usize = 64;
/// Numbers that come out.
pub const OUTPUTS: usize = 4;

/// A layer of `O` neurons: `weights[i]` are those of input i.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Layer<T, const I: usize, const O: usize> {
    /// One row an input.
    pub weights: [[T; O]; I],
    /// One number a neuron.
    pub bias: [T; O],
}

/// Three layers.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Network<T> {
    /// From the inputs.
    pub first: Layer<T, INPUTS, HIDDEN>,
    /// Between the hidden layers.
    pub second: Layer<T, HIDDEN, HIDDEN>,
    /// To the outputs.
    pub third: Layer<T, HIDDEN, OUTPUTS>,
}

/// W x + b
#[differentiable]
#[inline]
pub fn affine<T: Real, const I: usize, const O: usize>(layer: &Layer<T, I, O>, x: &[T; I], y: &mut [T; O]) {
    *y = layer.bias;
    for i in 0..I {
        for o in 0..O {
            y[o] += layer.weights[i][o] * x[i];
        }
    }
}

/// Squared length of what comes out for `x`.
#[differentiable]
pub fn network<T: Real>(net: &Network<T>, x: &[T; INPUTS]) -> T {
    let mut a = [T::ZERO; HIDDEN];
    affine(&net.first, x, &mut a);
    for i in 0..HIDDEN {
        a[i] = a[i].tanh();
    }
    let mut b = [T::ZERO; HIDDEN];
    affine(&net.second, &a, &mut b);
    for i in 0..HIDDEN {
        b[i] = b[i].tanh();
    }
    let mut y = [T::ZERO; OUTPUTS];
    affine(&net.third, &b, &mut y);
    let mut sum = T::ZERO;
    for o in 0..OUTPUTS {
        sum += y[o] * y[o];
    }
    sum
}

/// The value; adds the gradient to `dnet` and `dx`.
pub fn by_hand(
    net: &Network<f64>,
    dnet: &mut Network<f64>,
    x: &[f64; INPUTS],
    dx: &mut [f64; INPUTS],
) -> f64 {
    let a = forward(&net.first, x).map(Real::tanh);
    let b = forward(&net.second, &a).map(Real::tanh);
    let y = forward(&net.third, &b);
    let db = backward(&net.third, &mut dnet.third, &b, &y.map(|y| 2.0 * y));
    let db = std::array::from_fn(|i| db[i] * (1.0 - b[i] * b[i]));
    let da = backward(&net.second, &mut dnet.second, &a, &db);
    let da = std::array::from_fn(|i| da[i] * (1.0 - a[i] * a[i]));
    let d = backward(&net.first, &mut dnet.first, x, &da);
    for i in 0..INPUTS {
        dx[i] += d[i];
    }
    y.iter().map(|y| y * y).sum()
}

fn forward<const I: usize, const O: usize>(layer: &Layer<f64, I, O>, x: &[f64; I]) -> [f64; O] {
    let mut y = layer.bias;
    for (row, &x) in layer.weights.iter().zip(x) {
        for (y, w) in y.iter_mut().zip(row) {
            *y += w * x;
        }
    }
    y
}

/// Adds to the adjoint of the layer; that of `x`.
fn backward<const I: usize, const O: usize>(
    layer: &Layer<f64, I, O>,
    dlayer: &mut Layer<f64, I, O>,
    x: &[f64; I],
    dy: &[f64; O],
) -> [f64; I] {
    for (d, dy) in dlayer.bias.iter_mut().zip(dy) {
        *d += dy;
    }
    std::array::from_fn(|i| {
        for (d, dy) in dlayer.weights[i].iter_mut().zip(dy) {
            *d += x[i] * dy;
        }
        dot(&layer.weights[i], dy)
    })
}

/// In 16 partial sums, which fit in registers side by side.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut partial = [0.0; 16];
    let (rows, others) = (a.chunks_exact(16), b.chunks_exact(16));
    let rest: f64 = rows.remainder().iter().zip(others.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in rows.zip(others) {
        for k in 0..16 {
            partial[k] += a[k] * b[k];
        }
    }
    let mut width = 8;
    while width > 0 {
        for k in 0..width {
            partial[k] += partial[k + width];
        }
        width /= 2;
    }
    partial[0] + rest
}

/// Weights around zero.
pub fn start() -> (Box<Network<f64>>, [f64; INPUTS]) {
    fn layer<const I: usize, const O: usize>(phase: f64) -> Layer<f64, I, O> {
        let number = |k: usize| (12.9898 * k as f64 + phase).sin();
        let scale = 1.0 / (I as f64).sqrt();
        Layer {
            weights: std::array::from_fn(|i| std::array::from_fn(|o| scale * number(i * O + o))),
            bias: std::array::from_fn(|o| 0.1 * number(o + I * O)),
        }
    }
    let network = Network { first: layer(0.1), second: layer(0.2), third: layer(0.3) };
    (Box::new(network), std::array::from_fn(|i| (1.7 * i as f64).cos()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers<const I: usize, const O: usize>(layer: &Layer<f64, I, O>) -> Vec<f64> {
        layer.weights.as_flattened().iter().chain(&layer.bias).copied().collect()
    }

    #[test]
    fn by_hand_and_generated_agree() {
        let (net, x) = start();
        let (mut dnet, mut dx): (Network<f64>, _) = (costate::Zero::zero(), [0.0; INPUTS]);
        let value = by_hand(&net, &mut dnet, &x, &mut dx);
        let (enet, ex) = network::grad(&net, &x);
        crate::check::near(value, &dx, network(&net, &x), &ex);
        crate::check::near(value, &numbers(&dnet.first), value, &numbers(&enet.first));
        crate::check::near(value, &numbers(&dnet.second), value, &numbers(&enet.second));
        crate::check::near(value, &numbers(&dnet.third), value, &numbers(&enet.third));
    }
}
