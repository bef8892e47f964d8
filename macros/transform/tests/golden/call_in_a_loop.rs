//! A call: its `fwd` records on the same tape and its `rev` takes that back. What it lends is kept,
//! since `rev` wants its arguments as they were.

#[differentiable]
fn walk(a: [f64; 3], h: f64, n: usize) -> f64 {
    let mut a = a;
    for _ in 0..n {
        advance(&mut a, h);
    }
    a[0]
}

// ---- what the compiler writes ----

fn vjp(
    a: [f64; 3],
    da: &mut [f64; 3],
    h: f64,
    dh: &mut f64,
    n: usize,
    dr: f64,
    t: &mut impl ::costate::Tape,
) -> f64 {
    let of_a_1_before = ::costate::rt::Of::new();
    let _ = || {
        let mut a_1: [f64; _] = a;
        for k in 0..n {
            let a_1_before = a_1;
            of_a_1_before.is(&a_1_before);
            advance(&mut a_1, h);
        }
        let u_1 = a_1[0];
        let _: f64 = u_1;
    };
    let mut a_1: [f64; _] = a;
    for k in 0..n {
        let a_1_before = a_1;
        advance::fwd(&mut a_1, h, t);
        t.push(a_1_before);
    }
    let mut da_1: [f64; _] = ::costate::rt::neutral_of(&a_1);
    da_1[0] += dr;
    let u_1 = a_1[0];
    for k in (0..n).rev() {
        let a_1_before = ::costate::rt::pop(t, of_a_1_before);
        let mut a_1_before_1: [f64; _] = a_1_before;
        advance::rev(
            &mut a_1_before_1,
            &mut da_1,
            h,
            &mut *dh,
            ::costate::Zero::zero(),
            t,
        );
    }
    ::costate::rt::accumulate(&mut *da, da_1);
    u_1
}
