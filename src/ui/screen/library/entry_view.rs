//! What the form of an entry looks like, and what stands on an entry: its marks and what may be done to it.

use iced::widget::{Column, Row as Line, column, row, space};
use iced::{Alignment, Element, Length};

use crate::library::entry::{Entry, Key, Kind};
use crate::library::field::{Field, Shape};
use crate::library::lay::Laid;
use crate::library::revise::Change;
use crate::library::step::Step;
use crate::ui::screen::library::entry::{EntryForm, Input, Path, Refused, Row, Typed};
use crate::ui::screen::library::message::Message;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{Dialog, button, chip, chips, dialog, editor, field, labelled, panel, tag, text};

type Part<'a> = Element<'a, Message>;

/// Width of a field for a few characters.
const SHORT: f32 = 128.0;
/// Width of a field for a number.
const NUMBER: f32 = 176.0;
/// Width of the words before a line of chips.
const WORDS: f32 = 116.0;

/// The name of an input, to focus it by.
pub fn id_of(path: &[usize]) -> String {
    path.iter().fold("entry".to_owned(), |id, at| format!("{id}-{at}"))
}

/// The dialog.
pub fn form(form: &EntryForm) -> Dialog<'_, Message> {
    let fields = fields(form, form.fields.iter().copied().zip(&form.inputs), &[]);
    let whole = form.refused.as_ref().filter(|refused| !stands_at_a_field(form, refused));
    let whole = whole.map(|refused| text::small(refused.sentence.as_str(), Tone::Danger));
    let advice = form.advice().into_iter().map(|line| text::small(line, Tone::Waiting).into());
    let body = column![fields, Column::with_children(advice).spacing(2), whole].spacing(spacing::M);
    dialog(form.title.as_str(), body)
        .width(920.0)
        .action(button::quiet("取消").on_press(Message::Cancel))
        .action(button::primary("保存").keys("Ctrl+S").on_press(Message::Save))
        .on_cancel(Message::Cancel)
        .on_accept(Message::Save)
}

/// Chips and lists have no place for an error of their own.
fn stands_at_a_field(form: &EntryForm, refused: &Refused) -> bool {
    let shape = refused.path.as_ref().and_then(|path| form.shape(path));
    matches!(
        shape,
        Some(
            Shape::Line
                | Shape::Short
                | Shape::Code
                | Shape::Number(_)
                | Shape::Span
                | Shape::Prose
                | Shape::Lines
        )
    )
}

/// Fields below one another; those of one line that follow one another stand side by side.
fn fields<'a>(
    form: &'a EntryForm,
    all: impl Iterator<Item = (&'static Field, &'a Input)>,
    path: &[usize],
) -> Part<'a> {
    let mut lines: Vec<Part<'a>> = Vec::new();
    let mut side: Vec<Part<'a>> = Vec::new();
    for (at, (field, input)) in all.enumerate() {
        let here: Path = [path, &[at]].concat();
        let is_line =
            matches!(field.shape, Shape::Line | Shape::Short | Shape::Code | Shape::Number(_) | Shape::Span);
        if is_line {
            side.push(line(form, field, input, here));
            continue;
        }
        lines.extend(beside(&mut side));
        lines.extend(block(form, field, input, here));
    }
    lines.extend(beside(&mut side));
    Column::with_children(lines).spacing(spacing::M).width(Length::Fill).into()
}

fn beside<'a>(side: &mut Vec<Part<'a>>) -> Option<Part<'a>> {
    let fields = std::mem::take(side);
    (!fields.is_empty()).then(|| Line::with_children(fields).spacing(spacing::M).into())
}

fn error<'a>(form: &'a EntryForm, path: &Path) -> Option<&'a str> {
    let refused = form.refused.as_ref().filter(|refused| refused.path.as_ref() == Some(path));
    refused.map(|refused| refused.sentence.as_str())
}

fn line<'a>(form: &'a EntryForm, of: &'static Field, input: &'a Input, path: Path) -> Part<'a> {
    let Input::Text(words) = input else { return space().into() };
    let width = match of.shape {
        Shape::Short | Shape::Code => Length::Fixed(SHORT),
        Shape::Number(_) | Shape::Span => Length::Fixed(NUMBER),
        _ => Length::Fill,
    };
    let label = match of.shape {
        Shape::Number(unit) if !of.label.contains('几') => format!("{}（{unit}）", of.label),
        _ => of.label.to_owned(),
    };
    let is_long = of.hint.chars().count() > 10;
    field(label, words)
        .id(id_of(&path))
        .placeholder(if width == Length::Fill || !is_long { of.hint } else { "" })
        .error(error(form, &path))
        .width(width)
        .on_input(move |text| Message::Entry(Typed::Text(path.clone(), text)))
        .into()
}

fn block<'a>(form: &'a EntryForm, of: &'static Field, input: &'a Input, path: Path) -> Option<Part<'a>> {
    Some(match (input, of.shape) {
        (Input::Prose(content), shape) => {
            let lines = if shape == Shape::Lines { 3..=8 } else { 2..=6 };
            editor(of.label, content)
                .id(id_of(&path))
                .hint(of.hint)
                .lines(lines)
                .error(error(form, &path))
                .on_action(move |edit| Message::Entry(Typed::Prose(path.clone(), edit)))
                .into()
        }
        (Input::Choice(code), Shape::Pick(pick)) => {
            let choices = form.choices(pick);
            // Nothing to pick from: a situation that asks nothing has no answers.
            if choices.is_empty() {
                return None;
            }
            let all = choices.iter().map(|(one, label)| chip(label.as_str(), code.as_ref() == Some(one)));
            chosen(of, all.collect(), path)
        }
        (Input::Steps(steps), _) => {
            let all = Step::ALL.iter().map(|step| chip(step.label(), steps.contains(step)));
            chosen(of, all.collect(), path)
        }
        (Input::Mark(on), _) => chips([chip(of.label, *on)])
            .plain()
            .on_pick(move |_| Message::Entry(Typed::Mark(path.clone())))
            .into(),
        (Input::Rows(rows), Shape::Rows(one, parts)) => list(form, of, one, parts, rows, path),
        _ => return None,
    })
}

fn chosen<'a>(of: &'static Field, all: Vec<crate::ui::widget::Chip<'a>>, path: Path) -> Part<'a> {
    let pick = chips(all)
        .plain()
        .id(id_of(&path))
        .width(Length::Fill)
        .on_pick(move |at| Message::Entry(Typed::Pick(path.clone(), at)));
    row![text::caption(of.label).width(WORDS), pick].spacing(spacing::S).align_y(Alignment::Center).into()
}

fn list<'a>(
    form: &'a EntryForm,
    of: &'static Field,
    one: &'static str,
    parts: &'static [Field],
    rows: &'a [Row],
    path: Path,
) -> Part<'a> {
    let small = |label: &'static str, typed| button::quiet(label).small().on_press(Message::Entry(typed));
    let part = |(at, part): (usize, &'a Row)| {
        let within = fields(form, parts.iter().zip(&part.inputs), &[path.as_slice(), &[at]].concat());
        let up = (at > 0).then(|| small("移上去", Typed::Up(path.clone(), at)));
        let acts = column![small("删去", Typed::Drop(path.clone(), at)), up];
        panel(row![text::caption(format!("{}", at + 1)), within, acts].spacing(spacing::M))
            .padding(spacing::M)
            .width(Length::Fill)
            .into()
    };
    let parts = Column::with_children(rows.iter().enumerate().map(part)).spacing(spacing::S);
    let add =
        button::secondary(format!("＋ 添{one}")).small().on_press(Message::Entry(Typed::Add(path.clone())));
    labelled(of.label, of.hint, column![parts, add].spacing(spacing::S))
}

/// The marks of an entry.
pub fn marks<'a, M: 'a>(own: bool, off: bool, changed: bool) -> Element<'a, M> {
    let marks = [
        off.then(|| tag("停用", Tone::Muted)),
        own.then(|| tag("本中心", Tone::Accent)),
        changed.then(|| tag("改过", Tone::Accent)),
    ];
    row(marks.into_iter().flatten()).spacing(spacing::XS).into()
}

/// What the supervisor may do to a card.
pub fn acts<'a, T: Entry>(laid: &Laid<T>) -> Part<'a> {
    let key = || laid.entry.key();
    let make = |label, change| button::quiet(label).small().on_press(Message::Make(change));
    let edit = button::quiet("改").small().on_press(Message::Change(key(), 0));
    let restore = (!laid.changed.is_empty())
        .then(|| make("恢复出厂", Change::RestoreFields { key: key(), fields: laid.changed.clone() }));
    let switch = (T::KIND != Kind::Pause).then(|| switch(key(), laid.off));
    let remove =
        (laid.own && T::KIND != Kind::Situation).then(|| make("删去", Change::RemoveEntry { key: key() }));
    row![edit, restore, switch, remove].into()
}

/// Switches an entry off or on.
pub fn switch<'a>(key: Key, off: bool) -> Part<'a> {
    let label = match (key.kind, off) {
        (Kind::Situation, true) => "启用这个场景",
        (Kind::Situation, false) => "停用这个场景",
        (_, true) => "启用",
        (_, false) => "停用",
    };
    button::quiet(label).small().on_press(Message::Make(Change::SwitchEntry { key, off: !off })).into()
}
