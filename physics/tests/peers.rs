//! The losses of the peers' scenes: what they are, and their gradients.

use costate::check::{GradientCheck, check_gradients};
use costate::{Diff, Dual, Real, Zero};
use costate_physics::Twist;
use costate_physics::engine::episode;
use costate_physics::model::Model;
use costate_physics::models::peers::net::{self, Ahead, Net};
use costate_physics::models::peers::{arm, ball, quadruped, reach, throw};

type Torques = [[f64; 4]; 6];

/// Six steps, so that all links move.
#[test]
fn the_arms_loss_has_the_gradient_of_its_differences() {
    let Model { topology, params, start } = arm::model();
    let at: [f64; 24] = std::array::from_fn(|i| reach::torques(i / 4)[i % 4]);
    let rows = |x: &[f64; 24]| -> Torques { std::array::from_fn(|k| std::array::from_fn(|i| x[4 * k + i])) };
    check_gradients(
        "reach::loss",
        at,
        |x| [reach::loss(&topology, &params, &start, &rows(x))],
        |x, tx| {
            let (still, rest) = (Zero::zero(), Zero::zero());
            let (y, ty) = reach::loss::jvp(&topology, &params, &still, &start, &rest, &rows(x), &rows(tx));
            ([y], [ty])
        },
        |x, dx, &[dy], tape| {
            let (mut dp, mut ds, mut du) = (Zero::zero(), Zero::zero(), [[0.0; 4]; 6]);
            let y =
                reach::loss::vjp(&topology, &params, &mut dp, &start, &mut ds, &rows(x), &mut du, dy, tape);
            dx.iter_mut().zip(du.as_flattened()).for_each(|(dx, du)| *dx += du);
            [y]
        },
        |x: &[Dual<f64>; 24]| {
            let model = arm::model().cast::<Dual<f64>>();
            let rows: [[Dual<f64>; 4]; 6] = std::array::from_fn(|k| std::array::from_fn(|i| x[4 * k + i]));
            [reach::loss(&model.topology, &model.params, &model.start, &rows)]
        },
    )
    .unwrap();
}

const NET: usize = Net::<f64>::SIZE;

/// A network of the size of the scene's.
fn network() -> [f64; NET] {
    std::array::from_fn(|i| 0.1 * Real::sin(1.7 * i as f64))
}

fn ahead<T: Real>(numbers: &[T; NET], steps: usize) -> Ahead<T> {
    let mut rest = numbers.iter();
    Ahead { net: Net::of(|| *rest.next().expect("as many numbers as a network has")), steps }
}

type Slope = <Ahead<f64> as Diff>::Tangent;

fn along(numbers: &[f64; NET]) -> Slope {
    let mut slope: Slope = Zero::zero();
    slope.net = ahead(numbers, 0).net;
    slope
}

/// On its feet for a step, of which the contacts are solved to the last bit; and in the air.
#[test]
fn the_quadrupeds_loss_has_the_gradient_of_its_differences() {
    check_quadruped(0.0, 1);
    check_quadruped(1.0, 4);
}

/// From so much higher \[m\].
fn check_quadruped(higher: f64, steps: usize) {
    let Model { topology, params, mut start } = quadruped::model();
    start.body.iter_mut().for_each(|body| body.position.z += higher);
    let check = GradientCheck::new(
        "episode with a network",
        network(),
        |x| [episode(&topology, &params, &start, &ahead(x, steps), steps)],
        |x, tx| {
            let (still, rest) = (Zero::zero(), Zero::zero());
            let (task, slope) = (ahead(x, steps), along(tx));
            let (y, ty) = episode::jvp(&topology, &params, &still, &start, &rest, &task, &slope, steps);
            ([y], [ty])
        },
        |x, dx, &[dy], tape| {
            let (mut dp, mut ds, mut slope) = (Zero::zero(), Zero::zero(), along(dx));
            let task = ahead(x, steps);
            let y = episode::vjp(
                &topology, &params, &mut dp, &start, &mut ds, &task, &mut slope, steps, dy, tape,
            );
            dx.iter_mut().zip(slope.net.numbers()).for_each(|(dx, d)| *dx = d);
            [y]
        },
    );
    check.run().unwrap();
}

#[test]
fn the_network_sees_the_robot_at_home() {
    let Model { topology, params, start } = quadruped::model();
    let seen = net::see(&topology, &params, &start, 0);
    let [hip, knee] = quadruped::HOME;
    let home = [hip, knee, hip, knee, hip, knee, hip, knee];
    assert_eq!(seen[..5], [quadruped::HEIGHT, 1.0, 0.0, 0.0, 0.0]);
    seen[5..13].iter().zip(home).for_each(|(q, home)| assert!((q - home).abs() < 1e-15));
    assert!(seen[13..28].iter().all(|x| x.abs() < 1e-15));
    assert_eq!(seen[28], 1.0);
}

#[test]
fn a_robot_bent_by_nothing_is_at_home() {
    let model = quadruped::model();
    let bent = net::bent(&model.topology, &model.params, model.start, &[0.0; 8]);
    for (body, home) in bent.body.iter().zip(&model.start.body) {
        let off = body.position - home.position;
        assert!(off.x.abs().max(off.y.abs()).max(off.z.abs()) < 1e-15);
        let off = body.rotation - home.rotation;
        assert!(off.x.x.abs().max(off.z.x.abs()).max(off.z.z.abs()) < 1e-15);
    }
}

/// Hand-written, the same law of impulses ends at 16.10681314285724.
#[test]
fn the_ball_ends_where_the_hand_written_ball_does() {
    let Model { topology, params, start } = ball::model();
    let loss = throw::loss(&topology, &params, &start, throw::STEPS);
    assert!((loss - 16.10681314285724).abs() < 0.2, "{loss}");
    let mut slower = start;
    slower.body[0].velocity = Twist { linear: ball::VELOCITY * 0.9, ..start.body[0].velocity };
    assert!(throw::loss(&topology, &params, &slower, throw::STEPS) > loss);
}

/// MuJoCo's Runge-Kutta method ends at 2.4079092 with steps of 0.625 ms.
#[test]
fn the_arms_loss_converges_to_that_of_runge_and_kutta() {
    let loss = |parts: usize| {
        let Model { topology, mut params, start } = arm::model();
        params.world.timestep /= parts as f64;
        let torques: Vec<[f64; 4]> = (0..reach::STEPS * parts).map(|k| reach::torques(k / parts)).collect();
        reach::loss(&topology, &params, &start, &torques)
    };
    let [coarse, fine, finest] = [16, 32, 64].map(loss);
    let (once, twice) = (2.0 * fine - coarse, 2.0 * finest - fine);
    let limit = (4.0 * twice - once) / 3.0;
    assert!((limit - 2.4079092).abs() < 5e-6, "{limit}, from {coarse}, {fine} and {finest}");
}
