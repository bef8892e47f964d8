//! Many rollouts at once: in the lanes of SIMD registers, and on several threads.
//!
//! Every rollout is computed by itself, in one lane, so neither the number of lanes nor the number
//! of threads changes a bit of any result.
//!
//! A loss of points by themselves is a [`BatchLoss`]; one of robots that share the weights of a controller a [`SharedLoss`].
//! Here carts that start apart are pushed to x = 1 m by a controller with two numbers, four in lanes on each of two threads:
//! ```
//! use costate::{Diff, HeapTape, Lanes, Real, Zero, differentiable};
//! use costate_learn::batch::{Batch, SharedLoss};
//! use costate_physics::Vec3;
//! use costate_physics::engine::{Episode, episode, reset};
//! use costate_physics::model::builder::{BodyId, Builder, Form, Joint, Pose, Weight};
//! use costate_physics::model::{Model, ParamsOf, StateOf, TopologyOf};
//!
//! type Cart<T = f64> = Model<1, 1, 0, 0, T>;
//!
//! /// Force a metre, and a metre a second.
//! #[derive(Clone, Copy, Diff)]
//! #[diff(tangent = Self)]
//! struct Push<T> {
//!     weight: [T; 2],
//! }
//!
//! #[differentiable]
//! impl<T: Real> Episode<T, 1, 1, 1, 0, 0> for Push<T> {
//!     fn act(
//!         &self,
//!         #[constant] _topology: &TopologyOf<Cart>,
//!         _params: &ParamsOf<Cart<T>>,
//!         state: &StateOf<Cart<T>>,
//!         _k: usize,
//!     ) -> [T; 1] {
//!         let cart = state.body[0];
//!         [self.weight[0] * (1.0 - cart.position.x) - self.weight[1] * cart.velocity.linear.x]
//!     }
//!
//!     fn cost(&self, params: &ParamsOf<Cart<T>>, state: &StateOf<Cart<T>>, _k: usize) -> T {
//!         let error = 1.0 - state.body[0].position.x;
//!         params.world.timestep * error * error
//!     }
//! }
//!
//! /// Some steps of the cart, which starts at a speed of its own.
//! struct Ride {
//!     cart: Cart,
//!     steps: usize,
//! }
//!
//! impl Ride {
//!     fn start<T: Real>(cart: &Cart<T>, speed: T) -> StateOf<Cart<T>> {
//!         let mut body = cart.start.body;
//!         body[0].velocity.linear.x = speed;
//!         reset(&cart.topology, &cart.params, body)
//!     }
//! }
//!
//! impl SharedLoss<2, 1> for Ride {
//!     fn value<T: Real>(&self, weight: &[T; 2], [speed]: [T; 1]) -> T {
//!         let cart = self.cart.cast::<T>();
//!         let push = Push { weight: *weight };
//!         episode(&cart.topology, &cart.params, &Self::start(&cart, speed), &push, self.steps)
//!     }
//!
//!     fn value_and_gradient<T: Real>(
//!         &self,
//!         weight: &[T; 2],
//!         [speed]: [T; 1],
//!         gradient: &mut [T; 2],
//!         tape: &mut HeapTape,
//!     ) -> T {
//!         let cart = self.cart.cast::<T>();
//!         let (push, start) = (Push { weight: *weight }, Self::start(&cart, speed));
//!         let (mut by_params, mut by_start, mut by_push) = (Zero::zero(), Zero::zero(), Push { weight: *gradient });
//!         let loss = episode::vjp(
//!             &cart.topology,
//!             &cart.params,
//!             &mut by_params,
//!             &start,
//!             &mut by_start,
//!             &push,
//!             &mut by_push,
//!             self.steps,
//!             T::ONE,
//!             tape,
//!         );
//!         *gradient = by_push.weight;
//!         loss
//!     }
//! }
//!
//! let mut b = Builder::new();
//! let cart = b.body(Pose::ORIGIN);
//! b.solid(cart, Form::cuboid(0.3, 0.2, 0.1), Pose::ORIGIN, Weight::Mass(2.0));
//! b.joint(Joint::slider(BodyId::WORLD, cart, Vec3::ZERO, Vec3::X).motor(50.0));
//! let ride = Ride { cart: b.build()?, steps: 30 };
//!
//! let speeds: Vec<[f64; 1]> = (0..6).map(|robot| [0.1 * robot as f64]).collect();
//! let mut team = Batch::new(2)?;
//! let mut weight = [1.0, 1.0];
//! let before = team.mean::<Lanes<f64, 4>, 2, 1>(&ride, &weight, &speeds);
//! for _ in 0..3 {
//!     let mut gradient = [0.0; 2];
//!     team.mean_and_gradient::<Lanes<f64, 4>, 2, 1>(&ride, &weight, &speeds, &mut gradient);
//!     weight = [weight[0] - 2.0 * gradient[0], weight[1] - 2.0 * gradient[1]];
//! }
//! let after = team.mean::<Lanes<f64, 4>, 2, 1>(&ride, &weight, &speeds);
//! assert!(after < before);
//! // threads do not change a bit of it, nor would other lanes
//! assert_eq!(after, Batch::new(1)?.mean::<Lanes<f64, 4>, 2, 1>(&ride, &weight, &speeds));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

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
