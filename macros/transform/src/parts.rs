//! Sums of adjoints in parts.
//!
//! `for j in … { da += x[j] * dy[j]; }` waits for the sum before in each iteration, and no compiler may change the order
//! of the additions. So the program itself adds in 16 parts (`costate::rt::in_parts`), which fit in registers side by
//! side. It does so in innermost counted loops, for numbers outside the loop that an iteration adds to and does not read.

use std::collections::HashSet;

use crate::ir::{
    Block, Expr, Function, Head, InParts, Loop, Op, Place, ReverseHead, ReverseLoop, Role, Step, Stmt, Sum,
    Target, Var, same_atom,
};
use crate::plan::is_costly;
use crate::reach::goes_on;
use crate::signature::nowhere;
use crate::walk::{each_block, each_child, each_expr, place};

/// Statements of the longest iteration that is written into a closure.
const LONGEST: usize = 24;
/// Sums side by side, at most.
const MOST: usize = 4;
/// Loops of fewer iterations are left as they are.
const FEWEST: f64 = 32.0;

/// Lets the sums of a derivative program go into parts.
pub fn in_parts(function: &mut Function, block: &mut Block) {
    let mut out = Vec::with_capacity(block.stmts.len());
    for mut stmt in std::mem::take(&mut block.stmts) {
        each_block(&mut stmt, &mut |b, _| in_parts(function, b));
        match counted(&stmt) {
            Some(l) => parted(function, l, &mut out),
            None => out.push(stmt),
        }
    }
    block.stmts = out;
}

/// A counted loop, forward or backward.
fn counted(stmt: &Stmt) -> Option<Loop> {
    let l = match stmt {
        Stmt::Loop(l) => (**l).clone(),
        Stmt::ReverseLoop(l) => turned(l)?,
        _ => return None,
    };
    let plain = matches!(l.head, Head::For { step: None, inclusive: false, .. });
    (plain && l.exit.is_none() && l.count.is_none() && l.checkpoint.is_none()).then_some(l)
}

/// The loop that a backward sweep is.
fn turned(l: &ReverseLoop) -> Option<Loop> {
    let ReverseHead::Range(head, None) = &l.head else { return None };
    let mut head = (**head).clone();
    if let Head::For { reversed, .. } = &mut head {
        *reversed = !l.free && !*reversed;
    }
    let (body, carried) = (l.body.clone(), Vec::new());
    Some(Loop { head, carried, body, exit: None, count: None, checkpoint: None })
}

/// Writes a loop with its sums in parts, if it has any.
fn parted(function: &mut Function, mut l: Loop, out: &mut Vec<Stmt>) {
    let targets = if is_worth_it(&mut l) { sums(function, &mut l) } else { Vec::new() };
    if targets.is_empty() {
        return out.push(Stmt::Loop(Box::new(l)));
    }
    let mut fresh = |name: &str, target: &Target, role| {
        let ty = function.place_ty(&target.place);
        let var = function.fresh(name, nowhere(), ty, role);
        function.vars[var.0].temporary = true;
        var
    };
    let mut sums = Vec::new();
    for target in &targets {
        let (part, total) = (fresh("part", target, Role::Unique), fresh("total", target, Role::Value));
        redirect(&mut l.body, target, part);
        sums.push(Sum { part, total });
    }
    let totals: Vec<Expr> = sums.iter().map(|sum| Expr::Var(sum.total)).collect();
    let runs = runs(&l);
    out.push(Stmt::InParts(Box::new(InParts { l, sums })));
    out.extend(targets.into_iter().zip(totals).map(|(target, e)| added(target, e, &runs)));
}

/// Whether there is a first iteration.
fn runs(l: &Loop) -> Expr {
    let Head::For { lo, hi, .. } = &l.head else { unreachable!("a counted loop") };
    Expr::Binary(Op::Lt, Box::new(lo.clone()), Box::new(hi.clone()))
}

/// Adds a sum to its place; an index may be out of bounds where no iteration reached it.
fn added(target: Target, total: Expr, runs: &Expr) -> Stmt {
    let indexed = is_indexed(&target.place);
    let add = Stmt::Accumulate(target, Op::Add, total);
    if !indexed {
        return add;
    }
    let nothing = Block { stmts: Vec::new() };
    Stmt::If(runs.clone(), Block { stmts: vec![add] }, nothing, Vec::new())
}

fn is_indexed(place: &Place) -> bool {
    place.path.iter().any(|step| matches!(step, Step::Index(_)))
}

/// An innermost loop of many short iterations.
fn is_worth_it(l: &mut Loop) -> bool {
    let number = |e: &Expr| match e {
        Expr::Const(c) => c.number,
        _ => None,
    };
    let Head::For { lo, hi, .. } = &l.head else { return false };
    let many = number(lo).zip(number(hi)).is_none_or(|(lo, hi)| hi - lo >= FEWEST);
    many && length(&mut l.body).is_some_and(|n| n <= LONGEST)
}

/// The statements of an iteration; none if there is more to it than a closure should repeat.
fn length(block: &mut Block) -> Option<usize> {
    let mut total = 0;
    for stmt in &mut block.stmts {
        let mut costly = false;
        each_expr(stmt, &mut |e| costly |= costs_much(e));
        let plain = goes_on(stmt) || matches!(stmt, Stmt::If(..) | Stmt::TwinRev(_));
        if costly || !plain {
            return None;
        }
        total += 1;
        let mut inside = Some(0);
        each_block(stmt, &mut |b, _| inside = inside.zip(length(b)).map(|(a, b)| a + b));
        total += inside?;
    }
    Some(total)
}

fn costs_much(e: &mut Expr) -> bool {
    let mut much = is_costly(e) && !matches!(e, Expr::Binary(..));
    each_child(e, &mut |e| much |= costs_much(e));
    much
}

/// What the iterations add to and do not read: numbers of one type, outside the loop, in places that stay the same.
fn sums(function: &Function, l: &mut Loop) -> Vec<Target> {
    let mut inside: HashSet<Var> = l.carried.iter().map(|c| c.param).collect();
    if let Head::For { index, .. } = l.head {
        inside.insert(index);
    }
    let mut seen = Seen { inside, ..Seen::default() };
    seen.block(&mut l.body);
    l.carried.iter_mut().for_each(|c| seen.mentioned_in(&mut c.next));
    let mut found: Vec<Target> = Vec::new();
    for target in &seen.added {
        let root = target.place.root;
        let apart = !seen.inside.contains(&root) && !seen.mentioned.contains(&root);
        let reached = !is_indexed(&target.place) || seen.always.iter().any(|p| same_place(p, &target.place));
        if apart
            && reached
            && seen.stays(&target.place)
            && !found.iter().any(|t| same_place(&t.place, &target.place))
        {
            found.push(target.clone());
        }
    }
    let name = |t: &Target| function.kinds.name_of(&function.place_ty(&t.place)).map(str::to_owned);
    let first = found.iter().find_map(name);
    found.retain(|t| {
        t.scalar && function.place_ty(&t.place).is_scalar() && first.is_some() && name(t) == first
    });
    if found.len() > MOST { Vec::new() } else { found }
}

/// What an iteration does with variables.
#[derive(Default)]
struct Seen {
    /// Those of the iteration itself.
    inside: HashSet<Var>,
    /// Those that are more than added to.
    mentioned: HashSet<Var>,
    added: Vec<Target>,
    /// The places that every iteration adds to.
    always: Vec<Place>,
    /// Whether a branch is looked at.
    in_branch: bool,
}

impl Seen {
    fn block(&mut self, block: &mut Block) {
        for stmt in &mut block.stmts {
            self.stmt(stmt);
            each_block(stmt, &mut |b, ends| {
                let outside = std::mem::replace(&mut self.in_branch, true);
                self.block(b);
                self.in_branch = outside;
                ends.into_iter().for_each(|e| self.mentioned_in(e));
            });
        }
    }

    fn stmt(&mut self, stmt: &mut Stmt) {
        match stmt {
            Stmt::Let(v, _) | Stmt::Alloc(v, _) => {
                self.inside.insert(*v);
            }
            Stmt::LetPair(a, b, _) => self.inside.extend([*a, *b]),
            Stmt::If(_, _, _, choices) => self.inside.extend(choices.iter().map(|c| c.result)),
            Stmt::Accumulate(target, ..) if target.first => {
                self.inside.insert(target.place.root);
            }
            Stmt::Accumulate(target, ..) => {
                self.added.push(target.clone());
                self.always.extend((!self.in_branch).then(|| target.place.clone()));
            }
            Stmt::Store(p, _) | Stmt::Update(p, ..) => {
                self.mentioned.insert(p.root);
            }
            Stmt::Assign(v, _) => {
                self.mentioned.insert(*v);
            }
            Stmt::TwinRev(twin) => {
                self.mentioned.extend(twin.operands.iter().filter_map(|(_, slot)| *slot));
            }
            _ => {}
        }
        each_expr(stmt, &mut |e| self.mentioned_in(e));
    }

    fn mentioned_in(&mut self, e: &mut Expr) {
        e.each_var(&mut |v| {
            self.mentioned.insert(v);
        });
        e.each_place(&mut |place| {
            self.mentioned.insert(place.root);
        });
        each_child(e, &mut |e| self.mentioned_in(e));
    }

    /// Whether a place is the same in each iteration.
    fn stays(&self, at: &Place) -> bool {
        let steps = at.path.iter().all(|step| matches!(step, Step::Field(_) | Step::Index(_)));
        let mut outside = true;
        place(&mut at.clone(), &mut |e| e.each_var(&mut |v| outside &= !self.inside.contains(&v)));
        steps && outside
    }
}

/// Lets what was added to a place go into a part.
fn redirect(block: &mut Block, to: &Target, part: Var) {
    for stmt in &mut block.stmts {
        if let Stmt::Accumulate(target, ..) = stmt
            && same_place(&target.place, &to.place)
        {
            *target = Target { place: Place::whole(part), scalar: true, first: false, optional: false };
        }
        each_block(stmt, &mut |b, _| redirect(b, to, part));
    }
}

fn same_place(a: &Place, b: &Place) -> bool {
    let same = |pair: (&Step, &Step)| match pair {
        (Step::Field(a), Step::Field(b)) => a == b,
        (Step::Index(a), Step::Index(b)) => same_atom(a, b),
        _ => false,
    };
    a.root == b.root && a.path.len() == b.path.len() && a.path.iter().zip(&b.path).all(same)
}
