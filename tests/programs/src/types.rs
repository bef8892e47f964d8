//! Types, and values to call a kernel with.

/// The structs that programs use; two of them, so that a trait has two impls.
pub const STRUCTS: &str = "\
#[derive(Clone, Copy, Debug, Diff)]
pub struct Spring<T> {
    pub stiffness: T,
    pub rest: T,
}

#[differentiable]
impl<T: Real> core::ops::Add for Spring<T> {
    type Output = Spring<T>;
    fn add(self, o: Self) -> Self {
        Spring { stiffness: self.stiffness + o.stiffness, rest: self.rest + o.rest * self.stiffness.sin() }
    }
}

#[differentiable]
impl<T: Real> core::ops::Sub for Spring<T> {
    type Output = Spring<T>;
    fn sub(self, o: Self) -> Self {
        Spring { stiffness: self.stiffness - o.stiffness, rest: self.rest - o.rest }
    }
}

#[differentiable]
impl<T: Real> core::ops::Neg for Spring<T> {
    type Output = Spring<T>;
    fn neg(self) -> Self {
        Spring { stiffness: self.rest.cos(), rest: -self.stiffness }
    }
}

#[differentiable]
impl<T: Real> core::ops::Mul<T> for Spring<T> {
    type Output = Spring<T>;
    fn mul(self, k: T) -> Self {
        Spring { stiffness: self.stiffness * k, rest: (self.rest * k).sin() }
    }
}

#[differentiable]
impl<T: Real> core::ops::AddAssign for Spring<T> {
    fn add_assign(&mut self, o: Self) {
        self.rest = 0.5 * self.rest + o.stiffness.sin();
        self.stiffness += o.rest * o.rest;
    }
}

#[differentiable]
impl<T: Real> core::ops::SubAssign for Spring<T> {
    fn sub_assign(&mut self, o: Self) {
        *self = *self - o;
    }
}

#[differentiable]
impl<T: Real> core::ops::MulAssign<T> for Spring<T> {
    fn mul_assign(&mut self, k: T) {
        self.stiffness *= k.cos();
        self.rest += k;
    }
}

#[derive(Clone, Copy, Debug, Diff)]
pub struct Body<T> {
    pub qpos: T,
    pub qvel: T,
    pub arm: [T; 2],
    pub spring: Spring<T>,
    pub count: usize,
}

#[derive(Clone, Copy, Debug, Diff)]
pub enum Shape<T> {
    Ball(T),
    Block { half: [T; 2], round: T },
    Nothing,
}
";

/// The type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// `()`
    Unit,
    /// `T`
    Real,
    /// `usize`
    Index,
    /// `bool`
    Truth,
    /// `T::Mask`
    Mask,
    /// `(T, T)`
    Pair,
    /// `[T; n]`
    Array(usize),
    /// `[T]`, at least so long.
    Slice(usize),
    /// `Body<T>`, see [`STRUCTS`].
    Body,
    /// `Spring<T>`
    Spring,
    /// `Option<T>`
    Maybe,
    /// `Shape<T>`, see [`STRUCTS`].
    Shape,
    /// A type parameter that has the program's trait.
    Law,
}

/// A value to call a kernel with.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// A real.
    Real(f64),
    /// An index.
    Index(usize),
    /// A pair.
    Pair(f64, f64),
    /// An array or a slice.
    Array(Vec<f64>),
    /// An `Option`.
    Maybe(Option<f64>),
    /// An enum's variant as it is built and its fields.
    Variant(&'static str, Vec<(&'static str, Given)>),
    /// A struct's name and its fields.
    Struct(&'static str, Vec<(&'static str, Given)>),
}

impl Type {
    /// As it is written.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Type::Unit => "()".to_owned(),
            Type::Real => "T".to_owned(),
            Type::Index => "usize".to_owned(),
            Type::Truth => "bool".to_owned(),
            Type::Mask => "T::Mask".to_owned(),
            Type::Pair => "(T, T)".to_owned(),
            Type::Array(n) => format!("[T; {n}]"),
            Type::Slice(_) => "[T]".to_owned(),
            Type::Body => "Body<T>".to_owned(),
            Type::Spring => "Spring<T>".to_owned(),
            Type::Maybe => "Option<T>".to_owned(),
            Type::Shape => "Shape<T>".to_owned(),
            Type::Law => "L".to_owned(),
        }
    }

    /// What its variables are called.
    pub(crate) fn letter(self) -> &'static str {
        match self {
            Type::Real => "x",
            Type::Index => "n",
            Type::Pair => "p",
            Type::Body => "b",
            Type::Spring => "g",
            Type::Law => "l",
            Type::Truth => "c",
            Type::Mask => "m",
            Type::Maybe => "o",
            Type::Shape => "h",
            _ => "a",
        }
    }

    /// Whether its inside is reached without a star.
    pub(crate) fn has_inside(self) -> bool {
        use Type::{Index, Mask, Maybe, Real, Shape, Truth, Unit};
        !matches!(self, Real | Index | Truth | Mask | Unit | Maybe | Shape)
    }

    /// The numbers in a struct or a pair, as they are reached.
    pub(crate) fn fields(self) -> &'static [&'static str] {
        match self {
            Type::Body => &["qpos", "qvel", "arm[1]", "spring.rest", "arm[0]", "spring.stiffness"],
            Type::Spring => &["stiffness", "rest"],
            Type::Pair => &["0", "1"],
            _ => &[],
        }
    }

    /// A value of this type; `next` gives numbers in −1..1.
    pub(crate) fn given(self, next: &mut impl FnMut() -> f64) -> Given {
        match self {
            Type::Pair => Given::Pair(next(), next()),
            Type::Array(n) => Given::Array((0..n).map(|_| next()).collect()),
            Type::Slice(least) => {
                let longer = usize::from(next() > 0.0);
                Given::Array((0..least + longer).map(|_| next()).collect())
            }
            Type::Index => Given::Index((2.5 + 2.5 * next()) as usize),
            Type::Spring => spring(next),
            Type::Body => body(next),
            Type::Maybe => Given::Maybe(Some(next()).filter(|x| *x > -0.4)),
            Type::Shape => shape(next),
            Type::Law if next() > 0.0 => body(next),
            Type::Law => spring(next),
            _ => Given::Real(next()),
        }
    }
}

fn spring(next: &mut impl FnMut() -> f64) -> Given {
    Given::Struct("Spring", vec![("stiffness", Given::Real(next())), ("rest", Given::Real(next()))])
}

fn body(next: &mut impl FnMut() -> f64) -> Given {
    let mut real = || Given::Real(next());
    let mut fields = vec![("qpos", real()), ("qvel", real())];
    fields.push(("arm", Type::Array(2).given(next)));
    fields.push(("spring", spring(next)));
    fields.push(("count", Type::Index.given(next)));
    Given::Struct("Body", fields)
}

fn shape(next: &mut impl FnMut() -> f64) -> Given {
    match next() {
        ..-0.3 => Given::Variant("Ball", vec![("0", Given::Real(next()))]),
        ..0.5 => {
            let half = Type::Array(2).given(next);
            Given::Variant("Block", vec![("half", half), ("round", Given::Real(next()))])
        }
        _ => Given::Variant("Nothing", Vec::new()),
    }
}

impl Given {
    /// As Rust writes it; a slice is a vector.
    #[must_use]
    pub fn text(&self, ty: Type) -> String {
        match self {
            Given::Real(x) => format!("{x:?}"),
            Given::Index(n) => format!("{n}usize"),
            Given::Pair(a, b) => format!("({a:?}, {b:?})"),
            Given::Maybe(Some(x)) => format!("Some({x:?})"),
            Given::Maybe(None) => "None::<f64>".to_owned(),
            Given::Array(all) if matches!(ty, Type::Slice(_)) => format!("vec!{all:?}"),
            Given::Array(all) => format!("{all:?}"),
            Given::Struct(name, fields) => braced(name, fields),
            Given::Variant(name, fields) => braced(&format!("Shape::<f64>::{name}"), fields),
        }
    }
}

/// `Name { field: value, … }`
fn braced(name: &str, fields: &[(&str, Given)]) -> String {
    let all: Vec<String> =
        fields.iter().map(|(field, v)| format!("{field}: {}", v.text(Type::Real))).collect();
    format!("{name} {{ {} }}", all.join(", "))
}
