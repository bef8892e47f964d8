//! What a file says, in numbers of SI units.

use std::path::Path;
use std::sync::Arc;

use costate_physics::Vec3;
use costate_physics::math::Mat3;
use costate_physics::model::builder::{Form, Touch, Weight};
use costate_physics::model::topology::Settings;
use costate_physics::model::{JointKind, Pose, WorldParams};

use crate::error::ModelError;

/// The parent of what belongs to the world.
pub(crate) const WORLD: &str = "world";

/// A model by the names of its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Description {
    /// What the model is called.
    pub name: String,
    /// What acts on all bodies.
    pub world: WorldParams<f64>,
    /// Where that was said.
    pub origin: Origin,
    /// How a step is solved.
    pub solver: Settings,
    /// The bodies, in the order in which a model counts them.
    pub bodies: Vec<Body>,
    /// The joints; controls are counted in their order.
    pub joints: Vec<Joint>,
    /// The colliders.
    pub colliders: Vec<Collider>,
}

/// The file and the line where something was said. Two are always equal: it is not a part of what was said.
#[derive(Clone, Debug, Default)]
pub struct Origin(pub Option<(Arc<str>, usize)>);

impl PartialEq for Origin {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// A rigid body.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Its name.
    pub name: String,
    /// Where its frame stands in the world.
    pub pose: Pose,
    /// The velocity of its centre of mass at the start \[m/s\].
    pub velocity: Vec3<f64>,
    /// Its angular velocity at the start \[rad/s\].
    pub spin: Vec3<f64>,
    /// What it is made of.
    pub solids: Vec<Solid>,
    /// Where it was said.
    pub origin: Origin,
}

/// A part of a body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Solid {
    /// Its shape and size.
    pub form: Form,
    /// Where it stands in the body's frame.
    pub pose: Pose,
    /// How heavy it is.
    pub weight: Weight,
}

/// A joint.
#[derive(Clone, Debug, PartialEq)]
pub struct Joint {
    /// Its name.
    pub name: String,
    /// What it lets go.
    pub kind: JointKind,
    /// The body it hangs on, or `world`.
    pub parent: String,
    /// The body that hangs on it.
    pub child: String,
    /// Its point in the world \[m\].
    pub anchor: Vec3<f64>,
    /// Its axes in the world.
    pub axes: Axes,
    /// The ends of each coordinate's range \[rad\] or \[m\].
    pub range: Option<(Vec3<f64>, Vec3<f64>)>,
    /// Whether there are stops at both ends.
    pub stops: bool,
    /// Its spring.
    pub spring: Option<Spring>,
    /// Viscous friction \[N m s/rad\] or \[N s/m\].
    pub damping: f64,
    /// Inertia of the rotor \[kg m²\] or \[kg\].
    pub armature: f64,
    /// What drives it.
    pub drive: Drive,
    /// Frequency \[Hz\] and damping ratio of a soft joint.
    pub softness: Option<(f64, f64)>,
    /// Its coordinates at the start, seen from where the bodies stand \[rad\] or \[m\].
    pub start: Vec3<f64>,
    /// Where it was said.
    pub origin: Origin,
}

/// The axes of a joint, of length one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Axes {
    /// The world's.
    World,
    /// Of a hinge or a slider.
    One(Vec3<f64>),
    /// Of a universal joint: the parent's, then the child's.
    Two(Vec3<f64>, Vec3<f64>),
    /// Of a ball joint.
    Frame(Mat3<f64>),
}

/// A spring on a joint's coordinates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spring {
    /// \[N m/rad\] or \[N/m\].
    pub stiffness: f64,
    /// Where it rests \[rad\] or \[m\].
    pub rest: Vec3<f64>,
}

/// What drives a joint.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Drive {
    /// Nothing.
    None,
    /// Follows positions.
    Servo {
        /// Velocity an error \[1/s\].
        gain: f64,
        /// The largest torque \[N m\] or force \[N\].
        torque: f64,
        /// The largest velocity \[rad/s\] or \[m/s\].
        speed: f64,
    },
    /// Is given torques.
    Motor {
        /// The largest torque \[N m\] or force \[N\].
        torque: f64,
    },
}

/// A collider.
#[derive(Clone, Debug, PartialEq)]
pub struct Collider {
    /// Its name.
    pub name: String,
    /// The body that it is a part of, or `world`.
    pub body: String,
    /// Its shape and size.
    pub form: Form,
    /// Where it stands in the body's frame.
    pub pose: Pose,
    /// Coefficient of friction.
    pub friction: f64,
    /// Torsional friction \[m\].
    pub torsion: f64,
    /// Coefficient of restitution.
    pub restitution: f64,
    /// The names of the colliders that it may touch.
    pub touches: Vec<String>,
    /// The laws at its points of contact, if not those that the surfaces need.
    pub contact: Option<Touch>,
    /// Where it was said.
    pub origin: Origin,
}

impl Description {
    /// A world without bodies.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            world: WorldParams::DEFAULT,
            origin: Origin::default(),
            solver: Settings::DEFAULT,
            bodies: Vec::new(),
            joints: Vec::new(),
            colliders: Vec::new(),
        }
    }

    /// What a file says.
    ///
    /// # Errors
    /// The file cannot be read, or has mistakes.
    pub fn load(path: &Path) -> Result<Self, ModelError> {
        let file = path.display().to_string();
        let text = std::fs::read_to_string(path)
            .map_err(|source| ModelError::Read { file: file.clone(), source })?;
        Self::parse(&text, &file)
    }

    /// What a text says; `file` is what messages call it.
    ///
    /// # Errors
    /// All mistakes of the text.
    pub fn parse(text: &str, file: &str) -> Result<Self, ModelError> {
        crate::read::description(text, file)
    }

    /// The text of a file that says the same.
    pub fn write(&self) -> String {
        crate::write::description(self)
    }
}
