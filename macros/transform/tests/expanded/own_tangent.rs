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
