//! What a replay does not take.

/// Why something was not taken into a replay, which stays as it was before.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ReplayError {
    /// The time between two frames is no time.
    #[error("the time between frames is {0} s; it has to be finite and above zero")]
    Timestep(f64),

    /// A body that earlier frames do not know.
    #[error("body `{body}` comes after {frames} frames; bodies are added before the first frame")]
    LateBody {
        /// Its name.
        body: String,
        /// How many frames there are.
        frames: usize,
    },

    /// A body of another replay.
    #[error("there is no body {index}: this replay has {bodies}")]
    NoBody {
        /// Its index.
        index: usize,
        /// How many bodies there are.
        bodies: usize,
    },

    /// A frame with too few poses, or too many.
    #[error("frame {frame} has {poses} poses for {bodies} bodies")]
    Count {
        /// Which frame of its take, from 0.
        frame: usize,
        /// How many poses it has.
        poses: usize,
        /// How many bodies there are.
        bodies: usize,
    },

    /// A pose that cannot be drawn.
    #[error("frame {frame}, body `{body}`: {reason}")]
    Pose {
        /// Which frame of its take, from 0.
        frame: usize,
        /// The name of the body.
        body: String,
        /// What is wrong.
        reason: BadPose,
    },

    /// A shape, plane or marker that cannot be drawn.
    #[error("{noun}: {what} is {value}; it has to be finite{also}")]
    Number {
        /// Of what kind of thing.
        noun: &'static str,
        /// Which of its numbers.
        what: &'static str,
        /// The number.
        value: f64,
        /// What else it has to be, with a leading comma.
        also: &'static str,
    },

    /// The pose of a shape in its body cannot be drawn.
    #[error("a shape's pose in its body: {0}")]
    Offset(BadPose),

    /// A number of a chart that cannot be drawn.
    #[error("chart `{chart}`, `{line}`: value {index} is {value}; it has to be finite as an f32")]
    Value {
        /// The title of the chart.
        chart: String,
        /// The name of the line, or of the axis.
        line: String,
        /// Which value.
        index: usize,
        /// The value.
        value: f64,
    },

    /// A line of a chart that does not belong to its axis.
    #[error("chart `{chart}`, `{line}`: {values} values for the {places} places of its axis")]
    Length {
        /// The title of the chart.
        chart: String,
        /// The name of the line.
        line: String,
        /// How many values it has.
        values: usize,
        /// How many the axis has.
        places: usize,
    },

    /// What a logarithmic axis has no place for.
    #[error("chart `{chart}`, `{line}`: value {index} is {value}, which a logarithmic axis cannot show")]
    Logarithm {
        /// The title of the chart.
        chart: String,
        /// The name of the line.
        line: String,
        /// Which value.
        index: usize,
        /// The value.
        value: f64,
    },
}

/// Why a pose cannot be drawn.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum BadPose {
    /// A coordinate.
    #[error("{} of its position is {value} m; it has to be finite as an f32", AXES[*axis])]
    Position {
        /// x, y or z.
        axis: usize,
        /// The coordinate.
        value: f64,
    },

    /// An entry of the rotation.
    #[error("row {row}, column {column} of its rotation is {value}")]
    Entry {
        /// From 0.
        row: usize,
        /// From 0.
        column: usize,
        /// The entry.
        value: f64,
    },

    /// The matrix does more than rotate.
    #[error(
        "its matrix is no rotation: R Rᵀ is off the identity by {error:.1e}, its determinant is {determinant:.3}"
    )]
    NotARotation {
        /// The greatest entry of R Rᵀ − 1.
        error: f64,
        /// Of R.
        determinant: f64,
    },
}

/// Names of the axes.
const AXES: [&str; 3] = ["x", "y", "z"];
