//! What `#[derive(Diff)]` writes (see `expanded/`; `UPDATE_EXPECT=1` writes it anew), and what it
//! says when it refuses.

use costate_transform::derive::derive_diff;
use expect_test::{Expect, ExpectFile, expect, expect_file};

/// Compares the pretty-printed output for `source` with `expected`.
fn writes(source: &str, expected: ExpectFile) {
    let tokens = derive_diff(syn::parse_str(source).unwrap()).unwrap();
    expected.assert_eq(&prettyplease::unparse(&syn::parse2(tokens).unwrap()));
}

/// Compares the messages for `source`, each up to its first colon, with `expected`.
fn refuses(source: &str, expected: Expect) {
    let error = derive_diff(syn::parse_str(source).unwrap()).unwrap_err();
    let messages: Vec<_> = error.into_iter().map(|error| error.to_string()).collect();
    let heads: Vec<_> = messages.iter().map(|text| text.split(':').next().unwrap()).collect();
    expected.assert_eq(&heads.join("\n"));
}

#[test]
fn a_struct_of_numbers_gets_a_tangent_struct() {
    let source = "pub struct State { pub qpos: f64, steps: usize }";
    writes(source, expect_file!["expanded/struct_of_numbers.rs"]);
}

#[test]
fn generics_are_bounded_by_the_types_of_their_fields() {
    let source = "struct Body<T: Real, const N: usize>(T, [T; N], #[diff(constant)] T, f32);";
    writes(source, expect_file!["expanded/generic_tuple_struct.rs"]);
}

#[test]
fn a_vector_is_its_own_tangent() {
    let source = "#[diff(tangent = Self)] pub struct Vec2<T> { pub x: T, pub y: T }";
    writes(source, expect_file!["expanded/own_tangent.rs"]);
}

#[test]
fn a_field_less_enum_is_its_index() {
    writes("enum Mode { Free, Held = 4, Broken }", expect_file!["expanded/field_less_enum.rs"]);
}

#[test]
fn an_enum_with_values_gets_a_tangent_enum() {
    let source = "enum Shape<T> { Ball(T), Stack { count: u32, height: T }, Nothing }";
    writes(source, expect_file!["expanded/enum_with_values.rs"]);
}

#[test]
fn a_constant_struct_has_the_unit_tangent() {
    let source = "#[diff(constant)] struct Mesh<T> { rest: T }";
    writes(source, expect_file!["expanded/constant_struct.rs"]);
}

#[test]
fn all_refusals_come_at_once() {
    let source = "
        #[diff(nothing)]
        struct S<'a> {
            x: &'a f64,
            #[diff(tangent = Self)] y: Vec<f64>,
            f: fn(f64) -> f64,
            p: *const f64,
        }";
    refuses(
        source,
        expect![[r#"
        a type's `#[diff(…)]`
        structs holding references are refused
        a field's `#[diff(…)]`
        this owns memory of the heap, which a tape and a GPU cannot hold
        a function cannot lie on a tape
        a pointer cannot lie on a tape"#]],
    );
}

#[test]
fn empty_enums_and_unions_are_refused() {
    refuses("enum Never {}", expect!["an enum without variants has no value that a tape could hold"]);
    refuses(
        "#[diff(constant)] enum Mode { A, B }",
        expect!["the tangent of an enum without values is `()` already"],
    );
    refuses(
        "#[diff(tangent = Self)] enum Shape { A(f64) }",
        expect!["an enum is not its own tangent, which needs a zero of no variant"],
    );
    refuses(
        "enum Shape<'a> { A(&'a f64), B { x: Vec<f64> } }",
        expect![[r#"
            structs holding references are refused
            this owns memory of the heap, which a tape and a GPU cannot hold"#]],
    );
    refuses(
        "union U { a: f32, b: u32 }",
        expect!["a union does not say which of its fields is alive, so it has no derivative"],
    );
}

#[test]
fn attributes_say_what_they_take() {
    refuses("#[diff] struct S { x: f64 }", expect!["a type's `#[diff(…)]`"]);
    refuses("#[diff(tangent = Other)] struct S { x: f64 }", expect!["the tangent cannot be another type"]);
    refuses("#[diff(constant, tangent = Self)] struct S { x: f64 }", expect!["a type has one tangent"]);
    refuses("struct S { #[diff()] x: f64 }", expect!["a field's `#[diff(…)]`"]);
}
