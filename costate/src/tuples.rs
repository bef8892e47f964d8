//! Tuples, up to twelve: [`Pod`], [`Zero`], [`Tangent`] and [`Diff`] element by element.

use crate::{
    Diff, Pod, Tangent, Zero,
    pod::{Words, WordsMut},
};

macro_rules! tuple {
    ($($name:ident $index:tt),*) => {
        #[allow(unused_variables, unused_mut, unused_assignments, clippy::unused_unit)]
        impl<$($name: Pod),*> Pod for ($($name,)*) {
            const WORDS: usize = 0 $(+ $name::WORDS)*;
            #[inline(always)]
            fn store<W: WordsMut + ?Sized>(&self, words: &mut W, at: usize) {
                let mut at = at;
                $(
                    self.$index.store(words, at);
                    at += $name::WORDS;
                )*
            }
            #[inline(always)]
            fn load<W: Words + ?Sized>(words: &W, at: usize) -> Self {
                let mut end = at;
                ($({
                    end += $name::WORDS;
                    $name::load(words, end - $name::WORDS)
                },)*)
            }
            #[inline(always)]
            fn filler() -> Self {
                ($($name::filler(),)*)
            }
            #[inline(always)]
            fn detached(self) -> Self {
                ($(self.$index.detached(),)*)
            }
            #[inline(always)]
            fn duplicate(&self) -> Self {
                ($(self.$index.duplicate(),)*)
            }
        }

        #[allow(clippy::unused_unit)]
        impl<$($name: Zero),*> Zero for ($($name,)*) {
            #[inline(always)]
            fn zero() -> Self {
                ($($name::zero(),)*)
            }
            #[inline(always)]
            fn neutral() -> Self {
                ($($name::neutral(),)*)
            }
        }

        #[allow(unused_variables)]
        impl<$($name: Tangent),*> Tangent for ($($name,)*) {
            #[inline(always)]
            fn accumulate(&mut self, other: &Self) {
                $(self.$index.accumulate(&other.$index);)*
            }
            #[inline(always)]
            fn reduce(&mut self, other: &Self) {
                $(self.$index.reduce(&other.$index);)*
            }
        }

        impl<$($name: Diff),*> Diff for ($($name,)*) {
            type Tangent = ($($name::Tangent,)*);
        }
    };
}

tuple!();
tuple!(A 0);
tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);
tuple!(A 0, B 1, C 2, D 3, E 4);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11);
