//! The name that was meant.

/// The nearest of `names`, if it is near: at most a third of its letters are to be changed, or one.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = names.into_iter().map(|name| (distance(word, name), name));
    let (changes, name) = near.min_by_key(|&(changes, _)| changes)?;
    (changes <= (name.chars().count() / 3).max(1)).then_some(name)
}

/// Letters to insert, to delete, to replace or to swap with their neighbours (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 { i + j } else { step(&table, &a, &b, i, j) };
        }
    }
    table[a.len()][b.len()]
}

fn step(table: &[Vec<usize>], a: &[char], b: &[char], i: usize, j: usize) -> usize {
    let replaced = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
    let best = replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
    let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
    if swapped { best.min(table[i - 2][j - 2] + 1) } else { best }
}

/// ` (did you mean …?)`, or nothing.
pub fn hint<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, names).map_or_else(String::new, |name| format!(" (did you mean `{name}`?)"))
}

/// The same, where things have other names `elsewhere`; letters may be large, and words be parted by `_`.
pub fn hint_or<'a>(
    word: &str,
    names: impl IntoIterator<Item = &'a str>,
    elsewhere: &[(&str, &'a str)],
) -> String {
    let plain = word.to_lowercase().replace(['_', ' '], "-");
    match elsewhere.iter().find(|(other, _)| *other == plain) {
        Some((_, name)) => format!(" (did you mean `{name}`?)"),
        None => hint(&plain, names),
    }
}

#[cfg(test)]
mod tests {
    use super::{hint_or, nearest};

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let names = ["density", "mass", "sphere", "friction"];
        assert_eq!(nearest("denisty", names), Some("density"));
        assert_eq!(nearest("frction", names), Some("friction"));
        assert_eq!(nearest("mas", names), Some("mass"));
        assert_eq!(nearest("colour", names), None);
        assert_eq!(nearest("odd", ["body"]), None);
        assert_eq!(nearest("x", []), None);
    }

    #[test]
    fn names_from_elsewhere_are_known_however_they_are_written() {
        let elsewhere = [("ball-and-socket", "ball"), ("revolute", "hinge")];
        for (word, name) in [("Ball_and_Socket", "ball"), ("revolute", "hinge"), ("HINGE", "hinge")] {
            assert_eq!(hint_or(word, ["hinge", "ball"], &elsewhere), format!(" (did you mean `{name}`?)"));
        }
        assert_eq!(hint_or("gear", ["hinge", "ball"], &elsewhere), "");
    }
}
