//! Random pairs of colliders, as models of two bodies, and what they are as vectors of numbers.
#![allow(dead_code)] // each test uses a part

use costate::{Real, lit};
use costate_physics::engine::collide::{ContactPoint, collide, points};
use costate_physics::math::rotation::{basis, exp};
use costate_physics::math::vec3::{Vec3, direction, vec3};
use costate_physics::math::{Mat3, Twist};
use costate_physics::model::topology::Settings;
use costate_physics::model::{
    Body, BodyParams, Geom, GeomParams, JointParams, Link, Pair, Params, Shape, Topology, WorldParams,
};

/// Two bodies, one joint that is none, two colliders, eight points of contact.
pub type World = Topology<2, 1, 2, 8>;
/// Its numbers.
pub type Numbers<T> = Params<T, 2, 1, 2>;
/// Its points.
pub type Points<T> = [ContactPoint<T>; 8];

/// Every pair of shapes that has points, in the order of [`Shape`].
pub const ALL: [(Shape, Shape); 9] = [
    (Shape::Sphere, Shape::Sphere),
    (Shape::Sphere, Shape::Capsule),
    (Shape::Sphere, Shape::Box),
    (Shape::Sphere, Shape::Plane),
    (Shape::Capsule, Shape::Capsule),
    (Shape::Capsule, Shape::Box),
    (Shape::Capsule, Shape::Plane),
    (Shape::Box, Shape::Box),
    (Shape::Box, Shape::Plane),
];

/// Where a collider is and how large.
#[derive(Clone, Copy, Debug)]
pub struct Place<T> {
    pub position: Vec3<T>,
    pub frame: Mat3<T>,
    pub size: Vec3<T>,
}

/// Two bodies with a collider each.
pub fn world(a: Shape, b: Shape) -> World {
    let geom = [Geom { body: 0, shape: a }, Geom { body: 1, shape: b }];
    let mut pair = [Pair::NONE; 8];
    pair[0] = Pair { a: 0, b: 1, first: 0, points: points(a, b), rows: 3 };
    Topology {
        bodies: 2,
        joints: 0,
        geoms: 2,
        pairs: 1,
        contacts: points(a, b),
        controls: 0,
        joint: [Link::NONE; 1],
        geom,
        pair,
        settings: Settings::DEFAULT,
    }
}

/// The colliders sit on their bodies at (`lever`, `lean`), so that the bodies' and the colliders' poses both count.
pub fn numbers<T: Real>(place: [Place<T>; 2]) -> (Numbers<T>, [Body<T>; 2]) {
    let lever = vec3(lit::<T>(0.1), lit(-0.2), lit(0.05));
    let lean = exp(vec3(lit::<T>(0.3), lit(0.2), lit(-0.5)));
    let body = place.map(|p| {
        // p.frame = rotation · lean
        let rotation = times(p.frame, transpose(lean));
        Body { position: p.position - turned(rotation, lever), rotation, velocity: Twist::ZERO }
    });
    let geom = place.map(|p| GeomParams { position: lever, frame: lean, size: p.size, ..GeomParams::NONE });
    let world = WorldParams {
        timestep: T::ONE,
        gravity: Vec3::ZERO,
        correction: T::ONE,
        compliance: T::ONE,
        threshold: T::ONE,
        slop: T::ONE,
    };
    (Params { world, body: [BodyParams::NONE; 2], joint: [JointParams::NONE; 1], geom }, body)
}

/// The points of contact of two colliders.
pub fn touch<T: Real>(a: Shape, b: Shape, place: [Place<T>; 2]) -> Vec<ContactPoint<T>> {
    let (params, body) = numbers(place);
    collide(&world(a, b), &params, &body)[..points(a, b)].to_vec()
}

fn transpose<T: Real>(a: Mat3<T>) -> Mat3<T> {
    costate_physics::math::mat3::transpose(a)
}

pub fn times<T: Real>(a: Mat3<T>, b: Mat3<T>) -> Mat3<T> {
    costate_physics::math::mat3::product(a, b)
}

pub fn turned<T: Real>(a: Mat3<T>, v: Vec3<T>) -> Vec3<T> {
    costate_physics::math::mat3::apply(a, v)
}

/// Numbers from a linear congruential generator.
pub struct Random(pub u64);

impl Random {
    /// In [−1, 1).
    pub fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
    }

    pub fn vector(&mut self) -> Vec3<f64> {
        vec3(self.next(), self.next(), self.next())
    }

    pub fn direction(&mut self) -> Vec3<f64> {
        direction(self.vector())
    }

    pub fn frame(&mut self) -> Mat3<f64> {
        let x = self.direction();
        let (y, z) = basis(x);
        times(exp(x * (3.0 * self.next())), Mat3 { x, y, z })
    }

    /// Half sizes between 0.1 and 0.5 m.
    pub fn size(&mut self) -> Vec3<f64> {
        vec3(0.3 + 0.2 * self.next(), 0.3 + 0.2 * self.next(), 0.3 + 0.2 * self.next())
    }

    /// Two colliders that are about to touch, or have.
    pub fn places(&mut self, b: Shape) -> [Place<f64>; 2] {
        let [first, second] =
            [0, 1].map(|_| Place { position: self.vector(), frame: self.frame(), size: self.size() });
        let reach = if b == Shape::Plane { 0.5 } else { 0.85 };
        let n = if b == Shape::Plane { second.frame.z } else { self.direction() };
        let apart = n * (reach * (0.75 + 0.5 * self.next()));
        [Place { position: second.position + apart, ..first }, second]
    }
}

/// Numbers of two places, 30 in all.
pub fn packed<T: Real>(place: [Place<T>; 2]) -> Vec<T> {
    let one = |p: Place<T>| {
        let v = |v: Vec3<T>| [v.x, v.y, v.z];
        [v(p.position), v(p.frame.x), v(p.frame.y), v(p.frame.z), v(p.size)].concat()
    };
    [one(place[0]), one(place[1])].concat()
}

/// Two places from their numbers.
pub fn unpacked<T: Real>(x: &[T]) -> [Place<T>; 2] {
    let one = |x: &[T]| {
        let v = |i: usize| vec3(x[i], x[i + 1], x[i + 2]);
        Place { position: v(0), frame: Mat3 { x: v(3), y: v(6), z: v(9) }, size: v(12) }
    };
    [one(&x[..15]), one(&x[15..])]
}

/// Parameters and bodies from the 30 numbers of two colliders, which are the bodies' own frames.
pub fn model<T: Real>(x: &[T]) -> (Numbers<T>, [Body<T>; 2]) {
    let place = unpacked(x);
    let (mut params, mut body) = numbers(place);
    for i in 0..2 {
        params.geom[i].position = Vec3::ZERO;
        params.geom[i].frame = Mat3::IDENTITY;
        body[i] = Body { position: place[i].position, rotation: place[i].frame, velocity: Twist::ZERO };
    }
    (params, body)
}

/// All numbers of points.
pub fn flat<T: Real>(point: &[ContactPoint<T>]) -> Vec<T> {
    let one = |p: &ContactPoint<T>| {
        [p.position.x, p.position.y, p.position.z, p.normal.x, p.normal.y, p.normal.z, p.gap]
    };
    point.iter().flat_map(one).collect()
}

/// Points from their numbers.
pub fn unflat<T: Real>(x: &[T]) -> Points<T> {
    let v = |i: usize| vec3(x[i], x[i + 1], x[i + 2]);
    std::array::from_fn(|k| ContactPoint { position: v(7 * k), normal: v(7 * k + 3), gap: x[7 * k + 6] })
}

/// The tangents of parameters and bodies that come from those of the 30 numbers.
pub fn tangents<T: Real>(t: &[T]) -> (Numbers<T>, [Body<T>; 2]) {
    let place = unpacked(t);
    let mut params: Numbers<T> = costate::Zero::zero();
    let mut body: [Body<T>; 2] = costate::Zero::zero();
    for i in 0..2 {
        params.geom[i].size = place[i].size;
        body[i].position = place[i].position;
        body[i].rotation = place[i].frame;
    }
    (params, body)
}

/// The 30 numbers' part of adjoints of parameters and bodies.
pub fn adjoints<T: Real>(params: &Numbers<T>, body: &[Body<T>; 2]) -> Vec<T> {
    packed(std::array::from_fn(|i| Place {
        position: body[i].position,
        frame: body[i].rotation,
        size: params.geom[i].size,
    }))
}
