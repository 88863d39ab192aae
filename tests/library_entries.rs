//! What a supervisor changes as an entry – facts of situations, cards –: laid over, kept over updates, compared,
//! carried to other counters, and really used.

mod forms;

use serde_json::{Map, Value, json};
use tingsu::domain::code::{Channel, DeadlineCode, SituationCode};
use tingsu::domain::settings::Settings;
use tingsu::library::apply_change::Change;
use tingsu::library::card::Cards;
use tingsu::library::compare::Stale;
use tingsu::library::edit::{Edits, PhrasePlace, points_at};
use tingsu::library::entry::{Entry, EntryKind, Key};
use tingsu::library::say;
use tingsu::library::sentence::Talk;
use tingsu::library::shelf::Library;
use tingsu::library::situation::Situation;
use tingsu::library::step::Step;
use tingsu::library::transfer;
use tingsu::library::variable::Template;

use crate::support::{Counter, MORNING, at, complaint};

fn code(word: &str) -> SituationCode {
    SituationCode::new(word).unwrap()
}

fn key(kind: EntryKind, id: &str) -> Key {
    Key { kind, id: id.into() }
}

fn fields(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

fn write(kind: EntryKind, id: &str, value: Value) -> Change {
    Change::Write { key: key(kind, id), fields: fields(value) }
}

fn made(changes: Vec<Change>) -> Edits {
    let mut edits = Edits::default();
    for change in changes {
        edits.make(change, Library::shipped()).unwrap();
    }
    edits
}

/// The limits of the stopped lift, the notice after 2 instead of 4 hours.
fn sooner() -> Value {
    let mut limits =
        serde_json::to_value(&Library::shipped().situation(&code("E3")).unwrap().limits).unwrap();
    assert_eq!(limits[0]["hours"], 4);
    limits[0]["hours"] = json!(2);
    limits
}

fn gate() -> Change {
    let facts =
        json!({ "id": "X1", "name": "快递柜打不开", "synonyms": ["快递柜"], "category": "facilities" });
    Change::AddEntry { kind: EntryKind::Situation, fields: fields(facts) }
}

/// The shipped library as another version of the program might ship it.
fn updated(change: impl Fn(&mut Situation), cards: impl Fn(&mut Cards)) -> Library {
    let shipped = Library::shipped();
    let mut situations = shipped.situations().to_vec();
    situations.iter_mut().for_each(change);
    let mut all = shipped.cards().clone();
    cards(&mut all);
    Library::new(shipped.blocks().to_vec(), situations, all).unwrap()
}

fn stale(edits: &Edits, shipped: &Library) -> Vec<Stale> {
    edits.stale(shipped, &Settings::default())
}

#[test]
fn every_shipped_entry_comes_back_from_its_fields() {
    fn whole<T: Entry + std::fmt::Debug>(library: &Library) {
        assert!(!T::of(library).is_empty());
        for entry in T::of(library) {
            assert_eq!(&T::read(entry.fields()).unwrap(), entry);
        }
    }
    let library = Library::shipped();
    whole::<Situation>(library);
    whole::<tingsu::library::card::WordCard>(library);
    whole::<tingsu::library::card::Procedure>(library);
    whole::<tingsu::library::card::Note>(library);
    whole::<tingsu::library::card::Relief>(library);
    whole::<tingsu::library::card::Pause>(library);
}

#[test]
fn a_changed_limit_is_what_choosing_the_situation_sets() {
    let counter = Counter::at(MORNING);
    let change = write(EntryKind::Situation, "E3", json!({ "limits": sooner() }));
    counter.desk.change_library(&counter.chief, change).wait().unwrap();
    let counter = counter.later(MORNING);
    let mut facts = complaint(MORNING);
    facts.situation = Some(code("E3"));
    facts.occurred_at = Some(at("2026-11-03T07:30"));
    let case = counter.take_in(facts);
    let owed = counter.owed(case.number);
    let tasks = owed.iter().filter(|owed| owed.obligation.deadline == DeadlineCode::Task);
    let notice =
        tasks.map(|owed| &owed.obligation).find(|duty| duty.what.as_deref().unwrap().contains("更新公告"));
    assert_eq!(notice.unwrap().due, at("2026-11-03T09:30"), "two hours, not four, after the stop");
}

#[test]
fn a_new_situation_has_what_it_needs_and_borrows_the_general_sentences() {
    let mut edits = made(vec![gate()]);
    let library = edits.apply(Library::shipped()).unwrap();
    assert_eq!(library.situation(&code("X1")).unwrap().name, "快递柜打不开");
    let talk = |situation| Talk { situation, ..Talk::new(Channel::Phone, Step::Explain) };
    let (own, general) = (say::now(&library, &talk(Some(code("X1")))), say::now(&library, &talk(None)));
    assert_eq!(own.sentence.text, general.sentence.text);
    assert!(!own.dos.is_empty() && !own.donts.is_empty());
    let found = tingsu::library::suggest::suggest(&library, "快递柜又开不了", 1);
    assert_eq!(found[0].situation.id, code("X1"), "its words work at once");

    let taken = edits.make(gate(), Library::shipped()).unwrap_err();
    assert!(taken.contains("快递柜打不开") && taken.contains("换一个编号"), "{taken}");
    let mut named = fields(json!({ "id": "E8", "name": "又一个", "category": "facilities" }));
    let add =
        |fields: &Map<String, Value>| Change::AddEntry { kind: EntryKind::Situation, fields: fields.clone() };
    assert!(edits.make(add(&named), Library::shipped()).is_err(), "a shipped code is taken too");
    named.remove("category");
    named.insert("id".into(), "X2".into());
    assert!(edits.make(add(&named), Library::shipped()).unwrap_err().contains("没有保存"));

    let limit = json!({ "limits": [{ "do": "联系快递公司", "hours": 3 }] });
    edits.make(write(EntryKind::Situation, "X1", limit), Library::shipped()).unwrap();
    assert_eq!(edits.situations[0].limits[0].hours, 3, "an own one is changed itself");
    let off = |off| Change::SwitchEntry { key: key(EntryKind::Situation, "X1"), off };
    edits.make(off(true), Library::shipped()).unwrap();
    assert!(edits.apply(Library::shipped()).unwrap().situation(&code("X1")).is_none());
    edits.make(off(false), Library::shipped()).unwrap();
    assert!(edits.entries.is_empty());
}

#[test]
fn what_cannot_be_used_is_refused_with_a_sentence_and_changes_nothing() {
    let refused = |value: Value| {
        let mut edits = Edits::default();
        let told = edits.make(write(EntryKind::Situation, "E2", value), Library::shipped()).unwrap_err();
        assert_eq!(edits, Edits::default());
        told
    };
    assert!(refused(json!({ "limits": [{ "do": "看现场" }] })).contains("没有时长"));
    assert!(
        refused(json!({ "limits": [{ "do": "说进度", "kind": "cadence", "minutes": 30 }] }))
            .contains("整小时")
    );
    assert!(refused(json!({ "question": null })).contains("回答没有了"), "steps wait for the answer");
    let one =
        json!({ "question": { "text": "人出来了没有？", "answers": [{ "id": "out", "label": "出来了" }] } });
    assert!(refused(one).contains("两种以上"));
    let mut edits = Edits::default();
    let pause = write(EntryKind::Pause, "pause", json!({ "rounds": 0 }));
    assert!(edits.make(pause, Library::shipped()).unwrap_err().contains("呼吸"));
    let second = Change::AddEntry { kind: EntryKind::Pause, fields: Cards::shipped().pause.fields() };
    assert!(edits.make(second, Library::shipped()).is_err());
    assert_eq!(edits, Edits::default());
}

#[test]
fn the_headings_of_the_six_words_can_be_changed_and_come_back() {
    let heading = Cards::shipped().words[1].clone();
    let mut edits = made(vec![write(EntryKind::Word, &heading.id, json!({ "word": "认" }))]);
    let library = edits.apply(Library::shipped()).unwrap();
    let words: String = library.cards().words.iter().map(|card| card.word.as_str()).collect();
    assert_eq!(words, "听认问办议谢");
    assert_eq!(library.cards().words[1].techniques, heading.techniques);
    let back = Change::RestoreFields { key: key(EntryKind::Word, &heading.id), fields: vec!["word".into()] };
    edits.make(back, Library::shipped()).unwrap();
    assert_eq!(edits, Edits::default());
}

#[test]
fn cards_are_added_switched_off_and_taken_away() {
    let relief = json!({ "title": "晒晒太阳", "text": "午后到楼下站五分钟。" });
    let mut edits = made(vec![
        Change::AddEntry { kind: EntryKind::Relief, fields: fields(relief) },
        Change::SwitchEntry { key: key(EntryKind::Relief, "relief-1"), off: true },
    ]);
    let reliefs = |edits: &Edits| -> Vec<String> {
        let library = edits.apply(Library::shipped()).unwrap();
        library.cards().reliefs.iter().map(|relief| relief.title.clone()).collect()
    };
    let now = reliefs(&edits);
    assert_eq!((now.len(), now.last().unwrap().as_str()), (18, "晒晒太阳"));
    assert!(!now.contains(&Cards::shipped().reliefs[0].title));
    edits.make(Change::RemoveEntry { key: key(EntryKind::Relief, "own-1") }, Library::shipped()).unwrap();
    edits
        .make(Change::SwitchEntry { key: key(EntryKind::Relief, "relief-1"), off: false }, Library::shipped())
        .unwrap();
    assert_eq!(edits, Edits::default());
}

#[test]
fn changes_survive_an_update_and_everything_else_follows_it() {
    let edits = made(vec![
        write(EntryKind::Situation, "E3", json!({ "limits": sooner() })),
        write(EntryKind::Note, "voice", json!({ "title": "嗓音" })),
        gate(),
    ]);
    let newer = updated(
        |situation| {
            if situation.id == code("E3") {
                situation.roles = vec!["新的班组".into()];
            }
        },
        |cards| cards.notes[1].points.push("新的一条".into()),
    );
    let library = edits.apply(&newer).unwrap();
    let lift = library.situation(&code("E3")).unwrap();
    assert_eq!((lift.limits[0].hours, lift.roles.as_slice()), (2, ["新的班组".to_owned()].as_slice()));
    let note = library.cards().notes.iter().find(|note| note.id == "voice").unwrap();
    assert_eq!((note.title.as_str(), note.points.last().unwrap().as_str()), ("嗓音", "新的一条"));
    assert!(library.situation(&code("X1")).is_some());
    assert_eq!(stale(&edits, &newer), [], "what was changed here was not changed there");
}

#[test]
fn a_field_that_an_update_changed_too_is_compared_and_decided() {
    let edits = made(vec![write(EntryKind::Situation, "E3", json!({ "limits": sooner() }))]);
    let newer = updated(
        |situation| {
            if situation.id == code("E3") {
                situation.limits[0].hours = 6;
            }
        },
        |_| {},
    );
    let [one] = stale(&edits, &newer).try_into().unwrap();
    assert_eq!(one.place, "E3 电梯报修未处理 · 时限");
    assert!(
        one.before.contains("4小时")
            && one.now.unwrap().contains("6小时")
            && one.own.unwrap().contains("2小时")
    );
    let hours = |edits: &Edits| edits.apply(&newer).unwrap().situation(&code("E3")).unwrap().limits[0].hours;
    assert_eq!(hours(&edits), 2, "until it is decided, the counter's own holds");
    let (mut kept, mut taken) = (edits.clone(), edits);
    kept.make(one.keep, &newer).unwrap();
    taken.make(one.take, &newer).unwrap();
    assert_eq!((hours(&kept), stale(&kept, &newer).len()), (2, 0));
    assert_eq!((hours(&taken), taken), (6, Edits::default()));
}

#[test]
fn do_and_dont_are_compared_after_an_update_too() {
    let spot = PhrasePlace { step: Step::Explain, situation: Some(code("E1")) };
    let (_, first) = points_at(Library::shipped(), &spot).next().unwrap();
    let point = |after: Option<&str>| Change::Point {
        spot: spot.clone(),
        before: first.clone(),
        after: after.map(str::to_owned),
    };
    let reworded = format!("{first}，再打电话");
    let newer = updated(
        |situation| {
            if situation.id == code("E1") {
                let dos = situation.mind.iter_mut().flat_map(|mind| &mut mind.dos);
                dos.filter(|one| *one == first).for_each(|one| one.clone_from(&reworded));
            }
        },
        |_| {},
    );
    let has = |edits: &Edits, text: &str| {
        let library = edits.apply(&newer).unwrap();
        points_at(&library, &spot).any(|(dont, one)| !dont && one == text)
    };
    let mut edits = made(vec![point(Some("先看记录"))]);
    let [one] = stale(&edits, &newer).try_into().unwrap();
    assert_eq!((one.before.as_str(), one.now.as_deref()), (first.as_str(), Some(reworded.as_str())));
    assert_eq!(one.own.as_deref(), Some("先看记录"));
    edits.make(one.keep, &newer).unwrap();
    assert!(has(&edits, "先看记录") && !has(&edits, &reworded));
    assert_eq!(stale(&edits, &newer), []);

    let edits = made(vec![point(None)]);
    let [one] = stale(&edits, &newer).try_into().unwrap();
    assert_eq!(one.own, None);
    let (mut kept, mut taken) = (edits.clone(), edits);
    kept.make(one.keep, &newer).unwrap();
    taken.make(one.take, &newer).unwrap();
    assert!(!has(&kept, &reworded) && has(&taken, &reworded));

    let dropped = updated(
        |situation| {
            if situation.id == code("E1") {
                situation.mind.iter_mut().for_each(|mind| mind.dos.clear());
            }
        },
        |_| {},
    );
    let mut edits = made(vec![point(Some("先看记录"))]);
    let [one] = stale(&edits, &dropped).try_into().unwrap();
    assert_eq!(one.now, None);
    edits.make(one.keep, &dropped).unwrap();
    let library = edits.apply(&dropped).unwrap();
    assert!(points_at(&library, &spot).any(|(dont, one)| !dont && one == "先看记录"), "kept as an own one");
}

#[test]
fn everything_is_carried_to_another_counter_in_one_file() {
    let lift = PhrasePlace { step: Step::Ask, situation: Some(code("E3")) };
    let said = PhrasePlace { step: Step::Ask, situation: Some(code("X1")) };
    let shipped_point = PhrasePlace { step: Step::Explain, situation: Some(code("E1")) };
    let (_, before) = points_at(Library::shipped(), &shipped_point).next().unwrap();
    let edits = made(vec![
        write(EntryKind::Situation, "E3", json!({ "limits": sooner(), "synonyms": ["停梯"] })),
        write(EntryKind::Word, "agree", json!({ "word": "认" })),
        write(EntryKind::Pause, "pause", json!({ "offer": "喘口气？" })),
        Change::AddEntry {
            kind: EntryKind::Note,
            fields: fields(json!({ "title": "雨天", "points": ["先递毛巾"] })),
        },
        Change::SwitchEntry { key: key(EntryKind::Procedure, "five-step"), off: true },
        Change::SwitchEntry { key: key(EntryKind::Situation, "E8"), off: true },
        gate(),
        Change::Add {
            spot: said, text: Template::new("是哪个柜，几号格？").unwrap(), usage: Box::default()
        },
        Change::Add {
            spot: lift.clone(),
            text: Template::new("现在里面有人吗？").unwrap(),
            usage: Box::default(),
        },
        Change::AddPoint { spot: lift, dont: true, text: "说“等等看”".into() },
        Change::Point {
            spot: shipped_point.clone(), before: before.clone(), after: Some("先看记录".into())
        },
    ]);
    let library = edits.apply(Library::shipped()).unwrap();
    let file = transfer::write(&library).unwrap();
    let read = transfer::read("话术.toml", &file).unwrap();
    assert_eq!(transfer::write(&read).unwrap(), file);
    let carried = Edits::between(Library::shipped(), &read);
    assert_eq!(carried.entries.len(), edits.entries.len());
    assert_eq!((&carried.points, &carried.notes), (&edits.points, &edits.notes));
    let there = carried.apply(Library::shipped()).unwrap();
    assert_eq!(transfer::write(&there).unwrap(), file, "carried on, it is the same file again");
}

#[test]
fn a_file_of_an_earlier_version_leaves_the_cards_as_shipped() {
    let whole = transfer::write(Library::shipped()).unwrap();
    let old = &whole[..whole.find("[[cards").unwrap()];
    let read = transfer::read("话术.toml", old).unwrap();
    assert_eq!(read.cards(), Cards::shipped());
    let spoilt = whole.replacen("hours = 4", "hours = 0", 1);
    let refused = transfer::read("话术.toml", &spoilt).unwrap_err().to_string();
    assert!(refused.contains("没有时长"), "{refused}");
}
