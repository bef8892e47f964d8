//! `trajectory SCENE STEPS`: bodies of a scene without contacts every 0.1 s, with `STEPS` steps in each 0.01 s.
//!
//! A line a body and time: centre of mass (3), axes (9, row after row), velocity (3), angular velocity (3), in the
//! world's axes.

mod scenes;

use std::process::ExitCode;

use costate_physics::engine::step;
use costate_physics::model::{Body, Model};
use scenes::Torques;

/// How often controls change [s].
const HOLD: f64 = 0.01;

/// Controls between two lines.
const LINE: usize = 10;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let asked = match arguments.as_slice() {
        [scene, steps] => steps.parse().ok().map(|steps: usize| (scene.as_str(), steps)),
        _ => None,
    };
    let Some((scene, steps)) = asked.filter(|(_, steps)| *steps > 0) else {
        eprintln!("usage: trajectory SCENE STEPS, where SCENE is one of {}", scenes::NAMES.join(", "));
        return ExitCode::FAILURE;
    };
    match scene {
        "body" => run(scenes::body(), scenes::still, 100, steps),
        "pendulum" => run(scenes::pendulum(), scenes::still, 100, steps),
        "balls" => run(scenes::balls(), scenes::still, 50, steps),
        "arm" => run(scenes::arm(), scenes::of_arm, 100, steps),
        "quadruped" => run(scenes::quadruped(), scenes::of_legs, 50, steps),
        _ => {
            eprintln!("{scene}: no such scene; there are {}", scenes::NAMES.join(", "));
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Prints `times` holds of the controls.
fn run<const B: usize, const J: usize, const G: usize, const C: usize>(
    mut model: Model<B, J, G, C>,
    torques: Torques,
    times: usize,
    steps: usize,
) {
    model.params.world.timestep = HOLD / steps as f64;
    let mut state = model.start;
    for k in 0..times {
        let controls = torques(HOLD * k as f64);
        for _ in 0..steps {
            state = step(&model.topology, &model.params, &state, &controls);
        }
        if (k + 1) % LINE == 0 {
            state.body.iter().for_each(print);
        }
    }
}

fn print(body: &Body<f64>) {
    let (x, r, v) = (body.position, body.rotation, body.velocity);
    let rows = [r.x.x, r.y.x, r.z.x, r.x.y, r.y.y, r.z.y, r.x.z, r.y.z, r.z.z];
    let motion = [v.linear, v.angular].map(|v| [v.x, v.y, v.z]);
    let numbers = [x.x, x.y, x.z].into_iter().chain(rows).chain(motion.into_iter().flatten());
    println!("{}", numbers.map(|x| format!("{x:e}")).collect::<Vec<_>>().join(","));
}
