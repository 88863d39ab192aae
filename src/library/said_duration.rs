//! How long something has lasted by the owner's own words: `装修押金两个月了还没退` lasts 两个月. Lengths below a day, and
//! those that tell of something else (养了六年, 减免三年), are none. Pure.

const NUMBERS: &str = "一二三四五六七八九十两半几大小好多快零0123456789";
const UNITS: [&str; 9] = ["个多月", "个月", "个星期", "个礼拜", "天", "周", "星期", "礼拜", "半年"];
/// Too short to be a long wait.
const SHORT: [&str; 5] = ["一天", "1天", "半天", "几天", "大半天"];
/// Before the length: something lasts so long.
const BEFORE: [&str; 22] = [
    "都",
    "停了",
    "等了",
    "坏了",
    "拖了",
    "报了",
    "报修",
    "过了",
    "已经",
    "整整",
    "一共",
    "断了",
    "漏了",
    "熬了",
    "堆了",
    "说了",
    "敞了",
    "找了",
    "不见了",
    "没了",
    "忍了",
    "有",
];
/// Behind the length: it still goes on.
const BEHIND: [&str; 9] = ["了", "没", "还", "都没", "也没", "一直", "天天", "不", "才"];
/// Clauses with these tell of something else.
const ELSE: [&str; 18] = [
    "养了", "住了", "种了", "用了", "干了", "交了", "买了", "减免", "质保", "保修", "合同", "前", "后天",
    "内", "大了", "没到", "才", "出差",
];

/// The length, as the owner said it; the first that counts.
pub fn in_words(words: &str) -> Option<String> {
    let clauses = words.split(['，', '。', '；', '！', '？', '\n', ',', '!', '?', ' ']);
    clauses.filter(|clause| !ELSE.iter().any(|word| clause.contains(word))).find_map(in_clause)
}

fn in_clause(clause: &str) -> Option<String> {
    UNITS.iter().find_map(|unit| {
        clause.match_indices(unit).find_map(|(at, _)| {
            // 一个月零四天 is told as one: what is behind 零 alone would be a day or four.
            let head = clause[..at].trim_end_matches(|c| NUMBERS.contains(c));
            if clause[head.len()..at].starts_with('零') {
                return None;
            }
            let number = &clause[head.len()..at];
            let behind = &clause[at + unit.len()..];
            let digits = number.trim_start_matches(['好', '快', '大', '小', '多']);
            let lasts = BEFORE.iter().any(|word| head.ends_with(word))
                || BEHIND.iter().any(|word| behind.starts_with(word))
                || number.starts_with('快');
            let brief = SHORT.contains(&format!("{digits}{unit}").as_str()) || digits.is_empty();
            let number = number.strip_prefix('快').map_or(number.to_owned(), |rest| rest.to_owned());
            let counted = !digits.is_empty() || number.starts_with('好');
            (lasts && counted && (!brief || number.starts_with('好'))).then(|| format!("{number}{unit}"))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_of_time_is_heard_where_it_tells_how_long_it_lasts() {
        for (words, length) in [
            ("装修押金两个月了还没退", Some("两个月")),
            ("她回了个OK，都五天了，昨晚照样被拦", Some("五天")),
            ("门禁坏了快二十天了", Some("二十天")),
            ("报修半个月没人弄", Some("半个月")),
            ("水都停三天了", Some("三天")),
            ("一周了还是乌漆嘛黑", Some("一周")),
            ("热水为什么停了四天，你们一句话就打发了", Some("四天")),
            ("有辆破车落满灰停了大半年", None),
            ("咳了好几天", None),
            ("约好上午来修，等了一天没人来", None),
            ("我养了六年的月季", None),
            ("给我减免三年物业费", None),
            ("我弟来看我停两小时收了二十块", None),
            ("楼下麻将打到半夜两点，天天这样", None),
            ("我太太下周预产期", None),
            ("我提交申请充电桩一个月零四天了", None),
            ("上礼拜五天里头最快四十一秒", None),
        ] {
            assert_eq!(in_words(words).as_deref(), length, "{words}");
        }
    }
}
