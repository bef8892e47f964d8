//! The table, as text.

use super::part::{Inner, Part, Row};

/// A block with a heading and its rows, the inner blocks deeper.
pub(super) fn part(part: &Part, heading: &str, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    let mut text = format!("{indent}{heading}\n");
    text += &rows(&part.kept, depth + 1);
    for again in &part.again {
        text += &format!("{indent}  computed again: {again}\n");
    }
    text + &inner(part, depth + 1)
}

/// The blocks inside a block.
fn inner(part: &Part, depth: usize) -> String {
    part.inner.iter().map(|inner| block(inner, depth)).collect()
}

fn block(inner: &Inner, depth: usize) -> String {
    match inner {
        Inner::Loop(body) if body.is_empty() => String::new(),
        Inner::Loop(body) => {
            part(body, &format!("{}: {}", body.head, body.amount().each(body.unit.text())), depth)
        }
        Inner::Branch(then, otherwise) => {
            let branch = |p: &Part, head: &str| match p.is_empty() {
                true => String::new(),
                false => part(p, &format!("{head}: {}", p.amount().shallow()), depth),
            };
            let other = if then.is_empty() { format!("{} … else", then.head) } else { "else".to_owned() };
            branch(then, &then.head) + &branch(otherwise, &other)
        }
    }
}

/// Rows in columns: name, type, size, reason.
pub(super) fn rows(rows: &[Row], depth: usize) -> String {
    // where there is no type, the reason tells the size
    let known = |row: &Row| !row.ty.is_empty() && row.ty != "?";
    let size = |row: &Row| if known(row) { row.size.to_string() } else { String::new() };
    let cells: Vec<[String; 4]> =
        rows.iter().map(|row| [row.name.clone(), row.ty.clone(), size(row), row.why.clone()]).collect();
    columns(&cells, depth)
}

/// Columns of equal width, two spaces apart.
pub(super) fn columns<const N: usize>(rows: &[[String; N]], depth: usize) -> String {
    let width = |k: usize| rows.iter().map(|row| row[k].chars().count()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    let line = |row: &[String; N]| {
        let cells = row.iter().zip(widths).filter(|(_, width)| *width > 0);
        let line: Vec<String> = cells.map(|(cell, width)| format!("{cell:width$}")).collect();
        format!("{}{}\n", "  ".repeat(depth), line.join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}
