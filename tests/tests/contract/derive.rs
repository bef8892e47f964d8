//! `#[derive(Diff)]`: plain data that comes back as it was, and a tangent that is a vector space.

use costate::{Diff, HeapTape, Pod, Real, Tangent, Tape, Zero};

/// A vector: its own tangent.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
struct Vec2<T> {
    x: T,
    y: T,
}

/// Everything that a field can be.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Body<T: Real, const N: usize> {
    mass: T,
    position: Vec2<T>,
    springs: [(T, u32); N],
    mode: Mode,
    id: usize,
    #[diff(constant)]
    rest: T,
    single: f32,
    limit: Option<T>,
}

/// A field-less enum with explicit discriminants.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
enum Mode {
    Free,
    Held = 7,
    Broken = 3,
}

/// A tuple struct without bounds on its parameter.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Pair<A, B>(A, B);

/// Nothing to differentiate.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(constant)]
struct Mesh<T> {
    size: [T; 2],
    cells: u32,
}

/// No field at all.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Marker;

/// A name that is no type's, and names that generated code uses itself.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Clash<CostateWord, W> {
    words: CostateWord,
    at: W,
    other: f64,
    r#type: f64,
}

/// A parameter that only a constant field names.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Tuned<T> {
    #[diff(constant)]
    gain: T,
    offset: f64,
}

fn body() -> Body<f64, 2> {
    Body {
        mass: 1.5,
        position: Vec2 { x: -0.25, y: 1e-300 },
        springs: [(2.5, 7), (-0.0, 9)],
        mode: Mode::Broken,
        id: usize::MAX - 3,
        rest: 9.5,
        single: 0.1,
        limit: Some(3.5),
    }
}

#[test]
fn a_value_comes_back_from_the_tape_as_it_was() {
    let mut tape = HeapTape::new();
    tape.push(body());
    tape.push(Pair(Mode::Held, [Marker; 2]));
    tape.push(Clash { words: 1_u32, at: 2_i64, other: 3.0, r#type: 4.0 });
    assert_eq!(tape.mark(), <Body<f64, 2>>::WORDS + 1 + 1 + 2 + 2 + 2);
    assert_eq!(tape.pop::<Clash<u32, i64>>(), Clash { words: 1, at: 2, other: 3.0, r#type: 4.0 });
    assert_eq!(tape.pop::<Pair<Mode, [Marker; 2]>>(), Pair(Mode::Held, [Marker; 2]));
    assert_eq!(tape.pop::<Body<f64, 2>>(), body());
    assert_eq!(tape.mark(), 0);
}

#[test]
fn words_are_the_sum_over_the_fields() {
    assert_eq!(<Body<f64, 2>>::WORDS, 2 + 4 + 2 * 3 + 1 + 2 + 2 + 1 + 3);
    assert_eq!(<Body<f32, 0>>::WORDS, 1 + 2 + 1 + 2 + 1 + 1 + 2);
    assert_eq!((Mode::WORDS, Marker::WORDS, <BodyTangent<f64, 2>>::WORDS), (1, 0, 2 + 4 + 2 * 2 + 1 + 3));
}

#[test]
fn every_variant_has_its_own_word() {
    for mode in [Mode::Free, Mode::Held, Mode::Broken] {
        let mut word = [0_u32; 1];
        mode.store(&mut word[..], 0);
        assert_eq!(Mode::load(&word[..], 0), mode);
    }
    assert_eq!(Mode::filler(), Mode::Free);
}

#[test]
fn tangents_have_the_fields_by_name() {
    let d: <Body<f64, 2> as Diff>::Tangent = BodyTangent {
        mass: 1.0,
        position: Vec2 { x: 2.0, y: 3.0 },
        springs: [(4.0, ()), (5.0, ())],
        mode: (),
        id: (),
        rest: (),
        single: 6.0,
        limit: Some(7.0),
    };
    let tuned: <Tuned<f64> as Diff>::Tangent = TunedTangent { gain: (), offset: 1.0 };
    assert_eq!((tuned.offset, Tuned { gain: 2.0, offset: 3.0 }.gain), (1.0, 2.0));
    let copy = d;
    assert_eq!(d, copy);
    assert_ne!(d, BodyTangent::default());
    assert_eq!(format!("{:?}", PairTangent::<f64, u8>(1.5, ())), "PairTangent(1.5, ())");
    assert!(format!("{d:?}").starts_with("BodyTangent { mass: 1.0, position: Vec2 { x: 2.0, y: 3.0 }"));
}

#[test]
fn tangents_are_a_vector_space() {
    let mut d = PairTangent::<Vec2<f64>, [f64; 2]>::default();
    let one = PairTangent(Vec2 { x: 1.0, y: 2.0 }, [3.0, 4.0]);
    d += one;
    d.accumulate(&one);
    assert_eq!(d, one + one);
    d.reduce(&one);
    d -= one;
    assert_eq!(d, PairTangent::zero());
    assert_eq!(one - one, d);
}

/// What a user writes: `T: Real` must prove the rest, and the field of type `T` is a `T`.
fn mass_of<T: Real>(body: &Body<T, 3>, d: &<Body<T, 3> as Diff>::Tangent) -> T {
    let same: &BodyTangent<T, 3> = d;
    body.mass * same.mass + body.position.x * same.position.x + same.springs[0].0
}

/// The same for a struct that says nothing of its parameter.
fn first_of<T: Real>(pair: &Pair<T, [T; 2]>, tape: &mut impl Tape) -> T {
    tape.push(*pair);
    let mut d = <Pair<T, [T; 2]> as Diff>::Tangent::zero();
    d.0 += tape.pop::<Pair<T, [T; 2]>>().0;
    d.1[1] += d.0 * d.0;
    d.1[1]
}

/// Parameters that are themselves differentiable types.
fn tangent_of<S: Diff>(_: &Pair<S, f64>) -> PairTangent<S, f64> {
    Zero::zero()
}

#[test]
fn generic_functions_need_no_more_than_real() {
    let zero = BodyTangent::<f64, 3>::default();
    let body = Body::<f64, 3> { mass: 2.0, position: Vec2 { x: 3.0, y: 0.0 }, ..Pod::filler() };
    let d = BodyTangent { mass: 10.0, position: Vec2 { x: 100.0, y: 0.0 }, ..zero };
    assert_eq!(mass_of(&body, &d), 320.0);
    assert_eq!(first_of(&Pair(3.0, [0.0; 2]), &mut HeapTape::new()), 9.0);
    assert_eq!(tangent_of(&Pair(Mode::Free, 1.0)), PairTangent((), 0.0));
}

#[test]
fn an_adjoint_has_an_adjoint() {
    fn own<D: Diff<Tangent = D>>(_: D) {}
    own(PairTangent::<Vec2<f64>, f64>::default());
    own(Vec2 { x: 1.0, y: 2.0 });
    fn none<D: Diff<Tangent = ()>>(_: D) {}
    none(Mesh { size: [1.0, 2.0], cells: 3 });
    none(Marker);
    none(Mode::Free);
}
