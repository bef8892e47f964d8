//! Values that the backward sweep finds in memory, and counters that it counts back: where it may, and where
//! it must not. Each function runs in one scope (`vjp`) and in two (`fwd` and `rev`).

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::explicit_counter_loop)]

use core::ops::{Index, IndexMut};

use costate::{Diff, Real, Scalar, differentiable};
use costate_tests::check_called;

check_called! {
    a_triangle_row_by_row by calls_a_triangle_row_by_row,
    read_before_the_inner_loop by calls_read_before_the_inner_loop,
    read_after_the_inner_loop by calls_read_after_the_inner_loop,
    two_loops_advance_it by calls_two_loops_advance_it,
    in_one_branch_only by calls_in_one_branch_only,
    down_from_the_end by calls_down_from_the_end,
    a_stride_of_the_outside by calls_a_stride_of_the_outside,
    beside_its_own_elements by calls_beside_its_own_elements,
    while_it_counts by calls_while_it_counts,
    an_empty_inner_loop by calls_an_empty_inner_loop,
    until_it_breaks by calls_until_it_breaks,
    stored_and_kept by calls_stored_and_kept,
    stored_and_overwritten by calls_stored_and_overwritten,
    stored_one_ahead by calls_stored_one_ahead,
    stored_in_all_rounds by calls_stored_in_all_rounds,
    stored_into_an_argument by calls_stored_into_an_argument,
    stored_where_the_value_says by calls_stored_where_the_value_says,
    an_array_of_an_iteration by calls_an_array_of_an_iteration,
    an_array_of_a_branch by calls_an_array_of_a_branch,
    an_array_changed_after_it_was_read by calls_an_array_changed_after_it_was_read,
    an_array_read_backwards by calls_an_array_read_backwards,
    an_array_of_arrays by calls_an_array_of_arrays,
    elements_that_are_one by calls_elements_that_are_one,
}

/// The counter goes through both loops.
#[differentiable]
fn a_triangle_row_by_row<T: Scalar>(x: &mut [T], c: T) -> T {
    let l = [c, x[0], x[1] * c, c * c, x[2], x[3] * x[0]];
    let mut s = c;
    let mut next = 0;
    for i in 0..4 {
        for j in i + 1..4 {
            s = s * 0.5 + l[next] * x[i] * x[j];
            next += 1;
        }
    }
    s * x[0]
}

/// The iteration reads the counter before the inner loop goes on with it.
#[differentiable]
fn read_before_the_inner_loop<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    let mut next = 0;
    for i in 0..3 {
        s = s * x[next % 4] + c;
        next += 1;
        for j in 0..i {
            s = s * 0.5 + x[(next + j) % 4] * s;
            next += 2;
        }
    }
    s
}

#[differentiable]
fn read_after_the_inner_loop<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    let mut next = 1;
    for i in 0..3 {
        for _ in 0..i {
            s = s * 0.5 + x[next % 4] * s;
            next += 2;
        }
        next += 1;
        s = s * x[next % 4] + c * x[(next + 1) % 4];
    }
    s * x[next % 4]
}

#[differentiable]
fn two_loops_advance_it<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    let mut next = 0;
    for i in 0..3 {
        for j in 0..2 {
            s = s * 0.5 + x[next % 4] * x[j];
            next += 1;
        }
        next += 1;
        for _ in i..3 {
            s = s * x[next % 4] + c;
            next += 3;
        }
    }
    s
}

/// What the iteration adds is not always the same.
#[differentiable]
fn in_one_branch_only<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    let (mut next, mut all) = (0, 0);
    for i in 0..6 {
        if x[i % 4] > 0.65 {
            s = s * x[next % 4] + c;
            next += 1;
        }
        all += 2;
        s = s * 0.5 + x[all % 4] * x[next % 4];
    }
    s
}

#[differentiable]
fn down_from_the_end<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    let mut left = x.len();
    for v in 0..x.len() {
        left -= 1;
        s = s * x[left] * x[v] + c;
    }
    let mut signed = 4_i32;
    for _ in 0..3 {
        s = s * 0.7 + x[signed.unsigned_abs() as usize % 4] * s;
        signed -= 3;
    }
    s
}

/// The step is a value of the outer iteration.
#[differentiable]
fn a_stride_of_the_outside<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for k in 0..3 {
        let stride = if x[k] > 0.65 { 2 } else { 3 };
        let mut at = k;
        for _ in 0..3 {
            s = s * 0.6 + x[at % 4] * x[k] * s;
            at += stride;
        }
    }
    s
}

/// But for the counter, the iterations could go backward in any order.
#[differentiable]
fn beside_its_own_elements<T: Scalar>(x: &mut [T], c: T) -> T {
    let w = [c, c * c, x[0], c + 1.0, x[1] * c];
    let mut next = 1;
    for i in 0..4 {
        x[i] += w[next] * c;
        next += 1;
    }
    c
}

#[differentiable]
fn while_it_counts<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    let (mut n, mut m) = (0, 7);
    while s < 3.0 && n < 6 {
        s = s * x[n % 4] + x[m % 4] + 0.2;
        n += 1;
        m += 2;
    }
    s * x[n % 4]
}

/// Nothing in the inner loop has a derivative, and it does not always run.
#[differentiable]
fn an_empty_inner_loop<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    let mut next = 0;
    for i in 0..4 {
        for _ in 2..i {
            next += 1;
        }
        s = s * x[next % 4] + c * x[i];
        next += 1;
    }
    s
}

#[differentiable]
fn until_it_breaks<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    let mut next = 0;
    for i in 0..6 {
        s = s * x[next % 4] + c;
        next += 1;
        if s > 1.4 {
            break;
        }
        s = s + x[i % 3] * x[next % 4];
        next += 1;
    }
    s * x[next % 4]
}

/// The function's values lie in the array.
#[differentiable]
fn stored_and_kept<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut waves = [c; 4];
    for i in 0..4 {
        waves[i] = (x[i] * c).tanh();
    }
    let mut s = c;
    for i in 0..4 {
        s = s * waves[i] + waves[(i + 1) % 4];
    }
    s
}

#[differentiable]
fn stored_and_overwritten<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut waves = [c; 4];
    for i in 0..4 {
        waves[i] = (x[i] * c).exp();
        waves[i] = waves[i] * 0.5;
    }
    for i in 0..4 {
        waves[i] = (waves[i] * c).tanh();
        waves[i] = (waves[i] + x[i]).sin();
    }
    waves[1] = waves[0] * c;
    waves[0] * waves[1] + waves[2] * waves[3]
}

/// The next iteration writes there again.
#[differentiable]
fn stored_one_ahead<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut waves = [c; 5];
    for i in 0..4 {
        waves[i + 1] = (waves[i] * x[i]).sin().exp();
        waves[i] = (waves[i] * c).tanh();
    }
    let mut s = c;
    for w in waves {
        s = s * w * 0.4 + w;
    }
    s
}

/// The outer loop goes over the same elements.
#[differentiable]
fn stored_in_all_rounds<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut waves = [c; 3];
    for k in 0..3 {
        for i in 0..3 {
            waves[i] = (waves[i] * x[i] + x[k]).tanh();
        }
    }
    waves[0] * waves[1] + waves[2]
}

#[differentiable]
fn stored_into_an_argument<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        let wave = (x[i] * s).sin().exp();
        x[i] = wave;
        s = (s * 0.3 + wave * c).sin();
        let root = (x[i] * x[i] + 1.0).sqrt();
        x[i] = root;
    }
    for v in x.iter_mut() {
        *v = (*v * s).tanh();
    }
    s
}

#[differentiable]
fn stored_where_the_value_says<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut table = [c; 4];
    for i in 0..4 {
        let at = if x[i] > 0.65 { 1 } else { 2 };
        table[at] = (x[i] * table[at]).sin().exp();
        table[3 - i] = (x[i] * c).tanh();
    }
    table[0] * table[1] + table[2] * table[3]
}

/// As the mixture of Gaussians has them: filled, changed by an inner loop, read.
#[differentiable]
fn an_array_of_an_iteration<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for k in 0..3 {
        let mut off = [T::ZERO; 4];
        let mut product = [s; 4];
        for i in 0..4 {
            off[i] = x[i] - x[k] * c;
            product[i] = product[i] * off[i];
        }
        let mut next = k;
        for i in 0..4 {
            for j in i + 1..4 {
                product[j] += x[next % 4] * off[i];
                next += 1;
            }
        }
        for i in 0..4 {
            s = (s * 0.4 + product[i] * product[i] * x[k]).sin();
        }
        x[k] = s;
    }
    s
}

#[differentiable]
fn an_array_of_a_branch<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for k in 0..3 {
        if x[k] > 0.65 {
            let mut row = [s, c, x[k]];
            for i in 0..3 {
                row[i] = row[i] * row[i] + c;
            }
            for i in 0..3 {
                for j in 0..3 {
                    s = (s * 0.4 + row[i] * row[j] * x[j]).sin();
                }
            }
        } else {
            s = s * x[k] + c;
        }
    }
    s
}

#[differentiable]
fn an_array_changed_after_it_was_read<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for k in 0..2 {
        let mut row = [s * x[k], c, x[1]];
        for i in 0..3 {
            for j in 0..3 {
                s = (s * 0.5 + row[i] * row[j] * s).sin();
            }
        }
        row[k] = s;
        for i in 0..3 {
            for j in 0..3 {
                s = (s * 0.5 + row[i] * row[j] * x[k]).sin();
            }
        }
    }
    s
}

#[differentiable]
fn an_array_read_backwards<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for k in 0..2 {
        let mut row = [c; 4];
        for i in 0..4 {
            let mirrored = row[3 - i];
            row[i] = row[i] * x[i] + mirrored * x[k] * s;
            s = (s * 0.5 + row[i] * mirrored).sin();
        }
    }
    s
}

#[differentiable]
fn an_array_of_arrays<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for k in 0..2 {
        let mut grid = [[c; 3]; 2];
        for i in 0..2 {
            for j in 0..3 {
                grid[i][j] = (grid[i][j] * x[j] * s).sin();
                s = s * 0.7 + grid[i][j] * grid[i][j] * x[k];
            }
        }
        for j in 0..3 {
            grid[1][j] = grid[0][j] * grid[1][j];
            s = (s * 0.4 + grid[1][j] * grid[0][j]).sin();
        }
    }
    s
}

/// Two numbers that are indexed without end.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
struct Ring<T> {
    first: T,
    second: T,
}

#[differentiable]
impl<T: Real> Index<usize> for Ring<T> {
    type Output = T;

    fn index(&self, i: usize) -> &T {
        if i.is_multiple_of(2) { &self.first } else { &self.second }
    }
}

#[differentiable]
impl<T: Real> IndexMut<usize> for Ring<T> {
    fn index_mut(&mut self, i: usize) -> &mut T {
        if i.is_multiple_of(2) { &mut self.first } else { &mut self.second }
    }
}

/// Different indices, one element.
#[differentiable]
fn elements_that_are_one<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut ring = Ring { first: x[0], second: x[1] };
    let mut s = c;
    for i in 0..4 {
        let wave = (ring[i] * x[i] + s).sin();
        ring[i] = wave;
        s = s * 0.5 + wave * ring[i];
    }
    for i in 0..4 {
        ring[i] = (ring[i] * s).sin();
    }
    s * ring[0] + ring[1]
}
