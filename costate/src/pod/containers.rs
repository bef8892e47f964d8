//! Arrays, `Option` and `PhantomData` as words. Tuples come with their tangents.

use core::marker::PhantomData;

use super::plain::{copied, copy};
use super::{Plain, Pod, Words, WordsMut};

impl<T> Pod for PhantomData<T> {
    const WORDS: usize = 0;
    #[inline(always)]
    fn store<W: WordsMut + ?Sized>(&self, _: &mut W, _: usize) {}
    #[inline(always)]
    fn load<W: Words + ?Sized>(_: &W, _: usize) -> Self {
        PhantomData
    }
    #[inline(always)]
    fn filler() -> Self {
        PhantomData
    }
    #[inline(always)]
    fn detached(self) -> Self {
        PhantomData
    }
    #[inline(always)]
    fn duplicate(&self) -> Self {
        PhantomData
    }
}

impl<T: Pod, const N: usize> Pod for [T; N] {
    const WORDS: usize = N * T::WORDS;
    // elements without padding lie one behind the other
    const PLAIN: Plain = T::PLAIN;
    #[inline(always)]
    fn store<W: WordsMut + ?Sized>(&self, words: &mut W, at: usize) {
        if const { T::PLAIN.as_one(Self::WORDS) } && copied(self, words, at) {
            return;
        }
        // a part of known length is checked once, not word by word
        if const { T::WORDS > 4 }
            && let Some(run) = words.run_mut(at, Self::WORDS)
        {
            for (value, part) in
                self.iter().zip(run.chunks_exact_mut(const { if T::WORDS > 0 { T::WORDS } else { 1 } }))
            {
                value.store(part, 0);
            }
            return;
        }
        for (i, value) in self.iter().enumerate() {
            value.store(words, at + i * T::WORDS);
        }
    }
    #[inline(always)]
    fn load<W: Words + ?Sized>(words: &W, at: usize) -> Self {
        if const { T::PLAIN.as_one(Self::WORDS) }
            && let Some(value) = copy(words, at)
        {
            return value;
        }
        if const { T::WORDS > 4 }
            && let Some(run) = words.run(at, Self::WORDS)
        {
            return crate::array::from_fn(
                #[inline(always)]
                |i| T::load(&run[i * T::WORDS..][..T::WORDS], 0),
            );
        }
        crate::array::from_fn(
            #[inline(always)]
            |i| T::load(words, at + i * T::WORDS),
        )
    }
    #[inline(always)]
    fn filler() -> Self {
        crate::array::from_fn(|_| T::filler())
    }
    #[inline(always)]
    fn detached(self) -> Self {
        self.map(T::detached)
    }
    #[inline(always)]
    fn duplicate(&self) -> Self {
        crate::array::from_fn(|i| self[i].duplicate())
    }
}

/// A word that says whether there is a value, then the value.
impl<T: Pod> Pod for Option<T> {
    const WORDS: usize = 1 + T::WORDS;
    #[inline(always)]
    fn store<W: WordsMut + ?Sized>(&self, words: &mut W, at: usize) {
        self.is_some().store(words, at);
        if let Some(value) = self {
            value.store(words, at + 1);
        }
    }
    #[inline(always)]
    fn load<W: Words + ?Sized>(words: &W, at: usize) -> Self {
        bool::load(words, at).then(|| T::load(words, at + 1))
    }
    #[inline(always)]
    fn filler() -> Self {
        None
    }
    #[inline(always)]
    fn detached(self) -> Self {
        self.map(T::detached)
    }
    #[inline(always)]
    fn duplicate(&self) -> Self {
        self.as_ref().map(T::duplicate)
    }
}
