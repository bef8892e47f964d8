//! Structs as numbers and frames: what can be moved, and which way.

use costate_physics::math::mat3::product;
use costate_physics::math::rotation::exp;
use costate_physics::math::vec3::cross;
use costate_physics::math::{Mat3, Sym3, Twist, Vec3};
use costate_physics::model::{Body, BodyParams, GeomParams, JointParams, Params, State, WorldParams};
use costate_physics::solver::Solution;

/// What moves by itself: a number, or a frame, which turns.
pub enum Part<'a> {
    Number(&'a mut f64),
    Frame(&'a mut Mat3<f64>),
}

/// What consists of numbers and frames.
pub trait Parts: Copy {
    /// Visits each, with its name.
    fn each(&mut self, name: &'static str, f: &mut dyn FnMut(&'static str, Part));

    /// The names of all ways in which it can be moved: one a number, three a frame.
    fn ways(mut self) -> Vec<&'static str> {
        let mut names = Vec::new();
        self.each("", &mut |name, part| {
            let ways = if let Part::Number(_) = part { 1 } else { 3 };
            names.extend([name].repeat(ways));
        });
        names
    }

    /// Moved by so much along each way; frames turn: R ← exp(ε) R.
    fn moved(mut self, by: &[f64]) -> Self {
        let mut by = by.iter();
        let mut next = || *by.next().expect("a number a way");
        self.each("", &mut |_, part| match part {
            Part::Number(x) => *x += next(),
            Part::Frame(r) => *r = product(exp(Vec3 { x: next(), y: next(), z: next() }), *r),
        });
        self
    }

    /// The velocity of its numbers as it moves by so much along each way: of a frame [ε]× R.
    fn along(mut self, by: &[f64]) -> Self {
        let mut by = by.iter();
        let mut next = || *by.next().expect("a number a way");
        self.each("", &mut |_, part| match part {
            Part::Number(x) => *x = next(),
            Part::Frame(r) => {
                let turn = Vec3 { x: next(), y: next(), z: next() };
                *r = Mat3 { x: cross(turn, r.x), y: cross(turn, r.y), z: cross(turn, r.z) };
            }
        });
        self
    }

    /// A gradient's parts along each way: of a frame Σ rₖ × r̄ₖ.
    fn slopes(mut self, mut gradient: Self) -> Vec<f64> {
        let (mut frames, mut slopes) = (Vec::new(), Vec::new());
        self.each("", &mut |_, part| {
            if let Part::Frame(r) = part {
                frames.push(*r);
            }
        });
        let mut frames = frames.into_iter();
        gradient.each("", &mut |_, part| match part {
            Part::Number(x) => slopes.push(*x),
            Part::Frame(g) => {
                let r = frames.next().expect("a frame a gradient");
                let turn = cross(r.x, g.x) + cross(r.y, g.y) + cross(r.z, g.z);
                slopes.extend([turn.x, turn.y, turn.z]);
            }
        });
        slopes
    }

    /// All numbers, those of frames one by one.
    fn numbers(mut self) -> Vec<f64> {
        let mut row = Vec::new();
        self.each("", &mut |_, part| match part {
            Part::Number(x) => row.push(*x),
            Part::Frame(r) => {
                for c in [r.x, r.y, r.z] {
                    row.extend([c.x, c.y, c.z]);
                }
            }
        });
        row
    }

    /// The same with these numbers.
    fn with(mut self, row: &[f64]) -> Self {
        let mut row = row.iter();
        let mut next = || *row.next().expect("as many numbers as there are");
        self.each("", &mut |_, part| match part {
            Part::Number(x) => *x = next(),
            Part::Frame(r) => {
                for c in [&mut r.x, &mut r.y, &mut r.z] {
                    *c = Vec3 { x: next(), y: next(), z: next() };
                }
            }
        });
        self
    }
}

impl Parts for f64 {
    fn each(&mut self, name: &'static str, f: &mut dyn FnMut(&'static str, Part)) {
        f(name, Part::Number(self));
    }
}

impl Parts for Mat3<f64> {
    fn each(&mut self, name: &'static str, f: &mut dyn FnMut(&'static str, Part)) {
        f(name, Part::Frame(self));
    }
}

impl<A: Parts, const N: usize> Parts for [A; N] {
    fn each(&mut self, name: &'static str, f: &mut dyn FnMut(&'static str, Part)) {
        self.iter_mut().for_each(|a| a.each(name, f));
    }
}

/// Numbers that have the name of what they are in.
macro_rules! nameless {
    ($($type:ident: $($field:ident)*;)*) => {$(
        impl Parts for $type<f64> {
            fn each(&mut self, name: &'static str, f: &mut dyn FnMut(&'static str, Part)) {
                $(self.$field.each(name, f);)*
            }
        }
    )*};
}

/// Numbers that have the name of their field.
macro_rules! named {
    ($([$($size:ident)*] $type:ty: $($field:ident)*;)*) => {$(
        impl<$(const $size: usize,)*> Parts for $type {
            fn each(&mut self, _: &'static str, f: &mut dyn FnMut(&'static str, Part)) {
                $(self.$field.each(stringify!($field), f);)*
            }
        }
    )*};
}

nameless! {
    Vec3: x y z;
    Sym3: xx yy zz xy xz yz;
}

named! {
    [] Twist<f64>: linear angular;
    [] Body<f64>: position rotation velocity;
    [] BodyParams<f64>: mass inertia;
    [] WorldParams<f64>: timestep gravity correction compliance threshold slop;
    [] JointParams<f64>: parent_anchor child_anchor parent_frame child_frame stiffness rest damping armature lower
        upper gain max_torque max_velocity frequency damping_ratio;
    [] GeomParams<f64>: position frame size friction torsion restitution;
    [B J G] Params<f64, B, J, G>: world body joint geom;
    [B J C] Solution<f64, B, J, C>: velocity wrench push;
    [B J C] State<f64, B, J, C>: body rate warm;
}
