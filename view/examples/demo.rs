//! Writes a replay of poses that are made up: a ball is thrown, boxes stand in a stack, a walker walks.
//!
//! `cargo run -p costate-view --example demo -- OUT.html`

#[path = "demo/scene.rs"]
mod scene;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: demo OUT.html")?;
    let page = scene::replay()?.html();
    std::fs::write(&path, &page)?;
    println!("{path}: {} kB", page.len() / 1000);
    Ok(())
}
