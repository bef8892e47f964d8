//! The derivative of each primitive.
//!
//! Every rule is a linear map of a direction `d` by the primitive's slope, `d ↦ f′(x) · d`. A
//! scalar map is its own transpose, so the same function carries a tangent forward and a cotangent
//! backward. `x` is the argument (`a`, `b` the two of a binary primitive), `y` the primitive's
//! value there. Binary primitives have one rule an argument: `atan2_0` for the first, `atan2_1`
//! for the second.
//!
//! **Ties** follow the definitions `max(a, b) = select(a > b, a, b)` and
//! `min(a, b) = select(a < b, a, b)`: a tie goes to `b`. The slope of `abs` at 0 is 0, and so is
//! that of `hypot` at (0, 0). Rounding and signs have slope 0.
//!
//! **Zero stays zero**: a `d` that is exactly zero gives exactly zero, at a singular point (`√0`,
//! `ln 0`), outside the domain, and where the argument is itself infinite or not a number
//! (`sin √x`). So a value that is computed and not chosen cannot leak a NaN. The choice is a
//! select, not a branch.

mod arithmetic;
mod exponential;
mod hyperbolic;
mod order;
mod power;
mod trigonometric;

pub use arithmetic::{div_0, div_1, product, recip};
pub use exponential::{exp, exp_m1, ln, ln_1p, log2, log10};
pub use hyperbolic::{cosh, sinh, tanh};
pub use order::{
    abs, ceil, clamp_0, clamp_1, clamp_2, floor, max_0, max_1, min_0, min_1, round, signum, trunc,
};
pub use power::{cbrt, hypot_0, hypot_1, powf_0, powf_1, powi, sqrt};
pub use trigonometric::{
    acos, asin, atan, atan2_0, atan2_1, cos, cos_with, sin, sin_cos_rev, sin_cos_tan, sin_with, tan,
};

#[cfg(test)]
mod tests;
