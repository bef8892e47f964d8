//! Loops whose iterations do not wait for each other go backward as they go forward in `vjp`; loops that only look
//! like them do not. Each function runs in one scope (`vjp`) and in two (`fwd` and `rev`, by a caller).

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::explicit_counter_loop, clippy::assign_op_pattern)]
#![allow(clippy::reversed_empty_ranges)]

use core::mem;

use costate::{Diff, Scalar, detach, differentiable};
use costate_tests::check_called;

check_called! {
    sums by calls_sums,
    sums_used_later by calls_sums_used_later,
    sums_of_sums by calls_sums_of_sums,
    turned_sums by calls_turned_sums,
    sums_in_branches by calls_sums_in_branches,
    sums_in_loops by calls_sums_in_loops,
    sums_that_stop by calls_sums_that_stop,
    sums_read_on_the_way by calls_sums_read_on_the_way,
    scaled_at_the_end by calls_scaled_at_the_end,
    greatest by calls_greatest,
    own_elements by calls_own_elements,
    shifted_elements by calls_shifted_elements,
    neighbours by calls_neighbours,
    of_two_counters by calls_of_two_counters,
    backwards_and_in_steps by calls_backwards_and_in_steps,
    counted_beside by calls_counted_beside,
    counted_against by calls_counted_against,
    only_added by calls_only_added,
    added_and_read by calls_added_and_read,
    added_at_places by calls_added_at_places,
    multiplied_in_place by calls_multiplied_in_place,
    local_rows by calls_local_rows,
    row_from_outside by calls_row_from_outside,
    rows_of_a_table by calls_rows_of_a_table,
    called_with_its_element by calls_called_with_its_element,
    called_with_all by calls_called_with_all,
    exchanged_with_another by calls_exchanged_with_another,
    written_behind by calls_written_behind,
    overwritten_behind by calls_overwritten_behind,
    read_behind by calls_read_behind,
    apart_behind by calls_apart_behind,
    asserted_behind by calls_asserted_behind,
    fields by calls_fields,
    chunks by calls_chunks,
    detached_parts by calls_detached_parts,
    never_entered by calls_never_entered,
    nested_tables by calls_nested_tables,
    whole_rows by calls_whole_rows,
}

#[differentiable]
fn sums<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut t) = (c, x[0] * c);
    for i in 0..x.len() {
        let y = (x[i] * c).sin();
        s += y * x[i];
        t = t - y * y;
        s += x[i];
    }
    2.0 * s - t
}

/// What arrives at the loop depends on what it gives.
#[differentiable]
fn sums_used_later<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        s += x[i] * x[i] * c;
    }
    x[1] = s * x[0];
    (s * s).sin() * x[2]
}

#[differentiable]
fn sums_of_sums<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut t) = (c, c);
    for i in 0..x.len() {
        s += x[i] * c;
        t += s;
    }
    s + t
}

/// `x - s` turns the sign of all that came before.
#[differentiable]
fn turned_sums<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut t) = (c, c);
    for i in 0..x.len() {
        s = x[i] * x[i] - s;
        t = x[i] * c + t;
    }
    s + t
}

#[differentiable]
fn sums_in_branches<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut t, mut last) = (c, c, c);
    for i in 0..x.len() {
        if x[i] > 0.65 {
            s += x[i] * x[i];
        } else if i > 1 {
            s -= x[i] * c;
            t += c * c;
        } else {
            last = x[i] * c;
        }
    }
    s + t + last
}

#[differentiable]
fn sums_in_loops<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut product) = (c, c);
    for i in 0..x.len() {
        for j in 0..i {
            s += x[i] * x[j];
            if j > 1 {
                s -= x[j] * c;
            }
        }
        for _ in 0..2 {
            product *= x[i];
        }
    }
    s + product
}

#[differentiable]
fn sums_that_stop<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        s += x[i] * x[i];
        if s > 1.5 {
            break;
        }
        s += c * x[i];
    }
    s
}

#[differentiable]
fn sums_read_on_the_way<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        s += x[i] * c;
        x[i] = s;
    }
    s
}

#[differentiable]
fn scaled_at_the_end<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = T::ZERO;
    for i in 0..x.len() {
        s += x[i] * x[i];
    }
    c * s
}

#[differentiable]
fn greatest<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut most, mut s) = (c, c);
    for i in 0..x.len() {
        most = most.max(x[i] * c);
        s += x[i] * 0.5;
    }
    most + s
}

#[differentiable]
fn own_elements<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        x[i] = x[i] * x[i] * c;
        s += x[i];
        x[i] *= c;
        x[i] += x[i] * s.min(0.0) * 0.0 + c;
    }
    s
}

#[differentiable]
fn shifted_elements<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut y = [c; 4];
    for i in 0..3 {
        let next = i + 1;
        y[next] = x[i] * x[next] * c;
        y[next] *= y[next];
    }
    for i in 0..3 {
        x[i + 1] = y[i + 1] * x[i + 1] + y[3 - i];
    }
    c
}

#[differentiable]
fn neighbours<T: Scalar>(x: &mut [T], c: T) -> T {
    for i in 1..x.len() {
        x[i] = x[i] * x[i - 1] + c;
    }
    for i in 1..x.len() {
        x[i - 1] = x[i] * x[i - 1] * c;
    }
    c
}

/// Two counters that name the same element at different times.
#[differentiable]
fn of_two_counters<T: Scalar>(x: &mut [T], c: T) -> T {
    for i in 0..2 {
        let (up, down) = (i, 3 - i);
        x[up] = x[up] * x[down] * c;
        x[down] = x[down] * x[down];
    }
    for i in 0..4 {
        let down = 3 - i;
        x[down] = x[down] * x[i];
    }
    for i in 0..4 {
        let down = 3 - i;
        x[down] = x[down] * x[down] * c;
    }
    c
}

#[differentiable]
fn backwards_and_in_steps<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in (0..x.len()).step_by(2) {
        x[i] = x[i] * c * c;
        s += x[i];
    }
    for i in (0..x.len()).rev() {
        x[i] = x[i] * x[i];
        s += x[i] * c;
    }
    s
}

#[differentiable]
fn counted_beside<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut k, mut s) = (3, c);
    for i in 0..4 {
        s += x[k] * x[i];
        x[k] = x[k] * c;
        k = if k == 0 { 3 } else { k - 1 };
    }
    s
}

/// A counter beside the loop's: their difference and their sum stay the same.
#[differentiable]
fn counted_against<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut up, mut down) = (0, 3);
    for i in 0..4 {
        let same = i - up;
        x[same] = x[same] * x[same] * c;
        let last = i + down;
        x[last] = (x[last] * x[last] + c).sin();
        up += 1;
        down = if down == 0 { 0 } else { down - 1 };
    }
    c
}

#[differentiable]
fn only_added<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut into = [c, x[1]];
    for i in 0..x.len() {
        into[i % 2] += x[i] * x[i] * c;
        into[0] -= x[i];
    }
    x[0] = into[1];
    into[0] + 0.5 * into[1]
}

#[differentiable]
fn added_and_read<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut into, mut s) = ([c, c], c);
    for i in 0..x.len() {
        into[0] += x[i] * c;
        s += into[0] * x[i];
        into[1] += into[0];
    }
    s + into[1]
}

#[differentiable]
fn added_at_places<T: Scalar>(x: &mut [T], c: T) -> T {
    let places = [2, 0, 2, 1];
    for i in 0..4 {
        x[places[i]] += c * c;
    }
    let held = [x[0], x[1], x[2], x[3]];
    for i in 0..4 {
        x[places[i]] += held[i] * held[i];
    }
    c
}

#[differentiable]
fn multiplied_in_place<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut product = [c, c];
    for i in 0..x.len() {
        product[0] *= x[i];
        product[1] /= x[i] + 2.0;
    }
    product[0] + product[1]
}

/// Memory of an iteration.
#[differentiable]
fn local_rows<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        let mut row = [x[i], c, x[0] * c];
        for k in 1..3 {
            row[k] = row[k - 1] * row[k] + x[k];
        }
        row[0] *= row[2];
        let mut inner = T::ZERO;
        for k in 0..3 {
            inner += row[k] * row[k];
        }
        s += inner.sqrt();
    }
    s
}

/// One row for all iterations, written as a whole, then only in part.
#[differentiable]
fn row_from_outside<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut row, mut s) = ([c; 3], c);
    for i in 0..x.len() {
        row = [x[i], row[0] * c, c];
        row[2] *= x[i];
        s += row[1] * row[2];
    }
    for i in 0..3 {
        row[1] = x[i] * row[1];
        s += row[1];
    }
    for i in 0..3 {
        row[0] = x[i] * x[i];
        s += row[0] * c;
    }
    s
}

#[differentiable]
fn rows_of_a_table<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut table = [[c; 3]; 4];
    for i in 0..4 {
        for k in 0..3 {
            table[i][k] = x[i] * x[k] + table[i][2 - k];
        }
    }
    let mut s = c;
    for i in 0..4 {
        for k in 0..3 {
            s += table[i][k] * table[i][0];
        }
        table[i][1] = x[i];
    }
    s
}

#[differentiable]
fn grow<T: Scalar>(y: &mut T, by: T) -> T {
    *y = *y * by * *y;
    *y + by
}

#[differentiable]
fn called_with_its_element<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        s += grow(&mut x[i], c);
    }
    s
}

#[differentiable]
fn at_place<T: Scalar>(x: &mut [T], i: usize, c: T) -> T {
    x[i] = x[i] * x[0] * c;
    x[i]
}

#[differentiable]
fn called_with_all<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        s += at_place(x, i, c);
    }
    s
}

#[differentiable]
fn exchanged_with_another<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut y = [c, c * c, c + 1.0, c * 0.5];
    let mut s = c;
    for i in 0..4 {
        mem::swap(&mut x[i], &mut y[i]);
        s += x[i] * y[i];
        y[i] = mem::replace(&mut x[i], y[i] * c);
    }
    for i in 0..4 {
        x.swap(i, 3 - i);
        s += x[i] * c;
    }
    s + y[1]
}

/// A copy of the sum behind the loop.
#[differentiable]
fn written_behind<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 1..x.len() {
        s += x[i] * x[i];
    }
    x[0] = s;
    x[1] += s;
    x[2] -= 0.5 * s;
    s
}

/// What the loop writes is lost behind it.
#[differentiable]
fn overwritten_behind<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        x[i] = x[i] * x[i] * c;
        s += x[i];
    }
    x[0] = c;
    x[1] = T::ZERO;
    s
}

#[differentiable]
fn read_behind<T: Scalar>(x: &mut [T], c: T) -> T {
    for i in 0..x.len() {
        x[i] = x[i] * x[i] * c;
    }
    let first = x[0] * 0.3;
    x[1] = first + x[2];
    first * 2.0 - x[3]
}

/// Statements behind the loop that have nothing to do with it.
#[differentiable]
fn apart_behind<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut y = [c, c];
    let mut s = c;
    for i in 0..x.len() {
        s += x[i] * c;
    }
    y[0] = c * c;
    let side = (y[0] * c).sin();
    y[1] *= side;
    s + side * y[1]
}

#[differentiable]
fn asserted_behind<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        s += x[i] * x[i] * c;
    }
    assert!(s > -100.0, "a sum of squares");
    let side = c * x[0];
    s - side
}

/// Two numbers that are added to.
#[derive(Clone, Copy, Debug, Diff)]
struct Pair<T> {
    left: T,
    right: [T; 2],
}

#[differentiable]
fn fields<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut pair = Pair { left: c, right: [c, x[0]] };
    for i in 0..x.len() {
        pair.left += x[i] * c;
        pair.right[i % 2] += x[i] * x[i];
    }
    for i in 0..2 {
        pair.right[i] = pair.right[i] * x[i];
        x[i] = pair.right[i] * c;
    }
    pair.left
}

#[differentiable]
fn chunks<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for (i, pair) in x.chunks_exact_mut(2).enumerate() {
        pair[0] = pair[0] * pair[1] * c;
        pair[1] *= T::from_f64(i as f64 + 0.5);
        s += pair[0];
    }
    for (v, i) in x.iter_mut().zip(0..3) {
        *v = *v * *v;
        s += *v * T::from_f64(i as f64);
    }
    s + x.windows(2).map(|w| w[0] * w[1]).sum::<T>()
}

#[differentiable]
fn detached_parts<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut steps) = (c, T::ZERO);
    for i in 0..x.len() {
        let fixed = detach(T::from_f64(0.5));
        s += x[i] * fixed * steps;
        steps += 1.0;
        x[i] = x[i] * steps;
    }
    s + steps
}

#[differentiable]
fn never_entered<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c * x[0];
    for i in x.len()..x.len() {
        x[i] = x[i] * c;
        s += x[i];
    }
    for i in 2..2 {
        s += x[i] * x[i];
    }
    s
}

/// The outer loop's iterations share what the inner loop's do not.
#[differentiable]
fn nested_tables<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut y = [c; 4];
    for k in 0..3 {
        for i in 0..4 {
            y[i] = y[i] * x[i] + x[k];
        }
    }
    for i in 0..4 {
        for k in 0..3 {
            x[i] = x[i] * y[k] * c;
        }
    }
    y[1] + y[2]
}

/// Rows written as a whole, read in part.
#[differentiable]
fn whole_rows<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut table = [[c, c]; 4];
    let mut s = c;
    for i in 0..4 {
        table[i] = [x[i], x[i] * c];
        table[i][1] *= table[i][0];
        let row = table[i];
        s += row[0] * row[1];
        x[i] = row[1] * row[1];
    }
    s
}
