//! ARCHITECTURE.md names folders and files that exist, and its arrows are dependencies.

use std::fs::read_to_string;
use std::path::{Path, PathBuf};

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

/// The root of the repository, and the page.
fn page() -> (PathBuf, String) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    (root, text)
}

/// The arrows of the first drawing, from folder to folder; a line that begins with an arrow goes on from the first one.
fn arrows(text: &str) -> Vec<(&str, &str)> {
    let drawing = text.split("```").nth(1).unwrap_or_default().trim_start_matches("text\n");
    let first = drawing.split(' ').next().unwrap_or_default();
    let mut arrows = Vec::new();
    for line in drawing.lines() {
        let folders = line.split('▶').map(|folder| folder.trim_matches([' ', '─', '├', '└']));
        let folders: Vec<_> = folders.map(|folder| if folder.is_empty() { first } else { folder }).collect();
        arrows.extend(folders.windows(2).map(|ends| (ends[0], ends[1])));
    }
    arrows
}

/// The name of the crate of a manifest.
fn name(manifest: &str) -> &str {
    let name = manifest.lines().find_map(|line| line.strip_prefix("name = "));
    name.unwrap_or_default().trim_matches('"')
}

/// The crates that a manifest names under `[dependencies]`.
fn needs(manifest: &str) -> impl Iterator<Item = &str> {
    let table = manifest.split("[dependencies]\n").nth(1).unwrap_or_default();
    let lines = table.lines().take_while(|line| !line.starts_with('['));
    lines.filter_map(|line| line.split(['.', ' ']).next())
}

#[test]
fn arrows_are_read_off_a_drawing() {
    let text = "…\n```text\na ─▶ b ─▶ b/c\n  ├──▶ d\n  └──▶ e ─▶ b\n```\n```text\nx ─▶ y\n```";
    assert_eq!(arrows(text), [("a", "b"), ("b", "b/c"), ("a", "d"), ("a", "e"), ("e", "b")]);
}

#[test]
fn the_arrows_of_architecture_md_are_dependencies() {
    let (root, text) = page();
    let manifest = |folder: &str| read_to_string(root.join(folder).join("Cargo.toml")).unwrap();
    let arrows = arrows(&text);
    assert!(arrows.len() >= 8, "ARCHITECTURE.md draws only {arrows:?}");
    for (from, to) in arrows {
        let (needing, needed) = (manifest(from), manifest(to));
        assert!(needs(&needing).any(|crate_| crate_ == name(&needed)), "{from} does not depend on {to}");
    }
}

#[test]
fn paths_are_told_from_code() {
    let text = "`macros/` and `costate/src/tape.rs`, not `Tape`, `a / b`, `f::vjp`, `&mut x`; `Cargo.toml`";
    assert_eq!(paths(text), ["macros/", "costate/src/tape.rs", "Cargo.toml"]);
}

#[test]
fn the_paths_of_architecture_md_exist() {
    let (root, text) = page();
    let named = paths(&text);
    assert!(named.len() >= 8, "ARCHITECTURE.md names only {named:?}");
    let missing: Vec<_> = named.into_iter().filter(|path| !root.join(path).exists()).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md names what is not there: {missing:?}");
}
