//! Models whose sizes only a file knows: they are put into the smallest of a few sizes that are compiled.

use costate_physics::engine::collide::points;

use crate::description::Description;
use crate::error::ModelError;
use crate::named::Named;

/// What is done with a model of any size. It is compiled for each of [`SIZES`].
pub trait Visitor {
    /// What comes out.
    type Output;

    /// Does it.
    fn visit<const B: usize, const J: usize, const G: usize, const C: usize>(
        self,
        model: &Named<B, J, G, C>,
    ) -> Self::Output;
}

/// Bodies, joints, colliders and points of contact that are compiled.
pub const SIZES: [[usize; 4]; 3] = [[4, 4, 6, 8], [18, 18, 18, 16], [32, 32, 32, 32]];

impl Description {
    /// Does something with the model, in the smallest of the compiled [`SIZES`] that holds it.
    ///
    /// # Errors
    /// What is wrong with the model; or it is larger than the largest size.
    pub fn visit<V: Visitor>(&self, visitor: V) -> Result<V::Output, ModelError> {
        let used = self.sizes();
        let fits = |size: &[usize; 4]| used.iter().zip(size).all(|(used, size)| used <= size);
        match SIZES.iter().position(fits) {
            Some(0) => Ok(visitor.visit(&self.build::<4, 4, 6, 8>()?)),
            Some(1) => Ok(visitor.visit(&self.build::<18, 18, 18, 16>()?)),
            Some(_) => Ok(visitor.visit(&self.build::<32, 32, 32, 32>()?)),
            None => Err(ModelError::TooLarge { name: self.name.clone(), used, largest: SIZES[2] }),
        }
    }

    /// Bodies, joints, colliders and points of contact.
    pub fn sizes(&self) -> [usize; 4] {
        let contacts = self.colliders.iter().flat_map(|collider| {
            let others = collider.touches.iter().filter_map(|name| self.collider(name));
            others.map(|other| points(collider.form.shape, other.form.shape))
        });
        [self.bodies.len(), self.joints.len(), self.colliders.len(), contacts.sum()]
    }
}
