//! Memory that is read in one place and written in another: the backward sweep reads it again only where it
//! then holds what it held. Each function runs in one scope (`vjp`) and in two (`fwd` and `rev`, by a caller
//! that changes the memory before, between and after two calls).

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::explicit_counter_loop)]

use core::mem;

use costate::{Scalar, differentiable};
use costate_tests::check_called;

check_called! {
    read_then_written by calls_read_then_written,
    written_then_read by calls_written_then_read,
    in_one_loop by calls_in_one_loop,
    in_loops_of_a_loop by calls_in_loops_of_a_loop,
    before_and_after by calls_before_and_after,
    in_branches by calls_in_branches,
    after_a_return by calls_after_a_return,
    until_a_break by calls_until_a_break,
    while_it_grows by calls_while_it_grows,
    in_the_condition by calls_in_the_condition,
    of_a_local_array by calls_of_a_local_array,
    local_in_a_loop by calls_local_in_a_loop,
    local_in_a_branch by calls_local_in_a_branch,
    at_kept_places by calls_at_kept_places,
    from_checkpoints by calls_from_checkpoints,
    beside_checkpoints by calls_beside_checkpoints,
    swapped_buffers by calls_swapped_buffers,
    exchanged_elements by calls_exchanged_elements,
    whole_copies by calls_whole_copies,
    an_option by calls_an_option,
    invariant_quotients by calls_invariant_quotients,
}

/// `rev` may read `x` again, `vjp` may not.
#[differentiable]
fn read_then_written<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        s = s * x[i] + x[i] * x[i];
    }
    for i in 0..x.len() {
        x[i] = s * 0.3 + x[i];
    }
    s
}

/// `vjp` may read `x` again, `rev` may not.
#[differentiable]
fn written_then_read<T: Scalar>(x: &mut [T], c: T) -> T {
    for i in 0..x.len() {
        x[i] = x[i] * c + x[0];
    }
    let mut s = c;
    for v in x.iter() {
        s = s * *v * 0.8 + *v * *v;
    }
    s
}

#[differentiable]
fn in_one_loop<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 1..x.len() {
        let (a, b) = (x[i], x[i - 1]);
        s = s * a * b + a;
        x[i] = b * s * 0.5;
        x[i - 1] = a * a;
    }
    s
}

/// In the text the loop that reads stands before the one that writes; in the run it also comes after.
#[differentiable]
fn in_loops_of_a_loop<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for k in 0..3 {
        for i in 0..x.len() {
            s = s * 0.3 + x[i] * x[i] * s;
        }
        if k != 1 {
            for i in 0..x.len() {
                x[i] = x[i] * 0.5 + s * 0.1;
            }
        }
    }
    s
}

#[differentiable]
fn before_and_after<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        s = s * x[i] + c;
    }
    x[1] = s * x[2];
    for i in 0..x.len() {
        s = s * x[i] * 0.7 + x[i];
    }
    s
}

/// One arm reads what the other writes.
#[differentiable]
fn in_branches<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    if c > 0.5 {
        for i in 0..x.len() {
            s = s * x[i] + x[i];
        }
    } else {
        for i in 0..x.len() {
            x[i] = x[i] * x[0] * c;
        }
    }
    if c < 0.5 {
        for i in 0..x.len() {
            s = s * x[i] + x[i];
        }
    } else {
        x[1] = s * s * 0.1;
    }
    s * x[1]
}

#[differentiable]
fn after_a_return<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        if x[i] > 1.15 {
            x[0] = s * x[i];
            return s * x[i];
        }
        s = s * x[i] + x[i] * x[i];
    }
    if s > 1.0 {
        return s * x[0];
    }
    x[0] = x[1] * s;
    for i in 0..2 {
        s = s * x[i];
    }
    s
}

#[differentiable]
fn until_a_break<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    'outer: loop {
        for i in 0..x.len() {
            if x[i] * s > 0.9 {
                x[i] = s * 0.5;
                break 'outer;
            }
            if x[i] < 0.35 {
                continue;
            }
            s = s * x[i] + x[i];
        }
        x[0] = x[0] + s * 0.2;
        if s > 2.0 {
            break;
        }
    }
    for i in 0..x.len() {
        s = s * x[i] * 0.9 + x[i];
    }
    s
}

#[differentiable]
fn while_it_grows<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut n) = (c, 0);
    while s < 3.0 && n < 6 {
        let a = x[n % 3];
        s = s * a + a * a + 0.2;
        n += 1;
    }
    x[0] = s;
    while n > 1 {
        n -= 1;
        s = s * x[n % 3] * 0.5;
        x[3] = s * x[n % 3];
    }
    s
}

/// The condition of a loop reads and writes.
#[differentiable]
fn in_the_condition<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    while {
        x[0] = x[0] * 0.5 + x[1] * s * 0.1;
        x[0] > 0.2
    } {
        s = s * x[0] + x[2] * x[0];
        if s > 4.0 {
            break;
        }
    }
    s * x[0]
}

/// Local memory is there in `vjp`, and is not in `rev`.
#[differentiable]
fn of_a_local_array<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut table = [c; 4];
    for i in 0..4 {
        table[i] = table[i] * x[i] + table[0];
    }
    let mut s = c;
    for i in 0..4 {
        for j in 0..4 {
            s = s * 0.2 + table[i] * table[j] * x[i];
        }
    }
    x[2] = s;
    for i in 0..4 {
        s += x[i] * table[i] * s;
    }
    s
}

#[differentiable]
fn local_in_a_loop<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for k in 0..2 {
        let mut row = [s; 3];
        for i in 0..3 {
            row[i] = row[i] * x[i + k] * 0.5;
        }
        for i in 0..3 {
            s = s * 0.5 + row[i] * row[2 - i] * x[i];
        }
    }
    s * x[0]
}

#[differentiable]
fn local_in_a_branch<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    if c > 0.5 {
        let mut row = [s * x[1], s * x[0]];
        row[0] += c;
        for i in 0..2 {
            s = s * row[i] + x[i];
        }
    }
    s * x[0]
}

#[differentiable]
fn at_kept_places<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut places = [2, 0, 1, 3];
    let mut s = c;
    for k in 0..4 {
        s = s * x[places[k]] + x[places[3 - k]];
        places[k] = places[(k + 1) % 4];
    }
    for k in 0..4 {
        s = s * x[places[k]] * 0.9 + c;
    }
    x[places[0]] = s;
    s
}

#[differentiable]
fn from_checkpoints<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        s = s * x[i] * 0.6 + c;
    }
    #[checkpoint(every = 2)]
    for k in 0..5 {
        for i in 0..3 {
            s = s * 0.5 + x[i] * x[i] * s;
        }
        x[k % 3] = x[k % 3] * 0.5 + s * 0.1;
    }
    for i in 0..x.len() {
        s = s * x[i] * 0.8 + x[i];
    }
    s
}

/// The checkpointed loop reads what is written after it, and what was written before.
#[differentiable]
fn beside_checkpoints<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    x[1] = x[1] * c;
    #[checkpoint(binomial, slots = 2)]
    for k in 0..6 {
        s = s * 0.5 + x[k % 3] * x[k % 3] * s;
    }
    x[0] = s * s;
    for i in 0..x.len() {
        s = s * x[i] * 0.8 + x[i];
    }
    s
}

#[differentiable]
fn swapped_buffers<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut first, mut second) = ([x[0], x[1], x[2]], [c; 3]);
    let (mut now, mut next) = (&mut first, &mut second);
    for _ in 0..3 {
        for i in 0..3 {
            next[i] = now[i] * now[(i + 1) % 3] + now[i] * 0.5;
        }
        mem::swap(&mut now, &mut next);
    }
    let mut s = c;
    for i in 0..3 {
        s = s * now[i] + next[i] * next[i];
    }
    next[0] = s;
    for i in 0..3 {
        s = s * 0.5 + now[i] * next[i];
    }
    x[0] = s;
    s
}

#[differentiable]
fn exchanged_elements<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..3 {
        s = s * x[i] + x[i + 1];
    }
    x.swap(0, 3);
    let old = mem::replace(&mut x[1], s);
    for i in 0..3 {
        s = s * x[i] * old + c;
    }
    let taken = mem::take(&mut x[2]);
    let (head, tail) = x.split_at_mut(2);
    head.copy_from_slice(&[s, taken]);
    for i in 0..2 {
        s = s * 0.4 + head[i] * tail[i] * taken;
    }
    tail.fill(s);
    s
}

/// Copies of all of an array.
#[differentiable]
fn whole_copies<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut state = [x[0], x[1], c];
    let mut s = c;
    for i in 0..2 {
        let copy = state;
        for k in 0..3 {
            s = s * 0.5 + copy[k] * copy[(k + i) % 3];
        }
    }
    let early = state;
    state[0] = s;
    state[1] = early[0] * early[2];
    for _ in 0..2 {
        let copy = state;
        s = s * copy[0] * 0.3 + copy[1] * early[1];
    }
    s
}

#[differentiable]
fn an_option<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut last = Some(x[0]);
    let mut s = c;
    for i in 0..3 {
        if let Some(v) = last {
            s = s * v * x[i] + v;
        }
        last = if i == 1 { None } else { Some(s * x[i + 1]) };
    }
    for i in 0..2 {
        if let Some(v) = last {
            s = s * 0.3 + v * v * x[i];
        }
    }
    s
}

/// Quotients and functions of what the loop does not change, and of what only an outer one changes.
#[differentiable]
fn invariant_quotients<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for k in 0..2 {
        let step = s / (x[k] * x[k] + 1.0);
        let steep = step * step + 1.0;
        for i in 0..3 {
            let (rate, wave) = (c / steep, step.sin());
            s = s * 0.5 + x[i] * rate * wave + wave / (c + 2.0);
            x[i] = s * 0.4;
        }
    }
    s
}
