//! What a model looks like in a replay.

use anyhow::{Context, Result};
use costate_physics::Vec3;
use costate_physics::math::vec3::norm;
use costate_physics::model::builder::{Form, Piece};
use costate_physics::model::{self, Shape};
use costate_view::{Body, Color, Plane, Pose, Replay};

/// Adds all pieces of a model to the replay of its `bodies`, of which each has a colour.
///
/// # Errors
/// Where a piece cannot be drawn.
pub fn add_pieces(replay: &mut Replay, bodies: &[Body], colors: &[Color], pieces: &[Piece]) -> Result<()> {
    for piece in pieces {
        match shape(&piece.form) {
            Some(shape) => {
                let shape = shape.at(placed(piece.pose));
                let drawn = match bodies.get(piece.body.0) {
                    Some(&body) => shape.on(body).color(colors[piece.body.0]),
                    None => shape,
                };
                replay.add_shape(drawn).context("cannot draw the model")?;
            }
            None => replay.add_plane(plane(piece.pose)).context("cannot draw the ground")?,
        }
    }
    Ok(())
}

/// Where a body is.
pub fn pose(body: &model::Body<f64>) -> Pose {
    placed(model::Pose { position: body.position, rotation: body.rotation })
}

/// How far a piece reaches from its body's centre of mass \[m\].
pub fn reach(piece: &Piece) -> f64 {
    let Vec3 { x, y, z } = piece.form.size;
    let own = match piece.form.shape {
        Shape::Sphere => x,
        Shape::Capsule => x + y,
        Shape::Box => (x * x + y * y + z * z).sqrt(),
        Shape::Plane => 0.0,
    };
    norm(piece.pose.position) + own
}

/// How low a piece of a body reaches \[m\].
pub fn lowest(piece: &Piece, body: &model::Body<f64>) -> f64 {
    let on = model::Pose { position: body.position, rotation: body.rotation };
    let model::Pose { position, rotation } = on.of(piece.pose);
    let Vec3 { x, y, z } = piece.form.size;
    position.z
        - match piece.form.shape {
            Shape::Sphere => x,
            Shape::Capsule => x + y * rotation.z.z.abs(),
            Shape::Box => x * rotation.x.z.abs() + y * rotation.y.z.abs() + z * rotation.z.z.abs(),
            Shape::Plane => 0.0,
        }
}

/// The form as the page draws it; nothing for planes.
fn shape(form: &Form) -> Option<costate_view::Shape> {
    let Vec3 { x, y, z } = form.size;
    match form.shape {
        Shape::Sphere => Some(costate_view::Shape::sphere(x)),
        Shape::Capsule => Some(costate_view::Shape::capsule(x, y)),
        Shape::Box => Some(costate_view::Shape::cuboid([x, y, z])),
        Shape::Plane => None,
    }
}

/// The plane z = 0 of a pose.
fn plane(pose: model::Pose) -> Plane {
    Plane::new(array(pose.position), array(pose.rotation.z))
}

/// The same pose, by the rows of its rotation.
fn placed(pose: model::Pose) -> Pose {
    let (x, y, z) = (pose.rotation.x, pose.rotation.y, pose.rotation.z);
    let rotation = [[x.x, y.x, z.x], [x.y, y.y, z.y], [x.z, y.z, z.z]];
    Pose { position: array(pose.position), rotation }
}

fn array(v: Vec3<f64>) -> [f64; 3] {
    [v.x, v.y, v.z]
}
