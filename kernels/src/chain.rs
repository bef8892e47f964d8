//! A chain of masses and springs in a plane, hanging from its first mass, which does not move.

use costate::differentiable;

/// Masses, with the fixed one.
pub const MASSES: usize = 16;
/// Rest length of a spring \[m\].
pub const REST: f64 = 0.1;
/// Seconds a step.
pub const STEP: f64 = 1e-3;
/// Gravity \[m/s²\].
pub const GRAVITY: f64 = 9.81;
/// Damping of each mass \[1/s\].
pub const DAMPING: f64 = 0.2;

/// Positions \[m\] or velocities \[m/s\] of the masses.
pub type Points = [[f64; 2]; MASSES];

/// Squared distance \[m²\] of the last mass from (1, 0) after `steps` steps of the symplectic Euler
/// method, from rest at `x`, with springs of the given stiffness over mass \[1/s²\].
#[differentiable]
pub fn chain(stiffness: f64, x: &Points, steps: usize) -> f64 {
    let mut x = *x;
    let mut v = [[0.0; 2]; MASSES];
    for _ in 0..steps {
        let mut force = [[0.0; 2]; MASSES];
        for i in 1..MASSES {
            let (dx, dy) = (x[i][0] - x[i - 1][0], x[i][1] - x[i - 1][1]);
            let length = (dx * dx + dy * dy).sqrt();
            let pull = stiffness * (length - REST) / length;
            force[i - 1][0] += pull * dx;
            force[i - 1][1] += pull * dy;
            force[i][0] -= pull * dx;
            force[i][1] -= pull * dy;
        }
        for i in 1..MASSES {
            v[i][0] += STEP * (force[i][0] - DAMPING * v[i][0]);
            v[i][1] += STEP * (force[i][1] - DAMPING * v[i][1] - GRAVITY);
            x[i][0] += STEP * v[i][0];
            x[i][1] += STEP * v[i][1];
        }
    }
    let (ex, ey) = (x[MASSES - 1][0] - 1.0, x[MASSES - 1][1]);
    ex * ex + ey * ey
}

/// Memory of [`by_hand`]: the positions before every step.
#[derive(Default)]
pub struct Memory(Vec<Points>);

/// The value; adds the gradient to `dstiffness` and `dx`.
pub fn by_hand(
    stiffness: f64,
    dstiffness: &mut f64,
    x: &Points,
    dx: &mut Points,
    steps: usize,
    memory: &mut Memory,
) -> f64 {
    let end = forward(stiffness, x, steps, memory);
    let dnow = backward(stiffness, dstiffness, end, memory);
    for (d, dnow) in dx.iter_mut().flatten().zip(dnow.iter().flatten()) {
        *d += dnow;
    }
    end[0] * end[0] + end[1] * end[1]
}

/// How far the last mass is from (1, 0) at the end; remembers the positions.
fn forward(stiffness: f64, x: &Points, steps: usize, memory: &mut Memory) -> [f64; 2] {
    memory.0.clear();
    let mut now = *x;
    let mut v = [[0.0; 2]; MASSES];
    for _ in 0..steps {
        memory.0.push(now);
        let mut force = [[0.0; 2]; MASSES];
        for i in 1..MASSES {
            let d = [now[i][0] - now[i - 1][0], now[i][1] - now[i - 1][1]];
            let length = (d[0] * d[0] + d[1] * d[1]).sqrt();
            let pull = stiffness * (length - REST) / length;
            for k in 0..2 {
                force[i - 1][k] += pull * d[k];
                force[i][k] -= pull * d[k];
            }
        }
        for i in 1..MASSES {
            v[i][0] += STEP * (force[i][0] - DAMPING * v[i][0]);
            v[i][1] += STEP * (force[i][1] - DAMPING * v[i][1] - GRAVITY);
            now[i][0] += STEP * v[i][0];
            now[i][1] += STEP * v[i][1];
        }
    }
    [now[MASSES - 1][0] - 1.0, now[MASSES - 1][1]]
}

/// The adjoint of the first positions; adds to that of the stiffness.
fn backward(stiffness: f64, dstiffness: &mut f64, end: [f64; 2], memory: &Memory) -> Points {
    let (mut dnow, mut dv) = ([[0.0; 2]; MASSES], [[0.0; 2]; MASSES]);
    dnow[MASSES - 1] = [2.0 * end[0], 2.0 * end[1]];
    let mut sum = 0.0;
    for now in memory.0.iter().rev() {
        let mut dforce = [[0.0; 2]; MASSES];
        for i in 1..MASSES {
            for k in 0..2 {
                dv[i][k] += STEP * dnow[i][k];
                dforce[i][k] = STEP * dv[i][k];
                dv[i][k] -= STEP * DAMPING * dv[i][k];
            }
        }
        for i in 1..MASSES {
            let d = [now[i][0] - now[i - 1][0], now[i][1] - now[i - 1][1]];
            let length = (d[0] * d[0] + d[1] * d[1]).sqrt();
            let ratio = (length - REST) / length;
            let pull = stiffness * ratio;
            let across = [dforce[i - 1][0] - dforce[i][0], dforce[i - 1][1] - dforce[i][1]];
            let dpull = across[0] * d[0] + across[1] * d[1];
            sum += ratio * dpull;
            // pull = stiffness (1 − REST / length), and length changes along d / length
            let along = stiffness * REST / (length * length * length) * dpull;
            for k in 0..2 {
                let dd = pull * across[k] + along * d[k];
                dnow[i][k] += dd;
                dnow[i - 1][k] -= dd;
            }
        }
    }
    *dstiffness += sum;
    dnow
}

/// The chain stretched along x.
pub fn start() -> Points {
    std::array::from_fn(|i| [0.11 * i as f64, 0.01 * (i as f64).sin()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand_and_generated_agree() {
        let (x, stiffness) = (start(), 3e3);
        let (mut ds, mut dx) = (0.0, Points::default());
        let value = by_hand(stiffness, &mut ds, &x, &mut dx, 200, &mut Memory::default());
        let (es, ex) = chain::grad(stiffness, &x, 200);
        crate::check::near(value, dx.as_flattened(), chain(stiffness, &x, 200), ex.as_flattened());
        crate::check::near(ds, &[], es, &[]);
    }
}
