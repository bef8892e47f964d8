//! Rules written by hand: `#[vjp_of]`, `#[jvp_of]`, and companions written as a whole.

// a slice is indexed in differentiable code
#![allow(clippy::needless_range_loop)]

use costate::{Diff, HeapTape, Real, StackTape, Tape, detach, differentiable, jvp_of, vjp_of};
use costate_tests::{argument_struct, check};

// ---- a number

fn softplus(x: f64) -> f64 {
    // a heap, a closure: nothing that is differentiated
    let powers: Vec<f64> = [x, 0.0].iter().map(|x| x.exp()).collect();
    if x > 30.0 { x } else { powers.iter().sum::<f64>().ln() }
}

#[vjp_of(softplus)]
fn softplus_vjp(x: f64, dx: &mut f64, dr: f64) {
    *dx += dr / (1.0 + (-x).exp());
}

#[jvp_of(softplus)]
fn softplus_jvp(x: f64, tx: f64) -> (f64, f64) {
    (softplus(x), tx / (1.0 + (-x).exp()))
}

#[differentiable]
fn softplus_in_loops(x: f64, n: usize) -> f64 {
    let (mut y, mut sum) = (x, 0.0);
    for i in 0..n {
        for _ in 0..i {
            y = softplus(y * x) - softplus(0.3);
            sum += y * softplus(sum);
        }
    }
    if sum > 0.1 { sum * softplus(softplus(x)) } else { sum }
}

#[test]
fn a_rule_for_a_number() {
    check!(f64 softplus(in 0.7));
    check!(f64 softplus(in 31.0));
    check!(f64 softplus_in_loops(in 0.7, fix 4));
    assert_eq!(softplus::grad(0.0), 0.5);
    assert_eq!(softplus::value_and_grad(0.0), (2.0_f64.ln(), 0.5));
}

#[test]
fn a_rule_needs_no_tape() {
    let mut tape = StackTape::<0>::new();
    let mut dx = 2.0;
    assert_eq!(softplus::vjp(0.0, &mut dx, 3.0, &mut tape), 2.0_f64.ln());
    assert_eq!(dx, 2.0 + 1.5);
}

// ---- generics, several results

fn polar<T: Real>(x: T, y: T) -> (T, T) {
    (x.hypot(y), y.atan2(x))
}

#[vjp_of(polar)]
fn polar_reverse<T: Real>(x: T, dx: &mut T, y: T, dy: &mut T, dr: (T, T)) {
    let r = x.hypot(y);
    *dx += (x * dr.0 - y * dr.1 / r) / r;
    *dy += (y * dr.0 + x * dr.1 / r) / r;
}

#[jvp_of(polar)]
fn polar_forward<T: Real>(x: T, tx: T, y: T, ty: T) -> ((T, T), (T, T)) {
    let r = x.hypot(y);
    (polar(x, y), ((x * tx + y * ty) / r, (x * ty - y * tx) / (r * r)))
}

#[differentiable]
fn through_polar<T: Real>(x: T, y: T) -> T {
    let (r, angle) = polar(x, x * y);
    let again = polar(r, angle);
    let turbo = polar::<T>(again.0, r);
    again.0 * angle * turbo.1
}

#[test]
fn a_generic_rule() {
    check!(polar(in 0.8, in 0.3));
    check!(through_polar(in 0.8, in 0.3));
}

#[test]
fn a_rule_runs_on_dual_numbers() {
    use costate::Dual;
    let at = |x: Dual<f64>| {
        let mut d = (Dual::default(), Dual::default());
        let y = Dual::constant(0.3);
        through_polar::vjp(x, &mut d.0, y, &mut d.1, Dual::constant(1.0), &mut HeapTape::new());
        d.0
    };
    let second = at(Dual::variable(0.8)).eps;
    let slope = |x| through_polar::grad(x, 0.3).0;
    let known = (slope(0.8 + 1e-5) - slope(0.8 - 1e-5)) / 2e-5;
    assert!((second - known).abs() < 1e-8 * known.abs().max(1.0), "{second} {known}");
}

// ---- slices, const generics, integers, constants

fn weighted<const N: usize>(w: &[f64; N], x: &[f64], first: usize) -> f64 {
    w.iter().zip(&x[first..]).map(|(w, x)| w * x * x).sum()
}

#[vjp_of(weighted)]
fn weighted_vjp<const N: usize>(
    w: &[f64; N],
    dw: &mut [f64; N],
    x: &[f64],
    dx: &mut [f64],
    first: usize,
    dr: f64,
) {
    for i in 0..N {
        dw[i] += dr * x[first + i] * x[first + i];
        dx[first + i] += 2.0 * dr * w[i] * x[first + i];
    }
}

#[jvp_of(weighted)]
fn weighted_jvp<const N: usize>(
    w: &[f64; N],
    tw: &[f64; N],
    x: &[f64],
    tx: &[f64],
    first: usize,
) -> (f64, f64) {
    let slope = |i: usize| tw[i] * x[first + i] * x[first + i] + 2.0 * w[i] * x[first + i] * tx[first + i];
    (weighted(w, x, first), (0..N).map(slope).sum())
}

#[differentiable]
fn parts(w: &[f64; 2], x: &[f64]) -> f64 {
    let n = x.len();
    let some = weighted(w, &x[1..n], 0) * weighted::<2>(w, x, 1);
    some + weighted(w, &x[0..2], 0)
}

#[differentiable]
fn of_constants(w: &[f64; 2], #[constant] x: &[f64], y: f64) -> f64 {
    weighted(w, x, 1) * y
}

#[differentiable]
fn by_constants(#[constant] w: &[f64; 2], x: &[f64], y: f64) -> f64 {
    weighted(w, x, 1) * y
}

#[test]
fn slices_and_lengths() {
    check!(f64 weighted(ref [0.3, 0.8], ref vec![0.4, 0.6, 0.9], fix 1));
    check!(f64 parts(ref [0.3, 0.8], ref vec![0.4, 0.6, 0.9, 1.2]));
    check!(f64 of_constants(ref [0.3, 0.8], fixref vec![0.4, 0.6, 0.9], in 0.7));
    check!(f64 by_constants(fixref [0.3, 0.8], ref vec![0.4, 0.6, 0.9], in 0.7));
}

/// Skips the work for derivatives that nobody wants.
fn scaled(k: f64, x: &[f64]) -> f64 {
    x.iter().map(|x| k * x).sum()
}

#[vjp_of(scaled)]
fn scaled_vjp(k: f64, dk: &mut f64, x: &[f64], dx: Option<&mut [f64]>, dr: f64) {
    *dk += dr * scaled(1.0, x);
    if let Some(dx) = dx {
        dx.iter_mut().for_each(|d| *d += dr * k);
    }
}

#[jvp_of(scaled)]
fn scaled_jvp(k: f64, tk: f64, x: &[f64], tx: Option<&[f64]>) -> (f64, f64) {
    let moved = tx.map_or(0.0, |tx| scaled(k, tx));
    (scaled(k, x), scaled(tk, x) + moved)
}

#[differentiable]
fn scaled_constants(k: f64, #[constant] x: &[f64]) -> f64 {
    scaled(k * k, x)
}

#[test]
fn derivatives_that_are_not_wanted() {
    check!(f64 scaled(in 0.4, ref vec![0.6, 0.9]));
    check!(f64 scaled_constants(in 0.4, fixref vec![0.6, 0.9]));
}

// ---- `&mut` arguments, no result, a result without a derivative

fn stretch(k: f64, y: &mut [f64]) {
    y.iter_mut().for_each(|y| *y = k * *y * *y);
}

#[vjp_of(stretch)]
fn stretch_vjp(k: f64, dk: &mut f64, y: &mut [f64], dy: &mut [f64]) {
    for i in 0..y.len() {
        *dk += dy[i] * y[i] * y[i];
        dy[i] *= 2.0 * k * y[i];
    }
    // what a rule leaves in its arguments does not matter
    y.fill(f64::NAN);
}

#[jvp_of(stretch)]
fn stretch_jvp(k: f64, tk: f64, y: &mut [f64], ty: &mut [f64]) {
    for i in 0..y.len() {
        ty[i] = tk * y[i] * y[i] + 2.0 * k * y[i] * ty[i];
    }
    stretch(k, y);
}

fn grow(x: &mut f64, state: &mut [f64; 2], out: &mut [f64]) -> usize {
    *x *= state[0];
    *state = [state[1] * *x, state[0]];
    out[0] = *x;
    3
}

#[vjp_of(grow -> usize)]
fn grow_vjp(
    x: &mut f64,
    dx: &mut f64,
    state: &mut [f64; 2],
    dstate: &mut [f64; 2],
    out: &mut [f64],
    dout: &mut [f64],
) {
    let after = *x * state[0];
    let into = *dx + dout[0] + dstate[0] * state[1];
    (*dstate, dout[0]) = ([dstate[1] + into * *x, dstate[0] * after], 0.0);
    *dx = into * state[0];
    out[0] = f64::NAN;
}

#[jvp_of(grow)]
fn grow_jvp(
    x: &mut f64,
    tx: &mut f64,
    state: &mut [f64; 2],
    tstate: &mut [f64; 2],
    out: &mut [f64],
    tout: &mut [f64],
) -> (usize, ()) {
    *tx = *tx * state[0] + *x * tstate[0];
    *tstate = [tstate[1] * *x * state[0] + state[1] * *tx, tstate[0]];
    tout[0] = *tx;
    (grow(x, state, out), ())
}

#[differentiable]
fn grow_on(x: &mut f64, state: &mut [f64; 2], out: &mut [f64]) {
    let n = grow(x, state, out);
    out[n - 2] = *x * out[0];
    grow(x, state, out);
}

#[differentiable]
fn in_place(k: f64, x: f64) -> f64 {
    let mut y = [x, k, 0.4, 0.9];
    let mut state = [k, x];
    let mut z = x;
    let mut sum = 0.0;
    for i in 0..3 {
        stretch(z, &mut y[i..4]);
        let n = grow(&mut z, &mut state, &mut y);
        stretch(k, &mut state);
        sum += y[n] * y[0] + state[1];
    }
    sum * z
}

/// Written, and not read: nobody wants the adjoint of `out`.
#[differentiable]
fn written_in_vain(x: f64) -> f64 {
    let mut out = [0.0; 2];
    let mut state = [x, x];
    let mut y = x;
    grow(&mut y, &mut state, &mut out);
    y * state[1]
}

#[test]
fn arguments_that_are_written() {
    check!(f64 stretch(in 0.4, mut vec![0.6, 0.9]) -> ());
    check!(f64 stretch(in 0.4, mut Vec::new()) -> ());
    check!(f64 grow_on(mut 0.4, mut [0.6, 0.9], mut vec![0.3, 0.2]) -> ());
    check!(f64 in_place(in 0.8, in 1.1));
    check!(f64 written_in_vain(in 0.8));
}

// ---- structs; the result given to the rule

#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct State<T> {
    q: T,
    v: T,
    steps: usize,
}

argument_struct!(State, StateTangent { q: f64, v: f64, steps: usize });

fn fall(s: &State<f64>, h: f64) -> State<f64> {
    State { q: s.q + h * s.v, v: s.v - h * s.q.exp(), steps: s.steps + 1 }
}

#[vjp_of(fall -> State<f64>)]
fn fall_vjp(s: &State<f64>, ds: &mut StateTangent<f64>, h: f64, dh: &mut f64, dr: StateTangent<f64>) {
    ds.q += dr.q - h * s.q.exp() * dr.v;
    ds.v += dr.v + h * dr.q;
    *dh += dr.q * s.v - dr.v * s.q.exp();
}

#[jvp_of(fall)]
fn fall_jvp(s: &State<f64>, ts: &StateTangent<f64>, h: f64, th: f64) -> (State<f64>, StateTangent<f64>) {
    let e = s.q.exp();
    let q = ts.q + h * ts.v + th * s.v;
    let v = ts.v - h * e * ts.q - th * e;
    (fall(s, h), StateTangent { q, v, steps: () })
}

fn fallen(s: State<f64>, h: f64) -> State<f64> {
    fall(&s, h)
}

#[vjp_of(fallen)]
fn fallen_vjp(
    s: State<f64>,
    ds: &mut StateTangent<f64>,
    h: f64,
    dh: &mut f64,
    dr: <State<f64> as Diff>::Tangent,
) {
    fall_vjp(&s, ds, h, dh, dr);
}

#[jvp_of(fallen)]
fn fallen_jvp(s: State<f64>, ts: StateTangent<f64>, h: f64, th: f64) -> (State<f64>, StateTangent<f64>) {
    fall_jvp(&s, &ts, h, th)
}

#[differentiable]
fn rollout(s: State<f64>, h: f64) -> f64 {
    let mut s = s;
    for i in 0..5 {
        s = if i % 2 == 0 { fall(&s, h) } else { fallen(s, 0.5 * h) };
    }
    s.q * s.v
}

#[test]
fn structs() {
    let s = State { q: 0.3, v: 0.8, steps: 2 };
    check!(f64 fall(ref s, in 0.1));
    check!(f64 rollout(in s, in 0.1));
}

fn root(x: f64) -> f64 {
    x.sqrt()
}

#[vjp_of(root, result)]
fn root_vjp(_: f64, dx: &mut f64, r: f64, dr: f64) {
    *dx += 0.5 * dr / r;
}

#[jvp_of(root)]
fn root_jvp(x: f64, tx: f64) -> (f64, f64) {
    let r = root(x);
    (r, 0.5 * tx / r)
}

fn both(x: f64) -> [f64; 2] {
    [x.exp(), (2.0 * x).exp()]
}

#[vjp_of(both, result)]
fn both_vjp(_x: f64, dx: &mut f64, r: &[f64; 2], dr: [f64; 2]) {
    *dx += r[0] * dr[0] + 2.0 * r[1] * dr[1];
}

#[jvp_of(both)]
fn both_jvp(x: f64, tx: f64) -> ([f64; 2], [f64; 2]) {
    let r = both(x);
    (r, [r[0] * tx, 2.0 * r[1] * tx])
}

#[differentiable]
fn roots(x: f64) -> f64 {
    let mut y = x;
    for _ in 0..4 {
        let both = both(y);
        y = root(both[0] + both[1] * y) * root(x);
    }
    y
}

#[test]
fn a_rule_is_given_the_result() {
    check!(f64 root(in 0.7));
    check!(f64 both(in 0.7));
    check!(f64 roots(in 0.2));
}

// ---- other modules, other crates

mod tables {
    use costate::{jvp_of, vjp_of};

    pub mod raw {
        pub fn cube(x: f64) -> f64 {
            x * x * x
        }
    }

    /// The function and its derivatives under one name.
    pub use raw::cube;

    #[vjp_of(raw::cube)]
    fn cube_vjp(x: f64, dx: &mut f64, dr: f64) {
        *dx += 3.0 * x * x * dr;
    }

    #[jvp_of(raw::cube)]
    fn cube_jvp(x: f64, tx: f64) -> (f64, f64) {
        (cube(x), 3.0 * x * x * tx)
    }

    pub fn fifth(x: f64) -> f64 {
        x.powi(5)
    }

    #[vjp_of(fifth, companion = fifth_derivatives)]
    fn fifth_vjp(x: f64, dx: &mut f64, dr: f64) {
        *dx += 5.0 * x.powi(4) * dr;
    }

    #[jvp_of(fifth, companion = fifth_derivatives)]
    fn fifth_jvp(x: f64, tx: f64) -> (f64, f64) {
        (fifth(x), 5.0 * x.powi(4) * tx)
    }

    pub mod fifth {}
}

#[differentiable]
fn across(x: f64) -> f64 {
    use tables::cube as third;
    third(x) * tables::cube(x * x)
}

#[test]
fn modules() {
    check!(f64 across(in 0.7));
    assert_eq!(tables::fifth(2.0), 32.0);
    assert_eq!(tables::fifth_derivatives::grad(2.0), 80.0);
}

// ---- one mode only

fn half(x: f64) -> f64 {
    0.5 * x
}

#[vjp_of(half, reverse_only)]
fn half_vjp(_: f64, dx: &mut f64, dr: f64) {
    *dx += 0.5 * dr;
}

fn third(x: f64) -> f64 {
    x / 3.0
}

#[jvp_of(third, forward_only)]
fn third_jvp(x: f64, tx: f64) -> (f64, f64) {
    (third(x), tx / 3.0)
}

#[differentiable]
fn halves(x: f64) -> f64 {
    half(x) * half(x)
}

#[differentiable]
fn thirds(x: f64) -> f64 {
    third(x) * x
}

#[test]
fn one_mode_is_enough_for_callers_in_that_mode() {
    assert_eq!(halves::grad(3.0), 1.5);
    assert_eq!(thirds::jvp(3.0, 1.0), (3.0, 2.0));
}

#[test]
#[should_panic(expected = "`half` has no forward mode")]
fn the_other_mode_of_a_reverse_rule_panics() {
    halves::jvp(3.0, 1.0);
}

#[test]
#[should_panic(expected = "`third` has no reverse mode")]
fn the_other_mode_of_a_forward_rule_panics() {
    thirds::grad(3.0);
}

// ---- one number: forward mode from the gradient

#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(vector)]
struct Point<T> {
    at: [T; 2],
    height: T,
}

argument_struct!(Point, PointTangent { at: [f64; 2], height: f64 });

fn potential<T: Real>(p: &Point<T>, charges: &[T], k: T, n: usize, _: &[u32]) -> T {
    let all: Vec<T> = charges.iter().map(|q| *q * (p.at[0] * k + p.at[1]) * p.height).collect();
    all.into_iter().sum::<T>() * T::from_f64(n as f64)
}

#[vjp_of(potential, gradient, result)]
fn potential_gradient<T: Real>(
    p: &Point<T>,
    dp: &mut PointTangent<T>,
    charges: &[T],
    dcharges: Option<&mut [T]>,
    k: T,
    dk: &mut T,
    n: usize,
    _: &[u32],
    r: T,
    dr: T,
) {
    let (n, total) = (T::from_f64(n as f64), charges.iter().sum::<T>());
    let along = p.at[0] * k + p.at[1];
    dp.height += dr * r / p.height;
    let slope = dr * n * total * p.height;
    dp.at = [dp.at[0] + slope * k, dp.at[1] + slope];
    *dk += slope * p.at[0];
    for d in dcharges.into_iter().flatten() {
        *d += dr * n * along * p.height;
    }
}

#[differentiable]
fn through_potential<T: Real>(p: Point<T>, charges: &[T], #[constant] others: &[T]) -> T {
    let mut sum = T::ONE;
    for n in 1..3 {
        sum += potential(&p, charges, sum, n, &[]) * potential(&p, others, p.height, 1, &[]);
    }
    sum
}

fn steep(x: f64) -> f64 {
    x.sqrt()
}

#[vjp_of(steep, gradient)]
fn steep_gradient(x: f64, dx: &mut f64, dr: f64) {
    *dx += 0.5 * dr / x.sqrt();
}

#[test]
fn one_rule_for_both_modes() {
    let p = Point { at: [0.4, 0.7], height: 1.2 };
    check!(potential(ref p, ref vec![0.3, 0.8], in 0.6, fix 2, fixref vec![1_u32, 2]));
    check!(through_potential(in p, ref vec![0.3, 0.8], fixref vec![0.5]));
    // a tangent of zero stays zero
    assert_eq!(steep::jvp(0.0, 0.0), (0.0, 0.0));
    assert_eq!(steep::jvp(4.0, 2.0), (2.0, 0.5));
}

// ---- methods

#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Spring<T> {
    stiffness: T,
}

argument_struct!(Spring, SpringTangent { stiffness: f64 });

#[differentiable]
impl<T: Real> Spring<T> {
    /// A body that is not differentiated.
    fn energy(&self, x: T) -> T {
        [0.5].iter().map(|half| T::from_f64(*half) * self.stiffness * x * x).sum()
    }

    #[vjp_of(energy)]
    fn energy_reverse(&self, ds: &mut SpringTangent<T>, x: T, dx: &mut T, dr: T) {
        ds.stiffness += T::from_f64(0.5) * x * x * dr;
        *dx += self.stiffness * x * dr;
    }

    #[jvp_of(energy)]
    fn energy_forward(&self, ts: &SpringTangent<T>, x: T, tx: T) -> (T, T) {
        (self.energy(x), T::from_f64(0.5) * x * x * ts.stiffness + self.stiffness * x * tx)
    }

    fn soft(k: T) -> Self {
        Spring { stiffness: [k, k].into_iter().sum() }
    }

    #[vjp_of(Self::soft -> Self)]
    fn soft_reverse(_: T, dk: &mut T, dr: SpringTangent<T>) {
        *dk += dr.stiffness + dr.stiffness;
    }

    #[jvp_of(Self::soft)]
    fn soft_forward(k: T, tk: T) -> (Self, SpringTangent<T>) {
        (Self::soft(k), SpringTangent { stiffness: tk + tk })
    }

    /// Calls them.
    fn twice(&self, x: T) -> T {
        let other = Spring::soft(self.stiffness * x);
        self.energy(x) * other.energy(self.stiffness)
    }

    fn tighten(&mut self, k: T) {
        self.stiffness = [self.stiffness, k].into_iter().reduce(|a, b| a * b).unwrap();
    }

    #[vjp_of(tighten)]
    fn tighten_reverse(&mut self, ds: &mut SpringTangent<T>, k: T, dk: &mut T) {
        *dk += self.stiffness * ds.stiffness;
        ds.stiffness *= k;
    }

    #[jvp_of(tighten)]
    fn tighten_forward(&mut self, ts: &mut SpringTangent<T>, k: T, tk: T) {
        ts.stiffness = k * ts.stiffness + self.stiffness * tk;
        self.tighten(k);
    }
}

#[differentiable]
fn of_spring<T: Real>(s: Spring<T>, x: T) -> T {
    let mut s = s;
    let before = s.twice(x);
    for _ in 0..2 {
        s.tighten(x);
        s.tighten(before);
    }
    s.energy(before)
}

#[test]
fn methods() {
    check!(of_spring(in Spring { stiffness: 0.9 }, in 0.7));
    let s = Spring { stiffness: 2.0 };
    let mut d = (SpringTangent { stiffness: 0.0 }, 0.0);
    assert_eq!(s.energy_vjp(&mut d.0, 3.0, &mut d.1, 1.0, &mut HeapTape::new()), 9.0);
    assert_eq!((d.0.stiffness, d.1), (4.5, 6.0));
    assert_eq!(s.energy_jvp(&SpringTangent { stiffness: 1.0 }, 3.0, 0.0), (9.0, 4.5));
}

/// Rules do without `#[differentiable]` on the block.
#[derive(Clone, Copy, Diff)]
#[diff(vector)]
struct Table {
    slope: f64,
}

impl Table {
    fn at(&self, x: f64) -> f64 {
        self.slope * x
    }

    fn twice(&self, x: f64) -> f64 {
        [self.slope, self.slope].iter().map(|slope| slope * x).sum()
    }

    #[vjp_of(twice, gradient)]
    fn twice_reverse(&self, ds: &mut TableTangent, x: f64, dx: &mut f64, dr: f64) {
        ds.slope += 2.0 * dr * x;
        *dx += 2.0 * dr * self.slope;
    }

    #[vjp_of(at)]
    fn at_reverse(&self, ds: &mut TableTangent, x: f64, dx: &mut f64, dr: f64) {
        ds.slope += dr * x;
        *dx += dr * self.slope;
    }

    #[jvp_of(at)]
    fn at_forward(&self, ts: &TableTangent, x: f64, tx: f64) -> (f64, f64) {
        (self.at(x), ts.slope * x + self.slope * tx)
    }
}

#[differentiable]
fn of_table(table: &Table, x: f64) -> f64 {
    let mut y = x;
    for _ in 0..3 {
        y = table.at(y) * x;
    }
    Table::at(table, y)
}

#[test]
fn methods_of_a_plain_block() {
    let table = Table { slope: 0.8 };
    let mut tape = HeapTape::new();
    let mut d = (TableTangent { slope: 0.0 }, 0.0);
    // slope⁴ x⁴
    of_table::vjp(&table, &mut d.0, 0.9, &mut d.1, 1.0, &mut tape);
    let known = (4.0 * 0.8_f64.powi(3) * 0.9_f64.powi(4), 4.0 * 0.8_f64.powi(4) * 0.9_f64.powi(3));
    assert!((d.0.slope - known.0).abs() < 1e-15 && (d.1 - known.1).abs() < 1e-15);
    let twice = table.twice_jvp(&TableTangent { slope: 3.0 }, 2.0, 5.0);
    assert!((twice.1 - (2.0 * 3.0 * 2.0 + 2.0 * 0.8 * 5.0)).abs() < 1e-15);
    let tangent = of_table::jvp(&table, &TableTangent { slope: 1.0 }, 0.9, 0.0).1;
    assert!((tangent - known.0).abs() < 1e-15);
}

#[differentiable]
trait Response: Diff {
    fn response(&self, x: f64) -> f64;
}

#[differentiable]
impl Response for Table {
    fn response(&self, x: f64) -> f64 {
        self.at(x) * x
    }
}

#[differentiable]
fn responses<R: Response>(r: &R, x: f64) -> f64 {
    r.response(r.response(x))
}

#[test]
fn a_method_of_a_trait_calls_what_has_rules() {
    let mut d = (TableTangent { slope: 0.0 }, 0.0);
    // (s x²)² s
    let value = responses::vjp(&Table { slope: 0.8 }, &mut d.0, 0.9, &mut d.1, 1.0, &mut HeapTape::new());
    assert!((value - 0.8_f64.powi(3) * 0.9_f64.powi(4)).abs() < 1e-15);
    assert!((d.0.slope - 3.0 * 0.8_f64.powi(2) * 0.9_f64.powi(4)).abs() < 1e-15);
    assert!((d.1 - 4.0 * 0.8_f64.powi(3) * 0.9_f64.powi(3)).abs() < 1e-15);
}

// ---- written by a macro

macro_rules! monomial {
    ($name:ident of $path:path, $reverse:ident, $forward:ident, $t:ty, $n:expr) => {
        fn $name(x: $t) -> $t {
            [x; $n].iter().product()
        }
        #[vjp_of($path)]
        fn $reverse(x: $t, dx: &mut $t, dr: $t) {
            *dx += dr * $n as f64 * x.powi($n - 1);
        }
        #[jvp_of($name)]
        fn $forward(x: $t, t: $t) -> ($t, $t) {
            ($name(x), t * $n as f64 * x.powi($n - 1))
        }
    };
}

monomial!(cubed of self::cubed, cubed_vjp, cubed_jvp, f64, 3);

#[differentiable]
fn of_a_macro(x: f64) -> f64 {
    cubed(x) * cubed(x * x)
}

#[test]
fn rules_of_a_macro() {
    check!(f64 of_a_macro(in 0.8));
}

// ---- a companion written as a whole

fn clipped(x: f64, y: &mut [f64]) -> f64 {
    y.iter_mut().for_each(|y| *y = y.min(x));
    y.iter().sum()
}

#[allow(non_camel_case_types)]
enum clipped {}

impl clipped {
    fn tan(x: f64, tx: f64, y: &mut [f64], ty: &mut [f64]) -> (f64, f64) {
        for (y, ty) in y.iter().zip(ty.iter_mut()) {
            *ty = if *y < x { *ty } else { tx };
        }
        (clipped(x, y), ty.iter().sum())
    }

    /// Which were clipped goes on the tape.
    fn fwd(x: f64, y: &mut [f64], tape: &mut impl Tape) -> f64 {
        for y in y.iter() {
            tape.push(*y < x);
        }
        clipped(x, y)
    }

    fn rev(_: f64, dx: &mut f64, y: &mut [f64], dy: &mut [f64], dr: f64, tape: &mut impl Tape) {
        for i in (0..y.len()).rev() {
            let kept: bool = tape.pop();
            let d = dr + dy.get(i).copied().unwrap_or(0.0);
            *dx += if kept { 0.0 } else { d };
            if let Some(dy) = dy.get_mut(i) {
                *dy = if kept { d } else { 0.0 };
            }
        }
    }
}

#[differentiable]
fn clip_twice(x: f64, z: f64) -> f64 {
    let mut y = [x, z, x * z, 2.0];
    let mut sum = 0.0;
    for i in 0..3 {
        sum += clipped(z * sum + 1.0, &mut y[i..4]) * y[i];
    }
    sum * clipped(x, &mut y)
}

#[test]
fn a_companion_written_by_hand() {
    check!(f64 clip_twice(in 0.6, in 1.3));
    check!(f64 clip_twice(in 1.7, in 0.3));
}

#[differentiable]
fn detached(x: f64) -> f64 {
    detach(softplus(x)) * x
}

#[test]
fn a_rule_can_be_detached() {
    assert_eq!(detached::grad(0.3), softplus(0.3));
}
