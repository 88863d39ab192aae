//! The typed variables of a sentence, the template that may name only these, and the filling of it. Where
//! the values come from (facts, events, settings) is the caller's matter, apart from [`Values::of_case`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::case::{Case, Facts};
use crate::domain::code::{
    CaseKind, Channel, Class, Opinion, PaperForm, Title, VerifyResult, VisitOutcome, codes,
};
use crate::domain::event::{Event, EventKind};
use crate::domain::household::Steward;
use crate::domain::reading::name;
use crate::domain::reading::room::{self, RoomKind};
use crate::domain::settings::Settings;
use crate::domain::telling::solution_words;
use crate::domain::time::Moment;
use crate::library::agreed;
use crate::library::gist::{core, read_back, told_by};
use crate::library::in_plain::{self, Listener, Record};
use crate::library::objection;
use crate::library::person;
use crate::library::record_names::{called, staff_in, superior_called};
use crate::library::second_person::{any_topic, masked, names_flat, sayable, to_owner, unit, worded};
use crate::library::spoken_time::{spoken, spoken_limit};
use crate::library::text::CustomerText;
use crate::library::told_words;

codes! {
    /// What a sentence may leave open; written `{称呼}` in a template.
    Variable {
        Salutation = "称呼": "称呼",
        Owner = "业主": "业主",
        Property = "物业名": "物业名",
        CentrePhone = "中心电话": "中心电话",
        DayNightPhone = "24小时电话": "24小时电话",
        GasPhone = "燃气抢修电话": "燃气抢修电话",
        PowerPhone = "供电抢修电话": "供电抢修电话",
        LiftPhone = "电梯维保电话": "电梯维保电话",
        Receiver = "受理人": "受理人",
        Handler = "责任人": "责任人",
        Superior = "上级": "上级",
        SuperiorTitle = "上级职务": "上级职务",
        SuperiorName = "上级姓名": "上级姓名",
        Room = "房号": "房号",
        Place = "地点": "地点",
        Summary = "要点": "要点",
        Topic = "事": "事",
        Awaited = "盼的": "盼的",
        Lasting = "时长": "时长",
        OccurredAt = "发生时间": "发生时间",
        ReceivedAt = "受理时间": "受理时间",
        PromiseTime = "约定时间": "约定时间",
        NextNotice = "下次告知时间": "下次告知时间",
        CompletionDate = "完成日期": "完成日期",
        Wait = "多久": "多久",
        Basis = "依据": "依据",
        Solution = "方案": "方案",
        Progress = "进展": "进展",
        Findings = "查到": "查到",
        Result = "结果": "结果",
        Objection = "他提的": "他提的",
        Pledge = "约好做的": "约好做的",
        Authority = "外部单位": "外部单位",
        Steward = "管家": "管家",
        StewardPhone = "管家电话": "管家电话",
        Asked = "想问的": "想问的",
        Kin = "家人": "家人",
        Stay = "别走开": "别走开",
        Thanked = "谢的人": "谢的人",
    }
}

/// What stands in a sentence where a value is missing: a gap to fill by voice.
pub const BLANK: &str = "____";

/// How somebody in danger is kept with us: on the line, at the counter, or at his messages.
fn stay(channel: Channel) -> &'static str {
    match channel {
        Channel::WalkIn | Channel::Outreach => "您先在这儿别走",
        Channel::Message | Channel::Online => "手机别放下",
        Channel::Phone | Channel::Letter | Channel::Referral | Channel::Other => "电话别挂",
    }
}

/// Values for the variables, from the facts of a case and the settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<Variable, String>);

impl Values {
    /// No value at all.
    pub fn new() -> Self {
        Self::default()
    }

    /// The values with one more; an empty text leaves the variable unfilled. Pause marks at the end are cut,
    /// because the sentence brings its own.
    #[must_use]
    pub fn with(mut self, variable: Variable, value: impl AsRef<str>) -> Self {
        self.set(variable, value);
        self
    }

    /// Sets one value; an empty text takes it away. What a record tells of the matter is turned to the owner.
    pub fn set(&mut self, variable: Variable, value: impl AsRef<str>) {
        let value = match variable {
            Variable::Summary => to_owner(core(value.as_ref().trim())),
            Variable::Progress | Variable::Solution | Variable::Findings | Variable::Result => {
                to_owner(value.as_ref())
            }
            _ => value.as_ref().to_owned(),
        };
        let value = value
            .trim()
            .trim_end_matches(['。', '，', '；', '！', '.', ',', ';', '!'])
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        if value.is_empty() {
            self.0.remove(&variable);
        } else {
            self.0.insert(variable, value);
        }
    }

    /// Whether a variable would show as a gap. 称呼 and 业主 never do.
    pub fn is_gap(&self, variable: Variable) -> bool {
        let told = |variable: Variable| self.0.contains_key(&variable);
        match variable {
            Variable::Salutation | Variable::Owner | Variable::Topic => false,
            Variable::Superior => {
                ![variable, Variable::SuperiorName, Variable::SuperiorTitle].map(told).contains(&true)
            }
            _ => !told(variable),
        }
    }

    /// The value of a variable. 上级 is made of the superior's surname and title (`赵主任`) when it is not
    /// given as a whole.
    pub fn get(&self, variable: Variable) -> Option<String> {
        let plain = |variable| self.0.get(&variable).cloned();
        match variable {
            Variable::Superior => plain(variable).or_else(|| {
                let title = plain(Variable::SuperiorTitle);
                let name = plain(Variable::SuperiorName);
                match (name, title) {
                    (Some(name), Some(title)) if name.ends_with(&title) => Some(name),
                    (Some(name), Some(title)) => Some(name::surname(&name) + &title),
                    (name, title) => name.or(title),
                }
            }),
            _ => plain(variable),
        }
    }

    /// What a case itself tells: who, where, what, and the latest promise, date, progress and result.
    /// Times are written as one says them, seen from `now`.
    pub fn of_case(case: &Case, now: Moment) -> Self {
        tracing::trace!(target: "worked_out", "case folded");
        Self::of_facts(case, &case.facts(), now)
    }

    /// The same of a case whose facts are worked out already.
    pub fn of_facts(case: &Case, facts: &Facts, now: Moment) -> Self {
        tracing::trace!(target: "worked_out", "values of a case");
        let mut values = Self::new();
        let named = matches!(facts.complainant.title, Some(Title::Mr | Title::Ms));
        if let Some(owner) = facts.complainant.salutation() {
            // A bare name is no way to speak of somebody; a shop is no owner.
            let room = facts.complainant.room.as_deref().and_then(|room| room::read(room).value());
            let shop = room.is_some_and(|read| read.room.kind == RoomKind::Shop);
            let spoken_of = match named {
                true => owner.clone(),
                false => format!("{}{owner}", if shop { "商户" } else { "业主" }),
            };
            values.set(Variable::Salutation, if named { called(&owner).to_owned() } else { String::new() });
            values.set(Variable::Owner, spoken_of);
        }
        values.set(Variable::Stay, stay(facts.channel));
        values.set(Variable::Receiver, &facts.receiver);
        values.set(Variable::ReceivedAt, spoken(facts.received_at, now));
        // A room that he named himself is no secret, nor is his own; another one that stands in the record is nobody's to tell.
        let verbatim = facts.verbatim.as_deref().unwrap_or_default();
        let gist = facts.summary.as_deref().unwrap_or_default();
        let room = facts.complainant.room.as_deref();
        let told = [verbatim, room.unwrap_or_default()].join("，");
        let events = case.corrected_events();
        let staff = staff_in(&facts.receiver, &events);
        let surname = facts.complainant.name.as_deref().map(name::surname).unwrap_or_default();
        let to = Listener {
            words: &told,
            room,
            surname: Some(surname.as_str()).filter(|surname| !surname.is_empty()),
            name: facts.complainant.name.as_deref(),
            woman: facts.complainant.title.and_then(|title| match title {
                Title::Ms => Some(true),
                Title::Mr => Some(false),
                Title::Unknown => None,
            }),
            superior: None,
            staff: &staff,
            written: now.date(),
            today: now.date(),
        };
        let optional = [
            (Variable::Room, facts.complainant.room.clone()),
            // Somebody's flat is no place that one would name.
            (
                Variable::Place,
                facts.place.as_deref().filter(|at| !names_flat(at)).map(|at| masked(at, &told)),
            ),
            (
                Variable::OccurredAt,
                facts.occurred_at.map(|at| spoken(at, now)).or(facts.occurred_words.clone()),
            ),
        ];
        for (variable, value) in optional {
            values.set(variable, value.unwrap_or_default());
        }
        // A gist that the owner has heard and confirmed was worded for him; one that only stands in the record was not.
        let written = events.iter().rev().find(|event| matches!(event.kind, EventKind::Restated { .. }));
        let written = written.map_or(facts.received_at, |event| event.at).date();
        let aloud = |noted: &str, on| read_back(&masked(&in_plain::own(noted, &to), ""), on, now.date());
        values.set(Variable::Summary, aloud(gist, written).unwrap_or_default());
        // What he comes back with is said back, not what he came with first.
        let again = events.iter().rev().find_map(|event| match &event.kind {
            EventKind::Reopened { reason, .. } => Some((reason.as_str(), event.at.date())),
            EventKind::Restated { .. } => Some(("", event.at.date())),
            _ => None,
        });
        if let Some(said) = again.and_then(|(reason, at)| aloud(told_by(reason)?, at)) {
            values.set(Variable::Summary, said);
        }
        let words = [verbatim, gist].join("，");
        let mut done = false;
        for event in events.iter() {
            values.learn(event, now, &to);
            done = event.kind.makes_done().unwrap_or(done && !told_words::starts_anew(&event.kind));
            // What is told of it after it was done is how it ended.
            let told = values.get(Variable::Progress).filter(|_| done && event.kind.told());
            if let Some(told) = told {
                values.set(Variable::Result, told);
            }
        }
        if facts.kind == CaseKind::Praise {
            values.set(Variable::Findings, "");
        }
        values.set(Variable::Kin, person::kin(&words).unwrap_or_default());
        if facts.class == Some(Class::II) && values.is_gap(Variable::Authority) {
            values.set(Variable::Authority, "开发商");
        }
        values
    }

    /// The values with those of the settings: the property's name and numbers.
    #[must_use]
    pub fn with_settings(self, settings: &Settings) -> Self {
        self.with(Variable::Property, &settings.property)
            .with(Variable::CentrePhone, &settings.centre_phone)
            .with(Variable::DayNightPhone, settings.any_hour_phone())
            .with(Variable::GasPhone, &settings.gas_phone)
            .with(Variable::PowerPhone, &settings.power_phone)
            .with(Variable::LiftPhone, &settings.lift_phone)
    }

    /// Tells who looks after the owner's house, with the number; nobody leaves both unfilled. Ledger 20-19.
    pub fn set_steward(&mut self, steward: Option<&Steward>) {
        self.set(Variable::Steward, steward.map_or("", |one| one.name.as_str()));
        self.set(Variable::StewardPhone, steward.map_or("", |one| one.phone.as_str()));
    }

    /// A time that lies ahead. One that has passed is nothing to tell an owner any more: the gap asks for a new one.
    fn set_ahead(&mut self, variable: Variable, due: Moment, now: Moment) {
        self.set(variable, if due > now { spoken_limit(due, now) } else { String::new() });
    }

    /// What one event adds; the last word wins. A promise that was kept is not said again; of what was written only
    /// that is taken which may be said as it stands.
    fn learn(&mut self, event: &Event, now: Moment, to: &Listener<'_>) {
        let kind = &event.kind;
        let superior = self.get(Variable::SuperiorName).and_then(|name| superior_called(&name));
        let superior = superior.as_deref();
        let to = Listener { written: event.at.date(), today: now.date(), superior, ..*to };
        let plain = |record: &str, kind: Record| in_plain::told(record, kind, &to).unwrap_or_default();
        if kind.told() || matches!(kind, EventKind::Explained { .. } | EventKind::Solution { .. }) {
            self.set(Variable::PromiseTime, "");
        }
        let said = |text: &str| sayable(text, event.at.date(), now.date()).unwrap_or_default();
        let told = |words: &Option<String>| {
            let words = words.as_deref().and_then(|words| worded(words, event.at.date(), now.date()));
            words.unwrap_or_default()
        };
        if told_words::moves_on(kind) {
            self.set(Variable::Progress, "");
        }
        match kind {
            EventKind::Promised { due, text, .. } => {
                self.set_ahead(Variable::PromiseTime, *due, now);
                self.set(Variable::Pledge, plain(text, Record::Pledge));
                if let Some(who) = in_plain::caller_back(text) {
                    self.set(Variable::Handler, who);
                }
            }
            EventKind::CompletionDate { due, .. } => {
                self.set_ahead(Variable::CompletionDate, *due, now);
                self.set(Variable::Objection, "");
            }
            // What was found is written for colleagues: only what was worded for the owner is quoted to him.
            EventKind::Investigated { basis, for_owner, .. } => {
                if let Some(basis) = basis {
                    self.set(Variable::Basis, said(basis));
                }
                self.set(Variable::Findings, told(for_owner));
                self.set(Variable::Solution, "");
            }
            EventKind::Paper { form: PaperForm::Letter | PaperForm::Report, sent_to: Some(to) } => {
                self.set(Variable::Authority, unit(to))
            }
            EventKind::Assigned { to, .. } => self.set(Variable::Handler, to),
            EventKind::Escalated(attempt) => {
                if let Some(to) = &attempt.to {
                    self.set(Variable::SuperiorName, to);
                }
            }
            EventKind::Progress { text, .. }
            | EventKind::LetterReply { text, .. }
            | EventKind::TaskDone { result: Some(text), .. } => {
                self.set(Variable::Progress, plain(&told_words::news(text), Record::News));
            }
            // How it was tried adds nothing for the owner; what is now so does.
            EventKind::Verified { result: VerifyResult::Good, text: Some(text), .. } => {
                let found = plain(text, Record::Result);
                if !found.is_empty() && (self.is_gap(Variable::Result) || told_words::tells_state(text)) {
                    self.set(Variable::Result, found);
                }
            }
            EventKind::Verified { text: Some(text), .. } => {
                let found = plain(text, Record::News);
                if !found.is_empty() {
                    self.set(Variable::Progress, found);
                }
            }
            EventKind::Solution { options, chosen, text, agreed, opinion } => {
                let agreed_on = solution_words(options, *chosen, text);
                let told = agreed::told(agreed_on, opinion.as_deref().filter(|_| *agreed), &to);
                self.set(Variable::Solution, told.unwrap_or_default());
                let taken_up = if *agreed { objection::demanded } else { objection::told_back };
                let opinion = opinion.as_deref().and_then(taken_up);
                self.set(Variable::Objection, opinion.unwrap_or_default());
            }
            EventKind::Handled { result, for_owner, .. } => {
                self.set(Variable::Result, told(for_owner));
                if for_owner.is_none() {
                    self.set(Variable::Result, plain(result, Record::Result));
                }
            }
            EventKind::Reopened { .. } => {
                self.set(Variable::Findings, "");
                self.set(Variable::Result, "");
            }
            EventKind::Visit(visit) if visit.outcome == VisitOutcome::Reached => {
                if visit.dissatisfied() {
                    self.set(Variable::Result, "");
                }
                // Of one who is content what he asks for is heard; his remarks are no objection.
                let opinions = [visit.process, visit.measures, visit.result];
                let content = opinions.iter().all(|one| *one == Some(Opinion::Satisfied));
                let told = visit.text.as_deref().and_then(|words| match visit.dissatisfied() {
                    true => objection::told_back(words),
                    false => objection::asked_for(words)
                        .or_else(|| objection::told_back(words).filter(|_| !content)),
                });
                self.set(Variable::Objection, told.unwrap_or_default());
            }
            _ => {}
        }
    }
}

/// A sentence with variables in braces; only known variables, no stray brace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Template(String);

impl Template {
    /// Checks and takes a text.
    ///
    /// # Errors
    /// A Chinese sentence when the text is empty, names an unknown variable or leaves a brace open.
    pub fn new(text: impl Into<String>) -> Result<Self, String> {
        let text = text.into();
        if text.trim().is_empty() {
            return Err("话术不能是空的".to_owned());
        }
        for piece in pieces(&text) {
            if let Piece::Name(name) = piece
                && Variable::from_code(name).is_none()
            {
                return Err(format!("话术「{text}」里没有「{name}」这个变量"));
            }
        }
        if pieces(&text).any(|piece| matches!(piece, Piece::Text(text) if text.contains(['{', '}']))) {
            return Err(format!("话术「{text}」的花括号没有配对"));
        }
        Ok(Self(text))
    }

    /// The text as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The variables it names, in order of appearance.
    pub fn variables(&self) -> Vec<Variable> {
        pieces(&self.0)
            .filter_map(|piece| match piece {
                Piece::Name(name) => Variable::from_code(name),
                Piece::Text(_) => None,
            })
            .collect()
    }

    /// The sentence as it is said, and the variables that had no value and show as [`BLANK`].
    ///
    /// An unknown 称呼 is left out where it calls the person (`{称呼}，…`) and becomes 您 elsewhere; an unknown
    /// 业主 becomes 业主, an unknown 事 您说的事 (behind 来信说的 only 事). They are never blanks.
    pub fn fill(&self, values: &Values) -> (CustomerText, Vec<Variable>) {
        let mut said = String::with_capacity(self.0.len() + 32);
        let mut blanks = Vec::new();
        let mut calls_nobody = false;
        for piece in pieces(&self.0) {
            match piece {
                Piece::Text(text) => {
                    let text = if calls_nobody { text.strip_prefix('，').unwrap_or(text) } else { text };
                    said.push_str(text);
                    calls_nobody = false;
                }
                Piece::Name(name) => {
                    let Some(variable) = Variable::from_code(name) else {
                        continue;
                    };
                    match (values.get(variable), variable) {
                        (Some(value), _) => said.push_str(&value),
                        (None, Variable::Salutation) if self.calls_at(said_start(&said), name) => {
                            calls_nobody = true;
                        }
                        (None, Variable::Salutation) => said.push('您'),
                        (None, Variable::Owner) => said.push_str("业主"),
                        (None, Variable::Topic) => said.push_str(any_topic(&said)),
                        (None, _) => {
                            said.push_str(BLANK);
                            if !blanks.contains(&variable) {
                                blanks.push(variable);
                            }
                        }
                    }
                }
            }
        }
        (CustomerText::of_phrase(said), blanks)
    }

    /// Whether the variable stands as a call: at the start of a clause and followed by a comma.
    fn calls_at(&self, clause_starts: bool, name: &str) -> bool {
        clause_starts && self.0.contains(&format!("{{{name}}}，"))
    }
}

/// Whether the next word would open a clause.
fn said_start(said: &str) -> bool {
    said.is_empty() || said.ends_with(['。', '，', '！', '？', '；', '：'])
}

impl TryFrom<String> for Template {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::new(text)
    }
}

impl From<Template> for String {
    fn from(template: Template) -> String {
        template.0
    }
}

enum Piece<'a> {
    Text(&'a str),
    Name(&'a str),
}

/// Text and variable names by turns.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some(inside) = rest.strip_prefix('{')
            && let Some((name, after)) = inside.split_once('}')
        {
            rest = after;
            return Some(Piece::Name(name));
        }
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let end = rest[first..].find('{').map_or(rest.len(), |place| place + first);
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(Piece::Text(piece))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(text: &str, values: &Values) -> (String, Vec<Variable>) {
        let (said, blanks) = Template::new(text).unwrap().fill(values);
        (said.as_str().to_owned(), blanks)
    }

    #[test]
    fn a_missing_value_is_a_gap_with_its_name() {
        let (said, blanks) = filled("{称呼}，{约定时间}前我回您。", &Values::new());
        assert_eq!(said, "____前我回您。");
        assert_eq!(blanks, [Variable::PromiseTime]);
    }

    #[test]
    fn a_call_adapts_to_who_it_is() {
        let known = Values::new().with(Variable::Salutation, "陈先生");
        let text = "{称呼}，我跟您核对一下。谢谢{称呼}。";
        assert_eq!(filled(text, &known).0, "陈先生，我跟您核对一下。谢谢陈先生。");
        assert_eq!(filled(text, &Values::new()).0, "我跟您核对一下。谢谢您。");
        assert_eq!(filled("{业主}您好。", &Values::new()).0, "业主您好。");
    }

    #[test]
    fn a_value_brings_no_second_full_stop() {
        let values = Values::new().with(Variable::Summary, " 电梯停了两天。\n");
        assert_eq!(filled("{要点}，对吗？", &values).0, "电梯停了两天，对吗？");
    }

    #[test]
    fn the_superior_is_surname_and_title() {
        let values = Values::new().with(Variable::SuperiorName, "赵敏").with(Variable::SuperiorTitle, "主任");
        assert_eq!(filled("我请{上级}来。", &values).0, "我请赵主任来。");
        let title = Values::new().with(Variable::SuperiorTitle, "主任");
        assert_eq!(filled("我请{上级}来。", &title).0, "我请主任来。");
        let both = title.with(Variable::SuperiorName, "赵主任");
        assert_eq!(filled("我请{上级}来。", &both).0, "我请赵主任来。");
    }

    #[test]
    fn a_time_that_has_passed_is_not_told_again() {
        let due = Moment::parse("2026-11-27T18:00").unwrap();
        let told = |now| {
            let mut values = Values::new();
            let now = Moment::parse(now).unwrap();
            let day = now.date();
            let to = Listener { written: day, today: day, ..Listener::default() };
            values.learn(&Event::new(now, "李敏", EventKind::CompletionDate { due, reason: None }), now, &to);
            values.get(Variable::CompletionDate)
        };
        assert!(told("2026-11-27T17:59").is_some());
        assert_eq!(told("2026-11-27T18:00"), None);
    }

    #[test]
    fn unknown_variables_and_stray_braces_are_refused() {
        for wrong in ["{姓名}您好。", "{称呼，您好。", "您好}。", "", "  ", "{{称呼}}好"] {
            assert!(Template::new(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_value_with_braces_stays_plain_text() {
        let values = Values::new().with(Variable::Summary, "{称呼}乱写");
        assert_eq!(filled("{要点}。", &values).0, "{称呼}乱写。");
    }
}
