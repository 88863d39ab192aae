//! The figures of rules §9 worked out a second time, straight from the JSON of the cases and from the words of the
//! rules: nothing here knows `flow`, `deadline` or `statistics`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDateTime};
use serde_json::{Value, json};

/// A period to count.
#[derive(Clone, Debug)]
pub struct Span {
    pub start: NaiveDateTime,
    pub end: NaiveDateTime,
}

pub fn time(text: &str) -> NaiveDateTime {
    let text = text.trim_end_matches("+08:00");
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S")
        .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M"))
        .unwrap()
}

fn at(value: &Value, key: &str) -> Option<NaiveDateTime> {
    value[key].as_str().map(time)
}

fn yes(value: &Value, key: &str) -> bool {
    value[key].as_bool().unwrap_or(false)
}

fn word<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or("")
}

/// A case as known at the time of the report.
pub struct Known<'a> {
    case: &'a Value,
    received: NaiveDateTime,
    events: Vec<&'a Value>,
    /// Changes of state: closed with its code, reopened, voided.
    closures: Vec<(NaiveDateTime, usize)>,
    reopenings: Vec<NaiveDateTime>,
    voided: Option<NaiveDateTime>,
}

impl<'a> Known<'a> {
    pub fn new(case: &'a Value, as_of: NaiveDateTime) -> Option<Self> {
        let received = at(case, "received_at").unwrap();
        let events: Vec<&Value> = case["events"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|event| at(event, "at").unwrap() <= as_of)
            .collect();
        let mut known = Self { case, received, events, closures: vec![], reopenings: vec![], voided: None };
        let mut open = true;
        for (place, event) in known.events.clone().into_iter().enumerate() {
            let when = at(event, "at").unwrap();
            match word(event, "type") {
                _ if known.voided.is_some() => {}
                "closed" if open => {
                    open = false;
                    known.closures.push((when, place));
                }
                "reopened" if !open => {
                    open = true;
                    known.reopenings.push(when);
                }
                "voided" => {
                    if !open {
                        known.reopenings.push(when);
                    }
                    known.voided = Some(when);
                }
                _ => {}
            }
        }
        (received <= as_of && word(case, "kind") == "complaint").then_some(known)
    }

    fn open_before(&self, t: NaiveDateTime) -> bool {
        let closed = self.closures.iter().filter(|(when, _)| *when < t).count();
        let reopened = self.reopenings.iter().filter(|when| **when < t).count();
        self.received < t && self.voided.is_none_or(|when| when >= t) && closed == reopened
    }

    fn nature(&self) -> &str {
        let changed = self.events.iter().rev().find(|event| word(event, "type") == "nature");
        changed.map_or_else(|| word(self.case, "nature"), |event| word(event, "nature"))
    }

    fn key(&self, axis: &str) -> String {
        let key = match axis {
            "nature" => self.nature(),
            "building" => building(word(&self.case["complainant"], "room")),
            _ => word(self.case, axis).trim(),
        };
        if key.is_empty() { "none".into() } else { key.into() }
    }

    /// Met in time or missed, of a deadline of which the due time and the time of meeting are known.
    fn verdict(due: NaiveDateTime, met: Option<NaiveDateTime>, as_of: NaiveDateTime) -> Option<bool> {
        match met {
            Some(met) => Some(met <= due),
            None => (as_of > due).then_some(false),
        }
    }

    fn responded(&self, as_of: NaiveDateTime) -> Option<bool> {
        let who = &self.case["complainant"];
        let contact = who["phones"].as_array().is_some_and(|phones| !phones.is_empty())
            || !word(who, "called_from").is_empty()
            || !word(who, "room").is_empty()
            || !word(&self.case["online"], "author").is_empty()
            || word(self.case, "channel") == "message";
        let channel = word(self.case, "channel");
        if yes(who, "anonymous") && !contact && channel != "online" {
            return None;
        }
        let written = ["message", "online"].contains(&channel);
        let seen = at(&self.case["online"], "seen_at").filter(|_| written).unwrap_or(self.received);
        let urgent = word(self.case, "urgency") == "urgent";
        let due = seen
            + Duration::hours(if urgent {
                1
            } else if written {
                4
            } else {
                24
            });
        let until = self.closures.first().map_or(self.events.len(), |(_, place)| *place);
        let met = self.events[..until].iter().filter_map(|event| match word(event, "type") {
            "explained" | "solution" | "handled" => at(event, "at"),
            "progress" if told(event) => at(event, "at"),
            "escalated" => at(event, "arrived_at"),
            _ => None,
        });
        let met = met.min();
        // A void before the time is up leaves nothing to judge.
        if met.is_none() && self.closures.is_empty() && self.voided.is_some_and(|when| when <= due) {
            return None;
        }
        Self::verdict(due, met, as_of)
    }

    fn handled(&self, span: &Span, limit: NaiveDateTime, as_of: NaiveDateTime) -> Option<bool> {
        let counts = |when: NaiveDateTime| span.start <= when && when < limit;
        let mut current: Option<NaiveDateTime> = None;
        let mut verdicts = Vec::new();
        let (mut open, mut voided) = (true, false);
        let ended = |due: NaiveDateTime, when: NaiveDateTime, verdicts: &mut Vec<bool>| {
            if when > due && counts(due) {
                verdicts.push(false);
            }
        };
        for event in &self.events {
            let when = at(event, "at").unwrap();
            let date = match word(event, "type") {
                "solution" if yes(event, "agreed") => {
                    Some(when.date().and_hms_opt(0, 0, 0).unwrap() + Duration::days(1))
                }
                "completion_date" => at(event, "due"),
                "handled" => {
                    let counted = |due: &NaiveDateTime| counts(when) || (when > *due && counts(*due));
                    verdicts.extend(current.take().filter(counted).map(|due| when <= due));
                    None
                }
                "closed" | "voided" => {
                    open = false;
                    voided |= word(event, "type") == "voided";
                    if let Some(due) = current.take() {
                        ended(due, when, &mut verdicts);
                    }
                    None
                }
                "reopened" => {
                    open = true;
                    None
                }
                _ => None,
            };
            let date = date.filter(|_| open && !voided);
            if let Some(due) = date.and_then(|date| current.replace(date)) {
                ended(due, when, &mut verdicts);
            }
        }
        if let Some(due) = current {
            ended(due, as_of, &mut verdicts);
        }
        (!verdicts.is_empty()).then(|| verdicts.iter().all(|kept| *kept))
    }

    /// Facts of a file are those of now (interchange "Top-level codes"): a refusal that a visit of this case met with,
    /// known at the time of the report or not, was not there at the receipt.
    fn declined_from_the_start(&self) -> bool {
        let events = self.case["events"].as_array().unwrap();
        yes(&self.case["complainant"], "declines_visits")
            && !events.iter().any(|event| yes(event, "standing"))
    }

    /// The 回访 after the last 处理完成 in the period: reached or not; `None` when it is not required.
    fn visited(&self, span: &Span, limit: NaiveDateTime) -> Option<bool> {
        match self.visit(span, limit)? {
            "reached" => Some(true),
            "not_reached" => Some(false),
            _ => None,
        }
    }

    /// What has come of it; the first reason for which it is not required counts.
    fn visit(&self, span: &Span, limit: NaiveDateTime) -> Option<&'static str> {
        let handled: Vec<usize> =
            (0..self.events.len()).filter(|place| word(self.events[*place], "type") == "handled").collect();
        let when = |place: usize| at(self.events[place], "at").unwrap();
        let last = handled.iter().copied().rev().find(|place| when(*place) < limit)?;
        if when(last) < span.start {
            return None;
        }
        let next = handled.iter().copied().find(|place| *place > last).unwrap_or(self.events.len());
        let dissatisfied = |event: &Value| {
            word(event, "outcome") == "reached"
                && ["process", "measures", "result"].iter().any(|key| word(event, key) == "dissatisfied")
        };
        let ends_round = |event: &Value| word(event, "type") == "reopened" || dissatisfied(event);
        let from = (0..last).rev().find(|place| ends_round(self.events[*place])).map_or(0, |place| place + 1);
        let to =
            (last + 1..next).find(|place| ends_round(self.events[*place])).map_or(next, |place| place + 1);
        let standing =
            self.declined_from_the_start() || self.events[..last].iter().any(|event| yes(event, "standing"));
        let excused = |events: &[&Value]| {
            events.iter().find_map(|event| match word(event, "type") {
                "visit" => (word(event, "outcome") == "declined").then_some("declined"),
                "visit_exempt" => Some("exempt"),
                "closed" => (word(event, "code") == "external").then_some("external"),
                _ => None,
            })
        };
        // What was known when the work was done, then what came after.
        let known = excused(&self.events[from..last]).or(standing.then_some("declined"));
        let excused = known.or_else(|| excused(&self.events[last..to]));
        let reached = self.events[last + 1..to].iter().any(|event| word(event, "outcome") == "reached");
        let plain = if reached { "reached" } else { "not_reached" };
        Some(excused.unwrap_or(plain))
    }

    /// 转办答复 in time.
    fn referral(&self, as_of: NaiveDateTime) -> Option<bool> {
        let due = at(&self.case["referral"], "due")?;
        let until = self.closures.first().map_or(self.events.len(), |(_, place)| *place);
        // A file names what a reply answers only where it is not the referral before any letter of ours.
        let letter = |event: &Value| word(event, "type") == "paper" && event["form"] == 5;
        let sent = self.events.iter().position(|event| letter(event)).unwrap_or(self.events.len());
        let answered = |place: &usize| {
            let event = self.events[*place];
            let implied = if *place < sent { "referral" } else { "letter" };
            let answers = event["answers"].as_str().unwrap_or(implied);
            word(event, "type") == "letter_reply" && answers == "referral"
        };
        let met = (0..until).find(answered).and_then(|place| at(self.events[place], "at"));
        let met = met.or_else(|| at(&self.case["referral"], "replied_at"));
        if met.is_none() && self.closures.is_empty() && self.voided.is_some_and(|when| when <= due) {
            return None;
        }
        Self::verdict(due, met, as_of)
    }

    fn satisfied(&self, span: &Span, limit: NaiveDateTime) -> Option<bool> {
        let (_, place) = self.closures.iter().rev().find(|(when, _)| span.start <= *when && *when < limit)?;
        match word(self.events[*place], "code") {
            "signed" | "verbal" => Some(true),
            "explained" => Some(false),
            _ => {
                let visit =
                    self.events[..*place].iter().rev().find(|event| word(event, "outcome") == "reached")?;
                Some(["process", "measures", "result"].iter().all(|key| word(visit, key) != "dissatisfied"))
            }
        }
    }
}

/// `3` of `3-2-1001`; a shop or a villa stands in no building.
fn building(room: &str) -> &str {
    let first = room.split('-').next().unwrap_or("");
    if first.bytes().all(|byte| byte.is_ascii_digit()) { first } else { "" }
}

fn told(event: &Value) -> bool {
    event["told"].as_bool().unwrap_or(word(event, "medium") != "notice")
}

/// What a case counts in a period; `None` when it was received and voided in it.
struct Moves {
    opening: u32,
    received: u32,
    reopened: u32,
    closed: u32,
    voided: u32,
    closing: u32,
}

fn moves(case: &Known<'_>, span: &Span, as_of: NaiveDateTime) -> Option<Moves> {
    let limit = span.end.min(as_of + Duration::seconds(1));
    let start = span.start.min(limit);
    let inside = |when: NaiveDateTime| start <= when && when < limit;
    let count = |number: usize| u32::try_from(number).unwrap();
    let voided = case.voided.is_some_and(inside);
    if inside(case.received) && voided {
        return None;
    }
    Some(Moves {
        opening: u32::from(case.open_before(start)),
        received: u32::from(inside(case.received)),
        reopened: count(case.reopenings.iter().filter(|when| inside(**when)).count()),
        closed: count(case.closures.iter().filter(|(when, _)| inside(*when)).count()),
        voided: u32::from(voided),
        closing: u32::from(case.open_before(limit)),
    })
}

pub struct Figures {
    pub check: Value,
    pub axes: BTreeMap<String, BTreeMap<String, Value>>,
    pub closure: BTreeMap<String, u32>,
    pub explained: Vec<String>,
    pub overrides: Vec<String>,
}

/// The cases of a file, as known at the time of the report.
pub fn known(cases: &Value, as_of: NaiveDateTime) -> Vec<Known<'_>> {
    cases["cases"].as_array().unwrap().iter().filter_map(|case| Known::new(case, as_of)).collect()
}

/// Received, closed, open at the end.
pub fn flow(known: &[Known<'_>], span: &Span, as_of: NaiveDateTime) -> [u32; 3] {
    let mut sums = [0; 3];
    for moves in known.iter().filter_map(|case| moves(case, span, as_of)) {
        sums = [sums[0] + moves.received, sums[1] + moves.closed, sums[2] + moves.closing];
    }
    sums
}

/// The blocks of rows that have all columns.
pub const AXES: [&str; 8] =
    ["category", "class", "nature", "content", "channel", "situation", "department", "building"];

/// The summary box.
pub fn summary(file: &Value, span: &Span, as_of: NaiveDateTime, households: Option<u32>) -> Value {
    let limit = span.end.min(as_of + Duration::seconds(1));
    let inside = |when: NaiveDateTime| span.start <= when && when < limit;
    let (mut ages, mut groups) = ([0; 4], BTreeSet::new());
    let (mut received, mut closed, mut open) = (0, 0, 0);
    let (mut seconds, mut last_closed) = (0, 0);
    let mut counts = BTreeMap::<&str, u32>::new();
    let mut ratios = BTreeMap::<&str, [u32; 2]>::new();
    let mut add = |key: &'static str, met: bool| {
        let ratio = ratios.entry(key).or_default();
        *ratio = [ratio[0] + u32::from(met), ratio[1] + 1];
    };
    for case in known(file, as_of) {
        let Some(moved) = moves(&case, span, as_of) else { continue };
        let all = [moved.opening, moved.received, moved.reopened, moved.closed, moved.voided, moved.closing];
        if all.iter().all(|count| *count == 0) {
            continue;
        }
        (received, closed, open) = (received + moved.received, closed + moved.closed, open + moved.closing);
        if moved.closing == 1 {
            let age = ((limit - Duration::seconds(1)).date() - case.received.date()).num_days();
            ages[[3, 7, 30].iter().filter(|most| age > **most).count()] += 1;
        }
        if let Some((when, place)) = case.closures.iter().rev().find(|(when, _)| inside(*when)) {
            seconds += (*when - case.received).num_seconds();
            last_closed += 1;
            match word(case.events[*place], "code") {
                "signed" => *counts.entry("signed").or_default() += 1,
                "verbal" => *counts.entry("verbal").or_default() += 1,
                "explained" => {}
                _ => {
                    if let Some(satisfied) = case.satisfied(span, limit) {
                        add("visit_satisfied", satisfied);
                    }
                }
            }
        }
        match case.visit(span, limit) {
            Some("exempt") => *counts.entry("exempt").or_default() += 1,
            Some("declined") => *counts.entry("declined").or_default() += 1,
            _ => {}
        }
        if moved.received == 1 {
            let flag = |word: &str| {
                case.case["flags"].as_array().is_some_and(|flags| flags.iter().any(|one| one == word))
            };
            *counts.entry("major").or_default() += u32::from(flag("major"));
            if flag("group") || !word(case.case, "group_of").is_empty() {
                let room = word(&case.case["complainant"], "room");
                groups.insert(if room.is_empty() { word(case.case, "number") } else { room });
            }
            if let Some(met) = case.referral(as_of) {
                add("referrals", met);
            }
        }
    }
    for case in file["cases"].as_array().unwrap() {
        let kind = match word(case, "kind") {
            "repair" => "repairs",
            "enquiry" => "enquiries",
            "praise" => "praise",
            "suggestion" => "suggestions",
            _ => continue,
        };
        let voided = case["events"]
            .as_array()
            .unwrap()
            .iter()
            .any(|event| word(event, "type") == "voided" && at(event, "at").is_some_and(inside));
        let fresh = at(case, "received_at").is_some_and(inside) && !voided;
        *counts.entry(kind).or_default() += u32::from(fresh);
    }
    // In whole numbers: an exact half is no matter of the order in which floats were added up.
    let half_up = |of: i64, by: i64| (2 * of + by).div_euclid(2 * by);
    let mut told = json!({
        "per_hundred_households":
            households.filter(|count| *count > 0).map(|count| half_up(i64::from(received) * 10_000, i64::from(count)) as f64 / 100.0),
        "close_rate": [closed, closed + open],
        "close_days": (last_closed > 0).then(|| half_up(seconds * 10, last_closed * 86_400) as f64 / 10.0),
        "ages": { "up_to_3": ages[0], "up_to_7": ages[1], "up_to_30": ages[2], "over_30": ages[3] },
        "group_households": groups.len(),
    });
    for key in
        ["major", "signed", "verbal", "exempt", "declined", "repairs", "enquiries", "praise", "suggestions"]
    {
        told[key] = json!(counts.get(key).copied().unwrap_or(0));
    }
    for key in ["referrals", "visit_satisfied"] {
        told[key] = json!(ratios.get(key).copied().unwrap_or_default());
    }
    told
}

const COUNTS: [&str; 8] =
    ["opening", "received", "effective", "previous", "year_ago", "closed", "closing", "repeats"];
const RATIOS: [&str; 4] = ["responded", "handled", "visited", "satisfied"];

/// Every figure of the table for `[now, previous, year ago]`.
pub fn figures(known: &[Known<'_>], spans: &[Span; 3], as_of: NaiveDateTime) -> Figures {
    let [span, previous, year_ago] = spans;
    let limit = span.end.min(as_of + Duration::seconds(1));
    let mut check = BTreeMap::<&str, u32>::new();
    let mut axes: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
    let mut closure = BTreeMap::new();
    let (mut explained, mut overrides) = (BTreeSet::new(), BTreeSet::new());
    for case in known {
        let received = |span: &Span| moves(case, span, as_of).is_some_and(|moves| moves.received == 1);
        let mut add: Vec<(&str, u32)> =
            vec![("previous", received(previous).into()), ("year_ago", received(year_ago).into())];
        let mut ratios: Vec<(&str, Option<bool>)> = vec![];
        if let Some(now) = moves(case, span, as_of) {
            for (key, number) in [
                ("opening", now.opening),
                ("received", now.received),
                ("reopened", now.reopened),
                ("closed", now.closed),
                ("voided", now.voided),
                ("closing", now.closing),
            ] {
                *check.entry(key).or_default() += number;
                add.push((key, number));
            }
            let fresh = now.received == 1;
            let escalated = case
                .events
                .iter()
                .any(|event| word(event, "type") == "escalated" && at(event, "at").unwrap() < limit);
            add.push(("effective", (fresh && case.nature() == "effective").into()));
            add.push(("repeats", (fresh && !word(case.case, "repeat_of").is_empty()).into()));
            add.push(("escalated", (fresh && escalated).into()));
            ratios.push(("responded", fresh.then(|| case.responded(as_of)).flatten()));
            if now.opening + now.received + now.reopened + now.closed + now.voided + now.closing > 0 {
                ratios.push(("handled", case.handled(span, limit, as_of)));
                ratios.push(("visited", case.visited(span, limit)));
                ratios.push(("satisfied", case.satisfied(span, limit)));
            }
            for (when, place) in &case.closures {
                if span.start <= *when && *when < limit {
                    let event = case.events[*place];
                    *closure.entry(word(event, "code").to_owned()).or_default() += 1;
                    let number = word(case.case, "number").to_owned();
                    if word(event, "code") == "explained" {
                        explained.insert(number.clone());
                    }
                    if yes(event, "override") {
                        overrides.insert(number);
                    }
                }
            }
        }
        for axis in AXES {
            for key in [case.key(axis), "total".into()] {
                let row = axes.entry(axis.into()).or_default().entry(key).or_insert_with(empty);
                for (column, number) in &add {
                    if let Some(old) = row[column].as_u64() {
                        row[column] = json!(old + u64::from(*number));
                    }
                }
                for (column, met) in &ratios {
                    let (old, of) = (row[column][0].as_u64().unwrap(), row[column][1].as_u64().unwrap());
                    if let Some(met) = met {
                        row[column] = json!([old + u64::from(*met), of + 1]);
                    }
                }
            }
        }
    }
    Figures {
        check: json!(check),
        axes,
        closure,
        explained: explained.into_iter().collect(),
        overrides: overrides.into_iter().collect(),
    }
}

pub fn empty() -> Value {
    let mut row = json!({});
    for key in COUNTS.into_iter().chain(["escalated"]) {
        row[key] = json!(0);
    }
    for key in RATIOS {
        row[key] = json!([0, 0]);
    }
    row
}
