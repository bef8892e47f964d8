//! The check of a differentiable function: one call compares `vjp`, `jvp` and `fwd` with the plain
//! function, with central differences, with dual numbers and with each other.

use costate::{HeapTape, Tape};

use crate::argument::Argument;

/// Central differences: step relative to the number, and what their error may be.
const STEP: f64 = 1e-6;
const NEAR: f64 = 2e-6;
/// Derivatives of the same function by two exact ways.
const EXACT: f64 = 1e-12;
/// So of a function that may lose digits on its way.
const STEEP: f64 = 1e-10;

/// Checks `f(arguments)`: `in` by value, `ref` by `&`, `mut` by `&mut`; `fix` and `fixref` for
/// arguments without a slot. `f(…) -> ()` for a result without an adjoint. `f64 f(…)` for a function
/// which is not generic over `Real` or `Scalar` and so cannot run on dual numbers. `g as f(…)` for
/// one that is written by chance and may be steep, or have a kink nearby: it is compared with the dual
/// numbers of `g`, a generic twin or `f` itself, and not with central differences.
#[macro_export]
macro_rules! check {
    (f64 $($f:ident)::+ ($($arguments:tt)*)) => {
        $crate::check!(@each [[$($f)::+] [] [dr]] [] [] [] [] [] [] [] $($arguments)*,)
    };
    (f64 $($f:ident)::+ ($($arguments:tt)*) -> ()) => {
        $crate::check!(@each [[$($f)::+] [] []] [] [] [] [] [] [] [] $($arguments)*,)
    };
    ($g:ident as $f:ident ($($arguments:tt)*)) => {
        $crate::check!(@each [[$f] [by $g] [dr]] [] [] [] [] [] [] [] $($arguments)*,)
    };
    ($g:ident as $f:ident ($($arguments:tt)*) -> ()) => {
        $crate::check!(@each [[$f] [by $g] []] [] [] [] [] [] [] [] $($arguments)*,)
    };
    ($($f:ident)::+ ($($arguments:tt)*)) => {
        $crate::check!(@each [[$($f)::+] [dual] [dr]] [] [] [] [] [] [] [] $($arguments)*,)
    };
    ($($f:ident)::+ ($($arguments:tt)*) -> ()) => {
        $crate::check!(@each [[$($f)::+] [dual] []] [] [] [] [] [] [] [] $($arguments)*,)
    };
    // one argument a step; `a` and `d` of each step are names of their own by hygiene
    (@each $f:tt [$($at:tt)*] [$($a:tt)*] [$($ma:tt)*] [$($md:tt)*] [$($plain:tt)*] [$($jvp:tt)*] [$($vjp:tt)*]
        in $e:expr, $($rest:tt)*) => {
        $crate::check!(@each $f [$($at)* $crate::argument::Read($e),] [$($a)* (a d)] [$($ma)* a,] [$($md)* mut d,]
            [$($plain)* a.0.clone(),] [$($jvp)* a.0.clone(), d.clone(),] [$($vjp)* a.0.clone(), &mut d,] $($rest)*)
    };
    (@each $f:tt [$($at:tt)*] [$($a:tt)*] [$($ma:tt)*] [$($md:tt)*] [$($plain:tt)*] [$($jvp:tt)*] [$($vjp:tt)*]
        ref $e:expr, $($rest:tt)*) => {
        $crate::check!(@each $f [$($at)* $crate::argument::Read($e),] [$($a)* (a d)] [$($ma)* a,] [$($md)* mut d,]
            [$($plain)* &a.0,] [$($jvp)* &a.0, &d,] [$($vjp)* &a.0, &mut d,] $($rest)*)
    };
    (@each $f:tt [$($at:tt)*] [$($a:tt)*] [$($ma:tt)*] [$($md:tt)*] [$($plain:tt)*] [$($jvp:tt)*] [$($vjp:tt)*]
        mut $e:expr, $($rest:tt)*) => {
        $crate::check!(@each $f [$($at)* $crate::argument::Written($e),] [$($a)* (a d)] [$($ma)* mut a,] [$($md)* mut d,]
            [$($plain)* &mut a.0,] [$($jvp)* &mut a.0, &mut d,] [$($vjp)* &mut a.0, &mut d,] $($rest)*)
    };
    (@each $f:tt [$($at:tt)*] [$($a:tt)*] [$($ma:tt)*] [$($md:tt)*] [$($plain:tt)*] [$($jvp:tt)*] [$($vjp:tt)*]
        fix $e:expr, $($rest:tt)*) => {
        $crate::check!(@each $f [$($at)* $crate::argument::Fixed($e),] [$($a)* (a d)] [$($ma)* a,] [$($md)* d,]
            [$($plain)* a.0.clone(),] [$($jvp)* a.0.clone(),] [$($vjp)* a.0.clone(),] $($rest)*)
    };
    (@each $f:tt [$($at:tt)*] [$($a:tt)*] [$($ma:tt)*] [$($md:tt)*] [$($plain:tt)*] [$($jvp:tt)*] [$($vjp:tt)*]
        fixref $e:expr, $($rest:tt)*) => {
        $crate::check!(@each $f [$($at)* $crate::argument::Fixed($e),] [$($a)* (a d)] [$($ma)* a,] [$($md)* d,]
            [$($plain)* &a.0,] [$($jvp)* &a.0,] [$($vjp)* &a.0,] $($rest)*)
    };
    (@each [[$($f:tt)*] $dual:tt $dr:tt] [$($at:tt)*] [$(($a:ident $d:ident))*] [$($ma:tt)*] [$($md:tt)*]
        [$($plain:tt)*] [$($jvp:tt)*] [$($vjp:tt)*] $(,)?) => {{
        #[allow(unused_mut, unused_variables, clippy::unit_arg, clippy::clone_on_copy)]
        let case = $crate::case::Case::new(
            stringify!($($f)*),
            ($($at)*),
            |($($ma)*)| { let r = $($f)*($($plain)*); (r, ($($a,)*)) },
        );
        #[allow(unused_mut, unused_variables, clippy::unit_arg, clippy::clone_on_copy)]
        let case = $crate::check!(@dual $dual case [$($f)*] [$($plain)*] |($($ma)*)| ($($a,)*));
        #[allow(unused_mut, unused_variables, clippy::unit_arg, clippy::clone_on_copy)]
        let case = case.fwd(|($($ma)*), tape| { let r = $($f)*::fwd($($plain)* tape); (r, ($($a,)*)) });
        #[allow(unused_mut, unused_variables, clippy::unit_arg, clippy::clone_on_copy)]
        let case = case.jvp(|($($ma)*), ($($md)*)| {
            let (r, dr) = $crate::check!(@jvp $dr $($f)*::jvp($($jvp)*));
            (r, dr, ($($a,)*), ($($d,)*))
        });
        #[allow(unused_mut, unused_variables, clippy::unit_arg, clippy::clone_on_copy)]
        case.vjp(|($($ma)*), ($($md)*), dr, tape| {
            let r = $crate::check!(@vjp $dr dr tape [$($f)*] $($vjp)*);
            (r, ($($a,)*), ($($d,)*))
        });
    }};
    (@dual [dual] $case:ident [$($f:tt)*] [$($plain:tt)*] |$at:pat_param| $after:expr) => {
        $case.dual(|$at| { let r = $($f)*($($plain)*); (r, $after) })
    };
    (@dual [by $g:ident] $case:ident [$($f:tt)*] [$($plain:tt)*] |$at:pat_param| $after:expr) => {
        $case.only_dual(|$at| { let r = $g($($plain)*); (r, $after) })
    };
    (@dual [] $case:ident $($closure:tt)*) => { $case };
    (@jvp [dr] $($call:tt)*) => { $($call)* };
    (@jvp [] $($call:tt)*) => {{ let () = $($call)*; ((), ()) }};
    (@vjp [dr] $dr:ident $tape:ident [$($f:tt)*] $($vjp:tt)*) => { $($f)*::vjp($($vjp)* $dr, $tape) };
    (@vjp [] $dr:ident $tape:ident [$($f:tt)*] $($vjp:tt)*) => {{ let _ = $dr; $($f)*::vjp($($vjp)* $tape) }};
}

/// Adjoints of all numbers of the arguments, from those at the start and that of the result.
type Pull<'a> = dyn FnMut(&[f64], &[f64]) -> Vec<f64> + 'a;

/// A function at a point: what it returns there and its Jacobian, as exactly as known so far.
pub struct Case<A, R> {
    name: &'static str,
    at: A,
    /// The result; its numbers and those of the written arguments are the outputs.
    result: R,
    /// Bits of the result and of all arguments after the call.
    bits: Vec<u64>,
    /// `columns[i][o]`: derivative of output `o` by input number `i`.
    columns: Vec<Vec<f64>>,
    /// How far `columns` may be off, relative to their greatest entry.
    error: f64,
    /// How far exact derivatives may be apart, so too.
    exact: f64,
}

impl<A: Argument, R: Argument> Case<A, R> {
    /// Runs the plain function, and again for central differences.
    pub fn new(name: &'static str, at: A, mut plain: impl FnMut(A) -> (R, A)) -> Self {
        let (result, after) = plain(at.clone());
        let bits = bits(&result, &after);
        let mut point = Vec::new();
        at.numbers(&mut point);
        let columns = (0..point.len()).map(|i| {
            let step = STEP * point[i].abs().max(1.0);
            let mut moved = |by: f64| {
                let mut there = point.clone();
                there[i] += by;
                let (result, after) = plain(at.rebuild(&mut there.into_iter()));
                outputs(&result, &after)
            };
            let (ahead, behind) = (moved(step), moved(-step));
            ahead.iter().zip(&behind).map(|(a, b)| (a - b) / (2.0 * step)).collect()
        });
        let columns = columns.collect();
        Case { name, at, result, bits, columns, error: NEAR, exact: EXACT }
    }

    /// Runs the plain function on dual numbers: the Jacobian to rounding.
    pub fn dual(self, plain: impl FnMut(A::Dual) -> (R::Dual, A::Dual)) -> Self {
        let exact = self.by_dual_numbers(plain);
        self.compare("dual numbers", &exact);
        Case { columns: exact, error: self.exact, ..self }
    }

    /// The same, where central differences say nothing: the function may be steep.
    pub fn only_dual(self, plain: impl FnMut(A::Dual) -> (R::Dual, A::Dual)) -> Self {
        let exact = self.by_dual_numbers(plain);
        assert!(exact.iter().flatten().all(|x| x.is_finite()), "{}: it overflows", self.name);
        Case { columns: exact, error: STEEP, exact: STEEP, ..self }
    }

    fn by_dual_numbers(&self, mut plain: impl FnMut(A::Dual) -> (R::Dual, A::Dual)) -> Vec<Vec<f64>> {
        let inputs = self.columns.len();
        let written = self.written();
        let exact = (0..inputs).map(|i| {
            let (result, after) = plain(self.at.dual(&mut unit(inputs, i)));
            let mut column = Vec::new();
            R::tangents(&result, &mut column);
            let mut all = Vec::new();
            A::tangents(&after, &mut all);
            column.extend(select(&all, &written));
            column
        });
        exact.collect()
    }

    /// The recording pass has the plain function's value.
    pub fn fwd(self, mut fwd: impl FnMut(A, &mut HeapTape) -> (R, A)) -> Self {
        let mut tape = HeapTape::new();
        let (result, after) = fwd(self.at.clone(), &mut tape);
        assert_eq!(bits(&result, &after), self.bits, "{}: the value of `fwd`", self.name);
        self
    }

    /// Forward mode along every input number.
    pub fn jvp(self, mut jvp: impl FnMut(A, A::Slot) -> (R, R::Slot, A, A::Slot)) -> Self {
        let inputs = self.columns.len();
        let written = self.written();
        let forward = (0..inputs).map(|i| {
            let slot = self.at.slot(&mut unit(inputs, i));
            let (result, tangent, after, slots) = jvp(self.at.clone(), slot);
            assert_eq!(bits(&result, &after), self.bits, "{}: the value of `jvp`", self.name);
            let mut column = Vec::new();
            result.slot_numbers(&tangent, &mut column);
            let mut all = Vec::new();
            after.slot_numbers(&slots, &mut all);
            column.extend(select(&all, &written));
            column
        });
        let forward: Vec<_> = forward.collect();
        self.compare("`jvp`", &forward);
        Case { columns: forward, error: self.exact, ..self }
    }

    /// Reverse mode along every output, and along one mixed direction with adjoints that are not
    /// zero at the start.
    pub fn vjp(self, mut vjp: impl FnMut(A, A::Slot, R::Slot, &mut HeapTape) -> (R, A, A::Slot)) {
        let mut tape = HeapTape::new();
        tape.push(7u32);
        let before = tape.mark();
        let mut pull = |start: &[f64], cotangent: &[f64]| {
            let slot = self.at.slot(&mut start.iter().copied());
            let dr = self.result.slot(&mut cotangent.iter().copied());
            let (result, after, slots) = vjp(self.at.clone(), slot, dr, &mut tape);
            assert_eq!(bits(&result, &after), self.bits, "{}: the value of `vjp`", self.name);
            assert_eq!(tape.mark(), before, "{}: the tape is left as it was found", self.name);
            let mut row = Vec::new();
            self.at.slot_numbers(&slots, &mut row);
            row
        };
        let (inputs, outputs) = (self.columns.len(), self.outputs());
        let zero = vec![0.0; inputs];
        let rows = (0..outputs).map(|o| {
            let cotangent: Vec<f64> = unit(outputs, o).collect();
            self.row(&mut pull, &zero, &cotangent)
        });
        let rows: Vec<_> = rows.collect();
        let columns: Vec<Vec<f64>> = (0..inputs).map(|i| rows.iter().map(|row| row[i]).collect()).collect();
        self.compare("`vjp`", &columns);
        self.dot_product(&mut pull);
        assert_eq!(tape.pop::<u32>(), 7, "{}: the tape's content is left as it was found", self.name);
    }

    /// `Jᵀ ȳ` where the adjoints of read arguments start at `start`; those of written ones at `ȳ`.
    fn row(&self, pull: &mut Pull, start: &[f64], cotangent: &[f64]) -> Vec<f64> {
        let (of_result, of_written) = cotangent.split_at(self.result_numbers());
        let mut of_written = of_written.iter().copied();
        let start = self.written().into_iter().zip(start);
        let start = start.map(|(written, &start)| if written { of_written.next().unwrap() } else { start });
        pull(&start.collect::<Vec<f64>>(), of_result)
    }

    /// ⟨ȳ, Jẋ⟩ = ⟨Jᵀȳ, ẋ⟩ for directions without structure; adjoints of inputs accumulate.
    fn dot_product(&self, pull: &mut Pull) {
        let (inputs, outputs) = (self.columns.len(), self.outputs());
        let direction: Vec<f64> = (0..inputs).map(|i| (1.3 * i as f64 + 0.4).sin()).collect();
        let cotangent: Vec<f64> = (0..outputs).map(|o| (2.1 * o as f64 + 0.9).cos()).collect();
        let start: Vec<f64> = (0..inputs).map(|i| (0.7 * i as f64 + 0.2).cos()).collect();
        let adjoint = self.row(pull, &start, &cotangent);
        let (mut forward, mut reverse, mut scale) = (0.0, 0.0, 1.0);
        for (i, &written) in self.written().iter().enumerate() {
            let gained = if written { adjoint[i] } else { adjoint[i] - start[i] };
            reverse += gained * direction[i];
            scale += (adjoint[i].abs() + start[i].abs()) * direction[i].abs();
            for (o, bar) in cotangent.iter().enumerate() {
                forward += bar * self.columns[i][o] * direction[i];
                scale += (bar * self.columns[i][o] * direction[i]).abs();
            }
        }
        let near = (forward - reverse).abs() <= self.exact * scale;
        assert!(near, "{}: ⟨ȳ, Jẋ⟩ = {forward}, ⟨Jᵀȳ, ẋ⟩ = {reverse}", self.name);
    }

    /// Another Jacobian against what is known.
    fn compare(&self, by: &str, columns: &[Vec<f64>]) {
        let entries = || self.columns.iter().flatten();
        let scale = entries().fold(1.0, |scale: f64, entry| scale.max(entry.abs()));
        for (i, (known, found)) in self.columns.iter().zip(columns).enumerate() {
            assert_eq!(known.len(), found.len(), "{}: number of outputs by {by}", self.name);
            for (o, (known, found)) in known.iter().zip(found).enumerate() {
                let near = (known - found).abs() <= self.error * scale;
                assert!(near, "{}: ∂output {o}/∂input {i} is {known}, by {by} {found}", self.name);
            }
        }
    }

    fn written(&self) -> Vec<bool> {
        let mut written = Vec::new();
        self.at.written(&mut written);
        written
    }

    fn result_numbers(&self) -> usize {
        let mut numbers = Vec::new();
        self.result.numbers(&mut numbers);
        numbers.len()
    }

    fn outputs(&self) -> usize {
        self.result_numbers() + self.written().iter().filter(|&&written| written).count()
    }
}

/// Bits of everything that a call leaves behind.
fn bits<A: Argument, R: Argument>(result: &R, after: &A) -> Vec<u64> {
    let mut bits = Vec::new();
    result.bits(&mut bits);
    after.bits(&mut bits);
    bits
}

/// The numbers of the result, then those of the written arguments.
fn outputs<A: Argument, R: Argument>(result: &R, after: &A) -> Vec<f64> {
    let (mut out, mut all, mut written) = (Vec::new(), Vec::new(), Vec::new());
    result.numbers(&mut out);
    after.numbers(&mut all);
    after.written(&mut written);
    out.extend(select(&all, &written));
    out
}

fn select(all: &[f64], keep: &[bool]) -> Vec<f64> {
    all.iter().zip(keep).filter(|(_, keep)| **keep).map(|(number, _)| *number).collect()
}

/// The unit vector `e_i` of `n` numbers.
fn unit(n: usize, i: usize) -> impl Iterator<Item = f64> {
    (0..n).map(move |j| if i == j { 1.0 } else { 0.0 })
}
