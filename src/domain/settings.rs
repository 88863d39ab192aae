//! What a supervisor may set, starting with the values of the rules. Pure data: the store keeps it.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use crate::domain::cadence::Every;
use crate::domain::calendar::{OfficeHours, WorkCalendar};
use crate::domain::code::{Category, ServiceArea, codes};
use crate::domain::safety::Safety;
use crate::domain::superior::{Superior, rank_of_title};

/// Everything that is *setting* in the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Name of the property as sentences and papers say it. Ledger 02-14.
    pub property: String,
    /// Telephone of the service centre.
    pub centre_phone: String,
    /// 24-hour number, when it is another one. Ledger 02-26.
    pub night_phone: String,
    /// Emergency number of the gas supplier, as the danger card calls it.
    pub gas_phone: String,
    /// Emergency number of the power supplier.
    pub power_phone: String,
    /// Number of the lift maintenance firm.
    pub lift_phone: String,
    /// Title of the customer-service supervisor on the screen (rules §1).
    pub supervisor_title: String,
    /// What the customer is called in letters to other houses: 业主, 业户, 顾客 (rules §1). Ledger 20-33.
    pub customer_word: String,
    /// Addressee of the monthly table.
    pub company_centre: String,
    /// 服务上移 ladder, first rung first. Ledger 05-28.
    pub ladder: Vec<Superior>,
    /// Departments, outside firms and colleagues without a sign-in, who may answer for a case. Ledger 07-06.
    pub parties: Vec<Party>,
    /// Rows of the monthly table. Ledger 10-54.
    pub categories: Vec<CategoryEntry>,
    /// 焦点话题. Ledger 10-51, 10-55.
    pub topics: Vec<FocusTopic>,
    /// Number of households, for 百户投诉量.
    pub households: Option<u32>,
    /// Limits, calendars and thresholds.
    pub rules: Rules,
    /// Large type on the screen.
    pub large_type: bool,
    /// Copies and the lock of the screen.
    pub safety: Safety,
}

impl Settings {
    /// Names of the house's own departments, in their order.
    pub fn departments(&self) -> Vec<String> {
        let own = self.parties.iter().filter(|one| one.kind == PartyKind::Department);
        own.map(|one| one.name.clone()).collect()
    }

    /// The Chinese word of a category; its code when the list no longer has it.
    pub fn category_label<'a>(&'a self, category: &'a Category) -> &'a str {
        self.categories
            .iter()
            .find(|entry| entry.code == *category)
            .map_or(category.as_str(), |entry| entry.label.as_str())
    }

    /// The number to call at any hour.
    pub fn any_hour_phone(&self) -> &str {
        if self.night_phone.is_empty() { &self.centre_phone } else { &self.night_phone }
    }
}

impl Default for Settings {
    fn default() -> Self {
        let superior = |title: &str| Superior {
            title: title.into(),
            rank: rank_of_title(title).unwrap_or_default(),
            ..Superior::default()
        };
        Self {
            property: String::new(),
            centre_phone: String::new(),
            night_phone: String::new(),
            gas_phone: String::new(),
            power_phone: String::new(),
            lift_phone: String::new(),
            supervisor_title: "客服主任".into(),
            customer_word: "业主".into(),
            company_centre: "公司客服中心".into(),
            ladder: vec![superior("客服主任"), superior("项目经理"), superior("公司客服中心")],
            parties: ["工程部", "秩序部", "环境部", "客服部"]
                .map(|name| Party { kind: PartyKind::Department, name: name.into() })
                .into(),
            categories: default_categories(),
            topics: default_topics(),
            households: None,
            rules: Rules::default(),
            large_type: false,
            safety: Safety::default(),
        }
    }
}

codes! {
    /// Who may answer for a case although nobody signs in by that name.
    PartyKind {
        Department = "department": "部门",
        Firm = "firm": "外部单位",
        Colleague = "colleague": "不登录的同事",
    }
}

/// A department, an outside firm or a colleague without a sign-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Which of them.
    pub kind: PartyKind,
    /// Name.
    pub name: String,
}

/// A row of the monthly table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryEntry {
    /// Code word, never changed once used.
    pub code: Category,
    /// Word on screen and paper.
    pub label: String,
    /// Whether it is still offered.
    pub active: bool,
    /// What it is filed under. Ledger 21-14.
    #[serde(default = "service")]
    pub area: ServiceArea,
}

fn service() -> ServiceArea {
    ServiceArea::Service
}

/// A matter that is counted across categories: a hot dispute, or one under key supervision. A complaint is about it when
/// its gist or the name of its situation holds one of the words. Ledger 10-51, 10-55.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FocusTopic {
    /// What it is called.
    pub name: String,
    /// The words that point to it.
    pub words: Vec<String>,
}

/// Limits, calendars and thresholds of the rules, as settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// 首次响应, hours (message, online: `first_response_online`).
    pub first_response: u32,
    /// 首次响应 of message and online cases, hours.
    pub first_response_online: u32,
    /// 首次响应 of urgent cases, hours. Ledger 21-04, 21-09.
    pub first_response_urgent: u32,
    /// 跟进 of an open case that owes nothing else, hours.
    pub follow_up: u32,
    /// 核实 when serious, special or extreme, hours (others: one working day). Ledger 21-07.
    pub investigate_grave: u32,
    /// 上级联系 while the owner waits at the counter, minutes. Ledger 21-08.
    pub superior_contact_walk_in_minutes: u32,
    /// 上级联系 otherwise, hours.
    pub superior_contact: u32,
    /// 致歉 at home or by phone, hours. Ledger 21-05.
    pub apology: u32,
    /// Longest promise without the supervisor's word, hours.
    pub promise_limit: u32,
    /// 回复业主 after the customer agreed, hours.
    pub reply: u32,
    /// 进展告知, hours.
    pub progress: u32,
    /// 进展告知 of class II, III and matters beyond us, hours.
    pub progress_outside: u32,
    /// 负责人出面 and 上报品质管理部, hours.
    pub at_once: u32,
    /// 回访 after 处理完成, hours.
    pub visit: u32,
    /// 一周观察, hours.
    pub quiet_week: u32,
    /// From this hour on the form asks for a completion date.
    pub same_day_until_hour: u32,
    /// A deadline is due soon so many minutes before.
    pub due_soon_minutes: u32,
    /// 补录: received and recorded more than so many hours apart.
    pub late_entry_hours: u32,
    /// Reception clock: amber, minutes. Ledger 01-14.
    pub reception_amber: u32,
    /// Reception clock: red, minutes.
    pub reception_red: u32,
    /// Attempts before a case may be closed as 联系不上.
    pub unreachable_attempts: u32,
    /// … on at least so many days.
    pub unreachable_days: u32,
    /// Households from which 重大 is proposed.
    pub major_households: u32,
    /// First day of the statistics month; 1 = calendar month.
    pub cut_off_day: u32,
    /// Retention after closing, years.
    pub retention_years: u32,
    /// The largest file that is kept with a case, megabytes.
    pub attachment_mb: u32,
    /// 前台值班.
    pub duty: OfficeHours,
    /// 工作日.
    pub calendar: WorkCalendar,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            first_response: 24,
            first_response_online: 4,
            first_response_urgent: 1,
            follow_up: 24,
            investigate_grave: 4,
            superior_contact_walk_in_minutes: 10,
            superior_contact: 1,
            apology: 24,
            promise_limit: 24,
            reply: 24,
            progress: 24,
            progress_outside: 7 * 24,
            at_once: 1,
            visit: 24,
            quiet_week: 7 * 24,
            same_day_until_hour: 16,
            due_soon_minutes: 60,
            late_entry_hours: 4,
            reception_amber: 3,
            reception_red: 5,
            unreachable_attempts: 3,
            unreachable_days: 2,
            major_households: 5,
            cut_off_day: 1,
            retention_years: 3,
            attachment_mb: 50,
            duty: OfficeHours::default(),
            calendar: WorkCalendar::default(),
        }
    }
}

/// A limit of so many hours in words: 24小时, from two whole days on 7天.
pub fn span_words(hours: u32) -> String {
    if hours > 24 && hours.is_multiple_of(24) {
        format!("{}天", hours / 24)
    } else {
        format!("{hours}小时")
    }
}

/// Hours as a span of time.
pub fn hours(hours: u32) -> Duration {
    Duration::hours(hours.into())
}

/// What the chosen situation of a case says of its deadlines; comes from the library as values.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SituationTerms {
    /// Hours after 处理完成 within which the visit is owed.
    pub visit_hours: Option<u32>,
    /// The situation's own cadence of progress notices.
    pub cadence: Option<Every>,
}

fn default_categories() -> Vec<CategoryEntry> {
    use ServiceArea::{Facilities, Safety, Service};
    [
        ("vehicles", "车辆管理", Safety),
        ("facilities", "公共设施设备", Facilities),
        ("cleaning", "环境卫生", Service),
        ("greenery", "绿化养护", Service),
        ("security", "秩序维护", Safety),
        ("fire", "消防安全", Safety),
        ("building", "房屋质量", Facilities),
        ("decoration", "装修管理", Service),
        ("fees", "收费", Service),
        ("neighbours", "邻里纠纷", Service),
        ("attitude", "服务态度", Service),
        ("service", "服务质量", Service),
        ("outside", "外部环境", Service),
        ("other", "其他", Service),
    ]
    .into_iter()
    .filter_map(|(code, label, area)| {
        Some(CategoryEntry { code: Category::new(code)?, label: label.into(), active: true, area })
    })
    .collect()
}

/// The hot disputes of the source, and the one under key supervision that it names. Ledger 10-51, 10-55.
fn default_topics() -> Vec<FocusTopic> {
    let topic = |(name, words): (&str, &[&str])| FocusTopic {
        name: name.into(),
        words: words.iter().map(|word| (*word).to_owned()).collect(),
    };
    let topics: [(&str, &[&str]); 9] = [
        ("房屋防水", &["防水", "渗水", "渗漏", "漏水"]),
        ("停车费", &["停车费", "车位费", "临停费"]),
        ("公共维修资金", &["维修资金", "维修基金", "公维金"]),
        ("车辆丢失", &["车丢", "车被偷", "车辆丢失", "车辆被盗"]),
        ("违章搭建", &["违建", "搭建"]),
        ("油烟", &["油烟"]),
        ("车库改用途", &["车库改", "车库出租"]),
        ("消防通道", &["消防通道"]),
        ("拒交物业费", &["拒交", "拒缴", "不交物业费"]),
    ];
    topics.into_iter().map(topic).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_of_an_older_file_take_the_defaults() {
        let settings: Settings =
            serde_json::from_str(r#"{"property":"阳光花园","rules":{"visit":48}}"#).unwrap();
        assert_eq!(settings.rules.visit, 48);
        assert_eq!(settings.rules.reply, 24);
        assert_eq!(settings.categories.len(), 14);
    }
}
