//! The rows, as a table in Markdown.

use crate::row::{Row, Verdict};

const HEADINGS: [&str; 9] = [
    "kernel",
    "primal ns",
    "ours ns",
    "Enzyme ns",
    "ours / Enzyme",
    "values agree to",
    "ours off differences",
    "Enzyme off differences",
    "",
];

/// The table.
pub fn table(rows: &[Row]) -> String {
    let lines = rows.iter().map(|row| line(&cells(row)));
    let rule = HEADINGS.iter().enumerate().map(|(k, _)| if k == 0 { "---" } else { "---:" }.to_owned());
    let head = [line(&HEADINGS.map(str::to_owned)), line(&rule.collect::<Vec<_>>())];
    head.into_iter().chain(lines).collect()
}

fn cells(row: &Row) -> [String; 9] {
    let said = match row.verdict() {
        Verdict::Agree => "",
        Verdict::EnzymeIsWrong => "Enzyme's gradient is wrong",
        Verdict::OursIsWrong => "costate's gradient is wrong",
    };
    [
        row.kernel.to_owned(),
        format!("{:.0}", row.primal),
        format!("{:.0}", row.ours),
        format!("{:.0}", row.enzyme),
        format!("{:.2}", row.ours / row.enzyme),
        format!("{:.0e}", row.apart),
        format!("{:.0e}", row.ours_off),
        format!("{:.0e}", row.enzyme_off),
        said.to_owned(),
    ]
}

fn line(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}
