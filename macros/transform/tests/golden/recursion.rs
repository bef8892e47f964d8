//! Recursion: a function calls its own `fwd` and `rev`.

#[differentiable]
fn power(x: f64, n: usize) -> f64 {
    if n == 0 {
        return 1.0;
    }
    let rest: f64 = power(x, n - 1);
    x * rest
}

// ---- what the compiler writes ----

fn vjp(x: f64, dx: &mut f64, n: usize, dr: f64, t: &mut impl ::costate::Tape) -> f64 {
    let u = n == 0;
    let result_1 = if u {
        1.0
    } else {
        let u_1 = n - 1;
        let rest = power::fwd(x, u_1, t);
        let result = x * rest;
        t.push(rest);
        result
    };
    if u {} else {
        let rest = t.pop::<f64>();
        let u_1 = n - 1;
        *dx += rest * dr;
        power::rev(x, &mut *dx, u_1, &mut *::costate::rt::sink(), x * dr, t);
    }
    result_1
}
