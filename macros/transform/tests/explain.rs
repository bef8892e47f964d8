//! `explain` where the analyses are off, and in what the macro cannot know.

use costate_transform::activity::Activity;
use costate_transform::explain::explain;
use costate_transform::lower::lower;
use costate_transform::messages::Messages;
use costate_transform::plan::Keep;
use costate_transform::signature::Signature;
use expect_test::{Expect, expect};

/// The table of a function that lends nothing.
fn explained(source: &str, keep: Keep, expected: Expect) {
    let f: syn::ItemFn = syn::parse_str(source).unwrap();
    let mut messages = Messages::default();
    let signature = Signature::read(&f.sig, &[&f.sig.generics], &mut messages);
    let function = lower(&signature, &f.block, &mut messages);
    assert!(messages.is_empty());
    let activity = Activity::find(&function, &signature);
    let text = explain(&f.sig.ident.to_string(), &function, &signature, &activity, keep);
    expected.assert_eq(&text);
}

const CHAIN: &str = "fn chain(x: f64, n: usize) -> f64 {
    let mut y = x;
    for _ in 0..n { let z = y * (x + 1.0); y = z * z; }
    y
}";

#[test]
fn what_is_cheap_is_computed_again() {
    explained(
        CHAIN,
        Keep::Costly,
        expect![[r#"
        chain(x, n)
          x  adjoint
          n  no adjoint: usize has no derivative

        tape of `vjp`: 8 bytes an iteration of `for k in 0..n`
          for k in 0..n: 8 bytes an iteration
            y  f64  8 bytes  carried by the loop
            computed again: z = y * (x + 1.0)
        tape of `fwd`, for `rev`: the same
    "#]],
    );
}

#[test]
fn with_the_analysis_off_everything_is_kept() {
    explained(
        CHAIN,
        Keep::Everything,
        expect![[r#"
        chain(x, n)
          x  adjoint
          n  no adjoint: usize has no derivative

        tape of `vjp`: 24 bytes an iteration of `for k in 0..n`
          for k in 0..n: 24 bytes an iteration
            y        f64  8 bytes  carried by the loop
            x + 1.0  f64  8 bytes  kept with everything: the analysis is off
            z        f64  8 bytes  kept with everything: the analysis is off
        tape of `fwd`, for `rev`: the same
    "#]],
    );
}

#[test]
fn types_that_the_macro_does_not_know_have_no_bytes() {
    let source = "fn energy<T: Real, const N: usize>(s: &State<T>, w: [T; N], #[constant] g: T) -> T {
        let mut e = T::ZERO;
        for i in (0..N).rev() {
            let v = s.velocity[i] * w[i];
            let mut pair = (v, w[i]);
            pair.0 = pair.0 * g;
            e = e + norm(&mut pair) / v;
        }
        e
    }";
    explained(
        source,
        Keep::Costly,
        expect![[r#"
            energy(s, w, g)
              s  adjoint
              w  adjoint
              g  no adjoint: `#[constant]`

            tape of `vjp`: (what `norm` keeps + size of `pair.0` + size of `norm(…)` + what operators keep) an iteration of `for i in (0..N).rev()`
              for i in (0..N).rev(): what `norm` keeps + size of `pair.0` + size of `norm(…)` + what operators keep an iteration
                norm(…)                                                 a call: what the callee keeps
                pair.0                            ?  size of `pair.0`   read from `pair`, which changes
                norm(…)                           ?  size of `norm(…)`  result of `norm`
                s.velocity[i] * w[i], and 2 more                        operators on types that the macro does not know; nothing for numbers
                computed again: v = s.velocity[i] * w[i]
            tape of `fwd`, for `rev`: the same
        "#]],
    );
}
