//! A double pendulum of two point masses on massless rods.

use costate::{Real, differentiable};

/// Seconds a step.
pub const STEP: f64 = 5e-3;
/// Gravity \[m/s²\].
pub const GRAVITY: f64 = 9.81;

/// Masses \[kg\] and lengths of the rods \[m\]: (m₁, m₂, l₁, l₂).
pub type Rods = [f64; 4];
/// Angles from below \[rad\] and their rates \[rad/s\]: (θ₁, θ₂, ω₁, ω₂).
pub type State = [f64; 4];

/// Kinetic and potential energy \[J\] with the squared angles, after `steps` steps of the symplectic
/// Euler method.
#[differentiable]
pub fn pendulum(rods: &[f64; 4], start: &[f64; 4], steps: usize) -> f64 {
    let (step, gravity): (f64, f64) = (STEP, GRAVITY);
    let [m1, m2, l1, l2] = *rods;
    let [mut a1, mut a2, mut w1, mut w2] = *start;
    for _ in 0..steps {
        let (s, c) = ((a1 - a2).sin(), (a1 - a2).cos());
        let (s1, s2) = (a1.sin(), a2.sin());
        let f1 = -m2 * l2 * w2 * w2 * s - (m1 + m2) * gravity * s1;
        let f2 = m2 * l1 * w1 * w1 * s - m2 * gravity * s2;
        let inertia = m1 + m2 * s * s;
        let b1 = (f1 - c * f2) / (l1 * inertia);
        let b2 = ((m1 + m2) * f2 / m2 - c * f1) / (l2 * inertia);
        w1 += step * b1;
        w2 += step * b2;
        a1 += step * w1;
        a2 += step * w2;
    }
    a1 * a1 + a2 * a2 + 0.5 * (w1 * w1 + w2 * w2)
}

/// Memory of [`by_hand`]: state, sines and cosines, accelerations of every step.
#[derive(Default)]
pub struct Memory(Vec<Moment>);

struct Moment {
    w1: f64,
    w2: f64,
    s: f64,
    c: f64,
    s1: f64,
    c1: f64,
    s2: f64,
    c2: f64,
    b1: f64,
    b2: f64,
    f1: f64,
    f2: f64,
    /// 1 / (m₁ + m₂ sin²)
    over: f64,
}

/// The value; adds the gradient to `drods` and `dstart`.
pub fn by_hand(
    rods: &Rods,
    drods: &mut Rods,
    start: &State,
    dstart: &mut State,
    steps: usize,
    memory: &mut Memory,
) -> f64 {
    let end = forward(rods, start, steps, memory);
    let (of_rods, of_start) = backward(rods, end, memory);
    for (d, add) in drods.iter_mut().zip(of_rods) {
        *d += add;
    }
    for (d, add) in dstart.iter_mut().zip(of_start) {
        *d += add;
    }
    let [a1, a2, w1, w2] = end;
    a1 * a1 + a2 * a2 + 0.5 * (w1 * w1 + w2 * w2)
}

/// The last state; remembers the moments.
fn forward(rods: &Rods, start: &State, steps: usize, memory: &mut Memory) -> State {
    memory.0.clear();
    let [m1, m2, l1, l2] = *rods;
    let [mut a1, mut a2, mut w1, mut w2] = *start;
    let (total, over_m2, over_l1, over_l2) = (m1 + m2, 1.0 / m2, 1.0 / l1, 1.0 / l2);
    for _ in 0..steps {
        let ((s, c), (s1, c1), (s2, c2)) = (sin_cos(a1 - a2), sin_cos(a1), sin_cos(a2));
        let f1 = -m2 * l2 * w2 * w2 * s - total * GRAVITY * s1;
        let f2 = m2 * l1 * w1 * w1 * s - m2 * GRAVITY * s2;
        let over = 1.0 / (m1 + m2 * s * s);
        let b1 = (f1 - c * f2) * over_l1 * over;
        let b2 = (total * f2 * over_m2 - c * f1) * over_l2 * over;
        memory.0.push(Moment { w1, w2, s, c, s1, c1, s2, c2, b1, b2, f1, f2, over });
        w1 += STEP * b1;
        w2 += STEP * b2;
        a1 += STEP * w1;
        a2 += STEP * w2;
    }
    [a1, a2, w1, w2]
}

/// The adjoints of the rods and of the first state.
fn backward(rods: &Rods, end: State, memory: &Memory) -> (Rods, State) {
    let [m1, m2, l1, l2] = *rods;
    let (total, over_m2, over_l1, over_l2) = (m1 + m2, 1.0 / m2, 1.0 / l1, 1.0 / l2);
    let [mut da1, mut da2, mut dw1, mut dw2] = [2.0 * end[0], 2.0 * end[1], end[2], end[3]];
    let [mut dm1, mut dm2, mut dl1, mut dl2] = [0.0; 4];
    for m in memory.0.iter().rev() {
        let Moment { w1, w2, s, c, s1, c1, s2, c2, b1, b2, f1, f2, over } = *m;
        dw1 += STEP * da1;
        dw2 += STEP * da2;
        let (db1, db2) = (STEP * dw1, STEP * dw2);
        let (n1, n2) = (db1 * over_l1 * over, db2 * over_l2 * over);
        let dinertia = -(b1 * db1 + b2 * db2) * over;
        dl1 -= b1 * db1 * over_l1;
        dl2 -= b2 * db2 * over_l2;
        let df1 = n1 - c * n2;
        let df2 = total * over_m2 * n2 - c * n1;
        let dc = -(f2 * n1 + f1 * n2);
        // total / m₂ = 1 + m₁ / m₂
        dm1 += f2 * over_m2 * n2 + dinertia - GRAVITY * s1 * df1;
        dm2 += -m1 * over_m2 * over_m2 * f2 * n2 + s * s * dinertia - (l2 * w2 * w2 * s + GRAVITY * s1) * df1
            + (l1 * w1 * w1 * s - GRAVITY * s2) * df2;
        dl1 += m2 * w1 * w1 * s * df2;
        dl2 -= m2 * w2 * w2 * s * df1;
        let ds = 2.0 * m2 * s * dinertia - m2 * l2 * w2 * w2 * df1 + m2 * l1 * w1 * w1 * df2;
        dw1 += 2.0 * m2 * l1 * w1 * s * df2;
        dw2 -= 2.0 * m2 * l2 * w2 * s * df1;
        let dangle = c * ds - s * dc;
        da1 += dangle - total * GRAVITY * c1 * df1;
        da2 -= dangle + m2 * GRAVITY * c2 * df2;
    }
    ([dm1, dm2, dl1, dl2], [da1, da2, dw1, dw2])
}

/// costate's own, since std's differ from machine to machine.
fn sin_cos(x: f64) -> (f64, f64) {
    Real::sin_cos(x)
}

/// Two rods of unequal mass and length.
pub const RODS: Rods = [1.0, 0.7, 0.8, 0.5];
/// Both rods raised.
pub const START: State = [1.2, -0.6, 0.3, 0.1];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand_and_generated_agree() {
        let (mut drods, mut dstart) = ([0.0; 4], [0.0; 4]);
        let value = by_hand(&RODS, &mut drods, &START, &mut dstart, 200, &mut Memory::default());
        let (erods, estart) = pendulum::grad(&RODS, &START, 200);
        crate::check::near(value, &drods, pendulum(&RODS, &START, 200), &erods);
        crate::check::near(value, &dstart, value, &estart);
    }
}
