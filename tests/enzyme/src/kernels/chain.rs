//! Masses and springs: a stiffness, then positions.

use costate_kernels::chain::{chain, start};

use crate::kernel::Kernel;
use crate::views::{rows, rows_mut};

/// Of the springs [N/m].
const STIFFNESS: f64 = 3e3;

pub fn kernel() -> Kernel {
    Kernel::new(
        "chain of 16 masses, 200 steps",
        "enzyme_chain",
        [&[STIFFNESS], start().as_flattened()].concat(),
        |n| n.out[0] = chain(n.x[0], rows(&n.x[1..]), n.count),
        |n, t| {
            let (dk, dp) = n.dx.split_at_mut(1);
            let at = rows(&n.x[1..]);
            n.out[0] = chain::vjp(n.x[0], &mut dk[0], at, rows_mut(dp), n.count, n.dout[0], t);
        },
    )
    .count(200)
}
