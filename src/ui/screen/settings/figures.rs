//! The figures among the rules: what each is called, in which unit, within which limits, and where it is kept.

use crate::domain::settings::Rules;

/// A figure that a supervisor may set.
pub struct NumberSetting {
    /// What it is.
    pub label: &'static str,
    /// Its unit, and what hangs on it.
    pub unit: &'static str,
    /// The least that makes sense.
    pub least: u32,
    /// The most that makes sense.
    pub most: u32,
    /// Where it is kept.
    pub place: fn(&mut Rules) -> &mut u32,
}

/// The deadlines of rules §4.
pub const DEADLINES: &[NumberSetting] = &[
    figure("首次响应", "小时", 1, 168, |rules| &mut rules.first_response),
    figure("首次响应（网上、留言）", "小时", 1, 168, |rules| &mut rules.first_response_online),
    figure("首次响应（紧急）", "小时", 1, 24, |rules| &mut rules.first_response_urgent),
    figure("核实（情节严重、特殊、过激）", "小时；其他一个工作日", 1, 72, |rules| {
        &mut rules.investigate_grave
    }),
    figure("没有其他待办时跟进", "小时", 1, 168, |rules| &mut rules.follow_up),
    figure("上级到场（来访）", "分钟，业主同意上移后", 1, 120, |rules| {
        &mut rules.superior_contact_walk_in_minutes
    }),
    figure("上级联系（来电等）", "小时，业主同意上移后", 1, 24, |rules| {
        &mut rules.superior_contact
    }),
    figure("上门或电话致歉", "小时", 1, 168, |rules| &mut rules.apology),
    figure("约定回复最长", "小时；再长须客服主任确认", 1, 168, |rules| {
        &mut rules.promise_limit
    }),
    figure("业主同意方案后回复", "小时内", 1, 168, |rules| &mut rules.reply),
    figure("进展告知", "小时", 1, 168, |rules| &mut rules.progress),
    figure("进展告知（二类、三类、非本单位能力）", "小时", 1, 720, |rules| {
        &mut rules.progress_outside
    }),
    figure("负责人出面、上报", "小时", 1, 24, |rules| &mut rules.at_once),
    figure("处理完成后回访", "小时内", 1, 720, |rules| &mut rules.visit),
    figure("拒访后的观察期", "小时，从处理完成起", 24, 720, |rules| &mut rules.quiet_week),
    figure("当日处理的截止时间", "点；之后同意的，须告知完成日期", 8, 23, |rules| {
        &mut rules.same_day_until_hour
    }),
    figure("到期前提醒", "分钟", 5, 720, |rules| &mut rules.due_soon_minutes),
];

/// Everything else that is a number.
pub const OTHERS: &[NumberSetting] = &[
    figure("接待计时变黄", "分钟", 1, 60, |rules| &mut rules.reception_amber),
    figure("接待计时变红", "分钟", 1, 60, |rules| &mut rules.reception_red),
    figure("受理与录入相差多久算补录", "小时以上", 1, 72, |rules| {
        &mut rules.late_entry_hours
    }),
    figure("按“联系不上”关闭，至少联系", "次", 1, 10, |rules| {
        &mut rules.unreachable_attempts
    }),
    figure("……并且分布在至少", "天", 1, 10, |rules| &mut rules.unreachable_days),
    figure("多少户起提示“重大”", "户", 2, 100, |rules| &mut rules.major_households),
    figure("统计月从每月几日起", "日；1 为自然月", 1, 28, |rules| &mut rules.cut_off_day),
    figure("关闭后个人资料保存", "年", 1, 30, |rules| &mut rules.retention_years),
    figure("一个附件最大", "MB", 1, 1000, |rules| &mut rules.attachment_mb),
];

const fn figure(
    label: &'static str,
    unit: &'static str,
    least: u32,
    most: u32,
    place: fn(&mut Rules) -> &mut u32,
) -> NumberSetting {
    NumberSetting { label, unit, least, most, place }
}

impl NumberSetting {
    /// Its value.
    pub fn of(&self, rules: &Rules) -> u32 {
        *(self.place)(&mut rules.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_values_to_begin_with_lie_within_the_limits() {
        let rules = Rules::default();
        for figure in DEADLINES.iter().chain(OTHERS) {
            let value = figure.of(&rules);
            assert!((figure.least..=figure.most).contains(&value), "{}: {value}", figure.label);
        }
    }

    /// Ledger 04-25: each limit stands in the one table.
    #[test]
    fn every_figure_has_a_place_of_its_own() {
        for figure in DEADLINES.iter().chain(OTHERS) {
            let mut rules = Rules::default();
            *(figure.place)(&mut rules) += 1;
            let moved = DEADLINES
                .iter()
                .chain(OTHERS)
                .filter(|other| other.of(&rules) != other.of(&Rules::default()));
            assert_eq!(moved.count(), 1, "{}", figure.label);
        }
    }
}
