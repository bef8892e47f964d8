//! From a list that fails to a small one that fails too: delta debugging (Zeller, Hildebrandt 2002,
//! doi:10.1109/32.988498) that takes stretches out, or makes their decisions the first ones.

/// The most lists that are tried.
const TRIALS: usize = 3000;

/// A list from which no stretch can be taken so that it still `fails`.
pub fn shrink(list: &[u16], fails: impl Fn(&[u16]) -> bool) -> Vec<u16> {
    let (mut list, mut left) = (list.to_vec(), TRIALS);
    loop {
        let before = list.clone();
        let mut stretch = list.len().div_ceil(2);
        while stretch > 0 {
            pass(&mut list, stretch, &mut left, &fails);
            stretch /= 2;
        }
        if list == before || left == 0 {
            return list;
        }
    }
}

/// Tries each stretch of a length, from the end.
fn pass(list: &mut Vec<u16>, stretch: usize, left: &mut usize, fails: &impl Fn(&[u16]) -> bool) {
    let mut end = list.len();
    while end > 0 && *left > 0 {
        let start = end.saturating_sub(stretch);
        let without = [&list[..start], &list[end..]].concat();
        let mut simple = list.clone();
        simple[start..end].fill(0);
        *left -= 1;
        if fails(&without) {
            *list = without;
        } else if simple != *list && fails(&simple) {
            *list = simple;
        }
        end = start;
    }
}

#[test]
fn what_does_not_matter_is_taken_out() {
    let list: Vec<u16> = (1..200).collect();
    let fails = |list: &[u16]| list.iter().filter(|x| **x > 100).count() > 2 && list.contains(&7);
    let small = shrink(&list, fails);
    assert_eq!((small.len(), small[0]), (4, 7), "{small:?}");
}
