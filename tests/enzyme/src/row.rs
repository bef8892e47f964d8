//! A row of the table: what was measured of a kernel.

use std::hint::black_box;
use std::time::Duration;

use anyhow::{Context, Result};
use costate::HeapTape;

use crate::clock::shortest_ns;
use crate::differences::{greater, off};
use crate::kernel::{Kernel, Numbers};
use crate::library::{Gradient, Library};

/// How far two right gradients may be apart, relatively.
const AGREE: f64 = 1e-12;

/// How far a right gradient may be from central differences, relatively.
const NEAR: f64 = 1e-6;

/// Numbers smaller than this part of the largest are compared with it.
const SMALL: f64 = 1e-3;

/// What was measured.
pub struct Row {
    pub kernel: &'static str,
    /// Nanoseconds of the function, of value and gradient by costate, of both by Enzyme.
    pub primal: f64,
    pub ours: f64,
    pub enzyme: f64,
    /// The greatest relative difference of a value or a derivative of the two.
    pub apart: f64,
    /// How far each gradient is from central differences.
    pub ours_off: f64,
    pub enzyme_off: f64,
}

/// What the numbers say.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Ours is not right, or is not shown to be.
    OursIsWrong,
    /// Both gradients are right.
    Agree,
    /// Ours is right by central differences, Enzyme's is not.
    EnzymeIsWrong,
}

impl Row {
    /// The row of the library that is fastest: of those with a right gradient, if there is one. A row that
    /// says ours is wrong comes before all.
    pub fn best(kernel: &Kernel, libraries: &[Library], budget: Duration) -> Result<Self> {
        let rows = libraries.iter().map(|library| Self::measure(kernel, library, budget));
        let rows = rows.collect::<Result<Vec<_>>>()?;
        let order = |a: &Self, b: &Self| a.verdict().cmp(&b.verdict()).then(a.enzyme.total_cmp(&b.enzyme));
        rows.into_iter().min_by(order).context("there is no library")
    }

    /// Compares the gradients, then takes their times for as long as the budget says.
    fn measure(kernel: &Kernel, library: &Library, budget: Duration) -> Result<Self> {
        let gradient = library.gradient(kernel.symbol)?;
        let mut tape = HeapTape::new();
        let by_us = kernel.after(|n| (kernel.ours)(n, &mut tape));
        let by_enzyme = kernel.after(|n| gradient.run(n));
        let [ours_off, enzyme_off] = off(kernel, [&by_us.dx, &by_enzyme.dx]);
        let apart = greater(apart(&by_us.dx, &by_enzyme.dx), apart(&by_us.out, &by_enzyme.out));
        let [primal, ours, enzyme] = times(kernel, &gradient, tape, budget);
        Ok(Self { kernel: kernel.name, primal, ours, enzyme, apart, ours_off, enzyme_off })
    }

    /// Who is right.
    pub fn verdict(&self) -> Verdict {
        match (self.ours_off < NEAR, self.apart < AGREE, self.enzyme_off < NEAR) {
            (true, true, _) => Verdict::Agree,
            (true, false, false) => Verdict::EnzymeIsWrong,
            _ => Verdict::OursIsWrong,
        }
    }
}

/// The greatest relative difference.
fn apart(a: &[f64], b: &[f64]) -> f64 {
    let largest = a.iter().chain(b).fold(0.0, |m: f64, d| m.max(d.abs()));
    let one = |(x, y): (&f64, &f64)| match x == y {
        true => 0.0,
        false => (x - y).abs() / x.abs().max(y.abs()).max(SMALL * largest),
    };
    a.iter().zip(b).map(one).fold(0.0, greater)
}

/// The shortest times, in turns.
fn times(kernel: &Kernel, gradient: &Gradient<'_>, mut tape: HeapTape, budget: Duration) -> [f64; 3] {
    let mut numbers = [kernel.numbers.clone(), kernel.numbers.clone(), kernel.numbers.clone()];
    let for_each_seed = |n: &mut Numbers, run: &mut dyn FnMut(&mut Numbers)| {
        for seed in &kernel.seeds {
            n.dout.copy_from_slice(seed);
            run(black_box(n));
        }
    };
    shortest_ns(budget, |which| match which {
        0 => (kernel.primal)(black_box(&mut numbers[0])),
        1 => for_each_seed(&mut numbers[1], &mut |n| (kernel.ours)(n, &mut tape)),
        _ => for_each_seed(&mut numbers[2], &mut |n| gradient.run(n)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(apart: f64, ours_off: f64, enzyme_off: f64) -> Row {
        Row { kernel: "k", primal: 1.0, ours: 1.0, enzyme: 1.0, apart, ours_off, enzyme_off }
    }

    #[test]
    fn differences_decide_who_is_right() {
        assert_eq!(row(1e-14, 1e-9, 1e-9).verdict(), Verdict::Agree);
        assert_eq!(row(0.5, 1e-9, 0.5).verdict(), Verdict::EnzymeIsWrong);
        assert_eq!(row(0.5, 0.5, 1e-9).verdict(), Verdict::OursIsWrong);
        assert_eq!(row(1e-14, 0.5, 0.5).verdict(), Verdict::OursIsWrong);
        assert_eq!(row(f64::INFINITY, 1e-9, f64::INFINITY).verdict(), Verdict::EnzymeIsWrong);
    }

    #[test]
    fn what_is_not_a_number_is_apart_from_all() {
        assert_eq!(apart(&[1.0, f64::NAN], &[1.0, 2.0]), f64::INFINITY);
        assert_eq!(apart(&[1.0, 1e-9], &[1.0, 2e-9]), 1e-9 / SMALL);
        assert_eq!(apart(&[0.0], &[0.0]), 0.0);
    }
}
