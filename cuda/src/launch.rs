//! What one launch of a kernel needs to know, whichever device runs it.

/// Threads of a block: the tape, not the block, decides how many are resident.
pub const BLOCK: u32 = 128;

/// One thread a robot; all numbers lie in rows, robot index fastest: row `r` of robot `i` stands at
/// `r * robots + i`.
#[derive(Debug, Clone, Copy)]
pub struct Launch<'a, T> {
    /// The entry point.
    pub entry: &'a str,
    /// How many robots there are.
    pub robots: usize,
    /// The input rows.
    pub inputs: &'a [T],
    /// How many rows come back.
    pub output_rows: usize,
    /// Words (of 32 bits) of tape that a robot has.
    pub tape_words: usize,
}

impl<T> Launch<'_, T> {
    /// Whether the inputs are whole rows and every index fits the 32 bits that kernels count with.
    pub fn fits(&self) -> bool {
        let whole = self.inputs.len().is_multiple_of(self.robots.max(1));
        let rows = self.output_rows.max(self.tape_words).max(1);
        whole
            && rows
                .checked_mul(self.robots.next_multiple_of(BLOCK as usize))
                .is_some_and(|n| u32::try_from(n).is_ok())
    }
}
