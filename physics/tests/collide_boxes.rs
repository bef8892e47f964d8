//! Boxes against boxes and planes: depth, manifolds that fill the patch and stay, edges and corners.

mod oracle;
mod pairs;

use costate_physics::engine::collide::ContactPoint;
use costate_physics::math::mat3::{apply, apply_transposed};
use costate_physics::math::rotation::exp;
use costate_physics::math::vec3::{Vec3, dot, norm, vec3};
use costate_physics::model::Shape;
use oracle::{apart, height};
use pairs::{Place, Random, times, touch};

fn at(position: Vec3<f64>, turn: Vec3<f64>, size: Vec3<f64>) -> Place<f64> {
    Place { position, frame: exp(turn), size }
}

fn boxes(place: [Place<f64>; 2]) -> Vec<ContactPoint<f64>> {
    touch(Shape::Box, Shape::Box, place)
}

fn least_gap(points: &[ContactPoint<f64>]) -> f64 {
    points.iter().map(|p| p.gap).fold(f64::INFINITY, f64::min)
}

/// Two boxes whose overlap is small against their sizes, or that are a little apart.
fn near(random: &mut Random) -> [Place<f64>; 2] {
    let mut place = random.places(Shape::Box);
    for _ in 0..60 {
        // Newton's way to a depth of about a centimetre
        let gap = least_gap(&boxes(place));
        let away = place[0].position - place[1].position;
        if gap.abs() < 0.02 {
            break;
        }
        place[0].position -= away * (0.5 * gap.min(0.1) / norm(away));
    }
    place[0].position += (place[0].position - place[1].position) * (0.03 * random.next());
    place
}

#[test]
fn the_least_gap_is_the_least_depth_over_all_directions() {
    let mut random = Random(1);
    let (mut deep, mut clear) = (0, 0);
    for _ in 0..100 {
        let place = near(&mut random);
        let (want, got) = (apart(place), least_gap(&boxes(place)));
        if want > 1e-9 {
            assert!(got > 0.0 && got < 2.0, "{want} {got} {place:?}");
            clear += 1;
        } else if want < -1e-3 {
            // the search ends a little below the best direction, faces that are level within 1° a little above
            assert!(got > want - 1e-9 && got < want + 1e-3, "{want} {got} {place:?}");
            deep += 1;
        }
    }
    assert!(deep > 20 && clear > 20, "{deep} {clear}");
}

#[test]
fn both_points_of_a_contact_are_on_the_surfaces() {
    let mut random = Random(2);
    let (mut faces, mut edges) = (0, 0);
    for _ in 0..600 {
        let place = near(&mut random);
        let points = boxes(place);
        if least_gap(&points) > 0.0 {
            continue;
        }
        let edge = points[1..].iter().all(|p| p.gap == 1.0);
        (faces, edges) = (faces + usize::from(!edge), edges + usize::from(edge));
        for p in points.iter().take(if edge { 1 } else { 8 }) {
            let (on_a, on_b) = (p.position + p.normal * (0.5 * p.gap), p.position - p.normal * (0.5 * p.gap));
            let off =
                height(Shape::Box, &place[0], on_a).abs().max(height(Shape::Box, &place[1], on_b).abs());
            // points beyond the slack of the rim
            assert!(off < 2e-5, "{off} {edge} {p:?} {place:?}");
            assert!((norm(p.normal) - 1.0).abs() < 1e-12);
        }
    }
    assert!(faces > 100 && edges > 20, "{faces} {edges}");
}

/// Corners of the patch of two boxes whose axes are parallel, one on the other.
fn corners(place: [Place<f64>; 2]) -> Vec<(f64, f64)> {
    let [a, b] = place;
    let from = |x: f64, y: f64, h: f64, k: f64| ((x - h).max(y - k), (x + h).min(y + k));
    let (x0, x1) = from(a.position.x, b.position.x, a.size.x, b.size.x);
    let (y0, y1) = from(a.position.y, b.position.y, a.size.y, b.size.y);
    vec![(x0, y0), (x0, y1), (x1, y0), (x1, y1)]
}

#[test]
fn faces_with_parallel_edges_touch_in_the_corners_of_their_patch() {
    let mut random = Random(3);
    for _ in 0..300 {
        let (size_a, size_b) = (random.size(), random.size());
        let lift = size_a.z + size_b.z - 0.001;
        let slide = vec3(0.15 * random.next(), 0.15 * random.next(), lift);
        let place = [at(slide, Vec3::ZERO, size_a), at(Vec3::ZERO, Vec3::ZERO, size_b)];
        let points = boxes(place);
        for (x, y) in corners(place) {
            let here = |p: &&ContactPoint<f64>| (p.position.x - x).hypot(p.position.y - y) < 1e-9;
            assert!(points[..4].iter().any(|p| here(&p)), "{x} {y} {points:?}");
        }
        assert!(points.iter().all(|p| (p.gap + 0.001).abs() < 1e-12 && p.normal.z > 1.0 - 1e-12));
    }
}

/// Boxes as they lie on each other in towers, walls and piles of planks.
fn piles() -> Vec<[Place<f64>; 2]> {
    let cube = vec3(0.5, 0.5, 0.5);
    let plank = vec3(1.0, 0.2, 0.1);
    let base = at(Vec3::ZERO, Vec3::ZERO, cube);
    let on = |x: f64, y: f64, yaw: f64, size: Vec3<f64>, below: Vec3<f64>| {
        let place = at(vec3(x, y, size.z + below.z - 0.0005), vec3(0.0, 0.0, yaw), size);
        [place, at(Vec3::ZERO, Vec3::ZERO, below)]
    };
    let mut all = vec![[at(vec3(0.0, 0.0, 0.9995), Vec3::ZERO, cube), base]];
    for yaw in [0.0, 0.02, -0.1, 0.4, std::f64::consts::FRAC_PI_4, 1.2, std::f64::consts::FRAC_PI_2, 3.0] {
        all.push(on(0.0, 0.0, yaw, cube, cube));
        all.push(on(0.5, 0.0, yaw, cube, cube));
        all.push(on(0.1, -0.2, yaw, cube * 0.5, cube));
        all.push(on(0.1, -0.2, yaw, cube, cube * 0.5));
        all.push(on(0.0, 0.0, yaw, plank, plank));
        all.push(on(0.7, 0.1, yaw, plank, plank));
    }
    all
}

/// The place with noise in the position and the turn.
fn jittered(place: Place<f64>, random: &mut Random, noise: f64) -> Place<f64> {
    let position = place.position + random.vector() * noise;
    Place { position, frame: times(exp(random.vector() * noise), place.frame), ..place }
}

#[test]
fn no_point_flickers_where_boxes_lie_on_each_other() {
    let mut random = Random(4);
    let noise = 1e-7;
    for place in piles() {
        let before = boxes(place);
        for _ in 0..40 {
            let after = boxes(place.map(|p| jittered(p, &mut random, noise)));
            for (p, q) in before.iter().zip(after) {
                let moved = norm(p.position - q.position);
                assert!(moved < 60.0 * noise, "moved by {moved} from {p:?} {place:?}");
                assert!((p.gap - q.gap).abs() < 10.0 * noise && norm(p.normal - q.normal) < 3.0 * noise);
            }
        }
    }
}

#[test]
fn a_pile_rests_on_points_all_around_the_middle_of_its_patch() {
    for place in piles() {
        let points = boxes(place);
        assert!(points.iter().all(|p| p.gap < 0.0 && p.normal.z > 0.999), "{points:?}");
        let middle = points.iter().fold(Vec3::ZERO, |s, p| s + p.position * 0.125);
        for k in 0..16 {
            let angle = f64::from(k) * std::f64::consts::PI / 8.0;
            let to = vec3(angle.cos(), angle.sin(), 0.0);
            let reach = points.iter().map(|p| dot(p.position - middle, to)).fold(0.0, f64::max);
            assert!(reach > 0.04, "{reach} towards {angle} {place:?}");
        }
    }
}

#[test]
fn a_face_that_slides_and_turns_moves_its_points_steadily() {
    let base = at(Vec3::ZERO, Vec3::ZERO, vec3(0.5, 0.4, 0.1));
    let steps = 20_000;
    let path = (0..=steps).map(|k| {
        let t = f64::from(k) / f64::from(steps);
        let place = at(vec3(0.3 * t, 0.2 - 0.3 * t, 0.1995), vec3(0.0, 0.0, 6.0 * t), vec3(0.3, 0.45, 0.1));
        boxes([place, base])
    });
    let path: Vec<_> = path.collect();
    for pair in path.windows(2) {
        for (p, q) in pair[0].iter().zip(&pair[1]) {
            // points keep to their corners, but those change when the box has turned to another face's side
            let moved = norm(p.position - q.position);
            assert!(moved < 40.0 / f64::from(steps) && (p.gap - q.gap).abs() < 1e-9, "{moved} {p:?} {q:?}");
        }
    }
}

#[test]
fn crossed_edges_touch_in_a_point() {
    // two boxes on edge, the upper one turned by a right angle
    let lower = at(Vec3::ZERO, vec3(std::f64::consts::FRAC_PI_4, 0.0, 0.0), vec3(0.6, 0.2, 0.2));
    let up = 0.4 * 2.0_f64.sqrt() - 0.003;
    let upper = Place {
        position: vec3(0.1, -0.05, up),
        frame: times(exp(vec3(0.0, 0.0, 1.3)), lower.frame),
        size: lower.size,
    };
    let points = boxes([upper, lower]);
    assert!((points[0].gap + 0.003).abs() < 1e-9 && (points[0].normal.z - 1.0).abs() < 1e-9);
    // the upper edge is at y = 0 where x = 0.1 + 0.05 cot 1.3
    let want = vec3(0.1 + 0.05 / 1.3_f64.tan(), 0.0, 0.2 * 2.0_f64.sqrt() - 0.0015);
    assert!(norm(points[0].position - want) < 1e-9, "{points:?}");
    assert!(points[1..].iter().all(|p| p.gap > 0.0));
}

/// A plank that leans on the rim of a block, with its edges beyond the ends of the rim or within them.
#[test]
fn a_leaning_plank_touches_the_rim_at_both_of_its_edges() {
    let block = at(Vec3::ZERO, Vec3::ZERO, vec3(0.4, 0.4, 0.4));
    for (lean, yaw, width) in
        [(0.5, 0.0, 0.1), (0.5, 0.2, 0.1), (0.9, -0.3, 0.2), (0.3, 0.1, 0.6), (0.7, -0.2, 0.7)]
    {
        for noise in [0.0, 1e-9, -1e-9, 1e-5, -1e-5] {
            let frame = times(exp(vec3(0.0, lean, 0.0)), exp(vec3(noise, 0.0, yaw)));
            // the plank's lower face goes through the middle of the rim at x = z = 0.4
            let position = vec3(0.4, 0.0, 0.4) + frame.z * (0.05 - 0.001);
            let plank = Place { position, frame, size: vec3(0.8, width, 0.05) };
            for (points, normal) in [(boxes([plank, block]), frame.z), (boxes([block, plank]), -frame.z)] {
                let touching: Vec<_> = points.iter().filter(|p| p.gap < -0.0005).collect();
                let end = (width / yaw.cos()).min(0.4);
                for want in [-end, end] {
                    let here = |p: &&&ContactPoint<f64>| (p.position.y - want).abs() < 0.02;
                    assert!(
                        touching.iter().any(|p| here(&p)),
                        "{noise} {want} {lean} {yaw} {width} {points:?}"
                    );
                }
                assert!(touching.iter().all(|p| norm(p.normal - normal) < 1e-4), "{points:?}");
            }
        }
    }
}

#[test]
fn a_corner_on_a_face_touches_in_a_point() {
    let size = vec3(0.2, 0.2, 0.2);
    let base = at(Vec3::ZERO, Vec3::ZERO, vec3(1.0, 1.0, 0.5));
    // stood on a corner: (1, 1, 1) goes down
    let down = exp(vec3(0.5, -0.8, 0.0) * ((1.0 / 3.0_f64.sqrt()).acos() / 0.89_f64.sqrt()));
    let corner = (0..8).map(|i| {
        let s = |bit: usize| if i >> bit & 1 == 0 { 0.2 } else { -0.2 };
        apply(down, vec3(s(0), s(1), s(2)))
    });
    let lowest = corner.min_by(|p, q| p.z.total_cmp(&q.z)).unwrap();
    let position = vec3(0.1, 0.2, 0.5 - 0.002 - lowest.z);
    let points = boxes([Place { position, frame: down, size }, base]);
    let touching: Vec<_> = points.iter().filter(|p| p.gap < 0.0).collect();
    let want = position + lowest + vec3(0.0, 0.0, 0.001);
    assert!(!touching.is_empty(), "{points:?}");
    for p in touching {
        assert!((p.gap + 0.002).abs() < 1e-9 && norm(p.position - want) < 1e-9, "{p:?}");
    }
    // and from below, the face is the first box's
    let points = boxes([base, Place { position: vec3(0.1, 0.2, 0.498 - lowest.z), frame: down, size }]);
    assert!((least_gap(&points) + 0.002).abs() < 1e-9);
    assert!(points.iter().all(|p| (p.normal.z + 1.0).abs() < 1e-9));
}

#[test]
fn the_order_of_two_boxes_turns_the_normal_and_nothing_else() {
    let mut random = Random(5);
    for _ in 0..300 {
        let [p, q] = near(&mut random);
        let (one, other) = (boxes([p, q]), boxes([q, p]));
        let (least, swapped) = (least_gap(&one), least_gap(&other));
        // which of two faces that are level within 1° looks for the points is a matter of order
        assert!((least - swapped).abs() < 2e-3 || least > 0.0, "{least} {swapped}");
        assert!((least > 0.0) == (swapped > 0.0) || least.abs() < 1e-3, "{least} {swapped}");
    }
}

#[test]
fn a_box_on_a_plane_has_the_lower_end_of_each_diagonal() {
    let mut random = Random(6);
    for _ in 0..500 {
        let [a, b] = random.places(Shape::Plane);
        let points = touch(Shape::Box, Shape::Plane, [a, b]);
        let heights = (0..8).map(|i| {
            let s = |bit: usize| if i >> bit & 1 == 0 { 1.0 } else { -1.0 };
            let corner = vec3(s(0) * a.size.x, s(1) * a.size.y, s(2) * a.size.z);
            dot(b.frame.z, a.position + apply(a.frame, corner) - b.position)
        });
        let mut heights: Vec<f64> = heights.collect();
        heights.sort_by(f64::total_cmp);
        let mut gaps: Vec<f64> = points.iter().map(|p| p.gap).collect();
        gaps.sort_by(f64::total_cmp);
        assert!((0..3).all(|k| (gaps[k] - heights[k]).abs() < 1e-12), "{gaps:?} {heights:?}");
        for p in points {
            let corner = apply_transposed(a.frame, p.position - a.position);
            let off = vec3(corner.x.abs(), corner.y.abs(), corner.z.abs()) - a.size;
            assert!(norm(off) < 1e-12 && norm(p.normal - b.frame.z) < 1e-12);
        }
    }
}
