//! What each property of a bungee jump does to it; then the cord is cut so that the jumper turns
//! round 2 m above the river.

use own_physics::{Jump, clearance};

/// From the bridge to the river, in m.
const HEIGHT: f64 = 45.0;

/// How close the jumper shall come to the river, in m.
const WANTED: f64 = 2.0;

// ANCHOR: main
fn main() {
    let mut jump = Jump { mass: 75.0, length: 18.0, stiffness: 110.0, damping: 2.0, drag: 0.25 };

    let (above, (slope, _)) = clearance::value_and_grad(&jump, HEIGHT);
    println!("The jumper turns {above:.2} m above the river. That changes by");
    println!("  {:+.3} m for each kg of the jumper", slope.mass);
    println!("  {:+.3} m for each m of the cord", slope.length);
    println!("  {:+.3} m for each N/m of its stiffness", slope.stiffness);
    println!("  {:+.3} m for each N·s/m² of its losses", slope.damping);
    println!("  {:+.3} m for each kg/m of drag", slope.drag);
    println!("For each kg more the cord must be {:.3} m shorter.", slope.mass / slope.length);

    println!("\nA cord that brings the jumper to {WANTED} m, by Newton's method:");
    for _ in 0..5 {
        let (above, (slope, _)) = clearance::value_and_grad(&jump, HEIGHT);
        println!("  {:.4} m of cord, {above:.4} m above the river", jump.length);
        jump.length -= (above - WANTED) / slope.length;
    }
}
// ANCHOR_END: main
