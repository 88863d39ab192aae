//! One clause of what the owner said, as it may be said back to him: without its opening, in the second person – or
//! nothing, where it is a question, a curse, a command, a figure of speech, or speaks of one of us by name. And how far it
//! stands by itself: whether it names the thing and says what is amiss with it. Ledger 01-21, 03-01.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::library::clause_subject;
use crate::library::restating::{ASKING, ENDS, OMITTED, OPENINGS, to_owner};

/// The words by which a clause is judged.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClauseWords {
    heads: Vec<String>,
    hanging: Vec<String>,
    questions: Vec<String>,
    figures: Vec<String>,
    unsaid: Vec<String>,
    amiss: Vec<String>,
    befell: Vec<String>,
    suffers: Vec<String>,
}

#[expect(
    clippy::expect_used,
    reason = "the file is compiled in and a test parses it; there is nothing a user could do"
)]
fn words() -> &'static ClauseWords {
    static SHIPPED: OnceLock<ClauseWords> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        toml::from_str(include_str!("../../assets/library/clauses.toml"))
            .expect("shipped words of clauses are well formed")
    })
}

/// Whether one of the words stands in a text.
fn holds(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}

/// A curse for others that is a matter here.
const MATTERS: [&str; 1] = ["垃圾"];
const NUMBERS: &str = "一二三四五六七八九十两半几0123456789";
const UNITS: [&str; 17] = [
    "度",
    "天",
    "周",
    "个月",
    "个星期",
    "礼拜",
    "次",
    "回",
    "年",
    "分钟",
    "小时",
    "晚上",
    "遍",
    "趟",
    "块",
    "百",
    "千",
];

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

/// Verbs that keep what stands behind them from being what the clause is about.
const DOES: &str = "换等打找报问叫去修拿看听喊弄搞交写站说讲来回让把给请碰遇买租";

/// A time that begins like something pointed at.
const TIMES_NOW: [&str; 7] = ["这个月", "这几天", "这两天", "这阵", "这段", "这周", "这一"];
/// Words of time and way that hold one of [`DOES`] and do nothing.
const TIMES: [&str; 16] = [
    "去年", "回来", "上来", "下来", "出来", "进来", "近来", "以来", "从来", "本来", "原来", "上回", "这回",
    "那回", "说好", "问题",
];

/// A clause that may be said back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ToldClause {
    /// As it is said to the owner.
    pub said: String,
    /// It names its thing and what is amiss with it: it needs no other clause.
    pub main: bool,
    /// It names a thing or a place and no more: what comes behind says what is amiss.
    pub sets: bool,
    /// It only says where the owner lives.
    pub lives: bool,
    /// It hangs on what was said before it.
    pub hangs: bool,
    /// It tells what comes of something.
    pub comes_of: bool,
    /// How much it tells: something amiss, a number of times or a length of time.
    pub tells: usize,
    /// It adds something to what was said before it: how long, how often, how it is, what somebody suffers.
    pub adds: bool,
    /// It tells how often or how long.
    pub counts: bool,
    /// It tells what comes of it for him or his people.
    pub suffers: bool,
}

impl ToldClause {
    /// Its length in characters.
    pub fn length(&self) -> usize {
        self.said.chars().count()
    }
}

/// One clause as it is said back; `None` where there is nothing to say back. A question about what could be done is
/// said back only where somebody came with a wish.
pub(super) fn told(clause: &str, wishes: bool) -> Option<ToldClause> {
    let bare = opened(clause.trim_end_matches(ENDS).trim());
    let words = words();
    let omitted = OMITTED.iter().any(|word| !MATTERS.contains(word) && bare.contains(word));
    if omitted
        || holds(&bare, &words.unsaid)
        || holds(&bare, &words.figures)
        || is_quoted(clause)
        || is_cursed(&bare)
    {
        return None;
    }
    // Who he is is not the matter.
    let himself = ["我是", "本人"].iter().any(|head| bare.starts_with(head)) && !bare.contains(['被', '要']);
    // 跟水帘洞一样 is no matter.
    let likens = bare.ends_with("一样") && bare.contains(['跟', '像']);
    let asked = ["能不能", "是不是"];
    let doubts = !wishes && (asked.iter().any(|word| bare.contains(word)) || doubles(&bare));
    let claims = bare.starts_with("凭什么");
    let names = !wishes && names_one_of_us(&bare);
    if doubts || claims || names || likens || (himself && !wishes) || !speaks_of_us(&bare) {
        return None;
    }
    // 怎么多收了一个月 tells that it was; 怎么下楼 asks.
    let asks_how = bare.split_once("怎么").is_some_and(|(before, behind)| {
        !before.is_empty() && !behind.starts_with(|c| TELLING_HOW.contains(c))
    });
    if asks_how && !wishes {
        return None;
    }
    let said = ASKING.iter().chain(&asked).fold(bare.clone(), |rest, word| rest.replace(word, ""));
    let said = said.trim_end_matches(['呢', '啊', '吧', '呀', '嘛', '哎', '哈', '哦']).trim();
    // 说家里没水 tells that there is no water.
    let told = said
        .strip_prefix('说')
        .filter(|rest| clause_subject::things(rest).first().is_some_and(|one| one.at == 0));
    let said = told.unwrap_or(said);
    let asks = clause.ends_with(['？', '?']);
    let addressed = bare.contains(['你', '您']) || bare.ends_with(['没', '不']);
    let questions = !wishes && holds(said, &words.questions);
    let length = said.chars().count();
    if length < 3 || questions || (asks && (addressed || length < 4)) {
        return None;
    }
    let things = clause_subject::things(said);
    let subject = things.iter().find(|one| !one.place && is_light(&said[..one.at]));
    let time = TIMES_NOW.iter().any(|head| said.starts_with(head));
    let hangs = !time && words.hanging.iter().any(|head| said.starts_with(head.as_str()));
    let amiss = |from: usize| tells(&said[from..]) > 0;
    // What befell him or his people is the matter, whatever it was that did it.
    let befell = said.starts_with('我') && holds(said, &words.befell);
    // Whoever is named first as his own may do something before the thing comes: 我儿子放学回来刷脸进不去.
    let own = said.starts_with('我') && things.iter().any(|one| !one.place && amiss(one.at));
    let main = !hangs && (befell || own || subject.is_some_and(|one| amiss(one.at)));
    // 墙都在抖 is what comes of the matter; 水都停三天了 is the matter.
    let comes_of = subject.is_some_and(|one| said[one.end..].starts_with(['都', '也'])) && !counts(said);
    Some(ToldClause {
        said: to_owner(said),
        main,
        sets: !hangs && !main && length <= SETTING && subject.is_some(),
        lives: said.starts_with("我住"),
        hangs,
        comes_of,
        tells: tells(said),
        adds: adds(said),
        counts: counts(said),
        suffers: holds(said, &words.suffers),
    })
}

/// Behind 怎么 these tell something all the same.
const TELLING_HOW: &str = "多少又还会就这那突一没不老总";
/// Longest clause that only says what it is about.
const SETTING: usize = 14;

/// Whether what stands before a thing leaves it the subject: a time, a place, whose it is – no verb.
fn is_light(before: &str) -> bool {
    let before = TIMES.iter().fold(before.to_owned(), |rest, word| rest.replace(word, ""));
    !before.chars().any(|c| DOES.contains(c))
}

/// Without what it begins with that says nothing; 我就住一楼 is said back as 您住一楼, 你们那个 as what it names.
fn opened(bare: &str) -> String {
    let heads = || OPENINGS.iter().copied().chain(words().heads.iter().map(String::as_str));
    let begun = |bare: &str| heads().find_map(|head| bare.strip_prefix(head).map(str::to_owned));
    let mut bare = bare.to_owned();
    while let Some(rest) = begun(&bare) {
        bare = rest.trim_start_matches(ENDS).to_owned();
    }
    for head in ["我就", "我可", "就我", "反正我"] {
        if let Some(rest) = bare.strip_prefix(head) {
            bare = format!("我{rest}");
        }
    }
    bare.replace("你们那个", "").replace("你们这个", "").replace("你们那", "").replace("你们这", "")
}

/// Whether somebody's words are quoted, or there is a sign in it that nobody says.
fn is_quoted(clause: &str) -> bool {
    const FIRST: char = '\u{1F000}';
    clause.contains(['“', '”', '（', '）', '@']) || clause.chars().any(|c| c >= FIRST)
}

/// 垃圾 is a curse only before those whom it is meant for. One letter thrice is a noise, no word.
fn is_cursed(bare: &str) -> bool {
    let curse = ["垃圾物业", "垃圾公司", "垃圾服务", "一群垃圾"].iter().any(|curse| bare.contains(curse));
    let letters: Vec<char> = bare.chars().collect();
    let noise =
        letters.windows(3).any(|three| three.iter().all(|one| *one == three[0]) && !three[0].is_ascii());
    curse || noise
}

/// Whether one of us is spoken of by name: 姓孙的, 小刘师傅.
fn names_one_of_us(bare: &str) -> bool {
    let letters: Vec<char> = bare.chars().collect();
    let surname = letters.windows(3).any(|three| three[0] == '姓' && three[2] == '的');
    let called = bare.match_indices("师傅").any(|(at, _)| {
        let mut before = bare[..at].chars().rev();
        let name = before.next();
        name.is_some() && before.next().is_some_and(|c| matches!(c, '小' | '老'))
    });
    surname || called || bare.contains("工号")
}
/// Whether a clause asks by doubling a word: 交没交, 管不管, 烦不烦.
fn doubles(clause: &str) -> bool {
    let letters: Vec<char> = clause.chars().collect();
    letters.windows(3).any(|three| three[0] == three[2] && matches!(three[1], '不' | '没'))
}

/// Whether 你 in a clause can be turned to 我们 with its sense kept.
pub(super) fn speaks_of_us(clause: &str) -> bool {
    let ours = |rest: &str| OURS.iter().any(|word| rest.starts_with(word));
    !clause.contains(['你', '您'])
        || clause.strip_prefix("你们").is_some_and(|rest| ours(rest) && !rest.contains(['你', '您']))
}

/// So much a clause tells that says what is amiss; a number alone tells less.
pub(super) const AMISS: usize = 3;

/// Whether a text says that something is amiss.
pub(super) fn is_amiss(text: &str) -> bool {
    holds(text, &words().amiss)
}

/// How much a clause tells: something amiss, a number of times or a length of time.
fn tells(clause: &str) -> usize {
    AMISS * usize::from(holds(clause, &words().amiss)) + 2 * usize::from(counts(clause))
}

/// Whether a clause adds to the matter: what he himself does or does not beside it adds nothing.
fn adds(clause: &str) -> bool {
    let words = words();
    counts(clause)
        || holds(clause, &words.suffers)
        || !clause.starts_with('我') && holds(clause, &words.amiss)
}

/// Whether a clause tells how often or how long.
fn counts(clause: &str) -> bool {
    UNITS.iter().any(|unit| {
        clause
            .match_indices(unit)
            .any(|(at, _)| clause[..at].chars().next_back().is_some_and(|before| NUMBERS.contains(before)))
    })
}
