//! The generated derivatives against central differences, dual numbers and each other.

use costate::{Dual, check_gradients};
use own_physics::{Jump, clearance};

/// A jump from its numbers in a row.
fn jump<T: Copy>(x: &[T; 6]) -> Jump<T> {
    Jump { mass: x[0], length: x[1], stiffness: x[2], damping: x[3], drag: x[4] }
}

/// Adds the adjoint of a jump to that of the row.
fn add(slope: Jump<f64>, dx: &mut [f64; 6]) {
    let slope = [slope.mass, slope.length, slope.stiffness, slope.damping, slope.drag];
    dx.iter_mut().zip(slope).for_each(|(d, s)| *d += s);
}

#[test]
fn the_gradient_of_a_jump_is_right() {
    let report = check_gradients(
        "clearance",
        [75.0, 18.0, 110.0, 2.0, 0.25, 45.0],
        |x| [clearance(&jump(x), x[5])],
        |x, tx| {
            let (y, ty) = clearance::jvp(&jump(x), &jump(tx), x[5], tx[5]);
            ([y], [ty])
        },
        |x, dx, &[dr], tape| {
            let mut slope = jump(&[0.0; 6]);
            let y = clearance::vjp(&jump(x), &mut slope, x[5], &mut dx[5], dr, tape);
            add(slope, dx);
            [y]
        },
        |x: &[Dual<f64>; 6]| [clearance(&jump(x), x[5])],
    );
    println!("{}", report.unwrap());
}

#[test]
fn a_higher_bridge_is_clearance_metre_by_metre() {
    let jump = jump(&[75.0, 18.0, 110.0, 2.0, 0.25, 45.0]);
    let (_, per_height) = clearance::grad(&jump, 45.0);
    assert_eq!(per_height, 1.0);
}

#[test]
fn a_cord_that_never_tightens_has_no_slope() {
    let (slope, _) = clearance::grad(&jump(&[75.0, 500.0, 110.0, 2.0, 0.25, 45.0]), 45.0);
    assert_eq!((slope.length, slope.stiffness, slope.damping), (0.0, 0.0, 0.0));
    assert!(slope.drag > 0.0);
}
