//! One residual of bundle adjustment: camera, point, weight; where the point was seen is data. Its two
//! rows take two backward sweeps.

use costate_kernels::bundle::{CAMERA, Scene, residual};

use crate::kernel::Kernel;
use crate::views::{array, array_mut};

/// Where the weight stands, behind the point.
const WEIGHT: usize = CAMERA + 3;

pub fn kernel() -> Kernel {
    let scene = Scene::start();
    let (camera, point) = scene.pairs[0];
    Kernel::new(
        "ADBench BA, one residual",
        "enzyme_bundle",
        [&scene.cameras[camera][..], &scene.points[point], &[scene.weights[0]]].concat(),
        |n| {
            let (camera, point) = (array(&n.x[..CAMERA]), array(&n.x[CAMERA..WEIGHT]));
            n.out.copy_from_slice(&residual(camera, point, n.x[WEIGHT], array(&n.data)));
        },
        |n, t| {
            let (dc, rest) = n.dx.split_at_mut(CAMERA);
            let (dp, dw) = rest.split_at_mut(3);
            n.out.copy_from_slice(&residual::vjp(
                array(&n.x[..CAMERA]),
                array_mut(dc),
                array(&n.x[CAMERA..WEIGHT]),
                array_mut(dp),
                n.x[WEIGHT],
                &mut dw[0],
                array(&n.data),
                *array(&n.dout),
                t,
            ));
        },
    )
    .data(scene.seen[0].to_vec())
    .results(vec![0.0; 2], vec![vec![1.0, 0.0], vec![0.0, 1.0]])
}
