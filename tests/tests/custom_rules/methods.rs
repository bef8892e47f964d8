//! Methods with rules.

use costate::{Diff, HeapTape, Real, differentiable, jvp_of, vjp_of};
use costate_tests::{argument_struct, check};

#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Spring<T> {
    stiffness: T,
}

argument_struct!(Spring, SpringTangent { stiffness: f64 });

#[differentiable]
impl<T: Real> Spring<T> {
    /// A body that is not differentiated.
    fn energy(&self, x: T) -> T {
        [0.5].iter().map(|half| T::from_f64(*half) * self.stiffness * x * x).sum()
    }

    #[vjp_of(energy)]
    fn energy_reverse(&self, ds: &mut SpringTangent<T>, x: T, dx: &mut T, dr: T) {
        ds.stiffness += T::from_f64(0.5) * x * x * dr;
        *dx += self.stiffness * x * dr;
    }

    #[jvp_of(energy)]
    fn energy_forward(&self, ts: &SpringTangent<T>, x: T, tx: T) -> (T, T) {
        (self.energy(x), T::from_f64(0.5) * x * x * ts.stiffness + self.stiffness * x * tx)
    }

    fn soft(k: T) -> Self {
        Spring { stiffness: [k, k].into_iter().sum() }
    }

    #[vjp_of(Self::soft -> Self)]
    fn soft_reverse(_: T, dk: &mut T, dr: SpringTangent<T>) {
        *dk += dr.stiffness + dr.stiffness;
    }

    #[jvp_of(Self::soft)]
    fn soft_forward(k: T, tk: T) -> (Self, SpringTangent<T>) {
        (Self::soft(k), SpringTangent { stiffness: tk + tk })
    }

    /// Calls them.
    fn twice(&self, x: T) -> T {
        let other = Spring::soft(self.stiffness * x);
        self.energy(x) * other.energy(self.stiffness)
    }

    fn tighten(&mut self, k: T) {
        self.stiffness = [self.stiffness, k].into_iter().reduce(|a, b| a * b).unwrap();
    }

    #[vjp_of(tighten)]
    fn tighten_reverse(&mut self, ds: &mut SpringTangent<T>, k: T, dk: &mut T) {
        *dk += self.stiffness * ds.stiffness;
        ds.stiffness *= k;
    }

    #[jvp_of(tighten)]
    fn tighten_forward(&mut self, ts: &mut SpringTangent<T>, k: T, tk: T) {
        ts.stiffness = k * ts.stiffness + self.stiffness * tk;
        self.tighten(k);
    }
}

#[differentiable]
fn of_spring<T: Real>(s: Spring<T>, x: T) -> T {
    let mut s = s;
    let before = s.twice(x);
    for _ in 0..2 {
        s.tighten(x);
        s.tighten(before);
    }
    s.energy(before)
}

#[test]
fn methods() {
    check!(of_spring(in Spring { stiffness: 0.9 }, in 0.7));
    let s = Spring { stiffness: 2.0 };
    let mut d = (SpringTangent { stiffness: 0.0 }, 0.0);
    assert_eq!(s.energy_vjp(&mut d.0, 3.0, &mut d.1, 1.0, &mut HeapTape::new()), 9.0);
    assert_eq!((d.0.stiffness, d.1), (4.5, 6.0));
    assert_eq!(s.energy_jvp(&SpringTangent { stiffness: 1.0 }, 3.0, 0.0), (9.0, 4.5));
}

/// Rules do without `#[differentiable]` on the block.
#[derive(Clone, Copy, Diff)]
#[diff(vector)]
struct Table {
    slope: f64,
}

impl Table {
    fn at(&self, x: f64) -> f64 {
        self.slope * x
    }

    fn twice(&self, x: f64) -> f64 {
        [self.slope, self.slope].iter().map(|slope| slope * x).sum()
    }

    #[vjp_of(twice, gradient)]
    fn twice_reverse(&self, ds: &mut TableTangent, x: f64, dx: &mut f64, dr: f64) {
        ds.slope += 2.0 * dr * x;
        *dx += 2.0 * dr * self.slope;
    }

    #[vjp_of(at)]
    fn at_reverse(&self, ds: &mut TableTangent, x: f64, dx: &mut f64, dr: f64) {
        ds.slope += dr * x;
        *dx += dr * self.slope;
    }

    #[jvp_of(at)]
    fn at_forward(&self, ts: &TableTangent, x: f64, tx: f64) -> (f64, f64) {
        (self.at(x), ts.slope * x + self.slope * tx)
    }
}

#[differentiable]
fn of_table(table: &Table, x: f64) -> f64 {
    let mut y = x;
    for _ in 0..3 {
        y = table.at(y) * x;
    }
    Table::at(table, y)
}

#[test]
fn methods_of_a_plain_block() {
    let table = Table { slope: 0.8 };
    let mut tape = HeapTape::new();
    let mut d = (TableTangent { slope: 0.0 }, 0.0);
    // slope⁴ x⁴
    of_table::vjp(&table, &mut d.0, 0.9, &mut d.1, 1.0, &mut tape);
    let known = (4.0 * 0.8_f64.powi(3) * 0.9_f64.powi(4), 4.0 * 0.8_f64.powi(4) * 0.9_f64.powi(3));
    assert!((d.0.slope - known.0).abs() < 1e-15 && (d.1 - known.1).abs() < 1e-15);
    let twice = table.twice_jvp(&TableTangent { slope: 3.0 }, 2.0, 5.0);
    assert!((twice.1 - (2.0 * 3.0 * 2.0 + 2.0 * 0.8 * 5.0)).abs() < 1e-15);
    let tangent = of_table::jvp(&table, &TableTangent { slope: 1.0 }, 0.9, 0.0).1;
    assert!((tangent - known.0).abs() < 1e-15);
}

#[differentiable]
trait Response: Diff {
    fn response(&self, x: f64) -> f64;
}

#[differentiable]
impl Response for Table {
    fn response(&self, x: f64) -> f64 {
        self.at(x) * x
    }
}

#[differentiable]
fn responses<R: Response>(r: &R, x: f64) -> f64 {
    r.response(r.response(x))
}

#[test]
fn a_method_of_a_trait_calls_what_has_rules() {
    let mut d = (TableTangent { slope: 0.0 }, 0.0);
    // (s x²)² s
    let value = responses::vjp(&Table { slope: 0.8 }, &mut d.0, 0.9, &mut d.1, 1.0, &mut HeapTape::new());
    assert!((value - 0.8_f64.powi(3) * 0.9_f64.powi(4)).abs() < 1e-15);
    assert!((d.0.slope - 3.0 * 0.8_f64.powi(2) * 0.9_f64.powi(4)).abs() < 1e-15);
    assert!((d.1 - 4.0 * 0.8_f64.powi(3) * 0.9_f64.powi(3)).abs() < 1e-15);
}
