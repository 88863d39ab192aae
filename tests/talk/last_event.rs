//! The last event decides: who got angrier, to whom it was given, what was found good later, where the superior is met, that
//! the sheet is void; a time is said once; nothing is put into the owner's mouth, no insult is taken for an injury.

use serde_json::{Value, json};
use tingsu::domain::code::{CaseKind, Need};

use super::told::{case, progress, said};

fn complaint(words: &str, events: &[(&str, Value)]) -> String {
    said(&case(CaseKind::Complaint, words, words, events)).1
}

#[test]
fn who_gets_angrier_is_received_and_nothing_is_read_back_again() {
    let angrier = json!({"type": "emotion", "emotion": "agitated"});
    let text = complaint("楼上又拍球了，我明天早班", &[("2026-11-24T12:24", angrier)]);
    assert!(text.contains("行吗？") && text.contains("我请") && !text.contains("拍球"), "{text}");
}

#[test]
fn what_was_given_to_somebody_is_under_way() {
    let restated = json!({"type": "restated", "summary": "厨房下水堵", "confirmed": true});
    let assigned = json!({"type": "assigned", "to": "卢启明", "department": "工程部"});
    let events = [("2026-11-24T12:24", restated), ("2026-11-24T12:26", assigned)];
    let (_, text) = said(&case(CaseKind::Repair, "厨房下水堵了", "厨房下水堵", &events));
    assert!(text.contains("派出去了") && !text.contains("这就报"), "{text}");
}

#[test]
fn what_was_done_for_good_is_not_said_to_be_on_the_way() {
    let handled = json!({"type": "handled", "result": "灯换好了", "verified": true, "told": true});
    let good = json!({"type": "verified", "who": "周工", "result": "good", "text": "空载满载都试"});
    let events = [("2026-11-24T15:20", handled.clone()), ("2026-11-25T09:00", good)];
    let text = complaint("楼道灯不亮", &events);
    assert!(!text.contains("空载满载"), "{text}");
    let closed = json!({"type": "closed", "code": "plain", "override": false});
    let again = json!({"type": "reopened", "reason": "业主来电：又不亮了"});
    let events = [
        ("2026-11-24T15:20", handled.clone()),
        ("2026-11-24T15:30", closed.clone()),
        ("2026-11-25T09:00", again),
        ("2026-11-25T11:00", handled),
        ("2026-11-25T11:30", closed),
    ];
    let (_, text) = said(&case(CaseKind::Repair, "楼道灯不亮", "楼道灯不亮", &events));
    assert!(!text.contains("师傅来之前"), "{text}");
}

#[test]
fn a_void_sheet_promises_nothing() {
    let void = json!({"type": "voided", "reason": "重复登记"});
    let (_, text) = said(&case(CaseKind::Repair, "窗把手掉了", "窗把手脱落", &[("2026-11-24T15:20", void)]));
    assert!(text.contains('撤') && !text.contains("师傅"), "{text}");
}

#[test]
fn what_names_its_time_gets_no_second_one() {
    let told = progress("明天上午九点师傅上门");
    let text = complaint("楼道灯不亮", &[("2026-11-24T15:40", told)]);
    assert!(text.contains("九点师傅上门") && text.matches("明天").count() == 1, "{text}");
    let due = "2026-11-25T10:00:00+08:00";
    let promised =
        json!({"type": "promised", "due": due, "consent": true, "text": "明天上午十点前由孟主任回电"});
    let text = complaint("物业费能不能减", &[("2026-11-24T15:40", promised)]);
    assert!(text.contains("孟主任") && text.matches("十点").count() == 1, "{text}");
}

#[test]
fn a_superior_who_meets_him_elsewhere_is_not_in_the_room() {
    let came = json!({"type": "escalated", "trigger": "H", "to": "项目经理 韩骁", "rung": 2, "consent": true,
        "contacted_at": "2026-11-24T15:42:00+08:00", "arrived_at": "2026-11-24T15:45:00+08:00",
        "outcome": "经理约明天当面谈", "end": "answered"});
    let text = complaint("狗没牵绳扑人", &[("2026-11-24T15:40", came)]);
    assert!(text.contains("韩经理") && !text.contains("来了") && !text.contains("请坐"), "{text}");
}

#[test]
fn bad_news_is_no_progress_and_what_is_open_is_not_done() {
    let told = progress("街道说店主不在，改下周再来看");
    let text = complaint("对面烧烤店的烟往家里灌", &[("2026-11-24T15:40", told)]);
    assert!(text.contains("抱歉") || text.contains("对不住"), "{text}");
    let handled =
        json!({"type": "handled", "result": "水箱清洗好了，新样送检", "verified": true, "told": true});
    let text = complaint("水箱一年没洗", &[("2026-11-24T15:40", handled)]);
    assert!(text.contains("送检") && !text.contains("办好了"), "{text}");
}

#[test]
fn money_that_he_never_spoke_of_is_not_spoken_of() {
    let mut case = case(CaseKind::Complaint, "北屋那面墙整面发霉", "墙面发霉，要求查明", &[]);
    case.receipt.needs = vec![Need::Compensation];
    let found = json!({"type": "investigated", "facts": "窗框外侧打胶开裂", "responsibility": "not_ours"});
    let event = super::told::event("2026-11-24T15:40", found);
    case.events.push(event);
    let (_, text) = said(&case);
    assert!(text.contains("墙面") && !text.contains('赔'), "{text}");
}

#[test]
fn an_insult_is_no_injury() {
    let text = complaint("我提两袋米请他按电梯，他说“你手断了？”旁边人都笑", &[]);
    assert!(!text.contains("120"), "{text}");
}

#[test]
fn figures_that_are_no_flat_stay() {
    let done = json!({"type": "handled", "result": "全区126樘门查完，缴了869元的票开了", "verified": true,
        "told": true});
    let text = complaint("单元门夹人", &[("2026-11-24T15:40", done)]);
    assert!(text.contains("126樘") && text.contains("869元") && !text.contains("那一户"), "{text}");
}

/// What was told a moment before the time that was agreed keeps it: the same hour is not promised again.
#[test]
fn an_hour_that_was_kept_is_not_promised_again() {
    let told_at = |at: &str| {
        let promised = json!({"type": "promised", "due": "2026-11-24T11:30", "consent": true, "text": ""});
        complaint("暖气不热", &[("2026-11-24T08:50", promised), (at, progress("过滤网清好了"))])
    };
    let kept = told_at("2026-11-24T11:12");
    assert!(kept.contains("过滤网清好了") && !kept.contains("十一点半"), "{kept}");
    let early = told_at("2026-11-24T09:20");
    assert!(early.contains("十一点半"), "{early}");
}

/// A record typed with half-width marks has clauses all the same, and nothing of it is said but what may be.
#[test]
fn half_width_marks_part_clauses_too() {
    let text =
        complaint("楼下外卖柜被拆", &[("2026-11-24T15:40", progress("柜子装回去了,管家让她签字,票开了"))]);
    assert!(!text.contains('她') && !text.contains(','), "{text}");
}

/// Who spoke of not living hears later that he is thought of, never that he waits for a paper.
#[test]
fn who_would_not_live_is_spoken_to_gently_ever_after() {
    let words = "活着还有啥意思，不如跟她去了，省得你们贴催费单";
    let seen = json!({"type": "investigated", "facts": "催费单贴错门", "responsibility": "ours"});
    let done = json!({"type": "handled", "result": "催费单撕掉了", "verified": true, "told": true});
    for (happened, gentle) in [(seen, "不急"), (done, "办妥了")] {
        let text = complaint(words, &[("2026-11-25T10:00", happened)]);
        assert!(text.contains(gentle) && !text.contains("等回话") && !text.contains("商量，行吗"), "{text}");
    }
}

#[test]
fn who_would_not_live_hears_nothing_of_what_is_done_around_him() {
    let told = progress("保安悄悄上到天台门边，消防到楼下");
    let text = complaint("我在天台，活着没意思，不想活了", &[("2026-11-24T12:26", told)]);
    assert!(!text.contains("保安") && !text.contains("消防"), "{text}");
}

/// Gas that people are being led away from is no news about the work: the card stays, however long ago he called.
#[test]
fn a_danger_that_lasts_keeps_its_card() {
    let words = "楼道里煤气味大得很，我都不敢开灯";
    let lasts =
        complaint(words, &[("2026-11-24T12:40", progress("测到有浓度，燃气公司路上，5-7层在敲门疏散"))]);
    assert!(lasts.contains("别点火"), "{lasts}");
    let told = complaint(words, &[("2026-11-24T12:40", progress("燃气公司查过，阀门换好了"))]);
    assert!(!told.contains("别点火"), "{told}");
}

/// Praise for somebody who helped in the dark is no danger, whatever word of a card stands in it: 打手电.
#[test]
fn praise_opens_no_danger_card() {
    let words = "钱包掉草里，他打手电找了快一个钟头，一分没少，谢谢他";
    let (_, text) = said(&case(CaseKind::Praise, words, "表扬保安", &[]));
    assert!(!text.contains("麻着手") && text.contains("谢谢"), "{text}");
}
