#[automatically_derived]
#[allow(private_bounds, unused_variables)]
impl<T> ::costate::Pod for Shape<T>
where
    T: ::costate::Pod,
{
    const WORDS: usize = 1
        + ::costate::rt::most(
            &[
                0 + <T as ::costate::Pod>::WORDS,
                0 + <u32 as ::costate::Pod>::WORDS + <T as ::costate::Pod>::WORDS,
                0,
            ],
        );
    #[inline(always)]
    fn store<CostateWords: ::costate::pod::WordsMut + ?Sized>(
        &self,
        words: &mut CostateWords,
        at: usize,
    ) {
        match self {
            Self::Ball { 0: field_0 } => {
                ::costate::pod::WordsMut::set_word(words, at, 0u32);
                let at = at + 1;
                ::costate::Pod::store(field_0, words, at);
                let at = at + <T as ::costate::Pod>::WORDS;
            }
            Self::Stack { count: field_0, height: field_1 } => {
                ::costate::pod::WordsMut::set_word(words, at, 1u32);
                let at = at + 1;
                ::costate::Pod::store(field_0, words, at);
                let at = at + <u32 as ::costate::Pod>::WORDS;
                ::costate::Pod::store(field_1, words, at);
                let at = at + <T as ::costate::Pod>::WORDS;
            }
            Self::Nothing {} => {
                ::costate::pod::WordsMut::set_word(words, at, 2u32);
                let at = at + 1;
            }
        }
    }
    #[inline(always)]
    fn load<CostateWords: ::costate::pod::Words + ?Sized>(
        words: &CostateWords,
        at: usize,
    ) -> Self {
        match ::costate::pod::Words::word(words, at) {
            0u32 => {
                let at = at + 1;
                let field_0 = ::costate::Pod::load(words, at);
                let at = at + <T as ::costate::Pod>::WORDS;
                Self::Ball { 0: field_0 }
            }
            1u32 => {
                let at = at + 1;
                let field_0 = ::costate::Pod::load(words, at);
                let at = at + <u32 as ::costate::Pod>::WORDS;
                let field_1 = ::costate::Pod::load(words, at);
                let at = at + <T as ::costate::Pod>::WORDS;
                Self::Stack {
                    count: field_0,
                    height: field_1,
                }
            }
            _ => {
                let at = at + 1;
                Self::Nothing {}
            }
        }
    }
    #[inline(always)]
    fn filler() -> Self {
        Self::Ball {
            0: ::costate::Pod::filler(),
        }
    }
    #[inline(always)]
    fn detached(self) -> Self {
        match self {
            Self::Ball { 0: field_0 } => {
                Self::Ball {
                    0: ::costate::Pod::detached(field_0),
                }
            }
            Self::Stack { count: field_0, height: field_1 } => {
                Self::Stack {
                    count: ::costate::Pod::detached(field_0),
                    height: ::costate::Pod::detached(field_1),
                }
            }
            Self::Nothing {} => Self::Nothing {},
        }
    }
    #[inline(always)]
    fn duplicate(&self) -> Self {
        match self {
            Self::Ball { 0: field_0 } => {
                Self::Ball {
                    0: ::costate::Pod::duplicate(field_0),
                }
            }
            Self::Stack { count: field_0, height: field_1 } => {
                Self::Stack {
                    count: ::costate::Pod::duplicate(field_0),
                    height: ::costate::Pod::duplicate(field_1),
                }
            }
            Self::Nothing {} => Self::Nothing {},
        }
    }
}
/// Tangent and adjoint of `Shape`: the same variants with tangents, or zero.
#[allow(non_camel_case_types, private_bounds, private_interfaces, dead_code)]
enum ShapeTangent<T>
where
    T: ::costate::Diff,
{
    /// Zero, whatever the variant.
    Zero,
    /// Tangent of `Shape::Ball`.
    Ball(<T as ::costate::Diff>::Tangent),
    /// Tangent of `Shape::Stack`.
    Stack {
        /// Tangent of `count`.
        count: <u32 as ::costate::Diff>::Tangent,
        /// Tangent of `height`.
        height: <T as ::costate::Diff>::Tangent,
    },
    /// Tangent of `Shape::Nothing`.
    Nothing,
}
#[automatically_derived]
#[allow(private_bounds, unused_variables)]
impl<T> ::costate::Pod for ShapeTangent<T>
where
    T: ::costate::Diff,
{
    const WORDS: usize = 1
        + ::costate::rt::most(
            &[
                0 + <<T as ::costate::Diff>::Tangent as ::costate::Pod>::WORDS,
                0 + <<u32 as ::costate::Diff>::Tangent as ::costate::Pod>::WORDS
                    + <<T as ::costate::Diff>::Tangent as ::costate::Pod>::WORDS,
                0,
            ],
        );
    #[inline(always)]
    fn store<CostateWords: ::costate::pod::WordsMut + ?Sized>(
        &self,
        words: &mut CostateWords,
        at: usize,
    ) {
        match self {
            Self::Ball { 0: field_0 } => {
                ::costate::pod::WordsMut::set_word(words, at, 0u32);
                let at = at + 1;
                ::costate::Pod::store(field_0, words, at);
                let at = at + <<T as ::costate::Diff>::Tangent as ::costate::Pod>::WORDS;
            }
            Self::Stack { count: field_0, height: field_1 } => {
                ::costate::pod::WordsMut::set_word(words, at, 1u32);
                let at = at + 1;
                ::costate::Pod::store(field_0, words, at);
                let at = at
                    + <<u32 as ::costate::Diff>::Tangent as ::costate::Pod>::WORDS;
                ::costate::Pod::store(field_1, words, at);
                let at = at + <<T as ::costate::Diff>::Tangent as ::costate::Pod>::WORDS;
            }
            Self::Nothing {} => {
                ::costate::pod::WordsMut::set_word(words, at, 2u32);
                let at = at + 1;
            }
            Self::Zero => ::costate::pod::WordsMut::set_word(words, at, u32::MAX),
        }
    }
    #[inline(always)]
    fn load<CostateWords: ::costate::pod::Words + ?Sized>(
        words: &CostateWords,
        at: usize,
    ) -> Self {
        match ::costate::pod::Words::word(words, at) {
            0u32 => {
                let at = at + 1;
                let field_0 = ::costate::Pod::load(words, at);
                let at = at + <<T as ::costate::Diff>::Tangent as ::costate::Pod>::WORDS;
                Self::Ball { 0: field_0 }
            }
            1u32 => {
                let at = at + 1;
                let field_0 = ::costate::Pod::load(words, at);
                let at = at
                    + <<u32 as ::costate::Diff>::Tangent as ::costate::Pod>::WORDS;
                let field_1 = ::costate::Pod::load(words, at);
                let at = at + <<T as ::costate::Diff>::Tangent as ::costate::Pod>::WORDS;
                Self::Stack {
                    count: field_0,
                    height: field_1,
                }
            }
            2u32 => {
                let at = at + 1;
                Self::Nothing {}
            }
            _ => Self::Zero,
        }
    }
    #[inline(always)]
    fn filler() -> Self {
        Self::Zero
    }
    #[inline(always)]
    fn detached(self) -> Self {
        match self {
            Self::Ball { 0: field_0 } => {
                Self::Ball {
                    0: ::costate::Pod::detached(field_0),
                }
            }
            Self::Stack { count: field_0, height: field_1 } => {
                Self::Stack {
                    count: ::costate::Pod::detached(field_0),
                    height: ::costate::Pod::detached(field_1),
                }
            }
            Self::Nothing {} => Self::Nothing {},
            Self::Zero => Self::Zero,
        }
    }
    #[inline(always)]
    fn duplicate(&self) -> Self {
        match self {
            Self::Ball { 0: field_0 } => {
                Self::Ball {
                    0: ::costate::Pod::duplicate(field_0),
                }
            }
            Self::Stack { count: field_0, height: field_1 } => {
                Self::Stack {
                    count: ::costate::Pod::duplicate(field_0),
                    height: ::costate::Pod::duplicate(field_1),
                }
            }
            Self::Nothing {} => Self::Nothing {},
            Self::Zero => Self::Zero,
        }
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T> ::core::clone::Clone for ShapeTangent<T>
where
    T: ::costate::Diff,
    <T as ::costate::Diff>::Tangent: ::core::marker::Copy,
{
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T> ::core::marker::Copy for ShapeTangent<T>
where
    T: ::costate::Diff,
    <T as ::costate::Diff>::Tangent: ::core::marker::Copy,
{}
#[automatically_derived]
#[allow(private_bounds)]
impl<T> ::core::default::Default for ShapeTangent<T>
where
    T: ::costate::Diff,
{
    #[inline]
    fn default() -> Self {
        ::costate::Zero::zero()
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T> ::core::ops::Add for ShapeTangent<T>
where
    T: ::costate::Diff,
{
    type Output = Self;
    #[inline]
    fn add(mut self, other: Self) -> Self {
        ::costate::Tangent::accumulate(&mut self, &other);
        self
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T> ::core::ops::AddAssign for ShapeTangent<T>
where
    T: ::costate::Diff,
{
    #[inline]
    fn add_assign(&mut self, other: Self) {
        ::costate::Tangent::accumulate(self, &other);
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T> ::core::ops::Sub for ShapeTangent<T>
where
    T: ::costate::Diff,
{
    type Output = Self;
    #[inline]
    fn sub(mut self, other: Self) -> Self {
        ::costate::Tangent::reduce(&mut self, &other);
        self
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T> ::core::ops::SubAssign for ShapeTangent<T>
where
    T: ::costate::Diff,
{
    #[inline]
    fn sub_assign(&mut self, other: Self) {
        ::costate::Tangent::reduce(self, &other);
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T> ::core::fmt::Debug for ShapeTangent<T>
where
    T: ::costate::Diff,
    <T as ::costate::Diff>::Tangent: ::core::fmt::Debug,
{
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        match self {
            Self::Zero => f.write_str("Zero"),
            Self::Ball { 0: field_0 } => f.debug_tuple("Ball").field(field_0).finish(),
            Self::Stack { count: field_0, height: field_1 } => {
                f.debug_struct("Stack")
                    .field("count", field_0)
                    .field("height", field_1)
                    .finish()
            }
            Self::Nothing {} => f.debug_tuple("Nothing").finish(),
        }
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T> ::core::cmp::PartialEq for ShapeTangent<T>
where
    T: ::costate::Diff,
    <T as ::costate::Diff>::Tangent: ::core::cmp::PartialEq,
{
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Zero, Self::Zero) => true,
            (Self::Ball { 0: own_0 }, Self::Ball { 0: other_0 }) => {
                true && *own_0 == *other_0
            }
            (
                Self::Stack { count: own_0, height: own_1 },
                Self::Stack { count: other_0, height: other_1 },
            ) => true && *own_0 == *other_0 && *own_1 == *other_1,
            (Self::Nothing {}, Self::Nothing {}) => true,
            _ => false,
        }
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T> ::costate::Zero for ShapeTangent<T>
where
    T: ::costate::Diff,
{
    #[inline]
    fn zero() -> Self {
        Self::Zero
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T> ::costate::Tangent for ShapeTangent<T>
where
    T: ::costate::Diff,
{
    #[inline]
    fn accumulate(&mut self, other: &Self) {
        match other {
            Self::Zero => {}
            Self::Ball { 0: other_0 } => {
                if let Self::Zero = self {
                    *self = Self::Ball {
                        0: ::costate::Zero::zero(),
                    };
                }
                match self {
                    Self::Ball { 0: own_0 } => {
                        ::costate::Tangent::accumulate(own_0, other_0);
                    }
                    _ => ::costate::rt::another_variant(),
                }
            }
            Self::Stack { count: other_0, height: other_1 } => {
                if let Self::Zero = self {
                    *self = Self::Stack {
                        count: ::costate::Zero::zero(),
                        height: ::costate::Zero::zero(),
                    };
                }
                match self {
                    Self::Stack { count: own_0, height: own_1 } => {
                        ::costate::Tangent::accumulate(own_0, other_0);
                        ::costate::Tangent::accumulate(own_1, other_1);
                    }
                    _ => ::costate::rt::another_variant(),
                }
            }
            Self::Nothing {} => {
                if let Self::Zero = self {
                    *self = Self::Nothing {};
                }
                match self {
                    Self::Nothing {} => {}
                    _ => ::costate::rt::another_variant(),
                }
            }
        }
    }
    #[inline]
    fn reduce(&mut self, other: &Self) {
        match other {
            Self::Zero => {}
            Self::Ball { 0: other_0 } => {
                if let Self::Zero = self {
                    *self = Self::Ball {
                        0: ::costate::Zero::zero(),
                    };
                }
                match self {
                    Self::Ball { 0: own_0 } => {
                        ::costate::Tangent::reduce(own_0, other_0);
                    }
                    _ => ::costate::rt::another_variant(),
                }
            }
            Self::Stack { count: other_0, height: other_1 } => {
                if let Self::Zero = self {
                    *self = Self::Stack {
                        count: ::costate::Zero::zero(),
                        height: ::costate::Zero::zero(),
                    };
                }
                match self {
                    Self::Stack { count: own_0, height: own_1 } => {
                        ::costate::Tangent::reduce(own_0, other_0);
                        ::costate::Tangent::reduce(own_1, other_1);
                    }
                    _ => ::costate::rt::another_variant(),
                }
            }
            Self::Nothing {} => {
                if let Self::Zero = self {
                    *self = Self::Nothing {};
                }
                match self {
                    Self::Nothing {} => {}
                    _ => ::costate::rt::another_variant(),
                }
            }
        }
    }
}
#[automatically_derived]
#[allow(
    non_snake_case,
    dead_code,
    private_bounds,
    private_interfaces,
    unreachable_patterns
)]
impl<T> Shape<T>
where
    T: ::costate::Diff,
{
    #[doc(hidden)]
    #[inline(always)]
    fn costate_read_Ball_0(d: &ShapeTangent<T>) -> <T as ::costate::Diff>::Tangent {
        match d {
            ShapeTangent::Zero => ::costate::Zero::zero(),
            ShapeTangent::Ball { 0: value, .. } => *value,
            _ => ::costate::rt::another_variant(),
        }
    }
    #[doc(hidden)]
    #[inline(always)]
    fn costate_lend_Ball_0(
        d: &mut ShapeTangent<T>,
    ) -> &mut <T as ::costate::Diff>::Tangent {
        if let ShapeTangent::Zero = d {
            *d = ShapeTangent::Ball {
                0: ::costate::Zero::zero(),
            };
        }
        match d {
            ShapeTangent::Ball { 0: value, .. } => value,
            _ => ::costate::rt::another_variant(),
        }
    }
    #[doc(hidden)]
    #[inline(always)]
    fn costate_read_Stack_count(
        d: &ShapeTangent<T>,
    ) -> <u32 as ::costate::Diff>::Tangent {
        match d {
            ShapeTangent::Zero => ::costate::Zero::zero(),
            ShapeTangent::Stack { count: value, .. } => *value,
            _ => ::costate::rt::another_variant(),
        }
    }
    #[doc(hidden)]
    #[inline(always)]
    fn costate_lend_Stack_count(
        d: &mut ShapeTangent<T>,
    ) -> &mut <u32 as ::costate::Diff>::Tangent {
        if let ShapeTangent::Zero = d {
            *d = ShapeTangent::Stack {
                count: ::costate::Zero::zero(),
                height: ::costate::Zero::zero(),
            };
        }
        match d {
            ShapeTangent::Stack { count: value, .. } => value,
            _ => ::costate::rt::another_variant(),
        }
    }
    #[doc(hidden)]
    #[inline(always)]
    fn costate_read_Stack_height(
        d: &ShapeTangent<T>,
    ) -> <T as ::costate::Diff>::Tangent {
        match d {
            ShapeTangent::Zero => ::costate::Zero::zero(),
            ShapeTangent::Stack { height: value, .. } => *value,
            _ => ::costate::rt::another_variant(),
        }
    }
    #[doc(hidden)]
    #[inline(always)]
    fn costate_lend_Stack_height(
        d: &mut ShapeTangent<T>,
    ) -> &mut <T as ::costate::Diff>::Tangent {
        if let ShapeTangent::Zero = d {
            *d = ShapeTangent::Stack {
                count: ::costate::Zero::zero(),
                height: ::costate::Zero::zero(),
            };
        }
        match d {
            ShapeTangent::Stack { height: value, .. } => value,
            _ => ::costate::rt::another_variant(),
        }
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T> ::costate::Diff for Shape<T>
where
    T: ::costate::Diff,
{
    type Tangent = ShapeTangent<T>;
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T> ::costate::Diff for ShapeTangent<T>
where
    T: ::costate::Diff,
{
    type Tangent = ShapeTangent<T>;
}
#[automatically_derived]
#[allow(private_bounds, unused_variables)]
impl<T> ::costate::Lift for Shape<T>
where
    T: ::costate::Diff,
    T: ::costate::Lift,
    <T as ::costate::Lift>::Lifted: ::costate::Diff,
    T: ::costate::rt::LiftTo<T, <T as ::costate::Lift>::Lifted>,
    u32: ::costate::rt::LiftTo<T, u32>,
    T: ::costate::rt::LiftTo<T, <T as ::costate::Lift>::Lifted>,
{
    type Lifted = Shape<<T as ::costate::Lift>::Lifted>;
    #[inline]
    fn lift(
        &self,
        t: &<Self as ::costate::Diff>::Tangent,
    ) -> Shape<<T as ::costate::Lift>::Lifted> {
        match self {
            Self::Ball { 0: value_0 } => {
                match t {
                    ShapeTangent::Zero => {
                        Shape::Ball {
                            0: <T as ::costate::rt::LiftTo<
                                T,
                                <T as ::costate::Lift>::Lifted,
                            >>::lift_to(value_0, &::costate::Zero::zero()),
                        }
                    }
                    ShapeTangent::Ball { 0: slope_0 } => {
                        Shape::Ball {
                            0: <T as ::costate::rt::LiftTo<
                                T,
                                <T as ::costate::Lift>::Lifted,
                            >>::lift_to(value_0, slope_0),
                        }
                    }
                    #[allow(unreachable_patterns)]
                    _ => ::costate::rt::another_variant(),
                }
            }
            Self::Stack { count: value_0, height: value_1 } => {
                match t {
                    ShapeTangent::Zero => {
                        Shape::Stack {
                            count: <u32 as ::costate::rt::LiftTo<
                                T,
                                u32,
                            >>::lift_to(value_0, &::costate::Zero::zero()),
                            height: <T as ::costate::rt::LiftTo<
                                T,
                                <T as ::costate::Lift>::Lifted,
                            >>::lift_to(value_1, &::costate::Zero::zero()),
                        }
                    }
                    ShapeTangent::Stack { count: slope_0, height: slope_1 } => {
                        Shape::Stack {
                            count: <u32 as ::costate::rt::LiftTo<
                                T,
                                u32,
                            >>::lift_to(value_0, slope_0),
                            height: <T as ::costate::rt::LiftTo<
                                T,
                                <T as ::costate::Lift>::Lifted,
                            >>::lift_to(value_1, slope_1),
                        }
                    }
                    #[allow(unreachable_patterns)]
                    _ => ::costate::rt::another_variant(),
                }
            }
            Self::Nothing {} => {
                match t {
                    ShapeTangent::Zero => Shape::Nothing {},
                    ShapeTangent::Nothing {} => Shape::Nothing {},
                    #[allow(unreachable_patterns)]
                    _ => ::costate::rt::another_variant(),
                }
            }
        }
    }
    #[inline]
    fn re(
        d: &<Shape<<T as ::costate::Lift>::Lifted> as ::costate::Diff>::Tangent,
    ) -> <Self as ::costate::Diff>::Tangent {
        match d {
            ShapeTangent::Zero => ShapeTangent::Zero,
            ShapeTangent::Ball { 0: slope_0 } => {
                ShapeTangent::Ball {
                    0: <T as ::costate::rt::LiftTo<
                        T,
                        <T as ::costate::Lift>::Lifted,
                    >>::re_of(slope_0),
                }
            }
            ShapeTangent::Stack { count: slope_0, height: slope_1 } => {
                ShapeTangent::Stack {
                    count: <u32 as ::costate::rt::LiftTo<T, u32>>::re_of(slope_0),
                    height: <T as ::costate::rt::LiftTo<
                        T,
                        <T as ::costate::Lift>::Lifted,
                    >>::re_of(slope_1),
                }
            }
            ShapeTangent::Nothing {} => ShapeTangent::Nothing {},
        }
    }
    #[inline]
    fn eps(
        d: &<Shape<<T as ::costate::Lift>::Lifted> as ::costate::Diff>::Tangent,
    ) -> <Self as ::costate::Diff>::Tangent {
        match d {
            ShapeTangent::Zero => ShapeTangent::Zero,
            ShapeTangent::Ball { 0: slope_0 } => {
                ShapeTangent::Ball {
                    0: <T as ::costate::rt::LiftTo<
                        T,
                        <T as ::costate::Lift>::Lifted,
                    >>::eps_of(slope_0),
                }
            }
            ShapeTangent::Stack { count: slope_0, height: slope_1 } => {
                ShapeTangent::Stack {
                    count: <u32 as ::costate::rt::LiftTo<T, u32>>::eps_of(slope_0),
                    height: <T as ::costate::rt::LiftTo<
                        T,
                        <T as ::costate::Lift>::Lifted,
                    >>::eps_of(slope_1),
                }
            }
            ShapeTangent::Nothing {} => ShapeTangent::Nothing {},
        }
    }
}
