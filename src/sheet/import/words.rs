//! What offices write into the columns of a ledger that hold one of a few words, and what it means here.

use crate::domain::code::{CaseKind, Category, Channel};
use crate::domain::settings::Settings;

/// The first entry of which one word stands in the text.
fn first<T: Copy>(text: &str, entries: &[(T, &[&str])]) -> Option<T> {
    entries.iter().find(|(_, words)| words.iter().any(|word| text.contains(word))).map(|(value, _)| *value)
}

/// How it came.
pub fn channel(text: &str) -> Option<Channel> {
    use Channel::{Letter, Message, Online, Outreach, Phone, Referral, WalkIn};
    let text = text.to_lowercase();
    if text.is_empty() {
        return None;
    }
    let entries: [(Channel, &[&str]); 7] = [
        (
            Referral,
            &[
                "12345",
                "政府",
                "市民热线",
                "转办",
                "转来",
                "街道",
                "房管",
                "住建",
                "信访",
                "公司热线",
                "集团",
                "400",
                "居委",
                "社区转",
            ],
        ),
        (Letter, &["信件", "来函", "来信", "信函", "意见箱", "纸条", "邮件", "投诉信", "书面"]),
        (Online, &["群", "论坛", "网", "微博", "抖音", "小红书", "公众号", "贴吧"]),
        (Message, &["微信", "短信", "app", "小程序", "管家端", "企微", "私信"]),
        (Outreach, &["走访", "问卷", "拜访", "座谈", "上门"]),
        (WalkIn, &["来访", "前台", "到访", "现场", "当面", "面谈", "大堂"]),
        (Phone, &["电话", "来电", "致电", "热线", "座机", "电"]),
    ];
    Some(first(&text, &entries).unwrap_or(Channel::Other))
}

/// What was brought, from a column that says it.
pub fn kind(text: &str) -> Option<CaseKind> {
    use CaseKind::{Complaint, Enquiry, Praise, Repair, Suggestion};
    let entries: [(CaseKind, &[&str]); 5] = [
        (Praise, &["表扬", "感谢", "锦旗", "点赞", "致谢"]),
        (Repair, &["报修", "维修", "保修", "修理"]),
        (Enquiry, &["咨询", "询问", "查询", "问询", "了解情况"]),
        (Complaint, &["投诉", "诉求", "不满", "意见", "举报", "反映", "纠纷"]),
        (Suggestion, &["建议"]),
    ];
    first(text, &entries)
}

/// What was brought, from what it is about, when no column says it: a complaint unless it says otherwise.
pub fn kind_of_content(content: &str) -> CaseKind {
    let entries: [(CaseKind, &[&str]); 2] =
        [(CaseKind::Praise, &["表扬", "锦旗", "感谢信"]), (CaseKind::Enquiry, &["咨询"])];
    first(content, &entries).unwrap_or(CaseKind::Complaint)
}

/// The row of the statistics, by its name in the settings, else by the usual words.
pub fn category(text: &str, settings: &Settings) -> Option<Category> {
    if text.is_empty() {
        return None;
    }
    let named = settings.categories.iter().find(|entry| entry.label == text || entry.code.as_str() == text);
    if let Some(entry) = named {
        return Some(entry.code.clone());
    }
    let entries: [(&str, &[&str]); 14] = [
        ("vehicles", &["车"]),
        ("fire", &["消防", "火灾", "火警"]),
        ("fees", &["收费", "财务", "费用", "物业费", "缴费", "水电费"]),
        ("attitude", &["态度"]),
        ("decoration", &["装修"]),
        ("building", &["房屋", "遗留", "渗漏", "漏水", "质保", "开发"]),
        ("neighbours", &["邻里", "扰民", "噪音", "宠物", "高空", "养狗", "油烟"]),
        ("outside", &["周边", "市政", "外部", "小区外"]),
        ("greenery", &["绿化", "园林", "花木"]),
        ("cleaning", &["卫生", "保洁", "清洁", "环境", "垃圾"]),
        ("security", &["秩序", "安全", "治安", "安保", "保安", "门岗", "巡逻"]),
        (
            "facilities",
            &["设备", "设施", "工程", "公区", "公共", "电梯", "门禁", "停水", "停电", "应急", "突发", "水电"],
        ),
        ("service", &["服务", "客服"]),
        ("other", &["其他", "其它"]),
    ];
    let code = first(text, &entries)?;
    let known = settings.categories.iter().find(|entry| entry.code.as_str() == code);
    known.map(|entry| entry.code.clone())
}

/// Whether a text is a mark or a word for yes: √, 是, 已…; `None` when it says neither.
fn yes(text: &str) -> Option<bool> {
    let text = text.trim();
    if ["", "/", "／", "-", "—", "无"].contains(&text) {
        return None;
    }
    let no = ["×", "✕", "✗", "否", "未", "没", "不", "待", "无需", "无法"];
    if no.iter().any(|word| text.contains(word)) || ["x", "X", "N", "n"].contains(&text) {
        return Some(false);
    }
    let yes = ["√", "✓", "✔", "是", "已", "完", "结", "关闭", "解决", "Y", "y", "V", "v", "ok", "OK"];
    yes.iter().any(|word| text.contains(word)).then_some(true)
}

/// Whether a case was closed, from a column that says it; nothing there is not closed.
pub fn closed(text: &str) -> bool {
    let open = ["处理中", "跟进", "进行", "%", "部分", "反复"];
    !open.iter().any(|word| text.contains(word)) && yes(text) == Some(true)
}

/// Whether a case was closed, from how it was dealt with, when no column says it: its last words count.
pub fn closed_by_handling(handling: &str) -> bool {
    let tail: String = handling.chars().rev().take(14).collect::<Vec<_>>().into_iter().rev().collect();
    let open = ["未完", "未关闭", "未办结", "跟进中", "待跟进", "处理中", "待回复", "待处理"];
    let done = [
        "完结",
        "已关闭",
        "已办结",
        "已完成",
        "已解决",
        "已处理完",
        "办结",
        "结案",
        "处理完毕",
        "已修复",
        "已修好",
    ];
    !open.iter().any(|word| tail.contains(word)) && done.iter().any(|word| tail.contains(word))
}

/// Whether a return visit reached the customer.
pub fn visited(text: &str) -> bool {
    let missed = ["未", "无", "不", "拒", "否", "匿名", "联系不上", "没", "待", "×", "停机", "空号", "拒访"];
    let blank = ["", "/", "／", "-", "—"].contains(&text.trim());
    // Who was not satisfied was reached, too.
    if opinion(text).is_some() {
        return true;
    }
    !blank && !missed.iter().any(|word| text.contains(word))
}

/// Whether the customer would not be visited.
pub fn declined_visit(text: &str) -> bool {
    ["拒访", "不要回访", "拒绝回访", "不接受回访", "谢绝回访"].iter().any(|word| text.contains(word))
}

/// What a visit found, from a column that tells of the visit: only words for it count there, no marks.
pub fn opinion(text: &str) -> Option<bool> {
    let says = ["满意", "不满", "好评", "差评", "认可"].iter().any(|word| text.contains(word));
    satisfied(text).filter(|_| says)
}

/// Whether the customer was satisfied; `None` when it says neither or was not asked.
pub fn satisfied(text: &str) -> Option<bool> {
    let text = text.trim();
    if text.contains("不满") || text.contains("未满意") || text.contains("差评") || text.contains("不认可")
    {
        return Some(false);
    }
    if ["未评", "一般", "中立", "未知", "没评", "未回"].iter().any(|word| text.contains(word)) {
        return None;
    }
    if text.contains("满意") || text.contains("好评") || text.contains("认可") {
        return Some(true);
    }
    if ["很好", "好", "较好", "非常好", "优", "良"].contains(&text) {
        return Some(true);
    }
    if ["差", "很差", "较差"].contains(&text) {
        return Some(false);
    }
    yes(text)
}

/// Whether the cell stands for the one above: 同上, 〃.
pub fn is_ditto(text: &str) -> bool {
    ["同上", "〃", "″", "\"", "”", "〞", "々", "同前", "''", "´´", "同"].contains(&text.trim())
}

/// A text that says nothing.
pub fn is_placeholder(text: &str) -> bool {
    let says = text.chars().any(char::is_alphanumeric);
    let nothing = ["无", "无内容", "空", "待补", "待补充", "略", "暂无", "不详", "见附件", "同上", "待登记"];
    !says || nothing.contains(&text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_words_mean_what_offices_mean() {
        for (text, expected) in [
            ("微信群", Some(Channel::Online)),
            ("业主微信", Some(Channel::Message)),
            ("12345转办", Some(Channel::Referral)),
            ("匿名纸条", Some(Channel::Letter)),
            ("前台", Some(Channel::WalkIn)),
            ("来电", Some(Channel::Phone)),
            ("", None),
            ("飞鸽", Some(Channel::Other)),
        ] {
            assert_eq!(channel(text), expected, "{text}");
        }
        for (text, expected) in [
            ("很满意", Some(true)),
            ("不满意", Some(false)),
            ("√", Some(true)),
            ("×", Some(false)),
            ("一般", None),
            ("/", None),
            ("未评价", None),
        ] {
            assert_eq!(satisfied(text), expected, "{text}");
        }
        assert!(visited("2.9已回访") && visited("√") && visited("电话回访"));
        assert!(visited("不满意") && visited("已回访，满意") && !visited("未评价"));
        for (text, expected) in [
            ("满意", Some(true)),
            ("已回访，业主表示满意", Some(true)),
            ("不满意", Some(false)),
            ("√", None),
            ("已回访", None),
            ("未接通", None),
        ] {
            assert_eq!(opinion(text), expected, "{text}");
        }
        assert!(!visited("打3次未接") && !visited("拒访") && !visited("") && !visited("匿名"));
        assert!(closed("已关闭") && closed("√") && closed("完成"));
        assert!(!closed("未完成") && !closed("处理中") && !closed("待跟进") && !closed(""));
        assert!(closed_by_handling("灯已亮，完结。") && !closed_by_handling("已转工程部（未完）"));
        let settings = Settings::default();
        let code = |text| category(text, &settings).map(|code| code.as_str().to_owned());
        assert_eq!(code("停车"), Some("vehicles".into()));
        assert_eq!(code("公共设施设备"), Some("facilities".into()));
        assert_eq!(code("服务态度"), Some("attitude".into()));
        assert_eq!(code("大象"), None);
    }
}
