//! The pushes of contacts on A p + u₀: chains of Newton's steps, and projected block Gauss-Seidel where they do not help.
//!
//! In a sweep each contact has its turn: the normal push that stops the approach, then the friction that stops the slip,
//! as far as its set allows. A lane whose pushes solve its equations is left as it is, so that what the other lanes do
//! does not change a bit of it.

use costate::{Mask, Real, lit};

use super::delassus::{Column, Matrix, Touching, touches};
use super::dense::eliminate;
use super::local::local;
use super::newton;
use crate::model::Topology;
use crate::solver::Problem;

/// Sweeps between two tries of Newton's method.
const SWEEPS: usize = 4;

/// Steps of Newton's method that may lead away before one brings the residual down.
///
/// Four feet push against each other as far as they give way only: where one of them comes off, the others change by
/// much, and it takes a step more to see which are on the ground.
const CHAIN: usize = 4;

/// What part of the residual a chain must get below, to be taken.
const LESS: f64 = 0.9;

/// What is added to the compliances in every other try, as parts of A's diagonal, one after the other: a step goes
/// less far then along pushes that make no velocity, and less far than needed where it is too much.
const DAMPING: [f64; 3] = [1e-3, 1e-4, 1e-5];

/// How often the contacts are softened where they are not solved as they are.
const EASES: i32 = 8;

/// How many times the settings' sweeps are made where softening does not help.
const LAST: usize = 20;

/// The contacts of a step, with the joint trees eliminated.
pub struct Contacts<'a, T: Real, const B: usize, const J: usize, const G: usize, const C: usize> {
    /// Whose contacts they are.
    pub topology: &'a Topology<B, J, G, C>,
    /// Their laws.
    pub problem: &'a Problem<T, B, J, C>,
    /// Which of them touch.
    pub touching: &'a Touching<C>,
    /// u₀: their velocities without pushes.
    pub start: Column<T, C>,
}

/// How far off pushes are.
#[derive(Clone, Copy)]
struct Off<T, const C: usize> {
    /// A p + u₀.
    velocity: Column<T, C>,
    /// What is left of their equations.
    residual: Column<T, C>,
    /// The largest of it.
    size: T,
}

impl<T: Real, const B: usize, const J: usize, const G: usize, const C: usize> Contacts<'_, T, B, J, G, C> {
    /// The pushes, from `push`; lanes that are `settled` stay. `system` is room to work in.
    ///
    /// Where friction holds contacts fast, Newton's steps and sweeps may come to nothing. There all contacts are made
    /// so soft that they hardly feel each other, and harder again, each time from the pushes of the time before (unless
    /// a residual is as small as rounding may leave it). What does not solve the equations even then is the best there
    /// was: friction can jam a body such that nothing does.
    #[inline(never)]
    pub fn solve(
        &self,
        matrix: &mut Matrix<T, C>,
        push: &mut Column<T, C>,
        settled: T::Mask,
        system: &mut Matrix<T, C>,
    ) {
        let sweeps = self.topology.settings.sweeps;
        let size = self.attempt(matrix, push, settled, system, sweeps);
        let solved = settled | ended(size, 1e3);
        if solved.all() {
            return;
        }
        let mut eased = *push;
        let mean = self.mean_diagonal(matrix);
        for k in 0..EASES {
            let diagonal = self.soften(matrix, mean * lit(0.25_f64.powi(k)));
            self.attempt(matrix, &mut eased, solved, system, sweeps);
            self.restore(matrix, &diagonal);
        }
        let left = self.attempt(matrix, &mut eased, solved, system, sweeps);
        let better = !solved & left.lt(size);
        choose(better, &eased, push);
        let solved = solved | ended(left, 1e3);
        self.attempt(matrix, push, solved, system, LAST * sweeps);
    }

    /// A [chain](Self::chain) where it leads nearer, else some sweeps, until a lane's residual is small or `sweeps` are
    /// used up. What comes out are the best pushes there were, and the size of their residual.
    fn attempt(
        &self,
        matrix: &Matrix<T, C>,
        push: &mut Column<T, C>,
        settled: T::Mask,
        system: &mut Matrix<T, C>,
        sweeps: usize,
    ) -> T {
        let mut done = settled;
        let mut off = self.off(matrix, push);
        let (mut best, mut size, mut least) = (*push, off.size, self.squares(&off));
        for k in 0..sweeps.div_ceil(SWEEPS) {
            done = done | ended(off.size, 1.0);
            if done.all() {
                break;
            }
            let more = match k % 2 {
                0 => T::ZERO,
                _ => self.mean_diagonal(matrix) * lit(DAMPING[k / 2 % DAMPING.len()]),
            };
            let nearer = self.chain(matrix, push, &off, more, done, system);
            if !nearer.all() {
                self.sweep(matrix, push, nearer);
            }
            off = self.off(matrix, push);
            let left = self.squares(&off);
            let less = left.lt(least);
            choose(less, push, &mut best);
            (size, least) = (T::select(less, off.size, size), T::select(less, left, least));
        }
        *push = best;
        size
    }

    /// Some steps of Newton's method, one after the other, until one is nearer than where they began; that is taken.
    /// Lanes that are `done` stay. Says which are done or nearer.
    fn chain(
        &self,
        matrix: &Matrix<T, C>,
        push: &mut Column<T, C>,
        off: &Off<T, C>,
        more: T,
        done: T::Mask,
        system: &mut Matrix<T, C>,
    ) -> T::Mask {
        let Self { topology, problem, touching, .. } = self;
        let n = touching.rows;
        let (mut next, mut at, mut nearer) = (*push, *off, done);
        for _step in 0..CHAIN {
            let slopes = newton::slopes(topology, problem, touching, &at.velocity, &next, T::ZERO);
            newton::system(problem, touching, matrix, &slopes, more, false, system);
            eliminate(n, system, &mut at.residual);
            for (next, &way) in next.as_flattened_mut()[..n].iter_mut().zip(at.residual.as_flattened()) {
                *next -= way;
            }
            at = self.off(matrix, &next);
            let taken = at.size.lt(off.size * lit(LESS)) & !nearer;
            choose(taken, &next, push);
            nearer = nearer | taken;
            if nearer.all() {
                break;
            }
        }
        nearer
    }

    /// How far off pushes are.
    fn off(&self, matrix: &Matrix<T, C>, push: &Column<T, C>) -> Off<T, C> {
        let velocity = newton::velocity(self.touching, matrix, &self.start, push);
        let (residual, size) = newton::residual(self.topology, self.problem, self.touching, &velocity, push);
        Off { velocity, residual, size }
    }

    /// Σ rᵢ²: it tells pushes apart that are as far off as one contact is that nothing solves.
    fn squares(&self, off: &Off<T, C>) -> T {
        off.residual.as_flattened()[..self.touching.rows].iter().fold(T::ZERO, |sum, &r| sum + r * r)
    }

    /// Some sweeps, in lanes that are not done.
    fn sweep(&self, matrix: &Matrix<T, C>, push: &mut Column<T, C>, done: T::Mask) {
        let (touching, friction) = (self.touching, self.topology.settings.friction);
        let (a, start, push) = (matrix.as_flattened(), self.start.as_flattened(), push.as_flattened_mut());
        for _sweep in 0..SWEEPS {
            for touch in touching.iter() {
                let contact = &self.problem.contact[touch.contact];
                let (mut u, mut p, mut own) = ([T::ZERO; 4], [T::ZERO; 4], [[T::ZERO; 4]; 4]);
                for r in 0..touch.rows {
                    let row = a[touch.first + r].as_flattened();
                    u[r] = start[touch.first + r] + touching.inner(row, push);
                    p[r] = push[touch.first + r];
                    own[r][..touch.rows].copy_from_slice(&row[touch.first..touch.first + touch.rows]);
                }
                let next = local(friction, contact, &own, touch.rows, u, p);
                let open = !touches(contact);
                for r in 0..touch.rows {
                    let value = T::select(open, T::ZERO, next[r]);
                    push[touch.first + r] = T::select(done, p[r], value);
                }
            }
        }
    }

    /// The mean of A's diagonal over the rows that touch.
    fn mean_diagonal(&self, matrix: &Matrix<T, C>) -> T {
        let (mut sum, mut rows) = (T::ZERO, T::ZERO);
        for touch in self.touching.iter() {
            let touches = touches(&self.problem.contact[touch.contact]);
            let one = T::select(touches, T::ONE, T::ZERO);
            for i in touch.first..touch.first + touch.rows {
                // (where it does not touch its diagonal is none, but for what softens it)
                sum += T::select(touches, matrix.as_flattened()[i].as_flattened()[i], T::ZERO);
                rows += one;
            }
        }
        sum / rows.max(T::ONE)
    }

    /// Adds to A's diagonal; what it was before.
    fn soften(&self, matrix: &mut Matrix<T, C>, soft: T) -> Column<T, C> {
        let mut before = [[T::ZERO; 4]; C];
        for (i, before) in before.as_flattened_mut()[..self.touching.rows].iter_mut().enumerate() {
            let entry = &mut matrix.as_flattened_mut()[i].as_flattened_mut()[i];
            *before = *entry;
            *entry += soft;
        }
        before
    }

    /// Puts A's diagonal back.
    fn restore(&self, matrix: &mut Matrix<T, C>, diagonal: &Column<T, C>) {
        for (i, &entry) in diagonal.as_flattened()[..self.touching.rows].iter().enumerate() {
            matrix.as_flattened_mut()[i].as_flattened_mut()[i] = entry;
        }
    }
}

/// Takes the pushes of the lanes that are `taken`.
#[inline(always)]
fn choose<T: Real, const C: usize>(taken: T::Mask, from: &Column<T, C>, push: &mut Column<T, C>) {
    for (p, &from) in push.as_flattened_mut().iter_mut().zip(from.as_flattened()) {
        *p = T::select(taken, from, *p);
    }
}

/// Whether a residual is small, by so many tolerances, or so large that nothing will help.
fn ended<T: Real>(size: T, tolerances: f64) -> T::Mask {
    size.lt(solved_to::<T>() * lit(tolerances)) | !size.lt(lit(f64::INFINITY))
}

/// Residual below which a solution is one \[m/s\].
pub fn solved_to<T: Real>() -> T {
    let single = size_of::<T::Element>() == 4;
    lit(if single { 1e-6 } else { 1e-12 })
}
