//! What an optimiser asks of a problem.

/// Equations r(x) = 0, to be met as well as can be: minimise ½ ‖r(x)‖².
pub trait LeastSquares {
    /// How many numbers are sought.
    fn unknowns(&self) -> usize;

    /// How many equations there are.
    fn equations(&self) -> usize;

    /// Writes r(x).
    fn residual(&mut self, x: &[f64], r: &mut [f64]);

    /// Writes r(x) and its Jacobian, row after row: `jacobian[i * unknowns + j]` = ∂rᵢ/∂xⱼ.
    fn linearize(&mut self, x: &[f64], r: &mut [f64], jacobian: &mut [f64]);
}

/// A loss to be made small.
pub trait Objective {
    /// How many numbers are sought.
    fn unknowns(&self) -> usize;

    /// Writes the gradient at `x` and returns the loss.
    fn value_and_gradient(&mut self, x: &[f64], gradient: &mut [f64]) -> f64;
}
