//! The quadruped of Degrave et al. 2019 with 16 motors, by the 1,296 weights of its controller: one robot in `f64`,
//! and eight in lanes of `f32`. The guide tells how long this takes to compile (`guide/src/comparison.md`).

use std::array::from_fn;
use std::thread;

use costate::{HeapTape, Lanes, Real, Zero, lit};
use costate_physics::engine::episode;
use costate_physics::models::Preset;
use costate_physics::models::quadruped::{Walk, with_16_motors};

/// Steps of 10 ms.
const STEPS: usize = 100;

/// Stack for the matrices of eight robots \[bytes\].
const STACK: usize = 64 << 20;

/// How far a robot gets, backward \[m\], and the length of the gradient by its weights, which are at most `spread`.
fn walk<T: Real + PartialEq>(spread: T) -> [T; 2] {
    let model = with_16_motors(Preset::Equivalent).cast::<T>();
    let (topology, params, start) = (&model.topology, &model.params, &model.start);
    let weight = |m, i| spread * lit::<T>(Real::sin((81 * m + i) as f64));
    let walk = Walk { weights: from_fn(|m| from_fn(|i| weight(m, i))) };

    let (mut of_params, mut of_start, mut of_walk) = (Zero::zero(), Zero::zero(), Walk::STILL);
    let mut tape = HeapTape::new();
    let loss = episode::vjp(
        topology,
        params,
        &mut of_params,
        start,
        &mut of_start,
        &walk,
        &mut of_walk,
        STEPS,
        T::ONE,
        &mut tape,
    );
    assert!(loss == episode(topology, params, start, &walk, STEPS), "the value with its gradient is another");
    let mut square = T::ZERO;
    of_walk.weights.as_flattened().iter().for_each(|&g| square += g * g);
    [loss, square.sqrt()]
}

/// One robot, then eight.
fn walks() {
    println!("f64, weights up to 0.05: {:?}", walk(0.05));
    let spread: Lanes<f32, 8> = Lanes(from_fn(|lane| 0.01 * (lane + 1) as f32));

    println!("f32, up to 0.01, 0.02, … 0.08: {:?}", walk(spread));
}

fn main() -> std::io::Result<()> {
    let robots = thread::Builder::new().stack_size(STACK).spawn(walks)?;
    robots.join().map_err(|_| std::io::Error::other("the robots fell over"))
}
