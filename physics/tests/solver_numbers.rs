//! The same sweeps in every number type, at every kind of contact, without a NaN.

mod problems;

use costate::{Float, HeapTape, Lanes, Real};
use costate_physics::math::Mat3;
use costate_physics::model::topology::Friction;
use costate_physics::solver::gauss_seidel::gauss_seidel;
use costate_physics::solver::jacobi::jacobi;
use problems::numbers::Numbers;
use problems::{Answer, C, Random, Step, Sweeper, Tree, sweeps};

/// A step and what it starts from.
type Case = (Step<f64>, Answer<f64>);

/// The same tree's steps, one a lane: other numbers, no other joints.
fn alike(seed: u64, lanes: usize) -> (Tree, Vec<Case>) {
    let mut random = Random(seed);
    let (tree, step) = random.step([Friction::Cone, Friction::Box][seed as usize % 2]);
    let mut other = |_| {
        let row: Vec<f64> = step.row().iter().map(|x| x * (1.0 + 0.2 * random.next())).collect();
        (step.with(&row), random.warm())
    };
    let steps = (0..lanes).map(&mut other).collect();
    (sweeps(&tree, 15), steps)
}

fn cast<T: Real, A: Numbers<f64>>(a: A) -> Vec<T> {
    a.row().into_iter().map(T::from_f64).collect()
}

/// Rows of numbers, one a lane.
fn side_by_side<F: Float, const N: usize>(rows: &[Vec<F>]) -> Vec<Lanes<F, N>>
where
    Lanes<F, N>: Real<Element = F>,
{
    let lanes = |i: usize| {
        let mut x = Lanes::<F, N>::ZERO;
        (0..N).for_each(|lane| x.set_lane(lane, rows[lane][i]));
        x
    };
    (0..rows[0].len()).map(lanes).collect()
}

/// Whole solves in lanes and one by one.
fn compare_lanes<F: Float, const N: usize>(bits: impl Fn(F) -> u64)
where
    Lanes<F, N>: Real<Element = F>,
{
    for seed in 0..50 {
        let (tree, steps) = alike(seed, N);
        let one: Vec<(Vec<F>, Vec<F>)> =
            steps.iter().map(|(step, warm)| (cast(*step), cast(*warm))).collect();
        let (steps, warms): (Vec<_>, Vec<_>) = one.iter().cloned().unzip();
        let step = Step::<Lanes<F, N>>::NONE.with(&side_by_side(&steps));
        let warm = Answer::<Lanes<F, N>>::ZERO.with(&side_by_side(&warms));
        let methods = Sweeper::<F>::ALL.into_iter().zip(Sweeper::<Lanes<F, N>>::ALL);
        for (scalar, wide) in methods {
            let (name, all) = (scalar.name, (wide.solve)(&tree, &step, &warm).row());
            for (lane, (step, warm)) in one.iter().enumerate() {
                let x =
                    (scalar.solve)(&tree, &Step::<F>::NONE.with(step), &Answer::<F>::ZERO.with(warm)).row();
                for (i, (wide, one)) in all.iter().zip(x).enumerate() {
                    assert_eq!(bits(wide.lane(lane)), bits(one), "{name} {seed}, lane {lane}, number {i}");
                }
            }
        }
    }
}

#[test]
fn lanes_have_the_bits_of_scalars_in_f32() {
    compare_lanes::<f32, 8>(|x| u64::from(x.to_bits()));
}

#[test]
fn lanes_have_the_bits_of_scalars_in_f64() {
    compare_lanes::<f64, 4>(f64::to_bits);
}

#[test]
fn single_precision_comes_as_near_as_it_can() {
    for (double, single) in Sweeper::<f64>::ALL.into_iter().zip(Sweeper::<f32>::ALL) {
        let name = double.name;
        for seed in 0..50 {
            let (tree, steps) = alike(seed, 1);
            let (step, warm) = steps[0];
            let near =
                (single.solve)(&tree, &Step::NONE.with(&cast(step)), &Answer::ZERO.with(&cast(warm))).row();
            for (x, y) in (double.solve)(&tree, &step, &warm).row().iter().zip(near) {
                assert!((x - f64::from(y)).abs() < 2e-3 * (1.0 + x.abs()), "{name} {seed}: {x}, {y}");
            }
        }
    }
}

/// A contact as they come: straight, without friction, without motion, without impulses, at its switches.
fn degenerate(random: &mut Random, step: &mut Step<f64>, warm: &mut Answer<f64>) {
    if random.below(4) == 0 {
        step.free = Step::<f64>::NONE.free;
    }
    if random.below(4) == 0 {
        *warm = Answer::ZERO;
    }
    for c in 0..C {
        let block = &mut step.contact[c];
        match random.below(6) {
            0 => block.friction = 0.0,
            1 => (block.arm_a, block.arm_b) = (block.arm_a * 0.0, block.arm_b * 0.0),
            2 => block.frame = Mat3::IDENTITY,
            3 => block.bias = 0.0,
            4 => (block.torsion, warm.push[c]) = (0.0, [0.0; 4]),
            _ => {}
        }
    }
}

#[test]
fn values_and_gradients_are_finite_at_thousands_of_contacts() {
    let mut tape = HeapTape::new();
    for seed in 0..1000 {
        let mut random = Random(seed);
        let (tree, mut step) = random.step([Friction::Cone, Friction::Box][seed as usize % 2]);
        let mut warm = random.warm();
        degenerate(&mut random, &mut step, &mut warm);
        let tree = sweeps(&tree, 1 + random.below(5));
        let ones = Answer::ZERO.with(&[1.0; 1000]);
        let (mut of_step, mut of_warm) = (step.with(&[0.0; 1000]), Answer::ZERO);
        let x = gauss_seidel::vjp(&tree, &step, &mut of_step, &warm, &mut of_warm, ones, &mut tape);
        let y = jacobi::vjp(&tree, &step, &mut of_step, &warm, &mut of_warm, ones, &mut tape);
        for row in [x.row(), y.row(), of_step.row(), of_warm.row()] {
            assert!(row.iter().all(|x| x.is_finite()), "{seed}: {row:?}");
        }
    }
}
