//! Models of rigid bodies as TOML files.
//!
//! A file names bodies, joints and colliders and measures them as people do: in the world, as it is at the start, in
//! SI units or in others that are named (`"45 deg"`). The guide's chapter on models tells every key.
//!
//! | noun | what it is |
//! |---|---|
//! | [`Description`] | what a file says, checked: read by [`Description::parse`], written by [`Description::write`] |
//! | [`Named`] | a model of fixed sizes with the names of its parts |
//! | [`EXAMPLES`] | models that come with this crate |
//! | [`Visitor`] | what is done with a model whose sizes only the file knows |
//! | [`ModelError`] | all mistakes of a file, each with its line and what would be right |
//! ```
//! let text = r#"
//! [body.bob]
//! at = [0, 0, 0.5]
//! solid = { sphere = "10 cm", mass = 2 }
//!
//! [joint.pivot]
//! kind = "hinge"
//! child = "bob"
//! at = [0, 0, 1.5]
//! axis = "y"
//! "#;
//! let pendulum = costate_model::Description::parse(text, "pendulum.toml")?;
//! let named = pendulum.build::<1, 1, 0, 0>()?;
//! assert_eq!(named.model.mass(), 2.0);
//! # Ok::<(), costate_model::ModelError>(())
//! ```

mod build;
mod description;
mod error;
mod examples;
mod named;
mod read;
mod suggest;
mod units;
mod visit;
mod write;

pub use description::{Axes, Body, Collider, Description, Drive, Joint, Origin, Solid, Spring};
pub use error::{Mistake, ModelError};
pub use examples::{EXAMPLES, Example};
pub use named::Named;
pub use visit::{SIZES, Visitor};

#[cfg(doctest)]
#[doc = include_str!("../../guide/src/models.md")]
mod guide {}

#[cfg(doctest)]
#[doc = include_str!("../../guide/src/train.md")]
mod guide_training {}
