use costate::vjp_of;

fn double(x: &mut f64) {
    *x *= 2.0;
}

#[vjp_of(double, gradient)]
fn double_vjp(_: &mut f64, dx: &mut f64) {
    *dx *= 2.0;
}

fn main() {}
