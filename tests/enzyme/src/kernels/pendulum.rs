//! The double pendulum: rods, then the state at the start.

use costate_kernels::pendulum::{RODS, START, pendulum};

use crate::kernel::Kernel;
use crate::views::{array, array_mut};

pub fn kernel() -> Kernel {
    Kernel::new(
        "double pendulum, 200 steps",
        "enzyme_pendulum",
        [RODS, START].concat(),
        |n| n.out[0] = pendulum(array(&n.x[..4]), array(&n.x[4..]), n.count),
        |n, t| {
            let (dr, ds) = n.dx.split_at_mut(4);
            let (rods, start) = (array(&n.x[..4]), array(&n.x[4..]));
            n.out[0] = pendulum::vjp(rods, array_mut(dr), start, array_mut(ds), n.count, n.dout[0], t);
        },
    )
    .count(200)
}
