//! Calls: functions, methods, traits; where their derivatives are found.

mod belongs;
mod calls;
mod closures;
mod companions;
mod kept;
mod lasting;
mod methods;
mod names;
mod own_names;
mod questions;
mod receivers;
mod recomputed;
mod traits;
