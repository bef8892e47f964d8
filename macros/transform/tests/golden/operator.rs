//! An operator: its derivative is that of a twin trait, which callers find by the operator.
//! Layers: rev

#[differentiable]
impl Add for Vec2 {
    type Output = Vec2;

    fn add(self, other: Vec2) -> Vec2 {
        Vec2 { x: self.x + other.x, y: self.y + other.y }
    }
}

// ---- what the compiler writes ----

fn add_rev(
    _: ::costate::twin::Of<Self>,
    dthis: &mut <Self as ::costate::Diff>::Tangent,
    _: ::costate::twin::Of<Vec2>,
    dother: &mut <Vec2 as ::costate::Diff>::Tangent,
    dr: <Vec2 as ::costate::Diff>::Tangent,
    t: &mut impl ::costate::Tape,
) {
    let of_u = ::costate::rt::Of::new();
    let of_u_1 = ::costate::rt::Of::new();
    let of_u_3 = ::costate::rt::Of::new();
    let of_u_4 = ::costate::rt::Of::new();
    let _ = || {
        let mut this: Self = ::costate::rt::never();
        let mut other: Vec2 = ::costate::rt::never();
        let u = this.x;
        of_u.is(&u);
        let u_1 = other.x;
        of_u_1.is(&u_1);
        let u_2 = u + u_1;
        let u_3 = this.y;
        of_u_3.is(&u_3);
        let u_4 = other.y;
        of_u_4.is(&u_4);
        let u_5 = u_3 + u_4;
        let u_6 = Vec2 { x: u_2, y: u_5 };
    };
    let mut du_6 = dr;
    let mut du_2 = du_6.x;
    let mut du_5 = du_6.y;
    let mut du_3 = ::costate::rt::neutral_of_type(of_u_3);
    let mut du_4 = ::costate::rt::neutral_of_type(of_u_4);
    ::costate::twin::DiffAdd::add_rev(of_u_3, &mut du_3, of_u_4, &mut du_4, du_5, t);
    ::costate::rt::accumulate(&mut dother.y, du_4);
    ::costate::rt::accumulate(&mut dthis.y, du_3);
    let mut du = ::costate::rt::neutral_of_type(of_u);
    let mut du_1 = ::costate::rt::neutral_of_type(of_u_1);
    ::costate::twin::DiffAdd::add_rev(of_u, &mut du, of_u_1, &mut du_1, du_2, t);
    ::costate::rt::accumulate(&mut dother.x, du_1);
    ::costate::rt::accumulate(&mut dthis.x, du);
}
