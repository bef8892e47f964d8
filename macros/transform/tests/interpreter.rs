//! The interpreter itself: values it must give, and what it must not let pass.

#[path = "programs/real.rs"]
mod real;

use costate_transform::interp::{Error, Program, Switches, Value};
use real::Real;

type Plain = Value<Real<f64>>;

fn real(x: f64) -> Plain {
    Value::Number(Real(x))
}

fn compiled(source: &str) -> Program {
    Program::parse(source, Switches::default()).expect("the source is accepted")
}

fn run(source: &str, arguments: Vec<Plain>) -> Result<Plain, Error> {
    compiled(source).primal("f", arguments).map(|ran| ran.value)
}

#[test]
fn integers_branches_and_loops_have_their_values() {
    let source = "fn f(n: usize, x: f64) -> f64 {
        let mut s = 0.0;
        'outer: for i in (0..n).rev() { if i == 1 { continue 'outer; } s += x * i as f64; }
        let mut k = 7_i32; while k > 0 { k /= 2; s += 100.0; }
        match n % 3 { 0 | 1 => s, _ => -s }
    }";
    // (3 + 2 + 0) · 10 + 3 · 100
    assert_eq!(run(source, vec![Value::Integer(4), real(10.0)]), Ok(real(350.0)));
    assert_eq!(run(source, vec![Value::Integer(2), real(10.0)]), Ok(real(-300.0)));
}

#[test]
fn the_adjoints_of_a_product_are_its_factors() {
    let program =
        compiled("fn g(x: f64, y: f64) -> f64 { x * y } fn f(x: f64, y: f64) -> f64 { g(x, y) + x }");
    for pulled in [
        program.split("f", vec![real(3.0), real(5.0)], vec![real(0.0), real(0.5)], real(2.0)),
        program.joint("f", vec![real(3.0), real(5.0)], vec![real(0.0), real(0.5)], real(2.0)),
    ] {
        let pulled = pulled.expect("the program runs");
        assert_eq!(pulled.value, real(18.0));
        assert_eq!(pulled.adjoints, vec![real(12.0), real(6.5)]);
    }
    let pushed = program.tangent("f", vec![real(3.0), real(5.0)], vec![real(1.0), real(0.0)]);
    assert_eq!(pushed.map(|p| p.tangent), Ok(real(6.0)));
}

/// `+` is a product and `+=` a square here: what the `impl` says is what is differentiated.
#[test]
fn operators_of_a_struct_are_its_own() {
    let program = compiled(
        "struct P { x: f64 }
        impl Add for P { type Output = P; fn add(self, o: P) -> P { P { x: self.x * o.x } } }
        impl AddAssign for P { fn add_assign(&mut self, o: P) { self.x += o.x * o.x; } }
        impl Neg for P { type Output = P; fn neg(self) -> P { P { x: self.x * self.x } } }
        fn f(a: P, b: P) -> f64 { let mut c = a + b; c += -a; c.x }",
    );
    let point = |x: f64| Value::Struct(vec![("x".to_owned(), real(x))]);
    // 3 · 5 + (3²)²; by a: 5 + 4 · 3³, by b: 3
    let (at, zero) = (|| vec![point(3.0), point(5.0)], || vec![point(0.0), point(0.0)]);
    for pulled in [program.split("f", at(), zero(), real(1.0)), program.joint("f", at(), zero(), real(1.0))] {
        let pulled = pulled.expect("the program runs");
        assert_eq!(pulled.value, real(96.0));
        assert_eq!(pulled.adjoints, vec![point(113.0), point(3.0)]);
    }
    let pushed = program.tangent("f", at(), vec![point(1.0), point(0.0)]);
    assert_eq!(pushed.map(|p| p.tangent), Ok(real(113.0)));
}

#[test]
fn what_rust_would_not_let_pass_is_an_error() {
    let array = || Value::Array(vec![real(1.0), real(2.0)]);
    let cases = [
        ("fn f(a: &[f64]) -> f64 { a[2] }", Error::Index(2, 2)),
        ("fn f(a: &[f64]) -> f64 { assert!(a.len() > 2, \"short\"); a[0] }", Error::Panicked(String::new())),
        ("fn f(a: &[f64]) -> f64 { let n: usize = a.len() - 3; a[n] }", Error::Overflow),
        ("fn f(a: &[f64]) -> f64 { g(a) }", Error::Unknown("g".to_owned())),
    ];
    for (source, wanted) in cases {
        let found = run(source, vec![array()]).expect_err(source);
        let same = std::mem::discriminant(&found) == std::mem::discriminant(&wanted);
        assert!(same, "{source}: {found}, not {wanted}");
    }
    assert_eq!(run("fn f(x: f64) -> f64 { x }", vec![]), Err(Error::Arguments(1, 0)));
}

#[test]
fn what_the_compiler_refuses_has_its_message() {
    let refused = Program::parse("fn f(x: f64) -> f64 { x % 2.0 }", Switches::default()).err();
    assert!(matches!(&refused, Some(Error::Refused(text)) if text.contains("trunc")), "{refused:?}");
}
