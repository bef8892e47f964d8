//! What can be wrong with a file.

use std::fmt;

use thiserror::Error;

/// Why there is no model.
#[derive(Debug, Error)]
pub enum ModelError {
    /// The file cannot be read.
    #[error("{file}: {source}")]
    Read {
        /// The file.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// What the file says is wrong.
    #[error("{}", lines(.0))]
    Wrong(Vec<Mistake>),
    /// The model is larger than all sizes that are compiled.
    #[error(
        "`{name}` has {used:?} bodies, joints, colliders and points of contact; the largest sizes are {largest:?}: \
         build it with sizes of its own"
    )]
    TooLarge {
        /// The model.
        name: String,
        /// What it needs.
        used: [usize; 4],
        /// What there is.
        largest: [usize; 4],
    },
    /// The model is larger than the sizes it was to be built with.
    #[error("`{name}` has {}: build it with {}, not with {}", counted(used), sizes(used), sizes(given))]
    Larger {
        /// The model.
        name: String,
        /// What it needs.
        used: [usize; 4],
        /// The sizes.
        given: [usize; 4],
    },
}

/// Something that is wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The file.
    pub file: String,
    /// The line, counted from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong, and what would be right.
    pub text: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.text),
            None => write!(f, "{}: {}", self.file, self.text),
        }
    }
}

/// "2 bodies, 1 joint, 0 colliders and 0 points of contact"
fn counted(used: &[usize; 4]) -> String {
    let nouns = [("body", "bodies"), ("joint", "joints"), ("collider", "colliders")];
    let mut parts = nouns.iter().zip(used).map(|(noun, &n)| many(n, noun)).collect::<Vec<_>>().join(", ");
    parts += &format!(" and {}", many(used[3], &("point of contact", "points of contact")));
    parts
}

fn many(n: usize, (one, several): &(&str, &str)) -> String {
    format!("{n} {}", if n == 1 { one } else { several })
}

/// As they are written behind `build`.
fn sizes([bodies, joints, colliders, points]: &[usize; 4]) -> String {
    format!("<{bodies}, {joints}, {colliders}, {points}>")
}

fn lines(mistakes: &[Mistake]) -> String {
    mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
