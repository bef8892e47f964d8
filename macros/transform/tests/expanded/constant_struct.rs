#[automatically_derived]
#[allow(private_bounds)]
impl<T> ::costate::Pod for Mesh<T>
where
    T: ::costate::Pod,
{
    const WORDS: usize = 0 + <T as ::costate::Pod>::WORDS;
    #[inline(always)]
    fn store<CostateWords: ::costate::pod::WordsMut + ?Sized>(
        &self,
        words: &mut CostateWords,
        at: usize,
    ) {
        ::costate::Pod::store(&self.rest, words, at);
    }
    #[inline(always)]
    fn load<CostateWords: ::costate::pod::Words + ?Sized>(
        words: &CostateWords,
        at: usize,
    ) -> Self {
        let field_0 = ::costate::Pod::load(words, at);
        Self { rest: field_0 }
    }
    #[inline(always)]
    fn filler() -> Self {
        Self {
            rest: ::costate::Pod::filler(),
        }
    }
    #[inline(always)]
    fn detached(self) -> Self {
        Self {
            rest: ::costate::Pod::detached(self.rest),
        }
    }
    #[inline(always)]
    fn duplicate(&self) -> Self {
        Self {
            rest: ::costate::Pod::duplicate(&self.rest),
        }
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl<T> ::costate::Diff for Mesh<T>
where
    T: ::costate::Pod,
{
    type Tangent = ();
}
