//! Rosenbrock's function.

use costate_kernels::rosenbrock::{rosenbrock, start};

use crate::kernel::Kernel;

pub fn kernel() -> Kernel {
    Kernel::new(
        "Rosenbrock, n = 1000",
        "enzyme_rosenbrock",
        start(1000),
        |n| n.out[0] = rosenbrock(&n.x),
        |n, t| n.out[0] = rosenbrock::vjp(&n.x, &mut n.dx, n.dout[0], t),
    )
    .count(1000)
}
