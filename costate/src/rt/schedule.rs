//! Checkpoints of a loop: where its state is kept, and how far to go from there.
//!
//! The forward sweep of a checkpointed loop records nothing; it keeps the loop's state on the tape
//! at some places. The backward sweep takes the newest state, goes on from it without recording,
//! keeping states on the way where there is room, records the last iterations that are left, and
//! runs back through these. The states are needed newest first, so the tape, a stack, is where
//! they lie, and no schedule has to be stored:
//!
//! ```text
//! end = n
//! while end > 0:
//!     pop the state before iteration `at`
//!     while end − at > 1:                     binomial only
//!         push it again
//!         at += stride(end − at, free)        going on without recording
//!     record at .. end, run back through them
//!     end = at
//! ```
//!
//! [`stride`] is the rule of A. Griewank and A. Walther, "Algorithm 799: revolve", ACM TOMS 26
//! (2000) 19-45, <https://doi.org/10.1145/347837.347846>, section 2: with β(c, r) = C(c + r, c),
//! c states bring back at most β(c, r) iterations if none is gone through more than r times. For
//! β(c, r − 1) < l ≤ β(c, r) the least number of iterations to go through is
//! ```text
//! t(l, c) = r l − β(c + 1, r − 1)
//! ```
//! The primal must run to its end before anything runs backward, which is one more iteration that
//! is never kept: a loop of n iterations takes t(n + 1, c) in all, its primal included.

/// A state every `k` iterations.
#[derive(Debug)]
pub struct Every(usize);

impl Every {
    /// The schedule of `#[checkpoint(every = k)]`.
    ///
    /// # Panics
    /// Where `k` is 0.
    #[inline]
    pub const fn new(k: usize) -> Self {
        assert!(k > 0, "#[checkpoint(every = k)]: k must be at least 1");
        Self(k)
    }

    /// Whether the state before iteration `at` is kept, and what is kept with it.
    #[inline(always)]
    pub const fn keeps(&mut self, at: usize) -> Option<usize> {
        if at % self.0 == 0 { Some(at) } else { None }
    }
}

/// At most so many states, where they save the most.
#[derive(Debug)]
pub struct Binomial {
    /// Iterations, and one for what follows the loop.
    end: usize,
    /// The next place where a state is kept.
    next: usize,
    /// How many more may be kept.
    free: usize,
}

impl Binomial {
    /// The schedule of `#[checkpoint(binomial, slots = s)]` for a loop of `trips` iterations.
    ///
    /// # Panics
    /// Where `slots` is 0.
    #[inline]
    pub const fn new(trips: usize, slots: usize) -> Self {
        assert!(slots > 0, "#[checkpoint(binomial, slots = s)]: s must be at least 1");
        Self { end: trips.saturating_add(1), next: 0, free: slots }
    }

    /// Whether the state before iteration `at` is kept, and what is kept with it: its place, and how
    /// many states may lie above it.
    #[inline(always)]
    pub fn keeps(&mut self, at: usize) -> Option<(usize, usize)> {
        if at != self.next || self.free == 0 {
            return None;
        }
        self.free -= 1;
        if self.end - at > 1 {
            self.next = at + stride(self.end - at, self.free);
        }
        Some((at, self.free))
    }
}

/// Where a state was kept and how many may lie above it, with `end` iterations left. A place that a
/// tape lost, see [`StridedTape`](crate::StridedTape), is brought below `end`: the sweep comes to
/// its end.
#[inline(always)]
pub fn place((at, free): (usize, usize), end: usize) -> (usize, usize) {
    (at.min(end.saturating_sub(1)), free)
}

/// How far to go on before the next state is kept: of `left` > 1 iterations, where `free` states
/// may be kept beside the one that was taken. With none, up to the last.
#[inline]
pub fn stride(left: usize, free: usize) -> usize {
    if free == 0 {
        return left - 1;
    }
    // more states than iterations are of no use
    let c = free.min(left - 1) + 1;
    // β(c, r − 2) and β(c, r − 1), until left ≤ β(c, r) = β(c, r − 1) + β(c − 1, r)
    let (mut before, mut last, mut r) = (0, 1_usize, 1);
    loop {
        let more = times(last, c, r);
        if left <= last.saturating_add(more) {
            // the longest way that leaves β(c − 1, r − 1) iterations, no less
            return last.min(left - (last - before));
        }
        (before, last, r) = (last, last + more, r + 1);
    }
}

/// β(c − 1, r) = b c / r for b = β(c, r − 1); the greatest number where it is more.
const fn times(b: usize, c: usize, r: usize) -> usize {
    (b / r).saturating_mul(c).saturating_add((b % r).saturating_mul(c) / r)
}

#[cfg(test)]
mod tests;
