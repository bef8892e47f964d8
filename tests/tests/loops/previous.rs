//! What an iteration hands on to the next it has read from memory: the backward sweep reads it there again, if
//! it is still there. Each function runs in one scope (`vjp`) and in two (`fwd` and `rev`, by a caller that changes
//! the memory before, between and after two calls).

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop)]

use costate::{Scalar, differentiable};
use costate_tests::check_called;

mod elsewhere;

check_called! {
    neighbours by calls_neighbours,
    down by calls_down,
    down_to_the_end by calls_down_to_the_end,
    up_to_the_end by calls_up_to_the_end,
    from_elsewhere by calls_from_elsewhere,
    no_iteration by calls_no_iteration,
    behind_the_counter by calls_behind_the_counter,
    before_the_counter by calls_before_the_counter,
    written_before by calls_written_before,
    written_behind by calls_written_behind,
    written_ahead by calls_written_ahead,
    written_once by calls_written_once,
    stored by calls_stored,
    in_steps by calls_in_steps,
    two_before by calls_two_before,
    until_a_break by calls_until_a_break,
    passed_over by calls_passed_over,
    chosen by calls_chosen,
}

#[differentiable]
fn neighbours<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut above) = (c, c * c);
    for i in 0..x.len() {
        s = s * above * 0.5 + x[i] * above;
        above = x[i];
    }
    for i in 0..x.len() {
        x[i] = x[i] * s;
    }
    s
}

#[differentiable]
fn down<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut below) = (c, c * c);
    for i in (0..x.len()).rev() {
        s = s * below * 0.5 + x[i] * below;
        below = x[i];
    }
    x[0] = s;
    s
}

#[differentiable]
fn down_to_the_end<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut below) = (c, c * c);
    for i in (1..=x.len() - 1).rev() {
        s = s * below * 0.5 + x[i] * below;
        below = x[i];
    }
    x[1] = s;
    s * below
}

#[differentiable]
fn up_to_the_end<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut above) = (c, c * c);
    for i in 0..=x.len() - 1 {
        s = s * above * 0.5 + x[i] * above;
        above = x[i];
    }
    x[1] = s;
    s * above
}

/// The first iteration starts with another element.
#[differentiable]
fn from_elsewhere<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    let mut above = x[2];
    for i in 1..x.len() {
        s = s * above * 0.5 + x[i] * above;
        above = x[i];
    }
    x[2] = s;
    above = x[0] * s;
    for i in 2..x.len() {
        s = s * above * 0.5 + x[i];
        above = x[i];
    }
    s
}

#[differentiable]
fn no_iteration<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut above) = (c, c * c);
    for i in 4..x.len() {
        s = s * above * 0.5 + x[i] * above;
        above = x[i];
    }
    s * above
}

#[differentiable]
fn behind_the_counter<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut above) = (c, c * c);
    for i in 0..x.len() - 1 {
        s = s * above * 0.5 + x[i];
        above = x[i + 1];
    }
    x[1] = s;
    s
}

#[differentiable]
fn before_the_counter<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut above) = (c, c * c);
    for i in (1..x.len()).rev() {
        s = s * above * 0.5 + x[i];
        above = x[i - 1];
    }
    x[0] = s;
    s
}

/// `rev` finds the old elements, `vjp` the new ones.
#[differentiable]
fn written_before<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut above) = (c, c * c);
    for i in 0..x.len() {
        s = s * above * 0.5 + c;
        x[i] = x[i] * s;
        above = x[i];
    }
    s
}

#[differentiable]
fn written_behind<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut above) = (c, c * c);
    for i in 0..x.len() {
        s = s * above * 0.5 + c;
        above = x[i];
        x[i] = x[i] * s;
    }
    s
}

#[differentiable]
fn written_ahead<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut above) = (c, c * c);
    for i in 0..x.len() - 1 {
        s = s * above * 0.5 + c;
        above = x[i];
        x[i + 1] = x[i + 1] * s;
    }
    for i in 0..x.len() - 1 {
        s = s * above * 0.5 + c;
        above = x[i + 1];
        x[i] = x[i] * s;
    }
    s
}

/// One element, in one iteration.
#[differentiable]
fn written_once<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut above) = (c, c * c);
    for i in 0..x.len() {
        s = s * above * 0.5 + c;
        above = x[i];
        if i == 2 {
            x[1] = s;
        }
    }
    s * above
}

/// What is handed on is a value that the iteration stores.
#[differentiable]
fn stored<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut above) = (c, c * c);
    for i in 0..x.len() {
        let next = (x[i] + above * above).sin();
        x[i] = next;
        s = s * above * 0.5 + next;
        above = next;
    }
    s
}

#[differentiable]
fn in_steps<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut above) = (c, c * c);
    for i in (0..x.len()).step_by(2) {
        s = s * above * 0.5 + c;
        above = x[i];
    }
    x[0] = s;
    s
}

#[differentiable]
fn two_before<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut above, mut higher) = (c, c * c, c.sin());
    for i in 0..x.len() {
        s = s * above * higher + x[i] * higher;
        higher = above;
        above = x[i];
    }
    x[0] = s;
    s
}

#[differentiable]
fn until_a_break<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut above) = (c, c * c);
    for i in 0..x.len() {
        s = s * above * 0.5 + c;
        if s > 0.8 {
            break;
        }
        above = x[i];
    }
    x[0] = s * above;
    s
}

#[differentiable]
fn passed_over<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut above) = (c, c * c);
    for i in 0..x.len() {
        if i == 1 {
            continue;
        }
        s = s * above * 0.5 + c;
        above = x[i];
    }
    x[0] = s * above;
    s
}

/// Sometimes an iteration hands on something else.
#[differentiable]
fn chosen<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut above) = (c, c * c);
    for i in 0..x.len() {
        s = s * above * 0.5 + c;
        above = if s > 0.5 { x[i] } else { x[0] * s };
    }
    x[0] = s * above;
    s
}
