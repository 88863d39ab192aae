//! Who is speaking, as far as the words tell it: a child, somebody old, drunk, weeping, swearing, threatening, calling
//! for another; who has to be thought of first, and water that may be bad; and whether the words tell since when, or that it is the third time. Words only; nothing is set by them
//! in a case.

use crate::library::moment::Given;

const SIGNS: [(Given, &[&str]); 11] = [
    (
        Given::Newborn,
        &["月子", "新生儿", "刚出生", "刚满月", "没满月", "吃奶的", "奶娃", "婴儿", "小宝宝", "几个月大的"],
    ),
    (Given::Pregnant, &["怀着孕", "怀孕", "孕妇", "大着肚子", "怀着孩子"]),
    (
        Given::Hurt,
        &[
            "摔伤",
            "受伤",
            "缝了",
            "骨折",
            "摔断",
            "摔了",
            "摔倒",
            "砸伤",
            "划破",
            "划伤",
            "咬了",
            "咬伤",
            "流血",
            "磕破",
            "烫伤",
            "扭伤",
            "夹到手",
            "夹了手",
            "崴了脚",
            "绊倒",
            "绊了一",
            "淤青",
            "青了一",
            "肿了",
            "崴脚",
            "烫了",
        ],
    ),
    (
        Given::BadWater,
        &["能喝吗", "能不能喝", "敢喝", "漂白粉", "自来水发黄", "水发黄", "水发黑", "水浑", "水有味"],
    ),
    (
        Given::Child,
        &[
            "我今年七岁",
            "我今年八岁",
            "我今年九岁",
            "我今年十岁",
            "妈妈不在家",
            "爸爸不在家",
            "爸妈不在家",
            "我一个人在家写作业",
            "叔叔我",
            "阿姨我",
            "我放学",
        ],
    ),
    (
        Given::Elder,
        &[
            "我都七十",
            "我七十",
            "我八十",
            "我都八十",
            "我这把年纪",
            "老太婆",
            "老头子我",
            "我耳朵背",
            "我眼睛花",
        ],
    ),
    (Given::Drunk, &["喝多了", "喝了点酒", "喝了酒", "满身酒气", "酒后"]),
    (
        Given::Swearing,
        &["他妈", "妈的", "操你", "滚蛋", "王八", "混蛋", "狗屁", "傻逼", "去死", "吃屎", "骗子", "一群废物"],
    ),
    (Given::Weeping, &["呜呜", "（哭）", "(哭)", "哭着说", "我都哭了", "哽咽", "边哭边"]),
    (
        Given::Threatening,
        &[
            "要你们好看",
            "走着瞧",
            "砸了你",
            "砸你们",
            "拉横幅",
            "堵大门",
            "堵你们",
            "打人",
            "揍",
            "等着瞧",
            "跟你们没完",
        ],
    ),
    (
        Given::ForOther,
        &[
            "我替我",
            "我替邻居",
            "帮我妈问",
            "帮我爸问",
            "我是他女儿",
            "我是他儿子",
            "我是她女儿",
            "我是她儿子",
            "替她说",
            "替他说",
            "我替老人",
            "帮朋友问",
            "我是租客的",
        ],
    ),
];

/// Where a clause ends.
const ENDS: [char; 9] = ['，', '。', '；', '！', '？', ',', '!', '?', '\n'];
/// So many letters into his words a caller has hailed us.
const HAIL: usize = 12;
/// Before 阿姨 these make her one of us who is spoken of.
const OURS: [&str; 5] = ["保洁", "打扫", "打扫的", "那个", "个"];

/// What did not happen, or not to a body.
const NEARLY: [&str; 18] = [
    "没人受伤",
    "没有人受伤",
    "无人受伤",
    "未受伤",
    "幸好",
    "好在",
    "没夹",
    "没摔",
    "没伤",
    "差点",
    "差一点",
    "险些",
    "怕",
    "担心",
    "万一",
    "别",
    "没受伤",
    "要是",
];
/// Who is laid up already was not hurt by what he tells of.
const LAID_UP: [&str; 8] = ["石膏", "养伤", "休养", "术后", "下不了", "无法下", "没法下", "行动不便"];
/// What is bitten, cut and scraped and is no body.
const THINGS: [&str; 28] = [
    "按钮",
    "按键",
    "烫了个",
    "烫个",
    "坐垫",
    "塑料",
    "地毯",
    "车线",
    "线都",
    "线咬",
    "电线",
    "网线",
    "纱窗",
    "轮胎",
    "漆",
    "沙发",
    "木地板",
    "菜",
    "鞋",
    "袋子",
    "车门",
    "台面",
    "地板",
    "车漆",
    "家具",
    "柜",
    "屏",
    "瓷砖",
];
/// Somebody else is in that state, or does it.
const OTHERS: [&str; 38] = [
    "他",
    "她",
    "老公",
    "老婆",
    "爱人",
    "儿子",
    "女儿",
    "孩子",
    "小孩",
    "我爸",
    "我妈",
    "爷爷",
    "奶奶",
    "老头",
    "老太",
    "老人",
    "邻居",
    "隔壁",
    "楼上",
    "楼下",
    "对门",
    "有人",
    "个人",
    "男的",
    "女的",
    "保安",
    "门岗",
    "师傅",
    "保洁",
    "收费员",
    "管家",
    "经理",
    "司机",
    "送货",
    "快递",
    "外卖",
    "业主",
    "你们的人",
];
/// It was, or it is not.
const NOT_NOW: [&str; 22] = [
    "昨天",
    "昨晚",
    "前天",
    "上次",
    "上回",
    "上周",
    "那天",
    "当时",
    "以前",
    "去年",
    "没喝",
    "没有喝",
    "又没",
    "不是喝",
    "没骂",
    "没打",
    "不打",
    "不骂",
    "不会",
    "没哭",
    "不哭",
    "别说",
];
/// Words in which a sign only seems to stand.
const SEEMING: [&str; 12] = [
    "我妈的",
    "你妈的",
    "姑妈的",
    "舅妈的",
    "干妈的",
    "姨妈的",
    "大妈的",
    "孩子妈的",
    "他妈妈",
    "给他妈",
    "跟他妈",
    "他妈说",
];

/// What the words tell of the person. What nearly happened, or may happen, did not; what was said of somebody else or of
/// another day is not his state now.
pub fn in_words(words: &str) -> impl Iterator<Item = Given> + '_ {
    let clauses = words.split(ENDS);
    let clauses: Vec<&str> = clauses.collect();
    let own = |clause: &str, sign: &str| {
        let bare = SEEMING.iter().fold(clause.to_owned(), |bare, word| bare.replace(word, "…"));
        bare.split_once(sign).is_some_and(|(before, _)| {
            let other = OTHERS.iter().any(|word| before.contains(word));
            let quoted = ["骂我", "骂人", "说我", "冲我", "对我", "吼我", "骂"]
                .iter()
                .any(|word| before.contains(word));
            !quoted && !NOT_NOW.iter().any(|word| bare.contains(word)) && (!other || before.contains("老子"))
        })
    };
    // A pram is no child that has to be thought of, a pond nothing that one drinks.
    let pond = ["湖", "池", "河", "景观"].iter().any(|word| words.contains(word));
    // Whoever calls us 阿姨 or 叔叔 first, or was told to ring by his people, is a child.
    let head: String = words.chars().take(HAIL).collect();
    let hails = ["阿姨", "叔叔"]
        .iter()
        .any(|who| head.find(who).is_some_and(|at| !OURS.iter().any(|ours| head[..at].ends_with(ours))));
    let sent = ["奶奶让我", "爷爷让我", "妈妈让我", "爸爸让我"].iter().any(|word| words.contains(word));
    let pupil = words.contains("我上") && words.contains("年级");
    let child =
        (hails && (sent || pupil || words.contains("我奶奶") || words.contains("我妈妈"))) || pupil || sent;
    let holds = move |given: Given, sign: &str| match given {
        Given::Hurt => clauses.iter().any(|clause| {
            let barely = NEARLY.iter().chain(&THINGS).chain(&LAID_UP).any(|word| clause.contains(word));
            clause.contains(sign) && !barely
        }),
        Given::Newborn => words.replace("婴儿车", "").contains(sign),
        Given::BadWater => words.contains(sign) && !pond,
        Given::Drunk | Given::Weeping | Given::Threatening => clauses.iter().any(|clause| own(clause, sign)),
        Given::Swearing => clauses.iter().any(|clause| own(clause, sign) || rails(clause, sign)),
        _ => words.contains(sign),
    };
    SIGNS
        .iter()
        .filter(move |(given, signs)| {
            (child && *given == Given::Child) || signs.iter().any(|sign| holds(*given, sign))
        })
        .map(|(given, _)| *given)
}

/// Whether a clause rails at us, whoever is named in it: 你们那保安他妈的.
fn rails(clause: &str, sign: &str) -> bool {
    let at_us = ["你们", "他妈的", "操"].iter().any(|word| clause.contains(word));
    let told = ["骂我", "骂人", "说我", "冲我", "骂", "昨天", "上次", "他妈妈"]
        .iter()
        .any(|word| clause.contains(word));
    at_us && !told && clause.contains(sign)
}

/// Whether the words or the record tell that somebody came to harm or was taken to hospital.
pub fn is_unwell(told: &str) -> bool {
    const SIGNS: [&str; 15] = [
        "骨折",
        "住院",
        "送医",
        "摔",
        "中风",
        "抢救",
        "昏",
        "晕",
        "流血",
        "伤了",
        "受伤",
        "救护车接",
        "120接",
        "咬了",
        "烫伤",
    ];
    const WELL: [&str; 6] = ["没受伤", "没伤", "没摔", "没有受伤", "人没事", "无恙"];
    let told = WELL.iter().fold(told.to_owned(), |told, word| told.replace(word, ""));
    SIGNS.iter().any(|word| told.contains(word))
}

/// Who is meant, by the words that the owner has for him.
const KIN: [(&[&str], &str); 11] = [
    (&["儿媳", "儿媳妇"], "您儿媳"),
    (&["老婆", "爱人", "媳妇", "太太", "妻子", "老公", "我先生", "丈夫"], "您爱人"),
    (&["岳父", "岳母", "公公", "婆婆", "丈母娘", "老丈人"], "家里老人"),
    (&["我爸", "爸爸", "老爸", "父亲"], "您父亲"),
    (&["我妈", "妈妈", "老妈", "母亲"], "您母亲"),
    (&["老头子", "老伴", "老太婆"], "您老伴"),
    (&["爷爷", "奶奶", "外公", "外婆", "姥姥", "姥爷", "家里老人", "我家老人", "老人"], "家里老人"),
    (&["孩子", "儿子", "女儿", "闺女", "我家娃", "娃", "小孩", "孙子", "孙女", "宝宝", "丫头"], "孩子"),
    (&["我姐", "我妹", "妹妹", "姐姐"], "您姐妹"),
    (&["我弟", "我哥", "弟弟", "哥哥"], "您兄弟"),
    (&["家属", "家里人", "我家人"], "您家里人"),
];

/// Who of the owner's people is hurt or expects a child, as one calls him to the owner; `None` when it is the owner or
/// nobody says.
pub fn kin(words: &str) -> Option<&'static str> {
    let clauses: Vec<&str> = words.split(ENDS).collect();
    let signs = SIGNS.iter().filter(|(given, _)| matches!(given, Given::Hurt | Given::Pregnant));
    let signs: Vec<&str> = signs.flat_map(|(_, signs)| *signs).copied().collect();
    let at = clauses.iter().position(|clause| signs.iter().any(|sign| clause.contains(sign)))?;
    let named = |clause: &str| KIN.iter().find(|(words, _)| words.iter().any(|word| clause.contains(word)));
    let own = named(clauses[at]);
    let own = own.or_else(|| named(clauses[at.checked_sub(1)?]));
    // Who slips himself says so.
    let speaker = clauses[at].starts_with('我') && named(clauses[at]).is_none();
    own.filter(|_| !speaker).map(|(_, called)| *called)
}

/// Whether the words say since when: a length of time, or a day.
pub fn tells_since(words: &str) -> bool {
    const UNITS: [&str; 8] = ["天了", "天没", "天还", "个月", "星期", "周了", "礼拜", "小时"];
    const DAYS: [&str; 10] = ["昨天", "昨晚", "前天", "今早", "早上", "刚才", "上周", "上个月", "去年", "从"];
    UNITS.iter().chain(&DAYS).any(|word| words.contains(word))
}

/// Whether the words say that it is not the first or second time.
pub fn tells_third(words: &str) -> bool {
    const SIGNS: [&str; 10] =
        ["第三次", "第三回", "第四次", "第四回", "第五次", "第五回", "多次反映", "三番五次", "屡次", "再三"];
    // 碰见那条狗三回了 counts something else than what was said to us.
    const COUNTED: [&str; 6] = ["三次了", "三回了", "好几次", "好几回", "几次了", "几回了"];
    const TOLD: [char; 8] = ['打', '说', '报', '反', '催', '找', '投', '来'];
    let clauses = words.split(ENDS);
    let told = |clause: &str| COUNTED.iter().any(|sign| clause.contains(sign)) && clause.contains(TOLD);
    SIGNS.iter().any(|sign| words.contains(sign)) || clauses.into_iter().any(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_his_own_state_of_this_moment_is_his() {
        let of = |words: &str, given: Given| in_words(words).any(|one| one == given);
        for (words, given, holds) in [
            ("我今晚喝多了，门卡找不着", Given::Drunk, true),
            ("我爱人喝多了躺在大堂", Given::Drunk, false),
            ("我又没喝酒，你们凭什么说我酒后闹", Given::Drunk, false),
            ("你们他妈的到底管不管", Given::Swearing, true),
            ("你们那保安就是个王八蛋", Given::Swearing, true),
            ("快递员骂我滚蛋", Given::Swearing, false),
            ("我妈的门卡丢了", Given::Swearing, false),
            ("孩子在等他妈妈下班", Given::Swearing, false),
            ("呜呜，我真的没办法了", Given::Weeping, true),
            ("楼下孩子边哭边闹到半夜", Given::Weeping, false),
            ("再不修我就拉横幅", Given::Threatening, true),
            ("你们保安打人", Given::Threatening, false),
            ("狗把我咬了", Given::Hurt, true),
            ("老鼠把车线都咬了", Given::Hurt, false),
        ] {
            assert_eq!(of(words, given), holds, "{words}");
        }
    }

    #[test]
    fn who_is_meant_is_called_as_one_calls_him() {
        for (words, called) in [
            ("我老婆怀着孕呢，你们管不管", Some("您爱人")),
            ("我爸在楼下摔了一跤，摔倒了起不来", Some("您父亲")),
            ("孩子在滑梯上，手划破了", Some("孩子")),
            ("我昨天在大堂摔倒了", None),
            ("电梯停了", None),
        ] {
            assert_eq!(kin(words), called, "{words}");
        }
    }

    #[test]
    fn times_are_counted_of_what_was_said_to_us() {
        for (words, third) in [
            ("我都来说了三回了", true),
            ("打了好几次电话", true),
            ("这是我第四次反映", true),
            ("碰见那条狗三回了", false),
            ("好几次差点滑倒", false),
        ] {
            assert_eq!(tells_third(words), third, "{words}");
        }
        let hurt = |words: &str| in_words(words).any(|given| given == Given::Hurt);
        assert!(hurt("我妈绊倒了，膝盖肿了"));
        assert!(!hurt("师傅划伤了台面"));
        let child = |words: &str| in_words(words).any(|given| given == Given::Child);
        assert!(child("阿姨，我奶奶让我打的，家里灯不亮"));
        assert!(child("叔叔好，我上三年级，家里没电"));
        assert!(!child("保洁阿姨捡到我的钱包"));
        assert!(!hurt("骨折打着石膏下不了楼，外卖不让进"), "he was laid up before");
    }
}
