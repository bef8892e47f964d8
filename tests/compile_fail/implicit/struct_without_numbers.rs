use costate::{Diff, differentiable, implicit};

#[derive(Clone, Copy, Diff)]
struct Contact {
    force: f64,
    depth: f64,
}

#[differentiable]
fn residual(x: Contact, p: f64) -> Contact {
    Contact { force: x.force - p, depth: x.depth + x.force }
}

#[implicit(residual = residual)]
fn contact(p: f64) -> Contact {
    Contact { force: p, depth: -p }
}

fn main() {}
