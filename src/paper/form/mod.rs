//! The forms, one file or folder each: a value of `domain` becomes a form filled in, not yet laid out.
//!
//! | form | file |
//! |---|---|
//! | 1 工作信息记录表 | `work_record` |
//! | 2 顾客投诉处理记录表 | `handling_record`; 电梯困人记录表: `lift_sheet` |
//! | 3 顾客投诉分类统计表 | `statistics` |
//! | 4 服务上移交接单 | `hand_over`; 交班记录: `shift_note`; 派工单: `work_order` |
//! | 5 工作联系函 | `letter` |
//! | 6 情况报告 | `situation_report` |
//! | 7 重大投诉卷 | `major_file` |
//! | 8 日盘点表 | `daily_check` |
//! | 9 回访记录表, 回访清单 | `visit_record`; 满意度调查问卷: `questionnaire` |
//! | 10 温馨提示、告业主书、进展通知 | `notice` |
//! | 11 blank forms 1, 2, 9 | the file of each |
//! | 12 座谈会记录, 沟通演练评分表 | `meeting_record`, `score_sheet` |
//! | the page of a company with many centres | `rollup` |
//! | 恢复码, no form of the office | `recovery_code` |
//!
//! `customer_record` and `outward` are what customers and other houses may read of a case; `sections` is what upright
//! forms are built from.

pub mod customer_record;
pub mod daily_check;
pub mod hand_over;
pub mod handling_record;
pub mod letter;
pub mod lift_sheet;
pub mod major_file;
pub mod meeting_record;
pub mod notice;
pub mod outward;
pub mod questionnaire;
pub mod recovery_code;
pub mod rollup;
pub mod score_sheet;
pub mod sections;
pub mod shift_note;
pub mod situation_report;
pub mod statistics;
pub mod visit_record;
pub mod work_order;
pub mod work_record;
