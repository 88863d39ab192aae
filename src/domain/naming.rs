//! What keys, codes and corrected values are called: the words that a telling takes from the code lists and from elsewhere.

use serde_json::Value;

use crate::domain::code::{
    Capability, CaseKind, Category, Channel, Class, ClassIIPart, Content, Emotion, Impact, Medium, Motive,
    Nature, Need, Relation, Remedy, Responsibility, SituationCode, Title, Urgency,
};
use crate::domain::service_note::ServiceLevel;
use crate::domain::time::Moment;

/// What the words of an event take from elsewhere: how a time is written, the names of open codes, the words of a
/// question and its answer.
pub trait Names {
    /// A time, as screen or paper writes it.
    fn time(&self, moment: Moment) -> String;
    /// The name of a category.
    fn category(&self, code: &Category) -> String;
    /// The name of a situation.
    fn situation(&self, code: &SituationCode) -> String;
    /// Question and answer in words; `None` when the library no longer has them.
    fn answer(&self, question: &SituationCode, answer: &str) -> Option<String>;
}

/// The Chinese word of a corrected key path, of the case or of an earlier event.
pub fn key_label(what: &str) -> String {
    let key = what.rsplit('.').next().unwrap_or(what);
    let word = match (what, key) {
        ("referral.from", _) => "转办单位",
        ("referral.number", _) => "转办单号",
        ("referral.due", _) => "转办时限",
        ("referral.replied_at", _) => "转办答复时间",
        ("online.link", _) => "链接",
        ("online.wording", _) => "统一口径",
        ("online.spokesman", _) => "由谁回帖",
        ("lift.trapped_at", _) => "被困时间",
        ("lift.arrived_at", _) => "维保到场时间",
        ("lift.freed_at", _) => "解困时间",
        ("lift.firm", _) => "维保单位",
        ("lift.harm", _) => "对业主的影响",
        ("complained_of.person", _) => "被投诉人",
        ("complained_of.department", _) => "被投诉部门",
        (_, "kind") => "信息类别",
        (_, "channel") => "渠道",
        (_, "received_at") => "受理时间",
        (_, "recorded_at") => "登记时间",
        (_, "receiver") => "受理人",
        (_, "name") => "姓名",
        (_, "title") => "称呼",
        (_, "anonymous") => "匿名",
        (_, "relation") => "与房屋的关系",
        (_, "room") => "房号",
        (_, "phones") => "联系电话",
        (_, "called_from") => "来电号码",
        (_, "phone_declined") => "电话未留",
        (_, "prefers") => "偏好的告知方式",
        (_, "declines_visits") => "不接受回访",
        (_, "place") => "地点",
        (_, "occurred_at") => "发生时间",
        (_, "occurred_words") => "发生时间（原话）",
        (_, "verbatim") => "原话",
        (_, "summary") => "复述要点",
        (_, "category") => "类别",
        (_, "class") => "责任类别",
        (_, "class_ii_part") => "二类细分",
        (_, "nature") => "性质",
        (_, "content") => "内容",
        (_, "responsibility") => "责任",
        (_, "capability") => "能否处理",
        (_, "urgency") => "紧急程度",
        (_, "emotion") => "情绪",
        (_, "needs") => "诉求",
        (_, "motive") => "动机",
        (_, "staff_fault") => "员工过失",
        (_, "service") => "涉及的服务",
        (_, "situation") => "场景",
        (_, "repeat_of") => "同一事",
        (_, "group_of") => "群诉",
        (_, "department") => "责任部门",
        (_, "named_by") => "指派人",
        (_, "impact") => "影响程度",
        (_, "platform") => "平台",
        (_, "author") => "发帖人",
        (_, "posted_at") => "发布时间",
        (_, "seen_at") => "看到时间",
        (_, "replied_at") => "回复时间",
        (_, "due") => "约定或完成时间",
        (_, "text") => "内容",
        (_, "facts") => "查到的事实",
        (_, "basis") => "依据",
        (_, "result") => "结果",
        (_, "verified") => "验证",
        (_, "opinion") => "业主意见",
        (_, "to") => "交给",
        (_, "superior") => "上级",
        (_, "outcome") => "结果与交办",
        (_, "what") => "待办",
        (_, "reason") => "原因",
        (_, "sent_to") => "送达",
        (_, "letter") => "答复的函件",
        (_, "medium") => "方式",
        (_, "at") => "时间",
        (_, "again") => "再次回访时间",
        (_, "options") => "办法",
        (_, "agreed") => "业主同意",
        (_, "chosen") => "业主选的办法",
        (_, "for_owner") => "对业主怎么说",
        (_, "pros") => "好处",
        (_, "cons") => "不足",
        (_, "cost") => "花费和时间",
        (_, "remedy") => "补救方式",
        _ => what,
    };
    word.to_owned()
}

/// A corrected value in words: a code by its name, a time as it is written, nothing as （空）.
pub fn value(what: &str, value: &Value, names: &dyn Names) -> String {
    match value {
        Value::Null => "（空）".into(),
        Value::Bool(yes) => if *yes { "是" } else { "否" }.into(),
        Value::String(text) => coded(what, text, names).unwrap_or_else(|| text.clone()),
        Value::Array(list) if list.is_empty() => "（空）".into(),
        Value::Array(list) => {
            list.iter().map(|one| self::value(what, one, names)).collect::<Vec<_>>().join("、")
        }
        // A way that was proposed: what it is, and behind it what speaks for and against it.
        Value::Object(whole) => {
            let told = |(key, one): (&String, &Value)| match key.as_str() {
                "text" => self::value(key, one, names),
                _ => format!("{}：{}", key_label(key), self::value(key, one, names)),
            };
            whole.iter().map(told).collect::<Vec<_>>().join("，")
        }
        other => other.to_string(),
    }
}

fn coded(what: &str, text: &str, names: &dyn Names) -> Option<String> {
    let key = what.rsplit('.').next().unwrap_or(what);
    let label = match key {
        "kind" => CaseKind::from_code(text)?.label(),
        "channel" => Channel::from_code(text)?.label(),
        "class" => Class::from_code(text)?.label(),
        "class_ii_part" => ClassIIPart::from_code(text)?.label(),
        "nature" => Nature::from_code(text)?.label(),
        "content" => Content::from_code(text)?.label(),
        "responsibility" => Responsibility::from_code(text)?.label(),
        "capability" => Capability::from_code(text)?.label(),
        "urgency" => Urgency::from_code(text)?.label(),
        "emotion" => Emotion::from_code(text)?.label(),
        "needs" => Need::from_code(text)?.label(),
        "motive" => Motive::from_code(text)?.label(),
        "service" => ServiceLevel::from_code(text)?.label(),
        "impact" => Impact::from_code(text)?.label(),
        "title" => Title::from_code(text)?.label(),
        "relation" => Relation::from_code(text)?.label(),
        "prefers" | "medium" => Medium::from_code(text)?.label(),
        "category" => return Category::new(text).map(|code| names.category(&code)),
        "situation" => return SituationCode::new(text).map(|code| names.situation(&code)),
        "remedy" => Remedy::from_code(text)?.label(),
        "due" | "at" | "again" | "received_at" | "recorded_at" | "occurred_at" | "posted_at" | "seen_at"
        | "replied_at" | "trapped_at" | "arrived_at" | "freed_at" => {
            return Moment::parse(text).ok().map(|moment| names.time(moment));
        }
        _ => return None,
    };
    Some(label.to_owned())
}
