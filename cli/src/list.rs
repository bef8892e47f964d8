//! `costate list`: what there is to run.

use anyhow::Result;

use crate::config::{Config, settings};

/// Arguments of `costate list`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Prints the tasks, the optimisers and every setting with its default.
pub fn list(_args: &Args) -> Result<()> {
    println!("Tasks (costate run TASK)");
    println!("  ball   throw a ball so that it comes to rest at a target after 5 s [Degrave2019]");
    println!();
    println!("Optimizers (--optimizer)");
    println!("  gauss-newton   least squares of the residuals, by forward mode (the default)");
    println!("  adam           descent on the sum of the errors, by reverse mode through time");
    println!();
    println!("Kernels (costate check, costate bench)");
    println!("  impulse_ball   a ball on a plane: restitution and Coulomb friction by impulses");
    println!();
    println!("Settings (--set KEY=VALUE) and their defaults");
    for (key, value) in settings(&Config::default())? {
        println!("  {key} = {value}");
    }
    Ok(())
}
