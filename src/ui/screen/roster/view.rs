//! What 名册 looks like: buildings on the left, households in the middle, the open one on the right.

use iced::widget::{Column, column, container, responsive, row};
use iced::{Alignment, Element, Length, padding};

use crate::desk::roster::{HouseholdPage, Proposal};
use crate::domain::household::{Household, Resident, Steward, steward_of};
use crate::domain::masking::mask_phone;
use crate::ui::screen::contract::Context;
use crate::ui::screen::roster::books::Books;
use crate::ui::screen::roster::entry::HouseholdEntry;
use crate::ui::screen::roster::entry_view;
use crate::ui::screen::roster::household;
use crate::ui::screen::roster::message::{Message, Side};
use crate::ui::screen::roster::stewards::Stewards;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::table::{Cell, Row};
use crate::ui::widget::{
    Chips, Table, button, col, empty, field, nav, notice, pane, panel, place, table, text,
};

/// The buildings.
const BUILDINGS: f32 = 148.0;
/// The open household.
const PAGE: f32 = 440.0;
/// From this width on it stands beside the list.
const BESIDE: f32 = 900.0;
/// The name of the list, to focus it by.
pub const TABLE: &str = "roster-table";

type Part<'a> = Element<'a, Message>;

/// What the screen shows.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// Households or books.
    pub side: Side,
    /// Buildings with the number of their households.
    pub buildings: &'a [(String, u32)],
    /// The chosen one.
    pub building: Option<&'a str>,
    /// The units of the chosen one.
    pub units: &'a [String],
    /// The chosen one.
    pub unit: Option<&'a str>,
    /// The households of both.
    pub households: &'a [Household],
    /// What is looked for.
    pub text: &'a str,
    /// What it leads to.
    pub found: &'a [Proposal],
    /// The marked row.
    pub selected: Option<usize>,
    /// Who looks after what.
    pub stewards: &'a [Steward],
    /// The part where that is changed.
    pub stewards_part: &'a Stewards,
    /// The open household.
    pub page: Option<&'a HouseholdPage>,
    /// Its numbers stand in full.
    pub revealed: bool,
    /// Its form.
    pub entry: Option<&'a HouseholdEntry>,
    /// The books.
    pub books: &'a Books,
    /// Which list it is.
    pub version: u64,
    /// Why nothing could be read.
    pub failed: Option<&'a str>,
}

/// The whole screen.
pub fn screen<'a>(shown: Shown<'a>, context: &'a Context) -> Part<'a> {
    let sides =
        Chips::one_of(Side::ALL, Some(&shown.side), |side| side.label().into(), Message::Show).plain();
    let search = field("", shown.text)
        .placeholder("房号、姓名、拼音、电话、车牌、车位")
        .on_input(Message::Text)
        .width(300.0);
    let households = shown.side == Side::Households;
    let filled = households && !shown.buildings.is_empty();
    let add = button::secondary("新增一户").on_press(Message::New);
    let exports = row![
        filled.then(|| button::link("导出表格").on_press(Message::Export(false))),
        (filled && context.is_supervisor())
            .then(|| button::link("导出（完整电话）").on_press(Message::Export(true))),
    ]
    .spacing(spacing::M);
    let head = row![
        text::title("业主名册"),
        sides,
        households.then_some(search),
        households.then_some(add),
        exports
    ]
    .spacing(spacing::M)
    .align_y(Alignment::Center)
    .wrap()
    .vertical_spacing(spacing::S);
    let failed = shown.failed.map(|sentence| notice("读不出名册", sentence, Tone::Danger));
    let body = match shown.side {
        Side::Households => responsive(move |size| roster(shown, context, size.width)).into(),
        Side::Stewards => shown.stewards_part.view(context).map(Message::Stewards),
        Side::Books => shown.books.view(context).map(Message::Books),
    };
    column![head, body, failed].spacing(spacing::M).padding(padding::all(spacing::L).top(spacing::M)).into()
}

fn roster<'a>(shown: Shown<'a>, context: &'a Context, width: f32) -> Part<'a> {
    let right: Option<(Part<'a>, Option<Part<'a>>)> = match (shown.entry, shown.page) {
        (Some(entry), _) => {
            let form =
                entry_view::form(entry, context.is_supervisor(), context.now().date()).map(Message::Entry);
            Some((form, Some(entry_view::foot(entry).map(Message::Entry))))
        }
        (None, Some(page)) => {
            Some((household::page(page, shown.revealed, &context.settings.rules, context.now()), None))
        }
        (None, None) => None,
    };
    if shown.buildings.is_empty() && right.is_none() {
        let import = button::primary("去导入名册").on_press(Message::Show(Side::Books));
        return empty("名册还是空的", "导入一份业主名册，或一户一户新增。", [import.into()]);
    }
    // Where there is no room for both, the open household takes the place of the list.
    let alone = width < BESIDE && right.is_some();
    let right = right.map(|(right, foot)| {
        let scrolled = pane(container(right).padding(padding::right(spacing::M))).height(Length::Fill);
        panel(column![scrolled, foot].spacing(spacing::M))
            .padding(spacing::M)
            .width(if alone { Length::Fill } else { Length::Fixed(PAGE) })
            .height(Length::Fill)
    });
    row![
        buildings(shown),
        (!alone).then(|| container(list(shown, right.is_some())).width(Length::Fill).height(Length::Fill)),
        right
    ]
    .spacing(spacing::M)
    .into()
}

/// The tree: every building with its households, and below the chosen one its units.
fn buildings<'a>(shown: Shown<'a>) -> Part<'a> {
    let searching = !shown.text.trim().is_empty();
    let mut places = Vec::new();
    for (name, count) in shown.buildings {
        let here = !searching && shown.building == Some(name);
        let label = format!("{}　{count}户", building_label(name));
        places.push(place(label, here && shown.unit.is_none(), Message::Building(name.clone())));
        if here && shown.units.len() > 1 {
            places.extend(shown.units.iter().map(|unit| {
                let chosen = shown.unit == Some(unit);
                place(format!("　{unit}单元"), chosen, Message::Unit(unit.clone()))
            }));
        }
    }
    let list: Column<'a, Message> = column![nav(places)];
    container(pane(list)).width(BUILDINGS).height(Length::Fill).into()
}

fn building_label(name: &str) -> String {
    match name {
        "" => "其他".to_owned(),
        name if name.chars().all(|c| c.is_ascii_alphanumeric()) => format!("{name}栋"),
        name => name.to_owned(),
    }
}

/// `narrow`: a household is open beside, where its steward stands.
fn list<'a>(shown: Shown<'a>, narrow: bool) -> Table<'a, Message> {
    let columns = [col("房号").width(104.0), col("姓名").width(140.0), col("电话").width(116.0)];
    let steward = (!narrow).then(|| col("管家").width(80.0));
    let last = [col("车牌").width(if narrow { 108.0 } else { 212.0 }), col("关怀与备注")];
    let columns: Vec<_> = columns.into_iter().chain(steward).chain(last).collect();
    let searching = !shown.text.trim().is_empty();
    let count = if searching { shown.found.len() } else { shown.households.len() };
    let stewards = (!narrow).then_some(shown.stewards);
    let build = move |at: usize| {
        if searching {
            let one = &shown.found[at];
            line(&one.household, one.resident.as_ref().map(std::slice::from_ref), stewards)
        } else {
            line(&shown.households[at], None, stewards)
        }
    };
    table(columns, count, build)
        .selected(shown.selected)
        .on_select(Message::Select)
        .on_open(Message::Open)
        .click_opens()
        .version(shown.version)
        .empty(if searching { "没有找到这样的住户。" } else { "这里还没有住户。" })
        .id(TABLE)
}

/// A household in one row; of somebody who was looked for only that person.
fn line<'a>(
    household: &'a Household,
    only: Option<&'a [Resident]>,
    stewards: Option<&'a [Steward]>,
) -> Row<'a, Message> {
    let present: Vec<&Resident> = match only {
        Some(people) => people.iter().collect(),
        None => household.present().collect(),
    };
    let names: Vec<&str> =
        present.iter().map(|one| one.name.as_str()).filter(|name| !name.is_empty()).collect();
    let phone = present.iter().flat_map(|one| &one.phones).next().map(|one| mask_phone(&one.number));
    let plates: Vec<&str> = household.cars.iter().map(|car| car.plate.as_str()).collect();
    let steward = stewards.map(|all| steward_of(household, all).map_or("", |steward| steward.name.as_str()));
    let declines = present.iter().any(|one| one.no_visits.is_some()).then_some("不接受回访");
    let words = present.iter().map(|one| one.care.as_str()).chain([household.note.as_str()]).chain(declines);
    let words: Vec<&str> = words.filter(|text| !text.is_empty()).collect();
    let first = [household.room.clone(), names.join("、"), phone.unwrap_or_default()];
    let last = [plates.join("、"), words.join("；")];
    Row::new(first.map(Cell::text).into_iter().chain(steward.map(Cell::text)).chain(last.map(Cell::text)))
}
