//! How much of a tape something takes: bytes, and what only rustc or a run knows.

/// What operators on types that the macro does not know put on the tape.
pub(super) const OPERATORS: &str = "what operators keep";

/// Bytes, and names of sizes that the macro does not know, each with how often it comes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Size {
    bytes: u64,
    terms: Vec<(String, u64)>,
}

impl Size {
    pub(super) fn bytes(bytes: u64) -> Self {
        Self { bytes, ..Self::default() }
    }

    /// A size that has only a name.
    pub(super) fn named(name: impl Into<String>) -> Self {
        Self { bytes: 0, terms: vec![(name.into(), 1)] }
    }

    pub(super) fn is_zero(&self) -> bool {
        *self == Self::default()
    }

    /// So many of them.
    pub(super) fn times(mut self, n: u64) -> Self {
        self.bytes *= n;
        self.terms.iter_mut().for_each(|(_, count)| *count *= n);
        self.terms.retain(|(_, count)| *count > 0);
        self
    }

    /// As many as a text says, `N` or `x.len()`.
    pub(super) fn by(&self, count: &str) -> Self {
        match (self.is_zero(), self.terms.as_slice()) {
            (true, _) => Self::default(),
            (_, []) => Self::named(format!("{count} × {} bytes", self.bytes)),
            (_, [(name, 1)]) if self.bytes == 0 => Self::named(format!("{count} × {name}")),
            _ => Self::named(format!("{count} × ({self})")),
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.bytes += other.bytes;
        for (name, n) in &other.terms {
            match self.terms.iter_mut().find(|(known, _)| known == name) {
                Some((_, count)) if name == OPERATORS => *count = 1,
                Some((_, count)) => *count += n,
                None => self.terms.push((name.clone(), *n)),
            }
        }
    }

    fn count(&self, name: &str) -> u64 {
        self.terms.iter().find(|(known, _)| known == name).map_or(0, |(_, n)| *n)
    }

    /// The smaller or the larger of each part.
    fn each(&self, other: &Self, pick: impl Fn(u64, u64) -> u64) -> Self {
        let mut all = self.clone();
        all.add(other);
        let terms = all.terms.into_iter().map(|(name, _)| {
            let n = pick(self.count(&name), other.count(&name));
            (name, n)
        });
        Self { bytes: pick(self.bytes, other.bytes), terms: terms.filter(|(_, n)| *n > 0).collect() }
    }
}

impl std::fmt::Display for Size {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bytes = (self.bytes > 0).then(|| format!("{} bytes", self.bytes));
        let terms = self.terms.iter().map(|(name, n)| match n {
            1 => name.clone(),
            n => format!("{n} × {name}"),
        });
        let all: Vec<String> = bytes.into_iter().chain(terms).collect();
        f.write_str(if all.is_empty() { "nothing".into() } else { all.join(" + ") }.as_str())
    }
}

/// What is taken at least and at most, where branches differ.
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
        Self { least: a.least.each(&b.least, u64::min), most: a.most.each(&b.most, u64::max) }
    }

    /// In each iteration of a loop.
    pub(super) fn looped(&self, head: &str) -> Self {
        match (self.is_zero(), self.most.terms.is_empty() && self.least == self.most) {
            (true, _) => Self::default(),
            (_, true) => Self::exactly(Size::named(format!("{self} an iteration of `{head}`"))),
            _ => Self::exactly(Size::named(format!("({self}) an iteration of `{head}`"))),
        }
    }
}

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let plain = self.most.terms.is_empty() && !self.least.is_zero();
        match (self.least == self.most, plain) {
            (true, _) => write!(f, "{}", self.most),
            (_, true) => write!(f, "{} to {}", self.least.bytes, self.most),
            _ => write!(f, "up to {}", self.most),
        }
    }
}
