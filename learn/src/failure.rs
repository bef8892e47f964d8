//! How an optimisation can fail.

/// An optimiser that cannot go on. It still holds the last point at which all was finite.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Failure {
    /// A number that is infinite or not a number.
    #[error("diverged: {what} is {value} in update {update}")]
    Diverged {
        /// Which quantity.
        what: &'static str,
        /// Its value.
        value: f64,
        /// In which update; 0 is the start.
        update: usize,
    },

    /// No step lowers the loss, however short.
    #[error(
        "stalled: none of {trials} steps lowers the loss {loss:.3e} in update {update}, the shortest of norm {shortest:.1e}"
    )]
    Stalled {
        /// The loss that could not be lowered.
        loss: f64,
        /// In which update.
        update: usize,
        /// How many steps were tried.
        trials: usize,
        /// Length of the shortest.
        shortest: f64,
    },
}

/// Checks that every number of `values` is finite.
///
/// # Errors
/// [`Failure::Diverged`] with the first that is not.
pub fn finite(what: &'static str, values: &[f64], update: usize) -> Result<(), Failure> {
    match values.iter().find(|x| !x.is_finite()) {
        Some(&value) => Err(Failure::Diverged { what, value, update }),
        None => Ok(()),
    }
}
