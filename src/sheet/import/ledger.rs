//! Reads an office's complaint ledger: every sheet that has such a table, row by row.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::ControlFlow;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::domain::code::{CaseKind, Category, Channel};
use crate::domain::reading::customer::customer;
use crate::domain::reading::phone::{self, Phone};
use crate::domain::reading::room;
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::sheet::import::date::{BlankDates, DateColumns, Dates, Precision};
use crate::sheet::import::field::{Field, LedgerField};
use crate::sheet::import::problem::{Problem, Record, RowOutcome};
use crate::sheet::import::survey::{Plans, Said, SheetPlan, TableRow, Tables, Walk, Watcher, survey};
use crate::sheet::import::table::{Mapping, RowKind, Table};
use crate::sheet::import::words;
use crate::sheet::read::cell::{Merge, Row, Sheet};
use crate::sheet::read::error::ReadError;
use crate::sheet::read::visit::{Merges, Visitor, walk_sheets};

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
#[derive(Clone, Copy)]
pub struct LedgerSettings<'a> {
    /// Names of categories.
    pub settings: &'a Settings,
    /// Nothing is received later.
    pub now: Moment,
    /// Buildings that have units, and the known households; `None` without a roster.
    pub roster: Option<&'a KnownRooms>,
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

/// Reads the sheets of a book that have the table of a ledger; one entry a row, blank rows left out. `mappings` are the columns
/// of sheets where somebody said what they are.
pub fn read(
    sheets: &[Sheet],
    around: &LedgerSettings<'_>,
    mappings: &BTreeMap<String, Mapping<LedgerField>>,
) -> Vec<Record<LedgerValues>> {
    let walk = |visitor: &mut dyn Visitor| {
        walk_sheets(sheets, visitor);
        Ok(())
    };
    let mut records = Vec::new();
    let planned = plan(&walk, &|sheet, _| mappings.get(sheet).cloned());
    let read = planned.and_then(|plans| {
        read_rows(&walk, &plans, around, &mut |record| {
            records.push(record);
            ControlFlow::Continue(())
        })
    });
    // Sheets that are held already cannot fail to be read.
    read.map_or_else(|_| Vec::new(), |()| records)
}

/// The first walk through a ledger: its tables and their columns.
///
/// # Errors
/// When the book cannot be read.
pub fn plan(walk: Walk<'_>, said: Said<'_, LedgerField>) -> Result<Plans<LedgerField>, ReadError> {
    survey(walk, said, &mut LedgerWatch::default())
}

/// The second walk through a ledger: hands on each of its rows, blank ones left out.
///
/// # Errors
/// When the book cannot be read.
pub fn read_rows(
    walk: Walk<'_>,
    plans: &Plans<LedgerField>,
    around: &LedgerSettings<'_>,
    each: &mut dyn FnMut(Record<LedgerValues>) -> ControlFlow<()>,
) -> Result<(), ReadError> {
    let tables = Tables::of(plans);
    walk(&mut LedgerRows { tables, around: *around, dates: None, seen: HashSet::new(), each })
}

struct LedgerRows<'a> {
    tables: Tables<'a, LedgerField>,
    around: LedgerSettings<'a>,
    dates: Option<(DateColumns, Dates)>,
    /// What makes a row the same matter, of every one so far.
    seen: HashSet<[u8; 16]>,
    each: &'a mut dyn FnMut(Record<LedgerValues>) -> ControlFlow<()>,
}

impl Visitor for LedgerRows<'_> {
    fn sheet(&mut self, name: &str, merges: Vec<Merge>) {
        let plan = self.tables.sheet(merges);
        self.dates = plan
            .map(|plan| (DateColumns::of(&plan.table, plan.filled_down), Dates::new(name, self.around.now)));
    }

    fn row(&mut self, row: Row) -> ControlFlow<()> {
        let (Some((plan, row)), Some((columns, dates))) = (self.tables.row(row), &mut self.dates) else {
            return ControlFlow::Continue(());
        };
        let record = match row {
            TableRow::Above(row) => {
                if row.number < plan.table.head {
                    dates.heed_above(&row);
                }
                Record::skipped(&plan.name, row.number)
            }
            TableRow::Below(row, RowKind::Record) => {
                let whole = self.tables.complete(&row, &plan.table);
                let mut record = read_row(&whole, &plan.table, columns, dates, &self.around);
                record.original = plan.table.original(&row);
                record.sheet.clone_from(&plan.name);
                if record.outcome == RowOutcome::Imported && !self.seen.insert(identity(&record)) {
                    record.outcome = RowOutcome::Duplicate;
                    record.problems.push(Problem::DuplicateRow);
                }
                record
            }
            TableRow::Below(row, _) => {
                dates.heed(&row);
                Record::skipped(&plan.name, row.number)
            }
        };
        (self.each)(record)
    }
}

/// What all rows of a ledger together tell: whether a blank date is that above, and what a column headed 类别, 类型 or 性质 is –
/// what was brought or the row of the statistics.
#[derive(Default)]
struct LedgerWatch {
    dates: BlankDates,
    /// The columns of which that is open: how many kinds, other words and complaints stand in each.
    open: Vec<(usize, [usize; 3])>,
}

/// Whether a head may mean the one or the other.
fn is_unsure(head: &str) -> bool {
    ["类别", "类型", "性质", "分类"].iter().any(|word| head.contains(word))
}

impl Watcher<LedgerField> for LedgerWatch {
    fn begin(&mut self, plan: &SheetPlan<LedgerField>, merges: &Merges) {
        self.dates = BlankDates::of(&plan.table, merges);
        let table = &plan.table;
        let told = plan.said || table.mapping.contains(&Some(LedgerField::Kind));
        let open = |column: &usize| {
            let open = matches!(table.mapping.get(*column), Some(None | Some(LedgerField::Category)));
            !told && open && is_unsure(&table.heads[*column])
        };
        self.open = (0..table.heads.len()).filter(open).map(|column| (column, [0; 3])).collect();
    }

    fn record(&mut self, _plan: &SheetPlan<LedgerField>, row: &Row) {
        self.dates.add(row);
        for (column, [kinds, others, complaints]) in &mut self.open {
            let text = row.cell(*column).text();
            if text.is_empty() {
                continue;
            }
            let found = words::kind(&text).filter(|_| text.chars().count() <= 4);
            *complaints += usize::from(found == Some(CaseKind::Complaint));
            *(if found.is_some() { kinds } else { others }) += 1;
        }
    }

    fn end(&mut self, plan: &mut SheetPlan<LedgerField>) {
        plan.filled_down = self.dates.filled_down();
        let tells_kind = |(_, [kinds, others, complaints]): &&(usize, [usize; 3])| {
            *kinds > 0 && *kinds >= others * 4 && *complaints > 0
        };
        let Some((column, _)) = self.open.iter().find(tells_kind) else { return };
        let table = &mut plan.table;
        table.mapping[*column] = Some(LedgerField::Kind);
        // 分类 and 类别 side by side: only one of them was taken for the category.
        let free = (0..table.heads.len())
            .find(|other| table.mapping.get(*other) == Some(&None) && is_unsure(&table.heads[*other]));
        if let Some(other) = free.filter(|_| !table.mapping.contains(&Some(LedgerField::Category))) {
            table.mapping[other] = Some(LedgerField::Category);
        }
        plan.proposed.clone_from(&table.mapping);
    }
}

/// What makes two rows the same matter told twice, in a few bytes.
fn identity(record: &Record<LedgerValues>) -> [u8; 16] {
    let Some(values) = &record.values else { return [0; 16] };
    let at = values.received_at.map(String::from).unwrap_or_default();
    let household = values.household.as_deref().unwrap_or_default();
    let mut texts = vec![at.as_str(), household, &values.name, &values.content];
    let phones: Vec<String> = values.phones.iter().map(Phone::written).collect();
    texts.extend(phones.iter().map(String::as_str));
    digest(texts)
}

/// Texts in a few bytes, by which the same ones are known again.
pub(crate) fn digest<'a>(texts: impl IntoIterator<Item = &'a str>) -> [u8; 16] {
    let mut sha = Sha256::new();
    for text in texts {
        sha.update((text.len() as u64).to_be_bytes());
        sha.update(text);
    }
    let whole: [u8; 32] = sha.finalize().into();
    let mut short = [0; 16];
    short.copy_from_slice(&whole[..16]);
    short
}

fn read_row(
    row: &Row,
    table: &Table<LedgerField>,
    columns: &DateColumns,
    dates: &mut Dates,
    around: &LedgerSettings<'_>,
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
    let name = customer(&text(LedgerField::Name));
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
        satisfied: words::satisfied(&text(LedgerField::Satisfied)).or_else(|| words::opinion(&visit)),
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
