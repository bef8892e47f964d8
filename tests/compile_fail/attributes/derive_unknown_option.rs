use costate::Diff;

#[derive(Diff)]
#[diff(skip)]
struct Point {
    x: f64,
}

fn main() {}
