//! Arrays and slices: overwritten elements, computed indices, shapes, edge lengths.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop)]

use costate::{Diff, Real, Scalar, differentiable};
use costate_tests::{argument_struct, check};

#[differentiable]
fn element_overwritten<T: Real>(x: &[T]) -> T {
    let mut a = [T::ONE; 3];
    for i in 0..x.len() {
        a[1] = a[1] * x[i] + a[0];
        a[0] = a[1].sin();
        a[2] += a[1] * a[0];
    }
    a[0] + a[1] * a[2]
}

#[test]
fn an_element_overwritten_in_a_loop() {
    check!(element_overwritten(ref vec![0.5, 1.5, -0.7, 0.9]));
    check!(element_overwritten(ref Vec::<f64>::new()));
    check!(element_overwritten(ref vec![0.8]));
}

#[differentiable]
fn in_place<T: Real>(a: &mut [T], x: T) {
    for i in 0..a.len() {
        a[i] = a[i] + x;
        a[i] = a[i] * a[i];
        a[i] += x;
        a[i] *= x;
        a[i] -= x * x;
        a[i] /= x;
    }
}

#[test]
fn elements_updated_in_place() {
    check!(in_place(mut vec![0.3, -0.6, 1.2], in 0.7) -> ());
    check!(in_place(mut Vec::<f64>::new(), in 0.7) -> ());
    check!(in_place(mut vec![0.4], in 0.7) -> ());
}

#[differentiable]
fn recurrence<T: Real>(a: &mut [T]) {
    for i in 1..a.len() {
        a[i] = a[i - 1].sin() * a[i];
    }
}

#[differentiable]
fn neighbours<T: Real>(a: &[T], out: &mut [T]) {
    let n = a.len();
    for i in 0..n {
        let before = a[(i + n - 1) % n];
        let after = a[(i + 1) % n];
        out[i] = before * after - a[i] * a[i];
    }
}

#[test]
fn an_element_from_its_neighbours() {
    check!(recurrence(mut vec![0.3, 0.5, 0.7, 1.1]) -> ());
    check!(recurrence(mut vec![0.3]) -> ());
    check!(recurrence(mut Vec::<f64>::new()) -> ());
    check!(neighbours(ref vec![0.3, 0.5, 0.7, 1.1], mut vec![9.0, 9.0, 9.0, 9.0]) -> ());
}

#[differentiable]
fn permuted<T: Real>(index: &[usize], a: &[T], out: &mut [T]) {
    for i in 0..index.len() {
        out[index[i]] = a[i] * a[index[i]];
    }
}

#[differentiable]
fn gathered<T: Real>(index: &[usize], a: &[T]) -> T {
    let mut total = T::ZERO;
    for k in 0..index.len() {
        let i = index[k];
        total += a[i] * a[2 * i % a.len()];
    }
    total
}

#[differentiable]
fn scattered<T: Real>(index: &[usize], a: &[T], out: &mut [T]) {
    for i in 0..a.len() {
        out[index[i]] += a[i] * a[i];
    }
}

#[test]
fn permutations_gathers_and_scatters() {
    check!(permuted(fixref vec![2, 0, 1], ref vec![0.3, 0.5, 0.7], mut vec![0.0; 3]) -> ());
    check!(gathered(fixref vec![2, 0, 0, 1], ref vec![0.3, 0.5, 0.7]));
    check!(scattered(fixref vec![1, 1, 0], ref vec![0.3, 0.5, 0.7], mut vec![0.1, 0.2]) -> ());
}

#[differentiable]
fn data_dependent_index(x: f64, table: &[f64]) -> f64 {
    let cell = x as usize;
    let t = x - cell as f64;
    table[cell] * (1.0 - t) + table[cell + 1] * t * t
}

#[differentiable]
fn sequential_index<T: Real>(jump: &[usize], a: &mut [T]) -> T {
    let mut at = 0;
    let mut total = T::ZERO;
    for _ in 0..jump.len() {
        a[at] = a[at] * a[at] + total;
        total += a[at];
        at = (at + jump[at]) % jump.len();
    }
    total
}

#[test]
fn an_index_computed_from_data() {
    check!(f64 data_dependent_index(in 1.4, ref vec![0.3, 0.5, 0.7, 1.1]));
    check!(sequential_index(fixref vec![2, 1, 2, 3], mut vec![0.3, 0.5, 0.7, 0.2]));
}

#[differentiable]
fn zeroed<T: Real>(a: &mut [T], x: &[T]) -> T {
    let mut total = T::ZERO;
    for i in 0..a.len() {
        total += a[i] * x[i];
        a[i] = T::ZERO;
    }
    for i in 0..a.len() {
        a[i] += x[i] * total;
    }
    a[0] * a[1]
}

#[differentiable]
fn filled<T: Real>(a: &mut [T], x: T) -> T {
    let before = a[0] * a[1];
    a.fill(x * x);
    a[1] *= before;
    a[0] + a[1]
}

#[test]
fn zeroing_and_filling() {
    check!(zeroed(mut vec![0.3, 0.5], ref vec![0.7, 1.1]));
    check!(filled(mut vec![0.3, 0.5, 0.2], in 0.8));
}

#[differentiable]
fn copied<T: Real>(a: &mut [T], b: &[T], x: T) -> T {
    let squared = a[0] * a[0];
    a.copy_from_slice(b);
    a[1] *= squared * x;
    a[0] * a[1]
}

#[differentiable]
fn exchanged<T: Real>(a: &mut [T], x: T) {
    a[0] *= x;
    a.swap(0, 2);
    a[0] = a[0] * a[2];
    let last = a.len() - 1;
    a.swap(1, last);
}

#[test]
fn copy_from_slice_and_swap() {
    check!(copied(mut vec![0.3, 0.5], ref vec![0.7, 1.1], in 1.3));
    check!(exchanged(mut vec![0.3, 0.5, 0.7, 1.1], in 1.3) -> ());
}

#[differentiable]
fn matrix_product<T: Real, const N: usize>(a: &[[T; N]; N], b: &[[T; N]; N]) -> [[T; N]; N] {
    let mut c = [[T::ZERO; N]; N];
    for i in 0..N {
        for j in 0..N {
            for k in 0..N {
                c[i][j] += a[i][k] * b[k][j];
            }
        }
    }
    c
}

#[differentiable]
fn flat_matrix<T: Real>(rows: usize, a: &[T], x: &[T], y: &mut [T]) {
    let columns = x.len();
    for i in 0..rows {
        let mut sum = T::ZERO;
        for j in 0..columns {
            sum += a[i * columns + j] * x[j];
        }
        y[i] = sum.tanh();
    }
}

#[differentiable]
fn three_dimensions<T: Real>(a: &mut [[[T; 2]; 2]; 2], x: T) -> T {
    let mut total = T::ZERO;
    for i in 0..2 {
        for j in 0..2 {
            a[i][j][1] = a[i][j][0] * x + a[j][i][1];
            let row = a[i][j];
            total += row[0] * row[1];
        }
        a[i][0] = a[i][1];
    }
    total
}

#[test]
fn two_and_three_dimensions() {
    check!(matrix_product(ref [[0.1, 0.2], [0.3, 0.4]], ref [[0.5, 0.6], [0.7, 0.8]]));
    let a = vec![0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
    check!(flat_matrix(fix 2usize, ref a, ref vec![1.0, -1.0, 0.5], mut vec![0.0; 2]) -> ());
    check!(three_dimensions(mut [[[0.1, 0.2], [0.3, 0.4]], [[0.5, 0.6], [0.7, 0.8]]], in 1.2));
}

#[differentiable]
fn by_value<T: Real, const N: usize>(mut a: [T; N], x: T) -> [T; N] {
    for i in 0..N {
        a[i] = a[i] * x;
        a[N - 1 - i] += a[i] * a[i];
    }
    a
}

#[differentiable]
fn made<T: Real>(x: T, y: T) -> [T; 3] {
    let a = [x, x * y, y];
    let b = [a[1]; 2];
    [a[0] * b[1], b[0], a[2]]
}

#[test]
fn arrays_by_value_literals_and_const_lengths() {
    check!(by_value(in [0.1, 0.2, 0.3], in 1.4));
    check!(by_value(in [0.6], in 1.4));
    check!(by_value(in [0.0; 0], in 1.4));
    check!(made(in 0.5, in 1.5));
}

/// A point mass.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Mass<T> {
    mass: T,
    position: [T; 2],
}
argument_struct!(Mass, MassTangent { mass: f64, position: [f64; 2] });

#[differentiable]
fn centre<T: Real>(bodies: &[Mass<T>]) -> [T; 2] {
    let mut sum = [T::ZERO; 2];
    let mut total = T::ZERO;
    for i in 0..bodies.len() {
        total += bodies[i].mass;
        sum[0] += bodies[i].mass * bodies[i].position[0];
        sum[1] += bodies[i].mass * bodies[i].position[1];
    }
    [sum[0] / total, sum[1] / total]
}

#[differentiable]
fn moved<T: Real>(bodies: &mut [Mass<T>; 2], x: T) {
    for i in 0..2 {
        bodies[i].position[1] += x * bodies[i].mass;
        bodies[i].mass *= x;
        let body = bodies[i];
        bodies[1 - i].position = body.position;
    }
}

fn masses() -> [Mass<f64>; 2] {
    [Mass { mass: 0.4, position: [0.1, 0.2] }, Mass { mass: 0.7, position: [-0.3, 0.5] }]
}

#[test]
fn arrays_of_structs() {
    check!(centre(ref masses().to_vec()));
    check!(moved(mut masses(), in 1.3) -> ());
}

#[differentiable]
fn ends<T: Real>(a: &[T]) -> T {
    if a.is_empty() {
        return T::ZERO;
    }
    a[a.len() - 1] * a[0]
}

#[differentiable]
fn copied_array<T: Real>(a: [T; 2], x: T) -> T {
    let mut b = a;
    b[0] *= x;
    let c = b;
    b = [c[1], c[0]];
    a[0] * b[0] + b[1] * c[0]
}

#[test]
fn first_and_last_elements_and_copies_of_arrays() {
    check!(ends(ref vec![0.5, 0.6, 0.7]));
    check!(ends(ref Vec::<f64>::new()));
    check!(copied_array(in [0.5, 0.6], in 1.7));
}

#[differentiable]
fn largest_first<T: Scalar>(a: &mut [T]) {
    let mut at = 0;
    for i in 1..a.len() {
        if a[i] > a[at] {
            at = i;
        }
    }
    let first = a[0];
    a[0] = a[at] * a[at];
    a[at] = first;
}

#[test]
fn an_index_found_by_comparison() {
    check!(largest_first(mut vec![0.3, 0.9, 0.5]) -> ());
}
