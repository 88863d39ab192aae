//! The gist of a case as it is read back to its owner. Receptionists note it as records are written (`未修复，要求整改`);
//! read out, it is turned to the second person and to words that people say. Nothing here knows a case or a sentence.
//! Ledger 03-01, 12-69.

use chrono::NaiveDate;

use crate::library::guard;
use crate::library::second_person::{DAYS, to_owner};

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
/// How the beginning of a clause turns to the owner.
const TURNS: [(&str, &str); 44] = [
    ("要求说明", "您想知道"),
    ("要求告知", "您想知道"),
    ("要求书面", "您想要书面的"),
    ("要求赔偿", "您提到赔偿"),
    ("要求追责整改", "您希望查清责任，早点改好"),
    ("要求追责", "您希望查清是谁的责任"),
    ("不同意", "您不同意"),
    ("不认可", "您不认可"),
    ("不接受", "您不接受"),
    ("不愿", "您不愿"),
    ("反对", "您不同意"),
    ("不满意", "您不满意"),
    ("不满", "您不满意"),
    ("认为", "您觉得"),
    ("觉得", "您觉得"),
    ("担心", "您担心"),
    ("询问是否可", "您想问能不能"),
    ("询问是否", "您想问是不是"),
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
    ("请我们", "您想请我们"),
    ("请", "您想请我们"),
    ("家有", "您家里有"),
    ("家中", "您家里"),
    ("家里", "您家里"),
    ("被", "您被"),
    ("父亲", "您父亲"),
    ("母亲", "您母亲"),
    ("妻子", "您爱人"),
    ("丈夫", "您爱人"),
    ("家属", "您家里人"),
    ("想要", "您想要"),
    ("想", "您想"),
    ("盼", "您盼着"),
    ("持月卡", "您有月卡"),
];
/// What a wish is written with; what stands behind it is what the owner wants.
const WISHES: [&str; 5] = ["强烈要求", "坚决要求", "要求", "请求", "希望"];
/// Before 要求 in the middle of a clause these make it a noun.
const NO_WISH: &str = "的有无该此其按照被";
/// A wish that is one bare word, and how one says it.
const BARE: [(&str, &str); 43] = [
    ("说法", "我们给个说法"),
    ("说明", "我们给个说法"),
    ("解释", "我们给个说法"),
    ("排查", "我们查清楚"),
    ("检修", "我们来修一修"),
    ("维修", "早点修好"),
    ("修复", "早点修好"),
    ("修好", "早点修好"),
    ("疏通", "我们给通开"),
    ("核查", "我们去查一查"),
    ("核实", "我们核实清楚"),
    ("查处", "我们查清处理"),
    ("处理", "我们来处理"),
    ("解决", "早点解决"),
    ("劝止", "我们去劝一劝"),
    ("劝阻", "我们去劝一劝"),
    ("制止", "我们去管一管"),
    ("控制", "我们去管一管"),
    ("清理", "早点清走"),
    ("清走", "早点清走"),
    ("协调", "我们出面协调"),
    ("改进", "改一改"),
    ("改好", "早点改好"),
    ("整改", "早点改好"),
    ("公示", "公示出来"),
    ("出租", "能租给您"),
    ("拆除", "早点拆掉"),
    ("排水", "早点把水排掉"),
    ("修剪", "修剪一下"),
    ("调整", "我们调一调"),
    ("更换", "换新的"),
    ("重开", "重新开一张"),
    ("挪车", "把车挪开"),
    ("换方式", "换个方式"),
    ("退还", "早点退给您"),
    ("道歉", "道个歉"),
    ("当面道歉", "当面道个歉"),
    ("更正道歉", "更正过来，也道个歉"),
    ("清理并道歉", "清理干净，也道个歉"),
    ("核实制止", "我们核实清楚、管起来"),
    ("维修保洁", "修好、擦干净"),
    ("协调反映", "我们协调、往上反映"),
    ("明细", "看到明细"),
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
/// Written words and how one says them, the longer ones first.
const PLAIN: [(&str, &str); 96] = [
    ("沟通无果", "说过也没用"),
    ("无果", "没结果"),
    ("误扔", "错扔了"),
    ("垃圾清运车", "垃圾车"),
    ("突增", "突然多了"),
    ("深夜", "半夜"),
    ("自种", "自己种的"),
    ("铲除", "铲掉"),
    ("影响睡眠", "睡不好"),
    ("受惊", "吓着了"),
    ("家中", "家里"),
    ("上月", "上个月"),
    ("油烟入户", "油烟飘进家里"),
    ("未果", "没结果"),
    ("如何", "怎么"),
    ("今日", "今天"),
    ("入户查", "上门查"),
    ("并保证不再发生", "，以后别再发生"),
    ("保证不再发生", "以后别再发生"),
    ("并保证", "，以后"),
    ("保证", "以后"),
    ("及时整改", "早点改好"),
    ("整改", "改好"),
    ("追责", "查清责任"),
    ("尽快", "早点"),
    ("予以", ""),
    ("言语冒犯", "说话冒犯"),
    ("出言不逊", "说话难听"),
    ("盘问生硬", "盘问得太硬"),
    ("张贴不醒目", "贴得不显眼"),
    ("未有效送达", "没送到您手上"),
    ("变更未", "改了没"),
    ("致停过道", "，只好停在过道"),
    ("致突然", "，突然"),
    ("被贴单并发群", "被贴了单，还发到群里"),
    ("并引虫", "，还招虫子"),
    ("遮挡", "挡住"),
    ("应答不当", "答得不对"),
    ("误识别", "认错"),
    ("秩序差", "秩序乱"),
    ("人车混行", "人和车混着走"),
    ("黑臭", "又黑又臭"),
    ("用电隐患", "用电不安全"),
    ("受伤就医", "受伤看了病"),
    ("返水", "往外返水"),
    ("扰民", "吵人"),
    ("停运", "停了"),
    ("占用走廊堆物晾晒", "在走廊堆东西、晾东西"),
    ("被占用", "被占了"),
    ("占用，", "占了，"),
    ("损坏装修", "把装修也泡坏了"),
    ("损坏近", "坏了快"),
    ("损坏", "坏了"),
    ("堆放", "堆着"),
    ("堵塞", "堵着"),
    ("仅剩", "只剩"),
    ("险些", "差点"),
    ("多日", "好多天"),
    ("含一名", "，有一位"),
    ("通行慢", "过得慢"),
    ("夜间", "夜里"),
    ("第三次反映", "第三次跟我们说"),
    ("查看监控", "看录像"),
    ("查监控", "查录像"),
    ("无人", "没人"),
    ("无报警", "没报警"),
    ("无法通行", "过不去"),
    ("无法", "没法"),
    ("未录入", "没录进去"),
    ("未送达", "没送到"),
    ("已微信报", "在微信上报过"),
    ("短时停放", "停了一会儿"),
    ("胶印难清", "胶印擦不掉"),
    ("砸伤家属", "砸伤您家里人，"),
    ("未登记被拦", "没登记，被拦下"),
    ("被拦在", "您被拦在"),
    ("未必", "不一定"),
    ("尚未", "还没"),
    ("仍未", "还没"),
    ("从未", "从来没"),
    ("仍然", "还"),
    ("仍", "还"),
    ("再次", "又"),
    ("持续", "一直"),
    ("是否", "是不是"),
    ("导致", "弄得"),
    ("并且", "，还"),
    ("而且", "，还"),
    ("且抖动", "，还一抖一抖的"),
    ("且呼叫", "，呼叫也"),
    ("且", "，"),
    ("并赔偿", "，也提到赔偿"),
    ("并道歉", "，也道个歉"),
    ("其家", "您家"),
    ("本人", "您"),
    ("车辆", "车"),
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
    behind.filter(|matter| !matter.is_empty()).unwrap_or(summary)
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
        if !guard::is_for_staff(&said) && !speaks_of_others(&said) {
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

/// Whether a clause speaks as records do of people: the owner in the third person.
fn speaks_of_others(said: &str) -> bool {
    let people = ["业主", "客户", "顾客", "当事人", "反映人", "来电人", "投诉人", "本户"];
    people.iter().any(|word| said.contains(word))
}

/// A clause with a wish in its middle is two: `空置房要求减免` says what is and what is wanted.
fn parted(clause: &str) -> Vec<String> {
    let clause = clause.trim().trim_start_matches(['且', '并']);
    let wish = clause.match_indices("要求").find(|(at, _)| {
        let before = clause[..*at].chars().next_back();
        // 颜色要求 wants nothing: what is wanted stands behind.
        before.is_some_and(|before| !NO_WISH.contains(before))
            && clause.trim_end().len() > at + "要求".len()
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
    let said =
        match TURNS.iter().find(|(head, _)| clause.starts_with(head)).filter(|_| bare_wish(clause).is_none())
        {
            _ if clause.starts_with('您') => clause.to_owned(),
            Some((head, new)) => format!("{new}{}", &clause[head.len()..]),
            None => match doubted(clause).or_else(|| minded(clause)).or_else(|| wished(clause)) {
                Some(said) => said,
                None => clause.to_owned(),
            },
        };
    let said = PLAIN.iter().fold(said, |said, (word, plain)| said.replace(word, plain));
    to_owner(&denied(&said))
}

/// Written words as one says them.
pub(super) fn plain(text: &str) -> String {
    denied(&PLAIN.iter().fold(text.to_owned(), |said, (word, plain)| said.replace(word, plain)))
}

/// 未修 is 没修; 未来 and 未成年 stay.
fn denied(text: &str) -> String {
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
    let matter = ["质疑", "怀疑"].iter().find_map(|head| clause.strip_prefix(head))?;
    let end = if matter.ends_with("去向") || matter.ends_with("依据") { "" } else { "是怎么回事" };
    Some(format!("您想弄清{matter}{end}"))
}

/// 对…有疑问: what the owner is not content with.
fn minded(clause: &str) -> Option<String> {
    let minds = ["疑问", "不满", "意见", "不满意", "不放心"].iter().any(|end| clause.ends_with(end));
    (clause.starts_with('对') && minds).then(|| format!("您{clause}"))
}

/// What the owner wants, as one says it.
fn wished(clause: &str) -> Option<String> {
    let wish = WISHES.iter().find_map(|head| clause.strip_prefix(head))?;
    let wish = wish.strip_prefix("物业").unwrap_or(wish);
    Some(format!("您希望{}", bare_wish(clause).unwrap_or(wish)))
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
    BARE.iter().find(|(bare, _)| *bare == wish).map(|(_, spoken)| *spoken)
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
                Some("本月第三次固定车位被占，您希望挪车，以后别再发生"),
            ),
            ("保洁言语冒犯业主", Some("保洁说话冒犯您")),
            ("停车被贴条，要求清理，要求道歉", Some("停车被贴条，您希望早点清走，也希望道个歉")),
            ("集中热水停四天，多户拟集体到访", Some("集中热水停四天")),
            ("扬言要曝光", None),
            ("当事人情绪失控，索要精神损失费", Some("您提到精神损失费")),
            ("以曝光视频相要挟索要减免", None),
            ("每晚断网，要求排查", Some("每晚断网")),
            ("车库积水，要求排水", Some("车库积水，您希望早点把水排掉")),
            ("空置房要求减免物业费", Some("空置房，您希望减免物业费")),
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
            ("车位被占用，要求说法", Some("车位被占了，您希望我们给个说法")),
            ("保安出言不逊，要求当面道歉", Some("保安说话难听，您希望当面道个歉")),
        ] {
            assert_eq!(read_back(record, today, today).as_deref(), said, "{record}");
        }
        assert_eq!(read_back("昨晚被拦在门外", today, day("2026-11-05")), None, "昨晚 is another night now");
    }
}
