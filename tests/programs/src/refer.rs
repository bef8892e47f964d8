//! Local references: of parts, of one place or another, two at once.

use crate::function::Writer;
use crate::scope::{Around, Name};
use crate::types::Type;

impl Writer<'_, '_> {
    /// A block with a reference in a variable.
    pub(crate) fn referring(&mut self) {
        if self.nested() > 4 {
            return self.element();
        }
        self.line("{");
        self.inside(|w| match w.choices.below(7) {
            0 | 1 => w.unique_part(),
            2 => w.split(),
            3 => w.rebound(),
            4 => w.chosen_unique(),
            5 => w.buffers(),
            _ => w.shared_part(),
        });
        self.line("}");
    }

    /// `let r = &mut a[i];`
    fn unique_part(&mut self) {
        let Some(name) = self.writable(|ty| !matches!(ty, Type::Index | Type::Truth | Type::Mask)) else {
            return self.let_array();
        };
        let Some((place, ty)) = self.part_of(&name) else { return self.let_real() };
        let bare = self.fresh("r");
        self.line(&format!("let {bare} = &mut {place};"));
        self.lending(&[], &[name.bare], |w| {
            w.declare(Name::behind(&bare, ty, true));
            w.stmts(3);
        });
    }

    /// `let r = &a[i];`
    fn shared_part(&mut self) {
        let name = self.one_of(|n| !matches!(n.ty, Type::Index | Type::Truth | Type::Mask | Type::Law));
        let Some((name, Some((place, ty)))) = name.map(|n| (n.clone(), self.part_of(&n))) else {
            return self.let_array();
        };
        let bare = self.fresh("r");
        self.line(&format!("let {bare} = &{place};"));
        self.lending(&[name.bare], &[], |w| {
            w.declare(Name::behind(&bare, ty, false));
            w.stmts(3);
        });
    }

    /// A place inside a variable, or all of it.
    fn part_of(&mut self, name: &Name) -> Option<(String, Type)> {
        let text = &name.text;
        let whole = || (if name.reference { format!("*{}", name.bare) } else { text.clone() }, name.ty);
        Some(match (name.ty, self.choices.below(4)) {
            (Type::Array(n) | Type::Slice(n), 2) if n > 1 => (format!("{text}[1..]"), Type::Slice(n - 1)),
            (Type::Array(_) | Type::Slice(_), 0 | 1) => {
                (format!("{text}[{}]", self.position(text, name.ty)), Type::Real)
            }
            (Type::Slice(n), _) => (format!("{text}[..]"), Type::Slice(n)),
            (Type::Body, 1) => (format!("{text}.arm"), Type::Array(2)),
            (Type::Body, 2) => (format!("{text}.spring"), Type::Spring),
            (Type::Body | Type::Spring | Type::Pair, 0) => {
                (format!("{text}.{}", name.ty.fields()[0]), Type::Real)
            }
            (Type::Law | Type::Maybe | Type::Shape, _) => return None,
            _ => whole(),
        })
    }

    /// `let (l, r) = a.split_at_mut(k);`
    fn split(&mut self) {
        let Some(row) = self.row(true).filter(|r| r.least > 1) else { return self.let_array() };
        let k = 1 + self.choices.below(row.least - 1);
        let [l, r] = [self.fresh("l"), self.fresh("r")];
        self.line(&format!("let ({l}, {r}) = {}.split_at_mut({k});", row.text));
        self.lending(&[], &[row.root], |w| {
            w.declare(Name::behind(&l, Type::Slice(k), true));
            w.declare(Name::behind(&r, Type::Slice(row.least - k), true));
            w.element();
            w.stmts(3);
        });
    }

    /// `let mut p = &a; if c { p = &b; }`
    fn rebound(&mut self) {
        let Some((a, b)) = self.two_alike(false) else { return self.let_array() };
        let bare = self.fresh("p");
        let borrowed = |n: &Name| match (n.reference, n.mutable) {
            (true, true) => format!("&*{}", n.bare),
            (true, false) => n.bare.clone(),
            (false, _) => format!("&{}", n.text),
        };
        self.line(&format!("let mut {bare} = {};", borrowed(&a)));
        let looped = self.choices.below(2) == 1 && self.loops.len() < 2;
        self.lending(&[a.bare.clone(), b.bare.clone()], &[], |w| {
            let truth = w.truth(1);
            let again = format!("if {truth} {{ {bare} = {}; }}", borrowed(&b));
            w.declare(Name::behind(&bare, a.ty, false));
            if !looped {
                w.line(&again);
                return w.stmts(3);
            }
            w.looped(|w| {
                w.stmts(2);
                w.line(&again);
            });
            w.assign_real();
        });
    }

    /// `let r = if c { &mut a } else { &mut b };`
    fn chosen_unique(&mut self) {
        let Some((a, b)) = self.two_alike(true) else { return self.let_array() };
        let truth = self.truth(1);
        let [one, other] = [&a, &b].map(unique);
        let bare = self.fresh("r");
        self.line(&format!("let {bare} = if {truth} {{ {one} }} else {{ {other} }};"));
        self.lending(&[], &[a.bare.clone(), b.bare.clone()], |w| {
            w.declare(Name::behind(&bare, a.ty, true));
            w.stmts(3);
        });
    }

    /// Two buffers that a loop exchanges.
    fn buffers(&mut self) {
        let pair = if self.loops.len() < 2 { self.two_alike(true) } else { None };
        let Some((a, b)) = pair else { return self.let_array() };
        let [now, next] = [self.fresh("p"), self.fresh("q")];
        let [one, other] = [&a, &b].map(unique);
        self.line(&format!("let (mut {now}, mut {next}) = ({one}, {other});"));
        self.lending(&[], &[a.bare.clone(), b.bare.clone()], |w| {
            w.declare(Name::behind(&now, a.ty, true));
            w.declare(Name::behind(&next, a.ty, true));
            w.looped(|w| {
                w.stmts(3);
                let swap = match w.choices.below(2) {
                    0 => format!("core::mem::swap(&mut {now}, &mut {next});"),
                    _ => format!("({now}, {next}) = ({next}, {now});"),
                };
                w.line(&swap);
            });
            if w.choices.below(2) == 1 {
                w.stmts(2);
            }
        });
    }

    /// A loop that cannot be left with a label.
    fn looped(&mut self, body: impl FnOnce(&mut Self)) {
        let end = 2 + self.choices.below(2);
        self.line(&format!("for _ in 0..{end} {{"));
        self.loops.push(Around { label: None, continuable: true, behind_block: false });
        self.inside(body);
        self.loops.pop();
        self.line("}");
    }

    /// Two variables of the same type; of slices, of which one may be longer, none.
    fn two_alike(&mut self, mutable: bool) -> Option<(Name, Name)> {
        let (frozen, chained) = (self.frozen.clone(), self.chained);
        let may = |n: &Name| {
            // what a closure is given has no place
            let named = !chained && !n.bare.starts_with("u_");
            let whole =
                named && matches!(n.ty, Type::Real | Type::Array(_) | Type::Body | Type::Spring | Type::Pair);
            whole && (!mutable || (n.mutable && !frozen.contains(&n.bare)))
        };
        let a = self.one_of(may)?;
        let b = self.one_of(|n| may(n) && n.ty == a.ty && n.bare != a.bare)?;
        Some((a, b))
    }
}

fn unique(n: &Name) -> String {
    if n.reference { format!("&mut *{}", n.bare) } else { format!("&mut {}", n.text) }
}
