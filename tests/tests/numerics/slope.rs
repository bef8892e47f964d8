//! The slope at a point, by every way at once.

/// Slopes of `f` at the numbers `x`: `vjp`, `jvp` and dual numbers, in `f64`, `f32` and a lane. All must
/// agree exactly, so the slopes should be numbers of few bits.
macro_rules! slopes {
    ($f:ident($($x:expr),+)) => {{
        use costate::{Dual, HeapTape, Lanes};
        let x = [$(f64::from($x)),+];
        let unit = |i: usize| std::array::from_fn(|k| if k == i { 1.0 } else { 0.0 });
        let mut tape = HeapTape::new();
        let mut double = x.map(|_| 0.0);
        $f::vjp(x, &mut double, 1.0, &mut tape);
        let mut single = x.map(|_| 0.0_f32);
        $f::vjp(x.map(|x| x as f32), &mut single, 1.0, &mut tape);
        let mut lanes = x.map(|_| Lanes([0.0, 0.0]));
        $f::vjp(x.map(|x| Lanes([1.5, x])), &mut lanes, Lanes([1.0, 1.0]), &mut tape);
        let forward = |i| $f::jvp(x, unit(i)).1;
        let dual = |i| {
            let along: [f64; _] = unit(i);
            let mut numbers = x.map(|x| Dual::new(x, 0.0));
            numbers[i].eps = along[i];
            $f(numbers).eps
        };
        let ways = [
            ("f32", single.map(f64::from)),
            ("a lane", lanes.map(|d| d.0[1])),
            ("jvp", std::array::from_fn(forward)),
            ("dual numbers", std::array::from_fn(dual)),
        ];
        for (way, slopes) in ways {
            let all = double.iter().zip(&slopes).all(|(&a, &b)| $crate::slope::same(a, b));
            assert!(all, "{} at {x:?}: {double:?} by vjp, {slopes:?} by {way}", stringify!($f));
        }
        double
    }};
}
/// Whether two slopes are the same number, or both none.
pub fn same(a: f64, b: f64) -> bool {
    a == b || (a.is_nan() && b.is_nan())
}
