//! The generated derivatives against central differences, dual numbers and each other.

use costate::{Scalar, Zero, check_gradients};
use own_physics::{Jump, clearance};

const TIMESTEP: f64 = 0.01;
const STEPS: usize = 800;

/// The numbers of a jump, then the height of the bridge.
const INPUT: [f64; 6] = [75.0, 18.0, 110.0, 15.0, 0.25, 45.0];

fn jump<T: Scalar>(&[mass, length, stiffness, damping, drag, _]: &[T; 6]) -> Jump<T> {
    Jump { mass, length, stiffness, damping, drag }
}

#[test]
fn the_gradient_of_a_jump_is_right() {
    let report = check_gradients(
        "clearance",
        INPUT,
        |x| [clearance(&jump(x), x[5], TIMESTEP, STEPS)],
        |x, tx| {
            let tangent = jump(tx).into();
            let (y, ty) = clearance::jvp(&jump(x), &tangent, x[5], tx[5], TIMESTEP, 0.0, STEPS);
            ([y], [ty])
        },
        |x, dx, &[dr], tape| {
            let mut slope = Zero::zero();
            let y = clearance::vjp(&jump(x), &mut slope, x[5], &mut dx[5], TIMESTEP, &mut 0.0, STEPS, dr, tape);
            dx[0] += slope.mass;
            [y]
        },
        |x| [clearance(&jump(x), x[5], costate::lit(TIMESTEP), STEPS)],
    );
    println!("{}", report.unwrap());
}
