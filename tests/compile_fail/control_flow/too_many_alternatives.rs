use costate::differentiable;

#[differentiable]
fn first(a: [Option<f64>; 6], x: f64) -> f64 {
    match ((a[0], a[1], a[2]), (a[3], a[4], a[5]), a) {
        (
            (Some(a), _, _) | (_, Some(a), _) | (_, _, Some(a)),
            (Some(b), _, _) | (_, Some(b), _) | (_, _, Some(b)),
            [Some(c), ..] | [_, Some(c), ..] | [.., Some(c), _] | [.., Some(c)],
        ) => a * b * c * x,
        _ => x,
    }
}

fn main() {}
