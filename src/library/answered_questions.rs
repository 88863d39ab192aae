//! What a question asks for, and whether it is known: nobody is asked what he has just said or what the record holds.
//! Words only.

use crate::library::moment::Given;
use crate::library::phrase::Circumstances;
use crate::library::word_match::heard;

/// A question, and what answers it.
struct Asked {
    /// Words of the question, one of them.
    question: &'static [&'static str],
    /// What the owner said then, or what stands in the gist.
    answered: &'static [&'static str],
    /// What the record holds then.
    given: &'static [Given],
}

const ASKED: [Asked; 23] = [
    Asked {
        question: &["在哪儿说的", "在哪儿的事", "在什么地方"], answered: &[], given: &[Given::Place]
    },
    Asked {
        question: &["正确的名字", "哪几个字"],
        answered: &["抬头要开", "抬头是", "开成“", "名字是", "正确的是", "全称", "改成"],
        given: &[],
    },
    Asked {
        question: &[
            "是哪一天",
            "是哪天",
            "大概几点",
            "几点的事",
            "什么时候的",
            "几时的事",
            "哪一天",
            "哪天的事",
            "大概几时",
        ],
        answered: &[
            "刚刚",
            "刚才",
            "这会儿",
            "这会",
            "正在",
            "现在",
            "今早",
            "今天早上",
            "昨晚",
            "昨天",
            "前天",
            "上午",
            "下午",
            "中午",
            "点钟",
            "点多",
            "点半",
            "点左右",
            "早上",
            "半夜",
            "凌晨",
        ],
        given: &[Given::Dated],
    },
    Asked {
        question: &["这会儿在家吗", "您在家吗", "现在在家吗", "几时在家", "哪天在家", "家里有人吗"],
        answered: &[
            "盆",
            "桶接",
            "敲门",
            "我在家",
            "在家里",
            "一个人在家",
            "我家现在",
            "往下滴",
            "往下漏",
            "拿毛巾",
            "都在家",
            "在楼道里等",
            "进不了门",
            "进不去",
        ],
        given: &[],
    },
    Asked {
        question: &[
            "还在敲",
            "还在吵",
            "还在响",
            "还在唱",
            "还响",
            "还在搭",
            "还在装",
            "还在冒",
            "还冒",
            "还在滴",
            "还滴",
            "还在漏",
        ],
        answered: &["现在", "这会儿", "正在", "还在", "到现在", "又在"],
        given: &[],
    },
    Asked {
        question: &[
            "是哪一户的声",
            "哪个方向",
            "从哪边",
            "哪一家",
            "哪一户",
            "哪家",
            "楼上楼下",
            "是楼上",
            "对门还是",
        ],
        answered: &["###", "楼上", "楼下", "隔壁", "对门", "窗下", "窗户底下", "窗外", "对面"],
        given: &[],
    },
    Asked {
        question: &["几栋几号", "几栋哪", "几栋几楼", "哪一栋", "住几栋", "几栋几单元"],
        answered: &["#栋", "#号楼", "#幢", "#单元", "对门", "隔壁", "楼上", "楼下"],
        given: &[Given::Place],
    },
    Asked {
        question: &["哪一部", "哪部"],
        answered: &[
            "#单元",
            "号梯",
            "货梯",
            "客梯",
            "#号电梯",
            "左边",
            "右边",
            "东边",
            "西边",
            "两部",
            "全停",
        ],
        given: &[],
    },
    Asked {
        question: &["停了几天", "多久了", "几天了", "从几时", "哪天开始"],
        answered: &[
            "天了",
            "个月",
            "半年",
            "星期",
            "礼拜",
            "一周",
            "半天",
            "小时",
            "一年",
            "一下午",
            "一上午",
            "年了",
        ],
        given: &[Given::Lasting],
    },
    Asked {
        question: &["几个人", "几位"],
        answered: &["#个人", "#人", "我一个", "就我", "我们俩"],
        given: &[],
    },
    Asked {
        question: &["整层都", "整栋都", "就您家", "只有您家", "别家有没有", "邻居家"],
        answered: &[
            "整层",
            "整栋",
            "全楼",
            "就我家",
            "只有我家",
            "好几户",
            "几户",
            "邻居都",
            "邻居也",
            "隔壁也",
            "楼下正常",
            "别人家",
            "大家都",
        ],
        given: &[],
    },
    Asked {
        question: &["车停哪儿", "车现在停", "车停在哪"],
        answered: &[
            "停在坡道",
            "停在通道",
            "停在外面",
            "停在路边",
            "横在",
            "停外面",
            "堵在",
            "停在车道",
            "双闪",
            "扔在外面",
            "停在门口",
        ],
        given: &[],
    },
    Asked {
        question: &["车牌多少", "车牌看得", "车牌是多少"],
        answered: &["车牌是", "车牌号是", "粤", "牌照是"],
        given: &[],
    },
    Asked {
        question: &["几层几号位", "哪个位", "车位是几号", "几层哪个"],
        answered: &["#号位", "B1-", "B2-", "B3-", "B1的", "B2的", "#号车位", "自己车位上"],
        given: &[],
    },
    Asked {
        question: &[
            "哪个门口",
            "哪块场地",
            "是哪个单元",
            "哪个投放点",
            "哪一层哪一片",
            "哪个口",
            "在哪一层",
            "在几栋几层",
            "哪间阳台",
            "是哪个门",
            "是哪一层",
        ],
        answered: &[
            "#栋",
            "#单元",
            "#号楼",
            "大堂",
            "南门",
            "北门",
            "东门",
            "西门",
            "负一",
            "负二",
            "架空层",
            "小广场",
            "楼上",
        ],
        given: &[Given::Place],
    },
    Asked {
        question: &["哪个月空着"],
        answered: &["没住过", "就没住", "一直空", "没搬", "没住", "月收"],
        given: &[],
    },
    Asked {
        question: &[
            "一般几点",
            "几点停",
            "几点吵",
            "几点最",
            "几点到几点",
            "几天跳",
            "几点收",
            "什么时候最重",
            "什么时候滴",
        ],
        answered: &["#点", "点半", "点多", "半夜", "每天", "天天", "一整天", "凌晨", "一到晚上"],
        given: &[],
    },
    Asked {
        question: &["伤得怎么样", "伤在哪", "伤着哪", "片子怎么说", "伤着人"],
        answered: &[
            "骨裂",
            "骨折",
            "缝了",
            "石膏",
            "没伤",
            "没咬着",
            "肿了",
            "磕破",
            "拍了片",
            "没砸着",
            "差点砸",
        ],
        given: &[],
    },
    Asked {
        question: &["有人陪着", "上医院看"],
        answered: &["在医院", "石膏", "去医院", "上医院"],
        given: &[],
    },
    Asked { question: &["打针了没有"], answered: &["没咬着", "没咬到", "没咬"], given: &[] },
    Asked {
        question: &["老人孩子等着", "等着用水用电"],
        answered: &["孩子", "老人", "吃奶", "我妈", "我爸", "婴儿", "宝宝", "制氧"],
        given: &[],
    },
    Asked {
        question: &["另一部"],
        answered: &["另一部", "另一台", "就一部", "就一台", "一部电梯", "两部都"],
        given: &[],
    },
    Asked {
        question: &["以前跟谁说过", "之前找的是哪位", "您跟那家说过", "以前找过哪里"],
        answered: &[
            "跟你们",
            "跟管家",
            "跟前台",
            "跟阿姨",
            "跟保安",
            "师傅来",
            "打过",
            "报修报",
            "我打了",
            "说过",
            "反映过",
            "12345",
            "上去敲",
            "敲过门",
            "跟他们说",
            "报了",
        ],
        given: &[],
    },
];

/// A text without the halves of its question that are known already: `占位的车牌多少，您的车停哪儿了？` asks for the plate
/// alone where he said that he stands in the driveway. `None` when nothing is left to say.
pub fn still_asked(text: &str, now: &Circumstances) -> Option<String> {
    // 几点收，我去问，行吗 asks for his consent and for nothing that he told.
    let Some(question) = text.strip_suffix('？').filter(|asks| !asks.ends_with("行吗")) else {
        return Some(text.to_owned());
    };
    let asks = |half: &str, asked: &Asked| asked.question.iter().any(|word| half.contains(word));
    let known = |asked: &Asked| {
        asked.given.iter().any(|given| now.given.contains(given))
            || asked.answered.iter().any(|word| told(&now.told, word))
    };
    let open = |half: &&str| !ASKED.iter().any(|asked| asks(half, asked) && known(asked));
    let halves: Vec<&str> = question.split('，').collect();
    let kept: Vec<&str> = halves.iter().copied().filter(open).collect();
    if kept.len() == halves.len() {
        return Some(text.to_owned());
    }
    let asking = |half: &str| {
        ["吗", "哪", "几", "多少", "什么", "没有", "怎么", "还是"].iter().any(|word| half.contains(word))
    };
    let left = kept.join("，");
    match kept.iter().any(|half| asking(half)) {
        true => Some(format!("{left}？")),
        // What we do now is told without the question.
        false => left.starts_with('我').then(|| format!("{left}。")),
    }
}

/// Whether a word was said; `#` before it stands for a numeral, `###` for the number of a room.
fn told(words: &str, word: &str) -> bool {
    match word.strip_prefix('#') {
        None => heard(words, word),
        // A room: 403.
        Some("##") => words.split(|c: char| !c.is_ascii_digit()).any(|digits| matches!(digits.len(), 3 | 4)),
        Some(unit) => words.match_indices(unit).any(|(at, _)| {
            let before = words[..at].chars().next_back();
            before.is_some_and(|c| c.is_ascii_alphanumeric() || "一二三四五六七八九十两".contains(c))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_is_not_asked() {
        let now = |told: &str| Circumstances { told: told.into(), ..Circumstances::default() };
        for (said, question, known) in [
            ("刚刚一个啤酒瓶子砸下来", "在哪一面，大概几点？", true),
            ("一个啤酒瓶子砸下来", "在哪一面，大概几点？", false),
            ("盆都接了三盆了", "我这就报修，您这会儿在家吗？", true),
            ("一单元电梯坏了", "是哪一部，眼下另一部能坐吗？", true),
            ("电梯坏了", "是哪一部，眼下另一部能坐吗？", false),
            ("对门在走廊充电", "在几栋几号，夜里吵不吵？", true),
            ("电梯停了", "还有要补的吗？", false),
        ] {
            assert_eq!(
                still_asked(question, &now(said)).as_deref() != Some(question),
                known,
                "{said} / {question}"
            );
        }
        let halved = still_asked("占位的车牌多少，您的车停哪儿了？", &now("我现在停在坡道上"));
        assert_eq!(halved.as_deref(), Some("占位的车牌多少？"));
        assert_eq!(still_asked("是从哪天开始的，几天了？", &now("坏了三天了")), None);
        let placed = Circumstances { given: vec![Given::Place], ..Circumstances::default() };
        assert_eq!(still_asked("在几栋几号，夜里吵不吵？", &placed).as_deref(), None);
    }
}
