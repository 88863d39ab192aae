//! What a case is now and what it owes: [`CaseState`], folded from the events one at a time. The one telling of a
//! case's state: desk, window, papers, commands and statistics all ask it. Rules §3, §4, §6.
//!
//! What an event changes of it stands in `fold`, what it sets in `deadline`, what it meets, replaces or withdraws in
//! `fulfilment`.

use chrono::Duration;

use crate::domain::case::{Case, CaseNumber, Facts};
use crate::domain::code::{CaseKind, ClosureCode, DeadlineCode, SituationCode, Status, SuperiorRank};
use crate::domain::correction::is_written;
use crate::domain::deadline_set::{DeadlineSet, TaskAfter};
use crate::domain::event::{Escalation, Visit};
use crate::domain::handling::{Ending, Handling, LastDone, VisitState};
use crate::domain::obligation::{End, Obligation, ObligationId, Urge};
use crate::domain::return_visitor::Contacts;
use crate::domain::settings::{Rules, hours};
use crate::domain::time::Moment;

/// What makes a span of time from one opening to one closing of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Receipt or reopening.
    pub opened: Moment,
    /// Closure; `None` while open (or voided while open).
    pub closed: Option<(Moment, ClosureCode)>,
}

/// How a case was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedAs {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// How.
    pub code: ClosureCode,
    /// 特批关闭.
    pub overridden: bool,
    /// Reason of a closure against the list, or of one that needs a reason.
    pub reason: Option<String>,
}

/// What has happened in the present round of handling: since the receipt, the last reopening or the last
/// dissatisfied visit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Round {
    /// 处理完成 of this round; taken back when the work was found wanting.
    pub handled_at: Option<Moment>,
    /// Whether that handling was verified.
    pub verified: bool,
    /// Result as recorded.
    pub result: Option<String>,
    /// A `visit_exempt` event exists.
    pub exempt: bool,
    /// The customer declined the visit of this round.
    pub declined: bool,
    /// Why this round requires no visit: the first reason counts.
    pub(crate) excused: Option<VisitState>,
    /// Attempts to visit, in order.
    pub visits: Vec<VisitAttempt>,
    /// Last on-site explanation: satisfied, signed, words.
    pub explained: Option<(bool, bool, String)>,
    /// What was found out; the last word counts.
    pub found: Option<String>,
    /// A solution was told; whether the customer agreed.
    pub solution: Option<bool>,
    /// The customer was told something (progress notice or told handling) at that time.
    pub told_at: Option<Moment>,
    /// The outcome of an outside matter was told. Rules §6 external.
    pub final_told: bool,
    /// The customer would not be handed upward in this round.
    pub refused_upward: bool,
    /// A dissatisfied visit began this round.
    pub dissatisfied: bool,
}

/// One attempt to visit (ring up, call at the door …), reached or not.
#[derive(Debug, Clone, PartialEq)]
pub struct VisitAttempt {
    /// Place of its row in the case's events: the attempt's id.
    pub id: u32,
    /// When.
    pub at: Moment,
    /// What came of it.
    pub visit: Visit,
}

/// Who named the handler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Name.
    pub name: String,
    /// Where he stands by what was recorded, should the office not know him.
    pub said: Option<SuperiorRank>,
}

/// A letter (工作联系函) that waits for its answer. A reminder to the same addressee is no second one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterOut {
    /// Place of its row in the case's events: the letter's id.
    pub id: u32,
    /// To whom, as far as it is on record.
    pub to: Option<String>,
    /// When it went out first.
    pub at: Moment,
    /// The rows of its reminders.
    pub reminders: Vec<u32>,
}

/// One attempt to hand the customer upward, folded from its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// Place of its first row in the case's events: the attempt's id.
    pub id: u32,
    /// When it was begun.
    pub begun_at: Moment,
    /// What is known of it.
    pub escalation: Escalation,
}

/// How often the owner is told, as agreed on the case or asked for by its situation. Ledger 07-15.
#[derive(Debug, Clone, PartialEq)]
pub struct Cadence {
    /// Hours between two notices; absent: no regular notice.
    pub hours: Option<u32>,
    /// Why.
    pub rule: Option<String>,
    /// The situation that asked for it.
    pub situation: Option<SituationCode>,
}

/// A case as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseState {
    /// The facts as they are now.
    pub facts: Facts,
    /// Status for lists.
    pub status: Status,
    /// Who deals with it now, by name; `None` while nobody does.
    pub handler: Option<String>,
    /// Who named that one; `None` for one who took it up of himself. Rules §4 record_form.
    pub named: Option<Named>,
    /// Every deadline ever set, in the order of setting.
    pub obligations: Vec<Obligation>,
    /// Tasks that are not owed yet, each with the one that it waits for. Ledger 07-12.
    pub waiting: Vec<(Obligation, TaskAfter)>,
    /// The present round.
    pub round: Round,
    /// Number of the present round, from 1 (ledger 08-07: visit no. +1).
    pub round_number: u32,
    /// Openings and closings; the last span is the present one.
    pub spans: Vec<Span>,
    /// The closure that holds now.
    pub closed: Option<ClosedAs>,
    /// When it was voided.
    pub voided_at: Option<Moment>,
    /// Every 处理完成, all rounds.
    pub handlings: Vec<Handling>,
    /// What is known beside of each closure; the nth ended the nth span.
    pub endings: Vec<Ending>,
    /// Whether the last visit that reached the customer found satisfaction.
    pub(crate) satisfied: Option<bool>,
    /// Attempts to hand the customer upward, each folded.
    pub attempts: Vec<Attempt>,
    /// What was done last, and whether it stands.
    pub last_done: LastDone,
    /// A linked repeat arrived in the observed week.
    pub repeated: bool,
    /// A read-back was confirmed by the customer.
    pub restated: bool,
    /// The supervisor's answer whether it is 有一定难度.
    pub difficult: Option<bool>,
    /// 顾客投诉处理记录表 was printed or filed.
    pub record_filed: bool,
    /// Our letters that nobody has answered, one an addressee, in the order that they went out. Rules §4 letter.
    pub letters_out: Vec<LetterOut>,
    /// The cadence of progress notices in force on the case; absent: that of situation or rules.
    pub cadence: Option<Cadence>,
    /// The owner's last answer to a question of the situation: situation, answer, when. Ledger 12-32.
    pub answered: Option<(SituationCode, String, Moment)>,
    /// When the owner last heard from us, in whatever way.
    pub heard_at: Option<Moment>,
    /// When something happened last that was more than a note.
    pub moved_at: Moment,
    /// How many events have been applied.
    pub applied: usize,
    /// Who dealt with the customer and who did the work; see [`CaseState::visitor`].
    pub(crate) contacts: Contacts,
    /// The events that hold a judgement where others hold words, by their place, with those keys.
    pub(crate) judged: Vec<(usize, &'static [&'static str])>,
    /// A case of an old ledger, which owes nothing (rules §4).
    imported: bool,
    /// Repeats linked to this case, with their receipt.
    pub(crate) repeats: Vec<(CaseNumber, Moment)>,
}

impl CaseState {
    /// The case at its receipt, before the deadlines that the receipt sets.
    pub(crate) fn received(case: &Case) -> Self {
        let receipt = &case.receipt;
        Self {
            facts: receipt.clone(),
            status: Status::Unassigned,
            handler: None,
            named: None,
            obligations: Vec::new(),
            waiting: Vec::new(),
            round: Round::default(),
            round_number: 1,
            spans: vec![Span { opened: receipt.received_at, closed: None }],
            closed: None,
            voided_at: None,
            handlings: Vec::new(),
            endings: Vec::new(),
            satisfied: None,
            attempts: Vec::new(),
            last_done: LastDone::default(),
            repeated: false,
            restated: false,
            difficult: None,
            record_filed: false,
            letters_out: Vec::new(),
            cadence: None,
            answered: None,
            heard_at: None,
            moved_at: receipt.received_at,
            applied: 0,
            contacts: Contacts::default(),
            judged: Vec::new(),
            imported: case.import_batch.is_some(),
            repeats: case.repeats.clone(),
        }
    }

    /// Whether this key of that event holds words which somebody wrote, and neither choice nor judgement. Rules §10.
    pub fn holds_words(&self, event: usize, key: &str) -> bool {
        let judged = self.judged.iter().find(|(place, _)| *place == event);
        is_written(key, judged.map_or(&[], |(_, keys)| *keys))
    }

    /// Ends every open obligation that `which` picks.
    pub(crate) fn end(&mut self, end: End, which: impl Fn(&Obligation) -> bool) {
        for one in self.obligations.iter_mut().filter(|one| one.end.is_none() && which(one)) {
            one.end = Some(end);
        }
    }

    /// The 跟进 that this case owes now because it owes nothing else; `None` when it does or is not open. No open case
    /// is ever without an obligation. Rules §4 follow_up.
    pub(crate) fn follow_up(&self, rules: &Rules) -> Option<DeadlineSet> {
        let follows = |one: &Obligation| {
            one.end.is_none() && one.deadline == DeadlineCode::FollowUp && one.set_at >= self.moved_at
        };
        let asked = self.obligations.iter().any(follows);
        if asked || self.imported || !self.is_open() || self.has_obligation() {
            return None;
        }
        let due = self.moved_at + hours(rules.follow_up);
        let reason = format!("没有其他待办，{}小时内跟进", rules.follow_up);
        Some(DeadlineSet::new(DeadlineCode::FollowUp, due, &reason))
    }

    /// Whether anything but 跟进 is owed.
    pub(crate) fn has_obligation(&self) -> bool {
        self.obligations.iter().any(|one| {
            one.end.is_none() && one.deadline != DeadlineCode::FollowUp && one.owed_from <= self.moved_at
        })
    }

    /// Whether this deadline has been set and has not ended.
    pub fn owes(&self, code: DeadlineCode) -> bool {
        self.obligations.iter().any(|one| one.end.is_none() && one.deadline == code)
    }

    /// Until when the owner was promised to hear from us, while that is neither kept nor replaced.
    pub fn open_promise(&self) -> Option<Moment> {
        let promised = |one: &&Obligation| one.end.is_none() && one.deadline == DeadlineCode::Promise;
        self.obligations.iter().rfind(promised).map(|one| one.due)
    }

    /// The obligation of an id.
    pub fn obligation(&self, id: ObligationId) -> Option<&Obligation> {
        self.obligations.iter().find(|one| one.id == id)
    }

    /// Whether a task that was given is neither done nor withdrawn, whether or not its turn has come.
    pub fn is_task_ahead(&self, id: ObligationId) -> bool {
        let owed = self.obligations.iter().any(|one| one.id == id && one.end.is_none() && one.task.is_some());
        owed || self.waiting.iter().any(|(one, _)| one.id == id)
    }

    /// Whether the case is neither closed nor voided.
    pub fn is_open(&self) -> bool {
        self.closed.is_none() && self.voided_at.is_none()
    }

    /// The last attempt to hand the customer upward.
    pub fn last_attempt(&self) -> Option<&Escalation> {
        self.attempts.last().map(|attempt| &attempt.escalation)
    }

    /// 上移中: an escalation has been started and has neither arrived nor ended.
    pub fn is_escalating(&self) -> bool {
        self.is_open() && self.last_attempt().is_some_and(Escalation::is_running)
    }

    /// Since when the open case waits for the answer to a letter of ours; no class and no handling ends that, only an
    /// answer (`letter_reply`) to the letter. Rules §4 letter.
    pub fn awaits_reply(&self) -> Option<Moment> {
        self.letters_out.first().filter(|_| self.is_open()).map(|letter| letter.at)
    }

    /// Who makes the return visit unless somebody else is asked: the last who dealt with the customer, never the one
    /// who did the work or whom the complaint is about; `None` when nobody is free. Rules §6, ledger 08-01, 08-02, 21-01.
    pub fn visitor(&self) -> Option<&str> {
        self.contacts.visitor(&self.facts)
    }

    /// Whether this person did the work or is the one whom the complaint is about, and so should not make the visit:
    /// said when chosen all the same. Rules §6, ledger 21-01.
    pub fn bars_visitor(&self, name: &str) -> bool {
        self.contacts.is_barred(&self.facts, name)
    }

    /// Whether the complaint is about this person, or about the department that he stands for: he never makes the visit.
    /// Rules §6, ledger 21-01.
    pub fn complains_of(&self, name: &str) -> bool {
        self.contacts.is_complained_of(&self.facts, name)
    }

    /// What is owed at `now`, by due time.
    pub fn owed(&self, rules: &Rules, now: Moment) -> Vec<(&Obligation, Urge)> {
        let soon = Duration::minutes(rules.due_soon_minutes.into());
        let open = self.obligations.iter().filter(|one| one.is_open(now));
        let mut owed: Vec<_> = open.map(|one| (one, one.urge(now, soon))).collect();
        owed.sort_by_key(|(one, _)| (one.due, one.deadline));
        owed
    }

    /// Whether anything owed is past its time.
    pub fn is_overdue(&self, rules: &Rules, now: Moment) -> bool {
        self.owed(rules, now).iter().any(|(_, urge)| *urge == Urge::Overdue)
    }

    /// Whether the result of the present round is on record, on the spot or later.
    pub fn has_result(&self) -> bool {
        self.round.handled_at.is_some() || self.explained_to_satisfaction()
    }

    /// Whether the last explanation of this round satisfied the customer.
    pub fn explained_to_satisfaction(&self) -> bool {
        self.round.explained.as_ref().is_some_and(|(satisfied, ..)| *satisfied)
    }

    /// A complaint that is open and not handled in its present round.
    pub fn is_waiting(&self) -> bool {
        self.facts.kind == CaseKind::Complaint && self.round.handled_at.is_none()
    }

    pub(crate) fn present_status(&self) -> Status {
        match () {
            () if self.voided_at.is_some() => Status::Voided,
            () if self.closed.is_some() => Status::Closed,
            () if self.owes(DeadlineCode::QuietWeek) => Status::Observed,
            () if self.owes(DeadlineCode::Visit) => Status::VisitDue,
            () if self.handler.is_none() && self.round.explained.is_none() => Status::Unassigned,
            () => Status::Handling,
        }
    }
}
