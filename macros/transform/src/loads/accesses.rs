//! Loads and writes, in the order of the text.

use std::collections::{HashMap, HashSet};

use crate::ir::{Arg, Block, Call, Expr, Function, Head, Loop, Op, Place, Step, Stmt, Var, same_atom};
use crate::walk::each_changed;

/// A place at a point of the text.
#[derive(Clone, Debug)]
pub(super) struct Access {
    pub(super) place: Place,
    /// How many statements stand before it.
    pub(super) text: usize,
    /// The loops around it, the outermost first.
    loops: Vec<usize>,
}

/// All loads and writes of a function.
pub(super) struct Accesses<'a> {
    function: &'a Function,
    /// Values that are loads.
    pub(super) loads: Vec<(Var, Access)>,
    /// Values that are stored, and not under a condition of their own.
    pub(super) stores: Vec<(Var, Access)>,
    /// What the backward sweep writes to.
    pub(super) restored: HashSet<Var>,
    pub(super) checkpoints: bool,
    writes: HashMap<Var, Vec<Access>>,
    /// How many loops there are around the block that a local memory belongs to.
    born: HashMap<Var, usize>,
    /// Numbers that each iteration of a loop has one of its own of: the counter, and it plus a constant.
    own: HashMap<Var, usize>,
    text: usize,
    loops: Vec<usize>,
}

impl<'a> Accesses<'a> {
    pub(super) fn of(function: &'a Function) -> Self {
        let mut all = Self {
            function,
            loads: Vec::new(),
            stores: Vec::new(),
            restored: HashSet::new(),
            checkpoints: false,
            writes: HashMap::new(),
            born: HashMap::new(),
            own: HashMap::new(),
            text: 0,
            loops: Vec::new(),
        };
        all.block(&function.body);
        all
    }

    pub(super) fn writes_to(&self, root: Var) -> impl Iterator<Item = &Access> {
        self.writes.get(&root).into_iter().flatten()
    }

    /// Whether two accesses may reach one element in different iterations, in the life of the memory.
    pub(super) fn meets_in_another_iteration(&self, a: &Access, b: &Access) -> bool {
        let born = self.born.get(&a.place.root).copied().unwrap_or(0);
        let common = a.loops.iter().zip(&b.loops).take_while(|(a, b)| a == b).map(|(l, _)| *l);
        common.skip(born).any(|l| !self.tells_apart(l, &a.place, &b.place))
    }

    /// Whether both places go through the element that an iteration of a loop has of its own.
    fn tells_apart(&self, l: usize, a: &Place, b: &Place) -> bool {
        let whole = |(_, (a, b)): &(usize, (&Step, &Step))| {
            !matches!((a, b), (Step::Range(..), _) | (_, Step::Range(..)))
        };
        a.path.iter().zip(&b.path).enumerate().take_while(whole).any(|(k, steps)| match steps {
            (Step::Index(i @ Expr::Var(v)), Step::Index(j)) => {
                let plain = [a, b].into_iter().all(|place| self.function.is_indexed_plainly(place, k));
                plain && self.own.get(v) == Some(&l) && same_atom(i, j)
            }
            _ => false,
        })
    }

    fn block(&mut self, block: &Block) {
        for (k, stmt) in block.stmts.iter().enumerate() {
            self.text += 1;
            self.stmt(stmt, &block.stmts[..k]);
        }
    }

    fn at(&self, place: &Place) -> Access {
        Access { place: place.clone(), text: self.text, loops: self.loops.clone() }
    }

    fn stmt(&mut self, stmt: &Stmt, before: &[Stmt]) {
        match stmt {
            Stmt::Let(value, Expr::Load(place)) => self.loads.push((*value, self.at(place))),
            Stmt::Let(value, Expr::Binary(Op::Add | Op::Sub, a, b)) => self.offset(*value, a, b),
            Stmt::Alloc(root, _) => {
                self.born.insert(*root, self.loops.len());
            }
            Stmt::Store(place, e) => {
                self.write(place);
                if let Expr::Var(v) = e
                    && before.iter().any(|s| matches!(s, Stmt::Let(w, _) if w == v))
                {
                    self.stores.push((*v, self.at(place)));
                }
            }
            Stmt::Update(place, ..) => self.write(place),
            Stmt::If(_, then, otherwise, _) => {
                self.block(then);
                self.block(otherwise);
            }
            Stmt::Loop(l) => self.looped(l),
            Stmt::Call(call) => self.call(call),
            Stmt::PushSlice(place) => {
                self.restored.insert(place.root);
            }
            other => each_changed(&mut other.clone(), &mut |root| self.write(&Place::whole(root))),
        }
    }

    fn write(&mut self, place: &Place) {
        let at = self.at(place);
        self.writes.entry(place.root).or_default().push(at);
    }

    fn call(&mut self, call: &Call) {
        for arg in &call.args {
            if let Arg::Unique(place) | Arg::Receiver(place) = arg {
                self.write(place);
            }
        }
    }

    /// `i + 1` of a counter.
    fn offset(&mut self, value: Var, a: &Expr, b: &Expr) {
        let counter = match (a, b) {
            (Expr::Var(v), Expr::Const(_)) | (Expr::Const(_), Expr::Var(v)) => self.own.get(v),
            _ => None,
        };
        let integers = [a, b].into_iter().all(|e| self.function.is_integer(e));
        if let Some(l) = counter.copied().filter(|_| integers) {
            self.own.insert(value, l);
        }
    }

    fn looped(&mut self, l: &Loop) {
        self.checkpoints |= l.checkpoint.is_some();
        let number = self.text;
        self.loops.push(number);
        match &l.head {
            Head::While { test, .. } => self.block(test),
            Head::For { index, .. } => {
                self.own.insert(*index, number);
            }
        }
        self.block(&l.body);
        self.loops.pop();
    }
}
