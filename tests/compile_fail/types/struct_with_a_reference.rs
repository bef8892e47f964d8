use costate::Diff;

#[derive(Clone, Copy, Diff)]
struct View<'a> {
    data: &'a [f64],
}

fn main() {}
