//! What the staff noted as it reaches the owner: what was found is told with its cause and with what we left undone, or not
//! at all; what was agreed in two measures; what is done with what is still running. Ledger 06-05, 07-20, 12-69.

use serde_json::json;
use tingsu::domain::case::Case;
use tingsu::domain::code::{Capability, CaseKind, Class, Flag, Title};
use tingsu::library::step::Step;

use super::told::{case, said};

fn found(facts: &str, responsibility: &str) -> serde_json::Value {
    json!({"type": "investigated", "facts": facts, "responsibility": responsibility})
}

fn after(words: &str, events: &[(&str, serde_json::Value)]) -> Case {
    case(CaseKind::Complaint, words, words, events)
}

/// The sentence behind what was found.
fn told(words: &str, facts: &str, responsibility: &str) -> String {
    let (step, text) = said(&after(words, &[("2026-11-24T15:20", found(facts, responsibility))]));
    assert_eq!(step, Step::Solution, "{text}");
    text
}

#[test]
fn what_we_left_undone_is_owned_up_to_and_nobody_else_is_named() {
    let text = told(
        "车位第三次被占，昨晚打了电话没人来",
        "占位车为6-2-803租客周某，已电话联系挪走。昨晚中控23:36接报后未派岗，属脱岗",
        "ours",
    );
    assert!(["道歉", "抱歉", "我们没"].iter().any(|word| text.contains(word)), "{text}");
    assert!(
        !["803", "周某", "租客", "脱岗", "挪走", "那一户"].iter().any(|word| text.contains(word)),
        "{text}"
    );
    // Nothing of it may be said: the bare sentence, with the apology, once.
    let bare = told("物业费扣重了", "9月扫码款入的是旧户号6-1-702，现户号0702，系统判欠费", "ours");
    assert!(bare.contains("是我们没") && !bare.contains("户号") && !bare.contains("赔"), "{bare}");
}

#[test]
fn who_is_not_to_blame_does_not_apologise_for_it() {
    let same = told("楼上拍球拍到十点", "1303户主称孩子要练，7点后练到10点属实，女主人态度一般", "not_ours");
    assert!(same.contains("跟您说的一样"), "{same}");
    let bare = told("访客被拦在门口", "0:35访客两人无预约，值班按规核验，业主酒后言语过激", "not_ours");
    for text in [&same, &bare] {
        assert!(!text.contains("是我们没") && !text.contains("1303") && !text.contains("酒后"), "{text}");
    }
    let unknown = told("墙面渗水", "渗水点还在找", "unknown");
    assert!(unknown.contains("还"), "{unknown}");
    assert!(!unknown.contains("查清"), "{unknown}");
}

#[test]
fn what_is_agreed_already_is_not_bargained_over_once_more() {
    let agreed = json!({"type": "solution", "text": "当场录入，明天早上门岗盯一趟", "agreed": true});
    let (_, text) = said(&after(
        "新车牌照片上周就发了，今早照样不抬杆",
        &[
            ("2026-11-24T13:20", agreed),
            ("2026-11-24T15:20", found("管家在外巡楼，回了收到，未转录", "ours")),
        ],
    ));
    assert!(text.contains("是我们没做好") && text.contains("照说定的办"), "{text}");
    assert!(!text.contains("商量"), "{text}");
}

#[test]
fn praise_is_no_ground_for_an_apology() {
    let case = case(
        CaseKind::Praise,
        "保安帮我找到了钱包，谢谢他，就是门口摄像头坏了",
        "表扬保安",
        &[("2026-11-24T15:20", found("当值队员拾到钱包并送还。摄像头坏三天，未报修", "ours"))],
    );
    let (_, text) = said(&case);
    assert!(text.contains("您的话带到") || text.contains("您夸的他知道"), "{text}");
    assert!(!["道歉", "对不", "没做好"].iter().any(|word| text.contains(word)), "{text}");
}

#[test]
fn what_is_not_ours_to_mend_is_told_with_whose_it_is() {
    let mut case = after(
        "飘窗渗水，来看过两次没修",
        &[("2026-11-24T15:20", found("飘窗上口外墙胶条脱落，属保修期内，索赔意愿强，注意措辞", "not_ours"))],
    );
    case.receipt.class = Some(Class::II);
    case.receipt.capability = Some(Capability::BeyondUs);
    let (_, text) = said(&case);
    assert!(text.contains("归开发商") && !text.contains("措辞"), "{text}");
}

#[test]
fn who_wants_not_to_be_known_hears_that_he_was_not_named() {
    let mut case = after(
        "楼上夜里拍球，别说是我",
        &[("2026-11-24T15:20", found("1303户主称要练，态度一般", "not_ours"))],
    );
    case.receipt.flags.push(Flag::Confidential);
    let (_, text) = said(&case);
    assert!(text.contains("没提是谁说的"), "{text}");
}

#[test]
fn all_that_was_agreed_is_said_first_what_he_asked_for() {
    let agreed = json!({"type": "solution", "agreed": true, "opinion": "钱退就好，道歉不用到家里来",
        "text": "旧户号清理一遍；重复的1136元原路退，三个工作日内到账；昨天接待的同事当面道歉"});
    let (step, text) = said(&after("物业费扣重了，要退钱", &[("2026-11-24T15:20", agreed)]));
    assert_eq!(step, Step::Progress);
    assert!(text.contains("重复的1136元原路退，三个工作日内到账") && text.contains("不上您家"), "{text}");
    assert!(text.contains("旧户号清理一遍") && !text.contains("当面"), "{text}");
    let torn = json!({"type": "solution", "agreed": true, "opinion": "要求把插座封掉",
        "text": "楼道每晚加两趟查；租客写检讨；墙面我们先刷"});
    let (_, text) = said(&after("楼道里充电冒烟", &[("2026-11-24T15:20", torn)]));
    assert!(text.contains("您要把插座封掉") && !text.contains("墙面我们先刷"), "{text}");
    let inside = json!({"type": "solution", "agreed": true, "text": "责任人考核，列入名单"});
    let (_, text) = said(&after("保安说话难听", &[("2026-11-24T15:20", inside)]));
    assert!(!text.contains("考核") && !text.contains("名单") && !text.contains("：，"), "{text}");
}

#[test]
fn what_nobody_checked_or_what_is_open_is_not_called_done() {
    for (result, verified) in [("23户差价已退，4户换卡后下周退", true), ("地漏通开", false)]
    {
        let handled = json!({"type": "handled", "result": result, "verified": verified, "told": true});
        let (step, text) = said(&after("停车费多收了", &[("2026-11-24T15:20", handled)]));
        assert_eq!(step, Step::Handled);
        assert!(text.contains("这一步") || text.contains("后头"), "{text}");
        assert!(!text.contains("办好了") && !text.contains("办完了"), "{text}");
    }
    let agreed = json!({"type": "solution", "text": "灯当天换好；医药费按保险流程报公司", "agreed": true});
    let lit = json!({"type": "handled", "result": "楼道灯已亮", "verified": true, "told": true});
    let case = after("楼道灯不亮，医药费谁出", &[("2026-11-24T13:20", agreed), ("2026-11-24T15:20", lit)]);
    let (_, text) = said(&case);
    assert!(text.contains("钱的事还"), "{text}");
}

#[test]
fn who_has_looked_himself_is_not_asked_to_look() {
    let handled =
        json!({"type": "handled", "result": "玻璃清完，业主自己看过", "verified": true, "told": true});
    let mut case = after("贴条粘在玻璃上", &[("2026-11-24T15:20", handled)]);
    case.receipt.complainant.name = Some("Yoyo陈".into());
    case.receipt.complainant.title = Some(Title::Ms);
    let (_, text) = said(&case);
    assert!(text.starts_with("陈女士，"), "{text}");
    assert!(!text.contains("您看看") && !text.contains("请您看"), "{text}");
}
