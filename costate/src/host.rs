//! Items that only hosts have.

/// Expands to what it is given where costate's feature `std` is on, to nothing otherwise.
///
/// Generated code uses it instead of `cfg(feature)`, which would ask for the *user's* feature.
#[cfg(feature = "std")]
#[doc(hidden)]
#[macro_export]
macro_rules! host_items {
    ($($item:tt)*) => { $($item)* };
}

/// Expands to what it is given where costate's feature `std` is on, to nothing otherwise.
///
/// Generated code uses it instead of `cfg(feature)`, which would ask for the *user's* feature.
#[cfg(not(feature = "std"))]
#[doc(hidden)]
#[macro_export]
macro_rules! host_items {
    ($($item:tt)*) => {};
}

#[cfg(all(test, feature = "std"))]
mod tests {
    struct Ball;

    impl Ball {
        crate::host_items! {
            fn radius() -> f64 {
                1.0
            }
        }
    }

    crate::host_items! {
        use std::vec::Vec;
        fn radii() -> Vec<f64> {
            std::vec![Ball::radius()]
        }
    }

    #[test]
    fn items_stand_in_modules_and_in_impls() {
        assert_eq!(radii(), [1.0]);
    }
}
