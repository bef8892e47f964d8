//! Splits PTX into statements: enough of its grammar for the gate's rules, and no more.
//!
//! Comments and strings are seen for what they are; a statement ends at `;`, at the `{` or `}` of a body
//! or a block, and a directive such as `.target` at the end of its line. The braces of vector operands and
//! of initial values belong to their statement.

/// A statement of PTX.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statement {
    /// The line of its first word, from 1.
    pub line: usize,
    /// The labels before it.
    pub labels: Vec<String>,
    /// Its guard, `@%p1` or `@!%p1`, or nothing.
    pub guard: String,
    /// Its words with single blanks between them, without labels, guard and terminator.
    pub text: String,
    /// The `;`, `{` or `}` behind it; a line break behind a directive.
    pub end: char,
}

impl Statement {
    /// The first word: an opcode with its qualifiers, or a directive.
    pub fn head(&self) -> &str {
        self.text.split(' ').next().unwrap_or_default()
    }
}

/// Directives that end with their line.
const LINE_DIRECTIVES: [&str; 5] = [".version", ".target", ".address_size", ".file", ".loc"];

/// The statements of a PTX text, in its order.
pub fn statements(ptx: &str) -> Vec<Statement> {
    let mut found = Vec::new();
    let mut open = Open::default();
    for (number, line) in without_comments(ptx).lines().enumerate() {
        let mut quoted = false;
        for c in line.chars() {
            quoted ^= c == '"';
            match c {
                ';' if !quoted => open.close(c, &mut found),
                '{' | '}' if !quoted && !open.takes_brace(c) => open.close(c, &mut found),
                _ => open.push(c, number + 1),
            }
        }
        if LINE_DIRECTIVES.contains(&open.word()) {
            open.close('\n', &mut found);
        } else {
            open.push(' ', number + 1);
        }
    }
    open.close('\n', &mut found);
    found
}

/// The statement that is being read.
#[derive(Default)]
struct Open {
    line: usize,
    labels: Vec<String>,
    text: String,
    braces: usize,
}

impl Open {
    /// The first word so far.
    fn word(&self) -> &str {
        self.text.split_whitespace().next().unwrap_or_default()
    }

    /// Takes one more character; a label that it completes is put aside.
    fn push(&mut self, c: char, line: usize) {
        if self.text.is_empty() {
            if c.is_whitespace() {
                return;
            }
            self.line = line;
        }
        match c {
            ':' if is_name(&self.text) => self.labels.push(std::mem::take(&mut self.text)),
            _ => self.text.push(c),
        }
    }

    /// Whether a brace belongs to an operand or an initial value; if so, it is counted.
    fn takes_brace(&mut self, c: char) -> bool {
        let inside = !self.text.is_empty() && (!self.text.starts_with('.') || self.text.contains('='));
        match c {
            '{' if inside => self.braces += 1,
            '}' if self.braces > 0 => self.braces -= 1,
            _ => return false,
        }
        true
    }

    /// Ends the statement; braces and labels count even when no word stands there.
    fn close(&mut self, end: char, found: &mut Vec<Statement>) {
        let open = std::mem::take(self);
        let (guards, words): (Vec<&str>, Vec<&str>) =
            open.text.split_whitespace().partition(|word| word.starts_with('@'));
        if !words.is_empty() || !open.labels.is_empty() || "{}".contains(end) {
            let (guard, text) = (guards.concat(), words.join(" "));
            found.push(Statement { line: open.line, labels: open.labels, guard, text, end });
        }
    }
}

/// Whether a text is one PTX identifier, as a label is.
fn is_name(text: &str) -> bool {
    !text.starts_with('.') && text.chars().all(|c| c.is_ascii_alphanumeric() || "_$%.".contains(c))
}

/// The text with its comments blanked out, line breaks kept.
fn without_comments(ptx: &str) -> String {
    let mut kept = String::with_capacity(ptx.len());
    let mut rest = ptx;
    while let Some(at) = comment(rest) {
        kept.push_str(&rest[..at]);
        let body = &rest[at..];
        let end = match body.starts_with("//") {
            true => body.find('\n'),
            false => body[2..].find("*/").map(|end| end + 4),
        };
        let (gone, after) = body.split_at(end.unwrap_or(body.len()));
        kept.extend(gone.chars().filter(|&c| c == '\n'));
        rest = after;
    }
    kept + rest
}

/// Where the next comment begins, outside strings.
fn comment(text: &str) -> Option<usize> {
    let mut quoted = false;
    let bytes = text.as_bytes();
    (0..bytes.len()).find(|&i| {
        quoted ^= bytes[i] == b'"';
        !quoted && bytes[i] == b'/' && matches!(bytes.get(i + 1), Some(b'/' | b'*'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(ptx: &str) -> Vec<(usize, String)> {
        statements(ptx).into_iter().map(|s| (s.line, s.text)).collect()
    }

    #[test]
    fn labels_and_guards_are_taken_off() {
        let found = statements("$L__BB0_1:\n\t@%p1 bra \t$L__BB0_1;\n@!%p2 add.f64 %fd1, %fd2, %fd3;");
        assert_eq!((found[0].line, &*found[0].text), (2, "bra $L__BB0_1"));
        assert_eq!((&*found[0].labels[0], &*found[0].guard), ("$L__BB0_1", "@%p1"));
        assert_eq!((&*found[1].text, &*found[1].guard), ("add.f64 %fd1, %fd2, %fd3", "@!%p2"));
    }

    #[test]
    fn braces_of_operands_and_values_stay_with_their_statement() {
        let found =
            statements("{\n.func f()\n{\nld.v2.f64 {%fd1, %fd2}, [%rd1];\n}\n.global .b8 x[2] = {1, 2};\n}");
        let ends: String = found.iter().map(|s| s.end).collect();
        assert_eq!(ends, "{{;};}");
        assert_eq!(found[2].text, "ld.v2.f64 {%fd1, %fd2}, [%rd1]");
        assert_eq!(found[4].text, ".global .b8 x[2] = {1, 2}");
    }

    #[test]
    fn several_statements_share_a_line_and_one_spans_several() {
        let found = texts("ret; mov.u32 %r1, 1;\ncall.uni (retval0),\n f,\n (param0);");
        assert_eq!(found[1], (1, "mov.u32 %r1, 1".into()));
        assert_eq!(found[2], (2, "call.uni (retval0), f, (param0)".into()));
    }

    #[test]
    fn comments_and_strings_hide_what_they_hold() {
        let found = texts("// add.f64 a;\n/* fma.rn.f64\n x; */ ret;\n.file 1 \"a;//b\"\nexit;");
        assert_eq!(found, [(3, "ret".into()), (4, ".file 1 \"a;//b\"".into()), (5, "exit".into())]);
    }

    #[test]
    fn directives_end_with_their_line() {
        let found = texts(".version 7.0\n.target sm_80\n.loc 1 2 3\nadd.rn.f32 %f1, %f2, %f3;");
        assert_eq!(found[1], (2, ".target sm_80".into()));
        assert_eq!(found[3], (4, "add.rn.f32 %f1, %f2, %f3".into()));
    }

    #[test]
    fn an_unfinished_comment_and_statement_end_with_the_text() {
        assert_eq!(texts("add.f32 %f1, %f2, %f3 /* no end"), [(1, "add.f32 %f1, %f2, %f3".into())]);
    }
}
