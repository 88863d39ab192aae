//! Labelled groups of chips, lines and long texts: the controls of every short form.

use chrono::NaiveDate;
use iced::widget::Column;
use iced::{Element, Length};

use crate::domain::calendar::OfficeHours;
use crate::domain::reading::time::Tense;
use crate::domain::time::Moment;
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::understood::{self, Understood};
use crate::ui::spacing;
use crate::ui::widget::field::{Action, Editor, Field};
use crate::ui::widget::{Chips, chip, chips, editor, field, labelled};

/// Longest text that the papers print without trouble; more is kept and told.
pub const LONG_TEXT: usize = 3000;

/// Longest text that is said to an owner in one go.
pub const OWNER_WORDS: usize = 60;

/// What takes the focus when a form opens: the first control with this name.
pub const FIRST: &str = "form-first";

/// Controls below one another.
pub fn below<'a, Message: 'a>(
    parts: impl IntoIterator<Item = Option<Element<'a, Message>>>,
) -> Element<'a, Message> {
    Column::with_children(parts.into_iter().flatten()).spacing(spacing::L).into()
}

/// A text of several lines; a form begins with it.
pub fn long<'a, Message: Clone + 'a>(
    label: &'static str,
    hint: &'static str,
    text: &'a LongText,
    on_action: impl Fn(Action) -> Message + 'a,
) -> Editor<'a, Message> {
    editor(label, text.content()).hint(hint).limit(LONG_TEXT).lines(2..=6).id(FIRST).on_action(on_action)
}

/// 对业主怎么说: what the sentence beside the form says of what staff wrote above. Ledger 12-69.
pub fn owner_words<'a, Message: Clone + 'a>(
    text: &'a LongText,
    hint: &'static str,
    on_action: impl Fn(Action) -> Message + 'a,
) -> Element<'a, Message> {
    let words = editor("对业主怎么说", text.content()).hint(hint).limit(OWNER_WORDS);
    words.lines(1..=3).on_action(on_action).into()
}

/// A text of one line.
pub fn line<'a, Message: Clone + 'a>(
    label: &'static str,
    placeholder: &'static str,
    value: &'a str,
    on_input: impl Fn(String) -> Message + 'a,
) -> Field<'a, Message> {
    field(label, value).placeholder(placeholder).on_input(on_input)
}

/// A time that will be, with how it was understood; `duty` is what 下班前 means.
pub fn due<'a, Message: Clone + 'a>(
    label: &'static str,
    placeholder: &'static str,
    value: &'a str,
    now: Moment,
    duty: OfficeHours,
    on_input: impl Fn(String) -> Message + Copy + 'a,
) -> Field<'a, Message> {
    read_line(label, placeholder, value, Understood::time(value, Tense::Future, now, duty), on_input)
}

/// A time that has been, with how it was understood; what is held already stands as it is shown.
pub fn past<'a, Message: Clone + 'a>(
    label: &'static str,
    placeholder: &'static str,
    value: &'a str,
    now: Moment,
    duty: OfficeHours,
    on_input: impl Fn(String) -> Message + Copy + 'a,
) -> Field<'a, Message> {
    let read = Understood::time(value, Tense::Past, now, duty).filter(|read| read.words != value.trim());
    read_line(label, placeholder, value, read, on_input)
}

/// A day, with how it was understood.
pub fn day<'a, Message: Clone + 'a>(
    label: &'static str,
    placeholder: &'static str,
    value: &'a str,
    tense: Tense,
    today: NaiveDate,
    on_input: impl Fn(String) -> Message + Copy + 'a,
) -> Field<'a, Message> {
    read_line(label, placeholder, value, Understood::day(value, tense, today), on_input)
}

fn read_line<'a, Message: Clone + 'a>(
    label: &'static str,
    placeholder: &'static str,
    value: &'a str,
    read: Option<Understood>,
    on_input: impl Fn(String) -> Message + Copy + 'a,
) -> Field<'a, Message> {
    understood::with(line(label, placeholder, value, on_input), read.as_ref(), on_input)
}

/// A question with two answers.
pub fn answer<'a, Message: Clone + 'a>(
    label: &'static str,
    yes: &'static str,
    no: &'static str,
    chosen: Option<bool>,
    on_pick: impl Fn(bool) -> Message + 'a,
) -> Element<'a, Message> {
    let group = chips([chip(yes, chosen == Some(true)), chip(no, chosen == Some(false))])
        .on_pick(move |at| on_pick(at == 0))
        .id(FIRST);
    if label.is_empty() { group.into() } else { labelled(label, "", group) }
}

/// Things that are so or not, each by itself.
pub fn marks<'a, Message: Clone + 'a>(marks: Vec<(&'static str, bool, Message)>) -> Element<'a, Message> {
    let messages: Vec<Message> = marks.iter().map(|(.., message)| message.clone()).collect();
    chips(marks.into_iter().map(|(label, on, _)| chip(label, on)).collect::<Vec<_>>())
        .on_pick(move |at| messages[at].clone())
        .width(Length::Fill)
        .into()
}

/// One of a closed list.
pub fn one_of<'a, T: Copy + PartialEq + 'static, Message: Clone + 'a>(
    label: &'static str,
    all: &'static [T],
    chosen: Option<T>,
    word: fn(T) -> &'static str,
    on_pick: impl Fn(T) -> Message + 'a,
) -> Element<'a, Message> {
    labelled(label, "", group_of(all, chosen, word, on_pick))
}

/// The same for the group that a form begins with: it takes the focus.
pub fn first_of<'a, T: Copy + PartialEq + 'static, Message: Clone + 'a>(
    label: &'static str,
    all: &'static [T],
    chosen: Option<T>,
    word: fn(T) -> &'static str,
    on_pick: impl Fn(T) -> Message + 'a,
) -> Element<'a, Message> {
    labelled(label, "", group_of(all, chosen, word, on_pick).id(FIRST).width(Length::Fill))
}

/// The chips of a closed list without their label.
pub fn group_of<'a, T: Copy + PartialEq + 'static, Message: Clone + 'a>(
    all: &'static [T],
    chosen: Option<T>,
    word: fn(T) -> &'static str,
    on_pick: impl Fn(T) -> Message + 'a,
) -> Chips<'a, Message> {
    Chips::one_of(all.iter().copied(), chosen.as_ref(), move |one| word(*one).into(), on_pick)
}
