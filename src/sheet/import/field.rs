//! What the columns of an office's book can be, and by which words their heads say so. Offices head the same column in
//! many ways; a head that is not known word for word is still told by the words in it.

use serde::{Deserialize, Serialize};

use crate::domain::code::codes;

/// What the columns of one kind of book can be.
pub trait Field: Copy + Eq + std::fmt::Debug + 'static {
    /// Every one.
    const ALL: &'static [Self];
    /// Its word on the screen.
    fn label(self) -> &'static str;
    /// Its code word, by which a mapping is remembered.
    fn code(self) -> &'static str;
    /// Whole heads that mean it, without blanks, marks and remarks in brackets.
    fn heads(self) -> &'static [&'static str];
    /// Words within a head that mean it, when the whole is not known.
    fn words(self) -> &'static [&'static str];
    /// Whether several columns may be it, as several telephone numbers.
    fn repeats(self) -> bool;
    /// Whether it holds a day or a part of one.
    fn is_date(self) -> bool;
    /// Whether a table with these columns is a book of this kind.
    fn suffices(found: &[Self]) -> bool;
}

codes! {
    /// A column of a complaint ledger.
    LedgerField {
        Serial = "serial": "序号",
        Year = "year": "年",
        Month = "month": "月",
        Day = "day": "日",
        Date = "date": "受理日期",
        When = "when": "受理时间",
        Channel = "channel": "渠道",
        Building = "building": "楼栋",
        Unit = "unit": "单元",
        Room = "room": "房号",
        Name = "name": "姓名",
        Phone = "phone": "电话",
        Kind = "kind": "信息类别",
        Category = "category": "类别",
        Content = "content": "内容",
        Handling = "handling": "处理情况",
        State = "state": "是否办结",
        ClosedAt = "closed_at": "办结日期",
        Visited = "visited": "是否回访",
        VisitedAt = "visited_at": "回访日期",
        Satisfied = "satisfied": "满意度",
        Receiver = "receiver": "受理人",
        Handler = "handler": "责任人",
        Department = "department": "责任部门",
        Note = "note": "备注",
    }
}

impl Field for LedgerField {
    const ALL: &'static [Self] = Self::ALL;

    fn label(self) -> &'static str {
        Self::label(self)
    }

    fn code(self) -> &'static str {
        Self::code(self)
    }

    fn heads(self) -> &'static [&'static str] {
        match self {
            Self::Serial => &[
                "序号",
                "编号",
                "no",
                "序",
                "投诉编号",
                "受理编号",
                "登记编号",
                "工单号",
                "单号",
                "流水号",
                "登记号",
            ],
            Self::Year => &["年", "年份"],
            Self::Month => &["月", "月份"],
            Self::Day => &["日"],
            Self::Date => &["日期", "年月日"],
            Self::When => &["时间", "日期时间", "来电来访时间", "时刻", "登记时刻", "受理时刻"],
            Self::Channel => &["渠道", "来源", "方式", "途径", "来电来访", "信息来源", "来访来电"],
            Self::Building => {
                &["楼栋", "栋", "楼号", "楼座", "栋号", "幢", "幢号", "座", "座号", "楼宇", "栋座", "期栋"]
            }
            Self::Unit => &["单元", "单元号", "梯", "门洞"],
            Self::Room => &[
                "房号",
                "楼栋房号",
                "地址",
                "住址",
                "房间号",
                "房间",
                "门牌",
                "门牌号",
                "单元房号",
                "房屋",
                "房产",
                "铺位",
                "栋房",
                "栋号房号",
                "楼房号",
                "室号",
                "房号地址",
                "家庭住址",
            ],
            Self::Name => &[
                "姓名",
                "业主",
                "业主姓名",
                "投诉人",
                "反映人",
                "客户",
                "来电人",
                "来访人",
                "联系人",
                "业主租户",
                "诉求人",
                "住户",
                "报事人",
                "报修人",
                "顾客",
                "称呼",
                "业户",
                "当事人",
                "投诉者",
                "来访者",
                "反映者",
                "投诉业主",
            ],
            Self::Phone => {
                &["电话", "手机", "手机号", "手机号码", "联系方式", "联系电话", "电话号码", "号码", "tel"]
            }
            Self::Kind => &[
                "信息类别",
                "诉求类型",
                "事件类型",
                "工单类型",
                "受理类型",
                "业务类型",
                "报事类型",
                "来电类型",
            ],
            Self::Category => &[
                "类别",
                "类型",
                "性质",
                "分类",
                "投诉类别",
                "投诉类型",
                "投诉分类",
                "问题类别",
                "问题分类",
                "专业",
                "所属专业",
            ],
            Self::Content => &[
                "内容",
                "事项",
                "问题",
                "事由",
                "诉求",
                "描述",
                "反映情况",
                "投诉内容",
                "反映内容",
                "诉求内容",
                "问题描述",
                "投诉事项",
                "情况描述",
                "事件",
                "具体内容",
                "客户诉求",
                "业主诉求",
                "投诉情况",
                "事件经过",
            ],
            Self::Handling => &[
                "处理情况",
                "处理结果",
                "处理情况及结果",
                "跟进情况",
                "处理过程",
                "处理",
                "处理措施",
                "处理意见",
                "处置情况",
                "办理情况",
                "办理结果",
                "解决情况",
                "整改情况",
                "答复内容",
                "回复内容",
                "处理经过",
                "处理进度",
                "处理方案",
                "落实情况",
                "结果",
            ],
            Self::State => &[
                "状态",
                "是否完成",
                "完成情况",
                "是否办结",
                "办结情况",
                "处理状态",
                "进度",
                "完成状态",
                "是否关闭",
                "是否解决",
                "是否处理",
                "是否完结",
                "结案",
                "是否结案",
                "关闭情况",
            ],
            Self::ClosedAt => &[
                "办结日期",
                "完成日期",
                "完成时间",
                "办结时间",
                "关闭时间",
                "关闭日期",
                "结案日期",
                "结案时间",
                "销单时间",
                "解决时间",
                "处理日期",
                "处理时间",
                "处理完成时间",
                "处理完成日期",
            ],
            Self::Visited => &["是否回访", "回访情况", "回访", "回访结果", "回访记录", "回访方式"],
            Self::VisitedAt => &["回访日期", "回访时间"],
            Self::Satisfied => &[
                "满意度",
                "是否满意",
                "评价",
                "满意情况",
                "满意与否",
                "客户满意度",
                "业主评价",
                "回访满意度",
            ],
            Self::Receiver => &[
                "接待人",
                "受理人",
                "登记人",
                "接听人",
                "接单人",
                "记录人",
                "接待人员",
                "受理人员",
                "前台",
                "值班人",
                "接待",
                "接诉人",
                "客服",
                "填表人",
            ],
            Self::Handler => &[
                "经办人",
                "处理人",
                "责任人",
                "跟进人",
                "承办人",
                "负责人",
                "处理人员",
                "维修人",
                "维修人员",
                "派单人员",
                "跟进人员",
                "经手人",
            ],
            Self::Department => {
                &["责任部门", "部门", "承办部门", "处理部门", "转办部门", "跟进部门", "责任单位"]
            }
            Self::Note => &["备注", "说明", "其他", "附注", "备考"],
        }
    }

    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Serial => &["序号", "编号"],
            Self::Date => &["日期"],
            Self::When => &["时间"],
            Self::Channel => &["渠道", "途径", "来源", "方式"],
            Self::Room => &["房号", "地址", "住址", "门牌", "房间"],
            Self::Name => &["姓名", "投诉人", "反映人", "来电人", "来访人", "联系人"],
            Self::Phone => &["电话", "手机", "联系方式"],
            Self::Category => &["类别", "类型", "分类", "性质"],
            Self::Content => &["内容", "问题", "事由", "诉求", "事项", "描述"],
            Self::Handling => &["处理", "跟进", "办理", "处置", "整改", "答复"],
            Self::State => &["状态", "是否完成", "是否办结", "是否关闭", "是否解决", "是否完结"],
            Self::ClosedAt => {
                &["办结日", "办结时", "完成日", "完成时", "关闭日", "关闭时", "结案日", "结案时"]
            }
            Self::Visited => &["回访"],
            Self::VisitedAt => &["回访日", "回访时"],
            Self::Satisfied => &["满意", "评价"],
            Self::Receiver => &["接待人", "受理人", "登记人", "记录人"],
            Self::Handler => &["经办", "处理人", "责任人", "跟进人", "承办人"],
            Self::Department => &["部门"],
            Self::Note => &["备注"],
            Self::Year | Self::Month | Self::Day | Self::Building | Self::Unit | Self::Kind => &[],
        }
    }

    fn repeats(self) -> bool {
        matches!(self, Self::Phone | Self::Handling | Self::Note)
    }

    fn is_date(self) -> bool {
        matches!(self, Self::Year | Self::Month | Self::Day | Self::Date | Self::When)
    }

    fn suffices(found: &[Self]) -> bool {
        let has = |field| found.contains(&field);
        let when = has(Self::Date) || has(Self::When) || has(Self::Day);
        let who = [Self::Room, Self::Name, Self::Phone, Self::Building, Self::Channel].into_iter().any(has);
        has(Self::Content) && when && who
    }
}

codes! {
    /// A column of a roster of households.
    RosterField {
        Building = "building": "楼栋",
        Unit = "unit": "单元",
        Room = "room": "房号",
        Owner = "owner": "业主姓名",
        Phone = "phone": "联系电话",
        Gender = "gender": "性别",
        Tenant = "tenant": "租户姓名",
        TenantPhone = "tenant_phone": "租户电话",
        Family = "family": "家庭成员",
        FamilyPhone = "family_phone": "家庭成员电话",
        Wechat = "wechat": "微信",
        Plate = "plate": "车牌",
        Space = "space": "车位",
        SpaceUntil = "space_until": "车位到期",
        Lives = "lives": "常住",
        Channel = "channel": "联系偏好",
        Care = "care": "关怀备注",
        Steward = "steward": "管家",
        StewardPhone = "steward_phone": "管家电话",
        Note = "note": "备注",
    }
}

impl Field for RosterField {
    const ALL: &'static [Self] = Self::ALL;

    fn label(self) -> &'static str {
        Self::label(self)
    }

    fn code(self) -> &'static str {
        Self::code(self)
    }

    fn heads(self) -> &'static [&'static str] {
        match self {
            Self::Building => {
                &["楼栋", "栋", "楼号", "楼座", "栋号", "幢", "幢号", "座", "座号", "楼宇", "栋座", "楼栋号"]
            }
            Self::Unit => &["单元", "单元号", "梯", "门洞"],
            Self::Room => &[
                "房号",
                "室",
                "室号",
                "房间号",
                "房间",
                "门牌号",
                "地址",
                "房屋",
                "房产",
                "房屋地址",
                "楼栋房号",
                "住址",
                "房屋编号",
                "房号地址",
                "单元房号",
                "铺位",
                "铺号",
            ],
            Self::Owner => &[
                "业主姓名",
                "业主",
                "姓名",
                "户主",
                "户主姓名",
                "产权人",
                "客户姓名",
                "住户姓名",
                "住户",
                "业主名称",
                "客户",
                "权利人",
                "产权人姓名",
                "业户",
                "业户姓名",
            ],
            Self::Phone => &[
                "联系电话",
                "电话",
                "手机",
                "手机号",
                "手机号码",
                "备用电话",
                "联系方式",
                "业主电话",
                "电话号码",
                "固定电话",
                "联系电话1",
                "联系电话2",
                "电话1",
                "电话2",
                "其他电话",
                "紧急联系电话",
                "业主手机",
                "座机",
            ],
            Self::Gender => &["性别"],
            Self::Tenant => &["租户", "租户姓名", "租客", "租客姓名", "承租人", "使用人", "实际居住人"],
            Self::TenantPhone => {
                &["租户电话", "租客电话", "承租人电话", "使用人电话", "租户手机", "租户联系电话"]
            }
            Self::Family => {
                &["家庭成员", "家属", "家属姓名", "同住人", "紧急联系人", "家庭成员姓名", "同住人姓名"]
            }
            Self::FamilyPhone => &["家属电话", "家庭成员电话", "同住人电话", "紧急联系人电话"],
            Self::Wechat => &["微信", "微信号", "家庭成员微信", "微信昵称"],
            Self::Plate => &["车牌", "车牌号", "车牌号码", "车号", "车辆", "车辆号牌"],
            Self::Space => &["车位", "车位号", "车位编号", "停车位"],
            Self::SpaceUntil => &["车位到期", "车位到期日", "车位到期日期", "月卡到期", "租期至"],
            Self::Lives => &[
                "常住",
                "是否常住",
                "居住状态",
                "入住状态",
                "居住情况",
                "入住情况",
                "使用状态",
                "房屋状态",
                "状态",
            ],
            Self::Channel => &["联系偏好", "沟通方式", "偏好渠道", "联系习惯", "首选联系方式"],
            Self::Care => &[
                "老人独居备注",
                "关怀备注",
                "特殊人群",
                "特殊情况",
                "重点关注",
                "独居老人",
                "特殊备注",
                "关怀",
            ],
            Self::Steward => {
                &["管家", "客服管家", "管家姓名", "楼栋管家", "责任管家", "楼管", "楼管员", "物业管家"]
            }
            Self::StewardPhone => &["管家电话", "管家手机", "管家联系电话"],
            Self::Note => &["备注", "说明", "其他", "附注", "服务备注"],
        }
    }

    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Room => &["房号", "地址", "住址", "门牌", "房间"],
            Self::Owner => &["业主", "户主", "产权人", "姓名"],
            Self::Phone => &["电话", "手机", "联系方式"],
            Self::Tenant => &["租户", "租客", "承租"],
            Self::TenantPhone => &["租户电", "租客电", "租户手", "租客手"],
            Self::Family => &["家属", "家庭成员", "同住"],
            Self::FamilyPhone => &["家属电", "成员电", "同住人电", "家属手"],
            Self::Wechat => &["微信"],
            Self::Plate => &["车牌"],
            Self::Space => &["车位"],
            Self::SpaceUntil => &["车位到期", "到期"],
            Self::Lives => &["常住", "居住", "入住"],
            Self::Care => &["独居", "关怀", "特殊", "孤寡"],
            Self::Steward => &["管家"],
            Self::StewardPhone => &["管家电", "管家手"],
            Self::Note => &["备注"],
            Self::Building | Self::Unit | Self::Gender | Self::Channel => &[],
        }
    }

    fn repeats(self) -> bool {
        matches!(
            self,
            Self::Phone | Self::Plate | Self::Space | Self::Note | Self::TenantPhone | Self::FamilyPhone
        )
    }

    fn is_date(self) -> bool {
        false
    }

    fn suffices(found: &[Self]) -> bool {
        let has = |field| found.contains(&field);
        let who = [Self::Owner, Self::Phone, Self::Tenant, Self::Family].into_iter().any(has);
        has(Self::Room) && who
    }
}

/// A head without what does not tell columns apart: blanks, marks and remarks in brackets.
pub fn plain_head(head: &str) -> String {
    let mut depth = 0_u32;
    let mut out = String::new();
    for c in crate::domain::reading::plain_text::plain(head).chars() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            c if depth == 0 && (c.is_alphanumeric()) => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    out
}

/// How surely a head means a field: 0 not at all, more for more.
pub fn fit<F: Field>(field: F, plain: &str) -> usize {
    /// A head that is known word for word beats any that is not.
    const WHOLE: usize = 1_000;
    /// A column that has a telephone number, a name, a place of the complainant.
    const OF_THE_CALLER: [&str; 12] =
        ["业主", "客户", "投诉人", "联系", "住户", "投诉", "受理", "来电", "来访", "接待", "反映", "登记"];
    if plain.is_empty() {
        return 0;
    }
    if field.heads().contains(&plain) {
        return WHOLE;
    }
    // 投诉时间, 受理日期, 业主手机号: a known head behind one of the usual words.
    let bare = OF_THE_CALLER.iter().find_map(|word| plain.strip_prefix(word)).filter(|bare| !bare.is_empty());
    if bare.is_some_and(|bare| field.heads().contains(&bare)) {
        return WHOLE - 1;
    }
    // A head is short; a sentence that happens to hold such a word is none.
    if plain.chars().count() > 12 {
        return 0;
    }
    field
        .words()
        .iter()
        .filter(|word| plain.contains(**word))
        .map(|word| word.chars().count())
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best<F: Field>(head: &str) -> Option<F> {
        let plain = plain_head(head);
        let fits = F::ALL.iter().copied().map(|field| (fit(field, &plain), field));
        fits.filter(|(fit, _)| *fit > 0).max_by_key(|(fit, _)| *fit).map(|(_, field)| field)
    }

    #[test]
    fn heads_are_understood_as_offices_write_them() {
        for (head, field) in [
            (" 来电/来访 时间 ", LedgerField::When),
            ("受理日期", LedgerField::Date),
            ("投诉人\n联系电话", LedgerField::Phone),
            ("房号（楼栋-单元-房）", LedgerField::Room),
            ("业主/租户", LedgerField::Name),
            ("回访日期", LedgerField::VisitedAt),
            ("处理完成时间", LedgerField::ClosedAt),
            ("处理情况及结果", LedgerField::Handling),
            ("客户满意度评价", LedgerField::Satisfied),
            ("No.", LedgerField::Serial),
            ("主要诉求内容", LedgerField::Content),
            ("★投诉事项", LedgerField::Content),
        ] {
            assert_eq!(best(head), Some(field), "{head}");
        }
        for (head, field) in [
            ("业主手机号", RosterField::Phone),
            ("租户联系电话", RosterField::TenantPhone),
            ("车牌号码1", RosterField::Plate),
            ("管家联系电话", RosterField::StewardPhone),
            ("老人独居备注", RosterField::Care),
        ] {
            assert_eq!(best(head), Some(field), "{head}");
        }
        assert_eq!(best::<LedgerField>("建筑面积"), None);
    }
}
