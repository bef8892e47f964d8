//! Functions and methods of what is differentiated, whose results have no derivative.

use costate::{Diff, HeapTape, Scalar, differentiable};
use costate_tests::check;

/// A kind of cell.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
enum Kind {
    Wall,
    Open,
}

/// A grid with its metadata.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Grid<T> {
    nx: usize,
    ny: usize,
    h: T,
    on: bool,
    flags: [bool; 2],
    kind: Kind,
}

#[differentiable]
impl<T: Scalar> Grid<T> {
    fn at(&self, i: usize, j: usize) -> usize {
        j * self.nx + i
    }

    fn width(&self) -> usize {
        self.nx
    }

    fn is_on(&self) -> bool {
        self.on
    }

    fn size(&self) -> (usize, usize) {
        (self.nx, self.ny)
    }

    fn flag(&self, i: usize) -> bool {
        self.flags[i]
    }

    fn reach(&self) -> usize {
        match self.kind {
            Kind::Wall => 0,
            Kind::Open => self.nx,
        }
    }

    /// It writes a float, and its result is none.
    fn halved(&mut self) -> usize {
        self.h = 0.5 * self.h;
        self.nx
    }
}

#[differentiable]
fn width_of<T: Scalar>(grid: Grid<T>) -> usize {
    grid.nx
}

#[differentiable]
fn stretched<T: Scalar>(h: T, x: &[T]) -> T {
    let mut grid = Grid { nx: 2, ny: 2, h: h * h, on: true, flags: [true, false], kind: Kind::Open };
    let (nx, ny) = grid.size();
    let mut sum = T::ZERO;
    for j in 0..ny {
        for i in 0..nx {
            if grid.is_on() && grid.flag(i) {
                sum += grid.h * x[grid.at(i, j)] * x[grid.reach()] * x[grid.width() - 1];
            }
        }
    }
    let width = grid.halved();
    sum * grid.h + x[width_of(grid) - width] * h
}

#[test]
fn methods_that_give_integers_and_flags() {
    check!(stretched(in 0.7, ref vec![0.3, -0.4, 1.2, 0.5]));
}

#[test]
fn their_companions_have_no_seed() {
    let grid = Grid { nx: 3, ny: 2, h: 0.5, on: false, flags: [false, true], kind: Kind::Open };
    let (mut d, mut tape) = (GridTangent::<f64> { h: 0.25, ..Default::default() }, HeapTape::new());
    assert_eq!(grid.at_vjp(&mut d, 1, 2, &mut tape), 7);
    assert!(!grid.is_on_vjp(&mut d, &mut tape));
    assert!(grid.flag_vjp(&mut d, 1, &mut tape));
    assert_eq!(grid.reach_vjp(&mut d, &mut tape), 3);
    assert_eq!(grid.size_jvp(&d), ((3, 2), ((), ())));
    assert_eq!(width_of::vjp(grid, &mut d, &mut tape), 3);
    assert_eq!(width_of::jvp(grid, d), (3, ()));
    assert_eq!(d.h, 0.25);
    let mut moved = grid;
    assert_eq!(moved.halved_vjp(&mut d, &mut tape), 3);
    assert_eq!((moved.h, d.h), (0.25, 0.125));
}
