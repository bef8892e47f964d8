//! Spheres and capsules against everything, compared with slow searches.

mod oracle;
mod pairs;

use costate_physics::engine::collide::ContactPoint;
use costate_physics::math::rotation::exp;
use costate_physics::math::vec3::{Vec3, dot, norm, vec3};
use costate_physics::math::{Mat3, mat3};
use costate_physics::model::Shape;
use oracle::{distance, height};
use pairs::{ALL, Place, Random, times, touch};

const ROUND: usize = 7;

fn at(position: Vec3<f64>, turn: Vec3<f64>, size: Vec3<f64>) -> Place<f64> {
    Place { position, frame: exp(turn), size }
}

fn least_gap(points: &[ContactPoint<f64>]) -> f64 {
    points.iter().map(|p| p.gap).fold(f64::INFINITY, f64::min)
}

/// How far the least gap may be above the distance: what the two points of capsules leave out.
fn tolerance(a: Shape, b: Shape, place: &[Place<f64>; 2], distance: f64) -> f64 {
    match (a, b) {
        (Shape::Capsule, Shape::Capsule) => 0.00126 * (place[0].size.x + place[1].size.x + distance),
        (Shape::Capsule, Shape::Box) => 0.004 * (place[0].size.x + distance),
        _ => 1e-12,
    }
}

#[test]
fn the_least_gap_is_the_distance_of_the_surfaces() {
    let mut random = Random(1);
    let mut touching = 0;
    for (a, b) in ALL.into_iter().take(ROUND) {
        for _ in 0..800 {
            let mut place = random.places(b);
            place[0].size.x *= 0.5;
            let want = distance(a, b, place);
            // an axis inside a box is another matter
            if want < -place[0].size.x && a == Shape::Capsule && b == Shape::Box {
                continue;
            }
            let points = touch(a, b, place);
            let over = least_gap(&points) - want;
            touching += usize::from(want < 0.0);
            assert!(
                over > -1e-9 && over < 1e-9 + tolerance(a, b, &place, want),
                "{a:?} {b:?} {over} {place:?}"
            );
        }
    }
    assert!(touching > 1000, "{touching}");
}

#[test]
fn the_position_is_half_way_between_the_surfaces_and_on_the_body_over_a_plane() {
    let mut random = Random(2);
    for (a, b) in ALL.into_iter().take(ROUND) {
        for _ in 0..300 {
            let place = random.places(b);
            for p in touch(a, b, place) {
                assert!((norm(p.normal) - 1.0).abs() < 1e-12);
                let part = if b == Shape::Plane { 0.0 } else { 0.5 };
                let on_a = p.position + p.normal * (part * p.gap);
                let on_b = on_a - p.normal * p.gap;
                let deep = distance(a, b, place) < -place[0].size.x + 1e-9;
                if !(deep && a == Shape::Capsule) {
                    assert!(height(b, &place[1], on_b).abs() < 1e-8, "{b:?} {place:?}");
                }
                assert!(height(a, &place[0], on_a) < 1e-8, "{a:?} {b:?} {place:?}");
            }
        }
    }
}

/// A collider that moves along a screw of this velocity for a second.
fn moved(place: &Place<f64>, velocity: Vec3<f64>, spin: Vec3<f64>, t: f64) -> Place<f64> {
    Place { position: place.position + velocity * t, frame: times(exp(spin * t), place.frame), ..*place }
}

#[test]
fn the_least_gap_never_jumps() {
    let mut random = Random(3);
    let step = 1e-3;
    for (a, b) in ALL.into_iter().take(ROUND) {
        for _ in 0..25 {
            let [p, q] = random.places(b);
            let (velocity, spin) = (random.vector() * 0.3, random.vector() * 2.0);
            let path = (0..800).map(|k| {
                let place = [moved(&p, velocity, spin, f64::from(k) * step), q];
                (least_gap(&touch(a, b, place)), distance(a, b, place))
            });
            let path: Vec<_> = path.collect();
            for pair in path.windows(2) {
                let jump = (pair[1].0 - pair[0].0).abs();
                let entered = pair.iter().any(|g| g.1 < -p.size.x + 0.01);
                if entered && a == Shape::Capsule && b == Shape::Box {
                    continue;
                }
                let bound = 2.5 * step + tolerance(a, b, &[p, q], pair[0].1);
                assert!(jump < bound, "{a:?} {b:?} jumps by {jump}");
            }
        }
    }
}

/// The points' places along x, in order.
fn xs(points: &[ContactPoint<f64>]) -> Vec<f64> {
    let mut x: Vec<f64> = points.iter().map(|p| p.position.x).collect();
    x.sort_by(f64::total_cmp);
    x
}

fn close(a: &[f64], b: &[f64], tolerance: f64) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < tolerance)
}

const ALONG_X: Vec3<f64> = Vec3 { x: 0.0, y: std::f64::consts::FRAC_PI_2, z: 0.0 };
const ROD: Vec3<f64> = Vec3 { x: 0.1, y: 0.5, z: 0.0 };

#[test]
fn parallel_capsules_touch_at_both_ends_of_where_they_overlap() {
    let lower = at(Vec3::ZERO, ALONG_X, ROD);
    for tilt in [0.0, 1e-9, -1e-9, 1e-6, -1e-6] {
        let turn = ALONG_X + vec3(tilt, tilt, -tilt);
        let upper = at(vec3(0.3, 0.0, 0.199), turn, ROD);
        let points = touch(Shape::Capsule, Shape::Capsule, [upper, lower]);
        assert!(close(&xs(&points), &[-0.2, 0.5], 1e-5), "{points:?}");
        for p in points {
            assert!((p.gap + 0.001).abs() < 1e-5 && (p.normal.z - 1.0).abs() < 1e-9);
        }
    }
}

#[test]
fn crossed_capsules_touch_where_they_cross() {
    let lower = at(Vec3::ZERO, ALONG_X, ROD);
    let upper = at(vec3(0.3, 0.1, 0.19), times_turn(ALONG_X, 1.2), ROD);
    for p in touch(Shape::Capsule, Shape::Capsule, [upper, lower]) {
        // the upper axis is at y = 0 where x = 0.3 − 0.1 cot 1.2
        assert!(close(&[p.position.x, p.position.y], &[0.3 - 0.1 / 1.2_f64.tan(), 0.0], 2e-3), "{p:?}");
        assert!((p.gap + 0.01).abs() < 1e-4);
    }
}

/// A turn about y, and then by `angle` about z.
fn times_turn(turn: Vec3<f64>, angle: f64) -> Vec3<f64> {
    let frame = times(exp(vec3(0.0, 0.0, angle)), exp(turn));
    costate_physics::math::rotation::log(frame)
}

const BLOCK: Vec3<f64> = Vec3 { x: 0.4, y: 0.3, z: 0.2 };

#[test]
fn a_capsule_lies_on_a_box_between_its_ends_and_the_rim() {
    let block = at(Vec3::ZERO, Vec3::ZERO, BLOCK);
    for tilt in [0.0, 1e-9, -1e-9, 1e-5, -1e-5] {
        for (x, want) in [(0.0, [-0.4, 0.4]), (0.2, [-0.3, 0.4]), (-0.3, [-0.4, 0.2])] {
            let rod = at(vec3(x, 0.05, 0.299), ALONG_X + vec3(tilt, tilt, 0.0), ROD);
            let points = touch(Shape::Capsule, Shape::Box, [rod, block]);
            // where it is tilted over a rim, this is a margin wider
            assert!(close(&xs(&points), &want, 0.06 * ROD.x), "{tilt} {points:?}");
            assert!(points.iter().all(|p| (p.gap + 0.001).abs() < 2e-4 && p.normal.z > 0.998));
        }
    }
}

#[test]
fn a_capsule_along_an_edge_touches_at_both_ends() {
    let block = at(Vec3::ZERO, Vec3::ZERO, BLOCK);
    let off = 0.099 / 2.0_f64.sqrt();
    for yaw in [0.0, 1e-9, -1e-9, 1e-3, -1e-3] {
        let rod = at(vec3(0.0, 0.3 + off, 0.2 + off), times_turn(ALONG_X, yaw), vec3(0.1, 0.35, 0.0));
        let points = touch(Shape::Capsule, Shape::Box, [rod, block]);
        assert!(close(&xs(&points), &[-0.35, 0.35], 1e-3), "{points:?}");
        assert!(points.iter().all(|p| (p.gap + 0.001).abs() < 1e-3));
    }
}

#[test]
fn a_sunk_capsule_is_pushed_out_through_the_face_that_it_came_through() {
    let block = at(Vec3::ZERO, Vec3::ZERO, BLOCK);
    for depth in [0.0, 0.01, 0.05, 0.1] {
        let rod = at(vec3(0.2, 0.05, 0.2 - depth), ALONG_X, ROD);
        let points = touch(Shape::Capsule, Shape::Box, [rod, block]);
        assert!(close(&xs(&points), &[-0.3, 0.4], 0.06 * ROD.x), "{points:?}");
        for p in points {
            assert!(p.normal.z > 0.999 && (p.gap + depth + 0.1).abs() < 1e-9, "{p:?}");
        }
    }
}

#[test]
fn coincident_centres_are_pushed_apart_along_an_axis() {
    let frame: Mat3<f64> = exp(vec3(0.3, -0.2, 0.9));
    let size = vec3(0.25, 0.5, 0.125);
    let place = Place { position: vec3(1.0, 2.0, 3.0), frame, size };
    for (a, b) in ALL.into_iter().take(ROUND) {
        for p in touch(a, b, [place, place]) {
            let n = mat3::apply_transposed(frame, p.normal);
            let along = n.x.abs().max(n.y.abs()).max(n.z.abs());
            assert!((along - 1.0).abs() < 1e-9 && p.gap < 0.6, "{a:?} {b:?} {p:?}");
        }
    }
}

#[test]
fn normals_point_from_the_second_to_the_first() {
    let mut random = Random(4);
    let convex = |(a, b): &(Shape, Shape)| *b == Shape::Plane || *a == Shape::Sphere || *a == Shape::Box;
    for (a, b) in ALL.into_iter().filter(convex) {
        for _ in 0..200 {
            let [p, q] = random.places(b);
            let away = if b == Shape::Plane { q.frame.z } else { p.position - q.position };
            for (p, swapped) in touch(a, b, [p, q]).iter().zip(touch(b, a, [q, p])) {
                assert!(dot(p.normal, away) > 0.0, "{a:?} {b:?} {p:?}");
                assert!(
                    a == b || (norm(swapped.normal + p.normal) < 1e-9 && (swapped.gap - p.gap).abs() < 1e-9),
                    "{a:?} {b:?} {p:?}"
                );
            }
        }
    }
}
