//! A struct literal: each field takes its part of the adjoint, the base what is not named.

#[differentiable]
fn kicked(s: State<f64>, by: f64) -> State<f64> {
    State { qvel: s.qvel + by * by, ..s }
}

// ---- what the compiler writes ----

fn vjp(
    s: State<f64>,
    ds: &mut <State<f64> as ::costate::Diff>::Tangent,
    by: f64,
    dby: &mut f64,
    dr: <State<f64> as ::costate::Diff>::Tangent,
    t: &mut impl ::costate::Tape,
) -> State<f64> {
    let mut du_3 = dr;
    let du_2 = du_3.qvel;
    du_3.qvel = ::costate::Zero::zero();
    ::costate::rt::accumulate(&mut *ds, du_3);
    *dby += by * du_2;
    *dby += by * du_2;
    ::costate::rt::accumulate(&mut ds.qvel, du_2);
    State {
        qvel: s.qvel + (by * by),
        ..s
    }
}
