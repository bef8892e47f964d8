//! The twins of real numbers: sum, difference, product and quotient rule. Nothing is recorded: the
//! quotient is cheaper to form again than to store.

use super::{DiffAdd, DiffDiv, DiffMul, DiffNeg, DiffSub, Of, Real, Tape, rules};

/// (a + b)˙ = ȧ + ḃ
#[diagnostic::do_not_recommend]
impl<T: Real> DiffAdd for T {
    #[inline(always)]
    fn add_tan(self, ta: T, b: T, tb: T) -> (T, T) {
        (self + b, ta + tb)
    }
    #[inline(always)]
    fn add_fwd(self, b: T, _: &mut impl Tape) -> T {
        self + b
    }
    #[inline(always)]
    fn add_rev(_: Of<T>, da: &mut T, _: Of<T>, db: &mut T, dr: T, _: &mut impl Tape) {
        *da += dr;
        *db += dr;
    }
}

/// (a − b)˙ = ȧ − ḃ
#[diagnostic::do_not_recommend]
impl<T: Real> DiffSub for T {
    #[inline(always)]
    fn sub_tan(self, ta: T, b: T, tb: T) -> (T, T) {
        (self - b, ta - tb)
    }
    #[inline(always)]
    fn sub_fwd(self, b: T, _: &mut impl Tape) -> T {
        self - b
    }
    #[inline(always)]
    fn sub_rev(_: Of<T>, da: &mut T, _: Of<T>, db: &mut T, dr: T, _: &mut impl Tape) {
        *da += dr;
        *db -= dr;
    }
}

/// (−a)˙ = −ȧ
#[diagnostic::do_not_recommend]
impl<T: Real> DiffNeg for T {
    #[inline(always)]
    fn neg_tan(self, ta: T) -> (T, T) {
        (-self, -ta)
    }
    #[inline(always)]
    fn neg_fwd(self, _: &mut impl Tape) -> T {
        -self
    }
    #[inline(always)]
    fn neg_rev(_: Of<T>, da: &mut T, dr: T, _: &mut impl Tape) {
        *da -= dr;
    }
}

/// (a b)˙ = b ȧ + a ḃ
#[diagnostic::do_not_recommend]
impl<T: Real> DiffMul for T {
    #[inline(always)]
    fn mul_tan(self, ta: T, b: T, tb: T) -> (T, T) {
        (self * b, b * ta + self * tb)
    }
    #[inline(always)]
    fn mul_fwd(self, b: T, _: &mut impl Tape) -> T {
        self * b
    }
    #[inline(always)]
    fn mul_rev(self, da: &mut T, b: T, db: &mut T, dr: T, _: &mut impl Tape) {
        *da += b * dr;
        *db += self * dr;
    }
    #[inline(always)]
    fn mul_rev_chosen(self, da: &mut T, b: T, db: &mut T, dr: T, _: &mut impl Tape) {
        *da += rules::product(b, dr);
        *db += rules::product(self, dr);
    }
}

/// (a / b)˙ = (ȧ − (a / b) ḃ) / b
#[diagnostic::do_not_recommend]
impl<T: Real> DiffDiv for T {
    #[inline(always)]
    fn div_tan(self, ta: T, b: T, tb: T) -> (T, T) {
        let y = self / b;
        (y, rules::div_0(self, b, y, ta) + rules::div_1(self, b, y, tb))
    }
    #[inline(always)]
    fn div_fwd(self, b: T, _: &mut impl Tape) -> T {
        self / b
    }
    #[inline(always)]
    fn div_rev(self, da: &mut T, b: T, db: &mut T, dr: T, _: &mut impl Tape) {
        let y = self / b;
        *da += rules::div_0(self, b, y, dr);
        *db += rules::div_1(self, b, y, dr);
    }
}
