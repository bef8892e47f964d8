//! Structs: literals, fields read and written.

use crate::function::Writer;
use crate::scope::Name;
use crate::types::Type;

impl Writer<'_, '_> {
    /// `Body { … }`, some of it from another one.
    pub(crate) fn body_literal(&mut self, depth: usize) -> String {
        let base = self.one_of(|n| n.ty == Type::Body).filter(|_| self.choices.below(3) == 2);
        let Some(base) = base else {
            let (qpos, qvel) = (self.real(depth), self.real(depth));
            let (arm, spring) = (self.array(2, depth), self.value_of(Type::Spring, depth));
            let count = self.index(0);
            return format!(
                "Body {{ qpos: {qpos}, qvel: {qvel}, arm: {arm}, spring: {spring}, count: {count} }}"
            );
        };
        let field = match self.choices.below(4) {
            0 => format!("qpos: {}", self.real(depth)),
            1 => format!("spring: {}", self.value_of(Type::Spring, depth)),
            2 => format!("arm: {}, qvel: {}", self.array(2, depth), self.real(depth)),
            _ => format!("qvel: {}, count: {}", self.real(depth), self.index(0)),
        };
        format!("Body {{ {field}, ..{} }}", base.whole())
    }

    /// `Spring { … }`
    pub(crate) fn spring_literal(&mut self, depth: usize) -> String {
        let base = self.one_of(|n| n.ty == Type::Spring).filter(|_| self.choices.below(3) == 2);
        match base {
            Some(base) => format!("Spring {{ rest: {}, ..{} }}", self.real(depth), base.whole()),
            None => format!("Spring {{ stiffness: {}, rest: {} }}", self.real(depth), self.real(depth)),
        }
    }

    /// A value of a struct.
    pub(crate) fn structure(&mut self, ty: Type, depth: usize) -> String {
        match self.choices.below(8) {
            1 => {
                if let Some(name) = self.one_of(|n| n.ty == ty) {
                    return name.whole();
                }
            }
            2 => return self.chosen(ty, depth.saturating_sub(1)),
            3 => {
                if let Some(call) = self.called(ty) {
                    return call;
                }
            }
            6 | 7 if ty == Type::Spring => return self.operated(depth.min(2)),
            4 if ty == Type::Spring => {
                if let Some(b) = self.one_of(|n| n.ty == Type::Body) {
                    return format!("{}.spring", b.text);
                }
            }
            _ => {}
        }
        if ty == Type::Body { self.body_literal(depth) } else { self.spring_literal(depth) }
    }

    /// `let b = Body { … };`
    pub(crate) fn let_struct(&mut self) {
        let ty = [Type::Body, Type::Body, Type::Spring][self.choices.below(3)];
        let value = self.value_of(ty, 1);
        let bare = self.new_name(ty.letter(), ty);
        let mutable = self.choices.below(3) > 0;
        self.line(&format!("let {}{bare} = {value};", if mutable { "mut " } else { "" }));
        self.declare(Name::local(&bare, ty, mutable));
    }

    /// A statement that writes a struct.
    pub(crate) fn field_stmt(&mut self) {
        let Some(b) = self.writable(|ty| matches!(ty, Type::Body | Type::Spring)) else {
            return self.let_struct();
        };
        match self.choices.below(8) {
            5 if b.ty == Type::Body => {
                let value = self.value_of(Type::Spring, 1);
                self.line(&format!("{}.spring = {value};", b.text));
            }
            6 if b.ty == Type::Body => {
                let step = self.index(0);
                self.line(&format!("{}.count = ({}.count + {step}) % 5;", b.text, b.text));
            }
            7 => {
                let value = self.value_of(b.ty, 1);
                let star = if b.reference { "*" } else { "" };
                self.line(&format!("{star}{} = {value};", b.bare));
            }
            4 => {
                let [one, other] = [b.ty.fields()[0], b.ty.fields()[1]];
                self.line(&format!("core::mem::swap(&mut {}.{one}, &mut {}.{other});", b.text, b.text));
            }
            _ => self.field(&b),
        }
    }

    /// `b.qpos op= e;`
    fn field(&mut self, b: &Name) {
        let mut field = b.ty.fields()[self.choices.below(b.ty.fields().len())].to_owned();
        if field.starts_with("arm") && self.choices.below(2) == 1 {
            field = format!("arm[{} % 2]", self.index(1));
        }
        let op = ["=", "+=", "-=", "*=", "="][self.choices.below(5)];
        self.frozen.push(b.bare.clone());
        let value = self.real(2);
        self.frozen.pop();
        let value = self.bounded(value);
        let value = if op == "*=" { format!("{value}.cos()") } else { value };
        self.line(&format!("{}.{field} {op} {value};", b.text));
    }

    /// A field of a struct or a pair, as a number.
    pub(crate) fn field_of(&mut self, b: &Name) -> String {
        let fields = b.ty.fields();
        let field = fields[self.choices.below(fields.len())];
        match field.starts_with("arm[0") {
            true => format!("{}.arm[{} % 2]", b.text, self.index(0)),
            false => format!("{}.{field}", b.text),
        }
    }
}
