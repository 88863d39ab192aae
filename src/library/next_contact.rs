//! How soon the owner hears of the matter next: from what was told last and from what cannot wait, not from one clock for
//! every matter. Words only. Rules §4, §6.

use chrono::{Datelike, Duration, NaiveTime, Timelike};

use crate::domain::calendar::OfficeHours;
use crate::domain::case::{Case, Facts};
use crate::domain::case_state::CaseState;
use crate::domain::code::{Capability, PaperForm, Urgency};
use crate::domain::deadline::Terms;
use crate::domain::event::{Event, EventKind};
use crate::domain::settings::{Settings, hours};
use crate::domain::telling::solution_words;
use crate::domain::time::Moment;
use crate::library::moment::is_beside;
use crate::library::named_time::{in_parts, named_day, seen_by};
use crate::library::situation::Situation;
use crate::library::situation_limits;
use crate::library::spoken_time::{proposed, proposed_within};
use crate::library::word_match::heard;

/// How soon one hears again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// It has ended well: there is no next time, only a number to call.
    Over,
    /// Somebody is at it this minute, or it cannot wait: within so many minutes, in the evening too.
    Within(i64),
    /// It is known after the night.
    Morning,
    /// As the rules and the situation say.
    Usual,
}

/// What ends a matter, told as done.
const ENDED: [&str; 37] = [
    "到账了",
    "已到账",
    "款打到",
    "平安",
    "人没事",
    "找到了",
    "已找到",
    "取回",
    "放出",
    "救出",
    "出来了",
    "已停工",
    "停工了",
    "停止施工",
    "扑灭",
    "火灭",
    "已解除",
    "已恢复",
    "恢复供",
    "恢复运行",
    "恢复正常",
    "来电了",
    "来水了",
    "已通电",
    "已通水",
    "门开了",
    "门已开",
    "锁开了",
    "锁已开",
    "领回",
    "接回",
    "已挪走",
    "已挪开",
    "已离开",
    "已散",
    "已修好",
    "修好了",
];
/// Before what has not happened yet or is only wished.
const NOT_YET: &str = "未没不待求请再才能可后";
/// What is told to go on beside what has ended.
const OPEN: [&str; 10] = ["等", "还", "明天", "下午", "今晚", "报到", "在查", "再来", "待", "周"];
/// Somebody is on the way or at the place.
const AT_IT: [&str; 35] = [
    "正找",
    "正在找",
    "在找",
    "已请",
    "梯跑",
    "往现场",
    "分钟",
    "电工已到",
    "电工到",
    "师傅已到",
    "师傅到",
    "保安已到",
    "人已到",
    "已到现场",
    "到场",
    "在路上",
    "赶往",
    "赶来",
    "赶过",
    "出发",
    "出门了",
    "刚出门",
    "抢修",
    "途中",
    "正在排查",
    "正在查",
    "在换",
    "在修",
    "在装",
    "在清",
    "在通",
    "在弄",
    "在处理",
    "在查线",
    "在抢修",
];
/// What no household can wait for until tomorrow.
const PRESSING: [&str; 44] = [
    "梯困",
    "在电梯里",
    "没电",
    "停电",
    "跳闸",
    "没水",
    "停水",
    "往下漏",
    "往下滴",
    "漏得",
    "漏水",
    "在漏",
    "喷水",
    "爆管",
    "爆了",
    "淹",
    "返水",
    "冒水",
    "进不了门",
    "进不去",
    "进不来",
    "打不开门",
    "锁在",
    "关在",
    "被困",
    "困在",
    "流血",
    "受伤",
    "咬",
    "摔倒",
    "一跤",
    "起不来",
    "120",
    "110",
    "报警",
    "走失",
    "走丢",
    "不见了",
    "敲…没人应",
    "煤气",
    "燃气",
    "冒烟",
    "着火",
    "电梯…困",
];
/// A noise.
const NOISE: [&str; 10] = ["吵", "响", "蹦", "闹", "音乐", "唱", "狗叫", "噪", "敲", "麻将"];
/// At night.
const NIGHT: [&str; 10] =
    ["夜里", "半夜", "深夜", "睡", "凌晨", "十一点", "十二点", "大晚上", "夜间", "晚上"];
/// Hours between which somebody may be rung up.
const CALLS: (u32, u32) = (8, 20);
/// From this hour on nobody hears again today of what can wait.
const LATE: u32 = 20;
/// Minutes until the next word where somebody is at it, and where it presses.
const SOON: i64 = 60;
const AT_ONCE: i64 = 30;
/// Minutes until the next word for one who will not wait until tomorrow.
const TONIGHT: i64 = 120;
/// How one says that it has to be today.
const TODAY: [&str; 9] =
    ["今天给我", "今天必须", "今天就", "今天务必", "今天之内", "今天…找出来", "今晚", "今天内", "今天…说法"];
/// Hours within which what pressed at the receipt still presses.
const FRESH: i64 = 24;

/// The pace of a case now.
pub fn of(facts: &Facts, events: &[Event], now: Moment) -> Pace {
    let told = last_word(events);
    let words = facts.words();
    let among = |text: &str, words: &[&str]| words.iter().any(|word| heard(text, word));
    let handled = events.iter().any(|event| matches!(event.kind, EventKind::Handled { .. }));
    let agreed = events.iter().any(|event| matches!(event.kind, EventKind::Solution { agreed: true, .. }));
    // What others have to do takes their time.
    let out = |form: PaperForm| matches!(form, PaperForm::Letter | PaperForm::Report);
    let sent = events.iter().any(|event| matches!(event.kind, EventKind::Paper { form, .. } if out(form)));
    let outside = facts.capability == Some(Capability::BeyondUs) || sent;
    let presses = !handled && !agreed && !outside && presses(facts, &words, now);
    let night = among(&words, &NOISE) && (among(&words, &NIGHT) || now.time().hour() >= LATE);
    let last = events.iter().rev().find(|event| matches!(event.kind, EventKind::Progress { .. }));
    let is_final = |event: &Event| matches!(event.kind, EventKind::Progress { is_final: true, .. });
    match told {
        Some(_) if last.is_some_and(is_final) => Pace::Over,
        Some(text) if ends(text) => Pace::Over,
        // Nobody is rung up in the night for what can wait.
        Some(text) if among(text, &AT_IT) && !presses && asleep(now) => Pace::Morning,
        Some(text) if among(text, &AT_IT) => Pace::Within(if presses { AT_ONCE } else { SOON }),
        _ if presses && told.is_some() => Pace::Within(SOON),
        _ if presses => Pace::Within(AT_ONCE),
        _ if night && (told.is_some() || agreed) => Pace::Morning,
        _ => Pace::Usual,
    }
}

/// Whether the owner told of something today that no household can wait for.
pub fn cannot_wait(facts: &Facts, now: Moment) -> bool {
    let urgent = facts.urgency == Some(Urgency::Urgent) && is_young(facts, now);
    urgent || presses(facts, &facts.words(), now)
}

/// Whether his words tell of something that no household can wait for, and it was taken in lately.
fn presses(facts: &Facts, words: &str, now: Moment) -> bool {
    is_young(facts, now) && PRESSING.iter().any(|word| heard(words, word))
}

fn is_young(facts: &Facts, now: Moment) -> bool {
    now - facts.received_at <= Duration::hours(FRESH)
}

/// Whether people sleep now.
fn asleep(now: Moment) -> bool {
    !(7..22).contains(&now.time().hour())
}

/// What was told last of how it stands, while nothing came after it.
fn last_word(events: &[Event]) -> Option<&str> {
    events.iter().rev().find_map(|event| match &event.kind {
        EventKind::Progress { text, .. } | EventKind::TaskDone { result: Some(text), .. } => {
            Some(Some(text.as_str()))
        }
        kind if is_beside(kind) => None,
        _ => Some(None),
    })?
}

/// Whether a text says that the matter has ended well.
fn ends(text: &str) -> bool {
    let ended = |word: &&str| {
        text.match_indices(*word).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            before.is_none_or(|before| !NOT_YET.contains(before))
        })
    };
    ENDED.iter().any(ended) && !OPEN.iter().any(|word| text.contains(word))
}

/// By when an answer is promised while none is agreed: within the hour where it presses, after the night where only the
/// night can tell.
pub fn promise(pace: Pace, facts: &Facts, settings: &Settings, now: Moment) -> Moment {
    let duty = settings.rules.duty;
    match pace {
        _ if facts.urgency == Some(Urgency::Urgent) => proposed(now, duty, true),
        Pace::Within(_) => proposed(now, duty, true),
        Pace::Morning => duty.next_start(now) + Duration::minutes(90),
        Pace::Over | Pace::Usual => {
            let due = proposed(now, duty, false);
            let tonight = due.date() > now.date() && now.time().hour() < LATE && wants_today(facts, now);
            if tonight { proposed_within(now, TONIGHT) } else { due }
        }
    }
}

/// Whether he wants it on the day of his call.
fn wants_today(facts: &Facts, now: Moment) -> bool {
    let words = facts.verbatim.as_deref().unwrap_or_default();
    facts.received_at.date() == now.date() && TODAY.iter().any(|word| heard(words, word))
}

/// When the customer hears of it next, if they are told now: by the pace of the matter, else by the cadence of the case, of
/// its situation or of the rules; a time when somebody is at the desk and that is easily said.
pub fn next_notice(
    situation: Option<&Situation>,
    case: &Case,
    state: &CaseState,
    pace: Pace,
    settings: &Settings,
    now: Moment,
) -> Moment {
    let (rules, facts) = (&settings.rules, &state.facts);
    let terms = Terms { rules, situation: situation.map(situation_limits::terms).unwrap_or_default() };
    let limit = now + hours(terms.cadence(state).0.unwrap_or(rules.progress));
    let due = limit - Duration::minutes(i64::from(limit.time().minute() % 30));
    let due = due - Duration::seconds(i64::from(due.time().second()));
    let duty = settings.rules.duty;
    let last = |date| duty.end_on(date) - Duration::minutes(30);
    let said = match () {
        () if duty.covers(due) => due,
        () if due.time() < duty.from => last((due - Duration::days(1)).date()),
        () => last(due.date()),
    };
    let usual = if said > now { said } else { due };
    // As long as nothing was done the situation's own time holds.
    let usual = if case.events.is_empty() { usual } else { usual.min(when_done(&case.events, now, duty)) };
    let paced = match pace {
        Pace::Within(minutes) => usual.min(proposed_within(now, minutes)),
        Pace::Morning => usual.min(promise(pace, facts, settings, now)),
        Pace::Over | Pace::Usual => usual,
    };
    // 下午两点来开门: he hears how it went soon after, neither tomorrow nor before.
    let named = last_word(&case.events).into_iter().flat_map(|told| seen_by(told, now, duty));
    let after = named.map(|at| at + Duration::minutes(SOON));
    let by_day = |at: &Moment| *at <= limit && (CALLS.0..CALLS.1).contains(&at.time().hour());
    // 推到17日: he hears by that day; what else is owed meanwhile is no less told.
    let day = last_word(&case.events).and_then(|told| named_day(told, now, duty));
    day.or_else(|| after.filter(by_day).max()).unwrap_or(paced)
}

/// By when he hears of what was agreed just now, where that names a time or a day.
pub fn agreed(events: &[Event], now: Moment, duty: OfficeHours) -> Option<Moment> {
    let told = events.iter().rev().find_map(|event| match &event.kind {
        EventKind::Solution { options, chosen, text, agreed: true, .. } => {
            Some(Some(solution_words(options, *chosen, text)))
        }
        kind if is_beside(kind) => None,
        EventKind::Assigned { .. } | EventKind::Task { .. } | EventKind::Cadence { .. } => None,
        EventKind::Apology { .. } => None,
        _ => Some(None),
    })??;
    named_day(told, now, duty).or_else(|| in_parts(told, now).max())
}

/// What was agreed last on the way in force.
pub fn plan(events: &[Event]) -> Option<&str> {
    events.iter().rev().find_map(|event| match &event.kind {
        EventKind::Solution { options, chosen, text, agreed: true, .. } => {
            Some(solution_words(options, *chosen, text))
        }
        _ => None,
    })
}

/// A promise that was told of so shortly before its time is kept, in minutes: the same hour is not promised again.
const KEPT: i64 = 60;

/// The time that was promised last, while it lies ahead and nothing that was agreed, done or told has taken its place.
pub fn promised(events: &[Event], now: Moment) -> Option<Moment> {
    use EventKind::{Closed, CompletionDate, Handled, Progress, Promised, Reopened, Solution, Visit};
    let mut told = None;
    for event in events.iter().rev() {
        match &event.kind {
            Promised { due, .. } => {
                let kept = told.is_some_and(|told: Moment| (*due - told).num_minutes() <= KEPT);
                return Some(*due).filter(|due| *due > now && !kept);
            }
            Progress { .. } if event.kind.told() => told = told.or(Some(event.at)),
            Solution { .. }
            | CompletionDate { .. }
            | Handled { .. }
            | Visit(_)
            | Closed { .. }
            | Reopened { .. } => return None,
            _ => {}
        }
    }
    None
}

/// By when he hears how it goes while no time is named: in the afternoon of the day, later and where the evening shows it
/// at noon of the next.
pub fn when_done(events: &[Event], now: Moment, duty: OfficeHours) -> Moment {
    const NOON: (u32, u32) = (15, 12);
    let shows =
        |plan: &str| plan.contains(['晚', '夜']) || seen_by(plan, now, duty).any(|at| evening(at, now));
    let late = plan(events).is_some_and(shows) || last_word(events).is_some_and(shows);
    let today = duty.end_on(now.date()) - Duration::minutes(30);
    let noon = NaiveTime::from_hms_opt(NOON.1, 0, 0).unwrap_or_default();
    match now.time().hour() < NOON.0 && !late && today > now {
        true => today,
        false => Moment::new(now.date() + Duration::days(1), noon),
    }
}

/// Whether a time is this evening.
fn evening(at: Moment, now: Moment) -> bool {
    at.date() == now.date() && at.time().hour() >= 17
}

/// Whether what was agreed is to be done weeks or months from now: 列入十一月小修, 下个月做.
pub fn is_far_off(events: &[Event], now: Moment) -> bool {
    const MONTHS: [&str; 12] =
        ["一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"];
    let Some(plan) = plan(events) else { return false };
    let soon = named_day(plan, now, OfficeHours::default()).is_some();
    let named = MONTHS.iter().enumerate().filter(|(_, name)| plan.contains(**name));
    // 十一月 holds 一月: the longest that stands there is meant.
    let named = named.max_by_key(|(_, name)| name.len()).and_then(|(at, _)| u32::try_from(at).ok());
    let ahead = named.is_some_and(|month| month != now.date().month0());
    !soon && (ahead || ["下个月", "下月", "明年", "年底", "下季度"].iter().any(|word| plan.contains(word)))
}

/// Whether what was told last says that it is put off, or names a day behind the date that was told before it.
pub fn is_put_off(events: &[Event], now: Moment, duty: OfficeHours) -> bool {
    const PUT_OFF: [&str; 8] = ["推到", "推迟", "推后", "延期", "延后", "延到", "赶不上", "赶不及"];
    if last_word(events).is_some_and(|told| PUT_OFF.iter().any(|word| heard(told, word))) {
        return true;
    }
    let dated = events.iter().rev().find_map(|event| match event.kind {
        EventKind::CompletionDate { due, .. } => Some(due),
        _ => None,
    });
    let told = last_word(events).and_then(|told| named_day(told, now, duty));
    dated.zip(told).is_some_and(|(due, day)| day.date() > due.date())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::CaseNumber;
    use crate::domain::code::{CaseKind, Channel, Medium};

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn pace(words: &str, told: Option<&str>, now: &str) -> Pace {
        let received = at("2026-11-03T14:00");
        let mut facts = Facts::new(CaseKind::Complaint, Channel::Phone, received, "李敏");
        facts.verbatim = Some(words.into());
        let told = told.map(|text| {
            let kind = EventKind::Progress {
                medium: Medium::Phone,
                text: text.into(),
                told: Some(true),
                is_final: false,
            };
            Event::new(at(now), "李敏", kind)
        });
        of(&facts, &told.into_iter().collect::<Vec<_>>(), at(now))
    }

    #[test]
    fn what_has_ended_has_no_next_time() {
        for told in ["门开了，老人睡着没听到，平安", "装修已停工", "快递取回来了，人没事"]
        {
            assert_eq!(pace("老人没人应", Some(told), "2026-11-03T15:00"), Pace::Over, "{told}");
        }
        for told in ["还没找到了的消息", "已书面要求停工", "未恢复供水"] {
            assert_ne!(pace("老人没人应", Some(told), "2026-11-03T15:00"), Pace::Over, "{told}");
        }
    }

    #[test]
    fn what_runs_or_presses_is_told_within_the_hour() {
        assert_eq!(pace("我家没电", Some("电工已到，总闸跳了在查"), "2026-11-03T21:00"), Pace::Within(30));
        assert_eq!(pace("等师傅半天", Some("师傅刚出门，还要十分钟"), "2026-11-03T14:25"), Pace::Within(60));
        assert_eq!(pace("我家停水了", None, "2026-11-03T14:05"), Pace::Within(30));
        assert_eq!(pace("物业费怎么涨了", None, "2026-11-03T14:05"), Pace::Usual);
        assert_eq!(pace("我家停水了", None, "2026-11-05T14:05"), Pace::Usual, "no more the first day");
    }

    #[test]
    fn what_the_night_shows_is_told_in_the_morning() {
        let told = Some("上门提醒了，答应放低声音");
        assert_eq!(pace("楼上蹦跳到十二点，吵得睡不着", told, "2026-11-03T23:45"), Pace::Morning);
        assert_eq!(pace("楼上吵", told, "2026-11-03T15:45"), Pace::Usual);
    }

    #[test]
    fn what_is_to_happen_at_a_time_is_told_within_the_hour_after_it() {
        let now = at("2026-11-03T10:10");
        let mut facts = Facts::new(CaseKind::Complaint, Channel::Phone, at("2026-11-03T08:40"), "李敏");
        facts.verbatim = Some("物业费怎么涨了".into());
        let mut case = Case::new(CaseNumber::new(now.date(), 1), facts.clone());
        let told = |text: &str| EventKind::Progress {
            medium: Medium::Phone,
            text: text.into(),
            told: Some(true),
            is_final: false,
        };
        let settings = Settings::default();
        let mut next = |text: &str| {
            case.events = vec![Event::new(now, "李敏", told(text))];
            next_notice(None, &case, &case.state(&settings.rules), Pace::Usual, &settings, now)
        };
        assert_eq!(next("下午两点财务来对账"), at("2026-11-03T15:00"));
        assert!(next("财务在对账") > at("2026-11-03T15:00"), "without a time as usual");
    }
}
