//! Numbers on their way into a page: checked, and written as text.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::error::ReplayError;

/// Checks a number of a thing: that an `f32` has it, and that it is `right`.
///
/// # Errors
/// [`ReplayError::Number`], which says what it has to be.
pub fn require(
    noun: &'static str,
    what: &'static str,
    value: f64,
    right: bool,
    also: &'static str,
) -> Result<(), ReplayError> {
    match right && (value as f32).is_finite() {
        true => Ok(()),
        false => Err(ReplayError::Number { noun, what, value, also }),
    }
}

/// Checks the coordinates of a point.
///
/// # Errors
/// [`ReplayError::Number`] with the first that is not finite.
pub fn require_point(noun: &'static str, point: [f64; 3]) -> Result<(), ReplayError> {
    for (value, what) in point.into_iter().zip(["x", "y", "z"]) {
        require(noun, what, value, true, "")?;
    }
    Ok(())
}

/// Little-endian words in base64.
pub fn base64(words: &[f32]) -> String {
    let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_little_endian() {
        assert_eq!(base64(&[1.0]), "AACAPw==");
        assert_eq!(base64(&[]), "");
    }

    #[test]
    fn what_an_f32_has_not_is_refused() {
        assert_eq!(require_point("marker", [1.0, 2.0, 3.0]), Ok(()));
        let error = require_point("marker", [1.0, 1e300, 3.0]).unwrap_err();
        assert!(error.to_string().starts_with("marker: y is 1"), "{error}");
    }
}
