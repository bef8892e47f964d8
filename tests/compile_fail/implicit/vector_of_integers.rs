use costate::Diff;

#[derive(Clone, Copy, Diff)]
#[diff(vector)]
struct Contact {
    force: f64,
    body: u32,
}

#[derive(Clone, Copy, Diff)]
#[diff(vector)]
enum Side {
    Left,
    Right,
}

fn main() {}
