//! Many rollouts at once: in the lanes of SIMD registers, and on several threads.
//!
//! Every rollout is computed by itself, in one lane, so neither the number of lanes nor the number
//! of threads changes a bit of any result.

use costate::{HeapTape, Real};

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
            _ => Some(rayon::ThreadPoolBuilder::new().num_threads(threads).build()?),
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
        let share = self.share::<T>(points.len());
        let parts = points.chunks(share).zip(values.chunks_mut(share));
        let jobs = parts.map(|(points, values)| {
            move || {
                for (points, values) in points.chunks(T::LANES).zip(values.chunks_mut(T::LANES)) {
                    scatter(loss.value(gather::<T, N>(points)), values);
                }
            }
        });
        run(self.pool.as_ref(), jobs);
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
        let share = self.share::<T>(points.len());
        let outputs = values.chunks_mut(share).zip(gradients.chunks_mut(share));
        let parts = points.chunks(share).zip(outputs).zip(&mut self.tapes);
        let jobs = parts.map(|((points, (values, gradients)), tape)| {
            move || {
                let outputs = values.chunks_mut(T::LANES).zip(gradients.chunks_mut(T::LANES));
                for (points, (values, gradients)) in points.chunks(T::LANES).zip(outputs) {
                    let mut gradient = [T::ZERO; N];
                    let x = gather::<T, N>(points);
                    scatter(loss.value_and_gradient(x, &mut gradient, tape), values);
                    scatter_rows(gradient, gradients);
                }
            }
        });
        run(self.pool.as_ref(), jobs);
    }

    /// How many of `count` points a thread gets: whole groups of lanes.
    fn share<T: Real>(&self, count: usize) -> usize {
        let groups = count.div_ceil(T::LANES);
        groups.div_ceil(self.tapes.len()).max(1) * T::LANES
    }
}

/// Runs the jobs, on the pool where there is one.
fn run(pool: Option<&rayon::ThreadPool>, jobs: impl Iterator<Item = impl FnOnce() + Send> + Send) {
    match pool {
        None => jobs.for_each(|job| job()),
        Some(pool) => pool.in_place_scope(|scope| {
            for job in jobs {
                scope.spawn(move |_| job());
            }
        }),
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
mod tests;
