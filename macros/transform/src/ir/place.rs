//! Places: a variable and the way into its inside.

use super::{Expr, Var};

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
