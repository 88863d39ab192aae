//! The gist of a case as it is read back to its owner. Receptionists note it as records are written (`未修复，要求整改`);
//! read out, it is turned to the second person and to words that people say. Nothing here knows a case or a sentence.
//! Ledger 03-01, 12-69.

use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::library::guard;
use crate::library::second_person::{DAYS, to_owner};

/// How written words are said.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GistWords {
    /// How the beginning of a clause turns to the owner.
    turns: Vec<(String, String)>,
    /// A wish that is one bare word, and how one says it.
    bare: Vec<(String, String)>,
    /// Written words and how one says them, the longer ones first.
    plain: Vec<(String, String)>,
    /// Words of a file: a clause with one of them is not read out.
    filed: Vec<String>,
}

#[expect(
    clippy::expect_used,
    reason = "the file is compiled in and a test parses it; there is nothing a user could do"
)]
fn words() -> &'static GistWords {
    static SHIPPED: OnceLock<GistWords> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        toml::from_str(include_str!("../../assets/library/gist.toml"))
            .expect("shipped words of gists are well formed")
    })
}

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
/// What a wish is written with; what stands behind it is what the owner wants.
const WISHES: [&str; 5] = ["强烈要求", "坚决要求", "要求", "请求", "希望"];
/// In the middle of a clause the wish begins with these.
const ASKED_FOR: [&str; 7] = ["要求", "申请", "询问", "咨询", "质疑", "请求", "希望"];
/// A clause that begins so is one wish.
const TURNED_WHOLE: [&str; 7] = ["询问", "咨询", "质疑", "怀疑", "反对", "建议", "表扬"];
/// Before 要求 in the middle of a clause these make it a noun.
const NO_WISH: &str = "的有无该此其按照被";
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

/// So long a word for who says so is at most.
const SAYS: usize = 5;

/// The matter without the word for where it came from: `匿名反映夜班脱岗` is read back as `夜班脱岗`.
pub fn core(summary: &str) -> &str {
    let behind = HEADS.iter().find_map(|head| summary.strip_prefix(head)).or_else(|| {
        // 租户反映, 孕妇反映, 12345反映: who said so; 第三次反映 tells something.
        let (who, matter) = summary.split_once("反映")?;
        let short = (2..=SAYS).contains(&who.chars().count());
        (short && !who.contains(['次', '回', '楼', '下', '上', '多'])).then_some(matter)
    });
    let behind = behind.filter(|matter| !matter.is_empty()).unwrap_or(summary);
    // 12345工单：, 业主群发图：, 几位老人建议：: where it came from.
    const FROM: [&str; 11] =
        ["12345", "反映", "建议", "发图", "工单", "记录", "来电", "来访", "网帖", "走访", "群"];
    let head = behind.split_once(['：', ':']).filter(|(head, matter)| {
        head.chars().count() <= SOURCE && FROM.iter().any(|word| head.contains(word)) && !matter.is_empty()
    });
    head.map_or(behind, |(_, matter)| matter)
}

/// So long a word for where it came from is at most.
const SOURCE: usize = 10;

/// What the owner told, without how he told it: 业主发图：又漏了 is 又漏了. `None` where the reason does not name him: it may
/// be one of our own.
pub fn told_by(reason: &str) -> Option<&str> {
    const WHO: [&str; 5] = ["业主", "住户", "租户", "商户", "本人"];
    if !WHO.iter().any(|who| reason.contains(who)) {
        return None;
    }
    let told = reason
        .split_once(['：', ':'])
        .filter(|(head, _)| head.chars().count() <= 8 && WHO.iter().any(|who| head.starts_with(who)));
    Some(told.map_or(reason, |(_, told)| told))
}

/// The gist of a case as it is read back to the owner: in the second person, without what is for the staff. `None` when
/// nothing sayable is left: the receptionist reads what she has noted.
pub fn read_back(summary: &str, written: NaiveDate, today: NaiveDate) -> Option<String> {
    let dated = written != today && DAYS.iter().any(|day| summary.contains(day));
    // Of one of us half named the rest is no matter either: 保安孙某….
    if dated || summary.contains('某') {
        return None;
    }
    let summary = &neighbours(summary);
    let clauses = core(summary.trim()).split(['，', '。', '；', ',', ';']).flat_map(parted);
    let kept = clauses.filter(|clause| !DROPPED.iter().any(|head| clause.starts_with(head)));
    let mut aloud = Aloud::default();
    for clause in kept {
        if !aloud.clauses.is_empty() && goes_without_saying(&clause) {
            continue;
        }
        let said = turned(&clause);
        if !for_staff(&said) && !speaks_of_others(&said) {
            aloud.add(said);
        }
    }
    (!aloud.clauses.is_empty()).then(|| aloud.clauses.join("，"))
}

/// 一楼住户 is 一楼那户: somebody else than the owner who is spoken to.
fn neighbours(summary: &str) -> String {
    const WHERE: [char; 6] = ['楼', '层', '上', '下', '壁', '门'];
    let mut said = String::with_capacity(summary.len());
    let mut rest = summary;
    while let Some((before, behind)) = rest.split_once("住户") {
        said.push_str(before);
        said.push_str(if said.ends_with(WHERE) { "那户" } else { "住户" });
        rest = behind;
    }
    said + rest
}

/// Whether a clause is for the staff: of the words of a record those remain that tell of what the owner said.
fn for_staff(said: &str) -> bool {
    const VIEWS: [&str; 10] =
        ["敏感", "打发", "无理", "口径", "介入", "保全", "谈话", "复盘", "已联系", "受理情况"];
    guard::staff_word(said).is_some() || VIEWS.iter().any(|word| said.contains(word))
}

/// Whether a clause speaks as records do of people: the owner in the third person.
fn speaks_of_others(said: &str) -> bool {
    let people =
        ["业主", "客户", "顾客", "当事人", "反映人", "来电人", "投诉人", "本户", "实为", "误打", "酒后"];
    people.iter().any(|word| said.contains(word))
}

/// A clause with a wish in its middle is two: `空置房要求减免` says what is and what is wanted.
fn parted(clause: &str) -> Vec<String> {
    let clause = clause.trim().trim_start_matches(['且', '并']);
    let wish = ASKED_FOR.iter().flat_map(|word| clause.match_indices(word)).find(|(at, _)| {
        let before = clause[..*at].chars().next_back();
        // 颜色要求 wants nothing: what is wanted stands behind.
        let asked = &clause[*at..];
        // 去年申请疏枝未办 tells what came of it.
        let told = asked.starts_with("申请") && asked.contains(['未', '没']);
        !told
            && before.is_some_and(|before| !NO_WISH.contains(before))
            && clause.trim_end().len() > at + "要求".len()
            && !TURNED_WHOLE.iter().any(|head| clause.starts_with(head))
            && minded(clause).is_none()
            && !clause[..*at].contains('被')
            && WISHES.iter().all(|wish| !clause.starts_with(wish))
    });
    let parts = match wish {
        Some((at, _)) => vec![clause[..at].to_owned(), clause[at..].to_owned()],
        None => vec![clause.to_owned()],
    };
    parts.into_iter().filter(|part| !part.is_empty()).collect()
}

/// What was said so far; the owner is named as the one who does it once, and his wishes are told apart.
#[derive(Default)]
struct Aloud {
    clauses: Vec<String>,
    addressed: bool,
    wishes: usize,
}

impl Aloud {
    fn add(&mut self, said: String) {
        let wished = said.strip_prefix("您希望").map(|rest| rest.trim_start_matches(['，', '并']).to_owned());
        let said = match wished {
            Some(rest) if self.wishes > 0 => format!("也希望{rest}"),
            Some(rest) => format!("您希望{rest}"),
            None => said,
        };
        self.wishes += usize::from(said.contains("希望"));
        // 您家, 您父亲 are somebody else.
        let owner = |said: &str| {
            said.strip_prefix('您').is_some_and(|rest| {
                !["家", "父", "母", "爱人", "被"].iter().any(|word| rest.starts_with(word))
            })
        };
        let again = owner(&said) && self.addressed && !said.starts_with("您希望");
        self.addressed |= owner(&said);
        self.clauses.push(if again { said.trim_start_matches('您').to_owned() } else { said });
    }
}

/// One clause turned to the owner.
fn turned(clause: &str) -> String {
    let said = match words()
        .turns
        .iter()
        .find(|(head, _)| clause.starts_with(head.as_str()))
        .filter(|_| bare_wish(clause).is_none())
    {
        _ if clause.starts_with('您') => clause.to_owned(),
        Some((head, new)) => format!("{new}{}", &clause[head.len()..]),
        None => match doubted(clause)
            .or_else(|| minded(clause))
            .or_else(|| wished(clause))
            .or_else(|| wants(clause))
        {
            Some(said) => said,
            None => clause.to_owned(),
        },
    };
    to_owner(&joined(&plain(&said)))
}

/// 疏通并通知楼上 is said in two: 疏通、通知楼上; 合并, 一并 and 并排 stay.
fn joined(said: &str) -> String {
    let mut all = String::with_capacity(said.len());
    let mut rest = said;
    while let Some((before, behind)) = rest.split_once('并') {
        all.push_str(before);
        let word = all.ends_with(['合', '一', '归', '吞'])
            || behind.starts_with(['排', '非', '列', '没', '不', '入', '购', '道', '且']);
        all.push(if word || all.is_empty() || behind.is_empty() { '并' } else { '、' });
        rest = behind;
    }
    all + rest
}

/// Written words as one says them.
pub(super) fn plain(text: &str) -> String {
    let said = words().plain.iter();
    denied(&said.fold(text.to_owned(), |said, (word, plain)| said.replace(word.as_str(), plain)))
}

/// 未修 is 没修; 未来 and 未成年 stay.
pub(super) fn denied(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('未') {
        said.push_str(before);
        let kept = ["来", "成年", "婚"].iter().any(|word| behind.starts_with(word));
        said.push(if kept { '未' } else { '没' });
        rest = behind;
    }
    said + rest
}

/// 质疑 and 怀疑: what the owner wants to be clear about.
fn doubted(clause: &str) -> Option<String> {
    if let Some(matter) = clause.strip_prefix("怀疑") {
        return Some(format!("您怀疑{matter}"));
    }
    let matter = clause.strip_prefix("质疑")?;
    let end = if matter.ends_with("去向") || matter.ends_with("依据") { "" } else { "是怎么回事" };
    Some(format!("您想弄清{matter}{end}"))
}

/// 对…有疑问: what the owner is not content with.
fn minded(clause: &str) -> Option<String> {
    let minds = ["疑问", "不满", "意见", "不满意", "不放心"].iter().any(|end| clause.ends_with(end));
    if !(clause.starts_with('对') && minds) {
        return None;
    }
    // 对押金没退不满 tells by itself what is amiss.
    let matter = clause.trim_start_matches('对').trim_end_matches("不满");
    let told = clause.ends_with("不满") && matter.contains(['没', '不', '未']);
    Some(if told { matter.to_owned() } else { format!("您{clause}") })
}

/// What the owner wants, as one says it.
fn wished(clause: &str) -> Option<String> {
    let wish = WISHES.iter().find_map(|head| clause.strip_prefix(head))?;
    let wish = wish.strip_prefix("物业").unwrap_or(wish);
    let ours = OUR_PART.iter().any(|verb| wish.starts_with(verb)) && bare_wish(clause).is_none();
    Some(format!("您希望{}{}", if ours { "我们" } else { "" }, bare_wish(clause).unwrap_or(wish)))
}

/// 今晚要有位停, 要个说法, 追问哪天修: what he wants, in his own plain verb.
fn wants(clause: &str) -> Option<String> {
    let verbs = [("追问", "您问"), ("来要", "您要"), ("来问", "您问"), ("不要", "您不想"), ("别", "您说别")];
    if let Some((verb, rest)) = verbs.iter().find_map(|(head, verb)| Some((verb, clause.strip_prefix(head)?)))
    {
        return Some(format!("{verb}{rest}"));
    }
    let when = ["今晚", "今天", "明天", ""].iter().find(|when| {
        clause
            .strip_prefix(**when)
            .is_some_and(|rest| rest.starts_with(['要', '问']) && rest.chars().count() > 2)
    })?;
    let rest = &clause[when.len()..];
    let noun = ["要道", "要害", "要是", "要么", "问题", "问卷"].iter().any(|word| rest.starts_with(word));
    (!noun).then(|| format!("您{clause}"))
}

/// Wishes that begin so are for us to do.
const OUR_PART: [&str; 14] = [
    "联系", "派", "协调", "出面", "核实", "制止", "转告", "加强", "安排", "告知", "调取", "物业", "陪同",
    "通知",
];

/// Whether a clause of a gist may be read out where nothing else tells of the matter: no words of a file.
pub(super) fn is_sayable(clause: &str) -> bool {
    let written = words().filed.iter().any(|word| clause.contains(word.as_str()));
    clause.chars().count() >= 3 && !written
}

/// Wishes that everybody has who complains: asked for again, they make a question of what is plain.
const OBVIOUS: [&str; 17] = [
    "处理", "解决", "修", "修好", "修复", "维修", "检修", "疏通", "排查", "核查", "核实", "说明", "解释",
    "退", "挪车", "改好", "整改",
];

/// Whether a clause only wants what goes without saying: 要求处理, 要求马上修好.
fn goes_without_saying(clause: &str) -> bool {
    let wish = WISHES.iter().find_map(|head| clause.strip_prefix(head));
    wish.is_some_and(|wish| {
        let wish = wish.strip_prefix("物业").unwrap_or(wish);
        let wish =
            ["马上", "尽快", "立即", "立刻"].iter().find_map(|soon| wish.strip_prefix(soon)).unwrap_or(wish);
        OBVIOUS.contains(&wish)
    })
}

/// How one says a wish that is one bare word.
fn bare_wish(clause: &str) -> Option<&'static str> {
    let wish = WISHES.iter().find_map(|head| clause.strip_prefix(head))?;
    let wish = wish.strip_prefix("物业").unwrap_or(wish);
    words().bare.iter().find(|(bare, _)| bare == wish).map(|(_, spoken)| spoken.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_gist_is_read_back_in_the_second_person_and_as_people_talk() {
        let today = day("2026-11-03");
        for (record, said) in [
            ("网帖：7栋污水三天未清", Some("7栋污水三天没清")),
            ("匿名反映夜班巡逻脱岗", Some("夜班巡逻脱岗")),
            ("反对月租280涨到360，要求说明依据，否则拒交", Some("您不同意月租280涨到360，想知道依据")),
            (
                "本月第三次固定车位被占，要求挪车并保证不再发生",
                Some("这个月第三次固定车位被占，您希望挪车，以后别再发生"),
            ),
            ("保洁言语冒犯业主", Some("保洁说话冒犯您")),
            ("停车被贴条，要求清理，要求道歉", Some("停车被贴条，您希望早点清走，也希望道个歉")),
            ("集中热水停四天，多户拟集体到访", Some("集中热水停四天")),
            ("扬言要曝光", None),
            ("当事人情绪失控，索要精神损失费", Some("您提到精神损失费")),
            ("以曝光视频相要挟索要减免", None),
            ("每晚断网，要求排查", Some("每晚断网")),
            ("车库积水，要求排水", Some("车库积水，您希望早点把水排掉")),
            ("空置房要求减免物业费", Some("房子一直空着，您想问物业费能不能减")),
            ("4栋三十余户联名要求更换电梯", Some("4栋三十余户联名，您希望更换电梯")),
            ("访客停车收费高，要求说明", Some("访客停车收费高")),
            ("质疑物业费上涨，要求说明依据", Some("您想弄清物业费上涨是怎么回事，想知道依据")),
            ("质疑公共收益去向，要求公示", Some("您想弄清公共收益去向，您希望公示出来")),
            ("父亲电梯被困后膝盖受伤就医", Some("您父亲电梯被困后膝盖受伤看了病")),
            ("对新增公摊水电有疑问", Some("您对新增公摊水电有疑问")),
            ("楼道灯从未修过", Some("楼道灯从来没修过")),
            ("未成年孩子骑电动车，未戴头盔", Some("未成年孩子骑电动车，没戴头盔")),
            ("一楼住户在走廊装门，要求拆除", Some("一楼那户在走廊装门，您希望早点拆掉")),
            ("租户反映暖气不热", Some("暖气不热")),
            ("保安李某言语无礼，摔门", None),
            ("多次报修未果", Some("多次报修没结果")),
            ("去年申请疏枝未办，要求书面答复", Some("去年申请疏枝没办，您想要书面答复")),
            ("无人机悬停疑似偷窥，求助如何处理", Some("无人机悬停像是偷窥，您想知道怎么办")),
            ("怀疑抄表错误，要求核表", Some("您怀疑抄表错误，您希望核表")),
            ("下水堵塞，要求疏通并通知楼上停用水", Some("下水堵着，您希望疏通、通知楼上停用水")),
            ("验收满三月多次未退押金", Some("验收满三个月好几次没退押金")),
            ("车位被占用，要求说法", Some("车位被占了，您希望我们给个说法")),
            ("保安出言不逊，要求当面道歉", Some("保安说话难听，您希望当面道个歉")),
        ] {
            assert_eq!(read_back(record, today, today).as_deref(), said, "{record}");
        }
        assert_eq!(read_back("昨晚被拦在门外", today, day("2026-11-05")), None, "昨晚 is another night now");
    }
}
