use costate::vjp_of;

fn pair(x: f64) -> [f64; 2] {
    [x, x]
}

#[vjp_of(pair, gradient)]
fn pair_vjp(_: f64, dx: &mut f64, dr: [f64; 2]) {
    *dx += dr[0] + dr[1];
}

fn main() {}
