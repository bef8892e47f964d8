//! Callgrind: the instructions of each call of one function.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// Runs this program with `arguments` inside valgrind, and counts the instructions of each call of
/// `function` with all that it calls.
pub fn count(function: &str, arguments: &[&str]) -> Result<Vec<u64>> {
    let folder = std::env::temp_dir().join(format!("costate-instructions-{}", std::process::id()));
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let counted = run(function, arguments, &folder).and_then(|()| read(&folder));
    fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    counted
}

fn run(function: &str, arguments: &[&str], folder: &Path) -> Result<()> {
    let program = std::env::current_exe().context("cannot tell where this program is")?;
    let run = Command::new("valgrind")
        .args(["-q", "--tool=callgrind", "--collect-atstart=no"])
        .arg(format!("--toggle-collect={function}"))
        .arg(format!("--dump-after={function}"))
        .arg(format!("--callgrind-out-file={}", folder.join("part").display()))
        .arg(program)
        .args(arguments)
        .stdin(Stdio::null())
        .output();
    let output = match run {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!("there is no valgrind, which counts instructions: apt-get install valgrind")
        }
        run => run.context("cannot run valgrind")?,
    };
    if !output.status.success() {
        bail!("valgrind failed, {}:\n{}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}

/// The counts in `part.1`, `part.2`, …
fn read(folder: &Path) -> Result<Vec<u64>> {
    let mut counts = Vec::new();
    loop {
        let part = folder.join(format!("part.{}", counts.len() + 1));
        if !part.exists() {
            return Ok(counts);
        }
        let text = fs::read_to_string(&part).with_context(|| format!("cannot read {}", part.display()))?;
        match total(&text) {
            // what is left at the end of the program
            Some(0) => return Ok(counts),
            Some(count) => counts.push(count),
            None => bail!("valgrind's {} has no count", part.display()),
        }
    }
}

/// The count in a profile: `totals: 123`.
fn total(profile: &str) -> Option<u64> {
    let line = profile.lines().find_map(|line| line.strip_prefix("totals: "))?;
    line.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::total;

    #[test]
    fn the_total_of_a_profile_is_found() {
        assert_eq!(total("events: Ir\nfn=(1) f\n3 7\n\ntotals: 1234\n"), Some(1234));
        assert_eq!(total("events: Ir\n"), None);
    }
}
