//! Derivatives as vectors of numbers.

use super::Numbers;
use super::numbers::walk;
use crate::{Real, Tangent};

/// A derivative that is a list of numbers: what linear systems are solved in.
///
/// The derivative of a real number, an array or a tuple is one; `#[derive(Diff)] #[diff(vector)]`
/// makes the tangent of a struct one. Nothing is on the heap: [`Each`](Vector::Each) has the shape of
/// the vector with something else in place of each number, so a matrix is `V::Each<V>`, a row a
/// number.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a vector of real numbers",
    label = "not a vector of real numbers",
    note = "the solution of an implicit equation is a real number, an array or a tuple of those, or a struct with `#[derive(Diff)] #[diff(vector)]`; so is what a rule with `gradient` takes"
)]
pub trait Vector: Tangent + Numbers {
    /// One `Y` for each of its numbers.
    type Each<Y: Copy>: Copy;

    /// `y` for each of its numbers.
    fn each<Y: Copy>(y: Y) -> Self::Each<Y>;

    /// The `Y` of number `i`. Panics where `i >= Self::LEN`.
    fn of<Y: Copy>(all: &Self::Each<Y>, i: usize) -> &Y;

    /// The `Y` of number `i`, to write. Panics where `i >= Self::LEN`.
    fn of_mut<Y: Copy>(all: &mut Self::Each<Y>, i: usize) -> &mut Y;
}

/// A number is a vector of one.
impl<T: Real> Vector for T {
    type Each<Y: Copy> = Y;

    #[inline(always)]
    fn each<Y: Copy>(y: Y) -> Y {
        y
    }
    #[inline(always)]
    fn of<Y: Copy>(all: &Y, _: usize) -> &Y {
        all
    }
    #[inline(always)]
    fn of_mut<Y: Copy>(all: &mut Y, _: usize) -> &mut Y {
        all
    }
}

/// The numbers of the elements, one element after the other.
impl<V: Vector, const N: usize> Vector for [V; N] {
    type Each<Y: Copy> = [V::Each<Y>; N];

    #[inline(always)]
    fn each<Y: Copy>(y: Y) -> Self::Each<Y> {
        [V::each(y); N]
    }
    #[inline(always)]
    fn of<Y: Copy>(all: &Self::Each<Y>, i: usize) -> &Y {
        V::of(&all[i / V::LEN], i % V::LEN)
    }
    #[inline(always)]
    fn of_mut<Y: Copy>(all: &mut Self::Each<Y>, i: usize) -> &mut Y {
        V::of_mut(&mut all[i / V::LEN], i % V::LEN)
    }
}

macro_rules! tuple {
    ($($name:ident $index:tt),+) => {
        /// The numbers of the parts, one part after the other.
        impl<Z: Real, $($name: Vector<Number = Z>),+> Vector for ($($name,)+) {
            type Each<Y: Copy> = ($($name::Each<Y>,)+);

            #[inline(always)]
            fn each<Y: Copy>(y: Y) -> Self::Each<Y> {
                ($($name::each(y),)+)
            }
            #[inline(always)]
            fn of<Y: Copy>(all: &Self::Each<Y>, i: usize) -> &Y {
                walk!(i; $($name => $name::of(&all.$index, i)),+)
            }
            #[inline(always)]
            fn of_mut<Y: Copy>(all: &mut Self::Each<Y>, i: usize) -> &mut Y {
                walk!(i; $($name => $name::of_mut(&mut all.$index, i)),+)
            }
        }
    };
}

tuple!(A 0);
tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);
tuple!(A 0, B 1, C 2, D 3, E 4);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);

#[cfg(test)]
mod tests {
    use super::Vector;

    type Mixed = ([[f64; 2]; 2], f64, (f64, [f64; 3]));

    #[test]
    fn each_number_has_a_place() {
        let mut all = Mixed::each('a');
        *Mixed::of_mut(&mut all, 5) = 'b';
        assert_eq!(all, ([['a', 'a'], ['a', 'a']], 'a', ('b', ['a', 'a', 'a'])));
        assert_eq!(*Mixed::of(&all, 5), 'b');
    }
}
