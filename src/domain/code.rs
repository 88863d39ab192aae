//! The closed code lists of rules §2 to §6: one enum a scheme, each with its code word (JSON, database)
//! and its Chinese label (screen, paper). Lists that a supervisor may edit – category, situation – are
//! checked words, not enums; their labels live in the settings and in the library.

use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$note:meta])* $variant:ident = $word:literal : $label:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name {
            $(
                $(#[$note])*
                #[doc = $label]
                #[serde(rename = $word)]
                $variant,
            )+
        }

        impl $name {
            /// Every value, in the order of the screens and papers.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code word of the JSON and the database.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The Chinese word of screens and papers.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// The value of a code word, if there is one.
            pub fn from_code(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == word)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.label())
            }
        }
    };
}

pub(crate) use codes;

codes! {
    /// How a defect is made good. Ledger 06-28.
    Remedy {
        Repair = "repair": "维修",
        RepairAndCompensation = "repair_and_compensation": "维修加补偿",
        /// The owner repairs it himself.
        Compensation = "compensation": "一次性补偿",
    }
}

codes! {
    /// What was brought to the counter (信息类别). Ledger 10-40.
    CaseKind {
        Complaint = "complaint": "投诉",
        Repair = "repair": "报修",
        Enquiry = "enquiry": "咨询",
        Praise = "praise": "表扬",
        Suggestion = "suggestion": "建议",
    }
}

codes! {
    /// How it reached the counter. Ledger 10-29 to 10-32.
    Channel {
        WalkIn = "walk_in": "来访",
        Phone = "phone": "来电",
        Message = "message": "微信／APP／短信",
        Online = "online": "网上公开",
        Letter = "letter": "来函／意见箱",
        Referral = "referral": "转办",
        Outreach = "outreach": "走访／问卷",
        Other = "other": "其他",
    }
}

impl Channel {
    /// A way to reach somebody, as one speaks of it: 喜欢电话联系.
    pub fn way(self) -> &'static str {
        match self {
            Self::Phone => "电话",
            Self::Message => "微信短信",
            Self::Outreach => "上门",
            other => other.label(),
        }
    }
}

codes! {
    /// The owner's mood, changeable at any moment. Ledger 10-27.
    Emotion {
        Calm = "calm": "平和",
        Upset = "upset": "不满",
        Agitated = "agitated": "情绪激动",
    }
}

codes! {
    /// Responsibility class of a complaint. Ledger 10-02 to 10-05.
    Class {
        I = "I": "一类 物业服务",
        II = "II": "二类 房屋质量与配套",
        III = "III": "三类 外部环境",
    }
}

codes! {
    /// The two parts of class II. Ledger 10-04.
    ClassIIPart {
        Quality = "quality": "房屋质量",
        Facility = "facility": "物业配套设施",
    }
}

codes! {
    /// Nature of a complaint; all but `Effective` are 沟通性投诉. Ledger 10-06 to 10-12.
    Nature {
        Effective = "effective": "有效投诉",
        Help = "help": "求助型",
        Consult = "consult": "咨询型",
        Vent = "vent": "发泄型",
    }
}

codes! {
    /// Content of a complaint. Ledger 10-13 to 10-16.
    Content {
        Equipment = "equipment": "设备",
        Attitude = "attitude": "服务态度",
        Quality = "quality": "服务质量",
        Emergency = "emergency": "突发事件",
    }
}

codes! {
    /// What the customer wants; several may be chosen. Ledger 10-21 to 10-25.
    Need {
        Respect = "respect": "得到尊重",
        ResolveNow = "resolve_now": "立即解决",
        Compensation = "compensation": "要求赔偿",
        Punish = "punish": "追究责任人",
        NoRecurrence = "no_recurrence": "保证不再发生",
    }
}

codes! {
    /// Motive behind a complaint: internal, supervisor only (rules §10). Ledger 10-18 to 10-20.
    Motive {
        Sincere = "sincere": "真诚意见",
        Prejudice = "prejudice": "成见",
        Pretext = "pretext": "另有所求",
    }
}

codes! {
    /// The part of the service that a category is filed under, beside the categories. Ledger 21-14.
    ServiceArea {
        Facilities = "facilities": "设施",
        Service = "service": "服务",
        Safety = "safety": "安全",
    }
}

codes! {
    /// Kind of staff fault: internal statistics, supervisor only. Ledger 10-46.
    StaffFault {
        Dereliction = "失职": "失职",
        Mistake = "失误": "失误",
        Impropriety = "失度": "失度",
        LostControl = "失控": "失控",
    }
}

codes! {
    /// Whether the management is responsible. Ledger 03-09.
    Responsibility {
        Ours = "ours": "管理责任",
        NotOurs = "not_ours": "非管理责任",
        Unknown = "unknown": "待查",
    }
}

codes! {
    /// Who is able to deal with it. Ledger 10-44.
    Capability {
        Mine = "mine": "受理人可处理",
        BeyondMe = "beyond_me": "超出受理人",
        BeyondUs = "beyond_us": "非本单位能力",
    }
}

codes! {
    /// Urgency. Ledger 10-39.
    Urgency {
        Normal = "normal": "一般",
        Urgent = "urgent": "紧急",
    }
}

codes! {
    /// Marks on a case (标记). Ledger 10-33 to 10-38, 10-50.
    Flag {
        Major = "major": "重大",
        Group = "group": "群体倾向",
        Exposure = "exposure": "曝光",
        Extreme = "extreme": "过激",
        Sensitive = "sensitive": "敏感",
        Special = "special": "特殊事件",
        Serious = "serious": "情节严重",
        Crisis = "crisis": "舆情",
        Confidential = "confidential": "要求保密",
        Outside = "outside": "投诉到本部门以外",
        Extortion = "extortion": "疑似不当索取",
    }
}

codes! {
    /// How to address a person.
    Title {
        Mr = "mr": "先生",
        Ms = "ms": "女士",
        Unknown = "unknown": "未知",
    }
}

codes! {
    /// Relation of the person to the room.
    Relation {
        Owner = "owner": "业主",
        Tenant = "tenant": "租户",
        Family = "family": "家属",
        Visitor = "visitor": "访客",
        Other = "other": "其他",
    }
}

codes! {
    /// Reason of an escalation (服务上移). Ledger 05-01 to 05-13, 21-10.
    Trigger {
        A = "A": "解释无效",
        B = "B": "结果达不到业主要求",
        C = "C": "接待3至5分钟仍很激动",
        D = "D": "来电事项超出自身范围",
        E = "E": "现场解释不满意或无法当场答复",
        F = "F": "超出权限及能力",
        G = "G": "受理人无法解释或处理",
        H = "H": "回访仍不满意",
        I = "I": "管理责任或群体投诉倾向",
        J = "J": "可能有过激行为",
        K = "K": "要求赔偿",
        L = "L": "特殊事件",
        M = "M": "疑似不当索取",
        N = "N": "点名找领导",
    }
}

codes! {
    /// Medium of a notice to the customer. Ledger 07-16.
    Medium {
        Phone = "phone": "电话",
        Wechat = "wechat": "微信",
        Sms = "sms": "短信",
        Visit = "visit": "当面",
        Online = "online": "网上公开回复",
        Notice = "notice": "公告栏",
        Other = "other": "其他",
    }
}

codes! {
    /// Form of a return visit. Ledger 08-05.
    VisitForm {
        Phone = "phone": "电话",
        Home = "home": "上门",
        Online = "online": "网上",
        Questionnaire = "questionnaire": "问卷",
    }
}

codes! {
    /// Outcome of one return-visit attempt (rules §6).
    VisitOutcome {
        Reached = "reached": "已访到",
        NoAnswer = "no_answer": "无人接听",
        Rescheduled = "rescheduled": "改约",
        Declined = "declined": "不便／拒绝",
    }
}

codes! {
    /// One of the three answers of a return visit. Ledger 08-04.
    Opinion {
        Satisfied = "satisfied": "满意",
        Mostly = "mostly": "基本满意",
        Dissatisfied = "dissatisfied": "不满意",
    }
}

codes! {
    /// Ground for not visiting (免回访). Ledger 08-09 to 08-13.
    ExemptGround {
        OnSite = "on_site": "现场满意",
        Anonymous = "anonymous": "匿名或无联系方式",
        Sensitive = "sensitive": "敏感投诉",
        Inconvenient = "inconvenient": "不便回访",
        ClassI = "class_i": "一类视情况不回访",
    }
}

codes! {
    /// The ways to close a case (rules §6).
    ClosureCode {
        Signed = "signed": "现场签署满意",
        Verbal = "verbal": "口头确认满意",
        Visited = "visited": "回访满意",
        QuietWeek = "quiet_week": "一周无再诉",
        Exempt = "exempt": "免回访",
        Unreachable = "unreachable": "联系不上",
        External = "external": "外部事项已答复",
        Explained = "explained": "已解释，业主未认可",
        Plain = "plain": "办结",
    }
}

codes! {
    /// How an apology for our fault was made. Ledger 06-03.
    ApologyForm {
        Counter = "counter": "当面",
        Phone = "phone": "电话",
        Home = "home": "上门",
    }
}

codes! {
    /// What is owed at a time (时限, rules §4).
    DeadlineCode {
        FirstResponse = "first_response": "首次响应",
        FollowUp = "follow_up": "跟进",
        Investigate = "investigate": "核实",
        Verify = "verify": "验证",
        SuperiorContact = "superior_contact": "上级联系",
        Apology = "apology": "致歉",
        Handler = "handler": "指派责任人",
        Promise = "promise": "约定回复",
        SameDay = "same_day": "当日处理",
        Reply = "reply": "回复业主",
        Progress = "progress": "进展告知",
        RecordForm = "record_form": "填写处理记录表",
        Letter = "letter": "书面知会",
        Referral = "referral": "转办答复",
        Head = "head": "负责人出面",
        ReportUp = "report_up": "上报品质管理部",
        Visit = "visit": "回访",
        QuietWeek = "quiet_week": "一周观察",
        Handover = "handover": "交班",
        DailyCheck = "daily_check": "日盘点",
        Task = "task": "待办",
    }
}

codes! {
    /// How far a class III matter or an outage reaches (影响程度): it decides the paper. Ledger 21-13.
    Impact {
        Limited = "limited": "个别住户",
        Wide = "wide": "整栋或多户",
        Grave = "grave": "全小区或危及安全",
    }
}

codes! {
    /// What came of checking the work (验证). Ledger 21-02.
    VerifyResult {
        Good = "good": "合格",
        Wanting = "wanting": "不合格",
    }
}

codes! {
    /// What a reply in writing answers: the addressee of our letter answers it, or we answer the unit that
    /// referred the case. Rules §4 referral.
    ReplyTo {
        Letter = "letter": "对方答复我方函件",
        Referral = "referral": "我方答复转办单位",
    }
}

codes! {
    /// Where a superior stands (rules §5), whatever the rung of this office's ladder he was called on.
    SuperiorRank {
        Supervisor = "supervisor": "客服主任",
        DepartmentHead = "department_head": "部门负责人",
        Company = "company": "公司",
    }
}

impl Default for SuperiorRank {
    /// The lowest: nobody is taken for more than is known.
    fn default() -> Self {
        Self::Supervisor
    }
}

codes! {
    /// How an attempt to hand the customer upward ended. Ledger 05-26, 05-27.
    EscalationEnd {
        Refused = "refused": "业主不愿",
        NotReached = "not_reached": "未联系上",
        Answered = "answered": "上级已答复",
    }
}

codes! {
    /// Status of a case in lists (rules §3).
    Status {
        Unassigned = "unassigned": "待指派",
        Handling = "handling": "处理中",
        VisitDue = "visit_due": "待回访",
        Observed = "observed": "观察期",
        Closed = "closed": "已关闭",
        Voided = "voided": "已作废",
    }
}

/// A printed form (papers.md): known by its number on paper and in files, by its name on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
#[expect(missing_docs, reason = "the labels say it")]
pub enum PaperForm {
    WorkRecord,
    HandlingRecord,
    Statistics,
    HandoverSlip,
    Letter,
    Report,
    MajorFile,
    DailyCheck,
    VisitRecord,
    Notice,
    Blank,
    Improvement,
}

impl PaperForm {
    /// Every form, in the order of its number.
    pub const ALL: &'static [Self] = &[
        Self::WorkRecord,
        Self::HandlingRecord,
        Self::Statistics,
        Self::HandoverSlip,
        Self::Letter,
        Self::Report,
        Self::MajorFile,
        Self::DailyCheck,
        Self::VisitRecord,
        Self::Notice,
        Self::Blank,
        Self::Improvement,
    ];

    /// Its number, from 1.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The form of a number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|form| form.number() == number)
    }

    /// Its name on screen and paper.
    pub fn label(self) -> &'static str {
        match self {
            Self::WorkRecord => "工作信息记录表",
            Self::HandlingRecord => "顾客投诉处理记录表",
            Self::Statistics => "顾客投诉分类统计表",
            Self::HandoverSlip => "服务上移交接单",
            Self::Letter => "工作联系函",
            Self::Report => "情况报告",
            Self::MajorFile => "重大投诉卷",
            Self::DailyCheck => "日盘点表",
            Self::VisitRecord => "回访记录表",
            Self::Notice => "温馨提示",
            Self::Blank => "空白表单",
            Self::Improvement => "改进学习记录",
        }
    }
}

impl TryFrom<u8> for PaperForm {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        Self::from_number(number).ok_or_else(|| format!("没有编号为 {number} 的表单，应是 1 到 12"))
    }
}

impl From<PaperForm> for u8 {
    fn from(form: PaperForm) -> u8 {
        form.number()
    }
}

codes! {
    /// What is posted for everybody on form 10. Ledger 11-14.
    NoticeKind {
        Reminder = "reminder": "温馨提示",
        Owners = "owners": "告业主书",
        Progress = "progress": "进展通知",
    }
}

macro_rules! open_code {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The word as a code; `None` unless it is 1 to 40 of letters, digits, `_` or `-`
            /// (Chinese letters included).
            pub fn new(word: impl Into<String>) -> Option<Self> {
                let word = word.into();
                let fits = (1..=40).contains(&word.chars().count())
                    && word.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
                fits.then_some(Self(word))
            }

            /// The code word.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;

            fn try_from(word: String) -> Result<Self, String> {
                Self::new(word.clone()).ok_or_else(|| format!("「{word}」不能作代码"))
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> String {
                code.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

open_code! {
    /// Row of the monthly statistics, e.g. `vehicles`: an open list kept in the settings (rules §2).
    Category
}

open_code! {
    /// A leaf of the scenario library, e.g. `V2b` (ledger group 12): an open list kept in the library.
    SituationCode
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_words_are_unique_and_come_back() {
        for flag in Flag::ALL {
            assert_eq!(Flag::from_code(flag.code()), Some(*flag));
        }
        assert_eq!(Trigger::ALL.len(), 14);
        assert_eq!(Channel::from_code("来访"), None);
    }

    #[test]
    fn open_codes_refuse_what_cannot_be_a_word() {
        assert!(Category::new("vehicles").is_some());
        assert!(SituationCode::new("V2b").is_some());
        assert!(Category::new("").is_none());
        assert!(Category::new("a b").is_none());
        assert!(Category::new("x".repeat(41)).is_none());
    }
}
