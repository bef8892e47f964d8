//! Places: a variable and the way into its inside.

use super::{Expr, Op, Var};

/// A step from a variable into its inside.
#[derive(Clone, Debug)]
pub enum Step {
    /// `.x` or `.0`
    Field(syn::Member),
    /// `[i]`
    Index(Expr),
    /// `[lo..hi]`, only in an argument
    Range(Option<Box<Expr>>, Option<Box<Expr>>),
    /// A field of an enum's variant, whose value is surely of this variant.
    Variant(syn::Path, syn::Member),
    /// Derivative only: the same field in the enum's tangent, which may be zero as a whole.
    Slope(syn::Path, syn::Member),
}

/// The field of this number of what a constructor makes: where there is none, rustc says so on the constructor.
#[must_use]
pub fn nth(number: usize, constructor: &syn::Path) -> syn::Member {
    let mut index = syn::Index::from(number);
    if let Some(last) = constructor.segments.last() {
        index.span = index.span.located_at(last.ident.span());
    }
    syn::Member::Unnamed(index)
}

/// A variable and the way into its inside: `s.pos[i]`.
#[derive(Clone, Debug)]
pub struct Place {
    /// The variable at the root.
    pub root: Var,
    /// The way.
    pub path: Vec<Step>,
}

impl Place {
    /// The whole of a variable.
    #[must_use]
    pub fn whole(root: Var) -> Self {
        Self { root, path: Vec::new() }
    }

    /// The same way from another root.
    #[must_use]
    pub fn rooted(&self, root: Var) -> Self {
        Self { root, path: self.path.clone() }
    }

    /// The element of a part as that of the whole: `x[lo..hi][i]` is `x[lo + i]`.
    #[must_use]
    pub fn flat(&self) -> Self {
        let mut path = self.path.clone();
        while let [Step::Range(lo, hi), next @ (Step::Index(_) | Step::Range(..)), ..] = path.as_slice() {
            let shifted = |e: Expr| match lo {
                Some(lo) => Expr::Binary(Op::Add, lo.clone(), Box::new(e)),
                None => e,
            };
            let next = match next.clone() {
                Step::Index(i) => Step::Index(shifted(i)),
                Step::Range(a, b) => {
                    let a = a.map(|a| Box::new(shifted(*a))).or_else(|| lo.clone());
                    Step::Range(a, b.map(|b| Box::new(shifted(*b))).or_else(|| hi.clone()))
                }
                field => field,
            };
            path.splice(0..2, [next]);
        }
        Self { root: self.root, path }
    }

    /// The way to the first part of a slice, and from there on.
    #[must_use]
    pub fn parts(&self) -> (&[Step], &[Step]) {
        let first = self.path.iter().position(|s| matches!(s, Step::Range(..)));
        self.path.split_at(first.unwrap_or(self.path.len()))
    }

    /// The same way into a tangent or an adjoint.
    #[must_use]
    pub fn derivative(&self, root: Var) -> Self {
        let path = self.path.iter().map(|step| match step {
            Step::Variant(path, member) => Step::Slope(path.clone(), member.clone()),
            other => other.clone(),
        });
        Self { root, path: path.collect() }
    }

    /// The variables that stand in its indices.
    pub fn index_vars(&self, see: &mut impl FnMut(Var)) {
        for step in &self.path {
            match step {
                Step::Field(_) | Step::Variant(..) | Step::Slope(..) => {}
                Step::Index(i) => i.each_var(see),
                Step::Range(a, b) => {
                    for end in [a, b].into_iter().flatten() {
                        end.each_var(see);
                    }
                }
            }
        }
    }
}
