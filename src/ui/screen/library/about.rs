//! What a situation holds besides its sentences, group by group, for the supervisor to change; internal. And own
//! texts beside shipped ones that an update changed. Ledger 12-70.

use iced::widget::{Column, column, row, space};
use iced::{Alignment, Element};

use crate::domain::settings::Settings;
use crate::library::apply_change::Change;
use crate::library::compare::Stale;
use crate::library::entry::Entry;
use crate::library::field::{Group, WordingContext};
use crate::library::overlay::Overlaid;
use crate::library::situation::Situation;
use crate::ui::screen::library::entry_view::marks;
use crate::ui::screen::library::message::Message;
use crate::ui::widget::{button, facts, hairline, panel, section, text};
use crate::ui::{icon, spacing};

type Part<'a> = Element<'a, Message>;

/// The facts of a situation.
pub fn about<'a>(laid: &Overlaid<Situation>, open: bool, settings: &Settings) -> Part<'a> {
    let known = WordingContext { settings, question: laid.entry.question.as_ref() };
    let fields = laid.entry.fields();
    let groups = laid.entry.key().kind.groups().iter().enumerate().filter_map(|(at, group)| {
        let lines: Vec<(&str, String)> = group
            .fields
            .iter()
            .map(|field| (field.label, known.words(field, &fields)))
            .filter(|(_, words)| !words.is_empty())
            .collect();
        (open || !lines.is_empty()).then(|| self::group(laid, at, group, lines, open))
    });
    let head = section("这个场景", "仅供内部");
    panel(column![head].push(Column::with_children(groups).spacing(spacing::M)).spacing(spacing::S)).into()
}

fn group<'a>(
    laid: &Overlaid<Situation>,
    at: usize,
    group: &'static Group,
    lines: Vec<(&'static str, String)>,
    open: bool,
) -> Part<'a> {
    let key = || laid.entry.key();
    let tops = group.fields.iter().map(|field| field.top());
    let changed: Vec<String> =
        tops.filter(|top| laid.changed.iter().any(|one| one == top)).map(str::to_owned).collect();
    let mark = marks(false, false, !changed.is_empty());
    let restore = (open && !changed.is_empty()).then(|| {
        let change = Change::RestoreFields { key: key(), fields: changed };
        button::quiet("恢复出厂").small().on_press(Message::Make(change))
    });
    let empty = lines.is_empty();
    let edit = open.then(|| {
        let label = if empty { "填写" } else { "改" };
        button::quiet(label).small().on_press(Message::Change(key(), at))
    });
    let head = row![text::heading(group.label), mark, space::horizontal(), restore, edit]
        .spacing(spacing::S)
        .align_y(Alignment::Center);
    let words: Part<'a> = match (lines.len(), group.fields.len()) {
        (0, _) => text::caption("还没有填。").into(),
        (1, 1) => Column::with_children(lines.into_iter().map(|(_, words)| text::body(words).into())).into(),
        _ => facts(lines),
    };
    column![hairline(), head, words].spacing(spacing::XS).into()
}

/// Own texts beside shipped ones.
pub fn comparison<'a>(stale: Vec<Stale>, open: bool) -> Part<'a> {
    let back =
        button::secondary(format!("{} 返回", icon::BACK)).keys("Esc").on_press(Message::Compare(false));
    let done = stale.is_empty().then(|| text::body("都对过了。"));
    let cards = stale.into_iter().map(|one| {
        let lines = facts([
            ("原来的出厂", one.before),
            ("现在的出厂", one.now.unwrap_or_else(|| "（出厂已经去掉这一条）".to_owned())),
            ("本中心", one.own.unwrap_or_else(|| "（停用）".to_owned())),
        ]);
        let acts = open.then(|| {
            row![
                space::horizontal(),
                button::secondary("用新的出厂").small().on_press(Message::Make(one.take)),
                button::secondary("留本中心的").small().on_press(Message::Make(one.keep)),
            ]
            .spacing(spacing::S)
        });
        panel(column![text::heading(one.place), lines, acts].spacing(spacing::S)).into()
    });
    let head = row![back, text::title("升级后对一对")].spacing(spacing::M).align_y(Alignment::Center);
    column![head, done].push(Column::with_children(cards).spacing(spacing::M)).spacing(spacing::M).into()
}
