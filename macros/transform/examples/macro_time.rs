//! How long the attribute macros take over all files of some folders, as debug builds have the macros (and release builds,
//! too, where a profile does not say otherwise):
//! `cargo run -p costate-transform --example macro_time -- physics/src kernels/src`.

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

mod attributes;

/// What the items of a file took.
#[derive(Default)]
struct Total {
    items: usize,
    time: Duration,
}

fn main() -> ExitCode {
    let mut all = Total::default();
    for folder in std::env::args().skip(1) {
        if let Err(error) = walk(Path::new(&folder), &mut all) {
            eprintln!("{folder}: {error}");
            return ExitCode::FAILURE;
        }
    }
    if all.items == 0 {
        eprintln!("usage: macro_time FOLDER …, with files that have attributes of costate");
        return ExitCode::FAILURE;
    }
    print("in all", &all);
    ExitCode::SUCCESS
}

/// Measures the Rust files under a folder, in the order of their names.
fn walk(folder: &Path, all: &mut Total) -> Result<(), String> {
    let entries = std::fs::read_dir(folder).map_err(|e| e.to_string())?;
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            walk(&path, all)?;
        } else if path.extension().is_some_and(|e| e == "rs") {
            let name = path.display().to_string();
            let mut file = Total::default();
            measure(&attributes::items(&name).map_err(|e| format!("{name}: {e}"))?, &mut file);
            print(&name, &file);
            all.items += file.items;
            all.time += file.time;
        }
    }
    Ok(())
}

/// Expands all items, those in modules too.
fn measure(items: &[syn::Item], total: &mut Total) {
    for item in items {
        if let syn::Item::Mod(syn::ItemMod { content: Some((_, inside)), .. }) = item {
            measure(inside, total);
        }
        let clock = Instant::now();
        if attributes::expanded(item).is_some() {
            total.items += 1;
            total.time += clock.elapsed();
        }
    }
}

fn print(name: &str, total: &Total) {
    if total.items > 0 {
        println!("{name:<40} {:>3} items {:>8.1} ms", total.items, 1e3 * total.time.as_secs_f64());
    }
}
