//! The rule table, with arguments kept where the functions are smooth.

use crate::function::Writer;

impl Writer<'_, '_> {
    /// A primitive of a real.
    pub(crate) fn primitive(&mut self, depth: usize) -> String {
        const UNARY: [&str; 25] = [
            "X.atan()",
            "(1.0 + X.powi(2)).sqrt()",
            "X.tanh().powi(3)",
            "X.tanh().exp()",
            "(1.1 + X.powi(2)).ln()",
            "(2.0 + X.sin()).recip()",
            "X.sin().exp_m1()",
            "X.powi(2).ln_1p()",
            "(0.9 * X.sin()).asin()",
            "(0.9 * X.cos()).acos()",
            "(0.7 * X.sin()).tan()",
            "X.tanh().sinh()",
            "X.tanh().cosh()",
            "(1.3 + X.powi(2)).cbrt()",
            "(1.2 + X.powi(2)).log2()",
            "(1.2 + X.powi(2)).log10()",
            "X.powi(0)",
            "X.powi(1)",
            "(1.5 + X.sin()).powi(-2)",
            "X.signum()",
            "X.floor()",
            "X.round()",
            "X.trunc()",
            "X.ceil()",
            "X.clamp(T::from_f64(-0.8), 0.9)",
        ];
        const BINARY: [&str; 6] = [
            "X.atan2(1.5 + Y.powi(2))",
            "X.hypot(1.0 + Y.abs())",
            "(1.0 + X.powi(2)).powf(Y.sin())",
            "X.clamp(Y.min(T::ZERO), 1.1)",
            "X.powi(2) / (0.5 + Y.powi(2))",
            "(X - Y).powi(2)",
        ];
        let x = self.real(depth);
        if self.choices.below(3) == 2 {
            let y = self.atom();
            let row = BINARY[self.choices.below(BINARY.len())];
            return format!("({})", row.replace('X', &x).replace('Y', &y));
        }
        let row = UNARY[self.choices.below(UNARY.len())];
        row.replace('X', &x)
    }
}
