//! Steps of the rigid-body engine.

use std::hint::black_box;

use costate::HeapTape;
use costate_physics::engine::Episode;

use super::{Job, Visit};
use crate::bench::closed_loop::ClosedLoop;
use crate::bench::engine::quadruped::{robot, weights};
use crate::bench::peers::quadruped_s2;
use crate::bench::swing::Swing;

/// Steps of a quadruped: it lands, and thrashes about if it is to.
const STEPS: usize = 100;

pub fn arm(visit: Visit) {
    let (mut arm, mut tape) = (Swing::new(1), HeapTape::new());
    visit(&mut |job| {
        let value = match job {
            Job::Function => arm.loss(),
            Job::Gradient => arm.gradient(&mut tape),
            Job::ByHand => unreachable!("nobody has written the gradient of the arm"),
        };
        black_box((value, &mut arm.by_torques));
    });
}

pub fn stands(visit: Visit) {
    alone(robot(weights(0.01), STEPS), visit);
}

pub fn thrashes(visit: Visit) {
    alone(robot(weights(0.3), STEPS), visit);
}

/// All steps of the scene: a few of them are hard to solve.
pub fn peers(visit: Visit) {
    alone(quadruped_s2().expect("the numbers are compiled in"), visit);
}

fn alone<
    E: Episode<f64, U, B, J, G, C>,
    const U: usize,
    const B: usize,
    const J: usize,
    const G: usize,
    const C: usize,
>(
    mut robot: ClosedLoop<E, B, J, G, C>,
    visit: Visit,
) {
    let mut tape = HeapTape::new();
    visit(&mut |job| {
        let value = match job {
            Job::Function => robot.loss(),
            Job::Gradient => robot.gradient(&mut tape),
            Job::ByHand => unreachable!("nobody has written the gradient of a quadruped"),
        };
        black_box((value, &mut robot.by_task));
    });
}
