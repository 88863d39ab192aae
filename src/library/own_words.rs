//! What the owner said, in brief and in the second person, as it is said back to him: a run of his own clauses that tells
//! something of the matter, short enough for one breath or two. What is only anger, politeness, a command or somebody
//! else's talk is left out; where nothing telling remains, the gist in the record has to do. Ledger 01-21, 03-01.

use crate::domain::code::CaseKind;
use crate::library::restating::{ASKING, ENDS, OMITTED, OPENINGS, clauses, to_owner};

/// Longest run that is read back.
const LONGEST: usize = 26;
/// So much a run has to tell to stand for a longer story.
const TELLING: usize = 3;
/// Clauses with these say nothing of the matter, or nothing that one reads back to a person.
const UNSAID: [&str; 140] = [
    "屁",
    "就说一句",
    "拿出来",
    "我看看",
    "是什么",
    "有脸",
    "推诿",
    "又不是",
    "放屁",
    "给我看",
    "良心",
    "老子",
    "算个",
    "摆设",
    "凭啥",
    "快来",
    "就问",
    "一分钱不",
    "不交钱",
    "不交物业费",
    "我是谁",
    "说你们",
    "我替",
    "替我",
    "能报修",
    "要炸了",
    "不讲理",
    "吃屎",
    "小建议",
    "我才",
    "转发",
    "所有人",
    "等你",
    "等您",
    "尽快",
    "别再拖",
    "谢谢",
    "麻烦",
    "就这个事",
    "回话",
    "记下来没",
    "自己数",
    "在看吗",
    "给句",
    "给个",
    "说到做到",
    "敢不敢",
    "打扰",
    "反映个",
    "帮我",
    "有人吗",
    "总算",
    "脸红",
    "避雷",
    "糊弄",
    "不留名",
    "热线",
    "（哭",
    "受不了",
    "没完",
    "走着瞧",
    "等着瞧",
    "砸了",
    "好看",
    "算了",
    "减免",
    "赔",
    "气死",
    "过分",
    "什么意思",
    "讲道理",
    "评评理",
    "你们是",
    "有没有人",
    "不要听",
    "换谁",
    "拜托",
    "耳朵背",
    "七十",
    "八十",
    "这把年纪",
    "喝多",
    "喝了",
    "干嘛",
    "搞什么",
    "像话",
    "负责",
    "态度",
    "说法",
    "领导来",
    "经理来",
    "经理不",
    "主任来",
    "叫你们",
    "大哥",
    "求你",
    "什么用",
    "怎么办",
    "你让我",
    "你们说",
    "关她",
    "关他",
    "关你",
    "打发",
    "拖车",
    "别找我",
    "让我找",
    "不好意思",
    "不是说",
    "告诉我",
    "别跟我",
    "找谁",
    "丢人",
    "要么",
    "不是要吵架",
    "不信",
    "悄悄",
    "给我",
    "装死",
    "前台",
    "审犯人",
    "小姑娘",
    "你叫",
    "我叫",
    "补充一下",
    "上热搜",
    "怕被",
    "自己找",
    "车主骂",
    "掐过表",
    "医药费",
    "误工费",
    "精神损失",
    "一样不能少",
    "我又不",
    "叔叔我",
    "阿姨我",
    "想报修",
    "报个修",
    "来报修",
];
/// A curse for others that is a matter here.
const MATTERS: [&str; 1] = ["垃圾"];
/// A clause that begins so hangs on one before it.
const HANGING: [&str; 24] = [
    "她", "他", "可", "附", "说会", "说要", "说是", "说他", "说你", "就", "是", "跟", "这", "坐标", "楼主",
    "从", "要", "真", "出来", "那", "财务", "旧的", "不是", "和",
];
/// What tells that something is amiss.
const AMISS: [&str; 78] = [
    "废", "漏", "堵", "坏", "不亮", "不热", "停", "吵", "占", "刮", "丢", "偷", "臭", "味", "脏", "堆", "断",
    "没", "不", "松", "晃", "歪", "慢", "远", "贵", "改", "收", "摆", "晒", "挡", "伸", "扔", "抽", "养",
    "爆", "跳", "砸", "湿", "泡", "锁", "拆", "敲", "吓", "咬", "扣", "不让", "进不", "出不", "没退", "收了",
    "涨", "摔", "滑倒", "渗", "响", "黑", "滴", "烟", "虫", "叫了", "洞", "裂", "掉", "抖", "失效", "刷不",
    "骂", "拦", "贴", "没水", "没电", "太小", "催", "误", "错", "乱", "横", "铲",
];
const NUMBERS: &str = "一二三四五六七八九十两半几0123456789";
const UNITS: [&str; 11] = ["天", "周", "个月", "个星期", "礼拜", "次", "回", "年", "分钟", "小时", "晚上"];

/// Longest praise or question that is said back as a whole.
const WHOLE: usize = 30;

/// What 你们 may stand before to be read back: the clause tells what we or ours did, or of a place. Before a verb it is a
/// reproach or a question, and turned to 我们 its sense would go round.
const OURS: [&str; 20] = [
    "这",
    "那",
    "小区",
    "群里",
    "保洁",
    "保安",
    "门岗",
    "门卫",
    "师傅",
    "管家",
    "维修",
    "工程",
    "客服",
    "绿化",
    "电工",
    "电梯",
    "物业费",
    "停车场",
    "车库",
    "大门",
];

/// What the record says of it, as it stands behind 您问 and 您要: a question without 想问, praise without what follows.
pub fn as_asked(kind: CaseKind, noted: &str) -> Option<String> {
    match kind {
        CaseKind::Enquiry => noted.strip_prefix("您想问").map(str::to_owned),
        CaseKind::Praise => noted.split_once('，').map(|(first, _)| first.to_owned()),
        CaseKind::Complaint | CaseKind::Repair | CaseKind::Suggestion => None,
    }
}

/// The words without what stands in brackets, which is the writer's, and without a stutter.
fn untagged(words: &str) -> String {
    const BRACKETS: [(char, char); 6] =
        [('[', ']'), ('【', '】'), ('〔', '〕'), ('（', '）'), ('(', ')'), ('「', '」')];
    let mut said = String::with_capacity(words.len());
    let mut closing = None;
    for one in words.chars() {
        match closing {
            Some(end) if one == end => closing = None,
            Some(_) => {}
            None => match BRACKETS.iter().find(|(open, _)| *open == one) {
                Some((_, end)) => closing = Some(*end),
                None => said.push(one),
            },
        }
    }
    // A bracket that nobody closed takes nothing away.
    let said = if closing.is_some() { words.to_owned() } else { said };
    said.replace("我、我", "我").replace("你、你", "你").replace("我，我", "我").replace("……", "，")
}

/// Whether a clause asks by doubling a word: 交没交, 管不管, 烦不烦.
fn doubles(clause: &str) -> bool {
    let letters: Vec<char> = clause.chars().collect();
    letters.windows(3).any(|three| three[0] == three[2] && matches!(three[1], '不' | '没'))
}

/// Whether 你 in a clause can be turned to 我们 with its sense kept.
fn speaks_of_us(clause: &str) -> bool {
    let ours = |rest: &str| OURS.iter().any(|word| rest.starts_with(word));
    !clause.contains(['你', '您'])
        || clause.strip_prefix("你们").is_some_and(|rest| ours(rest) && !rest.contains(['你', '您']))
}

/// What the owner said, as it is said back to him in a case of this kind; `None` when nothing of it can be.
pub fn said_back(kind: CaseKind, words: &str) -> Option<String> {
    let words = &untagged(words).replace("业主群", "小区群").replace("业主", "邻居");
    match kind {
        CaseKind::Enquiry => asked(words),
        CaseKind::Praise => {
            let told = clauses(words).map(|clause| clause.trim_end_matches(ENDS));
            let told =
                told.filter(|clause| !["谢谢", "感谢", "得表扬"].iter().any(|word| clause.contains(word)));
            let told = told.collect::<Vec<_>>().join("，");
            (2..=WHOLE).contains(&told.chars().count()).then(|| to_owner(&told))
        }
        CaseKind::Suggestion => {
            let brief = brief(words, true)?;
            Some(brief.trim_start_matches("建议").to_owned())
        }
        CaseKind::Complaint | CaseKind::Repair => in_brief(words),
    }
}

/// A question as one tells it: `封阳台有统一样式吗` asks 封阳台有没有统一样式.
fn asked(words: &str) -> Option<String> {
    const OPEN: [(&str, &str); 5] =
        [("有", "有没有"), ("能", "能不能"), ("可以", "可不可以"), ("要", "要不要"), ("是", "是不是")];
    const HEADS: [&str; 12] = [
        "我想问一下",
        "我想问下",
        "我想问问",
        "我想问",
        "想问一下",
        "想问下",
        "想问问",
        "想咨询下",
        "咨询一下",
        "问一下",
        "问下",
        "麻烦问",
    ];
    const ASKS: [&str; 15] = [
        "吗",
        "么",
        "多少",
        "怎么",
        "哪",
        "几",
        "什么",
        "能不能",
        "要不要",
        "有没有",
        "是不是",
        "可不可以",
        "多久",
        "啥",
        "得",
    ];
    let told = clauses(words).map(|clause| {
        let bare = clause.trim_end_matches(ENDS);
        let bare =
            OPENINGS.iter().chain(&HEADS).fold(bare, |rest, head| rest.strip_prefix(head).unwrap_or(rest));
        bare.trim_start_matches(ENDS)
    });
    let told: Vec<&str> = told.filter(|bare| bare.chars().count() >= 4).collect();
    let asks = |bare: &&&str| ASKS.iter().any(|word| bare.contains(word));
    let bare = *told.iter().find(asks).or(told.first())?;
    // 您是租客能不能办 is told of himself; a question to us by name is not.
    if bare.contains(['你', '您']) && !speaks_of_us(bare) {
        return None;
    }
    let told = match bare
        .strip_suffix('吗')
        .or_else(|| bare.strip_suffix('么').filter(|rest| !rest.ends_with(['什', '怎'])))
    {
        Some(rest) => OPEN
            .iter()
            .filter(|(word, doubled)| rest.contains(word) && !rest.contains(doubled))
            .filter_map(|(word, doubled)| Some((rest.find(word)?, word, doubled)))
            .min_by_key(|(at, ..)| *at)
            .map_or_else(|| rest.to_owned(), |(_, word, doubled)| rest.replacen(word, doubled, 1)),
        None => bare.trim_end_matches(['呢', '啊', '呀']).to_owned(),
    };
    (4..=WHOLE).contains(&told.chars().count()).then(|| to_owner(&told))
}

/// What the owner said, to be said back to him; `None` when his words leave nothing that tells of the matter.
pub fn in_brief(words: &str) -> Option<String> {
    brief(words, false)
}

/// So many clauses are looked at.
const CLAUSES: usize = 60;

fn brief(words: &str, wishes: bool) -> Option<String> {
    let words = untagged(words);
    let words = words.as_str();
    // 匿名反映：, 补充： and the like are the writer's.
    let head = words.char_indices().take(8).find(|(_, c)| matches!(c, '：' | ':'));
    let words = head.map_or(words, |(at, mark)| &words[at + mark.len_utf8()..]);
    // What is listed belongs together.
    let words = &words.replace('、', "和");
    // Of a flood of words the beginning is looked at.
    let said: Vec<String> = clauses(words).take(CLAUSES).filter_map(|one| clause(one, wishes)).collect();
    let length = |run: &[String]| run.iter().map(|one| one.chars().count()).sum::<usize>();
    let few = (1..=3).contains(&said.len());
    let whole = few && length(&said) <= LONGEST && !hangs(&said[0]);
    if whole && (said.iter().any(|one| tells(one) > 0) || length(&said) >= 6) {
        return Some(said.join("，"));
    }
    let runs = (0..said.len()).flat_map(|from| (from + 1..=said.len()).map(move |to| (from, to)));
    let fitting = runs.filter(|(from, to)| length(&said[*from..*to]) <= LONGEST && !hangs(&said[*from]));
    let worth = |(from, to): &(usize, usize)| {
        let told: usize = said[*from..*to].iter().map(|one| tells(one)).sum();
        told + usize::from(*from == 0)
    };
    // Of runs that tell as much the earliest, then the shortest.
    let best = fitting.max_by_key(|run| (worth(run), std::cmp::Reverse(*run)))?;
    (worth(&best) >= TELLING).then(|| said[best.0..best.1].join("，"))
}

fn hangs(clause: &str) -> bool {
    HANGING.iter().any(|head| clause.starts_with(head))
}

/// How much a clause tells: something amiss, a number of times or a length of time.
fn tells(clause: &str) -> usize {
    let amiss = AMISS.iter().any(|word| clause.contains(word));
    let counted = UNITS.iter().any(|unit| {
        clause
            .match_indices(unit)
            .any(|(at, _)| clause[..at].chars().next_back().is_some_and(|before| NUMBERS.contains(before)))
    });
    2 * usize::from(amiss) + 2 * usize::from(counted)
}

/// One clause as it is said back; `None` where there is nothing to say back. A question about what could be done is
/// said back only where somebody came with a wish.
fn clause(clause: &str, wishes: bool) -> Option<String> {
    const FIRST: char = '\u{1F000}';
    let asks = clause.ends_with(['？', '?']);
    let quoted = clause.contains(['“', '”', '（', '）', '@']) || clause.chars().any(|c| c >= FIRST);
    let bare = clause.trim_end_matches(ENDS).trim();
    let begun = |bare: &str| {
        OPENINGS
            .iter()
            .chain(&[
                "哎呀",
                "哎哟",
                "唉",
                "哎",
                "物业吗",
                "啊",
                "天哪",
                "妈呀",
                "我的天",
                "嗝",
                "呀",
                "哟",
                "呜",
                "姑娘",
                "提个",
                "那个谁",
            ])
            .find_map(|head| bare.strip_prefix(head).map(str::to_owned))
    };
    let mut bare = bare.to_owned();
    while let Some(rest) = begun(&bare) {
        bare = rest.trim_start_matches(ENDS).to_owned();
    }
    let left_out = |words: &[&str]| words.iter().any(|word| !MATTERS.contains(word) && bare.contains(word));
    if left_out(&OMITTED) || left_out(&UNSAID) || (bare.contains('你') && bare.ends_with(['吗', '呢'])) {
        return None;
    }
    // 我就住一楼 is said back as 您住一楼.
    for head in ["我就", "我可"] {
        if let Some(rest) = bare.strip_prefix(head) {
            bare = format!("我{rest}");
        }
    }
    // 垃圾 is a curse only before those whom it is meant for.
    let cursed = ["垃圾物业", "垃圾公司", "垃圾服务", "一群垃圾"].iter().any(|curse| bare.contains(curse));
    let doubts = !wishes && ["能不能", "是不是"].iter().any(|word| bare.contains(word));
    let claims = bare.starts_with("凭什么");
    if !speaks_of_us(&bare) || (!wishes && doubles(&bare)) {
        return None;
    }
    if quoted || cursed || doubts || claims {
        return None;
    }
    let told =
        ASKING.iter().chain(&["能不能", "是不是"]).fold(bare.clone(), |rest, word| rest.replace(word, ""));
    let told = told.trim_end_matches(['吗', '呢', '啊', '吧', '呀', '嘛', '哎', '哈', '哦']).trim();
    let length = told.chars().count();
    let addressed = bare.contains(['你', '您']) || bare.ends_with(['吗', '没', '不']);
    (length >= 3 && !(asks && (addressed || length < 5))).then(|| to_owner(told))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_owner_hears_his_own_words_in_brief() {
        for (words, brief) in [
            ("楼上卫生间漏到我家顶上了，一直滴", Some("楼上卫生间漏到您家顶上了，一直滴")),
            ("每天晚上八点家里就断网", Some("每天晚上八点家里就断网")),
            ("你们他妈的管不管，电梯又坏了", Some("电梯又坏了")),
            ("（哭）我实在受不了了，楼上天天吵，我睡不着", Some("楼上天天吵，您睡不着")),
            ("我都打了第三次了，楼道灯还是不亮", Some("您都打了第三次了，楼道灯还是不亮")),
            ("物业费凭什么又涨，服务一点没见好", Some("物业费又涨，服务一点没见好")),
            ("装修押金两个月了还没退", Some("装修押金两个月了还没退")),
            ("把楼上的电话给我，我自己找他说", None),
            ("嗝……我、我就问你，我交没交钱？交了！凭啥那杆子不抬，啊？", None),
            ("你们凭什么给我贴催费单，我一年四季地下室进水你们管了吗", None),
            ("[微信语音转文字] 快递柜满了快递员就扔地上 你们也不管管", Some("快递柜满了快递员就扔地上")),
            ("我就住一楼，窗根底下全是垃圾，你闻闻我这鞋", Some("您住一楼，窗根底下全是垃圾")),
            ("楼上小孩天天十点多还在蹦，你们找过一回屁用没有", Some("楼上小孩天天十点多还在蹦")),
            ("我外卖你们门岗给扔雨里了，汤全洒，小哥说你们不让进", None),
            ("你们保洁一周没来扫了", Some("我们保洁一周没来扫了")),
            ("哎呀你们快来人看看，我家厕所顶上滴滴答答往下漏", Some("您家厕所顶上滴滴答答往下漏")),
            (
                "我不说我是谁，五号楼底商那家棋牌室，夜里两点还在搓",
                Some("五号楼底商那家棋牌室，夜里两点还在搓"),
            ),
            ("我爸妈都七十了，电梯停了两天没人管", Some("电梯停了两天没人管")),
            ("赔我五万这事就算了", None),
            ("再不修你们等着瞧，我砸了你们前台", None),
            ("", None),
        ] {
            assert_eq!(in_brief(words).as_deref(), brief, "{words}");
        }
    }

    #[test]
    fn a_question_is_told_as_a_question_a_praise_as_a_whole() {
        for (kind, words, said) in [
            (CaseKind::Enquiry, "封阳台有统一样式吗", "封阳台有没有统一样式"),
            (CaseKind::Enquiry, "请问，停车月卡丢了补一张多少钱？", "停车月卡丢了补一张多少钱"),
            (
                CaseKind::Enquiry,
                "你好，我想问一下，封阳台得拿什么手续，玻璃颜色有要求吗",
                "封阳台得拿什么手续",
            ),
            (CaseKind::Enquiry, "我是租客，车位月租多少钱", "车位月租多少钱"),
            (CaseKind::Praise, "绿化师傅救了我家的猫", "绿化师傅救了您家的猫"),
            (CaseKind::Suggestion, "建议门口装个快递架", "门口装个快递架"),
            (CaseKind::Repair, "客厅的灯不亮了，想报修", "客厅的灯不亮了"),
        ] {
            assert_eq!(said_back(kind, words).as_deref(), Some(said), "{words}");
        }
    }

    #[test]
    fn of_a_long_story_the_most_telling_part_is_read_back() {
        for (words, brief) in [
            (
                "我车位顶上漏水滴泥浆，报修半个月没人弄，我只好停旁边过道。今天被贴了违停，还拍照发到群里，丢不丢人。",
                "您车位顶上漏水滴泥浆，报修半个月没人弄",
            ),
            (
                "我们单元大门的门禁坏了快二十天了，门就那么敞着，收废品的、发小广告的随便进。",
                "您这边单元大门的门禁坏了快二十天了",
            ),
        ] {
            let said = in_brief(words).unwrap();
            assert!(said.starts_with(brief) && said.chars().count() <= LONGEST + 3, "{said}");
        }
    }

    #[test]
    fn what_the_record_says_of_a_question_and_of_praise_stands_behind_the_verb() {
        let asked = |kind, noted: &str| as_asked(kind, noted);
        assert_eq!(asked(CaseKind::Enquiry, "您想问封阳台手续").as_deref(), Some("封阳台手续"));
        assert_eq!(
            asked(CaseKind::Praise, "您要表扬夜班帮忙，孩子急病").as_deref(),
            Some("您要表扬夜班帮忙")
        );
        assert_eq!(asked(CaseKind::Complaint, "您想问几点修"), None);
    }
}
