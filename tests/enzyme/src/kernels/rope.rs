//! A rope whose handle is moved: velocities of the handle.

use costate_kernels::rope::{actions, rope};

use crate::kernel::Kernel;

/// Control steps.
const STEPS: usize = 100;

pub fn kernel() -> Kernel {
    Kernel::new(
        "rope, 100 steps of 10 substeps",
        "enzyme_rope",
        actions(STEPS).as_flattened().to_vec(),
        |n| n.out[0] = rope(n.x.as_chunks().0),
        |n, t| n.out[0] = rope::vjp(n.x.as_chunks().0, n.dx.as_chunks_mut().0, n.dout[0], t),
    )
    .count(STEPS)
}
