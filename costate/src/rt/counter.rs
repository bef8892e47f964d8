//! The counters of a loop that was left early, from the last to the first.

/// A primitive integer, or a `char`, that counts a loop.
pub trait Counter: Copy {
    /// The number `n` places further.
    fn ahead(self, n: u128) -> Self;
    /// How far it is to `end`; 0 if it is not ahead.
    fn distance(self, end: Self) -> u128;
}

macro_rules! counters {
    ($($type:ty),*) => {$(
        impl Counter for $type {
            #[inline(always)]
            fn ahead(self, n: u128) -> Self {
                self.wrapping_add(n as $type)
            }
            #[inline(always)]
            fn distance(self, end: Self) -> u128 {
                if end > self { (end.wrapping_sub(self) as u128) & (u128::MAX >> (128 - <$type>::BITS)) } else { 0 }
            }
        }
    )*};
}

counters!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);

/// The numbers between the two ranges of characters, which are none.
const SURROGATES: core::ops::Range<u32> = 0xd800..0xe000;

impl Counter for char {
    #[inline(always)]
    fn ahead(self, n: u128) -> Self {
        let number = (self as u32).saturating_add(n as u32);
        let leaps = (self as u32) < SURROGATES.start && number >= SURROGATES.start;
        let number = if leaps { number.saturating_add(SURROGATES.len() as u32) } else { number };
        char::from_u32(number).unwrap_or(char::MAX)
    }
    #[inline(always)]
    fn distance(self, end: Self) -> u128 {
        let (from, to) = (self as u32, end as u32);
        let leaps = from < SURROGATES.start && to >= SURROGATES.end;
        let between = if leaps { SURROGATES.len() as u32 } else { 0 };
        u128::from(to.saturating_sub(from).saturating_sub(between))
    }
}

/// The integer `n` places after `lo`.
#[inline(always)]
pub fn ahead<I: Counter>(lo: I, n: usize) -> I {
    lo.ahead(n as u128)
}

/// The first `count` numbers of `lo..hi` (or `lo..=hi`) by `step`, from `lo` on (or, `reversed`,
/// from the end), in the opposite order.
#[inline]
pub fn taken<I: Counter>(
    lo: I,
    hi: I,
    inclusive: bool,
    step: usize,
    reversed: bool,
    count: usize,
) -> impl Iterator<Item = I> {
    let step = step as u128;
    let last = if inclusive { lo.distance(hi) } else { lo.distance(hi).saturating_sub(1) } / step;
    (0..count as u128).rev().map(move |k| lo.ahead(if reversed { last - k } else { k } * step))
}

/// The numbers of places `from .. to` of `lo..hi` (or `lo..=hi`) by `step` (or, `reversed`, of the
/// same from the end).
#[inline]
pub fn stretch<I: Counter>(
    lo: I,
    hi: I,
    inclusive: bool,
    step: usize,
    reversed: bool,
    places: core::ops::Range<usize>,
) -> impl DoubleEndedIterator<Item = I> {
    let step = step as u128;
    let last = if inclusive { lo.distance(hi) } else { lo.distance(hi).saturating_sub(1) } / step;
    places.map(move |k| lo.ahead(if reversed { last - k as u128 } else { k as u128 } * step))
}

/// How many numbers `lo..hi` (or `lo..=hi`) has by `step`; at most `usize::MAX`.
#[inline]
pub fn trips<I: Counter + PartialOrd>(lo: I, hi: I, inclusive: bool, step: usize) -> usize {
    let empty = if inclusive { hi < lo } else { hi <= lo };
    let last = lo.distance(hi).saturating_sub(u128::from(!inclusive));
    let count = if empty { 0 } else { last / step as u128 + 1 };
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// The numbers of `lo..hi` (or `lo..=hi`) by `step`, from the last to the first.
#[inline]
pub fn backward<I: Counter + PartialOrd>(
    lo: I,
    hi: I,
    inclusive: bool,
    step: usize,
) -> impl Iterator<Item = I> {
    let empty = if inclusive { hi < lo } else { hi <= lo };
    let last = lo.distance(hi).saturating_sub(u128::from(!inclusive));
    let count = if empty { 0 } else { last / step as u128 + 1 };
    (0..count).rev().map(move |k| lo.ahead(k * step as u128))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both<I: Counter + PartialOrd + core::fmt::Debug>(
        primal: std::vec::Vec<I>,
        lo: I,
        hi: I,
        (inclusive, step, reversed): (bool, usize, bool),
    ) {
        for count in 0..=primal.len() {
            let back: std::vec::Vec<I> = taken(lo, hi, inclusive, step, reversed, count).collect();
            let wanted: std::vec::Vec<I> = primal[..count].iter().rev().copied().collect();
            assert_eq!(back, wanted);
            let some: std::vec::Vec<I> =
                stretch(lo, hi, inclusive, step, reversed, count / 2..count).collect();
            assert_eq!(some, primal[count / 2..count]);
        }
        assert_eq!(trips(lo, hi, inclusive, step), primal.len());
    }

    #[test]
    fn steps_go_back() {
        for (lo, hi, step) in [(0_u8, 255, 2), (3, 9, 3), (3, 10, 3), (4, 3, 1), (7, 7, 5)] {
            let there: std::vec::Vec<u8> = (lo..=hi).step_by(step).collect();
            let mut back: std::vec::Vec<u8> = backward(lo, hi, true, step).collect();
            back.reverse();
            assert_eq!(there, back);
            let there: std::vec::Vec<u8> = (lo..hi).step_by(step).collect();
            let mut back: std::vec::Vec<u8> = backward(lo, hi, false, step).collect();
            back.reverse();
            assert_eq!(there, back);
        }
    }

    #[test]
    fn counters_go_back_as_ranges_went() {
        both((3..11_usize).collect(), 3, 11, (false, 1, false));
        both((3..=11_u64).collect(), 3, 11, (true, 1, false));
        both((-3..11_i32).rev().collect(), -3, 11, (false, 1, true));
        both((-3..=11_i8).step_by(4).collect(), -3, 11, (true, 4, false));
        both((-3..12_i32).step_by(4).rev().collect(), -3, 12, (false, 4, true));
        both((5..5_u8).collect(), 5, 5, (false, 1, true));
        both((250..=255_u8).collect(), 250, 255, (true, 1, false));
        both(('w'..='z').rev().collect(), 'w', 'z', (true, 1, true));
        both(('\u{d7fd}'..'\u{e003}').collect(), '\u{d7fd}', '\u{e003}', (false, 1, false));
        both(('\u{d7fd}'..='\u{e000}').step_by(3).collect(), '\u{d7fd}', '\u{e000}', (true, 3, false));
        both(('\u{10fffe}'..=char::MAX).collect(), '\u{10fffe}', char::MAX, (true, 1, false));
        both((i128::MAX - 2..=i128::MAX).rev().collect(), i128::MAX - 2, i128::MAX, (true, 1, true));
    }
}
