//! Replays: one page of HTML that shows bodies move.
//!
//! A [`Replay`] is what happened: bodies with their shapes, and a pose of each in every frame. [`Replay::html`] writes
//! it as one file that any browser shows, from a disk and without a network: the data, a small renderer for WebGL2, and
//! the controls to play, scrub, orbit and follow.
//!
//! | noun | what it is |
//! |---|---|
//! | [`Replay`] | the run; [`Body`] names one of its bodies |
//! | [`Pose`] | where a body is: position \[m\] and rotation |
//! | [`Shape`], [`Plane`], [`Marker`] | what is drawn: parts of bodies, the ground, goals |
//! | [`Chart`] | curves beside the picture, over time or over anything else |
//! | [`Color`] | what it is drawn in |
//! | [`ReplayError`] | what a replay does not take |
//!
//! Lengths are in metres, times in seconds, z is up.
//!
//! ```
//! use costate_view::{Plane, Pose, Replay, Shape};
//!
//! let mut replay = Replay::new("A ball falls", 0.01)?;
//! replay.add_plane(Plane::ground(0.0))?;
//! let ball = replay.add_body("ball")?;
//! replay.add_shape(Shape::sphere(0.1).on(ball))?;
//! for k in 0..40 {
//!     let time = 0.01 * f64::from(k);
//!     replay.push_frame(&[Pose::at([0.0, 0.0, 1.0 - 4.905 * time * time])])?;
//! }
//! let page = replay.html();
//! # assert!(page.starts_with("<!doctype html>"));
//! # Ok::<(), costate_view::ReplayError>(())
//! ```

mod chart;
mod color;
mod error;
mod marker;
mod numbers;
mod page;
mod plane;
mod pose;
mod quaternion;
mod replay;
mod shape;

pub use chart::Chart;
pub use color::Color;
pub use error::{BadPose, ReplayError};
pub use marker::Marker;
pub use plane::Plane;
pub use pose::Pose;
pub use replay::{Body, Replay};
pub use shape::Shape;
