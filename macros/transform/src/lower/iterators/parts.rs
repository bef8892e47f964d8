//! Parts of the slice that an iterator goes through: `x.chunks_exact(2).remainder()`, `it.as_slice()`.

use syn::Expr as Syn;
use syn::spanned::Spanned;

use crate::ir::{Op, Place, Step};
use crate::lower::Lower;
use crate::lower::chain::{Kind, is_chain};
use crate::messages;

/// Whether a method gives a part of a slice.
pub(in crate::lower) fn is_part(m: &syn::ExprMethodCall) -> bool {
    let known = ["remainder", "into_remainder", "as_slice"].iter().any(|n| m.method == n);
    known && m.args.is_empty() && is_chain(&m.receiver)
}

impl Lower<'_> {
    /// The part, and whether it is `&mut`.
    pub(in crate::lower) fn part_of_iterator(&mut self, m: &syn::ExprMethodCall) -> Option<(Place, bool)> {
        let span = m.span();
        // what is left behind the chunks is the same wherever the iterator stands
        let chain = match self.named_iterator(&m.receiver) {
            Some(named) if m.method != "as_slice" => named.stream.chain,
            _ => self.chain(&m.receiver)?,
        };
        let slices = m.method == "as_slice";
        let (place, lo, hi, mutable) = match (chain.kind, chain.len) {
            (Kind::Chunks(place, n, mutable), Some(count)) if !slices => {
                (place, self.whole(Op::Mul, count, n, span), None, mutable)
            }
            (Kind::Slice(place, false), Some(len)) if slices => {
                (place, crate::ir::number(0), Some(len), false)
            }
            (Kind::Skip(inner, lo), Some(len)) if slices && matches!(inner.kind, Kind::Slice(_, false)) => {
                let Kind::Slice(place, _) = inner.kind else { return None };
                let hi = self.whole(Op::Add, lo.clone(), len, span);
                (place, lo, Some(hi), false)
            }
            _ => {
                self.messages.add(&m.method, messages::ITERATOR_METHOD);
                return None;
            }
        };
        let mut place = place;
        place.path.push(Step::Range(Some(Box::new(lo)), hi.map(Box::new)));
        Some((place, mutable))
    }

    /// The elements of such a part.
    pub(in crate::lower) fn chain_of_part(
        &mut self,
        m: &syn::ExprMethodCall,
    ) -> Option<crate::lower::chain::Chain> {
        let (place, mutable) = self.part_of_iterator(m)?;
        self.slice_chain(place, mutable, &Syn::MethodCall(m.clone()))
    }
}
