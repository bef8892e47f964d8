//! Places: the way into a value, for reading and for writing.

use super::error::Error;
use super::number::Number;
use super::value::Value;

/// A step whose indices have been computed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum At {
    /// `.x` or `.0`
    Field(String),
    /// `[i]`
    Item(usize),
    /// A field of a variant; of an enum's zero tangent, zero.
    Variant(String, String),
    /// `[lo..hi]`, to the end if there is no `hi`.
    Part(usize, Option<usize>),
}

impl<N: Number> Value<N> {
    /// What stands at the end of a way; of a zero, zero.
    pub(super) fn read(&self, way: &[At]) -> Result<Self, Error> {
        let Some((step, rest)) = way.split_first() else { return Ok(self.clone()) };
        match (self, step) {
            (Value::Zero, _) => Ok(Value::Zero),
            (Value::Parts(all), At::Field(_) | At::Item(_)) => {
                let key = match step {
                    At::Item(i) => i.to_string(),
                    At::Field(name) => name.clone(),
                    _ => String::new(),
                };
                match all.iter().find(|(k, _)| *k == key) {
                    Some((_, inner)) => inner.read(rest),
                    None => Ok(Value::Zero),
                }
            }
            (Value::Array(all), At::Part(lo, hi)) => {
                let hi = hi.unwrap_or(all.len());
                let part = all.get(*lo..hi).ok_or(Error::Index(hi as i128, all.len()))?;
                Value::Array(part.to_vec()).read(rest)
            }
            (Value::Variant(name, all), At::Variant(wanted, member)) => {
                if name != wanted {
                    return Err(self.is_not("the variant that was matched"));
                }
                // what is not there is a zero
                match all.iter().find(|(n, _)| n == member) {
                    Some((_, inner)) => inner.read(rest),
                    None => Ok(Value::Zero),
                }
            }
            _ => self.inner(step)?.read(rest),
        }
    }

    /// Writes to the end of a way.
    pub(super) fn write(&mut self, way: &[At], value: Self) -> Result<(), Error> {
        let Some((step, rest)) = way.split_first() else {
            self.replace(value);
            return Ok(());
        };
        if let (Value::Array(all), At::Part(lo, hi)) = (&mut *self, step) {
            let (hi, len) = (hi.unwrap_or(all.len()), all.len());
            let part = all.get_mut(*lo..hi).ok_or(Error::Index(hi as i128, len))?;
            let mut inside = Value::Array(part.to_vec());
            inside.write(rest, value)?;
            let written = inside.elements()?;
            if written.len() != part.len() {
                return Err(Error::Length(part.len(), written.len()));
            }
            part.clone_from_slice(written);
            return Ok(());
        }
        if matches!((&*self, &value), (Value::Zero, Value::Zero)) {
            return Ok(());
        }
        if let (Value::Zero | Value::Parts(_), At::Field(key)) = (&*self, step) {
            return self.part_mut(key)?.write(rest, value);
        }
        if let (Value::Zero | Value::Parts(_), At::Item(i)) = (&*self, step) {
            return self.part_mut(&i.to_string())?.write(rest, value);
        }
        if let At::Variant(name, member) = step {
            return self.field_of_variant(name, member)?.write(rest, value);
        }
        self.inner_mut(step)?.write(rest, value)
    }

    /// The part with an index or a name, to be changed; a zero of unknown type gets it.
    pub(super) fn part_mut(&mut self, key: &str) -> Result<&mut Self, Error> {
        if matches!(self, Value::Zero) {
            *self = Value::Parts(Vec::new());
        }
        let error = Error::Field(key.to_owned());
        match self {
            Value::Parts(all) => {
                if all.iter().all(|(k, _)| k != key) {
                    all.push((key.to_owned(), Value::Zero));
                }
                all.iter_mut().find(|(k, _)| k == key).map(|(_, v)| v).ok_or(error)
            }
            Value::Struct(all) | Value::Variant(_, all) => {
                all.iter_mut().find(|(k, _)| k == key).map(|(_, v)| v).ok_or(error)
            }
            Value::Array(all) | Value::Tuple(all) => {
                key.parse().ok().and_then(|i: usize| all.get_mut(i)).ok_or(error)
            }
            other => Err(other.is_not("something with parts")),
        }
    }

    /// A zero becomes a variant whose fields are zero.
    fn field_of_variant(&mut self, wanted: &str, member: &str) -> Result<&mut Self, Error> {
        if matches!(self, Value::Zero) {
            *self = Value::Variant(wanted.to_owned(), Vec::new());
        }
        let error = self.is_not("the variant that was matched");
        let Value::Variant(name, all) = self else { return Err(error) };
        if name != wanted {
            return Err(error);
        }
        if all.iter().all(|(n, _)| n != member) {
            all.push((member.to_owned(), Value::Zero));
        }
        let found = all.iter_mut().find(|(n, _)| n == member);
        found.map(|(_, v)| v).ok_or(error)
    }

    fn inner(&self, step: &At) -> Result<&Self, Error> {
        match (self, step) {
            (Value::Array(all), At::Item(i)) => all.get(*i).ok_or(Error::Index(*i as i128, all.len())),
            (Value::Tuple(all), At::Field(name)) => {
                let i: Option<usize> = name.parse().ok();
                i.and_then(|i| all.get(i)).ok_or_else(|| Error::Field(name.clone()))
            }
            (Value::Struct(all), At::Field(name)) => {
                let found = all.iter().find(|(n, _)| n == name);
                found.map(|(_, v)| v).ok_or_else(|| Error::Field(name.clone()))
            }
            (other, _) => Err(other.is_not("something with an inside")),
        }
    }

    fn inner_mut(&mut self, step: &At) -> Result<&mut Self, Error> {
        self.inner(step)?;
        match (self, step) {
            (Value::Array(all), At::Item(i)) => Ok(&mut all[*i]),
            (Value::Tuple(all), At::Field(name)) => Ok(&mut all[name.parse::<usize>().unwrap_or(0)]),
            (Value::Struct(all), At::Field(name)) => {
                let found = all.iter_mut().find(|(n, _)| n == name);
                found.map(|(_, v)| v).ok_or_else(|| Error::Field(name.clone()))
            }
            (other, _) => Err(other.is_not("something with an inside")),
        }
    }
}
