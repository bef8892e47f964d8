//! Control flow with patterns: labelled blocks, `break` with a value, `let … else`, `if let`,
//! `while let`, chains of conditions, `match` that gives names, patterns of arguments.

// what people write, also where clippy knows better
#![allow(
    clippy::needless_range_loop,
    clippy::never_loop,
    clippy::manual_unwrap_or,
    clippy::manual_map,
    clippy::question_mark,
    clippy::single_match,
    clippy::collapsible_match,
    clippy::manual_range_patterns,
    clippy::toplevel_ref_arg
)]

use costate::{Diff, Real, Scalar, differentiable};
use costate_tests::check;

#[differentiable]
fn labelled_block<T: Scalar>(x: T, y: T) -> T {
    let mut s = x * y;
    'checks: {
        if s < 0.0 {
            break 'checks;
        }
        s = s * x;
        if s > 2.0 {
            s = s.sin();
            break 'checks;
        }
        s += y * y;
    }
    s * x
}

#[differentiable]
fn valued_block<T: Scalar>(x: T, y: T) -> T {
    let s = 'found: {
        if x < 0.0 {
            break 'found x * x;
        }
        let z = x * y;
        if z > 1.0 {
            break 'found if y > 1.0 { z.sin() } else { z * z };
        }
        z + y
    };
    1.0 + s * 'inner: {
        if s > 1.0 {
            break 'inner y;
        }
        s * x
    }
}

#[differentiable]
fn block_inside_a_loop<T: Scalar>(a: &[T]) -> T {
    let mut s = T::ONE;
    'all: for i in 0..a.len() {
        let step = 'one: {
            if a[i] < 0.0 {
                break 'one -a[i] * s;
            }
            if a[i] > 3.0 {
                continue 'all;
            }
            for j in 0..i {
                if a[j] * s > 4.0 {
                    break 'all;
                }
                if a[j] > a[i] {
                    break 'one a[j] * a[i];
                }
            }
            a[i] * a[i]
        };
        s += step * s.recip();
    }
    s * s
}

#[test]
fn labelled_blocks() {
    for (x, y) in [(0.7, 0.9), (1.7, 1.4), (1.7, 0.8), (-0.7, 0.9)] {
        check!(labelled_block(in x, in y));
        check!(valued_block(in x, in y));
    }
    check!(block_inside_a_loop(ref vec![0.5, 0.9, -0.4, 3.5, 0.3, 1.1]));
    check!(block_inside_a_loop(ref vec![2.5, 1.9, 0.4]));
    check!(block_inside_a_loop(ref Vec::<f64>::new()));
}

#[differentiable]
fn root<T: Scalar>(target: T, start: T) -> T {
    let mut x = start;
    let mut n = 0;
    let found = loop {
        let next = (x + target / x) * 0.5;
        if (next - x).abs() < 1e-3 {
            break next * x.sqrt();
        }
        n += 1;
        if n > 20 {
            break T::ZERO;
        }
        x = next;
    };
    found * found
}

#[differentiable]
fn labelled_value<T: Scalar>(a: &[T], limit: T) -> T {
    let mut s = T::ONE;
    let mut i = 0;
    let r = 'outer: loop {
        let mut j = 0;
        loop {
            if i * 3 + j >= a.len() {
                break 'outer s;
            }
            s = s * a[i * 3 + j] + 0.5;
            if s > limit {
                break 'outer s * limit;
            }
            j += 1;
            if j == 3 {
                break;
            }
        }
        i += 1;
    };
    r * r
        + loop {
            break s;
        }
}

#[test]
fn loops_with_a_value() {
    check!(root(in 3.0, in 1.0));
    check!(labelled_value(ref vec![0.5, 0.9, 1.4, 1.2, 0.3], in 10.0));
    check!(labelled_value(ref vec![0.5, 0.9, 1.4, 1.2, 0.3], in 1.6));
}

/// A contact and where it is.
#[derive(Clone, Copy, Diff)]
struct Contact<T> {
    depth: T,
    normal: [T; 2],
    body: usize,
}
costate_tests::argument_struct!(Contact, ContactTangent { depth: f64, normal: [f64; 2], body: usize });

#[differentiable]
fn irrefutable<T: Real>(c: &Contact<T>, p: (T, (T, [T; 3]))) -> T {
    let Contact { depth, normal: [nx, ny], .. } = *c;
    let (a, (b, [x, _, z])) = p;
    let (first, ..) = p;
    let (.., (_, [.., last])) = p;
    let whole @ (u, v) = (a * x, b);
    let ref w = z;
    depth * nx + ny * a * b * first - last * whole.0 * u * v * *w
}

#[differentiable]
fn patterns_as_arguments<T: Real>((a, b): (T, T), [x, y]: [T; 2], &Contact { depth, .. }: &Contact<T>) -> T {
    let mut s = a * x;
    s += b * y.sin();
    s * depth
}

#[differentiable]
fn changed_argument((mut a, b): (f64, f64), _: f64) -> f64 {
    a *= b;
    a * a
}

#[differentiable]
fn calls_them<T: Real>(x: T, y: T) -> T {
    let c = Contact { depth: x * y, normal: [x, y], body: 2 };
    let s = patterns_as_arguments((x, y * x), [y, x.sin()], &c);
    s * irrefutable(&c, (x, (y, [s, x, y])))
}

#[test]
fn patterns_that_always_match() {
    let c = Contact { depth: 0.3, normal: [0.6, 0.8], body: 1 };
    check!(irrefutable(ref c, in (0.5, (0.7, [0.2, 0.9, 1.1]))));
    check!(patterns_as_arguments(in (0.5, 0.7), in [0.3, 0.4], ref c));
    check!(f64 changed_argument(in (0.5, 0.7), in 1.0));
    check!(calls_them(in 0.5, in 0.7));
}

#[differentiable]
fn of_integers<T: Real>(n: i32, m: i32, x: T) -> T {
    let s = match n {
        k @ 1..=3 => x * T::from_f64(k as f64),
        k @ (7 | 9) if k > m => x * x,
        k if k < 0 => {
            let k = -k;
            x.powi(k)
        }
        _ => T::ONE,
    };
    match (n, m) {
        (0, k) | (k, 0) => s * x * T::from_f64(k as f64),
        (1..=2, b) if b > 2 => s + x,
        (a, b) => s * T::from_f64((a - b) as f64),
    }
}

#[differentiable]
fn of_struct<T: Scalar>(c: &Contact<T>, x: T) -> T {
    match c {
        Contact { body: 0, .. } => x,
        Contact { body, depth, .. } if *depth < 0.0 => x * *depth * T::from_f64(*body as f64),
        Contact { normal: [nx, ny], depth: d, body: 1 | 2 } => *nx * *ny * x - *d,
        Contact { normal, .. } => normal[0] * x * x,
    }
}

#[differentiable]
fn of_slice<T: Scalar>(a: &[T], x: T) -> T {
    match a {
        [] => x,
        [one] => *one * x,
        [first, second] if *first > *second => *first * *second * x,
        [first, .., last] => *first * *last + x * x,
    }
}

#[differentiable]
fn in_a_loop<T: Scalar>(all: &[Contact<T>], x: T) -> T {
    let mut s = x;
    for i in 0..all.len() {
        let gain = match all[i] {
            Contact { depth, .. } if depth <= 0.0 => continue,
            Contact { body: 9, .. } => return s * x,
            Contact { depth, normal: [n, _], body } => depth * n * T::from_f64(body as f64),
        };
        s = s * gain + of_struct(&all[i], s);
    }
    s
}

#[test]
fn matches_that_give_names() {
    for (n, m) in [(0, 2), (1, 3), (2, 0), (7, 5), (9, 11), (-2, 1)] {
        check!(of_integers(fix n, fix m, in 0.8));
    }
    let contact = |depth, body| Contact { depth, normal: [0.6, 0.8], body };
    for (depth, body) in [(0.3, 0), (-0.3, 4), (0.3, 1), (0.3, 5)] {
        check!(of_struct(ref contact(depth, body), in 0.7));
    }
    for n in 0..5 {
        check!(of_slice(ref [1.1, 0.7, 0.5, 1.3][..n.min(4)].to_vec(), in 0.7));
    }
    check!(of_slice(ref vec![0.3, 0.7], in 0.7));
    let mut all = vec![contact(0.3, 1), contact(-0.2, 2), contact(0.5, 3), contact(0.4, 2)];
    check!(in_a_loop(ref all.clone(), in 0.7));
    all.insert(2, contact(0.9, 9));
    check!(in_a_loop(ref all, in 0.7));
}

#[differentiable]
fn shrunk<T: Scalar>(s: &mut T, x: T) -> Option<T> {
    *s = *s * x;
    if *s > 0.01 { Some(*s + x) } else { None }
}
/// A factor, by value and by reference.
#[derive(Clone, Copy, Diff)]
struct Gain<T> {
    a: T,
}
#[differentiable]
impl<T: Scalar> Gain<T> {
    fn times(self, x: T) -> T {
        self.a * x
    }
    fn plus(&self, x: T) -> T {
        self.a + x
    }
    fn grow(&mut self, x: T) -> T {
        self.a = self.a * x;
        self.a
    }
}
#[differentiable]
fn order<T: Scalar>(s: &mut T, v: Gain<T>, x: T) -> Option<T> {
    let mut v = v;
    let mut k = x;
    let a = *s + shrunk(s, x)? * *s;
    let b = k * shrunk(&mut k, *s)? + k;
    let c = v.times(shrunk(s, a)?) + v.plus(shrunk(&mut k, b)?) + v.grow(shrunk(s, x)?);
    let mut arr = [a, b];
    arr[0] = arr[1] * shrunk(&mut arr[1], x)? + arr[1];
    let d = (k, shrunk(&mut k, x)?, k);
    let e = [
        x,
        k,
        if k > 0.5 {
            k = k * x;
            k
        } else {
            return None;
        },
        k,
    ];
    let h = shrunk(&mut k, x)?;
    k += h;
    Some(a * b + c * v.a + arr[0] + arr[1] + d.0 * d.1 + d.2 + e[1] * e[2] + e[3] + k)
}
#[differentiable]
fn in_order<T: Scalar>(s: T, a: T, x: T) -> Option<T> {
    let mut s = s;
    let r = order(&mut s, Gain { a }, x)?;
    Some(r * s)
}

#[test]
fn what_stands_before_a_question_mark_is_evaluated_before() {
    for x in [0.9, 1.3, 0.02] {
        check!(in_order(in 0.8, in 0.7, in x));
    }
}
