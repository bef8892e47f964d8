//! Where colliders touch: a point, a normal and a gap for each point of contact.
//!
//! Each pair of shapes is a file with one function, from two colliders to its points: a fixed number of them, since
//! which points touch is a matter of their gaps. The shapes come in the order of [`Shape`]; a pair in the other
//! order is swapped and its normals are turned.
//!
//! | | sphere | capsule | box | plane |
//! |---|---|---|---|---|
//! | sphere | 1 | 1 | 1 | 1 |
//! | capsule | | 2 | 2 | 2 |
//! | box | | | 8 | 4 |
//!
//! Rounded shapes have the distance of their surfaces until the axis of one enters the other; boxes the least
//! depth over all directions. Where that is no smooth function, as for a centre in the middle of a box, the
//! derivative is that of the choice which was made, and finite: two centres that coincide are pushed apart along
//! an axis of the second shape.

pub mod box_box;
pub mod box_plane;
pub mod capsule_box;
pub mod capsule_capsule;
pub mod capsule_plane;
pub mod rounded;
pub mod solid;
pub mod sphere_box;
pub mod sphere_capsule;
pub mod sphere_plane;
pub mod sphere_sphere;

use costate::{Diff, Real, differentiable};

use crate::math::mat3::{Mat3, apply, product};
use crate::math::vec3::Vec3;
use crate::model::{Body, GeomParams, Params, Shape, Topology, WORLD};

/// A point at which two colliders may touch, in world axes.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct ContactPoint<T> {
    /// Half way between the two surfaces; above or below a plane it is a point of the body \[m\].
    pub position: Vec3<T>,
    /// The normal, of length one, from the second collider to the first.
    pub normal: Vec3<T>,
    /// The distance of the surfaces, negative where they overlap \[m\].
    pub gap: T,
}

impl<T: Real> ContactPoint<T> {
    /// Nothing near.
    pub const NONE: Self =
        Self { position: Vec3::ZERO, normal: Vec3 { x: T::ZERO, y: T::ZERO, z: T::ONE }, gap: T::ONE };
}

/// A collider in world axes.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Collider<T> {
    /// Its centre \[m\].
    pub position: Vec3<T>,
    /// Its axes.
    pub frame: Mat3<T>,
    /// Its size, as its [`Shape`] says \[m\].
    pub size: Vec3<T>,
}

/// How many points of contact two shapes have, in either order: a sphere 1 with all, a capsule 2, a box 4 with a plane
/// and 8 with a box.
pub const fn points(a: Shape, b: Shape) -> usize {
    match (a, b) {
        (Shape::Plane, Shape::Plane) => 0,
        (Shape::Sphere, _) | (_, Shape::Sphere) => 1,
        (Shape::Box, Shape::Box) => box_box::POINTS,
        (Shape::Box, Shape::Plane) | (Shape::Plane, Shape::Box) => box_plane::POINTS,
        (Shape::Capsule, _) | (_, Shape::Capsule) => 2,
    }
}

/// All points of contact.
#[differentiable(recompute)]
pub fn collide<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    body: &[Body<T>; B],
) -> [ContactPoint<T>; C] {
    let mut point = [ContactPoint::<T>::NONE; C];
    for k in 0..topology.pairs {
        let pair = topology.pair[k];
        let swap = topology.geom[pair.a].shape as usize > topology.geom[pair.b].shape as usize;
        let (i, j) = if swap { (pair.b, pair.a) } else { (pair.a, pair.b) };
        let a = place(&params.geom[i], body, topology.geom[i].body);
        let b = place(&params.geom[j], body, topology.geom[j].body);
        let at = pair.first;
        match (topology.geom[i].shape, topology.geom[j].shape) {
            (Shape::Sphere, Shape::Sphere) => put(&mut point, at, swap, sphere_sphere::touch(&a, &b)),
            (Shape::Sphere, Shape::Capsule) => put(&mut point, at, swap, sphere_capsule::touch(&a, &b)),
            (Shape::Sphere, Shape::Box) => put(&mut point, at, swap, sphere_box::touch(&a, &b)),
            (Shape::Sphere, Shape::Plane) => put(&mut point, at, swap, sphere_plane::touch(&a, &b)),
            (Shape::Capsule, Shape::Capsule) => put(&mut point, at, swap, capsule_capsule::touch(&a, &b)),
            (Shape::Capsule, Shape::Box) => put(&mut point, at, swap, capsule_box::touch(&a, &b)),
            (Shape::Capsule, Shape::Plane) => put(&mut point, at, swap, capsule_plane::touch(&a, &b)),
            (Shape::Box, Shape::Box) => put(&mut point, at, swap, box_box::touch(&a, &b)),
            (Shape::Box, Shape::Plane) => put(&mut point, at, swap, box_plane::touch(&a, &b)),
            _ => {}
        }
    }
    point
}

/// The points of a pair go where it has them; their normals are turned where it was swapped.
#[differentiable]
#[inline(always)]
fn put<T: Real, const N: usize, const C: usize>(
    point: &mut [ContactPoint<T>; C],
    first: usize,
    swapped: bool,
    found: [ContactPoint<T>; N],
) {
    for i in 0..N {
        let normal = if swapped { -found[i].normal } else { found[i].normal };
        point[first + i] = ContactPoint { position: found[i].position, normal, gap: found[i].gap };
    }
}

/// A collider where its body is.
#[differentiable]
#[inline(always)]
pub fn place<T: Real, const B: usize>(geom: &GeomParams<T>, body: &[Body<T>; B], i: usize) -> Collider<T> {
    if i == WORLD {
        Collider { position: geom.position, frame: geom.frame, size: geom.size }
    } else {
        Collider {
            position: body[i].position + apply(body[i].rotation, geom.position),
            frame: product(body[i].rotation, geom.frame),
            size: geom.size,
        }
    }
}
