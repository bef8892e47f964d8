//! Enums whose variants hold values: built, matched, passed, stored, in loops, with methods.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::single_match, clippy::collapsible_match)]

use costate::{Diff, HeapTape, Real, Scalar, Tape, Zero, differentiable};
use costate_tests::argument::Argument;
use costate_tests::{argument_enum, check};

/// A body's shape.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
enum Shape<T> {
    Ball(T),
    Box { half: [T; 2], round: T },
    Stack(usize, T),
    Nothing,
}

argument_enum!(
    Shape,
    ShapeTangent {
        Ball { 0 r: f64 },
        Box { half half: [f64; 2], round round: f64 },
        Stack { 0 n: usize, 1 h: f64 },
        Nothing {},
    }
);

const SHAPES: [Shape<f64>; 4] =
    [Shape::Ball(0.7), Shape::Box { half: [0.4, 0.9], round: 0.2 }, Shape::Stack(3, 0.6), Shape::Nothing];

#[differentiable]
fn area<T: Real>(s: &Shape<T>) -> T {
    match s {
        Shape::Ball(r) => 3.0 * *r * *r,
        Shape::Box { half: [a, b], round } => *a * *b * 4.0 + *round,
        Shape::Stack(n, height) => T::from_f64(*n as f64) * height.sin(),
        Shape::Nothing => T::ZERO,
    }
}

#[differentiable]
fn grown<T: Scalar>(s: Shape<T>, by: T) -> Shape<T> {
    match s {
        Shape::Ball(r) if r * by > 1.0 => Shape::Box { half: [r, by], round: r * by },
        Shape::Ball(r) => Shape::Ball(r * by),
        Shape::Box { half, round } => Shape::Box { half: [half[0] + by, half[1] * by], round },
        Shape::Stack(0, _) => s,
        Shape::Stack(n, h) => Shape::Stack(n - 1, h * by),
        Shape::Nothing => Shape::Ball(by),
    }
}

#[differentiable]
fn by_value<T: Scalar>(s: Shape<T>, x: T) -> T {
    let r = if let Shape::Ball(r) | Shape::Stack(_, r) = s { r } else { x };
    let Shape::Box { half, .. } = s else {
        return r * x;
    };
    let Shape::Box { round, .. } = grown(s, x) else { return x };
    half[0] * half[1] * r * round
}

#[differentiable]
fn along<T: Scalar>(all: &[Shape<T>; 3], x: T) -> T {
    let mut all = *all;
    let mut s = x;
    let mut last = Shape::Nothing;
    for i in 0..6 {
        let k = i % 3;
        s = s + area(&all[k]) * x;
        last = grown(all[k], s * 0.3);
        if i % 2 == 0 {
            all[k] = last;
        }
        if let Shape::Box { half: [a, _], .. } = all[k]
            && a > 0.5
        {
            s = s * a;
        }
    }
    s + area(&last)
}

#[test]
fn enums_as_arguments_and_results() {
    for s in SHAPES {
        check!(area(ref s));
        check!(grown(in s, in 0.8));
        check!(grown(in s, in 1.8));
        check!(by_value(in s, in 0.8));
    }
    check!(along(ref [SHAPES[0], SHAPES[1], SHAPES[2]], in 0.8));
    check!(along(ref [SHAPES[3], SHAPES[2], SHAPES[0]], in 0.3));
}

/// What moves.
#[derive(Clone, Copy, Diff)]
struct Body<T> {
    shape: Shape<T>,
    mass: T,
    ghost: Option<Shape<T>>,
}

#[differentiable]
impl<T: Scalar> Shape<T> {
    fn unit(size: T) -> Self {
        Self::Box { half: [size, T::ONE], round: T::ZERO }
    }

    fn depth(&self, x: T) -> T {
        match *self {
            Self::Ball(r) => r - x,
            Self::Box { half: [a, b], round } => (a * b - x) * round,
            Self::Stack(_, h) => h * x,
            Self::Nothing => x,
        }
    }

    fn swell(&mut self, by: T) {
        match self {
            Shape::Ball(r) => *r *= by,
            Shape::Box { half, round } => {
                half[0] = half[1] * by;
                *round = *round + half[0];
            }
            Shape::Stack(n, h) if *n > 1 => {
                *h = *h * *h;
                *n -= 1;
            }
            other => *other = Shape::Ball(by),
        }
    }
}

#[differentiable]
fn simulated<T: Scalar>(shape: Shape<T>, x: T) -> (T, Shape<T>) {
    let mut body = Body { shape, mass: x * x, ghost: None };
    let mut s = x;
    for i in 0..4 {
        s = s * body.shape.depth(body.mass) + body.mass;
        body.shape.swell(s);
        if let Some(Shape::Ball(r) | Shape::Stack(_, r)) = body.ghost {
            s += r * x;
        }
        body.ghost = if i == 0 { Some(body.shape) } else { Some(Shape::unit(s)) };
        match &mut body {
            Body { shape: Shape::Box { round, .. }, mass, .. } => {
                *mass = *mass * *round;
                *round = x;
            }
            Body { mass, .. } => *mass *= x,
        }
    }
    (s, body.shape)
}

#[test]
fn enums_in_structs_with_methods() {
    for s in SHAPES {
        check!(simulated(in s, in 0.8));
        check!(simulated(in s, in 1.2));
    }
}

/// Without a derivative of its own.
#[derive(Clone, Copy)]
enum Law {
    Linear(f64),
    Power { exponent: i32, scale: f64 },
    Off,
}

#[differentiable]
fn force(#[constant] law: Law, #[constant] other: &Law, x: f64) -> f64 {
    let a = match law {
        Law::Linear(k) => k * x,
        Law::Power { exponent, scale } => scale * x.powi(exponent),
        Law::Off => 0.0,
    };
    match other {
        Law::Linear(k) if *k > 1.0 => a * k * x,
        Law::Linear(k) | Law::Power { scale: k, .. } => a + k * x * x,
        Law::Off => a,
    }
}

#[differentiable]
fn forces(x: f64) -> f64 {
    let mut s = x;
    for i in 0..3 {
        s += force(Law::Power { exponent: i, scale: 0.5 }, &Law::Linear(2.0), s * x);
        s += force(Law::Linear(1.5), &Law::Off, s);
    }
    s
}

#[test]
fn constant_enums() {
    let slope = |law, other| force::grad(law, &other, 2.0);
    assert_eq!(slope(Law::Linear(3.0), Law::Off), 3.0);
    assert_eq!(slope(Law::Off, Law::Linear(0.5)), 2.0);
    assert_eq!(slope(Law::Linear(3.0), Law::Linear(2.0)), 24.0);
    assert_eq!(slope(Law::Power { exponent: 2, scale: 3.0 }, Law::Power { exponent: 1, scale: 1.0 }), 16.0);
    check!(f64 forces(in 0.3));
}

/// A type with an attribute on the whole, and on a field.
#[derive(Clone, Copy, Diff)]
#[diff(constant)]
enum Setting {
    Gain(f64),
    Off,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Diff)]
enum Spring {
    Soft {
        stiffness: f64,
        #[diff(constant)]
        rest: f64,
    },
    #[default]
    Zero,
}

#[differentiable]
fn pulled(s: Spring, setting: Setting, x: f64) -> f64 {
    let gain = match setting {
        Setting::Gain(g) => costate::detach(g),
        Setting::Off => 1.0,
    };
    match s {
        Spring::Soft { stiffness, rest } => gain * stiffness * (x - costate::detach(rest)),
        Spring::Zero => 0.0,
    }
}

#[test]
fn attributes_of_enums() {
    let soft = Spring::Soft { stiffness: 2.0, rest: 0.5 };
    let (ds, (), dx) = pulled::grad(soft, Setting::Gain(3.0), 1.5);
    assert_eq!(ds, SpringTangent::Soft { stiffness: 3.0, rest: () });
    assert_eq!(dx, 6.0);
    let (ds, (), dx) = pulled::grad(Spring::Zero, Setting::Off, 1.5);
    assert_eq!((ds, dx), (SpringTangent::Zero_1, 0.0));
}

#[test]
fn the_zero_is_of_every_variant() {
    let mut d = ShapeTangent::<f64>::zero();
    d += ShapeTangent::Zero;
    assert_eq!(d, ShapeTangent::Zero);
    d += ShapeTangent::Ball(2.0);
    d -= ShapeTangent::Ball(0.5);
    d += ShapeTangent::default();
    assert_eq!(d, ShapeTangent::Ball(1.5));
    assert_eq!(ShapeTangent::<f64>::Zero - ShapeTangent::Stack((), 2.0), ShapeTangent::Stack((), -2.0));
    assert_eq!(format!("{:?} {d:?}", ShapeTangent::<f64>::Zero), "Zero Ball(1.5)");
}

#[test]
#[should_panic(expected = "of another variant")]
fn a_derivative_of_another_variant_panics() {
    let (_, _) = area::jvp(&SHAPES[0], &ShapeTangent::Stack((), 1.0));
}

#[test]
fn an_enum_lies_on_the_tape() {
    let mut tape = HeapTape::new();
    for s in SHAPES {
        tape.push(s);
    }
    tape.push(ShapeTangent::<f64>::Zero);
    tape.push(ShapeTangent::<f64>::Box { half: [1.0, 2.0], round: 3.0 });
    let d: ShapeTangent<f64> = tape.pop();
    assert_eq!(d, ShapeTangent::Box { half: [1.0, 2.0], round: 3.0 });
    assert_eq!(tape.pop::<ShapeTangent<f64>>(), ShapeTangent::Zero);
    for s in SHAPES.iter().rev() {
        assert_eq!(tape.pop::<Shape<f64>>(), *s);
    }
}

#[differentiable(hvp)]
fn energy<T: Scalar>(s: Shape<T>, o: Option<T>, x: T) -> T {
    let k = match o {
        Some(k) => k * k * x,
        None => x * x,
    };
    match s {
        Shape::Ball(r) if r > x => r * r * r * k,
        Shape::Ball(r) | Shape::Stack(_, r) => r * k.sin(),
        Shape::Box { half: [a, b], round } => a * b * b * x + round * k,
        Shape::Nothing => k * x,
    }
}

#[test]
fn second_derivatives() {
    let (x, dx, h) = (0.6, 0.8, 1e-5);
    for s in SHAPES {
        for o in [Some(0.9), None] {
            let ds = s.slot(&mut [0.3, -0.5, 0.7].into_iter());
            let d_o = o.map(|_| 0.4);
            let along = |by: f64| {
                let mut moved = Vec::new();
                s.slot_numbers(&ds, &mut moved);
                let mut at = Vec::new();
                s.numbers(&mut at);
                let s = s.rebuild(&mut at.iter().zip(&moved).map(|(x, d)| x + by * d));
                let (gs, go, gx) = energy::grad(s, o.map(|o| o + by * 0.4), x + by * dx);
                let mut all = vec![gx, go.unwrap_or(0.0)];
                s.slot_numbers(&gs, &mut all);
                all
            };
            let (hs, ho, hx) = energy::hvp(s, ds, o, d_o, x, dx);
            let mut found = vec![hx, ho.unwrap_or(0.0)];
            s.slot_numbers(&hs, &mut found);
            for ((ahead, behind), found) in along(h).into_iter().zip(along(-h)).zip(found) {
                let known = (ahead - behind) / (2.0 * h);
                assert!((known - found).abs() < 1e-8, "{s:?} {o:?}: {known}, {found}");
            }
        }
    }
}
