//! An array of arrays: elements of elements, in memory with an adjoint of its shape.

#[differentiable]
fn trace_of_square(m: [[f64; 2]; 2]) -> f64 {
    let mut trace = 0.0;
    for i in 0..2 {
        for j in 0..2 {
            trace += m[i][j] * m[j][i];
        }
    }
    trace
}

// ---- what the compiler writes ----

fn vjp(
    m: [[f64; 2]; 2],
    dm: &mut [[f64; 2]; 2],
    dr: f64,
    t: &mut impl ::costate::Tape,
) -> f64 {
    let mut trace: f64 = 0.0;
    for i in 0..2 {
        let mut trace_1 = trace;
        for j in 0..2 {
            let u = m[i][j];
            let u_1 = m[j][i];
            let trace_2 = trace_1 + (u * u_1);
            dm[j][i] += u * dr;
            dm[i][j] += u_1 * dr;
            trace_1 = trace_2;
        }
        let trace_3 = trace_1;
        trace = trace_3;
    }
    let trace_4 = trace;
    trace_4
}
