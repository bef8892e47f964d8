#[automatically_derived]
impl ::costate::Pod for Mode {
    const WORDS: usize = 1;
    #[inline(always)]
    fn store<CostateWords: ::costate::pod::WordsMut + ?Sized>(
        &self,
        words: &mut CostateWords,
        at: usize,
    ) {
        ::costate::pod::WordsMut::set_word(
            words,
            at,
            match self {
                Self::Free {} => 0,
                Self::Held {} => 1,
                Self::Broken {} => 2,
            },
        );
    }
    #[inline(always)]
    fn load<CostateWords: ::costate::pod::Words + ?Sized>(
        words: &CostateWords,
        at: usize,
    ) -> Self {
        match ::costate::pod::Words::word(words, at) {
            0 => Self::Free {},
            1 => Self::Held {},
            _ => Self::Broken {},
        }
    }
    #[inline(always)]
    fn filler() -> Self {
        Self::Free {}
    }
    #[inline(always)]
    fn detached(self) -> Self {
        self
    }
    #[inline(always)]
    fn duplicate(&self) -> Self {
        match self {
            Self::Free {} => Self::Free {},
            Self::Held {} => Self::Held {},
            Self::Broken {} => Self::Broken {},
        }
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl ::costate::Diff for Mode {
    type Tangent = ();
}
#[automatically_derived]
#[allow(private_bounds)]
impl ::costate::Lift for Mode {
    type Lifted = Self;
    #[inline]
    fn lift(&self, _: &()) -> Self {
        ::costate::Pod::duplicate(self)
    }
    #[inline]
    fn re(_: &()) -> () {
        ::costate::Zero::zero()
    }
    #[inline]
    fn eps(_: &()) -> () {
        ::costate::Zero::zero()
    }
}
