//! A place in a text that moves on as words are recognised.

use crate::domain::reading::numeral::{self, Number};

/// The text and how far it has been read.
#[derive(Debug, Clone, Copy)]
pub struct Scan<'a> {
    text: &'a [char],
}

impl<'a> Scan<'a> {
    /// At the beginning of a text.
    pub fn new(text: &'a [char]) -> Self {
        Self { text }
    }

    /// What has not been read yet.
    pub fn rest(&self) -> &'a [char] {
        self.text
    }

    /// Whether everything has been read.
    pub fn is_done(&self) -> bool {
        self.text.is_empty()
    }

    /// The next character.
    pub fn peek(&self) -> Option<char> {
        self.text.first().copied()
    }

    /// Passes the next character.
    pub fn step(&mut self) -> Option<char> {
        let (first, rest) = self.text.split_first()?;
        self.text = rest;
        Some(*first)
    }

    /// Whether a word comes next.
    pub fn sees(&self, word: &str) -> bool {
        let mut text = self.text.iter();
        word.chars().all(|c| text.next() == Some(&c))
    }

    /// Passes a word if it comes next.
    pub fn eat(&mut self, word: &str) -> bool {
        let sees = self.sees(word);
        if sees {
            self.text = &self.text[word.chars().count()..];
        }
        sees
    }

    /// Passes the first word of a table that comes next; longer words stand before their beginnings.
    pub fn eat_one<T: Copy>(&mut self, table: &[(&str, T)]) -> Option<T> {
        table.iter().find_map(|(word, value)| self.eat(word).then_some(*value))
    }

    /// Passes one of several words.
    pub fn eat_any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.eat(word))
    }

    /// Passes one of the words of a line, the first that comes next.
    pub fn eat_word(&mut self, words: &str) -> bool {
        words.split_whitespace().any(|word| self.eat(word))
    }

    /// Passes blanks.
    pub fn skip_blanks(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.step();
        }
    }

    /// Passes a number in digits or Chinese numerals.
    pub fn number(&mut self) -> Option<Number> {
        let number = numeral::take(self.text)?;
        self.text = &self.text[number.length..];
        Some(number)
    }

    /// Passes a number of at most so many digits written in digits.
    pub fn digits(&mut self, most: usize) -> Option<Number> {
        let mut ahead = *self;
        let number = ahead.number().filter(|number| !number.chinese && number.length <= most)?;
        *self = ahead;
        Some(number)
    }
}
