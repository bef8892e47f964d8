//! What acts on all bodies, and how a step is solved.

use costate_physics::model::WorldParams;
use costate_physics::model::topology::Settings;

use super::bound::Bound;
use super::section::Section;
use super::words::{FRICTIONS, GRADIENTS, IMPACTS, METHODS};
use crate::units::Unit;

/// `[world]`
pub fn world(section: &Section, world: &mut WorldParams<f64>) {
    section.set("timestep", Unit::Time, Bound::Positive, &mut world.timestep);
    if let Some(gravity) = section.vector("gravity", Unit::Acceleration) {
        world.gravity = gravity;
    }
    section.set("correction", Unit::One, Bound::Part, &mut world.correction);
    section.set("compliance", Unit::One, Bound::NotNegative, &mut world.compliance);
    section.set("threshold", Unit::Speed, Bound::NotNegative, &mut world.threshold);
    section.set("slop", Unit::Length, Bound::NotNegative, &mut world.slop);
    section.close();
}

/// `[solver]`
pub fn solver(section: &Section, settings: &mut Settings) {
    settings.method = section.choice("method", &METHODS).unwrap_or(settings.method);
    section.count("sweeps", &mut settings.sweeps);
    section.count("rounds", &mut settings.rounds);
    settings.gradient = section.choice("gradient", &GRADIENTS).unwrap_or(settings.gradient);
    settings.friction = section.choice("friction", &FRICTIONS).unwrap_or(settings.friction);
    settings.impact = section.choice("impact", &IMPACTS).unwrap_or(settings.impact);
    section.close();
}
