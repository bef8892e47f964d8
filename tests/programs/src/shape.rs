//! An enum whose variants hold values: built, matched, written through.

use crate::function::Writer;
use crate::scope::Name;
use crate::types::Type;

impl Writer<'_, '_> {
    /// A value of the enum.
    pub(crate) fn shape(&mut self, depth: usize) -> String {
        match self.choices.below(7) {
            1 => "Shape::<T>::Nothing".to_owned(),
            2 | 3 => {
                let half = self.array(2, depth.min(1));
                format!("Shape::Block {{ half: {half}, round: {} }}", self.real(depth))
            }
            4 => match self.one_of(|n| n.ty == Type::Shape) {
                Some(h) => h.whole(),
                None => format!("Shape::Ball({})", self.real(depth)),
            },
            5 => self.chosen(Type::Shape, depth.saturating_sub(1)),
            _ => format!("Shape::Ball({})", self.real(depth)),
        }
    }

    /// A statement about the enum.
    pub(crate) fn shape_stmt(&mut self) {
        let h = self.one_of(|n| n.ty == Type::Shape);
        let Some(h) = h.filter(|_| self.nested() <= 4) else { return self.let_shape() };
        let free = h.mutable && !self.frozen.contains(&h.bare);
        match self.choices.below(6) {
            0 | 1 => self.match_shape(&h, false),
            2 | 3 if free => self.match_shape(&h, true),
            4 if free => {
                let value = self.shape(1);
                self.line(&format!("{} = {value};", h.text));
            }
            5 => {
                let r = self.fresh("v");
                self.line(&format!(
                    "if let Shape::Ball({r}) | Shape::Block {{ round: {r}, .. }} = {} {{",
                    h.text
                ));
                self.inside(|w| {
                    w.declare(Name::local(&r, Type::Real, false));
                    w.stmts(2);
                });
                self.line("}");
            }
            _ => self.let_shape(),
        }
    }

    fn let_shape(&mut self) {
        let value = self.shape(2);
        let bare = self.fresh("h");
        let mutable = self.choices.below(3) > 0;
        self.line(&format!("let {}{bare}: Shape<T> = {value};", if mutable { "mut " } else { "" }));
        self.declare(Name::local(&bare, Type::Shape, mutable));
    }

    /// `Shape::Ball(r) if … => …` before the arm without the condition.
    fn guarded_arm(&mut self, arms: &mut Vec<(String, Vec<Name>)>, r: &str) {
        let name = Name::local(r, Type::Real, false);
        let guard = self.calm(|w| {
            w.inside(|w| {
                w.declare(name.clone());
                w.guard(1)
            })
        });
        arms.insert(0, (format!("Shape::Ball({r}) if {guard}"), vec![name]));
    }

    /// `match h { Shape::Ball(r) => …, … }`, or of `&mut h`.
    fn match_shape(&mut self, h: &Name, unique: bool) {
        let [r, half, round] = [self.fresh("v"), self.fresh("w"), self.fresh("v")];
        let name = |bare: &str, ty: Type| match unique {
            true => Name::behind(bare, ty, true),
            false => Name::local(bare, ty, false),
        };
        let mut arms = vec![
            (format!("Shape::Ball({r})"), vec![name(&r, Type::Real)]),
            (
                format!("Shape::Block {{ half: {half}, round: {round} }}"),
                vec![name(&half, Type::Array(2)), name(&round, Type::Real)],
            ),
            ("Shape::Nothing".to_owned(), Vec::new()),
        ];
        if !unique && self.choices.once_in(3) {
            self.guarded_arm(&mut arms, &r);
        }
        self.line(&format!("match {}{} {{", if unique { "&mut " } else { "" }, h.text));
        let lent = if unique { vec![h.bare.clone()] } else { Vec::new() };
        for (pattern, names) in arms {
            self.lending(&[], &lent, |w| {
                w.line(&format!("{pattern} => {{"));
                w.inside(|w| {
                    names.into_iter().for_each(|n| w.declare(n));
                    w.stmts(2);
                });
                w.line("}");
            });
        }
        self.line("}");
    }
}
