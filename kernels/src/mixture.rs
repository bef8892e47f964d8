//! The log-likelihood of a Gaussian mixture, as ADBench has it.
//!
//! F. Srajer, Z. Kukelova, A. Fitzgibbon, "A benchmark of selected algorithmic differentiation tools on
//! some problems in computer vision and machine learning", 2018: K Gaussians in D dimensions with weights
//! αₖ, means μₖ and inverse factors Qₖ of their covariances: Qₖ is lower triangular with exp(qₖ) on its
//! diagonal and lₖ below it, column by column. A Wishart prior with γ = 1, m = 0.

// indices as in the formulas
#![allow(clippy::needless_range_loop)]

use costate::differentiable;

/// ln Σ exp xₖ, without overflow.
#[differentiable]
#[inline]
fn log_sum_exp<const K: usize>(x: &[f64; K]) -> f64 {
    let mut greatest = x[0];
    for k in 1..K {
        greatest = greatest.max(x[k]);
    }
    let mut sum = 0.0;
    for k in 0..K {
        sum += (x[k] - greatest).exp();
    }
    greatest + sum.ln()
}

/// The log-likelihood of `points` up to [`offset`]; `L` is D (D − 1) / 2.
#[differentiable]
pub fn mixture<const D: usize, const K: usize, const L: usize>(
    alphas: &[f64; K],
    means: &[[f64; D]; K],
    q: &[[f64; D]; K],
    l: &[[f64; L]; K],
    #[constant] points: &[[f64; D]],
) -> f64 {
    let mut diagonal = [[0.0; D]; K];
    let mut sum_q = [0.0; K];
    let mut squares = 0.0;
    for k in 0..K {
        for i in 0..D {
            diagonal[k][i] = q[k][i].exp();
            sum_q[k] += q[k][i];
            squares += diagonal[k][i] * diagonal[k][i];
        }
        for i in 0..L {
            squares += l[k][i] * l[k][i];
        }
    }
    let mut sum = 0.0;
    for p in 0..points.len() {
        let mut terms = [0.0; K];
        for k in 0..K {
            let mut off = [0.0; D];
            let mut product = [0.0; D];
            for i in 0..D {
                off[i] = points[p][i] - means[k][i];
                product[i] = diagonal[k][i] * off[i];
            }
            let mut next = 0;
            for i in 0..D {
                for j in i + 1..D {
                    product[j] += l[k][next] * off[i];
                    next += 1;
                }
            }
            let mut square = 0.0;
            for i in 0..D {
                square += product[i] * product[i];
            }
            terms[k] = alphas[k] + sum_q[k] - 0.5 * square;
        }
        sum += log_sum_exp(&terms);
    }
    sum - points.len() as f64 * log_sum_exp(alphas) + 0.5 * squares
}

/// What [`mixture`](fn@mixture) leaves out, since no parameter changes it: for n points of D dimensions, K Gaussians.
pub fn offset(n: usize, d: usize, k: usize) -> f64 {
    let half = 0.5 * (d + 1) as f64;
    let pi = std::f64::consts::PI;
    let ln_gamma: f64 = (1..=d).map(|j| libm::lgamma(half + 0.5 * (1.0 - j as f64))).sum();
    let ln_gamma = 0.25 * (d * (d - 1)) as f64 * pi.ln() + ln_gamma;
    let prior = -0.5 * ((d + 1) * d) as f64 * 2f64.ln() - ln_gamma;
    -((n * d) as f64) * 0.5 * (2.0 * pi).ln() - k as f64 * prior
}

/// Parameters of a mixture, or their adjoints.
#[derive(Clone, Debug)]
pub struct Parameters<const D: usize, const K: usize, const L: usize> {
    /// Weights, before their softmax.
    pub alphas: [f64; K],
    /// Means.
    pub means: [[f64; D]; K],
    /// Logarithms of the diagonals.
    pub q: [[f64; D]; K],
    /// What is below the diagonals.
    pub l: [[f64; L]; K],
}

impl<const D: usize, const K: usize, const L: usize> Parameters<D, K, L> {
    /// All zero.
    pub fn zero() -> Self {
        Self { alphas: [0.0; K], means: [[0.0; D]; K], q: [[0.0; D]; K], l: [[0.0; L]; K] }
    }

    /// Parameters between −1 and 1, and `n` points.
    pub fn start(n: usize) -> (Self, Vec<[f64; D]>) {
        assert_eq!(L, D * (D - 1) / 2, "a triangle below the diagonal");
        let number = |k: usize, phase: f64| (12.9898 * k as f64 + phase).sin();
        let start = Self {
            alphas: std::array::from_fn(|k| number(k, 0.1)),
            means: std::array::from_fn(|k| std::array::from_fn(|i| number(k * D + i, 0.2))),
            q: std::array::from_fn(|k| std::array::from_fn(|i| number(k * D + i, 0.3))),
            l: std::array::from_fn(|k| std::array::from_fn(|i| number(k * L + i, 0.4))),
        };
        (start, (0..n).map(|p| std::array::from_fn(|i| number(p * D + i, 0.5))).collect())
    }
}

/// The value; adds the gradient to `d`. One pass over the points and no memory of them.
pub fn by_hand<const D: usize, const K: usize, const L: usize>(
    at: &Parameters<D, K, L>,
    d: &mut Parameters<D, K, L>,
    points: &[[f64; D]],
) -> f64 {
    let diagonal: [[f64; D]; K] = at.q.map(|q| q.map(costate::Real::exp));
    let sum_q: [f64; K] = at.q.map(|q| q.iter().sum());
    let mut ddiagonal = [[0.0; D]; K];
    let mut dsum_q = [0.0; K];
    let mut sum = 0.0;
    for point in points {
        let (mut off, mut product) = ([[0.0; D]; K], [[0.0; D]; K]);
        let mut terms = [0.0; K];
        for k in 0..K {
            (off[k], product[k]) = scaled(point, &at.means[k], &diagonal[k], &at.l[k]);
            let square: f64 = product[k].iter().map(|p| p * p).sum();
            terms[k] = at.alphas[k] + sum_q[k] - 0.5 * square;
        }
        let (value, weights) = soft(&terms);
        sum += value;
        for k in 0..K {
            let w = weights[k];
            d.alphas[k] += w;
            dsum_q[k] += w;
            let dproduct = product[k].map(|p| -w * p);
            let mut next = 0;
            for i in 0..D {
                let mut doff = diagonal[k][i] * dproduct[i];
                ddiagonal[k][i] += off[k][i] * dproduct[i];
                for j in i + 1..D {
                    d.l[k][next] += off[k][i] * dproduct[j];
                    doff += at.l[k][next] * dproduct[j];
                    next += 1;
                }
                d.means[k][i] -= doff;
            }
        }
    }
    sum + prior(at, d, points.len() as f64, &diagonal, &ddiagonal, &dsum_q)
}

/// A point seen from a mean, and the same times the inverse factor of the covariance.
fn scaled<const D: usize, const L: usize>(
    point: &[f64; D],
    mean: &[f64; D],
    diagonal: &[f64; D],
    l: &[f64; L],
) -> ([f64; D], [f64; D]) {
    let (mut off, mut product) = ([0.0; D], [0.0; D]);
    for i in 0..D {
        off[i] = point[i] - mean[i];
        product[i] = diagonal[i] * off[i];
    }
    let mut next = 0;
    for i in 0..D {
        for j in i + 1..D {
            product[j] += l[next] * off[i];
            next += 1;
        }
    }
    (off, product)
}

/// What does not depend on the points, one by one; adds the gradient to `d`.
fn prior<const D: usize, const K: usize, const L: usize>(
    at: &Parameters<D, K, L>,
    d: &mut Parameters<D, K, L>,
    points: f64,
    diagonal: &[[f64; D]; K],
    ddiagonal: &[[f64; D]; K],
    dsum_q: &[f64; K],
) -> f64 {
    let (of_alphas, weights) = soft(&at.alphas);
    let mut squares = 0.0;
    for k in 0..K {
        d.alphas[k] -= points * weights[k];
        for i in 0..D {
            let e = diagonal[k][i];
            squares += e * e;
            d.q[k][i] += e * (ddiagonal[k][i] + e) + dsum_q[k];
        }
        for i in 0..L {
            squares += at.l[k][i] * at.l[k][i];
            d.l[k][i] += at.l[k][i];
        }
    }
    0.5 * squares - points * of_alphas
}

/// ln Σ exp xₖ and its gradient.
fn soft<const K: usize>(x: &[f64; K]) -> (f64, [f64; K]) {
    let greatest = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let exps = x.map(|x| costate::Real::exp(x - greatest));
    let sum: f64 = exps.iter().sum();
    let over = 1.0 / sum;
    (greatest + costate::Real::ln(sum), exps.map(|e| e * over))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand_and_generated_agree() {
        let (at, points) = Parameters::<4, 5, 6>::start(30);
        let mut d = Parameters::zero();
        let value = by_hand(&at, &mut d, &points);
        let Parameters { alphas, means, q, l } = &at;
        let (ea, em, eq, el) = mixture::grad(alphas, means, q, l, &points);
        crate::check::near(value, &d.alphas, mixture(alphas, means, q, l, &points), &ea);
        crate::check::near(value, d.means.as_flattened(), value, em.as_flattened());
        crate::check::near(value, d.q.as_flattened(), value, eq.as_flattened());
        crate::check::near(value, d.l.as_flattened(), value, el.as_flattened());
    }

    /// One Gaussian at one point is a normal distribution, up to its prior.
    #[test]
    fn one_gaussian_is_normal() {
        let (at, points) = Parameters::<1, 1, 0>::start(1);
        let Parameters { alphas, means, q, l } = &at;
        let value = mixture(alphas, means, q, l, &points) + offset(1, 1, 1);
        let (precision, off) = (q[0][0].exp(), points[0][0] - means[0][0]);
        let normal =
            precision.ln() - 0.5 * (precision * off).powi(2) - 0.5 * (2.0 * std::f64::consts::PI).ln();
        // Wishart, γ = 1, m = 0: ½ q² + ln 2 + ln Γ(1)
        let prior = 0.5 * precision * precision + 2f64.ln();
        assert!((value - normal - prior).abs() < 1e-12, "{value}");
    }
}
