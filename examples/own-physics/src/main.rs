//! Prints the gradient of a jump, then shortens the cord until the jumper turns 2 m above the river.

use own_physics::{Jump, clearance};

const HEIGHT: f64 = 45.0;
const TIMESTEP: f64 = 0.01;
const STEPS: usize = 800;

fn main() {
    let mut jump = Jump { mass: 75.0, length: 18.0, stiffness: 110.0, damping: 15.0, drag: 0.25 };

    let (above, (slope, _, _)) = clearance::value_and_grad(&jump, HEIGHT, TIMESTEP, STEPS);
    println!("{above:.3} m above the river, and");
    println!("  {:+.3} m for each kilogram of the jumper", slope.mass);
    println!("  {:+.3} m for each metre of the cord", slope.length);
    println!("  {:+.3} m for each N/m of its stiffness", slope.stiffness);
    println!("  {:+.3} m for each N·s/m of its damping", slope.damping);
    println!("  {:+.3} m for each kg/m of drag", slope.drag);
    println!("so {:.3} m of cord less for each kilogram more", slope.mass / slope.length);

    for _ in 0..4 {
        let (above, (slope, _, _)) = clearance::value_and_grad(&jump, HEIGHT, TIMESTEP, STEPS);
        println!("cord {:.4} m: {above:.4} m above the river", jump.length);
        // Newton's step towards 2 m
        jump.length -= (above - 2.0) / slope.length;
    }
}
