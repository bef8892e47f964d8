//! Words and back.

use core::fmt::Debug;
use core::marker::PhantomData;

use super::*;
use crate::Lanes;

/// Stores `value` behind one foreign word and reads it back.
fn round_trip<T: Pod + PartialEq + Debug>(value: T) {
    let mut words = [0xdead_beef_u32; 40];
    value.store(&mut words[..], 1);
    assert_eq!(T::load(&words[..], 1), value);
    assert_eq!(value.duplicate(), value);
    assert_eq!(T::load(&Stored(&value), 0), value);
    assert_eq!(words[0], 0xdead_beef);
    assert!(words[1 + T::WORDS..].iter().all(|&w| w == 0xdead_beef), "{value:?} writes past its words");
}

#[test]
fn every_type_comes_back_as_it_was() {
    round_trip((u8::MAX, u16::MAX, u32::MAX, u64::MAX, usize::MAX, u128::MAX));
    round_trip((i8::MIN, i16::MIN, i32::MIN, i64::MIN, isize::MIN, i128::MIN));
    round_trip((-0.1_f32, f64::MIN_POSITIVE / 2.0, true, 'ß'));
    round_trip([[1.5, 2.5], [-3.5, f64::INFINITY]]);
    round_trip([Some(3_u8), None]);
    round_trip(());
    round_trip(PhantomData::<f64>);
}

#[test]
fn floats_keep_their_bits() {
    let nan = f64::from_bits(0x7ff8_0000_dead_beef);
    let mut words = [0; 2];
    nan.store(&mut words[..], 0);
    assert_eq!(f64::load(&words[..], 0).to_bits(), nan.to_bits());
    (-0.0_f64).store(&mut words[..], 0);
    assert_eq!(f64::load(&words[..], 0).to_bits(), (-0.0_f64).to_bits());
}

#[test]
fn any_bit_pattern_is_a_value() {
    let words = [0xffff_ffff_u32; 3];
    assert!(bool::load(&words[..], 0));
    assert_eq!(char::load(&words[..], 0), char::REPLACEMENT_CHARACTER);
    assert_eq!(Option::<i64>::load(&words[..], 0), Some(-1));
}

#[test]
fn words_add_up() {
    assert_eq!(<(f64, [f32; 3], u8)>::WORDS, 2 + 3 + 1);
    assert_eq!(<[[f64; 3]; 3]>::WORDS, 18);
    assert_eq!(Option::<(usize, bool)>::WORDS, 4);
}

/// The words of an array are those of its elements, one after the other, also where they are copied at once.
#[test]
fn copied_arrays_have_the_words_of_their_elements() {
    fn check<T: Pod + PartialEq + Debug, const N: usize>(make: impl Fn(f64) -> T) {
        let array: [T; N] = core::array::from_fn(|i| make(i as f64 - 70.5));
        let (mut one, mut all) = ([7_u32; 4000], [7_u32; 4000]);
        for (i, value) in array.iter().enumerate() {
            value.store(&mut one[..], 3 + i * T::WORDS);
        }
        array.store(&mut all[..], 3);
        assert_eq!(one, all);
        assert_eq!(<[T; N]>::load(&all[..], 3), array);
    }
    check::<_, 200>(|x| x);
    check::<_, 300>(|x| x as f32);
    check::<_, 90>(|x| [x, 1.0 / x, -x]);
    check::<_, 300>(|x| x as i32);
    check::<_, 150>(|x| x as i64);
    check::<_, 300>(|x| x as u8);
    check::<_, 150>(|x| (x > 0.0, x));
    check::<_, 40>(|x| Lanes([x; 8]));
    check::<_, 40>(|x| Lanes([x as f32, 1.0, 0.5, x as f32]));
    check::<_, 90>(|x| Lanes([x, -x, 0.0]));
}
