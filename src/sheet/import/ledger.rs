//! Reads an office's complaint ledger: every sheet that has such a table, row by row.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::domain::code::{CaseKind, Category, Channel};
use crate::domain::reading::phone::{self, Phone};
use crate::domain::reading::room;
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::sheet::import::date::{DateColumns, Dates, Precision};
use crate::sheet::import::field::{Field, LedgerField};
use crate::sheet::import::name;
use crate::sheet::import::problem::{Problem, Record, RowOutcome};
use crate::sheet::import::table::{Mapping, RowKind, Table};
use crate::sheet::import::words;
use crate::sheet::read::cell::{Row, Sheet};

/// What was read from a row of a ledger; the first keys are those of the import report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LedgerValues {
    /// When it was received; 00:00 when no hour was written.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "minutes")]
    pub received_at: Option<Moment>,
    /// How precisely that was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub precision: Option<Precision>,
    /// Building as the cell says it.
    pub building: String,
    /// Unit.
    pub unit: String,
    /// Room.
    pub room: String,
    /// The household in its one writing; absent when the cell cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub household: Option<String>,
    /// Name of the customer.
    pub name: String,
    /// Whether the customer wanted to stay unknown.
    pub anonymous: bool,
    /// Numbers that can be dialled.
    #[serde(serialize_with = "hyphened")]
    pub phones: Vec<Phone>,
    /// How it came.
    pub channel: Channel,
    /// What was brought.
    pub kind: CaseKind,
    /// What it is about, as it stands there.
    pub content: String,
    /// Whether the customer was satisfied, if that was asked.
    pub satisfied: Option<bool>,
    /// Whether it was closed.
    pub closed: bool,
    /// The rest, which the report does not repeat.
    #[serde(skip)]
    pub more: More,
}

/// What a ledger says beside.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct More {
    /// The room as it stands there.
    pub written_room: String,
    /// Row of the statistics.
    pub category: Option<Category>,
    /// How it was dealt with.
    pub handling: String,
    /// When it was closed.
    pub closed_at: Option<Moment>,
    /// Whether a return visit reached the customer.
    pub visited: bool,
    /// When.
    pub visited_at: Option<Moment>,
    /// The customer would not be visited.
    pub declined_visit: bool,
    /// Who took it in.
    pub receiver: String,
    /// Who dealt with it.
    pub handler: String,
    /// Which department.
    pub department: String,
}

/// `2026-03-05T14:00`.
fn minutes<S: serde::Serializer>(at: &Option<Moment>, serializer: S) -> Result<S::Ok, S::Error> {
    match at {
        Some(at) => serializer.collect_str(&format_args!("{}T{}", at.date(), at.clock())),
        None => serializer.serialize_none(),
    }
}

/// A number as the import report writes it: the area code of a land line apart.
pub fn reported(phone: &Phone) -> String {
    match phone.area() {
        Some(area) => format!("{area}-{}", &phone.written()[area.len()..]),
        None => phone.written(),
    }
}

/// The numbers of a row as the import report writes them.
pub fn hyphened<S: serde::Serializer>(phones: &[Phone], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(phones.iter().map(reported))
}

/// What a ledger is read with.
pub struct Around<'a> {
    /// Names of categories.
    pub settings: &'a Settings,
    /// Nothing is received later.
    pub now: Moment,
    /// Buildings that have units, and the known households; `None` without a roster.
    pub roster: Option<&'a KnownRooms>,
    /// What the columns of a sheet are, where somebody said so.
    pub mappings: &'a BTreeMap<String, Mapping<LedgerField>>,
}

/// The rooms of a roster.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownRooms {
    /// Every household in its one writing.
    pub households: BTreeSet<String>,
    /// Buildings whose rooms have units.
    pub with_units: BTreeSet<String>,
}

impl KnownRooms {
    /// Adds a household.
    pub fn add(&mut self, room: &room::Room) {
        if !room.unit.is_empty()
            && let Some(building) = room.building()
        {
            self.with_units.insert(building);
        }
        self.households.insert(room.to_string());
    }

    /// What is wrong with a room that was read.
    fn problem(&self, room: &room::Room) -> Option<Problem> {
        let has_units = room.building().is_some_and(|building| self.with_units.contains(&building));
        let written = room.to_string();
        match room.unit.is_empty() && has_units {
            _ if self.households.contains(&written) => None,
            true => {
                let tail = format!("-{}", room.number);
                let head = format!("{}{}-", room.phase, room.building);
                let fits = |one: &&String| one.starts_with(&head) && one.ends_with(&tail);
                let known = self.households.iter().any(|one| fits(&one));
                Some(if known { Problem::AmbiguousUnit } else { Problem::UnknownRoom })
            }
            false => Some(Problem::UnknownRoom),
        }
    }
}

/// Reads the sheets of a book that have the table of a ledger; one entry a row, blank rows left out.
pub fn read(sheets: &[Sheet], around: &Around<'_>) -> Vec<Record<LedgerValues>> {
    let mut records = Vec::new();
    let mut seen: BTreeSet<Vec<String>> = BTreeSet::new();
    for sheet in sheets {
        let mut sheet = sheet.clone();
        sheet.fill_merged();
        let Some(mut table) = Table::<LedgerField>::find(&sheet) else { continue };
        match around.mappings.get(&sheet.name) {
            Some(mapping) => table.mapping.clone_from(mapping),
            None => table.tell_kind_from_category(&sheet),
        }
        read_sheet(&sheet, &table, around, &mut seen, &mut records);
    }
    records
}

fn read_sheet(
    sheet: &Sheet,
    table: &Table<LedgerField>,
    around: &Around<'_>,
    seen: &mut BTreeSet<Vec<String>>,
    records: &mut Vec<Record<LedgerValues>>,
) {
    let above = sheet.rows.iter().take_while(|row| row.number <= table.head);
    records.extend(above.map(|row| Record::skipped(&sheet.name, row.number)));
    let columns = DateColumns::of(table, sheet);
    let mut dates = Dates::new(sheet, table.head, around.now);
    for (row, kind) in table.rows(sheet) {
        if kind != RowKind::Record {
            dates.heed(row);
            records.push(Record::skipped(&sheet.name, row.number));
            continue;
        }
        let mut record = read_row(row, table, &columns, &mut dates, around);
        record.sheet.clone_from(&sheet.name);
        if record.outcome == RowOutcome::Imported && !seen.insert(identity(&record)) {
            record.outcome = RowOutcome::Duplicate;
            record.problems.push(Problem::DuplicateRow);
        }
        records.push(record);
    }
}

/// What makes two rows the same matter told twice.
fn identity(record: &Record<LedgerValues>) -> Vec<String> {
    let Some(values) = &record.values else { return Vec::new() };
    let at = values.received_at.map(String::from).unwrap_or_default();
    let head =
        [at, values.household.clone().unwrap_or_default(), values.name.clone(), values.content.clone()];
    head.into_iter().chain(values.phones.iter().map(Phone::written)).collect()
}

fn read_row(
    row: &Row,
    table: &Table<LedgerField>,
    columns: &DateColumns,
    dates: &mut Dates,
    around: &Around<'_>,
) -> Record<LedgerValues> {
    let mut problems = Vec::new();
    let dated = dates.read(row, columns, &mut problems);
    let text = |field| table.text(row, field);

    let content = table.cell(row, LedgerField::Content).text();
    let content = if words::is_placeholder(&content) { String::new() } else { content };
    if content.is_empty() {
        problems.push(Problem::EmptyContent);
    }
    let written_room = written_room(row, table);
    let room = room::read(&written_room).value();
    if let Some((room, known)) = room.as_ref().zip(around.roster) {
        problems.extend(known.problem(&room.room));
    }
    let phones = phone::read(&text(LedgerField::Phone));
    if phones.problem().is_some() {
        problems.push(Problem::PhoneDigits);
    }
    let written_channel = text(LedgerField::Channel);
    let channel = words::channel(&written_channel);
    if channel == Some(Channel::Other) {
        problems.push(Problem::UnknownCode);
    }
    let name = name::customer(&text(LedgerField::Name));
    let handling = text(LedgerField::Handling);
    let category = text(LedgerField::Category);
    let kind = words::kind(&text(LedgerField::Kind)).or_else(|| {
        // A column of categories often holds kinds too; 投诉 in it says nothing new.
        words::kind(&category).filter(|kind| *kind != CaseKind::Complaint)
    });
    let closed_at = dates.of_cell(table.cell(row, LedgerField::ClosedAt), dated.map(|(at, _)| at));
    let visit = text(LedgerField::Visited);
    let visited_at = dates
        .of_cell(table.cell(row, LedgerField::VisitedAt), dated.map(|(at, _)| at))
        .or_else(|| dates.within(&visit, dated.map(|(at, _)| at)));
    let has = |field| table.columns(field).next().is_some();
    let closed = if has(LedgerField::State) {
        words::closed(&text(LedgerField::State))
    } else if has(LedgerField::ClosedAt) {
        !table.cell(row, LedgerField::ClosedAt).is_blank()
    } else {
        words::closed_by_handling(&handling)
    };
    let (building, unit, number) = room.as_ref().map(|room| parts(&room.room)).unwrap_or_default();
    let values = LedgerValues {
        received_at: dated.map(|(at, _)| at),
        precision: dated.map(|(_, precision)| precision),
        building,
        unit,
        room: number,
        household: room.as_ref().map(|room| room.room.to_string()),
        // Nobody by any name, from nowhere, with no number: whoever it was did not want to be known.
        anonymous: name.anonymous
            || written_channel.contains("匿名")
            || (name.name.is_empty() && phones.entries.is_empty() && room.is_none()),
        name: name.name,
        phones: phones.numbers().cloned().collect(),
        channel: channel.unwrap_or(Channel::Other),
        kind: kind.unwrap_or_else(|| words::kind_of_content(&content)),
        content,
        satisfied: words::satisfied(&text(LedgerField::Satisfied)),
        closed,
        more: More {
            written_room,
            category: words::category(&category, around.settings),
            handling,
            closed_at,
            visited: words::visited(&visit) || (visit.is_empty() && visited_at.is_some()),
            visited_at,
            declined_visit: words::declined_visit(&visit),
            receiver: text(LedgerField::Receiver),
            handler: text(LedgerField::Handler),
            department: text(LedgerField::Department),
        },
    };
    let refused = problems.iter().any(|problem| problem.refuses());
    Record {
        sheet: String::new(),
        row: row.number,
        outcome: if refused { RowOutcome::Refused } else { RowOutcome::Imported },
        problems,
        values: Some(values),
        original: table.original(row),
    }
}

/// The room as the cells say it; building and unit in columns of their own stand before it.
fn written_room<F: Field>(row: &Row, table: &Table<F>) -> String {
    let text = |code: &str| {
        let field = F::ALL.iter().copied().find(|field| field.code() == code);
        field.map(|field| table.cell(row, field).text()).unwrap_or_default()
    };
    joined_room(&text("building"), &text("unit"), &text("room"))
}

/// Building, unit and room of three cells in one writing. A building or room that names more than itself stands alone.
pub fn joined_room(building: &str, unit: &str, room: &str) -> String {
    let whole = room.contains(['-', '－', '—', '#'])
        || ["栋", "幢", "座", "单元", "号楼"].iter().any(|word| room.contains(word));
    match (building, unit, room) {
        ("", _, room) => room.to_owned(),
        (_, _, room) if whole => room.to_owned(),
        (building, _, "") => building.to_owned(),
        (building, unit, room) => {
            let kind = ["商铺", "别墅", "车位", "铺"].iter().any(|word| building.contains(word));
            let building = building.trim_end_matches(['栋', '幢', '座', '楼', '号', '#']);
            let unit = unit.trim_end_matches(|c: char| "单元门梯号".contains(c));
            match (kind, unit) {
                (true, _) => format!("{building}{room}"),
                (false, "") => format!("{building}栋{room}"),
                (false, unit) => format!("{building}栋{unit}单元{room}"),
            }
        }
    }
}

/// Building, unit and room as the report tells them: a shop or villa has its kind for a building.
pub fn parts(room: &room::Room) -> (String, String, String) {
    let building = match room.kind.word() {
        "" => format!("{}{}", room.phase, room.building),
        word if room.building.is_empty() => word.to_owned(),
        _ => room.building.clone(),
    };
    (building, room.unit.clone(), room.number.clone())
}

impl Table<LedgerField> {
    /// A column headed 类别, 类型 or 性质 tells either what was brought or the row of the statistics: what stands in it
    /// decides.
    fn tell_kind_from_category(&mut self, sheet: &Sheet) {
        if self.mapping.contains(&Some(LedgerField::Kind)) {
            return;
        }
        // 分类 and 类别 side by side: only one of them was taken for the category.
        let unsure = |head: &str| ["类别", "类型", "性质", "分类"].iter().any(|word| head.contains(word));
        for column in 0..self.heads.len() {
            let open = matches!(self.mapping.get(column), Some(None | Some(LedgerField::Category)));
            if !open || !unsure(&self.heads[column]) {
                continue;
            }
            let (mut kinds, mut others, mut complaints) = (0_usize, 0_usize, 0_usize);
            for (row, kind) in self.rows(sheet) {
                let text = row.cell(column).text();
                if kind != RowKind::Record || text.is_empty() {
                    continue;
                }
                let found = words::kind(&text).filter(|_| text.chars().count() <= 4);
                complaints += usize::from(found == Some(CaseKind::Complaint));
                *(if found.is_some() { &mut kinds } else { &mut others }) += 1;
            }
            if kinds > 0 && kinds >= others * 4 && complaints > 0 {
                self.mapping[column] = Some(LedgerField::Kind);
                let free = (0..self.heads.len())
                    .find(|other| self.mapping.get(*other) == Some(&None) && unsure(&self.heads[*other]));
                if let Some(other) = free.filter(|_| !self.mapping.contains(&Some(LedgerField::Category))) {
                    self.mapping[other] = Some(LedgerField::Category);
                }
                return;
            }
        }
    }
}
