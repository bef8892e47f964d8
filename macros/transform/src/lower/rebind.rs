//! References that are given other places: `p = &b;`, `mem::swap(&mut p, &mut q)`,
//! `if c { &a } else { &b }`.
//!
//! Such a reference is a number that says which place it stands for, and the indices of
//! that place; both are ordinary values, so branches choose and loops carry them. Where
//! the number is known no branch is left. The places that a reference may stand for are
//! found by lowering the body until no new one turns up.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use proc_macro2::Span;
use syn::Expr as Syn;
use syn::spanned::Spanned;

use super::Lower;
use super::candidate::{Candidate, Shape};
use super::item::Item;
use super::scope::Local;
use crate::ir::{Const, Expr, Place, Role, Var};
use crate::messages;
use crate::types::Ty;

/// What is known of a body's references from lowering it before.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Known {
    /// The places that references stand for; a place's number is its index.
    pub(super) candidates: Vec<Candidate>,
    /// For each reference the numbers of its places.
    pub(super) reach: Vec<BTreeSet<usize>>,
    /// The places whose indices change, see [`steady`](super::steady).
    pub(super) moving: BTreeSet<usize>,
    /// What `let mut b = None` turned out to be an `Option` of.
    pub(super) options: BTreeMap<usize, String>,
    /// Shared references, and `&mut` references that they are borrowed through.
    pub(super) borrowed: BTreeSet<(usize, usize)>,
    /// Declarations without a value that turned out to be references.
    deferred: BTreeSet<usize>,
    /// Whether one of them turned up this time.
    deferred_more: bool,
}

impl Known {
    /// What to begin with the next time: with another reference all of them are counted anew.
    pub(super) fn next(self) -> Self {
        match self.deferred_more {
            true => Self { deferred: self.deferred, ..Self::default() },
            false => self,
        }
    }
}

/// A reference that is given other places.
#[derive(Clone, Debug)]
pub(super) struct Rebound {
    /// The variable of the number.
    which: usize,
    /// The variables of the indices, for each place; none where they are steady.
    holes: BTreeMap<usize, Vec<usize>>,
    /// `&mut`
    pub(super) mutable: bool,
    /// How many variables there were when it was declared.
    pub(super) born: usize,
}

/// What a reference stands for at a point of the program.
pub(super) struct State {
    which: Expr,
    holes: BTreeMap<usize, Vec<Expr>>,
    mutable: bool,
}

/// A place that is chosen at run time; a variable stands for it until `choose` writes the branches.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    /// The number.
    pub(super) which: Expr,
    /// The places by their numbers.
    pub(super) places: Vec<(usize, Place)>,
    /// The reference that stands for them.
    pub(super) of: usize,
}

/// The places that are chosen at run time.
pub(super) type ChosenPlaces = HashMap<Var, Chosen>;

impl Lower<'_> {
    /// A new reference that stands for what an item refers to.
    pub(super) fn rebound_from(&mut self, item: &Item, span: Span) -> usize {
        let state = self.state(item, span);
        let k = self.new_rebound(state.mutable);
        self.note_borrow(k, item);
        self.set_state(k, state);
        k
    }

    /// A new reference that stands for what another does now.
    pub(super) fn rebound_copy(&mut self, k: usize) -> usize {
        self.rebound_from(&Item::Rebound(k), Span::call_site())
    }

    fn new_rebound(&mut self, mutable: bool) -> usize {
        let k = self.rebound.len();
        if self.known.reach.len() <= k {
            self.known.reach.push(BTreeSet::new());
        }
        let Local::Value(which) = self.scopes.value(Some(self.counted(0))) else { return k };
        let mut holes = BTreeMap::new();
        for id in self.known.reach[k].clone() {
            holes.insert(id, self.new_holes(id));
        }
        self.rebound.push(Rebound { which, holes, mutable, born: self.function.vars.len() });
        k
    }

    fn new_holes(&mut self, id: usize) -> Vec<usize> {
        let count = self.moving_holes(id);
        let zero = self.counted(0);
        let value = |_| match self.scopes.value(Some(zero.clone())) {
            Local::Value(k) => k,
            _ => usize::MAX,
        };
        (0..count).map(value).collect()
    }

    /// An index as an atom of its type.
    fn counted(&self, n: usize) -> Expr {
        let literal = proc_macro2::Literal::usize_suffixed(n);
        Expr::Const(Const { tokens: quote::quote!(#literal), number: Some(n as f64), ty: Ty::Int(None) })
    }

    /// `p = …`, where `p` was declared without a value: a reference next time. What stands behind is lowered
    /// in another way then, so it waits for its turn.
    pub(super) fn defer(&mut self, ordinal: usize) {
        if !self.known.deferred_more {
            self.known.deferred_more = self.known.deferred.insert(ordinal);
        }
    }

    /// Whether the next declaration, without a value, is that of a reference.
    pub(super) fn is_deferred(&self, ordinal: usize) -> bool {
        self.known.deferred.contains(&ordinal)
    }

    /// A reference that stands for nothing yet.
    pub(super) fn unset_reference(&mut self) -> Local {
        Local::Rebound(self.new_rebound(false))
    }

    /// Gives a reference another place.
    pub(super) fn rebind(&mut self, k: usize, right: &Syn) {
        let item = self.item(right);
        self.note_borrow(k, &item);
        let state = self.state(&item, right.span());
        self.set_state(k, state);
    }

    /// The reference of a name, if it is one that is given other places.
    pub(super) fn rebound_of(&self, e: &Syn) -> Option<usize> {
        let Syn::Path(p) = e else { return None };
        match self.scopes.find(&p.path.get_ident()?.to_string())? {
            Local::Rebound(k) => Some(k),
            _ => None,
        }
    }

    pub(super) fn state(&mut self, item: &Item, span: Span) -> State {
        match item {
            Item::Reference(place, mutable) => self.state_of_place(place, *mutable, span),
            Item::Rebound(k) => self.state_of_rebound(*k),
            Item::Value(_) | Item::Tuple(_) => {
                self.messages.at(span, messages::LOCAL_REFERENCE);
                State { which: self.failed(), holes: BTreeMap::new(), mutable: false }
            }
        }
    }

    fn state_of_rebound(&self, k: usize) -> State {
        let get = |var: &usize| self.scopes.get(*var).unwrap_or(Expr::Filler);
        let Rebound { which, holes, mutable, .. } = &self.rebound[k];
        let holes = holes.iter().map(|(id, vars)| (*id, vars.iter().map(get).collect())).collect();
        State { which: get(which), holes, mutable: *mutable }
    }

    /// What is known of the places of a reference: the only one where its number is known.
    fn places_of(&mut self, state: &State) -> Vec<(usize, Place)> {
        let only = match &state.which {
            Expr::Const(c) => state.holes.keys().copied().find(|id| c.number == Some(*id as f64)),
            _ => None,
        };
        let all = state.holes.iter().filter(|(id, _)| only.is_none_or(|only| **id == only));
        all.filter_map(|(id, holes)| Some((*id, self.filled(*id, holes)?))).collect()
    }

    fn state_of_place(&mut self, place: &Place, mutable: bool, span: Span) -> State {
        if let Some(chosen) = self.chosen_places.get(&place.root).cloned() {
            return self.state_of_chosen(place, &chosen, mutable, span);
        }
        let path = self.without_nested_ranges(&place.path, span);
        let Some(root) = self.scopes.ordinal(place.root).filter(|_| path.len() <= DEEPEST) else {
            self.messages.at(span, messages::LOCAL_REFERENCE);
            return State { which: self.failed(), holes: BTreeMap::new(), mutable };
        };
        let mut holes = Vec::new();
        let path = path.iter().map(|step| Shape::of(step, &mut holes)).collect();
        let id = self.candidate(Candidate { root, path });
        self.note_holes(id, &holes);
        State { which: self.counted(id), holes: BTreeMap::from([(id, holes)]), mutable }
    }

    /// A part of what another reference stands for.
    fn state_of_chosen(&mut self, place: &Place, chosen: &Chosen, mutable: bool, span: Span) -> State {
        let mut holes: BTreeMap<usize, Vec<Expr>> = BTreeMap::new();
        let mut which: Option<Expr> = None;
        for (id, base) in chosen.places.iter().rev() {
            let whole =
                Place { root: base.root, path: base.path.iter().chain(&place.path).cloned().collect() };
            let state = self.state_of_place(&whole, mutable, span);
            for (k, atoms) in state.holes {
                // parts of different places may be parts of the same
                let atoms = match holes.remove(&k) {
                    Some(others) => self.either_of(&chosen.which, *id, atoms, others, span),
                    None => atoms,
                };
                holes.insert(k, atoms);
            }
            which = Some(match which {
                None => state.which,
                Some(other) => self.either(&chosen.which, *id, state.which, other, span),
            });
        }
        State { which: which.unwrap_or(Expr::Filler), holes, mutable }
    }

    fn either_of(&mut self, which: &Expr, id: usize, yes: Vec<Expr>, no: Vec<Expr>, span: Span) -> Vec<Expr> {
        yes.into_iter().zip(no).map(|(yes, no)| self.either(which, id, yes, no, span)).collect()
    }

    /// `if which == id { yes } else { no }`
    fn either(&mut self, which: &Expr, id: usize, yes: Expr, no: Expr, span: Span) -> Expr {
        let is = Expr::Binary(crate::ir::Op::Eq, Box::new(which.clone()), Box::new(self.counted(id)));
        let cond = self.bind(None, is, Ty::Bool, span);
        let usize = self.kinds().integer("usize");
        let result = self.temporary(span, usize);
        let none = crate::ir::Block::default;
        let choice = crate::ir::Choice { result, then: yes, otherwise: no };
        self.stmts.push(crate::ir::Stmt::If(cond, none(), none(), vec![choice]));
        Expr::Var(result)
    }

    fn candidate(&mut self, candidate: Candidate) -> usize {
        let all = &mut self.known.candidates;
        all.iter().position(|c| *c == candidate).unwrap_or_else(|| {
            all.push(candidate);
            all.len() - 1
        })
    }

    pub(super) fn set_state(&mut self, k: usize, state: State) {
        for (id, atoms) in state.holes {
            self.known.reach[k].insert(id);
            if !self.rebound[k].holes.contains_key(&id) {
                let new = self.new_holes(id);
                self.rebound[k].holes.insert(id, new);
            }
            let vars = self.rebound[k].holes[&id].clone();
            vars.into_iter().zip(atoms).for_each(|(var, atom)| self.scopes.set(var, Some(atom)));
        }
        self.rebound[k].mutable |= state.mutable;
        self.scopes.set(self.rebound[k].which, Some(state.which));
    }

    /// The variables that change when a reference is given another place.
    pub(super) fn rebound_variables(&self, k: usize) -> Vec<usize> {
        let Rebound { which, holes, .. } = &self.rebound[k];
        std::iter::once(*which).chain(holes.values().flatten().copied()).collect()
    }

    /// The place that a reference stands for here.
    pub(super) fn access(&mut self, k: usize, span: Span) -> Place {
        let state = self.state_of_rebound(k);
        let places = self.places_of(&state);
        if let [(_, only)] = places.as_slice() {
            return only.clone();
        }
        let ty = places.iter().fold(Ty::Unknown, |ty, (_, place)| {
            let other = self.function.place_ty(place);
            self.unify(&ty, &other)
        });
        let role = if self.rebound[k].mutable { Role::Memory } else { Role::Shared };
        let stand_in = self.fresh("chosen", span, ty, role);
        self.chosen_places.insert(stand_in, Chosen { which: state.which, places, of: k });
        Place::whole(stand_in)
    }

    /// Whether two places are chosen together: through the same reference.
    pub(super) fn same_choice(&self, p: &Place, q: &Place) -> bool {
        let which = |p: &Place| self.chosen_places.get(&p.root).map(|c| &c.which);
        matches!((which(p), which(q)), (Some(Expr::Var(a)), Some(Expr::Var(b))) if a == b)
    }

    /// A candidate with its indices; none if its root is not in scope yet.
    fn filled(&mut self, id: usize, holes: &[Expr]) -> Option<Place> {
        let root = self.scopes.declared(self.known.candidates[id].root)?;
        let holes = match self.known.moving.contains(&id) {
            true => holes.to_vec(),
            false => self.steady_holes(id)?,
        };
        let path = &self.known.candidates[id].path;
        let mut holes = holes.into_iter();
        let path = path.iter().map(|shape| shape.filled(&mut holes)).collect::<Option<_>>()?;
        Some(Place { root, path })
    }
}

/// A way can be no longer than types are deep; `p = &p[0]`, which has no type, would go on forever.
const DEEPEST: usize = 8;
