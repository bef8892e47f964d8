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
    let mut i = 0;
    cells[i] += {
        i += 1;
        Cell(x * x)
    };
    cells[0].0 * cells[i].0
}

fn main() {}
