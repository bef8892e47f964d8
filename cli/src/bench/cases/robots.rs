//! Steps of the rigid-body engine.

use std::hint::black_box;

use costate::HeapTape;

use super::{Job, Visit};
use crate::bench::engine::quadruped::{robot, weights};
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
    quadruped(0.01, visit);
}

pub fn thrashes(visit: Visit) {
    quadruped(0.3, visit);
}

fn quadruped(spread: f64, visit: Visit) {
    let (mut robot, mut tape) = (robot(weights(spread), STEPS), HeapTape::new());
    visit(&mut |job| {
        let value = match job {
            Job::Function => robot.loss(),
            Job::Gradient => robot.gradient(&mut tape),
            Job::ByHand => unreachable!("nobody has written the gradient of the quadruped"),
        };
        black_box((value, &mut robot.by_task));
    });
}
