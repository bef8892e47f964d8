//! An assignment to a vector does what its own `AddAssign` does, which its twin gives as a value.
//! Layers: vjp

#[differentiable]
fn shifted(a: Vec2, b: Vec2) -> Vec2 {
    let mut sum = a;
    sum += b;
    sum
}

// ---- what the compiler writes ----

fn vjp(
    a: Vec2,
    da: &mut <Vec2 as ::costate::Diff>::Tangent,
    b: Vec2,
    db: &mut <Vec2 as ::costate::Diff>::Tangent,
    dr: <Vec2 as ::costate::Diff>::Tangent,
    t: &mut impl ::costate::Tape,
) -> Vec2 {
    let sum = ::costate::twin::DiffAddAssign::add_assign_fwd(a, b, t);
    ::costate::twin::DiffAddAssign::add_assign_rev(
        ::costate::rt::of(|| a),
        &mut *da,
        ::costate::rt::of(|| b),
        &mut *db,
        dr,
        t,
    );
    sum
}
