//! Derivatives of all pairs of shapes: right at random places, finite everywhere, the same bits in lanes.

mod pairs;

use costate::{Dual, Float, HeapTape, Lanes, Real, Scalar, Tape, Zero, check_gradients};
use costate_physics::engine::collide::collide;
use costate_physics::math::rotation::exp;
use costate_physics::math::vec3::vec3;
use costate_physics::model::Shape;
use pairs::{ALL, Place, Random, adjoints, flat, model, packed, tangents, unflat, world};

/// The pair in both orders.
fn orders() -> impl Iterator<Item = (Shape, Shape, bool)> {
    ALL.into_iter().flat_map(|(a, b)| [(a, b, false), (b, a, true)])
}

/// The points of contact of two colliders of 30 numbers.
fn points<T: Real>(a: Shape, b: Shape, x: &[T]) -> Vec<T> {
    let (params, body) = model(x);
    flat(&collide(&world(a, b), &params, &body))
}

/// The points, and what of the 30 numbers the cotangents `dy` see.
fn pullback<T: Real>(a: Shape, b: Shape, x: &[T], dy: &[T], tape: &mut impl Tape) -> (Vec<T>, Vec<T>) {
    let (params, body) = model(x);
    let (mut of_params, mut of_body) = (Zero::zero(), Zero::zero());
    let dy = unflat(dy);
    let y = collide::vjp(&world(a, b), &params, &mut of_params, &body, &mut of_body, dy, tape);
    (flat(&y), adjoints(&of_params, &of_body))
}

/// Two colliders about to touch, in the order of the pair.
fn places(random: &mut Random, b: Shape, swapped: bool) -> [Place<f64>; 2] {
    let [p, q] = random.places(b);
    if swapped { [q, p] } else { [p, q] }
}

#[test]
fn every_pair_has_the_derivatives_of_differences_and_dual_numbers() {
    let mut random = Random(7);
    for (a, b, swapped) in orders() {
        let last = if swapped { a } else { b };
        for _ in 0..12 {
            let x = packed(places(&mut random, last, swapped));
            let report = check_gradients(
                &format!("{a:?} {b:?}"),
                x.clone(),
                |x| points(a, b, x),
                |x, tx| {
                    let ((params, body), (t_params, t_body)) = (model(x), tangents(tx));
                    let (y, ty) = collide::jvp(&world(a, b), &params, &t_params, &body, &t_body);
                    (flat(&y), flat(&ty))
                },
                |x, dx, dy, tape| {
                    let (y, slope) = pullback(a, b, x, dy, tape);
                    dx.iter_mut().zip(slope).for_each(|(d, s)| *d += s);
                    y
                },
                |x: &Vec<Dual<f64>>| points(a, b, x),
            );
            report.unwrap_or_else(|e| panic!("{a:?} {b:?} at {x:?}: {e}"));
        }
    }
}

/// Numbers that meet every tie: axes that are parallel, rims that are flush, centres that coincide, sizes of zero.
fn degenerate(random: &mut Random) -> [Place<f64>; 2] {
    let pick = |random: &mut Random, from: &[f64]| {
        from[((random.next() * 0.5 + 0.5) * from.len() as f64) as usize % from.len()]
    };
    [0, 1].map(|_| {
        let mut place = |from: &[f64]| vec3(pick(random, from), pick(random, from), pick(random, from));
        let position = place(&[0.0, 0.0, 0.0, 0.25, 0.5, 1.0, 1e-6, 1e-12, -0.5]);
        let size = place(&[0.25, 0.5, 0.5, 0.5, 0.0, 1e-7]);
        let turn = place(&[0.0, 0.0, 0.0, 1.0, 0.5, 1e-9, 1e-5]) * std::f64::consts::FRAC_PI_2;
        Place { position, frame: exp(turn), size }
    })
}

fn all_are_finite<T: Real<Element = T> + Scalar>(places: impl Fn(&mut Random, Shape) -> [Place<f64>; 2]) {
    let mut random = Random(3);
    let mut tape = HeapTape::new();
    for (a, b, swapped) in orders() {
        for _ in 0..2000 {
            let [p, q] = places(&mut random, if swapped { a } else { b });
            let x: Vec<T> = packed([p, q]).into_iter().map(T::from_f64).collect();
            let dy: Vec<T> = (0..56).map(|_| T::from_f64(random.next())).collect();
            let (y, dx) = pullback(a, b, &x, &dy, &mut tape);
            let (params, body) = model(&x);
            let t: Vec<T> = (0..30).map(|_| T::from_f64(random.next())).collect();
            let (t_params, t_body) = tangents(&t);
            let (_, ty) = collide::jvp(&world(a, b), &params, &t_params, &body, &t_body);
            for (what, numbers) in [("value", y), ("adjoint", dx), ("tangent", flat(&ty))] {
                let finite = numbers.iter().all(|v| v.abs() < T::from_f64(1e15));
                assert!(finite, "{what} of {a:?} {b:?} at {x:?}: {numbers:?}");
            }
        }
    }
}

#[test]
fn random_pairs_have_finite_gradients() {
    all_are_finite::<f64>(Random::places);
    all_are_finite::<f32>(Random::places);
}

#[test]
fn degenerate_pairs_have_finite_gradients() {
    all_are_finite::<f64>(|random, _| degenerate(random));
    all_are_finite::<f32>(|random, _| degenerate(random));
}

/// Points and gradients of pairs one by one, and in lanes.
fn compare_lanes<F: Float, const N: usize>(bits: impl Fn(F) -> u64)
where
    Lanes<F, N>: Real<Element = F>,
{
    let mut random = Random(5);
    let mut tape = HeapTape::new();
    let dy: Vec<f64> = (0..56).map(|_| random.next()).collect();
    let dy_of = |x: &f64| F::from_f64(*x);
    for (a, b, swapped) in orders() {
        for round in 0..50 {
            let one: [Vec<F>; N] = std::array::from_fn(|lane| {
                let last = if swapped { a } else { b };
                let places = if (round + lane) % 3 == 0 {
                    degenerate(&mut random)
                } else {
                    places(&mut random, last, swapped)
                };
                packed(places).iter().map(dy_of).collect()
            });
            let many: Vec<Lanes<F, N>> = (0..30)
                .map(|i| {
                    let mut x = Lanes::<F, N>::ZERO;
                    (0..N).for_each(|lane| x.set_lane(lane, one[lane][i]));
                    x
                })
                .collect();
            let splat: Vec<Lanes<F, N>> = dy.iter().map(|x| Lanes::from_f64(*x)).collect();
            let (y, dx) = pullback(a, b, &many, &splat, &mut tape);
            for (lane, x) in one.iter().enumerate() {
                let dy: Vec<F> = dy.iter().map(dy_of).collect();
                let (y_one, dx_one) = pullback(a, b, x, &dy, &mut tape);
                let same = |many: &[Lanes<F, N>], one: &[F]| {
                    many.iter().zip(one).all(|(m, o)| bits(m.lane(lane)) == bits(*o))
                };
                assert!(same(&y, &y_one), "{a:?} {b:?} at {x:?}");
                assert!(same(&dx, &dx_one), "gradient of {a:?} {b:?} at {x:?}");
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
