//! Bundle adjustment, as ADBench has it: how far a camera sees a point from where it was observed.
//!
//! A camera is (axis of rotation times angle, position, focal length, principal point, two coefficients
//! of radial distortion). The Jacobian is sparse: two rows of 15 an observation.

use costate::differentiable;

/// Numbers of a camera.
pub const CAMERA: usize = 11;

/// `x` turned around `axis` by its length. O. Rodrigues.
#[differentiable]
#[inline]
fn rotated(axis: [f64; 3], x: [f64; 3]) -> [f64; 3] {
    let square = axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2];
    if square == 0.0 {
        let c = cross(axis, x);
        return [x[0] + c[0], x[1] + c[1], x[2] + c[2]];
    }
    let angle = square.sqrt();
    let (sin, cos) = (angle.sin(), angle.cos());
    let w = [axis[0] / angle, axis[1] / angle, axis[2] / angle];
    let c = cross(w, x);
    let along = (w[0] * x[0] + w[1] * x[1] + w[2] * x[2]) * (1.0 - cos);
    [
        x[0] * cos + c[0] * sin + w[0] * along,
        x[1] * cos + c[1] * sin + w[1] * along,
        x[2] * cos + c[2] * sin + w[2] * along,
    ]
}

#[differentiable]
#[inline]
fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

/// The weighted error \[pixels\] of an observation.
#[differentiable(vjp_n)]
pub fn residual(
    camera: &[f64; CAMERA],
    point: &[f64; 3],
    weight: f64,
    #[constant] seen: &[f64; 2],
) -> [f64; 2] {
    let off = [point[0] - camera[3], point[1] - camera[4], point[2] - camera[5]];
    let x = rotated([camera[0], camera[1], camera[2]], off);
    let (u, v) = (x[0] / x[2], x[1] / x[2]);
    let square = u * u + v * v;
    let scale = (1.0 + camera[9] * square + camera[10] * square * square) * camera[6];
    [weight * (u * scale + camera[7] - seen[0]), weight * (v * scale + camera[8] - seen[1])]
}

/// A residual's two rows: by camera, by point, by weight.
pub type Rows = ([[f64; CAMERA]; 2], [[f64; 3]; 2], [f64; 2]);

/// The residual and its two rows, by the formulas of the derivatives.
pub fn by_hand(camera: &[f64; CAMERA], point: &[f64; 3], weight: f64, seen: &[f64; 2]) -> ([f64; 2], Rows) {
    let off = [point[0] - camera[3], point[1] - camera[4], point[2] - camera[5]];
    let axis = [camera[0], camera[1], camera[2]];
    let (r, by_axis) = turned(axis, off);
    let x = apply(&r, off);
    let over = 1.0 / x[2];
    let (u, v) = (x[0] * over, x[1] * over);
    let square = u * u + v * v;
    let [focal, k1, k2] = [camera[6], camera[9], camera[10]];
    let radial = 1.0 + k1 * square + k2 * square * square;
    let scale = radial * focal;
    let error = [u * scale + camera[7] - seen[0], v * scale + camera[8] - seen[1]];

    let dscale = 2.0 * focal * (k1 + 2.0 * k2 * square);
    let by_uv = [[scale + u * dscale * u, u * dscale * v], [v * dscale * u, scale + v * dscale * v]];
    let (mut of_camera, mut of_point) = ([[0.0; CAMERA]; 2], [[0.0; 3]; 2]);
    for row in 0..2 {
        let [du, dv] = [weight * by_uv[row][0] * over, weight * by_uv[row][1] * over];
        let dx = [du, dv, -(du * u + dv * v)];
        for k in 0..3 {
            of_camera[row][k] = dx[0] * by_axis[0][k] + dx[1] * by_axis[1][k] + dx[2] * by_axis[2][k];
            of_point[row][k] = dx[0] * r[0][k] + dx[1] * r[1][k] + dx[2] * r[2][k];
            of_camera[row][3 + k] = -of_point[row][k];
        }
        let along = weight * [u, v][row];
        of_camera[row][6] = along * radial;
        of_camera[row][7 + row] = weight;
        of_camera[row][9] = along * focal * square;
        of_camera[row][10] = along * focal * square * square;
    }
    ([weight * error[0], weight * error[1]], (of_camera, of_point, error))
}

type Matrix = [[f64; 3]; 3];

fn apply(m: &Matrix, x: [f64; 3]) -> [f64; 3] {
    std::array::from_fn(|i| m[i][0] * x[0] + m[i][1] * x[1] + m[i][2] * x[2])
}

/// The rotation matrix around `axis` by its length, and the derivative of the turned `x` by `axis`.
fn turned(axis: [f64; 3], x: [f64; 3]) -> (Matrix, Matrix) {
    let [a, b, c] = axis;
    let square = a * a + b * b + c * c;
    if square == 0.0 {
        return (
            [[1.0, -c, b], [c, 1.0, -a], [-b, a, 1.0]],
            [[0.0, x[2], -x[1]], [-x[2], 0.0, x[0]], [x[1], -x[0], 0.0]],
        );
    }
    let angle = square.sqrt();
    let over = 1.0 / angle;
    let (sin, cos) = costate::Real::sin_cos(angle);
    let w = [a * over, b * over, c * over];
    let across = [w[1] * x[2] - w[2] * x[1], w[2] * x[0] - w[0] * x[2], w[0] * x[1] - w[1] * x[0]];
    let (one, dot) = (1.0 - cos, w[0] * x[0] + w[1] * x[1] + w[2] * x[2]);
    let matrix = [
        [cos + one * w[0] * w[0], one * w[0] * w[1] - sin * w[2], one * w[0] * w[2] + sin * w[1]],
        [one * w[1] * w[0] + sin * w[2], cos + one * w[1] * w[1], one * w[1] * w[2] - sin * w[0]],
        [one * w[2] * w[0] - sin * w[1], one * w[2] * w[1] + sin * w[0], cos + one * w[2] * w[2]],
    ];
    // y = x cos + (w × x) sin + w (w·x)(1 − cos): along w the angle changes, across it w does
    let by_angle: [f64; 3] = std::array::from_fn(|i| across[i] * cos - (x[i] - w[i] * dot) * sin);
    let cross_of = [[0.0, x[2], -x[1]], [-x[2], 0.0, x[0]], [x[1], -x[0], 0.0]];
    let by_w: Matrix = std::array::from_fn(|i| {
        std::array::from_fn(|k| {
            let same = if i == k { dot } else { 0.0 };
            cross_of[i][k] * sin + one * (same + w[i] * x[k])
        })
    });
    let by_axis = std::array::from_fn(|i| {
        let along = by_w[i][0] * w[0] + by_w[i][1] * w[1] + by_w[i][2] * w[2];
        std::array::from_fn(|k| by_angle[i] * w[k] + (by_w[i][k] - along * w[k]) * over)
    });
    (matrix, by_axis)
}

/// Cameras around points, and who sees what.
pub struct Scene {
    /// All cameras.
    pub cameras: Vec<[f64; CAMERA]>,
    /// All points.
    pub points: Vec<[f64; 3]>,
    /// Weights of the observations.
    pub weights: Vec<f64>,
    /// Where each was seen.
    pub seen: Vec<[f64; 2]>,
    /// Camera and point of each observation.
    pub pairs: Vec<(usize, usize)>,
}

impl Scene {
    /// As large as the first of ADBench: 49 cameras, 7776 points, 31843 observations.
    pub fn start() -> Self {
        let number = |k: usize, phase: f64| (12.9898 * k as f64 + phase).sin();
        let camera = |k: usize| {
            let mut camera: [f64; CAMERA] = std::array::from_fn(|i| 0.1 * number(k * CAMERA + i, 0.1));
            camera[5] -= 5.0;
            camera[6] += 500.0;
            camera
        };
        let pairs: Vec<_> = (0..31843).map(|o| (o * 7 % 49, o * 13 % 7776)).collect();
        Self {
            cameras: (0..49).map(camera).collect(),
            points: (0..7776).map(|p| std::array::from_fn(|i| number(3 * p + i, 0.2))).collect(),
            weights: (0..pairs.len()).map(|o| 1.0 + 0.5 * number(o, 0.3)).collect(),
            seen: (0..pairs.len()).map(|o| [100.0 * number(o, 0.4), 100.0 * number(o, 0.5)]).collect(),
            pairs,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand_and_generated_agree() {
        let scene = Scene::start();
        for o in [0, 5, 999] {
            let (c, p) = scene.pairs[o];
            agree(&scene.cameras[c], &scene.points[p], scene.weights[o], &scene.seen[o]);
        }
        let mut still = scene.cameras[1];
        still[..3].fill(0.0);
        agree(&still, &scene.points[8], 0.7, &[1.0, -2.0]);
    }

    fn agree(camera: &[f64; CAMERA], point: &[f64; 3], weight: f64, seen: &[f64; 2]) {
        let (value, (of_camera, of_point, of_weight)) = by_hand(camera, point, weight, seen);
        let other = residual(camera, point, weight, seen);
        for row in 0..2 {
            let (mut dc, mut dp, mut dw, mut dr) = ([0.0; CAMERA], [0.0; 3], 0.0, [0.0; 2]);
            dr[row] = 1.0;
            residual::vjp(
                camera,
                &mut dc,
                point,
                &mut dp,
                weight,
                &mut dw,
                seen,
                dr,
                &mut costate::HeapTape::new(),
            );
            crate::check::near(value[row], &of_camera[row], other[row], &dc);
            crate::check::near(of_weight[row], &of_point[row], dw, &dp);
        }
    }
}
