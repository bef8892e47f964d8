//! The thrown ball of the engine: held to the ball in closed form, and to its own derivatives.

use costate::HeapTape;
use costate::check::{GradientCheck, Tolerances};
use costate_physics::impulse_ball::{self, Ball};
use costate_physics::math::vec3::{Vec3, norm, vec3};
use costate_physics::models::ball;
use costate_physics::throw::{self, Throw};

/// A throw that bounces, slides and grips before it rests: v [m/s], ω [rad/s].
const THROW: [f64; 6] = [12.0, 0.7, 1.0, -2.0, -55.0, 0.3];

/// The task without what the ball in closed form has not: contacts that give way, and depths that are taken away.
fn rigid() -> Throw<f64> {
    let mut b = ball::builder();
    (b.world.correction, b.world.compliance) = (0.0, 0.0);
    Throw::of(&b.build().unwrap(), vec3(10.0, 0.0, 0.5), 500)
}

/// The largest distance of the two balls in a rollout, of position, velocity and spin, relative to their size.
fn apart(throw: [f64; 6]) -> f64 {
    let task = rigid();
    let (mut a, mut b) = (task.release(throw), impulse_ball::release(task.start, throw));
    let mut apart = 0.0_f64;
    for _step in 0..task.steps {
        (a, b) = (task.step(&a), impulse_ball::step(&Ball::DEGRAVE2019, b));
        let body = &a.body[0];
        let all = [
            off(body.position, b.position),
            off(body.velocity.linear, b.velocity),
            off(body.velocity.angular, b.spin),
        ];
        apart = all.into_iter().fold(apart, f64::max);
    }
    apart
}

fn off(a: Vec3<f64>, b: Vec3<f64>) -> f64 {
    norm(a - b) / (1.0 + norm(b))
}

#[test]
fn the_engine_throws_the_ball_as_its_closed_form_does() {
    let throws = [[0.0; 6], THROW, [2.0, 0.1, 4.0, 0.0, 0.0, 0.0], [13.2, 0.0, 0.0, 0.0, -66.0, 0.0]];
    for throw in throws {
        let off = apart(throw);
        assert!(off < 1e-12, "{throw:?}: {off:e}");
    }
}

/// The mirror y → −y maps throws to throws; spin is an axial vector.
#[test]
fn a_mirrored_throw_flies_the_mirrored_way() {
    let task = Throw::degrave2019();
    let r = throw::residual(&task, THROW);
    let m = throw::residual(&task, [12.0, -0.7, 1.0, 2.0, -55.0, -0.3]);
    let mirrored = [r[0], -r[1], r[2], r[3], -r[4], r[5], -r[6], r[7], -r[8]];
    let off = m.iter().zip(mirrored).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    assert!(off < 1e-11, "{off:e}");
}

#[test]
fn residuals_are_differentiable_through_bounces_slides_and_rest() {
    let task = Throw::degrave2019();
    let check = GradientCheck::new(
        "residual",
        THROW,
        |&x| throw::residual(&task, x),
        |&x, &tx| throw::residual::jvp(&task, x, tx),
        |&x, dx, &dy, tape| throw::residual::vjp(&task, x, dx, dy, tape),
    );
    // dual numbers go through the solver, whose iterations end when the value is there
    let tolerances = Tolerances { dual: 1e-8, ..Tolerances::default() };
    check.dual(|&x| throw::residual(&task.cast(), x)).tolerances(tolerances).run().unwrap();
}

#[test]
fn every_mode_gives_the_value_of_the_plain_function() {
    let task = Throw::degrave2019();
    let plain = throw::loss(&task, THROW);
    let (forward, _) = throw::loss::jvp(&task, THROW, [1.0; 6]);
    let reverse = throw::loss::vjp(&task, THROW, &mut [0.0; 6], 1.0, &mut HeapTape::new());
    assert_eq!([forward.to_bits(), reverse.to_bits()], [plain.to_bits(); 2]);
}

/// A ball that has come to rest at its target has slopes that are numbers.
#[test]
fn the_loss_has_a_finite_gradient_where_both_errors_vanish() {
    let task = Throw { start: Vec3 { x: 10.0, y: 0.0, z: 0.5 }, ..rigid() };
    let mut of_throw = [0.0; 6];
    let loss = throw::loss::vjp(&task, [0.0; 6], &mut of_throw, 1.0, &mut HeapTape::new());
    assert!(loss < 1e-12 && of_throw.iter().all(|g| g.is_finite()), "{loss:e} {of_throw:?}");
}
