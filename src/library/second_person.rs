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
    let spoken_of = ["业主", "住户", "客户", "顾客", "车主", "您"].iter().any(|word| text.contains(word));
    (short && !dated && !spoken_of && !guard::is_for_staff(text)).then(|| text.to_owned())
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
