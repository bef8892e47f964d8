//! The checks themselves.

use core::fmt;
use std::format;
use std::string::String;
use std::vec::Vec;

use super::compare::{Worst, dot, norm, size};
use super::random::Random;
use super::{Check, CheckTape, GradientCheck, GradientError, Report, Vector};

/// Inputs up to which every axis is a direction.
const AXES: usize = 32;

/// A direction in the space of inputs.
struct Direction<X> {
    /// `ẋ`, each component in proportion to the input's size.
    tangent: X,
    label: Label,
}

/// What a direction is called.
#[derive(Clone, Copy)]
enum Label {
    Axis(usize),
    Random(usize),
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Label::Axis(i) => write!(f, "along input {i}"),
            Label::Random(i) => write!(f, "along random direction {i}"),
        }
    }
}

impl<X: Vector, Y: Vector> GradientCheck<'_, X, Y> {
    /// Runs all checks.
    ///
    /// # Errors
    /// The first check that fails: what, where, and how far off.
    pub fn run(&self) -> Result<Report, GradientError> {
        let y = (self.f)(&self.x);
        self.finite("the value", y.components())?;
        let mut random = Random::new(self.seed);
        let directions = self.directions_of(&mut random);
        let mut tape = CheckTape::new();

        let jvps = self.run_jvps(&y, &directions)?;
        let central_difference = self.check_central(&y, &directions, &jvps)?;
        let dual = self.check_dual(&y, &directions, &jvps)?;
        let (mut dot_product, mut reverse, mut accumulation) = (0.0_f64, 0.0_f64, 0.0_f64);
        for round in 0..self.directions.max(1) {
            let dr = self.cotangent(&y, round, &mut random);
            let mut dx = zero(&self.x);
            self.run_vjp(&y, &mut dx, &dr, &mut tape)?;
            dot_product = dot_product.max(self.check_dot(&directions, &jvps, &dr, &dx)?);
            reverse = reverse.max(self.check_reverse(&directions, &jvps, &dr, &dx)?);
            accumulation = accumulation.max(self.check_sum(&y, &dr, &dx, &mut tape, &mut random)?);
        }
        Ok(Report {
            name: self.name.clone(),
            inputs: self.x.components().len(),
            outputs: y.components().len(),
            directions: directions.len(),
            central_difference,
            dual,
            dot_product,
            reverse,
            accumulation,
            tape_words: tape.peak(),
        })
    }

    /// The axes, if there are few, and random directions.
    fn directions_of(&self, random: &mut Random) -> Vec<Direction<X>> {
        let scales: Vec<f64> = self.x.components().iter().map(|x| x.abs().max(0.01)).collect();
        let axes = if scales.len() <= AXES { scales.len() } else { 0 };
        let axis = |i: usize| {
            let mut tangent = zero(&self.x);
            tangent.components_mut()[i] = scales[i];
            Direction { tangent, label: Label::Axis(i) }
        };
        let mut directions: Vec<_> = (0..axes).map(axis).collect();
        for i in 0..self.directions {
            let mut tangent = zero(&self.x);
            for (t, scale) in tangent.components_mut().iter_mut().zip(&scales) {
                *t = random.symmetric() * scale;
            }
            directions.push(Direction { tangent, label: Label::Random(i) });
        }
        directions
    }

    /// A random cotangent; in the first round all ones, so that no output is left out.
    fn cotangent(&self, y: &Y, round: usize, random: &mut Random) -> Y {
        let mut dr = y.clone();
        dr.components_mut().fill_with(|| if round == 0 { 1.0 } else { random.symmetric() });
        dr
    }

    /// `jvp` in every direction; its values must be the function's.
    fn run_jvps(&self, y: &Y, directions: &[Direction<X>]) -> Result<Vec<Y>, GradientError> {
        let run = |direction: &Direction<X>| {
            let (value, tangent) = (self.jvp)(&self.x, &direction.tangent);
            self.same_value("jvp", value.components(), y)?;
            self.length("the result of jvp", tangent.components(), y.components().len())?;
            self.finite("the result of jvp", tangent.components())?;
            Ok(tangent)
        };
        directions.iter().map(run).collect()
    }

    /// `vjp` onto `dx`; its value must be the function's, and the tape must be left empty.
    fn run_vjp(&self, y: &Y, dx: &mut X, dr: &Y, tape: &mut CheckTape) -> Result<(), GradientError> {
        let value = (self.vjp)(&self.x, dx, dr, tape);
        self.same_value("vjp", value.components(), y)?;
        self.length("the adjoint from vjp", dx.components(), self.x.components().len())?;
        self.finite("the adjoint from vjp", dx.components())?;
        match crate::Tape::mark(tape) {
            0 => Ok(()),
            words => Err(GradientError::Tape { name: self.name.clone(), words }),
        }
    }

    /// J ẋ ≈ (f(x + h ẋ) − f(x − h ẋ)) / 2h
    fn check_central(&self, y: &Y, directions: &[Direction<X>], jvps: &[Y]) -> Result<f64, GradientError> {
        let tolerance = self.tolerances.central_difference;
        let mut worst = Worst::new(&self.name, Check::CentralDifference, tolerance);
        for (Direction { tangent, label }, jvp) in directions.iter().zip(jvps) {
            let ahead = (self.f)(&self.moved(tangent, self.step));
            let behind = (self.f)(&self.moved(tangent, -self.step));
            let (ahead, behind) = (ahead.components(), behind.components());
            let slope: Vec<f64> =
                ahead.iter().zip(behind).map(|(a, b)| (a - b) / (2.0 * self.step)).collect();
            // below this, a difference is the rounding of the values
            let floor = 1e-3 * size(y.components());
            worst.vector(jvp.components(), &slope, floor, |i| place(i, *label))?;
        }
        Ok(worst.error)
    }

    /// J ẋ = the dual part of f(x + ε ẋ)
    fn check_dual(&self, y: &Y, directions: &[Direction<X>], jvps: &[Y]) -> Result<Option<f64>, GradientError> {
        let Some(dual) = &self.dual else { return Ok(None) };
        let mut worst = Worst::new(&self.name, Check::Dual, self.tolerances.dual);
        for (Direction { tangent, label }, jvp) in directions.iter().zip(jvps) {
            let result = dual(&self.x.duals(tangent));
            let result = Y::dual_components(&result);
            let values: Vec<f64> = result.iter().map(|r| r.re).collect();
            let slopes: Vec<f64> = result.iter().map(|r| r.eps).collect();
            self.same_value("the dual run", &values, y)?;
            worst.vector(jvp.components(), &slopes, 0.0, |i| place(i, *label))?;
        }
        Ok(Some(worst.error))
    }

    /// ⟨Jᵀ ȳ, ẋ⟩ = ⟨ȳ, J ẋ⟩, relative to the larger product of norms.
    fn check_dot(&self, directions: &[Direction<X>], jvps: &[Y], dr: &Y, dx: &X) -> Result<f64, GradientError> {
        let mut worst = Worst::new(&self.name, Check::DotProduct, self.tolerances.dot_product);
        let (dr, dx) = (dr.components(), dx.components());
        for (Direction { tangent, label }, jvp) in directions.iter().zip(jvps) {
            let (tangent, jvp) = (tangent.components(), jvp.components());
            let scale = (norm(dx) * norm(tangent)).max(norm(dr) * norm(jvp));
            worst.number(dot(dx, tangent), dot(dr, jvp), scale, label)?;
        }
        Ok(worst.error)
    }

    /// (Jᵀ ȳ)ᵢ ẋᵢ = ⟨ȳ, J ẋᵢ⟩ along each axis i.
    fn check_reverse(&self, directions: &[Direction<X>], jvps: &[Y], dr: &Y, dx: &X) -> Result<f64, GradientError> {
        let mut worst = Worst::new(&self.name, Check::Reverse, self.tolerances.reverse);
        let mut pairs = Vec::new();
        for (direction, jvp) in directions.iter().zip(jvps) {
            if let Label::Axis(i) = direction.label {
                let got = dx.components()[i] * direction.tangent.components()[i];
                pairs.push((got, dot(dr.components(), jvp.components())));
            }
        }
        let (got, want): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
        worst.vector(&got, &want, 0.0, |i| format!("adjoint of input {i}"))?;
        Ok(worst.error)
    }

    /// `vjp` onto adjoints that are not zero adds the same as onto zero.
    fn check_sum(&self, y: &Y, dr: &Y, dx: &X, tape: &mut CheckTape, random: &mut Random) -> Result<f64, GradientError> {
        let mut worst = Worst::new(&self.name, Check::Accumulation, self.tolerances.accumulation);
        let scale = size(dx.components()).max(f64::MIN_POSITIVE);
        let mut given = dx.clone();
        given.components_mut().fill_with(|| random.symmetric() * scale);
        let want: Vec<f64> = given.components().iter().zip(dx.components()).map(|(a, b)| a + b).collect();
        self.run_vjp(y, &mut given, dr, tape)?;
        worst.vector(given.components(), &want, 0.0, |i| format!("adjoint of input {i}"))?;
        Ok(worst.error)
    }

    /// x + h ẋ
    fn moved(&self, tangent: &X, h: f64) -> X {
        let mut x = self.x.clone();
        for (x, t) in x.components_mut().iter_mut().zip(tangent.components()) {
            *x += h * t;
        }
        x
    }

    fn same_value(&self, mode: &'static str, got: &[f64], y: &Y) -> Result<(), GradientError> {
        let want = y.components();
        self.length(mode, got, want.len())?;
        match got.iter().zip(want).position(|(got, want)| got.to_bits() != want.to_bits()) {
            None => Ok(()),
            Some(output) => Err(GradientError::Value {
                name: self.name.clone(),
                mode,
                output,
                got: got[output],
                want: want[output],
            }),
        }
    }

    fn length(&self, what: &'static str, got: &[f64], want: usize) -> Result<(), GradientError> {
        if got.len() == want {
            return Ok(());
        }
        Err(GradientError::Length { name: self.name.clone(), what, got: got.len(), want })
    }

    fn finite(&self, what: &'static str, v: &[f64]) -> Result<(), GradientError> {
        match v.iter().position(|x| !x.is_finite()) {
            None => Ok(()),
            Some(component) => {
                Err(GradientError::NotFinite { name: self.name.clone(), what, component, value: v[component] })
            }
        }
    }
}

/// A vector of zeros as long as `v`.
fn zero<V: Vector>(v: &V) -> V {
    let mut zero = v.clone();
    zero.components_mut().fill(0.0);
    zero
}

fn place(output: usize, label: Label) -> String {
    format!("output {output} {label}")
}
