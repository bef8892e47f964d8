use costate::Diff;

#[derive(Clone, Copy, Diff)]
#[diff(tangent = Self)]
enum Shape {
    Ball(f64),
    Box { width: f64 },
    Nothing,
}

fn main() {}
