//! What a robot feels of itself.
//!
//! | sensor | measures |
//! |---|---|
//! | [`relative`] | position, orientation and velocities of a body, as another one or the world sees it |
//! | [`joint`] | coordinates and rates of a joint |
//! | [`imu`] | specific force and angular velocity in a body's own axes |
//! | [`touch`] | the force of a contact |

pub mod imu;
pub mod joint;
pub mod relative;
pub mod touch;
