use costate::Diff;

struct Foreign;

#[derive(Diff)]
struct Holder {
    mass: f64,
    inner: Foreign,
}

fn main() {}
