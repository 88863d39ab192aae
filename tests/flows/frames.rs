//! Drawing works nothing out: what to say, the time line, what may be done, what the words point to follow from what was
//! typed and read, and are worked out when that changes or the minute turns. Whatever does so tells it under the target
//! `worked_out`, and here it is counted while screens are drawn.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tingsu::ui::shortcut::Shortcut;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::{self, Interest};
use tracing::{Event, Metadata, Subscriber};

use super::Shift;
use crate::support::window::Pilot;

/// Counts what is worked out on this thread: all of it, or only what is told in these words.
#[derive(Clone, Default)]
struct Counter {
    count: Arc<AtomicUsize>,
    only: Option<&'static str>,
}

/// The words of what is told.
struct Words(String);

impl Visit for Words {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        if field.name() == "message" {
            self.0 = format!("{value:?}");
        }
    }
}

impl Subscriber for Counter {
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        // Other tests run beside this one and have no counter: each call is asked anew.
        Interest::sometimes()
    }

    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "worked_out"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut words = Words(String::new());
        event.record(&mut words);
        if self.only.is_none_or(|only| words.0 == only) {
            self.count.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// How much is worked out while this is done.
fn worked_out(work: impl FnOnce()) -> usize {
    counted(None, work)
}

fn counted(only: Option<&'static str>, work: impl FnOnce()) -> usize {
    let counter = Counter { only, ..Counter::default() };
    subscriber::with_default(counter.clone(), work);
    counter.count.load(Ordering::Relaxed)
}

/// Two frames of the window work out nothing.
fn draws_only(window: &Pilot, screen: &str, words: &str) {
    assert!(window.sees(words), "{screen} is shown");
    let worked = worked_out(|| {
        assert!(window.sees(words));
        assert!(window.sees(words));
    });
    assert_eq!(worked, 0, "{screen}");
}

#[test]
fn no_screen_works_anything_out_while_it_is_drawn() {
    let mut shift = Shift::begin();
    draws_only(&shift.window, "今日", "来访登记");
    let typed = worked_out(|| shift.take_in_by_phone());
    assert!(typed > 0, "typing works the panels out: the counter counts");
    draws_only(&shift.window, "受理", "业主原话");
    shift.restate("二单元电梯停运两天，要求尽快修好");
    draws_only(&shift.window, "复述", "业主已确认要点");
    shift.window.press(Shortcut::Next);
    draws_only(&shift.window, "当场解释", "管理责任");
    shift.classify_and_save();
    draws_only(&shift.window, "受理单", "经过");
    for (act, words) in [("调查", "查到"), ("约定回复", "约定"), ("处理完成", "处理结果")] {
        shift.act(act);
        draws_only(&shift.window, act, words);
        shift.window.press(Shortcut::Back);
    }
    for (act, words) in
        [("关闭", "关闭方式"), ("分类", "其他场景…"), ("更正", "更正哪一项"), ("关联", "关联成")]
    {
        if act == "关闭" {
            shift.act(act)
        } else {
            shift.rare(act)
        }
        draws_only(&shift.window, act, words);
        shift.window.press(Shortcut::Back);
    }
    for place in ["台账", "名册", "盘点交班", "统计", "话术", "公共事件", "今日"] {
        shift.window.click(place);
        draws_only(&shift.window, place, place);
    }
    let mut shift = shift.later(super::START, "赵楠（客服主任）");
    for place in ["改进学习", "设置"] {
        shift.window.click(place);
        draws_only(&shift.window, place, place);
    }
}

/// The forms that say what the case still lacks know it before they are drawn.
#[test]
fn what_a_case_lacks_is_not_worked_out_while_it_is_drawn() {
    let mut shift = Shift::begin();
    let window = &mut shift.window;
    window.press(Shortcut::Phone);
    window.write("业主姓名", "陈建国");
    window.write("来电号码", "13900000417");
    window.write("业主原话", "电梯停了两天了没人管");
    shift.classify_and_save();
    for act in ["现场解释", "方案"] {
        if act == "现场解释" {
            shift.rare(act)
        } else {
            shift.act(act)
        }
        assert!(shift.window.sees("去更正"), "{act}: the place is not known");
        draws_only(&shift.window, act, "先记事实");
        shift.window.press(Shortcut::Back);
    }
    shift.act("调查");
    shift.window.click("管理责任");
    draws_only(&shift.window, "调查", "先记事实");
}

/// The case on the screen is folded when it changes, and never for a letter that is typed.
#[test]
fn typing_on_a_case_folds_nothing() {
    const FOLDED: Option<&str> = Some("case folded");
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.classify_and_save();
    shift.act("进展告知");
    let typing = |shift: &mut Shift| shift.window.write("告知的内容", "维保单位已到现场");
    let (folded, worked) = (counted(FOLDED, || typing(&mut shift)), worked_out(|| typing(&mut shift)));
    assert_eq!(folded, 0);
    assert!(worked > 0, "what to say follows what is typed");
    let recorded = counted(FOLDED, || shift.window.press(Shortcut::Confirm));
    assert!(shift.window.sees("「进展告知」已记下"));
    assert!((1..=2).contains(&recorded), "once for what was written: {recorded}");
}
