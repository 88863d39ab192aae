//! The views of the register: what one holds, and the line and the panel where they are chosen and made.

use iced::widget::{column, container, row, space};
use iced::{Alignment, Element, Length, padding};
use serde::{Deserialize, Serialize};

use crate::domain::case_column::CaseColumn;
use crate::domain::case_query::CaseOrder;
use crate::domain::saved_view::{LONGEST_NAME, SavedView};
use crate::ui::screen::register::filter::Filters;
use crate::ui::screen::register::message::Message;
use crate::ui::spacing;
use crate::ui::widget::{button, chip, chips, field, panel, text};

/// What is kept of the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ViewContent {
    /// What narrows the list.
    pub filters: Filters,
    /// Its order.
    pub sort: CaseOrder,
    /// Its columns.
    pub columns: Vec<CaseColumn>,
}

/// The views and the columns as they stand.
#[derive(Debug, Clone)]
pub struct Views {
    /// Those that are kept.
    pub saved: Vec<SavedView>,
    /// The one in force, as long as it is one of them.
    pub chosen: Option<String>,
    /// The columns of the list.
    pub columns: Vec<CaseColumn>,
    /// The name typed for a new one.
    pub name: String,
    /// The panel is unfolded.
    pub unfolded: bool,
}

impl Default for Views {
    fn default() -> Self {
        Self {
            saved: Vec::new(),
            chosen: None,
            columns: CaseColumn::USUAL.to_vec(),
            name: String::new(),
            unfolded: false,
        }
    }
}

impl Views {
    /// Takes a column in or out; the columns keep their usual order, and one always stays.
    pub fn toggle(&mut self, column: CaseColumn) {
        if self.columns.contains(&column) {
            if self.columns.len() > 1 {
                self.columns.retain(|one| *one != column);
            }
        } else {
            self.columns.push(column);
            self.columns.sort();
        }
    }

    /// What the view at a place holds.
    ///
    /// # Errors
    /// A sentence when it was made by another version of the program.
    pub fn content(&self, at: usize) -> Result<(String, ViewContent), String> {
        let Some(view) = self.saved.get(at) else { return Err("这个视图已经不在了。".to_owned()) };
        match serde_json::from_value::<ViewContent>(view.content.clone()) {
            Ok(content) if !content.columns.is_empty() => Ok((view.name.clone(), content)),
            _ => Err(format!("视图「{}」是别的版本存的，用不了，请删去再存一次。", view.name)),
        }
    }
}

type Part<'a> = Element<'a, Message>;

/// The names of the views, to choose one; nothing when there are none.
pub fn line(views: &Views) -> Option<Part<'_>> {
    let names =
        views.saved.iter().map(|view| chip(view.name.as_str(), views.chosen.as_ref() == Some(&view.name)));
    let names = chips(names.collect::<Vec<_>>()).plain().width(Length::Fill).on_pick(Message::View);
    (!views.saved.is_empty()).then(|| {
        let label = container(text::caption("视图")).padding(padding::top(spacing::XS));
        row![label, names].spacing(spacing::S).into()
    })
}

/// Where columns are chosen and the list as it stands is kept by name.
pub fn panel_of(views: &Views) -> Option<Part<'_>> {
    views.unfolded.then(|| {
        let columns = CaseColumn::ALL.iter().map(|one| chip(one.label(), views.columns.contains(one)));
        let columns = chips(columns.collect::<Vec<_>>())
            .plain()
            .width(Length::Fill)
            .on_pick(|at| CaseColumn::ALL.get(at).map_or(Message::Arrange, |one| Message::Column(*one)));
        let named = !views.name.trim().is_empty();
        let save = row![
            field("", &views.name)
                .placeholder("给现在的筛选、顺序和列起个名字")
                .on_input(Message::ViewName)
                .on_submit(Message::SaveView)
                .limit(LONGEST_NAME)
                .width(280),
            button::secondary("存为视图").on_press_maybe(named.then_some(Message::SaveView)),
            views.chosen.as_ref().map(|name| {
                button::quiet(format!("删去视图「{name}」")).on_press(Message::DropView)
            }),
            space().width(Length::Fill),
            button::quiet("通常的列").on_press(Message::UsualColumns),
        ]
        .spacing(spacing::S)
        .align_y(Alignment::Center);
        let all = column![text::caption("显示和导出哪些列"), columns, save].spacing(spacing::S);
        panel(all).width(Length::Fill).into()
    })
}
