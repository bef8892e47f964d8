#[automatically_derived]
#[allow(private_bounds)]
impl<T: Real, const N: usize> ::costate::Pod for Body<T, N>
where
    T: ::costate::Pod,
    [T; N]: ::costate::Pod,
{
    const WORDS: usize = 0 + <T as ::costate::Pod>::WORDS
        + <[T; N] as ::costate::Pod>::WORDS + <T as ::costate::Pod>::WORDS
        + <f32 as ::costate::Pod>::WORDS;
    #[inline(always)]
    fn store<CostateWords: ::costate::pod::WordsMut + ?Sized>(
        &self,
        words: &mut CostateWords,
        at: usize,
    ) {
        ::costate::Pod::store(&self.0, words, at);
        let at = at + <T as ::costate::Pod>::WORDS;
        ::costate::Pod::store(&self.1, words, at);
        let at = at + <[T; N] as ::costate::Pod>::WORDS;
        ::costate::Pod::store(&self.2, words, at);
        let at = at + <T as ::costate::Pod>::WORDS;
        ::costate::Pod::store(&self.3, words, at);
    }
    #[inline(always)]
    fn load<CostateWords: ::costate::pod::Words + ?Sized>(
        words: &CostateWords,
        at: usize,
    ) -> Self {
        let field_0 = ::costate::Pod::load(words, at);
        let at = at + <T as ::costate::Pod>::WORDS;
        let field_1 = ::costate::Pod::load(words, at);
        let at = at + <[T; N] as ::costate::Pod>::WORDS;
        let field_2 = ::costate::Pod::load(words, at);
        let at = at + <T as ::costate::Pod>::WORDS;
        let field_3 = ::costate::Pod::load(words, at);
        Self {
            0: field_0,
            1: field_1,
            2: field_2,
            3: field_3,
        }
    }
    #[inline(always)]
    fn filler() -> Self {
        Self {
            0: ::costate::Pod::filler(),
            1: ::costate::Pod::filler(),
            2: ::costate::Pod::filler(),
            3: ::costate::Pod::filler(),
        }
    }
    #[inline(always)]
    fn detached(self) -> Self {
        Self {
            0: ::costate::Pod::detached(self.0),
            1: ::costate::Pod::detached(self.1),
            2: ::costate::Pod::detached(self.2),
            3: ::costate::Pod::detached(self.3),
        }
    }
    #[inline(always)]
    fn duplicate(&self) -> Self {
        Self {
            0: ::costate::Pod::duplicate(&self.0),
            1: ::costate::Pod::duplicate(&self.1),
            2: ::costate::Pod::duplicate(&self.2),
            3: ::costate::Pod::duplicate(&self.3),
        }
    }
}
/// Tangent and adjoint of `Body`: a slot for each field.
#[allow(non_camel_case_types, private_bounds, dead_code)]
struct BodyTangent<T: Real, const N: usize>(
    /// Tangent of `0`.
    <T as ::costate::Diff>::Tangent,
    /// Tangent of `1`.
    <[T; N] as ::costate::Diff>::Tangent,
    /// Tangent of `2`.
    <::core::marker::PhantomData<T> as ::costate::Diff>::Tangent,
    /// Tangent of `3`.
    <f32 as ::costate::Diff>::Tangent,
)
where
    T: ::costate::Diff,
    [T; N]: ::costate::Diff,
    T: ::costate::Pod;
#[automatically_derived]
#[allow(private_bounds)]
impl<T: Real, const N: usize> ::costate::Pod for BodyTangent<T, N>
where
    T: ::costate::Diff,
    [T; N]: ::costate::Diff,
    T: ::costate::Pod,
{
    const WORDS: usize = 0 + <<T as ::costate::Diff>::Tangent as ::costate::Pod>::WORDS
        + <<[T; N] as ::costate::Diff>::Tangent as ::costate::Pod>::WORDS
        + <<::core::marker::PhantomData<
            T,
        > as ::costate::Diff>::Tangent as ::costate::Pod>::WORDS
        + <<f32 as ::costate::Diff>::Tangent as ::costate::Pod>::WORDS;
    #[inline(always)]
    fn store<CostateWords: ::costate::pod::WordsMut + ?Sized>(
        &self,
        words: &mut CostateWords,
        at: usize,
    ) {
        ::costate::Pod::store(&self.0, words, at);
        let at = at + <<T as ::costate::Diff>::Tangent as ::costate::Pod>::WORDS;
        ::costate::Pod::store(&self.1, words, at);
        let at = at + <<[T; N] as ::costate::Diff>::Tangent as ::costate::Pod>::WORDS;
        ::costate::Pod::store(&self.2, words, at);
        let at = at
            + <<::core::marker::PhantomData<
                T,
            > as ::costate::Diff>::Tangent as ::costate::Pod>::WORDS;
        ::costate::Pod::store(&self.3, words, at);
    }
    #[inline(always)]
    fn load<CostateWords: ::costate::pod::Words + ?Sized>(
        words: &CostateWords,
        at: usize,
    ) -> Self {
        let field_0 = ::costate::Pod::load(words, at);
        let at = at + <<T as ::costate::Diff>::Tangent as ::costate::Pod>::WORDS;
        let field_1 = ::costate::Pod::load(words, at);
        let at = at + <<[T; N] as ::costate::Diff>::Tangent as ::costate::Pod>::WORDS;
        let field_2 = ::costate::Pod::load(words, at);
        let at = at
            + <<::core::marker::PhantomData<
                T,
            > as ::costate::Diff>::Tangent as ::costate::Pod>::WORDS;
        let field_3 = ::costate::Pod::load(words, at);
        Self {
            0: field_0,
            1: field_1,
            2: field_2,
            3: field_3,
        }
    }
    #[inline(always)]
    fn filler() -> Self {
        Self {
            0: ::costate::Pod::filler(),
            1: ::costate::Pod::filler(),
            2: ::costate::Pod::filler(),
            3: ::costate::Pod::filler(),
        }
    }
    #[inline(always)]
    fn detached(self) -> Self {
        Self {
            0: ::costate::Pod::detached(self.0),
            1: ::costate::Pod::detached(self.1),
            2: ::costate::Pod::detached(self.2),
            3: ::costate::Pod::detached(self.3),
        }
    }
    #[inline(always)]
    fn duplicate(&self) -> Self {
        Self {
            0: ::costate::Pod::duplicate(&self.0),
            1: ::costate::Pod::duplicate(&self.1),
            2: ::costate::Pod::duplicate(&self.2),
            3: ::costate::Pod::duplicate(&self.3),
        }
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T: Real, const N: usize> ::core::clone::Clone for BodyTangent<T, N>
where
    T: ::costate::Diff,
    [T; N]: ::costate::Diff,
    T: ::costate::Pod,
    <T as ::costate::Diff>::Tangent: ::core::marker::Copy,
    <[T; N] as ::costate::Diff>::Tangent: ::core::marker::Copy,
{
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T: Real, const N: usize> ::core::marker::Copy for BodyTangent<T, N>
where
    T: ::costate::Diff,
    [T; N]: ::costate::Diff,
    T: ::costate::Pod,
    <T as ::costate::Diff>::Tangent: ::core::marker::Copy,
    <[T; N] as ::costate::Diff>::Tangent: ::core::marker::Copy,
{}
#[automatically_derived]
#[allow(private_bounds)]
impl<T: Real, const N: usize> ::core::default::Default for BodyTangent<T, N>
where
    T: ::costate::Diff,
    [T; N]: ::costate::Diff,
    T: ::costate::Pod,
{
    #[inline]
    fn default() -> Self {
        ::costate::Zero::zero()
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T: Real, const N: usize> ::core::ops::Add for BodyTangent<T, N>
where
    T: ::costate::Diff,
    [T; N]: ::costate::Diff,
    T: ::costate::Pod,
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
impl<T: Real, const N: usize> ::core::ops::AddAssign for BodyTangent<T, N>
where
    T: ::costate::Diff,
    [T; N]: ::costate::Diff,
    T: ::costate::Pod,
{
    #[inline]
    fn add_assign(&mut self, other: Self) {
        ::costate::Tangent::accumulate(self, &other);
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T: Real, const N: usize> ::core::ops::Sub for BodyTangent<T, N>
where
    T: ::costate::Diff,
    [T; N]: ::costate::Diff,
    T: ::costate::Pod,
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
impl<T: Real, const N: usize> ::core::ops::SubAssign for BodyTangent<T, N>
where
    T: ::costate::Diff,
    [T; N]: ::costate::Diff,
    T: ::costate::Pod,
{
    #[inline]
    fn sub_assign(&mut self, other: Self) {
        ::costate::Tangent::reduce(self, &other);
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T: Real, const N: usize> ::core::fmt::Debug for BodyTangent<T, N>
where
    T: ::costate::Diff,
    [T; N]: ::costate::Diff,
    T: ::costate::Pod,
    <T as ::costate::Diff>::Tangent: ::core::fmt::Debug,
    <[T; N] as ::costate::Diff>::Tangent: ::core::fmt::Debug,
{
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_tuple("BodyTangent")
            .field(&self.0)
            .field(&self.1)
            .field(&self.2)
            .field(&self.3)
            .finish()
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T: Real, const N: usize> ::core::cmp::PartialEq for BodyTangent<T, N>
where
    T: ::costate::Diff,
    [T; N]: ::costate::Diff,
    T: ::costate::Pod,
    <T as ::costate::Diff>::Tangent: ::core::cmp::PartialEq,
    <[T; N] as ::costate::Diff>::Tangent: ::core::cmp::PartialEq,
{
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        true && self.0 == other.0 && self.1 == other.1 && self.2 == other.2
            && self.3 == other.3
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T: Real, const N: usize> ::costate::Zero for BodyTangent<T, N>
where
    T: ::costate::Diff,
    [T; N]: ::costate::Diff,
    T: ::costate::Pod,
{
    #[inline]
    fn zero() -> Self {
        Self {
            0: <<T as ::costate::Diff>::Tangent as ::costate::Zero>::zero(),
            1: <<[T; N] as ::costate::Diff>::Tangent as ::costate::Zero>::zero(),
            2: <<::core::marker::PhantomData<
                T,
            > as ::costate::Diff>::Tangent as ::costate::Zero>::zero(),
            3: <<f32 as ::costate::Diff>::Tangent as ::costate::Zero>::zero(),
        }
    }
    #[inline]
    fn neutral() -> Self {
        Self {
            0: <<T as ::costate::Diff>::Tangent as ::costate::Zero>::neutral(),
            1: <<[T; N] as ::costate::Diff>::Tangent as ::costate::Zero>::neutral(),
            2: <<::core::marker::PhantomData<
                T,
            > as ::costate::Diff>::Tangent as ::costate::Zero>::neutral(),
            3: <<f32 as ::costate::Diff>::Tangent as ::costate::Zero>::neutral(),
        }
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T: Real, const N: usize> ::costate::Tangent for BodyTangent<T, N>
where
    T: ::costate::Diff,
    [T; N]: ::costate::Diff,
    T: ::costate::Pod,
{
    #[inline]
    fn accumulate(&mut self, other: &Self) {
        <<T as ::costate::Diff>::Tangent as ::costate::Tangent>::accumulate(
            &mut self.0,
            &other.0,
        );
        <<[T; N] as ::costate::Diff>::Tangent as ::costate::Tangent>::accumulate(
            &mut self.1,
            &other.1,
        );
        <<::core::marker::PhantomData<
            T,
        > as ::costate::Diff>::Tangent as ::costate::Tangent>::accumulate(
            &mut self.2,
            &other.2,
        );
        <<f32 as ::costate::Diff>::Tangent as ::costate::Tangent>::accumulate(
            &mut self.3,
            &other.3,
        );
    }
    #[inline]
    fn reduce(&mut self, other: &Self) {
        <<T as ::costate::Diff>::Tangent as ::costate::Tangent>::reduce(
            &mut self.0,
            &other.0,
        );
        <<[T; N] as ::costate::Diff>::Tangent as ::costate::Tangent>::reduce(
            &mut self.1,
            &other.1,
        );
        <<::core::marker::PhantomData<
            T,
        > as ::costate::Diff>::Tangent as ::costate::Tangent>::reduce(
            &mut self.2,
            &other.2,
        );
        <<f32 as ::costate::Diff>::Tangent as ::costate::Tangent>::reduce(
            &mut self.3,
            &other.3,
        );
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T: Real, const N: usize> ::costate::Diff for Body<T, N>
where
    T: ::costate::Diff,
    [T; N]: ::costate::Diff,
    T: ::costate::Pod,
{
    type Tangent = BodyTangent<T, N>;
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T: Real, const N: usize> ::costate::Diff for BodyTangent<T, N>
where
    T: ::costate::Diff,
    [T; N]: ::costate::Diff,
    T: ::costate::Pod,
{
    type Tangent = BodyTangent<T, N>;
}
#[automatically_derived]
#[allow(private_bounds, unused_variables)]
impl<T: Real, const N: usize> ::costate::Lift for Body<T, N>
where
    T: ::costate::Diff,
    [T; N]: ::costate::Diff,
    T: ::costate::Pod,
    T: ::costate::Lift,
    <T as ::costate::Lift>::Lifted: Real,
    <T as ::costate::Lift>::Lifted: ::costate::Diff,
    [<T as ::costate::Lift>::Lifted; N]: ::costate::Diff,
    <T as ::costate::Lift>::Lifted: ::costate::Pod,
    T: ::costate::rt::LiftTo<T, <T as ::costate::Lift>::Lifted>,
    [T; N]: ::costate::rt::LiftTo<T, [<T as ::costate::Lift>::Lifted; N]>,
    T: ::costate::rt::LiftTo<T, <T as ::costate::Lift>::Lifted>,
    f32: ::costate::rt::LiftTo<T, f32>,
{
    type Lifted = Body<<T as ::costate::Lift>::Lifted, N>;
    #[inline]
    fn lift(
        &self,
        t: &<Self as ::costate::Diff>::Tangent,
    ) -> Body<<T as ::costate::Lift>::Lifted, N> {
        Body {
            0: <T as ::costate::rt::LiftTo<
                T,
                <T as ::costate::Lift>::Lifted,
            >>::lift_to(&self.0, &t.0),
            1: <[T; N] as ::costate::rt::LiftTo<
                T,
                [<T as ::costate::Lift>::Lifted; N],
            >>::lift_to(&self.1, &t.1),
            2: <T as ::costate::rt::LiftTo<
                T,
                <T as ::costate::Lift>::Lifted,
            >>::lift_to(&self.2, &::costate::Zero::zero()),
            3: <f32 as ::costate::rt::LiftTo<T, f32>>::lift_to(&self.3, &t.3),
        }
    }
    #[inline]
    fn re(
        d: &<Body<<T as ::costate::Lift>::Lifted, N> as ::costate::Diff>::Tangent,
    ) -> <Self as ::costate::Diff>::Tangent {
        BodyTangent {
            0: <T as ::costate::rt::LiftTo<
                T,
                <T as ::costate::Lift>::Lifted,
            >>::re_of(&d.0),
            1: <[T; N] as ::costate::rt::LiftTo<
                T,
                [<T as ::costate::Lift>::Lifted; N],
            >>::re_of(&d.1),
            2: ::costate::Zero::zero(),
            3: <f32 as ::costate::rt::LiftTo<T, f32>>::re_of(&d.3),
        }
    }
    #[inline]
    fn eps(
        d: &<Body<<T as ::costate::Lift>::Lifted, N> as ::costate::Diff>::Tangent,
    ) -> <Self as ::costate::Diff>::Tangent {
        BodyTangent {
            0: <T as ::costate::rt::LiftTo<
                T,
                <T as ::costate::Lift>::Lifted,
            >>::eps_of(&d.0),
            1: <[T; N] as ::costate::rt::LiftTo<
                T,
                [<T as ::costate::Lift>::Lifted; N],
            >>::eps_of(&d.1),
            2: ::costate::Zero::zero(),
            3: <f32 as ::costate::rt::LiftTo<T, f32>>::eps_of(&d.3),
        }
    }
}
