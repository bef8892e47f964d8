use costate::{Diff, vjp_of};

#[derive(Clone, Copy, Diff)]
struct Ball {
    height: f64,
    bounces: usize,
}

fn drop_ball(height: f64) -> Ball {
    Ball { height: 0.5 * height, bounces: 1 }
}

// `-> Ball` is missing: the adjoint of a `Ball` is a `BallTangent`
#[vjp_of(drop_ball, reverse_only)]
fn drop_ball_vjp(_: f64, dheight: &mut f64, dr: BallTangent) {
    *dheight += 0.5 * dr.height;
}

fn main() {}
