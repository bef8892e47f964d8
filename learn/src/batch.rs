//! Many rollouts at once: in the lanes of SIMD registers, and on several threads.
//!
//! Every rollout is computed by itself, in one lane, so neither the number of lanes nor the number
//! of threads changes a bit of any result.

mod mean;
mod walkers;

use std::sync::Mutex;

use costate::{HeapTape, Real};

pub use mean::SharedLoss;
pub use walkers::Walkers;

/// Stack of a thread: a step of a robot in eight lanes has its matrices there \[bytes\].
const STACK: usize = 64 << 20;

/// A loss of `N` numbers, in any number type.
pub trait BatchLoss<const N: usize>: Sync {
    /// The loss at `x`.
    fn value<T: Real>(&self, x: [T; N]) -> T;

    /// The loss at `x`; its gradient is added to `gradient`.
    fn value_and_gradient<T: Real>(&self, x: [T; N], gradient: &mut [T; N], tape: &mut HeapTape) -> T;
}

/// A team of threads, each with its own tape.
pub struct Batch {
    pool: Option<rayon::ThreadPool>,
    tapes: Vec<HeapTape>,
}

impl Batch {
    /// A team of `threads`; one thread is the caller's own.
    ///
    /// # Errors
    /// Where the system gives no threads.
    pub fn new(threads: usize) -> Result<Self, rayon::ThreadPoolBuildError> {
        let pool = match threads {
            0 | 1 => None,
            _ => Some(rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build()?),
        };
        Ok(Self { pool, tapes: vec![HeapTape::new(); threads.max(1)] })
    }

    /// Writes the loss at each of `points`, `T::LANES` at a time.
    ///
    /// # Panics
    /// Where `values` is not as long as `points`.
    pub fn values<T: Real, const N: usize>(
        &mut self,
        loss: &impl BatchLoss<N>,
        points: &[[T::Element; N]],
        values: &mut [T::Element],
    ) {
        assert_eq!(points.len(), values.len(), "a value for each point is wanted");
        self.run(points.chunks(T::LANES).zip(values.chunks_mut(T::LANES)), |_, (points, values)| {
            scatter(loss.value(gather::<T, N>(points)), values);
        });
    }

    /// Writes the loss and its gradient at each of `points`, `T::LANES` at a time.
    ///
    /// # Panics
    /// Where `values` or `gradients` is not as long as `points`.
    pub fn values_and_gradients<T: Real, const N: usize>(
        &mut self,
        loss: &impl BatchLoss<N>,
        points: &[[T::Element; N]],
        values: &mut [T::Element],
        gradients: &mut [[T::Element; N]],
    ) {
        assert_eq!(points.len(), values.len(), "a value for each point is wanted");
        assert_eq!(points.len(), gradients.len(), "a gradient for each point is wanted");
        let outputs = values.chunks_mut(T::LANES).zip(gradients.chunks_mut(T::LANES));
        self.run(points.chunks(T::LANES).zip(outputs), |tape, (points, (values, gradients))| {
            let mut gradient = [T::ZERO; N];
            let x = gather::<T, N>(points);
            scatter(loss.value_and_gradient(x, &mut gradient, tape), values);
            scatter_rows(gradient, gradients);
        });
    }

    /// Does `work` on each group of lanes: a thread that is done with one takes the next.
    fn run<G: Send>(
        &mut self,
        groups: impl Iterator<Item = G> + Send,
        work: impl Fn(&mut HeapTape, G) + Sync,
    ) {
        let Some(pool) = &self.pool else {
            return groups.for_each(|group| work(&mut self.tapes[0], group));
        };
        let queue = Mutex::new(groups);
        let next = || queue.lock().ok().and_then(|mut groups| groups.next());
        pool.in_place_scope(|scope| {
            for tape in &mut self.tapes {
                let (next, work) = (&next, &work);
                scope.spawn(move |_| {
                    while let Some(group) = next() {
                        work(tape, group);
                    }
                });
            }
        });
    }
}

/// A point a lane; lanes without one repeat the last.
fn gather<T: Real, const N: usize>(points: &[[T::Element; N]]) -> [T; N] {
    std::array::from_fn(|i| {
        let mut x = T::ZERO;
        for lane in 0..T::LANES {
            x.set_lane(lane, points[lane.min(points.len() - 1)][i]);
        }
        x
    })
}

/// The number in each lane.
fn scatter<T: Real>(x: T, values: &mut [T::Element]) {
    for (lane, value) in values.iter_mut().enumerate() {
        *value = x.lane(lane);
    }
}

/// The row in each lane.
fn scatter_rows<T: Real, const N: usize>(x: [T; N], rows: &mut [[T::Element; N]]) {
    for (lane, row) in rows.iter_mut().enumerate() {
        *row = x.map(|entry| entry.lane(lane));
    }
}

#[cfg(test)]
mod robots;
#[cfg(test)]
mod tests;
