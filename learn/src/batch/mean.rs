//! Robots that share numbers, such as the weights of a controller, and have others of their own, such as where they
//! start: the mean of their losses, with its gradient by what they share.
//!
//! Losses and gradients are summed in the order of the robots when all are there, so that neither lanes nor threads
//! change a bit of the sum.

use costate::{HeapTape, Real, lit};

use super::{Batch, gather, scatter, scatter_rows};

/// A robot's loss by `N` numbers that all share and `M` of its own, in any number type.
pub trait SharedLoss<const N: usize, const M: usize>: Sync {
    /// The loss.
    fn value<T: Real>(&self, shared: &[T; N], own: [T; M]) -> T;

    /// The loss; its gradient by `shared` is added to `gradient`.
    fn value_and_gradient<T: Real>(
        &self,
        shared: &[T; N],
        own: [T; M],
        gradient: &mut [T; N],
        tape: &mut HeapTape,
    ) -> T;
}

impl Batch {
    /// The mean loss of the robots with these numbers of their own, `T::LANES` robots at a time.
    pub fn mean<T: Real, const N: usize, const M: usize>(
        &mut self,
        loss: &impl SharedLoss<N, M>,
        shared: &[T::Element; N],
        own: &[[T::Element; M]],
    ) -> T::Element {
        let mut values = vec![T::ZERO.lane(0); own.len()];
        let shared: [T; N] = shared.map(T::splat);
        self.run(own.chunks(T::LANES).zip(values.chunks_mut(T::LANES)), |_, (own, values)| {
            scatter(loss.value(&shared, gather::<T, M>(own)), values);
        });
        mean(&values)
    }

    /// The mean loss; the mean of the gradients is added to `gradient`.
    pub fn mean_and_gradient<T: Real, const N: usize, const M: usize>(
        &mut self,
        loss: &impl SharedLoss<N, M>,
        shared: &[T::Element; N],
        own: &[[T::Element; M]],
        gradient: &mut [T::Element; N],
    ) -> T::Element {
        let mut values = vec![T::ZERO.lane(0); own.len()];
        let mut rows = vec![[T::ZERO.lane(0); N]; own.len()];
        let shared: [T; N] = shared.map(T::splat);
        let outputs = values.chunks_mut(T::LANES).zip(rows.chunks_mut(T::LANES));
        self.run(own.chunks(T::LANES).zip(outputs), |tape, (own, (values, rows))| {
            let mut gradient = [T::ZERO; N];
            scatter(loss.value_and_gradient(&shared, gather::<T, M>(own), &mut gradient, tape), values);
            scatter_rows(gradient, rows);
        });
        let over = lit::<T::Element>(own.len().max(1) as f64);
        for (i, entry) in gradient.iter_mut().enumerate() {
            let mut sum = lit::<T::Element>(0.0);
            rows.iter().for_each(|row| sum += row[i]);
            *entry += sum / over;
        }
        mean(&values)
    }
}

fn mean<F: Real>(values: &[F]) -> F {
    let mut sum = F::ZERO;
    values.iter().for_each(|&value| sum += value);
    sum / lit::<F>(values.len().max(1) as f64)
}
