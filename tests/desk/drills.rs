//! Drills on a real file: kept apart from all cases, seen by the person and the supervisor only.

use tingsu::desk::error::Error;
use tingsu::domain::drill::{Dimension, DrillAnswer, DrillId, DrillMode, DrillRun};
use tingsu::domain::drill_now::{DrillTrend, by_person, by_script};
use tingsu::domain::person::{Actor, Role};
use tingsu::domain::statistics::period::Period;
use tingsu::library::apply_change::Change;
use tingsu::library::edit::Edits;
use tingsu::library::entry::{Entry, EntryKind, Key};
use tingsu::library::shelf::Library;

use crate::support::{Counter, MORNING, at, complaint};

/// The shipped script of somebody in the lift, each answer given in so many seconds with its first ticks said.
fn run(took: u32, said: usize) -> DrillRun {
    let script = &Library::shipped().cards().drills[0];
    let answers = script.turns.iter().map(|turn| {
        let mut ticks = turn.ticks.clone();
        ticks.iter_mut().take(said).for_each(|tick| tick.said = true);
        let (says, sentence) = (turn.says.clone(), "我在。".to_owned());
        DrillAnswer { says, sentence, took, within: turn.seconds, ticks }
    });
    DrillRun {
        script: script.id.clone(),
        name: script.name.clone(),
        mode: DrillMode::Plain,
        participants: " 王倩演业主 ".into(),
        answers: answers.collect(),
        result: "稳得住".into(),
        follow_up: "下周再练一次".into(),
    }
}

#[test]
fn a_drill_is_kept_with_who_when_and_what_and_is_no_case_anywhere() {
    let counter = Counter::at(MORNING);
    let (desk, front) = (&counter.desk, &counter.front);
    counter.take_in(complaint(MORNING));
    let period = Period::parse("2026-11", 1).unwrap();
    let before = (counter.register(), counter.today(), desk.report(period).wait().unwrap());
    let kept = desk.save_drill(front, run(10, 9)).wait().unwrap();
    assert_eq!(kept.value, DrillId(1));
    assert!(kept.changed.learning && kept.changed.cases.is_empty());
    let one = desk.drills(front).wait().unwrap().remove(0);
    assert_eq!((one.by.as_str(), one.at), ("李敏", at(MORNING)));
    assert_eq!(one.run, DrillRun { participants: "王倩演业主".into(), ..run(10, 9) });
    assert_eq!(one.run.scores().whole(), 100);
    let after = (counter.register(), counter.today(), desk.report(period).wait().unwrap());
    assert_eq!(before.0, after.0, "no row of the register");
    assert_eq!(before.1.cases, after.1.cases, "nothing on the first screen");
    assert_eq!(before.2, after.2, "nothing in the table of the month");

    let bare = DrillRun { answers: Vec::new(), ..run(10, 9) };
    assert_eq!(desk.save_drill(front, bare).wait().unwrap_err().message(), "还没有答过一句。没有保存。");
    let signer = Actor::new(None, "孙工", Role::SignOnly);
    assert!(matches!(desk.save_drill(&signer, run(10, 9)).wait(), Err(Error::Denied(_))));
    assert_eq!(desk.check().wait().unwrap(), []);
}

#[test]
fn everybody_sees_his_own_scores_and_the_supervisor_those_of_all() {
    let counter = Counter::at(MORNING);
    let (desk, front, chief) = (&counter.desk, &counter.front, &counter.chief);
    let other = Actor::new(None, "王倩", Role::Reception);
    desk.save_drill(front, run(10, 0)).wait().unwrap();
    desk.save_drill(&other, run(10, 9)).wait().unwrap();
    let later = desk.save_drill(front, run(10, 2)).wait().unwrap().value;

    let own = desk.drills(front).wait().unwrap();
    assert_eq!(own.iter().map(|one| one.by.as_str()).collect::<Vec<_>>(), ["李敏", "李敏"]);
    let all = desk.drills(chief).wait().unwrap();
    let people = by_person(&all);
    let told: Vec<_> = people.iter().map(|one| (one.name.as_str(), one.count, one.trend)).collect();
    assert_eq!(told, [("李敏", 2, DrillTrend::Up), ("王倩", 1, DrillTrend::First)]);
    assert_eq!(people[0].scores.weak_link(), Some(Dimension::Closing), "what stands last was never said");
    assert_eq!(by_script(&all).len(), 1);

    let foreign = desk.follow_up_drill(&other, later, "替她记一笔").wait().unwrap_err();
    assert!(foreign.message().contains("没有这次演练"), "who may not see it cannot add to it");
    assert!(desk.follow_up_drill(chief, later, " ").wait().unwrap_err().message().contains("请写后续"));
    desk.follow_up_drill(chief, later, "陪练了两句，好多了").wait().unwrap();
    let one = desk.drills(front).wait().unwrap().pop().unwrap();
    assert_eq!((one.later[0].by.as_str(), one.later[0].words.as_str()), ("赵楠", "陪练了两句，好多了"));
    assert_eq!(desk.check().wait().unwrap(), []);
}

#[test]
fn the_supervisor_changes_adds_and_switches_off_scripts_like_cards() {
    let shipped = Library::shipped();
    let script = shipped.cards().drills[0].clone();
    let key = script.key();
    let mut edits = Edits::default();
    let mut fields = script.fields();
    fields.retain(|name, _| name == "turns");
    fields["turns"][0]["says"] = "喂，有人吗？".into();
    edits.make(Change::Write { key: key.clone(), fields: fields.clone() }, shipped).unwrap();
    let now = edits.apply(shipped).unwrap();
    assert_eq!(now.cards().drills[0].turns[0].says, "喂，有人吗？");
    assert_eq!(now.cards().drills[0].turns[1], script.turns[1]);

    fields["turns"][0]["ticks"] = serde_json::json!([]);
    let refused = edits.make(Change::Write { key: key.clone(), fields }, shipped).unwrap_err();
    assert!(refused.contains("至少一个要点"), "{refused}");

    let mut own = script.fields();
    own.remove("id");
    own["name"] = "车库里困住了".into();
    edits.make(Change::AddEntry { kind: EntryKind::Drill, fields: own }, shipped).unwrap();
    edits.make(Change::SwitchEntry { key, off: true }, shipped).unwrap();
    let now = edits.apply(shipped).unwrap();
    let names: Vec<_> = now.cards().drills.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names.len(), shipped.cards().drills.len());
    assert!(names.contains(&"车库里困住了") && !names.contains(&script.name.as_str()));
    let missing = Key { kind: EntryKind::Drill, id: "own-1".into() };
    assert!(edits.drills.iter().any(|one| one.key() == missing), "it has a code word of its own");
}
