//! Small loops.

use costate_kernels::loops::{axpy, elementwise, matrix_vector, numbers, recurrence, rotations};

use crate::kernel::Kernel;
use crate::views::{array, array_mut};

/// The length of vectors, the rows of the matrix, the number of rotations.
const N: usize = 1000;
const ROWS: usize = 64;
const ANGLES: usize = 100;

pub fn kernels() -> [Kernel; 5] {
    [of_elements(), of_factors(), of_a_sum(), of_a_matrix(), of_angles()]
}

fn of_elements() -> Kernel {
    Kernel::new(
        "elementwise, n = 1000",
        "enzyme_elementwise",
        [numbers(N, 0.1), numbers(N, 0.2)].concat(),
        |n| elementwise(&n.x[..N], &n.x[N..], &mut n.out),
        |n, t| {
            let (dx, dy) = n.dx.split_at_mut(N);
            elementwise::vjp(&n.x[..N], dx, &n.x[N..], dy, &mut n.out, &mut n.dout, t);
        },
    )
    .count(N)
    .results(vec![0.0; N], vec![numbers(N, 0.3)])
}

fn of_factors() -> Kernel {
    Kernel::new(
        "recurrence, n = 1000",
        "enzyme_recurrence",
        numbers(N, 0.4),
        |n| n.out[0] = recurrence(&n.x),
        |n, t| n.out[0] = recurrence::vjp(&n.x, &mut n.dx, n.dout[0], t),
    )
    .count(N)
}

/// y changes in place; a is small, so that it may go on.
fn of_a_sum() -> Kernel {
    Kernel::new(
        "axpy, n = 1000",
        "enzyme_axpy",
        [&[1e-9], &numbers(N, 0.5)[..]].concat(),
        |n| axpy(n.x[0], &n.x[1..], &mut n.out),
        |n, t| {
            let (da, dx) = n.dx.split_at_mut(1);
            axpy::vjp(n.x[0], &mut da[0], &n.x[1..], dx, &mut n.out, &mut n.dout, t);
        },
    )
    .count(N)
    .results(numbers(N, 0.6), vec![numbers(N, 0.7)])
}

fn of_a_matrix() -> Kernel {
    const ALL: usize = ROWS * ROWS;
    Kernel::new(
        "matrix times vector, n = 64",
        "enzyme_matrix_vector",
        [numbers(ALL, 0.8), numbers(ROWS, 0.9)].concat(),
        |n| matrix_vector(&n.x[..ALL], &n.x[ALL..], &mut n.out),
        |n, t| {
            let (da, dx) = n.dx.split_at_mut(ALL);
            matrix_vector::vjp(&n.x[..ALL], da, &n.x[ALL..], dx, &mut n.out, &mut n.dout, t);
        },
    )
    .count(ROWS)
    .results(vec![0.0; ROWS], vec![numbers(ROWS, 1.0)])
}

fn of_angles() -> Kernel {
    Kernel::new(
        "rotations, n = 100",
        "enzyme_rotations",
        [&[0.3, -0.5, 0.7], &numbers(ANGLES, 1.1)[..]].concat(),
        |n| n.out[0] = rotations(&n.x[3..], *array(&n.x[..3])),
        |n, t| {
            let (dp, da) = n.dx.split_at_mut(3);
            n.out[0] = rotations::vjp(&n.x[3..], da, *array(&n.x[..3]), array_mut(dp), n.dout[0], t);
        },
    )
    .count(ANGLES)
}
