//! The folder that a run leaves.
//!
//! A run writes into a hidden folder beside its own, which takes its name at the end. So an older
//! run is replaced as a whole or not at all, and a run that breaks off damages nothing.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// A folder being filled.
#[derive(Debug)]
pub struct RunDir {
    target: PathBuf,
    staging: PathBuf,
}

impl RunDir {
    /// Opens the staging folder of `target`.
    ///
    /// # Errors
    /// Where `target` exists, is not empty and shall not be replaced, or nothing can be written.
    pub fn create(target: &Path, replace: bool) -> Result<Self> {
        if target.exists() && !target.is_dir() {
            bail!("{} is no folder", target.display());
        }
        if !replace && is_filled(target) {
            bail!("{} is not empty: choose another folder or add --overwrite", target.display());
        }
        let name = target.file_name().with_context(|| format!("{} has no name", target.display()))?;
        let hidden = format!(".{}.{}", name.to_string_lossy(), std::process::id());
        let staging = target.with_file_name(hidden);
        fs::create_dir_all(&staging)
            .with_context(|| format!("cannot write into {}", parent(target).display()))?;
        Ok(Self { target: target.to_owned(), staging })
    }

    /// The path of a file while the run goes on.
    pub fn path(&self, name: &str) -> PathBuf {
        self.staging.join(name)
    }

    /// Opens a file of the run.
    pub fn file(&self, name: &str) -> Result<File> {
        let path = self.path(name);
        File::create(&path).with_context(|| format!("cannot write {}", path.display()))
    }

    /// Writes a file of the run.
    pub fn write(&self, name: &str, contents: &str) -> Result<()> {
        let path = self.path(name);
        fs::write(&path, contents).with_context(|| format!("cannot write {}", path.display()))
    }

    /// Gives the folder its name; true where an older run had it and is gone.
    pub fn finish(self) -> Result<bool> {
        let replaced = is_filled(&self.target);
        let kept = || {
            format!("cannot replace {}; the run is kept in {}", self.target.display(), self.staging.display())
        };
        if self.target.exists() {
            fs::remove_dir_all(&self.target).with_context(kept)?;
        }
        fs::rename(&self.staging, &self.target).with_context(kept)?;
        Ok(replaced)
    }

    /// Gives up: throws the folder away where it is `empty` of results, else says where it is kept.
    pub fn abandon(self, error: anyhow::Error, empty: bool) -> anyhow::Error {
        if empty && fs::remove_dir_all(&self.staging).is_ok() {
            return error;
        }
        error.context(format!("the run broke off; what there is of it is kept in {}", self.staging.display()))
    }
}

/// Whether there is a folder with something in it.
fn is_filled(path: &Path) -> bool {
    fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some())
}

/// The folder that a path lies in.
fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;

    fn scratch(name: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("costate-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        path
    }

    #[test]
    fn an_older_run_is_replaced_only_at_the_end() {
        let root = scratch("replace");
        let target = root.join("ball");
        fs::create_dir_all(&target).unwrap();
        fs::write(target.join("old"), "").unwrap();

        let dir = RunDir::create(&target, true).unwrap();
        dir.write("new", "").unwrap();
        assert!(target.join("old").exists());
        assert!(dir.finish().unwrap());
        assert!(!target.join("old").exists() && target.join("new").exists());
        assert_eq!(fs::read_dir(&root).unwrap().count(), 1);
        fs::remove_dir_all(&root).unwrap();
    }

    #[test]
    fn a_filled_folder_is_kept_unless_it_may_be_replaced() {
        let target = scratch("keep");
        fs::create_dir_all(&target).unwrap();
        let opened = RunDir::create(&target, false).unwrap();
        assert_eq!(opened.abandon(anyhow!("why"), true).to_string(), "why");
        fs::write(target.join("old"), "").unwrap();
        let message = RunDir::create(&target, false).unwrap_err().to_string();
        assert!(message.ends_with("is not empty: choose another folder or add --overwrite"), "{message}");
        fs::remove_dir_all(&target).unwrap();
    }

    #[test]
    fn a_run_that_breaks_off_says_where_its_results_are() {
        let target = scratch("abandon");
        let dir = RunDir::create(&target, false).unwrap();
        dir.write("metrics.jsonl", "").unwrap();
        let metrics = dir.path("metrics.jsonl");
        let kept = metrics.parent().unwrap();
        let message = format!("{:#}", dir.abandon(anyhow!("the disk is full"), false));
        assert!(message.contains(&kept.display().to_string()) && message.ends_with("the disk is full"));
        assert!(metrics.exists() && !target.exists());
        fs::remove_dir_all(kept).unwrap();
    }

    #[test]
    fn a_file_is_no_folder() {
        let target = scratch("file");
        fs::write(&target, "").unwrap();
        assert!(RunDir::create(&target, true).is_err());
        fs::remove_file(&target).unwrap();
    }
}
