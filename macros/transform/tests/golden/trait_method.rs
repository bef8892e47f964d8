//! A trait gains the derivatives of its methods; a generic caller calls them.

#[differentiable]
trait System<T: Real> {
    fn acceleration(&self, q: T) -> T;
}

#[differentiable]
fn euler<T: Real, S: System<T>>(s: &S, q: T, v: T, h: T) -> (T, T) {
    let v = v + h * s.acceleration(q);
    (q + h * v, v)
}

// ---- what the compiler writes ----

fn vjp<T: Real, S: System<T>>(
    s: &S,
    ds: &mut <S as ::costate::Diff>::Tangent,
    q: T,
    dq: &mut T,
    v: T,
    dv: &mut T,
    h: T,
    dh: &mut T,
    dr: (T, T),
    t: &mut impl ::costate::Tape,
) -> (T, T) {
    let u = s.acceleration_fwd(q, t);
    let v_1 = v + (h * u);
    let du_3 = dr.0;
    let mut dv_1 = dr.1;
    *dq += du_3;
    *dh += v_1 * du_3;
    dv_1 += h * du_3;
    *dv += dv_1;
    let du_1 = dv_1;
    *dh += u * du_1;
    s.acceleration_rev(&mut *ds, q, &mut *dq, h * du_1, t);
    (q + (h * v_1), v_1)
}
