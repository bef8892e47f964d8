//! Makes a derivative program read like one: adjoints that nothing is added to
//! are plain values, copies vanish, and a temporary that is used once stands
//! where it is used. No value changes.

use std::collections::{HashMap, HashSet};

use crate::ir::{Arg, Block, DerivedArg, Expr, Function, Op, Place, Role, Step, Stmt, Var};
use crate::types::Ty;
use crate::walk::{each_block, each_changed, each_child, each_expr, each_witness};

/// The longest expression that is written in place of a temporary.
const LONGEST: usize = 7;

/// Tidies a block; `ends` are read after it.
pub fn tidy(function: &Function, block: &mut Block, ends: &mut [&mut Expr]) {
    let mut changed = HashSet::new();
    find_changed(block, &mut changed);
    settle(block, &changed);
    let mut pass = Tidy { function, changed, uses: HashMap::new(), copies: HashMap::new() };
    pass.copies_of(block);
    pass.rename(block, ends);
    count(block, &mut pass.uses);
    for e in ends.iter_mut() {
        uses_of(e, &mut pass.uses);
    }
    pass.inline(block, ends);
}

/// How a variable is used.
#[derive(Clone, Copy, Default)]
struct Uses {
    /// As an operand.
    values: usize,
    /// As the root of a place, or in a witness: it must keep its name.
    named: usize,
}

struct Tidy<'a> {
    function: &'a Function,
    changed: HashSet<Var>,
    uses: HashMap<Var, Uses>,
    copies: HashMap<Var, Var>,
}

fn find_changed(block: &mut Block, changed: &mut HashSet<Var>) {
    for stmt in &mut block.stmts {
        each_changed(stmt, &mut |v| {
            changed.insert(v);
        });
        each_block(stmt, &mut |b, _| find_changed(b, changed));
    }
}

/// A first contribution that stays the only one is a value.
fn settle(block: &mut Block, changed: &HashSet<Var>) {
    for stmt in &mut block.stmts {
        if let Stmt::Accumulate(target, op, e) = stmt
            && target.first
            && !changed.contains(&target.place.root)
        {
            let value = std::mem::replace(e, Expr::Zero);
            let value = if *op == Op::Sub { Expr::Neg(Box::new(value)) } else { value };
            *stmt = Stmt::Let(target.place.root, value);
        }
        each_block(stmt, &mut |b, _| settle(b, changed));
    }
}

impl Tidy<'_> {
    /// `let a = b;` of values that never change.
    fn copies_of(&mut self, block: &mut Block) {
        for stmt in &mut block.stmts {
            if let Stmt::Let(v, Expr::Var(w)) = stmt
                && self.function.info(*v).temporary
                && !self.changed.contains(v)
                && !self.changed.contains(w)
                && !matches!(self.function.info(*w).role, Role::Shared | Role::Unique)
            {
                self.copies.insert(*v, *w);
            }
            each_block(stmt, &mut |b, _| self.copies_of(b));
        }
    }

    fn original(&self, mut v: Var) -> Var {
        while let Some(w) = self.copies.get(&v) {
            v = *w;
        }
        v
    }

    fn rename(&self, block: &mut Block, ends: &mut [&mut Expr]) {
        block.stmts.retain(|s| !matches!(s, Stmt::Let(v, Expr::Var(_)) if self.copies.contains_key(v)));
        for stmt in &mut block.stmts {
            each_expr(stmt, &mut |e| self.rename_in(e));
            each_witness(stmt, &mut |e| self.rename_in(e));
            each_lent(stmt, &mut |p| p.root = self.original(p.root));
            each_block(stmt, &mut |b, mut ends| self.rename(b, &mut ends));
        }
        ends.iter_mut().for_each(|e| self.rename_in(e));
    }

    fn rename_in(&self, e: &mut Expr) {
        match e {
            Expr::Var(v) => *v = self.original(*v),
            Expr::Load(p) | Expr::Len(p) | Expr::At(p, _) | Expr::Scratch(p) => {
                p.root = self.original(p.root)
            }
            Expr::TangentStruct(_, v, ..) | Expr::TangentVariant(_, v, _) => *v = self.original(*v),
            _ => {}
        }
        each_child(e, &mut |e| self.rename_in(e));
    }

    // ---- temporaries that are used once

    fn inline(&mut self, block: &mut Block, ends: &mut [&mut Expr]) {
        let mut waiting: Vec<(Var, Expr)> = Vec::new();
        let mut out = Vec::with_capacity(block.stmts.len());
        for mut stmt in std::mem::take(&mut block.stmts) {
            let mut touched = HashSet::new();
            find_changed(&mut Block { stmts: vec![stmt.clone()] }, &mut touched);
            if self.lends(&stmt) {
                flush(&mut waiting, &mut out, |e| reads(e, &touched));
            }
            each_expr(&mut stmt, &mut |e| fill(e, &mut waiting));
            let compound = matches!(
                stmt,
                Stmt::If(..)
                    | Stmt::Loop(_)
                    | Stmt::InParts(_)
                    | Stmt::ReverseLoop(_)
                    | Stmt::Saving(_)
                    | Stmt::Stretches(_)
            );
            flush(&mut waiting, &mut out, |e| compound || reads(e, &touched));
            each_block(&mut stmt, &mut |b, mut ends| self.inline(b, &mut ends));
            match stmt {
                Stmt::Let(v, e) if self.may_wait(v, &e) => waiting.push((v, e)),
                other => out.push(other),
            }
        }
        ends.iter_mut().for_each(|e| fill(e, &mut waiting));
        flush(&mut waiting, &mut out, |_| true);
        block.stmts = out;
    }

    fn may_wait(&self, v: Var, e: &Expr) -> bool {
        let uses = self.uses.get(&v).copied().unwrap_or_default();
        let short = size(e) <= LONGEST;
        self.function.info(v).temporary && uses.values == 1 && uses.named == 0 && short && is_pure(e)
    }

    /// Whether what a statement changes is borrowed while its operands are evaluated.
    fn lends(&self, stmt: &Stmt) -> bool {
        match stmt {
            Stmt::Accumulate(target, ..) => !target.scalar || self.is_reached_by_call(&target.place),
            Stmt::Update(place, ..) => is_part(place) || self.is_reached_by_call(place),
            Stmt::Store(place, _) => is_part(place),
            Stmt::Call(_) | Stmt::Derived(_) | Stmt::TwinRev(_) => true,
            _ => false,
        }
    }

    /// Whether `place += e` calls for the place, as `x[1..]` does, before it evaluates `e`. Of primitive
    /// floats `e` comes first.
    fn is_reached_by_call(&self, place: &Place) -> bool {
        let primitive =
            matches!(self.function.kinds.name_of(&self.function.place_ty(place)), Some("f32" | "f64"));
        let called = |k: usize| match &place.path[k] {
            Step::Range(..) => true,
            Step::Index(_) => {
                let base = Place { root: place.root, path: place.path[..k].to_vec() };
                !matches!(self.function.place_ty(&base), Ty::Array(_) | Ty::Slice(_))
            }
            _ => false,
        };
        !primitive && (0..place.path.len()).any(called)
    }
}

/// Visits the places that a call is lent by `&`.
fn each_lent(stmt: &mut Stmt, see: &mut dyn FnMut(&mut Place)) {
    match stmt {
        Stmt::Call(call) => call.args.iter_mut().for_each(|arg| {
            if let Arg::Shared(p) = arg {
                see(p);
            }
        }),
        Stmt::Derived(call) => call.args.iter_mut().for_each(|arg| {
            if let DerivedArg::Shared(p) = arg {
                see(p);
            }
        }),
        _ => {}
    }
}

/// Whether a place is in a part of a slice, or in what a variant holds: those are borrowed before they
/// are indexed.
fn is_part(place: &Place) -> bool {
    place.path.iter().any(|step| matches!(step, Step::Range(..) | Step::Variant(..)))
}

/// Puts waiting values where they are used.
fn fill(e: &mut Expr, waiting: &mut Vec<(Var, Expr)>) {
    if let Expr::Var(v) = e
        && let Some(k) = waiting.iter().position(|(w, _)| w == v)
    {
        *e = waiting.remove(k).1;
        return;
    }
    each_child(e, &mut |e| fill(e, waiting));
}

/// Writes down, in order, the waiting values that cannot wait longer.
fn flush(waiting: &mut Vec<(Var, Expr)>, out: &mut Vec<Stmt>, now: impl Fn(&mut Expr) -> bool) {
    for (v, mut e) in std::mem::take(waiting) {
        if now(&mut e) {
            out.push(Stmt::Let(v, e));
        } else {
            waiting.push((v, e));
        }
    }
}

fn reads(e: &mut Expr, roots: &HashSet<Var>) -> bool {
    let own = match e {
        Expr::Var(v) => roots.contains(v),
        Expr::Load(p) | Expr::Len(p) | Expr::At(p, _) | Expr::Take(p) | Expr::Scratch(p) => {
            roots.contains(&p.root)
        }
        _ => false,
    };
    let mut any = own;
    each_child(e, &mut |e| any |= reads(e, roots));
    any
}

fn is_pure(e: &Expr) -> bool {
    let own = match e {
        Expr::Take(_)
        | Expr::Scratch(_)
        | Expr::TwinFwd(..)
        | Expr::TwinTan(..)
        | Expr::Mark
        | Expr::Filler
        | Expr::FillerLike(_)
        | Expr::FillerPart(..)
        | Expr::Zero => false,
        // these introduce types or scopes that read better under a name
        Expr::ZeroAs(_) | Expr::CastRule(..) | Expr::TangentStruct(..) | Expr::TangentVariant(..) => false,
        _ => true,
    };
    let mut all = own;
    each_child(&mut e.clone(), &mut |e| all &= is_pure(e));
    all
}

fn size(e: &Expr) -> usize {
    let mut total = 1;
    each_child(&mut e.clone(), &mut |e| total += size(e));
    total
}

fn count(block: &mut Block, uses: &mut HashMap<Var, Uses>) {
    for stmt in &mut block.stmts {
        each_expr(stmt, &mut |e| uses_of(e, uses));
        named(stmt, uses);
        each_block(stmt, &mut |b, ends| {
            count(b, uses);
            ends.into_iter().for_each(|e| uses_of(e, uses));
        });
    }
}

fn uses_of(e: &mut Expr, uses: &mut HashMap<Var, Uses>) {
    match e {
        Expr::Var(v) => uses.entry(*v).or_default().values += 1,
        Expr::Load(p) | Expr::Len(p) | Expr::Take(p) | Expr::At(p, _) | Expr::Scratch(p) => {
            uses.entry(p.root).or_default().named += 1
        }
        Expr::TangentStruct(_, v, ..) | Expr::TangentVariant(_, v, _) => {
            uses.entry(*v).or_default().named += 1
        }
        _ => {}
    }
    each_child(e, &mut |e| uses_of(e, uses));
}

/// Uses that need the name: places of statements, and witnesses.
fn named(stmt: &mut Stmt, uses: &mut HashMap<Var, Uses>) {
    let mut roots = Vec::new();
    let mut see_place = |p: &mut Place| roots.push(p.root);
    match stmt {
        Stmt::Store(p, _) | Stmt::Update(p, ..) | Stmt::PushSlice(p) | Stmt::DropSlice(p) => see_place(p),
        Stmt::ReadSlice(mark, p) | Stmt::WriteSlice(mark, p) | Stmt::AddSlice(p, mark) => {
            see_place(p);
            roots.push(*mark);
        }
        Stmt::Accumulate(target, ..) => see_place(&mut target.place),
        Stmt::Assign(v, _) => roots.push(*v),
        Stmt::Window(w) => roots.push(w.of),
        Stmt::Call(call) => call.args.iter_mut().for_each(|arg| match arg {
            Arg::Value(_) => {}
            Arg::Shared(p) | Arg::Unique(p) | Arg::Receiver(p) => see_place(p),
        }),
        Stmt::Derived(call) => call.args.iter_mut().for_each(|arg| match arg {
            DerivedArg::Shared(p) | DerivedArg::Unique(p) | DerivedArg::Receiver(p) => see_place(p),
            _ => {}
        }),
        Stmt::TwinRev(twin) => roots.extend(twin.operands.iter().filter_map(|(_, slot)| *slot)),
        Stmt::Saving(s) => roots.extend(s.state.vars().chain(s.fixed.vars())),
        Stmt::Stretches(s) => roots.extend(s.fixed.vars().chain(s.state.vars())),
        _ => {}
    }
    each_witness(stmt, &mut |e| {
        let mut inner = HashMap::new();
        uses_of(e, &mut inner);
        roots.extend(inner.into_keys());
    });
    for root in roots {
        uses.entry(root).or_default().named += 1;
    }
}
