//! Iterators in variables: gone through once, in parts, from both ends, by what borrows them.

// what people write, also where clippy knows better
#![allow(
    clippy::needless_range_loop,
    clippy::while_let_on_iterator,
    clippy::while_let_loop,
    clippy::explicit_counter_loop,
    clippy::never_loop,
    clippy::useless_asref
)]

use costate::{Real, Scalar, differentiable};
use costate_tests::check;

/// A chain under a name, under another, and of what is changed when it has been gone through.
#[differentiable]
fn whole<T: Scalar>(x: &[T], k: T) -> T {
    let squares = x.iter().map(|v| *v * *v * k);
    let behind = squares.rev().enumerate();
    let mut s = k;
    for (i, v) in behind {
        s = s * v + T::from_f64(i as f64);
    }
    let large = x.iter().filter(|v| **v > k);
    let count = large.clone().count();
    let mut y = [s; 3];
    let items = y.iter_mut().zip(x);
    items.for_each(|(a, b)| *a = *a * *b);
    large.copied().sum::<T>() * T::from_f64(count as f64) + y[0] * y[1]
}

#[test]
fn a_chain_under_a_name() {
    check!(whole(ref vec![0.3, 0.9, 0.5, 1.2], in 0.4));
    check!(whole(ref vec![0.3, 0.2], in 0.4));
}

/// What `move` captures, and the ends of a range, are those of where the iterator was made.
#[differentiable]
fn captured_early<T: Scalar>(x: &[T], k: T) -> T {
    let (mut k, mut n) = (k, x.len());
    let scaled = (0..n).map(move |i| x[i] * k);
    n -= 1;
    let mut s = x[n];
    for v in scaled {
        k += v;
        s += v * k;
    }
    let mut table = [k; 2];
    let copied = (0..2).map(move |i| table[i] * s);
    table[0] = s;
    copied.sum::<T>() * table[0]
}

#[test]
fn captured_where_it_was_made() {
    check!(captured_early(ref vec![0.3, 0.9, 0.5], in 0.4));
}

/// The first item starts what goes over the rest.
#[differentiable]
fn first_and_rest<T: Scalar>(x: &[T]) -> T {
    let mut backward = x.iter().rev();
    let mut horner = *backward.next().unwrap();
    for c in backward {
        horner = horner * x[0] + *c;
    }
    let mut values = x.iter().copied();
    let (a, b) = (values.next().unwrap(), values.next().unwrap());
    let mut squares = x.iter().map(|v| *v * *v);
    let first = squares.next();
    horner * values.fold(a, |s, v| s * v + b) + first.unwrap_or(a) * squares.next_back().unwrap_or(b)
}

#[test]
fn the_first_item_and_the_rest() {
    check!(first_and_rest(ref vec![0.3, 0.9, 0.5, 1.2]));
    check!(first_and_rest(ref vec![0.3, 0.9]));
}

/// `while let`, two items in an iteration, two iterators, ways out.
#[differentiable]
fn step_by_step<T: Scalar>(x: &[T], most: T) -> T {
    let mut s = most;
    let mut items = x.iter();
    while let Some(a) = items.next() {
        match items.next() {
            Some(b) => s += *a * *b,
            None => s = s * *a,
        }
    }
    let (mut up, mut down) = (0, 0);
    let mut forward = x.iter();
    let mut backward = x.iter().rev();
    while let (Some(a), Some(b)) = (forward.next(), backward.next()) {
        s += *a * *b * *b;
        up += 1;
        if s > most * most {
            break;
        }
    }
    let mut pairs = x.iter().enumerate();
    loop {
        let Some((i, v)) = pairs.next() else { break };
        down += i;
        if *v > most {
            return s * T::from_f64((up + down) as f64);
        }
    }
    s * T::from_f64(forward.len() as f64)
}

#[test]
fn one_step_at_a_time() {
    check!(step_by_step(ref vec![0.3, 0.9, 0.5, 1.2, 0.4], in 2.0));
    check!(step_by_step(ref vec![0.3, 0.9, 0.5, 1.2], in 0.8));
    check!(step_by_step(ref vec![0.3], in 0.7));
    check!(step_by_step(ref vec![], in 0.7));
}

/// Loops that borrow an iterator leave it where they stopped.
#[differentiable]
fn in_parts<T: Scalar>(x: &[T], most: T) -> T {
    let mut items = x.iter();
    let mut s = most;
    for v in items.by_ref() {
        if *v > most {
            break;
        }
        s += *v * *v;
    }
    let two: T = items.by_ref().take(2).map(|v| *v * s).sum();
    for v in items.by_ref().take_while(|v| **v < most) {
        s = s * *v + two;
    }
    let found = items.any(|v| *v > most);
    for v in &mut items {
        s += v.sin();
    }
    if found { s * T::from_f64(items.len() as f64 + 2.0) } else { s }
}

#[test]
fn a_borrowed_iterator_is_left_where_the_loop_stopped() {
    check!(in_parts(ref vec![0.3, 0.9, 0.5, 0.7, 0.2, 0.95, 0.4, 0.3, 0.99, 0.6], in 0.8));
    check!(in_parts(ref vec![0.3, 0.5, 0.7], in 0.8));
    check!(in_parts(ref vec![], in 0.8));
}

/// Chunks, what remains of them, and what is written through them.
#[differentiable]
fn chunked<T: Scalar>(x: &mut [T], k: T) -> T {
    let mut s = k;
    let mut chunks = x.chunks_exact(2);
    for c in &mut chunks {
        s += c[0] * c[1];
    }
    for v in chunks.remainder() {
        s = s * *v;
    }
    let mut parts = x.chunks_exact_mut(2);
    let first = parts.next().unwrap();
    first[0] = first[0] * k;
    for c in parts {
        c[0] = c[1] * first[0];
    }
    let mut all = x.iter_mut();
    while let Some(v) = all.next() {
        *v = *v * *v;
    }
    s
}

#[test]
fn chunks_in_a_variable() {
    check!(chunked(mut vec![0.3, 0.9, 0.5, 0.7, 0.2], in 0.8));
    check!(chunked(mut vec![0.3, 0.9], in 0.8));
}

/// One iterator for all iterations, one for each, one that a closure goes through.
#[differentiable]
fn in_loops<T: Scalar>(x: &[T]) -> T {
    let mut s = T::ZERO;
    let mut items = x.iter();
    for _ in 0..2 {
        let (mut a, mut b) = (T::ZERO, T::ONE);
        for v in items.by_ref().take(2) {
            a += *v;
            b *= *v;
        }
        s += a * b;
    }
    for i in 0..x.len() {
        let mut row = x[i..].iter();
        if let Some(first) = row.next() {
            s += *first * row.copied().sum::<T>();
        }
    }
    let mut ids = 0..;
    let mut next = || x[ids.next().unwrap()];
    s + next() * next() * s
}

#[test]
fn iterators_and_loops() {
    check!(in_loops(ref vec![0.3, 0.9, 0.5, 0.7, 0.2]));
    check!(in_loops(ref vec![0.3, 0.9]));
}

/// Called from another function, in a loop, beside another use of what it reads.
#[differentiable]
fn caller<T: Scalar>(x: &[T], k: T) -> T {
    let mut s = k;
    let mut y = [x[0], x[1], k];
    for i in 0..3 {
        s = s * in_loops(&y) + step_by_step(&y, k) + in_parts(&y, s);
        y[i] = y[i] * s.sin();
    }
    s * chunked(&mut y, s) + y[0] * y[2]
}

#[test]
fn called_from_another_function() {
    check!(caller(ref vec![0.3, 0.9], in 0.8));
}

#[differentiable]
fn advance<T: Scalar>(from: &mut [T], to: &mut [T], k: T) {
    for i in 0..from.len() {
        to[i] = from[i] * k * to[i];
        from[i] = from[i] * to[i];
    }
}

/// Two parts that live at once, two elements from both ends.
#[differentiable]
fn halves<T: Scalar>(u: &mut [T], k: T) -> T {
    let mut halves = u.chunks_exact_mut(2);
    let now = halves.next().unwrap();
    let next = halves.next().unwrap();
    advance(now, next, k);
    let mut items = u.iter_mut();
    let (a, b) = (items.next().unwrap(), items.next_back().unwrap());
    core::mem::swap(a, b);
    *a = *a * *b;
    *b + *a * k
}

#[test]
fn parts_that_live_at_once() {
    check!(halves(mut vec![0.3, 0.9, 0.5, 0.7], in 0.8));
    check!(halves(mut vec![0.3, 0.9, 0.5, 0.7, 1.1], in 0.8));
}

/// Clones of one iterator that keeps a state: each begins with that of the iterator.
#[differentiable]
fn clones_with_a_state<T: Scalar>(x: &[T], k: T) -> T {
    let running = x.iter().scan(k, |sum, v| {
        *sum = *sum * 0.5 + *v;
        Some(*sum)
    });
    let first: T = running.clone().take(2).sum();
    let again: T = running.clone().map(|v| v * first).sum();
    let mut s = first * again;
    for _ in 0..2 {
        s = s * 0.5 + running.clone().take_while(|v| *v < 1.0).map(|v| v * k).sum::<T>();
    }
    for v in running {
        s = s * v + k;
    }
    s
}

#[test]
fn clones_of_an_iterator_with_a_state() {
    check!(clones_with_a_state(ref vec![0.3, 0.5, 0.9, 0.2], in 0.8));
}

/// A name may end as those do that the macro gives to iterators.
#[allow(non_snake_case)]
#[differentiable]
fn ends_alike<T: Real>(x: T, x__stream: T, a__chain: T) -> T {
    let y__stream = x * x__stream;
    y__stream * a__chain.sin()
}

#[test]
fn names_keep_their_ends() {
    check!(ends_alike(in 0.3, in 0.7, in 1.1));
}
