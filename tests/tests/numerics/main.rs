//! Numerics: ties, singular points, powers, what is not chosen, the ends of the range of numbers.
//! The table is in the guide's page of ties; here every row of it goes through `#[differentiable]`.

#[macro_use]
mod slope;

mod literals;
mod not_chosen;
mod powers;
mod range;
mod singular;
mod ties;
