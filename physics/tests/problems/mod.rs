//! Random steps to solve: trees of joints of all kinds, servos at their limits, contacts of all kinds.

#![allow(dead_code)]

pub mod numbers;

use costate::Real;
use costate_physics::math::mat3::product;
use costate_physics::math::rotation::exp;
use costate_physics::math::sym3::rotated;
use costate_physics::math::vec3::vec3;
use costate_physics::math::{Mat3, Sym3, Twist, Vec3};
use costate_physics::model::topology::{Friction, Method, Settings};
use costate_physics::model::{Drive, Geom, JointKind, Link, Pair, Topology, WORLD};
use costate_physics::solver::gauss_seidel::gauss_seidel;
use costate_physics::solver::jacobi::jacobi;
use costate_physics::solver::problem::APART;
use costate_physics::solver::{ContactBlock, Coordinate, JointBlock, Mass, Problem, Solution};

/// Bodies, joints, and points of contact.
pub const B: usize = 5;
pub const J: usize = 4;
pub const G: usize = B + 1;
pub const C: usize = 6;

pub type Tree = Topology<B, J, G, C>;
pub type Step<T> = Problem<T, B, J, C>;
pub type Answer<T> = Solution<T, B, J, C>;

/// Numbers from a linear congruential generator.
pub struct Random(pub u64);

impl Random {
    /// In [−1, 1).
    pub fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
    }

    /// In [low, high).
    pub fn within(&mut self, low: f64, high: f64) -> f64 {
        low + 0.5 * (self.next() + 1.0) * (high - low)
    }

    /// 0 to n − 1.
    pub fn below(&mut self, n: usize) -> usize {
        (self.within(0.0, n as f64)) as usize
    }

    /// Each component in [−size, size).
    pub fn vector(&mut self, size: f64) -> Vec3<f64> {
        vec3(size * self.next(), size * self.next(), size * self.next())
    }

    pub fn twist(&mut self, linear: f64, angular: f64) -> Twist<f64> {
        Twist { linear: self.vector(linear), angular: self.vector(angular) }
    }

    pub fn rotation(&mut self) -> Mat3<f64> {
        product(exp(self.vector(2.0)), exp(self.vector(2.0)))
    }

    /// Of a body of the size of a hand or a foot.
    pub fn mass(&mut self) -> Mass<f64> {
        let mass = self.within(0.5, 2.0);
        let mut square = || mass * self.within(0.1, 0.3).powi(2);
        let inertia = Sym3 { xx: square(), yy: square(), zz: square(), xy: 0.0, xz: 0.0, yz: 0.0 };
        Mass { mass, inertia: rotated(self.rotation(), inertia) }
    }

    /// A joint whose rows want small velocities; a soft one gives way.
    pub fn joint(&mut self, soft: bool) -> JointBlock<f64> {
        let mut block = JointBlock::<f64>::NONE;
        block.frame = self.rotation();
        block.arm = self.vector(0.2);
        block.offset = self.vector(0.4);
        block.bias = std::array::from_fn(|_| 0.1 * self.next());
        if soft {
            block.compliance = std::array::from_fn(|_| self.within(0.1, 2.0));
        }
        block.coordinate = std::array::from_fn(|_| self.coordinate());
        block
    }

    /// A spring, a servo that is too weak or strong enough, limits near and far.
    pub fn coordinate(&mut self) -> Coordinate<f64> {
        Coordinate {
            push: 0.05 * self.next(),
            weight: self.within(0.0, 0.05),
            target: self.next(),
            strength: [0.0, 0.01, 0.1, 10.0][self.below(4)],
            slowest: [-0.5, -10.0, -1e9][self.below(3)],
            fastest: [0.5, 10.0, 1e9][self.below(3)],
        }
    }

    /// A contact, sometimes none.
    pub fn contact(&mut self) -> ContactBlock<f64> {
        ContactBlock {
            frame: self.rotation(),
            arm_a: self.vector(0.2),
            arm_b: self.vector(0.2),
            bias: if self.below(4) == 0 { APART } else { 0.3 * self.next() },
            compliance: self.within(0.01, 0.1),
            friction: self.within(0.1, 1.0),
            torsion: self.within(0.0, 0.05),
            delay: 0.0,
        }
    }

    /// A tree of joints of any kind, with its problem.
    pub fn step(&mut self, friction: Friction) -> (Tree, Step<f64>) {
        let mut topology = empty(friction);
        let mut problem = Step::<f64>::NONE;
        for i in 0..B {
            problem.mass[i] = self.mass();
            problem.free[i] = self.twist(1.0, 3.0);
        }
        for j in 0..J {
            let parent = [WORLD, self.below(j + 1)][self.below(2)];
            let kinds = [
                JointKind::Ball,
                JointKind::Universal,
                JointKind::Hinge,
                JointKind::Slider,
                JointKind::Fixed,
            ];
            let (kind, soft) = (kinds[self.below(5)], self.below(3) == 0);
            let drive = Drive::Servo;
            topology.joint[j] = Link { parent, child: j + 1, kind, drive, control: 0, soft, limited: true };
            problem.joint[j] = self.joint(soft);
        }
        for c in 0..C {
            let a = self.below(B);
            let b = [B, (a + 1) % B][self.below(2)];
            let rows = [1, 3, 4][self.below(3)];
            topology.pair[c] = Pair { a, b, first: c, points: 1, rows };
            problem.contact[c] = self.contact();
        }
        (topology, problem)
    }

    /// Contacts alone.
    pub fn heap(&mut self, friction: Friction, rows: usize) -> (Tree, Step<f64>) {
        let (mut topology, problem) = self.step(friction);
        topology.joints = 0;
        for pair in &mut topology.pair {
            pair.rows = rows;
        }
        (topology, problem)
    }

    /// Impulses to start from.
    pub fn warm(&mut self) -> Answer<f64> {
        let mut warm = Answer::<f64>::ZERO;
        for wrench in &mut warm.wrench {
            *wrench = self.twist(0.5, 0.1);
        }
        for push in &mut warm.push {
            *push = [self.within(0.0, 0.5), 0.1 * self.next(), 0.1 * self.next(), 0.01 * self.next()];
        }
        warm
    }
}

/// A method that sweeps.
#[derive(Clone, Copy)]
pub struct Sweeper<T: Real> {
    pub name: &'static str,
    pub solve: fn(&Tree, &Step<T>, &Answer<T>) -> Answer<T>,
    /// Sweeps that solve nearly all random steps.
    pub enough: usize,
}

impl<T: Real> Sweeper<T> {
    pub const GAUSS_SEIDEL: Self = Self { name: "gauss_seidel", solve: gauss_seidel, enough: 4000 };
    pub const JACOBI: Self = Self { name: "jacobi", solve: jacobi, enough: 20_000 };
    pub const ALL: [Self; 2] = [Self::GAUSS_SEIDEL, Self::JACOBI];

    /// So many sweeps from these impulses.
    pub fn from(&self, warm: &Answer<T>, tree: &Tree, step: &Step<T>, n: usize) -> Answer<T> {
        (self.solve)(&sweeps(tree, n), step, warm)
    }

    /// So many sweeps from none.
    pub fn sweep(&self, tree: &Tree, step: &Step<T>, n: usize) -> Answer<T> {
        self.from(&Answer::ZERO, tree, step, n)
    }

    /// Enough sweeps from none.
    pub fn converged(&self, tree: &Tree, step: &Step<T>) -> Answer<T> {
        self.sweep(tree, step, self.enough)
    }
}

/// The same tree with so many sweeps.
pub fn sweeps(tree: &Tree, sweeps: usize) -> Tree {
    Tree { settings: Settings { sweeps, ..tree.settings }, ..*tree }
}

/// The largest of some numbers, without their signs.
pub fn largest(numbers: &[f64]) -> f64 {
    numbers.iter().fold(0.0, |most, x| x.abs().max(most))
}

/// A collider for each body, and one for the world.
fn empty(friction: Friction) -> Tree {
    Tree {
        bodies: B,
        joints: J,
        geoms: G,
        pairs: C,
        contacts: C,
        controls: 0,
        joint: [Link::NONE; J],
        geom: std::array::from_fn(|i| Geom { body: if i < B { i } else { WORLD }, ..Geom::NONE }),
        pair: [Pair::NONE; C],
        settings: Settings { method: Method::GaussSeidel, friction, ..Settings::DEFAULT },
    }
}
