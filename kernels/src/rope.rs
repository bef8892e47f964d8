//! Scene S3: a rope of 20 masses on a moving handle, as `peers` runs it in other simulators.
//!
//! Springs with damping along their axis, drag, symplectic Euler of 10 substeps a control step. With
//! [`actions`] of 100 steps the loss is 0.0809914306.

use costate::{Real, differentiable, lit};

/// Masses on the rope.
pub const MASSES: usize = 20;
const MASS: f64 = 0.02;
const REST: f64 = 0.05;
const STIFFNESS: f64 = 400.0;
const DAMPING: f64 = 0.05;
const DRAG: f64 = 0.02;
const GRAVITY: f64 = 9.81;
/// Substeps of a control step of 10 ms.
pub const SUBSTEPS: usize = 10;
const STEP: f64 = 1e-3;
const TARGET: [f64; 3] = [0.5, 0.0, -0.9];

/// |x₂₀ − target|² + 0.01 mean |v|² + 0.001 mean |a|² after the velocities `actions` of the handle.
#[differentiable]
pub fn rope<T: Real>(actions: &[[T; 3]]) -> T {
    let mut handle = [T::ZERO; 3];
    let mut x = [[T::ZERO; 3]; MASSES];
    for i in 0..MASSES {
        x[i][2] = lit::<T>(-REST) * T::from_f64((i + 1) as f64);
    }
    let mut v = [[T::ZERO; 3]; MASSES];
    let mut effort = T::ZERO;
    for action in actions.iter() {
        for _ in 0..SUBSTEPS {
            substep(&mut handle, *action, &mut x, &mut v);
        }
        effort += action[0] * action[0] + action[1] * action[1] + action[2] * action[2];
    }
    let mut loss = effort * T::from_f64(1e-3 / actions.len() as f64);
    for k in 0..3 {
        let off = x[MASSES - 1][k] - T::from_f64(TARGET[k]);
        loss += off * off;
        for i in 0..MASSES {
            loss += T::from_f64(0.01 / (3 * MASSES) as f64) * v[i][k] * v[i][k];
        }
    }
    loss
}

/// One millisecond.
#[differentiable]
#[inline]
fn substep<T: Real>(handle: &mut [T; 3], action: [T; 3], x: &mut [[T; 3]; MASSES], v: &mut [[T; 3]; MASSES]) {
    let [mass, rest, stiffness, damping] = [lit(MASS), lit(REST), lit(STIFFNESS), lit(DAMPING)];
    let [drag, gravity, step]: [T; 3] = [lit(DRAG), lit(GRAVITY), lit(STEP)];
    let mut force = [[T::ZERO; 3]; MASSES];
    let (mut above, mut speed) = (*handle, action);
    for i in 0..MASSES {
        let d = [x[i][0] - above[0], x[i][1] - above[1], x[i][2] - above[2]];
        let length = (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]).sqrt();
        let n = [d[0] / length, d[1] / length, d[2] / length];
        let along = (v[i][0] - speed[0]) * n[0] + (v[i][1] - speed[1]) * n[1] + (v[i][2] - speed[2]) * n[2];
        let pull = stiffness * (length - rest) + damping * along;
        for k in 0..3 {
            let f = pull * n[k];
            force[i][k] -= f;
            if i > 0 {
                force[i - 1][k] += f;
            }
        }
        above = x[i];
        speed = v[i];
    }
    for i in 0..MASSES {
        for k in 0..3 {
            let weight = if k == 2 { mass * gravity } else { T::ZERO };
            v[i][k] += step / mass * (force[i][k] - drag * v[i][k] - weight);
            x[i][k] += step * v[i][k];
        }
    }
    for k in 0..3 {
        handle[k] += step * action[k];
    }
}

/// The handle's velocities \[m/s\] of the scene.
pub fn actions(steps: usize) -> Vec<[f64; 3]> {
    let at = |i: usize| {
        let t = 0.01 * i as f64;
        [0.8 * (2.0 * t + 0.3).sin(), 0.3 * (3.0 * t).cos(), 0.1 * (5.0 * t).sin()]
    };
    (0..steps).map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loss_is_that_of_the_other_simulators() {
        let loss = rope(&actions(100));
        assert!((loss - 0.0809914306).abs() < 1e-9, "{loss}");
    }

    #[test]
    fn the_gradient_is_right() {
        let a = actions(100);
        let gradient = rope::grad(&a);
        let along = |t: f64| {
            let moved: Vec<_> = a.iter().map(|a| [a[0] + t, a[1] - 0.5 * t, a[2] + 0.25 * t]).collect();
            rope(&moved)
        };
        let difference = (along(1e-5) - along(-1e-5)) / 2e-5;
        let slope: f64 = gradient.iter().map(|g| g[0] - 0.5 * g[1] + 0.25 * g[2]).sum();
        assert!((difference - slope).abs() < 1e-7 * slope.abs().max(1.0), "{difference} and {slope}");
    }
}
