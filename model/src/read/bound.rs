//! How large a number may be.

/// The numbers that a quantity can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Any.
    Finite,
    /// Above zero.
    Positive,
    /// Zero or above.
    NotNegative,
    /// From 0 to 1.
    Part,
    /// Any, or infinite: the end of a range.
    End,
    /// Zero or above, or infinite: what a drive can do.
    Limit,
}

impl Bound {
    /// The number if it is one of these; else what is wrong.
    pub fn check(self, x: f64) -> Result<f64, String> {
        let infinite = matches!(self, Self::End | Self::Limit) && x.is_infinite();
        if !x.is_finite() && !infinite {
            return Err(format!("is {}, but must be a finite number", shown(x)));
        }
        let (holds, must) = match self {
            Self::Finite | Self::End => (true, ""),
            Self::Positive => (x > 0.0, "be positive"),
            Self::NotNegative | Self::Limit => (x >= 0.0, "not be negative"),
            Self::Part => ((0.0..=1.0).contains(&x), "lie between 0 and 1"),
        };
        if holds { Ok(x) } else { Err(format!("is {}, but must {must}", shown(x))) }
    }
}

/// As TOML writes it.
fn shown(x: f64) -> String {
    if x.is_nan() { "nan".to_owned() } else { x.to_string() }
}

#[cfg(test)]
mod tests {
    use super::Bound;

    #[test]
    fn ends_may_be_infinite_and_nothing_is_nan() {
        let all = [Bound::Finite, Bound::Positive, Bound::NotNegative, Bound::Part, Bound::End, Bound::Limit];
        let right = |x: f64| all.map(|bound| bound.check(x).is_ok());
        assert_eq!(right(0.5), [true; 6]);
        assert_eq!(right(0.0), [true, false, true, true, true, true]);
        assert_eq!(right(2.0), [true, true, true, false, true, true]);
        assert_eq!(right(-2.0), [true, false, false, false, true, false]);
        assert_eq!(right(f64::INFINITY), [false, false, false, false, true, true]);
        assert_eq!(right(f64::NEG_INFINITY), [false, false, false, false, true, false]);
        assert_eq!(right(f64::NAN), [false; 6]);
    }
}
