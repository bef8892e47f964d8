//! On which piece of its law each coordinate of a joint is.
//!
//! From slow to fast a coordinate's law ν against e has five pieces, numbered −2 to 2:
//!
//! | piece | velocity | push of the drive |
//! |---|---|---|
//! | −2 | held at `slowest` | what it takes |
//! | −1 | free | + strength |
//! | 0 | held at `target` | what it takes |
//! | 1 | free | − strength |
//! | 2 | held at `fastest` | what it takes |
//!
//! With the pieces known the equations are linear. They are guessed from the step before and looked up again at each
//! solution: Newton's method on the corners of ν = P(ν − ρ e).

use costate::{Mask, Real, lit};

use super::tree::Load;
use crate::math::Twist;
use crate::math::mat3::apply;
use crate::math::vec3::{cross, vec3};
use crate::model::{Drive, Link, Topology};
use crate::solver::residual::scale;
use crate::solver::rows::{joint_impulse, joint_velocity, velocity_of};
use crate::solver::{Coordinate, JointBlock, Problem, laws};

/// The pieces of all coordinates.
#[derive(Clone, Copy, Debug)]
pub struct Modes<T, const J: usize> {
    piece: [[T; 3]; J],
}

impl<T: Real, const J: usize> Modes<T, J> {
    /// All free: where no law has corners they stay so.
    const FREE: Self = Self { piece: [[T::ONE; 3]; J] };

    /// The pieces that the step before ended on: drives that pushed with all their strength still do.
    pub fn guess<const B: usize, const G: usize, const C: usize>(
        topology: &Topology<B, J, G, C>,
        problem: &Problem<T, B, J, C>,
        warm: &[Twist<T>; J],
    ) -> Self {
        Self::look_up(topology, problem, |j, link, block, rho| {
            let lambda = joint_impulse(block, warm[j]);
            core::array::from_fn(|d| {
                let law = &block.coordinate[d];
                let held = lambda[row(link, d)] - law.push + law.weight * law.target;
                law.target - rho * held * lit(1.0001)
            })
        })
    }

    /// The pieces at a solution, and how far off its velocities are from them, as a part of 1 m/s (rad/s) and more.
    #[inline(always)]
    pub fn at<const B: usize, const G: usize, const C: usize>(
        topology: &Topology<B, J, G, C>,
        problem: &Problem<T, B, J, C>,
        velocity: &[Twist<T>; B],
        wrench: &[Twist<T>; J],
    ) -> (Self, T) {
        let mut left = T::ZERO;
        let modes = Self::look_up(topology, problem, |j, link, block, rho| {
            let lambda = joint_impulse(block, wrench[j]);
            let nu = joint_velocity(block, velocity[link.child], velocity_of(velocity, link.parent));
            core::array::from_fn(|d| {
                let (k, law) = (row(link, d), &block.coordinate[d]);
                let z = nu[k] - rho * (lambda[k] - law.push + law.weight * nu[k]);
                if d < link.kind.freedom() {
                    let off = nu[k] - laws::coordinate(law, z, rho);
                    left = left.max(off.abs() / (T::ONE + nu[k].abs()));
                }
                z
            })
        });
        (modes, left)
    }

    /// Looks all coordinates up at their z = ν − ρ e.
    #[inline(always)]
    fn look_up<const B: usize, const G: usize, const C: usize>(
        topology: &Topology<B, J, G, C>,
        problem: &Problem<T, B, J, C>,
        mut z: impl FnMut(usize, &Link, &JointBlock<T>, T) -> [T; 3],
    ) -> Self {
        let mut modes = Self::FREE;
        for j in 0..topology.joints {
            let (link, block) = (&topology.joint[j], &problem.joint[j]);
            if has_corners(link) {
                let rho = scale(&problem.mass[link.child], link.kind);
                let z = z(j, link, block, rho);
                for d in 0..link.kind.freedom() {
                    modes.piece[j][d] = piece(&block.coordinate[d], z[d], rho);
                }
            }
        }
        modes
    }

    /// Goes over to the pieces that were found, in lanes that are not settled; says which lanes are.
    ///
    /// All at once is Newton's method, which may go round in circles. The first that differs alone, from joint `first`
    /// on, and only to the next piece, is Murty's, which does not as long as `first` is the same and nothing touches
    /// (K. G. Murty, "Note on a Bard-type scheme for solving the complementarity problem", Opsearch 11:123, 1974).
    pub fn adopt<const B: usize, const G: usize, const C: usize>(
        &mut self,
        topology: &Topology<B, J, G, C>,
        problem: &Problem<T, B, J, C>,
        found: &Self,
        settled: T::Mask,
        alone: bool,
        first: usize,
    ) -> T::Mask {
        let mut differ = T::Mask::splat(false);
        for k in 0..topology.joints {
            let j = (first + k) % topology.joints;
            for d in 0..topology.joint[j].kind.freedom() {
                let (now, there) = (self.piece[j][d], found.piece[j][d]);
                let other = !settled & (there - now).abs().gt(lit(0.5));
                let (change, next) = match alone {
                    true => (other & !differ, next(&problem.joint[j].coordinate[d], now, there)),
                    false => (other, there),
                };
                self.piece[j][d] = T::select(change, next, now);
                differ = differ | other;
            }
        }
        settled | !differ
    }

    /// Whether the velocity of a coordinate is given.
    #[inline(always)]
    pub fn held(&self, j: usize, d: usize) -> T::Mask {
        let size = self.piece[j][d].abs();
        size.lt(lit(0.5)) | size.gt(lit(1.5))
    }

    /// That velocity, where it is.
    #[inline(always)]
    fn velocity(&self, j: usize, d: usize, law: &Coordinate<T>) -> T {
        let piece = self.piece[j][d];
        let limit = T::select(piece.lt(T::ZERO), law.slowest, law.fastest);
        T::select(piece.abs().lt(lit(0.5)), law.target, limit)
    }

    /// Adds the drives' pushes, springs and biases of all joints to a load.
    pub fn load<const B: usize, const G: usize, const C: usize>(
        &self,
        topology: &Topology<B, J, G, C>,
        problem: &Problem<T, B, J, C>,
        load: &mut Load<T, B, J>,
    ) {
        for j in 0..topology.joints {
            let (link, block) = (&topology.joint[j], &problem.joint[j]);
            let mut held = block.bias;
            if link.soft {
                for k in 0..6 {
                    load.push[j][k] = block.bias[k] / block.compliance[k];
                    held[k] = T::ZERO;
                }
            }
            for d in 0..link.kind.freedom() {
                let (k, law) = (row(link, d), &block.coordinate[d]);
                held[k] = T::select(self.held(j, d), self.velocity(j, d, law), T::ZERO);
                let drive = T::select(self.piece[j][d].lt(T::ZERO), law.strength, -law.strength);
                load.push[j][k] = law.push + drive;
            }
            load.bias[j] = twist(block, held);
        }
    }
}

/// The piece of a law at z.
#[inline(always)]
fn piece<T: Real>(law: &Coordinate<T>, z: T, rho: T) -> T {
    let off = z - law.target;
    let reach = rho * law.strength;
    let loose = law.target + (off - off.clamp(-reach, reach));
    // without a drive both free pieces are the same one
    let side = T::select(off.lt(T::ZERO) & reach.gt(T::ZERO), -T::ONE, T::ONE);
    let within = T::select(off.abs().lt(reach), T::ZERO, side);
    let slow = T::select(loose.lt(law.slowest), lit(-2.0), within);
    T::select(loose.gt(law.fastest), lit(2.0), slow)
}

/// The piece beside `now` on the way to `there`.
///
/// Where the target is beyond a limit, or there is no drive, the law has three pieces only: its limits, and free
/// between them. A walk that stopped at the target there would go back and forth.
#[inline(always)]
fn next<T: Real>(law: &Coordinate<T>, now: T, there: T) -> T {
    let down = there.lt(now);
    let beside = T::select(down, now - T::ONE, now + T::ONE);
    let below = law.target.le(law.slowest) | law.strength.le(T::ZERO);
    let above = law.target.ge(law.fastest) & !below;
    let no_rise = below & beside.gt(lit(-1.5)) & beside.lt(lit(0.5));
    let no_fall = above & beside.gt(lit(-0.5)) & beside.lt(lit(1.5));
    let beside = T::select(no_rise, T::select(down, lit(-2.0), T::ONE), beside);
    T::select(no_fall, T::select(down, -T::ONE, lit(2.0)), beside)
}

/// Which row of its joint a coordinate is.
#[inline(always)]
fn row(link: &Link, d: usize) -> usize {
    // (a joint has no more coordinates than rows are left)
    (link.kind.first_free() + d).min(5)
}

/// Whether a coordinate's law has corners.
fn has_corners(link: &Link) -> bool {
    link.limited || link.drive == Drive::Servo
}

/// The velocity of the child's centre of mass of six rows' velocities.
#[inline(always)]
pub fn twist<T: Real>(block: &JointBlock<T>, rows: [T; 6]) -> Twist<T> {
    let linear = apply(block.frame, vec3(rows[0], rows[1], rows[2]));
    let angular = apply(block.frame, vec3(rows[3], rows[4], rows[5]));
    Twist { linear: linear + cross(block.arm, angular), angular }
}
