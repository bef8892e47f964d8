//! A method: `self` is an argument like any other, and its derivatives have suffixes.

#[differentiable]
impl<T: Real> State<T> {
    fn advance(&mut self, h: T) {
        self.qvel -= h * self.qpos.sin();
        self.qpos += h * self.qvel;
    }
}

// ---- what the compiler writes ----

fn advance_vjp(
    &mut self,
    dself: &mut <Self as ::costate::Diff>::Tangent,
    h: T,
    dh: &mut T,
    t: &mut impl ::costate::Tape,
) {
    let u = self.qpos;
    let (u_1, cos) = u.op_sin_cos();
    self.qvel = self.qvel - (h * u_1);
    let u_5 = self.qvel;
    self.qpos = u + (h * u_5);
    let du_8 = ::costate::rt::take(&mut dself.qpos);
    ::costate::rt::accumulate(&mut dself.qpos, du_8);
    *dh += u_5 * du_8;
    ::costate::rt::accumulate(&mut dself.qvel, h * du_8);
    let du_4 = ::costate::rt::take(&mut dself.qvel);
    let du_2 = -du_4;
    ::costate::rt::accumulate(&mut dself.qvel, du_4);
    *dh += u_1 * du_2;
    ::costate::rt::accumulate(
        &mut dself.qpos,
        ::costate::rules::sin_with(cos, h * du_2),
    );
}
