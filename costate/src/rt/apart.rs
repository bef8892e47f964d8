//! Parts of one slice that are lent together.

use core::ops::Range;

/// Parts of a slice, all at once: the `written` share no element with any other, the `read` may
/// overlap each other. Of an empty slice, nothing.
///
/// # Panics
/// Where a written part overlaps another, or one reaches beyond the slice.
#[inline]
pub fn apart<Z, const W: usize, const R: usize>(
    all: &mut [Z],
    written: [Range<usize>; W],
    read: [Range<usize>; R],
) -> ([&mut [Z]; W], [&[Z]; R]) {
    let mut lent = [(); W].map(|()| -> &mut [Z] { &mut [] });
    let mut shown = [(); R].map(|()| -> &[Z] { &[] });
    if all.is_empty() {
        return (lent, shown);
    }
    let (mut rest, mut at, mut found) = (all, 0, 0);
    let mut taken = [false; W];
    for _ in 0..W {
        let next = (0..W).filter(|k| !taken[*k]).min_by_key(|k| (written[*k].start, written[*k].end));
        let Some(k) = next else { break };
        let Range { start, end } = written[k].clone();
        taken[k] = true;
        let Some((gap, tail)) = start.checked_sub(at).and_then(|n| rest.split_at_mut_checked(n)) else {
            overlapping()
        };
        let Some((part, tail)) = end.checked_sub(start).and_then(|n| tail.split_at_mut_checked(n)) else {
            overlapping()
        };
        found += show(gap, at..start, &read, &mut shown);
        (lent[k], rest, at) = (part, tail, end);
    }
    let end = at + rest.len();
    found += show(rest, at..end, &read, &mut shown);
    if found < read.iter().filter(|part| !part.is_empty()).count() {
        overlapping();
    }
    (lent, shown)
}

/// Gives what lies in a gap between written parts; says how many there were.
fn show<'a, Z, const R: usize>(
    gap: &'a [Z],
    place: Range<usize>,
    read: &[Range<usize>; R],
    shown: &mut [&'a [Z]; R],
) -> usize {
    let mut found = 0;
    for (part, shown) in read.iter().zip(shown) {
        if !part.is_empty() && place.start <= part.start && part.end <= place.end {
            *shown = &gap[part.start - place.start..part.end - place.start];
            found += 1;
        }
    }
    found
}

#[cold]
#[inline(never)]
fn overlapping() -> ! {
    panic!("parts of one slice that are lent together overlap, or reach beyond it")
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_share_nothing_are_lent_together() {
        let mut all = [1.0, 2.0, 3.0, 4.0];
        let ([b, a], []) = apart(&mut all, [2..4, 0..1], []);
        a[0] += b[1];
        assert_eq!(all, [5.0, 2.0, 3.0, 4.0]);
        assert!(apart::<f64, 2, 0>(&mut [], [3..5, 0..3], []).0.iter().all(|part| part.is_empty()));
    }

    #[test]
    fn what_is_read_may_overlap() {
        let mut all = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
        let ([w, v], [r, s, t, none]) = apart(&mut all, [4..5, 1..2], [2..4, 3..4, 5..6, 4..4]);
        (w[0], v[0]) = (r[1] * t[0], s[0]);
        assert!(none.is_empty());
        assert_eq!(all, [1.0, 4.0, 3.0, 4.0, 24.0, 6.0]);
    }

    #[test]
    #[should_panic(expected = "overlap")]
    fn written_parts_that_share_an_element_are_refused() {
        let _ = apart(&mut [1.0, 2.0, 3.0], [0..2, 1..3], []);
    }

    #[test]
    #[should_panic(expected = "overlap")]
    fn what_is_read_is_not_written() {
        let _ = apart(&mut [1.0, 2.0, 3.0], [0..2], [1..3]);
    }

    #[test]
    #[should_panic(expected = "beyond")]
    fn a_part_beyond_the_slice_is_refused() {
        let _ = apart(&mut [1.0, 2.0, 3.0], [2..4], []);
    }
}
