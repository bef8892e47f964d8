//! The generated functions as formatted text, for `print` and for `COSTATE_PRINT`.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::visit::Visit;
use syn::{Expr, ImplItem, Item, Lit, Meta, TraitItem};

/// What is generated beside a function.
const LAYERS: [&str; 5] = ["jvp", "vjp", "fwd", "rev", "tan"];

/// What is printed of each function.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Print {
    /// `vjp`; `rev` of an operator, which has no `vjp`.
    Usual,
    /// Every layer.
    All,
    /// One layer.
    Layer(String),
}

impl Print {
    /// Reads `print`, `print = all`, `print = rev` or `print = "rev"`.
    pub(super) fn parse(meta: &Meta) -> Option<Self> {
        let Meta::NameValue(pair) = meta else {
            return matches!(meta, Meta::Path(_)).then_some(Self::Usual);
        };
        match &pair.value {
            Expr::Path(p) => Self::named(&p.path.get_ident()?.to_string()),
            Expr::Lit(syn::ExprLit { lit: Lit::Str(s), .. }) => Self::named(&s.value()),
            _ => None,
        }
    }

    fn named(name: &str) -> Option<Self> {
        match name {
            "all" => Some(Self::All),
            name => LAYERS.contains(&name).then(|| Self::Layer(name.to_owned())),
        }
    }

    /// What `wanted` says of a function: a list of `f` or `f::rev`.
    fn wanted(list: &str, function: &str) -> Vec<Self> {
        let entries = list.split(',').map(str::trim);
        let asked = entries.filter_map(|entry| match entry.split_once("::") {
            Some((name, layer)) if name == function => Self::named(layer),
            None if entry == function => Some(Self::Usual),
            _ => None,
        });
        asked.collect()
    }
}

/// A function of an item, and what comes before the names of its layers.
pub(super) struct Subject {
    name: String,
    prefix: String,
}

/// The functions of an item.
pub(super) fn subjects(item: &Item) -> Vec<Subject> {
    let suffixed = |sig: &syn::Signature| {
        let name = bare(&sig.ident);
        Subject { prefix: format!("{name}_"), name }
    };
    match item {
        Item::Fn(f) => vec![Subject { name: bare(&f.sig.ident), prefix: String::new() }],
        Item::Impl(i) => i
            .items
            .iter()
            .filter_map(|item| match item {
                ImplItem::Fn(f) => Some(suffixed(&f.sig)),
                _ => None,
            })
            .collect(),
        Item::Trait(t) => t
            .items
            .iter()
            .filter_map(|item| match item {
                TraitItem::Fn(f) => Some(suffixed(&f.sig)),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn bare(ident: &proc_macro2::Ident) -> String {
    ident.to_string().trim_start_matches("r#").to_owned()
}

/// The text of what is asked for, by the attribute or from outside; empty if nothing is.
pub(super) fn printed(
    subjects: &[Subject],
    output: &TokenStream,
    option: Option<&Print>,
    wanted: Option<&str>,
) -> String {
    let asked = |s: &Subject| -> Vec<Print> {
        let outside = wanted.map_or_else(Vec::new, |list| Print::wanted(list, &s.name));
        option.cloned().into_iter().chain(outside).collect()
    };
    if subjects.iter().all(|s| asked(s).is_empty()) {
        return String::new();
    }
    let mut functions = Functions::default();
    match syn::parse2::<syn::File>(output.clone()) {
        Ok(file) => functions.visit_file(&file),
        Err(error) => return format!("// {error}\n{output}\n"),
    }
    let texts = subjects.iter().flat_map(|s| asked(s).into_iter().map(|print| functions.text(s, &print)));
    texts.collect::<Vec<_>>().concat()
}

/// The functions of a file, with their names.
#[derive(Default)]
struct Functions {
    all: Vec<(String, syn::ItemFn)>,
}

impl Functions {
    fn text(&self, subject: &Subject, print: &Print) -> String {
        let layers: Vec<&str> = match print {
            Print::All => LAYERS.to_vec(),
            Print::Layer(layer) => vec![layer],
            Print::Usual if self.find(subject, "vjp").is_none() => vec!["rev"],
            Print::Usual => vec!["vjp"],
        };
        let found = layers.into_iter().filter_map(|layer| Some((layer, self.find(subject, layer)?)));
        let texts = found.map(|(layer, f)| {
            let file = syn::parse_quote!(#f);
            format!("// `{layer}` of `{}`\n{}", subject.name, prettyplease::unparse(&file))
        });
        texts.collect::<Vec<_>>().join("\n")
    }

    fn find(&self, subject: &Subject, layer: &str) -> Option<&syn::ItemFn> {
        let name = format!("{}{layer}", subject.prefix);
        self.all.iter().find(|(n, _)| *n == name).map(|(_, f)| f)
    }

    fn add(&mut self, tokens: TokenStream) {
        if let Ok(mut f) = syn::parse2::<syn::ItemFn>(tokens) {
            f.attrs.retain(|a| a.path().is_ident("doc") || a.path().is_ident("cfg"));
            self.all.push((f.sig.ident.to_string(), f));
        }
    }
}

impl<'a> Visit<'a> for Functions {
    fn visit_impl_item_fn(&mut self, f: &'a syn::ImplItemFn) {
        self.add(f.to_token_stream());
    }

    fn visit_trait_item_fn(&mut self, f: &'a syn::TraitItemFn) {
        self.add(f.to_token_stream());
    }
}
