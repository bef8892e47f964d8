//! A loop that carries a value: what the adjoint reads of an iteration is pushed at its end and
//! popped at the start of the reversed one.
//! Layers: vjp fwd rev

#[differentiable]
fn logistic(r: f64, x: f64, n: usize) -> f64 {
    let mut y = x;
    for _ in 0..n {
        y = r * y * (1.0 - y);
    }
    y
}

// ---- what the compiler writes ----

fn fwd(r: f64, x: f64, n: usize, t: &mut impl ::costate::Tape) -> f64 {
    let mut room = t.room(n);
    let mut y = x;
    for k in 0..n {
        let y_1 = (r * y) * (1.0 - y);
        room.push(y);
        y = y_1;
    }
    let y_2 = y;
    y_2
}

fn rev(
    r: f64,
    dr: &mut f64,
    x: f64,
    dx: &mut f64,
    n: usize,
    _: &mut (),
    dr_1: f64,
    t: &mut impl ::costate::Tape,
) {
    let mut dy_2 = dr_1;
    let mut kept = t.take_room::<f64>(n);
    for k in (0..n).rev() {
        let y = kept.pop();
        let dy_1 = dy_2;
        let du = (1.0 - y) * dy_1;
        let mut dy = -(r * y) * dy_1;
        *dr += y * du;
        dy += r * du;
        dy_2 = dy;
    }
    *dx += dy_2;
}

fn vjp(
    r: f64,
    dr: &mut f64,
    x: f64,
    dx: &mut f64,
    n: usize,
    dr_1: f64,
    t: &mut impl ::costate::Tape,
) -> f64 {
    let mut room = t.room(n);
    let mut y = x;
    for k in 0..n {
        let u = r * y;
        let u_1 = 1.0 - y;
        let y_1 = u * u_1;
        room.push(y);
        y = y_1;
    }
    let y_2 = y;
    let mut dy_2 = dr_1;
    let mut kept = t.take_room::<f64>(n);
    for k in (0..n).rev() {
        let y = kept.pop();
        let u = r * y;
        let u_1 = 1.0 - y;
        let dy_1 = dy_2;
        let du = u_1 * dy_1;
        let mut dy = -u * dy_1;
        *dr += y * du;
        dy += r * du;
        dy_2 = dy;
    }
    *dx += dy_2;
    y_2
}
