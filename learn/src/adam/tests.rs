use super::*;

/// f = ‖x‖: its gradient has length 1 however near the minimum is.
struct Distance;

impl Objective for Distance {
    fn unknowns(&self) -> usize {
        2
    }
    fn value_and_gradient(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        let norm = x[0].hypot(x[1]);
        gradient.copy_from_slice(&[x[0] / norm, x[1] / norm]);
        norm
    }
}

/// f = x², which overflows.
struct Square;

impl Objective for Square {
    fn unknowns(&self) -> usize {
        1
    }
    fn value_and_gradient(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        gradient[0] = 2.0 * x[0];
        x[0] * x[0]
    }
}

const OPTIONS: AdamOptions =
    AdamOptions { rate: 0.1, cap: f64::INFINITY, beta1: 0.8, beta2: 0.98, epsilon: 1e-8 };

#[test]
fn a_rate_that_follows_the_loss_converges_where_the_gradient_does_not_shrink() {
    let mut adam = Adam::new(&mut Distance, vec![3.0, -1.0], OPTIONS).unwrap();
    while adam.loss() > 1e-8 {
        adam.update(&mut Distance).unwrap();
        assert!(adam.updates() < 1000, "loss {}", adam.loss());
    }
    assert_eq!(adam.evaluations(), adam.updates() + 1);
}

/// The means start unbiased, so the first step has the length of the rate along each axis.
#[test]
fn the_first_step_has_the_length_of_the_rate() {
    let mut adam = Adam::new(&mut Distance, vec![3.0, -4.0], OPTIONS).unwrap();
    let rate = adam.rate();
    assert_eq!(rate, 0.5);
    adam.update(&mut Distance).unwrap();
    assert!((adam.x()[0] - 2.5).abs() < 1e-7 && (adam.x()[1] + 3.5).abs() < 1e-7);
}

#[test]
fn divergence_is_an_error_and_the_last_good_point_is_kept() {
    let options = AdamOptions { rate: 1e100, ..OPTIONS };
    let mut adam = Adam::new(&mut Square, vec![1.0], options).unwrap();
    let failure = loop {
        match adam.update(&mut Square) {
            Ok(()) => assert!(adam.updates() < 10),
            Err(failure) => break failure,
        }
    };
    assert!(matches!(failure, Failure::Diverged { what: "the loss", .. }), "{failure}");
    assert!(adam.loss().is_finite() && adam.x()[0].is_finite());
}
