//! Constants whose type a `let` or a closure spells, and nothing else does.

use costate::{differentiable, lit};

/// Constants of a spelled type are of that type where they are used, in a closure's argument, too.
#[differentiable]
fn spelled_constants(x: f32, y: f64) -> f64 {
    let (a, b): (f32, f64) = (0.1, 0.3);
    let c: f32 = lit(0.3);
    let thrice = |k: f32| -> f64 { k as f64 * 3.0 };
    let sine = |k: f32| k.sin() * x;
    a as f64 * y + b * (c.sin() * x) as f64 + thrice(0.1) * y * y + sine(lit(0.2)) as f64
}

#[test]
fn constants_are_of_their_spelled_types() {
    let (value, (dx, dy)) = spelled_constants::value_and_grad(0.7, 0.4);
    assert_eq!(value.to_bits(), spelled_constants(0.7, 0.4).to_bits());
    let tenth = f64::from(0.1f32);
    assert!((dy - tenth - tenth * 6.0 * 0.4).abs() < 1e-15, "{dy}");
    assert!((f64::from(dx) - 0.3 * 0.3f64.sin() - 0.2f64.sin()).abs() < 1e-6, "{dx}");
}
