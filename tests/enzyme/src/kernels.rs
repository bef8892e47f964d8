//! The kernels, in the order of the table. The layout of their numbers is that of the library.

mod bundle;
mod chain;
mod loops;
mod mixture;
mod network;
mod pendulum;
mod rope;
mod rosenbrock;

use crate::kernel::Kernel;

/// All of them.
pub fn all() -> Vec<Kernel> {
    let [elementwise, recurrence, axpy, matrix_vector, rotations] = loops::kernels();
    vec![
        rosenbrock::kernel(),
        chain::kernel(),
        pendulum::kernel(),
        network::kernel(),
        mixture::kernel(),
        bundle::kernel(),
        elementwise,
        recurrence,
        axpy,
        matrix_vector,
        rotations,
        rope::kernel(),
    ]
}
