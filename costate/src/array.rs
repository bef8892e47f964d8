//! Arrays element by element.

use core::mem::MaybeUninit;

/// The array of `element(0)`, `element(1)`, …
///
/// As `core::array::from_fn`, but always inlined: core's is called out of line from nine elements
/// up, which made popping a `[f64; 9]` from a tape a function call and a loop.
#[inline(always)]
pub(crate) fn from_fn<T, const N: usize>(mut element: impl FnMut(usize) -> T) -> [T; N] {
    let mut array = [const { MaybeUninit::uninit() }; N];
    for (i, place) in array.iter_mut().enumerate() {
        place.write(element(i));
    }
    // SAFETY: the loop wrote every element; `MaybeUninit<T>` has `T`'s layout, and is not dropped,
    // so nothing is dropped twice. If `element` panics, elements leak, which is safe.
    unsafe { core::mem::transmute_copy::<[MaybeUninit<T>; N], [T; N]>(&array) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn elements_come_in_order_and_are_dropped_once() {
        let counted = std::rc::Rc::new(());
        let array: [_; 3] = super::from_fn(|i| (i, counted.clone()));
        assert_eq!(array.each_ref().map(|(i, _)| *i), [0, 1, 2]);
        assert_eq!(std::rc::Rc::strong_count(&counted), 4);
        drop(array);
        assert_eq!(std::rc::Rc::strong_count(&counted), 1);
    }
}
