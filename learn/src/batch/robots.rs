//! Robots in a batch go where they would go alone.

use costate::{Float, Lanes, lit};
use costate_physics::models::Preset;
use costate_physics::models::quadruped::{SENSORS, with_16_motors};

use super::*;
use crate::Philox;

const WEIGHTS: usize = 16 * SENSORS;

/// Weights with which it thrashes about, so that its feet come and go and drives reach their limits.
fn weights<F: Float>() -> [F; WEIGHTS] {
    let mut random = Philox::new(3);
    std::array::from_fn(|_| lit(random.within(0.3)))
}

/// The mean of a batch in lanes `T` on some threads.
fn together<T: Real>(
    walkers: &Walkers,
    own: &[[T::Element; 1]],
    threads: usize,
) -> (T::Element, Vec<T::Element>)
where
    T::Element: Float,
{
    let mut team = Batch::new(threads).unwrap();
    let mut gradient = [T::ZERO.lane(0); WEIGHTS];
    let mean = team.mean_and_gradient::<T, WEIGHTS, 1>(walkers, &weights(), own, &mut gradient);
    assert_eq!(
        mean,
        team.mean::<T, WEIGHTS, 1>(walkers, &weights(), own),
        "the value with and without its gradient"
    );
    (mean, gradient.to_vec())
}

/// The same of robots that are computed by themselves, summed by hand.
fn alone<F: Float>(walkers: &Walkers, own: &[[F; 1]]) -> (F, Vec<F>) {
    let (mut mean, mut sum) = (F::ZERO, vec![F::ZERO; WEIGHTS]);
    let count = lit::<F>(own.len() as f64);
    for &own in own {
        let mut gradient = [F::ZERO; WEIGHTS];
        mean += walkers.value_and_gradient(&weights(), own, &mut gradient, &mut HeapTape::new());
        sum.iter_mut().zip(gradient).for_each(|(sum, entry)| *sum += entry);
    }
    (mean / count, sum.into_iter().map(|sum| sum / count).collect())
}

fn robots_in_a_batch_are_robots_alone<F: Float>()
where
    Lanes<F, 4>: Real<Element = F>,
    Lanes<F, 8>: Real<Element = F>,
{
    let walkers = Walkers { model: with_16_motors(Preset::Equivalent), steps: 10 };
    let mut random = Philox::new(4);
    let own: Vec<[F; 1]> = (0..11).map(|_| [lit(random.within(1.0))]).collect();
    let expected = alone(&walkers, &own);
    assert!(expected.1.iter().any(|g| *g != F::ZERO));
    for threads in [1, 2, 3] {
        assert!(together::<F>(&walkers, &own, threads) == expected, "{threads} threads");
        assert!(together::<Lanes<F, 4>>(&walkers, &own, threads) == expected, "4 lanes, {threads} threads");
        assert!(together::<Lanes<F, 8>>(&walkers, &own, threads) == expected, "8 lanes, {threads} threads");
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
