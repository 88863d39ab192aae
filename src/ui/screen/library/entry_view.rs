//! What the form of an entry looks like, and what stands on an entry: its marks and what may be done to it.

use iced::widget::{Column, Row as Line, column, container, row, space};
use iced::{Alignment, Element, Length, padding};

use crate::library::apply_change::Change;
use crate::library::entry::{Entry, EntryKind, Key};
use crate::library::field::{Field, Shape};
use crate::library::overlay::Overlaid;
use crate::library::step::Step;
use crate::ui::screen::library::entry::{EntryForm, EntryRow, EntryTyped, Input, Path, Refused};
use crate::ui::screen::library::form::marked;
use crate::ui::screen::library::message::Message;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{Dialog, button, chip, chips, dialog, editor, field, labelled, panel, tag, text};

type Part<'a> = Element<'a, Message>;

/// Width of a field for a few characters.
const SHORT: f32 = 140.0;
/// Width of a field for a number.
const NUMBER: f32 = 144.0;
/// Width of the buttons beside a part.
const ACTS: f32 = 76.0;
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
    let aim = form
        .new_situation()
        .is_some()
        .then(|| text::caption("有名称和统计类别就能用，其余以后再填；没有自己的话术时，用各步骤通用的。"));
    let body = column![aim, fields].spacing(spacing::M);
    let dialog = dialog(form.title.as_str(), body).width(1040.0);
    let dialog = whole
        .into_iter()
        .fold(dialog, |dialog, sentence| dialog.action(container(sentence).center_y(spacing::CONTROL)));
    dialog
        .action(button::quiet("取消").on_press(Message::Cancel))
        .action(button::primary("保存").keys("Ctrl+S").on_press(Message::Save))
        .on_cancel(Message::Cancel)
        .on_accept(Message::Save)
}

/// Chips and lists have no place for an error of their own.
fn stands_at_a_field(form: &EntryForm, refused: &Refused) -> bool {
    let shape = refused.path.as_ref().and_then(|path| form.shape(path));
    shape.is_some_and(|shape| is_line(shape) || matches!(shape, Shape::Prose | Shape::Lines))
}

/// Fields below one another; those of one line that follow one another stand side by side, a mark beside what it
/// follows.
fn fields<'a>(
    form: &'a EntryForm,
    all: impl Iterator<Item = (&'static Field, &'a Input)>,
    path: &[usize],
) -> Part<'a> {
    let mut lines: Vec<Part<'a>> = Vec::new();
    let mut side: Vec<Part<'a>> = Vec::new();
    let (mut lone, mut has_long) = ("", false);
    let mut before = None;
    for (at, (field, input)) in all.enumerate() {
        let here: Path = [path, &[at]].concat();
        let after_chips = matches!(before, Some(Shape::Pick(_) | Shape::Steps));
        before = Some(field.shape);
        if is_line(field.shape) {
            if is_narrow(field.shape) && has_long && side.len() > 1 {
                lines.extend(beside(&mut side, lone));
            }
            has_long = field.shape == Shape::Line || has_long && !side.is_empty();
            lone = if side.is_empty() && is_narrow(field.shape) { field.hint } else { "" };
            side.push(line(form, field, input, here));
        } else if let Some(part) = block(form, field, input, here) {
            if field.shape == Shape::Yes && !side.is_empty() {
                side.push(lowered(part));
                continue;
            }
            lines.extend(beside(&mut side, lone));
            match lines.pop_if(|_| field.shape == Shape::Yes && after_chips) {
                Some(chips) => lines.push(row![chips, part].spacing(spacing::M).into()),
                None => lines.push(part),
            }
        }
    }
    lines.extend(beside(&mut side, lone));
    Column::with_children(lines).spacing(spacing::M).width(Length::Fill).into()
}

fn is_line(shape: Shape) -> bool {
    shape == Shape::Line || is_narrow(shape)
}

fn is_narrow(shape: Shape) -> bool {
    matches!(shape, Shape::Short | Shape::Code | Shape::Number(_) | Shape::Span)
}

/// A narrow field on its own has room for its advice beside it.
fn beside<'a>(side: &mut Vec<Part<'a>>, lone: &'static str) -> Option<Part<'a>> {
    let fields = std::mem::take(side);
    let advice = (fields.len() == 1 && !lone.is_empty()).then(|| lowered(text::caption(lone).into()));
    let fields: Vec<Part<'a>> = fields.into_iter().chain(advice).collect();
    (!fields.is_empty()).then(|| Line::with_children(fields).spacing(spacing::M).into())
}

/// Beside a field, at the height of its box.
fn lowered(part: Part<'_>) -> Part<'_> {
    container(part).padding(padding::top(spacing::XL)).into()
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
    let field = field(label, words)
        .id(id_of(&path))
        .placeholder(if of.hint.chars().count() > 9 && is_narrow(of.shape) { "" } else { of.hint })
        .error(error(form, &path))
        .width(width)
        .on_input(move |text| Message::Entry(EntryTyped::Text(path.clone(), text)));
    advised(of, input, field.into())
}

/// With what the promise guard says of it below; nothing is refused for that.
fn advised<'a>(of: &Field, input: &Input, part: Part<'a>) -> Part<'a> {
    if !of.watched {
        return part;
    }
    let advice = marked(&input.text()).into_iter().map(|line| text::small(line, Tone::Waiting).into());
    column![part].extend(advice).spacing(2).into()
}

fn block<'a>(form: &'a EntryForm, of: &'static Field, input: &'a Input, path: Path) -> Option<Part<'a>> {
    Some(match (input, of.shape) {
        (Input::Prose(content), shape) => {
            let lines = if shape == Shape::Lines { 3..=8 } else { 2..=6 };
            let editor = editor(of.label, content)
                .id(id_of(&path))
                .hint(of.hint)
                .lines(lines)
                .error(error(form, &path))
                .on_action(move |edit| Message::Entry(EntryTyped::Prose(path.clone(), edit)));
            advised(of, input, editor.into())
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
            .on_pick(move |_| Message::Entry(EntryTyped::Mark(path.clone())))
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
        .on_pick(move |at| Message::Entry(EntryTyped::Pick(path.clone(), at)));
    row![text::caption(of.label).width(WORDS), pick].spacing(spacing::S).align_y(Alignment::Center).into()
}

fn list<'a>(
    form: &'a EntryForm,
    of: &'static Field,
    one: &'static str,
    parts: &'static [Field],
    rows: &'a [EntryRow],
    path: Path,
) -> Part<'a> {
    let small = |label: &'static str, typed| button::quiet(label).small().on_press(Message::Entry(typed));
    let part = |(at, part): (usize, &'a EntryRow)| {
        let within = fields(form, parts.iter().zip(&part.inputs), &[path.as_slice(), &[at]].concat());
        let up = (at > 0).then(|| small("移上去", EntryTyped::Up(path.clone(), at)));
        let acts = column![small("删去", EntryTyped::Drop(path.clone(), at)), up].width(ACTS);
        panel(row![text::caption(format!("{}", at + 1)), within, acts].spacing(spacing::M))
            .padding(spacing::M)
            .width(Length::Fill)
            .into()
    };
    let parts = Column::with_children(rows.iter().enumerate().map(part)).spacing(spacing::S);
    let add = button::secondary(format!("＋ 添{one}"))
        .small()
        .on_press(Message::Entry(EntryTyped::Add(path.clone())));
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
pub fn acts<'a, T: Entry>(laid: &Overlaid<T>) -> Part<'a> {
    let key = || laid.entry.key();
    let make = |label, change| button::quiet(label).small().on_press(Message::Make(change));
    let edit = button::quiet("改").small().on_press(Message::Change(key(), 0));
    let restore = (!laid.changed.is_empty())
        .then(|| make("恢复出厂", Change::RestoreFields { key: key(), fields: laid.changed.clone() }));
    let switch = (T::KIND != EntryKind::Pause).then(|| switch(key(), laid.off));
    let remove = (laid.own && T::KIND != EntryKind::Situation)
        .then(|| make("删去", Change::RemoveEntry { key: key() }));
    row![edit, restore, switch, remove].into()
}

/// Switches an entry off or on.
pub fn switch<'a>(key: Key, off: bool) -> Part<'a> {
    let label = match (key.kind, off) {
        (EntryKind::Situation, true) => "启用这个场景",
        (EntryKind::Situation, false) => "停用这个场景",
        (_, true) => "启用",
        (_, false) => "停用",
    };
    button::quiet(label).small().on_press(Message::Make(Change::SwitchEntry { key, off: !off })).into()
}
