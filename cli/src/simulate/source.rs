//! Which model is meant: a file, or an example by its name.

use std::path::Path;

use anyhow::{Result, bail};
use costate_model::{Description, EXAMPLES};

/// What a model is called whose file does not say it.
const UNNAMED: &str = "model";

/// A model and what its folder is called.
#[derive(Debug)]
pub struct Source {
    /// The model.
    pub description: Description,
    /// The name of the example, or of the file without its ending.
    pub stem: String,
}

impl Source {
    /// The model in the file `name`, or the example of this name where there is no such file.
    ///
    /// # Errors
    /// There is neither, or the file is wrong.
    pub fn find(name: &str) -> Result<Self> {
        let path = Path::new(name);
        if path.is_dir() {
            bail!("{name} is a folder: a model is a file such as {name}/model.toml");
        }
        if path.exists() {
            let stem = path.file_stem().unwrap_or(path.as_os_str());
            let stem = stem.to_string_lossy().into_owned();
            let mut description = Description::load(path)?;
            if description.name == UNNAMED {
                description.name.clone_from(&stem);
            }
            return Ok(Self { description, stem });
        }
        let example = EXAMPLES.iter().find(|example| example.name == name);
        let Some(example) = example else { bail!(nothing(name)) };
        let file = format!("{name}.toml");
        Ok(Self { description: Description::parse(example.text, &file)?, stem: name.to_owned() })
    }
}

/// That there is no such model.
fn nothing(name: &str) -> String {
    let names: Vec<&str> = EXAMPLES.iter().map(|example| example.name).collect();
    format!("there is no file {name}, and no example of that name; the examples are {}", names.join(", "))
}
