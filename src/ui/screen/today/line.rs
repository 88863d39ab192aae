//! One line of 今日: an open case with its most pressing obligation and the others as marks, or a draft – each as the
//! words of the columns and where it leads.

use chrono::Datelike;

use crate::desk::today::Today;
use crate::domain::act::Act;
use crate::domain::calendar::unannounced_words;
use crate::domain::case::CaseNumber;
use crate::domain::code::{Channel, DeadlineCode, Status};
use crate::domain::draft::{ActDraft, DraftId, StoredDraft};
use crate::domain::intake;
use crate::domain::marker::Marker;
use crate::domain::obligation::{Obligation, Urge, due_words, span_words};
use crate::domain::reception;
use crate::domain::settings::Rules;
use crate::domain::time::Moment;
use crate::domain::today::{OpenCase, Owed, TodayGroup};
use crate::ui::screen::contract::{OpenAt, Request};
use crate::ui::screen::status_line;
use crate::ui::screen::today::filter::Filter;
use crate::ui::theme::tone::Tone;

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which it is, whatever else changes.
    pub key: Key,
    /// When it is due.
    pub when: When,
    /// 该做什么.
    pub todo: String,
    /// Room and name.
    pub who: String,
    /// 事项.
    pub gist: String,
    /// Small marks after it, the weightiest first.
    pub marks: Vec<(String, Tone)>,
    /// When the customer spoke; `None` for a draft.
    pub received_at: Option<Moment>,
    /// 责任人; `None` while there is none.
    pub handler: Option<String>,
    /// … who works here no longer.
    pub handler_gone: bool,
    /// The word on the button.
    pub go: &'static str,
    /// What the button asks of the app.
    pub request: Request,
}

/// Which line it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// That of a case.
    Case(CaseNumber),
    /// That of a draft.
    Draft(DraftId),
}

/// When a line is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// A deadline.
    Due(Obligation),
    /// A letter went out then and waits for its answer.
    Sent(Moment),
    /// Nothing presses: a word in place of the time.
    Any(String),
}

impl Line {
    /// Every line of an answer of the desk: the cases in its order, then the drafts where they belong to the list.
    /// `writing` is what somebody has begun to write on a case.
    pub fn all(today: &Today, writing: &[ActDraft], filter: Filter, rules: &Rules) -> Vec<Self> {
        tracing::trace!(target: "worked_out", "lines of today");
        let now = today.now;
        let cases = today.cases.iter().filter(|_| filter != Filter::Drafts);
        let drafts = today.drafts.iter().filter(|_| matches!(filter, Filter::ALL | Filter::Drafts));
        let cases = cases.map(|case| {
            let begun = writing.iter().filter(|draft| draft.case == case.row.number);
            let begun = begun.filter_map(|draft| Act::from_code(&draft.act)).collect::<Vec<_>>();
            Self::case(case, today, &begun, filter, rules)
        });
        let mut lines: Vec<Self> = cases.collect();
        // Within a group that stands for an obligation the times of that one count.
        let by_time = |group: TodayGroup| !group.deadlines().is_empty() || group == TodayGroup::AwaitsReply;
        if filter.group().is_some_and(by_time) {
            lines.sort_by_key(Self::due);
        }
        lines.extend(drafts.map(|draft| Self::draft(draft, now)));
        lines
    }

    fn due(&self) -> Option<Moment> {
        match &self.when {
            When::Due(obligation) => Some(obligation.due),
            When::Sent(at) => Some(*at),
            When::Any(_) => None,
        }
    }

    /// The first column, and how urgent it is at `now`.
    pub fn time(&self, now: Moment, soon: chrono::Duration) -> (String, Urge) {
        match &self.when {
            When::Due(obligation) => {
                let urge = obligation.urge(now, soon);
                (due_words(obligation.due, urge, now), urge)
            }
            // The column has room for a day and a word.
            When::Sent(at) if at.date().year() == now.date().year() => {
                (format!("{} 发出", at.date().format("%m-%d")), Urge::Open)
            }
            When::Sent(at) => (format!("{} 发出", at.date()), Urge::Open),
            When::Any(words) => (words.clone(), Urge::Open),
        }
    }

    /// The marks, and how long the customer has waited. Ledger 04-24.
    pub fn marks_at(&self, now: Moment) -> Vec<(String, Tone)> {
        let waited = self.received_at.map(|received| reception::waited(received, now).num_minutes());
        let waited = waited.map(|minutes| (format!("已等{}", span_words(minutes)), Tone::Muted));
        self.marks.iter().cloned().chain(waited).collect()
    }

    fn case(open: &OpenCase, today: &Today, begun: &[Act], filter: Filter, rules: &Rules) -> Self {
        let (row, now) = (&open.row, today.now);
        let gone = open.is_left_by(&today.former);
        let lead = lead(open, filter, &today.me, now);
        let others = open.owed.iter().filter(|owed| Some(&owed.obligation) != lead.obligation);
        // 逾期 stands in its own column.
        let mut marks = status_line::marks(row.status_line(rules, now).without(Marker::Overdue).markers);
        marks.extend(begun.iter().map(|act| (format!("{}没写完", act.label()), Tone::Waiting)));
        let unannounced = lead.obligation.and_then(|one| one.unannounced_year(&rules.calendar));
        marks.extend(unannounced.map(|year| (unannounced_words(year), Tone::Waiting)));
        let given_to = lead.obligation.and_then(|one| one.who.clone());
        marks.extend(given_to.map(|who| (format!("交给{who}"), Tone::Muted)));
        marks.extend(others.map(|owed| other(owed, rules, now)));
        if open.may_close && lead.open_at != OpenAt::Act(Act::Close) {
            marks.push(("可以关闭".to_owned(), Tone::Accent));
        }
        let name = if row.anonymous { Some("匿名") } else { row.name.as_deref() };
        let place = row.room.as_deref().or((row.channel == Channel::Online).then_some("网上"));
        let who: Vec<&str> = place.into_iter().chain(name).collect();
        Self {
            key: Key::Case(row.number),
            when: match (lead.obligation, row.reply_since) {
                (Some(one), _) => When::Due(one.clone()),
                (None, Some(sent)) if lead.open_at == OpenAt::Act(Act::Reply) => When::Sent(sent),
                (None, _) => When::Any("不限时".to_owned()),
            },
            todo: lead.todo,
            who: if who.is_empty() { "未留姓名".to_owned() } else { who.join(" ") },
            gist: row.gist.clone(),
            marks,
            received_at: Some(row.received_at),
            handler: row.handler.clone(),
            handler_gone: gone,
            go: lead.go,
            request: Request::Open(row.number, lead.open_at),
        }
    }

    fn draft(draft: &StoredDraft, now: Moment) -> Self {
        let form = serde_json::from_str::<intake::Draft>(&draft.content).ok();
        let words = form
            .as_ref()
            .map(|form| if form.summary.trim().is_empty() { &form.verbatim } else { &form.summary });
        let saved = draft.saved_at;
        let time =
            if saved.date() == now.date() { format!("{} 存", saved.clock()) } else { saved.short(now) };
        Self {
            key: Key::Draft(draft.id),
            when: When::Any(time),
            todo: "草稿".to_owned(),
            who: form.as_ref().map_or("打开看看".to_owned(), intake::Draft::title_line),
            gist: words
                .map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "))
                .unwrap_or_default(),
            marks: Vec::new(),
            received_at: None,
            handler: Some(draft.owner.clone()),
            handler_gone: false,
            go: "继续填写",
            request: Request::Draft(draft.id),
        }
    }
}

/// What stands in the line of a case: what it owes, and what its button does about exactly that.
struct Lead<'a> {
    obligation: Option<&'a Obligation>,
    todo: String,
    go: &'static str,
    open_at: OpenAt,
}

/// In the list of a group that stands for an obligation it is that one; else the most pressing.
fn lead<'a>(open: &'a OpenCase, filter: Filter, me: &str, now: Moment) -> Lead<'a> {
    let group = filter.group().unwrap_or(TodayGroup::All);
    let assign = |obligation: Option<&'a Obligation>, todo: &str| Lead {
        obligation,
        todo: todo.to_owned(),
        go: "指派",
        open_at: OpenAt::Act(Act::Assign),
    };
    let unassigned = open.row.status == Status::Unassigned;
    let close = || Lead {
        obligation: None,
        todo: "可以关闭".to_owned(),
        go: "去关闭",
        open_at: OpenAt::Act(Act::Close),
    };
    let of_group = |owed: &&Owed| group.holds(&owed.obligation);
    let pressing = open.most_pressing().filter(|_| !open.only_waits_for_closure());
    // On the case of another it is what was given to oneself.
    let mine =
        open.given_to(me).filter(|_| group == TodayGroup::Mine && open.row.handler.as_deref() != Some(me));
    let chosen = mine.or_else(|| open.owed.iter().find(of_group)).or(pressing);
    match chosen.map(|owed| &owed.obligation) {
        _ if open.only_waits_for_its_time() => Lead {
            obligation: None,
            todo: "更正时间".to_owned(),
            go: "去更正",
            open_at: OpenAt::Act(Act::Correct),
        },
        _ if group == TodayGroup::MayClose => close(),
        _ if group == TodayGroup::AwaitsReply => Lead {
            obligation: None,
            todo: "函件待回复".to_owned(),
            go: "登记答复",
            open_at: OpenAt::Act(Act::Reply),
        },
        one if group == TodayGroup::HandlerGone => assign(one, "责任人已离岗，另行指派"),
        one if group == TodayGroup::Unassigned => assign(one, DeadlineCode::Handler.label()),
        None if open.may_close => close(),
        None => assign(None, DeadlineCode::Handler.label()),
        Some(one) if one.deadline == DeadlineCode::Handler => assign(Some(one), one.label()),
        Some(one) if one.deadline == DeadlineCode::QuietWeek && now >= one.due => {
            Lead { obligation: Some(one), todo: one.label().to_owned(), ..close() }
        }
        // Whoever is made responsible contacts the owner.
        Some(one) if unassigned && one.deadline == DeadlineCode::FirstResponse => {
            assign(Some(one), one.label())
        }
        Some(one) => {
            let visit = one.deadline == DeadlineCode::Visit && open.row.visits > 0;
            let times = if visit { format!("（第{}次）", open.row.visits + 1) } else { String::new() };
            Lead {
                obligation: Some(one),
                todo: format!("{}{times}", one.label()),
                go: verb(one.deadline),
                open_at: OpenAt::Obligation(one.id),
            }
        }
    }
}

/// Another obligation of the case, as a mark.
fn other(owed: &Owed, rules: &Rules, now: Moment) -> (String, Tone) {
    let tone = match owed.urge {
        Urge::Overdue => Tone::Danger,
        Urge::DueSoon => Tone::Waiting,
        Urge::Open => Tone::Muted,
    };
    let (one, due) = (&owed.obligation, due_words(owed.obligation.due, owed.urge, now));
    (format!("{} {due}{}", one.label(), one.unannounced_note(&rules.calendar)), tone)
}

/// What is done about a deadline, as the button says it.
fn verb(deadline: DeadlineCode) -> &'static str {
    use DeadlineCode as D;
    match deadline {
        D::FirstResponse => "去联系",
        D::FollowUp => "跟进",
        D::Investigate => "去核实",
        D::Verify => "去验证",
        D::SuperiorContact => "记联系",
        D::Apology => "去致歉",
        D::Handler => "指派",
        D::Promise | D::Reply => "去回复",
        D::SameDay => "去处理",
        D::Progress => "去告知",
        D::RecordForm => "去填表",
        D::Letter => "去发函",
        D::Referral => "去答复",
        D::Head => "去登记",
        D::ReportUp => "去上报",
        D::Visit => "去回访",
        D::QuietWeek => "查看",
        D::Handover => "接班",
        D::DailyCheck => "去盘点",
        D::Task => "去办",
    }
}
