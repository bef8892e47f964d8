//! What happened: bodies, shapes, and where they were.

use serde::Serialize;

use crate::chart::{Chart, Curves};
use crate::error::ReplayError;
use crate::marker::Marker;
use crate::page;
use crate::plane::Plane;
use crate::pose::Pose;
use crate::shape::{Part, Shape};

/// A run of bodies, ready to be written as a page.
///
/// Whatever is refused leaves it as it was: a run that ends in a NaN can be shown up to the frame before.
#[derive(Debug)]
pub struct Replay {
    header: Header,
    /// Position and quaternion \[frame × body × 7\], the takes one after another.
    words: Vec<f32>,
}

/// All but the frames, as the page reads it.
#[derive(Debug, Serialize)]
pub(crate) struct Header {
    name: String,
    note: String,
    /// Time between frames \[s\].
    timestep: f64,
    /// Their names.
    bodies: Vec<String>,
    shapes: Vec<Part>,
    planes: Vec<Plane>,
    markers: Vec<Marker>,
    /// Bodies that leave one.
    trails: Vec<usize>,
    /// The body that the camera follows.
    follow: Option<usize>,
    takes: Vec<Take>,
    charts: Vec<Curves>,
}

/// One run of the same bodies.
#[derive(Debug, Serialize)]
struct Take {
    name: String,
    frames: usize,
}

/// A body of a [`Replay`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Body(usize);

impl Body {
    /// Which body it is, from 0: the place of its pose in a frame.
    pub const fn index(self) -> usize {
        self.0
    }

    /// Its index, in a replay of so many `bodies`.
    pub(crate) fn within(self, bodies: usize) -> Result<usize, ReplayError> {
        match self.0 < bodies {
            true => Ok(self.0),
            false => Err(ReplayError::NoBody { index: self.0, bodies }),
        }
    }
}

impl Replay {
    /// A replay without bodies, with a frame every `timestep` \[s\].
    ///
    /// # Errors
    /// Where that is no time.
    pub fn new(name: impl Into<String>, timestep: f64) -> Result<Self, ReplayError> {
        if !(timestep.is_finite() && timestep > 0.0) {
            return Err(ReplayError::Timestep(timestep));
        }
        let header = Header {
            name: name.into(),
            note: String::new(),
            timestep,
            bodies: Vec::new(),
            shapes: Vec::new(),
            planes: Vec::new(),
            markers: Vec::new(),
            trails: Vec::new(),
            follow: None,
            takes: vec![Take { name: String::new(), frames: 0 }],
            charts: Vec::new(),
        };
        Ok(Self { header, words: Vec::new() })
    }

    /// A second line under the name.
    pub fn set_note(&mut self, note: impl Into<String>) {
        self.header.note = note.into();
    }

    /// Adds a body; frames have its pose at [`Body::index`].
    ///
    /// # Errors
    /// Where there are frames without it.
    pub fn add_body(&mut self, name: impl Into<String>) -> Result<Body, ReplayError> {
        let frames = self.frames();
        match frames {
            0 => self.header.bodies.push(name.into()),
            _ => return Err(ReplayError::LateBody { body: name.into(), frames }),
        }
        Ok(Body(self.header.bodies.len() - 1))
    }

    /// Adds a part of a body or, where it is on none, of the world.
    ///
    /// # Errors
    /// Where a length is not above zero, or its pose or its body is none.
    pub fn add_shape(&mut self, shape: Shape) -> Result<(), ReplayError> {
        self.header.shapes.push(shape.part(self.header.bodies.len())?);
        Ok(())
    }

    /// Adds a plane.
    ///
    /// # Errors
    /// Where its point or its normal is none.
    pub fn add_plane(&mut self, plane: Plane) -> Result<(), ReplayError> {
        self.header.planes.push(plane.checked()?);
        Ok(())
    }

    /// Adds a marker.
    ///
    /// # Errors
    /// Where its place is none.
    pub fn add_marker(&mut self, marker: Marker) -> Result<(), ReplayError> {
        self.header.markers.push(marker.checked()?);
        Ok(())
    }

    /// Adds a chart; one over time belongs to the take that is being recorded.
    ///
    /// # Errors
    /// Where a value is not finite, a line does not fit its axis, or a logarithmic axis has no place for a value.
    pub fn add_chart(&mut self, chart: Chart) -> Result<(), ReplayError> {
        self.header.charts.push(chart.curves(self.header.takes.len() - 1)?);
        Ok(())
    }

    /// Draws the path of `body`.
    ///
    /// # Errors
    /// Where there is no such body.
    pub fn add_trail(&mut self, body: Body) -> Result<(), ReplayError> {
        let index = body.within(self.header.bodies.len())?;
        self.header.trails.push(index);
        Ok(())
    }

    /// Has the camera follow `body`, until the viewer lets go; by default all of the run is in the picture.
    ///
    /// # Errors
    /// Where there is no such body.
    pub fn follow(&mut self, body: Body) -> Result<(), ReplayError> {
        self.header.follow = Some(body.within(self.header.bodies.len())?);
        Ok(())
    }

    /// Begins a run of the same bodies, such as that of another update; the frames that follow belong to it. Without a
    /// call all frames are of one take that has no name.
    pub fn begin_take(&mut self, name: impl Into<String>) {
        let unused = |take: &Take| take.name.is_empty() && take.frames == 0;
        if self.header.takes.len() == 1 && self.header.takes.iter().all(unused) {
            self.header.takes.clear();
        }
        self.header.takes.push(Take { name: name.into(), frames: 0 });
    }

    /// Adds a frame: where each body is, `timestep` after the frame before.
    ///
    /// # Errors
    /// Where a pose is missing or cannot be drawn; the error names the frame and the body.
    pub fn push_frame(&mut self, poses: &[Pose]) -> Result<(), ReplayError> {
        let words = self.frame(poses)?;
        self.words.extend(words);
        if let Some(take) = self.header.takes.last_mut() {
            take.frames += 1;
        }
        Ok(())
    }

    /// The words of a frame.
    fn frame(&self, poses: &[Pose]) -> Result<Vec<f32>, ReplayError> {
        let (bodies, frame) = (&self.header.bodies, self.header.takes.last().map_or(0, |take| take.frames));
        if poses.len() != bodies.len() {
            return Err(ReplayError::Count { frame, poses: poses.len(), bodies: bodies.len() });
        }
        let mut words = Vec::with_capacity(7 * poses.len());
        for (pose, body) in poses.iter().zip(bodies) {
            let refused = |reason| ReplayError::Pose { frame, body: body.clone(), reason };
            words.extend(pose.words().map_err(refused)?);
        }
        Ok(words)
    }

    /// How many frames there are, of all takes.
    pub fn frames(&self) -> usize {
        self.header.takes.iter().map(|take| take.frames).sum()
    }

    /// The page: one file that needs no other.
    pub fn html(&self) -> String {
        page::html(&self.header.name, &self.header, &self.words)
    }
}
