use core::ops::AddAssign;

use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
struct Cell(f64);

#[differentiable]
impl AddAssign for Cell {
    fn add_assign(&mut self, o: Cell) {
        self.0 += o.0;
    }
}

#[differentiable]
fn fill(x: f64) -> f64 {
    let mut cells = [Cell(x); 3];
    cells[0] += {
        cells = [Cell(x * x); 3];
        Cell(1.0)
    };
    cells[0].0 * cells[1].0
}

fn main() {}
