//! 今日 as a value: one entry a case, its most pressing obligation first, and the groups that filter and count cases –
//! cases, never obligations. Rules §4.

use chrono::Duration;

use crate::domain::case::CaseNumber;
use crate::domain::case_row::CaseRow;
use crate::domain::code::{Channel, DeadlineCode, Status};
use crate::domain::obligation::{Obligation, TaskKind, Urge};
use crate::domain::time::Moment;

/// What a list of 今日 keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TodayGroup {
    /// Every open case.
    All,
    /// Those whose 责任人 is on duty, and those on which something was given to him: a task, a slot, a hand-over.
    Mine,
    /// Something is past its time.
    Overdue,
    /// Something is due within the hour (setting), or a quiet week is over.
    DueSoon,
    /// 待指派: the state of the same name, as in 台账.
    Unassigned,
    /// The 责任人 works here no longer: somebody else must take the case.
    HandlerGone,
    /// 约定回复.
    Promise,
    /// 进展告知.
    Progress,
    /// 回访 and the quiet week.
    Visit,
    /// A visit due today or before.
    VisitToday,
    /// A slot agreed for somebody to come today or before, or one to be agreed anew.
    Appointment,
    /// Letters, reports and records owed on paper.
    Paper,
    /// A letter of ours went out and nobody has answered it. Rules §4 letter.
    AwaitsReply,
    /// 交班.
    Handover,
    /// A superior must come, call or hear of it. Ledger 21-15.
    Superior,
    /// Cases that came as 转办.
    Referral,
    /// Cases that stand in public on the net: the supervisor has them in sight. Ledger 15-02.
    Online,
    /// Nothing more is missing for a closure.
    MayClose,
}

impl TodayGroup {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::All,
        Self::Mine,
        Self::Overdue,
        Self::DueSoon,
        Self::Unassigned,
        Self::HandlerGone,
        Self::Promise,
        Self::Progress,
        Self::Visit,
        Self::VisitToday,
        Self::Appointment,
        Self::Paper,
        Self::AwaitsReply,
        Self::Handover,
        Self::Superior,
        Self::Referral,
        Self::Online,
        Self::MayClose,
    ];

    /// The deadlines that a case must owe to belong to it; empty where something else decides.
    pub fn deadlines(self) -> &'static [DeadlineCode] {
        use DeadlineCode as D;
        match self {
            Self::Promise => &[D::Promise],
            Self::Progress => &[D::Progress],
            Self::Visit => &[D::Visit, D::QuietWeek],
            Self::VisitToday => &[D::Visit],
            // Tasks that a paper meets too, see [`TodayGroup::holds`].
            Self::Paper => &[D::Letter, D::RecordForm, D::ReportUp],
            Self::Handover => &[D::Handover],
            Self::Superior => &[D::SuperiorContact, D::Head, D::ReportUp],
            Self::All
            | Self::Mine
            | Self::Overdue
            | Self::DueSoon
            | Self::Unassigned
            | Self::Appointment
            | Self::AwaitsReply
            | Self::HandlerGone
            | Self::Referral
            | Self::Online
            | Self::MayClose => &[],
        }
    }
}

impl TodayGroup {
    /// Whether something owed makes its case belong here: of the groups that stand for obligations.
    pub fn holds(self, one: &Obligation) -> bool {
        self.deadlines().contains(&one.deadline) || self == Self::Paper && one.paper().is_some()
    }
}

/// An open case on 今日.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCase {
    /// The head of the case.
    pub row: CaseRow,
    /// What it owes, the most pressing first.
    pub owed: Vec<Owed>,
    /// Nothing more is missing for a closure.
    pub may_close: bool,
    /// 时间在后: dated ahead of the clock.
    pub is_ahead: bool,
}

/// Something owed, and how urgent it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// What.
    pub obligation: Obligation,
    /// How urgent.
    pub urge: Urge,
}

impl OpenCase {
    /// An open case as it stands at `now`; `obligations` are its open ones in any order, and `soon` before its time
    /// one becomes due soon.
    pub fn new(row: CaseRow, obligations: Vec<Obligation>, now: Moment, soon: Duration) -> Self {
        let mut owed: Vec<Owed> = obligations
            .into_iter()
            .filter(|obligation| obligation.owed_from <= now)
            .map(|obligation| Owed { urge: obligation.urge(now, soon), obligation })
            .collect();
        owed.sort_by_key(|owed| (owed.urge, owed.obligation.due, owed.obligation.deadline));
        let may_close = row.ready_at.is_some_and(|ready| ready <= now);
        let is_ahead = row.is_ahead(now);
        Self { row, owed, may_close, is_ahead }
    }

    /// Where a list that ends with it goes on.
    pub fn list_place(&self) -> ListPlace {
        ListPlace::of(self.row.next.map(|(_, due)| due), self.row.number)
    }

    /// The obligation that stands in the row; the others are marks behind it.
    pub fn most_pressing(&self) -> Option<&Owed> {
        self.owed.first()
    }

    /// Whether nothing is left to do but the closure: 跟进 alone keeps it in sight until then.
    pub fn only_waits_for_closure(&self) -> bool {
        self.may_close && self.owed.iter().all(|owed| owed.obligation.deadline == DeadlineCode::FollowUp)
    }

    /// How urgent the case is.
    pub fn urge(&self) -> Urge {
        self.most_pressing().map_or(Urge::Open, |owed| owed.urge)
    }

    /// Whether its 责任人 is one of these, who have left.
    pub fn is_left_by(&self, former: &[String]) -> bool {
        self.row.handler.as_ref().is_some_and(|handler| former.contains(handler))
    }

    /// What of it was given to this person, the most pressing first: a task, a slot, a hand-over.
    pub fn given_to(&self, name: &str) -> Option<&Owed> {
        self.owed.iter().find(|owed| owed.obligation.who.as_deref() == Some(name))
    }

    /// Whether it belongs to a group; `me` is on duty, `former` worked here once.
    pub fn is_in(&self, group: TodayGroup, me: &str, former: &[String], now: Moment) -> bool {
        let owes = |test: &dyn Fn(&Owed) -> bool| self.owed.iter().any(test);
        match group {
            TodayGroup::All => true,
            TodayGroup::Mine => self.row.handler.as_deref() == Some(me) || self.given_to(me).is_some(),
            TodayGroup::Overdue => owes(&|owed| owed.urge == Urge::Overdue),
            TodayGroup::DueSoon => owes(&|owed| owed.urge == Urge::DueSoon),
            TodayGroup::Unassigned => self.row.status == Status::Unassigned,
            TodayGroup::HandlerGone => self.is_left_by(former),
            TodayGroup::Referral => self.row.channel == Channel::Referral,
            TodayGroup::Online => self.row.channel == Channel::Online,
            TodayGroup::MayClose => self.may_close,
            TodayGroup::AwaitsReply => self.row.reply_since.is_some(),
            TodayGroup::VisitToday => owes(&|owed| {
                owed.obligation.deadline == DeadlineCode::Visit && owed.obligation.due < now.end_of_day()
            }),
            TodayGroup::Appointment => owes(&|owed| {
                let today =
                    owed.obligation.is_appointment() && owed.obligation.reminded_at() < now.end_of_day();
                today || owed.obligation.is_task(&TaskKind::NewSlot)
            }),
            group => owes(&|owed| group.holds(&owed.obligation)),
        }
    }

    /// Whether nothing can be owed before its times are put right.
    pub fn only_waits_for_its_time(&self) -> bool {
        self.is_ahead && self.owed.is_empty()
    }

    /// Its place in the list: by urgency, then by time; what owes nothing comes last, the oldest first – but what is dated
    /// ahead of the clock and so owes nothing yet comes first.
    pub fn place(&self) -> (Urge, bool, Moment, CaseRowPlace) {
        let due = self.most_pressing().map(|owed| owed.obligation.due);
        let place = (self.row.received_at, self.row.number);
        let urge = if self.only_waits_for_its_time() { Urge::Overdue } else { self.urge() };
        (urge, due.is_none(), due.unwrap_or(self.row.received_at), place)
    }
}

/// Receipt and number: what decides between equals.
pub type CaseRowPlace = (Moment, CaseNumber);

/// Where a case stands among the open ones that are read page by page: by the earliest time that is on it, what has none
/// last, and by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ListPlace {
    owes_nothing: bool,
    /// The earliest time.
    pub due: Option<Moment>,
    /// The case.
    pub number: CaseNumber,
}

impl ListPlace {
    fn of(due: Option<Moment>, number: CaseNumber) -> Self {
        Self { owes_nothing: due.is_none(), due, number }
    }
}

/// Something owed by an open case, as a line of the list of all that is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwedLine {
    /// The case.
    pub number: CaseNumber,
    /// What it is about.
    pub gist: String,
    /// What is owed.
    pub owed: Owed,
}

impl OwedLine {
    /// Its place in the list: by due time, case, deadline and id.
    pub fn place(&self) -> OwedPlace {
        let one = &self.owed.obligation;
        (one.due, self.number, one.deadline.code(), one.id.to_string())
    }
}

/// Where a line stands in the list of all that is owed.
pub type OwedPlace = (Moment, CaseNumber, &'static str, String);

/// How many cases stand in each group.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TodayCounts([usize; TodayGroup::ALL.len()]);

impl TodayCounts {
    /// The number of cases of a group.
    pub fn of(&self, group: TodayGroup) -> usize {
        TodayGroup::ALL.iter().position(|one| *one == group).map_or(0, |at| self.0[at])
    }

    /// Adds to the number of a group.
    pub fn add(&mut self, group: TodayGroup, cases: usize) {
        if let Some(at) = TodayGroup::ALL.iter().position(|one| *one == group) {
            self.0[at] += cases;
        }
    }
}

/// What 今日 is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TodayQuery {
    /// Only this group.
    pub group: TodayGroup,
    /// Who is on duty, for [`TodayGroup::Mine`] and its count.
    pub me: String,
    /// Who worked here once, for [`TodayGroup::HandlerGone`]; the desk fills it in.
    pub former: Vec<String>,
    /// Only the cases of this 责任人.
    pub handler: Option<String>,
    /// Only those behind this place.
    pub after: Option<ListPlace>,
    /// No more cases than this.
    pub limit: usize,
}

impl TodayQuery {
    /// A page: more cases than anybody works through in a day.
    pub const LIMIT: usize = 500;

    /// Everything that is open, for whoever is on duty.
    pub fn all(me: impl Into<String>) -> Self {
        Self {
            group: TodayGroup::All,
            me: me.into(),
            former: Vec::new(),
            handler: None,
            after: None,
            limit: Self::LIMIT,
        }
    }
}
