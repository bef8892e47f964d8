//! Calls: arguments go in, and what was lent as `&mut` comes back changed.

use super::error::Error;
use super::machine::Machine;
use super::number::Number;
use super::value::Value;
use crate::ir::{Arg, Call, Callee, Derived, DerivedArg, Place, Step};

impl<N: Number> Machine<'_, N> {
    /// A call of a function.
    pub(super) fn call(&mut self, call: &Call) -> Result<(), Error> {
        if is_check(&call.callee) {
            return Ok(());
        }
        let mut args = Vec::new();
        for arg in &call.args {
            args.push(match arg {
                Arg::Value(e) => self.expr(e)?,
                Arg::Shared(p) | Arg::Unique(p) | Arg::Receiver(p) => self.read(p)?,
            });
        }
        let name = name_of(&call.callee);
        let value = if matches!(name.as_str(), "from_f64" | "lit") {
            args.first().map_or(Err(Error::Arguments(1, 0)), |x| Ok(Value::Number(x.number()?)))?
        } else {
            let routine = self.program.find_for(&name, args.first())?;
            let ran = self.program.run_primal(routine, args, self.shared)?;
            for (arg, after) in call.args.iter().zip(ran.arguments) {
                match arg {
                    Arg::Unique(p) => self.write(p, after)?,
                    Arg::Receiver(p) if self.is_writable(p) => self.write(p, after)?,
                    _ => {}
                }
            }
            ran.value
        };
        if let Some(result) = call.result {
            self.define(result, value);
        }
        Ok(())
    }

    /// A call of a generated derivative.
    pub(super) fn derived_call(&mut self, call: &Derived) -> Result<(), Error> {
        let first = match call.args.first() {
            Some(arg) => Some(self.derived_arg(arg, None, false)?),
            None => None,
        };
        let routine = self.program.find_for(&name_of(&call.callee), first.as_ref())?;
        let mut given = Vec::new();
        for arg in &call.args {
            let slice = self.program.is_slice(routine, given.len() / 2);
            let value = self.derived_arg(arg, given.last(), slice)?;
            given.push(value);
        }
        let (results, after) = match call.layer {
            "fwd" => {
                let ran = self.program.run_fwd(routine, given, self.shared)?;
                (vec![ran.value], ran.arguments)
            }
            "rev" => {
                let seed = given.pop().unwrap_or(Value::Zero);
                let (args, slots) = pairs(given);
                let (args, slots) = self.program.run_rev(routine, args, slots, seed, self.shared)?;
                (Vec::new(), interleaved(args, slots))
            }
            _ => {
                let (args, slots) = pairs(given);
                let ran = self.program.run_tangent(routine, args, slots, self.shared)?;
                (vec![ran.value, ran.tangent], interleaved(ran.arguments, ran.tangents))
            }
        };
        for (arg, after) in call.args.iter().zip(after) {
            match arg {
                DerivedArg::Unique(p) => self.write_part(p, after)?,
                DerivedArg::Receiver(p) if self.is_writable(p) => self.write(p, after)?,
                _ => {}
            }
        }
        for (var, value) in call.results.iter().zip(results) {
            self.define(*var, value);
        }
        Ok(())
    }

    /// An argument; a zero or a sink has the type of the argument before it, and a
    /// slice of them is empty.
    fn derived_arg(
        &mut self,
        arg: &DerivedArg,
        before: Option<&Value<N>>,
        slice: bool,
    ) -> Result<Value<N>, Error> {
        match arg {
            DerivedArg::Value(e) => self.expr(e),
            DerivedArg::Shared(p) | DerivedArg::Unique(p) | DerivedArg::Receiver(p) => self.read_part(p),
            DerivedArg::Sink | DerivedArg::ZeroShared if slice => Ok(Value::Array(Vec::new())),
            DerivedArg::Sink | DerivedArg::ZeroShared | DerivedArg::ZeroValue | DerivedArg::ZeroAsIs(_) => {
                Ok(before.map_or(Value::Zero, Value::zero))
            }
        }
    }

    /// What a place holds; a part of an empty slice is empty.
    fn read_part(&mut self, place: &Place) -> Result<Value<N>, Error> {
        match self.empty(place)? {
            true => Ok(Value::Array(Vec::new())),
            false => self.read(place),
        }
    }

    fn write_part(&mut self, place: &Place, value: Value<N>) -> Result<(), Error> {
        match self.empty(place)? {
            true => Ok(()),
            false => self.write(place, value),
        }
    }

    fn empty(&mut self, place: &Place) -> Result<bool, Error> {
        let Some((Step::Range(..), before)) = place.path.split_last() else { return Ok(false) };
        let whole = self.read(&Place { root: place.root, path: before.to_vec() })?;
        Ok(matches!(whole, Value::Array(all) if all.is_empty()))
    }
}

/// The last segment of what is called.
fn name_of(callee: &Callee) -> String {
    match callee {
        Callee::Function(path) | Callee::Associated(path) => {
            path.path.segments.last().map(|s| s.ident.to_string()).unwrap_or_default()
        }
        Callee::Method(name, _) => name.to_string(),
    }
}

/// Whether only rustc looks at a call, to check a type.
fn is_check(callee: &Callee) -> bool {
    let Callee::Function(path) = callee else { return false };
    let names: Vec<String> = path.path.segments.iter().map(|s| s.ident.to_string()).collect();
    matches!(
        names.iter().map(String::as_str).collect::<Vec<_>>()[..],
        ["costate", "rt", "mapped" | "len" | "looked_at" | "reach"]
    )
}

/// (value, slot, value, slot, …) → values, slots
fn pairs<N>(all: Vec<Value<N>>) -> (Vec<Value<N>>, Vec<Value<N>>) {
    let (mut values, mut slots) = (Vec::new(), Vec::new());
    for (i, value) in all.into_iter().enumerate() {
        if i % 2 == 0 { values.push(value) } else { slots.push(value) }
    }
    (values, slots)
}

fn interleaved<N>(values: Vec<Value<N>>, slots: Vec<Value<N>>) -> Vec<Value<N>> {
    values.into_iter().zip(slots).flat_map(|(value, slot)| [value, slot]).collect()
}
