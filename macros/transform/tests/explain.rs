//! `explain` where the analyses are off, and in what the macro cannot know.

use costate_programs::{program, seeded};
use costate_transform::activity::Activity;
use costate_transform::adjoint::{Mode, adjoint};
use costate_transform::explain::explain;
use costate_transform::ir::{Block, Expr, Function, Stmt, Var};
use costate_transform::lower::lower;
use costate_transform::messages::Messages;
use costate_transform::plan::Savings;
use costate_transform::save::save;
use costate_transform::signature::Signature;
use expect_test::{Expect, expect};

/// A function as the adjoint gets it.
fn compiled(f: &syn::ItemFn) -> (Function, Signature, Activity) {
    let mut messages = Messages::default();
    let signature = Signature::read(&f.sig, &[&f.sig.generics], &mut messages);
    let mut function = lower(&signature, &f.block, &mut messages);
    let activity = Activity::find(&function, &signature);
    save(&mut function, &activity);
    if let Some(message) = messages.combined() {
        panic!("{message}");
    }
    let activity = Activity::find(&function, &signature);
    (function, signature, activity)
}

fn explained(source: &str, savings: Savings, expected: Expect) {
    let f: syn::ItemFn = syn::parse_str(source).unwrap();
    let (function, signature, activity) = compiled(&f);
    let text = explain(&f.sig.ident.to_string(), &function, &signature, &activity, savings, false);
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
        Savings::ALL,
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
        Savings::NONE,
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
        Savings::ALL,
        expect![[r#"
            energy(s, w, g)
              s  adjoint
              w  adjoint
              g  no adjoint: `#[constant]`

            tape of `vjp`: what `norm` keeps + what operators keep
              for i in (0..N).rev(): (what `norm` keeps + what operators keep) at a time
                norm(…)                           a call: what the callee keeps
                s.velocity[i] * w[i], and 2 more  operators on types that the macro does not know; nothing for numbers
            tape of `fwd`, for `rev`: (what `norm` keeps + 3 values of unknown type + what operators keep) an iteration of `for i in (0..N).rev()`
              for i in (0..N).rev(): (what `norm` keeps + 3 values of unknown type + what operators keep) an iteration
                norm(…)                              a call: what the callee keeps
                pair.0                            ?  read from `pair`, which changes
                pair                              ?  copied: lent to `norm`, whose `rev` wants it as it was
                norm(…)                           ?  result of `norm`
                s.velocity[i] * w[i], and 2 more     operators on types that the macro does not know; nothing for numbers
                computed again: v = s.velocity[i] * w[i]
        "#]],
    );
}

#[test]
fn literals_are_said_as_they_were_written() {
    let source = "fn gravity<T: Real>(h: T, n: usize) -> T {
        let mut g = h;
        for _ in 0..n { g = g * (0.5 / g).exp(); }
        g
    }";
    explained(
        source,
        Savings::ALL,
        expect![[r#"
        gravity(h, n)
          h  adjoint
          n  no adjoint: usize has no derivative

        tape of `vjp`: 3 × size of `T` an iteration of `for k in 0..n`
          for k in 0..n: 3 × size of `T` an iteration
            g                T  size of `T`  carried by the loop
            0.5 / g          T  size of `T`  a division costs more than reading it back
            (0.5 / g).exp()  T  size of `T`  `exp` costs more than reading it back
        tape of `fwd`, for `rev`: the same
    "#]],
    );
}

#[test]
fn a_branch_that_keeps_nothing_is_only_named() {
    let source = "fn half(x: f64, n: usize) -> f64 {
        let mut y = x;
        for i in 0..n { if i > 2 { y = y + x; } else { y = y.exp(); } }
        y
    }";
    explained(
        source,
        Savings::ALL,
        expect![[r#"
        half(x, n)
          x  adjoint
          n  no adjoint: usize has no derivative

        tape of `vjp`: up to 8 bytes an iteration of `for i in 0..n`
          for i in 0..n: up to 8 bytes an iteration
            computed again: i > 2
            if i > 2 … else: 8 bytes
              y  f64  8 bytes  `exp` costs more than reading it back
        tape of `fwd`, for `rev`: the same
    "#]],
    );
}

/// The values pushed in the blocks inside a block, in order.
fn pushed_inside(block: &Block) -> Vec<Var> {
    let all = |b: &Block| -> Vec<Var> {
        let pushed = b.stmts.iter().filter_map(|stmt| match stmt {
            Stmt::Push(all) | Stmt::Put(_, all) => Some(all),
            _ => None,
        });
        let own = pushed.flatten().filter_map(|e| match e {
            Expr::Var(v) => Some(*v),
            _ => None,
        });
        own.chain(pushed_inside(b)).collect()
    };
    let inside = |stmt: &Stmt| match stmt {
        Stmt::If(_, then, otherwise, _) => [all(then), all(otherwise)].concat(),
        Stmt::Loop(l) => all(&l.body),
        Stmt::InParts(s) => all(&s.l.body),
        _ => Vec::new(),
    };
    block.stmts.iter().flat_map(inside).collect()
}

/// `vjp` and the pair `fwd` and `rev` keep the same inside loops and branches, but for loads that only one
/// of them can make again: the table says which it is.
#[test]
fn random_programs_are_explained_in_both_modes() {
    let (mut kept, mut same, mut different) = (0, 0, 0);
    for seed in 0..100 {
        let text = program("k", &seeded(seed, 400)).source();
        let file = syn::parse_file(&text).unwrap();
        for item in &file.items {
            let syn::Item::Fn(f) = item else { continue };
            let (function, signature, activity) = compiled(f);
            let inside = |mode| pushed_inside(&adjoint(&function, &signature, &activity, mode).forward);
            kept += inside(Mode::Split).len();
            let table = explain("k", &function, &signature, &activity, Savings::ALL, false);
            let headings = table.lines().filter(|line| line.starts_with("tape of `")).count();
            assert_eq!(headings, 2, "{table}");
            let agree = inside(Mode::Joint) == inside(Mode::Split);
            let said = table.contains("for `rev`: the same");
            let at_once = !adjoint(&function, &signature, &activity, Mode::Joint).plan.fused.is_empty();
            assert!(said == agree || (at_once && agree), "{text}\n{table}");
            if agree { same += 1 } else { different += 1 }
        }
    }
    assert!(kept > 300, "{kept} values are kept");
    assert!(same > 100 && different > 10, "{same} functions keep the same, {different} do not");
}
