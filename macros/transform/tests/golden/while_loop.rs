//! `while`: the iterations are counted, and as many run backward.

#[differentiable]
fn newton(x: f64) -> f64 {
    let mut y = x;
    while y * y > 1.0001 * x {
        y = 0.5 * (y + x / y);
    }
    y
}

// ---- what the compiler writes ----

fn vjp(x: f64, dx: &mut f64, dr: f64, t: &mut impl ::costate::Tape) -> f64 {
    let mut y = x;
    let mut count = 0_usize;
    loop {
        if !((y * y) > (1.0001 * x)) {
            break;
        }
        let u_3 = x / y;
        let y_1 = 0.5 * (y + u_3);
        t.push((y, u_3));
        y = y_1;
        count += 1;
    }
    let y_2 = y;
    let mut dy_2 = dr;
    for _ in 0..count {
        let (y, u_3) = t.pop::<(f64, f64)>();
        let du_4 = 0.5 * dy_2;
        let mut dy = du_4;
        *dx += ::costate::rules::div_0(y, y, y, du_4);
        dy += ::costate::rules::div_1(u_3, y, u_3, du_4);
        dy_2 = dy;
    }
    *dx += dy_2;
    y_2
}
