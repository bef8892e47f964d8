//! The words of the file that stand for one of a few things.

use costate_physics::model::JointKind;
use costate_physics::model::builder::Touch;
use costate_physics::model::topology::{Friction, Gradient, Impact, Method};

/// Words for methods.
pub const METHODS: [(&str, Method); 3] =
    [("direct", Method::Direct), ("gauss-seidel", Method::GaussSeidel), ("jacobi", Method::Jacobi)];

/// Words for the sets of friction.
pub const FRICTIONS: [(&str, Friction); 2] = [("cone", Friction::Cone), ("box", Friction::Box)];

/// Words for the times of bounces.
pub const IMPACTS: [(&str, Impact); 2] = [("step", Impact::Step), ("time", Impact::Time)];

/// Words for the ways to a step's derivative.
pub const GRADIENTS: [(&str, Gradient); 2] =
    [("implicit", Gradient::Implicit), ("unrolled", Gradient::Unrolled)];

/// Words for the laws of contact.
pub const TOUCHES: [(&str, Touch); 3] =
    [("smooth", Touch::Smooth), ("rough", Touch::Rough), ("twisting", Touch::Twisting)];

/// Words for the kinds of joints.
pub const KINDS: [(&str, JointKind); 5] = [
    ("ball", JointKind::Ball),
    ("universal", JointKind::Universal),
    ("hinge", JointKind::Hinge),
    ("slider", JointKind::Slider),
    ("fixed", JointKind::Fixed),
];

/// What others call these kinds.
pub const KINDS_ELSEWHERE: [(&str, &str); 17] = [
    ("revolute", "hinge"),
    ("rotary", "hinge"),
    ("rotational", "hinge"),
    ("continuous", "hinge"),
    ("pin", "hinge"),
    ("prismatic", "slider"),
    ("linear", "slider"),
    ("translational", "slider"),
    ("spherical", "ball"),
    ("socket", "ball"),
    ("ball-and-socket", "ball"),
    ("cardan", "universal"),
    ("hooke", "universal"),
    ("weld", "fixed"),
    ("welded", "fixed"),
    ("rigid", "fixed"),
    ("static", "fixed"),
];

/// What others call the joint of a body that has none.
pub const FREE: [&str; 4] = ["free", "floating", "freejoint", "6dof"];

/// The largest torque where none is said \[N m\].
pub const UNLIMITED: f64 = costate_physics::solver::problem::UNLIMITED;

#[cfg(test)]
mod tests {
    use super::{KINDS, KINDS_ELSEWHERE};

    #[test]
    fn what_others_call_a_kind_leads_to_one() {
        for (theirs, ours) in KINDS_ELSEWHERE {
            assert!(KINDS.iter().any(|(name, _)| *name == ours), "{theirs} is to be {ours}");
            assert!(!KINDS.iter().any(|(name, _)| *name == theirs), "{theirs} is a word of this file");
        }
    }
}
