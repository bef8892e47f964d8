//! A model that runs, and what is measured on it.

#![allow(dead_code)]

use costate_physics::engine::step;
use costate_physics::math::Vec3;
use costate_physics::math::mat3::{apply, apply_transposed};
use costate_physics::math::sym3::apply_sym;
use costate_physics::math::vec3::{cross, dot, norm, vec3};
use costate_physics::model::builder::Builder;
use costate_physics::model::topology::Method;
use costate_physics::model::{Body, BodyParams, Model, WORLD};

/// Every solver, with sweeps enough to solve what the laws are tried on.
pub const METHODS: [(Method, usize); 3] =
    [(Method::Direct, 20), (Method::GaussSeidel, 100), (Method::Jacobi, 300)];

/// A model in motion.
pub struct Trial<const B: usize, const J: usize, const G: usize, const C: usize> {
    pub model: Model<B, J, G, C>,
    /// \[s\]
    pub time: f64,
}

impl<const B: usize, const J: usize, const G: usize, const C: usize> Trial<B, J, G, C> {
    /// A model solved by a method in so many sweeps.
    pub fn new(builder: &Builder<B, J, G, C>, (method, sweeps): (Method, usize)) -> Self {
        let mut model = builder.build().expect("a model");
        (model.topology.settings.method, model.topology.settings.sweeps) = (method, sweeps);
        Self { model, time: 0.0 }
    }

    /// One step; a joint with a drive is told to stay at zero.
    pub fn step(&mut self) {
        let Model { topology, params, start } = &mut self.model;
        *start = step(topology, params, start, &[0.0; 8][..topology.controls]);
        self.time += params.world.timestep;
    }

    /// Steps up to a time \[s\], watching.
    pub fn run(&mut self, until: f64, mut watch: impl FnMut(&Self)) {
        while self.time < until - 0.5 * self.model.params.world.timestep {
            self.step();
            watch(self);
        }
    }

    pub fn body(&self, i: usize) -> &Body<f64> {
        &self.model.start.body[i]
    }

    fn bodies(&self) -> impl Iterator<Item = (&BodyParams<f64>, &Body<f64>)> {
        self.model.params.body.iter().zip(&self.model.start.body).take(self.model.topology.bodies)
    }

    /// Σ m v \[kg m/s\].
    pub fn momentum(&self) -> Vec3<f64> {
        self.bodies().fold(Vec3::ZERO, |sum, (p, body)| sum + body.velocity.linear * p.mass)
    }

    /// Σ x × m v + R I Rᵀ ω \[kg m²/s\].
    pub fn angular_momentum(&self) -> Vec3<f64> {
        self.bodies().fold(Vec3::ZERO, |sum, (p, body)| {
            sum + cross(body.position, body.velocity.linear * p.mass) + spin(p, body)
        })
    }

    /// Σ ½ m v² + ½ ω · R I Rᵀ ω − m g · x \[J\].
    pub fn energy(&self) -> f64 {
        let gravity = self.model.params.world.gravity;
        let of = |(p, body): (&BodyParams<f64>, &Body<f64>)| {
            let v = body.velocity;
            0.5 * p.mass * dot(v.linear, v.linear) + 0.5 * dot(v.angular, spin(p, body))
                - p.mass * dot(gravity, body.position)
        };
        self.bodies().map(of).sum()
    }

    /// The largest distance of the two points that a joint holds together \[m\].
    pub fn gap(&self) -> f64 {
        let joint = |(j, link): (usize, &costate_physics::model::Link)| {
            let p = &self.model.params.joint[j];
            let point = |i: usize, anchor| {
                if i == WORLD { anchor } else { self.body(i).position + apply(self.body(i).rotation, anchor) }
            };
            norm(point(link.child, p.child_anchor) - point(link.parent, p.parent_anchor))
        };
        let links = &self.model.topology.joint[..self.model.topology.joints];
        links.iter().enumerate().map(joint).fold(0.0, f64::max)
    }
}

/// R I Rᵀ ω.
fn spin(p: &BodyParams<f64>, body: &Body<f64>) -> Vec3<f64> {
    apply(body.rotation, apply_sym(p.inertia, apply_transposed(body.rotation, body.velocity.angular)))
}

/// That two numbers are alike, relative to the second.
#[track_caller]
pub fn near(what: &str, got: f64, want: f64, tolerance: f64) {
    assert!((got - want).abs() <= tolerance * want.abs(), "{what}: {got} should be {want}");
}

/// Axes of the world.
pub const X: Vec3<f64> = Vec3 { x: 1.0, y: 0.0, z: 0.0 };
pub const Y: Vec3<f64> = Vec3 { x: 0.0, y: 1.0, z: 0.0 };
pub const Z: Vec3<f64> = Vec3 { x: 0.0, y: 0.0, z: 1.0 };

/// The point (x, y, z) \[m\].
pub fn at(x: f64, y: f64, z: f64) -> Vec3<f64> {
    vec3(x, y, z)
}
