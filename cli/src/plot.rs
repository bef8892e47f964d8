//! The pictures of a run, as SVG.

mod curve;
mod style;
mod trajectory;

pub use curve::curve;
pub use trajectory::trajectory;
