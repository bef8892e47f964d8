//! Kernels by which tools of automatic differentiation are compared, and robots: what is measured of each.

mod loops;
mod models;
mod robots;

use costate::Lanes;

/// What a case can run.
#[derive(Clone, Copy, Debug)]
pub enum Job {
    /// The function.
    Function,
    /// Its value with the generated gradient.
    Gradient,
    /// Its value with the gradient written by hand.
    ByHand,
}

/// Is given a case's jobs.
pub type Visit<'a> = &'a mut dyn FnMut(&mut dyn FnMut(Job));

/// A kernel.
pub struct Case {
    /// Its name in every table.
    pub kernel: &'static str,
    /// Formula, size and precision.
    pub about: &'static str,
    /// Whether there is a gradient by hand.
    pub by_hand: bool,
    /// By what the time of a call is divided.
    pub parts: usize,
    /// Prepares arguments and hands over the jobs.
    pub run: fn(Visit),
}

const fn case(kernel: &'static str, about: &'static str, run: fn(Visit)) -> Case {
    Case { kernel, about, by_hand: true, parts: 1, run }
}

const fn rope(kernel: &'static str, about: &'static str, lanes: usize, run: fn(Visit)) -> Case {
    Case { kernel, about, by_hand: false, parts: models::ROPE_STEPS * lanes, run }
}

/// All kernels.
pub const CASES: [Case; 14] = [
    case(
        "Rosenbrock, n = 1000",
        "Σ 100 (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)² of 1000 variables, f64; by all of them",
        models::rosenbrock,
    ),
    case(
        "chain of 16 masses, 200 steps",
        "springs k (|d| − l) d/|d|, damping and gravity in a plane, 15 of 16 masses move, 200 steps of the\n      \
         symplectic Euler method, squared distance of the last from a point, f64; by k and 32 coordinates",
        models::chain,
    ),
    case(
        "double pendulum, 200 steps",
        "point masses on rods, 200 steps of the symplectic Euler method, θ₁² + θ₂² + ½ (ω₁² + ω₂²), f64;\n      \
         by masses, lengths and initial state, 8 numbers",
        models::pendulum,
    ),
    case(
        "network 8-64-64-4, tanh",
        "|W₃ tanh(W₂ tanh(W₁ x + b₁) + b₂) + b₃|², f64; by 4996 weights and biases and 8 inputs",
        models::network,
    ),
    case(
        "ADBench GMM, d 10, K 25, 1000 points",
        "log-likelihood of a Gaussian mixture with a Wishart prior, 25 Gaussians in 10 dimensions, 1000\n      \
         points, f64; by weights, means and covariances, 1650 numbers",
        models::mixture,
    ),
    case(
        "ADBench BA, sparse Jacobian",
        "reprojection errors w (project(camera, point) − seen) of all observations, f64; two rows of 15 each",
        models::bundle,
    ),
    case("elementwise, n = 1000", "outᵢ = sin²(xᵢ) yᵢ + xᵢ, n = 1000, f64; by x and y", loops::elementwise),
    case("recurrence, n = 1000", "s ← s kᵢ + s²/4 from 1, n = 1000, f64; by k", loops::recurrence),
    case("axpy, n = 1000", "y ← a x + y, n = 1000, f64; by a, x and y", loops::axpy),
    case("matrix times vector, n = 64", "y = A x, 64 × 64, f64; by A and x", loops::matrix_vector),
    case(
        "rotations, n = 100",
        "a point turned about z by αᵢ, then about x by αᵢ, 100 angles, sum of its coordinates, f64; by\n      \
         angles and point",
        loops::rotations,
    ),
    rope(
        "rope, 100 steps of 10 substeps",
        "20 masses with damped springs and drag in space on a moving handle, 1000 steps of the symplectic\n      \
         Euler method, squared distance from a target with small costs, f64; by 300 velocities of the handle.\n      \
         Times are those of a control step, a hundredth of a call",
        1,
        models::rope::<f64>,
    ),
    rope(
        "rope, 8 lanes f64",
        "eight ropes side by side; times of a control step and rope",
        8,
        models::rope::<Lanes<f64, 8>>,
    ),
    rope("rope, 8 lanes f32", "the same in f32", 8, models::rope::<Lanes<f32, 8>>),
];

const fn robot(kernel: &'static str, about: &'static str, run: fn(Visit)) -> Case {
    Case { kernel, about, by_hand: false, parts: 1, run }
}

/// The rigid-body engine, whose instructions are counted and whose times are those of `bench engine`.
pub const ROBOTS: [Case; 4] = [
    robot("arm S4, 200 steps", "given torques, f64; by all 800 of them", robots::arm),
    robot(
        "quadruped stands, 100 steps",
        "17 bodies, 16 servos, closed loop, f64; by 1296 weights of at most 0.01",
        robots::stands,
    ),
    robot("quadruped thrashes, 100 steps", "the same with weights of at most 0.3", robots::thrashes),
    robot(
        "quadruped S2, 1000 steps",
        "9 bodies, 8 motors, a network in closed loop, f64; by its 1300 numbers",
        robots::peers,
    ),
];

/// The kernels, for `--help`.
pub fn help() -> String {
    format!("Kernels:\n{}", entries(&CASES))
}

/// What is counted beside the kernels, for `--help`.
pub fn robots_help() -> String {
    format!("Beside the kernels of `ad`:\n{}", entries(&ROBOTS))
}

fn entries(cases: &[Case]) -> String {
    let entry = |case: &Case| format!("  {}\n      {}", case.kernel, case.about);
    cases.iter().map(entry).collect::<Vec<_>>().join("\n")
}
