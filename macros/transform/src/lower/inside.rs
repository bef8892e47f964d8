//! Methods of `Option` that apply a closure to what is inside, as the `match` that they
//! stand for.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::Expr as Syn;

use super::Lower;
use super::scope::Local;
use crate::ir::Expr;

impl Lower<'_> {
    /// Lowers a method of `Option` that takes a closure; none if it is not one.
    pub(super) fn applied_inside(&mut self, m: &syn::ExprMethodCall, hint: Option<&str>) -> Option<Expr> {
        let asked = m.method == super::asked::MAPPED;
        let method = if asked { "map".to_owned() } else { m.method.to_string() };
        let args: Vec<&Syn> = m.args.iter().collect();
        let known = match (method.as_str(), args.as_slice()) {
            // arrays and iterators have these, too
            ("map", [_]) => asked || self.is_option(&m.receiver),
            ("filter", [_]) => !super::stream::is_stream(&m.receiver),
            ("unwrap_or_else" | "and_then" | "or_else" | "is_some_and" | "is_none_or", [_]) => true,
            ("map_or" | "map_or_else", [_, _]) => true,
            _ => false,
        };
        let applies = matches!(args.last(), Some(Syn::Closure(_) | Syn::Path(_)));
        if !known || !applies {
            return None;
        }
        let place = self.matched(&m.receiver);
        let place = self.settled(place, m);
        self.scopes.enter();
        let whole = self.inner_name("matched");
        self.scopes.declare(whole.to_string(), Local::Place(place));
        let callees: Vec<TokenStream> = args.iter().map(|e| self.callee(e)).collect();
        let chosen = self.choice_of(&method, &whole, &callees);
        let value = self.if_else(&chosen, hint).unwrap_or(Expr::Filler);
        self.scopes.leave();
        Some(value)
    }

    /// `if it is some { … } else { … }`
    fn choice_of(&mut self, method: &str, whole: &Ident, args: &[TokenStream]) -> syn::ExprIf {
        let value = self.inner_name("inner");
        let f = args.last().cloned().unwrap_or_default();
        let (some, none) = match method {
            "map" => (quote!(Some(#f(#value))), quote!(None)),
            "filter" => (quote!(if #f(&#value) { #whole } else { None }), quote!(None)),
            "and_then" => (quote!(#f(#value)), quote!(None)),
            "or_else" => (quote!(#whole), quote!(#f())),
            "unwrap_or_else" => (quote!(#value), quote!(#f())),
            "is_some_and" => (quote!(#f(#value)), quote!(false)),
            "is_none_or" => (quote!(#f(#value)), quote!(true)),
            "map_or_else" => {
                let other = &args[0];
                (quote!(#f(#value)), quote!(#other()))
            }
            _ => (quote!(#f(#value)), args[0].clone()),
        };
        syn::parse_quote! {
            if matches!(#whole, Some(_)) { let Some(#value) = #whole else {}; #some } else { #none }
        }
    }

    /// A closure under a name of its own, a function's path, or a value.
    fn callee(&mut self, e: &Syn) -> TokenStream {
        let name = self.inner_name("applied");
        match e {
            Syn::Paren(p) => return self.callee(&p.expr),
            Syn::Closure(c) => self.declare_closure(&name, c),
            Syn::Path(p) if !self.is_variable(p) => return quote!(#p),
            e => {
                let value = self.expr(e, None);
                let local = self.scopes.value(Some(value));
                self.scopes.declare(name.to_string(), local);
            }
        }
        quote!(#name)
    }

    /// Whether a path names a variable that holds a value.
    fn is_variable(&self, p: &syn::ExprPath) -> bool {
        let local = p.path.get_ident().and_then(|name| self.scopes.find(&name.to_string()));
        local.is_some_and(|local| !matches!(local, Local::Closure(_)))
    }

    /// A name that no other closure's method has.
    fn inner_name(&mut self, base: &str) -> Ident {
        self.inner_names += 1;
        Ident::new(&format!("{base}__inner_{}", self.inner_names), Span::call_site())
    }
}
