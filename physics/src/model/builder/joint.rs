//! Joints as people think of them: a point and axes in the world, at the start.

use super::BodyId;
use super::fault::Fault;
use crate::math::rotation::basis;
use crate::math::vec3::cross;
use crate::math::{Mat3, Vec3};
use crate::model::topology::{Drive, JointKind};
use crate::solver::problem::UNLIMITED;

/// Where the stops of an angle end \[rad\]: it is read off the bodies, and jumps after half a turn.
const HALF_TURN: f64 = 3.1;

/// A joint between two bodies; what is not said is free, passive and hard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Joint {
    pub(super) kind: JointKind,
    pub(super) parent: BodyId,
    pub(super) child: BodyId,
    pub(super) anchor: Vec3<f64>,
    pub(super) frame: Mat3<f64>,
    pub(super) lower: Vec3<f64>,
    pub(super) upper: Vec3<f64>,
    pub(super) limited: bool,
    pub(super) stiffness: f64,
    pub(super) rest: Vec3<f64>,
    pub(super) damping: f64,
    pub(super) armature: f64,
    pub(super) drive: Drive,
    pub(super) gain: f64,
    pub(super) max_torque: f64,
    pub(super) max_velocity: f64,
    pub(super) softness: Option<(f64, f64)>,
    pub(super) start: Vec3<f64>,
}

impl Joint {
    /// Three angles about a point \[m\]; its axes are the world's unless [`axes`](Self::axes) says something else.
    pub const fn ball(parent: BodyId, child: BodyId, anchor: Vec3<f64>) -> Self {
        Self::new(JointKind::Ball, parent, child, anchor, Mat3::IDENTITY)
    }

    /// Two angles about a point \[m\]: about `first`, which stays on the parent, then about `second`, on the child.
    pub fn universal(
        parent: BodyId,
        child: BodyId,
        anchor: Vec3<f64>,
        first: Vec3<f64>,
        second: Vec3<f64>,
    ) -> Self {
        let frame = Mat3 { x: first, y: second, z: cross(first, second) };
        Self::new(JointKind::Universal, parent, child, anchor, frame)
    }

    /// An angle about an axis of length one through a point \[m\].
    pub fn hinge(parent: BodyId, child: BodyId, anchor: Vec3<f64>, axis: Vec3<f64>) -> Self {
        Self::new(JointKind::Hinge, parent, child, anchor, along(axis))
    }

    /// A length along an axis of length one.
    pub fn slider(parent: BodyId, child: BodyId, anchor: Vec3<f64>, axis: Vec3<f64>) -> Self {
        Self::new(JointKind::Slider, parent, child, anchor, along(axis))
    }

    /// A weld at a point \[m\].
    pub const fn fixed(parent: BodyId, child: BodyId, anchor: Vec3<f64>) -> Self {
        Self::new(JointKind::Fixed, parent, child, anchor, Mat3::IDENTITY)
    }

    const fn new(
        kind: JointKind,
        parent: BodyId,
        child: BodyId,
        anchor: Vec3<f64>,
        frame: Mat3<f64>,
    ) -> Self {
        let far = Vec3 { x: UNLIMITED, y: UNLIMITED, z: UNLIMITED };
        Self {
            kind,
            parent,
            child,
            anchor,
            frame,
            lower: Vec3 { x: -UNLIMITED, y: -UNLIMITED, z: -UNLIMITED },
            upper: far,
            limited: false,
            stiffness: 0.0,
            rest: Vec3::ZERO,
            damping: 0.0,
            armature: 0.0,
            drive: Drive::None,
            gain: 0.0,
            max_torque: 0.0,
            max_velocity: 0.0,
            softness: None,
            start: Vec3::ZERO,
        }
    }

    /// Its axes in the world at the start.
    pub const fn axes(mut self, frame: Mat3<f64>) -> Self {
        self.frame = frame;
        self
    }

    /// What a servo may be told, of every coordinate alike \[rad\] or \[m\]; an end may be infinite.
    pub const fn range(self, lower: f64, upper: f64) -> Self {
        let low = Vec3 { x: lower, y: lower, z: lower };
        self.ranges(low, Vec3 { x: upper, y: upper, z: upper })
    }

    /// What a servo may be told, of each coordinate \[rad\] or \[m\]; an end may be infinite.
    pub const fn ranges(mut self, lower: Vec3<f64>, upper: Vec3<f64>) -> Self {
        self.lower = ends(lower);
        self.upper = ends(upper);
        self
    }

    /// There are stops at both ends of the range; those of an angle lie within half a turn.
    pub const fn stops(mut self) -> Self {
        self.limited = true;
        self
    }

    /// A spring with a stiffness \[N m/rad\] or \[N/m\] that rests at these coordinates.
    pub const fn spring(mut self, stiffness: f64, rest: Vec3<f64>) -> Self {
        self.stiffness = stiffness;
        self.rest = rest;
        self
    }

    /// Viscous friction \[N m s/rad\] or \[N s/m\].
    pub const fn damping(mut self, damping: f64) -> Self {
        self.damping = damping;
        self
    }

    /// The inertia of a rotor \[kg m²\] or \[kg\].
    pub const fn armature(mut self, armature: f64) -> Self {
        self.armature = armature;
        self
    }

    /// Follows positions with a velocity of gain \[1/s\] times the error, up to a torque and a velocity, of which
    /// either may be [`f64::INFINITY`].
    pub const fn servo(mut self, gain: f64, max_torque: f64, max_velocity: f64) -> Self {
        self.drive = Drive::Servo;
        self.gain = gain;
        self.max_torque = limit(max_torque);
        self.max_velocity = limit(max_velocity);
        self
    }

    /// Is given torques up to a largest one \[N m\], or forces \[N\]; it may be [`f64::INFINITY`].
    pub const fn motor(mut self, max_torque: f64) -> Self {
        self.drive = Drive::Torque;
        self.max_torque = limit(max_torque);
        self
    }

    /// Gives way: errors swing with a frequency \[Hz\], damped by a ratio of which 1 is critical.
    pub const fn soft(mut self, frequency: f64, damping_ratio: f64) -> Self {
        self.softness = Some((frequency, damping_ratio));
        self
    }

    /// Starts at these coordinates instead of where the bodies were put: what hangs on it moves along.
    pub const fn starts(mut self, coordinates: Vec3<f64>) -> Self {
        self.start = coordinates;
        self
    }

    /// That its numbers are in range.
    pub(super) fn check(&self) -> Result<(), Fault> {
        Fault::unless_vector("the anchor", self.anchor)?;
        Fault::unless_rotation("the axes", self.frame)?;
        Fault::unless_vector("the rest of the spring", self.rest)?;
        Fault::unless_vector("the start", self.start)?;
        let numbers = [
            ("the stiffness", self.stiffness),
            ("the damping", self.damping),
            ("the armature", self.armature),
            ("the gain", self.gain),
            ("the largest torque", self.max_torque),
            ("the largest velocity", self.max_velocity),
        ];
        numbers.into_iter().try_for_each(|(what, x)| Fault::if_negative(what, x))?;
        if let Some((frequency, ratio)) = self.softness {
            Fault::unless_positive("the frequency", frequency)?;
            Fault::if_negative("the damping ratio", ratio)?;
        }
        self.check_range()
    }

    /// That the coordinates it has can be, and start, within their range.
    fn check_range(&self) -> Result<(), Fault> {
        let three = |v: Vec3<f64>| [v.x, v.y, v.z];
        let (lower, upper, start) = (three(self.lower), three(self.upper), three(self.start));
        for d in 0..self.kind.freedom() {
            Fault::unless_finite("the range", &[lower[d], upper[d]])?;
            if lower[d] > upper[d] {
                return Err(Fault::EmptyRange(lower[d], upper[d]));
            }
            let unlimited = lower[d] <= -UNLIMITED && upper[d] >= UNLIMITED;
            if self.limited && self.kind != JointKind::Slider && !unlimited {
                Fault::if_outside("a stop", lower[d], -HALF_TURN, HALF_TURN)?;
                Fault::if_outside("a stop", upper[d], -HALF_TURN, HALF_TURN)?;
            }
            if self.limited && !(lower[d] <= start[d] && start[d] <= upper[d]) {
                return Err(Fault::StartsOutside(start[d], lower[d], upper[d]));
            }
        }
        Ok(())
    }
}

/// No limit is a number that nothing reaches, since kernels do not compute with infinities.
const fn limit(x: f64) -> f64 {
    if x.is_infinite() { UNLIMITED * x.signum() } else { x }
}

const fn ends(v: Vec3<f64>) -> Vec3<f64> {
    Vec3 { x: limit(v.x), y: limit(v.y), z: limit(v.z) }
}

/// Right-handed axes of which the first is given.
fn along(axis: Vec3<f64>) -> Mat3<f64> {
    let (y, z) = basis(axis);
    Mat3 { x: axis, y, z }
}
