//! `mark IN.ll OUT.ll`: tells Enzyme which functions are the elementary ones.
//!
//! costate's `sin` and its kin are polynomials with tricks on the bits of floats, which Enzyme's analysis of
//! types does not see through. On the definition of a function with the attribute `"enzyme_math"="sin"` it
//! takes its own derivative of the sine instead.

use std::process::ExitCode;

/// What stands before a function's name, as v0 and the older scheme mangle it: the module of `f64`.
const MODULE: &str = "7costate10elementary6double";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [from, to] => match mark(from, to) {
            Ok(names) => println!("marked: {}", names.join(", ")),
            Err(why) => return failed(&why),
        },
        _ => return failed("usage: mark IN.ll OUT.ll"),
    }
    ExitCode::SUCCESS
}

fn failed(why: &str) -> ExitCode {
    eprintln!("mark: {why}");
    ExitCode::FAILURE
}

/// Copies a file with the definitions marked; gives their names.
fn mark(from: &str, to: &str) -> Result<Vec<&'static str>, String> {
    let text = std::fs::read_to_string(from).map_err(|e| format!("{from}: {e}"))?;
    let (mut names, mut marked) = (Vec::new(), String::with_capacity(text.len() + 1000));
    for line in text.lines() {
        match function(line) {
            Some(name) => {
                let math = in_c(name).ok_or_else(|| format!("no function of C is known for `{name}`"))?;
                marked += &with_attribute(line, math)
                    .ok_or_else(|| format!("no attributes are where they are expected: {line}"))?;
                names.push(math);
            }
            None => marked += line,
        }
        marked.push('\n');
    }
    if names.is_empty() {
        return Err(format!(
            "{from} defines no elementary function: was it built with `--cfg costate_outlined`?"
        ));
    }
    std::fs::write(to, marked).map_err(|e| format!("{to}: {e}"))?;
    Ok(names)
}

/// The name of the elementary function that a line defines: `…6double3sin…` is `sin`.
fn function(line: &str) -> Option<&str> {
    let after = line.strip_prefix("define ")?.split_once(MODULE)?.1;
    let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (length, name) = after.split_at(digits);
    name.get(..length.parse().ok()?)
}

/// What C calls it.
fn in_c(name: &str) -> Option<&'static str> {
    const NAMES: [(&str, &str); 18] = [
        ("sin", "sin"),
        ("cos", "cos"),
        ("tan", "tan"),
        ("asin", "asin"),
        ("acos", "acos"),
        ("atan", "atan"),
        ("atan2", "atan2"),
        ("sinh", "sinh"),
        ("cosh", "cosh"),
        ("tanh", "tanh"),
        ("exp", "exp"),
        ("exp_m1", "expm1"),
        ("ln", "log"),
        ("ln_1p", "log1p"),
        ("log2", "log2"),
        ("log10", "log10"),
        ("powf", "pow"),
        ("cbrt", "cbrt"),
    ];
    NAMES.iter().find(|(ours, _)| *ours == name).map(|(_, c)| *c)
}

/// A definition with one attribute more, behind the group `#7` of the others.
fn with_attribute(line: &str, math: &str) -> Option<String> {
    let group = line.rfind(" #")? + 2;
    let digits = line[group..].find(|c: char| !c.is_ascii_digit()).filter(|n| *n > 0)?;
    let (before, after) = line.split_at(group + digits);
    Some(format!("{before} \"enzyme_math\"=\"{math}\"{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_of_both_manglings_are_marked() {
        let v0 = "define internal double @_RNvNtNtCs9U_7costate10elementary6double3sin(double %0) unnamed_addr #4 {";
        assert_eq!(function(v0), Some("sin"));
        let marked = with_attribute(v0, "sin").expect("it has attributes");
        assert!(marked.ends_with("unnamed_addr #4 \"enzyme_math\"=\"sin\" {"), "{marked}");
        let older = "define internal double @_ZN7costate10elementary6double6exp_m117h0a1bE(double %0) #12 personality ptr @p {";
        assert_eq!(function(older).and_then(in_c), Some("expm1"));
        let marked = with_attribute(older, "expm1").expect("it has attributes");
        assert!(marked.ends_with("#12 \"enzyme_math\"=\"expm1\" personality ptr @p {"), "{marked}");
    }

    #[test]
    fn calls_and_others_are_left_alone() {
        assert_eq!(
            function("  %1 = call double @_RNvNtNtCs_7costate10elementary6double3sin(double %0)"),
            None
        );
        assert_eq!(
            function("define double @_RNvNtNtCs_7costate10elementary6single3sin(double %0) #1 {"),
            None
        );
    }
}
