//! One source in every number type: the same bits in lanes, the same slopes with dual numbers.

use costate::{Dual, HeapTape, Lanes, Real};
use costate_physics::bench_ball::{self, SCENE};
use costate_physics::impulse_ball::{Ball, State, step};
use costate_physics::math::vec3::Vec3;

/// Numbers in [−1, 1), from a linear congruential generator.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
    }

    /// A state near the ground, whose parts take all ways through the contact.
    fn state(&mut self) -> [f64; 9] {
        let scale = [1.0, 1.0, 0.05, 3.0, 3.0, 1.0, 10.0, 10.0, 10.0];
        std::array::from_fn(|i| scale[i] * self.next() + if i == 2 { 0.5 } else { 0.0 })
    }
}

fn state<T: Real>(x: [T; 9]) -> State<T> {
    State {
        position: Vec3 { x: x[0], y: x[1], z: x[2] },
        velocity: Vec3 { x: x[3], y: x[4], z: x[5] },
        spin: Vec3 { x: x[6], y: x[7], z: x[8] },
    }
}

fn numbers<T: Real>(s: State<T>) -> [T; 9] {
    let State { position: p, velocity: v, spin: w } = s;
    [p.x, p.y, p.z, v.x, v.y, v.z, w.x, w.y, w.z]
}

/// The row of the Jacobian of a step for one output, by reverse mode.
fn row_by_reverse(x: [f64; 9], output: usize) -> [f64; 9] {
    let mut cotangent = [0.0; 9];
    cotangent[output] = 1.0;
    let (mut of_ball, mut of_state) = (Ball::default(), State::default());
    step::vjp(
        &Ball::DEGRAVE2019,
        &mut of_ball,
        state(x),
        &mut of_state,
        state(cotangent),
        &mut HeapTape::new(),
    );
    numbers(of_state)
}

#[test]
fn a_step_has_the_jacobian_of_dual_numbers_at_1000_random_states() {
    let mut random = Random(1);
    let ball = Ball::DEGRAVE2019.cast::<Dual<f64>>();
    for _ in 0..1000 {
        let x = random.state();
        let rows: [[f64; 9]; 9] = std::array::from_fn(|output| row_by_reverse(x, output));
        for input in 0..9 {
            let seed = |i: usize| Dual::new(x[i], if i == input { 1.0 } else { 0.0 });
            let column = numbers(step(&ball, state(std::array::from_fn(seed))));
            for (row, Dual { eps: want, .. }) in rows.iter().zip(column) {
                let (got, scale) = (row[input], 1.0 + want.abs());
                assert!((got - want).abs() < 1e-12 * scale, "input {input} at {x:?}: {got}, {want}");
            }
        }
    }
}

/// The losses and gradients of eight throws, one by one and in lanes.
fn compare_lanes<F: costate::Float>(bits: impl Fn(F) -> u64)
where
    Lanes<F, 8>: Real<Element = F>,
{
    let mut random = Random(2);
    let throws: [[F; 6]; 8] = std::array::from_fn(|_| SCENE.map(|x| F::from_f64(x + 2.0 * random.next())));
    let in_lanes: [Lanes<F, 8>; 6] = std::array::from_fn(|i| {
        let mut x = Lanes::<F, 8>::ZERO;
        (0..8).for_each(|lane| x.set_lane(lane, throws[lane][i]));
        x
    });
    let (loss, gradient) = gradient(in_lanes);
    for (lane, throw) in throws.into_iter().enumerate() {
        let (one_loss, one_gradient) = self::gradient(throw);
        assert_eq!(bits(loss.lane(lane)), bits(one_loss));
        for (many, one) in gradient.iter().zip(one_gradient) {
            assert_eq!(bits(many.lane(lane)), bits(one), "lane {lane}");
        }
    }
}

fn gradient<T: Real>(throw: [T; 6]) -> (T, [T; 6]) {
    let (mut of_ball, mut of_throw) = (Ball::default(), [T::ZERO; 6]);
    let ball = Ball::DEGRAVE2019.cast();
    let mut tape = HeapTape::new();
    let loss = bench_ball::loss::vjp(&ball, &mut of_ball, throw, &mut of_throw, 500, T::ONE, &mut tape);
    (loss, of_throw)
}

#[test]
fn lanes_have_the_bits_of_scalars_in_f64() {
    compare_lanes::<f64>(f64::to_bits);
}

#[test]
fn lanes_have_the_bits_of_scalars_in_f32() {
    compare_lanes::<f32>(|x| u64::from(x.to_bits()));
}
