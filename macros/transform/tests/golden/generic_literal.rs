//! A literal in a generic function is one of the type parameter's.

#[differentiable]
fn energy<T: Real>(k: T, x: T) -> T {
    0.5 * k * x * x
}

// ---- what the compiler writes ----

fn vjp<T: Real>(
    k: T,
    dk: &mut T,
    x: T,
    dx: &mut T,
    dr: T,
    t: &mut impl ::costate::Tape,
) -> T {
    let u = ::costate::lit::<T>(0.5) * k;
    let u_1 = u * x;
    let du_1 = x * dr;
    *dx += u_1 * dr;
    *dx += u * du_1;
    *dk += ::costate::lit::<T>(0.5) * (x * du_1);
    u_1 * x
}
