//! The counts that are on record: `kernels/instructions.toml`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

const HEADER: &str = "\
# Instructions of one call of each kernel and of its gradient, as valgrind counts them, and of robots' steps. `.ci/run`
# fails where a gradient takes over 3 % more. Where that is meant, or one takes less, this writes the file:
#     cargo run --release -- bench instructions --record
";

/// A kernel's instructions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Counts {
    /// Its name.
    pub kernel: String,
    /// Of the function.
    pub function: u64,
    /// Of its value with its gradient.
    pub gradient: u64,
}

impl Counts {
    /// Counts of a kernel.
    pub fn new(kernel: &str, function: u64, gradient: u64) -> Self {
        Self { kernel: kernel.to_owned(), function, gradient }
    }
}

/// All kernels'.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    counts: Vec<Counts>,
}

impl Record {
    /// A record of these.
    pub fn new(counts: impl Iterator<Item = Counts>) -> Self {
        Self { counts: counts.collect() }
    }

    /// The record in a file, which may be missing if that is said.
    pub fn read(file: &Path, may_be_missing: bool) -> Result<Self> {
        if may_be_missing && !file.exists() {
            return Ok(Self::default());
        }
        let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        toml::from_str(&text).with_context(|| format!("{} is not a record of counts", file.display()))
    }

    /// Puts it into a file.
    pub fn write(&self, file: &Path) -> Result<()> {
        let text = format!("{HEADER}\n{}", toml::to_string(self)?);
        fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
    }

    /// The counts of a kernel.
    pub fn of(&self, kernel: &str) -> Option<Counts> {
        self.counts.iter().find(|counts| counts.kernel == kernel).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let file = std::env::temp_dir().join(format!("costate-record-{}", std::process::id()));
        let record = Record::new([Counts::new("a, n = 1", 10, 25), Counts::new("b", 1, 2)].into_iter());
        record.write(&file).unwrap();
        let read = Record::read(&file, false).unwrap();
        fs::remove_file(&file).unwrap();
        assert_eq!(read, record);
        assert_eq!((read.of("b"), read.of("c")), (Some(Counts::new("b", 1, 2)), None));
    }

    #[test]
    fn a_missing_record_is_empty_only_where_one_is_made() {
        let file = Path::new("/there/is/no/such/file");
        assert_eq!(Record::read(file, true).unwrap(), Record::default());
        assert!(Record::read(file, false).is_err());
    }
}
