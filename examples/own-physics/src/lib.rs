//! A bungee jump: a body falls, a cord catches it.
//!
//! The cord is slack until the jumper has fallen its length; from there on it pulls like a spring
//! with losses. The air brakes with the square of the speed. [`clearance()`] is how far above the
//! river the jumper turns round; `clearance::grad` is what every property of the jump does to that.

use costate::{Diff, Scalar, differentiable};

/// Time step h, in s.
pub const TIMESTEP: f64 = 0.01;

/// Time steps of a jump: 5 s, well beyond its lowest point.
pub const STEPS: usize = 500;

// ANCHOR: jump
/// A jumper on a cord: what stays the same during a jump.
#[derive(Clone, Copy, Debug, Diff)]
#[diff(tangent = Self)]
pub struct Jump<T> {
    /// Mass m of the jumper, in kg.
    pub mass: T,
    /// Length L of the slack cord, in m.
    pub length: T,
    /// Stiffness k of the taut cord, in N/m.
    pub stiffness: T,
    /// Losses c in the taut cord, in N·s/m².
    pub damping: T,
    /// Drag D = ½ ρ c_d A of the jumper, in kg/m.
    pub drag: T,
}

#[differentiable]
impl<T: Scalar> Jump<T> {
    /// Acceleration in m/s², `x` metres below the bridge, falling at `v` in m/s.
    ///
    /// m a = m g − D v |v| − s (k + c v), where s = x − L is the stretch of a taut cord
    /// (Hunt and Crossley 1975, doi:10.1115/1.3423596: no jump of the force as the cord tightens)
    pub fn acceleration(&self, x: T, v: T) -> T {
        let mut force = 9.81 * self.mass - self.drag * v * v.abs();
        let stretch = x - self.length;
        if stretch > 0.0 {
            let tension = stretch * (self.stiffness + self.damping * v);
            // a cord pulls, it does not push
            force -= tension.max(0.0);
        }
        force / self.mass
    }
}
// ANCHOR_END: jump

// ANCHOR: clearance
/// Distance in m from the lowest point of a jump to the river, `height` metres below the bridge.
#[differentiable]
pub fn clearance<T: Scalar>(jump: &Jump<T>, height: T) -> T {
    let h = T::from_f64(TIMESTEP);
    let mut x = T::ZERO;
    let mut v = T::ZERO;
    let mut deepest = T::ZERO;
    for _ in 0..STEPS {
        // velocity first, then position with the new velocity
        v += h * jump.acceleration(x, v);
        x += h * v;
        deepest = deepest.max(x);
    }
    height - deepest
}
// ANCHOR_END: clearance
