use costate::implicit;

#[implicit]
fn root(p: f64) -> f64 {
    p.sqrt()
}

fn main() {}
