//! Two buffers that are parts of one slice and change places: which is which is carried by the loop,
//! where they end is not. A call is lent both at once.

#[differentiable]
fn steps(u: &mut [f64], h: f64, n: usize) {
    let (mut now, mut next) = u.split_at_mut(3);
    for _ in 0..n {
        advance(now, next, h);
        core::mem::swap(&mut now, &mut next);
    }
}

// ---- what the compiler writes ----

fn vjp(
    u: &mut [f64],
    du: &mut [f64],
    h: f64,
    dh: &mut f64,
    n: usize,
    t: &mut impl ::costate::Tape,
) {
    let of_now = ::costate::rt::Of::new();
    let of_next = ::costate::rt::Of::new();
    let _ = || {
        let mut now = 0usize;
        let mut next = 1usize;
        for k in 0..n {
            of_now.is(&now);
            of_next.is(&next);
            let u_4 = now == 0;
            let u_1 = if u_4 {
                let u_2 = next == 0;
                let u_1_1 = if u_2 {
                    unreachable!("a reference that is lent as `&mut` is lent again");
                    let u_1_1_1 = ::costate::rt::filler();
                    u_1_1_1
                } else {
                    let u_1_1_2 = {
                        let all = &mut *u;
                        let len = all.len();
                        let ([part_0, part_1], []) = ::costate::rt::apart(
                            all,
                            [0..3, 3..len],
                            [],
                        );
                        advance(&mut *part_0, &mut *part_1, h)
                    };
                    u_1_1_2
                };
                u_1_1
            } else {
                let u_3 = next == 0;
                let u_1_2 = if u_3 {
                    let u_1_2_1 = {
                        let all = &mut *u;
                        let len = all.len();
                        let ([part_0, part_1], []) = ::costate::rt::apart(
                            all,
                            [3..len, 0..3],
                            [],
                        );
                        advance(&mut *part_0, &mut *part_1, h)
                    };
                    u_1_2_1
                } else {
                    unreachable!("a reference that is lent as `&mut` is lent again");
                    let u_1_2_2 = ::costate::rt::filler();
                    u_1_2_2
                };
                u_1_2
            };
            (now, next) = (next, now);
        }
        let now_1 = now;
        let next_1 = next;
    };
    let du = ::costate::rt::as_long_as("u", &*u, du);
    let bottom = t.mark();
    t.push_slice(&*u);
    let mut now = 0usize;
    let mut next = 1usize;
    for k in 0..n {
        let u_4 = now == 0;
        let u_1 = if u_4 {
            let u_2 = next == 0;
            let u_1_1 = if u_2 {
                unreachable!("a reference that is lent as `&mut` is lent again");
                let u_1_1_1 = ::costate::rt::filler();
                u_1_1_1
            } else {
                let mark = t.mark();
                t.push_slice(&u[..3]);
                let mark_1 = t.mark();
                t.push_slice(&u[3..]);
                let u_1_1_2 = {
                    let all = &mut *u;
                    let len = all.len();
                    let ([part_0, part_1], []) = ::costate::rt::apart(
                        all,
                        [0..3, 3..len],
                        [],
                    );
                    advance::fwd(&mut *part_0, &mut *part_1, h, t)
                };
                t.push((mark, mark_1));
                u_1_1_2
            };
            u_1_1
        } else {
            let u_3 = next == 0;
            let u_1_2 = if u_3 {
                let mark_2 = t.mark();
                t.push_slice(&u[3..]);
                let mark_3 = t.mark();
                t.push_slice(&u[..3]);
                let u_1_2_1 = {
                    let all = &mut *u;
                    let len = all.len();
                    let ([part_0, part_1], []) = ::costate::rt::apart(
                        all,
                        [3..len, 0..3],
                        [],
                    );
                    advance::fwd(&mut *part_0, &mut *part_1, h, t)
                };
                t.push((mark_2, mark_3));
                u_1_2_1
            } else {
                unreachable!("a reference that is lent as `&mut` is lent again");
                let u_1_2_2 = ::costate::rt::filler();
                u_1_2_2
            };
            u_1_2
        };
        t.push((now, next));
        (now, next) = (next, now);
    }
    let now_1 = now;
    let next_1 = next;
    t.write_slice(bottom, &*u);
    for k in (0..n).rev() {
        let (now, next) = t.pop::<(_, _)>();
        of_now.is(&now);
        of_next.is(&next);
        let u_4 = now == 0;
        if u_4 {
            let u_2 = next == 0;
            if u_2 {} else {
                let (mark, mark_1) = t.pop::<(usize, usize)>();
                t.read_slice(mark, &mut u[..3]);
                t.read_slice(mark_1, &mut u[3..]);
                {
                    let all = &mut *u;
                    let len = all.len();
                    let ([part_0, part_2], []) = ::costate::rt::apart(
                        all,
                        [0..3, 3..len],
                        [],
                    );
                    let all = &mut *du;
                    let len = all.len();
                    let ([part_1, part_3], []) = ::costate::rt::apart(
                        all,
                        [0..3, 3..len],
                        [],
                    );
                    advance::rev(
                        &mut *part_0,
                        &mut *part_1,
                        &mut *part_2,
                        &mut *part_3,
                        h,
                        &mut *dh,
                        ::costate::Zero::zero(),
                        t,
                    )
                };
                ::costate::rt::drop_slice(t, &u[3..]);
                ::costate::rt::drop_slice(t, &u[..3]);
            }
        } else {
            let u_3 = next == 0;
            if u_3 {
                let (mark_2, mark_3) = t.pop::<(usize, usize)>();
                t.read_slice(mark_2, &mut u[3..]);
                t.read_slice(mark_3, &mut u[..3]);
                {
                    let all = &mut *u;
                    let len = all.len();
                    let ([part_0, part_2], []) = ::costate::rt::apart(
                        all,
                        [3..len, 0..3],
                        [],
                    );
                    let all = &mut *du;
                    let len = all.len();
                    let ([part_1, part_3], []) = ::costate::rt::apart(
                        all,
                        [3..len, 0..3],
                        [],
                    );
                    advance::rev(
                        &mut *part_0,
                        &mut *part_1,
                        &mut *part_2,
                        &mut *part_3,
                        h,
                        &mut *dh,
                        ::costate::Zero::zero(),
                        t,
                    )
                };
                ::costate::rt::drop_slice(t, &u[..3]);
                ::costate::rt::drop_slice(t, &u[3..]);
            }
        }
    }
    t.read_slice(bottom, &mut *u);
    ::costate::rt::drop_slice(t, &*u);
}
