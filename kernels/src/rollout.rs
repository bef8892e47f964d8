//! A simulation that is too long for a tape of all its steps: the [chain](crate::chain) with checkpoints.

use costate::differentiable;

use crate::chain::{DAMPING, GRAVITY, MASSES, Points, REST, STEP};

/// One step of the symplectic Euler method.
#[differentiable]
#[inline]
fn step(stiffness: f64, x: &mut Points, v: &mut Points) {
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

/// What [`chain`](fn@crate::chain::chain) computes, with the state of at most `slots` steps on the tape.
#[differentiable]
pub fn rollout(stiffness: f64, x: &Points, steps: usize, slots: usize) -> f64 {
    let mut x = *x;
    let mut v = [[0.0; 2]; MASSES];
    #[checkpoint(binomial, slots = slots)]
    for _ in 0..steps {
        step(stiffness, &mut x, &mut v);
    }
    let (ex, ey) = (x[MASSES - 1][0] - 1.0, x[MASSES - 1][1]);
    ex * ex + ey * ey
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::{chain, start};
    use costate::CountTape;

    #[test]
    fn value_and_gradient_are_the_chains_to_the_bit() {
        let (x, steps) = (start(), 300);
        let value = rollout::value_and_grad(3e3, &x, steps, 7);
        assert_eq!(value, chain::value_and_grad(3e3, &x, steps));
        assert_eq!(value.0, rollout(3e3, &x, steps, 7));
    }

    /// A state is 64 numbers, 128 words; binomial bookkeeping takes less than as much again.
    #[test]
    fn the_tape_holds_as_many_states_as_there_are_slots() {
        let (mut ds, mut dx, mut tape) = (0.0, Points::default(), CountTape::new());
        rollout::vjp(3e3, &mut ds, &start(), &mut dx, 20_000, 50, 1.0, &mut tape);
        assert!((50 * 128..50 * 256).contains(&tape.peak()), "{} words", tape.peak());
    }
}
