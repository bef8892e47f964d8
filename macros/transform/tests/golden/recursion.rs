//! Recursion: a function calls its own `fwd` and `rev`.

#[differentiable]
fn power(x: f64, n: usize) -> f64 {
    if n == 0 {
        return 1.0;
    }
    x * power(x, n - 1)
}

// ---- what the compiler writes ----

fn vjp(x: f64, dx: &mut f64, n: usize, dr: f64, t: &mut impl ::costate::Tape) -> f64 {
    let of_u_2 = ::costate::rt::Of::new();
    let _ = || {
        let u = n == 0;
        let result_1 = if u {
            1.0
        } else {
            let u_1 = n - 1;
            let u_2 = power(x, u_1);
            of_u_2.is(&u_2);
            let result = x * u_2;
            result
        };
        let _: f64 = result_1;
    };
    let u = n == 0;
    let result_1 = if u {
        1.0
    } else {
        let u_1 = n - 1;
        let u_2 = power::fwd(x, u_1, t);
        let result = ::costate::twin::DiffMul::mul_fwd(x, u_2, t);
        t.push(u_2);
        result
    };
    if u {} else {
        let u_2 = ::costate::rt::pop(t, of_u_2);
        let u_1 = n - 1;
        let mut du_2 = ::costate::rt::zero_of(&u_2);
        ::costate::twin::DiffMul::mul_rev(x, &mut *dx, u_2, &mut du_2, dr, t);
        power::rev(x, &mut *dx, u_1, &mut *::costate::rt::sink(), du_2, t);
    }
    result_1
}
