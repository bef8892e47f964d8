//! Robots in a batch go where they would go alone.

use costate::{Float, Lanes, Zero, lit};
use costate_physics::engine::episode;
use costate_physics::models::Preset;
use costate_physics::models::quadruped::{Quadruped16, SENSORS, Walk, with_16_motors};

use super::*;
use crate::Philox;

const WEIGHTS: usize = 16 * SENSORS;

/// How far the quadruped gets with these weights, starting so much faster ahead \[m/s\].
struct Far {
    model: Quadruped16,
    steps: usize,
}

impl SharedLoss<WEIGHTS, 1> for Far {
    fn value<T: Real>(&self, weights: &[T; WEIGHTS], [faster]: [T; 1]) -> T {
        let model = self.model.cast::<T>();
        let mut start = model.start;
        start.body.iter_mut().for_each(|body| body.velocity.linear.x += faster);
        episode(&model.topology, &model.params, &start, &walk(weights), self.steps)
    }

    fn value_and_gradient<T: Real>(
        &self,
        weights: &[T; WEIGHTS],
        [faster]: [T; 1],
        gradient: &mut [T; WEIGHTS],
        tape: &mut HeapTape,
    ) -> T {
        let model = self.model.cast::<T>();
        let mut start = model.start;
        start.body.iter_mut().for_each(|body| body.velocity.linear.x += faster);
        let (mut dp, mut ds, mut dw) = (Zero::zero(), Zero::zero(), Walk::STILL);
        let (topology, params, walk) = (&model.topology, &model.params, walk(weights));
        let loss = episode::vjp(
            topology,
            params,
            &mut dp,
            &start,
            &mut ds,
            &walk,
            &mut dw,
            self.steps,
            T::ONE,
            tape,
        );
        for (sum, entry) in gradient.iter_mut().zip(dw.weights.as_flattened()) {
            *sum += *entry;
        }
        loss
    }
}

fn walk<T: Real>(weights: &[T; WEIGHTS]) -> Walk<T> {
    let mut walk = Walk::STILL;
    walk.weights.as_flattened_mut().copy_from_slice(weights);
    walk
}

/// Weights with which it thrashes about, so that its feet come and go and drives reach their limits.
fn weights<F: Float>() -> [F; WEIGHTS] {
    let mut random = Philox::new(3);
    std::array::from_fn(|_| lit(random.within(0.3)))
}

/// The mean of a batch in lanes `T` on some threads.
fn together<T: Real>(far: &Far, own: &[[T::Element; 1]], threads: usize) -> (T::Element, Vec<T::Element>)
where
    T::Element: Float,
{
    let mut team = Batch::new(threads).unwrap();
    let mut gradient = [T::ZERO.lane(0); WEIGHTS];
    let mean = team.mean_and_gradient::<T, WEIGHTS, 1>(far, &weights(), own, &mut gradient);
    assert_eq!(
        mean,
        team.mean::<T, WEIGHTS, 1>(far, &weights(), own),
        "the value with and without its gradient"
    );
    (mean, gradient.to_vec())
}

/// The same of robots that are computed by themselves, summed by hand.
fn alone<F: Float>(far: &Far, own: &[[F; 1]]) -> (F, Vec<F>) {
    let (mut mean, mut sum) = (F::ZERO, vec![F::ZERO; WEIGHTS]);
    let count = lit::<F>(own.len() as f64);
    for &own in own {
        let mut gradient = [F::ZERO; WEIGHTS];
        mean += far.value_and_gradient(&weights(), own, &mut gradient, &mut HeapTape::new());
        sum.iter_mut().zip(gradient).for_each(|(sum, entry)| *sum += entry);
    }
    (mean / count, sum.into_iter().map(|sum| sum / count).collect())
}

fn robots_in_a_batch_are_robots_alone<F: Float>()
where
    Lanes<F, 4>: Real<Element = F>,
    Lanes<F, 8>: Real<Element = F>,
{
    let far = Far { model: with_16_motors(Preset::Equivalent), steps: 10 };
    let mut random = Philox::new(4);
    let own: Vec<[F; 1]> = (0..11).map(|_| [lit(random.within(1.0))]).collect();
    let expected = alone(&far, &own);
    assert!(expected.1.iter().any(|g| *g != F::ZERO));
    for threads in [1, 2, 3] {
        assert!(together::<F>(&far, &own, threads) == expected, "{threads} threads");
        assert!(together::<Lanes<F, 4>>(&far, &own, threads) == expected, "4 lanes, {threads} threads");
        assert!(together::<Lanes<F, 8>>(&far, &own, threads) == expected, "8 lanes, {threads} threads");
    }
}

#[test]
fn quadrupeds_in_a_batch_of_singles_are_quadrupeds_alone_to_the_bit() {
    roomy(robots_in_a_batch_are_robots_alone::<f32>);
}

/// Steps in lanes take more stack without optimisation than a test's thread has.
fn roomy(test: fn()) {
    let thread = std::thread::Builder::new().stack_size(128 << 20).spawn(test).unwrap();
    thread.join().unwrap();
}
