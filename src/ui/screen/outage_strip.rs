//! 公共事件 that last, as lines above a list or beside a form: what is known, how many have called, and the one press that
//! takes a further call in. Ledger 12-38.

use iced::Element;
use iced::widget::Column;

use crate::domain::outage::{OutageId, when};
use crate::domain::outage_now::OutageNow;
use crate::domain::time::Moment;
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, notice};

/// So many have a line of their own.
const SHOWN: usize = 2;

/// What its buttons do.
pub struct Presses<Message> {
    /// A call about this one is taken in.
    pub call: fn(OutageId) -> Message,
    /// This one is opened; `None`: all of them.
    pub open: fn(Option<OutageId>) -> Message,
}

/// The lines; `None` while nothing is out of order. `slim`: there is little room.
pub fn strip<'a, Message: Clone + 'a>(
    outages: &[OutageNow],
    now: Moment,
    slim: bool,
    presses: &Presses<Message>,
) -> Option<Element<'a, Message>> {
    if outages.is_empty() {
        return None;
    }
    let newest: Vec<&OutageNow> = outages.iter().rev().collect();
    let lines = newest.iter().take(SHOWN).enumerate().map(|(at, one)| {
        let mut call = button::accent("同类 +1").small().mouse_only().on_press((presses.call)(one.id));
        if at == 0 {
            call = call.keys(Shortcut::Outage.keys());
        }
        let open = button::secondary("打开").small().mouse_only().on_press((presses.open)(Some(one.id)));
        notice(one.outage.title(), known(one, now), Tone::Waiting)
            .stacked(slim)
            .action(call)
            .action(open)
            .into()
    });
    let more = newest.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| {
        button::quiet(format!("另有 {more} 件公共事件"))
            .small()
            .mouse_only()
            .on_press((presses.open)(None))
            .into()
    });
    Some(Column::with_children(lines.chain(more)).spacing(spacing::XS).into())
}

/// `今天 08:20 起，预计今天 21:00 前恢复，已来 12 户`.
pub fn known(one: &OutageNow, now: Moment) -> String {
    let expected = match one.outage.expected {
        Some(at) if at > now => format!("预计{}前恢复", when(at, now)),
        Some(at) => format!("已过预计的{}，请更新", when(at, now)),
        None => "恢复时间未定".to_owned(),
    };
    let silent = one.silence(now).map(|silence| format!("，{} 小时没有新消息", silence.num_hours()));
    let silent = silent.unwrap_or_default();
    format!("{}起，{expected}，已来 {} 户{silent}", when(one.outage.since, now), one.cases.len())
}
