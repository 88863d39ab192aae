//! What was typed and chosen in a form, or the sentence that asks for it.

use chrono::NaiveDate;

use crate::domain::calendar::OfficeHours;
use crate::domain::reading::time::{self, Tense};
use crate::domain::time::Moment;
use crate::library::guard::staff_word;
use crate::ui::screen::form::long_text::LongText;

/// A short text without blanks around it; `None` when there is none.
pub fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A short text that is needed.
///
/// # Errors
/// A sentence that asks for it.
pub fn needed(text: &str, what: &str) -> Result<String, String> {
    filled(text).ok_or_else(|| format!("请填写{what}"))
}

/// A long text that is needed.
///
/// # Errors
/// A sentence that asks for it.
pub fn needed_text(text: &LongText, what: &str) -> Result<String, String> {
    needed(&text.text(), what)
}

/// 对业主怎么说: what is worded for the owner; `None` while nothing is.
///
/// # Errors
/// A sentence that names the first word that is for the staff alone.
pub fn for_owner(text: &LongText) -> Result<Option<String>, String> {
    let words = filled(&text.text());
    match words.as_deref().and_then(staff_word) {
        Some(word) => Err(format!("「对业主怎么说」里的「{word}」是写给同事看的，请换成对业主说的话")),
        None => Ok(words),
    }
}

/// An answer that is needed.
///
/// # Errors
/// A sentence that asks for it.
pub fn answered(choice: Option<bool>, question: &str) -> Result<bool, String> {
    choice.ok_or_else(|| format!("请选{question}"))
}

/// A due time as typed, which must still come; `duty` is what 下班前 means.
///
/// # Errors
/// A sentence when it cannot be read or is past.
pub fn due_after(typed: &str, now: Moment, duty: OfficeHours, what: &str) -> Result<Moment, String> {
    let due = time::read(&needed(typed, what)?, Tense::Future, now, duty).required()?;
    if due > now { Ok(due) } else { Err(format!("{what}已经过去，请重新填写")) }
}

/// A day as typed, which is today or must still come.
///
/// # Errors
/// A sentence when it cannot be read or is past.
pub fn day_ahead(typed: &str, today: NaiveDate, what: &str) -> Result<NaiveDate, String> {
    let day = time::read_day(&needed(typed, what)?, Tense::Future, today).required()?;
    if day >= today { Ok(day) } else { Err(format!("{what}已经过去，请重新填写")) }
}

/// A due time as typed, as far as it can be read.
pub fn due_so_far(typed: &str, now: Moment, duty: OfficeHours) -> Option<Moment> {
    time::read(typed, Tense::Future, now, duty).value()
}

/// Chooses, or takes back what is chosen already.
pub fn toggle<T: PartialEq>(choice: &mut Option<T>, value: T) {
    *choice = if choice.as_ref() == Some(&value) { None } else { Some(value) };
}

/// Adds to several choices, or takes back what is among them already.
pub fn toggle_in<T: PartialEq>(choices: &mut Vec<T>, value: T) {
    match choices.iter().position(|other| *other == value) {
        Some(place) => drop(choices.remove(place)),
        None => choices.push(value),
    }
}
