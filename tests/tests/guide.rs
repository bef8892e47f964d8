//! The guide as a book: every page is in the summary and in the documentation tests, and its links
//! lead somewhere. `cargo test --doc` runs the code of the pages.

use std::path::{Path, PathBuf};

/// A page whose code is included from a crate with tests of its own.
const INCLUDED: &str = "own-physics.md";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The names of the guide's pages, without the summary.
fn pages() -> Vec<String> {
    let files = std::fs::read_dir(root().join("guide/src")).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut pages: Vec<String> = names.filter(|n| n.ends_with(".md") && n != "SUMMARY.md").collect();
    pages.sort();
    assert!(pages.len() >= 8, "{pages:?}");
    pages
}

fn page(name: &str) -> String {
    read(&root().join("guide/src").join(name))
}

/// A text without its fenced blocks.
fn prose(text: &str) -> String {
    text.split("\n```").step_by(2).collect::<Vec<_>>().join("\n")
}

/// The targets of `[text](target)`.
fn links(text: &str) -> Vec<String> {
    let after = prose(text);
    let targets = after.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    targets.map(|(target, _)| target.to_owned()).collect()
}

/// The anchors that mdBook gives to headings.
fn anchors(text: &str) -> Vec<String> {
    let headings = text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#'));
    let anchor = |heading: &str| -> String {
        let kept = heading.trim().chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    };
    headings.map(anchor).collect()
}

/// What is wrong with a relative link on a page of this folder, if anything.
fn broken(folder: &Path, own: &str, link: &str) -> Option<String> {
    if link.starts_with("http") {
        return None;
    }
    let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
    let text = match file {
        "" => own.to_owned(),
        file => match std::fs::read_to_string(folder.join(file)) {
            Ok(text) => text,
            // a picture, a folder
            Err(_) if folder.join(file).exists() => String::new(),
            Err(e) => return Some(format!("{link}: {e}")),
        },
    };
    let found = anchor.is_empty() || anchors(&prose(&text)).iter().any(|a| a == anchor);
    (!found).then(|| format!("{link}: there is no such heading"))
}

#[test]
fn links_and_anchors_are_read() {
    let text = "# One `f::g`\n[a](b.md) and [c](#d-e)\n```text\n[no](link.md)\n# no heading\n```\n## D, e!\n[x](y.md#z)";
    assert_eq!(links(text), ["b.md", "#d-e", "y.md#z"]);
    assert_eq!(anchors(&prose(text)), ["one-fg", "d-e"]);
    assert_eq!(broken(Path::new("."), text, "#d-e"), None);
    assert!(broken(Path::new("."), text, "#e").is_some());
    assert!(broken(Path::new("."), text, "missing.md").is_some());
}

#[test]
fn the_summary_lists_every_page_once() {
    let mut listed = links(&page("SUMMARY.md"));
    listed.sort();
    assert_eq!(listed, pages());
}

#[test]
fn the_code_of_every_page_is_tested() {
    let own = ["tests/src/guide.rs", "model/src/lib.rs"];
    let tested: String = own.iter().map(|path| read(&root().join(path))).collect();
    for name in pages() {
        if name == INCLUDED {
            let text = page(&name);
            let blocks = text.split("\n```rust").skip(1).map(|rest| rest.split_once('\n').unwrap().1);
            assert!(blocks.into_iter().all(|code| code.starts_with("{{#include")), "code that nobody tests");
            continue;
        }
        if !page(&name).contains("\n```rust") {
            continue;
        }
        let include = format!("include_str!(\"../../guide/src/{name}\")");
        assert!(tested.contains(&include), "{own:?} lack {include}");
    }
}

#[test]
fn relative_links_lead_somewhere() {
    let mut wrong = Vec::new();
    let guide = root().join("guide/src");
    let files = pages().into_iter().map(|name| guide.join(name)).chain([root().join("README.md")]);
    for path in files {
        let text = read(&path);
        let found = links(&text).into_iter().filter_map(|link| broken(path.parent().unwrap(), &text, &link));
        wrong.extend(found.map(|what| format!("{}: {what}", path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn included_files_exist() {
    for name in pages() {
        let text = page(&name);
        for rest in text.split("{{#include ").skip(1) {
            let (path, _) = rest.split_once("}}").expect("the directive ends");
            let (path, region) = path.split_once(':').unwrap_or((path, ""));
            let included = read(&root().join("guide/src").join(path));
            let anchor = format!("ANCHOR: {region}");
            assert!(region.is_empty() || included.contains(&anchor), "{path} lacks {anchor}");
        }
    }
}
