//! One contact's turn in a sweep.

use costate::Real;

use crate::model::topology::Friction;
use crate::solver::{ContactBlock, laws};

/// A contact's push, given what the others do.
#[inline(always)]
pub fn local<T: Real>(
    friction: Friction,
    contact: &ContactBlock<T>,
    a: &[[T; 4]; 4],
    rows: usize,
    u: [T; 4],
    p: [T; 4],
) -> [T; 4] {
    let soft = contact.compliance;
    let mut next = p;
    next[0] = (p[0] - answer(u[0] + soft * p[0] - contact.bias, a[0][0] + soft)).max(T::ZERO);
    if rows > 1 {
        let dn = next[0] - p[0];
        let radius = contact.friction * next[0];
        let u1 = u[1] + a[1][0] * dn + soft * p[1];
        let u2 = u[2] + a[2][0] * dn + soft * p[2];
        let (a11, a12, a22) = (a[1][1] + soft, a[1][2], a[2][2] + soft);
        (next[1], next[2]) = match friction {
            Friction::Cone => {
                // what would stop the slip
                let over = T::ONE / (a11 * a22 - a12 * a12);
                let x = p[1] - (a22 * u1 - a12 * u2) * over;
                let y = p[2] - (a11 * u2 - a12 * u1) * over;
                let sticks = (x * x + y * y).le(radius * radius);
                // else a step against it, back onto the disc
                let rho = answer(T::ONE, a11 + a22);
                let (sx, sy) = laws::disc(p[1] - u1 * rho, p[2] - u2 * rho, radius);
                (T::select(sticks, x, sx), T::select(sticks, y, sy))
            }
            Friction::Box => {
                let x = laws::band(p[1] - answer(u1, a11), radius);
                let y = laws::band(p[2] - answer(u2 + a12 * (x - p[1]), a22), radius);
                (x, y)
            }
        };
        if rows > 3 {
            let dx = [dn, next[1] - p[1], next[2] - p[2]];
            let spin = u[3] + (a[3][0] * dx[0] + (a[3][1] * dx[1] + a[3][2] * dx[2])) + soft * p[3];
            let twist = contact.torsion * radius;
            next[3] = laws::band(p[3] - answer(spin, a[3][3] + soft), twist);
        }
    }
    next
}

/// The push that takes a velocity `u` away where one makes `a` of it; none of what does not move, such as a weld.
#[inline(always)]
fn answer<T: Real>(u: T, a: T) -> T {
    T::select(a.le(T::ZERO), T::ZERO, u / a)
}
