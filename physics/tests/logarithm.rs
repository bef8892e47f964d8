//! The rotation vector of a rotation, up to half a turn.

use core::f64::consts::PI;

use costate::Real;
use costate_physics::math::mat3::product;
use costate_physics::math::rotation::{exp, log};
use costate_physics::math::vec3::{cross, dot, norm, vec3};
use costate_physics::math::{Mat3, Vec3};

/// Axes of length one: those of a frame, of its faces' diagonals, and some others.
fn axes() -> Vec<Vec3<f64>> {
    let all = [
        [1.0, 0.0, 0.0],
        [0.0, -1.0, 0.0],
        [0.0, 0.0, 1.0],
        [1.0, 1.0, 0.0],
        [0.0, 1.0, -1.0],
        [0.3, -0.5, 0.8],
    ];
    all.map(|[x, y, z]| vec3(x, y, z) * (1.0 / norm(vec3(x, y, z)))).into()
}

/// The rotation about an axis by an angle that is half a turn less a little, by its sine and cosine.
fn turned(n: Vec3<f64>, less: f64) -> Mat3<f64> {
    let (sine, cosine) = (less.sin(), -less.cos());
    let column = |e: Vec3<f64>| e * cosine + cross(n, e) * sine + n * (dot(n, e) * (1.0 - cosine));
    Mat3 { x: column(vec3(1.0, 0.0, 0.0)), y: column(vec3(0.0, 1.0, 0.0)), z: column(vec3(0.0, 0.0, 1.0)) }
}

#[test]
fn the_logarithm_is_right_up_to_half_a_turn() {
    for (n, less) in
        axes().into_iter().flat_map(|n| [2.0, 0.5, 0.44, 0.1, 1e-5, 1e-9, 1e-14].map(|less| (n, less)))
    {
        let phi = log(turned(n, less));
        assert!(norm(phi - n * (PI - less)) < 1e-14, "{n:?}, {less}: {phi:?}");
    }
}

/// Either of the two vectors is right.
#[test]
fn half_a_turn_has_a_logarithm() {
    for n in axes() {
        let phi = log(turned(n, 0.0));
        assert!((norm(phi) - PI).abs() < 1e-14, "{n:?}: {phi:?}");
        assert!((dot(phi, n).abs() - PI).abs() < 1e-14, "{n:?}: {phi:?}");
    }
    let single = log(turned(axes()[5], 0.0).cast::<f32>());
    assert!((f64::from(norm(single)) - PI).abs() < 1e-5, "{single:?}");
    let upside_down = Mat3 { x: vec3(1.0, 0.0, 0.0), y: vec3(0.0, -1.0, 0.0), z: vec3(0.0, 0.0, -1.0) };
    assert_eq!(log(upside_down), vec3(PI, 0.0, 0.0));
}

/// Along a turn of the rotation, there too.
#[test]
fn the_logarithm_has_the_slope_of_differences_up_to_half_a_turn() {
    let way = vec3(0.4, -0.7, 0.2);
    for (n, less) in axes().into_iter().flat_map(|n| [2.0, 0.44, 0.1, 1e-3, 0.0].map(|less| (n, less))) {
        let q = turned(n, less);
        let along = Mat3 { x: cross(way, q.x), y: cross(way, q.y), z: cross(way, q.z) };
        let (phi, slope) = log::jvp(q, along);
        let near = |h: f64| {
            let other = log(product(exp(way * h), q));
            // across half a turn it is the other vector
            if dot(other, phi) < 0.0 { other - other * (2.0 * PI / norm(other)) } else { other }
        };
        let want = (near(1e-6) - near(-1e-6)) * 5e5;
        assert!(norm(slope - want) < 1e-7 * (1.0 + norm(want)), "{n:?}, {less}: {slope:?} {want:?}");
    }
}

#[test]
fn lanes_have_the_bits_of_scalars() {
    type L = costate::Lanes<f64, 4>;
    let q: Vec<Mat3<f64>> =
        axes().iter().zip([2.0, 0.1, 0.0, 1e-9]).map(|(n, less)| turned(*n, less)).collect();
    let side = |f: fn(&Mat3<f64>) -> f64| {
        let mut x = L::ZERO;
        (0..4).for_each(|lane| x.set_lane(lane, f(&q[lane])));
        x
    };
    let wide = log(Mat3 {
        x: Vec3 { x: side(|q| q.x.x), y: side(|q| q.x.y), z: side(|q| q.x.z) },
        y: Vec3 { x: side(|q| q.y.x), y: side(|q| q.y.y), z: side(|q| q.y.z) },
        z: Vec3 { x: side(|q| q.z.x), y: side(|q| q.z.y), z: side(|q| q.z.z) },
    });
    for (lane, q) in q.iter().enumerate() {
        let one = log(*q);
        let got = [wide.x.lane(lane), wide.y.lane(lane), wide.z.lane(lane)];
        assert_eq!(got.map(f64::to_bits), [one.x, one.y, one.z].map(f64::to_bits), "lane {lane}");
    }
}
