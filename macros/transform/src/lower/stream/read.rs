//! The stages of an iterator, as they are written.

use syn::Expr as Syn;

use super::{Stage, Stream, is_chain, is_stage, refusal, truth};
use crate::ir::{Expr, Place, Role, Stmt, number, typed_count};
use crate::lower::Lower;
use crate::lower::chain::Chain;
use crate::lower::closure::Callable;
use crate::lower::iterators::{is_part, is_sifted};
use crate::messages;

impl Lower<'_> {
    /// What a loop or a method runs through; a message if it is nothing known.
    pub(in crate::lower) fn stream(&mut self, e: &Syn) -> Option<Stream> {
        match e {
            Syn::Paren(p) => self.stream(&p.expr),
            Syn::Group(g) => self.stream(&g.expr),
            Syn::Path(_) if is_sifted(e) => self.whole_iterator(e),
            Syn::MethodCall(m) if m.method == "clone" && is_sifted(&m.receiver) => {
                self.cloned_iterator(&m.receiver)
            }
            Syn::MethodCall(m) if is_part(m) => Some(Stream::of(self.chain(e)?)),
            Syn::MethodCall(m) if !is_chain(e) && super::is_stream(&m.receiver) => {
                if !is_stage(m) {
                    self.messages.add(&m.method, refusal(m));
                    return None;
                }
                let inner = self.stream(&m.receiver)?;
                self.staged(inner, m)
            }
            e => Some(Stream::of(self.chain(e)?)),
        }
    }

    /// With one stage more.
    fn staged(&mut self, mut stream: Stream, m: &syn::ExprMethodCall) -> Option<Stream> {
        let args: Vec<&Syn> = m.args.iter().collect();
        let stage = match (m.method.to_string().as_str(), args.as_slice()) {
            ("by_ref", []) if is_sifted(&m.receiver) => return self.refuse_parts(m),
            ("by_ref", []) => return Some(stream),
            ("copied" | "cloned", []) => Stage::Copied,
            ("flatten", []) => Stage::Flatten,
            ("enumerate", []) => Stage::Enumerate(self.state_of(&mut stream, typed_count(), "index")),
            ("take", [n]) => {
                // its first item is made before it is counted
                self.refuse_left_out(&m.receiver);
                self.refuse_borrowed(&stream.chain, m);
                self.counted_stage(&mut stream, &m.method, n)
            }
            ("skip", [n]) => self.counted_stage(&mut stream, &m.method, n),
            ("zip", [other]) => {
                self.refuse_left_out(other);
                let chain = Box::new(self.chain(other)?);
                self.refuse_borrowed(&chain, m);
                self.done_of(&mut stream);
                Stage::Zip(chain, self.state_of(&mut stream, typed_count(), "index"))
            }
            ("scan", [init, f]) => {
                let init = self.expr(init, None);
                self.done_of(&mut stream);
                Stage::Scan(self.lent_state(init, m.method.span()), self.callable(f)?)
            }
            (name, [f]) => self.closure_stage(&mut stream, name, f)?,
            _ => return self.refuse_stage(m),
        };
        stream.stages.push(stage);
        Some(stream)
    }

    /// What would take other items from a borrowed iterator than Rust does.
    fn refuse_borrowed(&mut self, chain: &Chain, m: &syn::ExprMethodCall) {
        if chain.cursor.is_some() {
            self.messages.add(&m.method, messages::BORROWED_ITERATOR);
        }
    }

    /// What would leave the rest of such an iterator to others.
    pub(in crate::lower) fn refuse_parts(&mut self, m: &syn::ExprMethodCall) -> Option<Stream> {
        self.messages.add(&m.method, messages::SIFTED_ITERATOR);
        None
    }

    fn refuse_stage(&mut self, m: &syn::ExprMethodCall) -> Option<Stream> {
        self.messages.add(&m.method, refusal(m));
        None
    }

    fn closure_stage(&mut self, stream: &mut Stream, name: &str, f: &Syn) -> Option<Stage> {
        self.refuse_effects(f);
        let closure = self.callable(f)?;
        if matches!(name, "map_while" | "take_while") {
            self.done_of(stream);
        }
        Some(match (name, closure) {
            ("map", f) => Stage::Map(f),
            ("filter", f) => Stage::Filter(f),
            ("filter_map", f) => Stage::FilterMap(f, false),
            ("map_while", f) => Stage::FilterMap(f, true),
            ("take_while", f) => Stage::TakeWhile(f),
            ("skip_while", f) => Stage::SkipWhile(f, self.state_of(stream, truth(false), "begun")),
            ("flat_map", Callable::Closure(c, names)) => Stage::FlatMap(c, names),
            _ => {
                self.messages.add(f, messages::FLAT_MAP);
                return None;
            }
        })
    }

    fn counted_stage(&mut self, stream: &mut Stream, method: &syn::Ident, n: &Syn) -> Stage {
        let n = self.expr(n, None);
        let (ty, usize) = (self.function.ty_of(&n), self.kinds().integer("usize"));
        self.unify(&ty, &usize);
        if method == "take" {
            self.done_of(stream);
        }
        let came = self.state_of(stream, typed_count(), "came");
        if method == "skip" { Stage::Skip(n, came) } else { Stage::Take(n, came) }
    }

    /// The memory that the closure of `scan` changes.
    pub(super) fn lent_state(&mut self, init: Expr, span: proc_macro2::Span) -> Place {
        let ty = self.function.ty_of(&init);
        let memory = self.fresh("state", span, ty, Role::Memory);
        self.stmts.push(Stmt::Alloc(memory, init));
        Place::whole(memory)
    }

    /// `n + 1` of a variable that counts.
    pub(in crate::lower) fn step(&mut self, counter: usize, span: proc_macro2::Span) -> Expr {
        let before = self.now(counter);
        let next = self.whole(crate::ir::Op::Add, before, number(1), span);
        self.scopes.set(counter, Some(next.clone()));
        next
    }
}
