//! The sections of 内部联 that list what was done, one row an event. The words are those of `domain::telling`, as on the
//! time line; here stands only which of them a column takes.

use crate::domain::case::Case;
use crate::domain::event::{Event, EventKind};
use crate::domain::telling::{self, Facet, LESSONS, Told};
use crate::paper::form::sections::{BY_HAND, Body, listed, long};
use crate::paper::layout::boxes::Row;
use crate::paper::layout::table::Column;
use crate::paper::wording::{Labels, stamp};

/// What a column takes of an event.
#[derive(Clone, Copy)]
enum Take {
    /// When.
    Time,
    /// What kind of event it is.
    Head,
    /// These, with their words.
    Of(&'static [Facet]),
    /// This, whose words the head of the column says.
    Under(&'static [Facet]),
    /// Who.
    By,
}

impl Take {
    fn text(self, event: &Event, told: &[Told]) -> String {
        match self {
            Self::Time => stamp(event.at),
            Self::Head => event.kind.label().to_owned(),
            Self::Of(facets) => telling::of(told, facets),
            Self::Under(facets) => telling::under(told, facets),
            Self::By => match &event.kind {
                EventKind::Visit(visit) => visit.made_by(&event.by).to_owned(),
                _ => event.by.clone(),
            },
        }
    }
}

/// A table of the events that `which` picks.
fn table<const N: usize>(
    events: &[Event],
    labels: &Labels,
    which: impl Fn(&EventKind) -> bool,
    columns: [(Column, Take); N],
) -> Body {
    let row = |event: &Event| {
        let told = telling::told(&event.kind, labels);
        columns.iter().map(|(_, take)| take.text(event, &told)).collect()
    };
    let rows = events.iter().filter(|event| which(&event.kind)).map(row).collect();
    listed(&columns.each_ref().map(|(column, _)| column.clone()), rows)
}

/// 现场解释 and 约定回复. Ledger 03-04, 04-01.
pub fn answers(events: &[Event], labels: &Labels) -> Body {
    let which = |kind: &EventKind| matches!(kind, EventKind::Explained { .. } | EventKind::Promised { .. });
    table(
        events,
        labels,
        which,
        [
            (Column::code("时间", 32.0), Take::Time),
            (Column::code("事项", 22.0), Take::Head),
            (Column::text("内容", 76.0), Take::Of(&[Facet::Due, Facet::Content, Facet::ConfirmedBy])),
            (Column::name("业主意见", 30.0), Take::Under(&[Facet::Opinion])),
            (Column::name("经办人", 20.0), Take::By),
        ],
    )
}

/// 服务上移, one row an attempt. Ledger 05-26.
pub fn escalations(case: &Case, labels: &Labels) -> Body {
    let folded = case.escalations().into_iter();
    let attempts: Vec<Event> =
        folded.map(|(at, by, attempt)| Event::new(at, by, EventKind::Escalated(attempt))).collect();
    table(
        &attempts,
        labels,
        |_| true,
        [
            (Column::text("原因", 27.0), Take::Under(&[Facet::Cause])),
            (Column::name("提出人", 18.0), Take::By),
            (Column::name("上移至", 29.0), Take::Under(&[Facet::To])),
            (Column::code("业主是否同意", 18.0), Take::Under(&[Facet::Opinion])),
            (Column::code("联系时间", 24.0), Take::Under(&[Facet::Contacted])),
            (Column::code("到场时间", 24.0), Take::Under(&[Facet::Arrived])),
            (Column::text("结果与交办", 40.0), Take::Under(&[Facet::Outcome])),
        ],
    )
}

/// 调查. Ledger 06-01.
pub fn investigations(events: &[Event], labels: &Labels) -> Body {
    table(
        events,
        labels,
        |kind| matches!(kind, EventKind::Investigated { .. }),
        [
            (Column::code("时间", 32.0), Take::Time),
            (Column::text("事实", 66.0), Take::Of(&[Facet::Content, Facet::ForOwner])),
            (Column::code("责任", 26.0), Take::Under(&[Facet::Responsibility])),
            (Column::text("依据", 36.0), Take::Under(&[Facet::Basis])),
            (Column::name("调查人", 20.0), Take::By),
        ],
    )
}

/// 处理方案 with its options and the customer’s opinion. Ledger 06-05.
pub fn solutions(events: &[Event], labels: &Labels) -> Body {
    table(
        events,
        labels,
        |kind| matches!(kind, EventKind::Solution { .. }),
        [
            (Column::code("时间", 32.0), Take::Time),
            (Column::text("方案", 88.0), Take::Of(&[Facet::Content])),
            (Column::text("业主意见", 40.0), Take::Under(&[Facet::Opinion])),
            (Column::name("告知人", 20.0), Take::By),
        ],
    )
}

/// 处理结果. Ledger 04-04.
pub fn results(events: &[Event], labels: &Labels) -> Body {
    table(
        events,
        labels,
        |kind| matches!(kind, EventKind::Handled { .. }),
        [
            (Column::code("完成时间", 32.0), Take::Time),
            (Column::text("结果", 58.0), Take::Of(&[Facet::Content, Facet::ForOwner])),
            (Column::text("验证", 44.0), Take::Under(&[Facet::Verified])),
            (Column::name("告知业主", 26.0), Take::Under(&[Facet::Informed])),
            (Column::name("经办人", 20.0), Take::By),
        ],
    )
}

/// 回访, one row an attempt, and exemptions. Ledger 08-04.
pub fn visits(events: &[Event], labels: &Labels) -> Body {
    table(
        events,
        labels,
        |kind| matches!(kind, EventKind::Visit(_) | EventKind::VisitExempt { .. }),
        [
            (Column::code("时间", 23.0), Take::Time),
            (Column::code("事项", 17.0), Take::Head),
            (Column::code("情况", 21.0), Take::Under(&[Facet::Way, Facet::Outcome])),
            (Column::code("过程", 18.0), Take::Under(&[Facet::Process])),
            (Column::code("措施", 18.0), Take::Under(&[Facet::Measures])),
            (Column::code("结果", 18.0), Take::Under(&[Facet::Result])),
            (Column::text("业主的话与建议", 47.0), Take::Of(&[Facet::Detail, Facet::Content])),
            (Column::name("回访人", 18.0), Take::By),
        ],
    )
}

/// 关闭 with its exceptions. Rules §6.
pub fn closures(events: &[Event], labels: &Labels) -> Body {
    table(
        events,
        labels,
        |kind| matches!(kind, EventKind::Closed { .. }),
        [
            (Column::code("时间", 32.0), Take::Time),
            (Column::text("关闭方式", 58.0), Take::Of(&[Facet::Outcome])),
            (Column::text("说明", 70.0), Take::Under(&[Facet::Cause])),
            (Column::name("关闭人", 20.0), Take::By),
        ],
    )
}

/// 附件, a row each; `None` without any. Ledger 09-11.
pub fn attachments(events: &[Event], labels: &Labels) -> Option<Body> {
    let which = |kind: &EventKind| matches!(kind, EventKind::Attachment { .. });
    let columns = [
        (Column::code("时间", 32.0), Take::Time),
        (Column::text("文件", 78.0), Take::Of(&[Facet::Content])),
        (Column::figure("大小", 27.0), Take::Under(&[Facet::Size])),
        (Column::code("校验", 23.0), Take::Under(&[Facet::Check])),
        (Column::name("添加人", 20.0), Take::By),
    ];
    events.iter().any(|event| which(&event.kind)).then(|| table(events, labels, which, columns))
}

/// 改进措施, the four questions at closing. Ledger 09-14.
pub fn lessons(events: &[Event], labels: &Labels) -> Vec<Row> {
    let last = events.iter().rev().find(|event| matches!(event.kind, EventKind::ClosingNotes { .. }));
    let told = last.map(|event| telling::told(&event.kind, labels)).unwrap_or_default();
    let row = |(facet, label)| long(label, &telling::under(&told, &[facet]), BY_HAND);
    LESSONS.into_iter().map(row).collect()
}
