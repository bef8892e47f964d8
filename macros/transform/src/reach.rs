//! Lengths that loops look at once.
//!
//! `for i in lo..hi { … y[i] … }` asks in each iteration whether `y` is long enough. A derivative program asks before the
//! loop, where every iteration indexes the slice by the counter: then nothing in the loop can fail, and LLVM may do
//! several iterations at a time. A slice that is too short still panics, and says the same.

use std::collections::{HashMap, HashSet};

use crate::ir::{Arg, Block, Call, Callee, Expr, Function, Head, Loop, Place, Role, Step, Stmt, Var};
use crate::signature::nowhere;
use crate::walk::each_block;
use crate::windows::each_place;

/// Puts the questions before the loops of a derivative program. `like`: slices that are as long as others.
pub fn ask_before_loops(function: &Function, block: &mut Block, like: &HashMap<Var, Var>) {
    Ask { function, like, lengths: HashMap::new() }.in_block(block);
}

struct Ask<'a> {
    function: &'a Function,
    like: &'a HashMap<Var, Var>,
    /// Variables that hold the length of a slice.
    lengths: HashMap<Var, Var>,
}

impl Ask<'_> {
    fn in_block(&mut self, block: &mut Block) {
        let mut out = Vec::with_capacity(block.stmts.len());
        for mut stmt in std::mem::take(&mut block.stmts) {
            if let Stmt::Let(v, Expr::Len(place)) = &stmt
                && place.path.is_empty()
            {
                self.lengths.insert(*v, place.root);
            }
            each_block(&mut stmt, &mut |b, _| self.in_block(b));
            let l = match &mut stmt {
                Stmt::Loop(l) => Some(&mut **l),
                Stmt::InParts(s) => Some(&mut s.l),
                _ => None,
            };
            out.extend(l.into_iter().flat_map(|l| self.questions(l)));
            out.push(stmt);
        }
        block.stmts = out;
    }

    fn questions(&self, l: &mut Loop) -> Vec<Stmt> {
        let Head::For { index, lo, hi, inclusive: false, step: None, .. } = &l.head else {
            return Vec::new();
        };
        if l.exit.is_some() || !l.body.stmts.iter().all(goes_on) {
            return Vec::new();
        }
        let own = match hi {
            Expr::Var(v) => self.lengths.get(v).copied(),
            Expr::Len(place) if place.path.is_empty() => Some(place.root),
            _ => None,
        };
        let mut slices = Vec::new();
        for stmt in &mut l.body.stmts {
            each_place(stmt, &mut |place, _| {
                let by_counter = matches!(place.path.first(), Some(Step::Index(Expr::Var(i))) if i == index);
                let slice = self.function.is_slice(&Place::whole(place.root));
                let root = self.like.get(&place.root).copied().unwrap_or(place.root);
                if by_counter && slice && own != Some(root) && !slices.contains(&root) {
                    slices.push(root);
                }
            });
        }
        let mut changed: HashSet<Var> = crate::adjoint::all_defined(&l.body).into_iter().collect();
        changed.extend(l.body.stmts.iter().filter_map(|stmt| match stmt {
            Stmt::Store(place, _) if place.path.is_empty() => Some(place.root),
            _ => None,
        }));
        slices.retain(|root| !changed.contains(root) && self.function.info(*root).role != Role::Memory);
        slices.into_iter().map(|root| question(lo, hi, root)).collect()
    }
}

/// What cannot end an iteration but by an index out of bounds.
pub(crate) fn goes_on(stmt: &Stmt) -> bool {
    matches!(
        stmt,
        Stmt::Let(..) | Stmt::Alloc(..) | Stmt::Store(..) | Stmt::Update(..) | Stmt::Accumulate(..)
    ) || matches!(stmt, Stmt::LetPair(..) | Stmt::Is(_) | Stmt::Assign(..))
}

/// `reach(lo, hi, &slice);`
fn question(lo: &Expr, hi: &Expr, slice: Var) -> Stmt {
    Stmt::Call(Box::new(Call {
        result: None,
        callee: Callee::Function(syn::parse_quote!(::costate::rt::reach)),
        args: vec![Arg::Value(lo.clone()), Arg::Value(hi.clone()), Arg::Shared(Place::whole(slice))],
        span: nowhere(),
        detached: true,
        saved: Vec::new(),
    }))
}
