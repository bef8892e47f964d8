//! Colliders that are moved together, or given in the other order, touch alike; resting ones have tame slopes.

mod pairs;

use costate::{HeapTape, Zero};
use costate_physics::engine::collide::{collide, points};
use costate_physics::math::rotation::exp;
use costate_physics::math::vec3::{Vec3, norm, vec3};
use costate_physics::model::Shape;
use pairs::{ALL, Place, Random, adjoints, model, packed, times, touch, turned, unflat, world};

#[test]
fn a_motion_of_both_moves_the_points_along() {
    let mut random = Random(1);
    for (a, b) in ALL {
        for _ in 0..300 {
            let place = random.places(b);
            let (shift, turn) = (random.vector() * 3.0, random.frame());
            let moved = place.map(|p| Place {
                position: turned(turn, p.position) + shift,
                frame: times(turn, p.frame),
                ..p
            });
            for (p, q) in touch(a, b, place).iter().zip(touch(a, b, moved)) {
                let off = norm(turned(turn, p.position) + shift - q.position);
                assert!(off < 1e-6, "{a:?} {b:?} off by {off} {place:?}");
                assert!(norm(turned(turn, p.normal) - q.normal) < 1e-6 && (p.gap - q.gap).abs() < 1e-7);
            }
        }
    }
}

#[test]
fn shapes_in_the_other_order_have_the_same_points_and_turned_normals() {
    let mut random = Random(2);
    for (a, b) in ALL.into_iter().filter(|(a, b)| a != b) {
        for _ in 0..200 {
            let [p, q] = random.places(b);
            assert_eq!(points(a, b), points(b, a));
            for (one, other) in touch(a, b, [p, q]).iter().zip(touch(b, a, [q, p])) {
                assert!(norm(one.position - other.position) < 1e-9 && norm(one.normal + other.normal) < 1e-9);
                assert!((one.gap - other.gap).abs() < 1e-9, "{a:?} {b:?}");
            }
        }
    }
}

/// Things as they rest on each other: exactly level, and a little off.
fn resting() -> Vec<(Shape, Shape, [Place<f64>; 2])> {
    let at =
        |position: Vec3<f64>, turn: Vec3<f64>, size: Vec3<f64>| Place { position, frame: exp(turn), size };
    let block = at(Vec3::ZERO, Vec3::ZERO, vec3(0.4, 0.3, 0.2));
    let side = vec3(0.0, std::f64::consts::FRAC_PI_2, 0.0);
    let rod = vec3(0.1, 0.5, 0.0);
    let mut all = Vec::new();
    for tilt in [Vec3::ZERO, vec3(1e-9, -1e-9, 0.0), vec3(1e-4, 1e-4, 1e-4), vec3(0.0, 1e-3, 0.05)] {
        for x in [0.0, 0.2] {
            let ball = at(vec3(x, 0.1, 0.2999), tilt, vec3(0.1, 0.0, 0.0));
            let log = at(vec3(x, 0.1, 0.2999), side + tilt, rod);
            let brick = at(vec3(x, 0.0, 0.3999), tilt, vec3(0.4, 0.3, 0.2));
            all.push((Shape::Sphere, Shape::Box, [ball, block]));
            all.push((Shape::Capsule, Shape::Box, [log, block]));
            all.push((Shape::Box, Shape::Box, [brick, block]));
            let floor = at(vec3(0.0, 0.0, 0.2), Vec3::ZERO, Vec3::ZERO);
            all.push((Shape::Sphere, Shape::Plane, [ball, floor]));
            all.push((Shape::Capsule, Shape::Plane, [log, floor]));
            all.push((Shape::Box, Shape::Plane, [brick, floor]));
            let below = at(vec3(0.0, 0.1, 0.1), side, rod);
            all.push((Shape::Capsule, Shape::Capsule, [log, below]));
            all.push((Shape::Sphere, Shape::Capsule, [ball, below]));
        }
    }
    all
}

#[test]
fn resting_things_have_tame_slopes() {
    let mut tape = HeapTape::new();
    for (a, b, place) in resting() {
        let x = packed(place);
        let (params, body) = model(&x);
        for k in 0..7 * points(a, b) {
            let mut dy = vec![0.0; 56];
            dy[k] = 1.0;
            let (mut of_params, mut of_body) = (Zero::zero(), Zero::zero());
            let dy = unflat(&dy);
            collide::vjp(&world(a, b), &params, &mut of_params, &body, &mut of_body, dy, &mut tape);
            // logs that are nearly parallel are crossed within a tenth of a radian, and their points travel as much
            let bound = if k % 7 < 3 { 250.0 } else { 50.0 };
            let slope = adjoints(&of_params, &of_body);
            assert!(slope.iter().all(|s| s.abs() < bound), "{a:?} {b:?} output {k} {slope:?} {place:?}");
        }
    }
}
