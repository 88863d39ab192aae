//! One line of 今日: an open case with its most pressing obligation and the others as marks, or a draft – each as the
//! words of the columns and where it leads.

use crate::desk::today::Today;
use crate::domain::case_row::CaseRow;
use crate::domain::code::{Channel, DeadlineCode};
use crate::domain::draft::StoredDraft;
use crate::domain::intake;
use crate::domain::obligation::{Obligation, Urge, due_words, span_words};
use crate::domain::settings::Rules;
use crate::domain::time::Moment;
use crate::domain::today::{OpenCase, Owed, TodayGroup};
use crate::ui::screen::contract::{OpenAt, Request};

/// Which lines are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// All but nothing left out.
    All,
    /// Those whose 责任人 is on duty.
    Mine,
    /// 约定回复.
    Promise,
    /// 进展告知.
    Progress,
    /// 回访 and the quiet week.
    Visit,
    /// Letters and records owed on paper.
    Letter,
    /// Cases without a handler.
    Unassigned,
    /// Cases that came as 转办.
    Referral,
    /// Forms that have no number yet.
    Draft,
}

impl Filter {
    /// All of them in the order of the chips.
    pub const ALL: [Self; 9] = [
        Self::All,
        Self::Mine,
        Self::Promise,
        Self::Progress,
        Self::Visit,
        Self::Letter,
        Self::Unassigned,
        Self::Referral,
        Self::Draft,
    ];

    /// What the desk is asked for; drafts lie beside the cases.
    pub fn group(self) -> Option<TodayGroup> {
        Some(match self {
            Self::All => TodayGroup::All,
            Self::Mine => TodayGroup::Mine,
            Self::Promise => TodayGroup::Promise,
            Self::Progress => TodayGroup::Progress,
            Self::Visit => TodayGroup::Visit,
            Self::Letter => TodayGroup::Paper,
            Self::Unassigned => TodayGroup::Unassigned,
            Self::Referral => TodayGroup::Referral,
            Self::Draft => return None,
        })
    }

    /// The word on the chip.
    pub fn label(self) -> &'static str {
        match self {
            Self::All => "全部",
            Self::Mine => "我负责的",
            Self::Promise => "约定回复",
            Self::Progress => "进展告知",
            Self::Visit => "回访",
            Self::Letter => "函件",
            Self::Unassigned => "待指派",
            Self::Referral => "转办",
            Self::Draft => "草稿",
        }
    }

    /// What the empty list says.
    pub fn nothing(self) -> &'static str {
        match self {
            Self::All => "现在没有要办的事。来人按 F2，来电按 F3。",
            Self::Draft => "没有没写完的受理单。",
            _ => "这一类现在没有要办的事。",
        }
    }
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// When it is due.
    pub when: When,
    /// 该做什么.
    pub todo: String,
    /// Room and name.
    pub who: String,
    /// 事项.
    pub gist: String,
    /// Small words after it.
    pub note: String,
    /// When the customer spoke; `None` for a draft.
    pub received_at: Option<Moment>,
    /// 责任人; `None` while there is none.
    pub handler: Option<String>,
    /// The word on the button.
    pub go: &'static str,
    /// What the button asks of the app.
    pub request: Request,
}

/// When a line is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// A deadline.
    Due(Obligation),
    /// Nothing presses: a word in place of the time.
    Any(String),
}

impl Line {
    /// Every line of an answer of the desk: the cases in its order, then the drafts where they belong to the list.
    pub fn all(today: &Today, filter: Filter, rules: &Rules) -> Vec<Self> {
        let now = today.now;
        let cases = today.cases.iter().filter(|_| filter != Filter::Draft);
        let drafts = today.drafts.iter().filter(|_| matches!(filter, Filter::All | Filter::Draft));
        let cases = cases.map(|case| Self::case(case, rules, now));
        cases.chain(drafts.map(|draft| Self::draft(draft, now))).collect()
    }

    /// The first column, and how urgent it is at `now`.
    pub fn time(&self, now: Moment, soon: chrono::Duration) -> (String, Urge) {
        match &self.when {
            When::Due(duty) => {
                let urge = duty.urge(now, soon);
                (due_words(duty.due, urge, now), urge)
            }
            When::Any(words) => (words.clone(), Urge::Open),
        }
    }

    /// The small words: the markers, and how long the customer has waited. Ledger 04-24.
    pub fn small_words(&self, now: Moment) -> String {
        let waited =
            self.received_at.map(|received| format!("已等{}", span_words((now - received).num_minutes())));
        let words = [Some(self.note.clone()).filter(|note| !note.is_empty()), waited];
        words.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn case(open: &OpenCase, rules: &Rules, now: Moment) -> Self {
        let case = &open.row;
        let mut note = notes(case, rules, now);
        let owed = open.most_pressing().filter(|_| !open.only_waits_for_closure());
        let Some(Owed { duty, .. }) = owed else {
            let (todo, go, aim) = if open.may_close {
                ("可以关闭", "去关闭", OpenAt::Closing)
            } else {
                (
                    DeadlineCode::Handler.label(),
                    verb(DeadlineCode::Handler),
                    OpenAt::Obligation(DeadlineCode::Handler),
                )
            };
            return Self {
                todo: todo.to_owned(),
                note: note.join(" "),
                go,
                request: Request::Open(case.number, aim),
                ..Self::of(case)
            };
        };
        let over = duty.deadline == DeadlineCode::QuietWeek && now >= duty.due;
        let aim = if over { OpenAt::Closing } else { OpenAt::Obligation(duty.deadline) };
        if duty.deadline == DeadlineCode::Visit {
            note.push(format!("第{}次", case.visits + 1));
        }
        note.extend(open.owed.iter().skip(1).map(|other| other.duty.label().to_owned()));
        Self {
            when: When::Due(duty.clone()),
            todo: duty.label().to_owned(),
            note: note.join(" "),
            go: if over { "去关闭" } else { verb(duty.deadline) },
            request: Request::Open(case.number, aim),
            ..Self::of(case)
        }
    }

    fn of(case: &CaseRow) -> Self {
        let name = if case.anonymous { Some("匿名") } else { case.name.as_deref() };
        let place = case.room.as_deref().or((case.channel == Channel::Online).then_some("网上"));
        let who: Vec<&str> = place.into_iter().chain(name).collect();
        Self {
            when: When::Any("不限时".to_owned()),
            todo: String::new(),
            who: if who.is_empty() { "未留姓名".to_owned() } else { who.join(" ") },
            gist: case.gist.clone(),
            note: String::new(),
            received_at: Some(case.received_at),
            handler: case.handler.clone(),
            go: "查看",
            request: Request::Open(case.number, OpenAt::Overview),
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
            when: When::Any(time),
            todo: "草稿".to_owned(),
            who: form.as_ref().map_or("打开看看".to_owned(), intake::Draft::title_line),
            gist: words
                .map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "))
                .unwrap_or_default(),
            note: String::new(),
            received_at: None,
            handler: Some(draft.owner.clone()),
            go: "继续填写",
            request: Request::Draft(draft.id),
        }
    }
}

/// The markers of a case but 逾期, which its own column says.
fn notes(case: &CaseRow, rules: &Rules, now: Moment) -> Vec<String> {
    let mut notes: Vec<String> = case.markers(rules, now).into_iter().map(str::to_owned).collect();
    notes.retain(|note| note != "逾期");
    notes
}

/// What is done about a deadline, as the button says it.
fn verb(deadline: DeadlineCode) -> &'static str {
    use DeadlineCode as D;
    match deadline {
        D::FirstResponse => "去联系",
        D::FollowUp => "去跟进",
        D::Investigate => "去核实",
        D::Verify => "去验证",
        D::SuperiorContact => "去登记",
        D::Apology => "去致歉",
        D::Handler => "去指派",
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
        D::Handover => "接手",
        D::DailyCheck => "去盘点",
        D::Task => "去办",
    }
}
