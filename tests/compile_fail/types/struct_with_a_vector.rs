use costate::Diff;

#[derive(Clone, Diff)]
struct Chain {
    masses: Vec<f64>,
}

fn main() {}
