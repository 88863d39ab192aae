//! 复述要点, proposed from what was typed: the owner's own words in the second person, with place, time and what he
//! wants. A proposal only: nobody has confirmed it, and it stands nowhere until it is taken. Ledger 01-21, 02-17, 03-01.

use crate::domain::code::Need;

/// What the points are made of, as typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Points<'a> {
    /// 业主原话.
    pub words: &'a str,
    /// 地点.
    pub place: &'a str,
    /// 发生时间.
    pub when: &'a str,
    /// 业主诉求, as far as he said so.
    pub needs: &'a [Need],
}

/// Longer points nobody listens to: further clauses are left out.
const LONGEST: usize = 60;

/// The points to read back; `None` while the owner has said nothing of the matter.
pub fn points(told: Points<'_>) -> Option<String> {
    let clauses: Vec<String> = clauses(told.words).filter_map(matter).collect();
    let mut length = 0;
    let kept: Vec<&str> = clauses
        .iter()
        .enumerate()
        .take_while(|(at, clause)| {
            length += clause.chars().count();
            *at == 0 || length <= LONGEST
        })
        .map(|(_, clause)| clause.as_str())
        .collect();
    if kept.is_empty() {
        return None;
    }
    let matter = kept.join("，");
    let (place, when) = (told.place.trim(), told.when.trim());
    let head = [when, place].into_iter().filter(|part| !part.is_empty() && !matter.contains(part));
    let wanted = wanted(told.needs).filter(|wanted| !matter.contains(wanted.as_str()));
    let parts: Vec<String> = head.map(str::to_owned).chain([matter.clone()]).chain(wanted).collect();
    Some(parts.join("，"))
}

/// What the owner wants, as it is said to him.
fn wanted(needs: &[Need]) -> Option<String> {
    let words = needs.iter().map(|need| match need {
        Need::Respect => "得到尊重",
        Need::ResolveNow => "尽快解决",
        Need::Compensation => "得到赔偿",
        Need::Punish => "追究责任人",
        Need::NoRecurrence => "以后不再发生",
    });
    let words: Vec<&str> = words.collect();
    (!words.is_empty()).then(|| format!("您希望{}", words.join("、")))
}

pub(super) fn clauses(words: &str) -> impl Iterator<Item = &str> {
    words.split_inclusive(ENDS).map(str::trim).filter(|clause| !clause.is_empty())
}

pub(super) const ENDS: [char; 14] =
    ['，', '。', '；', '！', '？', '\n', ',', ';', '!', '?', '…', '、', '~', ' '];

/// What one clause says of the matter, to the owner; `None` for a question to the staff, a threat, a curse, a greeting.
fn matter(clause: &str) -> Option<String> {
    let asks = clause.ends_with(['？', '?']);
    let bare = clause.trim_end_matches(ENDS).trim();
    let bare = OPENINGS.iter().fold(bare, |rest, opening| rest.strip_prefix(opening).unwrap_or(rest)).trim();
    if bare.chars().count() < 2 || OMITTED.iter().any(|word| bare.contains(word)) {
        return None;
    }
    let addressed = bare.contains("你们");
    let told = ASKING.iter().fold(bare.to_owned(), |rest, word| rest.replace(word, ""));
    let told = told.trim_end_matches(['吗', '呢', '啊', '吧', '了', '呀', '嘛']).trim();
    // 怎么多收了一个月？ tells something; 你们管不管？ does not.
    if (asks && (addressed || told.chars().count() < 5)) || told.is_empty() {
        return None;
    }
    Some(to_owner(told))
}

/// What a clause begins with that says nothing.
pub(super) const OPENINGS: [&str; 12] = [
    "喂",
    "你好",
    "您好",
    "我跟你说",
    "我跟你们说",
    "是这样的",
    "我想问一下",
    "我问一下",
    "请问",
    "那个",
    "就是",
    "我说",
];
/// Words of questions that still tell a fact.
pub(super) const ASKING: [&str; 6] = ["怎么还", "怎么会", "怎么就", "怎么", "为什么", "凭什么"];
/// Threats, curses and questions to the staff: they are heard, but not read back.
pub(super) const OMITTED: [&str; 40] = [
    "12345",
    "12315",
    "曝光",
    "媒体",
    "记者",
    "律师",
    "起诉",
    "法院",
    "上访",
    "信访",
    "投诉你",
    "投诉你们",
    "再不",
    "不然",
    "否则",
    "跳楼",
    "不活",
    "抖音",
    "发网上",
    "管不管",
    "修不修",
    "到底",
    "没人性",
    "垃圾",
    "骗子",
    "他妈",
    "妈的",
    "混蛋",
    "王八",
    "黑心",
    "吃干饭",
    "不要脸",
    "废物",
    "狗屁",
    "滚",
    "什么东西",
    "你们怎么办",
    "白交",
    "干什么吃",
    "听见没",
];

/// From 我 to 您, from 你们 to 我们: read from the left, the longest word first.
pub(super) fn to_owner(clause: &str) -> String {
    let mut said = String::with_capacity(clause.len());
    let mut rest = clause;
    'next: while let Some(first) = rest.chars().next() {
        for (word, instead) in TURNED {
            if let Some(behind) = rest.strip_prefix(word) {
                said.push_str(instead);
                rest = behind;
                continue 'next;
            }
        }
        said.push(first);
        rest = &rest[first.len_utf8()..];
    }
    said
}

const TURNED: [(&str, &str); 31] = [
    ("我家老头子", "您老伴"),
    ("自我", "自我"),
    ("我家老爷子", "您家老人"),
    ("我家老太太", "您家老人"),
    ("我家娃", "您家孩子"),
    ("我娃", "您家孩子"),
    ("我姑娘", "您女儿"),
    ("我弟弟", "您弟弟"),
    ("我爸妈", "您父母"),
    ("我老伴", "您老伴"),
    ("我老头子", "您老伴"),
    ("我闺女", "您女儿"),
    ("我妈妈", "您母亲"),
    ("我爸爸", "您父亲"),
    ("我妈", "您母亲"),
    ("我爸", "您父亲"),
    ("我老公", "您爱人"),
    ("我老婆", "您爱人"),
    ("我媳妇", "您爱人"),
    ("我们家", "您家"),
    ("我们这边", "您这边"),
    ("我们这", "您这"),
    ("我们那", "您那"),
    ("我们", "您这边"),
    ("俺们", "您这边"),
    ("我家", "您家"),
    ("你们", "我们"),
    ("您们", "我们"),
    ("俺", "您"),
    ("我", "您"),
    ("你", "我们"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &str) -> Option<String> {
        points(Points { words, ..Points::default() })
    }

    #[test]
    fn what_the_owner_says_is_said_back_to_him() {
        for (words, points) in [
            (
                "我家楼上半夜装修打电钻，打了三天了，我孩子要高考，你们管不管？再不管我打12345！",
                "您家楼上半夜装修打电钻，打了三天，您孩子要高考",
            ),
            (
                "电梯停了两天了没人管，我妈八十多岁天天爬十楼，你们到底修不修！",
                "电梯停了两天了没人管，您母亲八十多岁天天爬十楼",
            ),
            (
                "我这个月的停车费怎么多收了一个月？上个月才刚交的。",
                "您这个月的停车费多收了一个月，上个月才刚交的",
            ),
            ("你好，我们家厨房漏水", "您家厨房漏水"),
            ("你们保洁一周没来扫了", "我们保洁一周没来扫"),
            ("我们这栋楼道灯不亮", "您这栋楼道灯不亮"),
        ] {
            assert_eq!(of(words).as_deref(), Some(points), "{words}");
        }
    }

    #[test]
    fn threats_curses_and_questions_to_the_staff_are_not_read_back() {
        for words in ["", "喂", "你们管不管？", "再不来我找媒体曝光！", "你们都是骗子！", "怎么办？"]
        {
            assert_eq!(of(words), None, "{words}");
        }
    }

    #[test]
    fn place_time_and_wishes_are_added_once() {
        let told = Points {
            words: "灯不亮了，晚上看不见路",
            place: "3号楼2单元楼道",
            when: "前天起",
            needs: &[Need::ResolveNow, Need::Respect],
        };
        let all = points(told).unwrap();
        assert_eq!(all, "前天起，3号楼2单元楼道，灯不亮，晚上看不见路，您希望尽快解决、得到尊重");
        let said = Points { words: "前天起3号楼2单元楼道灯不亮", needs: &[], ..told };
        assert_eq!(points(said).unwrap(), "前天起3号楼2单元楼道灯不亮");
    }

    #[test]
    fn long_stories_are_cut_at_a_clause() {
        let words = "楼上漏水漏到我家卧室天花板上，".repeat(20);
        let points = of(&words).unwrap();
        assert!(points.chars().count() <= LONGEST + 20 && points.ends_with("天花板上"), "{points}");
    }
}
