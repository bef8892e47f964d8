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
    BREAK_VALUE = "`break` with a value is not differentiated: declare a variable before the loop, assign it, then `break`";
    EXIT_IN_EXPRESSION = "`return`, `break` or `continue` inside an expression is not differentiated: write it as a statement of its own";
    MATCH_BINDING = "a `match` pattern that binds a name is not differentiated yet: match on literals, ranges or paths without fields";
    CLOSURE = "this closure is not differentiated: closures are where they are called, or in `map`, `fold`, `for_each` and `from_fn`";
    MAP_EFFECT = "a closure in `map` that changes a variable is not differentiated: write a `for` loop, or `for_each`";
    FILTER = "`filter` and its kin are not differentiated: write `if` inside a `for` loop";
    MOVE_CLOSURE = "a `move` closure is not differentiated: drop `move`, what it uses is in scope";
    CLOSURE_VALUE = "a closure is differentiated where it is called or given to `map`, `fold`, `for_each` or `from_fn`: as a value it would need a trait with a differentiable method";
    SUM_TYPE = "the type of this sum is not known here: write `sum::<f64>()`, or a `for` loop";
    ASYNC = "`async` cannot be differentiated: a kernel is a plain function";
    UNSAFE = "`unsafe` cannot be differentiated: its effects are unknown; call it from outside, or put it into a function of its own with a rule, `#[vjp_of(f)]`";
    TRY = "`?` is not differentiated yet: test with `if` and return early";
    LET_ELSE = "`let … else` is not differentiated yet: test with `if` and return early";
    IF_LET = "`if let` and `while let` are not differentiated yet: test with a plain condition";
    MACRO = "this macro is not differentiated: its effects are unknown; `assert!`, `debug_assert!`, `panic!` and `matches!` are";
    RAW_POINTER = "raw pointers cannot be differentiated: take a slice or a reference";
    ITERATOR = "iterating over this is not differentiated: slices, arrays and ranges are, with `zip enumerate rev step_by skip take map chunks_exact windows`; or write `for i in 0..x.len()` and index";
    LABELLED_BLOCK = "labelled blocks are not differentiated: use `if`";
    PATTERN = "this pattern is not differentiated yet: bind a name, or a tuple of names";
    REF_PATTERN = "`ref` patterns are not differentiated: bind by value";
    LOCAL_REFERENCE = "a reference that is given other places must refer to named variables: give the value a name with `let` before";
    REFERENCE_HERE = "a reference is differentiated only as an argument of a call: use the value, or pass the reference directly";
    CALLED_VALUE = "calling a value (a closure, a function pointer) is not differentiated: call a differentiable function, or take a type with a differentiable trait method";
    PLACE = "assigning here is not differentiated: assign to a variable, its fields or its elements";
    REMAINDER = "`%` of floats is not differentiated: write `x - (x / y).trunc() * y`";
    RANGE_INDEX = "a range index is differentiated only as an argument of a call, as in `f(&a[i..j])`";
    UNKNOWN_PLACE = "this expression is not differentiated: see the guide's list of what is refused";
    RECEIVER_TYPE = "this kind of receiver is not differentiated: write `self`, `&self` or `&mut self`";
    ARGUMENT_PATTERN = "an argument must be a plain name here: destructure it with `let` in the body";
    RETURNS_REFERENCE = "a differentiable function cannot return a reference: return a value, or write through a `&mut` argument";
    IMPL_TRAIT = "`impl Trait` as a result is not differentiated: name the type";
    DYN = "trait objects cannot be differentiated: use a generic type with a differentiable trait";
    FUNCTION_POINTER = "function pointers and closures are not differentiated: take a type with a differentiable trait method";
    COLLECTION = "heap collections are not differentiated: use arrays, or slices that the caller provides";
    VARIADIC = "variadic functions cannot be differentiated";
    CONST_FN = "a `const fn` cannot be differentiated: drop `const`";
    EXTERN_FN = "an `extern` function cannot be differentiated: write a plain function and wrap it";
    ITEM = "`#[differentiable]` stands on a function, an `impl` block or a trait";
    OPTION = "unknown option: `#[differentiable]` takes `companion = name` and `skip`";
    SKIP_METHOD = "`skip` belongs on a function inside a differentiable `impl` block or trait";
    METHOD_ALONE = "a method alone cannot be differentiated: put `#[differentiable]` on its `impl` block";
    LINEAR = "`+`, `-` and negation must be linear to be differentiated as operators (their derivative reads no operand): write a named method";
    FOREIGN_TRAIT = "of the operator traits, `Add`, `Sub`, `Mul`, `Div` and `Neg` by value are differentiated: write a named method";
    COMPOUND = "this compound assignment is not differentiated: write `x = x op y`";
    FROM_F64 = "`from_f64` of a value that depends on an input would lose its derivative: compute in the generic type, or say `detach(…)`";
    DETACHED_WRITE = "a call inside `detach` may not write through a `&mut`: what it writes would lose its derivative unseen; detach its values instead";
    OPTION_VALUE = "`Option` and `Result` are not built in a differentiable function yet: return a value and a flag";
    SLICE_METHOD = "this method of slices or iterators is not differentiated: write a `for` loop";
    MEM = "`swap`, `replace` and `take` of `core::mem` are differentiated on places: variables, their fields and their elements";
    FLOAT_METHOD = "this method of floats has no rule: write it with those of the table in the guide (`sin exp ln powf sqrt …`), or put it into a function with a rule of its own (`#[vjp_of]`, `#[jvp_of]`)";
    CFG = "`cfg` inside a differentiable function is not seen by the macro: put it on the whole function, or test `if cfg!(…)` outside";
    INNER_ITEM = "an item inside an inner block is not differentiated: put it at the top of the function, or outside";
    CONSTANT_MUT = "a `&mut` argument cannot be `#[constant]`: what is written into it would lose its derivative";
    MACRO_EFFECT = "what a macro's argument does is not differentiated: compute the value with `let` before";
    ARGUMENT_EFFECT = "an argument that does something beside giving a value is not differentiated: compute it with `let` before the call";
    MATCHES_GUARD = "a guard inside `matches!` is not differentiated: write `matches!(x, pattern) && guard`";
}

mod outside;
pub use outside::*;
