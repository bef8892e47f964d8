//! A slice written in place: the adjoint of an overwritten element is taken, which leaves zero; what
//! was loaded from it is on the tape.

#[differentiable]
fn decay(a: &mut [f64], rate: f64) {
    for i in 0..a.len() {
        a[i] = a[i] * rate;
    }
}

// ---- what the compiler writes ----

fn vjp(
    a: &mut [f64],
    da: &mut [f64],
    rate: f64,
    drate: &mut f64,
    t: &mut impl ::costate::Tape,
) {
    let da = ::costate::rt::as_long_as("a", &*a, da);
    let [total] = ::costate::rt::in_parts(
        0,
        a.len(),
        |i, [part]: &mut [f64; _]| {
            let u_1 = a[i];
            a[i] = u_1 * rate;
            let du_2 = ::costate::rt::take(&mut da[i]);
            *part += u_1 * du_2;
            da[i] += rate * du_2;
        },
    );
    *drate += total;
}
