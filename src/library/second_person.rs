//! From the words of a record to words said to the owner. Records are written by staff for staff; what may be said is
//! told apart here: a result or progress is said only when nothing in it is for the staff. How a gist is read back stands
//! in `gist`. Nothing here knows a case or a sentence. Ledger 12-69.

use chrono::NaiveDate;

use crate::library::guard;

/// After these 业主 is the one who is spoken to.
const BEFORE: &str = "，。；：、！？知给与和请向达让帮陪待犯骂对经实醒系问复馈";
/// Before these 业主 is a word for all owners, or somebody has seen to the owner.
const BEHIND: &str = "大群委们代共之专已";
/// Words for a day that mean another one tomorrow.
pub(super) const DAYS: [&str; 17] = [
    "今天", "今日", "今晚", "今早", "明天", "明日", "明早", "明晚", "后天", "昨天", "昨日", "昨晚", "当天",
    "当日", "次日", "前天", "今夜",
];
/// Longest record that can be said in the middle of a sentence, in characters.
const LONGEST: usize = 30;

/// The words of a record as they are said to its owner; where 业主 may be somebody else it stays.
pub fn to_owner(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("业主") {
        said.push_str(before);
        let one = said.chars().next_back().is_none_or(|last| BEFORE.contains(last));
        let many = behind.chars().next().is_some_and(|next| BEHIND.contains(next));
        said.push_str(if one && !many { "您" } else { "业主" });
        rest = behind;
    }
    said.push_str(rest);
    said
}

/// How one speaks of a matter that has no name yet, behind what was said before: 来信说的 is followed by 事 alone.
pub fn any_topic(said: &str) -> &'static str {
    if said.ends_with('的') { "事" } else { "您说的事" }
}

/// A unit outside as one speaks of it: `开发商客户关系中心` is 开发商.
pub fn unit(written: &str) -> &str {
    if written.contains("开发商") { "开发商" } else { written }
}

/// A text of the record as it may be said to the owner at a later moment: nothing for the staff in it, nobody spoken of
/// in the third person, no word for a day unless it was written today. `None`: the receptionist words it herself.
pub fn sayable(text: &str, written: NaiveDate, today: NaiveDate) -> Option<String> {
    if text.contains("车主") { None } else { told(text, written, today) }
}

/// The same of what was told to him: 车主 in it is the one of the other car.
fn told(text: &str, written: NaiveDate, today: NaiveDate) -> Option<String> {
    let text = text.trim().trim_end_matches(['。', '；', '，', ' ']);
    let short = (1..=LONGEST).contains(&text.chars().count());
    let dated = written != today && DAYS.iter().any(|day| text.contains(day));
    let spoken_of = ["业主", "住户", "客户", "顾客", "您"].iter().any(|word| text.contains(word));
    (short && !dated && !spoken_of && !guard::is_for_staff(text)).then(|| text.to_owned())
}

/// As much of what was told to the owner as may be said again: all of it, else what it begins with, as far as that may be
/// said. Where one clause binds another, nothing is torn out.
pub fn told_part(text: &str, written: NaiveDate, today: NaiveDate) -> Option<String> {
    const BINDING: [&str; 12] =
        ["但", "须", "需", "除非", "如果", "若", "否则", "暂", "前提", "不含", "：", ":"];
    const SHORTEST: usize = 3;
    let text = &in_speech(text);
    let whole = told(text, written, today);
    if whole.is_some() || BINDING.iter().any(|word| text.contains(word)) {
        return whole;
    }
    let mut kept = String::new();
    for clause in text.split(['，', '。', '；', ',', ';']) {
        let clause = clause.trim();
        let length = clause.chars().count();
        let fits = length >= SHORTEST && kept.chars().count() + length < LONGEST;
        if !fits || told(clause, written, today).is_none() {
            break;
        }
        kept.extend([if kept.is_empty() { "" } else { "，" }, clause]);
    }
    (!kept.is_empty()).then_some(kept)
}

/// What was told, as one speaks: other households as to a neighbour (楼上业主 is 楼上那户), written words as said.
fn in_speech(text: &str) -> String {
    const WHERE: [&str; 8] = ["楼上", "楼下", "隔壁", "对门", "对面", "邻居", "那家", "那一户"];
    const WHO: [&str; 3] = ["业主", "住户", "租户"];
    let mut said = text.to_owned();
    for place in WHERE {
        let instead = if matches!(place, "邻居" | "那家" | "那一户") {
            place.to_owned()
        } else {
            format!("{place}那户")
        };
        for who in WHO {
            said = said.replace(&format!("{place}{who}"), &instead);
        }
    }
    const SAID: [(&str, &str); 9] = [
        ("其他业主", "别的邻居"),
        ("其他住户", "别的邻居"),
        ("别的业主", "别的邻居"),
        ("已联系上", "联系上了"),
        ("已联系", "联系过"),
        ("已致电", "打过电话给"),
        ("返工", "重做"),
        ("清运", "运走"),
        ("复查", "再查一遍"),
    ];
    for (written, spoken) in SAID {
        said = said.replace(written, spoken);
    }
    said
}

/// A text without the numbers of other people's homes: one that the owner has not named himself is 那一户.
pub fn masked(text: &str, words: &str) -> String {
    const WHAT: [&str; 5] = ["业主", "住户", "室", "户", "房"];
    const LEAST: usize = 3;
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, number) = rest.split_at(start);
        let end = number.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(number.len());
        let (number, behind) = number.split_at(end);
        let groups: Vec<&str> = number.split('-').collect();
        let room = (LEAST..=4).contains(&groups.last().map_or(0, |last| last.len())) && groups.len() <= 3;
        // 300元, 2026年, 120: no home.
        let unit = behind
            .chars()
            .next()
            .is_some_and(|next| "元块年月日天点度分米吨%％号时秒个位次平万立".contains(next));
        let line = groups.len() == 1 && matches!(number, "110" | "119" | "120" | "122");
        let own = groups.last().is_some_and(|last| words.contains(last));
        said.push_str(before);
        if room && !unit && !line && !own && !before.ends_with(['.', ':', '-']) {
            said.push_str("那一户");
            rest = WHAT.iter().find_map(|what| behind.strip_prefix(what)).unwrap_or(behind);
        } else {
            said.push_str(number);
            rest = behind;
        }
    }
    said.push_str(rest);
    said
}

/// What was worded for the owner, as it may be said later: no word for a day unless it was written today, nothing that
/// is for the staff.
pub fn worded(text: &str, written: NaiveDate, today: NaiveDate) -> Option<String> {
    let text = text.trim();
    let dated = written != today && DAYS.iter().any(|day| text.contains(day));
    (!text.is_empty() && !dated && guard::staff_word(text).is_none()).then(|| to_owner(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_matter_without_a_name_is_not_said_to_be_said_twice() {
        assert_eq!(any_topic("来信说的"), "事");
        assert_eq!(any_topic("好，"), "您说的事");
    }

    #[test]
    fn the_owner_is_spoken_to_and_other_owners_are_spoken_of() {
        for (record, said) in [
            ("灯已亮，照片发给业主", "灯已亮，照片发给您"),
            ("业主拿到明细，意见已登记", "您拿到明细，意见已登记"),
            ("保洁言语冒犯业主", "保洁言语冒犯您"),
            ("结果已告知业主", "结果已告知您"),
            ("已上门提醒楼上业主", "已上门提醒楼上业主"),
            ("报业主大会，请业主委员会来", "报业主大会，请业主委员会来"),
            ("请业主代表看", "请业主代表看"),
            ("其他业主也同意", "其他业主也同意"),
            ("", ""),
        ] {
            assert_eq!(to_owner(record), said);
        }
    }

    #[test]
    fn other_homes_are_not_named_to_the_owner() {
        for (text, words, said) in [
            ("1202答应放低声音", "楼上吵", "那一户答应放低声音"),
            ("1202答应放低声音", "楼上1202吵", "1202答应放低声音"),
            ("狗主人是7-2-201", "狗咬了孩子", "狗主人是那一户"),
            ("702室已停工", "装修吵", "那一户已停工"),
            ("已打120，120在路上", "摔了", "已打120，120在路上"),
            ("退款300元，11月3日到账", "", "退款300元，11月3日到账"),
        ] {
            assert_eq!(masked(text, words), said);
        }
    }

    #[test]
    fn of_what_was_told_the_clauses_that_may_be_said_are_kept() {
        let day = day("2026-11-03");
        let part = |text: &str| told_part(text, day, day);
        assert_eq!(part("灯已亮，照片发给业主").as_deref(), Some("灯已亮"));
        assert_eq!(
            part("楼上业主已联系上，下午两点回来开门").as_deref(),
            Some("楼上那户联系上了，下午两点回来开门")
        );
        let car = "已打通车主电话，说二十分钟内下来";
        assert_eq!(part(car).as_deref(), Some(car), "the owner of the other car");
        assert_eq!(sayable(car, day, day), None, "in a finding it may be himself");
        assert_eq!(part("其他业主已投票过半").as_deref(), Some("别的邻居已投票过半"));
        assert_eq!(part("当班记录已调取，正在比对"), None, "a rest without its head says nothing");
        assert_eq!(part("可以退款，但须业主签字"), None, "a condition is not left away");
        assert_eq!(part("当事人已整改，统一口径答复"), None);
    }

    #[test]
    fn only_what_nobody_minds_hearing_is_said_of_a_record() {
        let (written, today) = (day("2026-11-03"), day("2026-11-04"));
        for (record, said) in [
            ("灯已亮", true),
            ("应急设备已启动", true),
            ("灯已亮，照片发给业主", false),
            ("当事人书面检讨并致歉", false),
            ("统一口径回帖：正在核实", false),
            ("编码器今晚到，明天上午装", false),
            ("", false),
        ] {
            assert_eq!(sayable(record, written, today).is_some(), said, "{record}");
        }
        assert!(sayable("编码器今晚到，明天上午装", today, today).is_some(), "the same day");
    }
}
