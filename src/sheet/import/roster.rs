//! Reads an office's roster of households: every sheet that has such a table, row by row.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::ControlFlow;

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::code::{Channel, Relation, Title};
use crate::domain::household::{
    Car, Household, Lives, ParkingSpace, Resident, ResidentPhone, StandingWish, Steward,
};
use crate::domain::reading::customer::owners;
use crate::domain::reading::phone::{self, Entry, Phone, Phones};
use crate::domain::reading::plate::plate;
use crate::domain::reading::{room, time};
use crate::domain::time::Moment;
use crate::sheet::import::field::RosterField;
use crate::sheet::import::ledger::{digest, hyphened, joined_room, parts};
use crate::sheet::import::problem::{Problem, Record, RowOutcome};
use crate::sheet::import::survey::{Above, Plans, Said, SheetPlan, TableRow, Tables, Walk, Watcher, survey};
use crate::sheet::import::table::{Mapping, RowKind, Table};
use crate::sheet::import::words;
use crate::sheet::read::cell::{Merge, Row, Sheet};
use crate::sheet::read::error::ReadError;
use crate::sheet::read::visit::{Merges, Visitor, walk_sheets};

/// What was read from a row of a roster; the keys are those of the import report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RosterValues {
    /// Building as the cells say it.
    pub building: String,
    /// Unit.
    pub unit: String,
    /// Room.
    pub room: String,
    /// The household in its one writing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub household: Option<String>,
    /// Owners.
    pub owners: Vec<String>,
    /// Numbers that can be dialled.
    #[serde(serialize_with = "hyphened")]
    pub phones: Vec<Phone>,
    /// Plates.
    pub plates: Vec<String>,
    /// Steward.
    pub steward: String,
    /// What to mind, and remarks.
    pub note: String,
    /// The whole, as it is kept.
    #[serde(skip)]
    pub kept: Household,
    /// Number of the steward.
    #[serde(skip)]
    pub steward_phone: String,
}

/// Reads the sheets of a book that have the table of a roster; one entry a row, blank rows left out. `mappings` are
/// the columns of sheets where somebody said what they are.
pub fn read(
    sheets: &[Sheet],
    now: Moment,
    mappings: &BTreeMap<String, Mapping<RosterField>>,
) -> Vec<Record<RosterValues>> {
    let walk = |visitor: &mut dyn Visitor| {
        walk_sheets(sheets, visitor);
        Ok(())
    };
    let mut records = Vec::new();
    let planned = plan(&walk, now, &|sheet, _| mappings.get(sheet).cloned());
    let read = planned.and_then(|planned| {
        read_rows(&walk, &planned.plans, now, &mut |record| {
            records.push(record);
            ControlFlow::Continue(())
        })
    });
    // Sheets that are held already cannot fail to be read.
    read.map_or_else(|_| Vec::new(), |()| records)
}

/// What the first walk through a roster tells.
#[derive(Debug, Clone, PartialEq)]
pub struct RosterPlan {
    /// Its tables and their columns.
    pub plans: Plans<RosterField>,
    /// Its stewards, each with the buildings that are wholly his.
    pub stewards: Vec<Steward>,
    /// The stewards of the households whose steward is another than the building's.
    pub own: BTreeMap<String, String>,
    /// The households that stand in more than one row.
    pub doubles: BTreeSet<String>,
}

/// The first walk through a roster.
///
/// # Errors
/// When the book cannot be read.
pub fn plan(walk: Walk<'_>, now: Moment, said: Said<'_, RosterField>) -> Result<RosterPlan, ReadError> {
    let mut watch = RosterWatch {
        now,
        building: String::new(),
        above: Above::default(),
        stewards: Stewards::default(),
        rooms: HashSet::new(),
        doubles: BTreeSet::new(),
    };
    let plans = survey(walk, said, &mut watch)?;
    let (stewards, own) = watch.stewards.told();
    Ok(RosterPlan { plans, stewards, own, doubles: watch.doubles })
}

struct RosterWatch {
    now: Moment,
    building: String,
    above: Above,
    stewards: Stewards,
    rooms: HashSet<[u8; 16]>,
    doubles: BTreeSet<String>,
}

impl Watcher<RosterField> for RosterWatch {
    fn begin(&mut self, _plan: &SheetPlan<RosterField>, _merges: &Merges) {
        self.building.clear();
        self.above = Above::default();
    }

    fn record(&mut self, plan: &SheetPlan<RosterField>, row: &Row) {
        let whole = self.above.complete(row, &plan.table);
        let record = read_row(&whole, &plan.table, self.now, &mut self.building);
        let Some(values) = record.values else { return };
        if let Some(room) = values.household.as_deref().filter(|room| !self.rooms.insert(digest([*room]))) {
            self.doubles.insert(room.to_owned());
        }
        self.stewards.add(&values);
    }

    fn end(&mut self, _plan: &mut SheetPlan<RosterField>) {}
}

/// The second walk through a roster: hands on each of its rows, blank ones left out.
///
/// # Errors
/// When the book cannot be read.
pub fn read_rows(
    walk: Walk<'_>,
    plans: &Plans<RosterField>,
    now: Moment,
    each: &mut dyn FnMut(Record<RosterValues>) -> ControlFlow<()>,
) -> Result<(), ReadError> {
    let tables = Tables::of(plans);
    walk(&mut RosterRows { tables, now, building: String::new(), seen: HashSet::new(), each })
}

struct RosterRows<'a> {
    tables: Tables<'a, RosterField>,
    now: Moment,
    building: String,
    seen: HashSet<[u8; 16]>,
    each: &'a mut dyn FnMut(Record<RosterValues>) -> ControlFlow<()>,
}

impl Visitor for RosterRows<'_> {
    fn sheet(&mut self, _name: &str, merges: Vec<Merge>) {
        self.building.clear();
        self.tables.sheet(merges);
    }

    fn row(&mut self, row: Row) -> ControlFlow<()> {
        let Some((plan, row)) = self.tables.row(row) else { return ControlFlow::Continue(()) };
        let record = match row {
            TableRow::Below(row, RowKind::Record) => {
                let whole = self.tables.complete(&row, &plan.table);
                let mut record = read_row(&whole, &plan.table, self.now, &mut self.building);
                record.original = plan.table.original(&row);
                record.sheet.clone_from(&plan.name);
                let values = record.values.as_ref().map(|values| serde_json::json!(values).to_string());
                let again = !self.seen.insert(digest(values.as_deref()));
                if record.outcome == RowOutcome::Imported && again {
                    record.outcome = RowOutcome::Duplicate;
                    record.problems.push(Problem::DuplicateRow);
                }
                record
            }
            TableRow::Above(row) | TableRow::Below(row, _) => Record::skipped(&plan.name, row.number),
        };
        (self.each)(record)
    }
}

fn read_row(
    row: &Row,
    table: &Table<RosterField>,
    now: Moment,
    building: &mut String,
) -> Record<RosterValues> {
    let mut problems = Vec::new();
    let text = |field| table.text(row, field);
    // A building that was joined downwards in a book whose format does not tell stands only in its first row.
    let said = text(RosterField::Building);
    if !said.is_empty() {
        *building = said;
    }
    let written = joined_room(building, &text(RosterField::Unit), &text(RosterField::Room));
    let found = room::read(&written).value();
    if written.is_empty() || text(RosterField::Room).is_empty() {
        problems.push(Problem::MissingRoom);
    } else if found.is_none() {
        problems.push(Problem::BadRoom);
    }
    let phones = phone::read(&text(RosterField::Phone));
    let tenant_phones = phone::read(&text(RosterField::TenantPhone));
    let family_phones = phone::read(&text(RosterField::FamilyPhone));
    if [&phones, &tenant_phones, &family_phones].iter().any(|phones| phones.problem().is_some()) {
        problems.push(Problem::PhoneDigits);
    }
    let names = owners(&text(RosterField::Owner));
    let written_plates = text(RosterField::Plate);
    let plates: Vec<String> = split(&written_plates).filter_map(plate).collect();
    let care = text(RosterField::Care);
    let note = text(RosterField::Note);
    let mut kept = Household {
        room: found.as_ref().map(|read| read.room.to_string()).unwrap_or_default(),
        lives: lives(&text(RosterField::Lives)),
        cars: plates.iter().map(|plate| Car { plate: plate.clone() }).collect(),
        spaces: spaces(&text(RosterField::Space), &text(RosterField::SpaceUntil), now),
        note: note.clone(),
        ..Household::default()
    };
    let usual = kept.lives == Some(Lives::Usual);
    let channel = words::channel(&text(RosterField::Channel)).filter(|channel| *channel != Channel::Other);
    let title = match text(RosterField::Gender).as_str() {
        "男" | "先生" => Some(Title::Mr),
        "女" | "女士" | "小姐" => Some(Title::Ms),
        _ => None,
    };
    let shared =
        Told { phones: &phones, relation: Relation::Owner, title, usual, prefers: channel, care: &care };
    people(&mut kept, &names, &shared, now);
    let plain =
        |phones, relation| Told { phones, relation, title: None, usual: false, prefers: None, care: "" };
    people(&mut kept, &owners(&text(RosterField::Tenant)), &plain(&tenant_phones, Relation::Tenant), now);
    people(&mut kept, &owners(&text(RosterField::Family)), &plain(&family_phones, Relation::Family), now);
    wechat(&mut kept.residents, &text(RosterField::Wechat));
    let (building, unit, number) = found.as_ref().map(|read| parts(&read.room)).unwrap_or_default();
    let refused = problems.iter().any(|problem| problem.refuses());
    let values = RosterValues {
        building,
        unit,
        room: number,
        household: found.map(|read| read.room.to_string()),
        owners: names,
        phones: phones.numbers().cloned().collect(),
        plates,
        steward: text(RosterField::Steward),
        note: [care, note].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("；"),
        steward_phone: text(RosterField::StewardPhone),
        kept,
    };
    Record {
        sheet: String::new(),
        row: row.number,
        outcome: if refused { RowOutcome::Refused } else { RowOutcome::Imported },
        problems,
        values: Some(values),
        original: table.original(row),
    }
}

/// What a row tells of its people.
struct Told<'a> {
    phones: &'a Phones,
    relation: Relation,
    title: Option<Title>,
    usual: bool,
    prefers: Option<Channel>,
    care: &'a str,
}

/// Adds the people of a row. Numbers and what is to be minded are the first one's, for the row tells no better; a title
/// belongs to a single person only.
fn people(kept: &mut Household, names: &[String], told: &Told<'_>, now: Moment) {
    let entries = told.phones.entries.iter().map(|entry| match entry {
        Entry::Number { phone, remark } => ResidentPhone { number: phone.written(), remark: remark.clone() },
        Entry::Unread { text, .. } => ResidentPhone { number: text.clone(), remark: String::new() },
    });
    let mut phones: Vec<ResidentPhone> = entries.collect();
    let nameless = [String::new()];
    let names = if names.is_empty() && !phones.is_empty() { &nameless[..] } else { names };
    for (place, name) in names.iter().enumerate() {
        let care = if place == 0 { told.care.to_owned() } else { String::new() };
        let no_visits = words::declined_visit(&care) || care.contains("拒绝上门回访");
        kept.residents.push(Resident {
            id: kept.next_id(),
            name: name.clone(),
            title: told.title.filter(|_| names.len() == 1),
            relation: Some(told.relation),
            phones: std::mem::take(&mut phones),
            usual: told.usual,
            prefers: told.prefers,
            no_visits: no_visits.then(|| StandingWish {
                since: now.date(),
                reason: format!("名册备注：{care}"),
                by: "名册导入".to_owned(),
            }),
            wechat: String::new(),
            no_wechat: false,
            care,
            since: None,
            until: None,
        });
    }
}

/// What a cell says of WeChat, `张坤：zk88、张小满：无`: each for the person it names; without a name for the first one.
fn wechat(residents: &mut [Resident], text: &str) {
    for part in text.split(['、', '；', ';', '\n']).map(str::trim) {
        let (name, said) = part.split_once(['：', ':']).unwrap_or(("", part));
        let named = |one: &&mut Resident| name.is_empty() || one.name == name;
        let Some(person) = residents.iter_mut().find(named) else { continue };
        match said {
            "无" | "没有" | "否" | "不用" | "×" => person.no_wechat = true,
            // That there is one tells not which.
            "有" | "是" | "√" | "✓" | "已加" | "" => {}
            said => person.wechat = said.to_owned(),
        }
    }
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| "、，,;；/\\|".contains(c) || c.is_whitespace()).filter(|part| !part.is_empty())
}

fn spaces(text: &str, until: &str, now: Moment) -> Vec<ParkingSpace> {
    let until = time::read_dated(until, Moment::start_of(now.date() + chrono::Duration::days(3_650)))
        .value()
        .map(|dated| dated.moment.date())
        .filter(|day: &NaiveDate| !until.is_empty() && *day > NaiveDate::MIN);
    let codes = split(text).filter(|code| code.chars().any(|c| c.is_ascii_digit()));
    codes.map(|code| ParkingSpace { code: code.to_uppercase(), until }).collect()
}

fn lives(text: &str) -> Option<Lives> {
    let entries: [(Lives, &[&str]); 5] = [
        (Lives::Let, &["租"]),
        (Lives::Empty, &["空置", "空房", "毛坯", "未入住", "未装修"]),
        (Lives::Business, &["营业", "商用", "经营"]),
        (Lives::Sometimes, &["否", "不常", "偶尔", "度假", "×"]),
        (Lives::Usual, &["常住", "是", "√", "✓", "自住", "入住"]),
    ];
    entries.iter().find(|(_, words)| words.iter().any(|word| text.contains(word))).map(|(lives, _)| *lives)
}

/// The stewards that a roster tells, each with the buildings that are wholly his; the households of all others are
/// told one by one.
pub fn stewards(records: &[Record<RosterValues>]) -> (Vec<Steward>, BTreeMap<String, String>) {
    let mut stewards = Stewards::default();
    records.iter().filter_map(|record| record.values.as_ref()).for_each(|values| stewards.add(values));
    stewards.told()
}

/// Who looks after what, row by row.
#[derive(Default)]
struct Stewards {
    /// The households of each steward of a building.
    by_building: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    phones: BTreeMap<String, String>,
}

impl Stewards {
    fn add(&mut self, values: &RosterValues) {
        let Some(household) = values.household.as_ref().filter(|_| !values.steward.is_empty()) else {
            return;
        };
        let names = self.by_building.entry(values.building.clone()).or_default();
        names.entry(values.steward.clone()).or_default().push(household.clone());
        if !values.steward_phone.is_empty() {
            self.phones.insert(values.steward.clone(), values.steward_phone.clone());
        }
    }

    fn told(self) -> (Vec<Steward>, BTreeMap<String, String>) {
        let mut stewards: BTreeMap<String, Steward> = BTreeMap::new();
        let mut own = BTreeMap::new();
        for (building, names) in self.by_building {
            for name in names.keys() {
                let phone = self.phones.get(name).map_or_else(String::new, |text| {
                    phone::read_one(text).map_or_else(|| text.clone(), |one| one.written())
                });
                let new = || Steward { name: name.clone(), phone, areas: Vec::new() };
                stewards.entry(name.clone()).or_insert_with(new);
            }
            let usual = names.iter().max_by_key(|(_, households)| households.len());
            let usual = usual.map(|(name, _)| name.clone()).unwrap_or_default();
            for (name, households) in names {
                if name != usual {
                    own.extend(households.into_iter().map(|household| (household, name.clone())));
                }
            }
            if let Some(steward) = stewards.get_mut(&usual) {
                steward.areas.push(building);
            }
        }
        (stewards.into_values().collect(), own)
    }
}
