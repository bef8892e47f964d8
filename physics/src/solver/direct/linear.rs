//! The equations of a step near a solution: systems with ∂r/∂x and with its transpose.
//!
//! The rows of joints are linear: held, soft, or free with λ + w ν. With q the pushes of contacts, c their compliance,
//! D the slope of their projection and G v their velocities, theirs are (I − (1 − c) D) q + D G v. The trees are
//! symmetric, so both systems are the problem of a step again, with other right sides, and the small matrix of the
//! contacts turned over.

use costate::{Mask, Real, lit};

use super::contacts::solved_to;
use super::delassus::{Column, Touching, touches};
use super::dense::{eliminate, equilibrate};
use super::modes::{Modes, twist};
use super::newton::{self, Slopes};
use super::tree::{Load, Motion, coordinate};
use super::{Desk, approach, press};
use crate::math::{Twist, Vec3};
use crate::model::Topology;
use crate::model::topology::Method;
use crate::solver::residual::{relative, scale, tolerance};
use crate::solver::rows::{joint_impulse, joint_velocity, velocity_of};
use crate::solver::{Problem, Solution};

/// ∂r/∂x at a solution.
pub(super) struct Linear<'a, T: Real, const B: usize, const J: usize, const G: usize, const C: usize> {
    topology: &'a Topology<B, J, G, C>,
    problem: &'a Problem<T, B, J, C>,
    desk: &'a mut Desk<T, B, J, C>,
    modes: Modes<T, J>,
    touching: Touching<C>,
    /// D of each contact.
    slope: Slopes<T, C>,
    /// Where some contact does not give way.
    rigid: T::Mask,
    /// D with all contacts held that may be, if there is such a lane.
    held: Option<Slopes<T, C>>,
    /// 0; NaN where `x` is no solution, so that nothing is taken for a derivative that is none.
    trust: T,
}

/// What a row of a joint is, for one of its six.
enum Kind<T> {
    /// ν
    Hard,
    /// ν + c λ
    Soft(T),
    /// Held by a drive, or ρ (λ + w ν): the weight w.
    Coordinate(usize, T),
}

impl<'a, T: Real, const B: usize, const J: usize, const G: usize, const C: usize> Linear<'a, T, B, J, G, C> {
    /// At the solution `x`.
    pub fn at(
        topology: &'a Topology<B, J, G, C>,
        problem: &'a Problem<T, B, J, C>,
        x: &Solution<T, B, J, C>,
        desk: &'a mut Desk<T, B, J, C>,
    ) -> Self {
        let (modes, left) = Modes::at(topology, problem, &x.velocity, &x.wrench);
        desk.tree.factorize(topology, problem, &modes);
        let touching = Touching::of(topology, problem);
        desk.ways.delassus(topology, problem, &desk.tree, &touching, &mut desk.delassus);
        let u = approach(problem, &touching, &x.velocity);
        let push = touching.gather(problem, &x.push);
        let slope = newton::slopes(topology, problem, &touching, &u, &push, T::ZERO);
        let mut rigid = T::Mask::splat(false);
        for touch in touching.iter() {
            let block = &problem.contact[touch.contact];
            rigid = rigid | (touches(block) & block.compliance.le(T::ZERO));
        }
        let margin = solved_to::<T>() * lit(1e3);
        let held = rigid.any().then(|| newton::slopes(topology, problem, &touching, &u, &push, margin));
        let left = match topology.settings.method {
            Method::Direct => left.max(newton::relative_residual(topology, problem, &touching, &u, &push)),
            Method::GaussSeidel | Method::Jacobi => relative(topology, problem, x),
        };
        let solved = left.lt(tolerance(topology.settings.method));
        let trust = T::select(solved, T::ZERO, lit(f64::NAN));
        Self { topology, problem, desk, modes, touching, slope, rigid, held, trust }
    }

    /// x with (∂r/∂x) x = r.
    pub fn solve(mut self, r: &Solution<T, B, J, C>) -> Solution<T, B, J, C> {
        let mut load = Load { impulse: self.trusted(&r.velocity), ..Load::ZERO };
        for j in 0..self.topology.joints {
            let rho = self.scale(j);
            let rows = r.wrench[j].six();
            self.load(j, &mut load, |k, kind| match kind {
                Kind::Hard => (rows[k], T::ZERO),
                Kind::Soft(compliance) => (T::ZERO, rows[k] / compliance),
                Kind::Coordinate(..) => (rows[k], rows[k] / rho),
            });
        }
        if self.touching.is_empty() {
            let motion = self.desk.tree.solve(self.topology, self.problem, &load);
            return Solution { velocity: motion.velocity, wrench: motion.wrench, push: r.push };
        }
        let (free, _) = self.desk.tree.velocities(self.topology, self.problem, &load);
        let mut q = approach(self.problem, &self.touching, &free);
        for touch in self.touching.iter() {
            let own = &mut q.as_flattened_mut()[touch.first..touch.first + touch.rows];
            let mut u = [T::ZERO; 4];
            u[..touch.rows].copy_from_slice(own);
            for (k, own) in own.iter_mut().enumerate() {
                *own = r.push[touch.contact][k] - inner(self.slope[touch.contact][k], u);
            }
        }
        self.eliminate(false, &mut q);
        press(self.problem, &self.touching, &q, &mut load.impulse);
        let motion = self.desk.tree.solve(self.topology, self.problem, &load);
        Solution {
            velocity: motion.velocity,
            wrench: motion.wrench,
            push: self.touching.scatter(self.problem, &q, &r.push),
        }
    }

    /// μ with (∂r/∂x)ᵀ μ = r.
    pub fn solve_transposed(mut self, r: &Solution<T, B, J, C>) -> Solution<T, B, J, C> {
        let mut load = Load { impulse: self.trusted(&r.velocity), ..Load::ZERO };
        for j in 0..self.topology.joints {
            let rows = joint_velocity(&self.problem.joint[j], r.wrench[j], Twist::ZERO);
            self.load(j, &mut load, |k, kind| match kind {
                Kind::Hard => (-rows[k], T::ZERO),
                Kind::Soft(compliance) => (T::ZERO, -(rows[k] / compliance)),
                Kind::Coordinate(_, weight) => (-rows[k], -(rows[k] * weight)),
            });
        }
        let (motion, push) = match self.touching.is_empty() {
            true => (self.desk.tree.solve(self.topology, self.problem, &load), r.push),
            false => {
                let (free, _) = self.desk.tree.velocities(self.topology, self.problem, &load);
                let mut mu = approach(self.problem, &self.touching, &free);
                for touch in self.touching.iter() {
                    for k in 0..touch.rows {
                        mu.as_flattened_mut()[touch.first + k] += r.push[touch.contact][k];
                    }
                }
                self.eliminate(true, &mut mu);
                press(self.problem, &self.touching, &self.pushes(&mu), &mut load.impulse);
                let motion = self.desk.tree.solve(self.topology, self.problem, &load);
                (motion, self.touching.scatter(self.problem, &mu, &r.push))
            }
        };
        let wrench = self.multipliers(r, &motion);
        Solution { velocity: motion.velocity, wrench, push }
    }

    /// The right sides of bodies, NaN where there is no solution: they reach everything.
    fn trusted(&self, r: &[Twist<T>; B]) -> [Twist<T>; B] {
        let Self { trust, .. } = *self;
        let trust = Vec3 { x: trust, y: trust, z: trust };
        r.map(|r| Twist { linear: r.linear + trust, angular: r.angular + trust })
    }

    /// Solves with I − (1 − c) D + D A, or its transpose; nothing in lanes where a contact does not touch, whatever
    /// the others have.
    ///
    /// NaN where contacts do not give way, and one could be done without: no push is theirs alone. One of them may be
    /// open, or slip, as well as the others; so those that nearly hold are looked at as if they did.
    fn eliminate(&mut self, transposed: bool, b: &mut Column<T, C>) {
        let mut unique = self.eliminate_with(self.slope, transposed, b).gt(rounding());
        if let Some(held) = self.held {
            let least = self.eliminate_with(held, transposed, &mut { *b });
            unique = unique & (least.gt(rounding()) | !self.rigid);
        }
        let told = T::select(unique, T::ZERO, lit(f64::NAN));
        for touch in self.touching.iter() {
            let touches = touches(&self.problem.contact[touch.contact]);
            for b in &mut b.as_flattened_mut()[touch.first..touch.first + touch.rows] {
                *b = T::select(touches, *b + told, T::ZERO);
            }
        }
    }

    /// The same with these slopes, whether or not there is a solution; the smallest pivot.
    fn eliminate_with(&mut self, slope: Slopes<T, C>, transposed: bool, b: &mut Column<T, C>) -> T {
        let Desk { delassus, system, .. } = &mut *self.desk;
        newton::system(self.problem, &self.touching, delassus, &slope, T::ZERO, transposed, system);
        equilibrate(self.touching.rows, system, b);
        eliminate(self.touching.rows, system, b)
    }

    /// −Dᵀ μ
    fn pushes(&self, mu: &Column<T, C>) -> Column<T, C> {
        let mut q = [[T::ZERO; 4]; C];
        for touch in self.touching.iter() {
            let d = &self.slope[touch.contact];
            let mu = &mu.as_flattened()[touch.first..touch.first + touch.rows];
            for s in 0..touch.rows {
                let mut sum = T::ZERO;
                for (k, &mu) in mu.iter().enumerate() {
                    sum += d[k][s] * mu;
                }
                q.as_flattened_mut()[touch.first + s] = -sum;
            }
        }
        q
    }

    /// The multipliers of the joints' rows: −Ω, where Ω is the wrench of the motion; of a free row (ν + r) / ρ.
    fn multipliers(&self, r: &Solution<T, B, J, C>, motion: &Motion<T, B, J>) -> [Twist<T>; J] {
        let mut multipliers = [Twist::ZERO; J];
        for j in 0..self.topology.joints {
            let (link, block) = (&self.topology.joint[j], &self.problem.joint[j]);
            let mut mu = joint_impulse(block, motion.wrench[j]).map(|omega| -omega);
            let parent = velocity_of(&motion.velocity, link.parent);
            let nu = joint_velocity(block, motion.velocity[link.child], parent);
            let rows = joint_velocity(block, r.wrench[j], Twist::ZERO);
            let rho = self.scale(j);
            for d in 0..link.kind.freedom() {
                let k = link.kind.first_free() + d;
                mu[k] = T::select(self.modes.held(j, d), mu[k], (nu[k] + rows[k]) / rho);
            }
            let [a, b, c, d, e, f] = mu;
            multipliers[j] = Twist { linear: Vec3 { x: a, y: b, z: c }, angular: Vec3 { x: d, y: e, z: f } };
        }
        multipliers
    }

    /// The ρ of a joint's laws.
    fn scale(&self, j: usize) -> T {
        let link = &self.topology.joint[j];
        scale(&self.problem.mass[link.child], link.kind)
    }

    /// Loads the rows of joint `j`, each with a velocity where it is held and a push where it is not.
    fn load(&self, j: usize, load: &mut Load<T, B, J>, row: impl Fn(usize, Kind<T>) -> (T, T)) {
        let (link, block) = (&self.topology.joint[j], &self.problem.joint[j]);
        let mut held = [T::ZERO; 6];
        for k in 0..6 {
            let kind = match coordinate(link, k) {
                Some(d) => Kind::Coordinate(d, block.coordinate[d].weight),
                None if link.soft => Kind::Soft(block.compliance[k]),
                None => Kind::Hard,
            };
            let free = if let Kind::Coordinate(d, _) = kind { Some(d) } else { None };
            let (velocity, push) = row(k, kind);
            held[k] = match free {
                Some(d) => T::select(self.modes.held(j, d), velocity, T::ZERO),
                None => velocity,
            };
            load.push[j][k] = push;
        }
        load.bias[j] = twist(block, held);
    }
}

/// The size of a pivot that is nothing but rounding, in rows of numbers up to one.
fn rounding<T: Real>() -> T {
    let single = size_of::<T::Element>() == 4;
    lit(if single { 4.0 * f64::from(f32::EPSILON) } else { 4.0 * f64::EPSILON })
}

/// Σ aₖ bₖ
fn inner<T: Real>(a: [T; 4], b: [T; 4]) -> T {
    (a[0] * b[0] + a[1] * b[1]) + (a[2] * b[2] + a[3] * b[3])
}
