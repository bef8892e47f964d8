//! The robots on which kernels are compared: random numbers from each row's sensible range.

use costate::Real;
use costate_cuda_kernels::{Input, Program};

/// The input rows of `robots` robots, robot index fastest; always the same for the same program.
///
/// One number in eight lies on an end of its range or on zero, where comparisons tie.
pub fn cases<P: Program, T: Real>(robots: usize) -> Vec<T> {
    let seed = P::NAME.bytes().fold(0_u64, |seed, byte| seed.wrapping_mul(31).wrapping_add(byte.into()));
    let mut random = SplitMix(seed);
    let rows = P::INPUTS.iter().flat_map(|input| std::iter::repeat_n(input, robots));
    rows.map(|input| T::from_f64(random.number(input))).collect()
}

/// SplitMix64 (Steele, Lea, Flood 2014, doi:10.1145/2714064.2660195).
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn number(&mut self, input: &Input) -> f64 {
        let unit = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        match self.next() % 24 {
            0 => input.low,
            1 => input.high,
            2 => 0.0_f64.clamp(input.low, input.high),
            _ => input.low + (input.high - input.low) * unit,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use costate_cuda_kernels::ball::Step;

    #[test]
    fn numbers_stay_in_their_rows_ranges_and_reach_the_ends() {
        let robots = 256;
        let numbers = cases::<Step, f64>(robots);
        assert_eq!(numbers.len(), robots * Step::INPUTS.len());
        for (input, row) in Step::INPUTS.iter().zip(numbers.chunks(robots)) {
            assert!(row.iter().all(|&x| (input.low..=input.high).contains(&x)), "{input:?}");
            assert!(row.contains(&input.low) && row.contains(&input.high), "{input:?}");
        }
    }
}
