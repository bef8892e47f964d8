//! `costate list`: what there is to run.

use anyhow::Result;
use costate_model::EXAMPLES;

use crate::config::{Config, settings};
use crate::output::say;

/// What there is, above the models and the settings.
const THERE_IS: &str = "\
Tasks (costate run TASK)
  ball   throw a ball so that it comes to rest at a target after 5 s [Degrave2019]

Optimizers (--optimizer)
  gauss-newton   least squares of the residuals, by forward mode (the default)
  adam           descent on the sum of the errors, by reverse mode through time

Kernels (costate check, costate bench, costate parity)
  impulse_ball   a ball on a plane: restitution and Coulomb friction by impulses
";

/// Arguments of `costate list`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Prints the tasks, the optimisers, the models and every setting with its default.
pub fn list(_args: &Args) -> Result<()> {
    let settings = settings(&Config::default())?;
    let settings: String = settings.iter().map(|(key, value)| format!("\n  {key} = {value}")).collect();
    let models: String = EXAMPLES.iter().map(|e| format!("\n  {:<15}  {}", e.name, e.about)).collect();
    say(&format!(
        "{THERE_IS}\nModels (costate simulate MODEL, or a file of your own){models}\n\n\
         Settings (costate run TASK --set KEY=VALUE) and their defaults{settings}"
    ))
}
