//! The parts of slices that the inner loop goes through are borrowed before it: no index of the loop can be out of
//! bounds, and LLVM may do several iterations at a time.

#[differentiable]
fn times(a: &[f64], x: &[f64], y: &mut [f64]) {
    let n = x.len();
    for i in 0..y.len() {
        let mut sum = 0.0;
        for j in 0..n {
            sum += a[i * n + j] * x[j];
        }
        y[i] = sum;
    }
}

// ---- what the compiler writes ----

fn vjp(
    a: &[f64],
    da: &mut [f64],
    x: &[f64],
    dx: &mut [f64],
    y: &mut [f64],
    dy: &mut [f64],
    t: &mut impl ::costate::Tape,
) {
    let da = ::costate::rt::as_long_as("a", &*a, da);
    let dx = ::costate::rt::as_long_as("x", &*x, dx);
    let dy = ::costate::rt::as_long_as("y", &*y, dy);
    let u = x.len();
    for i in 0..y.len() {
        let dsum_2 = ::costate::rt::take(&mut dy[i]);
        let a_part = ::costate::rt::window(0, u, &*a, || i * u);
        let da_part = ::costate::rt::window_mut(0, u, &mut *da, || i * u);
        let mut sum: f64 = 0.0;
        for j in 0..u {
            let u_4 = a_part[j];
            let u_5 = x[j];
            let sum_1 = sum + (u_4 * u_5);
            dx[j] += u_4 * dsum_2;
            da_part[j] += u_5 * dsum_2;
            sum = sum_1;
        }
        let sum_2 = sum;
        y[i] = sum_2;
    }
}
