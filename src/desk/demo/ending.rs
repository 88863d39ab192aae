//! How an invented case ends: visits, exemptions, closures, second rounds, and those that are left lying.

use crate::desk::demo::handling::{escalate, finish};
use crate::desk::demo::scene::Scene;
use crate::domain::code::{
    Capability, Channel, ClosureCode, Emotion, ExemptGround, Flag, Opinion, Trigger, VisitForm, VisitOutcome,
};
use crate::domain::event::{EventKind, Visit};

/// A repair that was done: visited, sometimes, and closed.
pub fn after_repair(scene: &mut Scene<'_>) {
    scene.work(60, 1600);
    if scene.has_contact() && scene.chance.percent(75) {
        visit(scene, Answer::Satisfied);
        scene.pass(1, 5);
    }
    shut(scene, ClosureCode::Plain, None);
}

/// A complaint that was handled, to its closure.
pub fn close(scene: &mut Scene<'_>) {
    let facts = scene.case.facts();
    if facts.capability == Some(Capability::BeyondUs) && scene.chance.percent(60) && scene.has_contact() {
        scene.work(30, 900);
        let (medium, text) = (scene.medium(), "有关单位的答复已转告".to_owned());
        scene.handle(EventKind::Progress { medium, text, told: Some(true), is_final: true });
        shut(scene, ClosureCode::External, None);
    } else if !scene.has_contact() {
        exempt(scene, ExemptGround::Anonymous, None);
    } else if facts.has(Flag::Sensitive) {
        exempt(scene, ExemptGround::Sensitive, Some("敏感投诉，主任决定不回访"));
    } else if facts.complainant.declines_visits {
        wait_a_week(scene);
    } else {
        ask(scene);
    }
    afterwards(scene);
}

/// The return visit, however it goes.
fn ask(scene: &mut Scene<'_>) {
    scene.work(60, 1700);
    let course = scene.chance.weighted(&[
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
        Course::Reached => visit(scene, Answer::Satisfied),
        Course::Later => {
            let missed =
                scene.chance.weighted(&[(VisitOutcome::NoAnswer, 70), (VisitOutcome::Rescheduled, 30)]);
            attempt(scene, missed);
            scene.work(300, 1500);
            visit(scene, Answer::Satisfied);
        }
        Course::Dissatisfied => {
            visit(scene, Answer::Dissatisfied);
            scene.pass(5, 120);
            escalate(scene, Trigger::H, 1, true);
            scene.work(200, 2500);
            scene.tell_progress(Some("已重新安排处理"));
            scene.work(100, 1500);
            finish(scene, true);
            scene.work(200, 1500);
            visit(scene, Answer::Satisfied);
        }
        Course::Declined => {
            decline(scene);
            return wait_a_week(scene);
        }
        Course::NeverReached => {
            for _ in 0..3 {
                attempt(scene, VisitOutcome::NoAnswer);
                scene.work(800, 1600);
            }
            return shut(scene, ClosureCode::Unreachable, None);
        }
        Course::Unconvinced => {
            visit(scene, Answer::Dissatisfied);
            scene.pass(20, 300);
            let (text, satisfied, signed) = ("再次说明依据，业主仍不认可".to_owned(), false, false);
            let supervisor = scene.supervisor;
            scene.push(supervisor, EventKind::Explained { text, satisfied, signed });
            return shut(scene, ClosureCode::Explained, Some("已多次解释，业主不认可，无新情况"));
        }
        Course::Inconvenient => {
            return exempt(scene, ExemptGround::Inconvenient, Some("业主在外地就医，不便打扰"));
        }
        Course::Override => {
            let supervisor = scene.supervisor;
            let (code, reason) = (ClosureCode::Visited, Some("业主已搬离，经主任同意关闭".to_owned()));
            scene.push(supervisor, EventKind::Closed { code, overridden: true, reason });
            return;
        }
    }
    scene.pass(2, 30);
    shut(scene, ClosureCode::Visited, None);
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
fn visit(scene: &mut Scene<'_>, answer: Answer) {
    let good =
        |scene: &mut Scene<'_>| scene.chance.weighted(&[(Opinion::Satisfied, 75), (Opinion::Mostly, 25)]);
    let (process, measures) = (good(scene), good(scene));
    let result = if answer == Answer::Dissatisfied { Opinion::Dissatisfied } else { good(scene) };
    let text = match answer {
        Answer::Dissatisfied => Some("问题又出现了，要求彻底解决".to_owned()),
        Answer::Satisfied => scene.chance.percent(40).then(|| {
            let words = ["希望以后主动告知", "处理得挺快", "谢谢", "下次早点说就更好了"];
            (*scene.chance.pick(&words)).to_owned()
        }),
    };
    let emotion = if answer == Answer::Dissatisfied { Emotion::Upset } else { Emotion::Calm };
    let (scored, form) = (scene.chance.percent(30), form(scene));
    let perceived = if answer == Answer::Dissatisfied { 2 } else { 4 };
    scene.handle(EventKind::Visit(Visit {
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
    }));
}

/// A visit that got nowhere.
fn attempt(scene: &mut Scene<'_>, outcome: VisitOutcome) {
    let visit = nothing_said(form(scene), outcome);
    scene.handle(EventKind::Visit(visit));
}

fn decline(scene: &mut Scene<'_>) {
    let standing = scene.chance.percent(30).then_some(true);
    let visit = nothing_said(form(scene), VisitOutcome::Declined);
    let text = Some("不用再打电话了".to_owned());
    scene.handle(EventKind::Visit(Visit { standing, text, ..visit }));
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
    }
}

fn form(scene: &mut Scene<'_>) -> VisitForm {
    if scene.case.receipt.channel == Channel::Online {
        return VisitForm::Online;
    }
    scene.chance.weighted(&[(VisitForm::Phone, 82), (VisitForm::Home, 14), (VisitForm::Questionnaire, 4)])
}

/// 一周观察, then closed.
fn wait_a_week(scene: &mut Scene<'_>) {
    scene.pass(7 * 1440, 7 * 1440);
    scene.work(1500, 4000);
    shut(scene, ClosureCode::QuietWeek, None);
}

fn exempt(scene: &mut Scene<'_>, ground: ExemptGround, text: Option<&str>) {
    scene.work(30, 900);
    let supervisor = scene.supervisor;
    scene.push(supervisor, EventKind::VisitExempt { ground, text: text.map(str::to_owned) });
    scene.pass(1, 10);
    shut(scene, ClosureCode::Exempt, None);
}

fn shut(scene: &mut Scene<'_>, code: ClosureCode, reason: Option<&str>) {
    if scene.chance.percent(5) {
        let note = |text: &str| Some(text.to_owned());
        let supervisor = scene.supervisor;
        let (cause, lesson) = (note("跟进环节脱节"), note("交接要签收"));
        let (avoid, adjust) = (note("每日盘点时逐单核对"), None);
        let (example, think) = (false, None);
        scene.push(supervisor, EventKind::ClosingNotes { cause, lesson, avoid, adjust, example, think });
    }
    let reason = reason.map(str::to_owned);
    let by =
        if code == ClosureCode::Explained { scene.supervisor.to_owned() } else { scene.receiver.clone() };
    scene.push(&by, EventKind::Closed { code, overridden: false, reason });
}

/// Some cases are taken up again after their closure.
fn afterwards(scene: &mut Scene<'_>) {
    if !scene.has_contact() || !scene.chance.percent(3) {
        return;
    }
    scene.work(1440, 20 * 1440);
    let by = scene.receiver.clone();
    scene.push(&by, EventKind::Reopened { reason: "业主来电，同一问题又出现".into() });
    scene.work(60, 900);
    scene.tell_progress(Some("已重新安排人员处理"));
    scene.work(100, 1500);
    finish(scene, true);
    scene.work(100, 1500);
    visit(scene, Answer::Satisfied);
    scene.pass(1, 20);
    shut(scene, ClosureCode::Visited, None);
}

/// A few cases are left lying: somewhere in the middle nothing more happens.
pub fn forget(scene: &mut Scene<'_>) {
    if scene.chance.percent(2) {
        let kept = scene.chance.below(scene.case.events.len() + 1);
        scene.case.events.truncate(kept);
    }
}
