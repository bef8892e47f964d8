//! `break`: a flag ends the loop, and the iterations that ran are counted.

#[differentiable]
fn until(a: &[f64], limit: f64) -> f64 {
    let mut sum = 0.0;
    for i in 0..a.len() {
        sum += a[i] * a[i];
        if sum > limit {
            break;
        }
    }
    sum
}

// ---- what the compiler writes ----

fn vjp(
    a: &[f64],
    da: &mut [f64],
    limit: f64,
    dlimit: &mut f64,
    dr: f64,
    t: &mut impl ::costate::Tape,
) -> f64 {
    let da = ::costate::rt::as_long_as("a", &*a, da);
    let u = a.len();
    let mut sum: f64 = 0.0;
    let mut broke: bool = false;
    let mut count = 0_usize;
    for i in 0..u {
        let u_1 = a[i];
        let sum_1 = sum + (u_1 * u_1);
        let broke_1 = if sum_1 > limit { true } else { broke };
        let stop = broke_1;
        sum = sum_1;
        broke = broke_1;
        count += 1;
        if stop {
            break;
        }
    }
    let sum_2 = sum;
    let broke_2 = broke;
    let mut dsum_2 = dr;
    for i in ::costate::rt::taken(0, u, false, 1, false, count) {
        let u_1 = a[i];
        let dsum_1 = dsum_2;
        da[i] += u_1 * dsum_1;
        da[i] += u_1 * dsum_1;
        dsum_2 = dsum_1;
    }
    sum_2
}
