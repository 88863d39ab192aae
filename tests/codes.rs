//! The code lists, held against the table of the rules: words of the interchange and words of the screen.

use serde_json::json;
use tingsu::domain::case::Facts;
use tingsu::domain::code::*;
use tingsu::domain::service_note::ServiceLevel;
use tingsu::domain::settings::Settings;

/// Compares a scheme with `code label` pairs, one a line, in the order of the screens.
macro_rules! scheme {
    ($name:ident, $expected:literal) => {{
        let found: Vec<String> =
            $name::ALL.iter().map(|value| format!("{} {}", value.code(), value.label())).collect();
        let expected: Vec<&str> = $expected.split(", ").collect();
        assert_eq!(found, expected, stringify!($name));
        for value in $name::ALL {
            assert_eq!($name::from_code(value.code()), Some(*value), "{value}");
            assert_eq!(serde_json::to_value(value).unwrap(), json!(value.code()));
        }
    }};
}

/// Ledger 10-02, 10-03, 10-04, 10-09, 10-10, 10-11, 10-13, 10-14, 10-15, 10-16, 10-44.
#[test]
fn responsibility_nature_and_content_are_those_of_the_rules() {
    scheme!(Class, "I 一类 物业服务, II 二类 房屋质量与配套, III 三类 外部环境");
    scheme!(ClassIIPart, "quality 房屋质量, facility 物业配套设施");
    scheme!(Nature, "effective 有效投诉, help 求助型, consult 咨询型, vent 发泄型");
    scheme!(Content, "equipment 设备, attitude 服务态度, quality 服务质量, emergency 突发事件");
    scheme!(Responsibility, "ours 管理责任, not_ours 非管理责任, unknown 待查");
    scheme!(Capability, "mine 受理人可处理, beyond_me 超出受理人, beyond_us 非本单位能力");
}

/// Ledger 10-27, 10-29, 10-30, 10-31, 10-40.
/// Ledger 02-22: the kind, and how urgent.
#[test]
fn kinds_channels_and_moods_are_those_of_the_rules() {
    scheme!(CaseKind, "complaint 投诉, repair 报修, enquiry 咨询, praise 表扬, suggestion 建议");
    scheme!(
        Channel,
        "walk_in 来访, phone 来电, message 微信／APP／短信, online 网上公开, letter 来函／意见箱, referral 转办, outreach 走访／问卷, other 其他"
    );
    scheme!(Emotion, "calm 平和, upset 不满, agitated 情绪激动");
    scheme!(Urgency, "normal 一般, urgent 紧急");
}

/// Ledger 10-21, 10-22, 10-23.
/// Ledger 10-18, 10-19, 10-20, 10-46.
#[test]
fn needs_motives_and_faults_are_those_of_the_rules() {
    scheme!(
        Need,
        "respect 得到尊重, resolve_now 立即解决, compensation 要求赔偿, punish 追究责任人, no_recurrence 保证不再发生"
    );
    scheme!(ServiceLevel, "promised 承诺服务, extra 额外服务");
    scheme!(Motive, "sincere 真诚意见, prejudice 成见, pretext 另有所求");
    scheme!(StaffFault, "失职 失职, 失误 失误, 失度 失度, 失控 失控");
}

/// Ledger 10-34, 10-37, 10-50.
#[test]
fn flags_are_those_of_the_rules() {
    scheme!(
        Flag,
        "major 重大, group 群体倾向, exposure 曝光, extreme 过激, sensitive 敏感, special 特殊事件, serious 情节严重, crisis 舆情, confidential 要求保密, outside 投诉到本部门以外, extortion 疑似不当索取"
    );
}

/// Ledger 08-05, 15-08.
#[test]
fn visits_and_closures_are_those_of_the_rules() {
    scheme!(VisitForm, "phone 电话, home 上门, online 网上, questionnaire 问卷");
    scheme!(Opinion, "satisfied 满意, mostly 基本满意, dissatisfied 不满意");
    scheme!(VisitOutcome, "reached 已访到, no_answer 无人接听, rescheduled 改约, declined 不便／拒绝");
    scheme!(
        ClosureCode,
        "signed 现场签署满意, verbal 口头确认满意, visited 回访满意, quiet_week 一周无再诉, exempt 免回访, unreachable 联系不上, external 外部事项已答复, explained 已解释，业主未认可, plain 办结"
    );
}

#[test]
fn an_escalation_has_the_triggers_of_the_ledger() {
    let letters: String = Trigger::ALL.iter().map(|trigger| trigger.code()).collect();
    assert_eq!(letters, "ABCDEFGHIJKLMN");
    let mut labels: Vec<&str> = Trigger::ALL.iter().map(|trigger| trigger.label()).collect();
    labels.sort_unstable();
    labels.dedup();
    assert_eq!(labels.len(), 14, "each is told apart on the screen");
}

#[test]
fn the_statistics_start_with_the_categories_of_the_rules() {
    let settings = Settings::default();
    let words: Vec<&str> = settings.categories.iter().map(|entry| entry.code.as_str()).collect();
    assert_eq!(
        words.join(" "),
        "vehicles facilities cleaning greenery security fire building decoration fees neighbours attitude service outside other"
    );
    assert!(settings.categories.iter().all(|entry| entry.active));
}

/// Ledger 10-54.
#[test]
fn one_case_carries_a_code_of_every_scheme_at_once() {
    let written = json!({
        "kind": "complaint", "channel": "online",
        "received_at": "2026-11-03T09:12:00+08:00", "recorded_at": "2026-11-03T09:20:00+08:00", "receiver": "李敏",
        "complainant": { "anonymous": true, "declines_visits": false },
        "category": "facilities", "situation": "E3", "class": "II", "class_ii_part": "facility",
        "nature": "vent", "content": "equipment", "responsibility": "unknown", "capability": "beyond_us",
        "urgency": "urgent", "emotion": "agitated", "needs": ["resolve_now", "compensation"], "motive": "pretext",
        "flags": ["group", "exposure"], "staff_fault": "失误",
    });
    let facts: Facts = serde_json::from_value(written.clone()).unwrap();
    assert_eq!(facts.class_ii_part, Some(ClassIIPart::Facility));
    assert_eq!(facts.flags, [Flag::Group, Flag::Exposure]);
    assert_eq!(serde_json::to_value(&facts).unwrap(), written);
    let mut unknown = written;
    unknown["nature"] = json!("angry");
    assert!(serde_json::from_value::<Facts>(unknown).is_err());
}
