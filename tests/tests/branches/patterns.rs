//! Patterns in every place: names behind references, several alternatives, guards, names that
//! hide others, loops and traits.

// what people write, also where clippy knows better
#![allow(
    clippy::manual_map,
    clippy::manual_unwrap_or,
    clippy::match_like_matches_macro,
    clippy::redundant_guards,
    clippy::collapsible_match,
    clippy::collapsible_if,
    clippy::single_match,
    clippy::unnecessary_literal_unwrap,
    clippy::diverging_sub_expression,
    clippy::let_and_return,
    clippy::needless_range_loop
)]

use costate::{Diff, Real, Scalar, differentiable};
use costate_tests::check;

/// Inside of a variant.
#[derive(Clone, Copy, Diff)]
struct Sides<T> {
    a: T,
    b: [T; 2],
}

/// Variants that hold structs.
#[derive(Clone, Copy, Diff)]
enum Shape<T> {
    Ball(T),
    Box(Sides<T>),
    Pair(T, Sides<T>),
}

#[differentiable]
fn volume<T: Real>(s: &Sides<T>, x: T) -> T {
    s.a * s.b[0] * x
}

#[differentiable]
fn grow<T: Real>(s: &mut Sides<T>, x: T) {
    s.a = s.a * x;
    s.b[1] = s.a + x;
}

#[differentiable]
fn scale<T: Real>(s: &mut T, x: T) {
    *s = *s * x;
}

#[differentiable]
fn lent<T: Real>(s: &Shape<T>, x: T) -> T {
    match s {
        Shape::Ball(r) => *r * x,
        Shape::Box(sides) | Shape::Pair(_, sides) => volume(sides, x),
    }
}

#[differentiable]
fn lent_mutably<T: Real>(s: Shape<T>, x: T) -> T {
    let mut s = s;
    match &mut s {
        Shape::Ball(r) => scale(r, x),
        Shape::Box(sides) => {
            grow(sides, x);
            scale(&mut sides.a, x);
        }
        Shape::Pair(r, sides) => {
            grow(sides, *r);
            scale(r, x);
        }
    }
    if let Shape::Pair(r, Sides { a, .. }) = &mut s {
        *r += *a * x;
        *a = *r;
    }
    lent(&s, x)
}

#[differentiable]
fn one_of_several<T: Scalar>(s: Shape<T>, x: T) -> T {
    let mut s = s;
    for _ in 0..2 {
        if let Shape::Ball(r) | Shape::Pair(r, _) = &mut s {
            *r = *r * *r * x;
            scale(r, x);
        }
    }
    lent(&s, x)
}

#[differentiable]
fn inner_names<T: Scalar>(x: T, y: T) -> T {
    let mut s = Some((x, Some(y)));
    if let Some(pair) = &mut s {
        if let (a, Some(b)) = pair {
            *a *= *b;
            *b = *a + x;
        }
        match &pair.1 {
            Some(b) if *b > 1.0 => pair.0 = pair.0 * *b,
            _ => pair.1 = None,
        }
    }
    let (a, b) = s.unwrap();
    a * b.unwrap_or(y)
}

#[differentiable]
fn of_kind<T: Scalar>(k: usize, r: T, x: T) -> T {
    let s = match k {
        0 => Shape::Ball(r),
        1 => Shape::Box(Sides { a: r, b: [x, r] }),
        _ => Shape::Pair(r * x, Sides { a: r, b: [r, x] }),
    };
    lent(&s, x) * lent_mutably(s, x) + one_of_several(s, x)
}

#[test]
fn names_behind_references() {
    for k in 0..3 {
        check!(of_kind(fix k, in 0.7, in 1.2));
    }
    check!(inner_names(in 0.7, in 1.2));
    check!(inner_names(in 0.2, in 0.3));
}

/// Without `Copy`.
#[derive(Diff)]
enum Heavy {
    Full([f64; 3], f64),
    Empty,
}

#[differentiable]
fn heavy(h: &Heavy, x: f64) -> f64 {
    match h {
        Heavy::Full(v, k) => v[0] * x + v[2] * *k,
        Heavy::Empty => x,
    }
}

#[test]
fn what_is_matched_is_not_copied() {
    let (dh, dx) = heavy::grad(&Heavy::Full([2.0, 3.0, 4.0], 5.0), 6.0);
    assert_eq!((dh, dx), (HeavyTangent::Full([6.0, 0.0, 5.0], 4.0), 2.0));
    assert_eq!(heavy::grad(&Heavy::Empty, 6.0), (HeavyTangent::Zero, 1.0));
}

#[differentiable]
fn alternatives<T: Scalar>(o: (Option<T>, Option<T>), n: i32) -> T {
    // where the guard fails, the next alternative is tried; behind `&&` it is not
    let p = if matches!(o, (Some(a), _) | (_, Some(a)) if a > 0.5) { T::ONE } else { T::ZERO };
    let q = if let (Some(a), _) | (_, Some(a)) = o
        && a > 0.5
    {
        a
    } else {
        T::ONE
    };
    let r = match o {
        (Some(a), Some(b)) | (Some(b), Some(a)) if a > b => a - b,
        (Some(a), ..) | (.., Some(a)) => a * 3.0,
        _ => T::ZERO,
    };
    let s = match (n, o) {
        (1 | 2, (Some(a), _) | (_, Some(a))) if a > 0.5 => a * a,
        (k @ 3, _) | (k, (None, _)) if matches!(k, 3) => T::ONE,
        _ => q,
    };
    p + q * r * s
}

#[differentiable]
fn as_operand<T: Scalar>(o: (Option<T>, Option<T>), n: i32) -> T {
    let scale = 1.0
        + match o {
            (Some(a), _) | (_, Some(a)) if a > 0.5 => a * a,
            (Some(a), None) => -a,
            (a @ Some(_), Some(b)) => a.unwrap() * b,
            _ => T::ONE,
        };
    scale
        * match n {
            k @ (1 | 2) => T::from_f64(k as f64),
            k if matches!(o, (Some(v), _) if v < 0.2) => T::from_f64(-k as f64),
            _ => T::ONE,
        }
}

#[test]
fn several_alternatives_and_guards() {
    for a in [None, Some(0.1), Some(0.9)] {
        for b in [None, Some(0.3), Some(0.8)] {
            for n in [1, 3] {
                check!(alternatives(in (a, b), fix n));
                check!(as_operand(in (a, b), fix n));
            }
        }
    }
}

#[differentiable]
fn of_integers(n: Option<usize>, k: Option<(usize, f64)>, x: f64) -> f64 {
    let y = match n {
        Some(n) if n > 3 => x * n as f64,
        Some(n) => x.powi(n as i32),
        None => 1.0,
    };
    let Some((i, w)) = k else { return y };
    y * w * i as f64
}

#[differentiable]
fn hidden<T: Scalar>(x: Option<T>, y: T) -> T {
    let x = match x {
        Some(x) => {
            let x = x * x;
            x * y
        }
        None => y,
    };
    let y = if let Some(y) = Some(x * y) {
        let x = y * y;
        x
    } else {
        x
    };
    x * y
}

#[differentiable]
fn step<T: Scalar>(x: T, i: usize) -> Option<T> {
    if i < 4 { Some(x * 0.9) } else { None }
}

#[differentiable]
fn surely_there<T: Scalar>(o: Option<T>, x: T) -> T {
    let a = match o {
        Some(v) => v,
        None => panic!("nothing there"),
    };
    let Some(b) = o else { unreachable!("it was there") };
    let Some(c) = step(x, 0) else { panic!() };
    a * b * c * x
}

#[test]
fn names_hide_names_and_arms_may_panic() {
    for n in [None, Some(2), Some(5)] {
        for k in [None, Some((3, 0.4))] {
            check!(f64 of_integers(in n, in k, in 0.8));
        }
    }
    check!(hidden(in None, in 0.8));
    check!(hidden(in Some(0.3), in 0.8));
    check!(surely_there(in Some(0.4), in 0.8));
}

#[differentiable]
fn nested_loops<T: Scalar>(x: T, n: usize) -> Option<T> {
    let mut s = x;
    let mut i = 0;
    'outer: while let Some(v) = step(s, i) {
        i += 1;
        s = s * v;
        let mut j = 0;
        while step(s, j)? > 0.1 {
            j += 1;
            if j > 2 {
                continue 'outer;
            }
            if s > 30.0 {
                break 'outer;
            }
            match (j, step(v, n)) {
                (1, Some(w)) => s += w,
                (k, Some(w)) if k == 2 => s = s * w,
                (_, None) if n == 7 => break,
                (_, None) => return None,
                _ => {}
            }
        }
        s += v;
    }
    Some(s)
}

#[differentiable]
fn chained<T: Scalar>(a: &[Option<T>], x: T) -> T {
    let mut s = x;
    for i in 0..a.len() {
        s = s + if let Some(v) = a[i]
            && v > 0.2
            && let Some(w) = step(v, i)
            && w * s > 0.1
        {
            v * w
        } else if s > 1.0
            && let Some(v) = a[i]
        {
            v
        } else {
            s * 0.5
        };
        if i > 0
            && let Some(p) = a[i - 1]
            && let Some(q) = a[i]
        {
            s += p * q;
        }
        let Some(v) = a[i] else {
            s += 0.1;
            continue;
        };
        s = s * v.sin();
    }
    s
}

#[differentiable]
fn carried<T: Scalar>(x: T, n: usize) -> T {
    let mut state = Some(Sides { a: x, b: [x, x * x] });
    let mut out = T::ZERO;
    for _ in 0..n {
        state = match state {
            Some(Sides { a, b: [p, q] }) if a * p < 2.0 => Some(Sides { a: q, b: [a * 1.1, p + x] }),
            Some(s) => {
                out += s.a * s.b[0];
                None
            }
            None => Some(Sides { a: out, ..Sides { a: x, b: [out, x] } }),
        };
    }
    match state {
        Some(s) => out * s.a + s.b[1],
        None => out,
    }
}

#[test]
fn patterns_in_loops() {
    for x in [0.7, 1.3, 4.0, 0.05] {
        for n in [0, 2, 7, 9] {
            check!(nested_loops(in x, fix n));
            check!(carried(in x, fix n));
        }
    }
    check!(chained(ref vec![Some(0.3), None, Some(0.9), Some(0.1), Some(1.5)], in 0.7));
    check!(chained(ref vec![Some(3.3), Some(2.0), None], in 1.7));
}

#[differentiable]
trait Area<T: Real>: Diff {
    fn area(&self, x: T) -> Option<T>;

    fn doubled(&self, x: T) -> T {
        if let Some(a) = self.area(x) { a * 2.0 } else { x }
    }
}

#[differentiable]
impl<T: Scalar> Area<T> for Shape<T> {
    fn area(&self, x: T) -> Option<T> {
        match self {
            Self::Ball(r) => Some(*r * *r * x),
            Self::Box(Sides { a, b: [p, _] }) if *a > 0.0 => Some(*a * *p),
            _ => None,
        }
    }
}

#[differentiable]
fn through_a_trait<T: Scalar>(k: usize, r: T, x: T) -> T {
    let s = match k {
        0 => Shape::Ball(r),
        1 => Shape::Box(Sides { a: r, b: [x, r] }),
        _ => Shape::Pair(r * x, Sides { a: r, b: [r, x] }),
    };
    s.doubled(x) + s.area(x).unwrap_or(r)
}

#[test]
fn patterns_in_traits() {
    for k in 0..3 {
        check!(through_a_trait(fix k, in 0.7, in 1.2));
        check!(through_a_trait(fix k, in -0.7, in 1.2));
    }
}

/// Behind `&mut` in a pattern a name is the value of now, whatever happens to the place.
#[differentiable]
#[allow(unreachable_patterns)]
fn values_behind_references(x: f64) -> f64 {
    let mut e = (x, Some(x * x));
    let r = match &mut e {
        &mut (a, Some(b)) if a > 0.1 => {
            e.0 = 5.0 * x;
            e.1 = None;
            a * b
        }
        _ => 1.0,
    };
    let (&mut (c, _) | &mut (c, _)) = &mut e;
    e.0 = 1.0;
    let &mut (d, ref mut o) = &mut e;
    *o = Some(x);
    r * c * d + e.1.unwrap()
}

#[differentiable]
fn elements_behind_references(x: f64, a: &mut [f64; 2]) -> f64 {
    let r = match a {
        &mut [p, q] if p > 0.2 => {
            a[0] = 4.0 * x;
            p * q
        }
        &mut [p, 0.0..=0.7] | &mut [_, p] => {
            a[1] = x;
            a[0] = x * x;
            p
        }
    };
    r * a[0] + a[1]
}

#[test]
fn names_behind_references_in_patterns_are_values() {
    check!(f64 values_behind_references(in 0.3));
    for a in [[0.3, 0.4], [0.1, 0.4], [0.1, 0.9]] {
        check!(f64 elements_behind_references(in 0.3, mut a));
    }
}

/// What a condition of a chain leaves in a name is what the next ones and the branch see; what it does to
/// the place that the name was read from is not.
#[differentiable]
fn changed_in_a_chain<T: Scalar>(o: Option<T>, p: Option<T>, c: T) -> T {
    let mut s = c;
    if let Some(mut v) = o
        && {
            v = v * c;
            v > T::ZERO
        }
    {
        s += v * v;
    }
    let mut both = [o, p];
    s = s * if let Some(mut v) = both[0]
        && let Some(w) = both[1]
        && {
            both[1] = Some(c);
            v += w;
            w > T::ZERO
        }
        && let Some(v) = Some(v * c)
    {
        v * w
    } else {
        c + s
    };
    if let [Some(v), q] = both
        && forget(&mut both) < v
    {
        s = s * v + q.unwrap_or(c);
    }
    s + both[1].unwrap_or(c)
}

#[differentiable]
fn forget<T: Scalar>(both: &mut [Option<T>; 2]) -> T {
    let was = both[1].unwrap_or(T::ZERO);
    *both = [None, Some(was * was)];
    was
}

/// Names that are references stand for the same places behind the conditions.
#[differentiable]
fn lent_in_a_chain(o: Option<f64>, a: &mut [f64], c: f64) {
    let mut o = o;
    if let Some(v) = &mut o
        && {
            *v *= c;
            *v > 0.1
        }
    {
        *v *= a[0];
    }
    if let [first, rest @ ..] = a
        && {
            *first *= o.unwrap_or(c);
            !rest.is_empty()
        }
    {
        rest[0] *= *first;
    }
    a[0] *= c;
}

#[test]
fn conditions_of_a_chain_change_names() {
    for c in [0.7, 1.9, -0.4] {
        for (o, p) in [(Some(1.5), Some(2.0)), (Some(0.4), None), (None, Some(0.5)), (Some(2.5), Some(-0.3))]
        {
            check!(changed_in_a_chain(in o, in p, in c));
            check!(f64 lent_in_a_chain(in o, mut vec![0.8, 1.3, 0.4], in c) -> ());
            check!(f64 lent_in_a_chain(in o, mut vec![0.8], in c) -> ());
        }
    }
}
