//! Types in the place of other types: `f64` or `T` becomes `Dual<T>`, wherever it is named.

use std::collections::HashMap;

use proc_macro2::Ident;
use syn::Type;
use syn::visit_mut::{self, VisitMut};

/// What single names of types stand for.
#[derive(Clone)]
pub(crate) struct Rename {
    types: HashMap<String, Type>,
    /// Whether a name was found.
    pub(crate) found: bool,
    /// Whether one was found in front of an associated type, `T::Mask`: what that becomes has no short
    /// name.
    pub(crate) associated: bool,
}

impl Rename {
    /// These names stand for these types.
    pub(crate) fn of(types: HashMap<String, Type>) -> Self {
        Self { types, found: false, associated: false }
    }

    fn meaning(&self, name: &Ident) -> Option<Type> {
        self.types.get(&name.to_string()).cloned()
    }

    /// The type with its names replaced.
    pub(crate) fn ty(&self, ty: &Type) -> Type {
        let mut ty = ty.clone();
        self.clone().visit_type_mut(&mut ty);
        ty
    }

    /// Whether the type has one of the names.
    pub(crate) fn changes(&self, ty: &Type) -> bool {
        let mut pass = Self::of(self.types.clone());
        pass.visit_type_mut(&mut ty.clone());
        pass.found
    }
}

impl VisitMut for Rename {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        if let Type::Path(path) = ty
            && path.qself.is_none()
            && let Some(meaning) = path.path.get_ident().and_then(|name| self.meaning(name))
        {
            self.found = true;
            *ty = meaning;
            return;
        }
        visit_mut::visit_type_mut(self, ty);
    }

    /// `T::Mask`
    fn visit_type_path_mut(&mut self, path: &mut syn::TypePath) {
        visit_mut::visit_type_path_mut(self, path);
        let several = path.qself.is_none() && path.path.segments.len() > 1;
        self.associated |= several && self.meaning(&path.path.segments[0].ident).is_some();
    }
}
