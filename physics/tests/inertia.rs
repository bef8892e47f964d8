//! Masses and inertias are those of the integrals, and differentiable.

use costate::{Real, check_gradients};
use costate_physics::math::mat3::apply_transposed;
use costate_physics::math::rotation::exp;
use costate_physics::math::vec3::square;
use costate_physics::math::{Mat3, Sym3, Vec3};
use costate_physics::model::Shape;
use costate_physics::model::inertia::{
    Matter, composite, inertia_about, joined, moved, solid, volume, weighed,
};

const SOLIDS: [(Shape, Vec3<f64>); 3] = [
    (Shape::Sphere, Vec3 { x: 0.6, y: 0.0, z: 0.0 }),
    (Shape::Capsule, Vec3 { x: 0.4, y: 0.5, z: 0.0 }),
    (Shape::Box, Vec3 { x: 0.6, y: 0.4, z: 0.9 }),
];

/// Whether a point lies in a solid at the origin.
fn holds(shape: Shape, size: Vec3<f64>, p: Vec3<f64>) -> bool {
    match shape {
        Shape::Sphere => square(p) < size.x * size.x,
        Shape::Capsule => {
            let z = (p.z.abs() - size.y).max(0.0);
            p.x * p.x + p.y * p.y + z * z < size.x * size.x
        }
        Shape::Box => p.x.abs() < size.x && p.y.abs() < size.y && p.z.abs() < size.z,
        Shape::Plane => false,
    }
}

/// Mass, centre and inertia by `n` points that fill the cube [−1, 1]³ evenly (M. Roberts' R₃ sequence).
fn integrated(n: usize, density: f64, inside: impl Fn(Vec3<f64>) -> bool) -> Matter<f64> {
    let g = 1.220_744_084_605_759_5_f64;
    let at = |i: usize, alpha: f64| 2.0 * (i as f64 * alpha).fract() - 1.0;
    let cell = 8.0 * density / n as f64;
    let points =
        (1..=n).map(|i| Vec3 { x: at(i, 1.0 / g), y: at(i, 1.0 / (g * g)), z: at(i, 1.0 / (g * g * g)) });
    let points: Vec<_> = points.filter(|&p| inside(p)).collect();
    let mass = cell * points.len() as f64;
    let sum = points.iter().fold(Vec3::ZERO, |sum, &p| sum + p);
    let center = sum * (cell / mass);
    let mut inertia = Sym3::ZERO;
    for &p in &points {
        let d = p - center;
        inertia.xx += cell * (d.y * d.y + d.z * d.z);
        inertia.yy += cell * (d.z * d.z + d.x * d.x);
        inertia.zz += cell * (d.x * d.x + d.y * d.y);
        inertia.xy -= cell * d.x * d.y;
        inertia.xz -= cell * d.x * d.z;
        inertia.yz -= cell * d.y * d.z;
    }
    Matter { mass, center, inertia }
}

fn numbers<T: Real>(m: Matter<T>) -> [T; 10] {
    let (c, i) = (m.center, m.inertia);
    [m.mass, c.x, c.y, c.z, i.xx, i.yy, i.zz, i.xy, i.xz, i.yz]
}

fn matter<T: Real>(x: [T; 10]) -> Matter<T> {
    let inertia = Sym3 { xx: x[4], yy: x[5], zz: x[6], xy: x[7], xz: x[8], yz: x[9] };
    Matter { mass: x[0], center: Vec3 { x: x[1], y: x[2], z: x[3] }, inertia }
}

fn close(a: Matter<f64>, b: Matter<f64>, tolerance: f64) {
    for (k, (a, b)) in numbers(a).into_iter().zip(numbers(b)).enumerate() {
        assert!((a - b).abs() < tolerance, "number {k}: {a} is not {b}");
    }
}

#[test]
fn solids_are_what_their_integrals_say() {
    for (shape, size) in SOLIDS {
        let sum = integrated(400_000, 500.0, |p| holds(shape, size, p));
        let exact = solid(shape, size, 500.0);
        close(exact, sum, 2e-3 * exact.mass);
        let [a, b] = [exact.inertia, sum.inertia].map(|i| [i.xx, i.yy, i.zz]);
        for (a, b) in a.into_iter().zip(b) {
            assert!((a / b - 1.0).abs() < 5e-3, "{shape:?}: {a} is not {b}");
        }
    }
}

#[test]
fn a_composite_is_the_integral_over_its_parts() {
    let turn = exp(Vec3 { x: 0.4, y: -0.7, z: 0.2 });
    let shift = Vec3 { x: 0.35, y: -0.25, z: 0.1 };
    let (ball, block) = (Vec3 { x: 0.25, y: 0.0, z: 0.0 }, Vec3 { x: 0.2, y: 0.15, z: 0.3 });
    let apart = Vec3 { x: -0.4, y: 0.3, z: -0.3 };
    let whole = composite(&[
        moved(solid(Shape::Box, block, 700.0), turn, shift),
        moved(solid(Shape::Sphere, ball, 700.0), Mat3::IDENTITY, apart),
    ]);
    let sum = integrated(400_000, 700.0, |p| {
        holds(Shape::Box, block, apply_transposed(turn, p - shift)) || holds(Shape::Sphere, ball, p - apart)
    });
    close(whole, sum, 1e-3 * whole.mass);
    assert!(whole.inertia.xy.abs() > 1.0 && whole.inertia.yz.abs() > 0.5, "the products of inertia count");
}

#[test]
fn two_halves_of_a_box_are_the_box() {
    let half = solid(Shape::Box, Vec3 { x: 0.1, y: 0.2, z: 0.3 }, 800.0);
    let at = |x| moved(half, Mat3::IDENTITY, Vec3 { x, y: 0.0, z: 0.0 });
    let whole = solid(Shape::Box, Vec3 { x: 0.2, y: 0.2, z: 0.3 }, 800.0);
    close(joined(at(-0.1), at(0.1)), whole, 1e-13);
}

#[test]
fn the_order_of_parts_does_not_matter() {
    let turn = exp(Vec3 { x: 0.3, y: 0.5, z: -0.8 });
    let parts = SOLIDS.map(|(shape, size)| moved(solid(shape, size, 900.0), turn, size));
    let [a, b, c] = parts;
    close(composite(&[a, b, c]), composite(&[c, a, b]), 1e-10);
}

#[test]
fn inertia_about_a_point_is_steiners() {
    let rod = weighed(Shape::Capsule, Vec3 { x: 0.02, y: 0.1, z: 0.0 }, 0.3);
    let about = inertia_about(rod, Vec3 { x: 0.0, y: 0.0, z: 0.5 });
    assert_eq!(about.xx, rod.inertia.xx + 0.3 * 0.25);
    assert_eq!(about.zz, rod.inertia.zz);
}

#[test]
fn nothing_of_no_parts() {
    assert_eq!(composite::<f64>(&[]), Matter::NONE);
    assert_eq!(volume(Shape::Plane, Vec3 { x: 1.0, y: 1.0, z: 1.0 }), 0.0);
}

#[test]
fn solids_are_differentiable_by_size_and_density() {
    for (shape, size) in SOLIDS {
        let full = |x: &[f64; 4]| Vec3 { x: x[0], y: x[1], z: x[2] };
        let primal = |x: &[f64; 4]| numbers(solid(shape, full(x), x[3]));
        check_gradients(
            "solid",
            [size.x, size.y.max(0.1), size.z.max(0.1), 2.0],
            primal,
            |x, t| {
                let (y, ty) = solid::jvp(shape, full(x), full(t), x[3], t[3]);
                (numbers(y), numbers(ty))
            },
            |x, dx, dy, tape| {
                let mut dsize = full(dx);
                let value = solid::vjp(shape, full(x), &mut dsize, x[3], &mut dx[3], matter(*dy), tape);
                (dx[0], dx[1], dx[2]) = (dsize.x, dsize.y, dsize.z);
                numbers(value)
            },
            |x| numbers(solid(shape, Vec3 { x: x[0], y: x[1], z: x[2] }, x[3])),
        )
        .unwrap();
    }
}

/// Two pieces of matter, turned and shifted and put together.
fn pieces<T: Real>(x: &[T; 26]) -> ([Matter<T>; 2], Vec3<T>, Vec3<T>) {
    let first = core::array::from_fn(|k| x[k]);
    let second = core::array::from_fn(|k| x[10 + k]);
    let phi = Vec3 { x: x[20], y: x[21], z: x[22] };
    ([matter(first), matter(second)], phi, Vec3 { x: x[23], y: x[24], z: x[25] })
}

#[costate::differentiable]
fn assembled<T: Real>(pieces: &[Matter<T>; 2], phi: Vec3<T>, shift: Vec3<T>) -> Matter<T> {
    let turned = moved(pieces[0], exp(phi), shift);
    composite(&[turned, pieces[1], pieces[0]])
}

#[test]
fn composites_are_differentiable_by_their_parts() {
    let x: [f64; 26] = core::array::from_fn(|k| {
        let wave = (1.7 * k as f64 + 0.3).sin();
        if k == 0 || k == 10 { 2.0 + wave } else { 0.5 * wave }
    });
    check_gradients(
        "assembled",
        x,
        |x| {
            let (parts, phi, shift) = pieces(x);
            numbers(assembled(&parts, phi, shift))
        },
        |x, t| {
            let ((parts, phi, shift), (tparts, tphi, tshift)) = (pieces(x), pieces(t));
            let (y, ty) = assembled::jvp(&parts, &tparts, phi, tphi, shift, tshift);
            (numbers(y), numbers(ty))
        },
        |x, dx, dy, tape| {
            let ((parts, phi, shift), (mut dparts, mut dphi, mut dshift)) = (pieces(x), pieces(dx));
            let value =
                assembled::vjp(&parts, &mut dparts, phi, &mut dphi, shift, &mut dshift, matter(*dy), tape);
            dx[..10].copy_from_slice(&numbers(dparts[0]));
            dx[10..20].copy_from_slice(&numbers(dparts[1]));
            dx[20..].copy_from_slice(&[dphi.x, dphi.y, dphi.z, dshift.x, dshift.y, dshift.z]);
            numbers(value)
        },
        |x| {
            let (parts, phi, shift) = pieces(x);
            numbers(assembled(&parts, phi, shift))
        },
    )
    .unwrap();
}
