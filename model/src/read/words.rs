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

/// The largest torque where none is said \[N m\].
pub const UNLIMITED: f64 = costate_physics::solver::problem::UNLIMITED;
