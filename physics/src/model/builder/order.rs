//! The order of joints: from the roots to the leaves.

use super::fault::{BuildError, Fault, Place};
use super::{BodyId, Builder};
use crate::model::topology::WORLD;

impl<const B: usize, const J: usize, const G: usize, const C: usize> Builder<B, J, G, C> {
    /// Which joint, counted as they were added, stands at each place of the topology.
    ///
    /// Joints that were added from the roots to the leaves keep their order.
    ///
    /// # Errors
    /// The first mistake that was made; a body that is the child of two joints, or that hangs on itself.
    pub fn order(&self) -> Result<[usize; J], BuildError> {
        self.mistake.map_or(Ok(()), Err)?;
        let holder = self.holders()?;
        let mut order = [0; J];
        let mut placed = [false; J];
        for place in order.iter_mut().take(self.joints) {
            let ready = (0..self.joints).find(|&j| !placed[j] && self.hangs(j, &holder, &placed));
            let Some(j) = ready else {
                let stuck = placed.iter().position(|done| !done).unwrap_or(0);
                return Err(Fault::Circle(self.joint[stuck].child.0).at(Place::Joint(stuck)));
            };
            *place = j;
            placed[j] = true;
        }
        Ok(order)
    }

    /// The joint that each body is the child of.
    fn holders(&self) -> Result<[Option<usize>; B], BuildError> {
        let mut holder = [None; B];
        for (j, joint) in self.joint[..self.joints].iter().enumerate() {
            let BodyId(child) = joint.child;
            if let Some(other) = holder[child] {
                return Err(Fault::Loop(child, other).at(Place::Joint(j)));
            }
            holder[child] = Some(j);
        }
        Ok(holder)
    }

    /// Whether the joint that holds the parent of joint `j` has been placed, or there is none.
    fn hangs(&self, j: usize, holder: &[Option<usize>; B], placed: &[bool; J]) -> bool {
        let BodyId(parent) = self.joint[j].parent;
        parent == WORLD || holder[parent].is_none_or(|h| placed[h])
    }
}
