//! Derivatives as vectors of numbers.

use crate::{Real, Tangent};

/// A derivative that is a fixed number of [`Real`]s of one type: what linear systems are solved in.
///
/// Real numbers, arrays and tuples are vectors; `#[derive(Diff)] #[diff(vector)]` makes the tangent
/// of a struct one. Nothing is on the heap: [`Each`](Vector::Each) has the shape of the vector with
/// something else in place of each number, so a matrix is `V::Each<V>`, a row a number.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a vector of real numbers",
    label = "not a vector of real numbers",
    note = "the solution of an implicit equation is a real number, an array or a tuple of those, or a struct with `#[derive(Diff)] #[diff(vector)]`; so is what a rule with `gradient` takes"
)]
pub trait Vector: Tangent {
    /// The type of its numbers.
    type Number: Real;

    /// One `Y` for each of its numbers.
    type Each<Y: Copy>: Copy;

    /// How many numbers it has.
    const LEN: usize;

    /// Number `i`. Panics where `i >= Self::LEN`.
    fn number(&self, i: usize) -> Self::Number;

    /// Replaces number `i`. Panics where `i >= Self::LEN`.
    fn set_number(&mut self, i: usize, x: Self::Number);

    /// `y` for each of its numbers.
    fn each<Y: Copy>(y: Y) -> Self::Each<Y>;

    /// The `Y` of number `i`. Panics where `i >= Self::LEN`.
    fn of<Y: Copy>(all: &Self::Each<Y>, i: usize) -> &Y;

    /// The `Y` of number `i`, to write. Panics where `i >= Self::LEN`.
    fn of_mut<Y: Copy>(all: &mut Self::Each<Y>, i: usize) -> &mut Y;
}

/// A number is a vector of one.
impl<T: Real> Vector for T {
    type Number = T;
    type Each<Y: Copy> = Y;
    const LEN: usize = 1;

    #[inline(always)]
    fn number(&self, _: usize) -> T {
        *self
    }
    #[inline(always)]
    fn set_number(&mut self, _: usize, x: T) {
        *self = x;
    }
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
    type Number = V::Number;
    type Each<Y: Copy> = [V::Each<Y>; N];
    const LEN: usize = N * V::LEN;

    #[inline(always)]
    fn number(&self, i: usize) -> V::Number {
        self[i / V::LEN].number(i % V::LEN)
    }
    #[inline(always)]
    fn set_number(&mut self, i: usize, x: V::Number) {
        self[i / V::LEN].set_number(i % V::LEN, x);
    }
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

/// Where in a chain of parts number `i` lies: in the part, or behind it.
macro_rules! walk {
    ($i:ident; $($part:ty => $found:expr),+) => {{
        let mut rest = $i;
        $(
            if rest < <$part>::LEN {
                let $i = rest;
                return $found;
            }
            rest -= <$part>::LEN;
        )+
        let _ = rest;
        crate::rt::beyond($i)
    }};
}

macro_rules! tuple {
    ($($name:ident $index:tt),+) => {
        /// The numbers of the parts, one part after the other.
        impl<Z: Real, $($name: Vector<Number = Z>),+> Vector for ($($name,)+) {
            type Number = Z;
            type Each<Y: Copy> = ($($name::Each<Y>,)+);
            const LEN: usize = 0 $(+ $name::LEN)+;

            #[inline(always)]
            fn number(&self, i: usize) -> Z {
                walk!(i; $($name => self.$index.number(i)),+)
            }
            #[inline(always)]
            fn set_number(&mut self, i: usize, x: Z) {
                walk!(i; $($name => self.$index.set_number(i, x)),+)
            }
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
    use crate::Zero;

    type Mixed = ([[f64; 2]; 2], f64, (f64, [f64; 3]));

    #[test]
    fn numbers_are_counted_part_by_part() {
        assert_eq!(Mixed::LEN, 9);
        let mut v = Mixed::zero();
        for i in 0..Mixed::LEN {
            v.set_number(i, i as f64);
        }
        assert_eq!(v, ([[0.0, 1.0], [2.0, 3.0]], 4.0, (5.0, [6.0, 7.0, 8.0])));
        assert!((0..Mixed::LEN).all(|i| v.number(i) == i as f64));
    }

    #[test]
    fn each_number_has_a_place() {
        let mut all = Mixed::each('a');
        *Mixed::of_mut(&mut all, 5) = 'b';
        assert_eq!(all, ([['a', 'a'], ['a', 'a']], 'a', ('b', ['a', 'a', 'a'])));
        assert_eq!(*Mixed::of(&all, 5), 'b');
    }

    #[test]
    #[should_panic(expected = "number 9 is beyond the end")]
    fn there_is_no_number_beyond_the_end() {
        Mixed::zero().number(9);
    }
}
