use costate::implicit;

#[implicit(residual = |x, p| x * x - p)]
fn root(p: f64) -> f64 {
    p.sqrt()
}

fn main() {}
