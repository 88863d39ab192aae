//! From the words of a record to words said to the owner. Records are written by staff for staff; what may be said is
//! told apart here; how a finding, a result or a measure is turned into plain words stands in `in_plain`. How a gist is read back stands
//! in `gist`. Nothing here knows a case or a sentence. Ledger 12-69.

use chrono::NaiveDate;

use crate::domain::reading::room::{self, RoomKind};
use crate::library::guard;
use crate::library::speakable;

/// After these 业主 is the one who is spoken to.
const BEFORE: &str = "，。；：、！？知给与和请向达让帮陪待犯骂对经实醒系问复馈发送还替跟教如若要由需";
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
    let text = text.trim().trim_end_matches(['。', '；', '，', ' ']);
    let short = (1..=LONGEST).contains(&text.chars().count());
    let dated = written != today && DAYS.iter().any(|day| text.contains(day));
    let spoken_of = ["业主", "住户", "客户", "顾客", "您", "车主"].iter().any(|word| text.contains(word));
    let spoken_of = spoken_of || speakable::has_pronoun(text);
    (short && !dated && !spoken_of && !guard::is_for_staff(text)).then(|| text.to_owned())
}

/// A text without the numbers of other people's homes: one that the owner has not named himself is 那一户.
pub fn masked(text: &str, words: &str) -> String {
    const WHAT: [&str; 5] = ["业主", "住户", "室", "户", "房"];
    const LEAST: usize = 3;
    /// Behind these a number is a sum or the number of something else.
    const NO_HOMES: [&str; 24] = [
        "押金", "垫付", "尾号", "工号", "编号", "卡号", "单号", "退", "付", "补", "共", "约", "费", "额",
        "价", "收", "交", "缴", "花", "欠", "赔", "扣", "减", "合计",
    ];
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, number) = rest.split_at(start);
        let end = number.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(number.len());
        let (number, behind) = number.split_at(end);
        let groups: Vec<&str> = number.split('-').collect();
        let last = groups.last().copied().unwrap_or_default();
        let room = (LEAST..=4).contains(&last.len()) && groups.len() <= 3 && is_flat(last);
        // 300元, 2026年, 120: no home.
        let unit = behind.chars().next().is_some_and(|next| {
            ".元块年月日天点度分米吨%％号时秒个位次平万立#多余樘扇辆盏棵套台件条根张".contains(next)
        });
        let line = groups.len() == 1 && matches!(number, "110" | "119" | "120" | "122");
        let own = groups.last().is_some_and(|last| words.contains(last));
        said.push_str(before);
        let counted = NO_HOMES.iter().any(|word| before.trim_end_matches('了').ends_with(word))
            || number.ends_with("000");
        let coded = before.ends_with(|c: char| c.is_ascii_alphabetic());
        if room && !counted && !coded && !unit && !line && !own && !before.ends_with(['.', ':', '-']) {
            said.push_str("那一户");
            // 1003房东 is the landlord of 1003.
            let inside = ["室内", "房东", "房客", "户主"].iter().any(|word| behind.starts_with(word));
            rest =
                WHAT.iter().find_map(|what| behind.strip_prefix(what)).filter(|_| !inside).unwrap_or(behind);
        } else {
            said.push_str(number);
            rest = behind;
        }
    }
    said.push_str(rest);
    said
}

/// Whether a place is somebody's flat, which nobody names.
pub(super) fn names_flat(place: &str) -> bool {
    room::read(place).value().is_some_and(|read| read.room.kind == RoomKind::Home)
}

/// Whether digits can be a flat: a floor and one of the few doors on it. 148 and 0946 are none, nor is 3000.
fn is_flat(digits: &str) -> bool {
    const DOORS: u32 = 30;
    let (floor, door) = digits.split_at(digits.len().saturating_sub(2));
    !floor.is_empty() && !floor.starts_with('0') && door.parse().is_ok_and(|door| (1..=DOORS).contains(&door))
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
            ("押金2000未交齐", "", "押金2000未交齐"),
            ("已退至尾号7731", "", "已退至尾号7731"),
            ("先停B1-102", "", "先停B1-102"),
            ("垫付3000押金", "", "垫付3000押金"),
            ("多扣230，交了4230都在单子上", "", "多扣230，交了4230都在单子上"),
            ("已引导临停B1-102", "", "已引导临停B1-102"),
        ] {
            assert_eq!(masked(text, words), said);
        }
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
