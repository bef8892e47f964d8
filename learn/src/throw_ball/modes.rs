//! Slipping and rolling: the coordinates in which a throw is easy to correct.
//!
//! Contact impulses k change v by k and R ω_y by −k R²/I = −⁵⁄₂ k. So a horizontal motion is the
//! sum of two modes: *rolling* (v, R ω_y) = (1, 1) ρ, which no contact changes and which the ball
//! keeps for ever, and *slipping* (1, −⁵⁄₂) σ, which friction consumes. The same holds along y,
//! where R ω_x = −(ρ − ⁵⁄₂ σ). With v_z and R ω_z they make six velocities \[m/s\]:
//! u = (σ_x, σ_y, v_z, ρ_x, ρ_y, R ω_z).

/// m R² / I of a solid sphere.
const INERTIA_RATIO: f64 = 2.5;

/// The throw (v \[m/s\], ω \[rad/s\]) of the modes `u` \[m/s\] of a ball of this radius \[m\].
pub fn to_throw(u: [f64; 6], radius: f64) -> [f64; 6] {
    let [slip_x, slip_y, rise, roll_x, roll_y, twist] = u;
    let spin_x = -(roll_y - INERTIA_RATIO * slip_y);
    let spin_y = roll_x - INERTIA_RATIO * slip_x;
    [slip_x + roll_x, slip_y + roll_y, rise, spin_x / radius, spin_y / radius, twist / radius]
}

/// The modes \[m/s\] of a throw (v \[m/s\], ω \[rad/s\]) of a ball of this radius \[m\].
pub fn to_modes(throw: [f64; 6], radius: f64) -> [f64; 6] {
    let [v_x, v_y, v_z, spin_x, spin_y, spin_z] = throw;
    let slip_x = (v_x - radius * spin_y) / (1.0 + INERTIA_RATIO);
    let slip_y = (v_y + radius * spin_x) / (1.0 + INERTIA_RATIO);
    [slip_x, slip_y, v_z, v_x - slip_x, v_y - slip_y, radius * spin_z]
}
