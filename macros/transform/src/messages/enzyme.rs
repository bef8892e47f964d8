//! Messages of `#[differentiable(enzyme)]`.

texts! {
    ENZYME_FEATURE = "`enzyme` writes attributes of rustc's nightly: turn on the cargo feature `enzyme` of costate for a toolchain that has them (`costate check --enzyme` tells), or take the option away";
    ENZYME_ITEM = "`enzyme` belongs on a function: write the body as a function of its own";
    ENZYME_GENERIC = "Enzyme is given functions of known types: write `f64` or `f32`, and lengths as numbers or slices, or take `enzyme` away";
    ENZYME_VALUE = "of what is passed by value Enzyme takes floats: take this by `&`, or take `enzyme` away";
    ENZYME_RESULT = "Enzyme takes one float as the result: write this through a `&mut` argument, or take `enzyme` away";
    ENZYME_PATTERN = "Enzyme's arguments have names: write one and take it apart inside, or take `enzyme` away";
    ENZYME_DETACH = "`detach` means nothing to Enzyme, whose gradient would be another: take `enzyme` away";
}
