//! Drafts of the intake: what is mandatory, what is told at its field, what becomes of it when it is saved.

use tingsu::domain::calendar::OfficeHours;
use tingsu::domain::case::{Case, CaseNumber, Facts};
use tingsu::domain::code::{CaseKind, Channel, Emotion, Impact, Medium, Nature, Title};
use tingsu::domain::event::{Event, EventKind};
use tingsu::domain::intake::{Draft, Field};
use tingsu::domain::person::{Actor, Role};
use tingsu::domain::reception::{Strain, TalkKind, is_late_entry};
use tingsu::domain::settings::Rules;
use tingsu::domain::time::Moment;
use tingsu::domain::urging::urging;
use tingsu::paper::wording::Labels;

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn actor() -> Actor {
    Actor::new(None, "李敏", Role::Reception)
}

fn fields(draft: &Draft) -> Vec<Field> {
    draft
        .problems(at("2026-11-21T14:40"), OfficeHours::default())
        .into_iter()
        .map(|problem| problem.field)
        .collect()
}

/// Ledger 01-26, 02-18: words, name and number are asked for unless somebody stays anonymous; place and time are
/// named as missing.
#[test]
fn only_little_is_mandatory() {
    let mut draft = Draft::new(Channel::Phone, at("2026-11-21T14:30"));
    assert!(draft.is_empty());
    assert_eq!(fields(&draft), [Field::Verbatim, Field::Name, Field::Phone]);
    draft.verbatim = "电梯停了".into();
    draft.room = "3-2-1001".into();
    assert_eq!(fields(&draft), [Field::Phone]);
    draft.line_broke = true;
    assert!(fields(&draft).is_empty());
    draft.line_broke = false;
    draft.phone_declined = true;
    assert!(fields(&draft).is_empty());
    let walk_in = Draft::new(Channel::WalkIn, draft.started_at);
    assert_eq!(fields(&walk_in), [Field::Verbatim, Field::Name, Field::Phone]);
    let missing: Vec<Field> = walk_in.still_missing().into_iter().map(|(field, _)| field).collect();
    assert!([Field::Place, Field::OccurredAt].iter().all(|field| missing.contains(field)), "{missing:?}");
    let anonymous = Draft { anonymous: true, verbatim: "太吵".into(), ..walk_in };
    assert!(fields(&anonymous).is_empty());
    let online = Draft { verbatim: "积水".into(), ..Draft::new(Channel::Online, draft.started_at) };
    assert!(fields(&online).is_empty());
}

#[test]
fn nothing_typed_keeps_anybody_from_saving_and_nothing_of_it_is_lost() {
    let now = at("2026-11-21T14:40");
    let draft = Draft {
        verbatim: "x".into(),
        name: "陈".into(),
        phone: "1390000000a、+86 13900000001（女儿）".into(),
        called_from: "0755-00001234转801".into(),
        room: "3栋2单元1001（租户）".into(),
        received_at: "2026-2-30 10:00".into(),
        occurred_at: "前几天".into(),
        seen_at: "20266-11-27 20:00".into(),
        ..Draft::new(Channel::Phone, at("2026-11-21T14:30"))
    };
    assert!(fields(&draft).is_empty());
    let (facts, events) = draft.finish(&actor(), now, OfficeHours::default()).unwrap();
    assert_eq!(facts.received_at, draft.started_at, "the start of the talk stands for what cannot be read");
    assert_eq!((facts.occurred_at, facts.occurred_words.as_deref()), (None, Some("前几天")));
    assert_eq!(facts.complainant.phones, ["1390000000a", "13900000001"]);
    assert_eq!(facts.complainant.called_from.as_deref(), Some("075500001234转801"));
    assert_eq!(facts.complainant.room.as_deref(), Some("3-2-1001"));
    assert_eq!(facts.online, None);
    let EventKind::Note { text, internal: true } = &events[0].kind else { panic!("{events:?}") };
    for kept in ["2026-2-30 10:00", "20266-11-27 20:00", "13900000001 女儿", "租户"] {
        assert!(text.contains(kept), "{kept} in {text}");
    }
    let missing: Vec<_> = draft.still_missing().into_iter().map(|(_, word)| word).collect();
    assert!(missing.contains(&"电话待核对") && !missing.contains(&"房号待核对"));
    let future = Draft { received_at: "明天9点".into(), ..draft };
    assert_eq!(future.received(now, OfficeHours::default()), future.started_at, "nobody has spoken tomorrow");
}

#[test]
fn a_room_beside_the_number_and_a_number_beside_the_room_are_both_taken() {
    let now = at("2026-11-21T14:40");
    let facts = |phone: &str, room: &str| {
        let draft = Draft {
            verbatim: "漏水".into(),
            phone: phone.into(),
            room: room.into(),
            ..Draft::new(Channel::Phone, at("2026-11-21T14:30"))
        };
        assert!(fields(&draft).is_empty(), "{phone} {room} keeps nobody from saving");
        let person = draft.finish(&actor(), now, OfficeHours::default()).unwrap().0.complainant;
        (person.phones, person.room)
    };
    let one = || vec!["13900000001".to_owned()];
    for (phone, room, kept) in [
        ("13900000001 3-2-1001", "", Some("3-2-1001")),
        ("", "3-2-1001 13900000001", Some("3-2-1001")),
        ("13900000001 5-1-302", "3-2-1001", Some("3-2-1001")),
        ("13900000001（女儿，住5-1-302）", "3-2-1001", Some("3-2-1001")),
    ] {
        assert_eq!(facts(phone, room), (one(), kept.map(str::to_owned)), "{phone} {room}");
    }
}

#[test]
fn times_are_read_from_the_moment_that_the_customer_spoke() {
    let draft = Draft {
        verbatim: "x".into(),
        anonymous: true,
        received_at: "昨天10:00".into(),
        occurred_at: "半小时前".into(),
        referral_due: "晚上12点".into(),
        ..Draft::new(Channel::Referral, at("2026-11-21T14:30"))
    };
    let (facts, _) = draft.finish(&actor(), at("2026-11-21T14:40"), OfficeHours::default()).unwrap();
    assert_eq!(facts.occurred_at, Some(at("2026-11-20T09:30")));
    assert_eq!(facts.referral.unwrap().due, Some(at("2026-11-21T00:00")));
}

/// Ledger 01-03, 01-21: each mood with its time, the points as they were confirmed.
#[test]
fn finishing_keeps_everything_in_order() {
    let mut draft = Draft::new(Channel::Phone, at("2026-11-21T14:30"));
    draft.name = " 陈建国 ".into();
    draft.called_from = "139 0000 0417".into();
    draft.room = "3号楼2单元1001".into();
    draft.verbatim = "电梯停了两天😀".into();
    draft.summary = "电梯停运".into();
    draft.set_emotion(Emotion::Upset, &actor(), at("2026-11-21T14:31"));
    draft.set_emotion(Emotion::Agitated, &actor(), at("2026-11-21T14:32"));
    draft.note(
        &actor(),
        at("2026-11-21T14:33"),
        EventKind::Restated { summary: "电梯停运".into(), confirmed: true },
    );
    draft.line_broke = true;
    assert!(draft.is_restated());
    let (facts, events) = draft.finish(&actor(), at("2026-11-21T14:40"), OfficeHours::default()).unwrap();
    assert_eq!(facts.emotion, Some(Emotion::Upset), "the mood at the receipt; the change is an event");
    assert_eq!(facts.complainant.phones, ["13900000417"]);
    assert_eq!(facts.complainant.room.as_deref(), Some("3-2-1001"));
    assert!(!facts.complainant.phone_declined);
    assert_eq!(facts.verbatim.as_deref(), Some("电梯停了两天😀"));
    assert_eq!(events.len(), 3);
    assert!(events.is_sorted_by_key(|event| event.at));
    assert_eq!(facts.received_at, at("2026-11-21T14:30"));
}

/// Ledger 02-24: when it was said and when it was typed in are two times.
#[test]
fn a_late_entry_keeps_its_events_after_the_receipt() {
    let mut draft = Draft::new(Channel::Phone, at("2026-11-21T14:30"));
    draft.verbatim = "x".into();
    draft.anonymous = true;
    draft.received_at = "昨天10:00".into();
    draft.note(
        &actor(),
        at("2026-11-21T14:33"),
        EventKind::Restated { summary: "x".into(), confirmed: true },
    );
    let (facts, events) = draft.finish(&actor(), at("2026-11-21T14:40"), OfficeHours::default()).unwrap();
    assert!(is_late_entry(&facts, &Rules::default()));
    assert!(events[0].at >= facts.received_at);
}

#[test]
fn the_answer_to_a_situation_is_kept_at_its_time() {
    let mut draft = Draft::new(Channel::Phone, at("2026-11-21T14:30"));
    draft.note(&actor(), at("2026-11-21T14:31"), EventKind::Emotion { emotion: Emotion::Upset });
    draft.note(&actor(), at("2026-11-21T14:35"), EventKind::Emotion { emotion: Emotion::Calm });
    let question = tingsu::domain::code::SituationCode::new("E2").unwrap();
    draft.codes.situation = Some(question);
    draft.codes.answer = Some("out".into());
    draft.answered_at = Some(at("2026-11-21T14:33"));
    let (_, events) = draft.preview(&actor(), at("2026-11-21T14:40"), OfficeHours::default());
    assert!(matches!(&events[1].kind, EventKind::Answered { answer, .. } if answer == "out"));
    assert!(events.is_sorted_by_key(|event| event.at));
}

#[test]
fn a_draft_comes_back_from_disk_as_it_was() {
    let mut draft = Draft::new(Channel::Phone, at("2026-11-21T14:30"));
    draft.name = "陈".into();
    draft.note(&actor(), at("2026-11-21T14:33"), EventKind::Note { text: "x".into(), internal: true });
    let back: Draft = serde_json::from_str(&serde_json::to_string(&draft).unwrap()).unwrap();
    assert_eq!(back, draft);
    assert_eq!(draft.title_line(), "来电 · 陈");
}

/// Ledger 21-01, 21-03, 21-12, 21-13: whom it is about, who took it in, how he likes to be told, how far it reaches.
#[test]
fn a_paper_note_of_a_colleague_is_typed_in_later() {
    let mut draft = Draft::new(Channel::WalkIn, at("2026-11-21T14:30"));
    draft.anonymous = true;
    draft.verbatim = "保安不理人".into();
    draft.receiver = "周师傅".into();
    draft.accused = "小刘".into();
    draft.accused_department = "秩序部".into();
    draft.prefers = Some(Medium::Wechat);
    draft.impact = Some(Impact::Wide);
    let (facts, events) = draft.finish(&actor(), at("2026-11-21T14:40"), OfficeHours::default()).unwrap();
    assert_eq!(facts.receiver, "周师傅");
    let accused = facts.complained_of.unwrap();
    assert_eq!((accused.person.as_deref(), accused.department.as_deref()), (Some("小刘"), Some("秩序部")));
    assert_eq!(facts.complainant.prefers, Some(Medium::Wechat));
    assert_eq!(facts.impact, Some(Impact::Wide));
    assert!(events.iter().all(|event| event.by == "李敏"), "who typed it stands on the events");
    let plain =
        Draft { anonymous: true, verbatim: "x".into(), ..Draft::new(Channel::WalkIn, draft.started_at) };
    let (facts, _) = plain.finish(&actor(), at("2026-11-21T14:40"), OfficeHours::default()).unwrap();
    assert_eq!((facts.receiver.as_str(), facts.complained_of), ("李敏", None));
}

/// What the form says otherwise than the open case is added to it or told in words; nothing typed is lost.
#[test]
fn an_urging_keeps_every_chip_of_the_form() {
    let now = at("2026-11-21T14:40");
    let number = CaseNumber::parse("20261120-001").unwrap();
    let open =
        || Case::new(number, Facts::new(CaseKind::Complaint, Channel::Phone, at("2026-11-20T09:00"), "李敏"));
    let mut draft = Draft::new(Channel::Phone, at("2026-11-21T14:30"));
    draft.verbatim = "还没来".into();
    draft.kind = CaseKind::Repair;
    draft.codes.nature = Some(Nature::Effective);
    draft.impact = Some(Impact::Wide);
    draft.accused = "小刘".into();
    draft.title = Some(Title::Ms);
    draft.prefers = Some(Medium::Wechat);
    draft.receiver = "王芳".into();
    let mut urged = open();
    for (at, kind) in urging(&draft, &open(), &actor(), &Labels::default(), now, OfficeHours::default()) {
        urged.events.push(Event::new(at, "李敏", kind));
    }
    let facts = urged.facts();
    assert_eq!((facts.nature, facts.impact), (Some(Nature::Effective), Some(Impact::Wide)));
    assert_eq!(facts.complained_of.unwrap().person.as_deref(), Some("小刘"));
    assert_eq!(facts.kind, CaseKind::Complaint, "the case stays what it was");
    let told = urged.events.iter().any(|event| {
        matches!(&event.kind, EventKind::Note { text, internal: true } if ["信息类别 报修", "称呼 女士", "偏好的告知方式 微信", "受理人 王芳"].iter().all(|said| text.contains(said)))
    });
    assert!(told, "and what the caller brought now stands beside it");
}

#[test]
fn the_clock_counts_from_the_time_of_receipt_that_is_typed() {
    let mut draft =
        Draft { emotion: Some(Emotion::Agitated), ..Draft::new(Channel::WalkIn, at("2026-11-21T14:30")) };
    let (rules, now) = (Rules::default(), at("2026-11-21T14:31"));
    let clock = |draft: &Draft| {
        draft.clock(&rules, now).map(|clock| (clock.kind, clock.lasted.num_minutes(), clock.strain))
    };
    assert_eq!(clock(&draft), Some((TalkKind::Reception, 1, Strain::None)));
    draft.received_at = "14:26".into();
    assert_eq!(clock(&draft), Some((TalkKind::Reception, 5, Strain::Red)), "time already spent counts");
    assert_eq!(draft.received(now, rules.duty), at("2026-11-21T14:26"), "the same beginning");
    draft.received_at = "昨天10:00".into();
    assert_eq!(clock(&draft), None, "a late entry is no talk that lasts");
}
