//! The text that is read, and what is wrong with it.

use std::cell::RefCell;
use std::ops::Range;

use crate::description::Origin;
use crate::error::{Mistake, ModelError};

/// A text and its mistakes.
pub struct Page<'i> {
    file: &'i str,
    text: &'i str,
    mistakes: RefCell<Vec<Mistake>>,
}

impl<'i> Page<'i> {
    pub fn new(file: &'i str, text: &'i str) -> Self {
        Self { file, text, mistakes: RefCell::new(Vec::new()) }
    }

    /// Notes a mistake, once.
    pub fn wrong(&self, span: Range<usize>, text: String) {
        let mistake = Mistake { file: self.file.to_owned(), line: Some(self.line(&span)), text };
        let mut mistakes = self.mistakes.borrow_mut();
        if !mistakes.contains(&mistake) {
            mistakes.push(mistake);
        }
    }

    pub fn origin(&self, span: &Range<usize>) -> Origin {
        Origin(Some((self.file.into(), self.line(span))))
    }

    fn line(&self, span: &Range<usize>) -> usize {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        1 + before.matches('\n').count()
    }

    pub fn is_right(&self) -> bool {
        self.mistakes.borrow().is_empty()
    }

    /// All mistakes by their lines.
    pub fn finish(self) -> ModelError {
        let mut mistakes = self.mistakes.into_inner();
        mistakes.sort_by_key(|mistake| mistake.line);
        ModelError::Wrong(mistakes)
    }
}
