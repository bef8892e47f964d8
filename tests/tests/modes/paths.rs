//! `hvp` of functions that name others where a closure could stand: `x.map(f64::exp)`.

use costate::check::check_hessian;
use costate::differentiable;

#[differentiable(hvp)]
fn mapped(x: [f64; 3]) -> f64 {
    let y = x.map(f64::exp);
    y.iter().sum::<f64>() * x[0]
}

#[differentiable(hvp)]
fn soft_greatest(x: [f64; 3]) -> f64 {
    let top = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    top * top * top + x.map(f64::sin).iter().product::<f64>()
}

#[test]
fn functions_by_their_path() {
    const X: [f64; 3] = [0.4, -0.2, 1.1];
    let checked =
        check_hessian("mapped", X, |x| mapped(*x), |x| mapped::grad(*x), |x, v| mapped::hvp(*x, *v));
    checked.unwrap_or_else(|error| panic!("{error}"));
    let checked = check_hessian(
        "greatest",
        X,
        |x| soft_greatest(*x),
        |x| soft_greatest::grad(*x),
        |x, v| soft_greatest::hvp(*x, *v),
    );
    checked.unwrap_or_else(|error| panic!("{error}"));
}
