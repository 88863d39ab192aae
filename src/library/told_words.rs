//! What the words of a record tell of the moment: that it did not come off, that something is left open, that a superior
//! is met elsewhere, that somebody who is content has a remark, that the owner spoke of money. Words only.

use crate::domain::case::Facts;
use crate::domain::event::{Escalation, Event, EventKind};
use crate::library::named_time::SUPERIORS;
use crate::library::objection;
use crate::library::word_match::heard;
use crate::library::wording::full_width;

/// What was told says that it did not come off.
const SETBACKS: [&str; 16] = [
    "白等",
    "没来",
    "没到",
    "不在",
    "还没",
    "没货",
    "又坏",
    "没修好",
    "没敲开",
    "没开门",
    "没人接",
    "改下周",
    "改到",
    "没通过",
    "没测过",
    "没成",
];
/// What was done leaves something open.
const STILL_OPEN: [&str; 16] = [
    "下周",
    "下月",
    "下个月",
    "没完",
    "送检",
    "报公司",
    "待",
    "还要",
    "还差",
    "还没",
    "没到货",
    "等…再",
    "排期",
    "观察",
    "先临时",
    "报了厂家",
];

/// Words with which a finding bears out what the owner said.
const CONFIRMS: [&str; 4] = ["属实", "情况真实", "证实", "查实"];
/// Before these words they do not.
const DENIES: [&str; 4] = ["不属实", "未证实", "没查实", "不实"];

/// Whether a finding bears out what the owner said.
pub fn confirms(record: &str) -> bool {
    let record = DENIES.iter().fold(record.to_owned(), |text, word| text.replace(word, ""));
    CONFIRMS.iter().any(|word| record.contains(word))
}

/// Whether something is taken up again behind what was done: an answer is promised, a way is proposed.
pub fn starts_anew(kind: &EventKind) -> bool {
    matches!(kind, EventKind::Promised { .. } | EventKind::Solution { .. } | EventKind::Investigated { .. })
}

/// What makes the last progress told a thing of the past.
pub fn moves_on(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::Promised { .. }
            | EventKind::Explained { .. }
            | EventKind::Investigated { .. }
            | EventKind::Solution { .. }
            | EventKind::CompletionDate { .. }
            | EventKind::Paper { .. }
            | EventKind::LetterReply { .. }
            | EventKind::Handled { .. }
            | EventKind::Visit(_)
            | EventKind::Reopened { .. }
    )
}

/// A clause of a record that begins so tells of our own telling, not of the matter.
const TELLING: [&str; 16] = [
    "告诉",
    "已告诉",
    "已告知",
    "告知他",
    "告知她",
    "告知业主",
    "回帖",
    "发帖人",
    "跟业主说",
    "已回复",
    "给业主回",
    "他说",
    "她说",
    "他在",
    "她在",
    "业主说",
];
/// Somebody whom we spoke to is told of so: 和小果妈妈说了, 跟表姐通了电话.
const SPOKEN: [&str; 5] = ["说了", "通了电话", "通过电话", "打了电话", "讲了"];

/// Whether what was told is that it did not come off.
pub fn is_setback(told: &str) -> bool {
    SETBACKS.iter().any(|word| heard(told, word))
}

/// Whether what is told names the hour by which something is so: 六点前. A part of the day is no such hour.
pub fn names_hour(told: &str) -> bool {
    told.contains("点前") || told.contains("点半前")
}

/// Whether a note says that he asked again.
pub fn urges(note: &str) -> bool {
    const URGES: [&str; 6] = ["来催", "电催", "再催", "又打来", "又来问", "催问"];
    URGES.iter().any(|word| note.contains(word))
}

/// Whether what was done leaves something open.
pub fn is_open(result: &str) -> bool {
    STILL_OPEN.iter().any(|word| heard(result, word))
}

/// Whether the owner has looked at what was done, or tried it, himself.
pub fn was_seen(result: &str) -> bool {
    const HIMSELF: [&str; 4] = ["业主", "本人", "住户", "老人"];
    const LOOKED: [&str; 10] =
        ["自己看", "看过", "试过", "试用", "试了", "自己刷", "自己试", "当面试", "当面看", "签字确认"];
    result.split(['，', '。', '；']).any(|clause| {
        let owner = HIMSELF.iter().any(|word| clause.contains(word));
        let who =
            owner || clause.starts_with(['他', '她']) || clause.contains("女士") || clause.contains("先生");
        who && LOOKED.iter().any(|word| clause.contains(word))
    })
}

/// Whether what was found says that nobody came to harm.
pub fn tells_unhurt(found: &str) -> bool {
    ["未伤人", "没伤人", "没伤到人", "未伤到人", "无人受伤", "没人受伤"]
        .iter()
        .any(|word| found.contains(word))
}

/// Whether money that was agreed on is not in what was done.
pub fn owes_money(agreed: &str, result: &str) -> bool {
    const HIS: [&str; 7] = ["医药费", "退款", "退回", "原路退", "赔", "保险", "补偿"];
    const PAID: [&str; 8] = ["退", "赔", "款", "费", "到账", "元", "保险", "转账"];
    HIS.iter().any(|word| agreed.contains(word)) && !PAID.iter().any(|word| result.contains(word))
}

/// Whether what a check found says how it is now, not only how it was tried.
pub fn tells_state(found: &str) -> bool {
    found.contains(|c: char| c.is_ascii_digit())
        || found.contains(['有', '没', '不', '好', '正', '合', '达', '亮', '通'])
}

/// Words without what somebody threw at him as a question, also where the gist says it again: 他说“你手断了？”.
pub fn without_taunts(words: &str) -> String {
    let quoted = words.split('“').skip(1).filter_map(|rest| Some(rest.split_once('”')?.0));
    let taunts = quoted.filter(|said| said.contains('你') && said.ends_with(['？', '?']));
    taunts.fold(words.to_owned(), |words, taunt| {
        let bare = taunt.trim_end_matches(['？', '?']).trim_start_matches('你');
        words.replace(taunt, "").replace(bare, "")
    })
}

/// What is news in what was noted as told: without the clauses that only say that we told it.
pub fn news(text: &str) -> String {
    let text = full_width(text);
    let clauses = text.split_inclusive(['，', '。', '；']).filter(|clause| !tells_of_telling(clause.trim()));
    let kept: String = clauses.collect();
    let kept = kept.trim_end_matches(['，', '。', '；']);
    // 告知是走错门的住户 tells something after all.
    kept.strip_prefix("告知").unwrap_or(kept).to_owned()
}

fn tells_of_telling(clause: &str) -> bool {
    let clause = clause.trim_end_matches(['，', '。', '；']);
    let spoke = clause.starts_with(['和', '跟']) && SPOKEN.iter().any(|word| clause.ends_with(word));
    let back = clause.starts_with("给")
        && ["回一张纸", "回了信", "回了卡片"].iter().any(|word| clause.ends_with(word));
    spoke || back || TELLING.iter().any(|head| clause.starts_with(head))
}

/// Whether an answer comes from us, not from the one who was written to.
pub fn is_ours(from: &str) -> bool {
    from.contains("物业")
}

/// Whether a name is that of a superior, as he is spoken of.
pub fn is_superior(called: &str) -> bool {
    SUPERIORS.iter().any(|title| called.ends_with(title))
}

/// Whether the owner spoke of money for what was lost or broken.
pub fn asks_money(facts: &Facts, events: &[Event]) -> bool {
    const MONEY: [&str; 12] =
        ["赔", "损失", "医药费", "误工", "补偿", "退", "减免", "修车", "谁出", "谁付", "谁管", "多少钱"];
    let mut opinions = events.iter().filter_map(|event| match &event.kind {
        EventKind::Solution { opinion, .. } => opinion.as_deref(),
        EventKind::Visit(visit) => visit.text.as_deref(),
        _ => None,
    });
    let asks = |said: &str| MONEY.iter().any(|word| said.contains(word));
    asks(&facts.words()) || opinions.any(asks)
}

/// Whether what came of an attempt is a meeting or a call at another time or place.
pub fn meets_elsewhere(attempt: &Escalation) -> bool {
    const ELSEWHERE: [&str; 8] = ["约", "上门", "登门", "回电", "电话", "到家", "去现场", "打给"];
    attempt.outcome.as_deref().is_some_and(|outcome| ELSEWHERE.iter().any(|word| outcome.contains(word)))
}

/// Whether somebody who is content found something to remark all the same.
pub fn remarks(kind: &EventKind) -> bool {
    const REMARKS: [&str; 19] = [
        "就是",
        "就该",
        "早该",
        "早这样",
        "下次",
        "别再",
        "别又",
        "别扔",
        "别忘",
        "不过",
        "但",
        "可是",
        "要是",
        "以后",
        "应该",
        "希望",
        "等了",
        "那句话",
        "发我",
    ];
    let EventKind::Visit(visit) = kind else { return false };
    let remark = |text: &String| REMARKS.iter().any(|word| text.contains(word)) && !objection::praises(text);
    !visit.dissatisfied() && visit.text.as_ref().is_some_and(remark)
}

/// A line without a time of its own, because what it tells, or the line before it, names one: 明天上午九点师傅上门，到时
/// 再告诉您. Where what is told holds the answer or a call, nothing is left to be said of it.
pub fn without_second_time(line: &str, told: &str, promised: bool) -> String {
    const TIMES: [&str; 3] = ["最晚{下次告知时间}前", "{下次告知时间}前", "{约定时间}前"];
    const ANSWERS: [&str; 6] = ["电话", "告诉", "回大家", "回您", "打给", "当天打"];
    let answered = ANSWERS.iter().any(|word| told.contains(word))
        || promised && told.contains(['告', '回', '答', '说', '电']);
    let bare = line.trim_end_matches(['。', '？', '！']);
    let clauses =
        bare.split('，').filter_map(|clause| match TIMES.iter().find(|time| clause.contains(**time)) {
            Some(_) if answered => None,
            Some(time) => Some(clause.replace(time, "到时")),
            None => Some(clause.to_owned()),
        });
    let clauses: Vec<String> = clauses.collect();
    if clauses.is_empty() { String::new() } else { clauses.join("，") + &line[bare.len()..] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_said_once() {
        for (line, told, said) in [
            ("跟您说一声：{进展}，{下次告知时间}前再告诉您。", "", "跟您说一声：{进展}，到时再告诉您。"),
            (
                "好，{约好做的}，{约定时间}前给您回话，您慢走。",
                "明天上午十点前告诉您递到哪",
                "好，{约好做的}，您慢走。",
            ),
            (
                "好，{约好做的}，{约定时间}前打给您，您先挂。",
                "明早带您一起看表",
                "好，{约好做的}，到时打给您，您先挂。",
            ),
            ("{下次告知时间}前在这里再报。", "六点前在这里回大家结果", ""),
        ] {
            assert_eq!(without_second_time(line, told, line.contains("{约好做的}")), said);
        }
    }

    #[test]
    fn a_finding_bears_him_out_or_does_not() {
        assert!(confirms("原话属实") && !confirms("反映不属实"));
    }

    #[test]
    fn what_is_left_open_is_not_done() {
        assert!(is_open("水箱清洗好了，新样送检") && !is_open("灯换好了"));
        assert!(is_open("23户退了，4户换卡后下周退"));
        assert!(was_seen("除胶清完，业主自己看过") && was_seen("加一个小屏，她当场试用"));
        assert!(!was_seen("维保试过两次") && !was_seen("业主满意"));
        assert!(owes_money("灯当天换好；医药费按保险流程报公司", "6-7层灯已亮"));
        assert!(!owes_money("多收的退回", "136元退回账户") && !owes_money("换灯", "灯已亮"));
        assert!(tells_unhurt("花盆落下，未伤人"));
        assert!(is_setback("街道说店主不在，改下周再来") && !is_setback("师傅到了"));
    }

    #[test]
    fn what_says_that_we_told_him_is_no_news() {
        for (noted, told) in [
            ("告诉麦先生结果，他说好", ""),
            ("和小果妈妈说了，绳子换好了", "绳子换好了"),
            ("和表姐通了电话，押金查到了，三天内办，他在表姐家", "押金查到了，三天内办"),
            ("告知是走错门的住户，民警在场，她说今晚去朋友家睡", "是走错门的住户，民警在场"),
            ("回帖贴了照片，发帖人点了赞", ""),
            ("604妈妈已联系上，十分钟到", "604妈妈已联系上，十分钟到"),
            ("跟厂家说好了明天来", "跟厂家说好了明天来"),
        ] {
            assert_eq!(news(noted), told, "{noted}");
        }
    }
}
