#[automatically_derived]
#[allow(private_bounds)]
impl ::costate::Pod for State {
    const WORDS: usize = 0 + <f64 as ::costate::Pod>::WORDS
        + <usize as ::costate::Pod>::WORDS;
    #[inline(always)]
    fn store<CostateWords: ::costate::pod::WordsMut + ?Sized>(
        &self,
        words: &mut CostateWords,
        at: usize,
    ) {
        ::costate::Pod::store(&self.qpos, words, at);
        let at = at + <f64 as ::costate::Pod>::WORDS;
        ::costate::Pod::store(&self.steps, words, at);
    }
    #[inline(always)]
    fn load<CostateWords: ::costate::pod::Words + ?Sized>(
        words: &CostateWords,
        at: usize,
    ) -> Self {
        let field_0 = ::costate::Pod::load(words, at);
        let at = at + <f64 as ::costate::Pod>::WORDS;
        let field_1 = ::costate::Pod::load(words, at);
        Self {
            qpos: field_0,
            steps: field_1,
        }
    }
    #[inline(always)]
    fn filler() -> Self {
        Self {
            qpos: ::costate::Pod::filler(),
            steps: ::costate::Pod::filler(),
        }
    }
    #[inline(always)]
    fn detached(self) -> Self {
        Self {
            qpos: ::costate::Pod::detached(self.qpos),
            steps: ::costate::Pod::detached(self.steps),
        }
    }
    #[inline(always)]
    fn duplicate(&self) -> Self {
        Self {
            qpos: ::costate::Pod::duplicate(&self.qpos),
            steps: ::costate::Pod::duplicate(&self.steps),
        }
    }
}
/// Tangent and adjoint of `State`: a slot for each field.
#[allow(non_camel_case_types, private_bounds, dead_code)]
pub struct StateTangent {
    /// Tangent of `qpos`.
    pub qpos: <f64 as ::costate::Diff>::Tangent,
    /// Tangent of `steps`.
    steps: <usize as ::costate::Diff>::Tangent,
}
#[automatically_derived]
#[allow(private_bounds)]
impl ::costate::Pod for StateTangent {
    const WORDS: usize = 0 + <<f64 as ::costate::Diff>::Tangent as ::costate::Pod>::WORDS
        + <<usize as ::costate::Diff>::Tangent as ::costate::Pod>::WORDS;
    #[inline(always)]
    fn store<CostateWords: ::costate::pod::WordsMut + ?Sized>(
        &self,
        words: &mut CostateWords,
        at: usize,
    ) {
        ::costate::Pod::store(&self.qpos, words, at);
        let at = at + <<f64 as ::costate::Diff>::Tangent as ::costate::Pod>::WORDS;
        ::costate::Pod::store(&self.steps, words, at);
    }
    #[inline(always)]
    fn load<CostateWords: ::costate::pod::Words + ?Sized>(
        words: &CostateWords,
        at: usize,
    ) -> Self {
        let field_0 = ::costate::Pod::load(words, at);
        let at = at + <<f64 as ::costate::Diff>::Tangent as ::costate::Pod>::WORDS;
        let field_1 = ::costate::Pod::load(words, at);
        Self {
            qpos: field_0,
            steps: field_1,
        }
    }
    #[inline(always)]
    fn filler() -> Self {
        Self {
            qpos: ::costate::Pod::filler(),
            steps: ::costate::Pod::filler(),
        }
    }
    #[inline(always)]
    fn detached(self) -> Self {
        Self {
            qpos: ::costate::Pod::detached(self.qpos),
            steps: ::costate::Pod::detached(self.steps),
        }
    }
    #[inline(always)]
    fn duplicate(&self) -> Self {
        Self {
            qpos: ::costate::Pod::duplicate(&self.qpos),
            steps: ::costate::Pod::duplicate(&self.steps),
        }
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl ::core::clone::Clone for StateTangent {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl ::core::marker::Copy for StateTangent {}
#[automatically_derived]
#[allow(private_bounds)]
impl ::core::default::Default for StateTangent {
    #[inline]
    fn default() -> Self {
        ::costate::Zero::zero()
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl ::core::ops::Add for StateTangent {
    type Output = Self;
    #[inline]
    fn add(mut self, other: Self) -> Self {
        ::costate::Tangent::accumulate(&mut self, &other);
        self
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl ::core::ops::AddAssign for StateTangent {
    #[inline]
    fn add_assign(&mut self, other: Self) {
        ::costate::Tangent::accumulate(self, &other);
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl ::core::ops::Sub for StateTangent {
    type Output = Self;
    #[inline]
    fn sub(mut self, other: Self) -> Self {
        ::costate::Tangent::reduce(&mut self, &other);
        self
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl ::core::ops::SubAssign for StateTangent {
    #[inline]
    fn sub_assign(&mut self, other: Self) {
        ::costate::Tangent::reduce(self, &other);
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl ::core::fmt::Debug for StateTangent {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("StateTangent")
            .field("qpos", &self.qpos)
            .field("steps", &self.steps)
            .finish()
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl ::core::cmp::PartialEq for StateTangent {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        true && self.qpos == other.qpos && self.steps == other.steps
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl ::costate::Zero for StateTangent {
    #[inline]
    fn zero() -> Self {
        Self {
            qpos: <<f64 as ::costate::Diff>::Tangent as ::costate::Zero>::zero(),
            steps: <<usize as ::costate::Diff>::Tangent as ::costate::Zero>::zero(),
        }
    }
    #[inline]
    fn neutral() -> Self {
        Self {
            qpos: <<f64 as ::costate::Diff>::Tangent as ::costate::Zero>::neutral(),
            steps: <<usize as ::costate::Diff>::Tangent as ::costate::Zero>::neutral(),
        }
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl ::costate::Tangent for StateTangent {
    #[inline]
    fn accumulate(&mut self, other: &Self) {
        <<f64 as ::costate::Diff>::Tangent as ::costate::Tangent>::accumulate(
            &mut self.qpos,
            &other.qpos,
        );
        <<usize as ::costate::Diff>::Tangent as ::costate::Tangent>::accumulate(
            &mut self.steps,
            &other.steps,
        );
    }
    #[inline]
    fn reduce(&mut self, other: &Self) {
        <<f64 as ::costate::Diff>::Tangent as ::costate::Tangent>::reduce(
            &mut self.qpos,
            &other.qpos,
        );
        <<usize as ::costate::Diff>::Tangent as ::costate::Tangent>::reduce(
            &mut self.steps,
            &other.steps,
        );
    }
}
#[automatically_derived]
#[allow(private_bounds)]
impl ::costate::Diff for State {
    type Tangent = StateTangent;
}
#[automatically_derived]
#[allow(private_bounds)]
impl ::costate::Diff for StateTangent {
    type Tangent = StateTangent;
}
