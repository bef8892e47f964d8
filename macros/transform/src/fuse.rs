//! Loops whose iterations go backward as soon as they have gone forward.
//!
//! In `vjp` an iteration may be differentiated before the next one runs, and then keeps nothing on the tape, if
//!
//! 1. what arrives at the loop from behind it is known before it runs (`adjoint` sees to that), and
//! 2. no iteration waits for what another adds to an adjoint: it is **independent** of the others.
//!
//! An iteration is independent where the adjoints that it reads are its own. Sums pass the adjoint that arrives on
//! unchanged; memory that is only read is only added to; elements that the counter alone tells are no other
//! iteration's. The backward sweep then gives memory no earlier values, for the next iteration goes on with it.

use std::collections::{BTreeMap, HashSet};

use crate::activity::Activity;
use crate::ir::{Arg, Block, Carried, Expr, Function, Head, Loop, Op, Place, Step, Stmt, Var, same_atom};

/// Whether the iterations of a loop may go backward in any order, each as soon as it has run.
#[must_use]
pub fn is_independent(function: &Function, activity: &Activity, l: &Loop) -> bool {
    let Head::For { index, .. } = l.head else { return false };
    let plain = l.exit.is_none() && l.count.is_none() && l.checkpoint.is_none();
    let pass = Pass { function, activity };
    let own = OwnIndex::of(function, index, l);
    plain
        && l.carried.iter().filter(|c| pass.is_active(c)).all(|c| pass.passes_on(l, c))
        && Accesses::of(function, activity, &l.body).is_some_and(|a| a.are_apart(&own))
}

/// Whether an adjoint passes through a loop's carried value unchanged: it is a sum.
struct Pass<'a> {
    function: &'a Function,
    activity: &'a Activity,
}

impl Pass<'_> {
    fn is_active(&self, c: &Carried) -> bool {
        [c.param, c.result].into_iter().any(|v| self.activity.is_active(v))
    }

    fn passes_on(&self, l: &Loop, c: &Carried) -> bool {
        let mut sums = HashSet::from([c.param]);
        self.in_block(&l.body, &mut sums)
            && names(&c.next, &sums)
            && l.carried.iter().all(|other| other.param == c.param || !mentions(&other.next, &sums))
    }

    /// Follows a sum through a block; false where anything else is done with it.
    fn in_block(&self, block: &Block, sums: &mut HashSet<Var>) -> bool {
        block.stmts.iter().all(|stmt| self.in_stmt(stmt, sums))
    }

    fn in_stmt(&self, stmt: &Stmt, sums: &mut HashSet<Var>) -> bool {
        match stmt {
            Stmt::Let(v, e) => self.in_value(*v, e, sums),
            Stmt::If(cond, then, otherwise, choices) => {
                !mentions(cond, sums)
                    && self.in_block(then, sums)
                    && self.in_block(otherwise, sums)
                    && choices.iter().all(|c| match (names(&c.then, sums), names(&c.otherwise, sums)) {
                        (true, true) => self.is_sum(c.result, sums),
                        (yes, no) => !yes && !no,
                    })
            }
            Stmt::Loop(l) => self.in_loop(l, sums),
            other => {
                let block = Block { stmts: vec![other.clone()] };
                let mut apart = true;
                crate::uses::each_use(&block, &mut |v| apart &= !sums.contains(&v));
                apart
            }
        }
    }

    /// `sum + x`, `x + sum`, `sum - x`
    fn in_value(&self, v: Var, e: &Expr, sums: &mut HashSet<Var>) -> bool {
        match e {
            _ if !mentions(e, sums) => true,
            Expr::Var(_) => self.is_sum(v, sums),
            Expr::Binary(Op::Add, a, b) if names(a, sums) != names(b, sums) => self.is_sum(v, sums),
            Expr::Binary(Op::Sub, a, b) if names(a, sums) && !names(b, sums) => self.is_sum(v, sums),
            _ => false,
        }
    }

    fn in_loop(&self, l: &Loop, sums: &mut HashSet<Var>) -> bool {
        let Head::For { lo, hi, step, .. } = &l.head else { return !uses(l, sums) };
        let bounds = [Some(lo), Some(hi), step.as_ref()].into_iter().flatten();
        let plain = l.exit.is_none() && l.checkpoint.is_none();
        if !uses(l, sums) {
            return true;
        }
        if !plain || bounds.into_iter().any(|e| mentions(e, sums)) {
            return false;
        }
        let through: Vec<&Carried> = l.carried.iter().filter(|c| names(&c.init, sums)).collect();
        through.iter().all(|c| self.is_sum(c.param, sums))
            && self.in_block(&l.body, sums)
            && l.carried.iter().all(|c| names(&c.next, sums) == through.iter().any(|t| t.param == c.param))
            && through.iter().all(|c| self.is_sum(c.result, sums))
    }

    /// Notes that a variable holds the sum, if it is a number.
    fn is_sum(&self, v: Var, sums: &mut HashSet<Var>) -> bool {
        sums.insert(v);
        self.function.info(v).ty.is_scalar()
    }
}

fn names(e: &Expr, sums: &HashSet<Var>) -> bool {
    matches!(e, Expr::Var(v) if sums.contains(v))
}

fn mentions(e: &Expr, sums: &HashSet<Var>) -> bool {
    let mut found = false;
    e.each_var(&mut |v| found |= sums.contains(&v));
    found
}

fn uses(l: &Loop, sums: &HashSet<Var>) -> bool {
    let block = Block { stmts: vec![Stmt::Loop(Box::new(l.clone()))] };
    let mut found = false;
    crate::uses::each_use(&block, &mut |v| found |= sums.contains(&v));
    found
}

/// The atoms that are another number in each iteration: the counter, and it plus what is the same in all.
struct OwnIndex(Vec<Expr>);

impl OwnIndex {
    fn of(function: &Function, index: Var, l: &Loop) -> Self {
        let mut inside: HashSet<Var> = crate::adjoint::all_defined(&l.body).into_iter().collect();
        // a counter beside it: `i + k` may be the same in two iterations
        inside.extend(l.carried.iter().map(|c| c.param));
        let outside = |e: &Expr| match e {
            Expr::Var(v) => *v != index && !inside.contains(v),
            Expr::Const(_) => true,
            _ => false,
        };
        let is_index = |e: &Expr| matches!(e, Expr::Var(v) if *v == index);
        let mut own = vec![Expr::Var(index)];
        for stmt in &l.body.stmts {
            if let Stmt::Let(v, Expr::Binary(Op::Add | Op::Sub, a, b)) = stmt
                && (is_index(a) && outside(b) || outside(a) && is_index(b))
                && [a, b].into_iter().all(|e| function.is_integer(e))
            {
                own.push(Expr::Var(*v));
            }
        }
        Self(own)
    }

    /// Whether all places begin with the same one of these indices.
    fn tells_apart(&self, function: &Function, places: &[Place]) -> bool {
        let plain = places.iter().all(|place| function.is_indexed_plainly(place, 0));
        let first = |place: &Place| match place.path.first() {
            Some(Step::Index(i)) => Some(i.clone()),
            _ => None,
        };
        let Some(Some(index)) = places.first().map(first) else { return false };
        plain
            && self.0.iter().any(|own| same_atom(own, &index))
            && places.iter().all(|p| first(p).is_some_and(|i| same_atom(&i, &index)))
    }
}

/// How a loop's iterations use the memory around it, as far as their backward sweep does the same.
struct Accesses<'a> {
    function: &'a Function,
    activity: &'a Activity,
    /// All places of each variable.
    places: BTreeMap<Var, Vec<Place>>,
    read: HashSet<Var>,
    stored: HashSet<Var>,
    added: HashSet<Var>,
    /// Memory of the iteration itself.
    local: HashSet<Var>,
}

impl<'a> Accesses<'a> {
    /// None where the backward sweep would give memory earlier values.
    fn of(function: &'a Function, activity: &'a Activity, body: &Block) -> Option<Self> {
        let none = HashSet::new;
        let (places, read, stored, added, local) = (BTreeMap::new(), none(), none(), none(), none());
        let mut all = Self { function, activity, places, read, stored, added, local };
        all.block(body).then_some(all)
    }

    /// Whether no iteration changes an adjoint that another reads.
    fn are_apart(&self, own: &OwnIndex) -> bool {
        self.places.iter().all(|(root, places)| {
            let [read, stored, added] = [&self.read, &self.stored, &self.added].map(|set| set.contains(root));
            let waits = stored || read && added;
            !waits
                || self.local.contains(root)
                || !self.activity.is_active(*root)
                || own.tells_apart(self.function, places)
        })
    }

    fn block(&mut self, block: &Block) -> bool {
        block.stmts.iter().all(|stmt| self.stmt(stmt))
    }

    fn stmt(&mut self, stmt: &Stmt) -> bool {
        match stmt {
            // what has no derivative adds to no adjoint
            Stmt::Let(v, _) if !self.activity.is_active(*v) => true,
            Stmt::Let(_, e) => self.values(e),
            Stmt::Assert(..) | Stmt::Panic(..) => true,
            Stmt::Alloc(v, e) => {
                self.local.insert(*v);
                self.values(e)
            }
            Stmt::Store(place, e) => self.note(place, Kind::Stored) && self.values(e),
            Stmt::Update(place, _, e) => self.note(place, Kind::Added) && self.values(e),
            Stmt::If(_, then, otherwise, _) => self.block(then) && self.block(otherwise),
            Stmt::Loop(l) => self.inner(l),
            Stmt::Call(call) => call.args.iter().all(|arg| self.argument(arg)),
            _ => false,
        }
    }

    fn inner(&mut self, l: &Loop) -> bool {
        let test = match &l.head {
            Head::While { test, .. } => self.block(test),
            Head::For { .. } => true,
        };
        test && l.checkpoint.is_none() && self.block(&l.body)
    }

    fn argument(&mut self, arg: &Arg) -> bool {
        match arg {
            Arg::Value(e) => self.values(e),
            Arg::Shared(place) => self.note(place, Kind::Read),
            Arg::Receiver(place) if self.is_read_only(place) => self.note(place, Kind::Read),
            Arg::Unique(place) | Arg::Receiver(place) => self.note(place, Kind::Stored),
        }
    }

    /// A receiver that no method can write.
    fn is_read_only(&self, place: &Place) -> bool {
        !self.function.is_memory(place.root)
    }

    fn values(&mut self, e: &Expr) -> bool {
        let mut all = Vec::new();
        e.each_place(&mut |place| all.push(place.clone()));
        all.iter().all(|place| self.note(place, Kind::Read))
    }

    fn note(&mut self, place: &Place, kind: Kind) -> bool {
        self.places.entry(place.root).or_default().push(place.clone());
        match kind {
            Kind::Read => &mut self.read,
            Kind::Stored => &mut self.stored,
            Kind::Added => &mut self.added,
        }
        .insert(place.root);
        true
    }
}

/// What is done to a place.
#[derive(Clone, Copy)]
enum Kind {
    Read,
    Stored,
    Added,
}
