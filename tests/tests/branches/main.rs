//! Branches: conditions, patterns, options and enums.

mod conditions;
mod enclosed;
mod enums;
mod lent_options;
mod mapped_options;
mod options;
mod patterns;
mod ranges;
mod rests;
mod texts;
mod variants;
