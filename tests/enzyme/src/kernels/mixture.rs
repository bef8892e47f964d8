//! The mixture of Gaussians: weights, means, q, l; the points are data.

use costate_kernels::mixture::{Parameters, mixture};

use crate::kernel::Kernel;
use crate::views::{array, array_mut, rows, rows_mut};

/// Dimensions, Gaussians, numbers below a diagonal.
const D: usize = 10;
const K: usize = 25;
const L: usize = D * (D - 1) / 2;

/// Where q and l begin.
const Q: usize = K + K * D;
const BELOW: usize = Q + K * D;

pub fn kernel() -> Kernel {
    let (at, points) = Parameters::<D, K, L>::start(1000);
    let flat = [&at.alphas[..], at.means.as_flattened(), at.q.as_flattened(), at.l.as_flattened()];
    Kernel::new(
        "ADBench GMM, d 10, K 25, 1000 points",
        "enzyme_mixture",
        flat.concat(),
        |n| {
            let (alphas, means) = (array(&n.x[..K]), rows(&n.x[K..Q]));
            n.out[0] = mixture::<D, K, L>(
                alphas,
                means,
                rows(&n.x[Q..BELOW]),
                rows(&n.x[BELOW..]),
                n.data.as_chunks().0,
            );
        },
        |n, t| {
            let (da, rest) = n.dx.split_at_mut(K);
            let (dm, rest) = rest.split_at_mut(K * D);
            let (dq, dl) = rest.split_at_mut(K * D);
            n.out[0] = mixture::vjp::<D, K, L>(
                array(&n.x[..K]),
                array_mut(da),
                rows(&n.x[K..Q]),
                rows_mut(dm),
                rows(&n.x[Q..BELOW]),
                rows_mut(dq),
                rows(&n.x[BELOW..]),
                rows_mut(dl),
                n.data.as_chunks().0,
                n.dout[0],
                t,
            );
        },
    )
    .count(1000)
    .data(points.as_flattened().to_vec())
}
