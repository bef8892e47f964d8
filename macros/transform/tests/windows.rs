//! The rest of an array and windows that move by a pattern, through the interpreter: every layer, with
//! each analysis off.

#[path = "programs/real.rs"]
mod real;

use costate_transform::interp::{Program, Switches, Value};
use real::Real;

type Plain = Value<Real<f64>>;

const SOURCE: &str = "
    fn f(x: [f64; 5], n: usize) -> f64 {
        let mut y = x;
        let mut s = 0.0;
        for i in 0..n {
            let [a, mut rest @ .., z] = y;
            rest[i] *= a;
            let mut w = &rest[..];
            while let [b, more @ ..] = w {
                s = s * z + *b;
                w = more;
            }
            y[i] = rest[2] * s;
            let p;
            if s > 0.5 { p = &y[1..]; } else { p = &x[..3]; }
            s += p[0] * p[1];
        }
        let (l, r) = y.split_at_mut(2);
        r[1..][..2].copy_from_slice(l);
        r[..2].reverse();
        s * y[2] + y[4]
    }";

fn array(x: &[f64]) -> Plain {
    Value::Array(x.iter().map(|x| Value::Number(Real(*x))).collect())
}

fn numbers(value: &Plain) -> Vec<f64> {
    match value {
        Value::Number(x) => vec![x.0],
        Value::Zero => vec![0.0],
        Value::Array(all) => all.iter().flat_map(numbers).collect(),
        other => panic!("{other:?} is no number"),
    }
}

/// The gradient, by central differences.
fn differences(program: &Program, x: &[f64], n: i128) -> Vec<f64> {
    let at = |k: usize, by: f64| {
        let mut x = x.to_vec();
        x[k] += by;
        numbers(&program.primal("f", vec![array(&x), Value::Integer(n)]).expect("it runs").value)[0]
    };
    (0..x.len()).map(|k| (at(k, 1e-6) - at(k, -1e-6)) / 2e-6).collect()
}

#[test]
fn every_layer_of_windows_agrees() {
    let near = |found: f64, known: f64| (found - known).abs() < 1e-6 * known.abs().max(1.0);
    for switches in Switches::each_off() {
        let program = Program::parse(SOURCE, switches).expect("the source is accepted");
        for (x, n) in [([0.7, -0.3, 0.4, 1.2, 0.8], 3), ([0.2, 0.5, -0.6, 0.1, 0.9], 2), ([0.4; 5], 0)] {
            let known = differences(&program, &x, n);
            let arguments = || vec![array(&x), Value::Integer(n)];
            for (k, slope) in known.iter().enumerate() {
                let mut direction = [0.0; 5];
                direction[k] = 1.0;
                let slots = vec![array(&direction), Value::unit()];
                let ran = program.tangent("f", arguments(), slots).expect("it runs");
                assert!(near(numbers(&ran.tangent)[0], *slope), "{k}: {:?} {known:?}", ran.tangent);
            }
            let slots = || vec![array(&[0.5; 5]), Value::unit()];
            let two = || Value::Number(Real(2.0));
            for pulled in [
                program.split("f", arguments(), slots(), two()),
                program.joint("f", arguments(), slots(), two()),
            ] {
                let found = numbers(&pulled.expect("it runs").adjoints[0]);
                let wanted = known.iter().map(|slope| 2.0 * slope + 0.5);
                assert!(found.iter().zip(wanted).all(|(a, b)| near(*a, b)), "{found:?} {known:?}");
            }
        }
    }
}
