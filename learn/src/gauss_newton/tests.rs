use super::*;

/// Rosenbrock's valley as residuals: r = (10 (y − x²), 1 − x), zero at (1, 1).
struct Rosenbrock;

impl LeastSquares for Rosenbrock {
    fn unknowns(&self) -> usize {
        2
    }
    fn equations(&self) -> usize {
        2
    }
    fn residual(&mut self, x: &[f64], r: &mut [f64]) {
        r.copy_from_slice(&[10.0 * (x[1] - x[0] * x[0]), 1.0 - x[0]]);
    }
    fn linearize(&mut self, x: &[f64], r: &mut [f64], jacobian: &mut [f64]) {
        self.residual(x, r);
        jacobian.copy_from_slice(&[-20.0 * x[0], 10.0, -1.0, 0.0]);
    }
}

/// r = ln x, which is not a number for x < 0.
struct Logarithm;

impl LeastSquares for Logarithm {
    fn unknowns(&self) -> usize {
        1
    }
    fn equations(&self) -> usize {
        1
    }
    fn residual(&mut self, x: &[f64], r: &mut [f64]) {
        r[0] = x[0].ln();
    }
    fn linearize(&mut self, x: &[f64], r: &mut [f64], jacobian: &mut [f64]) {
        self.residual(x, r);
        jacobian[0] = 1.0 / x[0];
    }
}

/// r = (x, 1): the loss has its minimum ½ at 0.
struct Floor;

impl LeastSquares for Floor {
    fn unknowns(&self) -> usize {
        1
    }
    fn equations(&self) -> usize {
        2
    }
    fn residual(&mut self, x: &[f64], r: &mut [f64]) {
        r.copy_from_slice(&[x[0], 1.0]);
    }
    fn linearize(&mut self, x: &[f64], r: &mut [f64], jacobian: &mut [f64]) {
        self.residual(x, r);
        jacobian.copy_from_slice(&[1.0, 0.0]);
    }
}

#[test]
fn rosenbrock_is_solved_from_its_classic_start() {
    let options = GaussNewtonOptions::default();
    let mut solver = GaussNewton::new(&mut Rosenbrock, vec![-1.2, 1.0], options).unwrap();
    while solver.loss() > 1e-20 {
        let before = solver.loss();
        solver.update(&mut Rosenbrock).unwrap();
        assert!(solver.loss() < before);
        assert!(solver.updates() < 40);
    }
    assert!((solver.x()[0] - 1.0).abs() < 1e-9 && (solver.x()[1] - 1.0).abs() < 1e-9);
}

#[test]
fn a_linear_problem_takes_one_undamped_step() {
    let options = GaussNewtonOptions { damping: 0.0, ..Default::default() };
    let mut solver = GaussNewton::new(&mut Floor, vec![5.0], options).unwrap();
    solver.update(&mut Floor).unwrap();
    assert!(solver.x()[0].abs() < 1e-15);
    assert_eq!((solver.updates(), solver.evaluations()), (1, 3));
}

/// From x = 3 the plain step leads to 3 − 3 ln 3 < 0, where the residual is NaN.
#[test]
fn a_step_that_is_not_finite_is_shortened() {
    let options = GaussNewtonOptions::default();
    let mut solver = GaussNewton::new(&mut Logarithm, vec![3.0], options).unwrap();
    for _ in 0..12 {
        if solver.loss() > 1e-20 {
            solver.update(&mut Logarithm).unwrap();
        }
    }
    assert!((solver.x()[0] - 1.0).abs() < 1e-9, "x = {}", solver.x()[0]);
}

#[test]
fn a_start_that_is_not_finite_is_an_error() {
    let failure = GaussNewton::new(&mut Logarithm, vec![-1.0], Default::default()).unwrap_err();
    assert!(failure.to_string().starts_with("diverged: the residual is NaN in update 0"), "{failure}");
}

#[test]
fn at_the_minimum_it_says_that_it_stalls_and_keeps_its_point() {
    let options = GaussNewtonOptions { trials: 5, ..Default::default() };
    let mut solver = GaussNewton::new(&mut Floor, vec![0.0], options).unwrap();
    let failure = solver.update(&mut Floor).unwrap_err();
    assert!(matches!(failure, Failure::Stalled { update: 1, trials: 5, .. }), "{failure}");
    assert_eq!((solver.x(), solver.updates()), ([0.0].as_slice(), 0));
    assert_eq!(solver.evaluations(), 6);
}
