//! How an invented case goes, from the receipt to 处理完成.

use chrono::{Duration, Timelike};
use serde_json::json;

use crate::desk::demo::chance::Chance;
use crate::desk::demo::ending;
use crate::desk::demo::growing_case::GrowingCase;
use crate::desk::demo::handling::{escalate, finish};
use crate::desk::demo::matter::Matter;
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
    let mut growing = GrowingCase::open(case, matter, chance);
    if growing.chance.percent(1) {
        growing.work(10, 600);
        let supervisor = growing.supervisor;
        growing.push(supervisor, EventKind::Voided { reason: "重复录入，以另一单为准".into() });
    } else if growing.is_complaint() {
        complaint(&mut growing);
    } else {
        plain(&mut growing);
    }
    ending::forget(&mut growing);
    growing.case
}

/// 报修、咨询、表扬、建议.
fn plain(growing: &mut GrowingCase<'_>) {
    if growing.matter.facts.is_empty() {
        growing.pass(1, 8);
        if growing.chance.percent(60) {
            let (by, text) = (growing.receiver.clone(), growing.matter.result.clone());
            growing.push(&by, EventKind::Explained { text, satisfied: true, signed: false });
        } else {
            growing.work(30, 900);
            finish(growing, true);
        }
        let by = growing.receiver.clone();
        growing.pass(1, 5);
        growing.push(&by, EventKind::Closed { code: Plain, overridden: false, reason: None });
        return;
    }
    assign(growing);
    if growing.chance.percent(50) {
        growing.work(30, 300);
        growing.tell_progress(None);
    }
    let slow = growing.chance.percent(12);
    growing.work(if slow { 2000 } else { 30 }, if slow { 9000 } else { 900 });
    let told = growing.chance.percent(60);
    finish(growing, told);
    ending::after_repair(growing);
}

fn complaint(growing: &mut GrowingCase<'_>) {
    open(growing);
    if explained_at_once(growing) {
        return;
    }
    hand_upward(growing);
    promise(growing);
    assign(growing);
    sort_out(growing);
    write_letters(growing);
    agree(growing);
    keep_informed(growing);
    let told = growing.chance.percent(55);
    finish(growing, told);
    ending::close(growing);
}

/// The reception itself: read back, mood, marks.
fn open(growing: &mut GrowingCase<'_>) {
    let by = growing.receiver.clone();
    let facts = growing.case.receipt.clone();
    growing.pass(1, 4);
    if facts.emotion == Some(Emotion::Upset) && growing.chance.percent(12) {
        growing.push(&by, EventKind::Emotion { emotion: Emotion::Agitated });
        growing.pass(1, 4);
    }
    if speaks(&facts) && growing.chance.percent(88) {
        let summary = facts.summary.clone().unwrap_or_default();
        let confirmed = growing.chance.percent(95);
        growing.push(&by, EventKind::Restated { summary, confirmed });
    }
    if growing.chance.percent(2) {
        let flag = growing.chance.weighted(&[(Flag::Major, 5), (Flag::Extreme, 2), (Flag::Exposure, 3)]);
        let supervisor = growing.supervisor;
        growing.pass(2, 30);
        growing.push(supervisor, EventKind::Flag { flag, set: true, reason: Some("按现场情况标记".into()) });
    }
    if growing.chance.percent(4) && facts.complainant.room.is_some() {
        growing.pass(1, 60);
        let room = format!("{}-1-{}02", growing.chance.below(12) + 1, growing.chance.below(20) + 1);
        growing.correct("complainant.room", json!(room), "房号听错，已与业主核对");
    } else if growing.chance.percent(2) {
        growing.pass(1, 60);
        growing.correct("category", json!("other"), "类别选错");
    }
    if facts.nature.is_some_and(|nature| nature != Nature::Effective) && growing.chance.percent(6) {
        growing.work(300, 1500);
        let (nature, reason) = (Nature::Effective, "处理不及时，转为有效投诉".into());
        let supervisor = growing.supervisor;
        growing.push(supervisor, EventKind::Nature { nature, reason });
    }
    if growing.chance.percent(12) {
        let text =
            *growing.chance.pick(&["业主为上班族，晚上联系较方便", "与上月同类来单一并跟进", "已拍照留存"]);
        growing.push(&by, EventKind::Note { text: text.into(), internal: true });
    }
}

/// The on-site explanation; true when it was enough and the case is closed.
fn explained_at_once(growing: &mut GrowingCase<'_>) -> bool {
    let facts = growing.case.facts();
    if !speaks(&facts) {
        return false;
    }
    let walk_in = facts.channel == Channel::WalkIn;
    let satisfied = growing.chance.percent(if walk_in { 26 } else { 16 });
    if !satisfied && !growing.chance.percent(if walk_in { 60 } else { 30 }) {
        return false;
    }
    growing.pass(2, 12);
    let by = growing.receiver.clone();
    let signed = satisfied && walk_in && growing.chance.percent(80);
    let text = if satisfied { &growing.matter.result } else { &growing.matter.facts };
    let text = if satisfied { format!("{text}；业主表示可以接受") } else { text.clone() };
    growing.push(&by, EventKind::Explained { text, satisfied, signed });
    if !satisfied {
        return false;
    }
    growing.pass(1, 3);
    growing.push(&by, EventKind::VisitExempt { ground: ExemptGround::OnSite, text: None });
    let reason = (walk_in && !signed).then(|| "业主赶时间，口头确认后离开".to_owned());
    let code = if signed { Signed } else { Verbal };
    growing.push(&by, EventKind::Closed { code, overridden: false, reason });
    true
}

/// 服务上移, with or without consent.
fn hand_upward(growing: &mut GrowingCase<'_>) {
    let facts = growing.case.facts();
    let agitated = facts.emotion == Some(Emotion::Agitated);
    if !growing.chance.percent(if agitated { 65 } else { 8 }) {
        return;
    }
    let trigger = match facts.channel {
        Channel::WalkIn => *growing.chance.pick(&[Trigger::C, Trigger::E, Trigger::A]),
        Channel::Phone => *growing.chance.pick(&[Trigger::D, Trigger::B, Trigger::F]),
        _ => *growing.chance.pick(&[Trigger::G, Trigger::F, Trigger::K]),
    };
    let consent = growing.chance.percent(82);
    let rung = growing.chance.weighted(&[(1_u8, 86), (2, 12), (3, 2)]);
    escalate(growing, trigger, rung, consent);
}

fn promise(growing: &mut GrowingCase<'_>) {
    if !growing.has_contact() || !growing.chance.percent(70) {
        return;
    }
    growing.pass(1, 5);
    let late = growing.chance.percent(4);
    let hours = if late { 48 } else { growing.chance.between(2, 24) };
    let due = growing.clock + Duration::hours(hours);
    let consent = growing.chance.percent(94);
    let confirmed_by = late.then(|| growing.supervisor.to_owned());
    let text = format!("约定{}前回复", due.short(growing.clock));
    let by = growing.receiver.clone();
    growing.push(&by, EventKind::Promised { due, consent, text, confirmed_by });
    if growing.chance.percent(3) {
        let index = growing.case.events.len() - 1;
        growing.pass(1, 10);
        let (what, reason) = (format!("events[{index}].due"), "时间听错，与业主重新核对".into());
        let (before, after) = (json!(due), json!(due + Duration::hours(1)));
        growing.push(&by, EventKind::Corrected { what, before, after, reason });
    }
    if growing.chance.percent(3) {
        growing.pass(1, 10);
        let handover = EventKind::Handover { to: Some("明早前台".into()), due: None };
        growing.push(&by, handover);
        growing.work(700, 800);
        growing.push("周婷", EventKind::TakenOver { contacted: true });
    }
}

fn assign(growing: &mut GrowingCase<'_>) {
    if growing.chance.percent(90) {
        growing.work(2, 60);
        let (to, department) = (growing.handler.clone(), Some(growing.matter.department.clone()));
        let by = growing.receiver.clone();
        growing.push(&by, EventKind::Assigned { to, department, reason: None, named_by: None });
    }
}

/// Investigation, apology, tasks.
fn sort_out(growing: &mut GrowingCase<'_>) {
    let slow = growing.chance.percent(10);
    growing.work(if slow { 1500 } else { 30 }, if slow { 6000 } else { 400 });
    let responsibility = growing.matter.responsibility.or_else(|| {
        Some(growing.chance.weighted(&[
            (Responsibility::Ours, 50),
            (Responsibility::NotOurs, 35),
            (Responsibility::Unknown, 15),
        ]))
    });
    let basis = growing.chance.percent(30).then(|| "现场照片与值班记录".to_owned());
    let facts = growing.matter.facts.clone();
    growing.handle(EventKind::Investigated { facts, responsibility, basis, for_owner: None });
    if responsibility == Some(Responsibility::Ours) && growing.chance.percent(40) && growing.has_contact() {
        growing.pass(5, 60);
        let form = *growing.chance.pick(ApologyForm::ALL);
        growing.handle(EventKind::Apology { form });
    }
    if growing.chance.percent(6) {
        growing.pass(1, 20);
        let (to, due) = (Some(growing.handler.clone()), Some(growing.clock + Duration::hours(20)));
        let supervisor = growing.supervisor;
        growing.push(
            supervisor,
            EventKind::Task { what: "现场复查".into(), to, due, kind: TaskKind::Free, after: None },
        );
        growing.work(200, 1600);
        growing.handle(EventKind::TaskDone {
            task: None,
            what: "现场复查".into(),
            result: Some("已复查".into()),
            who: None,
            rank: None,
        });
    }
}

/// The letters of class II and III, and a referral's answer.
fn write_letters(growing: &mut GrowingCase<'_>) {
    let facts = growing.case.facts();
    let supervisor = growing.supervisor;
    if facts.class == Some(Class::II) && growing.chance.percent(85) {
        growing.work(30, 900);
        growing.push(
            supervisor,
            EventKind::Paper { form: PaperForm::Letter, sent_to: Some("客户关系中心".into()) },
        );
    } else if facts.class == Some(Class::III) && growing.chance.percent(40) {
        growing.work(30, 900);
        growing
            .push(supervisor, EventKind::Paper { form: PaperForm::Report, sent_to: Some("街道办".into()) });
    }
    if facts.referral.is_some() && growing.chance.percent(90) {
        growing.work(200, 2200);
        growing.push(
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
fn agree(growing: &mut GrowingCase<'_>) {
    if !growing.has_contact() {
        return;
    }
    growing.work(20, 240);
    let text = growing.matter.solution.clone();
    let agreed = growing.chance.percent(88);
    let options = if growing.chance.percent(15) {
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
    growing.handle(EventKind::Solution { options, chosen, text: text.clone(), agreed, opinion });
    if !agreed {
        growing.work(60, 900);
        let (agreed, text) = (growing.chance.percent(80), format!("{text}，并由专人每日跟进"));
        let opinion = Some(if agreed { "同意" } else { "仍有意见，保留看法" }.to_owned());
        growing.handle(EventKind::Solution { options: Vec::new(), chosen: None, text, agreed, opinion });
    }
    if growing.clock.time().hour() >= 16 || growing.chance.percent(15) {
        let days = growing.chance.between(1, 4);
        let due = (growing.clock + Duration::days(days)).end_of_day() - Duration::hours(6);
        growing.handle(EventKind::CompletionDate { due, reason: Some("配件明后天才到".into()) });
    }
}

/// Progress notices until it is done; what is beyond us takes longer.
fn keep_informed(growing: &mut GrowingCase<'_>) {
    let facts = growing.case.facts();
    let outside = facts.class != Some(Class::I) || facts.capability == Some(Capability::BeyondUs);
    if outside && growing.chance.percent(12) {
        let rule = Some("等外部单位答复，按周告知".to_owned());
        let supervisor = growing.supervisor;
        growing.push(supervisor, EventKind::Cadence { every: Every::Hours(7 * 24), rule, situation: None });
    }
    let rounds = growing.chance.weighted(&[(0, 20), (1, 45), (2, 25), (3, 10)]);
    for _ in 0..rounds {
        let gap = if outside { 6 * 1440 } else { 1200 };
        growing.work(gap / 6, gap);
        growing.tell_progress(None);
    }
    if facts.class == Some(Class::II) && growing.chance.percent(60) {
        growing.work(600, 6000);
        let (from, text) = (Some("客户关系中心".to_owned()), "已安排施工单位处理".to_owned());
        let supervisor = growing.supervisor;
        growing
            .push(supervisor, EventKind::LetterReply { from, text, answers: ReplyTo::Letter, letter: None });
    }
    growing.work(60, 700);
}

/// Whether somebody speaks to us.
fn speaks(facts: &Facts) -> bool {
    matches!(facts.channel, Channel::WalkIn | Channel::Phone | Channel::Outreach)
}
