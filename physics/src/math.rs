//! Vectors, matrices, rotations and twists of any [`Real`](costate::Real) number.

pub mod bounds;
pub mod mat3;
pub mod rotation;
pub mod sym3;
pub mod twist;
pub mod vec3;

pub use mat3::Mat3;
pub use sym3::Sym3;
pub use twist::Twist;
pub use vec3::Vec3;
