use costate::Diff;

#[derive(Diff)]
#[diff(tangent = [f64; 1])]
struct Point {
    x: f64,
}

fn main() {}
