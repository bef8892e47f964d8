//! How much of a tape something takes: bytes, and what only rustc or a run knows.

use std::fmt::{self, Display};

/// What is not known in bytes.
#[derive(Clone, Debug, PartialEq)]
enum Term {
    /// A size that has a name, and how often it comes: `2 × size of `T``.
    Named(String, u64),
    /// Values of types that the macro does not know.
    Unknown(u64),
    /// What operators on such types put on the tape.
    Operators,
    /// What the iterations of a loop put there.
    Loop(String, u64),
    /// What the loops inside a loop put there.
    Loops,
}

/// Bytes, and terms beside them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Size {
    bytes: u64,
    terms: Vec<Term>,
}

impl Term {
    /// How often it comes; of some it does not matter.
    fn count(&mut self) -> Option<&mut u64> {
        match self {
            Term::Named(_, n) | Term::Unknown(n) | Term::Loop(_, n) => Some(n),
            Term::Operators | Term::Loops => None,
        }
    }

    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Term::Named(a, _), Term::Named(b, _)) | (Term::Loop(a, _), Term::Loop(b, _)) => a == b,
            (Term::Unknown(_), Term::Unknown(_)) => true,
            (a, b) => a == b,
        }
    }
}

impl Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Term::Named(name, 1) | Term::Loop(name, 1) => f.write_str(name),
            Term::Named(name, n) | Term::Loop(name, n) => write!(f, "{n} × {name}"),
            Term::Unknown(1) => f.write_str("a value of unknown type"),
            Term::Unknown(n) => write!(f, "{n} values of unknown type"),
            Term::Operators => f.write_str("what operators keep"),
            Term::Loops => f.write_str("what its loops keep"),
        }
    }
}

impl Size {
    pub(super) fn bytes(bytes: u64) -> Self {
        Self { bytes, ..Self::default() }
    }

    /// A size that has only a name.
    pub(super) fn named(name: impl Into<String>) -> Self {
        Self { bytes: 0, terms: vec![Term::Named(name.into(), 1)] }
    }

    /// The size of a value of a type that the macro does not know.
    pub(super) fn unknown() -> Self {
        Self { bytes: 0, terms: vec![Term::Unknown(1)] }
    }

    /// What operators on such types keep.
    pub(super) fn operators() -> Self {
        Self { bytes: 0, terms: vec![Term::Operators] }
    }

    fn is_zero(&self) -> bool {
        *self == Self::default()
    }

    /// So many of them.
    pub(super) fn times(mut self, n: u64) -> Self {
        if n == 0 {
            return Self::default();
        }
        self.bytes *= n;
        self.terms.iter_mut().filter_map(Term::count).for_each(|count| *count *= n);
        self
    }

    /// As many as a text says, `N` or `x.len()`.
    pub(super) fn by(&self, count: &str) -> Self {
        match (self.is_zero(), self.terms.as_slice()) {
            (true, _) => Self::default(),
            (_, []) => Self::named(format!("{count} × {} bytes", self.bytes)),
            (_, [_]) if self.bytes == 0 => Self::named(format!("{count} × {self}")),
            _ => Self::named(format!("{count} × ({self})")),
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.bytes += other.bytes;
        for term in &other.terms {
            let mut more = term.clone();
            match self.terms.iter_mut().find(|known| known.is_like(term)) {
                Some(known) => {
                    if let (Some(n), Some(more)) = (known.count(), more.count()) {
                        *n += *more;
                    }
                }
                None => self.terms.push(more),
            }
        }
    }

    /// The larger of each part.
    fn most(&self, other: &Self) -> Self {
        let mut most = Self { bytes: self.bytes.max(other.bytes), terms: self.terms.clone() };
        for term in &other.terms {
            let mut larger = term.clone();
            match most.terms.iter_mut().find(|known| known.is_like(term)) {
                Some(known) => {
                    if let (Some(n), Some(larger)) = (known.count(), larger.count()) {
                        *n = (*n).max(*larger);
                    }
                }
                None => most.terms.push(larger),
            }
        }
        most
    }

    /// With the loops only named.
    fn shallow(&self) -> Self {
        let inner = |term: &Term| matches!(term, Term::Loop(..));
        let mut own = Self { bytes: self.bytes, ..Self::default() };
        own.terms.extend(self.terms.iter().filter(|term| !inner(term)).cloned());
        own.terms.extend(self.terms.iter().any(inner).then_some(Term::Loops));
        own
    }
}

impl Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = (self.bytes > 0).then(|| format!("{} bytes", self.bytes));
        let all: Vec<String> = bytes.into_iter().chain(self.terms.iter().map(Term::to_string)).collect();
        f.write_str(if all.is_empty() { "nothing".into() } else { all.join(" + ") }.as_str())
    }
}

/// What is taken at most, and in bytes at least, where branches differ.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Amount {
    least: Size,
    most: Size,
}

impl Amount {
    pub(super) fn exactly(size: Size) -> Self {
        Self { least: size.clone(), most: size }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.most.is_zero()
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.least.add(&other.least);
        self.most.add(&other.most);
    }

    /// Either of two.
    pub(super) fn either(a: &Self, b: &Self) -> Self {
        let least = match a.least == b.least {
            true => a.least.clone(),
            false => Size::bytes(a.least.bytes.min(b.least.bytes)),
        };
        Self { least, most: a.most.most(&b.most) }
    }

    /// With the loops inside only named.
    pub(super) fn shallow(&self) -> Self {
        Self { least: self.least.shallow(), most: self.most.shallow() }
    }

    /// `8 bytes an iteration`
    pub(super) fn each(&self, unit: &str) -> String {
        let each = self.shallow();
        let one = match each.most.terms.as_slice() {
            [] => true,
            [_] => each.most.bytes == 0 && each.least == each.most,
            _ => false,
        };
        if one { format!("{each} {unit}") } else { format!("({each}) {unit}") }
    }

    /// In each iteration of a loop.
    pub(super) fn looped(&self, head: &str, unit: &str) -> Self {
        if self.is_zero() {
            return Self::default();
        }
        let text = format!("{} of `{head}`", self.each(unit));
        Self::exactly(Size { bytes: 0, terms: vec![Term::Loop(text, 1)] })
    }
}

impl Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = self.most.terms.is_empty() && !self.least.is_zero();
        match (self.least == self.most, plain) {
            (true, _) => write!(f, "{}", self.most),
            (_, true) => write!(f, "{} to {}", self.least.bytes, self.most),
            _ => write!(f, "up to {}", self.most),
        }
    }
}
