//! Implicit functions: `x*` with `r(x*, p) = 0`, and the linear systems that give its derivatives.
//!
//! [`#[implicit]`](macro@crate::implicit) differentiates the equation, not the iteration that solved it.
//! By the implicit function theorem, with `A = ∂r/∂x` at the solution,
//!
//! ```text
//! forward    A ẋ = −(∂r/∂p) ṗ
//! reverse    Aᵀ λ = x̄,    p̄ −= (∂r/∂p)ᵀ λ
//! ```
//!
//! One linear system, whatever the iteration did. Its matrix is only known by its products, which
//! the derivatives of `r` give: `v ↦ A v` forward, `v ↦ Aᵀ v` in reverse. A solver is a function
//! `fn(product: impl FnMut(&V) -> V, b: V) -> V`, where `V` is a [`Vector`], the type of `x`'s
//! derivatives; arguments after `b` are those that `#[implicit(solve = name(…))]` writes.
//!
//! | solver | for | numbers |
//! |---|---|---|
//! | [`dense`] | few unknowns, any matrix: the default | all, also lanes and dual numbers |
//! | [`neumann`] | a contraction `x = g(x)`, matrix-free | `f32`, `f64` |
//! | [`bicgstab`] | many unknowns, any matrix, matrix-free | `f32`, `f64` |
//!
//! On [`Dual`](crate::Dual) numbers the iteration need not carry tangents: what `#[implicit]` stands
//! on gives its solution the tangents that the equation says, by Newton steps in dual numbers.
//!
//! A singular system, and an iteration that does not converge, gives NaN: never a finite number
//! that means nothing. A cotangent that is exactly zero contributes exactly zero, also there.

mod dense;
mod iterative;
mod numbers;
mod vector;

pub use dense::dense;
pub use iterative::{bicgstab, neumann};
pub use numbers::Numbers;
pub use vector::Vector;
