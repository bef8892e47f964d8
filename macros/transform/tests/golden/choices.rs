//! `select`, `min` and `max` are values, not branches: all lanes take the same way.

#[differentiable]
fn limited<T: Real>(x: T, limit: T) -> T {
    let y = x.min(limit).max(-limit);
    T::select(x.lt(T::ZERO), 2.0 * y, y * y)
}

// ---- what the compiler writes ----

fn vjp<T: Real>(
    x: T,
    dx: &mut T,
    limit: T,
    dlimit: &mut T,
    dr: T,
    t: &mut impl ::costate::Tape,
) -> T {
    let u = x.op_min(limit);
    let u_1 = -limit;
    let y = u.op_max(u_1);
    let u_2 = ::costate::Real::lt(x, T::ZERO);
    let u_5 = ::costate::rt::select(u_2, ::costate::lit::<T>(2.0) * y, y * y);
    let du_3 = ::costate::rt::select(u_2, dr, ::costate::Zero::zero());
    let du_4 = ::costate::rt::select(u_2, ::costate::Zero::zero(), dr);
    let mut dy = y * du_4;
    dy += y * du_4;
    dy += ::costate::lit::<T>(2.0) * du_3;
    let du = ::costate::rules::max_0(u, u_1, u, dy);
    *dlimit -= ::costate::rules::max_1(u, u_1, u, dy);
    *dx += ::costate::rules::min_0(x, limit, x, du);
    *dlimit += ::costate::rules::min_1(x, limit, x, du);
    u_5
}
