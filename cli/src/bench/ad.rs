//! The kernels of [`cases`](super::cases), timed.

use std::time::Duration;

use serde::Serialize;

use super::cases::{CASES, Case, Job};
use super::clock::shortest_ns;
use crate::table::table;

/// One row: a kernel and what it takes.
#[derive(Debug, Serialize)]
pub struct Row {
    kernel: &'static str,
    /// Nanoseconds of the function.
    primal_ns: f64,
    /// Of its value with its gradient.
    gradient_ns: f64,
    /// Gradient over primal.
    ratio: f64,
    /// The value with the gradient written by hand.
    hand_ns: Option<f64>,
}

/// Times all kernels.
pub fn rows(budget: Duration) -> Vec<Row> {
    CASES.iter().map(|case| row(case, budget)).collect()
}

/// Times the function, its gradient, and the gradient by hand where there is one.
fn row(case: &Case, budget: Duration) -> Row {
    let mut times = [0.0; 3];
    (case.run)(&mut |job| {
        let mut run = |which: usize| job([Job::Function, Job::Gradient, Job::ByHand][which]);
        if case.by_hand {
            times = shortest_ns(budget, run);
        } else {
            let [function, gradient] = shortest_ns(budget, &mut run);
            times = [function, gradient, 0.0];
        }
    });
    let [primal_ns, gradient_ns, hand] = times.map(|ns| ns / case.parts as f64);
    let hand_ns = case.by_hand.then_some(hand);
    Row { kernel: case.kernel, primal_ns, gradient_ns, ratio: gradient_ns / primal_ns, hand_ns }
}

/// The rows for people.
pub fn text(rows: &[Row]) -> String {
    let header = ["kernel", "function", "gradient", "ratio", "by hand", "gradient / by hand"];
    let cells = |row: &Row| {
        vec![
            row.kernel.to_owned(),
            format!("{:.0}", row.primal_ns),
            format!("{:.0}", row.gradient_ns),
            format!("{:.2}", row.ratio),
            row.hand_ns.map_or(String::new(), |hand| format!("{hand:.0}")),
            row.hand_ns.map_or(String::new(), |hand| format!("{:.2}", row.gradient_ns / hand)),
        ]
    };
    let table = table(&header, &rows.iter().map(cells).collect::<Vec<_>>());
    format!("{table}\n\nNanoseconds; the gradient includes the value. The rope: a control step and robot.")
}
