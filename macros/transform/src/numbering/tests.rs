use super::*;
use crate::messages::Messages;
use crate::signature::Signature;

/// Which variables have the value of which, by name, in the order of the text.
fn again(source: &str) -> Vec<String> {
    let f: syn::ItemFn = syn::parse_str(source).unwrap();
    let mut messages = Messages::default();
    let signature = Signature::read(&f.sig, &[&f.sig.generics], &mut messages);
    let function = crate::lower::lower(&signature, &f.block, &mut messages);
    assert!(messages.combined().is_none(), "{source}");
    let found = Numbering::find(&function);
    let mut pairs: Vec<(Var, Var)> = found.same.into_iter().collect();
    pairs.sort();
    let name = |v: Var| function.info(v).name.clone();
    pairs.into_iter().map(|(v, w)| format!("{} = {}", name(v), name(w))).collect()
}

#[test]
fn the_same_expression_is_one_value() {
    let source =
        "fn f(a: f64, b: f64) -> f64 { let u = a - b; let v = a - b; let w = b - a; u.sin() * v.sin() * w }";
    assert_eq!(again(source), ["v = u", "u_2 = u_1"]);
}

#[test]
fn a_copy_has_the_value_of_what_it_copies() {
    let source = "fn f(a: f64) -> f64 { let b = a; let u = a * a; let v = b * b; u + v }";
    assert_eq!(again(source), ["v = u"]);
}

#[test]
fn literals_alone_tell_no_type() {
    let source = "fn f(a: f64) -> f64 { let n: u8 = 1 + 2; let m: u64 = 1 + 2; a * n as f64 * m as f64 }";
    assert_eq!(again(source), [""; 0]);
    let source =
        "fn f(a: f64, n: usize) -> f64 { let m = 1 << n; let k: u64 = 1 << n; a * m as f64 * k as f64 }";
    assert_eq!(again(source), [""; 0]);
}

#[test]
fn a_load_is_the_same_until_its_memory_changes() {
    let source =
        "fn f(x: &mut [f64], i: usize) -> f64 { let u = x[i]; let v = x[i]; x[0] = u; let w = x[i]; v * w }";
    assert_eq!(again(source), ["v = u"]);
    let source = "fn f(x: &mut [f64], i: usize) -> f64 { let u = x[i]; x[i] += 1.0; let v = x[i]; helper(x); u * v * x[i] }";
    assert_eq!(again(source), [""; 0]);
    let source = "fn f(s: &mut S, a: f64) -> f64 { let u = s.p.sin(); s.q = a; let v = s.p.sin(); s.p = a; u * v * s.p.sin() }";
    assert_eq!(again(source).len(), 2);
}

#[test]
fn iterations_change_what_they_write() {
    let source = "fn f(x: &mut [f64]) -> f64 { let mut s = x[0]; for i in 1..4 { s += x[0]; x[i] = s; } s }";
    assert_eq!(again(source), [""; 0]);
    let source = "fn f(x: &[f64], y: &mut [f64]) -> f64 { let mut s = x[0]; for i in 1..4 { s += x[0]; y[i] = s; } s }";
    assert_eq!(again(source).len(), 1);
}

#[test]
fn a_branch_may_change_and_what_it_computes_is_not_there_behind_it() {
    let source =
        "fn f(x: &mut [f64], a: f64) -> f64 { let u = x[0]; if a > 0.0 { x[0] = a; } let v = x[0]; u * v }";
    assert_eq!(again(source), [""; 0]);
    let source = "fn f(a: f64) -> f64 { let mut s = a; if a > 0.0 { s = a.sin(); } let v = a.sin(); s * v }";
    assert_eq!(again(source), [""; 0]);
    let source = "fn f(a: f64) -> f64 { let v = a.sin(); let mut s = a; if a > 0.0 { s = a.sin(); } s * v }";
    assert_eq!(again(source).len(), 1);
}

#[test]
fn operators_of_unknown_types_are_not_the_same() {
    let source = "fn f(a: V, b: V) -> f64 { let u = a - b; let v = a - b; dot(u, v) }";
    assert_eq!(again(source), [""; 0]);
    // only numbers have a sine, and what stands beside one in an array is one
    let source =
        "fn f(x: &A) -> f64 { let (a, b) = (x[0], x[1]); let u = a - b; let v = a - b; b.sin() * u * v }";
    assert_eq!(again(source), ["v = u"]);
}
