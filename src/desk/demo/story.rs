//! How an invented case goes, from the receipt to 处理完成.

use chrono::{Duration, Timelike};
use serde_json::json;

use crate::desk::demo::chance::Chance;
use crate::desk::demo::ending;
use crate::desk::demo::handling::{escalate, finish};
use crate::desk::demo::matter::Matter;
use crate::desk::demo::scene::Scene;
use crate::domain::cadence::Every;
use crate::domain::case::{Case, Facts};
use crate::domain::code::ClosureCode::{Plain, Signed, Verbal};
use crate::domain::code::{
    ApologyForm, Capability, Channel, Class, Emotion, ExemptGround, Flag, Nature, PaperForm, ReplyTo,
    Responsibility, Trigger,
};
use crate::domain::event::{EventKind, SolutionOption};
use crate::domain::obligation::TaskKind;

/// Tells the story of a case that was just taken in.
pub fn tell(case: Case, matter: &Matter, chance: &mut Chance) -> Case {
    let mut scene = Scene::open(case, matter, chance);
    if scene.chance.percent(1) {
        scene.work(10, 600);
        let supervisor = scene.supervisor;
        scene.push(supervisor, EventKind::Voided { reason: "重复录入，以另一单为准".into() });
    } else if scene.is_complaint() {
        complaint(&mut scene);
    } else {
        plain(&mut scene);
    }
    ending::forget(&mut scene);
    scene.case
}

/// 报修、咨询、表扬、建议.
fn plain(scene: &mut Scene<'_>) {
    if scene.matter.facts.is_empty() {
        scene.pass(1, 8);
        if scene.chance.percent(60) {
            let (by, text) = (scene.receiver.clone(), scene.matter.result.clone());
            scene.push(&by, EventKind::Explained { text, satisfied: true, signed: false });
        } else {
            scene.work(30, 900);
            finish(scene, true);
        }
        let by = scene.receiver.clone();
        scene.pass(1, 5);
        scene.push(&by, EventKind::Closed { code: Plain, overridden: false, reason: None });
        return;
    }
    assign(scene);
    if scene.chance.percent(50) {
        scene.work(30, 300);
        scene.tell_progress(None);
    }
    let slow = scene.chance.percent(12);
    scene.work(if slow { 2000 } else { 30 }, if slow { 9000 } else { 900 });
    let told = scene.chance.percent(60);
    finish(scene, told);
    ending::after_repair(scene);
}

fn complaint(scene: &mut Scene<'_>) {
    open(scene);
    if explained_at_once(scene) {
        return;
    }
    hand_upward(scene);
    promise(scene);
    assign(scene);
    sort_out(scene);
    write_letters(scene);
    agree(scene);
    keep_informed(scene);
    let told = scene.chance.percent(55);
    finish(scene, told);
    ending::close(scene);
}

/// The reception itself: read back, mood, marks.
fn open(scene: &mut Scene<'_>) {
    let by = scene.receiver.clone();
    let facts = scene.case.receipt.clone();
    scene.pass(1, 4);
    if facts.emotion == Some(Emotion::Upset) && scene.chance.percent(12) {
        scene.push(&by, EventKind::Emotion { emotion: Emotion::Agitated });
        scene.pass(1, 4);
    }
    if speaks(&facts) && scene.chance.percent(88) {
        let summary = facts.summary.clone().unwrap_or_default();
        let confirmed = scene.chance.percent(95);
        scene.push(&by, EventKind::Restated { summary, confirmed });
    }
    if scene.chance.percent(2) {
        let flag = scene.chance.weighted(&[(Flag::Major, 5), (Flag::Extreme, 2), (Flag::Exposure, 3)]);
        let supervisor = scene.supervisor;
        scene.pass(2, 30);
        scene.push(supervisor, EventKind::Flag { flag, set: true, reason: Some("按现场情况标记".into()) });
    }
    if scene.chance.percent(4) && facts.complainant.room.is_some() {
        scene.pass(1, 60);
        let room = format!("{}-1-{}02", scene.chance.below(12) + 1, scene.chance.below(20) + 1);
        scene.correct("complainant.room", json!(room), "房号听错，已与业主核对");
    } else if scene.chance.percent(2) {
        scene.pass(1, 60);
        scene.correct("category", json!("other"), "类别选错");
    }
    if facts.nature.is_some_and(|nature| nature != Nature::Effective) && scene.chance.percent(6) {
        scene.work(300, 1500);
        let (nature, reason) = (Nature::Effective, "处理不及时，转为有效投诉".into());
        let supervisor = scene.supervisor;
        scene.push(supervisor, EventKind::Nature { nature, reason });
    }
    if scene.chance.percent(12) {
        let text =
            *scene.chance.pick(&["业主为上班族，晚上联系较方便", "与上月同类来单一并跟进", "已拍照留存"]);
        scene.push(&by, EventKind::Note { text: text.into(), internal: true });
    }
}

/// The on-site explanation; true when it was enough and the case is closed.
fn explained_at_once(scene: &mut Scene<'_>) -> bool {
    let facts = scene.case.facts();
    if !speaks(&facts) {
        return false;
    }
    let walk_in = facts.channel == Channel::WalkIn;
    let satisfied = scene.chance.percent(if walk_in { 26 } else { 16 });
    if !satisfied && !scene.chance.percent(if walk_in { 60 } else { 30 }) {
        return false;
    }
    scene.pass(2, 12);
    let by = scene.receiver.clone();
    let signed = satisfied && walk_in && scene.chance.percent(80);
    let text = if satisfied { &scene.matter.result } else { &scene.matter.facts };
    let text = if satisfied { format!("{text}；业主表示可以接受") } else { text.clone() };
    scene.push(&by, EventKind::Explained { text, satisfied, signed });
    if !satisfied {
        return false;
    }
    scene.pass(1, 3);
    scene.push(&by, EventKind::VisitExempt { ground: ExemptGround::OnSite, text: None });
    let reason = (walk_in && !signed).then(|| "业主赶时间，口头确认后离开".to_owned());
    let code = if signed { Signed } else { Verbal };
    scene.push(&by, EventKind::Closed { code, overridden: false, reason });
    true
}

/// 服务上移, with or without consent.
fn hand_upward(scene: &mut Scene<'_>) {
    let facts = scene.case.facts();
    let agitated = facts.emotion == Some(Emotion::Agitated);
    if !scene.chance.percent(if agitated { 65 } else { 8 }) {
        return;
    }
    let trigger = match facts.channel {
        Channel::WalkIn => *scene.chance.pick(&[Trigger::C, Trigger::E, Trigger::A]),
        Channel::Phone => *scene.chance.pick(&[Trigger::D, Trigger::B, Trigger::F]),
        _ => *scene.chance.pick(&[Trigger::G, Trigger::F, Trigger::K]),
    };
    let consent = scene.chance.percent(82);
    let rung = scene.chance.weighted(&[(1_u8, 86), (2, 12), (3, 2)]);
    escalate(scene, trigger, rung, consent);
}

fn promise(scene: &mut Scene<'_>) {
    if !scene.has_contact() || !scene.chance.percent(70) {
        return;
    }
    scene.pass(1, 5);
    let late = scene.chance.percent(4);
    let hours = if late { 48 } else { scene.chance.between(2, 24) };
    let due = scene.clock + Duration::hours(hours);
    let consent = scene.chance.percent(94);
    let confirmed_by = late.then(|| scene.supervisor.to_owned());
    let text = format!("约定{}前回复", due.short(scene.clock));
    let by = scene.receiver.clone();
    scene.push(&by, EventKind::Promised { due, consent, text, confirmed_by });
    if scene.chance.percent(3) {
        let index = scene.case.events.len() - 1;
        scene.pass(1, 10);
        let (what, reason) = (format!("events[{index}].due"), "时间听错，与业主重新核对".into());
        let (before, after) = (json!(due), json!(due + Duration::hours(1)));
        scene.push(&by, EventKind::Corrected { what, before, after, reason });
    }
    if scene.chance.percent(3) {
        scene.pass(1, 10);
        let handover = EventKind::Handover { to: Some("明早前台".into()), due: None };
        scene.push(&by, handover);
        scene.work(700, 800);
        scene.push("周婷", EventKind::TakenOver { contacted: true });
    }
}

fn assign(scene: &mut Scene<'_>) {
    if scene.chance.percent(90) {
        scene.work(2, 60);
        let (to, department) = (scene.handler.clone(), Some(scene.matter.department.clone()));
        let by = scene.receiver.clone();
        scene.push(&by, EventKind::Assigned { to, department, reason: None, named_by: None });
    }
}

/// Investigation, apology, tasks.
fn sort_out(scene: &mut Scene<'_>) {
    let slow = scene.chance.percent(10);
    scene.work(if slow { 1500 } else { 30 }, if slow { 6000 } else { 400 });
    let responsibility = scene.matter.responsibility.or_else(|| {
        Some(scene.chance.weighted(&[
            (Responsibility::Ours, 50),
            (Responsibility::NotOurs, 35),
            (Responsibility::Unknown, 15),
        ]))
    });
    let basis = scene.chance.percent(30).then(|| "现场照片与值班记录".to_owned());
    let facts = scene.matter.facts.clone();
    scene.handle(EventKind::Investigated { facts, responsibility, basis, for_owner: None });
    if responsibility == Some(Responsibility::Ours) && scene.chance.percent(40) && scene.has_contact() {
        scene.pass(5, 60);
        let form = *scene.chance.pick(ApologyForm::ALL);
        scene.handle(EventKind::Apology { form });
    }
    if scene.chance.percent(6) {
        scene.pass(1, 20);
        let (to, due) = (Some(scene.handler.clone()), Some(scene.clock + Duration::hours(20)));
        let supervisor = scene.supervisor;
        scene.push(
            supervisor,
            EventKind::Task { what: "现场复查".into(), to, due, kind: TaskKind::Free, after: None },
        );
        scene.work(200, 1600);
        scene.handle(EventKind::TaskDone {
            task: None,
            what: "现场复查".into(),
            result: Some("已复查".into()),
            who: None,
            rank: None,
        });
    }
}

/// The letters of class II and III, and a referral's answer.
fn write_letters(scene: &mut Scene<'_>) {
    let facts = scene.case.facts();
    let supervisor = scene.supervisor;
    if facts.class == Some(Class::II) && scene.chance.percent(85) {
        scene.work(30, 900);
        scene.push(
            supervisor,
            EventKind::Paper { form: PaperForm::Letter, sent_to: Some("客户关系中心".into()) },
        );
    } else if facts.class == Some(Class::III) && scene.chance.percent(40) {
        scene.work(30, 900);
        scene.push(supervisor, EventKind::Paper { form: PaperForm::Report, sent_to: Some("街道办".into()) });
    }
    if facts.referral.is_some() && scene.chance.percent(90) {
        scene.work(200, 2200);
        scene.push(
            supervisor,
            EventKind::LetterReply {
                from: None,
                text: "已按转办单要求书面答复".into(),
                answers: ReplyTo::Referral,
                letter: None,
            },
        );
    }
}

/// The solution and the customer's opinion.
fn agree(scene: &mut Scene<'_>) {
    if !scene.has_contact() {
        return;
    }
    scene.work(20, 240);
    let text = scene.matter.solution.clone();
    let agreed = scene.chance.percent(88);
    let options = if scene.chance.percent(15) {
        let option = |text: &str, pros: &str, cons: &str| SolutionOption {
            text: text.into(),
            pros: Some(pros.into()),
            cons: Some(cons.into()),
            ..SolutionOption::default()
        };
        vec![
            option(&text, "今天就能做", "过后还要复查"),
            option("整体更换后再恢复使用", "一次解决", "要等几天"),
        ]
    } else {
        Vec::new()
    };
    let chosen = (agreed && !options.is_empty()).then_some(0);
    let opinion = Some(if agreed { "同意" } else { "不同意，希望再快一些" }.to_owned());
    scene.handle(EventKind::Solution { options, chosen, text: text.clone(), agreed, opinion });
    if !agreed {
        scene.work(60, 900);
        let (agreed, text) = (scene.chance.percent(80), format!("{text}，并由专人每日跟进"));
        let opinion = Some(if agreed { "同意" } else { "仍有意见，保留看法" }.to_owned());
        scene.handle(EventKind::Solution { options: Vec::new(), chosen: None, text, agreed, opinion });
    }
    if scene.clock.time().hour() >= 16 || scene.chance.percent(15) {
        let days = scene.chance.between(1, 4);
        let due = (scene.clock + Duration::days(days)).end_of_day() - Duration::hours(6);
        scene.handle(EventKind::CompletionDate { due, reason: Some("配件明后天才到".into()) });
    }
}

/// Progress notices until it is done; what is beyond us takes longer.
fn keep_informed(scene: &mut Scene<'_>) {
    let facts = scene.case.facts();
    let outside = facts.class != Some(Class::I) || facts.capability == Some(Capability::BeyondUs);
    if outside && scene.chance.percent(12) {
        let rule = Some("等外部单位答复，按周告知".to_owned());
        let supervisor = scene.supervisor;
        scene.push(supervisor, EventKind::Cadence { every: Every::Hours(7 * 24), rule, situation: None });
    }
    let rounds = scene.chance.weighted(&[(0, 20), (1, 45), (2, 25), (3, 10)]);
    for _ in 0..rounds {
        let gap = if outside { 6 * 1440 } else { 1200 };
        scene.work(gap / 6, gap);
        scene.tell_progress(None);
    }
    if facts.class == Some(Class::II) && scene.chance.percent(60) {
        scene.work(600, 6000);
        let (from, text) = (Some("客户关系中心".to_owned()), "已安排施工单位处理".to_owned());
        let supervisor = scene.supervisor;
        scene.push(supervisor, EventKind::LetterReply { from, text, answers: ReplyTo::Letter, letter: None });
    }
    scene.work(60, 700);
}

/// Whether somebody speaks to us.
fn speaks(facts: &Facts) -> bool {
    matches!(facts.channel, Channel::WalkIn | Channel::Phone | Channel::Outreach)
}
