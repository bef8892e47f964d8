use costate::Diff;

#[derive(Clone, Copy, Diff)]
#[diff(tangent = Self)]
struct Cell {
    x: f64,
    index: usize,
}

fn main() {}
