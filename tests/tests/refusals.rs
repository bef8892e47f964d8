//! What is not differentiated is refused: on the user's token, with what to write instead.

#[test]
fn every_refusal_says_what_to_write_instead() {
    let programs = trybuild::TestCases::new();
    programs.compile_fail("compile_fail/*/*.rs");
}
