//! From text to a description: names first, then each part, and all mistakes at once.

mod body;
mod bound;
mod collider;
mod joint;
mod page;
mod parts;
mod section;
mod values;
pub mod words;
mod world;

use toml::de::DeTable;

use crate::description::Description;
use crate::error::ModelError;
use page::Page;
use parts::Parts;
use section::Section;

/// What a text says.
pub fn description(text: &str, file: &str) -> Result<Description, ModelError> {
    let page = Page::new(file, text);
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => {
            let span = error.span().unwrap_or_default();
            let message = error.message().trim();
            let again = text.get(span.clone()).filter(|_| message == "duplicate key");
            let again = again.map(|key| format!(": `{key}` is there already")).unwrap_or_default();
            page.wrong(span, format!("{message}{again}"));
            return Err(page.finish());
        }
    };
    let root = Section::new(&page, section::FILE.to_owned(), 0..0, table.get_ref());
    let description = read(&root);
    if page.is_right() { Ok(description) } else { Err(page.finish()) }
}

fn read(root: &Section) -> Description {
    let name = root.text("name").map_or_else(|| "model".to_owned(), |(name, _)| name.to_owned());
    let mut description = Description::new(&name);
    if let Some(section) = root.section("world") {
        world::world(&section, &mut description.world);
        description.origin = root.page.origin(&section.span);
    }
    if let Some(section) = root.section("solver") {
        world::solver(&section, &mut description.solver);
    }
    let parts = Parts::of(root);
    root.close();
    description.bodies = parts.bodies.iter().map(|part| body::body(part)).collect();
    description.joints = parts.joints.iter().filter_map(|part| joint::joint(part, &parts)).collect();
    description.colliders = parts.colliders.iter().map(|part| collider::collider(part, &parts)).collect();
    description
}
