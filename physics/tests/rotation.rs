//! Rotations by a vector: right where a step may turn a body, rotations wherever it turns it.

use costate_physics::math::Vec3;
use costate_physics::math::mat3::{apply, product};
use costate_physics::math::rotation::{defect, exp};
use costate_physics::math::vec3::{cross, dot};

/// O. Rodrigues' formula, with the sine and cosine of the standard library.
fn rodrigues(axis: Vec3<f64>, angle: f64, v: Vec3<f64>) -> Vec3<f64> {
    let along = axis * dot(axis, v) * (1.0 - angle.cos());
    v * angle.cos() + cross(axis, v) * angle.sin() + along
}

const AXIS: Vec3<f64> = Vec3 { x: 2.0 / 7.0, y: -3.0 / 7.0, z: 6.0 / 7.0 };

#[test]
fn a_turn_is_rodrigues() {
    let v = Vec3 { x: 0.3, y: 1.1, z: -0.7 };
    for (angle, bound) in [(0.0, 0.0), (1e-9, 1e-16), (0.1, 2e-15), (1.0, 2e-15), (2.0, 2e-15), (5.0, 1e-8)] {
        let off = apply(exp(AXIS * angle), v) - rodrigues(AXIS, angle, v);
        assert!(dot(off, off).sqrt() <= bound, "{angle}: {off:?}");
    }
}

/// A body that spins as fast as a diverging run has it stays one.
#[test]
fn any_turn_is_a_rotation_about_its_axis() {
    for angle in [1e-300, 1e-3, 1.0, 3.0, 6.0, 10.0, 30.0, 1e3, 1e6] {
        let turn = exp(AXIS * angle);
        assert!(defect(turn) < 1e-14, "{angle}: {}", defect(turn));
        let axis = apply(turn, AXIS) - AXIS;
        assert!(dot(axis, axis) < 1e-28, "{angle}: {axis:?}");
        assert!(defect(product(turn, turn)) < 1e-14, "{angle}");
    }
}
