//! ARCHITECTURE.md names folders and files that exist.

use std::path::Path;

/// What stands between backticks and looks like a path of the repository: it has a slash, or ends
/// like a file, and no character that a path has not.
fn paths(text: &str) -> Vec<&str> {
    let quoted = text.split('`').skip(1).step_by(2);
    quoted.filter(|word| is_path(word)).collect()
}

fn is_path(word: &str) -> bool {
    let plain = word.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
    let file = [".rs", ".toml", ".md"].iter().any(|end| word.ends_with(end));
    plain && (word.contains('/') || file)
}

#[test]
fn paths_are_told_from_code() {
    let text = "`macros/` and `costate/src/tape.rs`, not `Tape`, `a / b`, `f::vjp`, `&mut x`; `Cargo.toml`";
    assert_eq!(paths(text), ["macros/", "costate/src/tape.rs", "Cargo.toml"]);
}

#[test]
fn the_paths_of_architecture_md_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = std::fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    let named = paths(&text);
    assert!(named.len() >= 8, "ARCHITECTURE.md names only {named:?}");
    let missing: Vec<_> = named.into_iter().filter(|path| !root.join(path).exists()).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md names what is not there: {missing:?}");
}
