//! The integers of a model.

use costate::Diff;

/// The body that never moves.
pub const WORLD: usize = usize::MAX;

/// How two bodies are joined. The axes are the columns of the joint's frame on the parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Diff)]
pub enum JointKind {
    /// One point in common: three rows, free to turn about all axes.
    Ball,
    /// Four rows: turns about the parent's first axis and the child's second.
    Universal,
    /// Five rows: turns about the first axis.
    Hinge,
    /// Five rows: slides along the first axis.
    Slider,
    /// Six rows: a weld.
    Fixed,
}

impl JointKind {
    /// How many equations it is.
    pub const fn rows(self) -> usize {
        6 - self.freedom()
    }

    /// How many coordinates it leaves.
    pub const fn freedom(self) -> usize {
        match self {
            Self::Ball => 3,
            Self::Universal => 2,
            Self::Hinge | Self::Slider => 1,
            Self::Fixed => 0,
        }
    }

    /// The first of its free rows, of three along the axes and three about them.
    pub const fn first_free(self) -> usize {
        match self {
            Self::Slider => 0,
            _ => 3,
        }
    }
}

/// What acts on a joint's coordinates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Diff)]
pub enum Drive {
    /// Nothing: it has no control.
    None,
    /// A servo follows a position: the controls are angles \[rad\], or lengths \[m\].
    Servo,
    /// The controls are torques \[N m\], or forces \[N\].
    Torque,
}

/// A joint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Diff)]
#[diff(constant)]
pub struct Link {
    /// The body it hangs on, or [`WORLD`].
    pub parent: usize,
    /// The body that hangs on it: of one joint at most, which is a branch of a tree.
    pub child: usize,
    /// What it lets go.
    pub kind: JointKind,
    /// What drives it.
    pub drive: Drive,
    /// Its first control; it has one for each coordinate.
    pub control: usize,
    /// Whether its rows give way, by the frequency and damping ratio of [`JointParams`](super::JointParams).
    pub soft: bool,
    /// Whether its coordinates have limits.
    pub limited: bool,
}

impl Link {
    /// What stands where there is no joint.
    pub const NONE: Self = Self {
        parent: WORLD,
        child: WORLD,
        kind: JointKind::Fixed,
        drive: Drive::None,
        control: 0,
        soft: false,
        limited: false,
    };
}

/// The form of a collider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Diff)]
pub enum Shape {
    /// A ball of radius `size.x`.
    Sphere,
    /// A segment of half length `size.y` along its z axis, rounded by `size.x`.
    Capsule,
    /// A box of half edges `size`.
    Box,
    /// All below the plane z = 0 of its frame.
    Plane,
}

/// A collider on a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Diff)]
#[diff(constant)]
pub struct Geom {
    /// The body that it is a part of, or [`WORLD`].
    pub body: usize,
    /// Its form.
    pub shape: Shape,
}

impl Geom {
    /// What stands where there is no collider.
    pub const NONE: Self = Self { body: WORLD, shape: Shape::Sphere };
}

/// Two colliders that may touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Diff)]
#[diff(constant)]
pub struct Pair {
    /// One of them; the normal points from `b` to `a`.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// The first of its points of contact.
    pub first: usize,
    /// How many points of contact it may have.
    pub points: usize,
    /// Rows a point: 1 normal, 3 with friction, 4 with torsional friction.
    pub rows: usize,
}

impl Pair {
    /// What stands where there is no pair.
    pub const NONE: Self = Self { a: 0, b: 0, first: 0, points: 0, rows: 0 };
}

/// Which bodies are joined, which colliders may touch, and how a step is solved.
///
/// A joint stands behind the joint that its parent hangs on, so that a loop from the first to the last goes from
/// the roots to the leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Diff)]
#[diff(constant)]
pub struct Topology<const B: usize, const J: usize, const G: usize, const C: usize> {
    /// Bodies in use.
    pub bodies: usize,
    /// Joints in use.
    pub joints: usize,
    /// Colliders in use.
    pub geoms: usize,
    /// Pairs in use.
    pub pairs: usize,
    /// Points of contact in use.
    pub contacts: usize,
    /// Controls: what a step is given.
    pub controls: usize,
    /// The joints, from the roots to the leaves.
    pub joint: [Link; J],
    /// The colliders.
    pub geom: [Geom; G],
    /// The pairs.
    pub pair: [Pair; C],
    /// How a step is solved.
    pub settings: Settings,
}

/// How a step is solved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Diff)]
#[diff(constant)]
pub struct Settings {
    /// The algorithm.
    pub method: Method,
    /// How its derivative is found.
    pub gradient: Gradient,
    /// Its sweeps over the rows that it iterates on.
    pub sweeps: usize,
    /// At most so many guesses of which drives are at their limits; of the direct solver.
    pub rounds: usize,
    /// The set that friction lies in.
    pub friction: Friction,
    /// When a bounce happens.
    pub impact: Impact,
}

impl Settings {
    /// The direct solver, a friction cone, bounces at time steps.
    pub const DEFAULT: Self = Self {
        method: Method::Direct,
        gradient: Gradient::Implicit,
        sweeps: 60,
        rounds: 100,
        friction: Friction::Cone,
        impact: Impact::Step,
    };
}

/// How the impulses of a step are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Diff)]
pub enum Method {
    /// The joints at once by elimination along their trees, the contacts by projected sweeps.
    Direct,
    /// Projected Gauss-Seidel over all rows, as in \[Degrave2019\].
    GaussSeidel,
    /// Projected Jacobi over all rows.
    Jacobi,
}

/// How a step is differentiated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Diff)]
pub enum Gradient {
    /// By the implicit function theorem at the solution.
    ///
    /// NaN where a step is not solved: where the [residual](crate::engine::residual()) is greater than 10⁻⁷ (in `f32`
    /// 5·10⁻³) of the direct solver, which leaves steps that have no solution, and 10⁻³ of those that sweep, which leave
    /// many where their sweeps are few.
    Implicit,
    /// Through every sweep of the solver; of the direct solver it is the same.
    Unrolled,
}

/// The set that a friction impulse lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Diff)]
pub enum Friction {
    /// Coulomb's: its length is at most μ times the normal impulse.
    Cone,
    /// Each of its two components is, as in \[Degrave2019\].
    Box,
}

/// When a bounce happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Diff)]
pub enum Impact {
    /// At the end of the step in which colliders have met.
    Step,
    /// At the time at which they meet, of bodies without joints. The push acts along the normal and at the point of the
    /// step's start: what slides past another by s \[m\] until they meet gains an angular momentum of s times the push.
    Time,
}
