//! What the gate asks of a single PTX instruction or declaration.

use super::Fault;

/// What an opcode may not be, if anything: `opcode` is the first word of an instruction.
///
/// ptxas contracts a `mul` and an `add` into an `fma` unless they carry a rounding of their own, and the
/// approximate instructions differ from IEEE 754 and from one GPU to the next. Everything else that
/// computes with floats (`neg`, `abs`, `min`, `max`, comparisons, conversions) is exact or rounds as told.
pub fn arithmetic(opcode: &str) -> Option<Fault> {
    let mut parts = opcode.split('.');
    let name = parts.next()?;
    let qualifiers: Vec<&str> = parts.collect();
    let has = |wanted: &str| qualifiers.contains(&wanted);
    if !qualifiers.iter().any(|qualifier| is_float(qualifier)) {
        return None;
    }
    let opcode = || opcode.to_owned();
    match name {
        "fma" | "mad" => Some(Fault::Fused { opcode: opcode() }),
        _ if has("approx") || has("full") => Some(Fault::Approximate { opcode: opcode() }),
        _ if has("ftz") => Some(Fault::Flushing { opcode: opcode() }),
        "add" | "sub" | "mul" | "div" | "sqrt" | "rcp" if !has("rn") => {
            Some(Fault::Unrounded { opcode: opcode() })
        }
        _ => None,
    }
}

/// `f32`, `f64` and their relatives: `f16`, `f16x2`, `f32x2`, `bf16`, `bf16x2`, `tf32`.
fn is_float(qualifier: &str) -> bool {
    let digits = qualifier.trim_start_matches('t').trim_start_matches('b');
    digits.strip_prefix('f').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The function that a `call` names, `None` where it goes through a register.
///
/// `call.uni (result), name, (arguments)` with the result and the arguments optional.
pub fn callee(text: &str) -> Option<&str> {
    let operands = text.split_once(' ')?.1.trim_start();
    let target = match operands.strip_prefix('(') {
        Some(results) => results.split_once(')')?.1.trim_start_matches([',', ' ']),
        None => operands,
    };
    let name = target.split([',', ' ', '(']).next()?;
    (!name.is_empty() && !name.starts_with('%')).then_some(name)
}

/// The name that `.entry` or `.func` declares, whichever `keyword` is.
///
/// `.visible .func (.param .b64 result) name (parameters)`: the result is optional.
pub fn declared<'a>(text: &'a str, keyword: &str) -> Option<&'a str> {
    let mut after = text;
    loop {
        let (_, rest) = after.split_once(keyword)?;
        if rest.starts_with([' ', '(']) {
            after = rest.trim_start();
            break;
        }
        after = rest;
    }
    if let Some(result) = after.strip_prefix('(') {
        after = result.split_once(')')?.1.trim_start();
    }
    after.split(['(', ' ']).find(|name| !name.is_empty())
}

/// The bytes of a stack frame: `.local .align 8 .b8 __local_depot0[64]` is 64.
pub fn stack_bytes(text: &str) -> Option<usize> {
    if !text.starts_with(".local") {
        return None;
    }
    let (_, size) = text.split_once('[')?;
    size.split(']').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounded_arithmetic_passes() {
        for opcode in
            ["add.rn.f64", "sub.rn.f32", "mul.rn.f64", "div.rn.f32", "sqrt.rn.f64", "neg.f64", "max.f32"]
        {
            assert_eq!(arithmetic(opcode), None, "{opcode}");
        }
    }

    #[test]
    fn integers_are_none_of_its_business() {
        for opcode in
            ["add.s64", "mul.wide.u32", "mad.lo.s32", "sub.s32", "div.u64", "ld.global.b64", "cvt.u32.u64"]
        {
            assert_eq!(arithmetic(opcode), None, "{opcode}");
        }
    }

    #[test]
    fn unrounded_arithmetic_is_refused() {
        for opcode in ["add.f64", "sub.f32", "mul.f32", "mul.rz.f64", "add.f32x2", "add.f16x2", "mul.bf16"] {
            assert_eq!(arithmetic(opcode), Some(Fault::Unrounded { opcode: opcode.into() }), "{opcode}");
        }
    }

    #[test]
    fn fused_approximate_and_flushing_arithmetic_is_refused() {
        let fused = |opcode: &str| Some(Fault::Fused { opcode: opcode.into() });
        assert_eq!(arithmetic("fma.rn.f64"), fused("fma.rn.f64"));
        assert_eq!(arithmetic("mad.rn.f32"), fused("mad.rn.f32"));
        for opcode in ["div.full.f32", "sin.approx.f32", "rsqrt.approx.ftz.f64"] {
            assert_eq!(arithmetic(opcode), Some(Fault::Approximate { opcode: opcode.into() }));
        }
        assert_eq!(arithmetic("add.rn.ftz.f32"), Some(Fault::Flushing { opcode: "add.rn.ftz.f32".into() }));
    }

    #[test]
    fn callees_are_found_with_and_without_results() {
        assert_eq!(callee("call.uni (retval0), sine, (param0, param1)"), Some("sine"));
        assert_eq!(callee("call.uni panic"), Some("panic"));
        assert_eq!(callee("call panic, (param0)"), Some("panic"));
        assert_eq!(callee("call (retval0), %rd4, (param0), prototype_0"), None);
    }

    #[test]
    fn declarations_are_found_with_and_without_results() {
        assert_eq!(declared(".visible .entry ball_f64( .param .u32 n )", ".entry"), Some("ball_f64"));
        assert_eq!(declared(".func (.param .b64 func_retval0) sine(", ".func"), Some("sine"));
        assert_eq!(declared(".extern .func malloc ( .param .b64 n )", ".func"), Some("malloc"));
        assert_eq!(declared(".func trap()", ".entry"), None);
    }

    #[test]
    fn stack_frames_are_measured() {
        assert_eq!(stack_bytes(".local .align 8 .b8 __local_depot0[64]"), Some(64));
        assert_eq!(stack_bytes(".shared .align 8 .b8 tile[64]"), None);
    }
}
