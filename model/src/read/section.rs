//! A table of the file, and the keys that it may have.

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::page::Page;
use crate::suggest::hint;

/// A value and where it stands.
pub type Node<'s, 'i> = &'s Spanned<DeValue<'i>>;

/// What the table of the whole file is called.
pub const FILE: &str = "the file";

/// A table that is being read; every key that is asked for is one that it may have.
#[derive(Clone)]
pub struct Section<'s, 'i> {
    pub page: &'s Page<'i>,
    /// What it is: "body `spine`".
    pub what: String,
    pub span: Range<usize>,
    table: &'s DeTable<'i>,
    known: RefCell<Vec<&'static str>>,
}

impl<'s, 'i> Section<'s, 'i> {
    pub fn new(page: &'s Page<'i>, what: String, span: Range<usize>, table: &'s DeTable<'i>) -> Self {
        Self { page, what, span, table, known: RefCell::new(Vec::new()) }
    }

    /// The value of a key.
    pub fn get(&self, key: &'static str) -> Option<Node<'s, 'i>> {
        let mut known = self.known.borrow_mut();
        if !known.contains(&key) {
            known.push(key);
        }
        self.table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    /// Whether a key is there; it need not be one that the table may have.
    pub fn has(&self, key: &str) -> bool {
        self.table.iter().any(|(name, _)| name.get_ref() == key)
    }

    /// Notes that something is wrong with the whole table.
    pub fn wrong(&self, text: &str) {
        self.page.wrong(self.span.clone(), format!("{} {text}", self.what));
    }

    /// Notes that a value is wrong.
    pub fn wrong_at(&self, span: Range<usize>, key: &str, text: &str) {
        self.page.wrong(span, format!("{}: `{key}` {text}", self.what));
    }

    /// A table inside.
    pub fn section(&self, key: &'static str) -> Option<Section<'s, 'i>> {
        let value = self.get(key)?;
        let what = if self.what == FILE { format!("[{key}]") } else { format!("`{key}` of {}", self.what) };
        self.table_of(key, value, what)
    }

    /// One table inside, or an array of tables.
    pub fn sections(&self, key: &'static str) -> Vec<Section<'s, 'i>> {
        let what = || format!("{key} of {}", self.what);
        match self.get(key) {
            None => Vec::new(),
            Some(value) => match value.get_ref() {
                DeValue::Array(items) => {
                    items.iter().filter_map(|item| self.table_of(key, item, what())).collect()
                }
                _ => self.table_of(key, value, what()).into_iter().collect(),
            },
        }
    }

    /// The tables inside of a table, by their names: `[body.spine]`.
    pub fn items(&self, key: &'static str) -> Vec<(&'s str, Section<'s, 'i>)> {
        let Some(group) = self.section(key) else { return Vec::new() };
        let items = group.table.iter().filter_map(|(name, value)| {
            let what = format!("{key} `{}`", name.get_ref());
            let mut item = group.table_of(name.get_ref(), value, what)?;
            item.span = name.span();
            Some((name.get_ref().as_ref(), item))
        });
        items.collect()
    }

    fn table_of(&self, key: &str, value: Node<'s, 'i>, what: String) -> Option<Section<'s, 'i>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(Section::new(self.page, what, value.span(), table)),
            other => {
                let found = kind(other);
                let text = format!("is a table of keys{}; here it is {found}", example(key));
                self.wrong_at(value.span(), key, &text);
                None
            }
        }
    }

    /// Notes the keys that nobody asked for.
    pub fn close(&self) {
        let known = self.known.borrow();
        for (name, _) in self.table.iter().filter(|(name, _)| !known.contains(&name.get_ref().as_ref())) {
            let key = name.get_ref();
            let hint = hint(key, known.iter().copied());
            let all = known.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            let text = format!("{} has no key `{key}`{hint}; its keys are {all}", self.what);
            self.page.wrong(name.span(), text);
        }
    }
}

/// How a table inside is written.
fn example(key: &str) -> String {
    let keys = match key {
        "turn" => "about = \"z\", by = \"30 deg\"",
        "servo" => "gain = 50",
        "motor" => "torque = 8",
        "spring" => "stiffness = 30",
        "soft" => "frequency = 10",
        "solid" => "sphere = 0.1, density = 1000",
        _ => return String::new(),
    };
    format!(", as `{{ {keys} }}`")
}

/// What a value is: `an integer`.
pub fn kind(value: &DeValue) -> String {
    let name = value.type_str();
    let article = if name.starts_with(['a', 'i']) { "an" } else { "a" };
    format!("{article} {name}")
}
