//! The generated derivatives against central differences, dual numbers and each other.

use costate::{Dual, HeapTape, Scalar, Zero, check_gradients};
use own_physics::{Jump, JumpTangent, clearance};

const STEPS: usize = 800;

/// The numbers of a jump and the height of the bridge, in a row.
const JUMP: [f64; 6] = [75.0, 18.0, 110.0, 15.0, 0.25, 45.0];

fn jump<T: Scalar>(&[mass, length, stiffness, damping, drag, _]: &[T; 6]) -> Jump<T> {
    Jump { mass, length, stiffness, damping, drag }
}
