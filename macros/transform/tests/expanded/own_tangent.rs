#[automatically_derived]
#[allow(private_bounds)]
impl<T> ::costate::Pod for Vec2<T>
where
    T: ::costate::Pod,
{
    const WORDS: usize = 0 + <T as ::costate::Pod>::WORDS + <T as ::costate::Pod>::WORDS;
    #[inline(always)]
    fn store<CostateWords: ::costate::pod::WordsMut + ?Sized>(
        &self,
        words: &mut CostateWords,
        at: usize,
    ) {
        ::costate::Pod::store(&self.x, words, at);
        let at = at + <T as ::costate::Pod>::WORDS;
        ::costate::Pod::store(&self.y, words, at);
    }
    #[inline(always)]
    fn load<CostateWords: ::costate::pod::Words + ?Sized>(
        words: &CostateWords,
        at: usize,
    ) -> Self {
        let field_0 = ::costate::Pod::load(words, at);
        let at = at + <T as ::costate::Pod>::WORDS;
        let field_1 = ::costate::Pod::load(words, at);
        Self { x: field_0, y: field_1 }
    }
    #[inline(always)]
    fn filler() -> Self {
        Self {
            x: ::costate::Pod::filler(),
            y: ::costate::Pod::filler(),
        }
    }
    #[inline(always)]
    fn detached(self) -> Self {
        Self {
            x: ::costate::Pod::detached(self.x),
            y: ::costate::Pod::detached(self.y),
        }
    }
    #[inline(always)]
    fn duplicate(&self) -> Self {
        Self {
            x: ::costate::Pod::duplicate(&self.x),
            y: ::costate::Pod::duplicate(&self.y),
        }
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T> ::costate::Zero for Vec2<T>
where
    T: ::costate::Diff<Tangent = T> + ::costate::Tangent,
    Vec2<T>: Copy,
{
    #[inline]
    fn zero() -> Self {
        Self {
            x: <T as ::costate::Zero>::zero(),
            y: <T as ::costate::Zero>::zero(),
        }
    }
    #[inline]
    fn neutral() -> Self {
        Self {
            x: <T as ::costate::Zero>::neutral(),
            y: <T as ::costate::Zero>::neutral(),
        }
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T> ::costate::Tangent for Vec2<T>
where
    T: ::costate::Diff<Tangent = T> + ::costate::Tangent,
    Vec2<T>: Copy,
{
    #[inline]
    fn accumulate(&mut self, other: &Self) {
        <T as ::costate::Tangent>::accumulate(&mut self.x, &other.x);
        <T as ::costate::Tangent>::accumulate(&mut self.y, &other.y);
    }
    #[inline]
    fn reduce(&mut self, other: &Self) {
        <T as ::costate::Tangent>::reduce(&mut self.x, &other.x);
        <T as ::costate::Tangent>::reduce(&mut self.y, &other.y);
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T> ::costate::Diff for Vec2<T>
where
    T: ::costate::Diff<Tangent = T> + ::costate::Tangent,
    Vec2<T>: Copy,
{
    type Tangent = Vec2<T>;
}
#[automatically_derived]
#[allow(private_bounds, unused_variables)]
impl<T> ::costate::Lift for Vec2<T>
where
    T: ::costate::Diff<Tangent = T> + ::costate::Tangent,
    Vec2<T>: Copy,
    T: ::costate::Lift,
    <T as ::costate::Lift>::Lifted: ::costate::Diff<
            Tangent = <T as ::costate::Lift>::Lifted,
        > + ::costate::Tangent,
    Vec2<<T as ::costate::Lift>::Lifted>: Copy,
    T: ::costate::rt::LiftTo<T, <T as ::costate::Lift>::Lifted>,
    T: ::costate::rt::LiftTo<T, <T as ::costate::Lift>::Lifted>,
{
    type Lifted = Vec2<<T as ::costate::Lift>::Lifted>;
    #[inline]
    fn lift(
        &self,
        t: &<Self as ::costate::Diff>::Tangent,
    ) -> Vec2<<T as ::costate::Lift>::Lifted> {
        Vec2 {
            x: <T as ::costate::rt::LiftTo<
                T,
                <T as ::costate::Lift>::Lifted,
            >>::lift_to(&self.x, &t.x),
            y: <T as ::costate::rt::LiftTo<
                T,
                <T as ::costate::Lift>::Lifted,
            >>::lift_to(&self.y, &t.y),
        }
    }
    #[inline]
    fn re(
        d: &<Vec2<<T as ::costate::Lift>::Lifted> as ::costate::Diff>::Tangent,
    ) -> <Self as ::costate::Diff>::Tangent {
        Vec2 {
            x: <T as ::costate::rt::LiftTo<
                T,
                <T as ::costate::Lift>::Lifted,
            >>::re_of(&d.x),
            y: <T as ::costate::rt::LiftTo<
                T,
                <T as ::costate::Lift>::Lifted,
            >>::re_of(&d.y),
        }
    }
    #[inline]
    fn eps(
        d: &<Vec2<<T as ::costate::Lift>::Lifted> as ::costate::Diff>::Tangent,
    ) -> <Self as ::costate::Diff>::Tangent {
        Vec2 {
            x: <T as ::costate::rt::LiftTo<
                T,
                <T as ::costate::Lift>::Lifted,
            >>::eps_of(&d.x),
            y: <T as ::costate::rt::LiftTo<
                T,
                <T as ::costate::Lift>::Lifted,
            >>::eps_of(&d.y),
        }
    }
}
