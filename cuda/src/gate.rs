//! The PTX gate: reads a PTX text and finds what would break the promise of equal bits, or the launch.
//!
//! The promise is that a kernel gives the same bits on the CPU and on the GPU. The compiler keeps it only
//! while every `add`, `sub` and `mul` of floats carries `.rn` (ptxas is free to contract the others) and no
//! approximate instruction stands in the text. A launch needs all entry points, no function that nobody
//! defines (an allocator, a formatter), and a stack that fits every resident thread.

pub(crate) mod rules;
pub(crate) mod statement;

use std::collections::BTreeSet;
use std::fmt;

use statement::Statement;

/// The GPU architecture that the PTX names.
pub const TARGET: &str = "sm_80";

/// The largest stack frame that the gate lets pass, in bytes.
///
/// A frame lives in local memory for every resident thread (2,048 on a multiprocessor), so arrays belong
/// in a strided arena of global memory.
pub const STACK_LIMIT: usize = 1024;

/// What is wrong with one statement, or with the text as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Float arithmetic without `.rn`.
    #[error("`{opcode}` has no `.rn`: ptxas may contract it into an fma")]
    Unrounded {
        /// The instruction.
        opcode: String,
    },
    /// A fused multiply-add of floats.
    #[error("`{opcode}` rounds once where the CPU rounds twice; write `a * b + c`, not `mul_add`")]
    Fused {
        /// The instruction.
        opcode: String,
    },
    /// An approximate instruction.
    #[error("`{opcode}` is not IEEE 754; the kernels' functions come from `costate`")]
    Approximate {
        /// The instruction.
        opcode: String,
    },
    /// Float arithmetic that flushes subnormal numbers to zero.
    #[error("`{opcode}` flushes subnormal numbers to zero")]
    Flushing {
        /// The instruction.
        opcode: String,
    },
    /// A call of a function that the text does not define.
    #[error("`{name}` is called but not defined here: kernels neither allocate nor link")]
    Undefined {
        /// The function.
        name: String,
    },
    /// A call through a register.
    #[error("a call through a function pointer: kernels have no trait objects")]
    Indirect,
    /// A stack frame above [`STACK_LIMIT`].
    #[error("a stack frame of {bytes} bytes; at most {STACK_LIMIT} fit: use the tape's arena")]
    Stack {
        /// Its size.
        bytes: usize,
    },
    /// The text is not for [`TARGET`].
    #[error("`.target {found}` should be `.target {TARGET}`")]
    Target {
        /// What stands there; empty when nothing does.
        found: String,
    },
    /// An entry point that should be there is not.
    #[error("the entry point `{name}` is missing")]
    Missing {
        /// The entry point.
        name: String,
    },
}

/// A fault and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The line, from 1; 0 for a fault of the text as a whole.
    pub line: usize,
    /// What is wrong there.
    pub fault: Fault,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}", self.fault),
            line => write!(f, "line {line}: {}", self.fault),
        }
    }
}

/// The PTX does not pass: every finding, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the PTX does not pass the gate:{}", listed(.0))]
pub struct Rejected(pub Vec<Finding>);

/// One finding a line.
fn listed(findings: &[Finding]) -> String {
    findings.iter().map(|finding| format!("\n  {finding}")).collect()
}

/// What stands in a PTX text that passes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The entry points, by name.
    pub entries: Vec<String>,
    /// Instructions, of all kinds.
    pub instructions: usize,
    /// Float `add`, `sub`, `mul`, all with `.rn`.
    pub rounded: usize,
    /// The largest stack frame, in bytes.
    pub stack: usize,
}

/// Reads a PTX text that should hold at least the entry points `expected`.
///
/// # Errors
/// All that is wrong with it.
pub fn check(ptx: &str, expected: &[&str]) -> Result<Report, Rejected> {
    let statements = statement::statements(ptx);
    let defined = names(&statements, ".func");
    let entries = names(&statements, ".entry");
    let mut findings: Vec<Finding> = statements.iter().filter_map(|s| finding(s, &defined)).collect();
    findings.extend(target(&statements));
    let missing = expected.iter().filter(|name| !entries.contains(**name));
    findings.extend(missing.map(|name| Finding { line: 0, fault: Fault::Missing { name: (*name).into() } }));
    if !findings.is_empty() {
        return Err(Rejected(findings));
    }
    Ok(Report {
        entries: entries.into_iter().map(str::to_owned).collect(),
        instructions: statements.iter().filter(|s| is_instruction(s)).count(),
        rounded: statements.iter().filter(|s| is_rounded(s.head())).count(),
        stack: statements.iter().filter_map(|s| rules::stack_bytes(&s.text)).max().unwrap_or(0),
    })
}

/// The functions of one kind that have a body.
fn names<'a>(statements: &'a [Statement], keyword: &str) -> BTreeSet<&'a str> {
    let bodies = statements.iter().filter(|s| s.end == '{' && s.text.starts_with('.'));
    bodies.filter_map(|s| rules::declared(&s.text, keyword)).collect()
}

/// What is wrong with one statement.
fn finding(statement: &Statement, defined: &BTreeSet<&str>) -> Option<Finding> {
    let fault = match statement.head() {
        call if call == "call" || call.starts_with("call.") => undefined(&statement.text, defined),
        ".local" => rules::stack_bytes(&statement.text)
            .filter(|&bytes| bytes > STACK_LIMIT)
            .map(|bytes| Fault::Stack { bytes }),
        opcode => rules::arithmetic(opcode),
    };
    fault.map(|fault| Finding { line: statement.line, fault })
}

/// Whether a call leads nowhere in this text.
fn undefined(call: &str, defined: &BTreeSet<&str>) -> Option<Fault> {
    match rules::callee(call) {
        None => Some(Fault::Indirect),
        Some(name) if defined.contains(name) => None,
        Some(name) => Some(Fault::Undefined { name: name.into() }),
    }
}

/// What is wrong with the `.target`.
fn target(statements: &[Statement]) -> Option<Finding> {
    let directive = statements.iter().find(|s| s.head() == ".target");
    let found = directive.map(|s| s.text[".target".len()..].trim().to_owned()).unwrap_or_default();
    let line = directive.map_or(0, |s| s.line);
    (found != TARGET).then_some(Finding { line, fault: Fault::Target { found } })
}

/// Instructions begin with a letter; directives with a dot, operands of split vectors with `%`.
fn is_instruction(statement: &Statement) -> bool {
    statement.end == ';' && statement.text.starts_with(|c: char| c.is_ascii_lowercase())
}

fn is_rounded(opcode: &str) -> bool {
    ["add.rn.f", "sub.rn.f", "mul.rn.f"].iter().any(|rounded| opcode.starts_with(rounded))
}
