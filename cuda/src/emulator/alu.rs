//! What PTX's arithmetic instructions compute, each from and to the bits of a register.
//!
//! Floats are the CPU's own, which round as `.rn` does. The table holds what LLVM writes for kernels; an
//! opcode that is not in it is an error, never a guess.

use std::cmp::Ordering;

/// Computes a result from up to four operands.
pub type Alu = fn([u64; 4]) -> u64;

/// The size of a type such as `b64` in bytes; a predicate takes one.
pub fn width(kind: &str) -> Option<usize> {
    match kind {
        "pred" | "b8" | "u8" | "s8" => Some(1),
        "b16" | "u16" | "s16" => Some(2),
        "b32" | "u32" | "s32" | "f32" => Some(4),
        "b64" | "u64" | "s64" | "f64" => Some(8),
        _ => None,
    }
}

/// What an opcode computes.
pub fn lookup(opcode: &str) -> Option<Alu> {
    moves(opcode)
        .or_else(|| floats(opcode))
        .or_else(|| integers(opcode))
        .or_else(|| logic(opcode))
        .or_else(|| comparisons(opcode))
        .or_else(|| conversions(opcode))
}

fn f(bits: u64) -> f32 {
    f32::from_bits(bits as u32)
}

fn d(bits: u64) -> f64 {
    f64::from_bits(bits)
}

fn of(value: f32) -> u64 {
    value.to_bits().into()
}

/// `mov`, `cvta`, `selp`.
fn moves(opcode: &str) -> Option<Alu> {
    Some(match opcode {
        "mov.b64" | "mov.u64" | "mov.s64" | "mov.f64" => |[a, ..]| a,
        "mov.b32" | "mov.u32" | "mov.s32" | "mov.f32" => |[a, ..]| a & 0xffff_ffff,
        "mov.b16" | "mov.u16" | "mov.s16" => |[a, ..]| a & 0xffff,
        "mov.pred" => |[a, ..]| (a != 0).into(),
        _ if opcode.starts_with("cvta.") => |[a, ..]| a,
        _ if opcode.starts_with("selp.") => |[a, b, p, _]| if p != 0 { a } else { b },
        _ => return None,
    })
}

/// Floating-point arithmetic, rounded to nearest even.
fn floats(opcode: &str) -> Option<Alu> {
    Some(match opcode {
        "add.rn.f64" => |[a, b, ..]| (d(a) + d(b)).to_bits(),
        "sub.rn.f64" => |[a, b, ..]| (d(a) - d(b)).to_bits(),
        "mul.rn.f64" => |[a, b, ..]| (d(a) * d(b)).to_bits(),
        "div.rn.f64" => |[a, b, ..]| (d(a) / d(b)).to_bits(),
        "rcp.rn.f64" => |[a, ..]| (1.0 / d(a)).to_bits(),
        "sqrt.rn.f64" => |[a, ..]| d(a).sqrt().to_bits(),
        "neg.f64" => |[a, ..]| (-d(a)).to_bits(),
        "abs.f64" => |[a, ..]| d(a).abs().to_bits(),
        "add.rn.f32" => |[a, b, ..]| of(f(a) + f(b)),
        "sub.rn.f32" => |[a, b, ..]| of(f(a) - f(b)),
        "mul.rn.f32" => |[a, b, ..]| of(f(a) * f(b)),
        "div.rn.f32" => |[a, b, ..]| of(f(a) / f(b)),
        "rcp.rn.f32" => |[a, ..]| of(1.0 / f(a)),
        "sqrt.rn.f32" => |[a, ..]| of(f(a).sqrt()),
        "neg.f32" => |[a, ..]| of(-f(a)),
        "min.f64" => |[a, b, ..]| d(a).min(d(b)).to_bits(),
        "max.f64" => |[a, b, ..]| d(a).max(d(b)).to_bits(),
        "min.f32" => |[a, b, ..]| of(f(a).min(f(b))),
        "max.f32" => |[a, b, ..]| of(f(a).max(f(b))),
        "abs.f32" => |[a, ..]| of(f(a).abs()),
        _ => return None,
    })
}

/// Integer arithmetic, in the width of its type.
fn integers(opcode: &str) -> Option<Alu> {
    Some(match opcode {
        "add.s64" | "add.u64" => |[a, b, ..]| a.wrapping_add(b),
        "sub.s64" | "sub.u64" => |[a, b, ..]| a.wrapping_sub(b),
        "mul.lo.s64" | "mul.lo.u64" => |[a, b, ..]| a.wrapping_mul(b),
        "mad.lo.s64" | "mad.lo.u64" => |[a, b, c, _]| a.wrapping_mul(b).wrapping_add(c),
        "mul.hi.u64" => |[a, b, ..]| ((u128::from(a) * u128::from(b)) >> 64) as u64,
        "div.u64" => |[a, b, ..]| a.checked_div(b).unwrap_or(u64::MAX),
        "rem.u64" => |[a, b, ..]| a.checked_rem(b).unwrap_or(a),
        "neg.s64" => |[a, ..]| a.wrapping_neg(),
        "min.u64" => |[a, b, ..]| a.min(b),
        "max.u64" => |[a, b, ..]| a.max(b),
        "min.s64" => |[a, b, ..]| (a as i64).min(b as i64) as u64,
        "max.s64" => |[a, b, ..]| (a as i64).max(b as i64) as u64,
        "add.s32" | "add.u32" => |[a, b, ..]| (a as u32).wrapping_add(b as u32).into(),
        "sub.s32" | "sub.u32" => |[a, b, ..]| (a as u32).wrapping_sub(b as u32).into(),
        "mul.lo.s32" | "mul.lo.u32" => |[a, b, ..]| (a as u32).wrapping_mul(b as u32).into(),
        "mad.lo.s32" | "mad.lo.u32" => {
            |[a, b, c, _]| (a as u32).wrapping_mul(b as u32).wrapping_add(c as u32).into()
        }
        "mul.hi.u32" => |[a, b, ..]| ((a & 0xffff_ffff) * (b & 0xffff_ffff)) >> 32,
        "div.u32" => |[a, b, ..]| (a as u32).checked_div(b as u32).unwrap_or(u32::MAX).into(),
        "rem.u32" => |[a, b, ..]| (a as u32).checked_rem(b as u32).unwrap_or(a as u32).into(),
        "neg.s32" => |[a, ..]| (a as u32).wrapping_neg().into(),
        "min.u32" => |[a, b, ..]| (a as u32).min(b as u32).into(),
        "max.u32" => |[a, b, ..]| (a as u32).max(b as u32).into(),
        "min.s32" => |[a, b, ..]| (a as i32).min(b as i32) as u32 as u64,
        "max.s32" => |[a, b, ..]| (a as i32).max(b as i32) as u32 as u64,
        "add.s16" | "add.u16" => |[a, b, ..]| (a as u16).wrapping_add(b as u16).into(),
        "sub.s16" | "sub.u16" => |[a, b, ..]| (a as u16).wrapping_sub(b as u16).into(),
        "mul.lo.s16" | "mul.lo.u16" => |[a, b, ..]| (a as u16).wrapping_mul(b as u16).into(),
        "mul.hi.s16" => |[a, b, ..]| ((i32::from(a as i16) * i32::from(b as i16)) >> 16) as u16 as u64,
        "mul.wide.u32" => |[a, b, ..]| (a & 0xffff_ffff) * (b & 0xffff_ffff),
        "mul.wide.s32" => |[a, b, ..]| (i64::from(a as i32) * i64::from(b as i32)) as u64,
        "mad.wide.u32" => |[a, b, c, _]| ((a & 0xffff_ffff) * (b & 0xffff_ffff)).wrapping_add(c),
        "mad.wide.s32" => |[a, b, c, _]| ((i64::from(a as i32) * i64::from(b as i32)) as u64).wrapping_add(c),
        _ => return None,
    })
}

/// Bitwise operations and shifts; a shift by the width or more gives what shifting one by one would.
fn logic(opcode: &str) -> Option<Alu> {
    Some(match opcode {
        "and.b64" | "and.b32" | "and.b16" | "and.pred" => |[a, b, ..]| a & b,
        "or.b64" | "or.b32" | "or.b16" | "or.pred" => |[a, b, ..]| a | b,
        "xor.b64" | "xor.b32" | "xor.b16" | "xor.pred" => |[a, b, ..]| a ^ b,
        "not.b64" => |[a, ..]| !a,
        "not.b32" => |[a, ..]| (!(a as u32)).into(),
        "not.pred" => |[a, ..]| (a == 0).into(),
        "shl.b64" => |[a, n, ..]| a.checked_shl(n as u32).unwrap_or(0),
        "shr.u64" | "shr.b64" => |[a, n, ..]| a.checked_shr(n as u32).unwrap_or(0),
        "shr.s64" => |[a, n, ..]| ((a as i64) >> (n as u32).min(63)) as u64,
        "shl.b32" => |[a, n, ..]| (a as u32).checked_shl(n as u32).unwrap_or(0).into(),
        "shr.u32" | "shr.b32" => |[a, n, ..]| (a as u32).checked_shr(n as u32).unwrap_or(0).into(),
        "shr.s32" => |[a, n, ..]| ((a as i32) >> (n as u32).min(31)) as u32 as u64,
        "not.b16" => |[a, ..]| (!(a as u16)).into(),
        "shl.b16" => |[a, n, ..]| (a as u16).checked_shl(n as u32).unwrap_or(0).into(),
        "shr.u16" | "shr.b16" => |[a, n, ..]| (a as u16).checked_shr(n as u32).unwrap_or(0).into(),
        "shr.s16" => |[a, n, ..]| ((a as i16) >> (n as u32).min(15)) as u16 as u64,
        "clz.b32" => |[a, ..]| (a as u32).leading_zeros().into(),
        "clz.b64" => |[a, ..]| a.leading_zeros().into(),
        _ => return None,
    })
}

/// A comparison of one type: how its bits are read. What ends in `u` holds for NaN too.
macro_rules! compare {
    ($relation:expr, $read:expr) => {
        match $relation {
            "eq" => |[a, b, ..]| $read(a).partial_cmp(&$read(b)).is_some_and(Ordering::is_eq).into(),
            "ne" => |[a, b, ..]| $read(a).partial_cmp(&$read(b)).is_some_and(Ordering::is_ne).into(),
            "lt" | "lo" => |[a, b, ..]| $read(a).partial_cmp(&$read(b)).is_some_and(Ordering::is_lt).into(),
            "le" | "ls" => |[a, b, ..]| $read(a).partial_cmp(&$read(b)).is_some_and(Ordering::is_le).into(),
            "gt" | "hi" => |[a, b, ..]| $read(a).partial_cmp(&$read(b)).is_some_and(Ordering::is_gt).into(),
            "ge" | "hs" => |[a, b, ..]| $read(a).partial_cmp(&$read(b)).is_some_and(Ordering::is_ge).into(),
            "equ" => |[a, b, ..]| $read(a).partial_cmp(&$read(b)).is_none_or(Ordering::is_eq).into(),
            "neu" => |[a, b, ..]| $read(a).partial_cmp(&$read(b)).is_none_or(Ordering::is_ne).into(),
            "ltu" => |[a, b, ..]| $read(a).partial_cmp(&$read(b)).is_none_or(Ordering::is_lt).into(),
            "leu" => |[a, b, ..]| $read(a).partial_cmp(&$read(b)).is_none_or(Ordering::is_le).into(),
            "gtu" => |[a, b, ..]| $read(a).partial_cmp(&$read(b)).is_none_or(Ordering::is_gt).into(),
            "geu" => |[a, b, ..]| $read(a).partial_cmp(&$read(b)).is_none_or(Ordering::is_ge).into(),
            "num" => |[a, b, ..]| $read(a).partial_cmp(&$read(b)).is_some().into(),
            "nan" => |[a, b, ..]| $read(a).partial_cmp(&$read(b)).is_none().into(),
            _ => return None,
        }
    };
}

/// `setp.lt.f64` and its relatives.
fn comparisons(opcode: &str) -> Option<Alu> {
    let (relation, kind) = opcode.strip_prefix("setp.")?.split_once('.')?;
    Some(match kind {
        "f64" => compare!(relation, d),
        "f32" => compare!(relation, f),
        "u64" | "b64" => compare!(relation, |a: u64| a),
        "s64" => compare!(relation, |a: u64| a as i64),
        "u32" | "b32" => compare!(relation, |a: u64| a as u32),
        "s32" => compare!(relation, |a: u64| a as i32),
        "u16" | "b16" => compare!(relation, |a: u64| a as u16),
        "s16" => compare!(relation, |a: u64| a as i16),
        _ => return None,
    })
}

/// `cvt.to.from`.
fn conversions(opcode: &str) -> Option<Alu> {
    Some(match opcode.strip_prefix("cvt.")? {
        "u64.u32" | "s64.u32" => |[a, ..]| a & 0xffff_ffff,
        "s64.s32" | "u64.s32" => |[a, ..]| i64::from(a as i32) as u64,
        "u32.u64" | "u32.s64" | "s32.s64" | "s32.u64" => |[a, ..]| a & 0xffff_ffff,
        "u32.u16" | "s32.u16" | "u64.u16" => |[a, ..]| a & 0xffff,
        "u16.u32" | "u16.u64" => |[a, ..]| a & 0xffff,
        "s32.s16" | "u32.s16" => |[a, ..]| i32::from(a as i16) as u32 as u64,
        "u32.u8" | "u16.u8" | "u64.u8" => |[a, ..]| a & 0xff,
        "f64.f32" => |[a, ..]| f64::from(f(a)).to_bits(),
        "rn.f32.f64" => |[a, ..]| of(d(a) as f32),
        "rn.f64.s32" => |[a, ..]| f64::from(a as i32).to_bits(),
        "rn.f64.u32" => |[a, ..]| f64::from(a as u32).to_bits(),
        "rn.f64.s64" => |[a, ..]| (a as i64 as f64).to_bits(),
        "rn.f64.u64" => |[a, ..]| (a as f64).to_bits(),
        "rn.f32.s32" => |[a, ..]| of(a as i32 as f32),
        "rn.f32.u32" => |[a, ..]| of(a as u32 as f32),
        "rn.f32.u64" => |[a, ..]| of(a as f32),
        "rzi.s32.f64" => |[a, ..]| d(a) as i32 as u32 as u64,
        "rzi.s64.f64" => |[a, ..]| d(a) as i64 as u64,
        "rzi.s32.f32" => |[a, ..]| f(a) as i32 as u32 as u64,
        "rmi.f64.f64" => |[a, ..]| d(a).floor().to_bits(),
        "rpi.f64.f64" => |[a, ..]| d(a).ceil().to_bits(),
        "rzi.f64.f64" => |[a, ..]| d(a).trunc().to_bits(),
        "rmi.f32.f32" => |[a, ..]| of(f(a).floor()),
        "rpi.f32.f32" => |[a, ..]| of(f(a).ceil()),
        "rzi.f32.f32" => |[a, ..]| of(f(a).trunc()),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(opcode: &str, a: u64, b: u64) -> u64 {
        lookup(opcode).expect("the opcode is known")([a, b, 0, 0])
    }

    #[test]
    fn floats_round_in_their_own_width() {
        assert_eq!(run("add.rn.f32", of(1.0), of(1e-9)), of(1.0));
        assert_eq!(d(run("add.rn.f64", 1.0_f64.to_bits(), 1e-9_f64.to_bits())), 1.0 + 1e-9);
        assert_eq!(run("cvt.rn.f32.f64", 0.1_f64.to_bits(), 0), of(0.1));
    }

    #[test]
    fn ordered_comparisons_fail_on_nan_and_unordered_ones_hold() {
        let (one, nan) = (1.0_f64.to_bits(), f64::NAN.to_bits());
        for relation in ["eq", "ne", "lt", "le", "gt", "ge"] {
            assert_eq!(run(&format!("setp.{relation}.f64"), one, nan), 0, "{relation}");
            assert_eq!(run(&format!("setp.{relation}u.f64"), one, nan), 1, "{relation}u");
        }
    }

    #[test]
    fn integers_wrap_in_their_own_width_and_shifts_run_out() {
        assert_eq!(run("add.s32", u64::from(u32::MAX), 1), 0);
        assert_eq!(run("mul.wide.s32", -2_i32 as u32 as u64, 3), -6_i64 as u64);
        assert_eq!(run("shr.s32", 0x8000_0000, 40), 0xffff_ffff);
        assert_eq!(run("shl.b32", 1, 32), 0);
        assert_eq!(run("setp.lt.s32", 0xffff_ffff, 0), 1);
        assert_eq!(run("setp.lt.u32", 0xffff_ffff, 0), 0);
    }

    #[test]
    fn what_is_not_in_the_table_is_not_guessed() {
        for opcode in ["fma.rn.f64", "add.f64", "sin.approx.f32", "setp.near.f64"] {
            assert!(lookup(opcode).is_none(), "{opcode}");
        }
    }
}
