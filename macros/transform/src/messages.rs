//! Every diagnostic's text, and the list in which a function's are collected.
//!
//! A message names the construct and says what to write instead. All of a
//! function's messages come at once.

use quote::ToTokens;

/// The messages of one item.
#[derive(Default)]
pub struct Messages {
    errors: Vec<syn::Error>,
}

impl Messages {
    /// Adds a message on some tokens; the same message on the same token counts once.
    pub fn add(&mut self, tokens: &impl ToTokens, text: impl std::fmt::Display) {
        let error = syn::Error::new_spanned(tokens, text);
        self.push(error);
    }

    /// Adds a message at a span.
    pub fn at(&mut self, span: proc_macro2::Span, text: impl std::fmt::Display) {
        self.push(syn::Error::new(span, text));
    }

    fn push(&mut self, error: syn::Error) {
        let key = |e: &syn::Error| (format!("{:?}", e.span()), e.to_string());
        if self.errors.iter().all(|e| key(e) != key(&error)) {
            self.errors.push(error);
        }
    }

    /// Takes over the messages of another list.
    pub fn merge(&mut self, other: Self) {
        other.errors.into_iter().for_each(|e| self.push(e));
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.errors.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// All of them as one error.
    #[must_use]
    pub fn combined(self) -> Option<syn::Error> {
        self.errors.into_iter().reduce(|mut all, e| {
            all.combine(e);
            all
        })
    }
}

macro_rules! texts {
    ($($name:ident = $text:literal;)*) => {
        $(#[doc = $text] pub const $name: &str = $text;)*
    };
}

texts! {
    EXIT_IN_EXPRESSION = "`return`, `break` or `continue` inside an expression is not differentiated: write it as a statement of its own";
    CLOSURE = "this closure is not differentiated: closures are where they are called, or in methods of iterators (`map`, `filter`, `fold` …) and `from_fn`";
    CLOSURE_OF_METHOD = "this method is given a closure, and is none of those that are differentiated so (of iterators `map`, `filter`, `fold`, `position` …): write a `for` loop, or a type with a differentiable trait method";
    MAP_EFFECT = "a closure in an adaptor (`map`, `filter` …) that changes a variable is not differentiated: write a `for` loop, or `for_each`";
    LEFT_OUT = "what this may write would be lost for items that `zip`, `skip`, `step_by`, `take` or `count` leave out: write a `for` loop, or take what has the method by `&`, or without `mut`";
    MOVE_CLOSURE = "a `move` closure that changes its own copies is differentiated where it is called by its name, `let mut f = move |…| …; f(x)`: drop `move`, or write a `for` loop";
    CLOSURE_VALUE = "a closure is differentiated where it is called or given to `map`, `fold`, `for_each` or `from_fn`: as a value it would need a trait with a differentiable method";
    SUM_TYPE = "the type of this sum is not known here: write `.sum::<f64>()`, or give it a name with a type, `let total: f64 = …sum();`";
    ASYNC = "`async` cannot be differentiated: a kernel is a plain function";
    UNSAFE = "`unsafe` cannot be differentiated: its effects are unknown; call it from outside, or put it into a function of its own with a rule, `#[vjp_of(f)]`";
    TRY = "`?` is not differentiated here: write `let x = value?;` before";
    OR_PATTERN = "this pattern has too many alternatives that give names: write several arms";
    IMPORTED_VARIANT = "a variant that gives names must be written with its enum: `Shape::Sphere(r)`, not `Sphere(r)`";
    IMPORTED_VALUE = "values of one array have one type, so this is a variant, which must be written with its enum: `Shape::Sphere(r)`, not `Sphere(r)`";
    UPPER_CASE_NAME = "in a pattern this is a constant or a name, which cannot be told apart where a variable has the same name: write names in lower case";
    PATTERN_REST = "what stands behind `..` here cannot be counted: name each part, or write `_` for it";
    ORDER = "this is lent while what follows may jump or change it: give it a name with `let` before";
    RESERVED_NAME = "generated code has names of this form: rename it without `__`";
    INDEX_EFFECT = "this index changes what is indexed: compute it with `let` before";
    ORDER_OF_SIDES = "which side runs first depends on the type here: compute the index or the value with `let` before";
    RESULT = "`Result` is not differentiated: use `Option`, or a value and a flag";
    RESULT_PATTERN = "`Result` is not differentiated: match an `Option`, as `.ok()` makes it of a `Result` without floats, or use a value and a flag";
    CONVERTED_INTEGER = "this gives a `Result`, which is not differentiated: convert with `as`, behind `assert!` of what must fit, or make it an `Option` with `.ok()`";
    TRY_INTO = "a slice becomes an array in a `let` with its type, `let a: [f64; 3] = x[..3].try_into().unwrap();`: write that, or `array::from_fn(|i| x[i])`";
    OPTION_METHOD = "this method of `Option` is not differentiated: write `match` or `if let`";
    MACRO = "this macro is not differentiated: its effects are unknown; `assert!`, `debug_assert!`, `panic!` and `matches!` are";
    RAW_POINTER = "raw pointers cannot be differentiated: take a slice or a reference";
    ITERATOR = "iterating over this is not differentiated: slices, arrays and ranges are, with `zip enumerate rev step_by skip take map chunks_exact windows`; or write `for i in 0..x.len()` and index";
    PATTERN = "this pattern is not differentiated: bind names, parts of tuples, structs and variants, or elements of arrays";
    LOCAL_REFERENCE = "a reference that is given other places must refer to named variables: give the value a name with `let` before";
    SPLITTING = "this method of slices is not differentiated here: `let (part, rest) = x.split_at_mut(k);` gives parts that are kept, a `for` loop goes over `chunks_exact_mut`";
    LENT_TOGETHER = "which memory is lent here cannot be told apart: give each of these references one place for good, or pass parts of a slice that is split by `split_at_mut`";
    REFERENCE_HERE = "a reference is differentiated only as an argument of a call: use the value, or pass the reference directly";
    CALLED_VALUE = "calling a value (a closure, a function pointer) is not differentiated: call a differentiable function, or take a type with a differentiable trait method";
    LENT_VALUE = "a value without a name is lent to be written here: give it one before, `let mut a = …;`, and lend `&mut a`";
    PLACE = "assigning here is not differentiated: assign to a variable, its fields or its elements";
    MIXED = "a float and an integer: write `n as f64` of the integer, and a number as `2.0`";
    MIXED_NUMBERS = "a number of a generic type and an `f64` or `f32`: write `T::from_f64(x)` of the latter";
    REMAINDER = "`%` of floats is not differentiated: write `x - (x / y).trunc() * y`";
    RANGE_INDEX = "a part of a slice is differentiated in a `let`, a loop, or as an argument, `f(&a[i..j])`, not as a value that is kept";
    UNKNOWN_PLACE = "this expression is not differentiated: see the guide's list of what is refused";
    SLICE_SELF = "methods of slices are not differentiated: write the `impl` for arrays, `impl<const N: usize> … for [f64; N]`, or a function that takes the slice";
    RECEIVER_TYPE = "this kind of receiver is not differentiated: write `self`, `&self` or `&mut self`";
    RETURNS_REFERENCE = "a differentiable function cannot return a reference: return a value, or write through a `&mut` argument";
    IMPL_TRAIT = "`impl Trait` as a result is not differentiated: name the type";
    DYN = "trait objects cannot be differentiated: use a generic type with a differentiable trait";
    FUNCTION_POINTER = "function pointers and closures are not differentiated: take a type with a differentiable trait method";
    COLLECTION = "heap collections are not differentiated: use arrays, or slices that the caller provides";
    VARIADIC = "variadic functions cannot be differentiated";
    CONST_FN = "a `const fn` cannot be differentiated: drop `const`";
    EXTERN_FN = "an `extern` function cannot be differentiated: write a plain function and wrap it";
    ITEM = "`#[differentiable]` stands on a function, an `impl` block or a trait";
    OPTION = "unknown option: `#[differentiable]` takes `companion = name`, `hvp`, `vjp_n`, `jvp_n`, `explain`, `print`, `print = layer`, `recompute`, `enzyme` and `skip`";
    HVP_RESULT = "`hvp` needs one float as the result, like `grad`: return a number, or take `hvp` away here";
    HVP_WRITES = "`hvp` is of functions that do not write floats, like `grad`: return the value instead of writing it";
    HVP_NOTHING = "`hvp` needs an argument to differentiate, of `f64`, of `f32` or of a `T: Real`";
    HVP_IDLE = "no method here can have `hvp`: it needs one float as the result, no float written through `&mut`, and `impl<T: Real> S<T>`";
    HVP_MIXED = "`hvp` needs one float type in the whole function: use the type of the result here, or mark an argument `#[constant]`";
    HVP_TWO = "`hvp` needs one type parameter that is `Real` or `Scalar`";
    HVP_METHOD = "`hvp` of a method needs numbers of a generic type: write `impl<T: Real> S<T>` and `T` instead of `f64`";
    HVP_PATTERN = "`hvp` does not take alternatives of which one tests a float inside: write several arms";
    HVP_THIRD = "this gradient has no derivative of its own derivative: write its function generic over `T: Scalar`, and this one too";
    COMPANION_BLOCK = "methods have no companion type: `companion = name` belongs on a function of its own";
    HVP_TRAIT = "`hvp` is not written for traits and their `impl`s: put it on a function that is generic over the trait";
    MANY_TRAIT = "`vjp_n` and `jvp_n` belong on the definition of the trait, which then has them for every `impl`";
    OPERATOR_OPTION = "the `impl` of an operator takes no `hvp`, `vjp_n` or `jvp_n`: put it on the function that uses the operator";
    EXPLAIN_TRAIT = "`explain` adds a constant, which a trait and its impls cannot take: put it on a function or on an inherent `impl` block";
    SKIP_METHOD = "`skip` belongs on a function inside a differentiable `impl` block or trait";
    METHOD_ALONE = "a method alone cannot be differentiated: put `#[differentiable]` on its `impl` block";
    MIXED_SUM = "where one side of `+` or `-` is known to be a number, generated code takes both for numbers: write a named method for the sum of a number and something else";
    FOREIGN_TRAIT = "of the operator traits, `Add`, `Sub`, `Mul`, `Div` and `Neg` by value, `AddAssign`, `SubAssign`, `MulAssign`, `DivAssign`, `Index` and `IndexMut` are differentiated: write a named method";
    LIBRARY_TRAIT = "a trait of the standard library has no place for derivatives (those of operators and `Index` have twins): leave the attribute off here, and give what is to be differentiated a function of its own, as `Vec3::of([x, y, z])` for `From`";
    COMPOUND = "this compound assignment is not differentiated: write `x = x op y`";
    ASSIGNED_ORDER = "this changes which place is assigned to: compute it with `let` before";
    FROM_F64 = "`from_f64` of a value that depends on an input would lose its derivative: mark an argument that is a size or a tolerance, `#[constant] tolerance: f64`; or compute in the generic type, or say `detach(…)`";
    PLAIN_ITEM = "this function inside the body has no derivative: put `#[differentiable]` on it, or write `detach(…)`";
    DETACHED_CLOSURE = "a closure inside `detach` is not taken along: put it into a plain function, `fn index(x: &[f64], at: f64) -> usize { … }`, and write `detach(index(x, at))`";
    DETACHED_WRITE = "a call inside `detach` may not write through a `&mut`: what it writes would lose its derivative unseen; detach its values instead";
    SLICE_METHOD = "this method of slices or iterators is not differentiated: write a `for` loop";
    PARTITION_POINT = "`partition_point` is not differentiated: look for the first that is not in the first part, `x.iter().position(|&x| x > at).unwrap_or(x.len())` for `x.partition_point(|&x| x <= at)`";
    SORT = "sorting is not differentiated: write it as loops with `x.swap(i, j)`, or sort indices outside, which have no derivative, and pass them";
    MEM = "`swap`, `replace` and `take` of `core::mem` are differentiated on places: variables, their fields and their elements";
    FLOAT_METHOD = "this method of floats has no rule: write it with those of the table in the guide (`sin exp ln powf sqrt …`), or put it into a function with a rule of its own (`#[vjp_of]`, `#[jvp_of]`)";
    BITS = "the bits of a float have no derivative: say `detach(x.to_bits())`";
    OPTION_OF_RULE = "an implicit function takes `companion = name` only: this option is for functions that are differentiated from their body";
    INDEX_SELF = "which place an index names may not depend on what the vector holds: return `&self.x` or `&self.data[i]`, chosen by the index alone";
    DEREF = "`*` of a type that is not known to be a reference is not differentiated: its `Deref` could give anything; write a method, or drop the `*` where a field or a method is meant";
    HYGIENE = "this name is that of another variable, which a `macro_rules!` names by the same text: rename one of them";
    OWN_MACRO = "a macro of this name is understood as core's, so none of your own may hide it inside the function: give it another name";
    CFG = "`cfg` inside a differentiable function is not seen by the macro: put it on the whole function, or test `if cfg!(…)` outside";
    INNER_ITEM = "an item inside an inner block is not differentiated: put it at the top of the function, or outside";
    CONSTANT_MUT = "a `&mut` argument cannot be `#[constant]`: what is written into it would lose its derivative";
    MACRO_EFFECT = "what a macro's argument does is not differentiated: compute the value with `let` before";
    ARGUMENT_EFFECT = "an argument that does something beside giving a value is not differentiated: compute it with `let` before the call";
    CHECKPOINT_PLACE = "`#[checkpoint(…)]` stands on a `for`, `while` or `loop`: the state of its iterations is kept";
    CHECKPOINT_OPTION = "`#[checkpoint(…)]` takes `every = k`, or `binomial, slots = s`";
    CHECKPOINT_ZERO = "a loop cannot do without a checkpoint: write a number greater than 0";
    CHECKPOINT_TWICE = "one loop has one `#[checkpoint(…)]`: leave one of them";
    CHECKPOINT_COUNT = "binomial checkpoints need the number of iterations before the loop: write `#[checkpoint(every = k)]` on `while` and `loop`, or a `for` loop that is left with `break`";
    CHECKPOINT_NUMBER = "this is computed only where the loop is differentiated: compute it with `let` before the loop";
}

mod enzyme;
mod iterators;
mod outside;
pub use enzyme::*;
pub use iterators::*;
pub use outside::*;
