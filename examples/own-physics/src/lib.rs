//! A bungee jump: a body falls, a cord catches it.
//!
//! The cord is slack until the jumper has fallen its length; from there on it pulls like a damped
//! spring. The air brakes with the square of the speed. What a bungee operator wants to know is
//! how far above the river the jumper turns round, and what each property of the jump does to
//! that: [`clearance`] computes the first, `clearance::grad` all of the second at once.

use costate::{Diff, Scalar, differentiable};

/// A jumper on a cord: what stays the same during a jump.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
pub struct Jump<T> {
    /// Mass of the jumper [kg].
    pub mass: T,
    /// Length of the slack cord [m].
    pub length: T,
    /// Stiffness of the cord [N/m].
    pub stiffness: T,
    /// Damping of the cord while it is taut [N·s/m].
    pub damping: T,
    /// Drag ½ ρ c A [kg/m].
    pub drag: T,
}

#[differentiable]
impl<T: Scalar> Jump<T> {
    /// Acceleration [m/s²] at depth `x` [m] below the bridge and speed `v` [m/s], down positive.
    ///
    /// m a = m g − D v |v| − (k (x − L) + c v  while taut)
    pub fn acceleration(&self, x: T, v: T) -> T {
        let stretch = x - self.length;
        let mut force = 9.81 * self.mass - self.drag * v * v.abs();
        if stretch > 0.0 {
            let tension = self.stiffness * stretch + self.damping * v;
            // a cord pulls, it does not push
            force -= tension.max(0.0);
        }
        force / self.mass
    }
}

/// Distance [m] between the river, `height` [m] below the bridge, and the lowest point of the jump.
///
/// `steps` of semi-implicit Euler of `timestep` [s]: the velocity first, then the position with it.
#[differentiable]
pub fn clearance<T: Scalar>(jump: &Jump<T>, height: T, timestep: T, steps: usize) -> T {
    let mut x = T::ZERO;
    let mut v = T::ZERO;
    let mut deepest = T::ZERO;
    for _ in 0..steps {
        v += timestep * jump.acceleration(x, v);
        x += timestep * v;
        deepest = deepest.max(x);
    }
    height - deepest
}
