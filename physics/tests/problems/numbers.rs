//! Structs as rows of numbers.

use costate::Real;
use costate_physics::math::{Mat3, Sym3, Twist, Vec3};
use costate_physics::model::{Body, BodyParams, GeomParams, JointParams, Params, State, WorldParams};
use costate_physics::solver::{ContactBlock, Coordinate, JointBlock, Mass, Problem, Solution};

/// What consists of numbers.
pub trait Numbers<T: Copy>: Copy {
    /// Visits each in its place.
    fn each(&mut self, f: &mut impl FnMut(&mut T));

    /// All in a row.
    fn row(mut self) -> Vec<T> {
        let mut row = Vec::new();
        self.each(&mut |x| row.push(*x));
        row
    }

    /// The same with the numbers of a row.
    fn with(mut self, row: &[T]) -> Self {
        let mut row = row.iter();
        self.each(&mut |x| *x = *row.next().expect("a row is as long as what it is for"));
        self
    }
}

impl<T: Real, A: Numbers<T>, const N: usize> Numbers<T> for [A; N] {
    fn each(&mut self, f: &mut impl FnMut(&mut T)) {
        self.iter_mut().for_each(|a| a.each(f));
    }
}

/// Numbers of a struct: plain fields, fields that are structs, and arrays of numbers.
macro_rules! numbers {
    ($([$($size:ident)*] $type:ty: ($($number:ident)*) ($($part:ident)*) ($($list:ident)*);)*) => {$(
        impl<T: Real, $(const $size: usize,)*> Numbers<T> for $type {
            fn each(&mut self, f: &mut impl FnMut(&mut T)) {
                $(f(&mut self.$number);)*
                $(self.$part.each(f);)*
                $(self.$list.iter_mut().for_each(|x| f(x));)*
            }
        }
    )*};
}

numbers! {
    [] Vec3<T>: (x y z) () ();
    [] Mat3<T>: () (x y z) ();
    [] Sym3<T>: (xx yy zz xy xz yz) () ();
    [] Twist<T>: () (linear angular) ();
    [] Mass<T>: (mass) (inertia) ();
    [] Coordinate<T>: (push weight target strength slowest fastest) () ();
    [] JointBlock<T>: () (frame arm offset coordinate) (bias compliance);
    [] ContactBlock<T>: (bias compliance friction torsion) (frame arm_a arm_b) ();
    [B J C] Problem<T, B, J, C>: () (mass free joint contact) ();
    [] Body<T>: () (position rotation velocity) ();
    [] WorldParams<T>: (timestep correction compliance threshold slop) (gravity) ();
    [] BodyParams<T>: (mass) (inertia) ();
    [] JointParams<T>: (stiffness damping armature gain max_torque max_velocity frequency damping_ratio)
        (parent_anchor child_anchor parent_frame child_frame rest lower upper) ();
    [] GeomParams<T>: (friction torsion restitution) (position frame size) ();
    [B J G] Params<T, B, J, G>: () (world body joint geom) ();
}

impl<T: Real, const B: usize, const J: usize, const C: usize> Numbers<T> for State<T, B, J, C> {
    fn each(&mut self, f: &mut impl FnMut(&mut T)) {
        self.body.each(f);
        self.rate.iter_mut().flatten().for_each(&mut *f);
        self.warm.each(f);
    }
}

impl<T: Real, const B: usize, const J: usize, const C: usize> Numbers<T> for Solution<T, B, J, C> {
    fn each(&mut self, f: &mut impl FnMut(&mut T)) {
        self.velocity.each(f);
        self.wrench.each(f);
        self.push.iter_mut().flatten().for_each(f);
    }
}
