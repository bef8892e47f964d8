//! Random scenes: trees of any joints with any drives, colliders of any shape that touch each other and the ground.

#![allow(dead_code)]

pub mod parts;

use costate::{HeapTape, Zero};
use costate_physics::engine::collide::collide;
use costate_physics::engine::{equations, reset, step};

use costate_physics::math::Vec3;
use costate_physics::model::builder::{BodyId, Builder, Collider, Form, Joint, Pose, Touch, Weight};
use costate_physics::model::topology::Settings;
use costate_physics::model::{JointKind, Model, Params, State, Topology, WORLD};
use costate_physics::solver::residual::residual;

use crate::problems::Random;
use parts::Parts;

/// Bodies, joints, colliders, points of contact, controls.
pub const B: usize = 5;
pub const J: usize = 4;
pub const G: usize = B + 1;
pub const C: usize = 12;
pub const U: usize = 3 * J;

pub type Scene = Model<B, J, G, C>;
pub type Moving = State<f64, B, J, C>;

/// What a step depends on.
#[derive(Clone, Copy)]
pub struct Inputs {
    pub params: Params<f64, B, J, G>,
    pub state: Moving,
    pub controls: [f64; U],
}

impl Parts for Inputs {
    fn each(&mut self, _: &'static str, f: &mut dyn FnMut(&'static str, parts::Part)) {
        self.params.each("", f);
        self.state.each("", f);
        self.controls.each("control", f);
    }
}

impl Inputs {
    /// The state after a step.
    pub fn step(&self, topology: &Topology<B, J, G, C>) -> Moving {
        step(topology, &self.params, &self.state, &self.controls[..topology.controls])
    }

    /// The gradient of a step that is weighed with `weights`.
    pub fn pulled(&self, topology: &Topology<B, J, G, C>, weights: Moving) -> Self {
        let mut of = Self { params: Params::zero(), state: State::zero(), controls: [0.0; U] };
        let (controls, n) = (&self.controls, topology.controls);
        let (params, state) = (&mut of.params, &mut of.state);
        step::vjp(
            topology,
            &self.params,
            params,
            &self.state,
            state,
            &controls[..n],
            &mut of.controls[..n],
            weights,
            &mut HeapTape::new(),
        );
        of
    }

    /// How the state after a step goes along.
    pub fn pushed(&self, topology: &Topology<B, J, G, C>, along: &Self) -> Moving {
        let n = topology.controls;
        let (controls, on) = (&self.controls[..n], &along.controls[..n]);
        step::jvp(topology, &self.params, &along.params, &self.state, &along.state, controls, on).1
    }

    /// The largest residual of the equations of a step at what was found.
    pub fn residual(&self, topology: &Topology<B, J, G, C>, after: &Moving) -> f64 {
        let n = topology.controls;
        let problem = equations(topology, &self.params, &self.state, &self.controls[..n]);
        let r = residual(&after.warm, topology, &problem).numbers();
        r.into_iter().fold(0.0, |most: f64, x| if x.is_nan() { f64::INFINITY } else { most.max(x.abs()) })
    }
}

/// Σ wᵢ xᵢ.
pub fn weighed(weights: &[f64], x: &[f64]) -> f64 {
    weights.iter().zip(x).map(|(w, x)| w * x).sum()
}

impl Random {
    /// Numbers that differ from the first on, of seeds that stand beside each other.
    pub fn mixed(seed: u64) -> Self {
        let mut random = Self(seed * 77 + 5);
        for _ in 0..5 {
            random.next();
        }
        random
    }

    fn kind(&mut self) -> JointKind {
        use JointKind::{Ball, Fixed, Hinge, Slider, Universal};
        [Ball, Universal, Hinge, Slider, Fixed][self.below(5)]
    }

    fn form(&mut self) -> Form {
        match self.below(3) {
            0 => Form::sphere(self.within(0.05, 0.12)),
            1 => Form::capsule(self.within(0.03, 0.08), self.within(0.1, 0.3)),
            _ => Form::cuboid(self.within(0.1, 0.2), self.within(0.1, 0.2), self.within(0.1, 0.3)),
        }
    }

    fn pose(&mut self, size: f64) -> Pose {
        Pose { position: self.vector(size), rotation: self.rotation() }
    }

    /// A joint of any kind, with any drive, somewhere between two bodies.
    fn link(&mut self, parent: BodyId, child: BodyId) -> Joint {
        let frame = self.rotation();
        let at = self.vector(0.15);
        let mut joint = match self.kind() {
            JointKind::Ball => Joint::ball(parent, child, at).axes(frame),
            JointKind::Universal => Joint::universal(parent, child, at, frame.x, frame.y),
            JointKind::Hinge => Joint::hinge(parent, child, at, frame.x),
            JointKind::Slider => Joint::slider(parent, child, at, frame.x),
            JointKind::Fixed => Joint::fixed(parent, child, at).axes(frame),
        };
        if self.below(2) == 0 {
            joint = joint.spring(self.within(1.0, 10.0), self.vector(0.3)).damping(self.within(0.01, 0.3));
        }
        if self.below(2) == 0 {
            joint = joint.armature(self.within(0.001, 0.02));
        }
        if self.below(3) == 0 {
            joint = joint.soft(self.within(2.0, 20.0), self.within(0.3, 1.5));
        }
        joint = joint.range(-self.within(0.2, 1.0), self.within(0.2, 1.0));
        if self.below(2) == 0 {
            joint = joint.stops();
        }
        match self.below(3) {
            0 => joint,
            1 => {
                let torque = [0.1, 2.0, 100.0][self.below(3)];
                joint.servo(self.within(5.0, 50.0), torque, [1.0, 20.0][self.below(2)])
            }
            _ => joint.motor(self.within(0.2, 3.0)),
        }
    }

    /// A scene with so many bodies and joints and as many contacts as there is room for.
    pub fn scene(&mut self, settings: Settings) -> Scene {
        let mut b = Builder::<B, J, G, C>::new();
        b.settings = settings;
        b.world.compliance = [1e-6, 1e-3, 0.05][self.below(3)];
        b.world.correction = self.within(0.1, 0.5);
        b.world.slop = [0.0, 1e-3][self.below(2)];
        b.world.threshold = self.within(0.05, 0.5);
        b.world.gravity = self.vector(3.0) + Vec3 { x: 0.0, y: 0.0, z: -9.81 };
        let mut bodies = Vec::new();
        let mut skins = Vec::new();
        for i in 0..2 + self.below(B - 1) {
            let body = b.body(self.pose(0.25));
            let form = self.form();
            let pose = self.pose(0.05);
            b.solid(body, form, pose, Weight::Density(self.within(300.0, 1500.0)));
            let skin = Collider::new(form).at(pose).friction(self.within(0.1, 1.2));
            let skin = skin.torsion(self.within(0.0, 0.05)).restitution(self.within(0.0, 0.9));
            skins.push(b.collider(body, skin));
            if i < J && self.below(4) != 0 {
                let parent = match (i, self.below(3)) {
                    (0, _) | (_, 0) => BodyId::WORLD,
                    _ => bodies[self.below(bodies.len())],
                };
                b.joint(self.link(parent, body));
            }
            bodies.push(body);
        }
        let ground = b.collider(BodyId::WORLD, Collider::new(Form::plane()).friction(0.8).restitution(0.2));
        self.pairs(&mut b, &skins, ground);
        let mut model = b.build().expect("a scene without mistakes");
        self.start(&mut model);
        model
    }

    /// Pairs until there is no more room.
    fn pairs(
        &mut self,
        b: &mut Builder<B, J, G, C>,
        skins: &[costate_physics::model::builder::ColliderId],
        ground: costate_physics::model::builder::ColliderId,
    ) {
        for (i, &skin) in skins.iter().enumerate() {
            let touch = [Touch::Smooth, Touch::Rough, Touch::Twisting][self.below(3)];
            let other = if i > 0 && self.below(2) == 0 { skins[self.below(i)] } else { ground };
            let mut tried = *b;
            tried.pair_as(skin, other, touch);
            if tried.build().is_ok() {
                *b = tried;
            }
        }
    }

    /// Joints within their range, bodies in motion, the ground under the lowest of them.
    fn start(&mut self, model: &mut Scene) {
        let coordinates: [Vec3<f64>; J] = std::array::from_fn(|_| self.vector(0.8));
        model.pose(&coordinates);
        let Model { topology, params, start } = model;
        for body in &mut start.body[..topology.bodies] {
            body.velocity = self.twist(1.0, 3.0);
        }
        let ground = (0..topology.geoms).find(|&g| topology.geom[g].body == WORLD).expect("the ground");
        let point = collide(topology, params, &start.body);
        let pairs = topology.pair[..topology.pairs].iter().filter(|p| p.a == ground || p.b == ground);
        let gaps = pairs.flat_map(|p| p.first..p.first + p.points).map(|c| point[c].gap);
        let lowest = gaps.fold(f64::INFINITY, f64::min);
        if lowest.is_finite() {
            params.geom[ground].position.z += lowest + self.within(-0.005, 0.02);
        }
        *start = reset(topology, params, start.body);
    }

    /// A scene after some steps, with controls.
    pub fn inputs(&mut self, settings: Settings, steps: usize) -> (Topology<B, J, G, C>, Inputs) {
        let Model { topology, params, start } = self.scene(settings);
        let controls = std::array::from_fn(|_| 1.5 * self.next());
        let mut now = Inputs { params, state: start, controls };
        for _ in 0..steps {
            now.state = now.step(&topology);
        }
        (topology, now)
    }
}
