//! Texts about iterators.

texts! {
    SUM_OF = "a sum of this type is what its `Sum` makes it, which is not known here: write a `for` loop, or `fold` with the first value, as in `fold(V::ZERO, |s, &v| s + v)`";
    ADAPTOR_ORDER = "`rev` and `step_by` are not differentiated behind `filter` and its kin: write them before, on the slice or the range";
    COLLECT = "`collect` would need the heap: write into a slice or an array that exists, or make an array with `array::from_fn`";
    BY_KEY = "`max_by_key` and `min_by_key` are not differentiated: write `max_by(|a, b| …)` with `partial_cmp`, `total_cmp` or `cmp`";
    EXTREME = "`max` and `min` are differentiated of integers here: of floats write `fold(f64::NEG_INFINITY, f64::max)`, or `max_by`";
    CHARS = "the characters of a `str` are not gone through: take them as a slice, `text: &[char]` or `text: &[u8]`, and write `text.iter()`";
    CYCLE = "`cycle` is not differentiated: index with `i % x.len()` in a loop over a range";
    FROM_THE_END = "this method goes from the end: write `rev()` before, and `position`, `find` or `fold`";
    INSPECT = "`inspect` is not differentiated: take it away, or write a `for` loop";
    ENDLESS = "this iterator has no end: write a range with one, zip it with a slice, or write `loop` with a counter";
    FLAT_MAP = "`flat_map` and `flatten` are differentiated of slices and arrays: give a closure that is one iterator, `|row| row.iter().map(…)`, or write one `for` loop inside the other";
    PATTERN_OF_PARTS = "an `Option` of references is matched with `Some(names)` and `None`: write other conditions inside";
    OPTION_OF_PARTS = "an `Option` of references is no value: match it with `if let`, `let … else` or `match`, or write `unwrap()`";
    ITERATOR_FUNCTION = "iterators that functions make are not differentiated: write a range or a slice with its methods, `a.iter().zip(b)`, or a loop";
    ITERATOR_ARGUMENT = "an iterator as an argument is not differentiated: take a slice, `x: &[f64]`, and write `x.iter()` inside";
    RANGE_ARGUMENT = "a range as an argument is not differentiated: take its ends, `first: usize, end: usize`, and write `first..end` inside; or mark it, `#[constant] rows: Range<usize>`, and write `rows.start..rows.end`";
    ITERATOR_VALUE = "an iterator is differentiated where it is used: write the whole chain in the `for` loop, or up to `sum`, `fold` or another method that ends it";
    SIFTED_ITERATOR = "an iterator with `filter` or its kin in a variable is differentiated as a whole: go through it in one `for` loop, or write the parts on slices";
    BORROWED_ITERATOR = "what this takes from an iterator that is used again is not differentiated: write `while let Some(v) = it.next()`, or slices by their indices (`by_ref` is, with `take`, `map`, `enumerate` and `copied` behind it)";
    CHAINED_WRITES = "`chain` of what is written through is not differentiated: write two `for` loops";
    ITERATOR_METHOD = "this method of iterators is not differentiated: write a `for` loop with `if` and `break`";
}
