//! What the direct solver comes to solves the equations of a step, on random scenes.

mod problems;
mod scenes;

use costate_physics::model::topology::{Friction, Impact, Settings};
use problems::Random;

/// Steps of random scenes under random controls: how many there are, and how many are not solved.
fn unsolved(seeds: core::ops::Range<u64>, sweeps: usize, touching: bool) -> (usize, usize) {
    let (mut steps, mut bad) = (0, 0);
    for seed in seeds {
        let mut random = Random::mixed(seed);
        let friction = [Friction::Cone, Friction::Box][random.below(2)];
        let impact = [Impact::Step, Impact::Time][random.below(2)];
        let (mut topology, mut now) =
            random.inputs(Settings { sweeps, friction, impact, ..Settings::DEFAULT }, 0);
        if !touching {
            (topology.pairs, topology.contacts) = (0, 0);
        }
        for _ in 0..20 {
            let after = now.step(&topology);
            bad += usize::from(now.residual(&topology, &after) > 1e-8);
            steps += 1;
            now.state = after;
            now.controls = std::array::from_fn(|_| 1.5 * random.next());
        }
    }
    (steps, bad)
}

/// Limits and drives of which any may reach its corner, all together.
#[test]
fn joints_alone_are_always_solved() {
    let (steps, bad) = unsolved(0..1500, 20, false);
    assert!(bad == 0, "{bad} of {steps}");
}

/// Not all: friction can jam a body between its joint and the ground, such that nothing solves the equations.
#[test]
fn nearly_all_contacts_are_solved() {
    let (steps, bad) = unsolved(0..300, 60, true);
    assert!(1000 * bad < steps, "{bad} of {steps}");
}
