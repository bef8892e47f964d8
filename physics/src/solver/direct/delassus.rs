//! The contacts as each other feel them: A = G K⁻¹ Gᵀ, with the joint trees eliminated.
//!
//! Each row's impulse is carried from its bodies to the roots of their trees. On the way every joint takes its share η,
//! and what arrives at the root is whitened. A product of two rows is then Σ η η' / d over the joints that both pass,
//! and that of what arrives at a common root. Contacts that nobody touches in any lane are left out; in lanes where
//! one does not touch its rows and columns are zero, so that no sum depends on what the other lanes do.

use costate::{Mask, Real, lit};

use super::tree::{Branch, Tree, motion};
use crate::math::Twist;
use crate::math::twist::{brought, pairing};
use crate::model::{Link, Topology, WORLD};
use crate::solver::problem::APART;
use crate::solver::rows::contact_wrench;
use crate::solver::{ContactBlock, JointBlock, Problem};

/// A number for each row of the touching contacts, one contact after the other; seen flat.
pub type Column<T, const C: usize> = [[T; 4]; C];

/// A square matrix of such rows; its rows are seen flat.
pub type Matrix<T, const C: usize> = [[[[T; 4]; C]; 4]; C];

/// A contact that is touched in some lane.
#[derive(Clone, Copy, Debug)]
pub struct Touch {
    /// Which contact it is.
    pub contact: usize,
    /// How many rows it has.
    pub rows: usize,
    /// The first of them in a [`Column`].
    pub first: usize,
    /// Its first body.
    pub a: usize,
    /// Its second body.
    pub b: usize,
}

impl Touch {
    /// Its rows of a column.
    #[inline(always)]
    pub fn rows_of<T: Real, const C: usize>(&self, column: &Column<T, C>) -> [T; 4] {
        let mut own = [T::ZERO; 4];
        own[..self.rows].copy_from_slice(&column.as_flattened()[self.first..self.first + self.rows]);
        own
    }
}

/// The contacts that are touched in some lane.
#[derive(Clone, Copy, Debug)]
pub struct Touching<const C: usize> {
    list: [Touch; C],
    count: usize,
    /// How many rows they have together.
    pub rows: usize,
}

impl<const C: usize> Touching<C> {
    /// Those of a problem.
    pub fn of<T: Real, const B: usize, const J: usize, const G: usize>(
        topology: &Topology<B, J, G, C>,
        problem: &Problem<T, B, J, C>,
    ) -> Self {
        let none = Touch { contact: 0, rows: 0, first: 0, a: WORLD, b: WORLD };
        let mut touching = Self { list: [none; C], count: 0, rows: 0 };
        for pair in &topology.pair[..topology.pairs] {
            let (a, b) = (topology.geom[pair.a].body, topology.geom[pair.b].body);
            for contact in pair.first..pair.first + pair.points {
                if touches(&problem.contact[contact]).any() {
                    let first = touching.rows;
                    touching.list[touching.count] = Touch { contact, rows: pair.rows, first, a, b };
                    touching.count += 1;
                    touching.rows += pair.rows;
                }
            }
        }
        touching
    }

    /// The pushes of touching contacts; none in lanes where they do not touch.
    pub fn gather<T: Real, const B: usize, const J: usize>(
        &self,
        problem: &Problem<T, B, J, C>,
        push: &[[T; 4]; C],
    ) -> Column<T, C> {
        let mut column = [[T::ZERO; 4]; C];
        for touch in self.iter() {
            let touches = touches(&problem.contact[touch.contact]);
            for r in 0..touch.rows {
                let p = T::select(touches, push[touch.contact][r], T::ZERO);
                column.as_flattened_mut()[touch.first + r] = p;
            }
        }
        column
    }

    /// The rows of a column where they belong, `others` for what does not touch.
    pub fn scatter<T: Real, const B: usize, const J: usize>(
        &self,
        problem: &Problem<T, B, J, C>,
        column: &Column<T, C>,
        others: &[[T; 4]; C],
    ) -> [[T; 4]; C] {
        let mut push = *others;
        for touch in self.iter() {
            let touches = touches(&problem.contact[touch.contact]);
            let own = &column.as_flattened()[touch.first..touch.first + touch.rows];
            for (to, &own) in push[touch.contact].iter_mut().zip(own) {
                *to = T::select(touches, own, *to);
            }
        }
        push
    }

    /// Σ aₖ bₖ over the rows, by a sum for each row of a contact: those of contacts that touch in other lanes only
    /// add nothing, and change no sum's order.
    #[inline(always)]
    pub fn inner<T: Real>(&self, a: &[T], b: &[T]) -> T {
        let mut sum = [T::ZERO; 4];
        for touch in self.iter() {
            let own = touch.first..touch.first + touch.rows;
            for (sum, (&x, &y)) in sum.iter_mut().zip(a[own.clone()].iter().zip(&b[own])) {
                *sum += x * y;
            }
        }
        (sum[0] + sum[1]) + (sum[2] + sum[3])
    }

    /// The `n`th of them.
    #[inline(always)]
    fn at(&self, n: usize) -> &Touch {
        &self.list[n]
    }

    /// One after the other.
    #[inline(always)]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Touch> + Clone {
        self.list[..self.count].iter()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}

/// Where a contact is one.
#[inline(always)]
pub fn touches<T: Real>(contact: &ContactBlock<T>) -> T::Mask {
    contact.bias.gt(lit(0.5 * APART))
}

/// Where the rows of a contact are on their way to the roots, from one of its bodies.
#[derive(Clone, Copy, Debug)]
pub struct Walker<T> {
    /// The body that they have come to; [`WORLD`] where there is none.
    body: usize,
    /// What is left of each row's impulse, about that body's centre of mass; whitened at the root.
    left: [Twist<T>; 4],
}

/// Room for the ways of all contacts.
#[derive(Clone, Copy, Debug)]
pub struct Ways<T, const C: usize> {
    /// From both bodies.
    walker: [[Walker<T>; 2]; C],
    /// What one joint takes of each row.
    share: [[[T; 6]; 4]; C],
    /// Which contacts pass it.
    passing: [usize; C],
}

impl<T: Real, const C: usize> Ways<T, C> {
    /// No way.
    pub const NONE: Self = Self {
        walker: [[Walker { body: 0, left: [Twist::ZERO; 4] }; 2]; C],
        share: [[[T::ZERO; 6]; 4]; C],
        passing: [0; C],
    };

    /// Writes A for the touching contacts.
    #[inline(never)]
    pub fn delassus<const B: usize, const J: usize, const G: usize>(
        &mut self,
        topology: &Topology<B, J, G, C>,
        problem: &Problem<T, B, J, C>,
        tree: &Tree<T, B, J>,
        touching: &Touching<C>,
        matrix: &mut Matrix<T, C>,
    ) {
        let rows = touching.rows;
        let a = matrix.as_flattened_mut();
        for row in &mut a[..rows] {
            row.as_flattened_mut()[..rows].fill(T::ZERO);
        }
        self.start(problem, touching);
        for j in (0..topology.joints).rev() {
            self.pass(&topology.joint[j], &tree.joint[j], &problem.joint[j], touching, a);
        }
        self.arrive(tree, touching, a);
        for r in 0..rows {
            for c in 0..r {
                let below = a[r].as_flattened()[c];
                a[c].as_flattened_mut()[r] = below;
            }
        }
    }

    /// Sets out from both bodies of each contact.
    fn start<const B: usize, const J: usize>(
        &mut self,
        problem: &Problem<T, B, J, C>,
        touching: &Touching<C>,
    ) {
        for (n, touch) in touching.iter().enumerate() {
            let block = &problem.contact[touch.contact];
            let [first, second] = &mut self.walker[n];
            (first.body, second.body) = (touch.a, touch.b);
            let one = T::select(touches(block), T::ONE, T::ZERO);
            for r in 0..touch.rows {
                let mut unit = [T::ZERO; 4];
                unit[r] = one;
                let wrench = contact_wrench(block, unit);
                first.left[r] = brought(wrench, block.arm_a);
                second.left[r] = -brought(wrench, block.arm_b);
            }
        }
    }

    /// Carries what has come to a joint's child to its parent; adds what the joint takes to A's lower half.
    #[inline(always)]
    fn pass(
        &mut self,
        link: &Link,
        branch: &Branch<T>,
        block: &JointBlock<T>,
        touching: &Touching<C>,
        a: &mut [[[T; 4]; C]],
    ) {
        let branch_rows = &branch.row[..branch.rows];
        let mut passing = 0;
        for (n, touch) in touching.iter().enumerate() {
            let mut passes = false;
            for walker in &mut self.walker[n] {
                if walker.body != link.child {
                    continue;
                }
                for r in 0..touch.rows {
                    let mut left = walker.left[r];
                    for (row, share) in branch_rows.iter().zip(&mut self.share[n][r]) {
                        let eta = pairing(motion(block, row.index), left);
                        // both bodies may hang on one joint
                        *share = if passes { *share + eta } else { eta };
                        left -= row.impulse * (eta * row.inverse);
                    }
                    walker.left[r] = brought(left, block.offset);
                }
                walker.body = link.parent;
                passes = true;
            }
            if passes {
                self.passing[passing] = n;
                passing += 1;
            }
        }
        for (k, row) in branch_rows.iter().enumerate() {
            for (i, &n) in self.passing[..passing].iter().enumerate() {
                let s = touching.at(n);
                for r in 0..s.rows {
                    let share = self.share[n][r][k] * row.inverse;
                    let line = a[s.first + r].as_flattened_mut();
                    for &m in &self.passing[..=i] {
                        let t = touching.at(m);
                        for c in 0..t.rows {
                            line[t.first + c] += share * self.share[m][c][k];
                        }
                    }
                }
            }
        }
    }

    /// Whitens what has come to the roots, and adds it to A's lower half.
    fn arrive<const B: usize, const J: usize>(
        &mut self,
        tree: &Tree<T, B, J>,
        touching: &Touching<C>,
        a: &mut [[[T; 4]; C]],
    ) {
        for (n, touch) in touching.iter().enumerate() {
            for walker in self.walker[n].iter_mut().filter(|w| w.body != WORLD) {
                for left in &mut walker.left[..touch.rows] {
                    *left = tree.root[walker.body].forward(*left);
                }
            }
        }
        for (n, s) in touching.iter().enumerate() {
            for from in self.walker[n].iter().filter(|w| w.body != WORLD) {
                for r in 0..s.rows {
                    let x = tree.root[from.body].between(from.left[r]);
                    let line = a[s.first + r].as_flattened_mut();
                    for (m, t) in touching.iter().take(n + 1).enumerate() {
                        for to in self.walker[m].iter().filter(|w| w.body == from.body) {
                            for c in 0..t.rows {
                                line[t.first + c] += pairing(x, to.left[c]);
                            }
                        }
                    }
                }
            }
        }
    }
}
