//! Jobs timed in turns.

use std::time::{Duration, Instant};

/// The shortest time of each of `N` jobs, run in turns until the budget is spent.
///
/// In turns, so that a slow moment of the machine hits all; the shortest, since whatever else runs can
/// only make a run longer.
pub fn shortest<const N: usize>(budget: Duration, mut job: impl FnMut(usize)) -> [Duration; N] {
    let clock = Instant::now();
    let mut shortest = [Duration::MAX; N];
    while clock.elapsed() < budget || shortest.contains(&Duration::MAX) {
        for (which, shortest) in shortest.iter_mut().enumerate() {
            let start = Instant::now();
            job(which);
            *shortest = start.elapsed().min(*shortest);
        }
    }
    shortest
}

/// The same in nanoseconds, for jobs that are shorter than a clock can tell: each runs as often as takes
/// about 20 microseconds.
pub fn shortest_ns<const N: usize>(budget: Duration, mut job: impl FnMut(usize)) -> [f64; N] {
    let once: [Duration; N] = shortest(budget / 10, &mut job);
    let times = once.map(|once| (20_000 / once.as_nanos().max(1)).clamp(1, 10_000));
    let all: [Duration; N] = shortest(budget, |which| (0..times[which]).for_each(|_| job(which)));
    std::array::from_fn(|which| all[which].as_secs_f64() * 1e9 / times[which] as f64)
}
