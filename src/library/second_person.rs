//! From the words of a record to words said to the owner. Records are written by staff for staff; what may be said is
//! told apart here: a gist is turned into the second person, a result or progress is said only when nothing in it is
//! for the staff. Nothing here knows a case or a sentence. Ledger 12-69.

use chrono::NaiveDate;

use crate::library::guard;

/// What a record is begun with that is no part of the matter.
const HEADS: [&str; 12] = [
    "网帖：",
    "网帖:",
    "匿名反映：",
    "匿名反映",
    "业主反映：",
    "业主反映",
    "来电反映：",
    "来电反映",
    "来访反映：",
    "来访反映",
    "来信反映：",
    "来信反映",
];
/// After these 业主 is the one who is spoken to.
const BEFORE: &str = "，。；：、！？知给与和请向达让帮陪待犯骂对经实醒系问复馈";
/// Before these 业主 is a word for all owners, or somebody has seen to the owner.
const BEHIND: &str = "大群委们代共之专已";
/// Words for a day that mean another one tomorrow.
const DAYS: [&str; 17] = [
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

/// The matter without the word for where it came from: `匿名反映夜班脱岗` is read back as `夜班脱岗`.
pub fn core(summary: &str) -> &str {
    let behind = HEADS.iter().find_map(|head| summary.strip_prefix(head));
    behind.filter(|matter| !matter.is_empty()).unwrap_or(summary)
}

/// A text of the record as it may be said to the owner at a later moment: nothing for the staff in it, nobody spoken of
/// in the third person, no word for a day unless it was written today. `None`: the receptionist words it herself.
pub fn sayable(text: &str, written: NaiveDate, today: NaiveDate) -> Option<String> {
    let text = text.trim().trim_end_matches(['。', '；', '，', ' ']);
    let short = (1..=LONGEST).contains(&text.chars().count());
    let dated = written != today && DAYS.iter().any(|day| text.contains(day));
    let spoken_of = ["业主", "住户", "客户", "顾客", "您"].iter().any(|word| text.contains(word));
    (short && !dated && !spoken_of && !guard::is_for_staff(text)).then(|| text.to_owned())
}

/// How the beginning of a clause in a gist turns to the owner.
const TURNS: [(&str, &str); 41] = [
    ("强烈要求", "您希望"),
    ("坚决要求", "您希望"),
    ("要求说明", "您想知道"),
    ("要求告知", "您想知道"),
    ("要求解释", "您想要个说法"),
    ("要求当面道歉", "您希望当面道个歉"),
    ("要求道歉", "您希望道个歉"),
    ("要求赔偿", "您提到赔偿"),
    ("要求追责", "您希望查清是谁的责任"),
    ("要求退", "您希望退"),
    ("要求", "您希望"),
    ("请求", "您希望"),
    ("希望", "您希望"),
    ("盼", "您盼着"),
    ("想要", "您想要"),
    ("想", "您想"),
    ("不同意", "您不同意"),
    ("不认可", "您不认可"),
    ("不接受", "您不接受"),
    ("反对", "您不同意"),
    ("不满意", "您不满意"),
    ("不满", "您不满意"),
    ("认为", "您觉得"),
    ("觉得", "您觉得"),
    ("担心", "您担心"),
    ("质疑", "您想弄清"),
    ("怀疑", "您想弄清"),
    ("询问", "您想问"),
    ("咨询", "您想问"),
    ("查询", "您想查"),
    ("索赔", "您提到赔偿"),
    ("索要", "您提到"),
    ("建议", "您建议"),
    ("申请", "您想申请"),
    ("表扬", "您要表扬"),
    ("感谢", "您要感谢"),
    ("请派", "您希望派"),
    ("请物业", "您想请我们"),
    ("请", "您想请我们"),
    ("家有", "家里有"),
    ("被", "您被"),
];
/// Clauses that begin so are the staff's own view or a threat; they are not read back.
const DROPPED: [&str; 16] = [
    "否则",
    "不然",
    "扬言",
    "威胁",
    "要挟",
    "声称",
    "自称",
    "拟",
    "若不",
    "如不",
    "情绪",
    "态度",
    "拒不",
    "拒交",
    "并称",
    "多次来",
];
/// Words of a gist and how one says them.
const PLAIN: [(&str, &str); 21] = [
    ("并保证不再发生", "以后别再发生"),
    ("保证不再发生", "以后别再发生"),
    ("并保证", "以后"),
    ("保证", "以后"),
    ("及时整改", "早点改好"),
    ("整改", "改好"),
    ("追责", "查清责任"),
    ("尽快修好", "早点修好"),
    ("尽快", "早点"),
    ("予以", ""),
    ("未录入", "没录进去"),
    ("未修复", "没修好"),
    ("未修", "没修"),
    ("未恢复", "没恢复"),
    ("未清", "没清"),
    ("未通知", "没通知"),
    ("未处理", "没处理"),
    ("无法", "没法"),
    ("损坏", "坏了"),
    ("其家", "您家"),
    ("本人", "您"),
];

/// The gist of a case as it is read back to the owner: in the second person, without what is for the staff. `None` when
/// nothing sayable is left: the receptionist reads what she has noted.
pub fn read_back(summary: &str, written: NaiveDate, today: NaiveDate) -> Option<String> {
    let dated = written != today && DAYS.iter().any(|day| summary.contains(day));
    if dated {
        return None;
    }
    let mut wishes = 0;
    let clauses = core(summary.trim()).split(['，', '。', '；', ',', ';']).filter_map(|clause| {
        let clause = clause.trim();
        let dropped = clause.is_empty() || DROPPED.iter().any(|head| clause.starts_with(head));
        (!dropped).then(|| turned(clause, &mut wishes)).filter(|said| !guard::is_for_staff(said))
    });
    let said: Vec<String> = clauses.collect();
    (!said.is_empty()).then(|| said.join("，"))
}

/// One clause turned to the owner; a second wish in the same gist is not begun like the first.
fn turned(clause: &str, wishes: &mut usize) -> String {
    let mut said = match clause.starts_with('您') {
        true => clause.to_owned(),
        false => match TURNS.iter().find(|(head, _)| clause.starts_with(head)) {
            Some((head, new)) => format!("{new}{}", &clause[head.len()..]),
            None => clause.to_owned(),
        },
    };
    for (word, plain) in PLAIN {
        said = said.replace(word, plain);
    }
    said = to_owner(&said);
    if let Some(rest) = said.strip_prefix("您希望") {
        *wishes += 1;
        let rest = rest.strip_prefix("并").unwrap_or(rest);
        let rest =
            rest.strip_prefix("以后").map(|more| format!("以后{more}")).unwrap_or_else(|| rest.to_owned());
        said = format!("{}{rest}", if *wishes > 1 { "也希望" } else { "您希望" });
    }
    said
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
    fn a_gist_is_read_back_in_the_second_person() {
        let today = day("2026-11-03");
        for (record, said) in [
            ("网帖：7栋污水三天未清", Some("7栋污水三天没清")),
            ("匿名反映夜班巡逻脱岗", Some("夜班巡逻脱岗")),
            ("反对月租280涨到360，要求说明依据，否则拒交", Some("您不同意月租280涨到360，您想知道依据")),
            (
                "本月第三次固定车位被占，要求挪车并保证不再发生",
                Some("本月第三次固定车位被占，您希望挪车以后别再发生"),
            ),
            ("保洁言语冒犯业主", Some("保洁言语冒犯您")),
            ("停车被贴条，要求清理，要求道歉", Some("停车被贴条，您希望清理，也希望道个歉")),
            ("集中热水停四天，多户拟集体到访", Some("集中热水停四天")),
            ("扬言要曝光", None),
            ("当事人情绪失控，索要精神损失费", Some("您提到精神损失费")),
            ("以曝光视频相要挟索要减免", None),
        ] {
            assert_eq!(read_back(record, today, today).as_deref(), said, "{record}");
        }
        assert_eq!(read_back("昨晚被拦在门外", today, day("2026-11-05")), None, "昨晚 is another night now");
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
