//! One kernel at one point: every layer against dual numbers.

use costate_programs::Kernel;
use costate_transform::interp::{Error, Program, Pulled, Value};

use super::flat::{self, Plain, Twofold};
use super::real::{Real, overflown};

/// How far two exact derivatives may be apart, relative to the greatest.
const NEAR: f64 = 1e-10;

/// Derivatives from which on rounding may matter.
const STEEP: f64 = 1e4;

/// A kernel at a point, with its Jacobian by dual numbers.
pub struct Point<'a> {
    program: &'a Program,
    kernel: &'a Kernel,
    at: Vec<Plain>,
    written: Vec<bool>,
    /// The result.
    value: Plain,
    /// The arguments after the call.
    after: Vec<Plain>,
    /// `columns[i][o]`: derivative of output `o` by input number `i`.
    columns: Vec<Vec<f64>>,
}

/// What a check says: nothing, a complaint, or that the point is not finite.
pub type Verdict = Result<Finite, String>;

/// Whether the kernel has finite derivatives at the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finite {
    /// Everything was compared.
    Yes,
    /// A value, used or not, or a derivative overflows there, or the derivatives are mostly rounding.
    No,
}

/// Compares all layers of a kernel.
pub fn check(program: &Program, kernel: &Kernel, seed: u64) -> Verdict {
    let say = |layer: &str| {
        let (name, layer) = (kernel.name.clone(), layer.to_owned());
        move |e: Error| format!("{name}, {layer}: {e}")
    };
    let at = flat::arguments(&kernel.arguments(seed));
    overflown();
    let ran = program.primal(&kernel.name, at.clone()).map_err(say("primal"))?;
    let inside = overflown();
    let written = flat::written(kernel);
    let point =
        Point { program, kernel, at, written, value: ran.value, after: ran.arguments, columns: Vec::new() };
    let columns = point.jacobian(true).map_err(say("dual numbers"))?;
    let columns = columns?;
    let finite = |all: &[f64]| all.iter().all(|x| x.is_finite());
    if inside || !finite(&point.outputs_of(&point.value, &point.after)) || !columns.iter().all(|c| finite(c))
    {
        return Ok(Finite::No);
    }
    let point = Point { columns, ..point };
    if point.is_chaotic().map_err(say("dual numbers"))? {
        return Ok(Finite::No);
    }
    point.forward()?;
    point.reverse("joint", &|p, a, d, s| p.joint(&kernel.name, a, d, s))?;
    point.reverse("split", &|p, a, d, s| p.split(&kernel.name, a, d, s))?;
    Ok(Finite::Yes)
}

/// A way of running reverse mode.
type Pull<'f> = dyn Fn(&Program, Vec<Plain>, Vec<Plain>, Plain) -> Result<Pulled<Real<f64>>, Error> + 'f;

impl Point<'_> {
    fn inputs(&self) -> usize {
        self.at.iter().map(|a| flat::numbers(a).len()).sum()
    }

    fn outputs_of(&self, value: &Plain, after: &[Plain]) -> Vec<f64> {
        let mut all = flat::numbers(value);
        for (a, _) in after.iter().zip(&self.written).filter(|(_, written)| **written) {
            all.extend(flat::numbers(a));
        }
        all
    }

    fn tangents_of(&self, value: &Plain, after: &[Plain]) -> Vec<f64> {
        let mut all = flat::numbers_like(value, &self.value);
        let written = after.iter().zip(&self.at).zip(&self.written);
        for ((t, a), _) in written.filter(|(_, written)| **written) {
            all.extend(flat::numbers_like(t, a));
        }
        all
    }

    /// The same value, to the bit.
    fn same(&self, layer: &str, value: &Plain, after: &[Plain]) -> Result<(), String> {
        let bits = |value: &Plain, after: &[Plain]| {
            let all = after.iter().flat_map(flat::numbers);
            flat::numbers(value).into_iter().chain(all).map(f64::to_bits).collect::<Vec<_>>()
        };
        match bits(value, after) == bits(&self.value, &self.after) {
            true => Ok(()),
            false => Err(format!(
                "{}, {layer}: the value is {value:?} {after:?}, the primal's {:?} {:?}",
                self.kernel.name, self.value, self.after
            )),
        }
    }

    /// The Jacobian; if `compared`, a complaint where the values are not the primal's.
    fn jacobian(&self, compared: bool) -> Result<Result<Vec<Vec<f64>>, String>, Error> {
        let mut columns = Vec::new();
        for i in 0..self.inputs() {
            let mut unit = unit(self.inputs(), i).into_iter();
            let at: Vec<Value<Twofold>> = self.at.iter().map(|a| flat::dual(a, &mut unit)).collect();
            let ran = self.program.primal(&self.kernel.name, at)?;
            let (value, mut column) = flat::parts(&ran.value);
            let mut after = Vec::new();
            for (a, written) in ran.arguments.iter().zip(&self.written) {
                let (a, tangents) = flat::parts(a);
                after.push(a);
                column.extend(tangents.into_iter().filter(|_| *written));
            }
            if let (true, Err(different)) = (compared, self.same("dual numbers", &value, &after)) {
                return Ok(Err(different));
            }
            columns.push(column);
        }
        Ok(Ok(columns))
    }

    /// Whether rounding alone moves the derivatives by more than what two exact ways may be apart:
    /// so do a few ulp in the inputs. Only great derivatives can.
    fn is_chaotic(&self) -> Result<bool, Error> {
        let scale = self.scale();
        if scale < STEEP {
            return Ok(false);
        }
        let at = self.at.iter().map(|a| flat::scaled(a, 1.0 + 4.0 * f64::EPSILON)).collect();
        let value = self.value.clone();
        let moved = Point {
            at,
            value,
            after: self.after.clone(),
            written: self.written.clone(),
            columns: Vec::new(),
            ..*self
        };
        let Ok(columns) = moved.jacobian(false)? else { return Ok(true) };
        let pairs = self.columns.iter().flatten().zip(columns.iter().flatten());
        let most = pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        Ok(most.is_nan() || most > 0.1 * NEAR * scale)
    }

    /// The tangent program along each input, and along a mixed direction.
    fn forward(&self) -> Result<(), String> {
        let n = self.inputs();
        let directions = (0..n).map(|i| unit(n, i)).chain([wave(n, 1.3)]);
        for direction in directions {
            let mut from = direction.iter().copied();
            let tangents = self.at.iter().map(|a| flat::tangent(a, &mut from)).collect();
            let pushed = self.program.tangent(&self.kernel.name, self.at.clone(), tangents);
            let pushed = pushed.map_err(|e| format!("{}, tangent: {e}", self.kernel.name))?;
            self.same("tangent", &pushed.value, &pushed.arguments)?;
            let found = self.tangents_of(&pushed.tangent, &pushed.tangents);
            let wanted: Vec<f64> = (0..found.len()).map(|o| self.along(&direction, o)).collect();
            self.near("tangent", &wanted, &found)?;
        }
        Ok(())
    }

    /// Σᵢ columns[i][o] · direction[i]
    fn along(&self, direction: &[f64], o: usize) -> f64 {
        self.columns.iter().zip(direction).map(|(c, d)| c[o] * d).sum()
    }

    /// Reverse mode along each output, and along a mixed one with adjoints that are not zero.
    fn reverse(&self, layer: &str, pull: &Pull) -> Result<(), String> {
        let outputs = self.outputs_of(&self.value, &self.after).len();
        let n = self.inputs();
        let zero = vec![0.0; n];
        for o in 0..outputs {
            self.row(layer, pull, &unit(outputs, o), &zero)?;
        }
        self.row(layer, pull, &wave(outputs, 2.1), &wave(n, 0.7))?;
        Ok(())
    }

    /// start + Jᵀ ȳ; the adjoints of written arguments start as their ȳ.
    fn row(&self, layer: &str, pull: &Pull, cotangent: &[f64], start: &[f64]) -> Result<(), String> {
        let mut of = cotangent.iter().copied();
        let seed = flat::tangent(&self.value, &mut of);
        let (mut wanted, mut adjoints, mut i) = (Vec::new(), Vec::new(), 0);
        for (a, written) in self.at.iter().zip(&self.written) {
            let n = flat::numbers(a).len();
            let own = &start[i..i + n];
            adjoints.push(match written {
                true => flat::tangent(a, &mut of),
                false => flat::tangent(a, &mut own.iter().copied()),
            });
            for (k, own) in own.iter().enumerate() {
                let gained: f64 = self.columns[i + k].iter().zip(cotangent).map(|(c, d)| c * d).sum();
                wanted.push(gained + if *written { 0.0 } else { *own });
            }
            i += n;
        }
        let pulled = pull(self.program, self.at.clone(), adjoints, seed);
        let pulled = pulled.map_err(|e| format!("{}, {layer}: {e}", self.kernel.name))?;
        self.same(layer, &pulled.value, &pulled.arguments)?;
        let found = pulled.adjoints.iter().zip(&self.at).flat_map(|(d, a)| flat::numbers_like(d, a));
        self.near(layer, &wanted, &found.collect::<Vec<_>>())
    }

    fn scale(&self) -> f64 {
        self.columns.iter().flatten().fold(1.0, |s: f64, x| s.max(x.abs()))
    }

    fn near(&self, layer: &str, wanted: &[f64], found: &[f64]) -> Result<(), String> {
        let scale = self.scale();
        let close = |(a, b): (&f64, &f64)| (a - b).abs() <= NEAR * scale;
        match wanted.len() == found.len() && wanted.iter().zip(found).all(close) {
            true => Ok(()),
            false => {
                Err(format!("{}, {layer}: by dual numbers {wanted:?}, found {found:?}", self.kernel.name))
            }
        }
    }
}

fn unit(n: usize, i: usize) -> Vec<f64> {
    (0..n).map(|k| if k == i { 1.0 } else { 0.0 }).collect()
}

/// A direction without structure.
fn wave(n: usize, frequency: f64) -> Vec<f64> {
    (0..n).map(|i| (frequency * i as f64 + 0.4).sin()).collect()
}
