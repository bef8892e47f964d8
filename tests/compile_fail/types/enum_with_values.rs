use costate::Diff;

#[derive(Clone, Copy, Diff)]
enum Shape {
    Ball(f64),
    Box { width: f64 },
    Nothing,
}

fn main() {}
