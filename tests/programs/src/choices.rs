//! Decisions, from a list of numbers.

/// A list of numbers that is used up, one a decision; when it is empty every decision is the first,
/// the simplest.
pub struct Choices<'a> {
    left: std::slice::Iter<'a, u16>,
}

impl<'a> Choices<'a> {
    /// Decisions from this list.
    #[must_use]
    pub fn new(list: &'a [u16]) -> Self {
        Self { left: list.iter() }
    }

    /// One of `0..n`.
    pub fn below(&mut self, n: usize) -> usize {
        let next = usize::from(self.left.next().copied().unwrap_or(0));
        next * n / (usize::from(u16::MAX) + 1)
    }

    /// Yes, once in `n` times; no when the list is empty.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == n - 1
    }

    /// Whether the list is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.left.len() == 0
    }
}

/// `n` choices that a seed gives: SplitMix64 (Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195).
#[must_use]
pub fn seeded(seed: u64, n: usize) -> Vec<u16> {
    let mut state = seed;
    let next = |_| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) as u16
    };
    (0..n).map(next).collect()
}
