//! What was found, as it is said to the owner: the cause, where its clause stands by itself, and what we left undone, where
//! it was our fault; at most two clauses. Where the cause cannot be said nothing that hangs on it is. Words only. Ledger
//! 06-05, 12-69.

use crate::library::in_plain::{self, Listener, Record};
use crate::library::speakable::{self, rules};
use crate::library::word_match::heard;

/// Words with which a finding bears out what the owner said.
const CONFIRMS: [&str; 4] = ["属实", "情况真实", "证实", "查实"];
/// Before these words they do not.
const DENIES: [&str; 4] = ["不属实", "未证实", "没查实", "不实"];

/// What may be said of a finding; `None` where the bare sentence of the step is said.
pub fn told(record: &str, ours: bool, to: &Listener<'_>) -> Option<String> {
    if !ours && confirms(record) {
        return None;
    }
    let record = in_plain::prepared(record, to);
    let parts = in_plain::clauses(&record, Record::Findings);
    let said = |written: &str| {
        let said = in_plain::clause(written, Record::Findings, to)?;
        speakable::stands(written, &said).then_some(said)
    };
    let mut telling = parts.iter().map(|(_, part)| part.as_str()).filter(|part| !in_plain::is_empty(part));
    let first = telling.next()?;
    let cause = said(first);
    let omitted = ours.then(|| omitted(&parts, said)).flatten();
    match (cause, omitted) {
        (Some(cause), Some((at, undone))) if at == first || undone == cause => {
            Some(if undone.chars().count() < cause.chars().count() && undone != cause {
                undone
            } else {
                cause
            })
        }
        (Some(cause), Some((_, undone))) => Some(format!("{cause}，{undone}")),
        (None, Some((_, undone))) => Some(undone),
        (Some(cause), None) => match telling.next().and_then(said) {
            Some(more) => Some(format!("{cause}，{more}")),
            None => Some(cause),
        },
        (None, None) => None,
    }
}

/// Whether a finding bears out what the owner said.
pub fn confirms(record: &str) -> bool {
    let record = DENIES.iter().fold(record.to_owned(), |text, word| text.replace(word, ""));
    CONFIRMS.iter().any(|word| record.contains(word))
}

/// What we left undone: the clause that tells it, and how it is said.
fn omitted(parts: &[(bool, String)], said: impl Fn(&str) -> Option<String>) -> Option<(&str, String)> {
    parts.iter().find_map(|(_, part)| {
        let omission = rules().omission.iter().find(|one| one.words.iter().any(|word| heard(part, word)))?;
        let own = said(part).filter(|_| omission.own);
        Some((part.as_str(), own.unwrap_or_else(|| omission.said.clone())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cause_and_what_we_left_undone_are_said_and_no_leftovers() {
        let day = "2026-11-03".parse().unwrap();
        let to = Listener {
            words: "楼上漏水，打了两次电话",
            room: Some("5-1-902"),
            surname: Some("施"),
            name: Some("施先生"),
            woman: Some(false),
            superior: None,
            staff: &["何文静".to_owned()],
            written: day,
            today: day,
        };
        let mut wrong = Vec::new();
        for (record, ours, said) in [
            // The first clause names another household: nothing of it, only what we left undone.
            (
                "占位车为6-2-803租客周某，无固定车位，已电话联系挪走。昨晚中控23:36接报后未派岗，属脱岗",
                true,
                "报了没人管",
            ),
            ("6-603住户向某在楼道飞线充电，电池短路。上半年两次检查未清", true, "上回没弄彻底"),
            ("902林某煲汤外出，汤溢灭火，灶具无熄火保护", false, ""),
            ("1503租客养鸽，业主电话13800001111", false, ""),
            ("业主欠费两年，态度恶劣", false, ""),
            // The cause stands, what we left undone behind it.
            ("湖水循环泵坏两周未报，淤泥厚，蓝藻", true, "湖水循环泵坏两周没报"),
            (
                "门机皮带松，层间保护停梯。中控值班员离座打水，3分钟无人接",
                true,
                "电梯门的皮带松了，报了没人管",
            ),
            (
                "掉枝为内部空洞枯枝，去年8月反映后只剪了外圈，里面没处理",
                true,
                "掉枝是内部空洞枯枝，上回没弄彻底",
            ),
            (
                "施先生10月12日微信发来照片，管家何文静当时在外，未转录入员",
                true,
                "您10月12日微信发来照片，收到了没录进去",
            ),
            ("灯管坏，10月16日保洁员已报过，派单写错楼栋成11栋", true, "灯管坏了，单子派错了地方"),
            ("清运车改线，15日晚班保洁请假无顶班", true, "垃圾车改线，那一班没人顶"),
            (
                "15层住着送餐站租户10人，抽烟属实，部分不认。闭门器坏了两个月没人报",
                true,
                "闭门器坏了两个月没人报",
            ),
            ("调11月18日15:12录音，原话属实，挂断两次", true, "电话被挂断了"),
            ("申请10月13日收，因表格漏填电流，工程未告知业主补", true, "该告诉您的没告诉"),
            ("集水坑浮球失灵致泵未启动，坡道截水沟被落叶堵。值班巡查未做", true, "该巡的没巡到"),
            // Not our fault: the cause and one more, or nothing.
            ("户内软管接口滴漏，5分钟可装满一杯，属户内", false, "屋里软管接口滴漏"),
            ("金毛系11-1-802户养，未牵绳属实，户主说狗很乖", false, ""),
            ("电表读数与账单一致，公摊系数录入有误", false, "电表读数跟账单一致，公摊系数录入有误"),
            (
                "二次供水泵房变频器故障，备用泵未自动投入",
                true,
                "二次供水泵房控制的零件出毛病了，备用泵没自动投入",
            ),
            ("监控9:12，花盆自7-1-1201阳台外沿落下", false, ""),
            ("反映属实，班组已谈话", true, ""),
        ] {
            let found = told(record, ours, &to).unwrap_or_default();
            if found != said {
                wrong.push((record, found, said));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(confirms("原话属实") && !confirms("反映不属实"));
    }

    #[test]
    fn what_we_left_undone_is_no_word_for_the_staff() {
        for one in &rules().omission {
            assert!(!crate::library::guard::is_for_staff(&one.said), "{}", one.said);
            assert!(one.said.chars().count() <= speakable::BREATH);
        }
    }
}
