//! How an invented case ends: visits, exemptions, closures, second rounds, and those that are left lying.

use crate::desk::demo::growing_case::GrowingCase;
use crate::desk::demo::handling::{escalate, finish};
use crate::domain::code::{
    Capability, Channel, ClosureCode, Emotion, ExemptGround, Flag, Opinion, Trigger, VisitForm, VisitOutcome,
};
use crate::domain::event::{EventKind, Visit};

/// A repair that was done: visited, sometimes, and closed.
pub fn after_repair(growing: &mut GrowingCase<'_>) {
    growing.work(60, 1600);
    if growing.has_contact() && growing.chance.percent(75) {
        visit(growing, Answer::Satisfied);
        growing.pass(1, 5);
    }
    shut(growing, ClosureCode::Plain, None);
}

/// A complaint that was handled, to its closure.
pub fn close(growing: &mut GrowingCase<'_>) {
    let facts = growing.case.facts();
    if facts.capability == Some(Capability::BeyondUs) && growing.chance.percent(60) && growing.has_contact() {
        growing.work(30, 900);
        let (medium, text) = (growing.medium(), "有关单位的答复已转告".to_owned());
        growing.handle(EventKind::Progress { medium, text, told: Some(true), is_final: true });
        shut(growing, ClosureCode::External, None);
    } else if !growing.has_contact() {
        exempt(growing, ExemptGround::Anonymous, None);
    } else if facts.has(Flag::Sensitive) {
        exempt(growing, ExemptGround::Sensitive, Some("敏感投诉，主任决定不回访"));
    } else if facts.complainant.declines_visits {
        wait_a_week(growing);
    } else {
        ask(growing);
    }
    afterwards(growing);
}

/// The return visit, however it goes.
fn ask(growing: &mut GrowingCase<'_>) {
    growing.work(60, 1700);
    let course = growing.chance.weighted(&[
        (Course::Reached, 66),
        (Course::Later, 10),
        (Course::Dissatisfied, 9),
        (Course::Declined, 6),
        (Course::NeverReached, 4),
        (Course::Unconvinced, 2),
        (Course::Inconvenient, 2),
        (Course::Override, 1),
    ]);
    match course {
        Course::Reached => visit(growing, Answer::Satisfied),
        Course::Later => {
            let missed =
                growing.chance.weighted(&[(VisitOutcome::NoAnswer, 70), (VisitOutcome::Rescheduled, 30)]);
            attempt(growing, missed);
            growing.work(300, 1500);
            visit(growing, Answer::Satisfied);
        }
        Course::Dissatisfied => {
            visit(growing, Answer::Dissatisfied);
            growing.pass(5, 120);
            escalate(growing, Trigger::H, 1, true);
            growing.work(200, 2500);
            growing.tell_progress(Some("已重新安排处理"));
            growing.work(100, 1500);
            finish(growing, true);
            growing.work(200, 1500);
            visit(growing, Answer::Satisfied);
        }
        Course::Declined => {
            decline(growing);
            return wait_a_week(growing);
        }
        Course::NeverReached => {
            for _ in 0..3 {
                attempt(growing, VisitOutcome::NoAnswer);
                growing.work(800, 1600);
            }
            return shut(growing, ClosureCode::Unreachable, None);
        }
        Course::Unconvinced => {
            visit(growing, Answer::Dissatisfied);
            growing.pass(20, 300);
            let (text, satisfied, signed) = ("再次说明依据，业主仍不认可".to_owned(), false, false);
            let supervisor = growing.supervisor;
            growing.push(supervisor, EventKind::Explained { text, satisfied, signed });
            return shut(growing, ClosureCode::Explained, Some("已多次解释，业主不认可，无新情况"));
        }
        Course::Inconvenient => {
            return exempt(growing, ExemptGround::Inconvenient, Some("业主在外地就医，不便打扰"));
        }
        Course::Override => {
            let supervisor = growing.supervisor;
            let (code, reason) = (ClosureCode::Visited, Some("业主已搬离，经主任同意关闭".to_owned()));
            growing.push(supervisor, EventKind::Closed { code, overridden: true, reason });
            return;
        }
    }
    growing.pass(2, 30);
    shut(growing, ClosureCode::Visited, None);
}

#[derive(Clone, Copy)]
enum Course {
    Reached,
    Later,
    Dissatisfied,
    Declined,
    NeverReached,
    Unconvinced,
    Inconvenient,
    Override,
}

#[derive(Clone, Copy, PartialEq)]
enum Answer {
    Satisfied,
    Dissatisfied,
}

/// A visit that reached the customer.
fn visit(growing: &mut GrowingCase<'_>, answer: Answer) {
    let good = |growing: &mut GrowingCase<'_>| {
        growing.chance.weighted(&[(Opinion::Satisfied, 75), (Opinion::Mostly, 25)])
    };
    let (process, measures) = (good(growing), good(growing));
    let result = if answer == Answer::Dissatisfied { Opinion::Dissatisfied } else { good(growing) };
    let text = match answer {
        Answer::Dissatisfied => Some("问题又出现了，要求彻底解决".to_owned()),
        Answer::Satisfied => growing.chance.percent(40).then(|| {
            let words = ["希望以后主动告知", "处理得挺快", "谢谢", "下次早点说就更好了"];
            (*growing.chance.pick(&words)).to_owned()
        }),
    };
    let emotion = if answer == Answer::Dissatisfied { Emotion::Upset } else { Emotion::Calm };
    let (scored, form) = (growing.chance.percent(30), form(growing));
    let perceived = if answer == Answer::Dissatisfied { 2 } else { 4 };
    growing.handle(EventKind::Visit(Visit {
        form,
        outcome: VisitOutcome::Reached,
        standing: None,
        process: Some(process),
        measures: Some(measures),
        result: Some(result),
        expectation: scored.then_some(4),
        perceived: scored.then_some(perceived),
        emotion: Some(emotion),
        text,
        visitor: None,
        again: None,
    }));
}

/// A visit that got nowhere.
fn attempt(growing: &mut GrowingCase<'_>, outcome: VisitOutcome) {
    let visit = nothing_said(form(growing), outcome);
    growing.handle(EventKind::Visit(visit));
}

fn decline(growing: &mut GrowingCase<'_>) {
    let standing = growing.chance.percent(30).then_some(true);
    let visit = nothing_said(form(growing), VisitOutcome::Declined);
    let text = Some("不用再打电话了".to_owned());
    growing.handle(EventKind::Visit(Visit { standing, text, ..visit }));
}

fn nothing_said(form: VisitForm, outcome: VisitOutcome) -> Visit {
    Visit {
        form,
        outcome,
        standing: None,
        process: None,
        measures: None,
        result: None,
        expectation: None,
        perceived: None,
        emotion: None,
        text: None,
        visitor: None,
        again: None,
    }
}

fn form(growing: &mut GrowingCase<'_>) -> VisitForm {
    if growing.case.receipt.channel == Channel::Online {
        return VisitForm::Online;
    }
    growing.chance.weighted(&[(VisitForm::Phone, 82), (VisitForm::Home, 14), (VisitForm::Questionnaire, 4)])
}

/// 一周观察, then closed.
fn wait_a_week(growing: &mut GrowingCase<'_>) {
    growing.pass(7 * 1440, 7 * 1440);
    growing.work(1500, 4000);
    shut(growing, ClosureCode::QuietWeek, None);
}

fn exempt(growing: &mut GrowingCase<'_>, ground: ExemptGround, text: Option<&str>) {
    growing.work(30, 900);
    let supervisor = growing.supervisor;
    growing.push(supervisor, EventKind::VisitExempt { ground, text: text.map(str::to_owned) });
    growing.pass(1, 10);
    shut(growing, ClosureCode::Exempt, None);
}

fn shut(growing: &mut GrowingCase<'_>, code: ClosureCode, reason: Option<&str>) {
    if growing.chance.percent(5) {
        let note = |text: &str| Some(text.to_owned());
        let supervisor = growing.supervisor;
        let (cause, lesson) = (note("跟进环节脱节"), note("交接要签收"));
        let (avoid, adjust) = (note("每日盘点时逐单核对"), None);
        let (example, think) = (false, None);
        growing.push(supervisor, EventKind::ClosingNotes { cause, lesson, avoid, adjust, example, think });
    }
    let reason = reason.map(str::to_owned);
    let by =
        if code == ClosureCode::Explained { growing.supervisor.to_owned() } else { growing.receiver.clone() };
    growing.push(&by, EventKind::Closed { code, overridden: false, reason });
}

/// Some cases are taken up again after their closure.
fn afterwards(growing: &mut GrowingCase<'_>) {
    if !growing.has_contact() || !growing.chance.percent(3) {
        return;
    }
    growing.work(1440, 20 * 1440);
    let by = growing.receiver.clone();
    growing.push(&by, EventKind::Reopened { reason: "业主来电，同一问题又出现".into() });
    growing.work(60, 900);
    growing.tell_progress(Some("已重新安排人员处理"));
    growing.work(100, 1500);
    finish(growing, true);
    growing.work(100, 1500);
    visit(growing, Answer::Satisfied);
    growing.pass(1, 20);
    shut(growing, ClosureCode::Visited, None);
}

/// A few cases are left lying: somewhere in the middle nothing more happens.
pub fn forget(growing: &mut GrowingCase<'_>) {
    if growing.chance.percent(2) {
        let kept = growing.chance.below(growing.case.events.len() + 1);
        growing.case.events.truncate(kept);
    }
}
