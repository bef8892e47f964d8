//! Arguments and results of a function under test, seen as flat lists of numbers.
//!
//! A test steps through every number of an argument whatever its type: the Jacobian of
//! `f(&[x, y], n, &mut s)` is a plain matrix, and one check serves all functions.

use costate::Dual;

/// Numbers to build a value from, in the order in which `numbers` lists them.
pub type Numbers<'a> = &'a mut dyn Iterator<Item = f64>;

/// A value that a function takes or returns.
pub trait Argument: Clone {
    /// The same value over dual numbers.
    type Dual: Clone;
    /// Its tangent or adjoint, `()` where it has none.
    type Slot: Clone;

    /// Appends the numbers that have a derivative.
    fn numbers(&self, out: &mut Vec<f64>);
    /// Appends every bit of the value, integers too.
    fn bits(&self, out: &mut Vec<u64>);
    /// Appends, for each number, whether the function writes it.
    fn written(&self, out: &mut Vec<bool>) {
        let mut numbers = Vec::new();
        self.numbers(&mut numbers);
        out.extend(numbers.iter().map(|_| false));
    }
    /// A value of the same shape with other numbers.
    fn rebuild(&self, from: Numbers) -> Self;
    /// This value with these tangents.
    fn dual(&self, tangents: Numbers) -> Self::Dual;
    /// A tangent or adjoint of this value.
    fn slot(&self, from: Numbers) -> Self::Slot;
    /// Appends the numbers of a tangent or adjoint of this value.
    fn slot_numbers(&self, slot: &Self::Slot, out: &mut Vec<f64>);
    /// Appends the tangents of a value over dual numbers.
    fn tangents(dual: &Self::Dual, out: &mut Vec<f64>);
}

impl Argument for f64 {
    type Dual = Dual<f64>;
    type Slot = f64;

    fn numbers(&self, out: &mut Vec<f64>) {
        out.push(*self);
    }
    fn bits(&self, out: &mut Vec<u64>) {
        out.push(self.to_bits());
    }
    fn rebuild(&self, from: Numbers) -> f64 {
        from.next().unwrap()
    }
    fn dual(&self, tangents: Numbers) -> Dual<f64> {
        Dual::new(*self, tangents.next().unwrap())
    }
    fn slot(&self, from: Numbers) -> f64 {
        from.next().unwrap()
    }
    fn slot_numbers(&self, slot: &f64, out: &mut Vec<f64>) {
        out.push(*slot);
    }
    fn tangents(dual: &Dual<f64>, out: &mut Vec<f64>) {
        out.push(dual.eps);
    }
}

/// Values without a derivative: no numbers, no slot.
macro_rules! inactive {
    ($($t:ty),*) => {$(
        impl Argument for $t {
            type Dual = $t;
            type Slot = ();

            fn numbers(&self, _: &mut Vec<f64>) {}
            fn bits(&self, out: &mut Vec<u64>) {
                out.push(*self as u64);
            }
            fn rebuild(&self, _: Numbers) -> $t {
                *self
            }
            fn dual(&self, _: Numbers) -> $t {
                *self
            }
            fn slot(&self, _: Numbers) {}
            fn slot_numbers(&self, _: &(), _: &mut Vec<f64>) {}
            fn tangents(_: &$t, _: &mut Vec<f64>) {}
        }
    )*};
}
inactive!(usize, u32, u64, i32, i64, bool);

/// What iterates over its elements and collects again.
macro_rules! sequence {
    ($t:ty, $dual:ty, $slot:ty, [$($generics:tt)*], |$self:ident, $f:ident| $map:expr) => {
        impl<A: Argument, $($generics)*> Argument for $t {
            type Dual = $dual;
            type Slot = $slot;

            fn numbers(&self, out: &mut Vec<f64>) {
                self.iter().for_each(|a| a.numbers(out));
            }
            fn bits(&self, out: &mut Vec<u64>) {
                self.iter().for_each(|a| a.bits(out));
            }
            fn rebuild(&$self, from: Numbers) -> Self {
                let $f = |a: &A| a.rebuild(from);
                $map
            }
            fn dual(&$self, tangents: Numbers) -> Self::Dual {
                let $f = |a: &A| a.dual(tangents);
                $map
            }
            fn slot(&$self, from: Numbers) -> Self::Slot {
                let $f = |a: &A| a.slot(from);
                $map
            }
            fn slot_numbers(&self, slot: &Self::Slot, out: &mut Vec<f64>) {
                self.iter().zip(slot.iter()).for_each(|(a, s)| a.slot_numbers(s, out));
            }
            fn tangents(dual: &Self::Dual, out: &mut Vec<f64>) {
                dual.iter().for_each(|d| A::tangents(d, out));
            }
        }
    };
}
sequence!(Vec<A>, Vec<A::Dual>, Vec<A::Slot>, [], |self, f| self.iter().map(f).collect());
sequence!([A; N], [A::Dual; N], [A::Slot; N], [const N: usize], |self, f| self.each_ref().map(f));

/// The derivative of a `Some` may be `None`: zero.
impl<A: Argument> Argument for Option<A> {
    type Dual = Option<A::Dual>;
    type Slot = Option<A::Slot>;

    fn numbers(&self, out: &mut Vec<f64>) {
        self.iter().for_each(|a| a.numbers(out));
    }
    fn bits(&self, out: &mut Vec<u64>) {
        out.push(u64::from(self.is_some()));
        self.iter().for_each(|a| a.bits(out));
    }
    fn rebuild(&self, from: Numbers) -> Self {
        self.as_ref().map(|a| a.rebuild(from))
    }
    fn dual(&self, tangents: Numbers) -> Self::Dual {
        self.as_ref().map(|a| a.dual(tangents))
    }
    fn slot(&self, from: Numbers) -> Self::Slot {
        self.as_ref().map(|a| a.slot(from))
    }
    fn slot_numbers(&self, slot: &Self::Slot, out: &mut Vec<f64>) {
        let Some(a) = self else { return assert!(slot.is_none(), "a derivative of `None`") };
        match slot {
            Some(slot) => a.slot_numbers(slot, out),
            None => a.slot_numbers(&a.slot(&mut core::iter::repeat(0.0)), out),
        }
    }
    fn tangents(dual: &Self::Dual, out: &mut Vec<f64>) {
        dual.iter().for_each(|d| A::tangents(d, out));
    }
}

/// A product whose fields are arguments: `make` and `make_slot` say how `build!` puts one together.
#[doc(hidden)]
#[macro_export]
macro_rules! argument {
    ([$($generics:tt)*] $t:ty, $dual:ty, $slot:ty, $make:tt $make_slot:tt => $($field:tt : $a:ty),*) => {
        #[allow(unused_variables, clippy::unused_unit)]
        impl<$($generics)*> $crate::argument::Argument for $t {
            type Dual = $dual;
            type Slot = $slot;

            fn numbers(&self, out: &mut Vec<f64>) {
                $($crate::argument::Argument::numbers(&self.$field, out);)*
            }
            fn bits(&self, out: &mut Vec<u64>) {
                $($crate::argument::Argument::bits(&self.$field, out);)*
            }
            fn written(&self, out: &mut Vec<bool>) {
                $($crate::argument::Argument::written(&self.$field, out);)*
            }
            fn rebuild(&self, from: $crate::argument::Numbers) -> Self {
                $crate::build!($make $($field: $crate::argument::Argument::rebuild(&self.$field, from)),*)
            }
            fn dual(&self, tangents: $crate::argument::Numbers) -> Self::Dual {
                $crate::build!($make $($field: $crate::argument::Argument::dual(&self.$field, tangents)),*)
            }
            fn slot(&self, from: $crate::argument::Numbers) -> Self::Slot {
                $crate::build!($make_slot $($field: $crate::argument::Argument::slot(&self.$field, from)),*)
            }
            fn slot_numbers(&self, slot: &Self::Slot, out: &mut Vec<f64>) {
                $($crate::argument::Argument::slot_numbers(&self.$field, &slot.$field, out);)*
            }
            fn tangents(dual: &Self::Dual, out: &mut Vec<f64>) {
                $(<$a as $crate::argument::Argument>::tangents(&dual.$field, out);)*
            }
        }
    };
}

/// A tuple or a struct from its fields.
#[doc(hidden)]
#[macro_export]
macro_rules! build {
    ([] $($field:tt: $e:expr),*) => { ($($e,)*) };
    ([$s:ident] $($field:tt: $e:expr),*) => { $s { $($field: $e),* } };
}
argument!([] (), (), (), [] [] =>);
argument!([A: Argument] (A,), (A::Dual,), (A::Slot,), [] [] => 0: A);
argument!([A: Argument, B: Argument] (A, B), (A::Dual, B::Dual), (A::Slot, B::Slot), [] [] => 0: A, 1: B);
argument!([A: Argument, B: Argument, C: Argument] (A, B, C), (A::Dual, B::Dual, C::Dual),
    (A::Slot, B::Slot, C::Slot), [] [] => 0: A, 1: B, 2: C);
argument!([A: Argument, B: Argument, C: Argument, D: Argument] (A, B, C, D), (A::Dual, B::Dual, C::Dual, D::Dual),
    (A::Slot, B::Slot, C::Slot, D::Slot), [] [] => 0: A, 1: B, 2: C, 3: D);
argument!([A: Argument, B: Argument, C: Argument, D: Argument, E: Argument] (A, B, C, D, E),
    (A::Dual, B::Dual, C::Dual, D::Dual, E::Dual), (A::Slot, B::Slot, C::Slot, D::Slot, E::Slot),
    [] [] => 0: A, 1: B, 2: C, 3: D, 4: E);

/// `Argument` for a struct `S<T>` of a test: `argument_struct!(S, STangent { x: f64, … })`, where
/// the types are those of the fields of `S<f64>`.
#[macro_export]
macro_rules! argument_struct {
    ($s:ident, $tangent:ident { $($field:ident : $a:ty),* $(,)? }) => {
        $crate::argument!([] $s<f64>, $s<::costate::Dual<f64>>, $tangent<f64>, [$s] [$tangent] => $($field: $a),*);
    };
}

/// `Argument` for an enum `E<T>` of a test: `argument_enum!(E, ETangent { Ball { 0 r: f64 }, … })`; each
/// field has a name to be bound to.
#[macro_export]
macro_rules! argument_enum {
    ($e:ident, $tangent:ident { $($variant:ident { $($field:tt $x:ident : $a:ty),* }),* $(,)? }) => {
        #[allow(unused_variables)]
        impl $crate::argument::Argument for $e<f64> {
            type Dual = $e<::costate::Dual<f64>>;
            type Slot = $tangent<f64>;

            fn numbers(&self, out: &mut Vec<f64>) {
                match self {
                    $($e::$variant { $($field: $x),* } => {
                        $($crate::argument::Argument::numbers($x, out);)*
                    })*
                }
            }
            fn bits(&self, out: &mut Vec<u64>) {
                match self {
                    $($e::$variant { $($field: $x),* } => {
                        out.extend(stringify!($variant).bytes().map(u64::from));
                        $($crate::argument::Argument::bits($x, out);)*
                    })*
                }
            }
            fn rebuild(&self, from: $crate::argument::Numbers) -> Self {
                match self {
                    $($e::$variant { $($field: $x),* } => {
                        $e::$variant { $($field: $crate::argument::Argument::rebuild($x, from)),* }
                    })*
                }
            }
            fn dual(&self, tangents: $crate::argument::Numbers) -> Self::Dual {
                match self {
                    $($e::$variant { $($field: $x),* } => {
                        $e::$variant { $($field: $crate::argument::Argument::dual($x, tangents)),* }
                    })*
                }
            }
            fn slot(&self, from: $crate::argument::Numbers) -> Self::Slot {
                match self {
                    $($e::$variant { $($field: $x),* } => {
                        $tangent::$variant { $($field: $crate::argument::Argument::slot($x, from)),* }
                    })*
                }
            }
            fn slot_numbers(&self, slot: &Self::Slot, out: &mut Vec<f64>) {
                if let $tangent::Zero = slot {
                    let zero = $crate::argument::Argument::slot(self, &mut core::iter::repeat(0.0));
                    return $crate::argument::Argument::slot_numbers(self, &zero, out);
                }
                match self {
                    $($e::$variant { $($field: $x),* } => {
                        $(match slot {
                            $tangent::$variant { $field: part, .. } => {
                                $crate::argument::Argument::slot_numbers($x, part, out)
                            }
                            other => panic!("{other:?} is no derivative of {self:?}"),
                        })*
                    })*
                }
            }
            fn tangents(dual: &Self::Dual, out: &mut Vec<f64>) {
                match dual {
                    $($e::$variant { $($field: $x),* } => {
                        $(<$a as $crate::argument::Argument>::tangents($x, out);)*
                    })*
                }
            }
        }
    };
}

/// An argument with a derivative that the function only reads.
#[derive(Clone, Debug)]
pub struct Read<A>(pub A);
/// A `&mut` argument: read and written.
#[derive(Clone, Debug)]
pub struct Written<A>(pub A);
/// An argument without a slot: integers, `#[constant]`.
#[derive(Clone, Debug)]
pub struct Fixed<A>(pub A);

/// A wrapper that passes everything on to what it wraps.
macro_rules! wrapper {
    ($w:ident, $written:expr) => {
        impl<A: Argument> Argument for $w<A> {
            type Dual = $w<A::Dual>;
            type Slot = A::Slot;

            fn numbers(&self, out: &mut Vec<f64>) {
                self.0.numbers(out);
            }
            fn bits(&self, out: &mut Vec<u64>) {
                self.0.bits(out);
            }
            fn written(&self, out: &mut Vec<bool>) {
                let mut numbers = Vec::new();
                self.0.numbers(&mut numbers);
                out.extend(numbers.iter().map(|_| $written));
            }
            fn rebuild(&self, from: Numbers) -> Self {
                $w(self.0.rebuild(from))
            }
            fn dual(&self, tangents: Numbers) -> Self::Dual {
                $w(self.0.dual(tangents))
            }
            fn slot(&self, from: Numbers) -> A::Slot {
                self.0.slot(from)
            }
            fn slot_numbers(&self, slot: &A::Slot, out: &mut Vec<f64>) {
                self.0.slot_numbers(slot, out);
            }
            fn tangents(dual: &Self::Dual, out: &mut Vec<f64>) {
                A::tangents(&dual.0, out);
            }
        }
    };
}
wrapper!(Read, false);
wrapper!(Written, true);

impl<A: Argument> Argument for Fixed<A> {
    type Dual = Fixed<A::Dual>;
    type Slot = ();

    fn numbers(&self, _: &mut Vec<f64>) {}
    fn bits(&self, out: &mut Vec<u64>) {
        self.0.bits(out);
    }
    fn rebuild(&self, _: Numbers) -> Self {
        self.clone()
    }
    fn dual(&self, _: Numbers) -> Self::Dual {
        Fixed(self.0.dual(&mut core::iter::repeat(0.0)))
    }
    fn slot(&self, _: Numbers) {}
    fn slot_numbers(&self, _: &(), _: &mut Vec<f64>) {}
    fn tangents(_: &Self::Dual, _: &mut Vec<f64>) {}
}
