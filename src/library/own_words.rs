//! What the owner said, in brief and in the second person, as it is said back to him: a run of his own clauses that tells
//! something of the matter, short enough for one breath or two. What is only anger, politeness, a command or somebody
//! else's talk is left out; where nothing telling remains, the gist in the record has to do. Ledger 01-21, 03-01.

use crate::domain::code::CaseKind;
use crate::library::clause::{self, ToldClause};
use crate::library::clause_subject::things;
use crate::library::noted_summary::{
    SMALL, WITH_WISH, facts_read_back, is_wish, repeats, tells_all, whole_wish, with_noted_wishes,
};
use crate::library::restating::{ENDS, OPENINGS, clauses, to_owner};
use crate::library::wants;

/// Longest run that is read back.
const LONGEST: usize = 30;
/// A shorter clause behind the first adds nothing by itself: 五分钟.
const BRIEF: usize = 4;
/// So many clauses are read back at most.
const PARTS: usize = 4;
/// A gist that is shorter tells little of the matter: 僵尸车占位.
const TELLING: usize = 8;
/// Longest praise or question that is said back as a whole.
const WHOLE: usize = 30;

/// What the record says of it, as it stands behind 您问 and 您要: a question without 想问, praise without what follows.
pub fn as_asked(kind: CaseKind, noted: &str) -> Option<String> {
    match kind {
        CaseKind::Enquiry => ["您想问", "您问"].iter().find_map(|head| match noted.strip_prefix(head) {
            Some(asked) => Some(asked.to_owned()),
            // He is the tenant. What is beside the question comes first: 门禁卡丢了，您想问怎么补办.
            None => noted
                .split_once(&format!("，{head}"))
                .map(|(before, asked)| format!("{}，{asked}", before.trim_start_matches("租户"))),
        }),
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

/// What the owner said, as it is said back to him in a case of this kind, where it is sure; `None` when nothing of it is, and
/// the gist as noted – in the second person, where there is one – has to do. Ledger 03-01.
pub fn said_back(kind: CaseKind, words: &str, noted: Option<&str>) -> Option<String> {
    let words = &untagged(words).replace("业主群", "小区群").replace("业主", "邻居");
    match kind {
        CaseKind::Enquiry => {
            let full =
                |asked: &str| noted.is_none_or(|noted| tells_all(asked, noted.trim_start_matches("您想问")));
            asked(words).filter(|asked| noted.is_none() || stands(asked) && full(asked))
        }
        CaseKind::Praise => {
            let all = clauses(words).map(|clause| clause.trim_end_matches(ENDS));
            let all: Vec<&str> = all.filter(|clause| *clause != "那个谁").collect();
            let thanks = |clause: &&str| ["谢谢", "感谢", "得表扬"].iter().any(|word| clause.contains(word));
            let told: Vec<&str> = all.iter().copied().filter(|clause| !thanks(clause)).collect();
            // Of thanks that begin with the name nothing is left to say whose they are.
            let named = all.first().is_some_and(|first| !thanks(first));
            let told = told.join("，");
            let fits = (2..=WHOLE).contains(&told.chars().count()) && (named || noted.is_none());
            fits.then(|| to_owner(&told))
        }
        // What was noted as his suggestion, where his words leave something of it out.
        CaseKind::Suggestion if noted.is_some_and(|noted| whole_wish(noted).is_some()) => {
            let noted = whole_wish(noted?)?;
            let own =
                said_back(kind, words, None).filter(|own| tells_all(own, noted.trim_start_matches('您')));
            Some(own.unwrap_or(noted))
        }
        CaseKind::Suggestion if noted.is_some_and(|noted| facts_read_back(noted).is_some()) => {
            let noted = noted?;
            Some(with_noted_wishes(facts_read_back(noted)?, words, noted))
        }
        CaseKind::Suggestion => {
            let brief = wished(words)?;
            let brief = brief.trim_start_matches("建议").to_owned();
            let wish = wants::in_words(words).filter(|wish| !repeats(wish, &brief));
            Some(wish.map_or(brief.clone(), |wish| format!("{brief}，{wish}")))
        }
        CaseKind::Complaint | CaseKind::Repair => {
            let noted = noted.unwrap_or_default();
            let own = || in_brief(words, Some(noted).filter(|noted| !noted.is_empty()));
            match facts_read_back(noted) {
                // What was noted was noted to be read back; of a few letters his own words tell more.
                Some(told) if told.chars().count() < TELLING => {
                    Some(with_noted_wishes(own().unwrap_or(told), words, noted))
                }
                Some(told) => Some(with_noted_wishes(told, words, noted)),
                None => whole_wish(noted).or_else(|| Some(with_wish(own()?, words, noted))),
            }
        }
    }
}

/// Whether a question says by itself what it is about: 这个卡怎么恢复 does not.
fn stands(asked: &str) -> bool {
    !asked.starts_with(['这', '那', '它', '他', '她']) && !things(asked).is_empty()
}

/// The matter with what the owner wants behind it, as he said it, else as the gist has it, where it is not said yet.
fn with_wish(said: String, words: &str, noted: &str) -> String {
    let wish = noted.split('，').find(|part| is_wish(part));
    let told = |wish: &str| ["您要", "您想"].iter().any(|own| said.contains(own)) || repeats(wish, &said);
    let own = wants::in_words(words).filter(|own| !told(own));
    let noted = wish.filter(|wish| !told(wish));
    let wish = own.or_else(|| noted.map(str::to_owned));
    match wish.filter(|wish| said.chars().count() + wish.chars().count() <= WITH_WISH) {
        Some(wish) if wish.starts_with(['想', '也']) => {
            format!("{said}，您{}", wish.trim_start_matches('也'))
        }
        Some(wish) => format!("{said}，{wish}"),
        None => said,
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
    let kin = told.iter().find_map(|one| KIN.iter().find(|who| one.contains(**who)).copied());
    let asks = |bare: &&&str| ASKS.iter().any(|word| bare.contains(word));
    let bare = referred(told.iter().find(asks).or(told.first())?, kin);
    let bare = bare.as_str();
    // 您是租客能不能办 is told of himself; a question to us by name is not.
    if bare.contains(['你', '您']) && !clause::speaks_of_us(bare) {
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

/// So many clauses are looked at.
const CLAUSES: usize = 60;

/// The clauses of the words in their order, those that are not said back as a gap.
fn judged(words: &str, wishes: bool) -> Vec<Option<ToldClause>> {
    let words = untagged(words);
    let words = words.as_str();
    // 匿名反映：, 补充： and the like are the writer's.
    let head = words.char_indices().take(8).find(|(_, c)| matches!(c, '：' | ':'));
    let words = head.map_or(words, |(at, mark)| &words[at + mark.len_utf8()..]);
    // What is listed belongs together.
    let words = &words.replace('、', "和");
    // Of a flood of words the beginning is looked at.
    let mut kin = None;
    let told = clauses(words).take(CLAUSES).map(|one| {
        let one = referred(one, kin);
        kin = KIN.iter().find(|who| one.contains(**who)).copied().or(kin);
        clause::told(&one, wishes)
    });
    told.collect()
}

/// Of the owner's people those who are spoken of as 她 and 他 afterwards.
const KIN: [&str; 17] = [
    "我婆婆",
    "我公公",
    "我妈",
    "我爸",
    "我奶奶",
    "我爷爷",
    "我外婆",
    "我女儿",
    "我儿子",
    "我老伴",
    "我老公",
    "我老婆",
    "我爱人",
    "我先生",
    "我太太",
    "我媳妇",
    "我老丈人",
];

/// A clause with its 她 or 他 named, where somebody of the owner's was named before: 她家没水 behind 我妈一个人住.
fn referred(clause: &str, kin: Option<&str>) -> String {
    match (kin, clause.strip_prefix(['她', '他'])) {
        (Some(kin), Some(rest)) if !rest.starts_with(['说', '们', '让', '叫', '问', '又']) => {
            format!("{kin}{rest}")
        }
        _ => clause.to_owned(),
    }
}

/// What the owner said, to be said back to him; `None` when his words leave nothing that is sure: a clause that names its
/// thing and what is amiss, with what stands right behind it, and – where a gist was noted – with what the gist holds.
pub fn in_brief(words: &str, noted: Option<&str>) -> Option<String> {
    let said = judged(words, false);
    let facts = noted.unwrap_or_default().split('，').take_while(|part| !is_wish(part));
    let facts: Vec<&str> = facts.filter(|part| !part.is_empty()).collect();
    let runs = (0..said.len()).filter_map(|from| run(&said, from));
    let covers = |text: &str| facts.iter().filter(|fact| shares(fact, text)).count();
    let agrees = |run: &ClauseRun| {
        facts.first().is_none_or(|fact| shares(fact, &run.text) || 2 * covers(&run.text) >= facts.len())
    };
    // Of runs that tell as much the earliest.
    // Of few words with nothing to leave out nothing is lost; with something left out they do where nothing was noted.
    let few = whole(&said);
    let meant = |text: &str| {
        facts.is_empty()
            || facts.iter().any(|fact| shares(fact, text))
            || said.iter().flatten().any(|one| one.main)
    };
    if few.as_deref().is_some_and(meant) && said.iter().all(Option::is_some) {
        return few;
    }
    let best = runs
        .filter(agrees)
        .max_by_key(|run| (covers(&run.text), run.tells >= clause::AMISS, std::cmp::Reverse(run.from)));
    best.map(|run| named_before(&said, run)).or_else(|| few.filter(|_| facts.is_empty()))
}

/// Whether something of a gist may be read out: a fact told as one speaks, or a wish alone.
pub fn is_spoken(noted: &str) -> bool {
    facts_read_back(noted).is_some() || noted.split('，').next().is_some_and(is_wish)
}

/// Whether a noted wish is none of his: 限我三天拆鞋柜 is told of what is wanted of him.
pub fn is_told_of_us(words: &str, noted: &str) -> bool {
    let bid = ["限我", "叫我拆", "让我拆", "逼我", "要我拆", "不让我"];
    is_wish(noted) && bid.iter().any(|word| words.contains(word))
}

/// What of the words tells of the matter itself, for finding out what it is about; all of them where no clause is sure.
pub fn matter(words: &str) -> String {
    let said = judged(words, false);
    let main = said.iter().flatten().filter(|one| one.main);
    let read = (0..said.len()).filter_map(|from| run(&said, from)).map(|run| run.text);
    let told: Vec<String> = read.chain(main.map(|one| one.said.clone())).collect();
    if told.is_empty() { words.to_owned() } else { told.join("，") }
}

/// Clauses of the owner's that stand together.
struct ClauseRun {
    from: usize,
    text: String,
    tells: usize,
}

/// A run with what its first words named: 广场舞 before 音响开那么大.
fn named_before(said: &[Option<ToldClause>], run: ClauseRun) -> String {
    const NAME: usize = 8;
    let first = said.iter().take(run.from).position(Option::is_some);
    let first = first.and_then(|at| said[at].as_ref()).filter(|first| first.sets && first.length() <= NAME);
    match first.filter(|first| first.length() + run.text.chars().count() <= LONGEST + NAME) {
        Some(first) if !run.text.contains(first.said.as_str()) => format!("{}，{}", first.said, run.text),
        _ => run.text,
    }
}

/// The run that begins at a clause, as long as one breath or two; `None` where the clause cannot be the first.
fn run(said: &[Option<ToldClause>], from: usize) -> Option<ClauseRun> {
    let first = said[from].as_ref()?;
    // Of the two behind it one says what is amiss: 那个烟感，就天花板上那个，盖子掉下来一半.
    let next = said[from + 1..].iter().take(2).flatten().find(|next| next.tells >= clause::AMISS);
    // What comes of something that was left out is about nothing.
    let lost = first.comes_of && from.checked_sub(1).is_some_and(|before| said[before].is_none());
    // 我没漏水 is what he defends himself with.
    let denies = ["您没", "您不"].iter().any(|head| first.said.starts_with(head));
    let leads = (first.main && !lost || first.sets && next.is_some()) && !denies;
    if !leads {
        return None;
    }
    let home = from.checked_sub(1).and_then(|before| said[before].as_ref());
    let home = home.filter(|home| home.lives && home.length() + first.length() <= LONGEST);
    let mut parts: Vec<&ToldClause> = home.into_iter().chain([first]).collect();
    let mut broken = false;
    for one in &said[from + 1..] {
        let Some(one) = one else {
            broken = true;
            continue;
        };
        // What is beside the matter is left out, and behind a gap all that needs something before it.
        let beside =
            is_own_act(&one.said) || !one.main && (!one.adds || one.length() < BRIEF || !stands_behind(one));
        if beside || one.said.starts_with(['他', '她']) {
            broken = true;
            continue;
        }
        let length: usize = parts.iter().map(|part| part.length()).sum();
        if broken && !one.main && !one.counts && !one.suffers
            || length + one.length() > LONGEST
            || parts.len() >= PARTS
        {
            break;
        }
        parts.push(one);
    }
    let tells = parts.iter().map(|part| part.tells).sum();
    let text = parts.iter().map(|part| part.said.as_str()).collect::<Vec<_>>().join("，");
    Some(ClauseRun { from, text, tells })
}

/// Whether a clause behind the first says by itself what it is about: how long, how often, how it is, who suffers. Of a
/// clause that begins with what somebody does – 涂那个药水一天涂三次 – the reader asks who.
fn stands_behind(one: &ToldClause) -> bool {
    const DONE: &str = "涂挂抠扔贴挪弄走跑喊打找报问叫去修拿看听搞交写站说讲来回给遇买租换等住吃喝送要想";
    // 报修半个月没人弄 tells of us.
    let done = one.said.starts_with(|c| DONE.contains(c)) && !one.said.starts_with("报修");
    !done && ["您这边", "您自己"].iter().all(|word| !one.said.contains(word)) && !is_own_act(&one.said)
}

/// Whether a clause tells only what he does himself: 您要煮饭给孙子上学.
fn is_own_act(said: &str) -> bool {
    ["您要", "您想", "您得", "您去", "您在", "您住", "您又", "您没", "您不", "您自己"]
        .iter()
        .any(|head| said.starts_with(head))
}

/// Few words, of which nothing was left out before or between what is said back.
fn whole(said: &[Option<ToldClause>]) -> Option<String> {
    let from = said.iter().position(Option::is_some)?;
    let kept: Vec<&ToldClause> = said[from..].iter().map_while(Option::as_ref).collect();
    let none_behind = said.iter().filter(|one| one.is_some()).count() == kept.len();
    let length: usize = kept.iter().map(|one| one.length()).sum();
    let few = (1..=3).contains(&kept.len()) && none_behind && length <= LONGEST;
    let tells = kept.iter().any(|one| one.tells > 0);
    let first = kept[0];
    let begins = !first.hangs && !first.comes_of && (first.main || from == 0 && !first.said.contains('也'));
    (few && tells && begins).then(|| joined(&kept))
}

fn joined(told: &[&ToldClause]) -> String {
    told.iter().map(|one| one.said.as_str()).collect::<Vec<_>>().join("，")
}

/// Whether two texts speak of the same: of one thing, or two letters in common that stand together, no small word.
fn shares(one: &str, other: &str) -> bool {
    let letters: Vec<char> = one.chars().collect();
    let telling = |c: &char| !SMALL.contains(*c) && c.is_alphanumeric();
    let mut pairs = letters.windows(2).filter(|pair| pair.iter().all(telling));
    let named = |text: &str| things(text).into_iter().map(|one| one.name).filter(|name| !name.is_empty());
    pairs.any(|pair| other.contains(&pair.iter().collect::<String>()))
        || named(one).any(|name| named(other).any(|another| another == name))
}

/// What somebody came with as a wish, in his words.
fn wished(words: &str) -> Option<String> {
    let said: Vec<ToldClause> = judged(words, true).into_iter().flatten().collect();
    let mut kept: Vec<&ToldClause> = Vec::new();
    for one in &said {
        if kept.iter().map(|one| one.length()).sum::<usize>() + one.length() > LONGEST {
            break;
        }
        kept.push(one);
    }
    let first = kept.first().filter(|first| !first.hangs)?;
    (first.length() >= 4).then(|| joined(&kept))
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
            assert_eq!(in_brief(words, None).as_deref(), brief, "{words}");
        }
    }

    #[test]
    fn what_is_not_sure_gives_way_to_what_was_noted() {
        let said = |words: &str, noted: &str| said_back(CaseKind::Complaint, words, Some(noted));
        for (words, noted, back) in [
            // The clause with the subject was dropped: what is left of it is about nothing.
            ("谁允许你们把它拆了的，拆完三天没装回去", "门口扶手拆了三天没装", Some("门口扶手拆了三天没装")),
            // Only what stands beside the matter is clean.
            ("我住顶楼，一宿没合眼，那水泵吵得跟打雷似的", "水泵夜里响", Some("水泵夜里响")),
            // A clean clause that is about the matter noted is his own words, with the wish behind it.
            (
                "我家阳台顶上滴水，地板都翘了，你们今天必须来人",
                "阳台顶上滴水，您希望今天上门",
                Some("您家阳台顶上滴水，地板都翘了，您希望今天上门"),
            ),
            // What he said he wants is not wished twice.
            (
                "自行车放楼下丢了，我要看录像",
                "自行车丢了，您希望看录像",
                Some("自行车放楼下丢了，您要看录像"),
            ),
            // Names and figures of speech are not read back.
            ("那个姓马的保安凶得要命", "保安说话难听", Some("保安说话难听")),
            // What sounds like a file is not read out.
            ("我跟你们说不清楚", "租户求助，监控正常", None),
        ] {
            assert_eq!(said(words, noted).as_deref(), back, "{words}");
        }
    }

    #[test]
    fn of_a_gist_that_tells_more_than_his_words_nothing_is_left_out() {
        let said = |words: &str, noted: &str| said_back(CaseKind::Complaint, words, Some(noted)).unwrap();
        for (words, noted, back) in [
            (
                "我跑外卖的，充电桩扫了五块，插上去灯闪两下就灭了，十块没了",
                "充电桩两次扣费共10元没充上电，运营商客服推给物业，您希望退款",
                "充电桩两次扣费共10元没充上电，运营商客服推给物业，您希望退款",
            ),
            // Of a gist of one clause his own words tell more.
            (
                "有辆破车落满灰停了大半年",
                "僵尸车占位，您希望早点清走",
                "有辆破车落满灰停了大半年，您希望早点清走",
            ),
            // A question of his stands before what was made of it.
            (
                "一条金毛没绳，扑我身上，我就想知道那人是几楼的",
                "大狗没牵绳扑人，在电梯厅，您希望我们来处理",
                "大狗没牵绳扑人，在电梯厅，您想知道那人是几楼的，希望我们来处理",
            ),
        ] {
            assert_eq!(said(words, noted), back, "{words}");
        }
        let idea = said_back(
            CaseKind::Suggestion,
            "我也没什么意见，北边那条长坡走到一半没地方歇，要是能摆两条木头长凳就好了",
            Some("您建议北坡中段设木长凳与拐杖挂钩，凉亭灯延时"),
        );
        assert_eq!(idea.as_deref(), Some("您建议北坡中段设木长凳与拐杖挂钩，凉亭灯延时"));
        let asked = |noted: &str| crate::library::noted_summary::asked_of(noted);
        assert_eq!(asked("楼道刷漆没通知，您想知道几时能干").as_deref(), Some("几时能干"));
        assert_eq!(asked("大狗扑人，您想知道那人是几楼的"), None, "nobody's to find out for him");
    }

    #[test]
    fn questions_noises_and_figures_of_speech_are_left_out() {
        for (words, brief) in [
            ("今天有人修吗，厨房水管漏了", Some("厨房水管漏了")),
            ("地下室水泵轰轰轰，墙都在抖", None),
            ("楼道灯坏了一个月，黑得跟坟地似的", Some("楼道灯坏了一个月")),
            ("广场舞！音响太吵，孩子睡不着", Some("广场舞，音响太吵，孩子睡不着")),
            ("说家里水龙头放出来的水是黄的", Some("家里水龙头放出来的水是黄的")),
        ] {
            assert_eq!(in_brief(words, None).as_deref(), brief, "{words}");
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
            assert_eq!(said_back(kind, words, None).as_deref(), Some(said), "{words}");
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
            let said = in_brief(words, None).unwrap();
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
