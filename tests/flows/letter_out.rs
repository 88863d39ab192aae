//! A letter went out to the developer: until it is answered the case is found under 函件待回复.

use tempfile::TempDir;
use tingsu::domain::code::{Class, PaperForm, ReplyTo};
use tingsu::domain::event::EventKind;

use super::{START, Shift, sign_in};
use crate::support::{at, chief, complaint, open, preset};

#[test]
fn what_waits_for_an_answer_is_a_list_and_the_answer_ends_it() {
    let folder = TempDir::new().unwrap();
    preset::empty(folder.path());
    let desk = open(folder.path(), "2026-11-19T10:00");
    let actor = chief(&desk);
    let mut numbers = Vec::new();
    for (words, class) in [("外墙渗水进屋", Class::II), ("楼道没人扫", Class::I)] {
        let mut facts = complaint("2026-11-19T10:00");
        (facts.verbatim, facts.class) = (Some(words.into()), Some(class));
        numbers.push(desk.take_in(&actor, facts, Vec::new(), None).wait().unwrap().value.number);
    }
    let letter = EventKind::Paper { form: PaperForm::Letter, sent_to: Some("客户关系中心".into()) };
    let sent = vec![(at("2026-11-19T10:00"), letter)];
    desk.append(&actor, numbers[0], 0, sent).wait().unwrap();
    drop(desk);

    let mut shift = Shift { window: sign_in(folder.path(), START, "李敏（前台）"), folder };
    let window = &mut shift.window;
    window.click("函件待回复 1");
    assert!(window.sees("外墙渗水进屋") && !window.sees("楼道没人扫"));
    assert!(window.sees("11-19 发出"), "since when it waits");
    window.click("台账");
    assert!(window.sees("待复函") && window.sees("楼道没人扫"));
    window.click_last("待复函");
    window.click("今日");
    window.click_last("登记答复 ›");
    assert!(window.sees("对方答复我方函件"));
    window.write("答复内容", "下周一派人补防水");
    shift.record("登记答复");
    let window = &mut shift.window;
    window.click("今日");
    assert!(!window.sees("函件待回复 1"));
    let cases = shift.cases_on_disk();
    let answered = cases[0].events.iter().any(|event| {
        matches!(&event.kind, EventKind::LetterReply { answers: ReplyTo::Letter, text, .. } if text.contains("防水"))
    });
    assert!(answered);
}
