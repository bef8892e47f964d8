//! `Option`, enums and exits through the interpreter: every layer, with each analysis off.

#[path = "programs/real.rs"]
mod real;

use costate_transform::interp::{Program, Switches, Value};
use real::Real;

type Plain = Value<Real<f64>>;

const SOURCE: &str = "
    fn root(x: f64, y: f64) -> Option<f64> {
        if x < 0.0 { return None; }
        let s = Shape::Box { half: [x, y], round: y };
        Some(area(s, x)? * y)
    }
    fn area(s: Shape, x: f64) -> Option<f64> {
        match s {
            Shape::Ball(r) | Shape::Box { half: [r, _], round: _ } if r > 1.0 => Some(r * x),
            Shape::Box { half: [a, b], .. } => Some(a * b + x),
            Shape::Ball(r) if r < 0.0 => None,
            Shape::Ball(r) => Some(r * r),
            Shape::Nothing => Some(x),
        }
    }
    fn f(o: Option<f64>, x: f64, n: usize) -> f64 {
        let mut last = None;
        let mut s = x;
        for i in 0..n {
            let Some(v) = root(s, x) else { break };
            if let Some(w) = last && w > 0.2 { s = s * w * 0.5; } else { s += v; }
            last = match (o, i) {
                (Some(a), 1..=2) if a > 0.3 => Some(a * v),
                (Some(a), _) => area(Shape::Ball(a - s * 0.1), v),
                (None, k @ 2) => { let _unused = k; None }
                _ => Some(v),
            };
        }
        let r = 'found: {
            if s > 4.0 { break 'found s * 0.1; }
            let mut k = 0;
            loop { k += 1; if k > n { break s * x; } s = s * 1.1; }
        };
        r + last.unwrap_or(s)
    }";

fn real(x: f64) -> Plain {
    Value::Number(Real(x))
}

fn option(x: Option<f64>) -> Plain {
    match x {
        Some(x) => Value::Variant("Some".into(), vec![("0".into(), real(x))]),
        None => Value::Variant("None".into(), Vec::new()),
    }
}

fn number(value: &Plain) -> f64 {
    match value {
        Value::Number(x) => x.0,
        Value::Zero => 0.0,
        Value::Variant(_, all) => all.first().map_or(0.0, |(_, x)| number(x)),
        other => panic!("{other:?} is no number"),
    }
}

/// The derivatives by `o` and `x`, by central differences.
fn differences(program: &Program, o: Option<f64>, x: f64, n: i128) -> [f64; 2] {
    let at = |o: Option<f64>, x: f64| {
        let ran = program.primal("f", vec![option(o), real(x), Value::Integer(n)]).expect("it runs");
        number(&ran.value)
    };
    let h = 1e-6;
    let by_o = (at(o.map(|o| o + h), x) - at(o.map(|o| o - h), x)) / (2.0 * h);
    [by_o, (at(o, x + h) - at(o, x - h)) / (2.0 * h)]
}

#[test]
fn every_layer_of_variants_and_exits_agrees() {
    for switches in Switches::each_off() {
        let program = Program::parse(SOURCE, switches).expect("the source is accepted");
        for (o, x, n) in
            [(Some(0.7), 0.8, 4), (Some(0.2), 0.9, 3), (None, 1.3, 5), (Some(2.0), 0.5, 0), (None, -0.4, 3)]
        {
            let known = differences(&program, o, x, n);
            let arguments = || vec![option(o), real(x), Value::Integer(n)];
            let slots = |by_o: Option<f64>, by_x: f64| vec![option(by_o), real(by_x), Value::unit()];
            let near = |found: f64, known: f64| (found - known).abs() < 1e-6 * known.abs().max(1.0);

            let by_o =
                program.tangent("f", arguments(), slots(o.map(|_| 1.0), 0.0)).expect("it runs").tangent;
            let by_x =
                program.tangent("f", arguments(), slots(o.map(|_| 0.0), 1.0)).expect("it runs").tangent;
            assert!(
                near(number(&by_o), known[0]) && near(number(&by_x), known[1]),
                "{by_o:?} {by_x:?} {known:?}"
            );

            let zero = || vec![Value::Zero, real(0.5), Value::unit()];
            for pulled in [
                program.split("f", arguments(), zero(), real(2.0)),
                program.joint("f", arguments(), zero(), real(2.0)),
            ] {
                let all = pulled.expect("it runs").adjoints;
                let found = [number(&all[0]), number(&all[1]) - 0.5];
                assert!(
                    near(found[0], 2.0 * known[0]) && near(found[1], 2.0 * known[1]),
                    "{found:?} {known:?}"
                );
            }
        }
    }
}
