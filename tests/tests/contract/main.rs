//! What `#[differentiable]` and `#[derive(Diff)]` promise, sentence by sentence.

mod case;
mod derive;
mod explain;
mod sentences;
