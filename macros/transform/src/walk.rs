//! Walking over statements of all kinds: which expressions they hold, which
//! blocks, and what they change.

use crate::ir::{
    Arg, Block, DerivedArg, Expr, Head, Loop, Place, ReverseHead, Stmt, TwinOperand, Var, Witness,
};

/// Visits the expressions that a statement itself evaluates, those of its blocks left out.
pub fn each_expr(stmt: &mut Stmt, see: &mut dyn FnMut(&mut Expr)) {
    match stmt {
        Stmt::Let(_, e) | Stmt::Alloc(_, e) | Stmt::LetPair(_, _, e) | Stmt::Assert(_, e, _) => see(e),
        Stmt::Assign(_, e) => see(e),
        Stmt::Push(all) | Stmt::Put(_, all) => all.iter_mut().for_each(see),
        Stmt::Room(_, h, _) | Stmt::TakeRoom(_, h, ..) => head(h, see),
        Stmt::Store(p, e) | Stmt::Update(p, _, e) => {
            see(e);
            place(p, see);
        }
        Stmt::Accumulate(target, _, e) => {
            see(e);
            place(&mut target.place, see);
        }
        Stmt::PushSlice(p) | Stmt::ReadSlice(_, p) | Stmt::WriteSlice(_, p) | Stmt::DropSlice(p) => {
            place(p, see)
        }
        Stmt::AddSlice(p, _) => place(p, see),
        Stmt::If(cond, ..) => see(cond),
        Stmt::Loop(l) => start(l, see),
        Stmt::InParts(s) => start(&mut s.l, see),
        Stmt::Window(w) => [&mut w.base, &mut w.lo, &mut w.hi].into_iter().for_each(see),
        Stmt::Saving(s) => {
            see(s.checkpoint.number_mut());
            start(&mut s.plain, see);
        }
        Stmt::Stretches(s) => {
            head(&mut s.head, see);
            see(&mut s.count);
        }
        Stmt::ReverseLoop(l) => match &mut l.head {
            ReverseHead::Count(n) => see(n),
            ReverseHead::Range(h, n) => {
                head(h, see);
                n.iter_mut().for_each(see);
            }
        },
        Stmt::Call(call) => call.args.iter_mut().for_each(|arg| match arg {
            Arg::Value(e) => see(e),
            Arg::Shared(p) | Arg::Unique(p) | Arg::Receiver(p) => place(p, see),
        }),
        Stmt::Derived(call) => call.args.iter_mut().for_each(|arg| match arg {
            DerivedArg::Value(e) | DerivedArg::ZeroAsIs(e) => see(e),
            DerivedArg::Shared(p) | DerivedArg::Unique(p) | DerivedArg::Receiver(p) => place(p, see),
            _ => {}
        }),
        Stmt::TwinRev(twin) => {
            for (operand, _) in &mut twin.operands {
                if let TwinOperand::Value(e) = operand {
                    see(e);
                }
            }
            see(&mut twin.cotangent);
        }
        Stmt::Pop(..) | Stmt::Get(..) | Stmt::EndRoom(_) | Stmt::Panic(..) | Stmt::Is(_) => {}
    }
}

/// What a loop evaluates before its first iteration.
fn start(l: &mut Loop, see: &mut dyn FnMut(&mut Expr)) {
    head(&mut l.head, see);
    l.carried.iter_mut().for_each(|c| see(&mut c.init));
}

fn head(h: &mut Head, see: &mut dyn FnMut(&mut Expr)) {
    if let Head::For { lo, hi, step, .. } = h {
        see(lo);
        see(hi);
        step.iter_mut().for_each(see);
    }
}

/// Visits the indices of a place.
pub fn place(p: &mut Place, see: &mut dyn FnMut(&mut Expr)) {
    for step in &mut p.path {
        match step {
            crate::ir::Step::Field(_) | crate::ir::Step::Variant(..) | crate::ir::Step::Slope(..) => {}
            crate::ir::Step::Index(i) => see(i),
            crate::ir::Step::Range(a, b) => {
                [a, b].into_iter().flatten().for_each(|e| see(e));
            }
        }
    }
}

/// Visits the blocks of a statement, each with the expressions that end it.
pub fn each_block(stmt: &mut Stmt, see: &mut dyn FnMut(&mut Block, Vec<&mut Expr>)) {
    match stmt {
        Stmt::If(_, then, otherwise, choices) => {
            let (a, b) = choices.iter_mut().map(|c| (&mut c.then, &mut c.otherwise)).unzip();
            see(then, a);
            see(otherwise, b);
        }
        Stmt::Loop(l) => inside(l, see),
        Stmt::InParts(s) => inside(&mut s.l, see),
        Stmt::Saving(s) => inside(&mut s.plain, see),
        Stmt::Stretches(s) => {
            for i in s.advance.iter_mut().chain([&mut s.record]) {
                see(&mut i.body, i.carried.iter_mut().map(|c| &mut c.next).collect());
            }
            see(&mut s.back, Vec::new());
        }
        Stmt::ReverseLoop(l) => see(&mut l.body, Vec::new()),
        _ => {}
    }
}

fn inside(l: &mut Loop, see: &mut dyn FnMut(&mut Block, Vec<&mut Expr>)) {
    if let Head::While { test, cond } = &mut l.head {
        see(test, vec![cond]);
    }
    let mut ends: Vec<&mut Expr> = l.carried.iter_mut().map(|c| &mut c.next).collect();
    ends.extend(l.exit.as_mut());
    see(&mut l.body, ends);
}

/// The values in scope whose type a statement and its expressions mention.
pub fn each_witness(stmt: &mut Stmt, see: &mut dyn FnMut(&mut Expr)) {
    let mut one = |w: &mut Witness| {
        if let Witness::InScope(e) = w {
            see(e);
        }
    };
    match stmt {
        Stmt::Pop(all) | Stmt::Get(_, all) => {
            all.iter_mut().filter_map(|(_, w)| w.as_mut()).for_each(&mut one)
        }
        Stmt::Stretches(s) => {
            let all = s.fixed.own.iter_mut().chain(&mut s.state.own);
            all.filter_map(|(_, w)| w.as_mut()).for_each(&mut one);
        }
        Stmt::TwinRev(twin) => {
            for (operand, _) in &mut twin.operands {
                if let TwinOperand::Type(w) = operand {
                    one(w);
                }
            }
        }
        _ => {}
    }
    each_expr(stmt, &mut |e| witnesses_of(e, &mut one));
}

fn witnesses_of(e: &mut Expr, see: &mut dyn FnMut(&mut Witness)) {
    match e {
        Expr::ZeroAs(w) | Expr::CastRule(_, w, ..) => see(w),
        _ => {}
    }
    each_child(e, &mut |e| witnesses_of(e, see));
}

/// Visits the direct operands of an expression, indices of places included.
pub fn each_child(e: &mut Expr, see: &mut dyn FnMut(&mut Expr)) {
    match e {
        Expr::Load(p) | Expr::Len(p) | Expr::Take(p) | Expr::Scratch(p) => place(p, see),
        Expr::At(p, i) => {
            place(p, see);
            see(i);
        }
        Expr::Neg(a) | Expr::Not(a) | Expr::Cast(a, _) | Expr::Repeat(a, _) | Expr::Matches(a, _) => see(a),
        Expr::Detach(a, _)
        | Expr::ZeroOf(a)
        | Expr::Neutral(a)
        | Expr::SumOf(a)
        | Expr::Integer(a)
        | Expr::Real(a)
        | Expr::FillerLike(a)
        | Expr::FillerPart(a, _)
        | Expr::CastRule(_, _, a, _) => see(a),
        Expr::Binary(_, a, b) | Expr::Ahead(a, b) => {
            see(a);
            see(b);
        }
        Expr::Prim(_, all) | Expr::Tuple(all) | Expr::Array(all) | Expr::Construct(_, all) => {
            all.iter_mut().for_each(see);
        }
        Expr::Rule(_, _, all) | Expr::TwinTan(_, all) | Expr::TwinFwd(_, all) => {
            all.iter_mut().for_each(see);
        }
        Expr::Variant(_, fields) | Expr::TangentVariant(_, _, fields) => {
            fields.iter_mut().for_each(|(_, e)| see(e));
        }
        Expr::Struct(_, fields, rest) | Expr::TangentStruct(_, _, fields, rest) => {
            fields.iter_mut().for_each(|(_, e)| see(e));
            rest.iter_mut().for_each(|e| see(e));
        }
        Expr::Var(_)
        | Expr::Const(_)
        | Expr::Filler
        | Expr::Zero
        | Expr::ZeroAs(_)
        | Expr::Never
        | Expr::Mark => {}
    }
}

/// Visits the variables that a statement itself may change after their declaration.
pub fn each_changed(stmt: &mut Stmt, see: &mut dyn FnMut(Var)) {
    match stmt {
        Stmt::Store(p, _) | Stmt::Update(p, ..) | Stmt::ReadSlice(_, p) | Stmt::AddSlice(p, _) => see(p.root),
        Stmt::Assign(v, _) | Stmt::Put(v, _) | Stmt::Get(v, _) => see(*v),
        Stmt::Accumulate(target, ..) if !target.first => see(target.place.root),
        Stmt::Call(call) => call.args.iter().for_each(|arg| match arg {
            Arg::Unique(p) | Arg::Receiver(p) => see(p.root),
            _ => {}
        }),
        Stmt::Derived(call) => call.args.iter().for_each(|arg| match arg {
            DerivedArg::Unique(p) | DerivedArg::Receiver(p) => see(p.root),
            _ => {}
        }),
        Stmt::TwinRev(twin) => twin.operands.iter().filter_map(|(_, slot)| *slot).for_each(&mut *see),
        Stmt::Loop(l) => l.carried.iter().for_each(|c| see(c.param)),
        Stmt::InParts(s) => s.l.carried.iter().for_each(|c| see(c.param)),
        // the loop behind it does so through the window
        Stmt::Window(w) if w.written => see(w.of),
        Stmt::Saving(s) => s.plain.carried.iter().for_each(|c| see(c.param)),
        Stmt::Stretches(s) => s.fixed.vars().chain(s.state.vars()).for_each(&mut *see),
        _ => {}
    }
    each_expr(stmt, &mut |e| taken_by(e, see));
}

fn taken_by(e: &mut Expr, see: &mut dyn FnMut(Var)) {
    if let Expr::Take(p) = e {
        see(p.root);
    }
    each_child(e, &mut |e| taken_by(e, see));
}
