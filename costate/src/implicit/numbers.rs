//! Values as lists of numbers.

use crate::Real;

/// A fixed number of [`Real`]s of one type: a real number, an array or a tuple of those, and a
/// struct with `#[derive(Diff)] #[diff(vector)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not made of real numbers",
    label = "not a list of real numbers",
    note = "the solution of an implicit equation is a real number, an array or a tuple of those, or a struct with `#[derive(Diff)] #[diff(vector)]`; so is what a rule with `gradient` takes"
)]
pub trait Numbers {
    /// The type of its numbers.
    type Number: Real;

    /// How many numbers it has.
    const LEN: usize;

    /// Number `i`. Panics where `i >= Self::LEN`.
    fn number(&self, i: usize) -> Self::Number;

    /// Replaces number `i`. Panics where `i >= Self::LEN`.
    fn set_number(&mut self, i: usize, x: Self::Number);
}

/// A number alone.
impl<T: Real> Numbers for T {
    type Number = T;
    const LEN: usize = 1;

    #[inline(always)]
    fn number(&self, _: usize) -> T {
        *self
    }
    #[inline(always)]
    fn set_number(&mut self, _: usize, x: T) {
        *self = x;
    }
}

/// The numbers of the elements, one element after the other.
impl<V: Numbers, const N: usize> Numbers for [V; N] {
    type Number = V::Number;
    const LEN: usize = N * V::LEN;

    #[inline(always)]
    fn number(&self, i: usize) -> V::Number {
        self[i / V::LEN].number(i % V::LEN)
    }
    #[inline(always)]
    fn set_number(&mut self, i: usize, x: V::Number) {
        self[i / V::LEN].set_number(i % V::LEN, x);
    }
}

/// Finds the part of a tuple in which number `i` lies.
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
pub(super) use walk;

/// The numbers of the parts, one part after the other.
macro_rules! tuple {
    ($($name:ident $index:tt),+) => {
        impl<Z: Real, $($name: Numbers<Number = Z>),+> Numbers for ($($name,)+) {
            type Number = Z;
            const LEN: usize = 0 $(+ $name::LEN)+;

            #[inline(always)]
            fn number(&self, i: usize) -> Z {
                walk!(i; $($name => self.$index.number(i)),+)
            }
            #[inline(always)]
            fn set_number(&mut self, i: usize, x: Z) {
                walk!(i; $($name => self.$index.set_number(i, x)),+)
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
    use super::Numbers;
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
    #[should_panic(expected = "number 9 is beyond the end")]
    fn there_is_no_number_beyond_the_end() {
        Mixed::zero().number(9);
    }
}
