//! What a question asks for, and whether it is known: nobody is asked what he has just said or what the record holds.
//! Words only.

use crate::library::heard::heard;
use crate::library::moment::Given;
use crate::library::phrase::Circumstances;

/// A question, and what answers it.
struct Asked {
    /// Words of the question, one of them.
    question: &'static [&'static str],
    /// What the owner said then, or what stands in the gist.
    answered: &'static [&'static str],
    /// What the record holds then.
    given: &'static [Given],
}

const ASKED: [Asked; 9] = [
    Asked {
        question: &["大概几点", "几点的事", "什么时候的", "几时的事", "哪一天", "哪天的事", "大概几时"],
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
        given: &[],
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
        question: &["哪个方向", "从哪边", "哪一家", "哪一户", "哪家", "楼上楼下", "是楼上", "对门还是"],
        answered: &["楼上", "楼下", "隔壁", "对门", "窗下", "窗户底下", "窗外", "对面"],
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
];

/// Whether a text asks what is known already.
pub fn is_known(text: &str, now: &Circumstances) -> bool {
    if !text.contains('？') {
        return false;
    }
    let asks = |asked: &Asked| asked.question.iter().any(|word| text.contains(word));
    let known = |asked: &Asked| {
        asked.given.iter().any(|given| now.given.contains(given))
            || asked.answered.iter().any(|word| told(&now.told, word))
    };
    ASKED.iter().any(|asked| asks(asked) && known(asked))
}

/// Whether a word was said; `#` before it stands for a numeral.
fn told(words: &str, word: &str) -> bool {
    match word.strip_prefix('#') {
        None => heard(words, word),
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
            assert_eq!(is_known(question, &now(said)), known, "{said} / {question}");
        }
        let placed = Circumstances { given: vec![Given::Place], ..Circumstances::default() };
        assert!(is_known("在几栋几号，夜里吵不吵？", &placed));
    }
}
